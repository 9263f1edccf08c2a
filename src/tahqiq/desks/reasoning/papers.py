"""What the desk keeps: boards of hypotheses, the evidence on them, crime scripts. A recorded value is
referred to by its entity and its statement."""

from typing import Annotated, Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from tahqiq.model.kind import Key, Kind

DESK = "reasoning"
Mark = Literal["++", "+", "0", "-", "--"]
MARKS: tuple[Mark, ...] = get_args(Mark)
"""How a value fits a hypothesis: very well, well, either way, badly, very badly. A pair that is not marked
was not judged."""
Credibility = Literal["high", "medium", "low", "unknown"]
CREDIBILITIES: tuple[Credibility, ...] = get_args(Credibility)
"""What the analyst thinks of the value, beside the grade it was deposited with."""
Stage = Literal["preparation", "entry", "doing", "exit", "aftermath"]
STAGES: tuple[Stage, ...] = get_args(Stage)
WholeId = Annotated[str, Field(pattern="^[0-9a-f]{32}$")]


class Strict(BaseModel):
    """Forbids what it does not name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Rests(Strict):
    """A recorded value that something rests on: its entity or event, and the statement."""

    entity: WholeId
    statement: WholeId

    @property
    def reference(self) -> tuple[str, str]:
        """The same as :data:`tahqiq.casework.citations.Reference`."""
        return self.entity, self.statement


class Hypothesis(Strict):
    """``key`` names it in marks. Withdrawn ones stay, with their marks. ``by`` and ``at``: who wrote it in
    these words, and when."""

    key: str
    text: str
    withdrawn: bool
    by: str
    at: str


class BoardPaper(Strict):
    """A board: its question and hypotheses, in the order of writing."""

    title: str
    question: str = ""
    note: str = ""
    hypotheses: list[Hypothesis] = []


class EvidencePaper(Strict):
    """A recorded value on a board, None where what it belonged to was erased by order. ``marks`` by key of
    hypothesis; ``cited_by`` and ``cited_at``: who put it there, and when."""

    board: str
    value: Rests | None
    marks: dict[str, Mark] = {}
    credibility: Credibility = "unknown"
    note: str = ""
    cited_by: str
    cited_at: str


class NamedThing(Strict):
    """Somebody or something in an act: an entity or event by its id, or ``words`` where nothing recorded is
    meant."""

    entity: str = Field(default="", pattern="^([0-9a-f]{32})?$")
    words: Annotated[str, Field(max_length=300)] = ""


class ScriptAct(Strict):
    """One act. ``key`` names it ("" for a new one); ``gaps`` says what is not known, ``prevention`` where it
    could be stopped; ``rests`` are the recorded values it rests on."""

    key: Annotated[str, Field(max_length=20)] = ""
    stage: Stage
    title: Annotated[str, Field(max_length=8_000)]
    text: str = ""
    gaps: str = ""
    prevention: str = ""
    actors: list[NamedThing] = []
    tools: list[NamedThing] = []
    places: list[NamedThing] = []
    rests: list[Rests] = []

    @property
    def named(self) -> list[NamedThing]:
        """Everybody and everything in it."""
        return [*self.actors, *self.tools, *self.places]


class ScriptPaper(Strict):
    """A crime script: its acts in the order of their stages."""

    title: str
    note: str = ""
    acts: list[ScriptAct] = []


def _without(body: EvidencePaper, gone: frozenset[str]) -> EvidencePaper:
    """A note was written about the value: it goes with it."""
    return (
        body.model_copy(update={"value": None, "note": ""})
        if body.value is not None and body.value.entity in gone
        else body
    )


def _acts_without(body: ScriptPaper, gone: frozenset[str]) -> ScriptPaper:
    acts = [
        act.model_copy(
            update={
                "rests": [one for one in act.rests if one.entity not in gone],
                **{
                    name: [one for one in getattr(act, name) if one.entity not in gone]
                    for name in ("actors", "tools", "places")
                },
            }
        )
        for act in body.acts
    ]
    return body.model_copy(update={"acts": acts})


BOARD = Kind(
    "hypothesis-board",
    BoardPaper,
    lambda body: body.title,
    DESK,
    BoardPaper(title="من نقل الحمولة؟", question="من؟"),
    keys=(Key("title", "text", lambda body: body.title),),
)
EVIDENCE = Kind(
    "hypothesis-evidence",
    EvidencePaper,
    lambda body: body.note,
    DESK,
    EvidencePaper(board="b" * 16, value=None, cited_by="d" * 16, cited_at="2026-01-01T00:00:00Z"),
    keys=(Key("board", "text", lambda body: body.board),),
    erased=_without,
)
SCRIPT = Kind(
    "crime-script",
    ScriptPaper,
    lambda body: body.title,
    DESK,
    ScriptPaper(title="تهريب عبر المعبر", acts=[ScriptAct(stage="entry", title="شراء هواتف")]),
    keys=(Key("title", "text", lambda body: body.title),),
    erased=_acts_without,
)
KINDS = (BOARD, EVIDENCE, SCRIPT)
