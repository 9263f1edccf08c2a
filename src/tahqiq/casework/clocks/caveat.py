"""What somebody who relies on a deadline must be told beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from tahqiq.casework.clocks.stops import Stop
from tahqiq.casework.clocks.workdays import Calendar, Names
from tahqiq.kit.locale import format_date
from tahqiq.kit.messages import LOCALES, message


@dataclass(frozen=True, slots=True)
class Caveat:
    """One doubt about a deadline. ``code`` names the sentence; ``day``, ``names`` and ``source`` fill it
    where it asks for them."""

    code: Literal["clock-caveat-late-stop", "clock-caveat-unverified", "clock-caveat-awaited"]
    day: date | None = None
    names: Names | None = None
    source: str = ""

    def say(self, locale: str) -> str:
        """The doubt in one sentence of ``locale``."""
        return message(
            self.code,
            locale,
            {
                "day": format_date(self.day.isoformat(), locale) if self.day else "",
                "name": self.names[LOCALES.index(locale) if locale in LOCALES else 0] if self.names else "",
                "source": self.source,
            },
        ).sentence


def caveats(calendar: Calendar | None, late: Sequence[Stop], first: date, last: date) -> tuple[Caveat, ...]:
    """The doubts about a deadline that was counted over the days ``first`` to ``last`` of ``calendar`` (None:
    it rests on no open days), and about stops that came after its end and so changed nothing.
    """
    found = [Caveat("clock-caveat-late-stop", stop.since.date()) for stop in late]
    if calendar is not None:
        days = (first + timedelta(days=number) for number in range((last - first).days + 1))
        sources = {
            closed.source for day in days if (closed := calendar.why_closed(day)) and not closed.verified
        }
        found += [Caveat("clock-caveat-unverified", source=source) for source in sorted(sources)]
        found += [
            Caveat("clock-caveat-awaited", item.day, item.names) for item in calendar.awaited(first, last)
        ]
    return tuple(found)
