"""The rows of a kept log of doors, one by one."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from tahqiq.desks.custody.doors.record import Passes


class Pass(NamedTuple):
    """One row: who, when (UTC), through which door, which way, and the row of the file."""

    badge: str
    at: datetime
    door: str
    way: str
    row: int


def passes_in(body: Passes) -> Iterator[Pass]:
    """The rows of a stretch."""
    for badge, door, late, way, row in zip(body.badge, body.door, body.late, body.way, body.row, strict=True):
        yield Pass(body.badges[badge], body.begins + timedelta(seconds=late), body.doors[door], way, row)
