"""What happened to the items of a chart, for the line of time below it: how much when, item by item, and the
events themselves.

Events are those that lines count (:mod:`tahqiq.store.facts.occasions`); what happened at an item that is a
place (a cell, a crossing) is its records.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.scope import Scope
from tahqiq.products.board_times import By, Part, bins_of, walls, within
from tahqiq.resolve.clusters import Clustering
from tahqiq.store.events import moment_of
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, concat, plain_decimal, take
from tahqiq.store.facts.record import FactRecord
from tahqiq.store.nodes import node_rows
from tahqiq.store.workspace import Workspace

_ADDRESS = ("source", "part", "row", "serial", "key")
_NEEDED = ("out", "start", *_ADDRESS)
_NONE = -1
_DAY = 86_400_000_000
_STEPS: tuple[tuple[By, int], ...] = (("hour", 16 * _DAY), ("day", 1000 * _DAY))
"""Up to which length of time hours and days are counted; weeks beyond."""


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of the items on a chart. ``at`` ISO 8601 UTC, a day where only a day was written, "" where the
    time is not known; ``seconds`` it lasted; ``parties`` are ids, the acting one first; ``place`` the id of
    the item at which it happened, "" where none of them is its place; ``records`` how many records tell of
    it; ``text`` what was written; ``amount`` with its currency, "" for none."""

    id: str
    schema: str
    at: str
    seconds: int
    parties: tuple[str, ...]
    place: str
    records: int
    amount: str
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Lane:
    """How often something happened to an item: (place among the bins, events), in the order of the bins; what
    has no time is in none. Lanes stand in the order of their ids: numbers of nodes would tell what else was
    ever deposited."""

    id: str
    cells: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """``events``: the first of ``total`` in the part of the time; ``whole`` counts those of all time,
    ``untimed`` those of them that have no time. ``bins`` are beginnings of hours, days or weeks (``by``, as
    fine as the part is long) on the clocks of the part's zone, ``counts`` the events in each."""

    events: tuple[Happened, ...]
    total: int
    whole: int
    untimed: int
    by: By
    bins: tuple[str, ...]
    counts: tuple[int, ...]
    lanes: tuple[Lane, ...]


def happened(
    workspace: Workspace, scope: Scope, found: Clustering, items: Sequence[int], part: Part, limit: int
) -> Timeline:
    """Events in which the items took part (or that happened at them) in a part of the time, each once, in the
    order of time, of which the first ``limit`` are told. Raises ``ValueError`` for bounds that are no
    minutes."""
    under = {number: item for item in reversed(items) for number in found.members(item)}
    every = _events(workspace, scope, under)
    timed = every["start"] != NULL64
    rows = take(every, within(workspace, scope, every, part))
    wall = walls(workspace, scope, rows, part.zone)
    known = wall[wall != NULL64]
    length = int(known.max() - known.min()) if len(known) else 0
    by: By = next((name for name, most in _STEPS if length <= most), "week")
    bins, place = bins_of(wall, by)
    names = {
        no: row[0].hex() for no, row in node_rows(workspace.database, sorted(set(under.values()))).items()
    }
    order = np.lexsort(
        (*(rows[name] for name in reversed(_ADDRESS)), rows["start"], rows["start"] == NULL64)
    )[:limit]
    shown = take(rows, order)
    records = workspace.facts.records_at(
        scope,
        [(*(int(shown[name][at]) for name in _ADDRESS),) for at in range(len(order))],  # type: ignore[misc]
    )
    return Timeline(
        tuple(_events_of(workspace, scope, under, records, shown)),
        len(rows["start"]),
        len(every["start"]),
        int(np.count_nonzero(~timed)),
        by,
        bins,
        tuple(np.bincount(place[place >= 0], minlength=len(bins)).tolist()),
        tuple(
            sorted(
                (Lane(names[no], cells) for no, cells in _lanes(rows, place) if no in names),
                key=lambda lane: lane.id,
            )
        ),
    )


