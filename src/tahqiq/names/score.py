"""One scorer for names: slot-aware, with gaps, in any order and script; a score, the alignment part by part, and what to say about it.

A score ranks candidates and is one feature among others. It never says that two people are one: many people bear one name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from tahqiq.kit.messages import Message, message
from tahqiq.names.known import are_two_names, is_known
from tahqiq.names.parse import NamePart, Slot, parse
from tahqiq.names.parts import VARIANT, Word, alike, alike_each, sounding, word
from tahqiq.names.refusal import Refusal
from tahqiq.names.units import MOST_UNITS
from tahqiq.names.words import TAILS as COMPOUND_TAILS

MISSING, HEADLESS, TURNED, PRIOR = 0.35, 0.08, 0.015, 4.0
"""What a part that only one name has costs, what the given name of the longer one costs when nothing is its partner, and each pair of parts that
stand in another order; and how many sounds that disagree are thought of beside those compared, so that much agreement beats little."""
AGAINST, CONTRADICTS, VETO = 0.45, 0.4, 0.2
"""Parts less alike than this contradict; by how much of what is wanting they count against, and what it costs beyond that when both are given names
or both fathers' names, and both common ones, so that neither is a mistyped form of the other."""
COMMON = 0.65
"""How much a common given name counts beside another part of the same length."""
AGREES, ALIKE = 0.9, 0.6
"""From here on parts are spellings of one name, and from here on they are at least near."""
_CACHE = 1 << 15


class Relation(StrEnum):
    """How the two parts of a pair stand to one another."""

    SAME = "same"
    SPELLING = "spelling"
    VARIANT = "variant"
    INITIAL = "initial"
    NEAR = "near"
    CONTRADICTS = "contradicts"
    ONLY_LEFT = "only-left"
    ONLY_RIGHT = "only-right"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two parts held against one another; one of them is None where only one name has the part. ``score`` is 0 to 1."""

    left: NamePart | None
    right: NamePart | None
    score: float
    relation: Relation


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing two names came to.

    ``score`` 0 to 1; ``alignment`` in the order of the left name, then what only the right one has; ``code`` and ``params`` name the sentence
    (:meth:`say`); ``refused`` is the code of the reason why a text is no name ("" when both are) and then the score is 0.
    """

    score: float
    alignment: tuple[Pair, ...]
    code: str
    params: tuple[tuple[str, str], ...]
    refused: str = ""

    def say(self, locale: str) -> Message:
        """The sentence and the next step in ``en``, ``ar``, ``ckb`` or ``kmr-Arab``."""
        return message(self.code, locale, dict(self.params))


class Form:
    """A name prepared for :func:`score`: its parts as words with their weights."""

    __slots__ = ("_joined", "_pairs", "cut", "half", "head", "key", "parts", "refused", "titled", "weights", "words")

    def __init__(self, parts: tuple[NamePart, ...], refused: Refusal = "") -> None:
        self.refused = refused
        self.parts = parts
        self.words: tuple[Word, ...] = tuple(word(part.key) for part in parts)
        self.weights = tuple((one.size + 1.0) * (COMMON if is_known(one.key) else 1.0) for one in self.words)
        self.head = next((at for at, part in enumerate(parts) if part.slot is Slot.GIVEN), 0)
        self.key = tuple(part.key for part in parts)
        self.half = any(one.half for one in self.words)
        self._joined: dict[int, Form] = {}
        self._pairs: tuple[Word, ...] = ()
        self.titled: Form | None = None
        """The name with a title that may be a given name (Sayed) as a part."""
        self.cut: Form | None = None
        """The name with the first half of a compound as a part of its own: what was "Abdul Karim al-Rawi" may have become "Abdul Rawi"."""

    def pair(self, at: int) -> Word:
        """The parts ``at`` and ``at + 1`` as one word."""
        if not self._pairs:
            self._pairs = tuple(word(one.key + two.key) for one, two in pairwise(self.words))
        return self._pairs[at]

    def joined(self, at: int) -> "Form":
        """The name with the parts ``at`` and ``at + 1`` as one."""
        made = self._joined.get(at)
        if made is None:
            one, two = self.parts[at : at + 2]
            both = NamePart(f"{one.text} {two.text}", one.key + two.key, one.slot)
            made = self._joined[at] = Form((*self.parts[:at], both, *self.parts[at + 2 :]))
        return made


@lru_cache(maxsize=_CACHE)
def form(text: str) -> Form:
    """The prepared form of a name; keep it when one name is compared with many."""
    parsed = parse(text)
    made = Form(parsed.core(), parsed.refused)
    made.cut = _cut(made)
    titled = parsed.titled()
    if titled:
        made.titled = Form(titled)
    return made


