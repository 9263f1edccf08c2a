"""Text as papers take it, whatever it holds."""

import re

from tahqiq.kit.text import storable

_SIGNED = re.compile(r"([+#])(?=\d)")
_KEPT = "\u200b\u200c\u200e\u200f"


def plain(text: str) -> str:
    """The text on one line without control characters; a sign in front of a number gets a mark that keeps it
    there between letters running from right to left.

    >>> plain("+964\\t770") == "\\u200e+964 770"
    True
    """
    told = "".join(letter if letter.isprintable() or letter in _KEPT else " " for letter in storable(text))
    return _SIGNED.sub("\u200e\\1", told)
