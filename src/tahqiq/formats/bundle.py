"""A signed bundle opened. Asked for through :mod:`tahqiq.products.bundle.checker`, in a process of its
own."""

import hashlib
import zipfile
import zlib
from pathlib import Path

from tahqiq.kit.bundle_format import DATE

_MOST = 64 << 20


Looked = tuple[str, bytes, bytes, list[tuple[str, str, bool]], bool]


def looked(path: Path, manifest: str, signature: str) -> Looked:
    """Why it cannot be read ("" : it can), the bytes of manifest and signature, every entry with its SHA-256
    ("" where it cannot be unpacked) and whether it is stored as a bundle stores files, as often as it stands
    there, and whether the entries lie side by side."""
    try:
        with zipfile.ZipFile(path) as book:
            found = [(info.filename, _sha256(book, info), _plain(info)) for info in book.infolist()]
            return "", _read(book, manifest), _read(book, signature), found, _close(book)
    except (
        OSError,
        zipfile.BadZipFile,
        KeyError,
        ValueError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        zlib.error,
    ) as fault:
        return str(fault) or type(fault).__name__, b"", b"", [], False


def _plain(info: zipfile.ZipInfo) -> bool:
    """Whether an entry is stored as a bundle stores files: no link, no program, nothing compressed, no
    remark."""
    return (info.external_attr >> 16, info.compress_type, info.date_time, info.comment) == (
        0o644,
        zipfile.ZIP_STORED,
        DATE,
        b"",
    )


def _close(book: zipfile.ZipFile) -> bool:
    """Whether the entries lie side by side from the first byte to the directory, and the directory ends the
    file: a program that reads a ZIP from its beginning finds what lies between."""
    stream, place = book.fp, 0
    if stream is None or book.comment:
        return False
    for info in sorted(book.infolist(), key=lambda one: one.header_offset):
        if info.header_offset != place:
            return False
        stream.seek(place)
        head = stream.read(30)
        name, more = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
        place += 30 + name + more + info.compress_size
    stream.seek(0, 2)
    return place == book.start_dir and stream.tell() == book.start_dir + _directory(book)


def _directory(book: zipfile.ZipFile) -> int:
    """The bytes of the directory of a file as large as this and of its end, which a large file has in a
    second form too."""
    size = sum(46 + len(info.orig_filename.encode("utf-8")) + len(info.extra) for info in book.infolist())
    large = book.start_dir > zipfile.ZIP64_LIMIT or len(book.infolist()) > zipfile.ZIP_FILECOUNT_LIMIT
    return size + 22 + (76 if large else 0)


def _read(book: zipfile.ZipFile, name: str) -> bytes:
    if book.getinfo(name).file_size > _MOST:
        raise ValueError(f"{name} is too large")
    return book.read(name)


def _sha256(book: zipfile.ZipFile, info: zipfile.ZipInfo) -> str:
    state = hashlib.sha256()
    try:
        with book.open(info) as stream:
            while block := stream.read(4 << 20):
                state.update(block)
    except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError):
        return ""
    return state.hexdigest()
