"""Reports that desks wrote into a case, as pages to be read and printed."""

from fastapi import APIRouter
from fastapi.responses import HTMLResponse, Response
from pydantic import BaseModel

from tahqiq.kit.errors import NotFound
from tahqiq.web.deps import Bench, Language, PaperLanguage
from tahqiq.web.routes.desk_prints import paper_of
from tahqiq.web.routes.sources import SourceId

router = APIRouter(tags=["sources"])


class WrittenReportBody(BaseModel):
    """A report. ``number`` is its own; ``since`` and ``until`` the first and last day that it is about,
    ``issued`` when it came into the case (UTC)."""

    source: str
    number: str
    text: str
    since: str
    until: str
    grade: str
    handling: str
    issued: str


class WrittenReportAnswer(BaseModel):
    """The report that a document is; null for every other document."""

    report: WrittenReportBody | None


@router.get("/sources/{source}/report")
def report(source: SourceId, bench: Bench) -> WrittenReportAnswer:
    """The report that a source is, to be read as a page."""
    found = bench.report(source)
    return WrittenReportAnswer(
        report=None if found is None else WrittenReportBody.model_validate(found, from_attributes=True)
    )


@router.post(
    "/sources/{source}/report/paper",
    response_class=Response,
    responses={200: {"content": {"text/html": {}}}},
)
def report_paper(
    source: SourceId, bench: Bench, locale: Language, language: PaperLanguage = ""
) -> HTMLResponse:
    """A report on paper, A4. It leaves the program: what a handling code keeps inside is refused, and the log
    has it."""
    sheet = bench.report_paper(source, language or locale)
    if sheet is None:
        raise NotFound("report-none")
    return paper_of(sheet)
