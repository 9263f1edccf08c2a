"""What is said of a file that no reader knows."""

from pathlib import Path

from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem
from tahqiq.model.source import Source

_PACKED = (".xlsx", ".xlsm", ".xlsb", ".ods", ".docx", ".odt", ".pptx", ".zip")
"""Endings of files that are archives inside: what is none of these, and has such a name, is damaged."""


def unread(source: Source) -> Problem:
    """Why no reader knows a file, as far as that can be said."""
    ending = Path(source.name).suffix.lower()
    if not source.size:
        return Problem("document-empty", Place(Part(0)), records=0)
    if ending in _PACKED:
        return Problem("document-not-as-named", Place(Part(0)), records=1, params={"ending": ending})
    return Problem("format-unrecognised", Place(Part(0)), records=1)
