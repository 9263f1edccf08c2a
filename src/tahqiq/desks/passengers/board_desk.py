"""The flight board (expected, received, missing, late) and what each airline kept to: what it sent late, not
at all, or wrong."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.casework.clocks import ZONE
from tahqiq.casework.shelves import Kept
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.travel import FILE, FLIGHT, FlightRecord
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.kind import day_of
from tahqiq.model.types.zones import zone
from tahqiq.store.shelf_where import Between

State = Literal["expected", "received", "late", "missing"]
_ANYWHERE = timedelta(hours=12)
"""Local times of airports abroad are at the most so far behind UTC: later than this is late in every zone."""


class FlightBoardRequest(Strict):
    """Of which days, as timetables and messages say them: local to the airport of departure."""

    since: date | None = Field(default=None, description="The first day; without it, yesterday.")
    until: date | None = Field(
        default=None,
        description=(
            "The last day; without it, the fourth after the first: lists come up to three days before a "
            "flight."
        ),
    )
    carrier: str = Field(default="", max_length=3, description="Of one airline only.")


class FlightView(Strict):
    """A flight: ``state`` is expected (it has not gone and no list came), received, late (the list came after
    it had gone), or missing (it has gone and no list came). ``people`` are those of the latest list;
    ``lists``, ``bookings`` and ``wrong`` count messages, ``wrong`` those that do not fit."""

    flight: str
    carrier: str
    origin: str
    destination: str
    departs: str
    state: State
    lists: int
    bookings: int
    people: int
    wrong: int


class FlightBoardView(Strict):
    """The flights of these days in the order in which they leave, and how many stand how."""

    since: date
    until: date
    states: dict[str, int]
    flights: list[FlightView]


class ExpectedFlightRequest(Strict):
    """A flight of the timetable."""

    number: str = Field(pattern="^[A-Z0-9]{2,3}[0-9]{1,4}[A-Z]?$", description="Airline and number: ZZ410.")
    origin: str = Field(pattern="^[A-Z]{3}$", description="The airport it leaves, by its three letters.")
    destination: str = Field(pattern="^[A-Z]{3}$", description="The airport it goes to.")
    departs: Annotated[datetime, MAY_LIE_AHEAD] = Field(
        description="When it leaves, in the local time of that airport: 2026-04-01T09:30."
    )
    arrives: Annotated[datetime | None, MAY_LIE_AHEAD] = Field(
        default=None, description="When it arrives, in the local time of its airport."
    )


class AirlineView(Strict):
    """An airline on these days: ``flights`` known, of which ``received``, ``late``, ``missing`` and
    ``expected``; ``without_bookings`` are flights with a list and no booking; of its ``messages``, ``wrong``
    are those that do not fit, and ``problems`` says in what (codes, counted over the files of the
    airline)."""

    carrier: str
    flights: int
    received: int
    late: int
    missing: int
    expected: int
    without_bookings: int
    messages: int
    wrong: int
    problems: dict[str, int]


class ConformanceView(Strict):
    """Every airline, by its letters."""

    since: date
    until: date
    airlines: list[AirlineView]


def board(at: Desktop, asked: FlightBoardRequest, _progress: Progress | None) -> FlightBoardView:
    """The flights of some days."""
    since, until = _days(asked)
    flights = [_told(one.body) for one in _of(at, since, until) if asked.carrier in ("", one.body.carrier)]
    return FlightBoardView(
        since=since,
        until=until,
        states=dict(sorted(Counter(one.state for one in flights).items())),
        flights=flights,
    )


def expect(at: ActingDesktop, asked: ExpectedFlightRequest, _progress: Progress | None) -> FlightView:
    """Enter a flight of the timetable; what came about it already stays. Raises ``WrongUse``
    (``passengers-local-time``) for a time with a zone."""
    if asked.departs.tzinfo is not None or (asked.arrives is not None and asked.arrives.tzinfo is not None):
        raise WrongUse("passengers-local-time")
    carrier = asked.number[:2]
    body = FlightRecord(
        flight=f"{asked.number}/{asked.departs.date().isoformat()}/{asked.origin}",
        carrier=carrier,
        origin=asked.origin,
        destination=asked.destination,
        departs=asked.departs.isoformat(timespec="minutes"),
        arrives=asked.arrives.isoformat(timespec="minutes") if asked.arrives else "",
        expected=True,
    )
    shelf = at.shelf(FLIGHT)
    for one in shelf.find({"flight": body.flight}, limit=1).records:
        body = one.body.model_copy(
            update={
                "expected": True,
                "departs": one.body.departs or body.departs,
                "arrives": one.body.arrives or body.arrives,
            }
        )
        shelf.save(body, "", one.id, one.version)
        return _told(body)
    shelf.save(body)
    return _told(body)


def conformance(at: Desktop, asked: FlightBoardRequest, _progress: Progress | None) -> ConformanceView:
    """What each airline kept to on some days."""
    since, until = _days(asked)
    flights: dict[str, list[FlightView]] = {}
    for one in _of(at, since, until):
        if asked.carrier in ("", one.body.carrier):
            flights.setdefault(one.body.carrier, []).append(_told(one.body))
    problems = _problems(at, since, until)
    return ConformanceView(
        since=since,
        until=until,
        airlines=[
            AirlineView(
                carrier=carrier,
                flights=len(found),
                received=_count(found, "received"),
                late=_count(found, "late"),
                missing=_count(found, "missing"),
                expected=_count(found, "expected"),
                without_bookings=sum(one.lists > 0 and not one.bookings for one in found),
                messages=sum(one.lists + one.bookings for one in found),
                wrong=sum(one.wrong for one in found),
                problems=problems.get(carrier, {}),
            )
            for carrier, found in sorted(flights.items())
        ],
    )


def due(body: FlightRecord) -> datetime | None:
    """The moment by which the list of a flight has to be here: when it leaves one of the country's airports,
    when it arrives at one; for others, when it has left in every zone. None where its messages do not say
    when it goes."""
    own = law().airports
    if body.origin in own and (moment := _moment(body.departs)):
        return moment.replace(tzinfo=zone(ZONE))
    if body.destination in own and (moment := _moment(body.arrives)):
        return moment.replace(tzinfo=zone(ZONE))
    gone = _moment(body.departs)
    return gone.replace(tzinfo=UTC) + _ANYWHERE if gone else None


def _moment(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return datetime.combine(found.date(), time(23, 59)) if len(text) == 10 else found.replace(tzinfo=None)


def _told(body: FlightRecord) -> FlightView:
    lists = [one for one in body.messages if one.what in ("list", "crew")]
    passengers = [one for one in lists if one.what == "list"]
    last = due(body)
    state: State = "received"
    if not passengers:
        state = "missing" if last is not None and clock.now() > last else "expected"
    elif last is not None and min(one.sent for one in passengers) > last:
        state = "late"
    return FlightView(
        flight=body.flight,
        carrier=body.carrier,
        origin=body.origin,
        destination=body.destination,
        departs=body.departs,
        state=state,
        lists=sum(max(one.asked, 1) for one in lists),
        bookings=sum(one.what == "bookings" for one in body.messages),
        people=passengers[-1].people if passengers else 0,
        wrong=sum(one.problems > 0 for one in body.messages),
    )


def _count(found: list[FlightView], state: State) -> int:
    return sum(one.state == state for one in found)


def _days(asked: FlightBoardRequest) -> tuple[date, date]:
    first = asked.since or day_of(clock.now()) - timedelta(days=1)
    return first, asked.until or first + timedelta(days=4)


def _of(at: Desktop, since: date, until: date) -> Iterator[Kept[FlightRecord]]:
    return at.shelf(FLIGHT).every({"departs": Between(since.isoformat(), f"{until.isoformat()}~")}, "departs")


def _problems(at: Desktop, since: date, until: date) -> dict[str, dict[str, int]]:
    """By airline, what did not fit in files that were sent on these days or the two before."""
    found: dict[str, Counter[str]] = {}
    first = datetime.combine(since - timedelta(days=2), time(), UTC)
    for one in at.shelf(FILE).every(
        {"sent": Between(first, datetime.combine(until, time(23, 59), UTC))}, "sent"
    ):
        for carrier in one.body.carriers:
            found.setdefault(carrier, Counter()).update(one.body.problems)
    return {carrier: dict(sorted(codes.items())) for carrier, codes in found.items()}


_DAYS = FlightBoardRequest(since=date(2026, 4, 1), until=date(2026, 4, 2))
OPERATIONS = (
    Operation(
        "flights-board",
        FlightBoardRequest,
        FlightBoardView,
        "look",
        "read-case",
        board,
        lambda _at: _DAYS,
        group="flights",
    ),
    Operation(
        "flights-airlines",
        FlightBoardRequest,
        ConformanceView,
        "look",
        "read-case",
        conformance,
        lambda _at: _DAYS,
        group="flights",
    ),
    Operation(
        "flights-expect",
        ExpectedFlightRequest,
        FlightView,
        "act",
        "write-case",
        expect,
        lambda _at: ExpectedFlightRequest(
            number="ZZ410",
            origin="IST",
            destination="BGW",
            departs=datetime.fromisoformat("2026-04-01T09:30"),
        ),
        group="flights",
    ),
)
