"""What must never be stored is dropped before a file is sealed: the law forbids to keep it at all, so that no later erasure would do.

A guard looks at a file as it comes and copies it without what must go, counted by code. It is found by the entry-point group ``tahqiq.guards``,
ours and a stranger's alike; a guard that cannot be loaded keeps every file out, because nobody knows what it would have dropped.
"""

import lzma
import re
import struct
import tempfile
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import BinaryIO, Protocol, runtime_checkable

from tahqiq.formats.reader import HEAD
from tahqiq.kit.errors import Damaged, Refused
from tahqiq.kit.installed import broken, installed
from tahqiq.store.originals import Sealed
from tahqiq.store.workspace import Workspace

GROUP = "tahqiq.guards"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_ZIP = b"PK\x03\x04"
MOST_MEMBERS = 10_000


class KeptOut(Refused):
    """A file was not sealed, because what must be dropped from it could not be."""


@runtime_checkable
class Guard(Protocol):
    """Drops from files of some kinds what must not be stored. Stateless."""

    name: str
    """Short and stable: it stands in the custody of what it cleaned."""
    version: int
    """Raised when it drops something else from the same bytes."""

    def concerns(self, head: bytes, name: str) -> bool:
        """Whether a file that starts with ``head`` (at most 64 KiB) and is called ``name`` is of a kind that it cleans."""
        ...

    def clean(self, given: BinaryIO, into: BinaryIO) -> Mapping[str, int]:
        """Copy ``given`` into ``into`` without what must be dropped. Returns how many things went, by code: letters, digits, ``.``, ``_`` and ``-``,
        40 at most, never a value of the file. What it raises keeps the file out: cleaned in part is not cleaned."""
        ...

    def sample(self) -> tuple[bytes, str, tuple[bytes, ...]]:
        """An invented file that it cleans, what it is called, and everything in it that must not be left: the conformance suite stores it and looks."""
        ...


@cache
def guards() -> tuple[Guard, ...]:
    """Every installed guard by name. Raises ``Damaged`` (``guard-broken``) when one cannot be used."""
    found: dict[str, Guard] = {}
    for point, loaded in installed(GROUP, "guard"):
        if isinstance(loaded, type) or not isinstance(loaded, Guard) or loaded.name in found:
            raise Damaged("guard-broken", guard=point.name)
        found[loaded.name] = loaded
    lost = broken(GROUP, len(found))
    if lost:
        raise Damaged("guard-broken", guard=", ".join(lost))
    return tuple(found[name] for name in sorted(found))


def seal(workspace: Workspace, stream: BinaryIO, name: str) -> Sealed:
    """Seal a file that comes from outside, without what guards drop; ``dropped`` of the answer says what went. The one way in for such files.

    Raises :class:`KeptOut`: ``guarded-inside`` for an archive that holds a file which must be cleaned, ``guard-failed`` when a guard could not clean it;
    ``Damaged`` (``guard-broken``).
    """
    known = guards()
    if not known:
        return workspace.originals.seal(stream)
    start = stream.tell()
    head = stream.read(HEAD)
    stream.seek(start)
    _look_inside(known, head, stream, name)
    stream.seek(start)
    concerned = [guard for guard in known if guard.concerns(head, name)]
    if not concerned:
        return workspace.originals.seal(stream)
    workspace.scratch.mkdir(parents=True, exist_ok=True)
    dropped: list[tuple[str, int]] = []
    with tempfile.TemporaryFile(dir=workspace.scratch) as one, tempfile.TemporaryFile(dir=workspace.scratch) as other:
        given, into = stream, one
        for guard in concerned:
            into.seek(0)
            into.truncate()
            dropped += _cleaned(guard, given, into, name)
            into.seek(0)
            given, into = into, (other if into is one else one)
        return replace(workspace.originals.seal(given), dropped=tuple(dropped))


def _cleaned(guard: Guard, given: BinaryIO, into: BinaryIO, name: str) -> list[tuple[str, int]]:
    try:
        went = Counter(dict(guard.clean(given, into)))
    except Exception as error:
        raise KeptOut("guard-failed", guard=guard.name, path=name) from error
    if not all(_CODE.fullmatch(code) and count >= 0 for code, count in went.items()):
        raise KeptOut("guard-failed", guard=guard.name, path=name)
    return [(f"{guard.name}/{guard.version} {code}", count) for code, count in sorted(went.items()) if count]


def _look_inside(known: tuple[Guard, ...], head: bytes, stream: BinaryIO, name: str) -> None:
    """An archive is sealed as it is, so nothing that must be cleaned may stand in it. A member that cannot be opened here is left to its reader."""
    if not head.startswith(_ZIP):
        return
    try:
        with zipfile.ZipFile(stream) as archive:
            for member in archive.infolist()[:MOST_MEMBERS]:
                try:
                    with archive.open(member) as opened:
                        begins = opened.read(HEAD)
                except (
                    OSError,
                    EOFError,
                    RuntimeError,
                    NotImplementedError,
                    zipfile.BadZipFile,
                    ValueError,
                    struct.error,
                    zlib.error,
                    lzma.LZMAError,
                ):
                    continue
                for guard in known:
                    if guard.concerns(begins, member.filename):
                        raise KeptOut("guarded-inside", path=name, guard=guard.name)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, struct.error):
        return
