"""One scorer for names: slot-aware, with gaps, in any order and script; a score, the alignment part by part, and what to say about it.

A score ranks candidates and is one feature among others. It never says that two people are one: many people bear one name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from tahqiq.kit.messages import Message, message
from tahqiq.names.known import is_known
from tahqiq.names.parse import NamePart, ParsedName, Slot, parse
from tahqiq.names.parts import VARIANT, Word, alike, sounding, word

MISSING, TURNED = 0.02, 0.02
"""What a part that only one name has costs, and each pair of parts that stand in another order."""
COMMON = 0.75
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

    __slots__ = ("key", "parts", "refused", "slots", "weights", "words")

    def __init__(self, parsed: ParsedName) -> None:
        self.refused = parsed.refused
        self.parts: tuple[NamePart, ...] = parsed.core()
        self.words: tuple[Word, ...] = tuple(word(part.key) for part in self.parts)
        self.slots = tuple(part.slot for part in self.parts)
        self.weights = tuple((one.size + 1.0) * (COMMON if is_known(one.key) else 1.0) for one in self.words)
        self.key = tuple(one.key for one in self.words)


@lru_cache(maxsize=_CACHE)
def form(text: str) -> Form:
    """The prepared form of a name; keep it when one name is compared with many."""
    return Form(parse(text))


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
    if (len(one.key), one.key) > (len(two.key), two.key):
        one, two = two, one
    return _total(one, two, _assigned(one.words, two.words))


Assignment = list[tuple[int, int, float]]


def _assigned(few: Sequence[Word], many: Sequence[Word]) -> Assignment:
    """Each part of the shorter name with its best free partner, the surest first; equals by how near their places are."""
    found = [(-alike(a, b), abs(i - j), i, j) for i, a in enumerate(few) for j, b in enumerate(many)]
    found.sort()
    made: Assignment = []
    left = right = 0
    for value, _, i, j in found:
        if left >> i & 1 or right >> j & 1:
            continue
        left |= 1 << i
        right |= 1 << j
        made.append((i, j, -value))
        if len(made) == len(few):
            break
    return made


def _total(one: Form, two: Form, pairs: Assignment) -> float:
    total = size = 0.0
    for i, j, value in pairs:
        both = one.weights[i] + two.weights[j]
        total += both * value
        size += both
    made = total / size - MISSING * (len(two.words) - len(one.words)) - TURNED * min(_turned(pairs), 3)
    return min(0.999, max(0.0, made))


def _turned(pairs: Assignment) -> int:
    """How many pairs of parts stand in another order."""
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
    swapped = (len(one.key), one.key) > (len(two.key), two.key)
    few, many = (two, one) if swapped else (one, two)
    pairs = _assigned(few.words, many.words)
    made = [(j, i, value) if swapped else (i, j, value) for i, j, value in pairs]
    alignment = _alignment(one, two, made)
    total = 1.0 if one.key == two.key else _total(few, many, pairs)
    code, params = _sentence(alignment, _turned(pairs))
    return Comparison(total, alignment, code, params)


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
