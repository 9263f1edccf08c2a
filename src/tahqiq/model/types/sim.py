"""SIM cards: the subscriber number inside (IMSI) and the number printed on the card (ICCID)."""

import re
from typing import ClassVar

import pyarrow as pa

from tahqiq.model.types.base import Clean, Context
from tahqiq.model.types.codes import CodeType, drop_separators, luhn, rounded
from tahqiq.model.types.columns import Answer, compact, matches

_IMSI = re.compile(r"[2-79][0-9]{13,14}")
_ICCID = re.compile(r"(89[0-9]{16,18})[Ff]{0,2}")
_DIGITS = re.compile(r"[0-9]+")

IRAQI_NETWORKS = {"05": "Asiacell", "20": "Zain", "30": "Zain", "40": "Korek"}
"""Mobile network codes under the country code 418 in use by the three large operators. From public lists of
ITU-T E.212 codes, not checked against the operators: a hint for people, never a rule."""


class ImsiType(CodeType):
    """International mobile subscriber identities (ITU-T E.212): 14 or 15 digits, country code first (418 is
    Iraq).

    Fewer digits have lost some and are never used (``imsi-digit-lost``); other texts stay opaque
    (``imsi-invalid``).

    >>> ImsiType().clean("418 05 0123456789").value
    '418050123456789'
    """

    name: ClassVar[str] = "imsi"

    def clean_code(self, text: str, context: Context) -> Clean:
        digits = drop_separators(text)
        if not _DIGITS.fullmatch(digits):
            return Clean(text, "imsi-invalid")
        if not digits.strip("0"):
            return Clean(None, "placeholder")
        if len(digits) < 14:
            return Clean(None, "imsi-digit-lost")
        return Clean(digits, None if _IMSI.fullmatch(digits) else "imsi-invalid")

    def clean_array(self, values: pa.Array | pa.ChunkedArray, context: Context) -> tuple[pa.Array, pa.Array]:
        """Valid forms by a rule over the column, the rest one by one."""
        answer = Answer(values)
        text = compact(answer.source)
        good = matches(text, _IMSI.pattern)
        answer.give(good, text.filter(good))
        return answer.finish(*self._clean_rest(answer.rest(), context))

    def display(self, value: str, locale: str) -> str:
        """Country, network and subscriber apart for Iraqi cards (two-digit network codes), otherwise the
        country apart."""
        if not _IMSI.fullmatch(value):
            return value
        return (
            f"{value[:3]} {value[3:5]} {value[5:]}" if value.startswith("418") else f"{value[:3]} {value[3:]}"
        )


def network(imsi: str) -> str:
    """The operator an Iraqi IMSI belongs to by :data:`IRAQI_NETWORKS`; "" when it is foreign or not in the
    list.

    >>> network("418050123456789"), network("432110123456789")
    ('Asiacell', '')
    """
    return IRAQI_NETWORKS.get(imsi[3:5], "") if imsi.startswith("418") and _IMSI.fullmatch(imsi) else ""


class IccidType(CodeType):
    """Numbers printed on SIM cards (ITU-T E.118): 18 to 20 digits that begin with 89, the last a Luhn digit
    where there are 19 or 20.

    The filler ``F`` of a chip dump is dropped. A failed check is noted (``iccid-check-digit``: some operators
    leave the digit out). Digits that a spreadsheet has rounded to zeros are never used (``digits-rounded``);
    other texts stay opaque (``iccid-invalid``).

    >>> IccidType().clean("8996405000000000000F").note
    'digits-rounded'
    """

    name: ClassVar[str] = "iccid"

    def clean_code(self, text: str, context: Context) -> Clean:
        found = _ICCID.fullmatch(drop_separators(text))
        if not found:
            digits = drop_separators(text)
            return Clean(digits if _DIGITS.fullmatch(digits) else text, "iccid-invalid")
        digits = found.group(1)
        if rounded(digits):
            return Clean(None, "digits-rounded")
        return Clean(digits, "iccid-check-digit" if len(digits) > 18 and not luhn(digits) else None)

    def key(self, value: str) -> str:
        """The first 18 digits: with and without check digit meet."""
        return value[:18] if _ICCID.fullmatch(value) else value.casefold()


__all__ = ["IRAQI_NETWORKS", "IccidType", "ImsiType", "network"]
