"""Signs that come together: how often agreement in one column brings agreement in another with it *among
different things*.

A household shares its address, postcode, family name and telephone: agreeing on all of them is one sign, not
four. For columns i and j the bond is the share r of pairs of different things agreeing on j whose value in i
is inherited with it (it then agrees as if the two were one thing), so that P(level of i | j agrees) = r m +
(1 - r) u. Of several agreeing columns the one with the strongest bond counts, so a group of them weighs as
one.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from tahqiq.resolve.tables.column_topics import is_personal
from tahqiq.resolve.tables.comparable_columns import MISSING, Levels, Prepared, Rows
from tahqiq.resolve.tables.distinct import counted

Numbers = NDArray[np.float64]
Bonds = Mapping[str, Mapping[str, float]]
"""``bonds[i][j]``: the share r for column i, given that j agrees; only those that matter."""

_HOLD = 50.0
"""Pseudo-pairs that hold a bond near nothing where few pairs of different things agree on a column."""
_LEAST = 0.002
_MOST = 0.995
_LIFT = 4.0
"""Agreements that are less than so many times as frequent as by chance are no inheritance (rare names among
people of one region are)."""
_COUNTS = 1e-3
_CLEAR = 0.3
_MARGIN = 2.5
"""How many more records of one thing there may be than were found, before what is left over counts as
inherited."""


def bonds(
    columns: Sequence[Prepared],
    levels: Mapping[str, Levels],
    likely: Numbers,
    m: Mapping[str, Numbers],
    u: Mapping[str, Numbers],
    first: int,
    contexts: Mapping[str, frozenset[str]],
) -> Bonds:
    """The bonds of all columns. ``likely``: how likely each candidate pair is one thing; such pairs are taken
    out of what is counted.

    ``contexts``: the broader columns within which each column's values are counted already. Only those pairs
    are taken that differ wholly in no name and no date, since relatives do; how many more there are follows
    from m.
    """
    personal = [column for column in columns if is_personal(column.label, column.role)]
    some = (likely > _COUNTS) & ~apart(personal, levels)
    weights = likely[some]
    kept = {one.label: 1 - float((one.codes >= 0).mean()) ** 2 * float(m[one.label][-1]) for one in personal}
    reached = {column.label: levels[column.label][some] for column in columns}
    made: dict[str, dict[str, float]] = {column.label: {} for column in columns}
    for one in columns:
        for other in columns:
            if one is other or one.label in contexts[other.label] or other.label in contexts[one.label]:
                continue
            both = (one.codes >= 0) & (other.codes >= 0)
            there, shared = (
                other.codes[both],
                one.codes[both] * (int(other.codes.max(initial=0)) + 1) + other.codes[both],
            )
            start = int(both[:first].sum())
            clear = max(
                _CLEAR,
                float(
                    np.prod([part for label, part in kept.items() if label not in (one.label, other.label)])
                ),
            )
            agreeing = (reached[other.label] == 0) & (reached[one.label] != MISSING)
            all_pairs = pairs_of(there, start) - float(weights[agreeing].sum()) / clear
            matched = float(weights[agreeing & (reached[one.label] == 0)].sum()) / clear
            joint = pairs_of(shared, start) - _MARGIN * matched
            chance, same = float(u[one.label][0]), float(m[one.label][0])
            share = (max(0.0, joint) + _HOLD * chance) / (max(0.0, all_pairs) + _HOLD)
            bond = min(_MOST, (share - chance) / max(1e-6, same - chance))
            if bond > _LEAST and share > _LIFT * chance:
                made[one.label][other.label] = bond
    return made


def apart(columns: Sequence[Prepared], levels: Mapping[str, Levels]) -> NDArray[np.bool_]:
    """Candidates that differ wholly in one of the columns."""
    made = np.zeros(len(next(iter(levels.values()))), dtype=bool)
    for column in columns:
        made |= levels[column.label] == column.count - 1
    return made


def pairs_of(codes: Rows, first: int) -> float:
    """How many pairs have equal codes; of two tables (``first`` fewer than all) only pairs across."""

    def inside(part: Rows) -> float:
        counts = counted(part)[1].astype(np.float64)
        return float((counts * (counts - 1) / 2).sum())

    return inside(codes) - (inside(codes[:first]) + inside(codes[first:]) if first < len(codes) else 0.0)


def weakened(
    columns: Sequence[Prepared],
    levels: Mapping[str, Levels],
    bits: Mapping[str, Numbers],
    bound: Bonds,
    order: Sequence[str],
) -> dict[str, Numbers]:
    """The evidence of each column in bits, lessened by what the agreeing columns before it in ``order`` bring
    with them."""
    near = {column.label: column.near for column in columns}
    agrees = {label: (levels[label] >= 0) & (levels[label] <= near[label]) for label in order}
    made = {}
    for at, label in enumerate(order):
        own = bits[label]
        brought = np.zeros(len(own))
        for earlier in order[:at]:
            bond = bound.get(label, {}).get(earlier, 0.0)
            if bond:
                np.maximum(brought, np.where(agrees[earlier], bond, 0.0), out=brought)
        where = np.flatnonzero(brought)
        if len(where):
            own = own.copy()
            own[where] -= np.log2(brought[where] * np.exp2(np.minimum(own[where], 60)) + 1 - brought[where])
            own[levels[label] == MISSING] = 0.0
        made[label] = own
    return made


__all__ = ["Bonds", "apart", "bonds", "pairs_of", "weakened"]
