"""Originals that a register of the workspace keeps closed (:mod:`tahqiq.access.closed`): what a register says
binds whoever asks for the file, wherever they ask."""

from tahqiq.access.door import Door
from tahqiq.kit.errors import Refused
from tahqiq.model.scope import Actor
from tahqiq.model.source import GONE, Source, gone


def require_there(source: Source) -> None:
    """Raises ``NotFound`` (``source-due``, ``source-erased``) for a source of which nobody reads anything."""
    if source.state in GONE:
        raise gone(source)


def require_open(door: Door, actor: Actor, act: str, source: Source) -> None:
    """Ask before anything of an original is read again or handed out. Raises ``NotFound`` (``source-due``,
    ``source-erased``), ``Refused`` (``original-closed``, in the log)."""
    require_there(source)
    if door.closed.is_closed(actor.id, source.sha256):
        door.audit.refused(actor, act, source.id, "original-closed", source.case)
        raise Refused("original-closed", name=source.name)
