"""Where a message of a WhatsApp export begins: date, time and what stands between them and the sender, in the
layouts of many languages.

The export has no standard. Four layouts were seen: ``[date, time] sender: text`` (iOS), ``date, time -
sender: text`` (Android), ``date time: sender: text`` (old telephones) and ``date time, sender : text``
(Korean). A file keeps to one of them, so lines that look like another are text. Direction marks may stand
anywhere, digits may be Arabic-Indic, the half of the day before or after the time.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from tahqiq.formats.chatwords import AM, LINKING, PM

_M = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
_D = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_S = r"[ \t\u00a0\u202f\u2009]*"


def _either(words: Iterable[str]) -> str:
    """A pattern for any of the words, with blanks and points between its letters' groups as telephones write
    them (``p. m.``)."""
    loose = (
        re.escape(word).replace(r"\.", rf"\.?{_S}") + r"\.?" for word in sorted(words, key=len, reverse=True)
    )
    return "|".join(loose)


_HALF = f"(?:{_either((*AM, *PM))})(?![^\\W\\d_])"
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = "(?:" + "|".join(_MONTHS) + r")[a-z]*\.?"
_SEP = rf"{_M}{_S}[/.\-年월년月]{_S}{_M}"
_NUMERIC = (
    f"(?P<one>{_D}{{1,4}})(?P<sep>{_SEP})(?P<two>{_D}{{1,2}}){_SEP}(?P<three>{_D}{{1,4}}){_M}(?:[일日]|"
    "\\.(?=\\s))?"
)
_NAMED = (
    rf"(?:(?P<day>{_D}{{1,2}})\.? (?P<month>{_MONTH})|(?P<month2>{_MONTH}) (?P<day2>{_D}{{1,2}}))(?:,? "
    rf"(?P<year>{_D}{{4}}))?"
)
_CLOCK = (
    rf"(?:(?P<before>{_HALF}){_S})?{_M}(?P<hour>{_D}{{1,"
    rf"2}}){_M}[:.hH]{_M}(?P<minute>{_D}{{2}})(?:{_M}[:.]{_M}(?P<second>{_D}{{2}}))?{_S}{_M}"
    rf"(?P<after>{_HALF})?{_M}"
)
_LINK = (
    rf"{_S}[,،]?{_S}{_M}(?:(?:{'|'.join(map(re.escape, LINKING))}){_S}(?=[\d\u0660-\u0669\u06f0-\u06f9]))?"
)
_END = rf"(?P<end>\]|{_S}[-–—](?=\s|$)|:(?=\s)|,(?=\s)){_S}"
_HEAD = re.compile(f"{_M}(?P<open>\\[?){_M}{_NUMERIC}{_LINK}{_M}{_CLOCK}{_END}", re.I)
_NAMED_HEAD = re.compile(
    (
        f"{_M}(?P<open>\\[?){_M}(?:{_NAMED}{_LINK}{_CLOCK}|{_CLOCK.replace('?P<', '?P<x')},"
        f"{_S}{_NAMED.replace('?P<', '?P<x')}){_END}"
    ),
    re.I,
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Marks of direction that the program strews into heads and names."""

_LAYOUTS = {"]": "bracket", ":": "colon", ",": "comma"}
_LOOK = 2_000
"""From how many lines the layout of a file is taken."""


@dataclass(slots=True)
class Line:
    """One message: its line number in the file, the time as written and in pieces, the rest of the first line
    and further lines.

    ``date`` holds the three numbers in the order of the file; a month by name stands second and a missing
    year is 0. ``dashed`` says that they stand between hyphens.
    """

    row: int
    sent_text: str
    date: tuple[int, int, int]
    clock: tuple[int, int, int]
    rest: str
    dashed: bool = False
    named: bool = False
    """The month stands by its name, so that the order is certain."""

    @property
    def plain(self) -> str:
        """The rest without direction marks."""
        return MARKS.sub("", self.rest)


def _match(text: str) -> re.Match[str] | None:
    start = text[:200]
    return _HEAD.match(start) or _NAMED_HEAD.match(start)


def _layout(head: re.Match[str], text: str) -> str:
    """The layout a head belongs to; empty when it is none (a bracket that is not closed, a comma or colon
    without a sender after it)."""
    end = head.group("end").strip()
    found = _LAYOUTS.get(end, "dash")
    if bool(head.group("open")) != (found == "bracket"):
        return ""
    rest = text[head.end() : head.end() + 130]
    return "" if found in ("colon", "comma") and not re.match(r"[^\n:]{1,120}?\s?:(?:\s|$)", rest) else found


def begins(text: str) -> bool:
    """Whether a line looks like the beginning of a message.

    >>> begins("12.3.2024 klo 14.23 - Aino: hei"), begins("at 12.3.2024 it rained")
    (True, False)
    """
    head = _match(text)
    return head is not None and bool(_layout(head, text))


def split(lines: Iterable[str]) -> Iterator[Line | tuple[int, str]]:
    """Messages of the numbered lines; a line before the first message comes as ``(row, text)``."""
    rest = iter(lines)
    first = list(islice(rest, _LOOK))
    layouts = Counter(
        found for text in first if (head := _match(text)) is not None and (found := _layout(head, text))
    )
    wanted = layouts.most_common(1)[0][0] if layouts else ""
    current: Line | None = None
    more: list[str] = []
    for row, text in enumerate(_chain(first, rest), start=1):
        head = _match(text)
        if head is not None and wanted and _layout(head, text) == wanted:
            if current is not None:
                current.rest = "\n".join((current.rest, *more))
                yield current
            current, more = _line(row, text, head), []
        elif current is None:
            if text.strip():
                yield row, text
        else:
            more.append(text)
    if current is not None:
        current.rest = "\n".join((current.rest, *more)).rstrip("\n")
        yield current


def _chain(first: Sequence[str], rest: Iterator[str]) -> Iterator[str]:
    yield from first
    yield from rest


def _line(row: int, text: str, head: re.Match[str]) -> Line:
    given = {name.removeprefix("x"): value for name, value in head.groupdict().items() if value is not None}
    number = {name: int(value.translate(_DIGITS)) for name, value in given.items() if name in _NUMBERS}
    half = re.sub(r"[\s\u00a0\u202f]", "", given.get("after") or given.get("before") or "").strip(".").lower()
    hour = number["hour"]
    if half:
        hour = hour % 12 + (12 if half in _PM else 0)
    month = given.get("month") or given.get("month2")
    day = number.get("day", number.get("day2", 0))
    date = (
        (day, _MONTHS.index(month.lower()[:3]) + 1, number.get("year", 0))
        if month
        else (number["one"], number["two"], number["three"])
    )
    shown = MARKS.sub("", text[head.start() : head.start("end")]).lstrip("[").rstrip()
    clock = (hour, number["minute"], number.get("second", 0))
    return Line(row, shown, date, clock, text[head.end() :], "-" in given.get("sep", ""), bool(month))


_NUMBERS = frozenset(["one", "two", "three", "hour", "minute", "second", "day", "day2", "year"])
_PM = frozenset(re.sub(r"[\s\u00a0\u202f]", "", word).strip(".").lower() for word in PM)

__all__ = ["MARKS", "Line", "begins", "split"]
