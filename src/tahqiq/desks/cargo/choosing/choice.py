"""Which consignments are opened, and how deep: solved within the hands of the shift, not cut off a sorted list.

In this order, each as far as the hands go: what must be held, what the lot drew, what a threat is owed, and then whatever shows most harm. The draw is before
and apart from the solving: each consignment that is not held has the same chance, so what is found in drawn ones is the base rate. The four steps are mixed
integer programs (HiGHS, by SciPy), each bound to what the steps before it reached.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tahqiq.desks.cargo.choosing.candidates import Candidates
from tahqiq.desks.cargo.choosing.shift import Shift
from tahqiq.desks.cargo.targeting.measures import Floats

Why = Literal["hold", "random", "quota", "harm"]


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
    """The list for one shift. The same shift and candidates give the same list, as long as no step runs out of its seconds."""
    gains = _gains(shift, offered)
    held = [row for row, hold in enumerate(offered.holds) if hold]
    free = [row for row, hold in enumerate(offered.holds) if not hold]
    drawn = _drawn(shift, free)
    owed = [_owed(shift, offered, threat, set(held) | set(drawn)) for threat in range(len(shift.threats))]
    quota = sorted({row for rows in owed for row in rows})
    from tahqiq.desks.cargo.choosing.program import Program  # loads the solver, which no other command of the desk waits for

    program = Program(shift, offered, set(held), set(drawn))
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


def _opened(
    offered: Candidates, gains: Floats, row: int, examination: int, why: Why, share: float, owed: Sequence[Sequence[int]]
) -> Opened:
    threat = next((place for place, rows in enumerate(owed) if why == "quota" and row in rows), int(gains[row, examination].argmax()))
    return Opened(row, examination, why, threat, float(gains[row, examination].sum()), share if why == "random" else 1.0)
