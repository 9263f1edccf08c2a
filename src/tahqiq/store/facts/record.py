"""One record of an event as it is shown: every column, node numbers for parties, places and devices."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tahqiq.store.facts.columns import NULL64

_CLOCK = re.compile(r":|\d\s*(?:am|pm|a\.m|p\.m|ص|م|پ|د)(?!\w)", re.IGNORECASE)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class FactRecord:
    """What one row of one original says of one event.

    ``a`` acted towards ``b`` (node numbers, None when unknown); ``side`` 0 when place, device and SIM are
    those of ``a``, 1 of ``b``; ``start`` aware in UTC, ``start_text`` as it stood, ``zone`` the IANA zone it
    was read in ("" = the text carried its own offset); ``seconds`` duration; ``amount`` in ``currency``;
    ``source, part, row, serial, key`` the place in the original; ``mark`` a hash of the number that the
    source itself gives the record; ``book`` in whose account statement it stands (0 = of ``a``, 1 = of
    ``b``, None = in none).
    """

    kind: str
    source: int
    part: int
    row: int
    serial: int
    key: int
    class_no: int
    a: int | None
    b: int | None
    side: int
    start: datetime | None
    start_text: str | None
    zone: str | None
    seconds: int | None
    place: int | None
    place2: int | None
    device: int | None
    sim: int | None
    amount: Decimal | None
    currency: str | None
    service: str | None
    text: str | None
    mark: int | None = None
    book: int | None = None


Address = tuple[int, int, int, int, int]
"""Source, part, row, serial, key: the place of a record."""


def address(record: FactRecord) -> Address:
    """Where the record stands."""
    return record.source, record.part, record.row, record.serial, record.key


def moment(micros: int) -> datetime | None:
    """An aware UTC time of µs since 1970, None for null.

    >>> moment(1_700_000_000_000_000).isoformat()
    '2023-11-14T22:13:20+00:00'
    """
    return None if micros == NULL64 else EPOCH + timedelta(microseconds=micros)


def day_of(start: datetime | None, written: str | None, zone: str | None) -> str:
    """The day (``2024-03-08``, as ``zone`` counts days) of a time that was written as a day without a time
    and so stands at its midnight; "" for a time.

    >>> midnight = datetime(2024, 3, 7, 21, tzinfo=UTC)
    >>> day_of(midnight, "08/03/2024", "Asia/Baghdad"), day_of(midnight, "08/03/2024 00:00", "Asia/Baghdad")
    ('2024-03-08', '')
    """
    if start is None or not written or _CLOCK.search(written):
        return ""
    groups = re.findall(r"\d+", written)
    if not 0 < len(groups) <= 3 or sum(map(len, groups)) > 8:
        return ""
    try:
        local = start.astimezone(ZoneInfo(zone or "UTC"))
    except (ZoneInfoNotFoundError, ValueError, OverflowError):
        return ""
    return (
        local.date().isoformat()
        if (local.hour, local.minute, local.second, local.microsecond) == (0, 0, 0, 0)
        else ""
    )


def micros(value: datetime) -> int:
    """µs since 1970 of an aware time. Raises ``ValueError`` for a naive one: the zone is never guessed."""
    if value.tzinfo is None:
        raise ValueError("a time without zone")
    return (value - EPOCH) // timedelta(microseconds=1)


def optional(value: int, null: int) -> int | None:
    """``value`` unless it is the reserved null."""
    return None if value == null else value
