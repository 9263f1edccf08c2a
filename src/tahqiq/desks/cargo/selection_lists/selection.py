"""Which consignments are opened, and how deep: solved within the hands of the shift, not cut off a sorted
list.

In this order, each as far as the hands go: what must be held, what the lot drew, what shares a sign with a
find, what the bandit of cells tries, what a threat is owed, and then whatever shows most harm. The draw is
before and apart from everything else: each consignment that is not held has the same chance, so what is found
in drawn ones is the base rate. The steps are mixed integer programs (HiGHS, by SciPy), each bound to what the
steps before it reached.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from tahqiq.desks.cargo.selection_lists.candidates import Candidates
from tahqiq.desks.cargo.selection_lists.shift import Shift
from tahqiq.desks.cargo.targeting.measures import Floats

Why = Literal["hold", "random", "follow-up", "cell", "quota", "harm", "spare"]
"""``spare``: neither an indicator nor a model speaks for it; there is capacity left."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A consignment on the list. ``row`` counts candidates from 0; ``threat`` is the index of the threat it
    is opened for; ``harm`` the harm that the examination is expected to show; ``probability`` that of being
    drawn for what the lot or the bandit of cells chose, 1 for what was chosen for a reason; ``sign`` what it
    shares with a find, or the cell that is tried ("" : neither)."""

    row: int
    examination: int
    why: Why
    threat: int
    harm: float
    probability: float
    sign: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """``opened`` stands in the order in which to open. ``left`` are held rows for which no hands were left;
    ``owed`` counts, for each threat, openings that its quota asks for and that were made; ``drawn`` of
    ``among`` rows were drawn; ``gap`` is how much more harm another list could show at most, as a share."""

    opened: tuple[Selected, ...]
    left: tuple[int, ...]
    owed: tuple[tuple[int, int], ...]
    drawn: int
    among: int
    used: dict[str, int]
    gap: float


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a row is opened, with what chance it was drawn, and the sign it was opened for."""

    why: Why
    probability: float = 1.0
    sign: str = ""


_HARM = Reason("harm")


def select(shift: Shift, offered: Candidates) -> Selection:
    """The list for one shift. The same shift and candidates give the same list, as long as no step runs out
    of its seconds."""
    gains = _gains(shift, offered)
    held = [row for row, hold in enumerate(offered.holds) if hold]
    free = [row for row, hold in enumerate(offered.holds) if not hold]
    drawn = _drawn(shift, free)
    lessons = _lessons(shift, offered, set(held) | set(drawn) | _likeliest(shift, gains))
    followed, tried = (
        [row for row, one in lessons.items() if one.why == why] for why in ("follow-up", "cell")
    )
    owed = [_owed(shift, offered, threat, {*held, *drawn, *lessons}) for threat in range(len(shift.threats))]
    quota = sorted({row for rows in owed for row in rows})
    from tahqiq.desks.cargo.selection_lists.solver import (
        Program,
    )  # loads the solver, which no other command of the desk waits for

    program = Program(shift, offered, set(held), set(drawn), set(lessons))
    for rows in (held, drawn, followed, tried, quota):
        program.reach(rows)
    taken, gap = program.most(gains)
    why: dict[int, Reason] = {
        **dict.fromkeys(quota, Reason("quota")),
        **lessons,
        **dict.fromkeys(drawn, Reason("random", len(drawn) / len(free) if free else 0.0)),
        **dict.fromkeys(held, Reason("hold")),
    }
    opened = [
        _opened(gains, row, examination, why.get(row, _HARM), owed) for row, examination in taken.items()
    ]
    opened.sort(key=lambda one: (one.why != "hold", -one.harm, one.row))
    used = {
        hand: sum(shift.examinations[one.examination].minutes.get(hand, 0) for one in opened)
        for hand in shift.hands
    }
    made = tuple(
        (threat.least, sum(row in taken for row in rows))
        for threat, rows in zip(shift.threats, owed, strict=True)
    )
    return Selection(
        tuple(opened),
        tuple(row for row in held if row not in taken),
        made,
        sum(row in taken for row in drawn),
        len(free),
        used,
        gap,
    )


