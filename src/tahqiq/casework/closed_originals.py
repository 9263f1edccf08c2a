"""Originals that a register of the workspace keeps closed (:mod:`tahqiq.access.closed`): what a register says
binds whoever asks for the file, wherever they ask."""

from tahqiq.access.door import Door
from tahqiq.kit.errors import NotFound, Refused
from tahqiq.model.scope import Actor
from tahqiq.model.source import GONE, Source


def is_closed(door: Door, person: str, sha256: str) -> bool:
    """Whether a register keeps an original closed to a person ("" : the file is to leave the program):
    itself, something that stands in it, or something in which it stands. An archive would let out what it
    holds."""
    return door.closed.is_closed(person, sha256)


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
