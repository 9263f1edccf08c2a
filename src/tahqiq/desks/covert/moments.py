"""How this desk writes moments and days."""

from datetime import UTC, datetime


def stamp_or_none(moment: datetime | None) -> str | None:
    """As :func:`stamp`; None for no moment."""
    return stamp(moment) if moment is not None else None


def stamp(when: datetime) -> str:
    """A moment in UTC to the second.

    >>> stamp(datetime.fromisoformat("2026-01-01T00:00:00+03:00"))
    '2025-12-31T21:00:00Z'
    """
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
