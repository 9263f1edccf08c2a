"""A visit that is booked ahead."""

from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import A_PERSON
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.desks.custody.visits.record import VisitSort
from tahqiq.model.kind import Key, Kind


class VisitBookingDetails(Details):
    """What people state of a visit that is to come."""

    facility: Annotated[str, FACILITY] = stated("The facility.", bounds=(1, 200))
    person: Annotated[str, A_PERSON] = stated(
        "Who is visited: the number of the file, or the whole name.", bounds=(1, 200)
    )
    sort: VisitSort = stated("Who comes.")
    visitor: str = stated("The visitor's name.", data_class="identity", bounds=(2, 200))
    at: Annotated[AwareDatetime, MAY_LIE_AHEAD] = stated("Day and hour.")


class VisitBooking(VisitBookingDetails):
    """The booking. ``visit`` is the number of the visit that came of it."""

    number: str = made("The number.")
    state: Literal["booked", "begun", "refused", "cancelled", "not-come"] = made("How it stands.", "booked")
    why: str = made("Why it was refused or cancelled.", "")
    banned_until: date | None = made("Of a refused one: until when.", None)
    visit: str = made("The number of the visit.", "")


VISIT_BOOKING = Kind(
    "custody-visit-booking",
    VisitBooking,
    lambda body: f"{body.number} {body.visitor}",
    NAME,
    VisitBooking(
        number="VB-1",
        facility="F01",
        person="P-000001",
        sort="family",
        visitor="هيوا كريم",
        at=datetime.fromisoformat("2026-05-04T10:00:00+03:00"),
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("facility", "text", lambda body: body.facility),
        Key("at", "time", lambda body: body.at),
        Key("state", "text", lambda body: body.state),
    ),
    together=(("facility", "at"),),
    numbered="number",
)
