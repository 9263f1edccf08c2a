"""A flight as an answer: whether its passenger list came, and whether in time."""

from datetime import UTC, datetime, time, timedelta
from typing import Literal

from tahqiq.casework.clocks import ZONE
from tahqiq.desk.details import record_of
from tahqiq.desks.passengers.flights.record import FlightDetails, FlightRecord
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.places.words import town
from tahqiq.formats.passengers.moments import is_moment
from tahqiq.kit import clock
from tahqiq.model.types.zones import zone

State = Literal["expected", "received", "late", "missing", "undated"]


_ANYWHERE = timedelta(hours=12)
"""Local times of airports abroad are at the most so far behind UTC: later than this is late in every zone."""


class FlightView(FlightDetails):
    """A flight, with the towns of its airports: ``state`` is expected (it has not gone and no list came),
    received, late (the list came after it had gone), missing (it has gone and no list came), or undated (its
    messages say no day that can be read). ``people`` are all on it, without cancelled ones; ``lists`` and
    ``bookings`` count messages, ``wrong`` everything in them that does not agree, as it was counted when they
    were imported."""

    state: State
    lists: int
    bookings: int
    origin_town: str
    destination_town: str
    people: int
    wrong: int


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


def flight_view(body: FlightRecord, people: int = 0) -> FlightView:
    """A flight with the state of its passenger list at this moment; ``people`` is how many are on it."""
    lists = [one for one in body.messages if one.what in ("list", "crew")]
    passengers = [one for one in lists if one.what == "list"]
    last = due(body)
    state: State = "received"
    if not is_moment(body.departs):
        state = "undated"
    elif not passengers:
        state = "missing" if last is not None and clock.now() > last else "expected"
    elif last is not None and min(one.sent for one in passengers) > last:
        state = "late"
    return record_of(
        FlightView,
        body,
        state=state,
        lists=sum(max(one.asked, 1) for one in lists),
        bookings=sum(one.what == "bookings" for one in body.messages),
        origin_town=town(body.origin),
        destination_town=town(body.destination),
        people=people,
        wrong=sum(one.problems for one in body.messages),
    )
