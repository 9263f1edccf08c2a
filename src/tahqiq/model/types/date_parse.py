"""One text to the parts of a moment: year … second, offset, calendar. Knows the forms, not the column."""

import calendar
import re
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tahqiq.kit.text import tidy_code
from tahqiq.model.types import hijri
from tahqiq.model.types.base import Calendar, DateOrder
from tahqiq.model.types.date_words import (
    fold_word,
    half_pattern,
    is_afternoon,
    month_names,
    month_pattern,
    noise_pattern,
)

EARLIEST, LATEST = 1600, 2199
"""Gregorian years that are read as such."""

LONGEST = 80


@dataclass(frozen=True, slots=True)
class Moment:
    """A Gregorian date with precision: the parts after the first None are None too. ``offset`` minutes east
    of UTC, None when not stated."""

    year: int
    month: int | None = None
    day: int | None = None
    hour: int | None = None
    minute: int | None = None
    second: int | None = None
    offset: int | None = None
    note: str | None = None


class NoDateError(ValueError):
    """The text is no date; ``args[0]`` is the message code."""


@dataclass(frozen=True, slots=True)
class Rules:
    """How ambiguous forms are meant. ``proven``: the order comes from a person or from the column, not from
    habit. ``pivot``: last year that two digits can mean in this century."""

    order: DateOrder = "dmy"
    proven: bool = False
    calendar: Calendar = "gregorian"
    pivot: int = 2030


_ISO = re.compile(
    r"([0-9]{4})(?:-([0-9]{1,2})(?:-([0-9]{1,2})(?:[t "
    r"]+([0-9]{2})(?::?([0-9]{2})(?::?([0-9]{2})(?:[.,][0-9]+)?)?)?)?)?)?\s*(z|"
    r"[+-][0-9]{2}(?::?[0-9]{2})?)?"
)
_USUAL = re.compile(
    r"([0-9]{1,2})[/.\-]([0-9]{1,2})[/.\-]([0-9]{4})(?: ([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?"
)
_TIME = re.compile(
    r"(?:^|(?<=[\s,t]))t?([0-9]{1,2})[:.]([0-9]{2})(?:[:.]([0-9]{2})(?:[.,][0-9]+)?)?\s*("
    + half_pattern()
    + r")?(?=$|[\s,+\-)z])"
    r"\s*(z|\(?(?:utc|gmt)?\s*[+-]\s*[0-9]{1,2}(?::?[0-9]{2})?\)?|utc|gmt)?"
)
_TIME_COLON = re.compile(_TIME.pattern.replace("[:.]", ":"))
_ERA = re.compile(r"(?:(?<=[\s0-9])|^)(ه|هجري|هجريه|ah|a\.h\.?|h)(?=$|[\s,])")
_COMMON_ERA = re.compile(r"(?<=[\s0-9])(م|ميلادي|ميلاديه|ad|ce|a\.d\.?|ز|زايني)(?=$|[\s,])")
_ORDINAL = re.compile(r"(?<=[0-9])(?:st|nd|rd|th|ي)(?![^\W\d_])")
_PARTS = re.compile(r"[\s/.\-\\,;()]+")
_COMPACT = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})(?:[t ]?([0-9]{2})([0-9]{2})([0-9]{2})?)?(z)?")
_COMPACT_DMY = re.compile(r"([0-9]{2})([0-9]{2})((?:19|20)[0-9]{2})")


def parse_moment(text: str, rules: Rules) -> Moment:
    """The moment a text means; raises :class:`NoDateError` with a message code when it means none."""
    bare = fold_word(tidy_code(text)).strip(" '\"=,").replace("،", ",")
    if len(bare) > LONGEST:
        raise NoDateError("date-invalid")
    found = _ISO.fullmatch(bare) or _compact(bare)
    if found:
        year, month, day, hour, minute, second = (int(part) if part else None for part in found.groups()[:6])
        made = _make(year or 0, month, day, False, rules)
        return _timed(made, hour, minute, second, _offset(found.group(7)))
    usual = _USUAL.fullmatch(bare)
    if usual:
        made = _ordered(int(usual[1]), int(usual[2]), usual[3], False, rules)
        hour, minute, second = (int(part) if part else None for part in usual.group(4, 5, 6))
        return _timed(made, hour, minute, second, None)
    return _written(bare, rules)


