"""Who holds a job or a lock: a process of a machine, told apart from another that got its number later, so
that one that has ended holds nothing."""

import os
import secrets
import socket
from functools import cache
from pathlib import Path


def me() -> str:
    """This process: machine, space of process numbers, number, and when it began (in ticks since the
    machine's start; 0 where that is not told)."""
    return f"{_place()}:{os.getpid()}:{_begun(os.getpid())}"


def own() -> str:
    """This process doing one thing of its own: told apart from whatever else it does at the time."""
    return f"{me()}:{secrets.token_hex(4)}"


def gone(holder: str) -> bool:
    """Whether ``holder`` (made by :func:`me`, perhaps with more after it) was a process of this machine that
    has ended; False where that cannot be said.

    >>> gone(me()), gone("another-machine:1:2:3"), gone("")
    (False, False, False)
    """
    place = _place()
    if not holder.startswith(f"{place}:"):
        return False
    number, _, begun = holder[len(place) + 1 :].partition(":")
    begun = begun.partition(":")[0]
    if not (number.isdecimal() and begun.isdecimal()):
        return False
    return _begun(int(number)) != int(begun) if int(begun) else not _runs(int(number))


@cache
def _place() -> str:
    try:
        space = str(os.stat("/proc/self/ns/pid").st_ino)
    except OSError:
        space = "0"
    return f"{socket.gethostname().replace(':', '.')}:{space}"


def _begun(number: int) -> int:
    """The start of a process, 0 where it is not running or the system does not tell; a zombie has ended."""
    try:
        fields = (
            (Path("/proc") / str(number) / "stat").read_text("utf-8", "replace").rsplit(")", 1)[1].split()
        )
    except (OSError, IndexError):
        return 0
    return 0 if fields[0] in ("Z", "X") else int(fields[19])


def _runs(number: int) -> bool:
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
