"""Reading a file in a process that may die of it. Idle processes are kept for the next file."""

import atexit
import contextlib
import json
import logging
import os
import select
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import IO

from tahqiq.formats.confined.child import ENOUGH, MORE
from tahqiq.formats.confined.wire import DISK, END, FAULT, read, unpacked
from tahqiq.formats.reader import DEFAULT_LIMITS, Item, Limits, Member, Reader
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

LOG = logging.getLogger("tahqiq.readers")
TICK_SECONDS = 0.2
_KEPT = 2
_HEAVY = 1 << 20
"""Kilobytes of memory above which a process is not kept for the next file."""
_PATIENCE = 2.0
_idle: list["_Child"] = []
_living: set["_Child"] = set()
"""Every process until it is closed: one that only a forgotten reading holds would lose its pipes to the collector while it is given back."""
_guard = Lock()
SCRATCH = ".read-"
"""How folders begin in which members lie on their way into the seal."""


class ReaderFault(RuntimeError):
    """A reader raised what no reader may raise: a fault of the program."""


def read_confined(
    reader: Reader,
    path: Path,
    name: str,
    limits: Limits = DEFAULT_LIMITS,
    tick: Callable[[], None] = lambda: None,
    folder: Path | None = None,
) -> Iterator[Item]:
    """What ``reader.read(path, name, limits)`` gives, read by a process of its own; ``reader`` is installed.

    A process that ends of the file (memory, a crash in compiled code), or gives nothing for ``limits.max_silence`` seconds, is one problem with
    ``records=1`` (``reader-stopped``, ``reader-too-slow``) after what it gave until then. ``tick`` is called while waiting and may raise to stop.
    Members lie in ``folder`` (the system's folder for temporary files when None) until the next item is asked for.
    Raises ``OSError`` for the disk, :class:`ReaderFault` for a fault of the reader, and what ``tick`` raises; the process is ended then.
    """
    scratch = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=folder))
    child = _taken()
    done = False
    try:
        child.ask(reader.name, path, name, limits, scratch)
        while True:
            try:
                kind, payload = child.answer(tick, limits.max_silence)
            except TimeoutError:
                yield Problem("reader-too-slow", Place(), records=1, params={"seconds": int(limits.max_silence)})
                return
            except EOFError:
                LOG.warning("the reader %s stopped (%s): %s", reader.name, child.ended(), child.last_words())
                yield Problem("reader-stopped", Place(), records=1, params={"limit": limits.max_memory >> 20})
                return
            if kind == END:
                done = int(payload or b"0") < _HEAVY
                return
            if kind == DISK:
                number, told = json.loads(payload)
                raise OSError(number, told)
            if kind == FAULT:
                raise ReaderFault(payload.decode("utf-8", "replace"))
            item = unpacked(kind, payload, scratch)
            yield item
            if isinstance(item, Member) and item.at is not None:
                item.at.unlink(missing_ok=True)
            child.say(MORE)
    except GeneratorExit:
        done = child.dismissed()
        raise
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
        _give_back(child, done)


class _Child:
    """One process and its pipes."""

    def __init__(self) -> None:
        self._words: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - closed with the process
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tahqiq.formats.confined.child"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._words, start_new_session=True,
        )  # fmt: skip
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._in, self._out = self._process.stdin, self._process.stdout
        self._ready = select.poll()  # select() knows no pipe beyond number 1,023, and a busy server has more open
        self._ready.register(self._out, select.POLLIN | select.POLLHUP)
        self._tick: Callable[[], None] = lambda: None
        self._until = 0.0
        _living.add(self)

    def ask(self, reader: str, path: Path, name: str, limits: Limits, scratch: Path) -> None:
        asked = {"reader": reader, "path": str(path.absolute()), "name": name, "limits": asdict(limits), "scratch": str(scratch)}
        self.say(json.dumps(asked))

    def say(self, line: str) -> None:
        """One line; nothing when the process is gone, which its answer tells."""
        with contextlib.suppress(BrokenPipeError):
            self._in.write(line.encode() + b"\n")
            self._in.flush()

    def answer(self, tick: Callable[[], None], silence: float) -> tuple[bytes, bytes]:
        """The next frame. Raises ``TimeoutError``, ``EOFError`` and what ``tick`` raises."""
        self._tick, self._until = tick, monotonic() + silence
        return read(self._out, self._exactly)

    def _exactly(self, stream: IO[bytes], size: int) -> bytes:
        data = bytearray(size)
        view, got = memoryview(data), 0
        while got < size:
            while not self._ready.poll(TICK_SECONDS * 1000):
                self._tick()
                if monotonic() > self._until:
                    raise TimeoutError
            found = os.readv(stream.fileno(), [view[got:]])
            if not found:
                raise EOFError
            got += found
        return bytes(data)

    def dismissed(self) -> bool:
        """Say that it is enough, and wait for the end of what is on its way; False when the process does not listen in time."""
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


def warm() -> None:
    """Start a process in advance, so that the first file does not wait for it."""
    _give_back(_taken(), True)


def _taken() -> _Child:
    with _guard:
        while _idle:
            child = _idle.pop()
            if child.alive():
                return child
            child.close()
    return _Child()


def _give_back(child: _Child, whole: bool) -> None:
    with _guard:
        if whole and child.alive() and len(_idle) < _KEPT:
            _idle.append(child)
            return
    child.close()


@atexit.register
def _end() -> None:
    with _guard:
        while _idle:
            _idle.pop().close()
