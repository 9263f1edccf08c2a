"""Whether a server works: for monitoring and for the page, about nobody and nothing in particular."""

from time import monotonic
from weakref import WeakKeyDictionary

from tahqiq.access.door import Door
from tahqiq.jobs.interruption import failed_on_full_database, standing
from tahqiq.kit.errors import Busy
from tahqiq.kit.faults import DATABASE_FULL
from tahqiq.store.database import Database

STANDING_SECONDS = 300
"""How long work may wait while nothing is done before the queue stands still. Links and search are brought up
to date between jobs, which takes minutes at most."""
LEAST_ROOM = 16 << 20
"""Bytes of the disk below which nothing can be counted on."""

TRIED_SECONDS = 20.0
"""How long it is remembered whether the disk of a database takes more: trying writes to it, and everybody may
ask."""
_tried: WeakKeyDictionary[Database, tuple[float, bool]] = WeakKeyDictionary()


def healthy(door: Door) -> None:
    """Raises ``Busy`` for what is wrong: ``database-unreachable``, ``disk-without-room``,
    ``database-disk-full``, ``queue-stands-still``."""
    waited = standing(door.workspace.database)
    if door.workspace.originals.free_bytes() < LEAST_ROOM:
        raise Busy("disk-without-room")
    if failed_on_full_database(door.workspace.database) and not _takes(door.workspace.database):
        raise Busy(DATABASE_FULL)
    if waited > STANDING_SECONDS:
        raise Busy("queue-stands-still")


def _takes(database: Database) -> bool:
    """Whether the disk of a database takes :data:`LEAST_ROOM` bytes, as tried some seconds ago at most."""
    until, takes = _tried.get(database, (0.0, False))
    if monotonic() >= until:
        takes = database.takes(LEAST_ROOM)
        _tried[database] = monotonic() + TRIED_SECONDS, takes
    return takes
