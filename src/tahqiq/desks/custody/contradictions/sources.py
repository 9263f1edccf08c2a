"""Where sources that know nothing of one another cannot both be right: health visits, visits, doors and
counts against the moves."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta

from tahqiq.desk import Desktop
from tahqiq.desk.records import every
from tahqiq.desks.custody.contradictions.door_watch import Watch, last_move
from tahqiq.desks.custody.contradictions.record import SourcesDiffer
from tahqiq.desks.custody.doors.passes import Pass, passes_in
from tahqiq.desks.custody.doors.record import PASSES
from tahqiq.desks.custody.health_visits.record import SEEN
from tahqiq.desks.custody.moves.record import MOVE, Move
from tahqiq.desks.custody.non_associations.record import APART
from tahqiq.desks.custody.roll_checks.record import ROLL, Roll, differs
from tahqiq.desks.custody.visits.record import VISIT
from tahqiq.store.record_where import Between, Where

AROUND = timedelta(minutes=30)
"""How near to a count somebody who was missing at it may not have been seen in the same place."""
MOST = 500
"""How many contradictions are shown at most; their count is of all."""


def contradictions(at: Desktop, facility: str, since: datetime, now: datetime) -> list[SourcesDiffer]:
    """What contradicts what from ``since`` to ``now``, in order of time. ``facility`` empty: everywhere."""
    moves = defaultdict[str, list[Move]](list)
    for kept in every(at, MOVE, {"arrived": Between(None, now)}):
        moves[kept.body.person].append(kept.body)
    for own in moves.values():
        own.sort(key=lambda move: move.arrived)
    period = {"at": Between(since, now)}
    found: list[SourcesDiffer] = []
    for seen in every(at, SEEN, period):
        body = seen.body
        if body.facility and facility in ("", body.facility):
            found += _elsewhere("seen-elsewhere", body.person, body.at, body.facility, body.by, moves)
    for visit in every(at, VISIT, period):
        if facility in ("", visit.body.facility) and visit.body.sort != "call":
            found += _elsewhere(
                "visited-elsewhere",
                visit.body.person,
                visit.body.at,
                visit.body.facility,
                visit.body.number,
                moves,
            )
    rolls = [
        kept.body for kept in every(at, ROLL, {**period, **({"facility": facility} if facility else {})})
    ]
    found += [_count_differs(one) for one in rolls if differs(one)]
    found += _doors(at, facility, since, now, moves, rolls)
    return sorted(found, key=lambda one: (one.at, one.person, one.what))


def _standing(moves: list[Move], when: datetime) -> Move | None:
    """The move in which somebody stood at a moment; None where they were on the way or not held."""
    last = last_move(moves, when)
    return (
        last
        if last is not None and last.sort != "release" and (last.ended is None or last.ended > when)
        else None
    )


def _elsewhere(
    what: str, person: str, when: datetime, facility: str, one: str, moves: dict[str, list[Move]]
) -> Iterator[SourcesDiffer]:
    """That somebody was seen in a facility while the moves have them at court, in hospital or in another
    one."""
    stood = _standing(moves.get(person, []), when)
    if stood is not None and (stood.outside or stood.facility != facility):
        yield SourcesDiffer.model_validate(
            {
                "what": what,
                "person": person,
                "at": when,
                "one": f"{facility} · {one}",
                "other": f"{stood.facility} · {stood.place or stood.sort}",
            }
        )


def _count_differs(roll: Roll) -> SourcesDiffer:
    """How many were counted in a place, beside how many the moves have there."""
    return SourcesDiffer(
        what="count-differs",
        person="",
        at=roll.at,
        one=f"{roll.number} · {roll.counted}",
        other=f"{roll.place} · {roll.expected}",
    )


def _doors(
    at: Desktop,
    facility: str,
    since: datetime,
    now: datetime,
    moves: dict[str, list[Move]],
    rolls: list[Roll],
) -> Iterator[SourcesDiffer]:
    """Doors that let somebody in who was at court, in hospital or elsewhere; who was missing at a count and
    opened a door of the place around that moment; and what doors and keys show of themselves."""
    missing = defaultdict[str, list[tuple[datetime, str, str]]](list)
    for roll in rolls:
        for person in roll.missing:
            missing[person].append((roll.at, roll.place, roll.number))
    watch = Watch(moves, (kept.body for kept in every(at, APART)))
    for log in every(at, PASSES, _within(facility, since, now)):
        for one in passes_in(log.body):
            if not since <= one.at <= now:
                continue
            watch.see(log.body.facility, one)
            if one.way in "io":
                yield from _elsewhere("door-elsewhere", one.badge, one.at, log.body.facility, one.door, moves)
                yield from _there(one, missing.get(one.badge, []))
    yield from watch.contradictions(rolls, now)


def has_door_log(at: Desktop, facility: str, since: datetime, now: datetime) -> bool:
    """Whether any log of doors or keys reaches into these days: where none does, that nothing was seen says
    nothing."""
    return bool(at.records(PASSES).count(_within(facility, since, now))[None])


def _within(facility: str, since: datetime, now: datetime) -> Where:
    return {
        "ends": Between(since, None),
        "begins": Between(None, now),
        **({"facility": facility} if facility else {}),
    }


def _there(one: Pass, missing: list[tuple[datetime, str, str]]) -> Iterator[SourcesDiffer]:
    for when, place, number in missing:
        if one.way == "i" and abs(one.at - when) <= AROUND and one.door.startswith(place):
            yield SourcesDiffer(
                what="missing-but-seen",
                person=one.badge,
                at=one.at,
                one=f"{place} · {number}",
                other=one.door,
            )
