"""Readers of runs and spectra, each at work in a process of its own. :func:`read` reads anything whole,
:func:`spectra` streams a library however large."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tahqiq.desks.lab.spectrum import Reading, Spectrum
from tahqiq.formats.confined.task import ORDINARY, Task
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

FORMATS = ("andi", "agilent", "mzml", "mzxml", "jcamp", "msp", "massbank")
LIMITS = replace(ORDINARY, max_memory=4 << 30)
_READ = Task[Reading]("tahqiq.desks.lab.readers.recognition:read", Reading, LIMITS, most=1 << 30)
_SPECTRA = Task["Spectrum | Problem"](
    "tahqiq.desks.lab.readers.recognition:spectra",
    Spectrum | Problem,
    replace(LIMITS, max_cpu=4 * 3600.0),
    most=None,
)
_RECOGNISED = Task[str]("tahqiq.desks.lab.readers.recognition:recognised", str)


def read(path: Path) -> Reading:
    """A file or folder read whole and sealed, see
    :func:`tahqiq.desks.lab.readers.recognition.read`. Raises what that raises, and
    :class:`~tahqiq.formats.confined.task.Stopped` (a ``WrongUse``) where it takes more than it may."""
    return _READ.once(path)


def spectra(path: Path) -> Iterator[Spectrum | Problem]:
    """The spectra of a library, one after the other, see
    :func:`tahqiq.desks.lab.readers.recognition.spectra`. Raises as :func:`read`."""
    return _SPECTRA.each(path)


def recognised(path: Path) -> str:
    """The format, by content, see :func:`tahqiq.desks.lab.readers.recognition.recognised`. Raises as
    :func:`read`."""
    return _RECOGNISED.once(path)


def in_file(name: str, place: Place) -> Place:
    """A place of one file among several.

    >>> in_file("library.msp", Place(row=7)).label()
    'library.msp · line 7'
    """
    return Place(replace(place.part, name=name), place.row, place.column)


__all__ = ["FORMATS", "in_file", "read", "recognised", "spectra"]
