"""How alike two parts of names are: 1 the same, 0 nothing in common."""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import count

from rapidfuzz.distance import Indel

from tahqiq.names.known import are_two_names, is_known
from tahqiq.names.sound_costs import COST
from tahqiq.names.sounds import Sounded, distance, readings
from tahqiq.names.variants import are_variants, has_variants
from tahqiq.names.words import NAMES_OF_GOD

VARIANT, INITIAL, HEAD = 0.92, 0.6, 0.75
"""What an attested variant, an initial, and half a compound (Abdul for Abdul-Karim) count as."""
TWO_NAMES, _SPELLING = 0.5, 0.9
"""Two different common given names that only sound near (Hasan, Husain) keep this share of their likeness;
above the second number they may be careless spellings of one (Majid for Majed)."""
_SHORT = 3
_ONE_MASTER, OTHER_MASTER = 0.8, 0.6
"""Of two "servants of" names of God these must be so alike; what is left of their likeness when they are not
(Abdulrahman, Abdulrahim)."""
COMMON = 0.65
"""How much a common given name counts beside another part of the same length."""
_PREFIXES = [("abd", "عبد"), ("abu", "ابو"), ("um", "ام")]
_SUFFIXES = ("din", "دين", "دین")
_SERVANTS, _SERVANT_LETTERS = ("abd", "عبد"), 3
_GOD, _GODS = "allah", frozenset(["lah", "allah", "ullah", "ellah", "olah", "الله", "لله", "اله"])
_HEADS: dict[str, tuple[str, ...]] = {one: both for both in _PREFIXES for one in both}
_TAILS: dict[str, tuple[str, ...]] = dict.fromkeys(_SUFFIXES, _SUFFIXES)
_WORTH_A_LOOK, _SAME_START = 0.45, 0.3
_KURDISH = re.compile("[ەێۆڵڕڤ]")
_ANY = -1
"""The consonants of a part as bits, of one that may be like any other; parts without a common one are not
alike."""
_ratio = Indel.normalized_similarity


_numbers = count()


def _single(key: str) -> str:
    """A Latin key with single letters for long vowels and doubled consonants, as it is one name however
    careful it is written."""
    return _TWICE.sub(r"\1", key.replace("ee", "i").replace("oo", "u")) if key.isascii() else key


_TWICE = re.compile(r"(.)\1")
_MASTERS = frozenset(map(_single, NAMES_OF_GOD))
_OTHER_ENDS = frozenset([frozenset("ac"), frozenset("hc")])
OTHER_END = 0.5
"""What is left of the likeness of two parts of which one ends in -a and the other in a consonant, as a
woman's and a man's name do (Nabila, Nabil)."""
_HAIR = 1e-6
"""What is exactly as alike as was asked for is alike enough."""
_CONSONANTS = frozenset("bcdfgjklmnpqrstxzبپتثجچحخدذرزژسشصضطظغفڤقكگلڵمنڕ")


def _ending(key: str) -> str:
    """``a`` of a part that ends in -a (ة, ه, ە, alef; Latin -a), ``h`` in -ah or ح, which may be either,
    ``c`` in another consonant, "" of all others."""
    if len(key) < _SHORT:
        return ""
    if key.endswith(("ah", "ح")):
        return "h"
    if key.endswith("a"):
        return "a"
    if key[-1] in "هةەا":
        return "a" if key[-2] not in "يوی" else ""
    return "c" if key[-1] in _CONSONANTS else ""


class Word:
    """A part prepared for comparison: the ways it may sound, ``size`` and ``bones`` of the first of them, and
    what the tables say of it."""

    __slots__ = (
        "_written",
        "arabic",
        "bones",
        "ends",
        "half",
        "initial",
        "key",
        "master",
        "most",
        "nisba",
        "no",
        "readings",
        "rest",
        "servant",
        "signs",
        "size",
        "tabled",
        "weight",
    )

    def __init__(self, key: str) -> None:
        self.key = key
        self.no = next(_numbers)
        self.readings = tuple(Sounded(one) for one in readings(key))
        self.bones, self.size = self.readings[0].bones, self.readings[0].size
        self.initial = len(key) == 1
        self.arabic = not key.isascii() and not _KURDISH.search(key)
        self._written: tuple[Sounded, ...] = ()
        self.servant = key.startswith(_SERVANTS)
        self.rest: Word | None = None
        """What follows "servant of", in a compound of two parts; None for any other word."""
        left = key[_SERVANT_LETTERS:] if self.servant else ""
        if len(left) > 1 and not left.startswith(("i", "u", "o")):
            self.rest = word(_GOD if left in _GODS else left)
        self.master = _single(key) in _MASTERS
        self.ends = _ending(key)
        self.half = key in _HEADS or key in _TAILS
        known = is_known(key)
        self.tabled = known or has_variants(key)
        self.nisba = not known and len(key) > _SHORT and key.endswith(("i", "y", "ي"))
        self.weight = (self.size + 1.0) * (COMMON if known else 1.0)
        bones = [one.bones for one in self.readings]
        self.most = max(len(one) for one in bones)
        self.signs = (
            _ANY
            if self.initial or self.half or not all(bones)
            else sum({1 << ord(sign) - 64 for one in bones for sign in one})
        )

    @property
    def written(self) -> tuple[Sounded, ...]:
        """The ways it may sound, for a comparison with another word in Arabic letters."""
        if not self._written:
            self._written = tuple(Sounded(one.text, written=True) for one in self.readings)
        return self._written


