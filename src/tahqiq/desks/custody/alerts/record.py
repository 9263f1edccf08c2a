"""An alert: a warning attached to a person, which expires by design."""

from datetime import date
from typing import Literal

from tahqiq.desk.details import stated
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class Alert(Strict):
    """A warning attached to a person. It expires by design: at ``review`` somebody renews it or it is
    gone."""

    person: str = stated("The number of the person's file.")
    what: Literal[
        "escape",
        "self-harm",
        "harm-to-others",
        "harm-by-others",
        "medical-need",
        "lawful-restriction",
        "other",
    ] = stated("What it warns of.")
    reason: str = stated("What was seen, by whom, when.")
    by: str = stated("Who raised it.")
    raised: date = stated("The day on which it was raised.")
    review: date = stated("The day on which it expires unless somebody renews it.")
    closed: date | None = stated("The day on which it was closed.", None)
    withheld: bool = stated("Not to be shared with the person.", False)


ALERT = Kind(
    "custody-alert",
    Alert,
    lambda body: f"{body.person} {body.what}",
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
