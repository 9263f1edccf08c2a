"""The process of a reader: takes one file after the other from its standard input, gives the items on its
standard output.

It ends when the pipe is closed or whoever started it is gone. Its limit of memory is set for each file;
passing it is a ``MemoryError``, which a reader tells as a problem, or the end of this process, which the
other side tells.
"""

import contextlib
import importlib
import json
import logging
import os
import resource
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO, cast, get_args, get_origin, get_type_hints

from tahqiq.formats.confined.plain import codec
from tahqiq.formats.confined.wire import (
    DISK,
    END,
    ENOUGH,
    FAULT,
    MEMBER,
    MORE,
    REFUSED,
    TASK,
    packed,
    packed_values,
    write,
)
from tahqiq.formats.reader import DEFAULT_LIMITS, Limits
from tahqiq.formats.registry import reader, readers
from tahqiq.kit.errors import TahqiqError

LOG = logging.getLogger("tahqiq.readers")
AHEAD, WINDOW = 2, 1 << 15
"""How many items a reader may be ahead of who takes them, or how many bytes of small ones: thousands of
problems would else travel one by one."""
MANY, MOMENT = 200, 0.02
"""How many items of a task travel together, and for how many seconds one waits for others."""
REFUSAL = codec(tuple[str, str, dict[str, str | int]])
"""An error that a person can be told: its class, its code and what fills its sentence."""
_ALARM_SECONDS = int(DEFAULT_LIMITS.max_silence) + 30
"""After so long in one step of compiled code, whoever waits has given the file up."""


def main() -> None:
    """Serve until the pipe is closed."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not come between the frames
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    lines: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what it holds is not for the disk
    readers()
    while line := lines.get():
        if line not in (MORE, ENOUGH):  # said of the file before, when it had ended already
            _serve(json.loads(line), out, lines)


def _most_memory() -> int:
    """The most memory that this process has had, in kilobytes. Linux counts in ``ru_maxrss`` what whoever
    started it had at that moment, so that no process of a large server was kept for a second file."""
    with (
        contextlib.suppress(OSError, ValueError, StopIteration),
        open("/proc/self/status", encoding="ascii") as lines,
    ):
        return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1])
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _listen(lines: SimpleQueue[str]) -> None:
    for line in sys.stdin:
        lines.put(line.strip())
    lines.put("")


def _watch(parent: int) -> None:
    """End with whoever started this: a reader in the middle of a file hears nothing of a closed pipe. The
    system's alarm ends one that does not even come to look."""
    while os.getppid() == parent:
        signal.alarm(_ALARM_SECONDS)
        time.sleep(1)
    os._exit(0)


def _serve(asked: dict[str, object], out: BinaryIO, lines: SimpleQueue[str]) -> None:
    given = asked["limits"]
    limits = Limits(**given) if isinstance(given, dict) else Limits()
    _bounded(limits)
    try:
        if "task" in asked:
            _do(str(asked["task"]), cast(list[object], asked["given"]), out, lines)
        else:
            scratch = Path(str(asked["scratch"]))
            items = reader(str(asked["reader"])).read(Path(str(asked["path"])), str(asked["name"]), limits)
            _give((packed(item, scratch, number) for number, item in enumerate(items)), out, lines)
        write(out, END, str(_most_memory()).encode())
    except BrokenPipeError:
        os._exit(0)
    except TahqiqError as error:
        if "task" not in asked:
            write(out, FAULT, f"{type(error).__name__}: {error}".encode("utf-8", "replace"))
            return
        write(out, REFUSED, packed_values([(type(error).__name__, error.code, error.params)], REFUSAL[0]))
    except OSError as error:
        write(out, DISK, json.dumps([error.errno or 0, str(error)]).encode())
    except Exception as error:  # a fault of the reader: the other side tells it as one
        LOG.exception("%s failed", asked.get("task") or asked.get("reader"))
        write(out, FAULT, f"{type(error).__name__}: {error}".encode("utf-8", "replace"))


def _bounded(limits: Limits) -> None:
    """Limits of memory, of the time that is computed from now on, and of one file that is written. A system
    that knows no such limit goes without."""
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_DATA, (_taken() + limits.max_memory, resource.RLIM_INFINITY))
    with contextlib.suppress(ValueError, OSError):
        used = resource.getrusage(resource.RUSAGE_SELF)
        resource.setrlimit(
            resource.RLIMIT_CPU,
            (int(used.ru_utime + used.ru_stime + limits.max_cpu) + 1, resource.RLIM_INFINITY),
        )
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_FSIZE, (limits.max_written, resource.RLIM_INFINITY))


def _do(task: str, given: list[object], out: BinaryIO, lines: SimpleQueue[str]) -> None:
    """Call the function ``module:name`` and give what it returns; an iterator item by item, some at once."""
    module, _, name = task.partition(":")
    function = getattr(importlib.import_module(module), name)
    kind = get_type_hints(function, include_extras=True)["return"]
    answer = function(*(Path(str(one["path"])) if isinstance(one, dict) else one for one in given))
    if get_origin(kind) is not Iterator:
        write(out, TASK, packed_values([answer], codec(kind)[0]))
        return
    pack = codec(get_args(kind)[0])[0]
    _give(((TASK, packed_values(some, pack)) for some in _together(answer)), out, lines)


def _together(items: Iterator[object]) -> Iterator[list[object]]:
    """Items as they come within a moment, so that small ones do not travel alone."""
    some: list[object] = []
    until = time.monotonic() + MOMENT
    for item in items:
        some.append(item)
        if len(some) >= MANY or time.monotonic() > until:
            yield some
            some, until = [], time.monotonic() + MOMENT
    if some:
        yield some


def _give(frames: Iterator[tuple[bytes, bytes]], out: BinaryIO, lines: SimpleQueue[str]) -> None:
    """Give frames until they end or are enough; waits where more than :data:`AHEAD` were not taken yet, or
    many small ones."""
    ahead: deque[int] = deque()
    for kind, payload in frames:
        while _far(ahead) or not lines.empty():
            try:
                said = lines.get(timeout=None if _far(ahead) else 0)
            except Empty:
                break
            if said != MORE:
                return
            if ahead:
                ahead.popleft()
        write(out, kind, payload)
        ahead.append(WINDOW if kind == MEMBER else len(payload))


def _far(ahead: "deque[int]") -> bool:
    """Whether a reader is as far ahead of who takes its frames as it may be; a member counts by what lies on
    the disk."""
    return len(ahead) >= AHEAD and (len(ahead) >= MANY or sum(ahead) >= WINDOW)


def _taken() -> int:
    """Bytes of writable memory of this process now."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
    return 1 << 30


if __name__ == "__main__":
    main()
