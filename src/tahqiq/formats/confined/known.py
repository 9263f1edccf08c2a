"""Which readers there are and which one fits a file, asked of a reader's process: the server holds their
names, never their code."""

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from tahqiq.formats.confined.task import ORDINARY, Stopped, Task
from tahqiq.formats.reader import Confidence
from tahqiq.kit.errors import NotFound

ENOUGH = 0.1
"""Below this confidence a file counts as recognised by nobody."""
_LIMITS = replace(ORDINARY, max_memory=1 << 30, max_silence=60.0, max_cpu=60.0)


@dataclass(frozen=True, slots=True)
class Form:
    """A reader by what :class:`tahqiq.formats.reader.Reader` says of itself."""

    name: str
    version: int
    title: str
    suffixes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A reader with how sure it is of a file, and why."""

    reader: Form
    confidence: Confidence


_FORMS = Task["list[tuple[str, int, str, tuple[str, ...]]]"](
    "tahqiq.formats.registry:reader_list", list[tuple[str, int, str, tuple[str, ...]]]
)
_ASKED = Task["list[tuple[str, float, str]]"](
    "tahqiq.formats.registry:asked", list[tuple[str, float, str]], _LIMITS
)


@cache
def forms() -> tuple[Form, ...]:
    """Every installed reader by name.

    >>> "delimited" in [form.name for form in forms()]
    True
    """
    return tuple(Form(*one) for one in _FORMS.once())


def form(name: str) -> Form:
    """The reader called ``name``. Raises :class:`NotFound` (``no-such-format``) when none is installed under
    it."""
    for one in forms():
        if one.name == name:
            return one
    raise NotFound("no-such-format", name=name, known=", ".join(item.name for item in forms()))


def candidates(path: Path, name: str) -> tuple[Candidate, ...]:
    """Every reader that recognises the file, the surest first; ``name`` is what its owner called it. Nobody,
    where looking at it takes more than it may. Raises ``OSError`` for the disk."""
    try:
        found = _ASKED.once(path, name)
    except Stopped:
        return ()
    return tuple(Candidate(form(one), Confidence(score, why)) for one, score, why in found)


def choose(path: Path, name: str) -> tuple[Form, Confidence] | None:
    """The reader that is surest of the file and at least :data:`ENOUGH` sure; None when nobody is."""
    for candidate in candidates(path, name):
        if candidate.confidence.score >= ENOUGH:
            return candidate.reader, candidate.confidence
    return None


__all__ = ["ENOUGH", "Candidate", "Form", "candidates", "choose", "form", "forms"]