def _events(workspace: Workspace, scope: Scope, under: Mapping[int, int]) -> Columns:
    """Each event once, with the items ``near`` and ``far`` that took part and the item ``spot`` at which it
    happened, none: -1."""
    facts, fragments = workspace.facts, np.array(sorted(under), dtype=np.int64)
    rows = facts.happened(scope, _NEEDED, fragments)
    acting = rows["out"].astype(np.bool_) | (rows["other"] == NULL32)
    rows = take(rows, acting | ~np.isin(rows["other"], fragments))
    rows = {
        **rows,
        "near": _item(rows["self"], under),
        "far": _item(rows["other"], under),
        "spot": np.full(len(rows["kind"]), _NONE, np.int64),
    }
    party = np.unique(rows["self"].astype(np.int64))
    spots = np.setdiff1d(fragments, party)  # a thing that acts and is a place too is told by what it did
    if not len(spots):
        return rows
    there = facts.columns(scope, "by_place", ("place", "self", "other", *_NEEDED), among=spots)
    if not len(there["kind"]):
        return rows
    _, first = np.unique(_keys(there), axis=1, return_index=True)
    there = take(there, np.sort(first))
    if len(party):
        told = facts.columns(scope, "by_party", _ADDRESS, among=party)
        there = take(there, ~_among(_keys(there), _keys(told)))
    count = len(there["kind"])
    more = {
        **there,
        "records": np.ones(count, np.int64),
        "near": _item(there["self"], under),
        "far": _item(there["other"], under),
        "spot": _item(there["place"], under),
    }
    return concat([rows, {name: more[name] for name in rows}])


def _keys(rows: Columns) -> NDArray[np.int64]:
    return np.stack([rows[name].astype(np.int64) for name in _ADDRESS])


def _among(keys: NDArray[np.int64], told: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which columns of ``keys`` are columns of ``told``."""
    _, labels = np.unique(np.concatenate([told, keys], axis=1), axis=1, return_inverse=True)
    flat = np.ravel(labels)
    return np.isin(flat[told.shape[1] :], flat[: told.shape[1]])


def _item(nodes: NDArray[np.generic], under: Mapping[int, int]) -> NDArray[np.int64]:
    """At which item each node is drawn, -1 where it is not."""
    some, inverse = np.unique(nodes.astype(np.int64), return_inverse=True)
    return np.array([under.get(no, _NONE) for no in some.tolist()], dtype=np.int64)[np.ravel(inverse)]


def _lanes(rows: Columns, place: NDArray[np.int64]) -> list[tuple[int, tuple[tuple[int, int], ...]]]:
    ends = [rows["near"], np.where(rows["far"] == rows["near"], _NONE, rows["far"]), rows["spot"]]
    item, where = np.concatenate(ends), np.tile(place, 3)
    inside = (item != _NONE) & (where >= 0)
    cells, counts = np.unique(np.stack([item[inside], where[inside]]), axis=1, return_counts=True)
    found: dict[int, list[tuple[int, int]]] = {}
    for no, at, count in zip(*cells.tolist(), counts.tolist(), strict=True):
        found.setdefault(no, []).append((at, count))
    return [(no, tuple(told)) for no, told in found.items()]


def _events_of(
    workspace: Workspace, scope: Scope, shown: Mapping[int, int], records: Sequence[FactRecord], rows: Columns
) -> list[Happened]:
    parties = [
        [shown.get(node, node) for node in (record.a, record.b) if node is not None] for record in records
    ]
    spots = rows["spot"].tolist()
    names = node_rows(
        workspace.database,
        sorted({node for party in (*parties, [one for one in spots if one >= 0]) for node in party}),
    )
    made = []
    told = zip(
        workspace.events.entities(scope, records),
        records,
        rows["records"].tolist(),
        parties,
        spots,
        strict=True,
    )
    for entity, record, count, party, spot in told:
        amount = (
            "" if record.amount is None else f"{plain_decimal(record.amount)} {record.currency or ''}".strip()
        )
        made.append(
            Happened(
                entity.id.hex(),
                record.kind,
                moment_of(record),
                record.seconds or 0,
                tuple(names[node][0].hex() for node in dict.fromkeys(party)),
                names[spot][0].hex() if spot >= 0 else "",
                count,
                amount,
                (record.text or "")[:500],
                entity.statements[0].source_id if entity.statements else "",
            )
        )
    return made