def _cut(whole: Form) -> Form | None:
    """The name with its first compound written apart as two parts; None when there is none."""
    for at, part in enumerate(whole.parts):
        head = next((head for head in HEADS if part.key.startswith(head)), "")
        tail = next((tail for tail in TAILS if part.key.endswith(tail)), "")
        before, blank, after = part.text.rpartition(" ")
        if blank and (head or tail) and len(part.key) > len(head or tail) + 1 and len(whole.parts) < MOST_UNITS:
            first, second = (head, part.key[len(head) :]) if head else (part.key[: -len(tail)], tail)
            halves = NamePart(before, first, part.slot), NamePart(after, second, Slot.FATHER)
            return Form((*whole.parts[:at], *halves, *whole.parts[at + 1 :]))
    return None


def score(left: str, right: str) -> float:
    """How alike two names are: 0 (nothing in common, or one of them is no name) to 1. Symmetric.

    >>> score("Mohammed Jassim Al-Juboori", "محمد جاسم كاظم الجبوري") > 0.85
    True
    >>> score("UNKNOWN", "UNKNOWN")
    0.0
    """
    return likeness(form(left), form(right))


def likeness(one: Form, two: Form) -> float:
    """:func:`score` of prepared names."""
    if one.refused or two.refused or not one.words or not two.words:
        return 0.0
    if one.key == two.key:
        return 1.0
    return _shown(_best(one, two).score)


def _shown(raw: float) -> float:
    """The raw score, in which even names that agree stay far from 1, spread to where people expect it; the order stays."""
    return min(0.999, 1.0 - (1.0 - raw) ** 2)


class _Reading(NamedTuple):
    """A score and the forms and pairs it comes from; places in ``pairs`` are of ``one`` and ``two``; ``near`` are all pairs of places that are
    at least half alike."""

    score: float
    one: Form
    two: Form
    pairs: "Assignment"
    near: "Near"


Assignment = list[tuple[int, int, float]]
Near = list[tuple[int, int]]


def _best(one: Form, two: Form) -> _Reading:
    """The best of the readings of two names: as they are, with two parts of one of them as one, with a compound cut."""
    best = first = _plain(one, two)
    if first.score >= _SURE or not (first.near or ((one.cut or one.half) and (two.cut or two.half))):
        return first
    for left, right in _other_readings(first):
        other = _plain(left, right)
        if other.score - REREAD > best.score:
            best = other._replace(score=other.score - REREAD)
    return best


def _other_readings(first: _Reading) -> list[tuple[Form, Form]]:
    """What else two names may be that have two parts that are near, or halves of compounds."""
    one, two = first.one, first.two
    made: list[tuple[Form, Form]] = []
    if one.cut:
        made.append((one.cut, two))
    if two.cut:
        made.append((one, two.cut))
        if one.cut:
            made.append((one.cut, two.cut))
    if one.titled:
        made.append((one.titled, two))
    if two.titled:
        made.append((one, two.titled))
    poor = [(i, j) for i, j, value in first.pairs if value < _POOR]
    if poor:
        made += [(one.joined(at), two) for at in _joints(one, two, {i for i, _ in poor}, first.near)]
        made += [(one, two.joined(at)) for at in _joints(two, one, {j for _, j in poor}, [(j, i) for i, j in first.near])]
    return made


def _joints(one: Form, two: Form, poor: set[int], near: Near) -> list[int]:
    """Where two parts of a name, one of which has no good partner, are together more like a part of the other than either alone."""
    made: list[int] = []
    last = len(one.words) - 2
    for i, j in near:
        other = two.words[j]
        for at in (i - 1, i):
            if 0 <= at <= last and at not in made and (at in poor or at + 1 in poor):
                both = one.pair(at)
                if -2 < len(both.bones) - len(other.bones) < 2:
                    value = alike(both, other)
                    if value > _JOINED and value > _alone(one.words[at], other) and value > _alone(one.words[at + 1], other):
                        made.append(at)
    return made


def _alone(one: Word, two: Word) -> float:
    """How alike two parts are; of two common names what the ear says, not that they are two."""
    return sounding(one, two) if one.tabled and two.tabled else alike(one, two)


_VETOED = (Slot.GIVEN, Slot.FATHER)
_SURE, _POOR, _JOINED = 0.9, 0.6, 0.6
_HALF = -0.4
HEADS = ("abd", "عبد", "abu", "ابو")
TAILS = ("din", "دين", *sorted(COMPOUND_TAILS))
REREAD = 0.01


def _plain(one: Form, two: Form) -> _Reading:
    if (len(one.key), one.key) > (len(two.key), two.key):
        turned = _plain(two, one)
        return _Reading(turned.score, one, two, [(j, i, value) for i, j, value in turned.pairs], [(j, i) for i, j in turned.near])
    found = alike_each(one.words, two.words)
    pairs = _assigned(found, len(one.words), len(two.words))
    return _Reading(_total(one, two, pairs), one, two, pairs, [(i, j) for value, _, i, j in found if value <= _HALF])


