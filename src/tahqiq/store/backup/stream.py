"""One stream of bytes under one key of one use: AES-256-GCM in chunks whose order and end are part of what is
authenticated (STREAM, Hoang et al. 2015)."""

from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tahqiq.kit.errors import Damaged

CHUNK = 1 << 20
TAG = 16


class Readable(Protocol):
    """What can be read into a place that is given: a file without a buffer, or bytes in memory."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """How many bytes were read; none at the end."""
        ...


def stream_key(secret: bytes, sent: bytes, recipient: bytes, header: bytes) -> bytes:
    """The key of one stream (HKDF-SHA-256), bound to both public keys and to every byte of the header."""
    return HKDF(
        SHA256(), 32, salt=sent + recipient, info=b"tahqiq-backup 1 stream" + sha256(header).digest()
    ).derive(secret)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def sealed_size(length: int) -> int:
    """How many bytes a stream of ``length`` bytes takes when it is sealed.

    >>> sealed_size(0), sealed_size(CHUNK), sealed_size(CHUNK + 1) - CHUNK
    (16, 1048592, 33)
    """
    return length + TAG * max(1, -(-length // CHUNK))


class Sealer:
    """Writes a stream; nothing of it can be opened until :meth:`finish` has written its end.

    ``ahead`` bytes at the beginning are given only at the end, to :meth:`finish`: what is known when all the
    rest was seen. ``out`` must be able to seek then. ``wrote`` hears of the bytes of each chunk that was
    written.
    """

    def __init__(
        self, out: BinaryIO, key: bytes, ahead: int = 0, wrote: Callable[[int], None] = lambda _: None
    ) -> None:
        self._wrote = wrote
        self._out, self._cipher, self._ahead, self._begin = out, AESGCM(key), ahead, out.tell()
        self._number, self._filled = (0, 0) if not ahead else ((ahead - 1) // CHUNK, (ahead - 1) % CHUNK + 1)
        self._border = self._number if ahead else -1
        """The chunk in which what comes ahead ends; what else is in it waits in ``_behind``."""
        self._behind = b""
        self._plain, self._spare, self._sealed = (
            memoryview(bytearray(size)) for size in (CHUNK, CHUNK, CHUNK + TAG)
        )

    def write(self, data: bytes | memoryview) -> None:
        """Add bytes."""
        view = memoryview(data)
        while len(view):
            room = self._room()
            count = min(len(room), len(view))
            room[:count] = view[:count]
            self._filled += count
            view = view[count:]

    def pour(self, stream: Readable) -> int:
        """Add all that is left of a stream; how many bytes that was. They are read to where they are sealed
        from."""
        total = 0
        while True:
            full = self._filled == CHUNK
            count = stream.readinto(self._spare if full else self._plain[self._filled :])
            if not count:
                return total
            if full:  # something follows, so it was not the last
                self._put(last=False)
                self._plain, self._spare = self._spare, self._plain
            self._filled += count
            total += count

    def finish(self, front: bytes = b"") -> None:
        """Write the last chunk, and what comes ahead (as many bytes as were announced)."""
        if len(front) != self._ahead:
            raise ValueError("another length than was announced")
        last = self._number
        self._put(last=True)
        if front:
            self._out.seek(self._begin)
            whole = front + self._behind
            for number in range(self._border + 1):
                self._seal(
                    number, memoryview(whole)[number * CHUNK : (number + 1) * CHUNK], last=number == last
                )

    def _room(self) -> memoryview:
        if self._filled == CHUNK:
            self._put(last=False)
        return self._plain[self._filled :]

    def _put(self, last: bool) -> None:
        if self._number == self._border:
            self._behind = bytes(self._plain[self._ahead - self._border * CHUNK : self._filled])
            self._out.seek(self._begin + (self._border + 1) * (CHUNK + TAG))
        else:
            self._seal(self._number, self._plain[: self._filled], last)
        self._filled = 0
        self._number += 1

    def _seal(self, number: int, plain: memoryview, last: bool) -> None:
        sealed = self._sealed[: len(plain) + TAG]
        self._cipher.encrypt_into(_nonce(number, last), plain, None, sealed)
        while len(sealed):  # a disk that is nearly full takes a part of it
            sealed = sealed[self._out.write(sealed) :]
        self._wrote(len(plain) + TAG)


class Opener:
    """Reads a stream; every byte given out is authenticated, and so is the end once :meth:`end` has been
    asked. ``path`` is for the errors."""

    def __init__(self, stream: BinaryIO, key: bytes, path: Path) -> None:
        self._cipher, self._path = AESGCM(key), path
        self._chunks = self._opened(stream)
        self._held, self._at = memoryview(b""), 0

    def _opened(self, stream: BinaryIO) -> Iterator[bytes]:
        sealed = stream.read(CHUNK + TAG)
        number = 0
        while True:
            following = stream.read(CHUNK + TAG)
            last = not following
            try:
                yield self._cipher.decrypt(_nonce(number, last), sealed, None)
            except (InvalidTag, ValueError) as error:
                raise Damaged("backup-altered", path=str(self._path)) from error
            if last:
                return
            sealed, number = following, number + 1

    def blocks(self, size: int) -> Iterator[memoryview]:
        """The next ``size`` bytes in pieces of at most :data:`CHUNK`. Raises ``Damaged``
        (``backup-altered``)."""
        while size:
            if self._at == len(self._held):
                self._held, self._at = memoryview(next(self._chunks, b"")), 0
                if not len(self._held):
                    raise Damaged("backup-altered", path=str(self._path))
            piece = self._held[self._at : self._at + size]
            self._at += len(piece)
            size -= len(piece)
            yield piece

    def read(self, size: int) -> bytes:
        """The next ``size`` bytes as one; for what is known to be small."""
        return b"".join(self.blocks(size))

    def end(self) -> None:
        """Make sure that nothing follows and that this is where the stream was ended. Raises ``Damaged``."""
        if self._at != len(self._held) or any(len(chunk) for chunk in self._chunks):
            raise Damaged("backup-altered", path=str(self._path))
