"""Handsets and SIM cards over time: which card (or number) was seen in which handset, and where one follows
another."""

from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np

from tahqiq.analyse.events.occurrences import DAY, Numbers
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take

Nature = Literal["changed", "borrowed", "returned", "alternating"]


@dataclass(frozen=True, slots=True)
class Stretch:
    """An item (card or number) in a holder (handset), or the other way round, without another in between:
    first and last record (µs UTC), how many."""

    holder: int
    item: int
    begin: int
    end: int
    records: int


@dataclass(frozen=True, slots=True)
class Switch:
    """One item follows another in the same holder. ``nature``: ``changed`` for good; ``borrowed`` when the
    first one is back soon, ``returned`` is that way back; ``alternating`` when both are used in turn (two
    cards in one handset, a card in two handsets)."""

    holder: int
    before: Stretch
    after: Stretch
    nature: Nature


def stretches(rows: Columns, holder: str, item: str) -> list[Stretch]:
    """The stretches of every holder, in the order of holder and time, from records of the party itself
    (``here``) that name both and have a time."""
    good = (
        rows["here"].astype(np.bool_)
        & (rows[holder] != NULL32)
        & (rows[item] != NULL32)
        & (rows["start"] != NULL64)
    )
    chosen = take(rows, good)
    held, what, start = (
        chosen[holder].astype(np.int64),
        chosen[item].astype(np.int64),
        chosen["start"].astype(np.int64),
    )
    by = np.lexsort((what, start, held))
    held, what, start = held[by], what[by], start[by]
    if not len(held):
        return []
    heads = np.flatnonzero(np.concatenate([[True], (held[1:] != held[:-1]) | (what[1:] != what[:-1])]))
    tails = np.append(heads[1:], len(held)) - 1
    return [
        Stretch(int(held[one]), int(what[one]), int(start[one]), int(start[two]), two - one + 1)
        for one, two in zip(heads.tolist(), tails.tolist(), strict=True)
    ]


def switches(found: list[Stretch], back_days: float, turns: int) -> list[Switch]:
    """Where one item follows another. The first item back within ``back_days`` makes a borrowing; more than
    ``turns`` changes between the same two make them alternating, told once, at the first change."""
    result: list[Switch] = []
    at = 0
    while at < len(found):
        stop = at
        while stop < len(found) and found[stop].holder == found[at].holder:
            stop += 1
        result += _of_holder(found[at:stop], int(back_days * DAY), turns)
        at = stop
    return result


def _of_holder(found: list[Stretch], back: int, turns: int) -> list[Switch]:
    between: dict[frozenset[int], int] = {}
    for one, two in pairwise(found):
        pair = frozenset((one.item, two.item))
        between[pair] = between.get(pair, 0) + 1
    result: list[Switch] = []
    told: set[frozenset[int]] = set()
    for at, (one, two) in enumerate(pairwise(found)):
        pair = frozenset((one.item, two.item))
        nature: Nature = "changed"
        if between[pair] > turns:
            if pair in told:
                continue
            told.add(pair)
            nature = "alternating"
        elif at + 2 < len(found) and found[at + 2].item == one.item and found[at + 2].begin - one.end <= back:
            nature = "borrowed"
        elif at and found[at - 1].item == two.item and two.begin - found[at - 1].end <= back:
            nature = "returned"
        result.append(Switch(one.holder, one, two, nature))
    return result


def named(items: Numbers) -> list[int]:
    """Distinct node numbers without null."""
    return [int(value) for value in np.unique(items).tolist() if value != NULL32]
