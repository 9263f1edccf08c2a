"""Sealed originals of the desk that may be read."""

from tahqiq.casework.closed_originals import require_open
from tahqiq.desk import Desktop
from tahqiq.kit.errors import NotFound
from tahqiq.model.source import Source


def source_of(at: Desktop, identity: str) -> Source:
    """A source of the desk's file that can be read. Raises ``NotFound`` (``no-such-source``, ``source-due``,
    ``source-erased``), ``Refused`` (``original-closed``)."""
    found = at.bench.source(identity)
    if found.case != at.home:
        raise NotFound("no-such-source", no=identity)
    require_open(at.bench.door, at.actor, "source-rows", found)
    return found
