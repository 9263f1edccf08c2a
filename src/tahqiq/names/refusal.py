"""Texts that stand where a name should be and are none: they never link anything, and each refusal says
why."""

import re
from functools import lru_cache
from typing import Literal

from tahqiq.kit.text import fold_digits, strip_invisible
from tahqiq.names.skeleton import spelled
from tahqiq.names.words import PLACEHOLDERS, TITLES

Refusal = Literal["", "name-empty", "name-no-letters", "name-number", "name-placeholder", "name-one-letter"]

_NOT_LETTERS = re.compile(r"[\W\d_]+")
_MOST_DIGITS = 0.5
_LOOKED_AT = 400


@lru_cache(maxsize=1 << 14)
def refusal(text: str) -> Refusal:
    """Why a text is no name to compare: a code of the message catalogue, or "" when it is a name.

    A phone number, an address of a mailbox or anything else that is mostly digits is ``name-number``;
    UNKNOWN, مجهول, N/A and their like are ``name-placeholder``; ``name-one-letter`` is a single letter (an
    initial alone says nothing).

    >>> refusal("0770 123 4567"), refusal("مجهول"), refusal("Ali"), refusal("N/A")
    ('name-number', 'name-placeholder', '', 'name-placeholder')
    """
    seen = strip_invisible(text[:_LOOKED_AT], joiners=True).strip()
    if not seen:
        return "name-empty"
    count = sum(map(str.isalpha, seen))
    digits = sum(map(str.isdigit, fold_digits(seen)))
    if not count:
        return "name-number" if digits else "name-no-letters"
    if digits / (digits + count) > _MOST_DIGITS or "@" in seen:
        return "name-number"
    words = _NOT_LETTERS.sub(" ", spelled(seen)).split()
    if not words:
        return "name-no-letters"
    if " ".join(words) in PLACEHOLDERS or "".join(words) in PLACEHOLDERS:
        return "name-placeholder"
    left = [word for word in words if word not in TITLES] or words
    if " ".join(left) in PLACEHOLDERS:
        return "name-placeholder"
    return "name-one-letter" if len("".join(left)) == 1 else ""


__all__ = ["Refusal", "refusal"]
