"""Selection lists at the desk: saved, decided about line by line, signed by the head of the shift, shown."""

from collections.abc import Collection

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.names.names import list_title
from tahqiq.desks.cargo.selection_lists.record import (
    EXAMPLE,
    EXAMPLE_LINE,
    LIST,
    Capacity,
    Choice,
    LineDecision,
    SelectionList,
    SelectionListEntry,
    ShiftListView,
)
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.messages import wanted

LAST = 50
"""How many signed lists are looked through for a consignment."""


class SaveListRequest(Strict):
    """A list to save."""

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

    line: SelectionListEntry
    choice: str
    reason: str


class SavedListView(Strict):
    """A list as it stands; ``title`` names its post and day in words. ``opened`` counts the lines that
    are opened and ``scanned`` those that are only scanned, of ``considered`` consignments;
    ``hands`` say what the lines that are opened take of each, ``remarks`` what whoever signs should know
    (held ones without hands, quotas that are short, who leads: rules or a model)."""

    shift_list: str
    version: int
    shift: str
    title: str
    opened: int
    scanned: int
    considered: int
    hands: list[Capacity]
    lines: list[DecidedLineView]
    by: str
    signed_by: str
    remarks: list[str]


def save(at: ActingDesktop, asked: SaveListRequest, _progress: Progress | None) -> SavedListView:
    """Keep a list. Raises ``WrongUse`` (``cargo-list-twice`` where it names a consignment twice)."""
    names = [line.id for line in asked.made.lines]
    twice = next((name for name in names if names.count(name) > 1), "")
    if twice:
        raise WrongUse("cargo-list-twice", consignment=twice)
    return _view(
        at.records(LIST).save(SelectionList(**asked.made.model_dump(), by=at.actor.id, recorded=clock.now()))
    )


def decide(at: ActingDesktop, asked: LineDecisionRequest, _progress: Progress | None) -> SavedListView:
    """Decide about a line. Raises ``NotFound`` (``cargo-not-on-list``), ``WrongUse`` (``cargo-list-signed``,
    ``cargo-say-why``; ``cargo-hold-stays``: what must be opened may be deferred with a reason, not
    overridden)."""
    kept = at.records(LIST).get(asked.shift_list)
    line = on_list(kept.body, asked.consignment)
    if kept.body.signed_by:
        raise WrongUse("cargo-list-signed", shift=kept.body.shift)
    if asked.choice != "accept" and not asked.reason.strip():
        raise WrongUse("cargo-say-why")
    if asked.choice == "override" and line.why == "hold":
        raise WrongUse("cargo-hold-stays", consignment=line.id)
    said = LineDecision(
        id=line.id, choice=asked.choice, reason=asked.reason.strip(), by=at.actor.id, at=clock.now()
    )
    body = kept.body.model_copy(update={"decided": [*kept.body.decided, said]})
    body = body.model_copy(update={"hands": body.taken()})
    return _view(at.records(LIST).save(body, "", kept.id, asked.version))


def sign(at: ActingDesktop, asked: ListSignatureRequest, _progress: Progress | None) -> SavedListView:
    """Sign a list that somebody else made and decided about. Raises ``WrongUse`` (``cargo-list-signed``;
    ``cargo-list-undecided``: nobody decided about a line)."""
    kept = at.records(LIST).get(asked.shift_list)
    if kept.body.signed_by:
        raise WrongUse("cargo-list-signed", shift=kept.body.shift)
    if undecided := [line.id for line in kept.body.lines if not kept.body.standing(line.id)]:
        raise WrongUse(
            "cargo-list-undecided",
            shift=kept.body.shift,
            count=len(undecided),
            consignments=", ".join(undecided[:10]),
        )
    body = kept.body.model_copy(update={"signed_by": at.actor.id, "signed": clock.now()})
    return _view(at.records(LIST).save(body, "", kept.id, asked.version))


def show(at: Desktop, asked: SavedListRequest, _progress: Progress | None) -> SavedListView:
    """A list as it stands."""
    return _view(at.records(LIST).get(asked.shift_list))


def on_list(body: SelectionList, consignment: str) -> SelectionListEntry:
    """The line of a consignment. Raises ``NotFound`` (``cargo-not-on-list``)."""
    for line in body.lines:
        if line.id == consignment:
            return line
    raise NotFound("cargo-not-on-list", consignment=consignment[:60], shift=body.shift)


Listed = tuple[str, SelectionList, SelectionListEntry]
"""A saved list, by its id, and one of its lines."""


def listed_now(at: Desktop, names: Collection[str]) -> Listed | None:
    """The latest signed list on which a consignment is opened (by any of its ``names``), by its id, and the
    line; None for one that stands on none of the last :data:`LAST`."""
    for kept in (
        at.records(LIST).find({"signed": True}, order="recorded", descending=True, limit=LAST).records
    ):
        for line in kept.body.open():
            if line.id in names:
                return kept.id, kept.body, line
    return None


def _view(kept: RecordVersion[SelectionList]) -> SavedListView:
    body = kept.body
    reasons = {one.id: one.reason for one in body.decided}
    lines = [
        DecidedLineView(
            line=line.spoken(wanted()), choice=body.standing(line.id), reason=reasons.get(line.id, "")
        )
        for line in body.lines
    ]
    scanned = sum(line.examination == "scan" for line in body.open())
    return SavedListView(
        shift_list=kept.id,
        version=kept.version,
        shift=body.shift,
        title=list_title(body.shift),
        opened=len(body.open()) - scanned,
        scanned=scanned,
        considered=body.considered,
        hands=body.taken(),
        lines=lines,
        by=body.by,
        signed_by=body.signed_by,
        remarks=[one.get(wanted(), "") for one in body.remarked] or body.remarks,
    )


def _example_list(at: ActingDesktop, *decided: LineDecision) -> RecordVersion[SelectionList]:
    return at.records(LIST).save(LIST.example.model_copy(update={"decided": list(decided)}))


def _decided_list(at: ActingDesktop) -> RecordVersion[SelectionList]:
    body = LIST.example
    return _example_list(at, LineDecision(id=EXAMPLE_LINE.id, choice="accept", by=body.by, at=body.recorded))


OPERATIONS = (
    Operation(
        "lists-keep",
        SaveListRequest,
        SavedListView,
        "act",
        "write-case",
        save,
        lambda _at: SaveListRequest(made=EXAMPLE),
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
            shift_list=_example_list(at).id,
            version=1,
            consignment=EXAMPLE_LINE.id,
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
        lambda at: ListSignatureRequest(shift_list=_decided_list(at).id, version=1),
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
        lambda at: SavedListRequest(shift_list=_example_list(at).id),
        group="lists",
    ),
)
