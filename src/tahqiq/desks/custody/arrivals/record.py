"""Somebody who is announced before they come."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.model.kind import Key, Kind

_AT = datetime.fromisoformat("2026-05-01T14:00:00+03:00")


class ArrivalDetails(Details):
    """What people state of somebody who is announced."""

    facility: Annotated[str, FACILITY] = stated("The facility they are sent to.", bounds=(1, 200))
    due: Annotated[AwareDatetime, MAY_LIE_AHEAD] = stated("When they are expected.")
    name: str = stated("The name as it was announced.", data_class="identity", bounds=(2, 200))
    mother: str = stated("The mother's name.", "", "identity", bounds=(0, 200))
    born: Annotated[date | None, Happened()] = stated("The day of birth.", None, "age")
    sex: Literal["female", "male"] | None = stated("Female or male.", None, "sex")
    document: str = stated("The number of the document.", "", "identity", bounds=(0, 100))
    sent_by: str = stated("Who sends them.", "", bounds=(2, 200))
    transport: str = stated("The bus or car they come with.", "", bounds=(0, 100))
    order: str = stated("The number of the commitment order that was announced.", "", bounds=(0, 100))


class Arrival(ArrivalDetails):
    """Somebody who is announced before they come. It is no admission: the wizard takes it up, and ``booking``
    says what it became."""

    number: str = made("The number of the announcement.")
    booking: str = made("The booking that it became; empty: not come yet.", "")


ARRIVAL = Kind(
    "custody-arrival",
    Arrival,
    lambda body: f"{body.number} {body.name}",
    NAME,
    Arrival(
        number="A-1",
        facility="F01",
        due=_AT,
        name="هيوا كريم رشيد",
        sent_by="Court police",
        transport="Bus 3",
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("facility", "text", lambda body: body.facility),
        Key("due", "time", lambda body: body.due),
        Key("open", "flag", lambda body: not body.booking),
    ),
    numbered="number",
)
