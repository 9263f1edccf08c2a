"""A day on which somebody goes to court."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.model.kind import Key, Kind

Outcome = Literal["held", "postponed", "cancelled", "not-brought"]


class CourtDayPlan(Details):
    """When somebody goes to which court, and how."""

    court: str = stated("The court, as it stands in the summons.", bounds=(2, 200))
    at: Annotated[AwareDatetime, MAY_LIE_AHEAD] = stated("Day and hour at which the court sits.")
    leaves: Annotated[AwareDatetime | None, MAY_LIE_AHEAD] = stated(
        "When the person has to leave the house; empty: not set yet.", None
    )
    escort: str = stated("Who goes with the person; empty: not named yet.", "", bounds=(0, 200))
    transport: str = stated("The car or bus; empty: not ordered yet.", "", bounds=(0, 200))


class CourtDayDetails(CourtDayPlan, OfPerson):
    """What people state of a day in court."""

    purpose: Literal["investigation", "detention", "trial", "verdict", "other"] = stated("What for.")
    summons: str = stated("The number of the summons or order.", "", bounds=(0, 100))


class CourtDay(CourtDayDetails):
    """A day in court as a record. ``state`` is planned until somebody says what came of it."""

    number: str = made("The number.")
    booking: str = made("The booking.")
    facility: str = made("The facility that brings the person.")
    state: Literal["planned", "held", "postponed", "cancelled", "not-brought"] = made(
        "What came of it.", "planned"
    )
    outcome: str = made("What the court decided, or why it was not held.", "")
    video: bool = made("Whether it was held by video link, so that the person stayed in the house.", False)
    decided: datetime | None = made("When that was entered.", None)
    reason: str = made("Why it was changed the last time.", "")
    next: str = made("The number of the day that took its place; empty: none.", "")


COURT_DAY = Kind(
    "custody-court-day",
    CourtDay,
    lambda body: f"{body.number} {body.court}",
    NAME,
    CourtDay(
        number="C-000001",
        person="P-000001",
        booking="B-000001",
        facility="F01",
        court="محكمة تحقيق الكرخ",
        at=datetime.fromisoformat("2026-05-12T10:30:00+03:00"),
        leaves=datetime.fromisoformat("2026-05-12T08:30:00+03:00"),
        purpose="detention",
        summons="41/2026",
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("facility", "text", lambda body: body.facility),
        Key("at", "time", lambda body: body.at),
        Key("state", "text", lambda body: body.state),
    ),
    together=(("facility", "at"), ("person", "at")),
    numbered="number",
)
