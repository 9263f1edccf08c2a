"""The reader of messages about passengers, EDIFACT and XML. Kinds and columns:
:mod:`tahqiq.formats.passengers.kinds`."""

import re
from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.edifact.plain import plain
from tahqiq.formats.passengers.interchange import interchanges
from tahqiq.formats.passengers.pnrxml import ROOTS, bookings
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.formats.sniff import xml_root
from tahqiq.formats.xmlwalk import looks_like
from tahqiq.kit.reasons import reason

MOST = 1 << 30
"""Bytes of an interchange that are read at once; files of airlines have a few hundred thousand."""
_OURS = re.compile(r"UNH(?P<element>[^A-Za-z0-9])[^'#$~\x1c]{0,80}?(PAXLST|PNRGOV)", re.DOTALL)


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    with path.open("rb") as file:
        head = file.read(8_192)
    if is_xml(head):
        yield from bookings(path, rows)
        return
    if path.stat().st_size > MOST:
        raise TooMuch(f"{MOST} B")
    yield from interchanges(path.read_bytes(), rows)


def is_xml(head: bytes) -> bool:
    """Whether it begins as bookings in XML do."""
    return xml_root(head) in ROOTS or looks_like(head[:8_192], "<PNR ", "BookingRefID", "Passenger")


def sniff(head: bytes, name: str) -> Confidence:
    """How sure it is that a file that begins so holds messages about passengers."""
    if is_xml(head):
        return Confidence(0.95, reason("format-begins", what=f"<{xml_root(head)}>"))
    if b"PAXLST" not in head and b"PNRGOV" not in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return NO
    found = _OURS.search(plain(head).text)
    return Confidence(0.97, reason("format-contains", what=f"UNH … {found[2]}")) if found else NO


READER = FormatReader(
    "passengers",
    2,
    "Passenger lists and bookings of airlines (PAXLST, PNRGOV)",
    (".edi", ".edifact", ".pnr", ".xml"),
    sniff,
    _body,
)
