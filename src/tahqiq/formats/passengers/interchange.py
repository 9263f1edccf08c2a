"""A file of interchanges: each message to the one that understands it, envelopes and claims compared with
what is there."""

import re
from collections.abc import Iterator

from tahqiq.formats.edifact.messages import Message, Reading, missing
from tahqiq.formats.edifact.segments import LONGEST, Known, Segment
from tahqiq.formats.passengers.kinds import OTHER
from tahqiq.formats.passengers.moments import stamp
from tahqiq.formats.passengers.paxlst import Tally, paxlst
from tahqiq.formats.passengers.pnrgov import pnrgov
from tahqiq.formats.passengers.sensitive import in_text
from tahqiq.formats.passengers.sheet import SENSITIVE, TECHNICAL, UNKNOWN, Sheet
from tahqiq.formats.reader import Item
from tahqiq.formats.rows import Rows
from tahqiq.kit.gc_tuning import seldom_collected
from tahqiq.model.place import Place

NOW = 2_026
"""The year of a message that does not say when it was sent."""


KNOWN = {"PAXLST": re.compile(r"D\.(?:9[4-9]|[0-2]\d)[AB]"), "PNRGOV": re.compile(r"(?:1\d|2[0-3])(?:\.\d)?")}
"""Versions of messages that are read as they are meant: UN/EDIFACT directories of PAXLST, PADIS versions of
PNRGOV. Another one is read all the same and told."""
LOOKED_AT = 100_000
"""How much of a text outside of messages is looked at to say why it was set aside; nothing of it is kept
either way."""


class _Open:
    """A message of which further parts may come."""

    def __init__(self, no: str, head: Segment) -> None:
        self.no, self.head = no, head
        self.parts: list[tuple[int, str]] = []
        self.numbers: set[int] = set()
        self.tally = Tally()
        self.bookings = 0
        self.claimed = ""


def interchanges(data: bytes, rows: Rows) -> Iterator[Item]:
    """Everything in the bytes of a file, as records."""
    with seldom_collected():
        yield from _interchanges(data, rows)


def _interchanges(data: bytes, rows: Rows) -> Iterator[Item]:
    reading = Reading(data)
    sheet = Sheet(rows, reading.plain)
    texts = Known()
    open_: dict[tuple[str, ...], _Open] = {}
    count = 0
    for message in reading.messages():
        texts.cut(message.body)
        known = open_.get(message.key) if message.part is not None else None
        if known is not None and message.part is not None and message.part[0] in known.numbers:
            _ended(sheet, known)
            known = None
        first = known is None
        if known is None:
            count += 1
            known = _Open(str(count), message.head)
        _message(sheet, message, known, first)
        if message.part is None:
            _ended(sheet, known)
        else:
            known.parts.append(message.part)
            known.numbers.add(message.part[0])
            open_[message.key] = known
        sheet.put()
        yield from rows.ready()
    for known in open_.values():
        _ended(sheet, known)
    _around(sheet, reading, count)
    sheet.close()
    yield from rows.ready()


def _message(sheet: Sheet, message: Message, known: _Open, first: bool) -> None:
    head, sent = _head(message)
    for segment, what, said, found in message.wrong:
        sheet.tell("edifact-count", segment, what, said, what=what, found=found)
    for around in (message.head, message.tail):
        if around is not None:
            sheet.left(around)
    if message.tail is None:
        sheet.tell("edifact-no-end", message.head, "UNT", message.head.get(0))
    for segment in message.body:
        if len(segment.raw) > LONGEST and segment.lost:
            sheet.tell("text-too-long", segment, segment.tag or "?", limit=LONGEST)
    if first and message.kind in KNOWN and not KNOWN[message.kind].fullmatch(message.version):
        sheet.tell("passengers-version", message.head, message.kind, message.version or "-")
    if message.kind == "PAXLST":
        paxlst(sheet, message, known.no, sent, known.tally, first, head)
    elif message.kind == "PNRGOV":
        read, claimed = pnrgov(sheet, message, known.no, sent, known.bookings, first, head)
        known.bookings += read
        known.claimed = known.claimed or claimed
    else:
        sheet.tell("edifact-unknown-message", message.head, "UNH", message.kind or "-", records=1)
        for segment in message.body:
            sheet.left(segment, UNKNOWN)


def _head(message: Message) -> tuple[dict[str, str | None], int]:
    unb = message.envelope.unb
    sent = ""
    cells: dict[str, str | None] = {"kind": message.kind, "version": message.version}
    if unb is not None:
        sent = stamp(unb.take(3) + unb.take(3, 1))
        cells.update(
            sender=unb.take(1),
            recipient=unb.take(2),
            sent=sent or None,
            test="test" if unb.take(10) == "1" else None,
        )
    cells["access_reference"] = message.head.take(2) or None
    cells["part"] = ":".join(str(value) for value in message.part if value) if message.part else None
    return cells, int(sent[:4]) if sent[:4].isdecimal() and "19" <= sent[:2] <= "20" else NOW


def _ended(sheet: Sheet, known: _Open) -> None:
    """All parts are read: what they claim together is compared with what they hold."""
    if known.parts and missing(known.parts):
        numbers = ", ".join(str(no) for no, _ in sorted(known.parts))
        claims = "; ".join(f"{name} {value}" for name, (_, value) in known.tally.claimed.items())
        sheet.tell("edifact-parts-missing", known.head, "UNH", numbers, claims=claims or "-")
        return
    for sort, role in (("42", "passenger"), ("41", "crew")):
        if sort in known.tally.claimed:
            segment, said = known.tally.claimed[sort]
            found = known.tally.people.get(role, 0)
            if not _equal(said, found):
                sheet.tell(
                    "edifact-count", segment, f"CNT {sort}", said, what=f"CNT {sort}", found=str(found)
                )
    if known.claimed and not _equal(known.claimed, known.bookings):
        sheet.tell("edifact-count", known.head, "EQN", known.claimed, what="EQN", found=str(known.bookings))


def _equal(said: str, found: int) -> bool:
    return said.isascii() and said.isdecimal() and len(said) < 12 and int(said) == found


def _around(sheet: Sheet, reading: Reading, count: int) -> None:
    """What stands around messages."""
    for segment, what, said, found in reading.wrong:
        sheet.tell("edifact-count", segment, what, said, what=what, found=found)
    for segment in reading.envelopes:
        if segment.tag in ("UNB", "UNG", "UNE", "UNZ", "UNA", "UNT"):
            sheet.left(segment, TECHNICAL)
        else:
            sheet.tell("passengers-out-of-place", segment, segment.tag or "?", segment.raw[:200])
            sheet.left(segment, UNKNOWN)
    for _, text in reading.outside:
        sensitive = in_text(text[:LOOKED_AT])
        sheet.rows.aside("text outside messages", Place(OTHER), SENSITIVE if sensitive else TECHNICAL)
    if not count:
        sheet.tell("passengers-no-message", None, records=1)
