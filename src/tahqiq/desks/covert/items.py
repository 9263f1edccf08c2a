"""Lists of intercepted items (CSV, XLSX): which column says what, gaps in sequences, numbers twice, digests that are none."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tahqiq.formats.etsi.values import instant
from tahqiq.formats.plain_table import PlainTable
from tahqiq.kit.text import tidy
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

HEADERS = {
    "liid": ("liid", "li identifier", "intercept id", "lawful interception identifier", "معرف الاعتراض"),
    "sequence": ("seq", "sequence", "sequence number", "seqno", "sequence no", "التسلسل"),
    "at": ("time", "timestamp", "date time", "datetime", "start", "start time", "observed", "الوقت", "التاريخ والوقت"),
    "digest": ("sha256", "sha 256", "digest", "hash", "البصمة"),
    "file": ("file", "file name", "filename", "recording", "audio", "الملف", "اسم الملف"),
    "kind": ("type", "kind", "event", "medium", "النوع"),
    "number": ("target", "number", "msisdn", "a number", "caller", "الرقم", "رقم الهدف"),
    "other": ("other", "other party", "b number", "callee", "called", "الطرف الآخر"),
}  # fmt: skip
_SHA256 = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(slots=True)
class Listed:
    """One item of a list, texts as they stand; ``sequence`` None where none can be read; ``rest`` are the other columns by header."""

    line: int
    liid: str = ""
    sequence: int | None = None
    at: str = ""
    digest: str = ""
    kind: str = ""
    number: str = ""
    other: str = ""
    file: str = ""
    rest: dict[str, str] = field(default_factory=dict)


def listed(table: PlainTable) -> tuple[list[Listed], list[Problem]]:
    """The items of a table and what is odd about them. A line without anything in it is none; one without an identifier, or without a moment that has a zone, is not read and told."""
    known = columns(table.header)
    items, said = list[Listed](), list[Problem]()
    for line, row in zip(table.lines, table.rows, strict=True):
        item = _item(line, row, table.header, known)
        place = Place(Part(0), line)
        if "liid" in known and not item.liid:
            said.append(Problem("covert-item-no-liid", place, records=1))
        elif instant(item.at) is None:
            said.append(Problem("covert-item-no-moment", place, value=item.at or None, records=1))
        else:
            items.append(item)
            if item.digest and not _SHA256.fullmatch(item.digest):
                said.append(Problem("covert-item-digest", place, value=item.digest[:80]))
    said += gaps(items)
    return items, said


def columns(header: Sequence[str]) -> dict[str, int]:
    """Which column of a header says what; the first that fits."""
    folded = [re.sub(r"[\s_\-.]+", " ", tidy(text)).strip().casefold() for text in header]
    return {
        name: folded.index(word) for name, words in HEADERS.items() for word in [next((one for one in words if one in folded), "")] if word
    }


def gaps(items: Sequence[Listed]) -> Iterator[Problem]:
    """Numbers that are missing or stand twice in the sequence of each identifier."""
    by: dict[str, list[Listed]] = {}
    for item in items:
        if item.sequence is not None:
            by.setdefault(item.liid, []).append(item)
    for liid, own in by.items():
        ordered = sorted(own, key=lambda one: (one.sequence or 0, one.line))
        for before, after in pairwise(ordered):
            first, second = before.sequence or 0, after.sequence or 0
            if second == first:
                yield Problem("covert-item-twice", Place(Part(0), after.line), value=liid, params={"number": second})
            elif second > first + 1:
                yield Problem("covert-item-gap", Place(Part(0), after.line), value=liid, params={"first": first + 1, "last": second - 1})


def _item(line: int, row: Sequence[str], header: Sequence[str], known: dict[str, int]) -> Listed:
    def said(name: str) -> str:
        return row[known[name]].strip() if name in known else ""

    number = said("sequence")
    rest = {header[at]: text for at, text in enumerate(row) if text and at not in known.values()}
    if number and not number.isdecimal():
        rest["sequence"] = number
    return Listed(
        line, said("liid"), int(number) if number.isdecimal() and len(number) < 19 else None, said("at"), said("digest"), said("kind"), said("number"), said("other"), said("file"), rest
    )  # fmt: skip
