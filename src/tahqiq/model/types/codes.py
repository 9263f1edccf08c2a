"""What all identifier texts share: spreadsheet guards, placeholders, lost digits, compact forms, Luhn."""

import re
from abc import abstractmethod
from typing import ClassVar

from tahqiq.kit.text import tidy_code
from tahqiq.model.types.base import Clean, Context, PropertyType
from tahqiq.model.types.columns import SEPARATORS, WIDE_SEPARATORS

SCIENTIFIC = re.compile(r"[+-]?\d+(?:[.,]\d+[eE][+-]?\d+|[eE]\+\d+)")
"""A number as a spreadsheet prints it when it is too long: digits are lost."""

_PLACEHOLDERS_TEXT = (
    "unknown|unkown|unk|n/a|n.a|n.a.|#n/a|#value!|#ref!|#null!|#name?|none|null|nil|nan|no data|not "
    "available|not known|not applicable|xxx|xxxx|"
    "مجهول|مجهولة|المجهول|مجهول الهوية|غير معروف|غير معلوم|غير متوفر|غير موجود|لا يوجد|لايوجد|لا شيء|"
    "لا تتوفر|بلا|نامعلوم|ناشناس|"
    "نەزانراو|نەناسراو|نییە|نیە|نادیار|نەدیار|نەزانی|نە ناسیار"
)
_PLACEHOLDERS = frozenset(_PLACEHOLDERS_TEXT.split("|"))
_ONLY_SIGNS = re.compile(
    r"[-\u2010-\u2015\u2212_.?؟/\\*#~+=:;,،؛!'\"()|<>\[\]{}`\u2018\u2019\u201c\u201d\s]+"
)
_GUARDS = "'\"\u2018\u2019\u201c\u201d` "
_DROP = str.maketrans("", "", SEPARATORS + WIDE_SEPARATORS + ".,·•")
_FLOAT_TAIL = re.compile(r"(\d{4,})\.0+")


def is_placeholder(text: str) -> bool:
    """Whether a tidied text only says that nothing is known: ``-``, ``N/A``, ``UNKNOWN``, ``مجهول`` …

    >>> is_placeholder("مجهول"), is_placeholder("---"), is_placeholder("Nil Armand")
    (True, True, False)
    """
    return _ONLY_SIGNS.fullmatch(text) is not None or text.casefold() in _PLACEHOLDERS


def unguard(text: str) -> str:
    """Without the signs that keep a spreadsheet from reading a code as a number (``'0770``, ``="0770"``) and
    without a float's ``.0``.

    >>> unguard('="0770"'), unguard("9647701234567.0")
    ('0770', '9647701234567')
    """
    bare = text.lstrip(_GUARDS + "=").rstrip(_GUARDS)
    tail = _FLOAT_TAIL.fullmatch(bare)
    return tail.group(1) if tail else bare or text


def code_text(value: str) -> str:
    """The text of an identifier, ready for the rules: one line, ASCII digits, no guards. Idempotent."""
    return unguard(tidy_code(value))


def drop_separators(text: str) -> str:
    """Without blanks, dashes, dots, commas, brackets, slashes and quotes."""
    return text.translate(_DROP)


def unusable(text: str) -> Clean | None:
    """The answer for a text that can never be an identifier (nothing, a placeholder, lost digits), None for
    all others."""
    if not text:
        return Clean(None)
    if is_placeholder(text) or text.casefold() == "na":
        return Clean(None, "placeholder")
    if SCIENTIFIC.fullmatch(text):
        return Clean(None, "number-in-scientific-notation")
    return None


class CodeType(PropertyType):
    """A type whose values are codes that somebody gave out: what can never be one is answered here, the rest
    by :meth:`clean_code`."""

    identifies: ClassVar[bool] = True

    def clean_one(self, value: str, context: Context) -> Clean:
        text = code_text(value)
        bad = unusable(text)
        return self.clean_code(text, context) if bad is None else bad

    @abstractmethod
    def clean_code(self, text: str, context: Context) -> Clean:
        """The cleaned form of a text that :func:`code_text` has prepared and that is neither empty, a
        placeholder nor in scientific notation."""


def luhn(digits: str) -> bool:
    """The Luhn check (ISO/IEC 7812-1 annex B) over ASCII digits with the check digit last.

    >>> luhn("490154203237518")
    True
    """
    total = 0
    for place, sign in enumerate(reversed(digits)):
        value = int(sign) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def rounded(digits: str) -> bool:
    """Whether more than 15 digits end in zeros from the 16th on, as when a spreadsheet has held the number
    (IEEE 754 double, 15 digits).

    >>> rounded("8996400000012340000"), rounded("8996400000012345678")
    (True, False)
    """
    return len(digits) >= 17 and not digits[15:].strip("0")


__all__ = [
    "SCIENTIFIC",
    "CodeType",
    "code_text",
    "drop_separators",
    "is_placeholder",
    "luhn",
    "rounded",
    "unguard",
    "unusable",
]
