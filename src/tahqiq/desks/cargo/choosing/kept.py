"""The list of a shift as a record: what was chosen and why, what officers decided about each line, and the
shift head's signature. What was signed is what is opened."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.shelves import Kept
from tahqiq.desk import PERSON, ActingDesktop, Desktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.choosing.shift_list import Hand, Line, ShiftListView
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.messages import wanted
from tahqiq.model.kind import Key, Kind

Choice = Literal["accept", "defer", "override"]


class Decided(Strict):
    """What somebody decided about a consignment on the list. Deferring and overriding have a reason."""

    id: str
    choice: Choice
    reason: str = ""
    by: str
    at: AwareDatetime


class KeptList(ShiftListView):
    """A list as it was made, what was decided about its lines (the latest counts), and who signed it as head
    of the shift ("" : nobody yet)."""

    decided: list[Decided] = Field(default=[], max_length=10_000)
    by: Annotated[str, PERSON]
    recorded: AwareDatetime
    signed_by: Annotated[str, PERSON] = ""
    signed: AwareDatetime | None = None

    def standing(self, consignment: str) -> Choice | Literal[""]:
        """What was decided last about a consignment; "" where nothing was."""
        return next((one.choice for one in reversed(self.decided) if one.id == consignment), "")

    def open(self) -> list[Line]:
        """The lines that are opened: all but those that were deferred or overridden."""
        return [line for line in self.lines if self.standing(line.id) in ("", "accept")]


_LINE = Line(
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
_MADE = ShiftListView(
    shift="trebil-morning",
    seed=7,
    considered=1,
    lines=[_LINE],
    hands=[Hand(name="team", minutes=900, used=90)],
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
    KeptList,
    lambda body: body.shift,
    "cargo",
    KeptList(
        **_MADE.model_dump(),
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


class SaveListRequest(Strict):
    """A list to keep."""

    made: ShiftListView = Field(description="The list, as cargo list tells it in JSON.")


class LineDecisionRequest(Strict):
    """What is decided about a line."""

    shift_list: str = Field(description="The list, by its id.")
    version: int = Field(ge=1, description="The version of it that you saw.")
    consignment: str = Field(
        min_length=1, max_length=100, description="The consignment, as the list names it."
    )
    choice: Choice = Field(description="accept, defer or override.")
    reason: str = Field(default="", max_length=2_000, description="Why it is deferred or overridden.")


class ListSignatureRequest(Strict):
    """The signature of the head of the shift."""

    shift_list: str = Field(description="The list, by its id.")
    version: int = Field(ge=1, description="The version that you read.")


class SavedListRequest(Strict):
    """Which list."""

    shift_list: str = Field(description="The list, by its id.")


class DecidedLineView(Strict):
    """A line with what was decided about it last ("" : nothing) and why."""

    line: Line
    choice: str
    reason: str


class SavedListView(Strict):
    """A list as it stands; ``opened`` counts the lines that are opened, of ``considered`` consignments;
    ``hands`` say what the whole list takes of each, ``remarks`` what whoever signs should know (held ones
    without hands, quotas that are short, who leads: rules or a model)."""

    shift_list: str
    version: int
    shift: str
    opened: int
    considered: int
    hands: list[Hand]
    lines: list[DecidedLineView]
    by: str
    signed_by: str
    remarks: list[str]


def keep(at: ActingDesktop, asked: SaveListRequest, _progress: Progress | None) -> SavedListView:
    """Keep a list. Raises ``WrongUse`` (``cargo-list-twice`` where it names a consignment twice)."""
    names = [line.id for line in asked.made.lines]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise WrongUse("cargo-list-twice", consignment=twice)
    return _told(
        at.shelf(LIST).save(KeptList(**asked.made.model_dump(), by=at.actor.id, recorded=clock.now()))
    )


def decide(at: ActingDesktop, asked: LineDecisionRequest, _progress: Progress | None) -> SavedListView:
    """Decide about a line. Raises ``NotFound`` (``cargo-not-on-list``), ``WrongUse`` (``cargo-list-signed``,
    ``cargo-say-why``; ``cargo-hold-stays``: what must be opened may be deferred with a reason, not
    overridden)."""
    kept = at.shelf(LIST).get(asked.shift_list)
    line = on_list(kept.body, asked.consignment)
    if kept.body.signed_by:
        raise WrongUse("cargo-list-signed", shift=kept.body.shift)
    if asked.choice != "accept" and not asked.reason.strip():
        raise WrongUse("cargo-say-why")
    if asked.choice == "override" and line.why == "hold":
        raise WrongUse("cargo-hold-stays", consignment=line.id)
    said = Decided(
        id=line.id, choice=asked.choice, reason=asked.reason.strip(), by=at.actor.id, at=clock.now()
    )
    body = kept.body.model_copy(update={"decided": [*kept.body.decided, said]})
    return _told(at.shelf(LIST).save(body, "", kept.id, asked.version))


def sign(at: ActingDesktop, asked: ListSignatureRequest, _progress: Progress | None) -> SavedListView:
    """Sign a list that somebody else made and decided about. Raises ``WrongUse`` (``cargo-list-signed``)."""
    kept = at.shelf(LIST).get(asked.shift_list)
    if kept.body.signed_by:
        raise WrongUse("cargo-list-signed", shift=kept.body.shift)
    body = kept.body.model_copy(update={"signed_by": at.actor.id, "signed": clock.now()})
    return _told(at.shelf(LIST).save(body, "", kept.id, asked.version))


def show(at: Desktop, asked: SavedListRequest, _progress: Progress | None) -> SavedListView:
    """A list as it stands."""
    return _told(at.shelf(LIST).get(asked.shift_list))


def on_list(body: KeptList, consignment: str) -> Line:
    """The line of a consignment. Raises ``NotFound`` (``cargo-not-on-list``)."""
    for line in body.lines:
        if line.id == consignment:
            return line
    raise NotFound("cargo-not-on-list", consignment=consignment[:60], shift=body.shift)


def _told(kept: Kept[KeptList]) -> SavedListView:
    body = kept.body
    reasons = {one.id: one.reason for one in body.decided}
    lines = [
        DecidedLineView(
            line=line.spoken(wanted()), choice=body.standing(line.id), reason=reasons.get(line.id, "")
        )
        for line in body.lines
    ]
    return SavedListView(
        shift_list=kept.id,
        version=kept.version,
        shift=body.shift,
        opened=len(body.open()),
        considered=body.considered,
        hands=body.hands,
        lines=lines,
        by=body.by,
        signed_by=body.signed_by,
        remarks=[one.get(wanted(), "") for one in body.remarked] or body.remarks,
    )


def _kept(at: ActingDesktop) -> Kept[KeptList]:
    return at.shelf(LIST).save(LIST.example)


OPERATIONS = (
    Operation(
        "lists-keep",
        SaveListRequest,
        SavedListView,
        "act",
        "write-case",
        keep,
        lambda _at: SaveListRequest(made=_MADE),
        group="lists",
    ),
    Operation(
        "lists-decide",
        LineDecisionRequest,
        SavedListView,
        "act",
        "write-case",
        decide,
        lambda at: LineDecisionRequest(
            shift_list=_kept(at).id,
            version=1,
            consignment=_LINE.id,
            choice="defer",
            reason="السونار معطل حتى الظهر",
        ),
        group="lists",
    ),
    Operation(
        "lists-sign",
        ListSignatureRequest,
        SavedListView,
        "act",
        "write-case",
        sign,
        lambda at: ListSignatureRequest(shift_list=_kept(at).id, version=1),
        group="lists",
        needs=(Needs(LIST, "shift_list", (), "cargo-sign-own-list", none_of=("maker",)),),
    ),
    Operation(
        "lists-show",
        SavedListRequest,
        SavedListView,
        "look",
        "read-case",
        show,
        lambda at: SavedListRequest(shift_list=_kept(at).id),
        group="lists",
    ),
)
