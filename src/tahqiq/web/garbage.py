"""Rarer looks for garbage while the server runs: answering a large chart makes so many small objects that a
third of the time went into looking."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 50)
"""After how many new objects, and how many younger looks, each generation is looked through (the first two
numbers of Python's own are 700 and 10)."""


@contextmanager
def seldom() -> Iterator[None]:
    """Leave out what is loaded already, and look less often; as before afterwards. Nothing is kept longer
    that is not part of a cycle. Where the program around it has left something out already, this leaves out
    nothing more."""
    before = gc.get_threshold()
    left_out = gc.get_freeze_count()
    if not left_out:
        gc.collect()
        gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)
        if not left_out:
            gc.unfreeze()
