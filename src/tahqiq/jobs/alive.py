"""Keeping a job's lease while a step that cannot report is under way: a long query of an engine, a training."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

from tahqiq.jobs.register import Progress
from tahqiq.kit.errors import Cancelled

SECONDS = 5.0


@contextmanager
def kept_alive(progress: Progress, seconds: float = SECONDS) -> Iterator[None]:
    """Within it the lease is renewed from a thread beside; the work itself still has to report now and then, which is when it hears that it is to stop."""
    done = threading.Event()

    def beat() -> None:
        while not done.wait(seconds):
            try:
                progress.beat()
            except Cancelled:
                return

    thread = threading.Thread(target=beat, name="tahqiq-lease", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


__all__ = ["kept_alive"]
