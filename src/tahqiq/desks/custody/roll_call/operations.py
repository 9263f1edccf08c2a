"""``tahqiq custody roll`` and ``where``: who is expected where at a moment, from the moves; and where one
person was, with what doors recorded beside it."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ARGUMENT, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desk.records import every
from tahqiq.desk.rule_results import moment
from tahqiq.desks.custody.doors.passes import Pass, passes_in
from tahqiq.desks.custody.doors.record import PASSES
from tahqiq.desks.custody.moves.record import MOVE, NO_STAY, OUT, Move
from tahqiq.desks.custody.people.lookup import example_person, person_of
from tahqiq.desks.custody.people.record import A_PERSON, PERSON, PersonFile
from tahqiq.desks.custody.places.lookup import cells_in, made_for, place_of
from tahqiq.desks.custody.places.record import FACILITY, PLACE, Place
from tahqiq.desks.custody.roll_call.no_cell import Waiting, without_cell
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.parts import parts
from tahqiq.store.record_where import Between, OneOf, Where

AROUND = timedelta(hours=18)
"""How far before and after a moment doors are asked."""


class RollRequest(Strict):
    """Whose roll, and when."""

    at: Annotated[AwareDatetime | None, MAY_LIE_AHEAD] = Field(
        default=None, description="As it was at this moment; empty: now."
    )
    facility: Annotated[str, FACILITY] = Field(
        default="", description="The facility, by its code; empty: all."
    )
    place: str = Field(
        default="", description="A building, wing or cell, by its code; empty: the whole facility."
    )


class RollEntryView(Strict):
    """Somebody on the roll. ``place`` is empty while somebody is on the way, and before they have a cell
    (``no_cell``); ``out`` says that they are at court or in hospital."""

    person: str
    name: str
    booking: str
    facility: str
    place: str
    since: str
    out: bool
    no_cell: bool = False


class WingView(Strict):
    """How many are expected in a part of the facility, and for how many it is made (null: not known)."""

    place: str
    expected: int
    capacity: int | None


class RollView(Strict):
    """Everybody expected: ``expected`` inside, of them ``no_cell`` without a cell yet, ``out`` at court or in
    hospital."""

    at: str
    facility: str
    expected: int
    no_cell: int
    out: int
    wings: list[WingView]
    people: list[RollEntryView]


def present(at: Desktop, when: datetime, facility: str = "", place: str = "") -> Iterator[Move]:
    """The moves in which everybody stands who was held at ``when``, in order of people."""
    began: Where = {"arrived": Between(None, when), **({"facility": facility} if facility else {})}
    still, later = (
        {**began, "ended": None},
        {**began, "ended": Between(when + timedelta(microseconds=1), None)},
    )
    found = [
        kept.body for kept in at.records(MOVE).every(still, "ended") if kept.body.place or kept.body.outside
    ]
    found += [kept.body for kept in at.records(MOVE).every(later, "ended")]
    inside = [
        one
        for one in found
        if one.sort not in NO_STAY
        and not one.unplaced
        and (not place or one.place == place or one.place.startswith(f"{place}/"))
    ]
    yield from sorted(inside, key=lambda one: (one.person, one.arrived))


def roll(at: Desktop, asked: RollRequest, _progress: Progress | None) -> RollView:
    """The roll. Raises ``NotFound`` (``custody-no-facility``, ``custody-no-place``)."""
    when = asked.at or clock.now()
    place = place_of(at, asked.place, asked.facility).code if asked.place else ""
    moves = list(present(at, when, asked.facility, place))
    waiting = list(without_cell(at, when, moves, asked.facility)) if _whole(place) else []
    names = names_of(at, [*(one.person for one in moves), *(one.person for one in waiting)])
    wings = Counter(wing_of(one.place) for one in moves if not one.outside)
    capacity = capacities(at, set(wings))
    people = [
        RollEntryView(
            person=one.person,
            name=names.get(one.person, ""),
            booking=one.booking,
            facility=one.facility,
            place=one.place,
            since=one.arrived.isoformat(),
            out=one.outside,
        )
        for one in moves
    ]
    people += [
        RollEntryView(
            person=one.person,
            name=names.get(one.person, ""),
            booking=one.booking,
            facility=one.facility,
            place="",
            since=one.since.isoformat() if one.since else "",
            out=False,
            no_cell=True,
        )
        for one in waiting
    ]
    return RollView(
        at=when.isoformat(),
        facility=asked.facility,
        expected=sum(wings.values()) + len(waiting),
        no_cell=len(waiting),
        out=sum(one.out for one in people),
        wings=[
            WingView(place=place, expected=count, capacity=capacity.get(place))
            for place, count in sorted(wings.items())
        ],
        people=people,
    )


def expected_in(at: Desktop, when: datetime, facility: str, place: str) -> int:
    """How many should be counted in a place of a facility: in the whole of it those without a cell, too."""
    moves = list(present(at, when, facility, place))
    waiting = without_cell(at, when, moves, facility) if _whole(place) else ()
    return sum(not one.outside for one in moves) + sum(1 for _ in waiting)


def _whole(place: str) -> bool:
    """Whether a place is a whole facility: who has no cell yet is in none of its parts."""
    return "/" not in place


def wing_of(place: str) -> str:
    """The wing that a place is in: its first three parts.

    >>> wing_of("F01/A/1/07")
    'F01/A/1'
    """
    return "/".join(place.split("/")[:3])


def capacities(at: Desktop, places: set[str]) -> dict[str, int | None]:
    """For how many places are made (:func:`made_for`), by code."""
    own, found = dict[str, Place](), dict[str, int | None]()
    for some in parts(sorted(places), 200):
        own |= {one.body.code: one.body for one in every(at, PLACE, {"code": OneOf(tuple(some))})}
    for facility in sorted({code.split("/")[0] for code in places}):
        cells = [one.body for one in every(at, PLACE, {"facility": facility, "sort": "cell"})]
        for code in sorted(places):
            if code.split("/")[0] == facility:
                found[code] = made_for(own.get(code), cells_in(code, cells))
    return found


def names_of(at: Desktop, people: list[str]) -> dict[str, str]:
    """What people are called, by the numbers of their files."""
    return {number: body.name for number, body in files_of(at, people).items()}


def files_of(at: Desktop, people: Iterable[str]) -> dict[str, PersonFile]:
    """The files of people, by their numbers."""
    found: dict[str, PersonFile] = {}
    wanted = sorted(set(people))
    for start in range(0, len(wanted), 500):
        for kept in (
            at.records(PERSON).find({"number": OneOf(tuple(wanted[start : start + 500]))}, limit=500).records
        ):
            found[kept.body.number] = kept.body
    return found


class WhereaboutsRequest(Strict):
    """Who, and when."""

    person: Annotated[str, ARGUMENT, A_PERSON] = Field(
        min_length=1, description="The number of the file, or the whole name."
    )
    at: str = Field(description="The moment, ISO 8601 with zone.")


class DoorPassView(Strict):
    """What a door recorded. ``way``: in, out, refused, taken, returned; ``source`` and ``row`` say where it
    stands in the log."""

    at: str
    door: str
    way: str
    source: str
    row: int


class WhereaboutsView(Strict):
    """Where somebody was. ``state``: inside, out (at court or in hospital), on-the-way, no-cell (admitted and
    not placed yet), not-held. ``doors`` are the last two before and the first after; ``agrees`` is null where
    no door says anything, false where the last door lies outside the place that the moves say."""

    person: str
    name: str
    at: str
    state: Literal["inside", "out", "on-the-way", "no-cell", "not-held"]
    place: str
    since: str | None
    reason: str
    authority: str
    escort: str
    doors: list[DoorPassView]
    agrees: bool | None


def where(at: Desktop, asked: WhereaboutsRequest, _progress: Progress | None) -> WhereaboutsView:
    """Where somebody was. Raises ``NotFound`` (``custody-nobody-called``), ``WrongUse`` (``clock-zone``,
    ``custody-several-called``)."""
    when, who = moment(asked.at), person_of(at, asked.person)
    moves = (
        at.records(MOVE)
        .find(
            {"person": who.number, "arrived": Between(None, when)}, order="arrived", descending=True, limit=1
        )
        .records
    )
    last = moves[0].body if moves else None
    ended = last is not None and last.ended is not None and last.ended <= when
    waiting = next(without_cell(at, when, [], person=who.number), None)
    state: Literal["inside", "out", "on-the-way", "no-cell", "not-held"] = "not-held"
    if waiting is not None:
        state, last = "no-cell", None
    elif last is not None and last.sort not in NO_STAY:
        travels = ended or last.on_transfer
        state = "on-the-way" if travels else "out" if last.sort in OUT else "inside"
    doors = [
        (kept.body.source, one)
        for kept in _stretches(at, who.number, when)
        for one in passes_in(kept.body)
        if one.badge == who.number
    ]
    doors.sort(key=lambda one: one[1].at)
    before, after = (
        [one for one in doors if one[1].at <= when][-2:],
        [one for one in doors if one[1].at > when][:1],
    )
    near = before[-1][1] if before else None
    place = last.place if last is not None and state != "not-held" else ""
    return WhereaboutsView(
        person=who.number,
        name=who.name,
        at=when.isoformat(),
        state=state,
        place=place,
        since=_since(waiting, last if place else None),
        reason=last.reason if last else "",
        authority=last.authority if last else "",
        escort=last.escort if last else "",
        doors=[_pass_view(source, one) for source, one in (*before, *after)],
        agrees=agrees(near, place, last),
    )


def _since(waiting: Waiting | None, move: Move | None) -> str | None:
    """Since when somebody is where they are."""
    when = waiting.since if waiting is not None else move.arrived if move is not None else None
    return when.isoformat() if when is not None else None


def agrees(near: Pass | None, place: str, move: Move | None) -> bool | None:
    """Whether the last door before a moment can be one on the way to the place: it lies in it, or the place
    lies behind it. None where none was recorded since the move."""
    if near is None or move is None or near.at < move.arrived or not place:
        return None
    return place.startswith(near.door) or near.door.startswith(place) or wing_of(place) == wing_of(near.door)


def _stretches(at: Desktop, badge: str, when: datetime) -> Iterator[RecordVersion[Any]]:
    asked: Where = {
        "begins": Between(None, when + AROUND),
        "ends": Between(when - AROUND, None),
        "first": Between(None, badge),
        "last": Between(badge, None),
    }
    yield from every(at, PASSES, asked)


WAYS = {"i": "in", "o": "out", "x": "refused", "k": "taken", "r": "returned"}


def _pass_view(source: str, one: Pass) -> DoorPassView:
    return DoorPassView(at=one.at.isoformat(), door=one.door, way=WAYS[one.way], source=source, row=one.row)


ROLL_CALL = Operation(
    "roll",
    RollRequest,
    RollView,
    "look",
    "read-case",
    roll,
    lambda _at: RollRequest(at=datetime.fromisoformat("2026-05-01T19:00:00+03:00")),
)
WHERE = Operation(
    "where",
    WhereaboutsRequest,
    WhereaboutsView,
    "look",
    "read-case",
    where,
    lambda at: WhereaboutsRequest(person=example_person(at), at="2026-05-01T19:00:00+03:00"),
)
