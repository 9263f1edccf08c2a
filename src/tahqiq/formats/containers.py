"""Reading members of a ZIP container within limits (documents, phone extractions, chat exports)."""

import zipfile
from pathlib import Path
from typing import IO, cast

from tahqiq.formats.base import TooMuch
from tahqiq.formats.reader import Limits

ZIP_HEAD = b"PK\x03\x04"
OLE_HEAD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_CHUNK = 1 << 20
_RATIO_FREE = 16 << 20


def open_zip(path: Path, limits: Limits) -> zipfile.ZipFile:
    """The container at ``path``; raises ``BadZipFile`` for damage and ``TooMuch`` when it has too many
    members, or all of them together would unpack to more than its own size allows (many small bombs, or one
    that is listed many times)."""
    archive = zipfile.ZipFile(path)
    infos = archive.infolist()
    if len(infos) > limits.max_members:
        archive.close()
        raise TooMuch(f"{limits.max_members} members")
    if sum(info.file_size for info in infos) > _RATIO_FREE + limits.max_ratio * max(1, path.stat().st_size):
        archive.close()
        raise TooMuch(f"ratio {limits.max_ratio}")
    return archive


def check(info: zipfile.ZipInfo, limits: Limits) -> None:
    """Raises ``TooMuch`` when a member says that it is too large or was packed too well (a ZIP bomb)."""
    if info.file_size > limits.max_member_bytes:
        raise TooMuch(f"{limits.max_member_bytes} B")
    if info.file_size > _RATIO_FREE and info.file_size > limits.max_ratio * max(1, info.compress_size):
        raise TooMuch(f"ratio {limits.max_ratio}")


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> bytes:
    """The content of a member; never unpacks more than the header promised and the limits allow."""
    check(info, limits)
    pieces = []
    left = info.file_size
    with archive.open(info) as stream:
        while piece := stream.read(min(_CHUNK, left + 1)):
            left -= len(piece)
            if left < 0:
                raise TooMuch(f"{info.file_size} B")
            pieces.append(piece)
    return b"".join(pieces)


def open_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits) -> IO[bytes]:
    """A stream over a member that fails with ``TooMuch`` past its promised size."""
    check(info, limits)
    return cast(IO[bytes], _Bounded(archive.open(info), info.file_size))


class _Bounded:
    def __init__(self, stream: IO[bytes], left: int) -> None:
        self._stream = stream
        self._left = left

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(self._left + 1 if size < 0 else size)
        self._left -= len(piece)
        if self._left < 0:
            raise TooMuch("promised size")
        return piece

    def close(self) -> None:
        self._stream.close()

    def __enter__(self) -> "_Bounded":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def names_in_head(head: bytes) -> list[str]:
    """Names of the members whose local headers stand in the first bytes of a ZIP (for sniffing)."""
    names = []
    at = head.find(ZIP_HEAD)
    while at != -1 and at + 30 <= len(head):
        length = int.from_bytes(head[at + 26 : at + 28], "little")
        flags = int.from_bytes(head[at + 6 : at + 8], "little")
        raw = head[at + 30 : at + 30 + length]
        names.append(raw.decode("utf-8" if flags & 0x800 else "cp437", "replace"))
        at = head.find(ZIP_HEAD, at + 30)
    return names
