"""Durations and amounts of money as events carry them."""

import re
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import NamedTuple

from tahqiq.formats.mapping.document import Amount, Duration
from tahqiq.formats.mapping.words import fold
from tahqiq.kit.text import tidy_code
from tahqiq.model.types.codes import is_placeholder
from tahqiq.model.types.number import parse_number

_FACTOR = {"s": Decimal(1), "ms": Decimal("0.001"), "min": Decimal(60), "h": Decimal(3600)}
_CLOCK = re.compile(r"(?:(\d+):)?(\d{1,4}):(\d{1,2})(?:\.\d+)?")
_WORDED = re.compile(
    r"(?:(\d+)\s*(?:h|hr|hrs|hours?|ساعة|ساعات|سعات|کاتژمێر|س)\W*)?(?:(\d+)\s*(?:m|min|mins|minutes?|دقيقة|دقائق|خولەک|د)\W*)?"
    r"(?:(\d+)\s*(?:s|sec|secs|seconds?|ثانية|ثواني|ثوان|چرکە|ث)\W*)?",
    re.IGNORECASE,
)
_LAST = 2_147_483_647
_MONEY = re.compile(r"^(?P<before>[^\d]*?)(?P<number>[-+(]?\d[\d.,'٬٫ ]*\)?-?)(?P<after>.*)$")
_CURRENCIES = {
    "iqd": "IQD", "id": "IQD", "دينار": "IQD", "دينار عراقي": "IQD", "د ع": "IQD", "عراقي": "IQD", "دینار": "IQD",
    "usd": "USD", "$": "USD", "us$": "USD", "dollar": "USD", "dollars": "USD", "دولار": "USD", "دۆلار": "USD", "دولار امريكي": "USD",
    "eur": "EUR", "€": "EUR", "euro": "EUR", "يورو": "EUR", "یۆرۆ": "EUR", "irr": "IRR", "تومان": "IRR", "ريال": "IRR", "ريال ايراني": "IRR",
    "try": "TRY", "ليرة": "TRY", "ليرة تركية": "TRY", "syp": "SYP", "ليرة سورية": "SYP", "aed": "AED", "درهم": "AED", "jod": "JOD",
    "دينار اردني": "JOD", "gbp": "GBP", "£": "GBP", "sar": "SAR", "kwd": "KWD", "دينار كويتي": "KWD",
}  # fmt: skip
CURRENCIES = {fold(word) or word: code for word, code in _CURRENCIES.items()}
"""Folded word or sign → ISO 4217 code, for currencies written beside an amount."""


def seconds_of(text: str, spec: Duration) -> int | None:
    """A duration in whole seconds (fractions rounded up, as operators do), None when the text is none.

    >>> seconds_of("1:02:03", Duration("d")), seconds_of("2:05", Duration("d")), seconds_of("1.5", Duration("d", unit="min"))
    (3723, 125, 90)
    """
    bare = tidy_code(text)
    clock = _CLOCK.fullmatch(bare)
    if clock:
        hours, minutes, seconds = (int(part or 0) for part in clock.groups())
        return _whole(Decimal(hours * 3600 + minutes * 60 + seconds))
    number = parse_number(bare)
    if number is not None and not number.rounded:
        return _whole(number.value * _FACTOR[spec.unit])
    worded = _WORDED.fullmatch(bare)
    if worded and any(worded.groups()):
        hours, minutes, seconds = (int(part or 0) for part in worded.groups())
        return _whole(Decimal(hours * 3600 + minutes * 60 + seconds))
    return None


def _whole(value: Decimal) -> int | None:
    if value < 0 or value > _LAST:
        return None
    return int(value.to_integral_value(rounding="ROUND_CEILING"))


class Money(NamedTuple):
    """An amount without its sign, the currency it names ("" = none), and a note or None."""

    value: Decimal | None
    currency: str = ""
    note: str | None = None


def money_of(text: str, spec: Amount, unit: str = "", mark: str | None = None) -> Money:
    """An amount: number, times ``spec.times``, times the unit found in the text or in ``unit``.

    A word that is neither a known unit nor a currency is a problem (``amount-unit-unknown``): nobody may guess what it multiplies by.

    >>> money_of("5 دفاتر", Amount("a", units={"دفاتر": "10000"}, currency_of={"دفاتر": "USD"}))
    Money(value=Decimal('50000.000'), currency='USD', note=None)
    """
    bare = tidy_code(text)
    if not bare or is_placeholder(bare):
        return Money(None, "", "placeholder" if bare else None)
    alone = {fold(word): word for word in spec.units}.get(fold(bare))
    if alone is not None:
        return money_of(f"1 {alone}", spec, unit, mark)
    bare = bare.rstrip(",،") if bare[-1:] in ",،" else bare
    found = _MONEY.match(bare)
    mark_known = mark if mark in (".", ",") else None
    number = parse_number(found["number"], "," if mark_known == "," else "." if mark_known == "." else None) if found else None
    if found is None or number is None:
        return Money(None, "", "amount-invalid")
    if number.rounded or re.match(r"[eE][+]?\d", found["after"]):
        return Money(None, "", "number-in-scientific-notation")
    units = {fold(word): (word, factor) for word, factor in spec.units.items()}
    factor, currency = Decimal(spec.times), ""
    for word in (fold(found["before"]) or found["before"].strip(), fold(found["after"]) or found["after"].strip(), fold(unit)):
        if not word or word in ("cr", "dr", "فقط", "لا غير"):
            continue
        if word in units:
            factor *= Decimal(units[word][1])
            currency = spec.currency_of.get(units[word][0], currency)
        elif word in CURRENCIES:
            currency = CURRENCIES[word]
        else:
            return Money(None, "", "amount-unit-unknown")
    try:
        value = abs(number.value * factor).quantize(Decimal("0.001"), ROUND_HALF_UP)
    except InvalidOperation:
        return Money(None, "", "amount-invalid")
    return Money(value, currency) if value < 10**15 else Money(None, "", "amount-invalid")
