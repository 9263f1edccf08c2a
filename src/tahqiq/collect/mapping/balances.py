"""Rows of a statement that state a balance or a turnover: they move no money."""

import re
from functools import cache, lru_cache

from tahqiq.collect.mapping.measures import currency_of
from tahqiq.collect.mapping.words import fold
from tahqiq.kit.tables import table

_SMALL = frozenset(
    {
        "as",
        "of",
        "on",
        "at",
        "per",
        "am",
        "vom",
        "zum",
        "au",
        "du",
        "le",
        "al",
        "del",
        "a",
        "na",
        "dne",
        "dnia",
        "для",
        "на",
        "في",
        "بتاريخ",
        "لغاية",
        "the",
    }
)
_FIGURE = re.compile(r"\d")


@cache
def _phrases() -> frozenset[str]:
    return frozenset(
        fold(str(phrase)) for phrases in table(__package__, "balances.yaml").values() for phrase in phrases
    )


@lru_cache(65_536)
def states_balance(text: str) -> bool:
    """Whether the description of a row says that it is a balance or a turnover, with nothing beside but
    figures, a day and a currency.

    >>> (states_balance("Opening balance as of 01/02/2024"), states_balance("Likutis pabaigai"),
    ...  states_balance("Balance transfer to Ali"))
    (True, True, False)
    """
    folded = fold(text)
    if not folded or len(folded) > 80:
        return False
    if folded in _phrases():
        return True
    words = [word for word in folded.split() if not _FIGURE.search(word)]
    while words and (words[-1] in _SMALL or currency_of(words[-1])):
        words.pop()
    while words and currency_of(words[0]):
        words.pop(0)
    return " ".join(words) in _phrases()
