"""Everything about one thing as a page or file, and a chart of what one source says."""

from pathlib import Path as FilePath
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query
from fastapi.responses import FileResponse
from pydantic import BaseModel, Field

from tahqiq.web.bodies import Line
from tahqiq.web.deps import Bench, Language
from tahqiq.web.download_tickets import DOWNLOAD
from tahqiq.web.downloads import handed_over
from tahqiq.web.routes.entities import Id
from tahqiq.web.routes.products import MEDIA

router = APIRouter(tags=["products"])


class DossierPage(BaseModel):
    """A dossier as a whole HTML page."""

    page: str


class SourceChartBody(BaseModel):
    """What a chart of a source is to be called; the source's name where nothing is said."""

    title: Line = Field(default="", max_length=300)


class SourceChartMade(BaseModel):
    """The chart begun, and how many of the things of the source stand on it."""

    case: str
    id: str
    shown: int
    found: int


@router.get("/entities/{entity}/dossier")
def dossier(entity: Id, bench: Bench, language: Language) -> DossierPage:
    """Values with grades and places, contacts, events, charts and sources of one thing."""
    return DossierPage(page=bench.dossiers.page(entity, language))


@router.get(
    "/entities/{entity}/dossier/file",
    response_class=FileResponse,
    openapi_extra=DOWNLOAD,
    responses={200: {"content": {MEDIA[one]: {} for one in ("pdf", "docx")}, "description": "The dossier."}},
)
def dossier_file(
    entity: Id,
    bench: Bench,
    form: Literal["pdf", "docx"] = "pdf",
    language: Annotated[Literal["en", "ar", "ckb", "kmr-Arab"], Query()] = "en",
) -> FileResponse:
    """The dossier as a file; refused where a policy or a handling code forbids it."""

    def write(path: FilePath) -> dict[str, str]:
        bench.dossiers.write(entity, language, path)
        return {}

    return handed_over(bench, f"dossier.{form}", f"tahqiq-dossier-{entity[:8]}.{form}", write, MEDIA[form])


@router.post("/sources/{source}/chart", status_code=201)
def chart_source(
    source: Annotated[str, Path(max_length=64)], asked: SourceChartBody, bench: Bench
) -> SourceChartMade:
    """Begin a chart of what a source says, in its case."""
    made = bench.chart_of(source, asked.title)
    return SourceChartMade(case=made.case, id=made.id, shown=made.shown, found=made.found)
