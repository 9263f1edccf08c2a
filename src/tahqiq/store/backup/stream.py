"""One stream of bytes under one key of one use: AES-256-GCM in chunks whose order and end are part of what is authenticated (STREAM, Hoang et al. 2015)."""

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from tahqiq.kit.errors import Damaged

CHUNK = 1 << 20
TAG = 16


def stream_key(secret: bytes, sent: bytes, recipient: bytes, header: bytes) -> bytes:
    """The key of one stream (HKDF-SHA-256), bound to both public keys and to every byte of the header."""
    return HKDF(SHA256(), 32, salt=sent + recipient, info=b"tahqiq-backup 1 stream" + sha256(header).digest()).derive(secret)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + (b"\x01" if last else b"\x00")


def sealed_size(length: int) -> int:
    """How many bytes a stream of ``length`` bytes takes when it is sealed.

    >>> sealed_size(0), sealed_size(CHUNK), sealed_size(CHUNK + 1) - CHUNK
    (16, 1048592, 33)
    """
    return length + TAG * max(1, -(-length // CHUNK))


class Sealer:
    """Writes a stream; nothing of it can be opened until :meth:`finish` has written its end."""

    def __init__(self, out: BinaryIO, key: bytes) -> None:
        self._out, self._cipher = out, AESGCM(key)
        self._held = bytearray()
        self._number = 0

    def write(self, data: bytes | memoryview) -> None:
        """Add bytes."""
        view = memoryview(data)
        while len(view):
            if len(self._held) == CHUNK:
                self._put(last=False)
            room = CHUNK - len(self._held)
            self._held += view[:room]
            view = view[room:]

    def finish(self) -> None:
        """Write the last chunk."""
        self._put(last=True)

    def _put(self, last: bool) -> None:
        self._out.write(self._cipher.encrypt(_nonce(self._number, last), self._held, None))
        self._held.clear()
        self._number += 1


class Opener:
    """Reads a stream; every byte given out is authenticated, and so is the end once :meth:`end` has been asked. ``path`` is for the errors."""

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
        """The next ``size`` bytes in pieces of at most :data:`CHUNK`. Raises ``Damaged`` (``backup-altered``)."""
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
