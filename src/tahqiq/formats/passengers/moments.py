"""Days and moments as messages write them, as ISO text; what is none stays as it stands."""

import re
from datetime import date
from functools import lru_cache

_MONTHS = {
    name: no
    for no, name in enumerate(
        ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"], 1
    )
}
_WORDED = re.compile(r"(\d{1,2})[ -]?([A-Z]{3})[A-Z]*[ -]?(\d{4}|\d{2})", re.IGNORECASE)


def _made(year: int, month: int, day: int, otherwise: str) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return otherwise


@lru_cache(1 << 13)
def born(text: str, sent: int) -> str:
    """A day of birth: ``yymmdd``, ``ccyymmdd``, ``13AUG54`` or ISO. Of two digits of a year the latest
    century is meant in which the day is not after ``sent``, the year of the message.

    >>> born("720907", 2007), born("12JUL12", 2010), born("20010203", 2020)
    ('1972-09-07', '1912-07-12', '2001-02-03')
    """
    return _day(text, sent, 0)


@lru_cache(1 << 13)
def validity(text: str, sent: int) -> str:
    """A day on which a document was issued or ends: of two digits of a year the century that is nearest to
    ``sent`` is meant.

    >>> validity("280907", 2021), validity("22DEC06", 2018)
    ('2028-09-07', '2006-12-22')
    """
    return _day(text, sent, 50)


def _day(text: str, sent: int, ahead: int) -> str:
    shown = text.strip()
    worded = _WORDED.fullmatch(shown)
    if worded:
        month = _MONTHS.get(worded[2].upper())
        return shown if month is None else _made(_year(worded[3], sent, ahead), month, int(worded[1]), shown)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", shown):
        return _made(int(shown[:4]), int(shown[5:7]), int(shown[8:]), shown)
    if not (shown.isascii() and shown.isdecimal()):
        return shown
    if len(shown) == 8:
        return _made(int(shown[:4]), int(shown[4:6]), int(shown[6:]), shown)
    if len(shown) == 6:
        return _made(_year(shown[:2], sent, ahead), int(shown[2:4]), int(shown[4:]), shown)
    return shown


def _year(text: str, sent: int, ahead: int) -> int:
    if len(text) == 4:
        return int(text)
    return sent + ahead - (sent + ahead - int(text)) % 100


def stamp(text: str, kind: str = "") -> str:
    """A moment of UN/EDIFACT: ``yymmddhhmm`` (201), ``ccyymmddhhmm`` (203), ``yymmdd`` (101), ``ccyymmdd``
    (102).

    >>> stamp("2108271450", "201"), stamp("20210827", "102")
    ('2021-08-27T14:50', '2021-08-27')
    """
    shown = text.strip()
    if not (shown.isascii() and shown.isdecimal()):
        return shown
    if len(shown) in (8, 12, 14) and kind != "201":
        day, rest = _made(int(shown[:4]), int(shown[4:6]), int(shown[6:8]), ""), shown[8:]
    elif len(shown) in (6, 10, 12):
        day, rest = _made(2000 + int(shown[:2]), int(shown[2:4]), int(shown[4:6]), ""), shown[6:]
    else:
        return shown
    return (f"{day}T{clock(rest)}" if rest and clock(rest) else day if not rest else shown) if day else shown


_MOMENT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?")


def is_moment(text: str) -> bool:
    """Whether a moment was understood, and does not stand as the message writes it.

    >>> is_moment("2021-08-27T14:50"), is_moment("2613010930")
    (True, False)
    """
    return _MOMENT.fullmatch(text) is not None


def local_time(text: str) -> str:
    """A local time of XML without its zone, with seconds where there are any.

    >>> local_time("2026-03-25 10:10:59+03:00"), local_time("2026-03-25T10:10:00"), local_time("2026-03-25")
    ('2026-03-25T10:10:59', '2026-03-25T10:10', '2026-03-25')
    """
    shown = text[:19].replace(" ", "T")
    return shown.removesuffix(":00") if len(shown) == 19 else shown[:16]


def clock(text: str) -> str:
    """``hhmm`` or ``hhmmss`` as ``hh:mm`` or ``hh:mm:ss``; "" when it is none.

    >>> clock("0915"), clock("091530"), clock("2460")
    ('09:15', '09:15:30', '')
    """
    shown = text.strip()
    if (
        len(shown) not in (4, 6)
        or not shown.isdecimal()
        or not shown.isascii()
        or int(shown[:2]) > 23
        or int(shown[2:4]) > 59
        or int(shown[4:] or 0) > 59
    ):
        return ""
    return ":".join(shown[at : at + 2] for at in range(0, len(shown), 2))


@lru_cache(1 << 13)
def padis(day: str, time: str) -> str:
    """``ddmmyy`` and ``hhmm`` as PADIS writes them.

    >>> padis("121210", "0915"), padis("121210", "")
    ('2010-12-12T09:15', '2010-12-12')
    """
    shown = day.strip()
    if len(shown) not in (6, 8) or not shown.isdecimal() or not shown.isascii():
        return " ".join(part for part in (shown, time.strip()) if part)
    year = 2000 + int(shown[4:]) if len(shown) == 6 else int(shown[4:])
    made = _made(year, int(shown[2:4]), int(shown[:2]), "")
    hour = clock(time)
    if not made or (time.strip() and not hour):
        return " ".join(part for part in (shown, time.strip()) if part)
    return f"{made}T{hour}" if hour else made
