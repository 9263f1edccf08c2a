"""Somebody or something at the gate."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import A_PERSON
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.model.kind import Key, Kind

_AT = datetime.fromisoformat("2026-05-01T14:00:00+03:00")


class GateDetails(Details):
    """What people state of somebody or something that comes in."""

    facility: Annotated[str, FACILITY] = stated("The facility.", bounds=(1, 200))
    at: Annotated[AwareDatetime, Happened()] = stated("When they came in.")
    sort: Literal["visitor", "lawyer", "staff", "official", "vehicle", "delivery"] = stated("Who or what.")
    who: str = stated("The name; of a vehicle its driver.", data_class="identity", bounds=(2, 200))
    document: str = stated("The document shown.", "", "identity", bounds=(0, 100))
    plate: str = stated("Of a vehicle: its plate.", "", bounds=(0, 40))
    purpose: str = stated("What for.", "", bounds=(2, 300))
    person: Annotated[str, A_PERSON] = stated(
        "To whom, by the number of the file; empty: to nobody held.", "", bounds=(0, 200)
    )
    let_in_by: str = stated("Who let them in.", "", bounds=(2, 200))
    searched: str = stated("The number of the search at the gate; empty: none.", "", bounds=(0, 40))


class Gate(GateDetails):
    """Somebody or something at the gate: visitors, lawyers, staff, vehicles, deliveries. Who is inside has no
    ``left`` yet."""

    number: str = made("The number in the register.")
    left: datetime | None = made("When they went out; empty: inside.", None)


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
