"""What may stand in the top tier, whatever the weights say: nobody is merged with somebody else on signs that
a family, a town or a table shares.

The weights of a model are right on the average of a table; a case is decided on one pair. So a pair is held
below the top tier (``TOP``) unless two independent signs agree, no name and no date stands against it, and
what agrees would not be found by chance anywhere in a table of this size.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from tahqiq.resolve.tables.bonds import Bonds, weakened
from tahqiq.resolve.tables.column_topics import is_part_of_name, is_personal, meaning
from tahqiq.resolve.tables.comparable_columns import Levels, Prepared, Rows
from tahqiq.resolve.tables.fellegi import Candidates, Weights

Numbers = NDArray[np.float64]
Flags = NDArray[np.bool_]

TOP = 0.999
"""From this probability on a pair is in the top tier."""
_TOP_BITS = 10.0
_BELOW = 0.998
_VETOED = 0.3
_BOUND = 0.1
"""From this bond on two columns are one sign."""
_AGAINST = 3
"""The first level of a column that stands against a pair: names that are only somewhat alike, dates that no
slip explains."""
_SEXES = 4
_SIGNS = 2
_BESIDE = 10.0
"""Bits that something else than names must bring: a name, or a name and a year of birth, makes nobody one. A
full date has 13 or so."""
_PARTS = 2
_NUMBER = 8.0
_NUMBERS = frozenset(["document", "phone", "email", ""])
_OF_PEOPLE = frozenset(["given", "father", "grandfather", "family", "mother", "name", "birth", "sex"])
_SIGN = 2.0
"""Bits from which an agreement is a sign."""


def guarded(
    columns: Sequence[Prepared],
    weights: Weights,
    candidates: Candidates,
    before: float,
    chances: Numbers,
    rows: int,
) -> Numbers:
    """The probabilities of candidates, held below the top tier where it is not earned, and far down where
    names and dates contradict one another.

    ``before``: the prior in bits. ``rows``: how many rows of the larger table a record was held against.
    """
    made = chances.copy()
    high = np.flatnonzero(chances > _VETOED)
    asked = candidates.some(high)
    bits = {column.label: weights.of(column, asked, cautious=True) for column in columns}
    order = weights.order(columns)
    crossed = swapped(columns, asked.left, asked.right)
    few = signs(columns, asked.levels, bits, weights.bonds, order) < _SIGNS
    parts = weakened(columns, asked.levels, bits, weights.bonds, order)
    chance = np.sum(list(parts.values()), axis=0) < enough(rows, before)
    held = (
        ((against(columns, asked.levels) | nameless(columns, asked.levels, bits)) & ~crossed)
        | (opposed(columns, asked) & ~crossed)
        | other_things(columns, asked)
        | few
        | chance
        | (_beside(columns, parts) < _BESIDE)
    )
    vetoed = contradicted(columns, asked.levels) & ~crossed
    made[high] = np.minimum(made[high], np.where(vetoed, _VETOED, np.where(held, _BELOW, 1.0)))
    return made


def enough(rows: int, before: float) -> float:
    """The evidence in bits that the top tier asks for, where a record was held against so many ``rows``.

    What agrees is weighed by how often these values stand in these tables, so 2 to the power of minus its
    bits is the chance that one other record agrees as well, and ``rows`` times that the number of records
    that do: a thousandth at most. ``before`` is the prior in bits: in tables without duplicates it asks for
    more.
    """
    return max(float(np.log2(rows)) + _TOP_BITS, _TOP_BITS - before)


def _beside(columns: Sequence[Prepared], parts: Mapping[str, Numbers]) -> Numbers:
    """The bits that speak for a pair beside the parts of its names; without limit where no column is a
    name."""
    others = [
        column.label
        for column in columns
        if not (column.role == "name" and is_personal(column.label, column.role))
    ]
    others = [label for label in others if meaning(label) != "name"]
    if len(others) == len(columns):
        return np.full(len(next(iter(parts.values()))), np.inf)
    made: Numbers = (
        np.sum([np.maximum(parts[label], 0.0) for label in others], axis=0)
        if others
        else np.zeros(len(next(iter(parts.values()))))
    )
    return made


def nameless(columns: Sequence[Prepared], levels: Mapping[str, Levels], bits: Mapping[str, Numbers]) -> Flags:
    """Candidates with fewer than two parts of a name that agree, in tables that have several, and with no
    number of their own that agrees."""
    count = len(next(iter(levels.values())))
    names = [column for column in columns if column.role == "name" and is_personal(column.label, column.role)]
    if len(names) < _PARTS:
        return np.zeros(count, dtype=bool)
    agree = np.sum(
        [(levels[column.label] >= 0) & (levels[column.label] < _AGAINST) for column in names], axis=0
    )
    numbered = np.zeros(count, dtype=bool)
    for column in columns:
        if column.role in ("code", "phone", "email") and meaning(column.label) in _NUMBERS:
            numbered |= (levels[column.label] == 0) & (bits[column.label] >= _NUMBER)
    made: Flags = (agree < _PARTS) & ~numbered
    return made


def swapped(columns: Sequence[Prepared], left: Rows, right: Rows) -> Flags:
    """Candidates with the same names in one another's places (given name and surname exchanged)."""
    made = np.zeros(len(left), dtype=bool)
    for one, two in combinations([column for column in columns if column.plain is not None], 2):
        a, b = one.plain, two.plain
        if a is not None and b is not None:
            made |= (a[left] == b[right]) & (b[left] == a[right]) & (a[left] != "") & (b[left] != "")
    return made


