"""Amounts of money with their currency, slang units only as a person has stated them."""

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, NamedTuple

from tahqiq.kit.locale import format_number
from tahqiq.kit.text import tidy_code
from tahqiq.model.types import tables
from tahqiq.model.types.base import Clean, Cleaned, Context, PropertyType, Unit
from tahqiq.model.types.codes import is_placeholder
from tahqiq.model.types.date_words import fold_word
from tahqiq.model.types.number import LONGEST, Mark, closeness, decimal_mark, parse_number, plain
from tahqiq.model.types.tables import fold_name

SUGGESTED_UNITS: Mapping[str, Unit] = {
    "ورقة": Unit(Decimal(100), "USD"),
    "ورقه": Unit(Decimal(100), "USD"),
    "أوراق": Unit(Decimal(100), "USD"),
    "دفتر": Unit(Decimal(10_000), "USD"),
    "دفاتر": Unit(Decimal(10_000), "USD"),
    "دەفتەر": Unit(Decimal(10_000), "USD"),
}
"""Words of the Iraqi money market and what they usually mean. A proposal to a person, never applied by
itself: put what is confirmed into ``Context.units``."""

_POWERS_TEXT = {
    1000: "الف آلاف ألفا thousand thousands k هەزار هزار",
    1_000_000: "مليون ملايين مليونا million millions mln mio ملیۆن مليۆن",
    1_000_000_000: "مليار مليارات billion billions bn milliard ملیار بليون",
}
_POWERS = {fold_word(word): Decimal(power) for power, words in _POWERS_TEXT.items() for word in words.split()}
_SILENT = frozenset(
    fold_word(word)
    for word in ("فقط", "لاغير", "لا", "غير", "مبلغ", "وقدره", "قدره", "only", "amount", "و", "تەنها")
)
_TOKEN = re.compile(
    r"(?P<number>[-+(]?\s*[0-9.][0-9.,"
    r"'٫٬]*(?:\s[0-9]{3}(?![0-9]))*(?:[eE][+-]?[0-9]+)?\s*\)?(?:-(?![0-9]))?)|(?P<word>[^\s0-9]+)"
)
_CANONICAL = re.compile(r"(-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?)(?: ([A-Z]{3}))?")


class Amount(NamedTuple):
    """An amount and its ISO 4217 code ("" when none is known)."""

    value: Decimal
    currency: str


def split_money(value: str) -> Amount:
    """The parts of a cleaned money value; raises ``ValueError`` for other texts.

    >>> split_money("1500.5 USD")
    Amount(value=Decimal('1500.5'), currency='USD')
    """
    found = _CANONICAL.fullmatch(value)
    if not found:
        raise ValueError("not a cleaned amount of money")
    return Amount(Decimal(found[1]), found[2] or "")


class MoneyType(PropertyType):
    """An amount of money. Canonical: ``1500000 IQD``; without currency where neither the text nor the context
    names one.

    Numbers as in :class:`~tahqiq.model.types.number.NumberType`, the decimal mark judged over the column;
    ``الف``, ``مليون``, ``مليار`` and their English and Kurdish words multiply. Any other word must be a
    currency or a unit in ``context.units``, else the amount is not used (``money-unit-unknown``), because
    nobody may guess what a ``ورقة`` was worth.

    >>> MoneyType().clean("٢٥٠ الف دينار").value, MoneyType().clean("5 دفاتر")
    ('250000 IQD', Clean(value=None, note='money-unit-unknown'))
    """

    name: ClassVar[str] = "money"
    exact: ClassVar[str] = r"(?:0|[1-9][0-9]{0,17}) (?:IQD|USD)"

    def clean_many(self, values: Sequence[str], context: Context) -> Cleaned:
        mark = context.decimal or decimal_mark(values)
        units = {fold_word(word): unit for word, unit in context.units}
        pairs = [_clean(value, mark, units, context) for value in values]
        return Cleaned([pair.value for pair in pairs], [pair.note for pair in pairs])

    def clean_one(self, value: str, context: Context) -> Clean:
        cleaned = self.clean_many([value], context)
        return Clean(cleaned.values[0], cleaned.notes[0])

    def compare(self, left: str, right: str) -> float:
        """As numbers when the currencies agree or one is not known (then at most 0.8), else 0."""
        one, two = split_money(left), split_money(right)
        if one.currency == two.currency:
            return closeness(one.value, two.value)
        return 0.8 * closeness(one.value, two.value) if not one.currency or not two.currency else 0.0

    def display(self, value: str, locale: str) -> str:
        found = _CANONICAL.fullmatch(value)
        return f"{format_number(found[1], locale)} {found[2] or ''}".rstrip() if found else value


def _clean(value: str, mark: Mark | None, units: Mapping[str, Unit], context: Context) -> Clean:
    text = tidy_code(value)
    if not text:
        return Clean(None)
    if is_placeholder(text):
        return Clean(None, "placeholder")
    number, words = _split(text)
    parsed = parse_number(number, mark) if number else None
    if number is None or (number and parsed is None):
        return Clean(None, "money-invalid")
    amount, currency, known = _worth(words, parsed.value if parsed else Decimal(1), units)
    if not known:
        return Clean(None, "money-unit-unknown" if number else "money-invalid")
    if not number and amount == 1:
        return Clean(None, "money-invalid")
    currency = currency or context.currency
    result = plain(amount)
    if len(result) > LONGEST // 2:
        return Clean(None, "money-invalid")
    return Clean(f"{result} {currency}".rstrip(), "number-rounded" if parsed and parsed.rounded else None)


def _split(text: str) -> tuple[str | None, list[str]]:
    """The one number of a text ("" when there is none, None when there are several) and the words beside
    it."""
    if len(text) > 2 * LONGEST:
        return None, []
    number, words = "", []
    for token in _TOKEN.finditer(text.replace("، ", " ")):
        if token["number"]:
            if number:
                return None, []
            number = token["number"].strip()
        else:
            words.append(token["word"])
    return number.rstrip(","), words


def _worth(words: list[str], amount: Decimal, units: Mapping[str, Unit]) -> tuple[Decimal, str, bool]:
    """The amount after powers and units, the currency, and whether every word was understood."""
    currency, rest = "", []
    for word in words:
        folded = fold_word(word).strip(".,:;/-()")
        if folded in units:
            amount, currency = amount * units[folded].amount, units[folded].currency or currency
        elif folded in _POWERS:
            amount *= _POWERS[folded]
        elif folded and folded not in _SILENT and folded not in ("cr", "dr"):
            rest.append(word)
    if not rest:
        return amount, currency, True
    phrase = " ".join(rest)
    found = tables.currency_index().get(phrase) or tables.currency_index().get(fold_name(phrase))
    return amount, found or currency, found is not None


__all__ = ["SUGGESTED_UNITS", "Amount", "MoneyType", "split_money"]
