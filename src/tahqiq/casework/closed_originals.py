"""Originals that a register of the workspace keeps closed, to everybody or to all but whom somebody named: what a register says binds whoever asks for the file, wherever they ask.

Registers are found by the entry points ``tahqiq.closed``: functions of the door, the id of a person ("" : the file is to leave the program) and the SHA-256 of an original.
"""

from collections.abc import Callable
from functools import cache
from typing import cast

from tahqiq.access.door import Door
from tahqiq.kit.installed import installed

GROUP = "tahqiq.closed"
Closing = Callable[[Door, str, str], bool]


@cache
def closing() -> tuple[Closing, ...]:
    """The registers that are installed."""
    return tuple(cast(Closing, loaded) for _, loaded in installed(GROUP, "register of closed originals") if callable(loaded))


def is_closed(door: Door, person: str, sha256: str) -> bool:
    """Whether a register keeps an original closed to a person."""
    return any(register(door, person, sha256) for register in closing())
