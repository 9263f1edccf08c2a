"""Two names held against one another part by part: which parts agree, in which order, what contradicts, what
only one of them has.

A name is a chain: given name, father, grandfather … So the same parts in another order are mostly another
man: "Ali Hasan Karim" is not "Ali Karim Hasan", and a son's name without its first part is his father's. One
other order is common for one man: the family name in front.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, permutations, product
from typing import NamedTuple

from tahqiq.names.form import FAMILY, Form
from tahqiq.names.known import are_two_names
from tahqiq.names.parse import Slot
from tahqiq.names.parts import alike, alike_each

MISSING, PRIOR = 0.35, 4.0
"""What a part that only one name has costs of its weight, and how many sounds that disagree are thought of
beside those compared, so that much agreement beats little."""
FAMILY_FIRST, OTHER_ORDER = 0.005, 0.4
"""What it costs that one name has its last part in front, and that the parts stand in any other order."""
HEADLESS, SHIFTED, PART_OF, OTHER_GIVEN = 0.05, 0.35, 0.1, 0.3
"""What it costs that the given name of the longer one has no partner; that the given name of one is a later
part of the other, as a father's is in his son's, less when the whole shorter name stands in the longer one;
and that both have given names, and different ones."""
AGAINST, CONTRADICTS, INNER = 0.45, 0.2, 0.25
"""Parts less alike than this contradict; by how much of what is wanting they count against, and what it costs
beyond that between parts that agree (not after them, where one may be a grandfather's and the other a family
name)."""
UNSURE = 0.5
"""How much counts of what two given names cost when not both are common ones, so that one may be a mistyped
form of the other."""
DOUBT, DOUBTED = 0.1, 0.9
"""What it costs that two given names that are partners are less alike than the second number, by how much
they are."""
DOUBT_WRITTEN = 0.5
"""The same where both are written in one script: no other way of writing the sounds explains the difference
there (Salma and Salwa, سلمى and سلوى)."""
VETO = 0.1
"""What it costs beyond that when two given or two fathers' names are both common, so that neither is a
mistyped form of the other."""

ONE_PART, _MOST_WAYS = 0.9, 72
"""From here on two parts of one name are spellings of one, and how many ways to exchange them are looked
at."""

Assignment = list[tuple[int, int, float]]
Near = list[tuple[int, int]]
_HALF = -0.4


class Reading(NamedTuple):
    """A raw score and the forms and pairs it comes from; places in ``pairs`` are of ``one`` and ``two``.
    ``near`` are all pairs of places that are nearly half alike, ``turned`` whether the parts stand in another
    order."""

    score: float
    one: Form
    two: Form
    pairs: Assignment
    near: Near
    turned: bool


def align(one: Form, two: Form) -> Reading:
    """The best alignment of two names as they stand. Symmetric."""
    if (len(one.key), one.key) > (len(two.key), two.key):
        found = align(two, one)
        return Reading(
            found.score,
            one,
            two,
            [(j, i, value) for i, j, value in found.pairs],
            [(j, i) for i, j in found.near],
            found.turned,
        )
    found_pairs = alike_each(one.words, two.words)
    agreed = _agreed(found_pairs)
    near = [(i, j) for value, _, i, j in found_pairs if value <= _HALF]
    best = _weighed(one, two, agreed, near, found_pairs)
    if all(i == j for i, j, _ in best.pairs):
        return best
    for other in _interchanged(one, two, agreed):
        reading = _weighed(one, two, other, near, found_pairs)
        if reading.score > best.score:
            best = reading
    return best


def _interchanged(one: Form, two: Form, agreed: Assignment) -> Iterator[Assignment]:
    """The same pairs with spellings of one part in one another's places: which of two equal parts (a son with
    his father's name) is meant, no name says. Nothing where no part stands twice."""
    lefts, rights = _repeated(one), _repeated(two)
    if not lefts and not rights:
        return
    left, right = [i for i, _, _ in agreed], [j for _, j, _ in agreed]
    ways = product(product(*_exchanges(lefts, left)), product(*_exchanges(rights, right)))
    for for_left, for_right in islice(ways, _MOST_WAYS):
        to_left = {place: other for change in for_left for place, other in change}
        to_right = {place: other for change in for_right for place, other in change}
        places = [(to_left.get(i, i), to_right.get(j, j)) for i, j, _ in agreed]
        made = [(i, j, alike(one.words[i], two.words[j])) for i, j in places]
        if all(value >= AGAINST for _, _, value in made):
            yield made


def _exchanges(classes: Sequence[Sequence[int]], used: Sequence[int]) -> list[list[list[tuple[int, int]]]]:
    """For each class of equal parts all ways to put its places for those that have a partner."""
    made = []
    for places in classes:
        partnered = [place for place in places if place in used]
        made.append([list(zip(partnered, way, strict=True)) for way in permutations(places, len(partnered))])
    return made


