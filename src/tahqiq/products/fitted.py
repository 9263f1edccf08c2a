"""Lines between a SIM or number and the handset that it worked in, as calls, messages and sessions say it:
computed from the events, stated by nobody."""

from collections.abc import Collection, Sequence

import numpy as np

from tahqiq.model.link import Evidence, Link, LinkKind
from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, take
from tahqiq.store.facts.occasions import NEEDED, together
from tahqiq.store.nodes import node_rows
from tahqiq.store.workspace import Workspace

KIND: LinkKind = "fitted"
LABEL = "FittedIn"
_WORN = ("Handset", "Sim")
"""Types of which events name one beside the number that calls."""
_PARTIES = 50
"""Of so many numbers the events are read one number after the other; of more, only what is said of handsets
and SIMs among the nodes."""


def fitted(workspace: Workspace, scope: Scope, nodes: Sequence[int]) -> list[Link]:
    """The lines that touch some nodes: from the SIM, and from the number, to the handset; ``weight`` counts
    distinct events, ``first`` and ``last`` are the moments of the first and last one ("" where no record has
    a time). In no order."""
    rows = _rows(workspace, scope, nodes, NEEDED)
    wanted = np.unique(np.asarray(nodes, dtype=np.int64))
    found: list[Link] = []
    for card in ("sim", "self"):
        touched = np.isin(rows[card], wanted) | np.isin(rows["device"], wanted)
        near = take(rows, (rows[card] != NULL32) & touched)
        pairs, at = np.unique(np.stack([near[card], near["device"]], axis=1), axis=0, return_inverse=True)
        by = np.argsort(at.ravel(), kind="stable")
        ends = np.cumsum(np.bincount(at.ravel(), minlength=len(pairs)))
        for (one, handset), places in zip(pairs.tolist(), np.split(by, ends[:-1]), strict=False):
            found.append(_link(one, handset, take(near, places)))
    return found


def behind_fitted(
    workspace: Workspace, scope: Scope, near: Collection[int], far: Collection[int], names: Sequence[str]
) -> Columns:
    """The rows that a line between two groups of nodes counts."""
    rows = _rows(workspace, scope, [*near, *far], names)
    one, other = (np.array(sorted(nodes), dtype=np.int64) for nodes in (near, far))
    there = np.zeros(len(rows["device"]), dtype=np.bool_)
    for cards, handsets in ((one, other), (other, one)):
        card = np.isin(rows["sim"], cards) | np.isin(rows["self"], cards)
        there |= card & np.isin(rows["device"], handsets)
    return take(rows, there)


def _rows(workspace: Workspace, scope: Scope, nodes: Sequence[int], names: Sequence[str]) -> Columns:
    known = node_rows(workspace.database, list(nodes))
    worn = [no for no, row in known.items() if row[1] in _WORN]
    parties = [no for no, row in known.items() if row[1] == "PhoneNumber"]
    return workspace.facts.in_handset(scope, worn, parties if len(parties) <= _PARTIES else (), names)


def _link(card: int, handset: int, rows: Columns) -> Link:
    events = len(together(rows))
    timed = rows["start"][rows["start"] != NULL64]
    first, last = (_moment(timed.min()), _moment(timed.max())) if len(timed) else ("", "")
    evidence = tuple(Evidence(b"", source=source) for source in np.unique(rows["source"]).tolist())
    return Link(
        card,
        handset,
        KIND,
        LABEL,
        int(rows["class"][0]) if "class" in rows else 0,
        events,
        first,
        last,
        evidence=evidence,
        forth=events,
        records=len(rows["kind"]),
    )


def _moment(at: np.int64) -> str:
    return f"{np.datetime64(int(at), 'us').astype('datetime64[s]')}Z"
