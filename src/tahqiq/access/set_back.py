"""Whether the times of the log's entries go forward, as a clock does that nobody sets back."""

from collections.abc import Mapping
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=5)
"""Entries of acts that ran side by side, and a clock that a time server puts right, differ by less."""


class Steady:
    """Takes the entries in their order and names each with which the clock went back."""

    def __init__(self) -> None:
        self._latest: tuple[datetime, str] | None = None

    def back(self, no: int, said: Mapping[str, object]) -> list[tuple[str, dict[str, str | int]]]:
        """Catalogue code and parameters where this entry is earlier than the one before by more than
        :data:`TOLERANCE`; what is no entry is named elsewhere."""
        try:
            at = str(said["at"])
            moment = datetime.fromisoformat(at).replace(tzinfo=None)
        except (ValueError, KeyError):
            return []
        before, self._latest = self._latest, (moment, at)
        return (
            [("clock-went-back", {"leaf": no, "at": at, "before": before[1]})]
            if before and before[0] - moment > TOLERANCE
            else []
        )
