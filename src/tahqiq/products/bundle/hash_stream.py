"""Hashing large files while the disk works: SHA-256 runs in a thread of its own beside reading and
writing."""

import hashlib
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

_CHUNK = 1 << 20
"""Bytes of a piece: fits the processor's cache, so that what was just read is hashed without fetching it from
memory again."""


class Hashing:
    """A SHA-256 over pieces in their order; each is hashed while the caller deals with it, at most one waits.

    >>> with Hashing() as hashing:
    ...     hashing.take(b"abc")
    >>> hashing.hex()[:8]
    'ba7816bf'
    """

    def __init__(self) -> None:
        self._state = hashlib.sha256()
        self._worker = ThreadPoolExecutor(1)
        self._last: Future[None] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._worker.shutdown()

    def take(self, piece: bytes) -> None:
        """The next piece; it must not change afterwards."""
        if self._last is not None:
            self._last.result()
        self._last = self._worker.submit(self._state.update, piece)

    def hex(self) -> str:
        """The hash of all pieces as 64 hex digits; the pieces must all have been taken, and the block of
        ``with`` left."""
        return self._state.hexdigest()


def pieces(path: Path) -> Iterator[bytes]:
    """A file in pieces. Raises ``OSError`` for the disk."""
    with path.open("rb", buffering=0) as stream:
        while block := stream.read(_CHUNK):
            yield block


def hash_of(path: Path) -> str:
    """The SHA-256 of a file as hex digits, hashed while it is read."""
    with Hashing() as hashing:
        for block in pieces(path):
            hashing.take(block)
    return hashing.hex()
