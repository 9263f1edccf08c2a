"""The tabular Islamic calendar, for dates that a person says are Hijri. Differs from sightings and from Umm
al-Qura by up to two days.

Civil epoch (1 Muharram 1 = 16 July 622 Julian, Julian day number 1 948 440), 30-year cycle with eleven leap
years 2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29. Source: N. Dershowitz and E. M. Reingold, Calendrical
Calculations, chapter on the Islamic calendar.
"""

from datetime import date

_EPOCH = 227_015
"""1 Muharram 1 AH (civil) in ``date.toordinal`` counting."""

FIRST, LAST = 1100, 1599
"""Years that are read as Hijri; from 1600 on a year is Gregorian whatever the column says."""


def is_leap(year: int) -> bool:
    """Whether a Hijri year has 355 days.

    >>> [year for year in range(1, 31) if is_leap(year)]
    [2, 5, 7, 10, 13, 16, 18, 21, 24, 26, 29]
    """
    return (11 * year + 14) % 30 < 11


def month_days(year: int, month: int) -> int:
    """Days of a Hijri month: 30 and 29 in turn, the twelfth 30 in a leap year."""
    return 30 if month % 2 or (month == 12 and is_leap(year)) else 29


def to_gregorian(year: int, month: int, day: int) -> date:
    """The Gregorian date of a Hijri day; raises ``ValueError`` when there is no such day or the year is
    outside 1100 to 1599.

    >>> to_gregorian(1445, 1, 1)
    datetime.date(2023, 7, 19)
    """
    if not (FIRST <= year <= LAST and 1 <= month <= 12 and 1 <= day <= month_days(year, month)):
        raise ValueError("no such Hijri day")
    return date.fromordinal(
        _EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30 + 29 * (month - 1) + month // 2 + day - 1
    )


def from_gregorian(moment: date) -> tuple[int, int, int]:
    """Year, month and day of the tabular Hijri calendar.

    >>> from_gregorian(date(2023, 7, 19))
    (1445, 1, 1)
    """
    elapsed = moment.toordinal() - _EPOCH
    year = (30 * elapsed + 10_646) // 10_631
    start = _EPOCH + (year - 1) * 354 + (3 + 11 * year) // 30
    month, rest = 1, moment.toordinal() - start
    while rest >= month_days(year, month) and month < 12:
        rest -= month_days(year, month)
        month += 1
    return year, month, rest + 1
