"""Lists of intercepted items (CSV, XLSX): which column says what, gaps in sequences, numbers twice, digests
that are none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from tahqiq.collect.mapping.words import fold, likeness
from tahqiq.formats.etsi.values import instant, iso
from tahqiq.formats.plain_table import PlainTable
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

MEANINGS = {
    "liid": ("liid",),
    "at": ("datetime", "time"),
    "number": ("target", "a_number"),
    "other": ("other", "b_number"),
}
"""What the core's dictionary of headings calls the columns that calls have as well; in the order in which
they are looked for."""


HEADERS = {
    "sequence": (
        "seq",
        "sequence",
        "sequence number",
        "seqno",
        "sequence no",
        "seq no",
        "item no",
        "التسلسل",
        "رقم التسلسل",
        "تسلسل",
        "زنجیرە",
        "ژمارەی زنجیرە",
        "ژمارا زنجیرێ",
    ),
    "digest": ("sha256", "sha 256", "digest", "hash", "checksum", "البصمة", "بصمة الملف", "پەنجەمۆر", "هاش"),
    "file": (
        "file",
        "file name",
        "filename",
        "recording",
        "audio",
        "audio file",
        "recording file",
        "الملف",
        "اسم الملف",
        "التسجيل",
        "ملف الصوت",
        "فایل",
        "ناوی فایل",
        "تۆمارکراو",
        "ناڤێ فایلی",
    ),
    "kind": (
        "type",
        "kind",
        "event",
        "event type",
        "medium",
        "service",
        "النوع",
        "نوع المكالمة",
        "نوع الحدث",
        "جۆر",
        "جۆری پەیوەندی",
        "جۆرێ پەیوەندیێ",
    ),
    "transcript": (
        "transcript",
        "transcription",
        "transcript file",
        "text file",
        "التفريغ",
        "ملف التفريغ",
        "نص المكالمة",
        "نووسینەوە",
        "فایلی نووسینەوە",
        "نڤیسینا ئاخفتنێ",
    ),
}


_NEAR = 0.9
"""From this likeness on a heading says a meaning (as for the mappings that are proposed)."""
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(slots=True)
class ListedItem:
    """One item of a list, texts as they stand; ``sequence`` None where none can be read; ``moment`` in UTC,
    None where none can be read; ``rest`` are the other columns by header."""

    line: int
    liid: str = ""
    sequence: int | None = None
    at: str = ""
    digest: str = ""
    kind: str = ""
    number: str = ""
    other: str = ""
    file: str = ""
    transcript: str = ""
    moment: datetime | None = None
    rest: dict[str, str] = field(default_factory=dict)


def listed_items(table: PlainTable, zone: str = "") -> tuple[list[ListedItem], list[Problem]]:
    """The items of a table and what is odd about them. A line without an identifier, or without a moment, is
    not read and told; a moment without a zone is one of the clock of ``zone`` (an IANA name; "" : then it is
    none), and a list in which some have their own and some do not is told."""
    known = columns(table.header)
    items, doubts = list[ListedItem](), list[Problem]()
    clocks = {True: 0, False: 0}
    for line, row in zip(table.lines, table.rows, strict=True):
        item = _item(line, row, table.header, known)
        item.moment = instant(item.at) or local(item.at, zone)
        place = Place(Part(0), line)
        if "liid" in known and not item.liid:
            doubts.append(Problem("covert-item-no-liid", place, records=1))
        elif item.moment is None:
            doubts.append(Problem("covert-item-no-moment", place, value=item.at or None, records=1))
        else:
            items.append(item)
            clocks[instant(item.at) is not None] += 1
            if item.digest and not _SHA256.fullmatch(item.digest):
                doubts.append(Problem("covert-item-digest", place, value=item.digest[:80]))
    if all(clocks.values()):
        doubts.append(
            Problem(
                "covert-item-clocks",
                Place(),
                params={"own": clocks[True], "others": clocks[False], "zone": zone},
            )
        )
    doubts += gaps(items)
    return items, doubts


def local(text: str, zone: str) -> datetime | None:
    """A moment of a clock in UTC; None for what is no moment, and without a zone.

    >>> local("2026-02-01 10:00", "Asia/Baghdad").isoformat()
    '2026-02-01T07:00:00+00:00'
    """
    if not zone:
        return None
    try:
        return datetime.fromisoformat(iso(text)).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)
    except (ValueError, OverflowError, ZoneInfoNotFoundError):
        return None


def columns(header: Sequence[str]) -> dict[str, int]:
    """Which column of a header says what; the first that fits. Headings are compared as the core compares
    them, in English, Arabic and both kinds of Kurdish."""
    folded = [fold(text) for text in header]
    found = {
        name: folded.index(word)
        for name, words in HEADERS.items()
        for word in [next((one for one in map(fold, words) if one in folded), "")]
        if word
    }
    for name, meanings in MEANINGS.items():
        free = [at for at in range(len(header)) if at not in found.values()]
        near = [
            (likeness(header[at], meaning), -place, -at)
            for place, meaning in enumerate(meanings)
            for at in free
        ]
        if near and max(near)[0] >= _NEAR:
            found[name] = -max(near)[2]
    return found


def gaps(items: Sequence[ListedItem]) -> Iterator[Problem]:
    """Numbers that are missing or stand twice in the sequence of each identifier."""
    by: dict[str, list[ListedItem]] = {}
    for item in items:
        if item.sequence is not None:
            by.setdefault(item.liid, []).append(item)
    for liid, own in by.items():
        ordered = sorted(own, key=lambda one: (one.sequence or 0, one.line))
        for before, after in pairwise(ordered):
            first, second = before.sequence or 0, after.sequence or 0
            if second == first:
                yield Problem(
                    "covert-item-twice", Place(Part(0), after.line), value=liid, params={"number": second}
                )
            elif second > first + 1:
                yield Problem(
                    "covert-item-gap",
                    Place(Part(0), after.line),
                    value=liid,
                    params={"first": first + 1, "last": second - 1},
                )


def _item(line: int, row: Sequence[str], header: Sequence[str], known: dict[str, int]) -> ListedItem:
    def cell(name: str) -> str:
        return row[known[name]].strip() if name in known else ""

    number = cell("sequence")
    rest = {header[at]: text for at, text in enumerate(row) if text and at not in known.values()}
    if number and not number.isdecimal():
        rest["sequence"] = number
    return ListedItem(
        line,
        cell("liid"),
        int(number) if number.isdecimal() and len(number) < 19 else None,
        cell("at"),
        cell("digest"),
        cell("kind"),
        cell("number"),
        cell("other"),
        cell("file"),
        cell("transcript"),
        rest=rest,
    )
