"""The collector of cycles, run less often while many records are made: it walks over all that lives, and
finds nothing where nothing is a cycle."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

OBJECTS = 200_000
"""How many objects are made between two runs; the interpreter's own 700 are meant for programs that make
fewer."""

_LOCK = Lock()
_INSIDE: list[tuple[int, int, int]] = []


@contextmanager
def seldom_collected() -> Iterator[None]:
    """While it is open, in any thread, cycles are looked for after each 200,000 objects; afterwards as
    before. What is in no cycle is freed at once, as ever.

    >>> before = gc.get_threshold()
    >>> with seldom_collected(), seldom_collected():
    ...     gc.get_threshold()[0]
    200000
    >>> gc.get_threshold() == before
    True
    """
    with _LOCK:
        _INSIDE.append(_INSIDE[0] if _INSIDE else gc.get_threshold())
        gc.set_threshold(max(OBJECTS, _INSIDE[0][0]), 20, 20)
    try:
        yield
    finally:
        with _LOCK:
            before = _INSIDE.pop()
            if not _INSIDE:
                gc.set_threshold(*before)
