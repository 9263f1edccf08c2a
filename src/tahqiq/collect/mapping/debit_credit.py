"""Which way money went: words, letters and signs of debit and credit in a statement."""

import re
from collections.abc import Sequence
from dataclasses import replace

from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.sample import Sample
from tahqiq.collect.mapping.template import Match
from tahqiq.collect.mapping.words import fold, folded


def has_signs(column: Column) -> bool:
    """Whether some amounts of a column are negative: then the sign says which way the money went."""
    return any(_NEGATIVE.match(value) for value in column.distinct)


_NEGATIVE = re.compile(r"[^\d]{0,4}[-−(]|.*\d\s*-$")
_DEBIT = folded(
    "d dr db debit withdrawal withdraw out outgoing paid sent debet af soll s lastschrift débit cargo "
    "dare uitgaand purchase payment expense expenses spending despesa gasto egreso dépense ausgabe uscita "
    "harcama gider مصروف خەرجی مدين سحب صادر خارج دەرچوون ڕاکێشان расход borç"
)
_CREDIT = folded(
    "c cr credit deposit in incoming received income revenue receita ingreso recette revenu einnahme "
    "entrata gelir bij haben h gutschrift crédit abono avere refund دائن ايداع وارد داخل هاتن دانان "
    "приход alacak"
)


def side_of(text: str) -> str:
    """``debit`` or ``credit`` as a word of a statement says it, "" where it says neither or both.

    >>> side_of("Af"), side_of("CR"), side_of("Fee"), side_of("Debit card refund")
    ('debit', 'credit', '', '')
    """
    words = set(fold(text).split())
    out, into = bool(words & _DEBIT), bool(words & _CREDIT)
    return "" if out == into else "debit" if out else "credit"


_PAIRS = (("d", "c"), ("d", "k"), ("d", "h"), ("d", "a"), ("s", "h"), ("д", "к"), ("-", "+"))
"""Single letters or signs that mark debit and credit together in the books of a language (Debit/Credit,
Debetas/Kreditas, Debe/Haber, Dare/Avere, Soll/Haben)."""


def sides_of(values: Sequence[str]) -> dict[str, str]:
    """Value → ``debit``, ``credit`` or "", for all values of a column that marks amounts: letters say it only
    as a pair.

    >>> sides_of(["K", "D"]), sides_of(["Debit", "Fee"])
    ({'K': 'credit', 'D': 'debit'}, {'Debit': 'debit', 'Fee': ''})
    """
    letters = {value.strip().lower(): value for value in values}
    for debit, credit in _PAIRS:
        if letters.keys() == {debit, credit}:
            return {value: "debit" if letter == debit else "credit" for letter, value in letters.items()}
    return {value: side_of(value) for value in values}


def with_mark(found: Match, sample: Sample) -> Match:
    """The match of a statement with the column that marks amounts as debit or credit, told by its values
    where no header tells it."""
    columns = found.columns
    amount = columns.get("amount")
    if amount is None or {"debit", "credit", "debit_credit"} & columns.keys() or has_signs(amount):
        return found
    taken = {column.index for column in columns.values()}
    marks = [
        column
        for column in sample.busy
        if column.index not in taken and set(sides_of(column.distinct[:20]).values()) == {"debit", "credit"}
    ]
    return replace(found, columns={**columns, "debit_credit": marks[0]}) if len(marks) == 1 else found