def _compact(text: str) -> re.Match[str] | None:
    found = _COMPACT.fullmatch(text)
    return (
        found
        if found
        and EARLIEST <= int(found[1]) <= LATEST
        and 1 <= int(found[2]) <= 12
        and 1 <= int(found[3]) <= 31
        else None
    )


def _written(text: str, rules: Rules) -> Moment:
    """Dates with slashes, words, times and zones in any arrangement."""
    time = _TIME_COLON.search(text) or (_TIME.search(text) if text.count(".") >= 3 else None)
    rest = text[: time.start()] + " " + text[time.end() :] if time else text
    is_hijri = _ERA.search(rest) is not None
    rest = _COMMON_ERA.sub(" ", _ERA.sub(" ", rest))
    made = _dated(_ORDINAL.sub("", noise_pattern().sub(" ", rest)), is_hijri, rules)
    if not time:
        return made
    hour, minute, second = int(time[1]), int(time[2]), int(time[3]) if time[3] else None
    if time[4]:
        hour = _full_hour(hour, is_afternoon(time[4]))
    return _timed(made, hour, minute, second, _offset(time[5]))


def _full_hour(hour: int, afternoon: bool) -> int:
    if hour > 12:
        return hour
    return hour % 12 + (12 if afternoon else 0)


def _dated(text: str, is_hijri: bool, rules: Rules) -> Moment:
    month = month_pattern().search(text)
    if month:
        number, own_hijri = month_names()[month.group(1)]
        text = f"{text[: month.start()]} {text[month.end() :]}"
        return _named(_numbers(text), number, is_hijri or own_hijri, rules)
    parts = _numbers(text)
    if len(parts) == 3:
        return _three(parts, is_hijri, rules)
    if len(parts) == 2:
        year, month_number = (parts[0], parts[1]) if len(parts[0]) == 4 else (parts[1], parts[0])
        if len(year) == 4 and len(month_number) <= 2:
            return _make(int(year), int(month_number), None, is_hijri, rules)
    if len(parts) == 1 and len(parts[0]) == 4:
        return _make(int(parts[0]), None, None, is_hijri, rules)
    compact = _COMPACT_DMY.fullmatch(parts[0]) if len(parts) == 1 else None
    if compact:
        return _three([compact[1], compact[2], compact[3]], is_hijri, rules)
    raise NoDateError("date-invalid")


def _numbers(text: str) -> list[str]:
    parts = [part for part in _PARTS.split(text) if part]
    if not parts or not all(part.isascii() and part.isdigit() and len(part) <= 8 for part in parts):
        raise NoDateError("date-invalid")
    return parts


def _named(parts: list[str], month: int, is_hijri: bool, rules: Rules) -> Moment:
    """A month in words with a year and perhaps a day beside it."""
    if len(parts) == 1 and len(parts[0]) == 4:
        return _make(int(parts[0]), month, None, is_hijri, rules)
    if len(parts) != 2:
        raise NoDateError("date-invalid")
    day, year = (parts[1], parts[0]) if len(parts[0]) == 4 else (parts[0], parts[1])
    if len(day) > 2 or len(year) not in (2, 4):
        raise NoDateError("date-invalid")
    made = _make(_year(year, rules), month, int(day), is_hijri, rules)
    return made if len(year) == 4 or made.note else replace(made, note="date-two-digit-year")