def _gains(shift: Shift, offered: Candidates) -> Floats:
    """The harm that each examination (second axis) of each row is expected to show, threat by threat (third
    axis)."""
    weights = np.array(
        [[one.shows[threat.name] * threat.harm for threat in shift.threats] for one in shift.examinations]
    )
    gains: Floats = offered.chances[:, None, :] * weights[None, :, :]
    return gains


def _room(shift: Shift, share: float, examination: str) -> int:
    """How many examinations a share of the hands can do: one at the least where it is not nothing and the
    hands can do one."""
    needs = next(one.minutes for one in shift.examinations if one.name == examination)
    there = {hand: shift.hands[hand] for hand, minutes in needs.items() if minutes}
    if not share or any(there[hand] < needs[hand] for hand in there):
        return 0
    return max(1, min(int(there[hand] * share / needs[hand] + 1e-9) for hand in there))


def _drawn(shift: Shift, free: Sequence[int]) -> list[int]:
    """Rows that the lot chooses: as many as its share of the hands can examine."""
    count = _room(shift, shift.lot.share, shift.lot.examination) if shift.lot is not None else 0
    if not count or not free:
        return []
    found = np.random.default_rng(shift.seed).choice(len(free), min(count, len(free)), replace=False)
    return sorted(free[int(place)] for place in found)


def _likeliest(shift: Shift, gains: Floats) -> set[int]:
    """The rows of the most harm that are opened anyhow: what is kept for learning is not spent on them."""
    if shift.learning is None:
        return set()
    share = 1 - shift.learning.follow - shift.learning.cells - (shift.lot.share if shift.lot else 0)
    most = gains.sum(axis=2).max(axis=1)
    return set(
        np.argsort(-most, kind="stable")[: _room(shift, max(share, 0), shift.learning.examination)].tolist()
    )


def _lessons(shift: Shift, offered: Candidates, taken: set[int]) -> dict[int, Reason]:
    """What follows up a find, the highest rate first, and after it what the bandit of cells tries in its
    first draw, with the share of its draws in which it would."""
    learned, wish = offered.learned, shift.learning
    if learned is None or wish is None or not learned.memory.openings:
        return {}
    rates = {
        row: learned.memory.followed(signs, learned.today)
        for row, signs in enumerate(learned.signs)
        if row not in taken
    }
    order = sorted((row for row, (sign, _) in rates.items() if sign), key=lambda row: (-rates[row][1], row))
    found = {
        row: Reason("follow-up", 1.0, rates[row][0])
        for row in order[: _room(shift, wish.follow, wish.examination)]
    }
    free = np.array([row for row in rates if row not in found], np.int64)
    count = min(_room(shift, wish.cells, wish.examination), len(free))
    if count:
        drawn, named = learned.memory.drawn([learned.signs[row] for row in free], learned.today, shift.seed)
        tried = np.argsort(-drawn, axis=1, kind="stable")[:, :count]
        often = np.bincount(tried.ravel(), minlength=len(free)) / len(drawn)
        found |= {
            int(free[place]): Reason("cell", float(often[place]), named[place])
            for place in tried[0].tolist()
            if drawn[0, place] > 0
        }
    return found


def _owed(shift: Shift, offered: Candidates, threat: int, taken: set[int]) -> list[int]:
    """The likeliest rows for a threat, as many as it is owed, no more of a declarant than may be; rows
    without any chance owe nothing."""
    found: list[int] = []
    declared: dict[str, int] = {}
    for row in np.argsort(-offered.chances[:, threat], kind="stable").tolist():
        if len(found) == shift.threats[threat].least or offered.chances[row, threat] == 0:
            break
        name = offered.declarants[row]
        if row in taken or (
            name
            and shift.most_per_declarant is not None
            and declared.get(name, 0) >= shift.most_per_declarant
        ):
            continue
        declared[name] = declared.get(name, 0) + 1
        found.append(row)
    return found


def _opened(
    gains: Floats, row: int, examination: int, lesson: Reason, owed: Sequence[Sequence[int]]
) -> Selected:
    threat = next(
        (place for place, rows in enumerate(owed) if lesson.why == "quota" and row in rows),
        int(gains[row, examination].argmax()),
    )
    return Selected(
        row,
        examination,
        lesson.why,
        threat,
        float(gains[row, examination].sum()),
        lesson.probability,
        lesson.sign,
    )
