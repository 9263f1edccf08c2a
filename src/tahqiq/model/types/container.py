"""Freight containers (ISO 6346)."""

import re
from typing import ClassVar

from tahqiq.model.types.base import Clean, Context, PropertyType
from tahqiq.model.types.codes import code_text, drop_separators, unusable

_FULL = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
_SHORT = re.compile(r"[A-Z]{3}[UJZ][0-9]{6}")
_CANONICAL = re.compile(r"[A-Z]{3}[UJZ][0-9]{6,7}")
_VALUES = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", (n for n in range(10, 39) if n % 11), strict=True))


def check_digit(number: str) -> int:
    """The check digit for owner code, category and serial number (the first ten signs of a container number).

    >>> check_digit("CSQU305438")
    3
    """
    return (
        sum(
            (_VALUES[sign] if sign.isalpha() else int(sign)) << place
            for place, sign in enumerate(number[:10])
        )
        % 11
        % 10
    )


class ContainerType(PropertyType):
    """Container numbers: owner (3 letters), category U, J or Z, serial number (6 digits), check digit;
    without blanks, in capitals.

    A wrong check digit is noted (``container-check-digit``), a missing one too
    (``container-check-digit-missing``), both kept; other texts stay opaque (``container-invalid``). The key
    leaves the check digit out.

    >>> ContainerType().clean("csqu 305438-3").value, ContainerType().clean("CSQU3054384").note
    ('CSQU3054383', 'container-check-digit')
    """

    name: ClassVar[str] = "container"
    identifies: ClassVar[bool] = True

    def clean_one(self, value: str, context: Context) -> Clean:
        text = code_text(value)
        bad = unusable(text)
        if bad is not None:
            return bad
        compact = drop_separators(text).upper()
        if _FULL.fullmatch(compact):
            return Clean(
                compact, None if check_digit(compact) == int(compact[10]) else "container-check-digit"
            )
        if _SHORT.fullmatch(compact):
            return Clean(compact, "container-check-digit-missing")
        return Clean(text, "container-invalid")

    def key(self, value: str) -> str:
        return value[:10] if _CANONICAL.fullmatch(value) else value.casefold()

    def display(self, value: str, locale: str) -> str:
        """``CSQU 305438 3``, as painted on the box."""
        return f"{value[:4]} {value[4:10]} {value[10:]}".rstrip() if _CANONICAL.fullmatch(value) else value


__all__ = ["ContainerType", "check_digit"]
