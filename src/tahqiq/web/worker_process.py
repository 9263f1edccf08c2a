"""The worker in a process of its own: what it reads and computes takes no turn from whoever is answered."""

import ctypes
import logging
import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.kit.errors import TahqiqError
from tahqiq.kit.faults import interrupts
from tahqiq.web.garbage import seldom
from tahqiq.web.worker import LONGEST_REST, Worker

LOG = logging.getLogger("tahqiq.worker")
AGAIN_SECONDS = 2.0
"""How long it is waited before a process that ended by itself is followed by another."""
BEHIND = 10
"""How far the work stands behind whoever is answered where the processor is short (nice; in a session of its
own that would count for nothing on Linux)."""
PATIENCE = 3.0
"""Seconds that a process has to end when it is told to."""
EXCUSE_SECONDS = 2.0
"""How long the database may take to write that a job is left."""
LOOK_SECONDS = 1.0
"""How often the worker looks whether its server is still there."""
_PR_SET_PDEATHSIG = 1
"""prctl(2)."""


class Apart(threading.Thread):
    """Keeps one process at the work of the workspace in ``root`` until :meth:`stop`. It ends with this one,
    however this one ends; what it was at is taken up again."""

    def __init__(self, root: Path) -> None:
        super().__init__(name="tahqiq-apart", daemon=True)
        self._root, self._told, self._guard = root, threading.Event(), threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Start it, and another one when it ends unasked."""
        while True:
            with self._guard:
                if self._told.is_set():
                    return
                command = [sys.executable, "-m", "tahqiq.web.worker_process", str(self._root.absolute())]
                try:
                    self._process = process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 (our own program)
                except OSError as error:  # no memory or no process left: they come back
                    LOG.warning("the worker cannot begin: %s", error)
                    process = None
            code = process.wait() if process is not None else None
            if self._told.wait(AGAIN_SECONDS):
                return
            LOG.warning("the worker ended (%s); another one begins", code)

    def stop(self) -> None:
        """Have it end, and wait for that."""
        self._told.set()
        with self._guard:
            process = self._process
        if process is None:
            return
        with suppress(OSError, subprocess.TimeoutExpired):
            process.communicate(timeout=PATIENCE)
        if process.poll() is None:
            process.kill()
            process.wait()


def main(root: str) -> None:
    """Work until the other end of the standard input is closed, or whoever started this is gone."""
    for ignored in (
        signal.SIGINT,
        signal.SIGHUP,
    ):  # Ctrl+C and a closed terminal reach it too; it ends when the server does
        signal.signal(ignored, signal.SIG_IGN)
    _die_with_parent()
    workers: list[Worker] = []
    threading.Thread(target=_end_with, args=(os.getppid(), workers), daemon=True).start()
    os.nice(BEHIND)
    with seldom():
        worker = _begun(Path(root))
        workers.append(worker)
        worker.start()
        worker.join()
    os._exit(1)  # it stopped by itself, which it never should: another one begins


def _die_with_parent() -> None:
    """Have Linux end this process with the one that started it: what computes in one long step hears nothing
    of a closed pipe."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)


def _begun(root: Path) -> Worker:
    """The worker of a workspace, as soon as that can be opened."""
    wait = AGAIN_SECONDS
    while True:
        try:
            return Worker(Door.opened(root))
        except TahqiqError as error:
            if not interrupts(error):
                raise
            LOG.warning("the worker cannot begin: %s", error)
        time.sleep(wait)
        wait = min(LONGEST_REST, 2 * wait)


def _end_with(parent: int, workers: list[Worker]) -> None:
    """End with the server, whatever is being done: a job under way is not waited for, as when the machine
    stops."""
    closed = threading.Event()

    def listen() -> None:
        sys.stdin.buffer.read()
        closed.set()

    threading.Thread(target=listen, daemon=True).start()
    while not closed.wait(LOOK_SECONDS) and os.getppid() == parent:
        pass
    for worker in workers:  # that the job is left is written where the database answers; it is not waited for
        excused = threading.Thread(target=worker.stop, daemon=True)
        excused.start()
        excused.join(EXCUSE_SECONDS)
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1])
