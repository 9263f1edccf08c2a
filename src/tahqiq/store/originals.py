"""Sealed originals: content-addressed by SHA-256, written once, never changed."""

import hashlib
import io
import os
import shutil
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tahqiq.kit.errors import Damaged

CHUNK = 8 << 20
SPARE = 256 << 20
"""Bytes of the disk that no file that comes in may take."""
LOOK = 64 << 20
"""Bytes that are written before it is asked again how much room there is."""
STALLED = 3_600
"""Seconds after which nobody sends the rest of a file any more."""
_COMING = ".incoming-"


@dataclass(frozen=True, slots=True)
class Sealed:
    """What sealing returns: the SHA-256 (64 hex digits), the size in bytes, and whether the same content was
    sealed before. ``dropped`` is what had to go before, each with its count (``tahqiq.collect.guards``)."""

    sha256: str
    size: int
    known: bool
    dropped: tuple[tuple[str, int], ...] = ()


class NoRoom(Exception):
    """The disk has no room left for a file that comes in."""


class Incoming(io.RawIOBase):
    """A file on its way in, which lies where it will be sealed and is hashed while it is written. Made with
    its first byte; closed without being sealed it goes.

    Written from its beginning to its end, then read; :meth:`Originals.seal` gives it its name instead of
    copying it. ``before`` is called before the first byte is kept, and nothing is made when it raises. Raises
    :class:`NoRoom` when less than :data:`SPARE` bytes of the disk would be left.
    """

    def __init__(self, root: Path) -> None:
        super().__init__()
        self._root, self._path = root, _unused(root)
        self._state, self._room, self.size = hashlib.sha256(), 0, 0
        self._file: io.FileIO | None = None
        self.before: Callable[[], None] | None = None

    def write(self, data: "bytes | bytearray | memoryview") -> int:  # type: ignore[override]
        """Add bytes at the end."""
        view = memoryview(data).cast("B")
        if self.before is not None:
            self.before()
            self.before = None
        if self._room < len(view):
            self._root.mkdir(parents=True, exist_ok=True)
            self._room = min(shutil.disk_usage(self._root).free - SPARE, LOOK + len(view))
            if self._room < len(view):
                raise NoRoom
        out = self._opened()
        self._state.update(view)
        at = 0
        while at < len(view):
            at += out.write(view[at:]) or 0
        self._room -= len(view)
        self.size += len(view)
        return len(view)

    def _opened(self) -> io.FileIO:
        if self._file is None:
            self._root.mkdir(parents=True, exist_ok=True)
            self._file = io.FileIO(os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "r+")
        return self._file

    def readable(self) -> bool:
        """It is."""
        return True

    def seekable(self) -> bool:
        """It is, for reading."""
        return True

    def readinto(self, buffer: "bytearray | memoryview") -> int | None:  # type: ignore[override]
        """Bytes from where it stands."""
        return self._opened().readinto(buffer)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Stand elsewhere to read."""
        return self._opened().seek(offset, whence)

    def tell(self) -> int:
        """Where it stands."""
        return self._file.tell() if self._file is not None else 0

    def lies(self) -> Path:
        """Where what has come so far lies on the disk."""
        self._opened()
        return self._path

    def finished(self) -> tuple[Path, str, int]:
        """Make sure that all of it is on the disk: where it lies, its SHA-256 and its size."""
        os.fsync(self._opened().fileno())
        return self._path, self._state.hexdigest(), self.size

    def close(self) -> None:
        """Take it away unless it was sealed."""
        if self._file is not None:
            self._file.close()
            self._path.unlink(missing_ok=True)
            self._file = None
        super().close()


def _unused(root: Path) -> Path:
    """A name for a file on its way in."""
    return root / f"{_COMING}{os.getpid()}-{os.urandom(6).hex()}"


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
        """Copy ``stream`` under the name of its hash: temporary name, fsync, rename, read-only. What came in
        by :meth:`incoming` is not copied."""
        if isinstance(stream, Incoming):
            return self._keep(*stream.finished())
        self._root.mkdir(parents=True, exist_ok=True)
        temporary = _unused(self._root)
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

    def incoming(self) -> Incoming:
        """A place for a file that comes in from somebody, which costs nothing until its first byte."""
        return Incoming(self._root)

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

    def there(self, sha256: str) -> bool:
        """Whether the original is here; whether its bytes are right, :meth:`differing` says."""
        return self._place(sha256).exists()

    def remove(self, sha256: str) -> None:
        """Remove an original by lawful order, or one that nobody was told of; nothing else calls this."""
        self._place(sha256).unlink(missing_ok=True)

    def all(self) -> Iterator[str]:
        """The hashes of all originals that are there, in order."""
        for path in sorted(self._root.glob("??/??/*")):
            yield path.name

    def sweep(self) -> None:
        """Remove what a crash left half copied: a file on its way in of which nothing has come for
        :data:`STALLED` seconds."""
        for path in self._root.glob(f"{_COMING}*"):
            with suppress(FileNotFoundError):  # it was sealed meanwhile
                if time.time() - path.stat().st_mtime > STALLED:
                    path.unlink()

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
