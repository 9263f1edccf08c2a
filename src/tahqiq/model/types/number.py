"""Numbers as people write them: Arabic and Latin separators, both decimal marks, negative forms."""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import ClassVar, Literal, NamedTuple

from tahqiq.kit.locale import format_number
from tahqiq.kit.text import tidy_code
from tahqiq.model.types.base import Clean, Cleaned, Context, PropertyType
from tahqiq.model.types.codes import is_placeholder

Mark = Literal[".", ","]

LONGEST = 60
"""Texts with more signs than this are no number."""

_UNIFY = str.maketrans(
    {
        "٫": "\u0001",
        "٬": "\u0002",
        "،": ",",
        "\u2212": "-",
        "\u2010": "-",
        "\u2011": "-",
        "\u2012": "-",
        "\u2013": "-",
        "\u2019": "'",
        "\u2018": "'",
        "؍": "/",
    }
)
_SCIENTIFIC = re.compile(r"([+-]?[0-9]+(?:[.,][0-9]+)?)[eE]([+-]?[0-9]{1,2})")
_SIGNED = re.compile(
    r"(?P<open>\()?\s*(?P<minus>[-+])?\s*(?P<body>[0-9.,'\x01\x02 ]*[0-9][0-9.,'\x01\x02 "
    r"]*?)\s*(?P<behind>-|CR|DR)?\s*(?P<close>\))?"
)
_PLAIN = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[1-9][0-9]{0,2}(?:(?P<mark>[.,' ])[0-9]{3})(?:(?P=mark)[0-9]{3})*")
_INDIAN = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})*,[0-9]{3}")


class Parsed(NamedTuple):
    """A number read from a text; ``rounded`` when it stood in scientific notation."""

    value: Decimal
    rounded: bool = False


def decimal_mark(texts: Iterable[str]) -> Mark | None:
    """The decimal mark that the texts of one column prove, None when they prove nothing or both.

    Proof of a comma: ``1.234,5``, ``12,5``, ``0,125``, ``1.234.567``; of a point: ``1,234.5``, ``1,234,567``.
    ``1,234`` and ``1.234`` prove nothing.

    >>> decimal_mark(["1.234", "1.234,50"]), decimal_mark(["1,234"])
    (',', None)
    """
    seen: set[Mark] = set()
    for text in texts:
        if len(text) <= LONGEST and ("," in text or "." in text):
            mark = _proof(text)
            if mark:
                seen.add(mark)
            if len(seen) == 2:
                return None
    return seen.pop() if seen else None


def _proof(text: str) -> Mark | None:
    commas, points = text.count(","), text.count(".")
    if commas and points:
        return "," if text.rfind(",") > text.rfind(".") else "."
    if commas > 1 or points > 1:
        return "." if commas else ","
    tail = re.search(r"([0-9]*),([0-9]+)(?![0-9])", text)
    return "," if tail and (len(tail.group(2)) != 3 or tail.group(1) in ("", "0")) else None


def parse_number(text: str, mark: Mark | None = None) -> Parsed | None:
    """The number a text is, None when it is none. ``mark`` is the decimal mark of the column; without it a
    comma before exactly three digits groups thousands (``1,234``, not ``0,125``) and a point is decimal.

    Understood: ``1,234.56``, ``1.234,56``, ``1 234``, ``١٬٢٣٤٫٥``, ``(12)``, ``12-``, ``-12``, ``12 CR``
    (positive), ``12 DR`` (negative), ``1.5E+3``.

    >>> parse_number("١٬٢٣٤٫٥").value, parse_number("(1.234,5)").value, parse_number("12 apples")
    (Decimal('1234.5'), Decimal('-1234.5'), None)
    """
    bare = tidy_code(text).translate(_UNIFY).strip("'\"= ")
    if not bare or len(bare) > LONGEST:
        return None
    scientific = _SCIENTIFIC.fullmatch(bare)
    if scientific:
        exponent = int(scientific.group(2))
        return (
            Parsed(Decimal(f"{scientific.group(1).replace(',', '.')}e{exponent}"), True)
            if abs(exponent) <= 18 and len(bare) <= 30
            else None
        )
    found = _SIGNED.fullmatch(bare)
    if not found or bool(found["open"]) != bool(found["close"]):
        return None
    digits = _digits(found["body"].strip(), mark)
    if digits is None:
        return None
    negative = bool(found["open"]) or found["minus"] == "-" or found["behind"] in ("-", "DR")
    value = Decimal(digits)
    return Parsed(value.copy_negate() if negative and value else value)


def _digits(body: str, mark: Mark | None) -> str | None:
    """The body of a number with "." as decimal mark and no grouping, None when it is not well formed."""
    if "\x01" in body or "\x02" in body:
        body, mark = body.replace(",", "\x02").replace("\x02", "'").replace("\x01", "."), "."
    commas, points = body.count(","), body.count(".")
    if commas and points:
        mark = "," if body.rfind(",") > body.rfind(".") else "."
    elif commas and mark is None:
        mark = "." if _GROUPED.fullmatch(body) or _INDIAN.fullmatch(body) else ","
    elif points > 1 and mark is None:
        mark = ","
    mark = mark or "."
    whole, point, fraction = body.rpartition(mark) if mark in body else (body, "", "")
    if point and (not fraction.isdigit() or mark in whole):
        return None
    whole = whole or "0"
    if not whole.isdigit():
        if not (_GROUPED.fullmatch(whole) or _INDIAN.fullmatch(whole)):
            return None
        whole = re.sub(r"[.,' ]", "", whole)
    return whole + ("." + fraction if fraction else "")


def plain(value: Decimal) -> str:
    """A decimal as digits without exponent, trailing zeros of the fraction or a minus before zero.

    >>> plain(Decimal("1E+3")), plain(Decimal("-0.50"))
    ('1000', '-0.5')
    """
    text = f"{value:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    sign, digits = ("-", text[1:]) if text.startswith("-") else ("", text)
    digits = digits.lstrip("0") or "0"
    digits = "0" + digits if digits.startswith(".") else digits
    return digits if digits == "0" else sign + digits


class NumberType(PropertyType):
    """A number without unit. Canonical: ``-1234.56`` in ASCII digits with a point; the decimal mark is judged
    over the whole column.

    Texts that are no number are not used (``number-invalid``); scientific notation is expanded and noted
    (``number-rounded``).

    >>> NumberType().clean_many(["1.234", "2.500,75"], Context()).values
    ['1234', '2500.75']
    """

    name: ClassVar[str] = "number"
    exact: ClassVar[str] = r"0|-?[1-9][0-9]{0,17}"

    def clean_many(self, values: Sequence[str], context: Context) -> Cleaned:
        mark = context.decimal or decimal_mark(values)
        pairs = [_clean(value, mark) for value in values]
        return Cleaned([pair.value for pair in pairs], [pair.note for pair in pairs])

    def clean_one(self, value: str, context: Context) -> Clean:
        return _clean(value, context.decimal or decimal_mark([value]))

    def compare(self, left: str, right: str) -> float:
        """1 for equal numbers, 0.9 within one per cent, else 0."""
        return closeness(Decimal(left), Decimal(right))

    def display(self, value: str, locale: str) -> str:
        return format_number(value, locale)


def closeness(left: Decimal, right: Decimal) -> float:
    """1 for equal amounts, 0.9 when they differ by at most one per cent of the larger, else 0."""
    if left == right:
        return 1.0
    return 0.9 if abs(left - right) * 100 <= max(abs(left), abs(right)) else 0.0


def _clean(value: str, mark: Mark | None) -> Clean:
    if _PLAIN.fullmatch(value) and len(value) <= LONGEST and mark != ",":
        return Clean(plain(Decimal(value)))
    text = tidy_code(value)
    if not text:
        return Clean(None)
    if is_placeholder(text):
        return Clean(None, "placeholder")
    parsed = parse_number(text, mark)
    if parsed is None:
        return Clean(None, "number-invalid")
    return Clean(plain(parsed.value), "number-rounded" if parsed.rounded else None)


__all__ = ["NumberType", "Parsed", "closeness", "decimal_mark", "parse_number", "plain"]
