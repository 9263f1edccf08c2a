"""Lines of a WhatsApp export: where a message begins, who sent it, what it says about media and deletion, and the order of its dates.

The export has no standard; the forms below were gathered from exports of Android (``date, time - sender: text``) and iOS
(``[date, time] sender: text``) in English and Arabic. Direction marks may stand anywhere in the head of a line, digits may be Arabic-Indic.
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

Order = Literal["dmy", "mdy", "ymd"]

_M = "[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]*"
_D = "[0-9\u0660-\u0669\u06f0-\u06f9]"
_HALF = r"[AaPp]\.?\s?[Mm]\.?|ص|م|صباحا|صباحًا|مساء|مساءً|پ\.?ن|د\.?ن"
_HEAD = re.compile(
    f"{_M}(\\[?){_M}({_D}{{1,4}}){_M}[/.-]{_M}({_D}{{1,2}}){_M}[/.-]{_M}({_D}{{1,4}}){_M}\\s*[,،]?\\s*"
    f"{_M}({_D}{{1,2}}){_M}[:.]{_M}({_D}{{2}})(?:{_M}[:.]{_M}({_D}{{2}}))?\\s*{_M}({_HALF})?{_M}(\\]|\\s+[-–]\\s)\\s*"
)
_DIGITS = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹", "01234567890123456789")
_MARKS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
_SENDER = re.compile(r"([^\n]{1,120}?):(?:\s|$)")
_SYSTEM = re.compile(
    r"created (?:the )?group|changed (?:the|this|to)|added|removed|left$|joined using|end-to-end encrypted|security code|pinned a message"
    r"|أنشأ|أنشأت|غيّر|غيّرت|غيرت|أضاف|أضافت|غادر|غادرت|انضم|مشفرة|تمت إزالة|أزال|رمز الأمان"
)
_ATTACHED = re.compile(
    r"<(?:attached|المرفق|مرفق|adjunto)\s*:\s*([^<>]{1,255})>|^(.{1,255}\.\w{2,5}) \((?:file attached|الملف مرفق|ملف مرفق)\)", re.M
)
_OMITTED = re.compile(
    r"^<(?:Media omitted|تم استبعاد الوسائط|الوسائط غير مدرجة)>|^(?:image|video|audio|sticker|document|GIF|Contact card) omitted"
    r"|^تم استبعاد (?:الصورة|الفيديو|الصوت|الملصق|المستند)"
)
_DELETED = re.compile(r"^(?:This message was deleted|You deleted this message|تم حذف هذه الرسالة|لقد حذفت هذه الرسالة|حذفت هذه الرسالة)")
_EDITED = re.compile(r"<(?:This message was edited|تم تعديل هذه الرسالة)>")


@dataclass(slots=True)
class Line:
    """One message: its line number in the file, the time as written and in pieces, the rest of the first line and further lines."""

    row: int
    sent_text: str
    date: tuple[int, int, int]
    clock: tuple[int, int, int]
    rest: str

    @property
    def plain(self) -> str:
        """The rest without direction marks."""
        return _MARKS.sub("", self.rest)


@dataclass(frozen=True, slots=True)
class Said:
    """What a message says: ``sender`` is None for a system line."""

    sender: str | None
    body: str
    media: str | None
    deleted: bool
    edited: bool


def begins(text: str) -> bool:
    """Whether a line begins a message."""
    return _HEAD.match(text[:200]) is not None


def split(lines: Iterable[str]) -> Iterator[Line | tuple[int, str]]:
    """Messages of the numbered lines; a line before the first message comes as ``(row, text)``."""
    current: Line | None = None
    for row, text in enumerate(lines, start=1):
        head = _HEAD.match(text[:200])
        if head is not None and bool(head.group(1)) == (head.group(9) == "]"):
            if current is not None:
                yield current
            current = _line(row, text, head)
        elif current is None:
            if text.strip():
                yield row, text
        else:
            current.rest += "\n" + text
    if current is not None:
        current.rest = current.rest.rstrip("\n")
        yield current


def _line(row: int, text: str, head: re.Match[str]) -> Line:
    number = [int(group.translate(_DIGITS)) if group else 0 for group in head.group(2, 3, 4, 5, 6, 7)]
    half = (head.group(8) or "").lower()
    hour = number[3] % 12 + (12 if half.startswith(("p", "م", "د")) else 0) if half else number[3]
    shown = text[head.start() : head.end(8) if head.group(8) else max(head.end(6), head.end(7))]
    return Line(row, _MARKS.sub("", shown).lstrip("["), (number[0], number[1], number[2]), (hour, number[4], number[5]), text[head.end() :])


def say(line: Line) -> Said:
    """Sender, body and markers of a message."""
    plain = line.plain
    match = _SENDER.match(plain)
    sender = match.group(1).strip() if match else None
    if match is None or sender is None or (_SYSTEM.search(sender) and "+" not in sender):
        return Said(None, plain, None, deleted=False, edited=False)
    body = plain[match.end() :].lstrip(" ")
    attached = _ATTACHED.search(body)
    media = next((name.strip() for name in attached.groups() if name), None) if attached else None
    if media is None and _OMITTED.match(body):
        media = "omitted"
    return Said(sender, body, media, *marks(body))


def marks(body: str) -> tuple[bool, bool]:
    """Whether the text of a message says that it was deleted, and that it was edited.

    >>> marks("You deleted this message"), marks("Deleted that, be careful")
    ((True, False), (False, False))
    """
    return _DELETED.match(body) is not None, _EDITED.search(body) is not None


@dataclass(frozen=True, slots=True)
class Decision:
    """The order of the dates of a chat: None when nothing shows it; ``mixed`` when the evidence contradicts itself."""

    order: Order | None
    mixed: bool = False


def decide(dates: Iterable[tuple[int, int, int]]) -> Decision:
    """Day first or month first, by the evidence of the whole chat.

    1. A number over 12 settles it. 2. Otherwise the order in which time never (or less often) runs backwards. 3. Otherwise, with four or
    more different dates, the order under which they are not all the same day of different months. Dates with the year first need none.

    >>> decide([(1, 2, 26), (13, 2, 26)]).order, decide([(1, 2, 26)]).order
    ('dmy', None)
    """
    plain = [date for date in dates if date[0] < 1000]
    if not plain:
        return Decision("ymd")
    day_first = any(first > 12 for first, _, _ in plain)
    month_first = any(second > 12 for _, second, _ in plain)
    if day_first or month_first:
        return Decision(None, mixed=True) if day_first and month_first else Decision("dmy" if day_first else "mdy")
    if all(first == second for first, second, _ in plain):
        return Decision("dmy")
    back_dmy = _backwards((year, second, first) for first, second, year in plain)
    back_mdy = _backwards((year, first, second) for first, second, year in plain)
    if back_dmy != back_mdy:
        return Decision("dmy" if back_dmy < back_mdy else "mdy")
    return Decision(_by_days(set(plain)))


def _backwards(days: Iterable[tuple[int, int, int]]) -> int:
    count = 0
    before = (0, 0, 0)
    for day in days:
        count += day < before
        before = day
    return count


def _by_days(dates: set[tuple[int, int, int]]) -> Order | None:
    if len(dates) < 4:
        return None
    if len({first for first, _, _ in dates}) == 1:
        return "mdy"
    return "dmy" if len({second for _, second, _ in dates}) == 1 else None


def moment(line: Line, decision: Decision) -> tuple[str | None, Order | None]:
    """Local time as ISO 8601 without zone, and the order used; ``(None, None)`` when the order or the date is not certain.

    In a mixed chat only dates with a number over 12 are certain.
    """
    first, second, third = line.date
    order: Order | None = "ymd" if first >= 1000 else decision.order
    if decision.mixed and order is None:
        order = "dmy" if first > 12 else "mdy" if second > 12 else None
    if order is None:
        return None, None
    year, month, day = {"ymd": (first, second, third), "dmy": (third, second, first), "mdy": (third, first, second)}[order]
    try:
        return dt.datetime(year + 2000 if year < 100 else year, month, day, *line.clock).isoformat(), order  # local time, zone unknown
    except ValueError:
        return None, None
