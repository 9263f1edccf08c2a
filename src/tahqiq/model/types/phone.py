"""Telephone numbers: E.164 for what can be dialled from anywhere, digits for short codes, text for sender
names."""

import re
from functools import cache
from typing import ClassVar

import phonenumbers
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.model.types.base import Clean, Context, PropertyType
from tahqiq.model.types.codes import code_text, drop_separators, unusable
from tahqiq.model.types.columns import Answer, compact, matches

_LANDLINE = r"1[0-9]{7}|(?:2[13-5]|3[02367]|4[023]|5[03]|6[026])[0-9]{6,7}"
"""Iraqi fixed lines without the trunk 0: Baghdad 1, governorates two digits (numbering metadata of the
phonenumbers package, 9.0)."""

_ABROAD = r"(?:\+|00)?9640?"
_MOBILE = re.compile(rf"(?:{_ABROAD}|0)?(7[0-9]{{9}})")
_FIXED = re.compile(rf"(?:{_ABROAD}|0)({_LANDLINE})")
_MOBILE_ABROAD = re.compile(rf"{_ABROAD}(7[0-9]{{9}})")
_FIXED_ABROAD = re.compile(rf"{_ABROAD}({_LANDLINE})")
_HOME = re.compile(rf"0*(?:964)?0*(?:7[0-9]{{9}}|{_LANDLINE})")
"""Everything that may be an Iraqi number, with or without prefixes."""
_DIGITS = re.compile(r"\+*[0-9]+")
_SHORT = re.compile(r"[0-9]{3,6}")
_SERVICE = re.compile(r"[*#]{1,2}[0-9*#]{1,30}")
_LOCAL = re.compile(rf"[0-9]{{1,8}}|{_SERVICE.pattern}")
"""Extensions, short and service codes, local numbers without their area: each network has its own."""
_PREFIX = re.compile(r"^(?:(?:tel|callto|sms|whatsapp|phone|هاتف|موبايل)\s*[:.]\s*)+", re.IGNORECASE)
_JID = re.compile(r"(?:@(?:s\.whatsapp\.net|c\.us|g\.us))+$", re.IGNORECASE)
_EXTENSION = re.compile(r"(.*[0-9].*?)\s*(?:;ext=|ext\.?|x|تحويلة|داخلي)\s*[0-9]{1,6}", re.IGNORECASE)
_WITHHELD_TEXT = (
    "private|private number|withheld|anonymous|blocked|no caller id|hidden|restricted|unavailable|"
    "رقم خاص|رقم مخفي|رقم محجوب|محجوب|مخفي|خاص|ژمارەی شاراوە|نهێنی"
)
_WITHHELD = frozenset(_WITHHELD_TEXT.split("|"))


OF_FILE = "file:"
"""Begins the namespace of what is numbered within one original only."""


