"""Whether a server works: for monitoring and for the page, about nobody and nothing in particular."""

from tahqiq.access.door import Door
from tahqiq.jobs.interruption import standing
from tahqiq.kit.errors import Busy

STANDING_SECONDS = 300
"""How long work may wait while nothing is done before the queue stands still. Links and search are brought up
to date between jobs, which takes minutes at most."""
LEAST_ROOM = 16 << 20
"""Bytes of the disk below which nothing can be counted on."""


def healthy(door: Door) -> None:
    """Raises ``Busy`` for what is wrong: ``database-unreachable``, ``disk-without-room``,
    ``queue-stands-still``."""
    waited = standing(door.workspace.database)
    if door.workspace.originals.free_bytes() < LEAST_ROOM:
        raise Busy("disk-without-room")
    if waited > STANDING_SECONDS:
        raise Busy("queue-stands-still")
