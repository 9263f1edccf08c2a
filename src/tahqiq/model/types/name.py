"""Names of people, organisations, things; and free text."""

import unicodedata
from typing import ClassVar

from tahqiq.kit.text import strip_invisible, tidy
from tahqiq.model.types.base import Clean, Context, PropertyType, TextLike
from tahqiq.model.types.codes import is_placeholder

LONGEST_NAME = 500
_ARABIC = "[ء-غف-يپچژکگڤڵڕۆێیە]{2,15}"
_LATIN = "[A-Z][a-z]{1,15}"
"""Words of names of three words and more that need no cleaning: no placeholder is so long, nothing in them
composes."""
_NOT_NAMES_TEXT = (
    "test|tester|test test|testing|اختبار|تجربة|تێست|بدون اسم|بلا اسم|بێ ناو|بێ ناڤ|no name|noname|name|الاسم"
)
_NOT_NAMES = frozenset(_NOT_NAMES_TEXT.split("|"))


class NameType(TextLike):
    """A name in its own script, one line, Unicode NFC, without direction controls. No letter is changed:
    folding for comparison is elsewhere.

    Placeholders (``UNKNOWN``, ``مجهول``, ``N/A``, ``-``, ``test``) are no names (``placeholder``); more than
    500 letters are kept and noted.

    >>> NameType().clean(" \\u202eمحمد  علي "), NameType().clean("مجهول")
    (Clean(value='محمد علي', note=None), Clean(value=None, note='placeholder'))
    """

    name: ClassVar[str] = "name"
    exact: ClassVar[str] = f"{_ARABIC}(?: {_ARABIC}){{2,6}}|{_LATIN}(?: {_LATIN}){{2,6}}"

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy(value)
        if not text:
            return Clean(None)
        if is_placeholder(text) or text.casefold() in _NOT_NAMES:
            return Clean(None, "placeholder")
        return Clean(text, "value-too-long" if len(text) > LONGEST_NAME else None)


class StringType(TextLike):
    """One line of text: whatever is neither a name nor an identifier."""

    name: ClassVar[str] = "string"


class AddressType(TextLike):
    """An address as one line; placeholders are no address."""

    name: ClassVar[str] = "address"

    def clean_one(self, value: str, context: Context) -> Clean:
        text = tidy(value).strip(" ,،;؛")
        if text and is_placeholder(text):
            return Clean(None, "placeholder")
        return Clean(text or None, None if text or not tidy(value) else "placeholder")


class TextType(PropertyType):
    """Text of any length in NFC; line ends are ``\\n`` and stay, as do blanks inside lines. Control and
    direction-steering signs go.

    >>> TextType().clean(" a\\r\\nb\\x00 ").value
    'a\\nb'
    """

    name: ClassVar[str] = "text"

    def clean_one(self, value: str, context: Context) -> Clean:
        text = value.replace("\r\n", "\n").replace("\r", "\n")
        text = unicodedata.normalize("NFC", strip_invisible(text)).strip()
        return Clean(text or None)

    def key(self, value: str) -> str:
        return tidy(value).casefold()


__all__ = ["AddressType", "NameType", "StringType", "TextType"]