class PhoneType(PropertyType):
    """Telephone numbers and what stands in their place in call records.

    Canonical: ``+9647701234567`` (ITU-T E.164). ``309`` and other codes of 3 to 6 digits stay digits
    (``phone-short-code``), sender names such as ``Asiacell`` stay text (``phone-alphanumeric``), everything
    else that is no valid number stays as an opaque identifier (``phone-invalid``, ``phone-unassigned``).
    Never used: placeholders, withheld numbers, scientific notation. National forms are read in
    ``context.country``; eleven digits or more without 0 or + are taken for an international number when
    valid.

    >>> PhoneType().clean("٠٧٧٠ ١٢٣ ٤٥٦٧").value
    '+9647701234567'
    >>> PhoneType().clean("9.64771E+11")
    Clean(value=None, note='number-in-scientific-notation')
    """

    name: ClassVar[str] = "phone"
    identifies: ClassVar[bool] = True

    def clean_one(self, value: str, context: Context) -> Clean:
        text = _bare(value)
        bad = unusable(text)
        if bad is not None:
            return bad
        if text.casefold() in _WITHHELD:
            return Clean(None, "number-withheld")
        digits = drop_separators(text)
        if _DIGITS.fullmatch(digits):
            if len(digits) > 15 and _several(text):
                return Clean(text, "phone-several")
            return _number(digits, context)
        if _SERVICE.fullmatch(digits):
            return Clean(digits, "phone-service-code")
        extended = _EXTENSION.fullmatch(text) if len(text) < 100 else None
        if extended:
            main = self.clean_one(extended.group(1), context)
            if main.note is None:
                return Clean(main.value, "phone-extension")
        if any(sign.isalpha() for sign in text):
            return Clean(text, "phone-alphanumeric")
        return Clean(text, "phone-several" if _several(text) else "phone-invalid")

    def clean_array(self, values: pa.Array | pa.ChunkedArray, context: Context) -> tuple[pa.Array, pa.Array]:
        """Iraqi mobiles and fixed lines and short codes by rules over the column, the rest one by one."""
        answer = Answer(values)
        text = compact(answer.source)
        home = context.country == "IQ"
        prefix = rf"(?:{_ABROAD}|0)" if home else _ABROAD
        mobile = matches(text, f"{prefix}{'?' if home else ''}7[3-9][0-9]{{8}}")
        _give_iraqi(answer, mobile, pc.utf8_slice_codeunits(text.filter(mobile), -10))
        if answer.open.any():
            fixed = pc.and_(matches(text, f"{prefix}(?:{_LANDLINE})"), pa.array(answer.open))
            _give_iraqi(answer, fixed, pc.replace_substring_regex(text.filter(fixed), f"^{prefix}", ""))
            short = pc.and_(matches(text, _SHORT.pattern), pa.array(answer.open))
            answer.give(short, text.filter(short), "phone-short-code")
        return answer.finish(*self._clean_rest(answer.rest(), context))

    def namespace(self, value: str, context: Context) -> str:
        """The operator of a number of eight digits at the most or a service code, or else its original; ""
        for all others.

        >>> PhoneType().namespace("123", Context(operator="asiacell", origin="3fa29c01b2d4"))
        'asiacell'
        >>> PhoneType().namespace("+9647701234567", Context(origin="3fa29c01b2d4"))
        ''
        """
        if not _LOCAL.fullmatch(value):
            return ""
        return context.operator or (f"{OF_FILE}{context.origin}" if context.origin else "")

    def display(self, value: str, locale: str) -> str:
        """E.164 in groups (``+964 770 123 4567``); everything else as it stands."""
        if not re.fullmatch(r"\+[1-9][0-9]{6,14}", value):
            return value
        return phonenumbers.format_number(
            phonenumbers.parse(value), phonenumbers.PhoneNumberFormat.INTERNATIONAL
        )

    def compare(self, left: str, right: str) -> float:
        """1 for the same number; 0.8 when one lacks its beginning (at least the last 8 digits agree and one
        is not E.164); else 0."""
        one, two = self.key(left), self.key(right)
        if one == two:
            return 1.0
        short, long = sorted((one.lstrip("+0"), two.lstrip("+0")), key=len)
        partial = not (one.startswith("+") and two.startswith("+"))
        return 0.8 if partial and short.isdigit() and len(short) >= 8 and long.endswith(short) else 0.0


def _give_iraqi(answer: Answer, where: pa.Array, national: pa.Array) -> None:
    answer.give(where, pc.binary_join_element_wise("+964", national, ""))


def _bare(value: str) -> str:
    """Without ``tel:`` and the like in front and a messenger's domain behind, until nothing more comes
    off."""
    text = code_text(value)
    while True:
        shorter = code_text(_JID.sub("", _PREFIX.sub("", text)))
        if shorter in (text, ""):
            return text
        text = shorter


