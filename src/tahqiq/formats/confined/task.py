"""A named function of foreign bytes, done in a process that may die of them: the one way in which the server
has anything parsed that no reader reads.

    READ = Task[Reading]("tahqiq.desks.lab.readers.recognition:read", Reading)
    reading = READ.once(path)

The function lies in a module that the server never imports (``tests/project/test_parsers.py``). Its
annotation says what it returns, and the task declares the same.
"""

import errno
import json
import logging
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore
from typing import Generic, TypeVar, cast

from tahqiq.formats.confined.plain import Make, codec
from tahqiq.formats.confined.pool import why
from tahqiq.formats.confined.process import WroteTooMuch, lent, light
from tahqiq.formats.confined.wire import DISK, END, FAULT, MORE, REFUSED, TASK, unpacked_values
from tahqiq.formats.reader import Limits
from tahqiq.kit import errors
from tahqiq.kit.errors import TahqiqError, WrongUse
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

LOG = logging.getLogger("tahqiq.readers")
ORDINARY = Limits(max_memory=2 << 30, max_silence=300.0, max_cpu=600.0, max_written=4 << 30)
"""What a parser of a desk may take where its task says nothing else."""
QUICK = Limits(max_memory=512 << 20, max_silence=30.0, max_cpu=20.0, max_written=64 << 20)
"""What a parser may take for whom somebody waits."""
MOST = 512 << 20
"""Bytes that come back of one call at most where all of it is held in memory."""
_SLOTS = BoundedSemaphore(max(2, os.cpu_count() or 1))
"""How many tasks with one answer are done at once: more of them would only take memory and time from each
other."""
_REFUSAL = codec(tuple[str, str, dict[str, str | int]])[1]
T = TypeVar("T")
Given = str | int | float | bool | Path | None


class Stopped(WrongUse):
    """The process of a parser ended at a limit or of its file: ``reader-stopped``, ``reader-too-slow``,
    ``reader-too-long``, ``reader-too-much``."""

    def problem(self, place: Place | None = None) -> Problem:
        """The same as a problem of a file."""
        return Problem(self.code, place or Place(), records=1, params=dict(self.params))


@dataclass(frozen=True)
class Task(Generic[T]):
    """What is asked of a parser: ``function`` is ``module:name``, ``gives`` the type of what it returns or,
    where that is an iterator, of each item.

    ``most`` are the bytes that come back of one call; None where nobody holds them all.
    """

    function: str
    gives: object
    limits: Limits = ORDINARY
    most: int | None = MOST

    def once(self, *given: Given, fills: Path | None = None, tick: Callable[[], None] = lambda: None) -> T:
        """The answer of a function that is no iterator. ``fills`` is a folder that it writes into, of at most
        ``limits.max_written`` bytes.

        Raises what the function raises of :mod:`tahqiq.kit.errors`, :class:`Stopped`, ``OSError`` for the
        disk, and what ``tick`` (called while waiting) raises.
        """
        with _SLOTS:
            (answer,) = self.each(*given, fills=fills, tick=tick)
        return answer

    def each(
        self, *given: Given, fills: Path | None = None, tick: Callable[[], None] = lambda: None
    ) -> Iterator[T]:
        """The items of an iterator as they come. Raises as :meth:`once`."""
        make, came = codec(self.gives)[1], 0
        with lent() as child:
            asked = [{"path": str(one.absolute())} if isinstance(one, Path) else one for one in given]
            child.ask({"task": self.function, "given": asked}, self.limits, fills)
            while True:
                try:
                    kind, payload = child.answer(tick, self.limits.max_silence)
                    child.measure()
                except (TimeoutError, EOFError, WroteTooMuch) as error:
                    LOG.warning(
                        "%s stopped (%r, %s): %s",
                        self.function,
                        error,
                        child.ended() if isinstance(error, EOFError) else "",
                        child.last_words(),
                    )
                    raise self._stopped(
                        error, isinstance(error, EOFError) and child.took_too_long()
                    ) from None
                if kind == END:
                    child.whole = light(payload)
                    return
                came += len(payload)
                if self.most is not None and came > self.most:
                    raise Stopped("reader-too-much", limit=self.most >> 20)
                if kind == REFUSED:
                    child.whole = True
                    raise _refusal(payload)
                yield from self._items(kind, payload, make)
                child.say(MORE)

    def _items(self, kind: bytes, payload: bytes, make: Make) -> list[T]:
        if kind == DISK:
            number, told = json.loads(payload)
            raise (
                Stopped("reader-too-much", limit=self.limits.max_written >> 20)
                if number == errno.EFBIG
                else OSError(number, told)
            )
        if kind == FAULT:
            LOG.error("%s failed: %s", self.function, payload.decode("utf-8", "replace"))
            raise self._stopped(EOFError(), False)
        if kind != TASK:
            raise ValueError("no item of a task")
        return cast("list[T]", unpacked_values(payload, make))

    def _stopped(self, error: Exception, too_long: bool) -> Stopped:
        code, params = why(error, too_long, self.limits)
        return Stopped(code, **params)


def _refusal(payload: bytes) -> TahqiqError:
    name, code, params = cast("tuple[str, str, dict[str, str | int]]", unpacked_values(payload, _REFUSAL)[0])
    kind = getattr(errors, name, WrongUse)
    return (
        kind(code, **params)
        if isinstance(kind, type) and issubclass(kind, TahqiqError)
        else WrongUse(code, **params)
    )
