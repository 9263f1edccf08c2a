"""Linking one table with itself or two with each other."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tahqiq.kit.errors import WrongUse
from tahqiq.model.problem import Problem
from tahqiq.resolve.components import components, numbered
from tahqiq.resolve.tables.blocks import blocks
from tahqiq.resolve.tables.columns import Role, Table, shared_columns
from tahqiq.resolve.tables.comparable_columns import Prepared, Rows, prepare
from tahqiq.resolve.tables.distinct import different
from tahqiq.resolve.tables.fellegi import Candidates, Numbers, estimate, prior, probability
from tahqiq.resolve.tables.groups import grouped
from tahqiq.resolve.tables.guard import guarded
from tahqiq.resolve.tables.partners import best, competing
from tahqiq.resolve.tables.remarks import of_table, only_names

Partners = Literal["auto", "one", "many"]
KEPT = 0.01
_REPEATED = 0.2
_ASSUMED = 0.1
"""The share of rows taken to have a partner where names alone are compared: they cannot tell how many
have."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What was found. Rows are numbered through both tables from 0.

    ``columns``: label and role of what was compared. ``left``, ``right``, ``weights`` (bits, prior included),
    ``probabilities``: candidate pairs, best first, each at least 1 % likely; those of 0.999 on (the top tier)
    rest on two independent signs with nothing against them. ``groups``: the number of the group of every row.
    ``one_to_one``: whether a row was given one partner only. ``remarks``: what a person should know of the
    columns.
    """

    columns: tuple[tuple[str, Role], ...]
    left: Rows
    right: Rows
    weights: Numbers
    probabilities: Numbers
    groups: Rows
    one_to_one: bool
    remarks: tuple[Problem, ...] = ()


def link(
    tables: Sequence[Table],
    *,
    roles: Mapping[str, Role] | None = None,
    labels: Sequence[str] = (),
    matches: Mapping[str, str] | None = None,
    threshold: float = 0.5,
    partners: Partners = "auto",
) -> Linked:
    """Link rows of one table (duplicates in it) or of two (across them only).

    ``roles`` name what columns hold where recognition is wrong, ``labels`` limit the columns, ``matches``
    name columns of the first table with those of the second that are the same, ``threshold`` is the
    probability from which two rows are of one thing. ``partners``: whether a row of one table has at most one
    partner in the other; ``auto`` asks the scores.

    Raises ``WrongUse`` (``tables-count``, ``tables-empty``, ``tables-no-columns``, ``no-such-column``).
    """
    if len(tables) not in (1, 2):
        raise WrongUse("tables-count", count=len(tables))
    if sum(len(table.rows) for table in tables) < 2 or not all(table.rows for table in tables):
        raise WrongUse("tables-empty")
    shared = shared_columns(tables, roles or {}, labels, matches)
    known = shared.columns
    columns = [prepare(column) for column in known]
    rows, first = sum(len(table.rows) for table in tables), len(tables[0].rows)
    found = blocks(columns, rows, first)
    pairs = (
        different(np.concatenate([block.pairs for block in found])) if found else np.zeros(0, dtype=np.int64)
    )
    left, right = pairs // rows, pairs % rows
    possible = float(first * (rows - first)) if first < rows else rows * (rows - 1) / 2
    candidates = Candidates(
        pairs, left, right, {column.label: column.levels(left, right) for column in columns}, possible
    )
    named = only_names([(column.label, column.role) for column in known])
    model, evidence = estimate(columns, found, candidates, rows, first, named)
    before = (
        float(np.log2(_ASSUMED * min(first, max(1, rows - first) if first < rows else rows) / possible))
        if named
        else prior(evidence, possible, rows)
    )
    alone = partners == "auto" and not _repeated(columns, first)
    single = len(tables) == 2 and (partners == "one" or alone)
    chances = competing(candidates, evidence, rows, first) if single else probability(evidence + before)
    chances = guarded(columns, model, candidates, before, chances, max(first, rows - first))
    kept = np.flatnonzero(chances >= KEPT)
    kept = kept[np.lexsort((pairs[kept], -evidence[kept], -chances[kept]))]
    left, right, chances = left[kept], right[kept], chances[kept]
    weights = np.log2(chances / np.maximum(1 - chances, 2.0**-60))
    if single:
        sure = best(left, right, rows) & (chances >= threshold)
        groups = components(rows, left[sure], right[sure])
    else:

        def weigh(one: Rows, two: Rows) -> Numbers:
            asked = Candidates(
                one, one, two, {column.label: column.levels(one, two) for column in columns}, possible
            )
            return model.total(columns, asked) + before

        groups = grouped(rows, left, right, weights, weigh, float(np.log2(threshold / (1 - threshold))))
    remarks = [*shared.remarks, *of_table([(column.label, column.role) for column in known])]
    return Linked(
        tuple((column.label, column.role) for column in known),
        left,
        right,
        weights,
        chances,
        groups,
        single,
        tuple(remarks),
    )


def _repeated(columns: Sequence[Prepared], first: int) -> bool:
    """Whether one of two tables has many rows that are alike in every column: then a row may have several
    partners."""
    whole = columns[0].codes + 1
    for column in columns[1:]:
        whole = numbered(whole * (int(column.codes.max(initial=0)) + 2) + column.codes + 1)
    return any(
        len(part) - int(numbered(part).max(initial=-1)) - 1 > _REPEATED * len(part)
        for part in (whole[:first], whole[first:])
    )


__all__ = ["Linked", "Partners", "link"]
