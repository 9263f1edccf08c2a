"""Somebody or something at the gate."""

from datetime import datetime
from typing import Literal

from tahqiq.desk.details import stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind

_AT = datetime.fromisoformat("2026-05-01T14:00:00+03:00")


class Gate(Strict):
    """Somebody or something at the gate: visitors, lawyers, staff, vehicles, deliveries. Who is inside has no
    ``left`` yet."""

    number: str = stated("The number in the register.")
    facility: str = stated("The facility.")
    at: datetime = stated("When they came in.")
    sort: Literal["visitor", "lawyer", "staff", "official", "vehicle", "delivery"] = stated("Who or what.")
    who: str = stated("The name; of a vehicle its driver.", data_class="identity")
    document: str = stated("The document shown.", "", "identity")
    plate: str = stated("Of a vehicle: its plate.", "")
    purpose: str = stated("What for.", "")
    person: str = stated("To whom, by the number of the file; empty: to nobody held.", "")
    let_in_by: str = stated("Who let them in.", "")
    searched: str = stated("The number of the search at the gate; empty: none.", "")
    left: datetime | None = stated("When they went out; empty: inside.", None)


GATE = Kind(
    "custody-gate",
    Gate,
    lambda body: f"{body.number} {body.who}",
    NAME,
    Gate(
        number="G-1",
        facility="F01",
        at=_AT,
        sort="vehicle",
        who="نوزاد احمد",
        plate="22 A 12345",
        purpose="Bread",
        let_in_by="Officer 3",
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("facility", "text", lambda body: body.facility),
        Key("at", "time", lambda body: body.at),
        Key("sort", "text", lambda body: body.sort),
        Key("inside", "flag", lambda body: body.left is None),
    ),
    numbered="number",
)
