"""A text file as blocks of whole lines in UTF-8 with LF ends, so that any block can be parsed alone and on
any thread."""

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np

from tahqiq.formats.dialect import Dialect
from tahqiq.formats.reader import Limits
from tahqiq.formats.sniff import is_utf8
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

SIZE = 4 << 20
"""Bytes read at a time; a block is about that long."""
_UTF8_PAIRS = re.compile(rb"(?:[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}){2,}")
"""Letters in UTF-8, at least two together: hardly ever a word in a code page."""
CARRIED = 1 << 20
"""How far a block may reach beyond its end to close a quoted value that has line breaks in it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Whole lines of a file. ``first`` is the 1-based number of the first line, ``lines`` how many there are
    (the last may lack its LF).

    ``problems`` are those found while the block was cut (each about lines before or in it).
    """

    first: int
    lines: int
    data: bytes
    problems: tuple[Problem, ...] = ()


def blocks(path: Path, dialect: Dialect, limits: Limits) -> Iterator[Block]:
    """The lines of the file in blocks of about :data:`SIZE` bytes; a line longer than 16 times
    ``limits.max_cell`` is a problem, not read."""
    with path.open("rb") as file:
        cutter = _Cutter(dialect, limits.max_cell * 16)
        for chunk in _utf8(file, dialect, limits, cutter.problems):
            yield from cutter.take(chunk)
        yield from cutter.rest()


def line_count(data: bytes) -> int:
    """Lines in ``data``, the last one with or without LF.

    >>> line_count(b"a\\nb"), line_count(b"a\\n"), line_count(b"")
    (2, 1, 0)
    """
    ends = int(np.count_nonzero(np.frombuffer(data, np.uint8) == 10))
    return ends + (1 if data and not data.endswith(b"\n") else 0)


class _Cutter:
    """Collects chunks and cuts them behind a line end where, if it can be had, no quoted value is open."""

    def __init__(self, dialect: Dialect, longest: int) -> None:
        self.quote = dialect.quote.encode()
        self.longest = longest
        self.carry = b""
        self.first = 1
        self.skipping = False
        self.problems: list[Problem] = []

    def take(self, chunk: bytes) -> Iterator[Block]:
        if self.skipping:
            end = chunk.find(b"\n")
            if end < 0:
                return
            chunk, self.skipping = chunk[end + 1 :], False
            self.first += 1
        if self.quote and (chunk.find(self.quote) >= 0 or self.carry.find(self.quote) >= 0):
            data, self.carry = self.carry + chunk, b""
            end = self._cut(data)
        else:
            data, end = chunk, chunk.rfind(b"\n") + 1
        if end:
            yield self._block(b"".join((self.carry, memoryview(data)[:end])))
            self.carry = data[end:]
        else:
            self.carry += data
        if len(self.carry) > self.longest and b"\n" not in self.carry:
            params: dict[str, str | int] = {"limit": self.longest}
            self.problems.append(
                Problem(
                    "line-too-long",
                    Place(WHOLE, self.first),
                    value=_start(self.carry),
                    records=1,
                    params=params,
                )
            )
            self.carry, self.skipping = b"", True

    def rest(self) -> Iterator[Block]:
        data = self.carry.rstrip(b"\x1a\x00")
        if data or self.problems:
            yield self._block(data)

    def _block(self, data: bytes) -> Block:
        block = Block(self.first, line_count(data), data, tuple(self.problems))
        self.first += block.lines
        self.problems.clear()
        return block

    def _cut(self, data: bytes) -> int:
        """Behind the last line end, or an earlier one that leaves no quote open, or 0 to wait for more."""
        end = data.rfind(b"\n") + 1
        odd = data.count(self.quote, 0, end) % 2
        position = end
        while odd and position and end - position < CARRIED:
            before = data.rfind(b"\n", 0, position - 1) + 1
            odd ^= data.count(self.quote, before, position) % 2
            position = before
        if not odd and position:
            return position
        return end if len(data) > SIZE + CARRIED else 0


def _utf8(file: BinaryIO, dialect: Dialect, limits: Limits, problems: list[Problem]) -> Iterator[bytes]:
    """Chunks in UTF-8; line ends of a CR file become LF; what is not text in the file's encoding becomes
    U+FFFD except in UTF-8.

    A line in UTF-8 within a file of a single-byte code page is read as UTF-8, and told in ``problems``.
    """
    codec = dialect.encoding
    if codec.startswith(("cp", "iso8859")):
        yield from _single_byte(file, codec, b"\r" if dialect.newline == "\r" else b"\n", limits, problems)
        return
    decoder = (
        None if codec in ("utf-8", "utf-8-sig") else codecs.getincrementaldecoder(codec)(errors="replace")
    )
    if codec == "utf-8-sig":
        file.seek(3)
    done, held, start = 0, b"", True
    while done <= limits.max_bytes:
        raw = file.read(SIZE)
        done += len(raw)
        chunk = (
            raw if decoder is None else decoder.decode(raw, final=not raw).encode("utf-8", errors="replace")
        )
        if start and decoder is not None:
            chunk, start = chunk.removeprefix(codecs.BOM_UTF8), False
        if dialect.newline == "\r":
            chunk = held + chunk
            held = b"\r" if raw and chunk.endswith(b"\r") else b""
            chunk = (chunk[:-1] if held else chunk).replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        if chunk:
            yield chunk
        if not raw:
            return


def _single_byte(
    file: BinaryIO, codec: str, end: bytes, limits: Limits, problems: list[Problem]
) -> Iterator[bytes]:
    done, line, held = 0, 1, b""
    while done <= limits.max_bytes:
        raw = file.read(SIZE)
        done += len(raw)
        data = held + raw
        cut = data.rfind(end) + 1 if raw and len(data) <= 4 * SIZE else len(data)
        data, held = data[:cut], data[cut:]
        if data:
            yield _mixed(data, codec, end, line, problems)
            line += data.count(end)
        if not raw:
            return


def _mixed(data: bytes, codec: str, end: bytes, first: int, problems: list[Problem]) -> bytes:
    """Whole lines of a code page as UTF-8 with LF ends; those that are UTF-8 already stay as they are."""
    pieces: list[bytes] = []
    at = 0
    for found in _UTF8_PAIRS.finditer(data):
        if found.start() < at:
            continue
        start, stop = data.rfind(end, 0, found.start()) + 1, data.find(end, found.end())
        stop = stop if stop >= 0 else len(data)
        if start >= at and is_utf8(data[start:stop]):
            pieces += [_decoded(data[at:start], codec, end), data[start:stop]]
            place = Place(WHOLE, first + data.count(end, 0, start))
            problems.append(Problem("line-in-other-encoding", place, params={"encoding": "utf-8"}))
            at = stop
    return b"".join([*pieces, _decoded(data[at:], codec, end)])


def _decoded(data: bytes, codec: str, end: bytes) -> bytes:
    made = data.decode(codec, errors="replace").encode("utf-8")
    return made if end == b"\n" else made.replace(b"\r\n", b"\n").replace(b"\r", b"\n")


def _start(data: bytes) -> str:
    return data[:200].decode("utf-8", errors="replace")
