"""What happened at a facility on one day: counts wing by wing, those not counted yet, and every move with its
two times."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.casework.clocks import first_moment
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every
from tahqiq.desk.rule_results import moment
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.places.record import FACILITY, PLACE
from tahqiq.desks.custody.roll_call.operations import names_of
from tahqiq.desks.custody.roll_checks.record import ROLL, Roll
from tahqiq.jobs.progress import Progress
from tahqiq.model.kind import day_of
from tahqiq.store.record_where import Between, Where

MOST = 200
"""How many moves of a day are told; the register has them all."""


class DayRequest(Strict):
    """Which day, and where."""

    facility: Annotated[str, FACILITY] = Field(
        default="", description="The facility, by its code; empty: the first."
    )
    at: str = Field(
        default="", description="The day of this moment in Baghdad, up to it; ISO 8601 with zone; empty: now."
    )


class MissingPersonView(Strict):
    """Somebody who was not there at a count, by number and name."""

    person: str
    name: str


class DayCheckView(Strict):
    """A count of the day. ``counted`` is null where nobody counted, ``incident`` empty where nothing
    differed."""

    record: str
    number: str
    place: str
    at: str
    expected: int
    counted: int | None
    missing: list[MissingPersonView]
    incident: str


class DayMoveView(Strict):
    """A move of the day. ``left`` is null where nobody wrote it down; an empty place is outside. While
    ``under_way`` nobody has said that they arrived, and ``arrived`` is when they left; ``here``:
    they have not left the place since."""

    record: str
    person: str
    name: str
    sort: str
    origin: str
    place: str
    left: str | None
    arrived: str
    under_way: bool
    here: bool
    reason: str
    authority: str
    escort: str


class DayView(Strict):
    """Counts in the order of their hour, the newest first, wings that nobody counted, and moves, the newest
    first; ``moved`` is how many there were in all."""

    facility: str
    begins: str
    at: str
    counts: list[DayCheckView]
    uncounted: list[str]
    moved: int
    moves: list[DayMoveView]


def day(at: Desktop, asked: DayRequest, _progress: Progress | None) -> DayView:
    """The day so far. Raises ``WrongUse`` (``clock-zone``)."""
    now = moment(asked.at)
    begins = first_moment(day_of(now))
    facility = asked.facility or next(
        iter(sorted(str(code) for code in at.records(PLACE).count({}, by="facility"))), ""
    )
    today: Where = {"facility": facility}
    then = Between(begins, now + timedelta(microseconds=1))
    counts = list(every(at, ROLL, {**today, "at": then})) if facility else []
    moves = list(every(at, MOVE, {**today, "arrived": then})) if facility else []
    moves += [
        kept
        for kept in every(at, MOVE, {"sort": "transfer", "arrived": then})
        if kept.body.facility != facility and kept.body.origin.split("/")[0] == facility
    ]
    moves = [kept for kept in moves if kept.body.sort != "withdrawn"]
    moves.sort(key=lambda kept: (kept.body.arrived, kept.body.person), reverse=True)
    counts = _as_corrected(counts)
    counts.sort(key=lambda kept: (kept.body.at, kept.body.place), reverse=True)
    wings = (
        [kept.body.code for kept in every(at, PLACE, {"facility": facility, "sort": "wing"})]
        if facility
        else []
    )
    seen = {kept.body.place for kept in counts if kept.body.counted is not None}
    absent = [who for kept in counts for who in kept.body.missing]
    names = names_of(at, [*(kept.body.person for kept in moves[:MOST]), *absent])
    return DayView(
        facility=facility,
        begins=begins.isoformat(),
        at=now.isoformat(),
        moved=len(moves),
        uncounted=sorted(
            code for code in wings if not any(code == one or code.startswith(f"{one}/") for one in seen)
        ),
        counts=[
            DayCheckView(
                record=one.id,
                number=one.body.number,
                place=one.body.place,
                at=one.body.at.isoformat(),
                expected=one.body.expected,
                counted=one.body.counted,
                missing=[MissingPersonView(person=who, name=names.get(who, "")) for who in one.body.missing],
                incident=one.body.incident,
            )
            for one in counts
        ],
        moves=[
            DayMoveView(
                record=one.id,
                person=one.body.person,
                name=names.get(one.body.person, ""),
                sort=one.body.sort,
                origin=one.body.origin,
                place=one.body.place,
                left=one.body.left.isoformat() if one.body.left else None,
                arrived=one.body.arrived.isoformat(),
                under_way=one.body.under_way and one.body.ended is None,
                here=one.body.ended is None,
                reason=one.body.reason,
                authority=one.body.authority,
                escort=one.body.escort,
            )
            for one in moves[:MOST]
        ],
    )


def _as_corrected(counts: Iterable[RecordVersion[Roll]]) -> list[RecordVersion[Roll]]:
    """Counts without those that were saved again with the same figures, as when the name of the missing
    person is added: the last one stands."""
    found = dict[tuple[object, ...], RecordVersion[Roll]]()
    for one in sorted(counts, key=lambda kept: (len(kept.body.number), kept.body.number)):
        body = one.body
        minute = body.at.replace(second=0, microsecond=0)
        found[body.place, minute, body.expected, body.counted] = one
    return list(found.values())


DAY = Operation(
    "day",
    DayRequest,
    DayView,
    "look",
    "read-case",
    day,
    lambda _at: DayRequest(at="2026-05-01T19:00:00+03:00"),
)
