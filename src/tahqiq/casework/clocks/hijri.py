"""The Hijri date beside a day, for showing: by Umm al-Qura where its tables reach, and never as if it had
been announced."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from hijridate import Gregorian, Hijri

from tahqiq.kit.locale import in_digits
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.messages import message
from tahqiq.kit.tables import table
from tahqiq.model.types.hijri import from_gregorian

Method = Literal["umm-al-qura", "tabular"]


@dataclass(frozen=True, slots=True)
class HijriDate:
    """A day of the Hijri calendar and how it was worked out. Iraq's months begin by announcement: the
    announced day may be another.

    ``method`` ``umm-al-qura`` (1343 to 1500 AH, 1924 to 2077) may differ by a day, ``tabular`` (any other
    year) by up to two.
    """

    year: int
    month: int
    day: int
    method: Method

    def say(self, locale: str) -> str:
        """The date in words, without the warning.

        >>> hijri(date(2026, 3, 31)).say("en"), hijri(date(2026, 3, 31)).say("ar")
        ('12 Shawwal 1447 AH', '١٢ شوال ١٤٤٧ هـ')
        """
        own = locale_of(locale)
        month = table(__package__, "words.yaml")["hijri"][own.tag][self.month - 1]
        era = {"en": "AH", "ar": "هـ", "ckb": "ک", "kmr-Arab": "مش"}[own.tag]
        return in_digits(f"{self.day} {month} {self.year} {era}", own.digits)

    def say_with_warning(self, locale: str) -> str:
        """The date with what it rests on, for every place that has room for it.

        >>> hijri(date(2026, 3, 31)).say_with_warning("en")
        '12 Shawwal 1447 AH by the calendar of Umm al-Qura; the announced day may differ by one.'
        """
        code = "hijri-umm-al-qura" if self.method == "umm-al-qura" else "hijri-tabular"
        return message(code, locale, {"date": self.say(locale)}).sentence


def hijri(day: date) -> HijriDate:
    """The Hijri date of a Gregorian day. Source: the tables of Umm al-Qura (package ``hijridate``), else the
    tabular calendar."""
    try:
        found = Gregorian.fromdate(day).to_hijri()
    except OverflowError:
        return HijriDate(*from_gregorian(day), "tabular")
    return HijriDate(found.year, found.month, found.day, "umm-al-qura")


def expected(month: int, day: int, since: date, until: date) -> tuple[date, ...]:
    """The Gregorian days between ``since`` and ``until`` (both counted) that are expected to be this day of
    the Hijri year.

    An estimate by Umm al-Qura, to ask somebody for the announced day; outside its tables there is none.

    >>> expected(1, 10, date(2026, 1, 1), date(2026, 12, 31))
    (datetime.date(2026, 6, 25),)
    """
    found = []
    for year in range(hijri(since).year, hijri(until).year + 1):
        try:
            guess = date.fromisoformat(Hijri(year, month, day).to_gregorian().isoformat())
        except (OverflowError, ValueError):
            continue
        if since <= guess <= until:
            found.append(guess)
    return tuple(found)
