"""Durations as whole seconds."""

import re
from typing import ClassVar, Literal

from tahqiq.kit.text import tidy_code
from tahqiq.model.types.base import Clean, Context, PropertyType
from tahqiq.model.types.codes import SCIENTIFIC, is_placeholder
from tahqiq.model.types.date_words import fold_word

Unit = Literal["s", "ms", "min", "h"]

LONGEST_SECONDS = 2_147_483_647
"""More than this (68 years) is no duration; facts keep seconds in 32 bits."""

_MILLIS = {"s": 1000, "ms": 1, "min": 60_000, "h": 3_600_000}
_CLOCK = re.compile(r"(?:([0-9]{1,5}):)?([0-9]{1,5}):([0-9]{1,2})(?:[.,]([0-9]{1,9}))?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:,[0-9]{3})+")
"""Thousands set apart by commas, as spreadsheets print long durations: three digits behind a comma are never
a fraction of a second."""
_NUMBER = re.compile(r"([0-9]{1,13})(?:[.,]([0-9]{1,9}))?")
_WORDS_TEXT = {
    86_400_000: "d day days يوم ايام ڕۆژ رۆژ",
    3_600_000: "h hr hrs hour hours ساعه ساعات ساعتان ساعتين س كاتژمێر دەمژمێر دەمژمێران",
    60_000: "m min mins minute minutes دقيقه دقائق دقايق د خولەك خولهك دەقە",
    1000: "s sec secs second seconds ثانيه ثواني ثوان ث چركە چركه",
    1: "ms millisecond milliseconds",
}
_WORDS = {fold_word(word): millis for millis, words in _WORDS_TEXT.items() for word in words.split()}
_PIECE = re.compile(r"([0-9]{1,9})(?:[.,]([0-9]{1,6}))?\s*([^\W\d_]+)\.?\s*(?:و|and|,|،)?\s*")
_ISO = re.compile(r"PT(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:([0-9]{1,9})(?:[.,][0-9]+)?S)?", re.IGNORECASE)


def parse_seconds(text: str, unit: Unit = "s") -> int | None:
    """Seconds that a text means, None when it is no duration or more than :data:`LONGEST_SECONDS`.

    ``hh:mm:ss``, ``mm:ss``, a bare number in ``unit``, numbers with units in English, Arabic or Kurdish, ISO
    8601 ``PT1H2M3S``. A started second counts as a whole one, as operators bill it. ``1:30`` is always
    minutes and seconds; state ``unit`` for nothing but bare numbers.

    >>> parse_seconds("01:02:03"), parse_seconds("2:05"), parse_seconds("٣ دقائق و ٥ ثواني")
    (3723, 125, 185)
    >>> parse_seconds("1.5", "min"), parse_seconds("x")
    (90, None)
    """
    bare = tidy_code(text).strip("'\"= ")
    if not bare or len(bare) > 60:
        return None
    millis = _millis(fold_word(bare), unit)
    if millis is None:
        return None
    seconds = -(-millis // 1000)
    return seconds if seconds <= LONGEST_SECONDS else None


def _millis(text: str, unit: Unit) -> int | None:
    clock = _CLOCK.fullmatch(text)
    if clock:
        hours, minutes, seconds = int(clock[1] or 0), int(clock[2]), int(clock[3])
        if seconds > 59 or (clock[1] and minutes > 59):
            return None
        return 1000 * (3600 * hours + 60 * minutes + seconds) + _fraction(clock[4], 1000)
    grouped = _GROUPED.fullmatch(text)
    number = _NUMBER.fullmatch(text.replace(",", "") if grouped else text)
    if number:
        return int(number[1]) * _MILLIS[unit] + _fraction(number[2], _MILLIS[unit])
    iso = _ISO.fullmatch(text)
    if iso and any(iso.groups()):
        return 1000 * (3600 * int(iso[1] or 0) + 60 * int(iso[2] or 0) + int(iso[3] or 0))
    return _worded(text)


def _fraction(digits: str | None, scale: int) -> int:
    """Thousandths of ``scale``/1000 that the digits after the mark stand for, rounded up."""
    return -(-int(digits) * scale // 10 ** len(digits)) if digits else 0


def _worded(text: str) -> int | None:
    total, at = 0, 0
    for piece in _PIECE.finditer(text):
        millis = _WORDS.get(piece[3])
        if piece.start() != at or millis is None:
            return None
        total += int(piece[1]) * millis + _fraction(piece[2], millis)
        at = piece.end()
    return total if at == len(text) and at else None


class DurationType(PropertyType):
    """A length of time in whole seconds as ASCII digits; see :func:`parse_seconds`. Other texts are not used
    (``not-a-duration``).

    >>> DurationType().clean("00:01:05").value, DurationType().display("3725", "en")
    ('65', '1:02:05')
    """

    name: ClassVar[str] = "duration"
    exact: ClassVar[str] = "0|[1-9][0-9]{0,8}"

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy_code(value)
        if not text:
            return Clean(None)
        if is_placeholder(text):
            return Clean(None, "placeholder")
        if SCIENTIFIC.fullmatch(text):
            return Clean(None, "number-in-scientific-notation")
        seconds = parse_seconds(text)
        return Clean(None, "not-a-duration") if seconds is None else Clean(str(seconds))

    def display(self, value: str, locale: str) -> str:
        """``h:mm:ss`` or ``m:ss`` in ASCII digits."""
        if not value.isdigit():
            return value
        minutes, seconds = divmod(int(value), 60)
        hours, minutes = divmod(minutes, 60)
        return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


__all__ = ["DurationType", "Unit", "parse_seconds"]
