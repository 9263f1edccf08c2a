"""Linking what one person may see: all of it, or what a new source brought against what was there."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.model.pair import Band, Pair, Reason
from tahqiq.model.scope import Scope
from tahqiq.resolve.bands import Verdicts, verdicts
from tahqiq.resolve.engine import Backend, DuckBackend, Linkage, terms
from tahqiq.resolve.evidence import fields, numbers, probabilities
from tahqiq.resolve.features import Features, features, gather
from tahqiq.resolve.heard import heard
from tahqiq.resolve.kinds import KINDS
from tahqiq.resolve.model import Model
from tahqiq.store.derivations import origins
from tahqiq.store.pairs import Pairs
from tahqiq.store.said import said
from tahqiq.store.workspace import Workspace

LEAST_POPULATION = 1_000
"""A case is a piece of a country: a coincidence is judged as if among at least so many records."""
TRAINED_FROM = 20_000
"""From so many records on parameters are found from the records; below, those that the kind comes with are used."""


@dataclass(frozen=True, slots=True)
class Linked:
    """What a run of one kind did: records looked at (``fresh`` of them new), pairs by band, the id of the model."""

    kind: str
    records: int
    fresh: int
    bands: Mapping[Band, int]
    model: str


def link_all(workspace: Workspace, scope: Scope, since: int | None = None, backend: Callable[[], Backend] = DuckBackend) -> list[Linked]:
    """Score all kinds and keep the pairs. ``since``: the number of a source; only pairs with something it says are scored and replaced."""
    gathered = gather(said(workspace.database, scope))
    origin = origins(workspace.database, scope)
    pairs = Pairs(workspace.database)
    done = []
    for kind in KINDS.values():
        made = features(gathered, kind)
        if made.table.num_rows < 2:
            continue
        done.append(_link(pairs, scope, made, origin, since, backend))
    return done


def _link(
    pairs: Pairs, scope: Scope, made: Features, origin: Mapping[int, int], since: int | None, backend: Callable[[], Backend]
) -> Linked:
    stored = pairs.latest_model(made.kind.name, scope.actor.id) if since is not None else None
    model = Model.from_json(stored) if stored else _frozen(made, backend)
    population = max(made.table.num_rows, LEAST_POPULATION)
    if since is None:
        touched = None
        scored = [Linkage(model, made.table, backend(), population).within()]
    else:
        touched = sorted(no for no, sources in made.sources.items() if since in sources)
        new = pc.is_in(made.table["no"], pa.array(touched, pa.int64()))
        old, fresh = made.table.filter(pc.invert(new)), made.table.filter(new)
        scored = []
        if old.num_rows and fresh.num_rows:
            scored.append(Linkage(model, old, backend(), population).between(fresh))
        if fresh.num_rows > 1:
            scored.append(Linkage(model, fresh, backend(), population).within())
    found = [pair for table in scored for pair in _pairs(model, table, made, origin, population)]
    pairs.keep_model(model.id, model.to_json(), made.table.num_rows, scope.actor.id)
    pairs.replace(scope, found, touched, made.kind.name)
    counts: dict[Band, int] = {}
    for pair in found:
        counts[pair.band] = counts.get(pair.band, 0) + 1
    return Linked(made.kind.name, made.table.num_rows, made.table.num_rows if touched is None else len(touched), counts, model.id)


def _frozen(made: Features, backend: Callable[[], Backend]) -> Model:
    start = Model.starting(made.kind, terms(made.table, made.kind))
    if made.table.num_rows < TRAINED_FROM or not made.kind.sessions:
        return start
    return Linkage(start, made.table, backend()).trained()


def _pairs(model: Model, scored: pa.Table, made: Features, origin: Mapping[int, int], population: int) -> list[Pair]:
    if not scored.num_rows:
        return []
    ends = [scored[name].to_pylist() for name in ("no_l", "no_r")]
    at = {no: row for row, no in enumerate(made.table["no"].to_pylist())}
    sides = [made.table.take(pa.array([at[no] for no in end])) for end in ends]
    same_origin = np.array([_one_origin(made, origin, a, b) for a, b in zip(*ends, strict=True)])
    found, weights = heard(fields(model, scored), numbers(scored, "match_weight"), *sides)
    judged = verdicts(made.kind.name, found, weights, sides[0], sides[1], population, same_origin)
    chances = probabilities(weights)
    pairs = []
    for row, (a, b) in enumerate(zip(*ends, strict=True)):
        reasons = [reason for one in found.values() if (reason := one.reason(row)) is not None]
        reasons += [Reason(name, name, 0.0) for name in _marks(judged, row, bool(same_origin[row]))]
        classes = made.classes[a] | made.classes[b]
        weight = round(float(weights[row]), 4)
        pairs.append(Pair(min(a, b), max(a, b), weight, float(chances[row]), judged.bands[row], model.id, tuple(reasons), classes))
    return pairs


def _marks(judged: Verdicts, row: int, same_origin: bool) -> list[str]:
    return [name for name, flags in judged.vetoes.items() if flags[row]] + (["same-origin"] if same_origin else [])


def _one_origin(made: Features, origin: Mapping[int, int], a: int, b: int) -> bool:
    """Whether everything that is said of both has one origin, so that agreements between them are not independent."""
    return len({origin[source] for source in made.sources[a] | made.sources[b]}) == 1


__all__ = ["LEAST_POPULATION", "Linked", "link_all"]
