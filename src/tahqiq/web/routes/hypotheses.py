"""Competing hypotheses of a case with the recorded values for and against each. Nothing is decided by the program."""

from collections.abc import Iterable
from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from pydantic import BaseModel, Field

from tahqiq.casework.hypothesis_board import Board, Credibility, Mark
from tahqiq.products.worksheets import Sheet, board_json, changes_json, document_json
from tahqiq.web.bodies import Head, Line, StatementBody
from tahqiq.web.deps import Bench, Language
from tahqiq.web.routes.documents import CaseId, Version

router = APIRouter(tags=["hypotheses"])
BoardId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="A board's id.")]
EvidenceId = Annotated[str, Path(pattern="^[0-9a-f]{16}$", description="The id of a piece of evidence.")]
WholeId = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]
Words = Annotated[Line, Field(max_length=8_000)]
Key = Annotated[str, Field(max_length=20)]
MEDIA = {"csv": "text/csv", "html": "text/html", "json": "application/json"}


class WorksheetHead(BaseModel):
    """One version of a worksheet without its content. ``by`` is a person's id."""

    id: str
    version: int
    case: str
    title: str
    state: str
    at: str
    by: str
    by_name: str = ""


class ClosedBody(BaseModel):
    """Who retracted a value, when and why."""

    by: str
    at: str
    reason: str


class CitedBody(BaseModel):
    """A recorded value that something rests on. ``state``: stands, retracted, superseded (no longer read so) or gone (erased by order)."""

    entity: str
    statement: str
    state: str
    about: Head | None
    value: StatementBody | None
    closed: ClosedBody | None


class HypothesisBody(BaseModel):
    """``key`` names it in marks; ``by`` and ``at``: who wrote it in these words, and when."""

    key: str
    text: str
    withdrawn: bool
    by: str
    at: str


class EvidencePiece(BaseModel):
    """A recorded value with how it fits each hypothesis by key (++, +, 0, -, --). ``tells_apart``: whether it fits some better than others; null until two
    are judged."""

    id: str
    version: int
    cited: CitedBody
    marks: dict[str, str]
    credibility: str
    note: str
    by: str
    at: str
    changed_by: str
    changed_at: str
    tells_apart: bool | None


class TallyBody(BaseModel):
    """How many pieces of standing evidence fit a hypothesis well, badly (``strongly`` of them very badly), either way, or were not judged."""

    key: str
    consistent: int
    inconsistent: int
    strongly: int
    neutral: int
    unjudged: int


class BoardBody(WorksheetHead):
    """A board with the evidence that the caller may see. ``people``: names by id of who wrote; ``not_counted`` pieces do not stand any more."""

    question: str
    note: str
    hypotheses: list[HypothesisBody]
    evidence: list[EvidencePiece]
    tallies: list[TallyBody]
    not_counted: int
    people: dict[str, str]


class ChangeBody(BaseModel):
    """Who did what, when; ``about`` is the key of a hypothesis or the id of a piece of evidence."""

    at: str
    by: str
    by_name: str = ""
    act: str
    about: str
    before: str
    after: str


class NewBoard(BaseModel):
    """A board to begin."""

    title: Line = Field(min_length=1, max_length=300)
    question: Words = ""


class WordedHypothesis(BaseModel):
    """A hypothesis as it is to be; ``key`` empty for a new one."""

    key: Key = ""
    text: Words
    withdrawn: bool = False


class NextBoard(BaseModel):
    """A board as it is to be; ``version`` is the one it was made from, which must still be the latest. No hypothesis may be missing."""

    version: int = Field(ge=1, le=2**31 - 1)
    title: Line = Field(min_length=1, max_length=300)
    question: Words = ""
    note: Words = ""
    hypotheses: list[WordedHypothesis] = Field(max_length=100)


class Marked(BaseModel):
    """How a value fits each hypothesis by key, and what the analyst thinks of it."""

    marks: dict[Key, Mark] = Field(default_factory=dict, max_length=100)
    credibility: Credibility = "unknown"
    note: Words = ""


class NewEvidence(Marked):
    """A recorded value to use as evidence."""

    entity: WholeId
    statement: WholeId


class NextEvidence(Marked):
    """Marks as they are to be; ``version`` is the one they were made from."""

    version: int = Field(ge=1, le=2**31 - 1)


class NewSheet(BaseModel):
    """How a worksheet leaves the program: as a table, as a page to print, or with everything in it."""

    format: Sheet


