"""What the values of a column look like: the share of them that reads as a telephone number, a date, an IMEI,
a name …"""

import re
from collections.abc import Callable, Sequence
from ipaddress import ip_address

from tahqiq.collect.mapping.kinds import type_of
from tahqiq.collect.mapping.vocabulary_words import direction_of, passage_of, service_of
from tahqiq.collect.mapping.words import fold
from tahqiq.kit.text import tidy_code
from tahqiq.model.types.codes import luhn

Look = Callable[[str], bool]

_PHONE = re.compile(r"\+?\(?\d[\d\s().-]{5,17}\d|\d{3,6}")
_DATE = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/. ](?:\d{1,2}|[a-z]{3,9})[-/. ]\d{2,4}|\d{8})"
_TIME = r"\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?(?:\s*(?:am|pm|ص|م|پ\.?ن|د\.?ن))?"
_IS_DATE = re.compile(_DATE, re.IGNORECASE)
_IS_TIME = re.compile(_TIME, re.IGNORECASE)
_IS_DATETIME = re.compile(
    rf"{_DATE}[t,،\s-]+{_TIME}\s*(?:z|utc|[+-]\d{{2}}:?\d{{2}})?|\d{{14}}|1[0-9]{{9}}|1[0-9]{{12}}",
    re.IGNORECASE,
)
_INTEGER = re.compile(r"\d+")
_CLOCK = re.compile(r"(?:\d{1,3}:)?\d{1,4}:\d{2}")
_WORDED = re.compile(r"(?:\d+\s*(?:h|hr|m|min|s|sec|د|ث|ساعة|دقيقة|ثانية|خولەک|چرکە)\w*\W*)+", re.IGNORECASE)
_DECIMAL = re.compile(r"[+-]?\d{1,3}[.,]\d{2,}")
_CELL = re.compile(
    r"\d{3}[-_ /:]\d{1,3}[-_ /:][\da-fA-F]+(?:[-_ /:][\da-fA-F]+)?|[A-Za-z]{2,"
    r"}[A-Za-z0-9_-]*\d[A-Za-z0-9_-]*|\d{1,10}|\d{13,16}|[\da-fA-F]{4,9}"
)
_LETTERS = re.compile(r"[^\W\d_]")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[a-z]{2,}", re.IGNORECASE)
_IBAN = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9 ]{11,34}")
_MONEY = re.compile(r"[^\d]{0,12}[-+(]?\d[\d.,' ]*\)?[^\d]{0,16}")
_PLATE = re.compile(r"(?=.*\d)[\w\s/-]{3,25}")
_GENDERS = frozenset(map(fold, ["m", "f", "male", "female", "ذكر", "انثى", "أنثى", "نێر", "مێ", "نير"]))
_CURRENCY = re.compile(r"[A-Za-z]{3}|[$€£]|دينار.*|دولار.*|دۆلار|دینار|تومان|د\.ع\.?")


def _digits(text: str) -> str:
    return re.sub(r"[\s().+-]", "", text)


_NO_PHONE = re.compile(
    r"(?:\d{1,3}\.){3}\d{1,3}|\d+\.\d{1,6}|1[0-9]{9}|1[0-9]{12}|(?:19|20)\d\d[01]\d[0-3]\d(?:\d{6})?|"
    r"\d{1,2}\.\d{2}\.\d{2}"
)
"""What has as many digits as a telephone number and is none: an IPv4 address, a decimal, seconds or
milliseconds since 1970, a compact date, a time."""


def _phone(text: str) -> bool:
    digits = _digits(text)
    return (
        _PHONE.fullmatch(text) is not None
        and digits.isdigit()
        and len(digits) <= 14
        and not _IS_DATE.fullmatch(text)
        and not _NO_PHONE.fullmatch(text)
    )


def _ip(text: str) -> bool:
    try:
        ip_address(text.strip("[]").split("%", 1)[0].rsplit("/", 1)[0])
    except ValueError:
        return False
    return True


def _long_phone(text: str) -> bool:
    return _phone(text) and 9 <= len(_digits(text)) <= 13


def _imei(text: str) -> bool:
    digits = text.replace("-", "").replace(" ", "")
    if not digits.isdigit() or not 14 <= len(digits) <= 16:
        return False
    return len(digits) != 15 or luhn(digits) or digits.endswith("0")


def _imsi(text: str) -> bool:
    return text.isdigit() and len(text) in (14, 15) and text[0] in "234567"


def _coordinate(limit: float) -> Look:
    def inside(text: str) -> bool:
        return _DECIMAL.fullmatch(text) is not None and abs(float(text.replace(",", "."))) <= limit

    return inside


def _azimuth(text: str) -> bool:
    return re.fullmatch(r"\d{1,3}(?:\.0+)?°?", text) is not None and float(text.rstrip("°")) <= 360


