"""Short turns while the server runs: the worker reads files in the same process, and nobody who searches is
to wait for it."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

TURN = 0.0005
"""Seconds after which a thread lets another one go on (Python's own: 0.005). An answer takes several turns,
so each of them counts many times."""


@contextmanager
def short_turns() -> Iterator[None]:
    """Let threads take turns more often; as before afterwards."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(TURN)
    try:
        yield
    finally:
        sys.setswitchinterval(before)
