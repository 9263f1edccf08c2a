"""What the desk keeps of travel: a record for each booking and for each traveller of a list, and one for each
flight. Everything that identifies somebody is masked by a clock."""

from datetime import date, datetime
from typing import Literal

from pydantic import Field

from tahqiq.desk.answers import Strict
from tahqiq.desks.passengers.law import law
from tahqiq.model.kind import Key, Kind, Mask, Maskable

Rows = dict[str, list[dict[str, str]]]
"""What a message says, by kind of record (person, document, leg, contact …); each with ``row``, the number of
its segment, and ``at``, its offset in bytes."""


class Travel(Maskable):
    """A booking (``form`` booking: everybody and everything in it) or a traveller of a passenger list.
    Versions are its history: one for each message that changed it.

    ``key`` tells the same booking again and is a keyed digest; ``transferred`` is when the first message with
    it was sent, from which the law counts; ``last`` the latest one; ``pushes`` how many messages held it,
    ``party_changes`` how many of them named other people than the one before. ``source`` and ``row`` lead to
    the latest message and its segment. ``departs`` is local time at ``origin``.
    """

    key: str
    form: Literal["booking", "traveller"]
    source: str = Field(pattern="^[0-9a-f]{16}$")
    row: int
    message: str
    carrier: str
    locator: str
    flights: list[str]
    origin: str
    destination: str
    departs: str
    transferred: datetime
    last: datetime
    pushes: int = Field(ge=1)
    cancelled: bool = False
    party_changes: int = Field(default=0, ge=0)
    rows: Rows


class Arrived(Strict):
    """A message about a flight: ``what`` is list or bookings, ``people`` how many it names. ``asked`` is of
    how many single questions of an airline at its counter (iAPI) it is the sum, and ``source`` the last of
    them; 0 for a message of its own."""

    source: str
    what: Literal["list", "crew", "bookings"]
    sent: datetime
    people: int
    problems: int
    asked: int = Field(default=0, ge=0)


class FlightRecord(Strict):
    """A flight. ``expected`` somebody said that it comes; ``messages`` came about it, in order; days and
    times are local to the airport, as messages and timetables say them."""

    flight: str
    carrier: str
    origin: str
    destination: str
    departs: str
    arrives: str = ""
    expected: bool = False
    messages: list[Arrived] = Field(default=[])
    travels: list[str] = Field(
        default=[], description="Bookings and travellers of the flight, by the ids of their records."
    )


class FileRecord(Strict):
    """A collected file of an airline: when its earliest message was transferred, how much is in it, what does
    not fit (by code), what was dropped because it may not be kept (by code). ``erased``: its original is
    gone, as the law asks."""

    source: str
    sent: datetime
    received: datetime
    carriers: list[str]
    flights: list[str]
    messages: int
    records: int
    people: int
    problems: dict[str, int]
    dropped: dict[str, int]
    erased: date | None = None


_SENT = datetime.fromisoformat("2026-04-01T08:10:00+00:00")
_TRAVEL = Travel(
    key="k",
    form="booking",
    source="00000000000000aa",
    row=7,
    message="PNRGOV 13.1",
    carrier="ZZ",
    locator="SMP4L1",
    flights=["ZZ410/2026-04-01/IST"],
    origin="IST",
    destination="BGW",
    departs="2026-04-01T09:30",
    transferred=_SENT,
    last=_SENT,
    pushes=1,
    rows={"person": [{"name": "KAREEM ALSAMPLE", "row": "12"}]},
)
_FLIGHT = FlightRecord(
    flight="ZZ410/2026-04-01/IST", carrier="ZZ", origin="IST", destination="BGW", departs="2026-04-01T09:30"
)

TRAVEL = Kind(
    "passenger-travel",
    Travel,
    lambda body: " ".join(filter(None, (body.carrier, body.locator, *body.flights[:1]))),
    "passengers",
    _TRAVEL,
    home="desk",
    keys=(
        Key("same", "text", lambda body: body.key),
        Key("locator", "text", lambda body: body.locator),
        Key("carrier", "text", lambda body: body.carrier),
        Key("flight", "text", lambda body: (body.flights or [""])[0]),
        Key("form", "text", lambda body: body.form),
        Key("departs", "text", lambda body: body.departs),
        Key("transferred", "time", lambda body: body.transferred),
        Key("masked", "day", lambda body: body.masked),
        Key("mask_on", "day", lambda body: None if body.masked else law().mask_on(body.transferred)),
    ),
    together=(("same", "transferred"),),
    until=lambda body: law().last_day(body.transferred),
    mask=Mask("mask_on", {"rows": {}}),
)
_FILE = FileRecord(
    source="00000000000000aa",
    sent=_SENT,
    received=_SENT,
    carriers=["ZZ"],
    flights=["ZZ410/2026-04-01/IST"],
    messages=1,
    records=1,
    people=1,
    problems={},
    dropped={"SSR MOML": 1},
)
FILE = Kind(
    "passenger-file",
    FileRecord,
    lambda body: body.source,
    "passengers",
    _FILE,
    home="desk",
    keys=(
        Key("source", "text", lambda body: body.source),
        Key("sent", "time", lambda body: body.sent),
        Key("received", "time", lambda body: body.received),
        Key("erase_on", "day", lambda body: None if body.erased else law().mask_on(body.sent)),
    ),
    until=lambda body: law().last_day(body.sent),
)
FLIGHT = Kind(
    "passenger-flight",
    FlightRecord,
    lambda body: body.flight,
    "passengers",
    _FLIGHT,
    home="desk",
    keys=(
        Key("flight", "text", lambda body: body.flight),
        Key("carrier", "text", lambda body: body.carrier),
        Key("departs", "text", lambda body: body.departs),
        Key("expected", "flag", lambda body: body.expected),
    ),
)
