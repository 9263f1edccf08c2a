"""Plain text: one ``text.line`` per line that is not blank, row = line number; UTF-8, UTF-16, Windows-1256
and Windows-1252."""

import io
from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats import arabic
from tahqiq.formats.base import FormatReader
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.text_encoding import guess
from tahqiq.formats.textlines import add_line
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

_BINARY = frozenset(range(9)) | {11, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 28, 29, 30, 31}


def sniff(head: bytes, name: str) -> Confidence:
    """Text without control characters; low confidence, since every text format is also text."""
    if not head:
        return NO
    encoding, sure = guess(head)
    sample = head.decode(encoding, "ignore")[:4096]
    if not sample or sum(ord(letter) in _BINARY for letter in sample) * 200 > len(sample):
        return NO
    named = name.lower().endswith((".txt", ".text", ".log"))
    return Confidence((0.3 if named else 0.15) + (0.05 if sure else 0.0), reason("format-text"))


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Lines of the file; presentation-form letters are repaired and told once."""
    with path.open("rb") as raw:
        encoding, sure = guess(raw.read(1 << 20))
        raw.seek(0)
        if not sure:
            rows.tell(Problem("encoding-guessed", Place(), params={"encoding": encoding}))
        yield from _lines(raw, encoding, rows)


def _lines(raw: io.BufferedReader, encoding: str, rows: Rows) -> Iterator[Item]:
    replaced = repaired = 0
    for number, line in _split(raw, encoding, rows.limits.max_cell):
        replaced += line.count("\ufffd")
        text = arabic.compose(line)
        repaired += text != line
        add_line(rows, WHOLE, number, text)
        yield from rows.ready()
    if replaced:
        rows.tell(Problem("bytes-replaced", Place(), params={"encoding": encoding, "count": replaced}))
    if repaired:
        rows.tell(Problem("text-forms-repaired", Place(), params={"count": repaired}))


def _split(raw: io.BufferedReader, encoding: str, longest: int) -> Iterator[tuple[int, str]]:
    """Numbered lines ended by CR, LF or CRLF; an endless line comes in pieces of ``longest`` characters under
    one number."""
    reader = io.TextIOWrapper(raw, encoding=encoding, errors="replace", newline=None)
    number = 1
    try:
        while line := reader.readline(longest):
            yield number, line.rstrip("\n")
            number += line.endswith("\n")
    finally:
        reader.detach()


READER = FormatReader("text", 1, "Plain text", (".txt", ".text", ".log"), sniff, read)