def against(columns: Sequence[Prepared], levels: Mapping[str, Levels]) -> Flags:
    """Candidates that a name, a date or a sex stands against."""
    made = np.zeros(len(next(iter(levels.values()))), dtype=bool)
    for column in columns:
        if is_personal(column.label, column.role):
            made |= levels[column.label] >= _AGAINST
        elif column.role == "text" and is_part_of_name(column.label):
            made |= levels[column.label] > column.near
        elif column.role == "category" and np.count_nonzero(column.shares) <= _SEXES:
            made |= levels[column.label] == column.count - 1
    return made


def opposed(columns: Sequence[Prepared], candidates: Candidates) -> Flags:
    """Candidates with a name of a person, or a part of one, that is another's: twins share all the rest."""
    made = np.zeros(len(candidates.left), dtype=bool)
    for column in columns:
        if column.opposed is not None and is_personal(column.label, column.role):
            level = candidates.levels[column.label]
            asked = np.flatnonzero((level > 0) & ~made)
            made[asked] = column.opposed(candidates.left[asked], candidates.right[asked])
    return made


def other_things(columns: Sequence[Prepared], candidates: Candidates) -> Flags:
    """In tables of things, of which no header says that they are about people: candidates of which a text is
    another one, or has other figures in it (volume 1 and 2 of one work, by one publisher in one year, are two
    things)."""
    made = np.zeros(len(candidates.left), dtype=bool)
    if any(meaning(column.label) in _OF_PEOPLE for column in columns):
        return made
    for column in columns:
        if column.role == "text":
            made |= candidates.levels[column.label] > column.near
        if column.figures is not None:
            one, two = column.figures[candidates.left], column.figures[candidates.right]
            made |= (one != two) & (one >= 0) & (two >= 0)
    return made


def signs(
    columns: Sequence[Prepared],
    levels: Mapping[str, Levels],
    bits: Mapping[str, Numbers],
    bound: Bonds,
    order: Sequence[str],
) -> NDArray[np.int64]:
    """How many independent signs agree: columns that are bound to one another count once."""
    near = {column.label: column.near for column in columns}
    agrees = {
        label: (levels[label] >= 0) & (levels[label] <= near[label]) & (bits[label] >= _SIGN)
        for label in order
    }
    count = np.zeros(len(next(iter(levels.values()))), dtype=np.int64)
    for at, label in enumerate(order):
        alone = agrees[label].copy()
        for earlier in order[:at]:
            if max(bound.get(label, {}).get(earlier, 0.0), bound.get(earlier, {}).get(label, 0.0)) >= _BOUND:
                alone &= ~agrees[earlier]
        count += alone
    return count


def contradicted(columns: Sequence[Prepared], levels: Mapping[str, Levels]) -> Flags:
    """Candidates in which no name of a person agrees at all and the date, too, is wholly another one: two
    people, whatever they share."""
    personal = [column for column in columns if is_personal(column.label, column.role)]
    names, dates = ([column for column in personal if column.role == role] for role in ("name", "date"))
    count = len(next(iter(levels.values())))
    apart, together = np.zeros(count, dtype=bool), np.zeros(count, dtype=bool)
    for column in names:
        apart |= levels[column.label] == column.count - 1
        together |= (levels[column.label] >= 0) & (levels[column.label] < column.count - 1)
    other = np.zeros(count, dtype=bool)
    for column in dates:
        other |= levels[column.label] == column.count - 1
    return apart & other & ~together


__all__ = [
    "TOP",
    "against",
    "contradicted",
    "enough",
    "guarded",
    "opposed",
    "other_things",
    "signs",
    "swapped",
]
