"""How rare a letter group is among names in general: a static measure, never one of a collection.

A search that weighed groups by how often they stand in the store would let a person notice data that is hidden from them
(docs/decisions/0002). This measure comes from :file:`common.txt` and is the same in every workspace.
"""

from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from math import log2

from tahqiq.names.fold import tokens
from tahqiq.names.skeleton import parts

SIZE = 3
EDGE = "_"
_OWN = 0.6


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
    """Share of each gram, and of each single sign of the same script, among all grams."""
    counted: Counter[str] = Counter()
    total: Counter[bool] = Counter()
    for word in words:
        for gram in grams(word):
            counted[gram] += 1
            counted.update(gram)
            total[word.isascii()] += 1
    return {key: count / total[key.strip(EDGE).isascii()] / (1 if len(key) == SIZE else SIZE) for key, count in counted.items() if key.strip(EDGE)} | {
        EDGE: counted[EDGE] / sum(total.values()) / SIZE
    }


@lru_cache(maxsize=1 << 16)
def rarity(gram: str, skeleton: bool = False) -> float:
    """The rarity of a gram of folded letters (or of a coarse skeleton) in bits: large is rare."""
    table = _tables()[1 if skeleton else 0]
    letters = 1.0
    for sign in gram:
        letters *= table.get(sign, 0.0005)
    return -log2(_OWN * table.get(gram, 0.0) + (1 - _OWN) * letters)


__all__ = ["grams", "rarity"]
