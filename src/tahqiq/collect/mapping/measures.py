"""Durations and amounts of money as events carry them."""

import re
from decimal import Decimal, localcontext
from typing import NamedTuple

from tahqiq.collect.mapping.document import Amount, Duration
from tahqiq.collect.mapping.words import fold
from tahqiq.kit.text import tidy_code
from tahqiq.model.types.codes import is_placeholder
from tahqiq.model.types.duration import parse_seconds
from tahqiq.model.types.number import parse_number
from tahqiq.model.types.tables import currency_index, fold_name
from tahqiq.store.facts.columns import split_money

_MONEY = re.compile(r"^(?P<before>[^\d]*?)(?P<number>[-+(]?\d[\d.,'٬٫ ]*\)?-?)(?P<after>.*)$")


def currency_of(word: str) -> str:
    """The ISO 4217 code of a word or sign written beside an amount, "" when it is none or could be several
    (ريال, ليرة).

    >>> currency_of("د.ع"), currency_of("$"), currency_of("دولار"), currency_of("ريال")
    ('IQD', 'USD', 'USD', '')
    """
    known, folded = currency_index(), fold_name(word)
    return known.get(word) or known.get(folded) or known.get(folded.replace(" ", "")) or ""


def seconds_of(text: str, spec: Duration) -> int | None:
    """A duration in whole seconds as :func:`tahqiq.model.types.duration.parse_seconds` reads it, None when
    the text is none."""
    return parse_seconds(text, spec.unit)


class Money(NamedTuple):
    """An amount (without its sign unless the document keeps it) in thousandths, the currency it names ("" =
    none), and a note or None; ``fine`` is what the amount has beyond thousandths, in units of 10^-18
    (:func:`tahqiq.store.facts.columns.split_money`)."""

    value: Decimal | None
    currency: str = ""
    note: str | None = None
    fine: int | None = None


def money_of(text: str, spec: Amount, unit: str = "", mark: str | None = None) -> Money:
    """An amount: number, times ``spec.times``, times the unit found in the text or in ``unit``.

    A word that is neither a known unit nor a currency is a problem (``amount-unit-unknown``): nobody may
    guess what it multiplies by.

    >>> money_of("5 دفاتر", Amount("a", units={"دفاتر": "10000"}, currency_of={"دفاتر": "USD"}))
    Money(value=Decimal('50000.000'), currency='USD', note=None, fine=None)
    """
    bare = tidy_code(text)
    if not bare or is_placeholder(bare):
        return Money(None, "", "placeholder" if text.strip() else None)
    alone = {fold(word): word for word in spec.units}.get(fold(bare))
    if alone is not None:
        return money_of(f"1 {alone}", spec, unit, mark)
    bare = bare.rstrip(",،") if bare[-1:] in ",،" else bare
    found = _MONEY.match(bare)
    mark_known = mark if mark in (".", ",") else None
    number = (
        parse_number(found["number"], "," if mark_known == "," else "." if mark_known == "." else None)
        if found
        else None
    )
    if found is None or number is None:
        return Money(None, "", "amount-invalid")
    if number.rounded or re.match(r"[eE][+]?\d", found["after"]):
        return Money(None, "", "number-in-scientific-notation")
    units = {fold(word): (word, factor) for word, factor in spec.units.items()}
    factor, currency = Decimal(spec.times), ""
    for word in (
        fold(found["before"]) or found["before"].strip(),
        fold(found["after"]) or found["after"].strip(),
        fold(unit),
    ):
        if not word or word in ("cr", "dr", "فقط", "لا غير"):
            continue
        if word in units:
            factor *= Decimal(units[word][1])
            currency = spec.currency_of.get(units[word][0], currency)
        elif code := currency_of(word):
            currency = code
        else:
            return Money(None, "", "amount-unit-unknown")
    with localcontext(prec=60):
        value = number.value * factor
        split = split_money(value if spec.signed else abs(value))
    return Money(None, "", "amount-invalid") if split is None else Money(split[0], currency, None, split[1])
