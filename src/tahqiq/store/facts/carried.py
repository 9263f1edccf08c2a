"""Things that events only carry: the handset, the SIM and the last place of a call are no party of it, so no
layout is sorted by them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL32, Columns, concat, take
from tahqiq.store.facts.fetch import Fetch
from tahqiq.store.facts.open_files import OpenFile

CARRIED = ("device", "sim", "place2")
_WORN = ("device", "sim")
Nodes = NDArray[np.int64]


def carried(fetch: Fetch, scope: Scope, wanted: NDArray[np.int64]) -> dict[int, int]:
    """Those of ``wanted`` that a visible record names as handset, SIM or last place, each with the class of
    the first such record. Files without such columns are not opened; of the others row groups are read until
    all are found."""
    return fetch.again(lambda: _found(fetch, scope, wanted)) if len(wanted) else {}


def _found(fetch: Fetch, scope: Scope, wanted: NDArray[np.int64]) -> dict[int, int]:
    found, left = dict[int, int](), wanted
    for file in fetch.visible(scope, "by_party"):
        opened = fetch.files.get(file)
        names = tuple(name for name in CARRIED if name in opened.names or name in opened.constants)
        for group in range(opened.groups if names else 0):
            if not len(left):
                return found
            rows = fetch.read(scope, opened, np.array([group]), (*names, "class"))
            for name in names:
                there, first = np.unique(rows[name], return_index=True)
                new = np.isin(there, left)
                found.update(zip(there[new].tolist(), rows["class"][first[new]].tolist(), strict=True))
                left = left[~np.isin(left, there)]
    return found


def in_handset(
    fetch: Fetch, scope: Scope, carried_ones: Sequence[int], parties: Sequence[int], names: tuple[str, ...]
) -> Columns:
    """The visible ``by_party`` rows that name the handset of the party they stand under, each once: those of
    which one of ``carried_ones`` is the handset or SIM, and those of ``parties``. Of
    files with such columns these two are read, the rest only where one is named."""
    kept = tuple(dict.fromkeys((*names, *_WORN, "out", "here")))
    sought = np.unique(np.asarray(carried_ones, dtype=np.int64))

    def named(rows: Columns) -> NDArray[np.bool_]:
        return np.isin(rows["device"], sought) | np.isin(rows["sim"], sought)

    def groups(opened: OpenFile) -> Nodes:
        there = "device" in opened.names or "device" in opened.constants
        each = [np.array([group]) for group in range(opened.groups if there else 0)]
        return np.array([one[0] for one in each if named(fetch.read(scope, opened, one, _WORN)).any()], int)

    found = []
    if len(sought):
        found.append(fetch.rows(scope, "by_party", kept, groups, lambda rows: named(rows) & worn(rows)))
    for party in sorted(set(parties)):
        rows = fetch.of_key(scope, "by_party", party, kept)
        found.append(take(rows, worn(rows) & ~named(rows)))
    filled = [rows for rows in found if len(rows["kind"])]
    return concat(filled) if filled else fetch.nothing(kept)


def worn(rows: Columns) -> NDArray[np.bool_]:
    """Which rows name the handset of the party that they stand under."""
    told: NDArray[np.bool_] = (rows["here"] != 0) & (rows["device"] != NULL32)
    return told
