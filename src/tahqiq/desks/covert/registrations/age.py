"""Whether somebody whose birth was stated may be a source: nobody under eighteen is registered."""

import re
from datetime import date

from tahqiq.kit.errors import Refused, WrongUse

OF_AGE = 18
"""Years; who is younger is a child, whatever else is said of them."""
_YEAR = re.compile(r"\d{4}")
_DAYS = (
    re.compile(r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"),
    re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})"),
)


def of_age(born: str, today: date) -> None:
    """Raise ``Refused`` (``covert-child``) for a birth less than eighteen years before ``today``,
    ``WrongUse`` for one that is neither a day nor a year (``covert-born-unread``), lies ahead
    (``covert-born-ahead``), or is a year in which only some were of age (``covert-born-day``). Nothing is
    raised where nothing is stated.

    >>> of_age("1990", date(2026, 3, 1)), of_age("01/03/2008", date(2026, 3, 1)), of_age("", date(2026, 3, 1))
    (None, None, None)
    """
    if not born.strip():
        return
    first, last = _span(born.strip())
    if first > today:
        raise WrongUse("covert-born-ahead")
    if not _reached(first, today):
        raise Refused("covert-child")
    if not _reached(last, today):
        raise WrongUse("covert-born-day", year=first.year)


def _reached(born: date, today: date) -> bool:
    return (today.year - OF_AGE, today.month, today.day) >= (born.year, born.month, born.day)


def _span(born: str) -> tuple[date, date]:
    """The first and the last day that a birth may be. ``int`` reads the digits of Arabic too."""
    if _YEAR.fullmatch(born) and int(born) > 0:
        return date(int(born), 1, 1), date(int(born), 12, 31)
    for form in _DAYS:
        found = form.fullmatch(born)
        if found:
            try:
                day = date(int(found["y"]), int(found["m"]), int(found["d"]))
            except ValueError:
                break
            return day, day
    raise WrongUse("covert-born-unread")