def _repeated(name: Form) -> list[list[int]]:
    """The places of parts that are spellings of one another, for each part that a name has more than once."""
    classes: list[list[int]] = []
    for place, part in enumerate(name.words):
        for known in classes:
            if alike(name.words[known[0]], part) >= ONE_PART:
                known.append(place)
                break
        else:
            classes.append([place])
    return [known for known in classes if len(known) > 1]


def _agreed(found: Sequence[tuple[float, int, int, int]], first: tuple[int, int] | None = None) -> Assignment:
    """Each part with its best free partner, the surest first, equals by how near their places are; with
    ``first`` that pair before all."""
    made: Assignment = []
    left = right = 0
    if first is not None:
        left, right = 1 << first[0], 1 << first[1]
    for value, _, i, j in found:
        if -value < AGAINST:
            break
        if (i, j) == first or not (left >> i & 1 or right >> j & 1):
            left |= 1 << i
            right |= 1 << j
            made.append((i, j, -value))
    return made


def _weighed(
    one: Form, two: Form, agreed: Assignment, near: Near, found: Sequence[tuple[float, int, int, int]]
) -> Reading:
    few, many = len(one.words), len(two.words)
    straight = all(i == j for i, j, _ in agreed)
    moved = None
    if not straight:
        agreed, moved = _in_order(one, two, agreed, found)
    total = size = 0.0
    for i, j, value in agreed:
        both = one.weights[i] + two.weights[j]
        total += both * value
        size += both
    if straight and len(agreed) == few == many:
        made = total / (size + PRIOR) - _doubt(one, two, agreed)
        return Reading(made if made > 0.0 else 0.0, one, two, agreed, near, turned=False)
    turned = not straight and (moved is not None or not _rises(agreed))
    agreed.sort()
    cost = 0.0
    if moved is not None:
        cost = FAMILY_FIRST
    elif turned:
        cost = OTHER_ORDER
    chain = [pair for pair in agreed if pair is not moved]
    against = _opposed(one, two, chain, moved) if not turned or moved else _left_over(one, two, agreed)
    used_left = used_right = 0
    for i, j, _ in agreed:
        used_left |= 1 << i
        used_right |= 1 << j
    for i, j, value, dear in against:
        used_left |= 1 << i
        used_right |= 1 << j
        both = one.weights[i] + two.weights[j]
        total += both * (value - CONTRADICTS * (AGAINST - value))
        size += both
        told, slot = are_two_names(one.parts[i].key, two.parts[j].key), one.parts[i].slot
        cost += dear * (1.0 - value / AGAINST) * (1.0 if told or slot is not Slot.GIVEN else UNSURE)
        if told and slot is two.parts[j].slot and slot in _VETOED:
            cost += VETO
    rest = sum([weight for i, weight in enumerate(one.weights) if not used_left >> i & 1])
    rest += sum([weight for j, weight in enumerate(two.weights) if not used_right >> j & 1])
    cost += _heads(one, two, agreed, moved)
    cost += _doubt(one, two, agreed)
    made = total / (size + MISSING * rest + PRIOR) - cost
    pairs = sorted([*agreed, *((i, j, value) for i, j, value, _ in against)])
    return Reading(made if made > 0.0 else 0.0, one, two, pairs, near, turned)


_VETOED = (Slot.GIVEN, Slot.FATHER)
Pair = tuple[int, int, float]
Against = list[tuple[int, int, float, float]]


def _rises(agreed: Assignment) -> bool:
    last = -1
    for _, j, _ in agreed:
        if j < last:
            return False
        last = j
    return True


def _in_order(
    one: Form, two: Form, agreed: Assignment, found: Sequence[tuple[float, int, int, int]]
) -> tuple[Assignment, Pair | None]:
    """The pairs by their places, and the pair of a family name that one name has in front; of a part that
    stands twice the other may be meant."""
    few, many = len(one.words), len(two.words)
    agreed.sort()
    if len(agreed) == 1 and few > 1 and many > 1:
        i, j, _ = agreed[0]
        ends = (i == 0 and j == many - 1) or (i == few - 1 and j == 0)
        return agreed, agreed[0] if ends and (
            one.parts[i].slot in FAMILY or two.parts[j].slot in FAMILY
        ) else None
    if _rises(agreed):
        return agreed, None
    moved = _moved(agreed, few, many) or _before_last(one, two, agreed)
    if moved is None:
        for value, _, i, j in found:
            if -value >= AGAINST and ((i == 0 and j == many - 1) or (i == few - 1 and j == 0)):
                again = sorted(_agreed(found, (i, j)))
                moved = _moved(again, few, many)
                if moved is not None and len(again) >= len(agreed):
                    return again, moved
        return agreed, None
    return agreed, moved


