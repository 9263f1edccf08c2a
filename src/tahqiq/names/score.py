"""One scorer for names: slot-aware, with gaps, in any order and script; a score, the alignment part by part,
and what to say about it.

A score ranks candidates and is one feature among others. It never says that two people are one: many people
bear one name.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz.distance import Indel

from tahqiq.kit.messages import Message, message
from tahqiq.names.align import AGAINST, Assignment, Near, Reading, align
from tahqiq.names.form import Form, form
from tahqiq.names.parse import NamePart, Slot
from tahqiq.names.parts import VARIANT, Word, alike, sounding, word

AGREES, ALIKE = 0.9, 0.6
"""From here on parts are spellings of one name, and from here on they are at least near."""
_UNWRITTEN = 0.89
"""From here on two parts with the same consonants are spellings of one name where one is in Arabic letters
and the other in Latin ones: Arabic leaves the short vowels out (الكتبي, Al-Kutubi)."""


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
    """Two parts held against one another; one of them is None where only one name has the part. ``score`` is
    0 to 1."""

    left: NamePart | None
    right: NamePart | None
    score: float
    relation: Relation


@dataclass(frozen=True, slots=True)
class Comparison:
    """What comparing two names came to.

    ``score`` 0 to 1; ``alignment`` in the order of the left name, then what only the right one has; ``code``
    and ``params`` name the sentence (:meth:`say`); ``refused`` is the code of the reason why a text is no
    name ("" when both are) and then the score is 0.
    """

    score: float
    alignment: tuple[Pair, ...]
    code: str
    params: tuple[tuple[str, str], ...]
    refused: str = ""

    def say(self, locale: str) -> Message:
        """The sentence and the next step in ``en``, ``ar``, ``ckb`` or ``kmr-Arab``."""
        return message(self.code, locale, dict(self.params))


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
    if not (one.signs & two.signs or one.titled or two.titled):
        return 0.0
    return _shown(_best(one, two).score)


def _shown(raw: float) -> float:
    """The raw score, in which even names that agree stay far from 1, spread to where people expect it; the
    order stays."""
    return min(0.999, 1.0 - (1.0 - raw) ** 2)


def _best(one: Form, two: Form) -> Reading:
    """The best of the readings of two names: as they are, with two parts of one of them as one, with a
    compound cut."""
    best = first = align(one, two)
    if first.score >= _SURE or not (first.near or ((one.cut or one.half) and (two.cut or two.half))):
        return first
    for left, right in _other_readings(first):
        other = align(left, right)
        if other.score - REREAD > best.score:
            best = other._replace(score=other.score - REREAD)
    return best


def _other_readings(first: Reading) -> list[tuple[Form, Form]]:
    """What else two names may be that have two parts that are near, or halves of compounds."""
    one, two = first.one, first.two
    made: list[tuple[Form, Form]] = []
    if one.titled:
        made.append((one.titled, two))
        if two.titled:
            made.append((one.titled, two.titled))
    if two.titled:
        made.append((one, two.titled))
    poor = [(i, j) for i, j, value in first.pairs if value < _POOR]
    few, many = len(one.words), len(two.words)
    if not poor and few == many:
        return made
    left, right = (
        one.cut if two.half or _torn(one, two) else None,
        two.cut if one.half or _torn(two, one) else None,
    )
    if left:
        made.append((left, two))
    if right:
        made.append((one, right))
    if (left and two.cut and not two.half) or (right and one.cut and not one.half):
        made.append((one.cut or one, two.cut or two))
    lone_left = set(range(few)).difference(i for i, _, _ in first.pairs)
    lone_right = set(range(many)).difference(j for _, j, _ in first.pairs)
    made += [
        (one.joined(at), two) for at in _joints(one, two, lone_left.union(i for i, _ in poor), first.near)
    ]
    made += [
        (one, two.joined(at))
        for at in _joints(two, one, lone_right.union(j for _, j in poor), [(j, i) for i, j in first.near])
    ]
    return made


def _torn(one: Form, two: Form) -> bool:
    """Whether the half of a compound of one name is a part of the other: "Abd al-Rawi" is what is left of
    "Abd al-Karim al-Rawi"."""
    half = one.torn if one.cut else None
    return half is not None and any(alike(half, other) > _JOINED for other in two.words if other.rest is None)


def _joints(one: Form, two: Form, poor: set[int], near: Near) -> list[int]:
    """Where two parts of a name, one of which has no good partner, are together more like a part of the other
    than either alone."""
    made: list[int] = []
    last = len(one.words) - 2
    for i, j in near:
        other = two.words[j]
        for at in (i - 1, i):
            if 0 <= at <= last and at not in made and (at in poor or at + 1 in poor):
                bones = one.words[at].bones + one.words[at + 1].bones
                if -2 < len(bones) - len(other.bones) < 2 and _ratio(bones, other.bones) > _WORTH_JOINING:
                    both = one.pair(at)
                    value = alike(both, other)
                    if (
                        value > _JOINED
                        and value > _alone(one.words[at], other)
                        and value > _alone(one.words[at + 1], other)
                    ):
                        made.append(at)
    return made


def _alone(one: Word, two: Word) -> float:
    """How alike two parts are; of two common names what the ear says, not that they are two."""
    return sounding(one, two) if one.tabled and two.tabled else alike(one, two)


_SURE, _POOR, _JOINED = 0.9, 0.6, 0.6
_WORTH_JOINING = 0.5
"""What the consonants of two parts and of a third must have in common to be looked at as one."""
_ratio = Indel.normalized_similarity
REREAD = 0.01


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
    code, params = _sentence(alignment, best.turned)
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
    if value >= AGREES or (value >= _UNWRITTEN and _same_consonants(left, right)):
        return Relation.SPELLING
    return Relation.NEAR if value >= ALIKE else Relation.CONTRADICTS


def _same_consonants(left: NamePart, right: NamePart) -> bool:
    """Whether two parts, one in Latin and one in Arabic letters, have the same consonants."""
    one, two = word(left.key), word(right.key)
    bones = {each.bones for each in one.readings} & {each.bones for each in two.readings}
    return left.key.isascii() != right.key.isascii() and any(bones)


def _sentence(alignment: Sequence[Pair], turned: bool) -> tuple[str, tuple[tuple[str, str], ...]]:
    """The code and parameters of the sentence: what contradicts, else what is only near, else what one name
    leaves out."""
    for relation, code in (
        (Relation.CONTRADICTS, "names-part-contradicts"),
        (Relation.NEAR, "names-part-near"),
    ):
        found = [
            _Both(pair.left, pair.right)
            for pair in alignment
            if pair.relation is relation and pair.left and pair.right
        ]
        if not found:
            continue
        if relation is Relation.CONTRADICTS and len(found) == sum(
            pair.left is not None and pair.right is not None for pair in alignment
        ):
            return "names-differ", ()
        father = next((both for both in found if both.left.slot is both.right.slot is Slot.FATHER), None)
        shown = father or found[0]
        if father and relation is Relation.CONTRADICTS:
            code = "names-father-contradicts"
        return code, (("left", shown.left.text), ("right", shown.right.text))
    missing = [
        part.text
        for pair in alignment
        if not (pair.left and pair.right)
        for part in (pair.left, pair.right)
        if part
    ]
    if missing:
        return "names-less-stated", (("parts", " · ".join(missing)),)
    if turned:
        return "names-other-order", ()
    return (
        "names-same"
        if all(pair.relation is Relation.SAME for pair in alignment)
        else "names-spelled-differently"
    ), ()


class _Both(NamedTuple):
    left: NamePart
    right: NamePart


__all__ = ["AGAINST", "Comparison", "Form", "Pair", "Relation", "compare", "form", "likeness", "score"]