def _name(text: str) -> bool:
    return (
        len(text.split()) >= 2
        and len(_LETTERS.findall(text)) >= 0.8 * len(text.replace(" ", ""))
        and len(text) < 80
    )


def _worded(text: str) -> bool:
    """Whether something can be called so: more letters than signs of other kinds, and two of them unless one
    is a word by itself (漢, 李)."""
    letters = _LETTERS.findall(text)
    return len(letters) >= 0.4 * len(text) and (
        len(letters) > 1 or any(letter > "\u2e7f" for letter in letters)
    )


def _hexadecimal(text: str) -> bool:
    return re.fullmatch(r"(?:0x)?[\da-fA-F]{3,8}", text) is not None


LOOKS: dict[str, Look] = {
    "phone": _phone,
    "long_phone": _long_phone,
    "datetime": lambda text: _IS_DATETIME.fullmatch(text) is not None,
    "date": lambda text: _IS_DATE.fullmatch(text) is not None,
    "moment": lambda text: _IS_DATE.fullmatch(text) is not None or _IS_DATETIME.fullmatch(text) is not None,
    "birth": lambda text: (
        _IS_DATE.fullmatch(text) is not None
        or re.fullmatch(r"(?:19|20)\d\d", text) is not None
        or "19" in text
    ),
    "time": lambda text: _IS_TIME.fullmatch(text) is not None,
    "duration": lambda text: (
        (_INTEGER.fullmatch(text) is not None and len(text) <= 6)
        or re.fullmatch(r"\d{1,5}[.,]\d{1,3}", text) is not None
        or _CLOCK.fullmatch(text) is not None
        or _WORDED.fullmatch(text) is not None
    ),
    "ip": _ip,
    "port": lambda text: re.fullmatch(r"\d{1,5}(?:\.0)?", text) is not None and float(text) <= 65535,
    "iban": lambda text: _IBAN.fullmatch(text.upper().replace(" ", "")) is not None,
    "kind": lambda text: type_of(text) != "",
    "decimal": lambda text: re.fullmatch(r"[-+]?\d+[.,]\d{1,6}", text) is not None,
    "imei": _imei,
    "imsi": _imsi,
    "iccid": lambda text: text.isdigit() and 18 <= len(text) <= 22,
    "cell": lambda text: _CELL.fullmatch(text) is not None,
    "code": lambda text: _hexadecimal(text) or _INTEGER.fullmatch(text) is not None,
    "latitude": _coordinate(90),
    "longitude": _coordinate(180),
    "azimuth": _azimuth,
    "direction": lambda text: direction_of(text) != "",
    "service": lambda text: service_of(text) != "",
    "passage": lambda text: passage_of(text) or direction_of(text) != "",
    "name": _name,
    "worded": _worded,
    "text": lambda text: len(_LETTERS.findall(text)) >= 0.4 * len(text),
    "amount": lambda text: _MONEY.fullmatch(text) is not None and not _IS_DATE.fullmatch(text),
    "currency": lambda text: _CURRENCY.fullmatch(text) is not None,
    "account": lambda text: (
        _IBAN.fullmatch(text.upper()) is not None
        or re.fullmatch(r"[A-Z0-9-]{4,34}", text.upper()) is not None
    ),
    "plate": lambda text: _PLATE.fullmatch(text) is not None and not _IS_DATE.fullmatch(text),
    "email": lambda text: _EMAIL.fullmatch(text) is not None,
    "gender": lambda text: fold(text) in _GENDERS,
    "number": lambda text: re.fullmatch(r"[+-]?\d+(?:[.,]\d+)?", text) is not None,
    "any": lambda text: True,
}
"""Name of a look → whether one text (ASCII digits, one line) has it."""

STRICT = frozenset(
    {
        "phone",
        "long_phone",
        "datetime",
        "date",
        "time",
        "duration",
        "imei",
        "imsi",
        "iccid",
        "latitude",
        "longitude",
        "azimuth",
        "email",
        "moment",
        "ip",
        "port",
        "amount",
        "kind",
        "birth",
    }
)
"""Looks that a column must have to be taken for what its header says."""


class Column:
    """One column of a sample: its header, its name in a mapping, and its values (blank ones left out)."""

    def __init__(self, index: int, name: str, header: str, values: Sequence[str | None]) -> None:
        self.index, self.name, self.header = index, name, header
        self.values = [tidy_code(value) for value in values if value is not None and value.strip()]
        self.distinct = list(dict.fromkeys(self.values))
        self._shares: dict[str, float] = {}

    def share(self, look: str) -> float:
        """Which share of the distinct values has a look; 0 for an empty column."""
        known = self._shares.get(look)
        if known is None:
            test = LOOKS[look]
            sample = self.distinct[:300]
            known = self._shares[look] = sum(map(test, sample)) / len(sample) if sample else 0.0
        return known
