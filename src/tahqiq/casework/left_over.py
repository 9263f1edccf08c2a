"""What a crash between sealing and queueing left: swept at a start, because nobody was told that it was
taken. Everything else without a row stays, for ``verify`` to name."""

import time

from tahqiq.access.door import Door
from tahqiq.access.struck import PROGRAM
from tahqiq.store.lost_originals import rows_since, unlisted

SWEEP = "sweep-original"
"""The act of the entry that says that an original nobody was told of was taken away; its object is the
hash."""
SECONDS = 3_600
"""How old such a file must be: nothing is under way for so long between sealing and the register."""


def sweep_originals(door: Door) -> int:
    """Remove originals without a row that were sealed since deposits are rows, at least an hour ago, and
    whose deposit is not in the log; how many. The caller has made sure that no job is under way."""
    known = rows_since(door.workspace.database)
    if known is None:
        return 0
    since, until = known.timestamp(), time.time() - SECONDS
    originals = door.workspace.originals
    left = [
        sha256
        for sha256 in unlisted(door.workspace)
        if since <= originals.path(sha256).stat().st_mtime <= until
    ]
    acknowledged = (
        {leaf.object for leaf in door.audit.leaves() if leaf.act == "deposit"} if left else set[str]()
    )
    swept = [sha256 for sha256 in left if sha256 not in acknowledged]
    for sha256 in swept:
        with door.audit.act(PROGRAM, SWEEP, sha256):
            originals.remove(sha256)
    return len(swept)
