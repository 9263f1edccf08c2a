"""Writing the file of a backup: under another name until its last byte is on the disk, so that half a file
never looks whole."""

import errno
import os
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tahqiq.kit.errors import Conflict, Damaged, NotFound, Refused
from tahqiq.store.backup.header import Header
from tahqiq.store.backup.manifest import Entry, Manifest, signed_part
from tahqiq.store.backup.stream import Sealer, stream_key
from tahqiq.store.originals import sync_directory

UNFINISHED = ".unfinished"
SIGNED = 32 + 64
"""Public key and signature (Ed25519) that stand behind the manifest."""
FLUSHED_BYTES = 16 << 20
"""After so many bytes their way to the disk is begun."""
_SQLITE_FULL = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_WRITE)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: the 32 bytes of the public key, and what makes the 64 bytes of a signature."""

    public: bytes
    sign: Callable[[bytes], bytes]


@dataclass(frozen=True, slots=True)
class Piece:
    """Content of a backup: what it is, and where its bytes are (a file, or the bytes themselves)."""

    entry: Entry
    content: Path | bytes


def _flushing(file: int) -> Callable[[int], None]:
    """What is told how many bytes were written to an open file: they begin their way to the disk while the
    next are made, so that little is left to wait for in the end."""
    due = 0

    def wrote(count: int) -> None:
        nonlocal due
        due += count
        if due >= FLUSHED_BYTES and hasattr(os, "posix_fadvise"):
            due = 0
            os.posix_fadvise(
                file, 0, 0, os.POSIX_FADV_DONTNEED
            )  # what is not on the disk is begun to be written, not dropped

    return wrote


@contextmanager
def room_for(path: Path) -> Iterator[None]:
    """Tell a full disk as what it is. Raises ``Refused`` (``backup-no-room``)."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise Refused("backup-no-room", path=str(path)) from error
        raise
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode in _SQLITE_FULL:
            raise Refused("backup-no-room", path=str(path)) from error
        raise


def check_target(target: Path) -> None:
    """Raise ``Conflict`` (``backup-file-exists``) where there is something already, ``NotFound``
    (``no-such-path``) where the folder is not."""
    if target.exists() or target.is_symlink():
        raise Conflict("backup-file-exists", path=str(target))
    if not target.parent.is_dir():
        raise NotFound("no-such-path", path=str(target.parent))


@contextmanager
def written(
    target: Path,
    header: Header,
    secret: bytes,
    manifest: Manifest,
    pieces: Sequence[Piece],
    signer: Signer,
    completed: Callable[[], Manifest] | None = None,
) -> Iterator[Callable[[], None]]:
    """Write everything beside ``target``; what is given to the block puts it in its place. Without that, or
    when anything is raised, nothing stays.

    ``completed`` is asked when all content is written and gives the manifest that is signed: as long as
    ``manifest``, with the hashes that were still being made. It stands before the content all the same.

    Raises ``Refused`` (``backup-no-room``), ``Conflict`` (``backup-file-exists``), ``Damaged``
    (``backup-content-differs``) when a file shrank or grew.
    """
    temporary = target.with_name(target.name + UNFINISHED)
    temporary.unlink(missing_ok=True)
    packed = header.packed()
    key = stream_key(secret, bytes.fromhex(header.sent), bytes.fromhex(header.key), packed)

    def place() -> None:
        try:
            os.link(temporary, target)
        except FileExistsError as error:
            raise Conflict("backup-file-exists", path=str(target)) from error
        except OSError:  # a disk without second names for a file
            check_target(target)
            temporary.rename(target)
        temporary.unlink(missing_ok=True)
        sync_directory(target.parent)

    try:
        with (
            room_for(target),
            os.fdopen(os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", 0) as out,
        ):
            out.write(packed)
            sealer = Sealer(out, key, 8 + len(manifest.packed()) + SIGNED, _flushing(out.fileno()))
            for piece in pieces:
                _pour(piece, sealer)
            sealer.finish(preface(packed, (completed() if completed else manifest).packed(), signer))
            os.fsync(out.fileno())
        yield place
    finally:
        temporary.unlink(missing_ok=True)


def preface(header: bytes, manifest: bytes, signer: Signer) -> bytes:
    """What stands before the content: the manifest, and who signed it."""
    return (
        len(manifest).to_bytes(8, "big")
        + manifest
        + signer.public
        + signer.sign(signed_part(header, manifest))
    )


def stream_length(manifest: Manifest) -> int:
    """How long the stream of a backup is before it is sealed."""
    return 8 + len(manifest.packed()) + SIGNED + sum(item.size for item in manifest.entries)


def _pour(piece: Piece, sealer: Sealer) -> None:
    if isinstance(piece.content, bytes):
        sealer.write(piece.content)
        return
    with piece.content.open("rb", buffering=0) as stream:
        size = sealer.pour(stream)
    if size != piece.entry.size:
        raise Damaged("backup-content-differs", name=piece.entry.name)
