"""How many records and events there are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL32
from tahqiq.store.facts.fetch import Fetch, deciding_columns


@dataclass(frozen=True, slots=True)
class Counts:
    """``records`` as mapped, ``reports`` without doubles within one source, ``occasions`` without what
    several sources tell."""

    records: int
    reports: int
    occasions: int


def count_of(
    fetch: Fetch,
    classes: frozenset[int],
    kinds: frozenset[str] | None,
    among: NDArray[np.int64] | None = None,
) -> int:
    """How many published records are in some classes, whoever may see them; ``among``: only those of which
    every party that is known is one of these nodes."""
    wanted = np.array(sorted(classes), dtype=np.int64)
    total = 0
    for file in fetch.catalogue.published(None, "by_row"):
        if file.classes.isdisjoint(classes) or (kinds is not None and file.kind not in kinds):
            continue
        if among is None and file.classes <= classes:
            total += file.rows
            continue
        opened = fetch.files.get(file)
        names = ("class",) if among is None else ("class", "a", "b")
        rows = opened.read(np.arange(opened.groups), names, fetch.words)
        held = np.isin(rows["class"], wanted)
        if among is not None:
            a, b = rows["a"], rows["b"]
            of_a, of_b = np.isin(a, among), np.isin(b, among)
            held &= (of_a | of_b) & (of_a | (a == NULL32)) & (of_b | (b == NULL32))
        total += int(held.sum())
    return total


def records_by_kind(fetch: Fetch, scope: Scope) -> dict[str, int]:
    """How many visible records there are of each kind."""
    totals: dict[str, int] = {}
    for file in fetch.visible(scope, "by_row"):
        visible = file.rows
        if by := deciding_columns(file, scope):
            opened = fetch.files.get(file)
            visible = len(fetch.read(scope, opened, np.arange(opened.groups), by)[by[0]])
        totals[file.kind] = totals.get(file.kind, 0) + visible
    return totals
