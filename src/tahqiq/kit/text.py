"""Text as it comes from files: digits, invisible signs, blanks, script and direction. All functions accept
any text and never raise."""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import Literal

Direction = Literal["ltr", "rtl"]

_DIGIT_BLOCKS = (0x0660, 0x06F0, 0xFF10)
DIGITS = {start + value: str(value) for start in _DIGIT_BLOCKS for value in range(10)}
"""Arabic-Indic, Persian (Extended Arabic-Indic) and full-width digits to ASCII, for ``str.translate``."""

_FOLD = re.compile("[" + "".join(f"{chr(start)}-{chr(start + 9)}" for start in _DIGIT_BLOCKS) + "]")
_BIDI = "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"
_INVISIBLE = _BIDI + "\u00ad\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb"
_JOINERS = "\u200c\u200d"
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"
_STRIP_BIDI = re.compile(f"[{_BIDI}]")
_STRIP_INVISIBLE = re.compile(f"[{_INVISIBLE}{_CONTROL}]")
_STRIP_ALL = re.compile(f"[{_INVISIBLE}{_CONTROL}{_JOINERS}]")
_UNSAFE_IN_NAME = re.compile(r'[/\\:*?"<>|]')


def fold_digits(text: str) -> str:
    """Digits of the Arabic, Persian/Kurdish and full-width sets as ASCII digits; everything else stays.

    >>> fold_digits("٠٧٧٠ ۱۲۳")
    '0770 123'
    """
    return text if text.isascii() or not _FOLD.search(text) else text.translate(DIGITS)


def strip_bidi(text: str) -> str:
    """Without the signs that only steer direction (marks, embeddings, overrides, isolates; Unicode UAX #9).

    >>> strip_bidi("a\\u202eb\\u200f")
    'ab'
    """
    return text if text.isascii() else _STRIP_BIDI.sub("", text)


def strip_invisible(text: str, joiners: bool = False) -> str:
    """Without direction marks, zero-width signs, byte-order marks, control characters and lone surrogates;
    tab and line ends stay.

    The zero-width joiner and non-joiner stay unless ``joiners`` is True, because they change how Kurdish and
    Persian words are read.
    """
    return (_STRIP_ALL if joiners else _STRIP_INVISIBLE).sub("", text)


def storable(text: str) -> str:
    """``text`` as every database and every output can take it: U+FFFD for a lone surrogate (half a
    character), U+2400 for NUL.

    >>> storable("bad\\udcff.csv"), storable("a\\x00b")
    ('bad\ufffd.csv', 'a\u2400b')
    """
    if text.isascii() and "\0" not in text:
        return text
    return text.replace("\0", "\u2400").encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


_STEERING = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def visible(text: str) -> str:
    """``text`` for a terminal: signs that would steer it (escape sequences, line ends, direction overrides)
    are shown instead of obeyed.

    >>> visible("\\x1b[31m\\u202e")
    '\u241b[31m\u2039U+202E\u203a'
    """
    return text if text.isascii() and text.isprintable() else _STEERING.sub(_shown_sign, text)


_APART = re.compile("[\u2066-\u2069]")


def undirected(text: str) -> str:
    """Our own sentence without the marks that set Latin names apart among letters that run to the left: a
    terminal shows them instead of obeying.

    >>> undirected("\\u2066a.edi\\u2069: 7")
    'a.edi: 7'
    """
    return _APART.sub("", text)


def _shown_sign(found: re.Match[str]) -> str:
    code = ord(found[0])
    return chr(0x2400 + code) if code < 0x20 else f"\u2039U+{code:04X}\u203a"


def squeeze(text: str) -> str:
    """Every run of white space (line ends and non-breaking blanks too) as one blank, none at the ends."""
    return " ".join(text.split())


def tidy(text: str) -> str:
    """One line in Unicode NFC without invisible signs; the script, letters and digits stay as they are.
    Idempotent.

    >>> tidy("\\u202b  محمد \\u00a0 علي ")
    'محمد علي'
    """
    if text.isascii() and text.isprintable():
        return squeeze(text)
    return squeeze(unicodedata.normalize("NFC", squeeze(strip_invisible(text))))


