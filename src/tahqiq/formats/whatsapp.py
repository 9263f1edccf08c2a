"""WhatsApp chat exports (TXT, or ZIP with media): one ``whatsapp.message`` per message, row = line where it
begins.

Columns: ``sent_text`` (time as written), ``sent`` (ISO 8601 local time *without zone*: the export does not
say which; None when the order of day and month is not certain), ``date_order`` (dmy, mdy, ymd), ``sender``,
``body`` (all lines), ``media`` (file name, or ``omitted``), ``system`` (``yes`` for a line of the program: no
sender), ``deleted``, ``edited``, ``actor`` (who did what such a line tells), ``heading`` (the name that iOS
writes before it). The files of a ZIP come as members. Layouts and languages: :mod:`tahqiq.formats.chatheads`,
:mod:`tahqiq.formats.chatwords`.
"""

import zipfile
from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.base import DAMAGE, FormatReader, TooMuch, damaged
from tahqiq.formats.chatdates import decide, moment
from tahqiq.formats.chatheads import Line, begins, split
from tahqiq.formats.chatlines import say, sender_of
from tahqiq.formats.containers import ZIP_HEAD, names_in_head, open_zip, read_member
from tahqiq.formats.reader import NO, Confidence, Item, Member
from tahqiq.formats.rows import Rows
from tahqiq.formats.text_encoding import decode, guess
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

KIND = "whatsapp.message"
COLUMNS = (
    "sent_text",
    "sent",
    "date_order",
    "sender",
    "body",
    "media",
    "system",
    "deleted",
    "edited",
    "actor",
    "heading",
)


def _is_chat(name: str) -> bool:
    base = name.rpartition("/")[2].lower()
    return base == "_chat.txt" or (base.endswith(".txt") and ("whatsapp" in base or "واتساب" in base))


def sniff(head: bytes, name: str) -> Confidence:
    """Message heads on the first lines, or a ZIP with the name that the export gives its chat."""
    if head.startswith(ZIP_HEAD):
        return (
            Confidence(0.97, reason("format-packed", what="WhatsApp"))
            if any(map(_is_chat, names_in_head(head)))
            else NO
        )
    encoding, _ = guess(head)
    lines = [line for line in head[:16_384].decode(encoding, "ignore").split("\n") if line.strip()][:40]
    found = sum(begins(line) for line in lines)
    if lines and begins(lines[0]) and (found >= 3 or found * 2 >= len(lines)):
        return Confidence(0.9, reason("format-heads", n=found))
    return NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """The messages, then the media of a ZIP."""
    with path.open("rb") as stream:
        packed = stream.read(4) == ZIP_HEAD
    if not packed:
        if path.stat().st_size > rows.limits.max_member_bytes:
            raise TooMuch(f"{rows.limits.max_member_bytes} B")
        yield from _chat(path.read_bytes(), WHOLE, rows)
        return
    with open_zip(path, rows.limits) as archive:
        chats = [info for info in archive.infolist() if _is_chat(info.filename)]
        for number, info in enumerate(chats):
            yield from _chat(
                read_member(archive, info, rows.limits), Part(number, "file", info.filename), rows
            )
        if not chats:
            yield Problem("document-damaged", Place(), params={"reason": "no chat inside"}, records=1)
        for info in archive.infolist():
            if not info.is_dir() and info not in chats:
                yield _media(archive, info, rows)


def _media(archive: zipfile.ZipFile, info: zipfile.ZipInfo, rows: Rows) -> Item:
    try:
        return Member(info.filename, read_member(archive, info, rows.limits))
    except DAMAGE as error:
        return Problem(
            "attachment-damaged",
            Place(),
            params={"name": info.filename, "reason": str(damaged(error).params)[:200]},
        )


def _chat(data: bytes, part: Part, rows: Rows) -> Iterator[Item]:
    decoded = decode(data, part=part)
    if decoded.problem is not None:
        yield decoded.problem
    lines = decoded.text.replace("\r\n", "\n").split("\n")
    begun = [item for item in split(lines) if isinstance(item, Line)]
    decision = decide(
        (item.date for item in begun if not item.named), bool(begun) and all(item.dashed for item in begun)
    )
    known = frozenset(name for item in begun if (name := sender_of(item)))
    certain = True
    found = False
    for item in split(lines):
        if isinstance(item, Line):
            found = True
            certain = _add(rows, part, item, moment(item, decision), known) and certain
            yield from rows.ready()
        else:
            yield Problem(
                "entry-unreadable",
                Place(part, item[0]),
                value=item[1][:200],
                params={"reason": "no message begins before it"},
                records=1,
            )
            if not found and item[0] > 1000:
                return
    if found and decision.mixed:
        rows.tell(Problem("date-order-mixed", Place(part), "sent"))
    elif found and not certain:
        rows.tell(Problem("date-order-ambiguous", Place(part), "sent"))


def _add(
    rows: Rows, part: Part, line: Line, when: tuple[str | None, str | None], known: frozenset[str]
) -> bool:
    said = say(line, known)
    marks = ("yes" if flag else None for flag in (said.sender is None, said.deleted, said.edited))
    rows.add(
        KIND,
        part,
        COLUMNS,
        line.row,
        (line.sent_text, *when, said.sender, said.body, said.media, *marks, said.actor, said.heading),
    )
    return when[0] is not None


READER = FormatReader("whatsapp", 2, "WhatsApp chat export", (".txt", ".zip"), sniff, read)
