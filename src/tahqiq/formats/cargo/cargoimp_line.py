"""Lines of a Cargo-IMP message, and what several of them say together."""

import re
from collections.abc import Iterator

from tahqiq.formats.cargo.paper import Cell, Row
from tahqiq.formats.edifact.plain import decoded


class Line:
    """A line of a message with its number and byte; what of it was put into rows is counted by the sections
    themselves."""

    __slots__ = ("at", "no", "text")

    def __init__(self, text: str, no: int, at: int) -> None:
        self.text, self.no, self.at = text, no, at

    def cell(self, said: str, offset: int = 0) -> Cell:
        """What the line says at a place as a cell."""
        return Cell(" ".join(said.split()), self.no, self.at + offset)


def lines_of(data: bytes) -> Iterator[Line]:
    """The lines of a file."""
    at = 3 if data.startswith(b"\xef\xbb\xbf") else 0
    for no, raw in enumerate(re.split(rb"\r\n|\n|\r", data[at:]), 1):
        yield Line(decoded(raw.decode("latin-1"), "latin-1").strip(" \t\x01\x02\x03"), no, at)
        at += len(raw) + (2 if data[at + len(raw) : at + len(raw) + 2] == b"\r\n" else 1)


def append(row: Row, name: str, line: Line, said: str) -> None:
    """Add to a cell what a further line says."""
    known = row.get(name)
    row[name] = (
        line.cell(said) if known is None else known._replace(value=f"{known.value} {' '.join(said.split())}")
    )
