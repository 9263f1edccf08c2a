"""Linking what one person may see: all of it, or what a new source brought against what was there."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from tahqiq.model.pair import Band, Pair, Reason
from tahqiq.model.scope import Scope
from tahqiq.resolve.bands import Verdicts, verdicts
from tahqiq.resolve.engine import Backend, DuckBackend, Linkage, terms
from tahqiq.resolve.evidence import fields, numbers, probabilities
from tahqiq.resolve.heard import heard
from tahqiq.resolve.kept import Kept
from tahqiq.resolve.kinds import KINDS, Kind
from tahqiq.resolve.model import Model
from tahqiq.store.derivations import origins
from tahqiq.store.pairs import Pairs
from tahqiq.store.workspace import Workspace

LEAST_POPULATION = 1_000
"""A case is a piece of a country: a coincidence is judged as if among at least so many records."""
TRAINED_FROM = 20_000
"""From so many records on parameters are found from the records; below, those that the kind comes with are
used."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run of one kind did: records looked at (``fresh`` of them new), pairs by band, the id of the
    model."""

    kind: str
    records: int
    fresh: int
    bands: Mapping[Band, int]
    model: str


Report = Callable[[int, int, str, str], None]
"""Told how many kinds are done of how many, with unit and the kind that is next."""


def link_all(
    workspace: Workspace,
    scope: Scope,
    since: int | None = None,
    backend: Callable[[], Backend] = DuckBackend,
    report: Report = lambda *_: None,
) -> tuple[list[Linked], list[int] | None]:
    """Score all kinds and keep the pairs; what was done, and the nodes whose pairs were looked at (None:
    all).

    ``since``: the number of a source; only pairs with something it says are scored and replaced.
    """
    origin = origins(workspace.database, scope)
    pairs = Pairs(workspace.database)
    with Kept.guard:
        kept = Kept.of(workspace, scope)
        touched = None if since is None else kept.spoken_of(since)
        done = []
        for at, kind in enumerate(KINDS.values()):
            report(at, len(KINDS), "steps", kind.name)
            if kept.count(kind) > 1:
                done.append(_link(pairs, scope, kept, kind, origin, touched, backend))
    report(len(KINDS), len(KINDS), "steps", "")
    return done, touched


def _link(
    pairs: Pairs,
    scope: Scope,
    kept: Kept,
    kind: Kind,
    origin: Mapping[int, int],
    touched: Sequence[int] | None,
    backend: Callable[[], Backend],
) -> Linked:
    records = kept.count(kind)
    population = max(records, LEAST_POPULATION)
    stored = pairs.latest_model(kind.name, scope.actor.id) if touched is not None else None
    if touched is None:
        looked_at = kept.table(kind)
        model = _frozen(kind, looked_at, backend)
        scored = [Linkage(model, looked_at, backend(), population).within()]
        fresh = records
    else:
        new, near = kept.beside(kind, touched, population)
        model = Model.from_json(stored) if stored else _frozen(kind, kept.table(kind), backend)
        looked_at, fresh, scored = pa.concat_tables([new, near]).sort_by("no"), new.num_rows, []
        if new.num_rows and near.num_rows:
            scored.append(Linkage(model, near, backend(), population).between(new))
        if new.num_rows > 1:
            scored.append(Linkage(model, new, backend(), population).within())
    found = [pair for table in scored for pair in _pairs(model, table, looked_at, origin, population)]
    pairs.keep_model(model.id, model.to_json(), records, scope.actor.id)
    pairs.replace(scope, found, touched, kind.name)
    counts: dict[Band, int] = {}
    for pair in found:
        counts[pair.band] = counts.get(pair.band, 0) + 1
    return Linked(kind.name, records, fresh, counts, model.id)


def _frozen(kind: Kind, records: pa.Table, backend: Callable[[], Backend]) -> Model:
    start = Model.starting(kind, terms(records, kind))
    if records.num_rows < TRAINED_FROM or not kind.sessions:
        return start
    return Linkage(start, records, backend()).trained()


def _pairs(
    model: Model, scored: pa.Table, records: pa.Table, origin: Mapping[int, int], population: int
) -> list[Pair]:
    """The pairs of scored candidates; ``records`` in the order of their numbers."""
    if not scored.num_rows:
        return []
    numbers_of, ends = records["no"].to_numpy(), [scored[name].to_numpy() for name in ("no_l", "no_r")]
    sides = [records.take(pa.array(np.searchsorted(numbers_of, end))) for end in ends]
    rests = [
        list(zip(*(side[name].to_pylist() for side in sides), strict=True)) for name in ("classes", "sources")
    ]
    same_origin = np.array(
        [len({origin[source] for side in both for source in side} - {0}) <= 1 for both in rests[1]]
    )
    found, weights = heard(fields(model, scored), numbers(scored, "match_weight"), *sides)
    judged = verdicts(model.kind.name, found, weights, sides[0], sides[1], population, same_origin)
    chances, identity = probabilities(weights), model.id
    pairs = []
    for row, (a, b) in enumerate(zip(*(end.tolist() for end in ends), strict=True)):
        reasons = [reason for one in found.values() if (reason := one.reason(row)) is not None]
        reasons += [Reason(name, name, 0.0) for name in _marks(judged, row, bool(same_origin[row]))]
        classes = frozenset(one for side in rests[0][row] for one in side)
        weight = round(float(weights[row]), 4)
        pairs.append(
            Pair(
                min(a, b),
                max(a, b),
                weight,
                float(chances[row]),
                judged.bands[row],
                identity,
                tuple(reasons),
                classes,
            )
        )
    return pairs


def _marks(judged: Verdicts, row: int, same_origin: bool) -> list[str]:
    return [name for name, flags in judged.vetoes.items() if flags[row]] + (
        ["same-origin"] if same_origin else []
    )


__all__ = ["LEAST_POPULATION", "Linked", "link_all"]