@lru_cache(maxsize=1 << 17)
def word(key: str) -> Word:
    """The prepared form of a part's key."""
    return Word(key)


_known: dict[int, float] = {}
_MOST_KNOWN = 1 << 20


def alike(one: Word, two: Word) -> float:
    """How alike two parts are, by the classes of their sounds, attested variants and initials. Symmetric."""
    if one is two:
        return 1.0
    found = _known.get(one.no << 32 | two.no)
    return _learned(one, two) if found is None else found


def alike_enough(one: Word, two: Word, least: float) -> float:
    """:func:`alike` where it is ``least`` or more, something less than that where it is not: most parts of a
    list are soon seen to be other names."""
    if one is two:
        return 1.0
    found = _known.get(one.no << 32 | two.no)
    if found is None:
        found = 1.0 if one.key == two.key else _alike(one, two, least)
        if found >= least:
            _remember(one, two, found)
    return found


def alike_each(few: Sequence[Word], many: Sequence[Word]) -> list[tuple[float, int, int, int]]:
    """All pairs that are alike at all as (less than 0: how alike, how far apart their places, place, place),
    the likest and nearest first."""
    known = _known
    made = []
    for i, one in enumerate(few):
        base, signs = one.no << 32, one.signs
        for j, two in enumerate(many):
            if signs & two.signs:
                value = 1.0 if one is two else known.get(base | two.no)
                if value is None:
                    value = _learned(one, two)
                if value:
                    made.append((-value, i - j if i > j else j - i, i, j))
    made.sort()
    return made


def _learned(one: Word, two: Word) -> float:
    value = 1.0 if one.key == two.key else _alike(one, two)
    _remember(one, two, value)
    return value


def _remember(one: Word, two: Word, value: float) -> None:
    if len(_known) >= _MOST_KNOWN:
        _known.clear()
    _known[one.no << 32 | two.no] = _known[two.no << 32 | one.no] = value


def _alike(one: Word, two: Word, least: float = 0.0) -> float:
    """How alike two parts are; with ``least``, anything less than that stands for whatever is less: every
    rule below lowers what sounds, or does not look at it."""
    if one.initial or two.initial:
        return INITIAL if _same_start(one.readings[0].text, two.readings[0].text) else 0.0
    value = sounding(one, two, least)
    if (
        one.ends != two.ends
        and one.ends
        and two.ends
        and frozenset((one.ends, two.ends)) in _OTHER_ENDS
        and one.bones.rstrip("h") == two.bones.rstrip("h")
    ):
        value *= OTHER_END
    if one.rest is not None and two.rest is not None:
        served = alike(one.rest, two.rest)
        if served > _ONE_MASTER or not (one.rest.master and two.rest.master):
            return value
        return min(value, served * OTHER_MASTER)
    if one.half != two.half:
        half, whole = (one, two) if one.half else (two, one)
        if whole.key.startswith(_HEADS.get(half.key, ())) or whole.key.endswith(_TAILS.get(half.key, ())):
            return max(HEAD, value)
    if one.tabled and two.tabled:
        if value < VARIANT and are_variants(one.key, two.key):
            return VARIANT
        if value < _SPELLING and are_two_names(one.key, two.key):
            return value * TWO_NAMES
    return value


def _same_start(one: str, two: str) -> bool:
    first, second = one.lstrip("^")[:1], two.lstrip("^")[:1]
    return bool(first and second) and COST[first][second] < _SAME_START


def sounding(one: Word, two: Word, least: float = 0.0) -> float:
    """How alike two parts sound, without the tables; 0 where that is less than ``least``. Two in Arabic
    letters are compared as they are written, with their long vowels."""
    best = 0.0
    both = one.arabic and two.arabic
    for left in one.written if both else one.readings:
        for right in two.written if both else two.readings:
            if left.bones and right.bones and _ratio(left.bones, right.bones) < _WORTH_A_LOOK:
                continue
            size = left.size if left.size > right.size else right.size
            if size:
                enough = (1.0 - max(best, least - _HAIR)) * size
                cost = distance(left, right, enough)
                if cost < enough:
                    best = 1.0 - cost / size
    return best


__all__ = ["Word", "alike", "alike_each", "alike_enough", "sounding", "word"]
