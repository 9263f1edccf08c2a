"""Weights and counts as papers write them."""

import re

from tahqiq.kit.text import fold_digits

_NUMBER = re.compile(r"[+-]?(?:\d[\d ]*)?(?:[.,]\d+)*")
_KILOS = {
    "KGM": 1.0,
    "KG": 1.0,
    "K": 1.0,
    "KGS": 1.0,
    "LBR": 0.45359237,
    "LBS": 0.45359237,
    "LB": 0.45359237,
    "L": 0.45359237,
    "TNE": 1000.0,
    "MT": 1000.0,
    "T": 1000.0,
    "TON": 1000.0,
    "TONS": 1000.0,
    "GRM": 0.001,
    **dict.fromkeys(("كغم", "كغ", "كجم", "كيلو", "كيلوغرام", "کگم", "کغم", "کیلۆ", "کیلۆگرام"), 1.0),
    **dict.fromkeys(("طن", "تۆن", "تەن"), 1000.0),
    **dict.fromkeys(("باوند", "رطل", "پاوەند", "پاوند"), 0.45359237),
}
_UNITS = {
    "LBR": re.compile(r"\b(lbs?|pounds?)\b|باوند|رطل|پاوەند|پاوند"),
    "TNE": re.compile(r"\b(tons?|tonnes?|mt)\b|\bطن\b|بالطن|تۆن|تەن"),
}
_BEHIND = re.compile(r"(?P<number>[\d\s.,+\-٫٬]*?)\s*(?P<unit>[^\W\d_]{0,10})\.?")
_EMPTY = frozenset({"4", "EMP", "ETY", "MT", "E", "00", "0/0", "EMPTY", "فارغ", "فارغة", "بەتاڵ", "ڤالا"})
_FULL = frozenset(
    {
        "5",
        "7",
        "8",
        "FCL",
        "LCL",
        "F",
        "FS",
        "FM",
        "01",
        "02",
        "1/1",
        "PTI",
        "FULL",
        "L",
        "LADEN",
        "محمل",
        "محملة",
        "ممتلئ",
        "پڕ",
        "تژی",
    }
)


def number(text: str) -> float | None:
    """A number with decimal point or comma; one comma before three digits groups thousands. None for what is
    none.

    >>> number("21670"), number("5,5"), number("1,200"), number("1,200.5"), number("x")
    (21670.0, 5.5, 1200.0, 1200.5, None)
    """
    bare = text.strip()
    if not bare or len(bare) > 40 or not _NUMBER.fullmatch(bare) or not any(sign.isdigit() for sign in bare):
        return None
    bare = bare.replace(" ", "")
    if "," in bare and "." not in bare and bare.count(",") == 1 and len(bare) - bare.index(",") != 4:
        bare = bare.replace(",", ".")
    try:
        return float(bare.replace(",", ""))
    except ValueError:
        return None


def kilos(text: str, unit: str = "KGM") -> float | None:
    """A weight in kilograms; None where number or unit is not known.

    >>> kilos("2.5", "TNE"), round(kilos("1000", "LBR") or 0), kilos("5", "MTQ")
    (2500.0, 454, None)
    """
    value, factor = number(text), _KILOS.get(unit.strip().upper() or "KGM")
    return None if value is None or factor is None else value * factor


def unit_in(header: str) -> str:
    """The unit that the header of a column names: LBR, TNE, or KGM where it names none.

    >>> (unit_in("Gross weight (pounds)"), unit_in("Wt lbs"), unit_in("الوزن (طن)"), unit_in("الوزن القائم"),
    ...  unit_in("Album weight"))
    ('LBR', 'LBR', 'TNE', 'KGM', 'KGM')
    """
    return next((unit for unit, words in _UNITS.items() if words.search(header.casefold())), "KGM")


def weighed(text: str, unit: str) -> float | None:
    """A weight in kilograms as a cell of a table has it: with a unit of its own behind the number, which then
    counts, or in that of its column.

    >>> (round(weighed("44,092 lb", "KGM") or 0), weighed("20 t", "KGM"), weighed("١٢٫٥ طن", "KGM"),
    ...  weighed("20", "TNE"), weighed("about 20", "KGM"))
    (20000, 20000.0, 12500.0, 20000.0, None)
    """
    found = _BEHIND.fullmatch(fold_digits(text.strip()))
    return (
        None
        if found is None
        else kilos(found["number"].replace("٬", ",").replace("٫", "."), found["unit"] or unit)
    )


def loaded(status: str) -> str:
    """``full``, ``empty`` or "" for the many ways in which papers say it.

    >>> loaded("5"), loaded("ETY"), loaded("?")
    ('full', 'empty', '')
    """
    word = status.strip().upper()
    return (
        "empty"
        if word in _EMPTY or word.casefold() in _EMPTY
        else "full"
        if word in _FULL or word.casefold() in _FULL
        else ""
    )
