"""How alike two lives are apart from whom they are in touch with: how often, at which hours, from which
cells, in which handset."""

from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.readers import Facts
from tahqiq.analyse.telephone.lives import Lives
from tahqiq.analyse.telephone.overlap import Candidate
from tahqiq.analyse.telephone.stretches import Numbers, Reals
from tahqiq.model.scope import Scope
from tahqiq.store.facts.columns import NULL32, Columns, take

HOUR = 3_600_000_000


@dataclass(frozen=True, slots=True)
class Habit:
    """Shares of the hours of day (24), of the cells used, and the handsets and cards seen."""

    hours: Reals
    cells: dict[int, float]
    devices: frozenset[int]
    sims: frozenset[int]


class Likeness:
    """Compares the lives of candidates; what was read of a life is kept. ``shift`` µs are added to UTC for
    the hours of day."""

    def __init__(self, facts: Facts, scope: Scope, kinds: tuple[str, ...], lives: Lives, shift: int) -> None:
        self._facts, self._scope, self._kinds, self._lives, self._shift = facts, scope, kinds, lives, shift
        self._habits: dict[int, Habit] = {}

    def __call__(self, item: Candidate, same: Numbers) -> dict[str, float]:
        """``frequency``, ``direction``, ``hours``, and where they are known ``cells`` and ``handset``, each 0
        to 1. ``same`` maps each number to the one it continues."""
        one, two = self._habit(item.old), self._habit(item.new)
        found = self._circles(item, same)
        found["hours"] = float(np.sqrt(one.hours * two.hours).sum())
        if one.cells and two.cells:
            found["cells"] = sum(
                (one.cells[cell] * share) ** 0.5 for cell, share in two.cells.items() if cell in one.cells
            )
        if one.devices and two.devices:
            found["handset"] = float(not one.devices.isdisjoint(two.devices))
        return found

    def _circles(self, item: Candidate, same: Numbers) -> dict[str, float]:
        lives = self._lives
        one, two = lives.circle(item.old), lives.circle(item.new)
        shared, at, to = np.intersect1d(same[lives.other[one]], same[lives.other[two]], return_indices=True)
        if not len(shared):
            return {"frequency": 0.0, "direction": 0.0}
        old, new = lives.count[one][at].astype(np.float64), lives.count[two][to].astype(np.float64)
        alike = np.sqrt(old / old.sum() * (new / new.sum())).sum()
        apart = np.abs(lives.out[one][at] / old - lives.out[two][to] / new)
        return {
            "frequency": float(alike),
            "direction": float(1 - np.average(apart, weights=np.minimum(old, new))),
        }

    def _habit(self, life: int) -> Habit:
        if life not in self._habits:
            number = int(self._lives.number[life])
            rows = self._facts.columns_of(
                self._scope, number, ("out", "here", "start", "place", "device", "sim"), kinds=self._kinds
            )
            inside = (rows["start"] >= self._lives.begin[life]) & (rows["start"] <= self._lives.end[life])
            self._habits[life] = habit(take(rows, inside), self._shift)
        return self._habits[life]

    def devices(self, life: int) -> frozenset[int]:
        """The handsets in which a life was seen."""
        return self._habit(life).devices


def habit(rows: Columns, shift: int) -> Habit:
    """The habit that ``by_party`` rows of one number show; cells, handset and card only of its own
    records."""
    hours = np.bincount((rows["start"].astype(np.int64) + shift) // HOUR % 24, minlength=24).astype(
        np.float64
    )
    own = rows["here"].astype(np.bool_)
    cells = _shares(rows["place"][own].astype(np.int64))
    return Habit(hours / max(hours.sum(), 1), cells, _known(rows["device"][own]), _known(rows["sim"][own]))


def _shares(values: Numbers) -> dict[int, float]:
    known, counts = np.unique(values[values != NULL32], return_counts=True)
    return dict(zip(known.tolist(), (counts / max(int(counts.sum()), 1)).tolist(), strict=True))


def _known(values: np.ndarray[tuple[int, ...], np.dtype[np.generic]]) -> frozenset[int]:
    found = np.unique(values)
    return frozenset(int(value) for value in found.tolist() if value != NULL32)
