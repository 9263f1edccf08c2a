"""Wrong passwords for names that nobody has: counted and locked as for others, so that a lock does not tell who is there."""

from collections.abc import Callable
from datetime import datetime
from threading import Lock

from tahqiq.kit.ids import digest

MOST = 100_000
"""Names that are remembered; the oldest are forgotten first."""


class Strangers:
    """Sign-in names without an account, as long as one server lives. After ``most`` failures a name is locked until what ``until`` says."""

    def __init__(self, most: int, until: Callable[[], datetime]) -> None:
        self._most, self._until = most, until
        self._failures: dict[bytes, int] = {}
        self._locked: dict[bytes, datetime] = {}
        self._guard = Lock()

    def locked(self, login: str, now: datetime) -> bool:
        """Whether the name is locked at a time."""
        with self._guard:
            until = self._locked.get(digest(login))
            return until is not None and until > now

    def failed(self, login: str) -> None:
        """Count a failure; the one that is too many locks the name and begins anew."""
        name = digest(login)
        with self._guard:
            failures = self._failures.pop(name, 0) + 1
            if failures >= self._most:
                self._locked[name] = self._until()
            else:
                self._failures[name] = failures
            for kept in (self._failures, self._locked):
                while len(kept) > MOST:
                    del kept[next(iter(kept))]