def _before_last(one: Form, two: Form, agreed: Assignment) -> Pair | None:
    """The same of a family name that is in front in one name, and in the other has a further one behind
    it."""
    for at, (i, j, _) in ((0, agreed[0]), (len(agreed) - 1, agreed[-1])):
        form, place, front = (two, j, i) if at == 0 else (one, i, j)
        behind = form.parts[place:]
        if (
            front == 0
            and len(behind) > 1
            and all(part.slot in FAMILY for part in behind)
            and _rises(agreed[:at] + agreed[at + 1 :])
        ):
            return agreed[at]
    return None


def _moved(agreed: Assignment, few: int, many: int) -> Pair | None:
    """The pair whose part is last in one name and first in the other, when all others stand in one order;
    None otherwise."""
    if _rises(agreed):
        return None
    first, last = agreed[0], agreed[-1]
    if first[0] == 0 and first[1] == many - 1 and _rises(agreed[1:]):
        return first
    return last if last[1] == 0 and last[0] == few - 1 and _rises(agreed[:-1]) else None


def _opposed(one: Form, two: Form, chain: Assignment, moved: Pair | None) -> Against:
    """Parts without a partner that stand between the same agreeing parts: place, place, how alike, what it
    costs."""
    few, many = len(one.words), len(two.words)
    lefts = [i for i in range(few) if moved is None or i != moved[0]]
    rights = [j for j in range(many) if moved is None or j != moved[1]]
    made: Against = []
    ends = [*chain, (few, many, 1.0)]
    at_left = at_right = 0
    for place, (i, j, _) in enumerate(ends):
        here = [k for k in lefts if at_left <= k < i]
        there = [k for k in rights if at_right <= k < j]
        at_left, at_right = i + 1, j + 1
        if not here or not there:
            continue
        tail = place == len(chain) and place > 0
        if tail and len(here) != len(there):
            made += _tails(one, two, here, there)
            continue
        for k, m in zip(here, there, strict=False):
            family = (one.parts[k].slot in FAMILY) != (two.parts[m].slot in FAMILY)
            if tail and family:
                continue
            made.append((k, m, alike(one.words[k], two.words[m]), 0.0 if tail else INNER))
    return made


def _tails(one: Form, two: Form, here: Sequence[int], there: Sequence[int]) -> Against:
    """Of ends of different length family names stand against each other, and ancestors in order."""
    made: Against = []
    for family in (True, False):
        left = [k for k in here if (one.parts[k].slot in FAMILY) is family]
        right = [m for m in there if (two.parts[m].slot in FAMILY) is family]
        made += [(k, m, alike(one.words[k], two.words[m]), 0.0) for k, m in zip(left, right, strict=False)]
    return made


def _left_over(one: Form, two: Form, agreed: Assignment) -> Against:
    here = [i for i in range(len(one.words)) if all(i != pair[0] for pair in agreed)]
    there = [j for j in range(len(two.words)) if all(j != pair[1] for pair in agreed)]
    return [(i, j, alike(one.words[i], two.words[j]), INNER) for i, j in zip(here, there, strict=False)]


def _doubt(one: Form, two: Form, agreed: Assignment) -> float:
    """What it costs that the given names are partners, but only just alike."""
    for i, j, value in agreed:
        if i == one.head and j == two.head:
            if value >= DOUBTED:
                return 0.0
            return (DOUBT_WRITTEN if one.key[i].isascii() is two.key[j].isascii() else DOUBT) * (
                DOUBTED - value
            )
    return 0.0


def _heads(one: Form, two: Form, agreed: Assignment, moved: Pair | None) -> float:
    """What it costs that the given names are not partners."""
    left, right = one.head, two.head
    if moved is not None:  # the part in front is a family name, and the given name comes after it
        left += left == moved[0] == 0 < len(one.words) - 1
        right += right == moved[1] == 0 < len(two.words) - 1
    partner_of_left = next((j for i, j, _ in agreed if i == left), None)
    if partner_of_left == right:
        return 0.0
    partner_of_right = next((i for i, j, _ in agreed if j == right), None)
    if partner_of_left is None and partner_of_right is None:
        told = are_two_names(one.parts[left].key, two.parts[right].key)
        return (
            OTHER_GIVEN
            * (1.0 if told else UNSURE)
            * (1.0 - min(alike(one.words[left], two.words[right]), AGAINST) / AGAINST)
        )
    if (
        len(one.words) == 1
        or (partner_of_left is None and one.words[left].nisba)
        or (partner_of_right is None and two.words[right].nisba)
    ):
        return HEADLESS
    return PART_OF if len(agreed) == len(one.words) < len(two.words) else SHIFTED


__all__ = ["AGAINST", "MISSING", "Assignment", "Near", "Reading", "align"]
