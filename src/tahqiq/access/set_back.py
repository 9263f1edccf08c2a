"""Whether the times of the log's entries go forward, as a clock does that nobody sets back."""

import json
from datetime import datetime, timedelta

TOLERANCE = timedelta(minutes=5)
"""Entries of acts that ran side by side, and a clock that a time server puts right, differ by less."""


class Steady:
    """Takes the entries in their order and names each with which the clock went back."""

    def __init__(self) -> None:
        self._latest = ""
        self._before = datetime.min.replace(tzinfo=None)

    def back(self, no: int, data: bytes) -> list[tuple[str, dict[str, str | int]]]:
        """Catalogue code and parameters where this entry is earlier than the one before by more than :data:`TOLERANCE`; what is no entry is named elsewhere."""
        try:
            at = str(json.loads(data)["at"])
            moment = datetime.fromisoformat(at).replace(tzinfo=None)
        except (ValueError, TypeError, KeyError):
            return []
        before, latest = self._before, self._latest
        self._before, self._latest = moment, at
        return [("clock-went-back", {"leaf": no, "at": at, "before": latest})] if latest and before - moment > TOLERANCE else []