def _number(digits: str, context: Context) -> Clean:
    """Digits with or without a leading + and nothing else."""
    digits = "+" + digits.lstrip("+") if digits.startswith("+") else digits
    home = context.country == "IQ"
    found = (_MOBILE if home else _MOBILE_ABROAD).fullmatch(digits)
    if found:
        return Clean("+964" + found.group(1), None if found.group(1)[1] in "3456789" else "phone-unassigned")
    found = (_FIXED if home else _FIXED_ABROAD).fullmatch(digits)
    if found:
        return Clean("+964" + found.group(1))
    if digits.startswith("00") and len(digits) > 8 and digits[2] != "0":
        digits = "+" + digits[2:]
    if digits.startswith("+"):
        return _abroad(digits)
    if _SHORT.fullmatch(digits):
        return Clean(digits, "phone-short-code")
    return _national(digits, context)


def _abroad(number: str) -> Clean:
    return (
        _planned(number)
        or (_parsed(number, None) if _thinkable(number) else None)
        or Clean(number, "phone-invalid")
    )


def _thinkable(number: str) -> bool:
    """False for what phonenumbers would surely refuse (at 50 µs each): no such calling code, or the one
    region under it has no such numbers and no prefix that could be taken off."""
    code = _calling_code(number)
    if not code:
        return False
    if code == "964" or len(phonenumbers.COUNTRY_CODE_TO_REGION_CODE[int(code)]) > 1:
        return True
    prefix = _trunk(code)
    return prefix is not None and prefix.match(number, 1 + len(code)) is not None


@cache
def _trunk(code: str) -> re.Pattern[str] | None:
    """What may stand before a national number under a calling code of one region."""
    metadata = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(
        int(code), phonenumbers.region_code_for_country_code(int(code))
    )
    return (
        re.compile(metadata.national_prefix_for_parsing)
        if metadata and metadata.national_prefix_for_parsing
        else None
    )


def _planned(number: str) -> Clean | None:
    code = _calling_code(number)
    return Clean(number) if code and _plan(code).fullmatch(number, 1 + len(code)) else None


def _national(digits: str, context: Context) -> Clean:
    """Iraqi national numbers are answered before; what has eleven digits and no trunk 0 must be international
    where the home plan has no such number."""
    full = len(digits) >= 11 and digits[0] != "0"
    if full and context.country == "IQ":
        number = _planned("+" + digits) or (_parsed("+" + digits, None) if _thinkable("+" + digits) else None)
    elif context.country == "IQ" and not _HOME.fullmatch(digits):
        number = None
    else:
        number = _parsed(digits, context.country) or (_parsed("+" + digits, None) if full else None)
    return number or Clean(digits, "phone-invalid")


def _parsed(text: str, region: str | None) -> Clean | None:
    if len(text) > 24:
        return None
    try:
        number = phonenumbers.parse(text, region)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number):
        return None
    return Clean(phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164))


def _calling_code(number: str) -> str:
    for size in (1, 2, 3):
        if int(number[1 : 1 + size] or 0) in phonenumbers.COUNTRY_CODE_TO_REGION_CODE:
            return number[1 : 1 + size]
    return ""


@cache
def _plan(code: str) -> re.Pattern[str]:
    """National numbers under a calling code: the general pattern of its main region, or fixed lines and
    mobiles for Iraq."""
    region = phonenumbers.region_code_for_country_code(int(code))
    metadata = phonenumbers.PhoneMetadata.metadata_for_region_or_calling_code(int(code), region)
    pattern = (
        metadata.general_desc.national_number_pattern
        if metadata and metadata.general_desc and code != "964"
        else None
    )
    return re.compile(pattern or r"(?!)")


def _several(text: str) -> bool:
    parts = [drop_separators(part) for part in re.split(r"[/;,،|\n]| - ", text)]
    return sum(1 for part in parts if len(part) >= 7 and _DIGITS.fullmatch(part)) > 1


__all__ = ["OF_FILE", "PhoneType"]
