"""A flight and the messages that came about it."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details
from tahqiq.formats.passengers.moments import is_moment
from tahqiq.model.kind import Key, Kind

FAULTS = 100
"""So many of what does not agree in a message are kept with their places."""


class FlightFault(Strict):
    """One thing in a message that does not agree: which (``code``), and the ``row`` it stands in; ``segment``
    where rows are the segments of a message of an airline. What stood there is in the original only."""

    code: str
    row: int
    segment: bool


class FlightMessage(Strict):
    """A message about a flight: ``what`` is list or bookings, ``people`` how many it names, ``problems`` how
    much in it does not agree, ``faults`` the first of them. ``asked`` is of
    how many single questions of an airline at its counter (iAPI) it is the sum, and ``source`` the last of
    them; 0 for a message of its own."""

    source: str
    what: Literal["list", "crew", "bookings"]
    sent: datetime
    people: int
    problems: int
    faults: list[FlightFault] = Field(default=[])
    asked: int = Field(default=0, ge=0)


class FlightDetails(Details):
    """Which flight it is; ``departs`` is local to its airport, as messages and timetables give it; what
    cannot be read as a day (month 13) stands as it was written."""

    flight: str
    carrier: str
    origin: str
    destination: str
    departs: str


class FlightRecord(FlightDetails):
    """A flight as a record. ``expected``: it is in the timetable; ``messages`` came about it, in order."""

    arrives: str = ""
    expected: bool = False
    messages: list[FlightMessage] = Field(default=[])
    travels: list[str] = Field(
        default=[], description="Bookings and travellers of the flight, by the ids of their records."
    )


_EXAMPLE = FlightRecord(
    flight="ZZ410/2026-04-01/IST", carrier="ZZ", origin="IST", destination="BGW", departs="2026-04-01T09:30"
)


FLIGHT = Kind(
    "passenger-flight",
    FlightRecord,
    lambda body: body.flight,
    "passengers",
    _EXAMPLE,
    home="desk",
    keys=(
        Key("flight", "text", lambda body: body.flight),
        Key("carrier", "text", lambda body: body.carrier),
        Key("departs", "text", lambda body: body.departs),
        Key("expected", "flag", lambda body: body.expected),
        Key("dated", "flag", lambda body: is_moment(body.departs)),
    ),
)
