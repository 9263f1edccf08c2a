"""Unpacking one file. Asked for through :mod:`tahqiq.formats.plain_table`, in a process of its own."""

import gzip
import zlib
from pathlib import Path

LARGEST = 2**31
MOST_TIMES = 100
"""How many times larger than its file a table may be; real ones are packed to a fifth or a thirtieth."""
FREE = 16 << 20
"""Bytes that any file may unpack to."""
_PIECE = 1 << 20


def gunzip(path: Path, target: Path) -> bool | None:
    """Unpack ``path`` (gzip) into ``target``: True when all of it is there, False when it would be too much,
    None for what cannot be unpacked."""
    left = min(LARGEST, FREE + MOST_TIMES * path.stat().st_size)
    try:
        with gzip.open(path) as packed, target.open("wb") as written:
            while piece := packed.read(_PIECE):
                left -= len(piece)
                if left < 0:
                    return False
                written.write(piece)
    except (OSError, EOFError, zlib.error):
        return None
    return True
