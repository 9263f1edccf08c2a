"""The list of a shift as mixed integer programs (HiGHS, by SciPy), each step bound to what the steps before
it reached."""

from collections.abc import Sequence

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, kron, vstack

from tahqiq.desks.cargo.selection_lists.candidates import ANY, Candidates
from tahqiq.desks.cargo.selection_lists.shift import Shift
from tahqiq.desks.cargo.targeting.measures import Floats

SECONDS = 5.0
"""How long one step may take; then the best list found stands, with how far it may be from the best there is.
Where none was found (a machine that is busy with other things), what is kept for reasons stands and the rest
of the hands is filled with what shows most harm for a minute."""
_GAP = 1e-4


class Program:
    """One variable for each row and examination, 1 where the row is so examined."""

    def __init__(
        self, shift: Shift, offered: Candidates, held: set[int], drawn: set[int], lessons: set[int]
    ) -> None:
        count, depth = len(offered.ids), len(shift.examinations)
        self._shape = count, depth
        names = [one.name for one in shift.examinations]
        upper = np.ones(self._shape)
        for row, hold in enumerate(offered.holds):
            if hold not in ("", ANY):
                upper[row] = [name == hold for name in names]
            if row in drawn and shift.lot is not None:
                upper[row] = [name == shift.lot.examination for name in names]
            if row in lessons and shift.learning is not None:
                upper[row] = [name == shift.learning.examination for name in names]
        self._bounds = Bounds(0, upper.ravel())
        minutes = np.array(
            [[one.minutes.get(hand, 0) for one in shift.examinations] for hand in shift.hands]
        ).reshape(-1, depth)
        rows = [kron(eye_array(count), np.ones((1, depth)), format="csr"), csr_array(np.tile(minutes, count))]
        limits = [np.ones(count), np.array(list(shift.hands.values()), float)]
        if shift.most_per_declarant is not None:
            groups = _declared(offered, held | drawn)
            rows += [csr_array(_one(self._shape, group)) for group in groups]
            limits.append(np.full(len(groups), float(shift.most_per_declarant)))
        self._matrix, self._limits = vstack(rows, format="csr"), np.concatenate(limits)
        self._reached: list[LinearConstraint] = []
        self._hands = range(count, count + len(shift.hands))
        self._last = np.zeros(self._shape)

    def reach(self, rows: list[int]) -> None:
        """Open as many of these rows as can be beside what was reached before, and keep to it."""
        if rows:
            aim = _one(self._shape, rows)
            found, _ = self._solved(aim, 0)
            self._reached.append(LinearConstraint(csr_array(aim), float(found[rows].sum()), np.inf))

    def most(self, gains: Floats) -> tuple[dict[int, int], float]:
        """The examination of each opened row for the most harm shown, and the gap to what may be there."""
        found, gap = self._solved(gains.sum(axis=2), _GAP)
        return {int(row): int(examination) for row, examination in np.argwhere(found > 0.5)}, gap

    def _solved(self, aim: Floats, gap: float) -> tuple[Floats, float]:
        """The list with the highest sum of ``aim``; where the time runs out before any is found, the one of
        the step before, filled up."""
        found = milp(
            -aim.ravel(),
            integrality=np.ones(aim.size),
            bounds=self._bounds,
            constraints=[LinearConstraint(self._matrix, -np.inf, self._limits), *self._reached],
            options={"time_limit": SECONDS, "mip_rel_gap": gap},
        )
        if found.x is None:
            self._last = self._filled(aim)
            return self._last, 1.0
        self._last = np.round(found.x.reshape(self._shape))
        return self._last, float(found.mip_gap or 0.0)

    def _filled(self, aim: Floats) -> Floats:
        """The list of the step before with more beside it, the most of ``aim`` for a minute first, as long as
        hands and declarants allow."""
        made, used = self._last.copy(), self._matrix @ self._last.ravel()
        worth = aim.ravel() / np.maximum(self._matrix[[*self._hands]].sum(axis=0), 1)
        upper = np.asarray(self._bounds.ub)
        columns = self._matrix.tocsc()
        for place in np.argsort(-worth, kind="stable").tolist():
            if worth[place] <= 0:
                break
            needs = columns[:, [place]].toarray().ravel()
            if upper[place] and not made.ravel()[place] and (used + needs <= self._limits + 1e-9).all():
                made.ravel()[place] = 1
                used = used + needs
        return made


def _one(shape: tuple[int, int], rows: Sequence[int]) -> Floats:
    """One row of a matrix: 1 for each examination of these rows."""
    made = np.zeros(shape)
    made[list(rows)] = 1
    return made.reshape(1, -1)


def _declared(offered: Candidates, free: set[int]) -> list[list[int]]:
    """The rows of each declarant who has several; held and drawn ones are not counted against anybody."""
    found: dict[str, list[int]] = {}
    for row, name in enumerate(offered.declarants):
        if name and row not in free:
            found.setdefault(name, []).append(row)
    return [rows for rows in found.values() if len(rows) > 1]
