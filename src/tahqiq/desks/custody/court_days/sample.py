"""Days in court of the invented house."""

from collections.abc import Callable
from datetime import datetime, timedelta

from tahqiq.desks.custody.court_days.record import COURT_DAY, CourtDay


def sittings(keep: Callable[..., None], morning: datetime) -> None:
    """Keep two days in court, counted from the morning (09:00) of the case's day: tomorrow's with its hours
    and escort, the next one's car is not ordered yet."""
    for number, person in enumerate(("P-000001", "P-000002"), 1):
        sits = morning + timedelta(days=number, hours=1, minutes=30)
        keep(
            COURT_DAY,
            CourtDay(
                number=f"C-{number:06}",
                person=person,
                booking=person.replace("P", "B"),
                facility="F01",
                court="محكمة تحقيق الكرخ",
                at=sits,
                leaves=sits - timedelta(hours=2) if number == 1 else None,
                escort="مفرزة 3" if number == 1 else "",
                transport="سيارة 12" if number == 1 else "",
                purpose="detention",
                summons=f"{number}/{sits.year}",
            ),
        )
