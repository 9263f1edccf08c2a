"""Moments and coordinates as handover files write them."""

import re
from datetime import UTC, datetime

_COMPACT = re.compile(
    r"([0-9]{4})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})([0-9]{2})(?:[.,]([0-9]{1,9}))?(Z|"
    r"[+-][0-9]{2}:?[0-9]{2})?"
)
_LETTERED = re.compile(r"([NSEW])([0-9]+)(?:\.([0-9]+))?")
_PLAIN = re.compile(r"[+-]?[0-9]{1,3}(?:\.[0-9]{1,20})?")


def iso(text: str) -> str:
    """A moment written without signs between its parts (``20240927020503+0200``), with them; anything else as
    it stands.

    >>> iso("20240927020503+0200"), iso("2024-09-27T02:05:03Z")
    ('2024-09-27T02:05:03+02:00', '2024-09-27T02:05:03Z')
    """
    found = _COMPACT.fullmatch(text.strip())
    if found is None:
        return text.strip()
    year, month, day, hour, minute, second, part, offset = found.groups()
    if offset and offset != "Z" and ":" not in offset:
        offset = f"{offset[:3]}:{offset[3:]}"
    return f"{year}-{month}-{day}T{hour}:{minute}:{second}{f'.{part}' if part else ''}{offset or ''}"


def instant(text: str) -> datetime | None:
    """The moment in UTC; None for a text that is none, or that has no zone.

    >>> instant("20240927020503+0200").isoformat()
    '2024-09-27T00:05:03+00:00'
    """
    try:
        found = datetime.fromisoformat(iso(text))
    except ValueError:
        return None
    try:
        return found.astimezone(UTC) if found.tzinfo is not None else None
    except OverflowError:
        return None


def degrees(text: str) -> float | None:
    """A latitude or longitude in decimal degrees: with a letter in front as degrees, minutes and seconds
    (``N513746.02``) or, where three digits or fewer stand before the point, as degrees (``E013.7655``);
    without one as it stands. None for anything else, or minutes and seconds beyond 59.

    >>> degrees("N513746.02"), degrees("E0144130"), degrees("E013.7655")
    (51.62945, 14.6916667, 13.7655)
    """
    plain = text.strip().upper()
    if _PLAIN.fullmatch(plain):
        value = float(plain)
        return value if abs(value) <= 180 else None
    found = _LETTERED.fullmatch(plain)
    if found is None:
        return None
    letter, whole, part = found.groups()
    own = 2 if letter in "NS" else 3
    if len(whole) <= 3:
        value = float(f"{whole}.{part or 0}")
    elif len(whole) == own + 4:
        minutes, seconds = int(whole[own : own + 2]), float(f"{whole[own + 2 :]}.{part or 0}")
        if minutes > 59 or seconds >= 60:
            return None
        value = int(whole[:own]) + minutes / 60 + seconds / 3600
    else:
        return None
    if value > (90 if letter in "NS" else 180):
        return None
    return round(-value if letter in "SW" else value, 7)
