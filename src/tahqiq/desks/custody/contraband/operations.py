"""Where, when and how forbidden things come in: finds per search with the interval, so that what is searched
more is not what holds more; and whether searches fall evenly on people."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.casework.clocks import ZONE, first_moment, last_moment
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.finds.record import FIND, Find
from tahqiq.desks.custody.finds.search_yield import find_rate, fruitful
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.desks.custody.roll_call.operations import names_of, wing_of
from tahqiq.desks.custody.searches.record import SEARCH, Search
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.reasons import Day
from tahqiq.model.kind import day_of
from tahqiq.model.types.zones import zone
from tahqiq.store.record_where import Between, Where

LISTED = 200
"""How many numbers of records stand behind a figure; a register takes no more in one condition."""
CHANCE = 0.001
"""How seldom searches that fall evenly would meet one person as often as that (binomial law), for the person
to be told of here."""
FEWEST = 3
"""Fewer searches of one person than these are never told as uneven."""

By = Literal["place", "sort", "hours", "weekday", "ordered-by"]


class PatternsRequest(Strict):
    """Where, and of which days."""

    facility: Annotated[str, FACILITY] = Field(
        default="", max_length=40, description="The facility, by its code; empty: all."
    )
    since: date | None = Field(
        default=None, description="From this day on; empty: ninety days before the last."
    )
    until: date | None = Field(default=None, description="To the end of this day in Baghdad; empty: today.")


class PatternView(Strict):
    """Searches that have something in common. ``finds`` are searches in which something was found; ``low``
    and ``high`` the 95 % interval (Wilson) of finds per search. ``behind`` are the searches by number, empty
    where there are more than a register can be asked for at once; ``value`` is empty where the search does
    not say it; days of the week are 1 (Monday) to 7."""

    grouped: By
    value: str
    searches: int
    finds: int
    low: float | None
    high: float | None
    behind: list[str]


class SmugglingRouteView(Strict):
    """Finds of one sort that came in one way. ``searched`` of them were found in a search, the others without
    one. ``behind`` as in patterns."""

    method: str
    sort: str
    finds: int
    searched: int
    behind: list[str]


class UnevenSearchesView(Strict):
    """Somebody who was searched more often than chance would do it if searches fell evenly on everybody held
    at the facility: a question to those who order searches, never a finding about the person. ``even_share``
    is what an even share would be for the ``days`` the person was held; ``reasons`` are those written down,
    the most frequent first, with how often."""

    person: str
    name: str
    facility: str
    days: int
    searches: int
    even_share: float
    finds: int
    reasons: list[str]
    ordered_by: list[str]
    behind: list[str]


class PatternsView(Strict):
    """Patterns of finds. ``searches`` and ``finds`` count all of the days (``loose`` finds without a search
    among them); ``uneven`` are told in the order of their file numbers, and ``by_chance`` says of how many
    people that would be told if nothing were uneven."""

    facility: str
    since: date
    until: date
    searches: int
    finds: int
    loose: int
    patterns: list[PatternView]
    routes: list[SmugglingRouteView]
    people: int
    by_chance: float
    uneven: list[UnevenSearchesView]


@dataclass(slots=True)
class _Group:
    searches: list[str] = field(default_factory=list)
    finds: int = 0


def patterns(at: Desktop, asked: PatternsRequest, _progress: Progress | None) -> PatternsView:
    """What searches found, by place, sort, hour, day of the week and who ordered them; how things came in;
    who was searched unevenly. Raises ``WrongUse`` (``custody-days-reversed``)."""
    until = asked.until or day_of(clock.now())
    since = asked.since or until - timedelta(days=90)
    if since > until:
        raise WrongUse("custody-days-reversed", since=Day.of(since), until=Day.of(until))
    begins, ends = first_moment(since), last_moment(until)
    here: Where = {"facility": asked.facility} if asked.facility else {}
    searches = [
        kept.body
        for kept in every(at, SEARCH, {**here, "at": Between(begins, ends + timedelta(microseconds=1))})
    ]
    ever = [kept.body for kept in every(at, FIND, here)]
    finds = [one for one in ever if begins <= one.at <= ends]
    found_in = fruitful(searches, ever)
    people, uneven = _uneven(at, searches, found_in, begins, ends, asked.facility)
    return PatternsView(
        facility=asked.facility,
        since=since,
        until=until,
        searches=len(searches),
        finds=len(finds),
        loose=sum(not one.search for one in finds),
        patterns=[one for by, value in _VALUES.items() for one in _patterns(by, value, searches, found_in)],
        routes=_routes(finds),
        people=people,
        by_chance=round(people * CHANCE, 1),
        uneven=uneven,
    )


def _hours(when: datetime) -> str:
    start = when.astimezone(zone(ZONE)).hour // 6 * 6
    return f"{start:02}:00-{start + 5:02}:59"


_VALUES: dict[By, Callable[[Search], str]] = {
    "place": lambda one: wing_of(one.place) if one.place else "",
    "sort": lambda one: one.sort,
    "hours": lambda one: _hours(one.at),
    "weekday": lambda one: str(one.at.astimezone(zone(ZONE)).isoweekday()),
    "ordered-by": lambda one: one.authority,
}


def _patterns(
    by: By, value: Callable[[Search], str], searches: Iterable[Search], found_in: set[str]
) -> list[PatternView]:
    groups: defaultdict[str, _Group] = defaultdict(_Group)
    for one in searches:
        group = groups[value(one)]
        group.searches.append(one.number)
        group.finds += one.number in found_in
    patterns: list[PatternView] = []
    for name, group in sorted(groups.items()):
        low, high = find_rate(group.finds, len(group.searches))
        patterns.append(
            PatternView(
                grouped=by,
                value=name,
                searches=len(group.searches),
                finds=group.finds,
                low=low,
                high=high,
                behind=_few(group.searches),
            )
        )
    return patterns


def _routes(finds: Iterable[Find]) -> list[SmugglingRouteView]:
    groups: defaultdict[tuple[str, str], list[Find]] = defaultdict(list)
    for one in finds:
        groups[one.method, one.sort].append(one)
    return [
        SmugglingRouteView(
            method=method,
            sort=sort,
            finds=len(own),
            searched=sum(bool(one.search) for one in own),
            behind=_few([one.number for one in own]),
        )
        for (method, sort), own in sorted(groups.items())
    ]


def _uneven(
    at: Desktop,
    searches: Iterable[Search],
    found_in: set[str],
    begins: datetime,
    ends: datetime,
    facility: str,
) -> tuple[int, list[UnevenSearchesView]]:
    """Of how many people searches were looked at, and who was searched unevenly. Only searches of people
    count: of a cell everybody in it is searched."""
    own: defaultdict[tuple[str, str], list[Search]] = defaultdict(list)
    for one in searches:
        if one.person:
            own[one.facility, one.person].append(one)
    days = _days(at, begins, ends, facility)
    held: Counter[str] = Counter()
    made: Counter[str] = Counter()
    for (house, _), count in days.items():
        held[house] += count
    for (house, _), found in own.items():
        made[house] += len(found)
    uneven: list[UnevenSearchesView] = []
    for (house, person), found in sorted(own.items(), key=lambda one: (one[0][1], one[0][0])):
        span = days.get((house, person), 0)
        share = span / held[house] if span else 0.0
        if len(found) >= FEWEST and span and beyond(len(found), made[house], share) < CHANCE:
            uneven.append(
                UnevenSearchesView(
                    person=person,
                    name="",
                    facility=house,
                    days=span,
                    searches=len(found),
                    even_share=round(made[house] * share, 1),
                    finds=sum(one.number in found_in for one in found),
                    reasons=_most(one.reason for one in found),
                    ordered_by=_most(one.authority for one in found),
                    behind=_few([one.number for one in found]),
                )
            )
    names = names_of(at, [one.person for one in uneven])
    return len(days), [one.model_copy(update={"name": names.get(one.person, "")}) for one in uneven]


def _days(at: Desktop, begins: datetime, ends: datetime, facility: str) -> Counter[tuple[str, str]]:
    """On how many days somebody was held at a facility between two moments, by facility and file; a day that
    was begun counts."""
    found: Counter[tuple[str, str]] = Counter()
    for kept in every(at, BOOKING, {"facility": facility} if facility else None):
        body = kept.body
        if (
            body.admitted is None
            or body.admitted > ends
            or (body.released is not None and body.released < begins)
        ):
            continue
        found[body.facility, body.person] += (
            min(body.released or ends, ends) - max(body.admitted, begins)
        ).days + 1
    return found


def beyond(count: int, made: int, share: float) -> float:
    """The chance that ``count`` or more of ``made`` searches fall on somebody whose even share of them is
    ``share`` (upper tail of the binomial law).

    >>> round(beyond(9, 10, 0.5), 4), beyond(0, 10, 0.5)
    (0.0107, 1.0)
    """
    from scipy.special import bdtrc  # 0.1 s to load, which no start of the program should take

    return float(bdtrc(count - 1, made, share)) if count else 1.0


def _most(texts: Iterable[str]) -> list[str]:
    """Texts by how often they stand there, the most frequent first; ``5 × words`` where it is more than
    once."""
    return [
        text if times == 1 else f"{times} × {text}"
        for text, times in Counter(text for text in texts if text).most_common(5)
    ]


def _few(numbers: list[str]) -> list[str]:
    return numbers if len(numbers) <= LISTED else []


PATTERNS = Operation(
    "patterns",
    PatternsRequest,
    PatternsView,
    "look",
    "read-case",
    patterns,
    lambda _at: PatternsRequest(since=date(2026, 4, 1), until=date(2026, 5, 4)),
)
