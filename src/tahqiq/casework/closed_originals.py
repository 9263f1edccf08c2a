"""Originals that a register of the workspace keeps closed, to everybody or to all but whom somebody named:
what a register says binds whoever asks for the file, wherever they ask.

What is closed closes what holds it and what it holds (:mod:`tahqiq.store.containers`).

Registers are found by the entry points ``tahqiq.closed``: functions of the door, the id of a person ("" : the
file is to leave the program) and the SHA-256 of an original.
"""

from collections.abc import Callable
from functools import cache
from typing import cast

from tahqiq.access.door import Door
from tahqiq.kit.entry_points import installed
from tahqiq.kit.errors import NotFound, Refused
from tahqiq.model.scope import Actor
from tahqiq.model.source import GONE, Source
from tahqiq.store.containers import connected

GROUP = "tahqiq.closed"
Closing = Callable[[Door, str, str], bool]


@cache
def closing() -> tuple[Closing, ...]:
    """The registers that are installed."""
    return tuple(
        cast(Closing, loaded)
        for _, loaded in installed(GROUP, "register of closed originals")
        if callable(loaded)
    )


def is_closed(door: Door, person: str, sha256: str) -> bool:
    """Whether a register keeps an original closed to a person: itself, something that stands in it, or
    something in which it stands. An archive would let out what it holds."""
    registers = closing()
    return any(
        register(door, person, one)
        for one in (connected(door.workspace.database, sha256) if registers else ())
        for register in registers
    )


def require_there(source: Source) -> None:
    """Raises ``NotFound`` (``source-due``, ``source-erased``) for a source of which nobody reads anything."""
    if source.state in GONE:
        raise NotFound("source-due" if source.state == "due" else "source-erased", id=source.id)


def require_open(door: Door, actor: Actor, act: str, source: Source) -> None:
    """Ask before anything of an original is read again or handed out. Raises ``NotFound`` (``source-due``,
    ``source-erased``), ``Refused`` (``original-closed``, in the log)."""
    require_there(source)
    if is_closed(door, actor.id, source.sha256):
        door.audit.refused(actor, act, source.id, "original-closed", source.case)
        raise Refused("original-closed", name=source.name)
