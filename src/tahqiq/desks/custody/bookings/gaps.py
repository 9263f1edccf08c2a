"""What of an admission is not done yet: no step is skipped silently, each stands here until it is
answered."""

from datetime import date, datetime

from tahqiq.desk.moments import shown
from tahqiq.desks.custody.bookings.record import Booking
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.reasons import Day
from tahqiq.model.kind import day_of

STEPS: tuple[tuple[str, str], ...] = (
    ("order", "7"),
    ("order_authority", "7"),
    ("order_article", "7"),
    ("order_issued", "7"),
    ("order_original", "7"),
    ("arrested", "7b"),
    ("arrested_where", "7b"),
    ("arrested_by", "7b"),
    ("injuries", "7d"),
    ("ill_treatment", "7d"),
    ("screening_asked", "30"),
    ("property_listed", "7e"),
    ("property_signed", "7e"),
    ("children_asked", "7f"),
    ("kin_asked", "7g"),
    ("informed", "54"),
    ("informed_how", "54"),
    ("informed_language", "54"),
    ("reads", "55"),
    ("self_harm_noted", "30"),
    ("status", "11"),
    ("lawyer", "8a"),
)
"""Every step of an admission, with the Mandela Rule that asks for it; the family is told beside (it may be
declined)."""


def before_admission(court: date | None, admitted: datetime | None) -> None:
    """Refuse a next day in court that lies before the admission. Raises ``WrongUse``
    (``custody-court-before-admission``)."""
    if court is not None and admitted is not None and court < day_of(admitted):
        raise WrongUse("custody-court-before-admission", at=Day.of(court), admitted=shown(admitted))


def described(injuries: bool | None, noted: str) -> None:
    """Refuse injuries without a word on what and where they are. Raises ``WrongUse``
    (``custody-injuries-words``)."""
    if injuries and not noted.strip():
        raise WrongUse("custody-injuries-words")


def listed(signed: bool | None, items: list[str]) -> None:
    """Refuse a property list that both signed and in which nothing stands. Raises ``WrongUse``
    (``custody-property-empty``)."""
    if signed and not any(item.strip() for item in items):
        raise WrongUse("custody-property-empty")


def unanswered(body: Booking) -> list[str]:
    """The fields of a booking that nobody has answered, in the order of the steps."""
    found = [name for name, _ in STEPS if getattr(body, name) in (None, "")]
    if body.injuries and not body.injuries_chart:
        found.append("injuries_chart")
    if (body.injuries or body.ill_treatment) and body.referred is None:
        found.append("referred")
    if body.family_told is None and not body.family_declined:
        found.append("family_told")
    return found