def _three(parts: list[str], is_hijri: bool, rules: Rules) -> Moment:
    first, second, third = parts
    if len(first) == 4 and len(second) <= 2 and len(third) <= 2:
        return _make(int(first), int(second), int(third), is_hijri, rules)
    if len(first) > 2 or len(second) > 2 or len(third) not in (2, 4):
        raise NoDateError("date-invalid")
    if len(third) == 2 and (rules.order == "ymd" or int(first) > 31):
        made = _make(_year(first, rules), int(second), int(third), is_hijri, rules)
        return made if made.note else replace(made, note="date-two-digit-year")
    return _ordered(int(first), int(second), third, is_hijri, rules)


def _ordered(first: int, second: int, year: str, is_hijri: bool, rules: Rules) -> Moment:
    """Day and month in either order: the rule's, or the other when only that is possible."""
    month_first = rules.order == "mdy"
    note = None if rules.proven or first == second or max(first, second) > 12 else "date-order-assumed"
    day, month = (second, first) if month_first else (first, second)
    if month > 12 >= day:
        day, month = month, day
        note = "date-order-contradicts" if rules.proven else None
    made = _make(_year(year, rules), month, day, is_hijri, rules)
    note = note or made.note or ("date-two-digit-year" if len(year) == 2 else None)
    return made if note == made.note else replace(made, note=note)


def _year(digits: str, rules: Rules) -> int:
    if len(digits) == 4:
        return int(digits)
    century = 1400 if rules.calendar == "hijri" else rules.pivot // 100 * 100
    year = century + int(digits)
    return year if rules.calendar == "hijri" or year <= rules.pivot else year - 100


def _make(year: int, month: int | None, day: int | None, is_hijri: bool, rules: Rules) -> Moment:
    """A checked date; zero for day or month means unknown. Hijri where marked, or where the column says so
    and the year is before 1600."""
    if year == 0:
        raise NoDateError("placeholder")
    month, day = month or None, (day or None) if month else None
    if is_hijri or (rules.calendar == "hijri" and year < EARLIEST):
        return _from_hijri(year, month, day)
    if 1300 <= year <= 1500:
        raise NoDateError("date-perhaps-hijri")
    if not EARLIEST <= year <= LATEST or not 1 <= (month or 1) <= 12:
        raise NoDateError("date-invalid")
    if day and day > calendar.monthrange(year, month or 1)[1]:
        raise NoDateError("date-invalid")
    return Moment(year, month, day)


def _from_hijri(year: int, month: int | None, day: int | None) -> Moment:
    try:
        exact = hijri.to_gregorian(year, month or 7, day or (15 if month else 1))
    except ValueError:
        raise NoDateError("date-invalid") from None
    if day:
        return Moment(exact.year, exact.month, exact.day, note="date-hijri-tabular")
    return Moment(exact.year, exact.month if month else None, note="date-hijri-approximate")


def _offset(text: str | None) -> int | None:
    """Minutes east of UTC of ``z``, ``utc``, ``+03:00``, ``gmt+3``; None for no text. Raises
    :class:`NoDateError` beyond 15 hours."""
    if not text:
        return None
    digits = re.sub(r"[^0-9+\-]", "", text)
    if not digits:
        return 0
    number = digits[1:]
    hours, minutes = (int(number), 0) if len(number) <= 2 else (int(number[:-2]), int(number[-2:]))
    if hours > 15 or minutes > 59:
        raise NoDateError("date-invalid")
    return (-1 if digits[0] == "-" else 1) * (60 * hours + minutes)


def _timed(
    made: Moment, hour: int | None, minute: int | None, second: int | None, offset: int | None
) -> Moment:
    if hour is None:
        return made
    if made.day is None or made.month is None:
        raise NoDateError("date-invalid")
    if hour == 24 and not minute and not second:
        following = date(made.year, made.month, made.day) + timedelta(days=1)
        made, hour = replace(made, year=following.year, month=following.month, day=following.day), 0
    if hour > 23 or (minute or 0) > 59 or (second or 0) > 59:
        raise NoDateError("date-invalid")
    return Moment(made.year, made.month, made.day, hour, minute, second, offset, made.note)
