"""What must never be stored is dropped before a file is sealed: the law forbids to keep it at all, so that no
later erasure would do.

Guards (:mod:`tahqiq.formats.guard_run`) look at a file as it comes, in a process of their own, and copy it
without what must go, counted by code.
"""

import contextlib
import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from tahqiq.formats.confined.process import SCRATCH
from tahqiq.formats.confined.task import ORDINARY, Stopped, Task
from tahqiq.kit.errors import Refused
from tahqiq.store.originals import Incoming, Sealed
from tahqiq.store.workspace import Workspace

Guarded = tuple[str, str, list[tuple[str, int]]]
_GUARDED = Task[Guarded]("tahqiq.formats.guard_run:guarded", Guarded, replace(ORDINARY, max_memory=8 << 30))


class KeptOut(Refused):
    """A file was not sealed, because what must be dropped from it could not be."""


def seal(workspace: Workspace, stream: BinaryIO, name: str) -> Sealed:
    """Seal a file that comes from outside, without what guards drop; ``dropped`` of the answer says what
    went. The one way in for such files.

    Raises ``Refused``: ``exercise-file`` for what comes from an exercise, ``exercise-takes-no-files`` in the
    workspace of one for whatever was not made there; :class:`KeptOut`: ``guarded-inside`` for an archive that
    holds a file which must be cleaned, ``guard-failed`` when a guard could not clean it; ``Damaged``
    (``guard-broken``).
    """
    if workspace.exercise:
        return _made_here(workspace, stream)
    workspace.scratch.mkdir(parents=True, exist_ok=True)
    start = stream.tell()
    with tempfile.TemporaryDirectory(prefix=SCRATCH, dir=workspace.scratch) as folder:
        into = Path(folder) / "made" / "kept"
        into.parent.mkdir()
        try:
            code, guard, dropped = _GUARDED.once(_lying(stream, Path(folder)), name, into, fills=into.parent)
        except Stopped:
            raise KeptOut("guard-failed", guard="-", path=name) from None
        stream.seek(start)
        if code:
            raise KeptOut(code, guard=guard, path=name)
        if not into.is_file():
            return workspace.seal(stream)
        with into.open("rb") as cleaned:
            return replace(workspace.seal(cleaned), dropped=tuple(dropped))


def _made_here(workspace: Workspace, stream: BinaryIO) -> Sealed:
    """A file of an exercise that was made in it; no other comes into it."""
    sealed = workspace.seal(stream)
    if not sealed.known:
        workspace.originals.remove(sealed.sha256)
        raise Refused("exercise-takes-no-files")
    return sealed


def _lying(stream: BinaryIO, folder: Path) -> Path:
    """Where the bytes of a stream lie on the disk; a copy in ``folder`` of what lies nowhere."""
    if isinstance(stream, Incoming):
        return stream.lies()
    named = getattr(stream, "name", None)
    with contextlib.suppress(OSError, ValueError):
        if isinstance(named, str) and stream.tell() == 0 and Path(named).is_file():
            return Path(named)
    given = folder / "given"
    with given.open("wb") as copy:
        shutil.copyfileobj(stream, copy, 1 << 20)
    return given
