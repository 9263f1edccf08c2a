"""Things that events only carry: the handset, the SIM and the last place of a call are no party of it, so no
layout is sorted by them."""

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.store.facts.fetch import Fetch

CARRIED = ("device", "sim", "place2")


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
