"""How alike two names are, across scripts and whatever the order of their parts.

A mix of three views: the consonant skeletons, the letters romanised, and the parts aligned with one another. It ranks candidates; it never
says that two people are one.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii
from rapidfuzz.distance import Indel

from tahqiq.names.fold import fold
from tahqiq.names.skeleton import name_words, word_skeleton

_LONGEST_WORDS = 12
_CACHE = 1 << 15
_KURDISH = str.maketrans({"ە": "e", "ێ": "e", "ۆ": "o", "ڵ": "l", "ڕ": "r", "ڤ": "v", "ی": "y", "ى": "a", "ة": "a", "ه": "h", "و": "w"})
_VOWELS = re.compile(r"(?<=.)[aeiouwy']+")
_DOUBLED = re.compile(r"(.)\1+")
_MISSING = 0.03
_ratio = Indel.normalized_similarity


class Part(NamedTuple):
    """One part of a name: romanised ``letters``, ``thin`` the same without inner vowels and doubles, and its skeletons."""

    letters: str
    thin: str
    fine: str
    rough: str


@dataclass(frozen=True, slots=True)
class Form:
    """A name prepared for comparison: folded text, whether in ASCII letters, its parts in order, and all parts as one."""

    folded: str
    latin: bool
    parts: tuple[Part, ...]
    whole: Part
    sorted_letters: tuple[str, ...]


@lru_cache(maxsize=_CACHE)
def form(text: str) -> Form:
    """The prepared form of a name; parts after the twelfth are left out."""
    folded = fold(text)
    found = (name_words(text) or folded.split())[:_LONGEST_WORDS]
    parts = tuple(_part(word) for word in found)
    whole = Part(*("".join(column) for column in zip(*parts, strict=True))) if parts else Part("", "", "", "")
    return Form(folded, folded.isascii(), parts, whole, tuple(sorted(part.letters for part in parts)))


@lru_cache(maxsize=1 << 16)
def _part(word: str) -> Part:
    letters = word if word.isascii() else anyascii(word.translate(_KURDISH)).lower()
    thin = _DOUBLED.sub(r"\1", _VOWELS.sub("", letters))
    return Part(letters, thin, *word_skeleton(word))


def similarity(left: str, right: str) -> float:
    """How alike two names are: 0 (nothing in common) to 1 (the same after folding). Symmetric; the order of the parts does not matter.

    A part that only one side has (the short daily name against the four-part official one) costs little; parts that contradict cost much.

    >>> similarity("Mohammed Jasim", "محمد جاسم") > 0.85, similarity("Mohammed Jasim", "علي حسين") < 0.4
    (True, True)
    >>> similarity("Barzani Nechirvan", "نێچیرڤان بارزانی") > 0.75
    True
    """
    return likeness(form(left), form(right))


def likeness(one: Form, two: Form) -> float:
    """:func:`similarity` of prepared names."""
    if one.folded == two.folded:
        return 1.0 if one.folded else 0.0
    if not one.parts or not two.parts:
        return 0.0
    if one.sorted_letters == two.sorted_letters:
        return 0.995
    mixed = one.latin != two.latin
    whole = _compare(one.whole, two.whole, mixed)
    if len(one.parts) == len(two.parts) == 1:
        return min(0.99, whole)
    return min(0.99, max(0.35 * whole + 0.65 * aligned(one, two), whole - 0.06))


def _compare(left: Part, right: Part, mixed: bool) -> float:
    """Half skeletons (coarse agreement counts a little less), half letters; across scripts the letters without vowels count too."""
    letters = _ratio(left.letters, right.letters)
    if mixed:
        letters = max(letters, 0.5 * letters + 0.5 * _ratio(left.thin, right.thin))
    if not left.rough or not right.rough:
        return letters
    return 0.5 * letters + 0.5 * max(_ratio(left.fine, right.fine), _ratio(left.rough, right.rough) - 0.04)


@lru_cache(maxsize=1 << 17)
def _part_pair(left: Part, right: Part, mixed: bool) -> float:
    if len(left.letters) == 1 or len(right.letters) == 1:
        return 0.6 if left.letters[:1] == right.letters[:1] else 0.0
    return _compare(left, right, mixed)


def aligned(one: Form, two: Form) -> float:
    """Each part of the shorter name with its best free partner in the longer one; a mean weighted by length, less 0.03 for each part left over."""
    if (len(one.parts), one.parts) > (len(two.parts), two.parts):
        one, two = two, one
    mixed = one.latin != two.latin
    scores = [(-_part_pair(a, b, mixed), i, j) for i, a in enumerate(one.parts) for j, b in enumerate(two.parts)]
    scores.sort()
    left: set[int] = set()
    right: set[int] = set()
    total = weight = 0.0
    for score, i, j in scores:
        if i in left or j in right:
            continue
        left.add(i)
        right.add(j)
        size = len(one.parts[i].letters) + len(two.parts[j].letters)
        total -= score * size
        weight += size
        if len(left) == len(one.parts):
            break
    return max(0.0, total / weight - _MISSING * (len(two.parts) - len(one.parts))) if weight else 0.0


__all__ = ["Form", "Part", "aligned", "form", "likeness", "similarity"]
