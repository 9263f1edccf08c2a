"""Somebody who is announced before they come."""

from datetime import date, datetime
from typing import Literal

from tahqiq.desk.details import stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind

_AT = datetime.fromisoformat("2026-05-01T14:00:00+03:00")


class Arrival(Strict):
    """Somebody who is announced before they come. It is no admission: the wizard takes it up, and ``booking``
    says what it became."""

    number: str = stated("The number of the announcement.")
    facility: str = stated("The facility they are sent to.")
    due: datetime = stated("When they are expected.")
    name: str = stated("The name as it was announced.", data_class="identity")
    mother: str = stated("The mother's name.", "", "identity")
    born: date | None = stated("The day of birth.", None, "age")
    sex: Literal["female", "male"] | None = stated("Female or male.", None, "sex")
    document: str = stated("The number of the document.", "", "identity")
    sent_by: str = stated("Who sends them.", "")
    transport: str = stated("The bus or car they come with.", "")
    order: str = stated("The number of the commitment order that was announced.", "")
    booking: str = stated("The booking that it became; empty: not come yet.", "")


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
