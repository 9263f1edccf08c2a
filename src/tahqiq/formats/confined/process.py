"""A process that reads foreign bytes, seen from the one that asks it. Idle ones are kept for the next
file."""

import atexit
import contextlib
import json
import os
import select
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import IO

from tahqiq.formats.confined.wire import END, ENOUGH, read
from tahqiq.formats.reader import Limits

TICK_SECONDS = 0.2
SCRATCH = ".read-"
"""How folders begin in which members lie on their way into the seal."""
_KEPT = 2
_HEAVY = 1 << 20
"""Kilobytes of memory above which a process is not kept for the next file."""
_PATIENCE = 2.0
_idle: list["Child"] = []
_living: set["Child"] = set()
"""Every process until it is closed: one that only a forgotten reading holds would lose its pipes to the
collector while it is given back."""
_guard = Lock()


class WroteTooMuch(Exception):
    """A process filled its folder beyond what it may."""


class Child:
    """One process and its pipes."""

    def __init__(self) -> None:
        self._words: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tahqiq.formats.confined.child"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._words,
            start_new_session=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(one for one in sys.path if one)},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout
        self._ready = (
            select.poll()
        )  # select() knows no pipe beyond number 1,023, and a busy server has more open
        self._ready.register(self._out, select.POLLIN | select.POLLHUP)
        self._tick: Callable[[], None] = lambda: None
        self._until = 0.0
        self._filled: tuple[Path, int] | None = None
        self.whole = False
        """Whether it may be kept for the next file: it has ended with what it was asked last, and is
        small."""
        _living.add(self)

    def ask(self, wanted: Mapping[str, object], limits: Limits, fills: Path | None = None) -> None:
        """Ask for a reading or a task; what it writes into ``fills`` is looked at while it is waited for."""
        self._filled, self.whole = (fills, limits.max_written) if fills else None, False
        self.say(json.dumps({**wanted, "limits": asdict(limits)}))

    def say(self, line: str) -> None:
        """One line; nothing when the process is gone, which its answer tells."""
        with contextlib.suppress(BrokenPipeError):
            self._in.write(line.encode() + b"\n")
            self._in.flush()

    def answer(self, tick: Callable[[], None], silence: float) -> tuple[bytes, bytes]:
        """The next frame. Raises ``TimeoutError``, ``EOFError``, :class:`WroteTooMuch` and what ``tick``
        raises."""
        self._tick, self._until = tick, monotonic() + silence
        return read(self._out, self._exactly)

    def measure(self) -> None:
        """Raise :class:`WroteTooMuch` where its folder holds more than it may."""
        if self._filled is not None and _size(self._filled[0]) > self._filled[1]:
            raise WroteTooMuch

    def _exactly(self, stream: IO[bytes], size: int) -> bytes:
        data = bytearray(size)
        view, got = memoryview(data), 0
        while got < size:
            while not self._ready.poll(TICK_SECONDS * 1000):
                self._tick()
                self.measure()
                if monotonic() > self._until:
                    raise TimeoutError
            found = os.readv(stream.fileno(), [view[got:]])
            if not found:
                raise EOFError
            got += found
        return bytes(data)

    def dismissed(self) -> bool:
        """Say that it is enough, and wait for the end of what is on its way; False when the process does not
        listen in time."""
        self.say(ENOUGH)
        until = monotonic() + _PATIENCE
        try:
            while monotonic() < until:
                if self.answer(lambda: None, _PATIENCE)[0] == END:
                    return True
        except (TimeoutError, EOFError, ValueError):
            pass
        return False

    def alive(self) -> bool:
        return self._process.poll() is None

    def ended(self) -> int | None:
        """Its exit code, negative for a signal."""
        try:
            return self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            return None

    def took_too_long(self) -> bool:
        """Whether the system ended it for the time that it computed."""
        return self.ended() == -signal.SIGXCPU

    def last_words(self) -> str:
        """The end of what it wrote on its standard error."""
        self._words.seek(0, os.SEEK_END)
        self._words.seek(max(0, self._words.tell() - 2_000))
        return self._words.read().decode("utf-8", "replace").strip()

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        _living.discard(self)
        for pipe in (self._in, self._out, self._words):
            with contextlib.suppress(OSError):
                pipe.close()


def light(payload: bytes) -> bool:
    """Whether a process may be kept, by what it says at the end of a file of its memory."""
    return int(payload or b"0") < _HEAVY


def _size(folder: Path) -> int:
    """Bytes of the files below a folder, as far as they are there while somebody writes."""
    found = 0
    with contextlib.suppress(OSError):
        for path in folder.rglob("*"):
            with contextlib.suppress(OSError):
                found += path.lstat().st_size
    return found


def warm() -> None:
    """Start a process in advance, so that the first file does not wait for it."""
    child = _taken()
    child.whole = True
    _give_back(child)


@contextlib.contextmanager
def lent() -> Iterator[Child]:
    """A process for one question. One that ended with what it was asked (``whole``) is kept, another
    ended."""
    child = _taken()
    try:
        yield child
    except GeneratorExit:
        child.whole = child.dismissed()
        raise
    finally:
        _give_back(child)


def _taken() -> Child:
    """An idle process, or a new one."""
    with _guard:
        while _idle:
            child = _idle.pop()
            if child.alive():
                return child
            child.close()
    return Child()


def _give_back(child: Child) -> None:
    """Keep a process for the next file where it may be, else end it."""
    with _guard:
        if child.whole and child.alive() and len(_idle) < _KEPT:
            _idle.append(child)
            return
    child.close()


@atexit.register
def forget() -> None:
    """End the idle processes: at the end, and where what is installed has changed."""
    with _guard:
        while _idle:
            _idle.pop().close()
