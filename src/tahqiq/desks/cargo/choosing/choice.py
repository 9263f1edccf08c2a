"""Which consignments are opened, and how deep: solved within the hands of the shift, not cut off a sorted list.

In this order, each as far as the hands go: what must be held, what the lot drew, what a threat is owed, and then whatever shows most harm. The draw is before
and apart from the solving: each consignment that is not held has the same chance, so what is found in drawn ones is the base rate. The four steps are mixed
integer programs (HiGHS, by SciPy), each bound to what the steps before it reached.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array, eye_array, kron, vstack

from tahqiq.desks.cargo.choosing.candidates import ANY, Candidates
from tahqiq.desks.cargo.choosing.shift import Shift
from tahqiq.desks.cargo.targeting.measures import Floats

Why = Literal["hold", "random", "quota", "harm"]
SECONDS = 5.0
"""How long one step may take; then the best list found stands, with how far it may be from the best there is."""
_GAP = 1e-4


@dataclass(frozen=True, slots=True)
class Opened:
    """A consignment on the list. ``row`` counts candidates from 0; ``threat`` is the index of the threat it is opened for; ``harm`` the harm that the
    examination is expected to show; ``probability`` that of being drawn for what the lot chose, 1 for what was chosen for a reason."""

    row: int
    examination: int
    why: Why
    threat: int
    harm: float
    probability: float


@dataclass(frozen=True, slots=True)
class Choice:
    """``opened`` stands in the order in which to open. ``left`` are held rows for which no hands were left; ``owed`` counts, for each threat, openings that its
    quota asks for and that were made; ``drawn`` of ``among`` rows were drawn; ``gap`` is how much more harm another list could show at most, as a share."""

    opened: tuple[Opened, ...]
    left: tuple[int, ...]
    owed: tuple[tuple[int, int], ...]
    drawn: int
    among: int
    used: dict[str, int]
    gap: float


def choose(shift: Shift, offered: Candidates) -> Choice:
    """The list for one shift. The same shift and candidates give the same list, as long as no step runs out of :data:`SECONDS`."""
    gains = _gains(shift, offered)
    held = [row for row, hold in enumerate(offered.holds) if hold]
    free = [row for row, hold in enumerate(offered.holds) if not hold]
    drawn = _drawn(shift, free)
    owed = [_owed(shift, offered, threat, set(held) | set(drawn)) for threat in range(len(shift.threats))]
    quota = sorted({row for rows in owed for row in rows})
    program = _Program(shift, offered, set(held), set(drawn))
    for rows in (held, drawn, quota):
        program.reach(rows)
    taken, gap = program.most(gains)
    why: dict[int, Why] = {**dict.fromkeys(quota, "quota"), **dict.fromkeys(drawn, "random"), **dict.fromkeys(held, "hold")}
    share = len(drawn) / len(free) if free else 0.0
    opened = [_opened(offered, gains, row, examination, why.get(row, "harm"), share, owed) for row, examination in taken.items()]
    opened.sort(key=lambda one: (one.why != "hold", -one.harm, one.row))
    used = {hand: sum(shift.examinations[one.examination].minutes.get(hand, 0) for one in opened) for hand in shift.hands}
    made = tuple((threat.least, sum(row in taken for row in rows)) for threat, rows in zip(shift.threats, owed, strict=True))
    return Choice(
        tuple(opened), tuple(row for row in held if row not in taken), made, sum(row in taken for row in drawn), len(free), used, gap
    )


def _gains(shift: Shift, offered: Candidates) -> Floats:
    """The harm that each examination (second axis) of each row is expected to show, threat by threat (third axis)."""
    weights = np.array([[one.shows[threat.name] * threat.harm for threat in shift.threats] for one in shift.examinations])
    gains: Floats = offered.chances[:, None, :] * weights[None, :, :]
    return gains


def _drawn(shift: Shift, free: Sequence[int]) -> list[int]:
    """Rows that the lot chooses: as many as its share of the hands can examine, one at the least where its share is not nothing and the hands can do one."""
    if shift.lot is None or not shift.lot.share or not free:
        return []
    needs = next(one.minutes for one in shift.examinations if one.name == shift.lot.examination)
    there = {hand: shift.hands[hand] for hand, minutes in needs.items() if minutes}
    if any(there[hand] < needs[hand] for hand in there):
        return []
    count = max(1, min(int(there[hand] * shift.lot.share / needs[hand] + 1e-9) for hand in there))
    found = np.random.default_rng(shift.seed).choice(len(free), min(count, len(free)), replace=False)
    return sorted(free[int(place)] for place in found)


def _owed(shift: Shift, offered: Candidates, threat: int, taken: set[int]) -> list[int]:
    """The likeliest rows for a threat, as many as it is owed, no more of a declarant than may be; rows without any chance owe nothing."""
    found: list[int] = []
    declared: dict[str, int] = {}
    for row in np.argsort(-offered.chances[:, threat], kind="stable").tolist():
        if len(found) == shift.threats[threat].least or offered.chances[row, threat] == 0:
            break
        name = offered.declarants[row]
        if row in taken or (name and shift.most_per_declarant is not None and declared.get(name, 0) >= shift.most_per_declarant):
            continue
        declared[name] = declared.get(name, 0) + 1
        found.append(row)
    return found


class _Program:
    """One variable for each row and examination, 1 where the row is so examined."""

    def __init__(self, shift: Shift, offered: Candidates, held: set[int], drawn: set[int]) -> None:
        count, depth = len(offered.ids), len(shift.examinations)
        self._shape = count, depth
        names = [one.name for one in shift.examinations]
        upper = np.ones(self._shape)
        for row, hold in enumerate(offered.holds):
            if hold not in ("", ANY):
                upper[row] = [name == hold for name in names]
            if row in drawn and shift.lot is not None:
                upper[row] = [name == shift.lot.examination for name in names]
        self._bounds = Bounds(0, upper.ravel())
        minutes = np.array([[one.minutes.get(hand, 0) for one in shift.examinations] for hand in shift.hands]).reshape(-1, depth)
        rows = [kron(eye_array(count), np.ones((1, depth)), format="csr"), csr_array(np.tile(minutes, count))]
        limits = [np.ones(count), np.array(list(shift.hands.values()), float)]
        if shift.most_per_declarant is not None:
            groups = _declared(offered, held | drawn)
            rows += [csr_array(_one(self._shape, group)) for group in groups]
            limits.append(np.full(len(groups), float(shift.most_per_declarant)))
        self._matrix, self._limits = vstack(rows, format="csr"), np.concatenate(limits)
        self._reached: list[LinearConstraint] = []
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
        """The list with the highest sum of ``aim``; where the time runs out before any is found, the one of the step before."""
        found = milp(
            -aim.ravel(), integrality=np.ones(aim.size), bounds=self._bounds,
            constraints=[LinearConstraint(self._matrix, -np.inf, self._limits), *self._reached], options={"time_limit": SECONDS, "mip_rel_gap": gap},
        )  # fmt: skip
        if found.x is None:
            return self._last, 1.0
        self._last = np.round(found.x.reshape(self._shape))
        return self._last, float(found.mip_gap or 0.0)


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


def _opened(
    offered: Candidates, gains: Floats, row: int, examination: int, why: Why, share: float, owed: Sequence[Sequence[int]]
) -> Opened:
    threat = next((place for place, rows in enumerate(owed) if why == "quota" and row in rows), int(gains[row, examination].argmax()))
    return Opened(row, examination, why, threat, float(gains[row, examination].sum()), share if why == "random" else 1.0)
