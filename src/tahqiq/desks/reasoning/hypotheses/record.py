"""A board of hypotheses, and the evidence on it."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import stated
from tahqiq.desk.operation import PERSON
from tahqiq.desks.reasoning.name import NAME
from tahqiq.desks.reasoning.worksheets.record import LONGEST, NoteDetails, Rests, TitleDetails
from tahqiq.model.kind import Key, Kind

Mark = Literal["++", "+", "0", "-", "--"]


MARKS: tuple[Mark, ...] = get_args(Mark)
"""How a value fits a hypothesis: very well, well, either way, badly, very badly. A pair that is not marked
was not judged."""


Credibility = Literal["high", "medium", "low", "unknown"]


CREDIBILITIES: tuple[Credibility, ...] = get_args(Credibility)
"""What the analyst thinks of the value, beside the grade it was deposited with."""


class Hypothesis(Strict):
    """``key`` names it in marks. Withdrawn ones stay, with their marks. ``by`` and ``at``: who wrote it in
    these words, and when."""

    key: str
    text: str
    withdrawn: bool
    by: Annotated[str, PERSON]
    at: str


class BoardQuestion(TitleDetails):
    """What a board asks."""

    question: str = stated("What is asked: who, how, why.", "", bounds=(0, LONGEST))


class BoardDetails(NoteDetails, BoardQuestion):
    """What people state of a board."""


class BoardRecord(BoardDetails):
    """A board: its question and hypotheses, in the order of writing."""

    hypotheses: list[Hypothesis] = Field(default=[])


class EvidenceDetails(NoteDetails):
    """How a recorded value fits each hypothesis, by key, and what the analyst thinks of it."""

    marks: dict[str, Mark] = Field(
        default_factory=dict,
        description='How it fits each hypothesis, as JSON: {"h1": "++", "h2": "-"}.',
        max_length=100,
    )
    credibility: Credibility = stated("high, medium, low or unknown.", "unknown")


class EvidenceRecord(EvidenceDetails):
    """A recorded value on a board, None where what it belonged to was erased by order. ``cited_by`` and
    ``cited_at``: who put it there, and when."""

    board: str
    value: Rests | None
    cited_by: Annotated[str, PERSON]
    cited_at: str


def _without_erased(body: EvidenceRecord, gone: frozenset[str]) -> EvidenceRecord:
    """A note was written about the value: it goes with it."""
    return (
        body.model_copy(update={"value": None, "note": ""})
        if body.value is not None and body.value.entity in gone
        else body
    )


BOARD = Kind(
    "hypothesis-board",
    BoardRecord,
    lambda body: body.title,
    NAME,
    BoardRecord(title="من نقل الحمولة؟", question="من؟"),
    keys=(Key("title", "text", lambda body: body.title),),
)


EVIDENCE = Kind(
    "hypothesis-evidence",
    EvidenceRecord,
    lambda body: body.note,
    NAME,
    EvidenceRecord(board="b" * 16, value=None, cited_by="d" * 16, cited_at="2026-01-01T00:00:00Z"),
    keys=(Key("board", "text", lambda body: body.board),),
    erased=_without_erased,
)
