"""The one place that asks what time it is, so that tests and re-runs can set it."""

from collections.abc import Callable
from datetime import UTC, datetime

_now: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _now()


def stamp(moment: datetime | None = None) -> str:
    """A moment in UTC, the present one when None, as ISO 8601 with microseconds, e.g.
    ``2026-11-24T16:00:00.000000Z``: such texts are in the order of their moments."""
    return (moment or now()).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
