"""Whole amounts in words, as receipts write them beside the figures."""

_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_UNITS = ["واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة", "عشرة"]
_TEENS = [
    "أحد عشر",
    "اثنا عشر",
    "ثلاثة عشر",
    "أربعة عشر",
    "خمسة عشر",
    "ستة عشر",
    "سبعة عشر",
    "ثمانية عشر",
    "تسعة عشر",
]
_TENS_AR = ["عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
_HUNDREDS = ["مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]
_SCALES_AR = (
    (10**9, "مليار", "ملياران", "مليارات", "ملياراً"),
    (10**6, "مليون", "مليونان", "ملايين", "مليوناً"),
    (10**3, "ألف", "ألفان", "آلاف", "ألفاً"),
)
MOST = 10**12
"""The amounts that have words lie below it."""


def dinars(amount: int, language: str) -> str:
    """An amount of Iraqi dinars in words, in Arabic (``ar``) or else in English. Raises ``ValueError`` for an
    amount below 1 or from 10**12 on.

    >>> dinars(250_000, "en"), dinars(1_001_015, "en")
    ('two hundred fifty thousand Iraqi dinars', 'one million one thousand fifteen Iraqi dinars')
    >>> dinars(250_000, "ar"), dinars(2_000, "ar"), dinars(7, "ar")
    ('مئتان وخمسون ألف دينار عراقي', 'ألفا دينار عراقي', 'سبعة دنانير عراقية')
    """
    if not 0 < amount < MOST:
        raise ValueError(f"no words for {amount}")
    if language != "ar":
        return f"{_english(amount)} Iraqi dinar{'' if amount == 1 else 's'}"
    rest = amount % 100
    noun = "دينار عراقي"
    if 3 <= rest <= 10:
        noun = "دنانير عراقية"
    elif rest > 10:
        noun = "ديناراً عراقياً"
    return noun if amount == 1 else "ديناران عراقيان" if amount == 2 else f"{_arabic(amount)} {noun}"


def _english(number: int) -> str:
    parts = []
    for size, name in _SCALES:
        if number >= size:
            parts.append(f"{_english(number // size)} {name}")
            number %= size
    if number >= 100:
        parts.append(f"{_ONES[number // 100]} hundred")
        number %= 100
    if number >= 20:
        parts.append(_TENS[number // 10 - 2] + (f"-{_ONES[number % 10]}" if number % 10 else ""))
    elif number:
        parts.append(_ONES[number])
    return " ".join(parts)


def _arabic(number: int) -> str:
    parts = []
    for size, one, two, few, many in _SCALES_AR:
        count, number = divmod(number, size)
        if count == 1:
            parts.append(one)
        elif count == 2:
            parts.append(two if number else two.removesuffix("ن"))
        elif count:
            rest = count % 100
            plain = few if 3 <= rest <= 10 else many if rest > 10 and number else one
            parts.append(f"{_below(count)} {plain}")
    if number:
        parts.append("مئتا" if number == 200 else _below(number))
    return " و".join(parts)


def _below(number: int) -> str:
    """A number below a thousand."""
    parts = []
    if number >= 100:
        parts.append(_HUNDREDS[number // 100 - 1])
        number %= 100
    if 10 < number < 20:
        parts.append(_TEENS[number - 11])
    elif number > 10:
        parts += [_UNITS[number % 10 - 1]] if number % 10 else []
        parts.append(_TENS_AR[number // 10 - 2])
    elif number:
        parts.append(_UNITS[number - 1])
    return " و".join(parts)
