"""Scans of papers: whether a file is a picture or a PDF that can be read, looked at in a process of its
own."""

from pathlib import Path

from tahqiq.formats.confined.task import ORDINARY, Stopped, Task
from tahqiq.formats.pictures import size

_PAGES = Task["int"]("tahqiq.formats.pdf:pages", int, ORDINARY)


def is_scan(path: Path) -> bool:
    """Whether a file is a picture, or a PDF of at least one page that opens without a password."""
    sides = size(path)
    if sides is not None:
        return sides != (0, 0)
    try:
        return _PAGES.once(path) > 0
    except Stopped:
        return False