def shown(board: Board, bench: Bench) -> BoardBody:
    """A board as the API shows it."""
    told = board_json(board)
    people = bench.door.people.names(
        {board.document.actor, *(one.by for one in board.hypotheses), *_writers(board)},
    )
    return BoardBody.model_validate({**told, "by_name": people.get(board.document.actor, ""), "people": people})


def _writers(board: Board) -> Iterable[str]:
    for item in board.evidence:
        yield from (item.by, item.changed_by)
        if item.cited.decision is not None:
            yield item.cited.decision.actor


@router.get("/cases/{case}/hypotheses")
def boards(case: CaseId, bench: Bench) -> list[WorksheetHead]:
    """The boards of hypotheses of a case, the last changed first."""
    found = bench.hypotheses.boards(case)
    names = bench.door.people.names(item.actor for item in found)
    return [WorksheetHead.model_validate({**document_json(item), "by_name": names.get(item.actor, "")}) for item in found]


@router.post("/cases/{case}/hypotheses", status_code=201)
def begin(case: CaseId, body: NewBoard, bench: Bench) -> BoardBody:
    """Begin a board."""
    return shown(bench.hypotheses.begin(case, body.title, body.question), bench)


@router.get("/cases/{case}/hypotheses/{board}")
def board(case: CaseId, board: BoardId, bench: Bench) -> BoardBody:
    """A board with the evidence that the caller may see."""
    return shown(bench.hypotheses.board(case, board), bench)


@router.put("/cases/{case}/hypotheses/{board}")
def change(case: CaseId, board: BoardId, body: NextBoard, bench: Bench) -> BoardBody:
    """Save question, note and hypotheses; refused (409) when somebody else has saved in the meantime."""
    wanted = [(one.key, one.text, one.withdrawn) for one in body.hypotheses]
    made = bench.hypotheses.change(
        case, board, body.version, title=body.title, question=body.question, note=body.note, hypotheses=wanted
    )  # fmt: skip
    return shown(made, bench)


@router.delete("/cases/{case}/hypotheses/{board}")
def put_away(case: CaseId, board: BoardId, version: Version, bench: Bench) -> WorksheetHead:
    """Put a board away; nothing is lost."""
    return WorksheetHead.model_validate(document_json(bench.hypotheses.put_away(case, board, version)))


@router.get("/cases/{case}/hypotheses/{board}/history")
def history(case: CaseId, board: BoardId, bench: Bench) -> list[ChangeBody]:
    """Who wrote what and when, the latest first."""
    found = bench.hypotheses.history(case, board)
    names = bench.door.people.names(item.by for item in found)
    return [ChangeBody.model_validate({**item, "by_name": names.get(str(item["by"]), "")}) for item in changes_json(found)]


@router.post("/cases/{case}/hypotheses/{board}/evidence", status_code=201)
def cite(case: CaseId, board: BoardId, body: NewEvidence, bench: Bench) -> BoardBody:
    """Use a recorded value as evidence."""
    return shown(bench.hypotheses.cite(case, board, (body.entity, body.statement), dict(body.marks), body.credibility, body.note), bench)


@router.put("/cases/{case}/hypotheses/{board}/evidence/{evidence}")
def judge(case: CaseId, board: BoardId, evidence: EvidenceId, body: NextEvidence, bench: Bench) -> BoardBody:
    """Save how a value fits each hypothesis; refused (409) when somebody else has saved in the meantime."""
    return shown(bench.hypotheses.judge(case, board, evidence, body.version, dict(body.marks), body.credibility, body.note), bench)


@router.delete("/cases/{case}/hypotheses/{board}/evidence/{evidence}")
def set_aside(
    case: CaseId, board: BoardId, evidence: EvidenceId, version: Annotated[int, Query(ge=1, le=2**31 - 1)], bench: Bench
) -> BoardBody:
    """Take a piece of evidence off the board; nothing is lost."""
    return shown(bench.hypotheses.set_aside(case, board, evidence, version), bench)


@router.post("/cases/{case}/hypotheses/{board}/file", response_class=Response)
def file(case: CaseId, board: BoardId, body: NewSheet, bench: Bench, language: Language) -> Response:
    """A board as a file to take out of the program; refused where a policy or a handling code forbids it, and in the log either way."""
    return sheet(bench.carry_board(case, board, body.format, language), f"hypotheses-{board}", body.format)


def sheet(text: str, name: str, form: Sheet) -> Response:
    """A file to download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.{form}"', "Content-Security-Policy": "sandbox"}
    return Response(text, media_type=MEDIA[form], headers=headers)
