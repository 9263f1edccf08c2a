"""Events in place of records, for questions about many numbers at once: rows of ``by_party`` with each event
once for each of its parties, and pair lines counted in events. One definition
(:mod:`tahqiq.store.facts.occasions`); only the pairs that may be told of twice are grouped, so that a
question about everybody costs little more than reading."""

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.store.facts.catalogue import Layout
from tahqiq.store.facts.columns import NULL32, Columns, concat, take
from tahqiq.store.facts.fetch import Fetch
from tahqiq.store.facts.neighbours import as_recorded, counted_anew, several
from tahqiq.store.facts.occasions import NEEDED, Tolerance, anchors, group
from tahqiq.store.facts.open_files import OpenFile

Numbers = NDArray[np.int64]
_PAIR = ("self", "other", "count", "outward", "source", "class")


def happened(
    fetch: Fetch,
    scope: Scope,
    names: tuple[str, ...],
    of: Numbers | tuple[int, int],
    kinds: frozenset[str] | None,
) -> Columns:
    """One row for each event and party: ``names`` of the record that stands for the event, and ``records``,
    how many tell of it. In no particular order.

    ``of`` the parties: sorted different nodes, or a range of them (both ends included).
    """
    wanted = tuple(dict.fromkeys(("self", "other", *names)))
    rows = _rows(fetch, scope, "by_party", wanted, of, kinds)
    rows |= {"records": np.ones(len(rows["kind"]), dtype=np.int64)}
    if _one_record_each(fetch, scope, kinds):
        return rows
    pairs = _rows(fetch, scope, "pairs", _PAIR, of, kinds)
    pairs = take(pairs, several(fetch, pairs))
    if not len(pairs["self"]):
        return rows
    doubtful = np.unique(_pair(pairs))
    more = _rows(
        fetch,
        scope,
        "by_party",
        tuple(dict.fromkeys((*NEEDED, *wanted))),
        np.unique(pairs["self"].astype(np.int64)),
        kinds,
    )
    more = once(take(more, np.isin(_pair(more), doubtful)))
    return concat([take(rows, ~np.isin(_pair(rows), doubtful)), {name: more[name] for name in rows}])


def once(rows: Columns) -> Columns:
    """``by_party`` rows with each event once for each of its parties among them, and ``records``."""
    acting = rows["out"].astype(np.bool_) | (rows["other"] == NULL32)
    return concat([_heads(take(rows, side)) for side in (acting, ~acting)])


def lines_of(fetch: Fetch, scope: Scope, keys: tuple[int, int], kinds: frozenset[str] | None) -> Columns:
    """The stored pair lines of a range of nodes, with ``events`` and ``forth`` as
    :func:`tahqiq.store.facts.neighbours.lines` counts them."""
    rows = as_recorded(_rows(fetch, scope, "pairs", _PAIR, keys, kinds))
    if _one_record_each(fetch, scope, kinds):
        return rows
    doubtful = several(fetch, rows)
    return counted_anew(fetch, scope, rows, doubtful, kinds) if doubtful.any() else rows


def _heads(rows: Columns) -> Columns:
    labels, _ = group(rows, Tolerance())
    at = anchors(rows, labels) if len(labels) else labels
    return take(rows, at) | {"records": np.bincount(labels)[labels[at]].astype(np.int64)}


def _one_record_each(fetch: Fetch, scope: Scope, kinds: frozenset[str] | None) -> bool:
    """Whether all that the scope sees comes from one source that does not mark its records: each record is
    then an event."""
    sources = {file.source for file in fetch.visible(scope, "by_party", kinds)}
    marking = fetch.marking()
    return (
        len(sources) < 2 and 0 not in sources and marking is not None and sources.isdisjoint(marking.tolist())
    )


def _rows(
    fetch: Fetch,
    scope: Scope,
    layout: Layout,
    names: tuple[str, ...],
    of: Numbers | tuple[int, int],
    kinds: frozenset[str] | None,
) -> Columns:
    if isinstance(of, tuple):
        low, high = of

        def within(rows: Columns) -> slice:
            return slice(
                int(np.searchsorted(rows["self"], low, side="left")),
                int(np.searchsorted(rows["self"], high, side="right")),
            )

        return fetch.rows(scope, layout, names, lambda file: file.near(low, high), within, kinds, of)
    some = of
    if not len(some):
        return fetch.nothing(names)

    def near(file: OpenFile) -> Numbers:
        return file.near_any(some)

    return fetch.rows(
        scope,
        layout,
        names,
        near,
        lambda rows: np.isin(rows["self"], some),
        kinds,
        (int(some[0]), int(some[-1])),
    )


def _pair(rows: Columns) -> Numbers:
    """One number for each pair of parties, as seen from the first."""
    one, two = rows["self"].astype(np.int64), rows["other"].astype(np.int64)
    return (one << 32) | (two & 0xFFFFFFFF)
