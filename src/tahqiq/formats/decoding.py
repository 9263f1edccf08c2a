"""From bytes to text: byte-order marks, UTF-8, UTF-16 without a mark, otherwise Windows-1256 or Windows-1252."""

import codecs
import re
from typing import NamedTuple

from tahqiq.model.place import WHOLE, Part, Place
from tahqiq.model.problem import Problem

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_PROBE = 1 << 20
_ARABIC_WORD = re.compile(rb"[\x81\x8d-\x90\x98\x9a\xaa\xc0-\xfe]{3,}")


class Decoded(NamedTuple):
    """Text, the name of its encoding, and a problem when the encoding was guessed or bytes did not fit."""

    text: str
    encoding: str
    problem: Problem | None = None


def guess(data: bytes) -> tuple[str, bool]:
    """``(encoding, sure)`` for ``data``: sure for a byte-order mark or valid UTF-8, else a guess from the letters.

    >>> guess("سلام".encode("cp1256"))
    ('cp1256', False)
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name, True
    probe = data[:_PROBE]
    wide = _wide(probe)
    if wide:
        return wide, False
    try:
        codecs.getincrementaldecoder("utf-8")().decode(probe, final=len(probe) == len(data))
        return "utf-8", True
    except UnicodeDecodeError:
        return _single_byte(probe), False


def decode(data: bytes, declared: str | None = None, part: Part = WHOLE) -> Decoded:
    """The text of ``data``. ``declared`` (from a header) is used when it fits; bytes that fit nowhere become U+FFFD and are told.

    A guess is told with ``encoding-guessed``; replaced bytes with ``bytes-replaced`` (both ``records=0``).
    """
    if declared:
        text = _strict(data, declared)
        if text is not None:
            return Decoded(text, declared.lower())
    name, sure = guess(data)
    text = _strict(data, name)
    if text is not None:
        note = None if sure else Problem("encoding-guessed", Place(part), params={"encoding": name})
        return Decoded(text, name, note)
    text = data.decode(name, "replace")
    return Decoded(text, name, Problem("bytes-replaced", Place(part), params={"encoding": name, "count": text.count("\ufffd")}))


def _strict(data: bytes, encoding: str) -> str | None:
    try:
        info = codecs.lookup(encoding)
        if not info._is_text_encoding:  # e.g. "zlib" or "rot13" named in a hostile header
            return None
        return data.decode(encoding)
    except (LookupError, UnicodeError, ValueError):
        return None


def _wide(probe: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is 0 (Latin) or 6 (Arabic block) far more often than chance."""
    if len(probe) < 8:
        return None
    for name, high in (("utf-16-le", probe[1::2]), ("utf-16-be", probe[0::2])):
        if (high.count(0) + high.count(6)) * 10 > len(high) * 8 and (0 in high or 6 in high) and not re.match(rb"\x00*$", probe):
            return name
    return None


def _single_byte(probe: bytes) -> str:
    """Arabic words are runs of high bytes; in Latin text an accented letter stands alone or in pairs."""
    high = sum(byte >= 0xC0 for byte in probe)
    in_words = sum(len(run) for run in _ARABIC_WORD.findall(probe))
    return "cp1256" if high and in_words * 2 >= high else "cp1252"
