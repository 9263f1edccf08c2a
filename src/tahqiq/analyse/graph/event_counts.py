"""How many distinct events the links of the graph stand for: one definition
(:mod:`tahqiq.store.facts.occasions`), asked of the links that one may see.

A link of the graph is what one source of one class tells of a pair. Where only one source tells of a pair its
records are its events; the records that may be one event with those of another source are kept in the graph,
so that the events of any choice of links are counted without reading files.
"""

from dataclasses import replace

import numpy as np

from tahqiq.analyse.graph.arrays import Bool, Graph, Int32, Int64
from tahqiq.analyse.jit import compiled
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, concat, take
from tahqiq.store.facts.occasions import NEEDED, Tolerance, heads, likeness, shared
from tahqiq.store.workspace import Workspace

OUT, PAID, PAYER, PAYEE = 1, 2, 4, 8
"""Flags of a kept record: it goes from the smaller end; it has an amount; it stands in the payer's, in the
payee's statement."""
_FEW = 200
KEPT = ("shared", "shared_start", "shared_seconds", "shared_alike", "shared_mark", "shared_flags")


def counted(graph: Graph, links: Int64 | Int32) -> tuple[Int64, Int64]:
    """For each of some different links, all of which one may see: how many distinct events count at it, and
    how many of those go from its smaller end.

    An event that several of the links tell of counts at the one whose record stands for it, so that sums over
    links are right; links that are no events keep their weight (and 0).
    """
    events, outward = graph.weight[links].astype(np.int64), graph.outward[links].astype(np.int64)
    rows, at = _rows(graph, np.asarray(links, np.int64))
    if not len(rows):
        return events, outward
    flags, mark = graph.shared_flags[rows], graph.shared_mark[rows].astype(np.int64)
    columns: Columns = {
        "self": graph.shared_alike[rows],
        "other": graph.shared_alike[rows],
        "out": np.ones(len(rows), np.bool_),
        "start": graph.shared_start[rows],
        "seconds": graph.shared_seconds[rows],
        "source": graph.source[graph.shared[rows]],
        "amount": np.where(flags & PAID, np.int64(0), np.int64(NULL64)),
        "mark": np.where(mark < 0, NULL64, mark),
        "book": np.where(flags & PAYER, 0, np.where(flags & PAYEE, 1, NULL32)),
        "part": np.zeros(len(rows), np.int32),
        "row": rows,
    }
    standing = heads(columns, Tolerance())
    out = (flags & OUT).astype(np.int64)
    size = len(events)
    events += np.bincount(at[standing], minlength=size) - np.bincount(at, minlength=size)
    outward += (np.bincount(at[standing], out[standing], size) - np.bincount(at, out, size)).astype(np.int64)
    return events, outward


def _rows(graph: Graph, links: Int64) -> tuple[Int64, Int64]:
    """The kept records of some links, and the place of each one's link among them."""
    if not len(graph.shared) or not len(links):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    if len(links) <= _FEW:
        wanted = links.astype(graph.shared.dtype)
        begin, end = (
            np.searchsorted(graph.shared, wanted, side="left"),
            np.searchsorted(graph.shared, wanted, side="right"),
        )
        rows = np.concatenate(
            [np.arange(one, two) for one, two in zip(begin.tolist(), end.tolist(), strict=True)]
        )
        return rows.astype(np.int64), np.repeat(np.arange(len(links)), end - begin)
    place = np.full(graph.links, -1, np.int64)
    place[links] = np.arange(len(links))
    found = place[graph.shared]
    rows = np.flatnonzero(found >= 0)
    return rows, found[rows]


def kept(
    workspace: Workspace,
    local: Int32,
    seen: Bool,
    several: Int64,
    keys: Int64,
    label: Int64,
    classes: Int64,
    sources: Int64,
    labels: list[str],
) -> dict[str, Int64]:
    """The records that could be one event with another one, for the links ``several`` (rising) whose key of
    ends, label, class and source are given."""
    nodes, pieces = int(seen.sum()), []
    for kind, rows in workspace.facts.whole("by_party", (*NEEDED, "class")):
        if not len(several) or kind not in labels:
            continue
        keep = (rows["other"] != NULL32) & (rows["self"] < rows["other"])
        keep[keep] &= (rows["other"][keep] < len(seen)) & seen[np.minimum(rows["other"][keep], len(seen) - 1)]
        rows = take(rows, keep)
        one, two = local[rows["self"]], local[rows["other"]]
        key = np.minimum(one, two).astype(np.int64) * nodes + np.maximum(one, two)
        found = np.empty(len(key), np.int64)
        place(
            keys,
            label,
            classes,
            sources,
            key,
            labels.index(kind),
            rows["class"].astype(np.int64),
            rows["source"].astype(np.int64),
            found,
        )
        rows |= {
            "kind": np.full(len(key), labels.index(kind), np.int32),
            "link": found,
            "forth": rows["out"].astype(np.bool_) ^ (one > two),
        }
        pieces.append(take(rows, found >= 0))
    if not any(len(piece["start"]) for piece in pieces):
        return {name: np.zeros(0, np.int64) for name in KEPT}
    rows = concat(pieces)
    rows = take(rows, shared(rows, Tolerance()))
    if not len(rows["start"]):
        return {name: np.zeros(0, np.int64) for name in KEPT}
    rows = take(rows, np.argsort(rows["link"], kind="stable"))
    marks = np.unique(rows["mark"], return_inverse=True)[1]
    made = {
        "shared": several[rows["link"]],
        "shared_start": rows["start"],
        "shared_seconds": rows["seconds"],
        "shared_alike": likeness(rows, Tolerance()),
        "shared_mark": np.where(rows["mark"] == NULL64, -1, marks),
        "shared_flags": rows["forth"] * OUT
        + (rows["amount"] != NULL64) * PAID
        + (rows["book"] == 0) * PAYER
        + (rows["book"] == 1) * PAYEE,
    }
    return {name: values.astype(np.int64) for name, values in made.items()}


def moved(graph: Graph, made: Graph, where: Int64, turned: Bool) -> Graph:
    """``made`` with the kept records of ``graph``, each link of which became the link ``where`` (-1 = gone),
    written from its other end where ``turned``."""
    links = where[graph.shared]
    by = np.argsort(links, kind="stable")
    by = by[links[by] >= 0]
    flags = graph.shared_flags[by] ^ np.where(turned[graph.shared[by]], OUT, 0).astype(
        graph.shared_flags.dtype
    )
    return replace(
        made,
        shared=links[by].astype(graph.shared.dtype),
        shared_start=graph.shared_start[by],
        shared_seconds=graph.shared_seconds[by],
        shared_alike=graph.shared_alike[by],
        shared_mark=graph.shared_mark[by],
        shared_flags=flags,
    )


@compiled
def place(
    keys: Int64,
    labels: Int64,
    classes: Int64,
    sources: Int64,
    key: Int64,
    label: int,
    data_class: Int64,
    source: Int64,
    found: Int64,
) -> None:
    """The place of each record among some links in the order of their ends, -1 where its link is none of
    them."""
    for row in range(len(key)):
        low = np.searchsorted(keys, key[row])
        found[row] = -1
        while low < len(keys) and keys[low] == key[row]:
            if labels[low] == label and classes[low] == data_class[row] and sources[low] == source[row]:
                found[row] = low
                break
            low += 1
