"""The process of a reader: takes one file after the other from its standard input, gives the items on its standard output.

It ends when the pipe is closed or whoever started it is gone. Its limit of memory is set for each file; passing it is a ``MemoryError``, which a
reader tells as a problem, or the end of this process, which the other side tells.
"""

import contextlib
import json
import logging
import os
import resource
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import BinaryIO

from tahqiq.formats.confined.wire import DISK, END, FAULT, packed, write
from tahqiq.formats.reader import Item, Limits
from tahqiq.formats.registry import reader, readers

LOG = logging.getLogger("tahqiq.readers")
AHEAD = 2
"""How many items a reader may be ahead of who takes them."""
MORE, ENOUGH = "+", "-"


def main() -> None:
    """Serve until the pipe is closed."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # whatever prints must not come between the frames
    threading.Thread(target=_watch, args=(os.getppid(),), daemon=True).start()
    lines: SimpleQueue[str] = SimpleQueue()
    threading.Thread(target=_listen, args=(lines,), daemon=True).start()
    readers()
    while line := lines.get():
        if line not in (MORE, ENOUGH):  # said of the file before, when it had ended already
            _serve(json.loads(line), out, lines)


def _listen(lines: SimpleQueue[str]) -> None:
    for line in sys.stdin:
        lines.put(line.strip())
    lines.put("")


def _watch(parent: int) -> None:
    """End with whoever started this: a reader in the middle of a file hears nothing of a closed pipe."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(0)


def _serve(asked: dict[str, object], out: BinaryIO, lines: SimpleQueue[str]) -> None:
    given = asked["limits"]
    limits = Limits(**given) if isinstance(given, dict) else Limits()
    scratch = Path(str(asked["scratch"]))
    with contextlib.suppress(ValueError, OSError):  # a system that knows no such limit
        resource.setrlimit(resource.RLIMIT_DATA, (_taken() + limits.max_memory, resource.RLIM_INFINITY))
    try:
        items = reader(str(asked["reader"])).read(Path(str(asked["path"])), str(asked["name"]), limits)
        _give(items, out, scratch, lines)
        write(out, END, str(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss).encode())
    except BrokenPipeError:
        os._exit(0)
    except OSError as error:
        write(out, DISK, json.dumps([error.errno or 0, str(error)]).encode())
    except Exception as error:  # a fault of the reader: the other side tells it as one
        LOG.exception("the reader %s failed", asked["reader"])
        write(out, FAULT, f"{type(error).__name__}: {error}".encode("utf-8", "replace"))


def _give(items: Iterator[Item], out: BinaryIO, scratch: Path, lines: SimpleQueue[str]) -> None:
    """Give items until they end or are enough; waits where more than :data:`AHEAD` were not taken yet."""
    credit = AHEAD
    for number, item in enumerate(items):
        while credit < 1 or not lines.empty():
            try:
                said = lines.get(timeout=None if credit < 1 else 0)
            except Empty:
                break
            if said != MORE:
                return
            credit += 1
        write(out, *packed(item, scratch, number))
        credit -= 1


def _taken() -> int:
    """Bytes of writable memory of this process now."""
    with contextlib.suppress(OSError, ValueError, IndexError):
        return int(Path("/proc/self/statm").read_text("ascii").split()[5]) * resource.getpagesize()
    return 1 << 30


if __name__ == "__main__":
    main()
