"""Pictures among the originals, looked at and made small in a process of its own. One that takes more than it
may counts as none."""

from dataclasses import dataclass, replace
from pathlib import Path

from tahqiq.formats.confined.task import QUICK, Stopped, Task


@dataclass(frozen=True, slots=True)
class Drawn:
    """A picture as JPEG, with its width and height."""

    data: bytes
    width: int
    height: int


_LIMITS = replace(QUICK, max_memory=2 << 30, max_cpu=60.0, max_silence=60.0)
_SIZE = Task["tuple[int, int] | None"]("tahqiq.formats.picture:size", tuple[int, int] | None, QUICK)
_SQUARE = Task["bytes | None"]("tahqiq.formats.picture:square", bytes | None, _LIMITS)
_WITHIN = Task["Drawn | None"]("tahqiq.formats.picture:within", Drawn | None, _LIMITS)


def size(path: Path) -> tuple[int, int] | None:
    """Width and height as a browser shows it, (0, 0) of a picture that unfolds to more than a program should
    hold; None for what is no picture."""
    try:
        return _SIZE.once(path)
    except Stopped:
        return None


def square(path: Path, side: int) -> bytes | None:
    """The middle of a picture as a square JPEG of ``side`` pixels, the same bytes each time; None for what is
    no picture."""
    try:
        return _SQUARE.once(path, side)
    except Stopped:
        return None


def within(path: Path, widest: int) -> Drawn | None:
    """A picture no wider or higher than ``widest`` as JPEG; None for what is no picture."""
    try:
        return _WITHIN.once(path, widest)
    except Stopped:
        return None
