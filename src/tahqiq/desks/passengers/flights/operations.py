"""The flight board (expected, received, missing, late), and flights of the timetable."""

from collections import Counter
from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.passengers.flights.aboard import count_aboard
from tahqiq.desks.passengers.flights.lookup import (
    DAYS,
    FlightBoardRequest,
    first_and_last,
    flights_between,
    flights_undated,
)
from tahqiq.desks.passengers.flights.record import FLIGHT, FlightRecord
from tahqiq.desks.passengers.flights.view import FlightView, flight_view
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse


class FlightBoardView(Strict):
    """The flights of these days in the order in which they leave, before them those whose day cannot be read,
    and how many stand how."""

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


def board(at: Desktop, asked: FlightBoardRequest, _progress: Progress | None) -> FlightBoardView:
    """The flights of some days."""
    since, until = first_and_last(asked)
    flights = [
        flight_view(one.body, count_aboard(at, one))
        for one in (*flights_undated(at), *flights_between(at, since, until))
        if asked.carrier in ("", one.body.carrier)
    ]
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
    records = at.records(FLIGHT)
    for one in records.find({"flight": body.flight}, limit=1).records:
        body = one.body.model_copy(
            update={
                "expected": True,
                "departs": one.body.departs or body.departs,
                "arrives": one.body.arrives or body.arrives,
            }
        )
        kept = records.save(body, "", one.id, one.version)
        return flight_view(body, count_aboard(at, kept))
    records.save(body)
    return flight_view(body)


OPERATIONS = (
    Operation(
        "flights-board",
        FlightBoardRequest,
        FlightBoardView,
        "look",
        "read-case",
        board,
        lambda _at: DAYS,
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
