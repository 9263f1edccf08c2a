"""The one place that asks what time it is, so that tests and re-runs can set it."""

from collections.abc import Callable
from datetime import UTC, datetime

_now: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _now()


def stamp() -> str:
    """The present moment as ISO 8601 in UTC with microseconds, e.g. ``2026-11-24T16:00:00.000000Z``."""
    return now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