def tidy_code(text: str) -> str:
    """Like :func:`tidy`, for identifiers: also without joiners and tatweel, digits as ASCII. Idempotent."""
    if text.isascii() and text.isprintable():
        return squeeze(text)
    bare = strip_invisible(text, joiners=True).replace("\u0640", "")
    return fold_digits(squeeze(unicodedata.normalize("NFC", squeeze(bare))))


def first_strong(text: str) -> Direction | None:
    """Direction of the first letter that has one (UAX #9, rules P2 and P3 without isolates); None when no
    letter has.

    >>> first_strong("123 علي Ali"), first_strong("12-3")
    ('rtl', None)
    """
    for sign in text:
        kind = unicodedata.bidirectional(sign)
        if kind == "L":
            return "ltr"
        if kind in ("R", "AL"):
            return "rtl"
    return None


def onward(parts: Iterable[str]) -> str:
    """Things one after the other with an arrow from each to the next, in the way the text is read by its
    first strong letter; empty ones are left out.

    >>> onward(["Ali", "", "Sara"]), onward(["علي", "Sara"])
    ('Ali → Sara', 'علي ← Sara')
    """
    told = [one for one in parts if one]
    return (" ← " if first_strong("".join(told)) == "rtl" else " → ").join(told)


_SCRIPTS = (
    (0x0041, 0x024F, "Latn"),
    (0x0370, 0x03FF, "Grek"),
    (0x0400, 0x052F, "Cyrl"),
    (0x0530, 0x058F, "Armn"),
    (0x0590, 0x05FF, "Hebr"),
    (0x0600, 0x06FF, "Arab"),
    (0x0700, 0x074F, "Syrc"),
    (0x0750, 0x077F, "Arab"),
    (0x08A0, 0x08FF, "Arab"),
    (0x0900, 0x097F, "Deva"),
    (0x10A0, 0x10FF, "Geor"),
    (0x1E00, 0x1EFF, "Latn"),
    (0x3040, 0x309F, "Hira"),
    (0x30A0, 0x30FF, "Kana"),
    (0x4E00, 0x9FFF, "Hani"),
    (0xAC00, 0xD7AF, "Hang"),
    (0xFB50, 0xFDFF, "Arab"),
    (0xFE70, 0xFEFE, "Arab"),
)


def script(text: str) -> str:
    """The ISO 15924 code of the script most letters are in (``Arab``, ``Latn``, ``Cyrl`` …); ``Zyyy`` when
    there are no letters.

    Letters of a script that is not in our table count as ``Zzzz``. On equal counts the script that comes
    first in the text wins.

    >>> script("نیچیرڤان Nechirvan Barzani"), script("12/3")
    ('Latn', 'Zyyy')
    """
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    counts: dict[str, int] = {}
    for name in map(_script_of, filter(str.isalpha, text)):
        counts[name] = counts.get(name, 0) + 1
    return max(counts, key=lambda name: counts[name]) if counts else "Zyyy"


@lru_cache(maxsize=4_096)
def _script_of(sign: str) -> str:
    point = ord(sign)
    for first, last, name in _SCRIPTS:
        if first <= point <= last:
            return name
    return "Zzzz"


def shown_filename(name: str, limit: int = 80) -> str:
    """A file name that is safe to show and to write: one part, no direction tricks, no signs that a file
    system forbids.

    An RTL override cannot hide the real extension; when cut to ``limit`` letters the extension stays. Empty
    names become ``_``.

    >>> shown_filename("../photo\\u202egpj.exe")
    '.._photogpj.exe'
    """
    clean = _UNSAFE_IN_NAME.sub("_", tidy(strip_invisible(name, joiners=True))).strip()
    if clean in ("", ".", ".."):
        return "_"
    if len(clean) <= limit:
        return clean
    stem, dot, ending = clean.rpartition(".")
    if not dot or len(ending) > 12:
        return clean[: limit - 1] + "…"
    return stem[: max(1, limit - len(ending) - 2)] + "…." + ending
