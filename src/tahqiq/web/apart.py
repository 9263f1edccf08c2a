"""The worker in a process of its own: what it reads and computes takes no turn from whoever is answered."""

import logging
import os
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.web.garbage import seldom
from tahqiq.web.worker import Worker

LOG = logging.getLogger("tahqiq.worker")
AGAIN_SECONDS = 2.0
"""How long it is waited before a process that ended by itself is followed by another."""
BEHIND = 10
"""How far the work stands behind whoever is answered where the processor is short (nice; in a session of its own that would count for nothing on Linux)."""
PATIENCE = 3.0
"""Seconds that a process has to end when it is told to."""


class Apart(threading.Thread):
    """Keeps one process at the work of the workspace in ``root`` until :meth:`stop`. It ends with this one, however this one ends; what it was at is taken up again."""

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
                command = [sys.executable, "-m", "tahqiq.web.apart", str(self._root.absolute())]
                self._process = process = subprocess.Popen(command, stdin=subprocess.PIPE)  # noqa: S603 (our own program)
            code = process.wait()
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
        with suppress(OSError):
            process.communicate(timeout=PATIENCE)
        if process.poll() is None:
            process.kill()
            process.wait()


def main(root: str) -> None:
    """Work until the other end of the standard input is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches it too; it ends when the server does
    os.nice(BEHIND)
    worker = Worker(Door.opened(Path(root)))
    with seldom():
        worker.start()
        sys.stdin.buffer.read()
        worker.stop()
    os._exit(0)  # a job under way is not waited for, as when the machine stops


if __name__ == "__main__":
    main(sys.argv[1])
