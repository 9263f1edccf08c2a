"""Find flights by name or by day."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desk.lookups import MOST, Candidate, Finder
from tahqiq.desks.passengers.flights.record import FLIGHT, FlightRecord
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import day_of
from tahqiq.store.record_where import Between, begins_with


def flights_named(at: Desktop, name: str) -> list[RecordVersion[FlightRecord]]:
    """The stored flights of a name (ZZ410/2026-04-01/IST) or that begin so. Raises ``NotFound``
    (``passengers-no-flight``)."""
    called = name.strip().upper()
    stored = at.records(FLIGHT).find({"flight": begins_with(called)}, order="departs", limit=200).records
    found = [one for one in stored if one.body.flight == called or one.body.flight.startswith(called + "/")]
    if not found:
        raise NotFound("passengers-no-flight", flight=name[:40])
    return found


def _like(at: Desktop, words: str) -> Sequence[Candidate]:
    """Flights whose name begins with the words, the latest first; from where to where stands beside."""
    called = "".join(words.split()).upper()
    if not called:
        return ()
    found = at.records(FLIGHT).find(
        {"flight": begins_with(called)}, order="departs", descending=True, limit=MOST
    )
    return [
        Candidate(one.body.flight, one.body.flight, f"{one.body.origin} → {one.body.destination}")
        for one in found.records
    ]


FLIGHTS = Finder("flight", _like)


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


def first_and_last(asked: FlightBoardRequest) -> tuple[date, date]:
    first = asked.since or day_of(clock.now()) - timedelta(days=1)
    return first, asked.until or first + timedelta(days=4)


def flights_between(at: Desktop, since: date, until: date) -> Iterator[RecordVersion[FlightRecord]]:
    return at.records(FLIGHT).every(
        {"departs": Between(since.isoformat(), f"{until.isoformat()}~")}, "departs"
    )


def flights_undated(at: Desktop) -> Iterator[RecordVersion[FlightRecord]]:
    """The flights of which the messages say no day that can be read, the latest written first: they belong to
    no days, and nobody may vanish with them."""
    found = at.records(FLIGHT).find({"dated": False}, order="at", descending=True, limit=200)
    return iter(found.records)


DAYS = FlightBoardRequest(since=date(2026, 4, 1), until=date(2026, 4, 2))
"""The days of the example."""
