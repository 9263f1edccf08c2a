"""A booking, or a traveller of a passenger list, masked when the law asks for it."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.desk.details import Details
from tahqiq.desk.field_labels import ForPrograms
from tahqiq.desks.passengers.law import law
from tahqiq.model.kind import Key, Kind, Mask, Maskable

Rows = dict[str, list[dict[str, str]]]
"""What a message says, by kind of record (person, document, leg, contact …); each with ``row``, the number of
its segment, and ``at``, its offset in bytes."""


class TravelDetails(Details):
    """What is known of a booking (``form`` booking: everybody and everything in it) or of a traveller of a
    passenger list. ``pushes`` is how many messages held it, ``party_changes`` how many of them named other
    people than the one before. ``departs`` is local time at ``origin``; ``rows`` are empty once masked."""

    form: Literal["booking", "traveller"]
    locator: str
    flights: list[str]
    origin: str
    destination: str
    departs: str
    cancelled: bool = False
    pushes: int = Field(ge=1)
    party_changes: int = Field(default=0, ge=0)
    rows: Rows


class Travel(Maskable, TravelDetails):
    """A booking or traveller as a record. Versions are its history: one for each message that changed it.

    ``key`` tells the same booking again and is a keyed digest; ``transferred`` is when the first message with
    it was sent, from which the law counts; ``last`` the latest one. ``source`` and ``row`` lead to the latest
    message and its segment.
    """

    key: Annotated[str, ForPrograms()]
    source: str = Field(pattern="^[0-9a-f]{16}$")
    row: int
    message: str
    carrier: str
    transferred: datetime
    last: datetime


_SENT = datetime.fromisoformat("2026-04-01T08:10:00+00:00")


_EXAMPLE = Travel(
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


TRAVEL = Kind(
    "passenger-travel",
    Travel,
    lambda body: " ".join(filter(None, (body.carrier, body.locator, *body.flights[:1]))),
    "passengers",
    _EXAMPLE,
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
