"""What a level is worth on a day: the one that a trained person chose, or insufficient information where its
evidence has aged out. Nothing here computes a level."""

from datetime import date
from typing import Literal

from tahqiq.desks.custody.levels.record import Assessment

Level = Literal["low", "moderate", "high", "insufficient-information"]
Why = Literal["", "expired", "evidence-old", "no-evidence", "not-agreed"]
OLD = 365
"""Days after which evidence carries no level any more (the house rule CLS-6: twelve months)."""


def stands(body: Assessment, day: date) -> tuple[Level, Why]:
    """The level as it stands on ``day``, and why it is not what was chosen ("" where it is)."""
    if body.chosen == "insufficient-information":
        return body.chosen, ""
    why: Why = ""
    if body.expires < day:
        why = "expired"
    elif body.newest is None or not body.own_ground:
        why = "no-evidence"
    elif (day - body.newest).days > OLD:
        why = "evidence-old"
    elif body.overrides and not body.second:
        why = "not-agreed"
    return ("insufficient-information", why) if why else (body.chosen, "")
