"""``tahqiq custody report``: how many are held and what happened, by facility, without personal data. Small
cells are not shown, nor what a small cell would follow from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from pydantic import Field

from tahqiq.casework.clocks import first_moment
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every
from tahqiq.desk.rule_results import moment
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.finds.record import FIND
from tahqiq.desks.custody.finds.search_yield import find_rate, fruitful
from tahqiq.desks.custody.incidents.record import INCIDENT
from tahqiq.desks.custody.people.lookup import ADULT, age
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.desks.custody.searches.record import SEARCH
from tahqiq.desks.custody.separations.record import SPELL
from tahqiq.jobs.progress import Progress

LEAST = 5
"""A count of people below this, and above nothing, is not shown."""


class OccupancyRequest(Strict):
    """Which days."""

    as_of: str = Field(default="", description="Who is held at this moment, ISO 8601 with zone; empty: now.")
    since: date | None = Field(default=None, description="Events from this day on; empty: a year before.")


class FigureView(Strict):
    """One figure; null where it is too small to be shown, or a small one would follow from it."""

    name: str
    count: int | None


class FacilityView(Strict):
    """The figures of one facility; ``capacity`` is null where it is not known of every cell."""

    facility: str
    capacity: int | None
    figures: list[FigureView]


class SearchYieldView(Strict):
    """Finds beside searches of one sort: ``low`` and ``high`` are the ends of the 95 % interval (Wilson) of
    finds per search, since what is searched more is not what holds more. Null where nothing was searched."""

    sort: str
    searches: int
    finds: int
    low: float | None
    high: float | None


class OccupancyView(Strict):
    """All facilities together, each, and searches. ``least`` is the smallest count that is shown."""

    as_of: str
    since: date
    least: int
    total: list[FigureView]
    facilities: list[FacilityView]
    searches: list[SearchYieldView]


PARTS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("held", ("untried", "convicted", "civil", "standing-unknown")),
    ("held-by-sex", ("women", "men", "sex-unknown")),
    ("held-by-age", ("children", "adults", "age-unknown")),
)
EVENTS = ("admissions", "releases", "deaths", "escapes", "uses-of-force", "separations", "held-past-order")


def report(at: Desktop, asked: OccupancyRequest, _progress: Progress | None) -> OccupancyView:
    """The figures. Raises ``WrongUse`` (``clock-zone``)."""
    now = moment(asked.as_of)
    since = asked.since or date(now.year - 1, now.month, min(now.day, 28))
    begun = first_moment(since)
    people = {kept.body.number: kept.body for kept in every(at, PERSON)}
    counts: dict[str, Counter[str]] = {}
    for kept in every(at, BOOKING):
        body, own = kept.body, counts.setdefault(kept.body.facility, Counter())
        if body.admitted is None or body.admitted > now:
            continue
        own["admissions"] += body.admitted >= begun
        if body.released is not None and body.released <= now:
            own["releases"] += body.released >= begun
            continue
        own["held-past-order"] += body.expected is not None and body.expected < now
        own[body.status or "standing-unknown"] += 1
        person = people.get(body.person)
        own[{"female": "women", "male": "men"}.get(person.sex or "" if person else "", "sex-unknown")] += 1
        born = person is not None and person.born is not None
        own[
            "age-unknown"
            if not born or person is None
            else "children"
            if age(person, now) < ADULT
            else "adults"
        ] += 1
    for event in every(at, INCIDENT):
        name = {"death": "deaths", "escape": "escapes", "use-of-force": "uses-of-force"}.get(event.body.sort)
        if name and begun <= event.body.at <= now:
            counts.setdefault(event.body.facility, Counter())[name] += 1
    for spell in every(at, SPELL):
        if begun <= spell.body.begins <= now:
            counts.setdefault(spell.body.facility, Counter())["separations"] += 1
    capacity = _capacity(at)
    facilities = [
        FacilityView(facility=code, capacity=capacity.get(code), figures=shown(own))
        for code, own in sorted(counts.items())
    ]
    total = Counter[str]()
    for own in counts.values():
        total.update(own)
    _across(facilities, counts)
    return OccupancyView(
        as_of=now.isoformat(),
        since=since,
        least=LEAST,
        total=shown(total),
        facilities=facilities,
        searches=_rates(at, begun, now),
    )


def shown(own: Mapping[str, int]) -> list[FigureView]:
    """The figures of one facility, small ones left out; of parts of which just one is left out, the next
    smallest is left out too, since the whole would give it away."""
    figures: list[FigureView] = []
    held = sum(own.get(name, 0) for name in PARTS[0][1])
    figures.append(FigureView(name="held", count=held if held == 0 or held >= LEAST else None))
    for _, names in PARTS:
        hidden = {name for name in names if 0 < own.get(name, 0) < LEAST}
        rest = sorted((own.get(name, 0), name) for name in names if name not in hidden and own.get(name, 0))
        if len(hidden) == 1 and rest:
            hidden.add(rest[0][1])
        figures += [
            FigureView(name=name, count=None if name in hidden else own.get(name, 0)) for name in names
        ]
    figures += [FigureView(name=name, count=_small(own.get(name, 0))) for name in EVENTS]
    return figures


def _small(count: int) -> int | None:
    return count if count == 0 or count >= LEAST else None


def _across(facilities: list[FacilityView], counts: Mapping[str, Mapping[str, int]]) -> None:
    """Where just one facility's figure is left out, the total would give it away: the next smallest is left
    out too."""
    for at in range(len(facilities[0].figures) if facilities else 0):
        hidden = [one for one in facilities if one.figures[at].count is None]
        rest = sorted(
            (one for one in facilities if one.figures[at].count),
            key=lambda one: (one.figures[at].count or 0, one.facility),
        )
        if len(hidden) == 1 and rest:
            rest[0].figures[at].count = None


def _capacity(at: Desktop) -> dict[str, int | None]:
    found: dict[str, int | None] = {}
    for kept in every(at, PLACE, {"sort": "cell"}):
        body = kept.body
        if not body.closed:
            before = found.get(body.facility, 0)
            found[body.facility] = None if before is None or body.capacity is None else before + body.capacity
    return found


def _rates(at: Desktop, begun: datetime, now: datetime) -> list[SearchYieldView]:
    searches = [kept.body for kept in every(at, SEARCH) if begun <= kept.body.at <= now]
    found_in = fruitful(searches, (kept.body for kept in every(at, FIND)))
    made, found = (
        Counter(one.sort for one in searches),
        Counter(one.sort for one in searches if one.number in found_in),
    )
    return [_rate(sort, made[sort], found[sort]) for sort in sorted(made)]


def _rate(sort: str, searches: int, finds: int) -> SearchYieldView:
    low, high = find_rate(finds, searches)
    return SearchYieldView(sort=sort, searches=searches, finds=finds, low=low, high=high)


def lines(figures: Iterable[FigureView]) -> dict[str, int | None]:
    """Figures by name."""
    return {one.name: one.count for one in figures}


REPORT = Operation(
    "report",
    OccupancyRequest,
    OccupancyView,
    "look",
    "read-case",
    report,
    lambda _at: OccupancyRequest(as_of="2026-05-01T19:00:00+03:00"),
)
