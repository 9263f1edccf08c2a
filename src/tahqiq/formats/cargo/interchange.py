"""Files of UN/EDIFACT: each message to the one that understands it, with what the envelope claims compared
with what is there."""

from collections.abc import Callable

from tahqiq.formats.cargo.bayplan import bayplan
from tahqiq.formats.cargo.cuscar import cuscar
from tahqiq.formats.cargo.paper import SEGMENTS, Paper
from tahqiq.formats.cargo.segment_rows import Pen
from tahqiq.formats.edifact.messages import Message, Reading, missing
from tahqiq.formats.edifact.segments import LONGEST, Segment

READERS: dict[str, Callable[[Pen, Message], None]] = {
    "CUSCAR": cuscar,
    "BAPLIE": bayplan,
    "MOVINS": bayplan,
    "COPRAR": bayplan,
    "COARRI": bayplan,
    "CODECO": bayplan,
}
"""COPRAR, COARRI and CODECO (orders to load, loading reports, gate reports) list boxes as bay plans do."""


def interchange(data: bytes) -> list[Paper]:
    """A paper for each message, and one more (kind ``UN/EDIFACT``) where something stands around them. Never
    raises."""
    reading = Reading(data)
    papers: list[Paper] = []
    parts: dict[tuple[str, ...], tuple[Paper, Segment, list[tuple[int, str]]]] = {}
    for message in reading.messages():
        paper = Paper(message.kind or "UN/EDIFACT", message.version, SEGMENTS, reading.plain)
        pen = Pen(paper)
        papers.append(paper)
        _envelope(pen, message)
        reader = READERS.get(message.kind)
        if reader is None:
            paper.tell("cargo-unknown-document", message.head.no, "UNH", message.kind or "-", records=1)
        else:
            reader(pen, message)
        for segment in message.body:
            pen.left(segment)
            if len(segment.raw) > LONGEST and segment.lost:
                paper.tell("text-too-long", segment.no, segment.tag or "?", segment.raw[:80], limit=LONGEST)
        if message.part is not None:
            parts.setdefault(message.key, (paper, message.head, []))[2].append(message.part)
        paper.close(together=message.kind == "CUSCAR")
    for paper, head, found in parts.values():
        if missing(found):
            paper.tell("cargo-parts-missing", head.no, "UNH", ", ".join(str(no) for no, _ in sorted(found)))
    if papers and reading.plain.by_lines:
        papers[0].tell("cargo-lines-end-segments", 1)
    around = Paper("UN/EDIFACT", "", SEGMENTS, reading.plain)
    for segment, what, said, count in reading.wrong:
        around.tell("cargo-claim", segment.no, what, said, what=what, found=count)
    for _, text in reading.outside:
        around.aside["text outside messages"] += 1
        around.tell("cargo-outside", 0, "", text.strip()[:200])
    for segment in reading.envelopes:
        if segment.tag not in ("UNB", "UNG", "UNE", "UNZ", "UNT"):
            around.tell("cargo-outside", segment.no, segment.tag, segment.raw[:200])
            around.aside[segment.tag or "text"] += 1
    if not papers:
        around.tell("cargo-no-document", 0, records=1)
    return [*papers, around] if around.problems else papers


def _envelope(pen: Pen, message: Message) -> None:
    head, unb = pen.paper.head, message.envelope.unb
    if unb is not None:
        pen.put(head, "sender", unb, 1)
        pen.put(head, "recipient", unb, 2)
        pen.put(head, "sent", unb, 3)
        if unb.get(10) == "1":
            pen.put(head, "test", unb, 10)
    pen.put(head, "message", message.head, 0)
    for segment, what, said, found in message.wrong:
        pen.paper.tell("cargo-claim", segment.no, what, said, what=what, found=found)
    if message.tail is None:
        pen.paper.tell("cargo-cut", message.head.no, "UNT", message.head.get(0))
