"""The heartbeat of a running job: in a thread of its own it renews the lease, and sees within a second that
somebody wants the job to stop.

What computes long without a word (a compiled loop) looks at :attr:`Beating.stop` now and then; what reports
is told by its report.
"""

import logging
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import contextmanager
from threading import Event, Lock
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from tahqiq.kit.errors import Cancelled
from tahqiq.store.database import Database

LOG = logging.getLogger("tahqiq.jobs")
HEART_SECONDS = 0.4
_pools: "WeakKeyDictionary[Database, ThreadPoolExecutor]" = WeakKeyDictionary()
"""Few threads for each database, since each thread has a connection of its own."""
_guard = Lock()


class Beating:
    """``stop`` is an array of one byte that turns to 1 when the job is to stop."""

    def __init__(self, beat: Callable[[], None]) -> None:
        self.stop: NDArray[np.uint8] = np.zeros(1, np.uint8)
        self._beat, self._ended = beat, Event()

    def run(self) -> None:
        """Beat until the job has ended or is to stop."""
        while not self._ended.wait(HEART_SECONDS):
            try:
                self._beat()
            except Cancelled:
                self.stop[0] = 1
                return
            except Exception:  # a busy or just closed database: the next beat tries again
                LOG.debug("a heartbeat was missed", exc_info=True)

    def end(self) -> None:
        """The job has ended."""
        self._ended.set()


@contextmanager
def beating(database: Database, heart: Beating) -> Iterator[None]:
    """Let ``heart`` beat while the block runs."""
    with _guard:
        pool = _pools.get(database)
        if pool is None:
            pool = _pools[database] = ThreadPoolExecutor(4, thread_name_prefix="tahqiq-heart")
    running = pool.submit(heart.run)
    try:
        yield
    finally:
        heart.end()
        wait([running], timeout=2 * HEART_SECONDS)
