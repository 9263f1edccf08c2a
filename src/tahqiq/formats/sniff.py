"""What the first bytes of a file say about it: text or not, which encoding, which wrong decoding already
happened to it.

Nothing here opens a file; every function takes the head (at most 64 KiB) that a reader's ``sniff`` is given.
The single-byte Arabic code pages are told apart by the statistics of the letters they would give, because all
of them decode every file "successfully".
"""

import codecs
import re
from dataclasses import dataclass
from functools import lru_cache

BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
ARABIC_PAGES = ("cp1256", "iso8859_6", "cp720")
_COMMON = frozenset("ابتدرسعفقكلمنهويةى")
_MOJIBAKE = re.compile(r"[ØÙÚÛÃÂ][\u0080-\u00bf\u0152-\u02dc\u2013-\u2122]")
_CONTROL = re.compile(rb"[\x01-\x06\x0e-\x19\x7f]")


@dataclass(frozen=True, slots=True)
class Encoding:
    """A codec name of Python, and whether the head really proves it (BOM, strict UTF-8 beyond ASCII, clear
    letter statistics)."""

    codec: str
    sure: bool


@lru_cache(maxsize=16)
def encoding(head: bytes) -> Encoding:
    """The encoding of a text that starts with ``head``; ``utf-8`` (not sure) for plain ASCII. Remembered:
    every reader asks about the same head.

    >>> encoding("محمد علي حسين".encode("cp1256")).codec
    'cp1256'
    >>> encoding("Müller trägt Grüße".encode("cp1252")).codec
    'cp1252'
    """
    for mark, codec in BOMS:
        if head.startswith(mark):
            return Encoding(codec, True)
    wide = _utf16_without_mark(head)
    if wide:
        return Encoding(wide, True)
    if head.isascii():
        return Encoding("utf-8", False)
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head, final=False)
    except UnicodeDecodeError:
        return Encoding("utf-8", True) if _mostly_utf8(head) else _single_byte(head)
    return Encoding("utf-8", True)


def decode(head: bytes) -> str:
    """``head`` as text in its detected encoding; undecodable bytes become U+FFFD, a character cut at the end
    is dropped."""
    codec = encoding(head).codec
    return codecs.getincrementaldecoder(codec)(errors="replace").decode(head, final=False).lstrip("\ufeff")


def is_utf8(data: bytes) -> bool:
    """Whether ``data`` is valid UTF-8 from its first to its last byte."""
    if data.isascii():
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def is_text(head: bytes) -> bool:
    """Whether ``head`` can be text at all: no NUL outside UTF-16/32 except a few, hardly any control bytes.

    >>> is_text(b"a;b\\r\\n"), is_text(bytes(range(256)))
    (True, False)
    """
    if not head:
        return False
    if encoding(head).codec.startswith(("utf-16", "utf-32")):
        text = decode(head)
        return sum(character < " " and character not in "\t\r\n" for character in text) <= len(text) // 50
    strange = head.count(0) + len(_CONTROL.findall(head))
    return strange <= max(1 if len(head) > 16 else 0, len(head) // 100)


def xml_root(head: bytes) -> str:
    """The name of the first element, without prefix, of an XML head; empty when it is none.

    >>> xml_root(b'<?xml version="1.0"?><!-- x --><a:Document xmlns:a="u">')
    'Document'
    """
    text = re.sub(
        r"<!--.*?-->|<\?.*?\?>|<!DOCTYPE[^>\[]*(\[.*?\])?\s*>", "", decode(head[:8192]), flags=re.DOTALL
    ).lstrip()
    found = re.match(r"<(?:[\w.-]+:)?([\w.-]+)[\s/>]", text)
    return found.group(1) if found else ""


def garbled(text: str) -> str:
    """What a text probably was before UTF-8 was read as Windows-1252 and saved again; empty when nothing
    suggests that.

    >>> garbled("Ù…Ø­Ù…Ø¯ Ø¹Ù„ÙŠ")
    'محمد علي'
    """
    if len(_MOJIBAKE.findall(text)) < 3:
        return ""
    raw = bytearray()
    for character in text:
        try:
            raw += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 255:
                return ""
            raw.append(ord(character))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return ""


def _utf16_without_mark(head: bytes) -> str:
    """UTF-16 shows as one byte value (0x00 of Latin, 0x06 of Arabic) repeated in every second place."""
    if len(head) < 4:
        return ""
    even, odd = head[0::2], head[1::2]
    for codec, high, low in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        zeros = high.count(0)
        if zeros >= 2 and zeros + high.count(6) > 0.8 * len(high) and low.count(0) < 0.2 * len(low):
            return codec
    return ""


def _mostly_utf8(head: bytes) -> bool:
    """Whether a few lines in another encoding stand in a UTF-8 text: single-byte text is hardly ever valid
    UTF-8 by chance."""
    strange = [line for line in re.split(rb"[\r\n]+", head)[:2_000] if not line.isascii()]
    valid = sum(is_utf8(line) for line in strange)
    return valid * 2 > len(strange)


def _single_byte(head: bytes) -> Encoding:
    best, score = "cp1252", 0.5
    for codec in ARABIC_PAGES:
        reached = _arabic_score(head.decode(codec, errors="replace"))
        if reached > score:
            best, score = codec, reached
    return Encoding(best, score > 0.5)


def _arabic_score(text: str) -> float:
    """How Arabic a reading is: letters that stand in words of Arabic letters only, of all non-ASCII
    characters, times their commonness."""
    strange = len(text) - len(text.encode("ascii", "ignore"))
    words = re.findall(r"[\u0621-\u06d3\u064b-\u0652]{2,}", text)
    glued = len(re.findall(r"[A-Za-z][\u0621-\u06d3]|[\u0621-\u06d3][A-Za-z]", text))
    letters = "".join(words)
    if not letters or not strange:
        return 0.0
    common = sum(map(_COMMON.__contains__, letters)) / len(letters)
    return (len(letters) - glued) / strange * (0.4 + 0.6 * common)
