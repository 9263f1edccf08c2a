"""The reader of papers about cargo: CUSCAR, BAPLIE and its kin, ASYCUDA, AWMDS, Cargo-XML, FWB and FHL. Kinds
and columns: :mod:`tahqiq.formats.cargo.kinds`."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.cargo.cargoimp import BEGIN
from tahqiq.formats.cargo.content import LIMIT, of_bytes
from tahqiq.formats.cargo.document import ROOTS
from tahqiq.formats.cargo.interchange import READERS
from tahqiq.formats.cargo.kinds import COLUMNS, OTHER, PARTS
from tahqiq.formats.cargo.records import records_of
from tahqiq.formats.edifact.plain import plain
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import decode, xml_root
from tahqiq.kit.gc_tuning import seldom_collected
from tahqiq.kit.reasons import reason
from tahqiq.model.account import NOT_MAPPED
from tahqiq.model.place import Place

_MESSAGE = re.compile(
    r"UNH(?P<element>[^A-Za-z0-9])[^'#$~\x1c]{0,80}?(?P<kind>" + "|".join(READERS) + ")", re.DOTALL
)
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_WAYBILL = re.compile(r"(?m)^[ \t]*(?:FWB/\d{1,2}|FHL/\d)[ \t]*[\r\n][\r\n \t]*(?:MBI/)?\d{3}-?\d{8}")


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    if path.stat().st_size > LIMIT:
        raise TooMuch(f"{LIMIT} B")
    with seldom_collected():
        papers = of_bytes(path.read_bytes())
        for paper in papers:
            for problem in paper.problems:
                rows.tell(replace(problem, place=Place(OTHER, problem.place.row)))
            for field, count in paper.aside.items():
                rows.aside(field, Place(OTHER), NOT_MAPPED, count)
        for kind, found in records_of(papers):
            for row, cells in found:
                rows.add(f"cargo.{kind}", PARTS[kind], COLUMNS[kind], row, cells)
            yield from rows.ready()


def sniff(head: bytes, name: str) -> Confidence:
    """How sure it is that a file that begins so is a paper about cargo."""
    root = xml_root(head)
    if root.casefold() in ROOTS:
        return Confidence(0.95, reason("format-begins", what=f"<{root}>"))
    found = _MESSAGE.search(plain(head).text) if b"UNH" in head or head.startswith(_WIDE) else None
    if found:
        return Confidence(0.97, reason("format-contains", what=f"UNH … {found['kind']}"))
    text = decode(head[:4_096])
    begun = BEGIN.search(text) if _WAYBILL.search(text) else None
    return Confidence(0.96, reason("format-contains", what=begun[0])) if begun else NO


READER = FormatReader(
    "cargo",
    1,
    "Papers about cargo (CUSCAR, BAPLIE, ASYCUDA, Cargo-XML, FWB)",
    (".edi", ".edifact", ".xml", ".txt", ".fwb", ".fhl"),
    sniff,
    _body,
)
