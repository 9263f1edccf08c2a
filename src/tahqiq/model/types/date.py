"""Dates and times with the precision they were written in, as beginnings of ISO 8601."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import ClassVar

from tahqiq.kit.locale import format_date
from tahqiq.kit.text import tidy_code
from tahqiq.model.types.base import Clean, Cleaned, Context, PropertyType
from tahqiq.model.types.codes import SCIENTIFIC, is_placeholder
from tahqiq.model.types.date_order import date_order
from tahqiq.model.types.date_parse import EARLIEST, LATEST, Moment, NoDateError, Rules, parse_moment
from tahqiq.model.types.zones import to_utc

_YEAR = r"(?:1[6-9]|2[01])[0-9]{2}"
_NO_DEFAULT = (
    r"(?:0[2-689]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])|(?:01|07)-(?:0[2-9]|1[0-9]|2[0-8])|(?:0[13-9]|"
    r"1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31"
)
_TIME = r"T(?:[01][0-9]|2[0-3])(?::[0-5][0-9](?::[0-5][0-9])?)?Z"
_NUMBER = re.compile(r"[0-9]{1,13}(?:\.[0-9]+)?")


class DateType(PropertyType):
    """A date or moment. Canonical: ``2024``, ``2024-03``, ``2024-03-01``, ``2024-03-01T10:15:00Z``; years
    1600 to 2199.

    * Digits may be Arabic or Persian, months words in English, Arabic (كانون الثاني, يناير) or Kurdish.
    * Day first or month first is judged over all texts given together; without proof day first is taken
    (``date-order-assumed``), with ``context.date_order`` that (``date-order-contradicts`` where a text can
    only be read the other way).
    * A time with an offset is moved to UTC. One without is moved from ``context.zone``; without that it stays
    local, has no ``Z`` and is noted (``zone-missing``). Fractions of seconds are dropped.
    * Two-digit years are noted (``date-two-digit-year``): up to ten years ahead of ``context.now`` this
    century, else the last.
    * Hijri where the text says so (هـ, AH, names of months) or ``context.calendar`` does: tabular
    (:mod:`tahqiq.model.types.hijri`), noted. A year from 1300 to 1500 without that is not used
    (``date-perhaps-hijri``).
    * Bare numbers are dates only with ``context.serials``. 1 January and 1 July without a time are noted
    (``date-default-day``).

    Raises ``WrongUse`` (``unknown-zone``) for a zone that does not exist, nothing else.

    >>> DateType().clean("٣ كانون الثاني ٢٠٢٤").value
    '2024-01-03'
    >>> DateType().clean("1/3/2024 10:15", Context(zone="Asia/Baghdad")).value
    '2024-03-01T07:15Z'
    """

    name: ClassVar[str] = "date"
    exact: ClassVar[str] = rf"{_YEAR}-(?:{_NO_DEFAULT})|{_YEAR}-(?:(?:{_NO_DEFAULT})|0[17]-01){_TIME}"

    def clean_many(self, values: Sequence[str], context: Context) -> Cleaned:
        rules = rules_for(values, context)
        pairs = [_clean(value, rules, context) for value in values]
        return Cleaned([pair.value for pair in pairs], [pair.note for pair in pairs])

    def clean_one(self, value: str, context: Context) -> Clean:
        return _clean(value, rules_for([value], context), context)

    def compare(self, left: str, right: str) -> float:
        """1 the same, 0.9 one more precise than the other, 0.8 day and month exchanged, 0.6 same year with a
        default day, else 0."""
        short, long = sorted((left.rstrip("Z"), right.rstrip("Z")), key=len)
        if short == long:
            return 1.0
        if long.startswith(short):
            return 0.9
        one, two = left[:10].split("-"), right[:10].split("-")
        if len(one) == len(two) == 3 and one[0] == two[0]:
            if (one[1], one[2]) == (two[2], two[1]):
                return 0.8
            return 0.6 if is_default_day(left) or is_default_day(right) else 0.0
        return 0.0

    def key(self, value: str) -> str:
        return value

    def caution(self, value: str) -> str | None:
        """``date-default-day`` for 1 January and 1 July, as :func:`is_default_day` says.

        >>> DateType().caution("1985-07-01"), DateType().caution("1985-07-02")
        ('date-default-day', None)
        """
        return "date-default-day" if is_default_day(value) else None

    def display(self, value: str, locale: str) -> str:
        return format_date(value, locale)


def is_default_day(value: str) -> bool:
    """Whether a cleaned date is 1 January or 1 July without a time: in Iraq usually "only the year is known".

    >>> is_default_day("1985-07-01"), is_default_day("1985-07-01T08:00Z")
    (True, False)
    """
    return len(value) == 10 and value[4:] in ("-01-01", "-07-01")


def rules_for(texts: Sequence[str], context: Context) -> Rules:
    """How the ambiguous texts of one column are meant: by the context, else by their evidence, else day first
    and not proven."""
    order = context.date_order or date_order(texts)
    return Rules(order or "dmy", order is not None, context.calendar, context.now.year + 10)


def moment(text: str, rules: Rules, context: Context) -> Moment:
    """The parts of a text, moved to UTC (``offset`` 0) where its offset or ``context.zone`` is known; raises
    ``NoDateError``."""
    serial = _NUMBER.fullmatch(text.strip()) if context.serials else None
    made = (_from_serial(float(text), context) if serial else None) or parse_moment(text, rules)
    if made.hour is None or made.month is None or made.day is None:
        return made
    local = datetime(made.year, made.month, made.day, made.hour, made.minute or 0, made.second or 0)
    if made.offset is not None:
        return _moved(made, local - timedelta(minutes=made.offset), None)
    if context.zone is None:
        return made
    utc, note = to_utc(local, context.zone)
    return _moved(made, utc, note)


def _moved(made: Moment, utc: datetime, note: str | None) -> Moment:
    minute = utc.minute if made.minute is not None or utc.minute else None
    return Moment(
        utc.year,
        utc.month,
        utc.day,
        utc.hour,
        minute,
        made.second if made.second is None else utc.second,
        0,
        made.note or note,
    )


def _from_serial(number: float, context: Context) -> Moment | None:
    """Days of a spreadsheet (1900 or 1904 system) or seconds or milliseconds since 1970 UTC; None outside the
    years we read."""
    if context.serials.startswith("excel"):
        base = datetime(1899, 12, 30) if context.serials == "excel1900" else datetime(1904, 1, 1)
        if not 1 <= number < 120_000 or (context.serials == "excel1900" and number < 61):
            return None
        found = base + timedelta(seconds=round(number * 86_400))
        if number == int(number):
            return Moment(found.year, found.month, found.day)
        return Moment(found.year, found.month, found.day, found.hour, found.minute, found.second)
    seconds = number / 1000 if context.serials == "unix-ms" else number
    if not 10_000 <= seconds < 7_000_000_000:
        return None
    found = datetime.fromtimestamp(int(seconds), UTC)
    return Moment(found.year, found.month, found.day, found.hour, found.minute, found.second, 0)


def iso(made: Moment) -> str:
    """A moment as canonical text, ``Z`` only where it is in UTC."""
    text = f"{made.year:04d}"
    for mark, part in (
        ("-", made.month),
        ("-", made.day),
        ("T", made.hour),
        (":", made.minute),
        (":", made.second),
    ):
        if part is None:
            break
        text += f"{mark}{part:02d}"
    return text + ("Z" if made.offset == 0 and made.hour is not None else "")


def _clean(value: str, rules: Rules, context: Context) -> Clean:
    text = tidy_code(value)
    if not text:
        return Clean(None)
    if is_placeholder(text):
        return Clean(None, "placeholder")
    if SCIENTIFIC.fullmatch(text):
        return Clean(None, "number-in-scientific-notation")
    try:
        made = moment(text, rules, context)
    except NoDateError as problem:
        return Clean(None, str(problem))
    if not EARLIEST <= made.year <= LATEST:
        return Clean(None, "date-invalid")
    result = iso(made)
    missing = "zone-missing" if made.hour is not None and made.offset is None else None
    return Clean(result, made.note or missing or ("date-default-day" if is_default_day(result) else None))


__all__ = ["DateType", "is_default_day", "iso", "moment", "rules_for"]
