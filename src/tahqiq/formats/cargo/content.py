"""What a file is, told by its content alone, and its papers."""

import re
from pathlib import Path

from tahqiq.formats.cargo import cargoimp, document, interchange
from tahqiq.formats.cargo.paper import Cell, Paper
from tahqiq.formats.edifact.delimiters import BEGIN
from tahqiq.formats.sniff import BOMS
from tahqiq.kit.errors import NotFound

LIMIT = 512 << 20
"""Larger files are not read: a manifest of 100,000 bills has 100 MB."""
_HEAD = 1 << 16
_IMP = re.compile(rb"(?:^|[\r\n])[ \t]*(?:FWB|FHL)/\d")


def papers(path: Path) -> list[Paper]:
    """Every paper of a file. Raises ``NotFound`` (``no-such-file``) where there is none; what is wrong within
    is a problem of a paper."""
    if not path.is_file():
        raise NotFound("no-such-file", path=str(path))
    size = path.stat().st_size
    if size > LIMIT:
        made = Paper("file")
        made.tell("cargo-too-large", 0, "", str(size), records=1, limit=LIMIT >> 20)
        return [made]
    return of_bytes(path.read_bytes())


def paper_values(path: Path) -> list[Paper]:
    """:func:`papers` for who has no part of the file at hand: every value with its byte, and nothing of the
    text it was cut from."""
    found = papers(path)
    for paper in found:
        for rows in paper.rows.values():
            for row in rows:
                for name, cell in row.items():
                    row[name] = Cell(cell.value, cell.row, paper.byte(cell))
        paper.plain = None
    return found


def of_bytes(data: bytes) -> list[Paper]:
    """Every paper in bytes. Never raises."""
    head = _plain(data[:_HEAD])
    if head.lstrip()[:1] == b"<":
        return document.documents(data)
    if _IMP.search(head):
        return cargoimp.messages(data)
    if BEGIN.search(head.decode("latin-1")):
        return interchange.interchange(data)
    made = Paper("file")
    made.tell("cargo-empty" if not data.strip() else "cargo-no-document", 0, records=1)
    return [made]


def _plain(head: bytes) -> bytes:
    for mark, codec in BOMS:
        if head.startswith(mark):
            return (
                head[len(mark) :].decode(codec.replace("-sig", ""), "replace").encode("utf-8", "replace")
                if codec != "utf-8-sig"
                else head[len(mark) :]
            )
    return head
