"""What a log of doors shows that moves, decisions and counts do not: a door outside a movement, a badge used
after release, two who are kept apart in one place, keys that were not back at lock-up."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import NamedTuple

from tahqiq.casework.clocks import ZONE
from tahqiq.desks.custody.contradictions.record import SourcesDiffer
from tahqiq.desks.custody.doors.passes import Pass
from tahqiq.desks.custody.moves.derivations import near
from tahqiq.desks.custody.moves.record import Move
from tahqiq.desks.custody.non_associations.record import Apart
from tahqiq.desks.custody.roll_call.operations import agrees, wing_of
from tahqiq.desks.custody.roll_checks.record import Roll
from tahqiq.model.kind import day_of
from tahqiq.model.types.zones import zone

LONGEST = timedelta(hours=12)
"""How long somebody is taken to be behind a door after which no other is recorded."""
LOCK_UP = time(22)
"""When keys have to be back on a day on which nobody counted, by the clocks of Baghdad."""
WING = 2
"""How many strokes the code of a wing has at least; a door with fewer leads to a building that many share."""

Moves = Mapping[str, Sequence[Move]]
"""The moves of each person in the order of their arrival."""


class Watch:
    """Looks at doors one by one, in any order, and says at the end what it saw."""

    def __init__(self, moves: Moves, decisions: Iterable[Apart]) -> None:
        self._moves = moves
        self._decisions = list(decisions)
        self._apart = {who for one in self._decisions for who in (one.person, one.other)}
        self._outside: dict[tuple[str, str, str, date], _Seen] = {}
        self._stays = defaultdict[str, list[Pass]](list)
        self._keys = defaultdict[tuple[str, str], list[Pass]](list)

    def see(self, facility: str, one: Pass) -> None:
        """One row of a log of a facility."""
        if one.way in "kr":
            self._keys[facility, one.door].append(one)
        elif one.way in "io":
            if one.badge in self._apart:
                self._stays[one.badge].append(one)
            what = self._wrong(facility, one)
            if what is not None:
                key = (what[0], one.badge, wing_of(one.door), day_of(one.at))
                before = self._outside.get(key)
                if before is None:
                    self._outside[key] = _Seen(one, what[1], 1)
                else:
                    self._outside[key] = _Seen(
                        min(before.first, one, key=lambda seen: seen.at), before.stood, before.times + 1
                    )

    def contradictions(self, rolls: Iterable[Roll], now: datetime) -> Iterator[SourcesDiffer]:
        """What was seen, up to ``now``; doors of one person behind one wing on one day are told once, with
        how often."""
        for (what, badge, _, _), seen in self._outside.items():
            times = "" if seen.times == 1 else f" ×{seen.times}"
            yield _differ(what, badge, seen.first.at, f"{seen.first.door}{times}", seen.stood)
        yield from self._together()
        yield from self._out(list(rolls), now)

    def _wrong(self, facility: str, one: Pass) -> tuple[str, str] | None:
        """What is wrong with a door, and what the moves say; None where nothing is, or nobody of that number
        was ever held (the badge of somebody else)."""
        own = self._moves.get(one.badge)
        last = last_move(own, one.at) if own else None
        if last is None:
            return None
        if last.sort == "release":
            return "door-released", f"{last.facility} · {last.arrived.isoformat(timespec='minutes')}"
        if (last.ended is not None and last.ended <= one.at) or last.outside or last.facility != facility:
            return None
        return ("door-unmoved", last.place) if agrees(one, last.place, last) is False else None

    def _together(self) -> Iterator[SourcesDiffer]:
        stays = {badge: list(_stays(found)) for badge, found in self._stays.items()}
        for decision in self._decisions:
            reported, other = set[date](), stays.get(decision.other, [])
            for mine in stays.get(decision.person, ()):
                first, last = (
                    bisect_left(other, when, key=lambda stay: stay.begins)
                    for when in (mine.begins - LONGEST, mine.ends)
                )
                for theirs in other[first:last]:  # none is longer than twelve hours
                    begins = max(mine.begins, theirs.begins)
                    day = day_of(begins)
                    if (
                        begins < min(mine.ends, theirs.ends)
                        and day not in reported
                        and _in_force(decision, day)
                        and _close(mine, theirs, decision.reach)
                    ):
                        reported.add(day)
                        yield _differ(
                            "apart-together",
                            decision.person,
                            begins,
                            mine.door,
                            f"{decision.other} · {theirs.door} · {decision.number}",
                        )

    def _out(self, rolls: list[Roll], now: datetime) -> Iterator[SourcesDiffer]:
        last = dict[tuple[str, date], Roll]()
        for roll in sorted(rolls, key=lambda one: one.at):
            last[roll.facility, day_of(roll.at)] = roll
        for (facility, key), found in self._keys.items():
            found.sort(key=lambda one: one.at)
            for taken, after in pairwise([*found, None]):
                if taken is None or taken.way != "k":
                    continue
                back = after.at if after is not None else now
                day = day_of(taken.at)
                counted = last.get((facility, day))
                due = counted.at if counted is not None else datetime.combine(day, LOCK_UP, zone(ZONE))
                if taken.at <= due < back and not (counted is not None and counted.keys_out):
                    yield _differ(
                        "key-out",
                        taken.badge,
                        taken.at,
                        key,
                        f"{counted.number} · {counted.at.isoformat(timespec='minutes')}"
                        if counted
                        else due.isoformat(timespec="minutes"),
                    )


class _Seen(NamedTuple):
    first: Pass
    stood: str
    times: int


class _Stay(NamedTuple):
    begins: datetime
    ends: datetime
    door: str


def last_move(moves: Sequence[Move], when: datetime) -> Move | None:
    """The move after which nothing moved somebody at a moment, whether it still stood or not; None before the
    first."""
    number = bisect_right(moves, when, key=lambda move: move.arrived)
    return moves[number - 1] if number else None


def _stays(found: list[Pass]) -> Iterator[_Stay]:
    """Where somebody was behind which door: from when it let them in until the next one, or twelve hours."""
    found.sort(key=lambda one: one.at)
    for one, after in pairwise([*found, None]):
        if one is not None and one.way == "i":
            most = one.at + LONGEST
            yield _Stay(one.at, min(after.at, most) if after is not None else most, one.door)


def _close(one: _Stay, other: _Stay, reach: str) -> bool:
    """Whether two are nearer than a decision allows, as far as doors say: doors of cells by the rule of
    places, those of wings where they are the same one."""
    deep = [place.door.count("/") for place in (one, other)]
    if min(deep) > WING:
        return near(one.door, other.door, reach)
    return reach != "cell" and min(deep) == WING and wing_of(one.door) == wing_of(other.door)


def _in_force(decision: Apart, day: date) -> bool:
    return decision.begins <= day and (decision.ends is None or day <= decision.ends)


def _differ(what: str, person: str, when: datetime, one: str, other: str) -> SourcesDiffer:
    return SourcesDiffer.model_validate(
        {"what": what, "person": person, "at": when, "one": one, "other": other}
    )
