"""What each airline sent late, not at all, or wrong."""

from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.passengers.airline_files.record import FILE
from tahqiq.desks.passengers.flights.lookup import DAYS, FlightBoardRequest, first_and_last, flights_between
from tahqiq.desks.passengers.flights.view import FlightView, State, flight_view
from tahqiq.jobs.progress import Progress
from tahqiq.store.record_where import Between


class AirlineView(Strict):
    """An airline on these days: ``flights`` known, of which ``received``, ``late``, ``missing`` and
    ``expected``; ``without_bookings`` are flights with a list and no booking; ``wrong``
    is how much in its ``messages`` does not agree, and ``problems`` says what (codes, counted over the files
    of the airline)."""

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


def conformance(at: Desktop, asked: FlightBoardRequest, _progress: Progress | None) -> ConformanceView:
    """What each airline kept to on some days."""
    since, until = first_and_last(asked)
    flights: dict[str, list[FlightView]] = {}
    for one in flights_between(at, since, until):
        if asked.carrier in ("", one.body.carrier):
            flights.setdefault(one.body.carrier, []).append(flight_view(one.body))
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


def _count(found: list[FlightView], state: State) -> int:
    return sum(one.state == state for one in found)


def _problems(at: Desktop, since: date, until: date) -> dict[str, dict[str, int]]:
    """By airline, what did not fit in files that were sent on these days or the two before."""
    found: dict[str, Counter[str]] = {}
    first = datetime.combine(since - timedelta(days=2), time(), UTC)
    for one in at.records(FILE).every(
        {"sent": Between(first, datetime.combine(until, time(23, 59), UTC))}, "sent"
    ):
        for carrier in one.body.carriers:
            found.setdefault(carrier, Counter()).update(one.body.of_carriers.get(carrier, {}))
    return {carrier: dict(sorted(codes.items())) for carrier, codes in found.items()}


OPERATION = Operation(
    "flights-airlines",
    FlightBoardRequest,
    ConformanceView,
    "look",
    "read-case",
    conformance,
    lambda _at: DAYS,
    group="flights",
)
