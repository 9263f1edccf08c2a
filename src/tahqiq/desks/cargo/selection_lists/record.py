"""The list of a shift as a record: what was selected and why, what officers decided about each line, and the
signature of the head of the shift. What was signed is what is examined."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import PERSON
from tahqiq.desk.answers import ProblemView, Strict
from tahqiq.desk.field_labels import ImpliedBy
from tahqiq.desks.cargo.names.names import DEPTH, THREAT
from tahqiq.desks.cargo.selection_lists.selection import Why
from tahqiq.model.kind import Key, Kind

Choice = Literal["accept", "defer", "override"]


class SelectionListEntry(Strict):
    """One consignment in the order in which to open. ``line`` is that of the table's file, ``minutes`` those
    of each of the hands, ``why`` hold, random, follow-up, cell, quota, harm or spare, ``threat`` the one it
    is opened for, ``expected`` the harm that is expected to be shown, ``probability`` the chance with which
    the lot or the bandit of cells draws it, 1 where it was chosen for a reason."""

    place: int
    id: str
    line: int
    examination: Annotated[str, DEPTH]
    minutes: dict[str, int]
    why: Why
    threat: Annotated[str, THREAT]
    chances: dict[str, float]
    expected: float
    probability: float
    sentence: Annotated[str, ImpliedBy("words")]
    reasons: Annotated[list[str], ImpliedBy("told")] = Field(
        default=[],
        description="What rules in use, papers and a model say of it, where the list was made at the desk.",
    )
    words: dict[str, str] = Field(default={}, description="The sentence in four languages, by their tags.")
    told: list[dict[str, str]] = Field(default=[], description="The reasons in four languages.")
    containers: list[str] = Field(
        default=[], description="Its boxes, where the list was made from what arrived."
    )
    plates: list[str] = Field(default=[], description="Its lorry and trailer.")
    goods: str = Field(default="", description="Its goods, as the papers describe them.")
    rules: list[str] = Field(default=[], description="Rules that name it.")
    model: str = Field(default="", description="The model that ranks it, where one leads.")
    sign: str = Field(default="", description="What it shares with a find, or the cell that is tried.")

    def spoken(self, locale: str) -> "SelectionListEntry":
        """The line with its sentence and reasons in a language, as far as they are kept in it."""
        return self.model_copy(
            update={
                "sentence": self.words.get(locale, self.sentence),
                "reasons": [one.get(locale, "") for one in self.told] or self.reasons,
            }
        )


class Capacity(Strict):
    """How many minutes there are, and how many the list takes."""

    name: str
    minutes: int
    used: int


class ThreatQuota(Strict):
    """How many openings a threat is owed, and how many of them are on the list."""

    threat: Annotated[str, THREAT]
    least: int
    opened: int


class ShiftListView(Strict):
    """The list, what it takes, what was held and has no hands (``left``), and how the lot drew: ``drawn`` of
    ``among``, by ``seed``."""

    shift: str
    seed: int
    considered: int
    lines: list[SelectionListEntry]
    hands: list[Capacity]
    owed: list[ThreatQuota]
    left: list[str]
    drawn: int
    among: int
    problems: list[ProblemView]
    remarks: Annotated[list[str], ImpliedBy("remarked")]
    remarked: list[dict[str, str]] = Field(default=[], description="The remarks in four languages.")


class LineDecision(Strict):
    """What somebody decided about a consignment on the list. Deferring and overriding have a reason."""

    id: str
    choice: Choice
    reason: str = ""
    by: Annotated[str, PERSON]
    at: AwareDatetime


class SelectionList(ShiftListView):
    """A list as it was made, what was decided about its lines (the latest counts), and who signed it as head
    of the shift ("" : nobody yet)."""

    decided: list[LineDecision] = Field(default=[], max_length=10_000)
    by: Annotated[str, PERSON]
    recorded: AwareDatetime
    signed_by: Annotated[str, PERSON] = ""
    signed: AwareDatetime | None = None

    def standing(self, consignment: str) -> Choice | Literal[""]:
        """What was decided last about a consignment; "" where nothing was."""
        return next((one.choice for one in reversed(self.decided) if one.id == consignment), "")

    def open(self) -> list[SelectionListEntry]:
        """The lines that are opened: all but those that were deferred or overridden."""
        return [line for line in self.lines if self.standing(line.id) in ("", "accept")]

    def taken(self) -> list[Capacity]:
        """The capacity, with what the lines that are opened take of it."""
        return [
            hand.model_copy(update={"used": sum(line.minutes.get(hand.name, 0) for line in self.open())})
            for hand in self.hands
        ]


EXAMPLE_LINE = SelectionListEntry(
    place=1,
    id="IQTRB-2026-000417",
    line=2,
    examination="full",
    minutes={"team": 90},
    why="harm",
    threat="narcotics",
    chances={"narcotics": 0.31},
    expected=0.29,
    probability=1.0,
    sentence="",
)
EXAMPLE = ShiftListView(
    shift="trebil-morning",
    seed=7,
    considered=1,
    lines=[EXAMPLE_LINE],
    hands=[Capacity(name="team", minutes=900, used=90)],
    owed=[],
    left=[],
    drawn=0,
    among=0,
    problems=[],
    remarks=[],
)
_AT = datetime.fromisoformat("2026-03-01T05:40:00+03:00")
LIST = Kind(
    "cargo-list",
    SelectionList,
    lambda body: body.shift,
    "cargo",
    SelectionList(
        **EXAMPLE.model_dump(),
        by="example",
        recorded=_AT,
    ),
    home="desk",
    relations={
        "maker": lambda at, body: at.actor.id in {body.by, *(one.by for one in body.decided)},
    },
    keys=(
        Key("shift", "text", lambda body: body.shift),
        Key("recorded", "time", lambda body: body.recorded),
        Key("signed", "flag", lambda body: bool(body.signed_by)),
        Key("lines", "integer", lambda body: len(body.lines)),
    ),
)
"""One record for each list of a shift."""
