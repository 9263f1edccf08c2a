"""An alert: a warning attached to a person, which expires by design."""

from datetime import date
from typing import Annotated, Literal

from tahqiq.desk.details import Details, made, stated, yes_no
from tahqiq.desk.moments import MAY_LIE_AHEAD, Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import OfPerson
from tahqiq.model.kind import Key, Kind


class AlertSort(OfPerson):
    """Whose alert, and of what it warns."""

    what: Literal[
        "escape",
        "self-harm",
        "harm-to-others",
        "harm-by-others",
        "medical-need",
        "lawful-restriction",
        "other",
    ] = stated("What it warns of.")


class AlertReason(Details):
    """Why an alert is raised or renewed."""

    reason: str = stated("What was seen, by whom, when; of one that is closed, why.", bounds=(5, 5_000))
    by: str = stated("Who raised it; of a renewed one who looked.", bounds=(2, 200))


class AlertDetails(AlertReason, AlertSort):
    """What people state when they raise an alert."""

    raised: Annotated[date, Happened()] = stated("The day on which it was raised.")
    review: Annotated[date, MAY_LIE_AHEAD] = stated(
        "The day on which it expires unless somebody renews it: half a year at most."
    )
    withheld: bool = yes_no("Not to be shared with the person.", False)


class Alert(AlertDetails):
    """A warning attached to a person. It expires by design: at ``review`` somebody renews it or it is
    gone."""

    closed: date | None = made("The day on which it was closed.", None)


ALERT = Kind(
    "custody-alert",
    Alert,
    lambda body: body.person,
    NAME,
    Alert(
        person="P-000001",
        what="self-harm",
        reason="Said so to the night guard on 1 May",
        by="Officer 7",
        raised=date(2026, 5, 1),
        review=date(2026, 6, 1),
    ),
    home="desk",
    keys=(
        Key("person", "text", lambda body: body.person),
        Key("review", "day", lambda body: body.review),
        Key("open", "flag", lambda body: body.closed is None),
    ),
)
