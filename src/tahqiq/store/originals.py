"""Sealed originals: content-addressed by SHA-256, written once, never changed."""

import hashlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tahqiq.kit.errors import Damaged

CHUNK = 8 << 20


@dataclass(frozen=True, slots=True)
class Sealed:
    """What sealing returns: the SHA-256 (64 hex digits), the size in bytes, and whether the same content was sealed before. ``dropped`` is what had to go
    before, each with its count (``tahqiq.formats.guards``)."""

    sha256: str
    size: int
    known: bool
    dropped: tuple[tuple[str, int], ...] = ()


class Originals:
    """The directory of sealed originals, ``aa/bb/<sha256>``."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def path(self, sha256: str) -> Path:
        """Where the original is; raises :class:`Damaged` when it is not there."""
        found = self._place(sha256)
        if not found.is_file():
            raise Damaged("original-missing", sha256=sha256)
        return found

    def seal(self, stream: BinaryIO) -> Sealed:
        """Copy ``stream`` under the name of its hash: temporary name, fsync, rename, read-only."""
        self._root.mkdir(parents=True, exist_ok=True)
        temporary = self._root / f".incoming-{os.getpid()}-{os.urandom(6).hex()}"
        state, size = hashlib.sha256(), 0
        try:
            with temporary.open("xb") as out:
                while block := stream.read(CHUNK):
                    state.update(block)
                    size += len(block)
                    out.write(block)
                out.flush()
                os.fsync(out.fileno())
            return self._keep(temporary, state.hexdigest(), size)
        finally:
            temporary.unlink(missing_ok=True)

    def _keep(self, temporary: Path, sha256: str, size: int) -> Sealed:
        place = self._place(sha256)
        known = place.is_file()
        if not known:
            place.parent.mkdir(parents=True, exist_ok=True)
            temporary.chmod(0o400)
            temporary.rename(place)
            sync_directory(place.parent)
        return Sealed(sha256, size, known)

    def differing(self, sha256: str) -> bool:
        """Whether the stored bytes no longer have the hash that names them."""
        with self.path(sha256).open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() != sha256

    def remove(self, sha256: str) -> None:
        """Remove an original by lawful order; nothing else calls this."""
        self._place(sha256).unlink(missing_ok=True)

    def all(self) -> Iterator[str]:
        """The hashes of all originals that are there, in order."""
        for path in sorted(self._root.glob("??/??/*")):
            yield path.name

    def sweep(self) -> None:
        """Remove what a crash left half copied."""
        for path in self._root.glob(".incoming-*"):
            path.unlink(missing_ok=True)

    def free_bytes(self) -> int:
        """Free space on the disk of the originals."""
        self._root.mkdir(parents=True, exist_ok=True)
        return shutil.disk_usage(self._root).free

    def _place(self, sha256: str) -> Path:
        return self._root / sha256[:2] / sha256[2:4] / sha256


def sync_directory(path: Path) -> None:
    """Make a rename in ``path`` durable."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
