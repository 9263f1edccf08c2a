"""How rare a letter group is among names in general: a static measure, never one of a collection.

A search that weighed groups by how often they stand in the store would let a person notice data that is
hidden from them (docs/decisions/0002). This measure comes from :file:`common.txt` and is the same in every
workspace.
"""

from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from math import log2

from tahqiq.names.fold import tokens
from tahqiq.names.skeleton import parts

SIZE = 3
EDGE = "_"
_OWN, _PAIRS, _SIGNS = 0.6, 0.3, 0.1
"""How much a group's own share counts, what its two pairs of neighbours make likely, and what its single
signs do."""
_UNSEEN = 0.0002


def grams(word: str) -> list[str]:
    """The groups of three neighbouring signs of a word, its edges marked; distinct, in order.

    >>> grams("ali"), grams("a")
    (['_al', 'ali', 'li_'], ['_a_'])
    """
    marked = f"{EDGE}{word}{EDGE}"
    return list(dict.fromkeys(marked[at : at + SIZE] for at in range(len(marked) - SIZE + 1)))


@cache
def _tables() -> tuple[dict[str, float], dict[str, float]]:
    lines = files("tahqiq.names").joinpath("common.txt").read_text("utf-8").splitlines()
    names = [line for line in lines if line and not line.startswith("#")]
    folded = [word for line in names for word in tokens(line)]
    bones = [rough for line in names for word in line.split() for _, rough in parts(word) if rough]
    return _shares(folded), _shares(bones)


def _shares(words: list[str]) -> dict[str, float]:
    """Share of each group of one, two and three signs among all of its length in its kind of script; edges
    stand with the script of the word."""
    counted: Counter[str] = Counter()
    total: Counter[tuple[int, bool]] = Counter()
    for word in words:
        marked = f"{EDGE}{word}{EDGE}"
        for size in (1, 2, SIZE):
            for at in range(len(marked) - size + 1):
                counted[marked[at : at + size]] += 1
                total[size, word.isascii()] += 1
    total_edges = sum(count for (size, _), count in total.items() if size == 1)
    return {
        key: count / (total[len(key), key.strip(EDGE).isascii()] if key.strip(EDGE) else total_edges)
        for key, count in counted.items()
    }


@lru_cache(maxsize=1 << 16)
def rarity(gram: str, skeleton: bool = False) -> float:
    """The rarity of a group of three folded letters (or signs of a coarse skeleton) in bits: large is
    rare."""
    table = _tables()[1 if skeleton else 0]
    first, middle, last = (table.get(sign, _UNSEEN) for sign in gram)
    pairs = table.get(gram[:2], _UNSEEN * first) * table.get(gram[1:], _UNSEEN * last) / middle
    return -log2(_OWN * table.get(gram, 0.0) + _PAIRS * pairs + _SIGNS * first * middle * last)


__all__ = ["grams", "rarity"]