def _assigned(found: list[tuple[float, int, int, int]], few: int, many: int) -> Assignment:
    """Each part of the shorter name with its best free partner, the surest first; equals by how near their places are."""
    made: Assignment = []
    left = right = 0
    for value, _, i, j in found:
        if not (left >> i & 1 or right >> j & 1):
            left |= 1 << i
            right |= 1 << j
            made.append((i, j, -value))
    if len(made) < few:
        free = (j for j in range(many) if not right >> j & 1)
        made += [(i, next(free), 0.0) for i in range(few) if not left >> i & 1]
    return made


def _total(one: Form, two: Form, pairs: Assignment) -> float:
    """Agreement weighted by the parts' weights; what only the longer name has costs a little, most when it is the given name."""
    total = size = against = 0.0
    used = 0
    for i, j, value in pairs:
        both = one.weights[i] + two.weights[j]
        if value < AGAINST:
            left, right = one.parts[i], two.parts[j]
            if left.slot is right.slot and left.slot in _VETOED and are_two_names(left.key, right.key):
                against += VETO
            value -= CONTRADICTS * (AGAINST - value)
        total += both * value
        size += both
        used |= 1 << j
    rest = sum(weight for j, weight in enumerate(two.weights) if not used >> j & 1)
    made = total / (size + MISSING * rest + PRIOR) - TURNED * min(_turned(pairs), 3) - against
    if rest and not used >> two.head & 1:
        made -= HEADLESS
    return made if made > 0.0 else 0.0


def _turned(pairs: Assignment) -> int:
    """How many pairs of parts stand in another order."""
    if all(i == j for i, j, _ in pairs):
        return 0
    return sum((a[0] < b[0]) != (a[1] < b[1]) for at, a in enumerate(pairs) for b in pairs[:at])


def compare(left: str, right: str) -> Comparison:
    """The whole comparison of two names, for a person to read.

    >>> found = compare("Mohammed Jassim", "محمد جاسم كاظم")
    >>> [pair.relation.value for pair in found.alignment], found.code
    (['spelling', 'spelling', 'only-right'], 'names-less-stated')
    """
    one, two = form(left), form(right)
    refused = one.refused or two.refused
    if refused:
        return Comparison(0.0, (), refused, (("name", (left if one.refused else right)[:80]),), refused)
    best = _best(one, two)
    alignment = _alignment(best.one, best.two, best.pairs)
    code, params = _sentence(alignment, _turned(best.pairs))
    return Comparison(1.0 if one.key == two.key else _shown(best.score), alignment, code, params)


def _alignment(one: Form, two: Form, pairs: Assignment) -> tuple[Pair, ...]:
    by_left = {i: (j, value) for i, j, value in pairs}
    made: list[Pair] = []
    for i, part in enumerate(one.parts):
        if i in by_left:
            j, value = by_left[i]
            made.append(Pair(part, two.parts[j], value, _relation(part, two.parts[j], value)))
        else:
            made.append(Pair(part, None, 0.0, Relation.ONLY_LEFT))
    used = {j for _, j, _ in pairs}
    made += [Pair(None, part, 0.0, Relation.ONLY_RIGHT) for j, part in enumerate(two.parts) if j not in used]
    return tuple(made)


def _relation(left: NamePart, right: NamePart, value: float) -> Relation:
    if left.key == right.key:
        return Relation.SAME
    if left.initial or right.initial:
        return Relation.INITIAL if value else Relation.CONTRADICTS
    if value == VARIANT and sounding(word(left.key), word(right.key)) < AGREES:
        return Relation.VARIANT
    if value >= AGREES:
        return Relation.SPELLING
    return Relation.NEAR if value >= ALIKE else Relation.CONTRADICTS


def _sentence(alignment: Sequence[Pair], turned: int) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The code and parameters of the sentence: what contradicts, else what is only near, else what one name leaves out."""
    for relation, code in ((Relation.CONTRADICTS, "names-part-contradicts"), (Relation.NEAR, "names-part-near")):
        found = [_Both(pair.left, pair.right) for pair in alignment if pair.relation is relation and pair.left and pair.right]
        if not found:
            continue
        if relation is Relation.CONTRADICTS and len(found) == sum(pair.left is not None and pair.right is not None for pair in alignment):
            return "names-differ", ()
        father = next((both for both in found if both.left.slot is both.right.slot is Slot.FATHER), None)
        shown = father or found[0]
        if father and relation is Relation.CONTRADICTS:
            code = "names-father-contradicts"
        return code, (("left", shown.left.text), ("right", shown.right.text))
    missing = [part.text for pair in alignment if not (pair.left and pair.right) for part in (pair.left, pair.right) if part]
    if missing:
        return "names-less-stated", (("parts", " · ".join(missing)),)
    if turned:
        return "names-other-order", ()
    return ("names-same" if all(pair.relation is Relation.SAME for pair in alignment) else "names-spelled-differently"), ()


class _Both(NamedTuple):
    left: NamePart
    right: NamePart


__all__ = ["Comparison", "Form", "Pair", "Relation", "compare", "form", "likeness", "score"]
