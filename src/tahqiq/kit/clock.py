"""The one place that asks what time it is, so that tests and re-runs can set it."""

import time
from collections.abc import Callable
from datetime import UTC, datetime

_TIMER: int = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)
"""Since the machine was started; on Linux it goes on while the machine sleeps."""
_now: Callable[[], datetime] = lambda: datetime.now(UTC)  # noqa: E731
_steady: Callable[[], float] = lambda: time.clock_gettime(_TIMER)  # noqa: E731


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _now()


def steady() -> float:
    """Seconds of a timer that nobody sets: only differences mean something, and only until the machine is
    started anew."""
    return _steady()


def stamp(moment: datetime | None = None) -> str:
    """A moment in UTC, the present one when None, as ISO 8601 with microseconds, e.g.
    ``2026-11-24T16:00:00.000000Z``: such texts are in the order of their moments."""
    return (moment or now()).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
