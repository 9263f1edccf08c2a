"""Records of desks on paper."""

from typing import Annotated

from fastapi import APIRouter, Path
from fastapi.responses import HTMLResponse, Response

from tahqiq.casework.forms.page import page
from tahqiq.casework.forms.paper import Sheet
from tahqiq.desk import desk as desk_named
from tahqiq.desk.entry import enter
from tahqiq.desk.record_print import printed
from tahqiq.web.deps import Bench, Language, PaperLanguage
from tahqiq.web.routes.desk_records import RecordId
from tahqiq.web.routes.desk_registers import CaseQuery, DeskName

router = APIRouter(tags=["prints"])
PrintName = Annotated[str, Path(pattern="^[a-z][a-z0-9_-]{0,59}$", description="A print's name.")]


@router.post(
    "/desks/{desk}/prints/{paper}/{record}",
    response_class=Response,
    responses={200: {"content": {"text/html": {}}}},
)
def shown(
    desk: DeskName,
    paper: PrintName,
    record: RecordId,
    bench: Bench,
    locale: Language,
    case: CaseQuery = "",
    language: PaperLanguage = "",
) -> HTMLResponse:
    """A record on paper, A4. It leaves the program: what a handling code or an order keeps inside is refused,
    and the log has it."""
    return paper_of(printed(enter(bench, desk_named(desk), case), paper, record, language or locale))


def paper_of(sheet: Sheet) -> HTMLResponse:
    """A sheet as a page to be printed; nothing of it is executed."""
    return HTMLResponse(
        page(sheet), headers={"Content-Security-Policy": "sandbox; style-src 'unsafe-inline'"}
    )
