"""How many records and events there are."""

from dataclasses import dataclass

import numpy as np

from tahqiq.model.scope import Scope
from tahqiq.store.facts.fetch import Fetch, deciding_columns


@dataclass(frozen=True, slots=True)
class Counts:
    """``records`` as mapped, ``reports`` without doubles within one source, ``occasions`` without what
    several sources tell."""

    records: int
    reports: int
    occasions: int


def count_of(fetch: Fetch, classes: frozenset[int], kinds: frozenset[str] | None) -> int:
    """How many published records are in some classes, whoever may see them."""
    wanted = np.array(sorted(classes), dtype=np.int64)
    total = 0
    for file in fetch.catalogue.published(None, "by_row"):
        if file.classes.isdisjoint(classes) or (kinds is not None and file.kind not in kinds):
            continue
        if file.classes <= classes:
            total += file.rows
        else:
            opened = fetch.files.get(file)
            held = opened.read(np.arange(opened.groups), ("class",), fetch.words)["class"]
            total += int(np.isin(held, wanted).sum())
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
