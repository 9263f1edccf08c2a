"""How alike two parts of names are: 1 the same, 0 nothing in common."""

from functools import lru_cache

from rapidfuzz.distance import Indel

from tahqiq.names.skeleton import word_skeleton
from tahqiq.names.sounds import distance, sounds, weight
from tahqiq.names.variants import are_variants

VARIANT, INITIAL = 0.92, 0.6
_WORTH_A_LOOK = 0.45
_ratio = Indel.normalized_similarity


class Word:
    """A part prepared for comparison. ``size`` is the cost of all its sounds; ``rough`` the coarse skeleton."""

    __slots__ = ("key", "latin", "rough", "size", "sounds")

    def __init__(self, key: str) -> None:
        self.key = key
        self.latin = key.isascii()
        self.rough = word_skeleton(key)[1]
        self.sounds = sounds(key)
        self.size = weight(self.sounds)


@lru_cache(maxsize=1 << 17)
def word(key: str) -> Word:
    """The prepared form of a part's key."""
    return Word(key)


_known: dict[tuple[str, str], float] = {}
_MOST_KNOWN = 1 << 18


def alike(one: Word, two: Word) -> float:
    """How alike two parts are, by the classes of their sounds, attested variants and initials. Symmetric."""
    if one.key == two.key:
        return 1.0
    pair = (one.key, two.key) if one.key < two.key else (two.key, one.key)
    found = _known.get(pair)
    if found is None:
        if len(_known) >= _MOST_KNOWN:
            _known.clear()
        found = _known[pair] = _alike(one, two)
    return found


def _alike(one: Word, two: Word) -> float:
    if len(one.key) == 1 or len(two.key) == 1:
        first, second = one.sounds[:1], two.sounds[:1]
        return INITIAL if first and second and distance(first, second) < 0.3 else 0.0
    value = sounding(one, two)
    return VARIANT if value < VARIANT and are_variants(one.key, two.key) else value


def sounding(one: Word, two: Word) -> float:
    """How alike two parts sound, without the table of variants."""
    if one.rough and two.rough and _ratio(one.rough, two.rough) < _WORTH_A_LOOK:
        return 0.0
    size = one.size if one.size > two.size else two.size
    return max(0.0, 1.0 - distance(one.sounds, two.sounds) / size) if size else 0.0


__all__ = ["Word", "alike", "sounding", "word"]
