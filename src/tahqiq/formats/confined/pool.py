"""Reading a file in a process that may die of it."""

import errno
import json
import logging
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from tahqiq.formats.confined.process import SCRATCH, WroteTooMuch, lent, light, warm
from tahqiq.formats.confined.wire import DISK, END, FAULT, MORE, unpacked
from tahqiq.formats.reader import DEFAULT_LIMITS, Item, Limits, Member, Named
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

LOG = logging.getLogger("tahqiq.readers")


class ReaderFault(RuntimeError):
    """A reader raised what no reader may raise: a fault of the program."""


def read_confined(
    reader: Named,
    path: Path,
    name: str,
    limits: Limits = DEFAULT_LIMITS,
    tick: Callable[[], None] = lambda: None,
    folder: Path | None = None,
) -> Iterator[Item]:
    """What ``reader.read(path, name, limits)`` gives, read by a process of its own; ``reader`` is installed.

    A process that ends of the file (memory, a crash in compiled code), gives nothing for
    ``limits.max_silence`` seconds, computes longer or writes more than it may, is one problem with
    ``records=1`` (``reader-stopped``, ``reader-too-slow``, ``reader-too-long``, ``reader-too-much``) after
    what it gave until then. ``tick`` is called while waiting and may raise to stop. Members lie in ``folder``
    (the system's folder for temporary files when None) until the next item is asked for. Raises ``OSError``
    for the disk, :class:`ReaderFault` for a fault of the reader, and what ``tick`` raises; the process is
    ended then.
    """
    with (
        tempfile.TemporaryDirectory(prefix=SCRATCH, dir=folder, ignore_cleanup_errors=True) as made,
        lent() as child,
    ):
        scratch = Path(made)
        child.ask(
            {"reader": reader.name, "path": str(path.absolute()), "name": name, "scratch": made},
            limits,
            scratch,
        )
        while True:
            try:
                kind, payload = child.answer(tick, limits.max_silence)
            except (TimeoutError, EOFError, WroteTooMuch) as error:
                LOG.warning(
                    "the reader %s stopped (%s): %s",
                    reader.name,
                    child.ended() if isinstance(error, EOFError) else type(error).__name__,
                    child.last_words(),
                )
                code, params = why(
                    error, child.took_too_long() if isinstance(error, EOFError) else False, limits
                )
                yield Problem(code, Place(), records=1, params={**params})
                return
            if kind == END:
                child.whole = light(payload)
                return
            if kind == DISK:
                number, told = json.loads(payload)
                if number == errno.EFBIG:
                    yield Problem(
                        "reader-too-much", Place(), records=1, params={"limit": limits.max_written >> 20}
                    )
                    return
                raise OSError(number, told)
            if kind == FAULT:
                raise ReaderFault(payload.decode("utf-8", "replace"))
            item = unpacked(kind, payload, scratch)
            yield item
            if isinstance(item, Member) and item.at is not None:
                item.at.unlink(missing_ok=True)
            child.say(MORE)


def why(error: Exception, too_long: bool, limits: Limits) -> tuple[str, dict[str, int]]:
    """The code and what fills its sentence, for the end of a process."""
    if isinstance(error, TimeoutError):
        return "reader-too-slow", {"seconds": int(limits.max_silence)}
    if isinstance(error, WroteTooMuch):
        return "reader-too-much", {"limit": limits.max_written >> 20}
    if too_long:
        return "reader-too-long", {"seconds": int(limits.max_cpu)}
    return "reader-stopped", {"limit": limits.max_memory >> 20}


__all__ = ["SCRATCH", "ReaderFault", "read_confined", "warm", "why"]
