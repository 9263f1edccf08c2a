"""Which readers there are and which one fits a file. Ours and a stranger's come through the same entry-point
group."""

import warnings
from dataclasses import dataclass
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from pathlib import Path

from tahqiq.formats.reader import HEAD, NO, Confidence, Reader
from tahqiq.kit.errors import NotFound

GROUP = "tahqiq.formats"
ENOUGH = 0.1
"""Below this confidence a file counts as recognised by nobody."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reader with how sure it is of a file, and why."""

    reader: Reader
    confidence: Confidence


@cache
def readers() -> tuple[Reader, ...]:
    """Every installed reader by name. One that cannot be loaded is left out with a ``UserWarning`` naming it
    and the reason.

    >>> "delimited" in [reader.name for reader in readers()]
    True
    """
    found: dict[str, Reader] = {}
    for point in sorted(entry_points(group=GROUP), key=lambda item: item.name):
        loaded = _load(point)
        if loaded is not None:
            found.setdefault(loaded.name, loaded)
    return tuple(found[name] for name in sorted(found))


def reader(name: str) -> Reader:
    """The reader called ``name``; raises :class:`NotFound` (``no-such-format``) when none is installed under
    it."""
    for one in readers():
        if one.name == name:
            return one
    raise NotFound("no-such-format", name=name, known=", ".join(item.name for item in readers()))


def candidates(path: Path, name: str) -> tuple[Candidate, ...]:
    """Every reader that recognises the file, the surest first; ``name`` is what its owner called it. Raises
    ``OSError`` for the disk."""
    with path.open("rb") as file:
        head = file.read(HEAD)
    return recognise(head, name)


def recognise(head: bytes, name: str) -> tuple[Candidate, ...]:
    """The same for a head in memory; equally sure readers stand in the order of their names."""
    asked = [Candidate(one, _ask(one, head, name)) for one in readers()]
    fitting = [candidate for candidate in asked if candidate.confidence.score > 0]
    return tuple(sorted(fitting, key=lambda item: (-item.confidence.score, item.reader.name)))


def choose(path: Path, name: str) -> tuple[Reader, Confidence] | None:
    """The reader that is surest of the file and at least :data:`ENOUGH` sure; None when nobody is."""
    for candidate in candidates(path, name):
        if candidate.confidence.score >= ENOUGH:
            return candidate.reader, candidate.confidence
    return None


def reader_list() -> list[tuple[str, int, str, tuple[str, ...]]]:
    """Name, version, title and endings of every reader, for :mod:`tahqiq.formats.confined.known`."""
    return [(one.name, one.version, one.title, tuple(one.suffixes)) for one in readers()]


def asked(path: Path, name: str) -> list[tuple[str, float, str]]:
    """:func:`candidates` by name, score and reason."""
    return [(one.reader.name, one.confidence.score, one.confidence.why) for one in candidates(path, name)]


def _ask(one: Reader, head: bytes, name: str) -> Confidence:
    try:
        return one.sniff(head, name)
    except Exception as error:  # noqa: BLE001 - a reader from elsewhere must not stop the choice among the others
        warnings.warn(f"reader {one.name} failed to look at a file: {error!r}", stacklevel=2)
        return NO


def _load(point: EntryPoint) -> Reader | None:
    try:
        loaded: object = point.load()
    except Exception as error:  # noqa: BLE001 - a broken extra package must not take the other formats with it
        warnings.warn(f"format {point.name} cannot be loaded: {error!r}", stacklevel=2)
        return None
    if not isinstance(loaded, Reader):
        warnings.warn(f"format {point.name} is not a Reader", stacklevel=2)
        return None
    return loaded
