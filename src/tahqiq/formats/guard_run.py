"""Guards at work: what must never be stored is dropped from a file before it is sealed. Asked for through
:mod:`tahqiq.collect.guards`, in a process of its own.

A guard is found by the entry-point group ``tahqiq.guards``, ours and a stranger's alike; a guard that cannot
be loaded keeps every file out, because nobody knows what it would have dropped.
"""

import logging
import lzma
import re
import shutil
import struct
import zipfile
import zlib
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

from tahqiq.formats.reader import HEAD
from tahqiq.kit.entry_points import broken, installed
from tahqiq.kit.errors import Damaged

LOG = logging.getLogger("tahqiq.guards")
GROUP = "tahqiq.guards"
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_ZIP = b"PK\x03\x04"
MOST_MEMBERS = 10_000
_UNOPENED = (
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    zipfile.BadZipFile,
    ValueError,
    struct.error,
    zlib.error,
    lzma.LZMAError,
)
Guarded = tuple[str, str, list[tuple[str, int]]]
"""Why a file stays out ("", ``guarded-inside``, ``guard-failed``), the guard that says so, and what was
dropped, each with its count."""


@runtime_checkable
class Guard(Protocol):
    """Drops from files of some kinds what must not be stored. Stateless."""

    name: str
    """Short and stable: it stands in the custody of what it cleaned."""
    version: int
    """Raised when it drops something else from the same bytes."""

    def concerns(self, head: bytes, name: str) -> bool:
        """Whether a file that starts with ``head`` (at most 64 KiB) and is called ``name`` is of a kind that
        it cleans."""
        ...

    def clean(self, given: BinaryIO, into: BinaryIO) -> Mapping[str, int]:
        """Copy ``given`` into ``into`` without what must be dropped. Returns how many things went, by code:
        letters, digits, ``.``, ``_`` and ``-``, 40 at most, never a value of the file. What it raises keeps
        the file out: cleaned in part is not cleaned."""
        ...

    def sample(self) -> tuple[bytes, str, tuple[bytes, ...]]:
        """An invented file that it cleans, what it is called, and everything in it that must not be left: the
        conformance suite stores it and looks."""
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


def guarded(path: Path, name: str, into: Path) -> Guarded:
    """Look at a file called ``name``; where something must be dropped, what may be kept is written to
    ``into``. Raises ``Damaged`` (``guard-broken``)."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    inside = _inside(head, path)
    if inside:
        return "guarded-inside", inside, []
    dropped: list[tuple[str, int]] = []
    given = path
    for guard in guards():
        if guard.concerns(head, name):
            try:
                dropped += _cleaned(guard, given, into)
            except Exception:
                LOG.exception("the guard %s failed", guard.name)
                return "guard-failed", guard.name, []
            given = into
    return "", "", dropped


def _cleaned(guard: Guard, given: Path, into: Path) -> list[tuple[str, int]]:
    beside = into.with_name(f"{into.name}.next")
    with given.open("rb") as source, beside.open("wb") as target:
        went = Counter(dict(guard.clean(source, target)))
    if not all(_CODE.fullmatch(code) and count >= 0 for code, count in went.items()):
        raise ValueError("a code that is none")
    shutil.move(beside, into)
    return [(f"{guard.name}/{guard.version} {code}", count) for code, count in sorted(went.items()) if count]


def _inside(head: bytes, path: Path) -> str:
    """The guard that a member of an archive concerns: an archive is sealed as it is, so nothing that must be
    cleaned may stand in it. A member that cannot be opened here is left to its reader."""
    if not head.startswith(_ZIP):
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            for member in archive.infolist()[:MOST_MEMBERS]:
                try:
                    with archive.open(member) as opened:
                        begins = opened.read(HEAD)
                except _UNOPENED:
                    continue
                for guard in guards():
                    if guard.concerns(begins, member.filename):
                        return guard.name
    except _UNOPENED:
        return ""
    return ""
