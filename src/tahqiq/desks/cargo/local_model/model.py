"""A model for each threat, taught at the desk from its own openings when a list is made, and how far it
leads: not at all with few openings, wholly with many."""

import importlib.util
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from tahqiq.desks.cargo.arrivals.record import Arrival
from tahqiq.desks.cargo.local_model.columns import COLUMNS, appearance, model_cells
from tahqiq.desks.cargo.local_model.memory import Memory, Observation
from tahqiq.desks.cargo.local_model.signs import signs_of
from tahqiq.desks.cargo.outcomes.record import Outcome
from tahqiq.desks.cargo.targeting.calibration import calibrated
from tahqiq.desks.cargo.targeting.learner import Cells, Learner
from tahqiq.desks.cargo.targeting.measures import Bools, Floats
from tahqiq.model.kind import day_of

BEGINS, LEADS, FINDS = 500, 2_000, 20
"""With fewer openings than ``BEGINS`` or fewer finds than ``FINDS`` no model is taught; from ``LEADS`` on its
chances count whole (measured on the Korean declarations)."""
HALF_LIFE_DAYS, LATEST_DAYS, ROUNDS = 91, 91, 120
OF_THREAT: Mapping[str, frozenset[str]] = {
    "narcotics": frozenset({"drugs", "precursor"}),
    "weapons": frozenset({"weapons"}),
    "cash": frozenset({"cash"}),
    "revenue": frozenset({"undervaluation", "misdeclared", "tobacco", "counterfeit", "weight", "documents"}),
    "safety": frozenset({"prohibited", "waste", "cites", "cultural", "precursor", "weapons"}),
}
"""Which finds are what a threat looks for; a threat of another name learns nothing."""


@dataclass(frozen=True, slots=True)
class PastExamination:
    """An opening with its consignment: ``known`` is the day on which what was found was known (days since
    1970-01-01)."""

    body: Arrival
    outcome: Outcome
    known: int


@dataclass(frozen=True, slots=True)
class LocalModel:
    """What a model says of candidates: ``chances`` calibrated, ``parts`` what each of :data:`COLUMNS` adds to
    the log-odds. ``share`` is how far it leads (0: not taught); ``openings`` and ``finds`` it learned from;
    ``name`` tells threat and content."""

    name: str
    chances: Floats
    parts: Floats
    cells: Cells
    share: float
    openings: int
    finds: int


def day_number(text: str) -> int:
    """Days since 1970-01-01 of an ISO day."""
    return date.fromisoformat(text).toordinal() - date(1970, 1, 1).toordinal()


def past_examinations(
    bodies: Iterable[Arrival], outcomes: Iterable[Outcome], today: int
) -> list[PastExamination]:
    """Openings that ended before a day, of consignments that are known, in the order of their days."""
    named = {name: body for body in bodies for name in (body.key, body.number) if name}
    found = [
        PastExamination(named[one.consignment], one, day_number(day_of(one.ended).isoformat()))
        for one in outcomes
        if one.consignment in named
    ]
    return sorted(
        (one for one in found if one.known < today), key=lambda one: (one.known, one.outcome.consignment)
    )


def found_for(outcome: Outcome, threat: str) -> bool:
    """Whether an opening found what a threat looks for."""
    return any(one.what in OF_THREAT.get(threat, ()) for one in outcome.found())


def memory_of(told: Sequence[PastExamination]) -> Memory:
    """The memory of openings; any find counts."""
    return Memory(
        Observation(signs_of(appearance(one.body)), one.known, bool(one.outcome.found())) for one in told
    )


def leads(openings: int, finds: int) -> float:
    """How far a model leads, from 0 to 1.

    >>> leads(499, 100), leads(1250, 100), leads(9000, 100), leads(9000, 3)
    (0.0, 0.5, 1.0, 0.0)
    """
    return 0.0 if finds < FINDS or openings < BEGINS else min(1.0, (openings - BEGINS) / (LEADS - BEGINS))


def train(
    threat: str,
    told: Sequence[PastExamination],
    features: Mapping[str, Mapping[str, object]],
    here: Sequence[Arrival],
    today: int,
) -> LocalModel | None:
    """Teach and rank ``here``; ``features`` by key, of the openings and of the candidates. None where too
    little is known for the threat or the learner is not installed."""
    finds = np.array([found_for(one.outcome, threat) for one in told], np.bool_)
    share = leads(len(told), int(finds.sum()))
    if not share or finds.all() or importlib.util.find_spec("catboost") is None:
        return None
    days = np.array([one.known for one in told], np.int64)
    bodies = [one.body for one in told]
    past, memory = _rates(told, finds)
    cells = model_cells(bodies, [features.get(one.key, {}) for one in bodies], past)
    asked = model_cells(
        here,
        [features.get(one.key, {}) for one in here],
        [memory.rates(signs_of(appearance(one)), today) for one in here],
    )
    learner = _learner(cells, finds, days, today)
    chances = _calibrated(cells, finds, days, today, learner.margins(asked))
    digest = sha256(
        "\n".join(
            f"{one.outcome.consignment} {one.known} {find}" for one, find in zip(told, finds, strict=True)
        ).encode()
    )
    name = f"{threat}-{len(told)}-{digest.hexdigest()[:8]}"
    return LocalModel(name, chances, learner.parts(asked), asked, share, len(told), int(finds.sum()))


def raising(model: LocalModel, row: int, most: int = 3) -> list[tuple[str, str, float]]:
    """The columns that raise a row most: name, value as text, what they add to the log-odds."""
    parts, count = model.parts[row], model.cells[0].shape[1]
    found = []
    for place in np.argsort(-parts[:-1], kind="stable")[:most].tolist():
        if parts[place] > 0:
            value = (
                f"{model.cells[0][row, place]:.3g}"
                if place < count
                else str(model.cells[1][row, place - count])
            )
            found.append((COLUMNS[place], "–" if value in ("nan", "") else value, float(parts[place])))
    return found


def _rates(told: Sequence[PastExamination], finds: Bools) -> tuple[list[list[float]], Memory]:
    """The rates of each opening's signs as they were before its day, and the memory of all of them."""
    memory, made, waiting, day = Memory(), list[list[float]](), list[Observation](), -1
    for one, find in zip(told, finds, strict=True):
        if one.known != day:
            for item in waiting:
                memory.add(item)
            waiting, day = [], one.known
        signs = signs_of(appearance(one.body))
        made.append(memory.rates(signs, one.known))
        waiting.append(Observation(signs, one.known, bool(find)))
    for item in waiting:
        memory.add(item)
    return made, memory


def _learner(cells: Cells, finds: Bools, days: NDArray[np.int64], today: int) -> Learner:
    weights = 0.5 ** ((today - days) / HALF_LIFE_DAYS)
    return Learner.taught(cells, finds, np.asarray(weights, np.float64), rounds=ROUNDS, seed=0)


def _calibrated(cells: Cells, finds: Bools, days: NDArray[np.int64], today: int, margins: Floats) -> Floats:
    """Chances by isotonic regression on the latest quarter, ranked by a model of what came before; the
    model's own chance where there is too little of either."""
    late = days >= today - LATEST_DAYS
    early = ~late
    if finds[early].sum() >= FINDS and finds[late].sum() >= FINDS and not finds[early].all():
        before = _learner(
            (np.ascontiguousarray(cells[0][early]), cells[1][early]), finds[early], days[early], today
        )
        return calibrated(
            before.margins((np.ascontiguousarray(cells[0][late]), cells[1][late])), finds[late]
        ).of(margins)
    return np.asarray(1 / (1 + np.exp(-np.clip(margins, -40, 40))))
