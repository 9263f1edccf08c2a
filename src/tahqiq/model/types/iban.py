"""International bank account numbers (ISO 13616)."""

import re
from typing import ClassVar

from tahqiq.model.types.base import Clean, Context
from tahqiq.model.types.codes import CodeType, drop_separators

_LENGTHS = {
    size: countries.split()
    for size, countries in {
        15: "NO",
        16: "BE",
        18: "DK FI FO GL NL SD FK",
        19: "MK SI",
        20: "AT BA EE KZ LT LU MN XK",
        21: "CH HR LI LV",
        22: "BG BH CR DE GB GE IE ME RS VA",
        23: "AE GI IL IQ TL OM SO",
        24: "AD CZ ES MD PK RO SA SE SK TN VG",
        25: "LY PT ST",
        26: "IS TR",
        27: "BI DJ FR GR IT MC MR SM",
        28: "AL AZ BY CY DO GT HN HU LB NI PL SV",
        29: "BR EG PS QA UA",
        30: "JO KW MU YE",
        31: "MT SC",
        32: "LC",
        33: "RU",
    }.items()
}
LENGTH_OF = {country: size for size, countries in _LENGTHS.items() for country in countries}
"""Length of an IBAN by country, after the SWIFT IBAN registry."""

_FORM = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")
_IRAQI = re.compile(r"IQ[0-9]{2}[A-Z]{4}[0-9]{15}")


def iban_ok(text: str) -> bool:
    """Whether a compact upper-case text is an IBAN: form, length for its country, remainder 1 on division by
    97 (ISO 7064 MOD 97-10).

    >>> iban_ok("IQ98NBIQ850123456789012"), iban_ok("IQ98NBIQ850123456789013")
    (True, False)
    """
    if not _FORM.fullmatch(text) or LENGTH_OF.get(text[:2], len(text)) != len(text):
        return False
    if text.startswith("IQ") and not _IRAQI.fullmatch(text):
        return False
    return int("".join(str(int(sign, 36)) for sign in text[4:] + text[:4])) % 97 == 1


class IbanType(CodeType):
    """IBAN without blanks, in capitals (Iraq: 23 signs, IQ + 2 check digits + 4 letters of the bank + 3
    digits branch + 12 digits account).

    What fails the check stays as an opaque number with the note ``iban-invalid``.

    >>> IbanType().clean("iq98 nbiq 8501 2345 6789 012").value
    'IQ98NBIQ850123456789012'
    """

    name: ClassVar[str] = "iban"

    def clean_code(self, text: str, context: Context) -> Clean:
        compact = drop_separators(text).upper()
        if compact.startswith("IBAN") and _FORM.fullmatch(compact[4:]):
            compact = compact[4:]
        if iban_ok(compact):
            return Clean(compact)
        return Clean(compact if _FORM.fullmatch(compact) else text, "iban-invalid")

    def display(self, value: str, locale: str) -> str:
        """In groups of four, as on paper."""
        return (
            " ".join(value[at : at + 4] for at in range(0, len(value), 4))
            if _FORM.fullmatch(value)
            else value
        )


__all__ = ["LENGTH_OF", "IbanType", "iban_ok"]
