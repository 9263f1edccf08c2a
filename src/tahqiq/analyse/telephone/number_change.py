"""A new number that inherits an old number's circle: pairs of lives, one ending about when the other begins,
with the same counterparts.

*Overlap* is the cosine of the two circles as weighted sets: a counterpart that few numbers share weighs more
(logarithm of numbers over counterparts), one spoken to once weighs half, popular numbers weigh next to
nothing. 1 = the same circle, 0 = nobody in common.

A pair is a finding when each is the other's best match, they share enough counterparts, and the *margin* over
the runner-up is wide enough. Where overlap alone cannot tell (the margin is narrow), *structure* decides and
says so: how often each counterpart is spoken to, at which hours, from which cells, in which handset.
Counterparts that changed their own number are followed: rounds repeat with the changes found so far, so that
a circle that changes together is found from its anchors outwards. Who changes again and again leaves a chain:
a pair that steps over a link of it is neither a finding nor a rival.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field, replace

import numpy as np

from tahqiq.analyse.telephone.alignment import aligned
from tahqiq.analyse.telephone.lives import Lives
from tahqiq.analyse.telephone.overlap import Candidate, Search, candidates, circles
from tahqiq.analyse.telephone.stretches import DAY, Numbers


@dataclass(slots=True)
class Change:
    """A finding. ``runner_up`` the overlap of the next best (0 where there is none) and ``rival`` that
    candidate; ``structure`` what was compared with the rival's, when it was. ``decided_by`` is ``ring`` where
    no counterpart stayed the same, so that the place among those who changed decided; ``alike`` says what
    else speaks for it."""

    best: Candidate
    rival: Candidate | None
    decided_by: str
    structure: dict[str, tuple[float, float]] = field(default_factory=dict)
    alike: dict[str, float] = field(default_factory=dict)

    @property
    def runner_up(self) -> float:
        """The overlap of the next best candidate."""
        return self.rival.overlap if self.rival else 0.0

    @property
    def margin(self) -> float:
        """How far the best is ahead in overlap; negative where structure decided against overlap."""
        return self.best.overlap - self.runner_up


Structure = Callable[[Candidate, Numbers], dict[str, float]]
"""Likeness (0 to 1) of the two lives of a candidate, by what is compared; what is not known is left out. With
it, each number mapped to the one it continues."""


def changes(lives: Lives, search: Search, structure: Structure) -> tuple[list[Change], list[Change]]:
    """The changes found, the surest first, and the pairs that neither overlap nor structure could decide.

    First the networks before and after are laid upon each other as wholes; what that finds is then held to
    account pair by pair, with the counterparts that changed followed only as far as they are findings
    themselves, until nothing moves any more.
    """
    nothing = _followed(lives, set())
    offered, trusted = _joint(lives, search, nothing)
    found, undecided = decide(lives, offered, search, structure, nothing)
    known = _pairs(lives, found)
    seen: list[set[tuple[int, int]]] = []
    for _ in range(search.rounds):
        seen.append(known)
        same = _followed(lives, _with(known, trusted))
        found, undecided = decide(lives, _single(lives, search, same), search, structure, same)
        known = _pairs(lives, found)
        if known in seen:
            break
    for item in (*found, *undecided):
        _describe(lives, item, structure, same)
    return found, undecided


def _describe(lives: Lives, item: Change, structure: Structure, same: Numbers) -> None:
    """What the finding rests on: how many of the shared counterparts are the same only by their own changes,
    and where all are, what else is alike."""
    one, two = (lives.other[lives.circle(life)] for life in (item.best.old, item.best.new))
    changed = np.unique(same[same != np.arange(len(same))])
    stayed = len(np.setdiff1d(np.intersect1d(one, two), changed))
    shared = len(np.intersect1d(same[one], same[two]))
    item.best = replace(item.best, followed=max(shared - stayed, 0))
    if not stayed and item.decided_by != "open":
        item.decided_by = "ring"
        item.alike = structure(item.best, same)


def _pairs(lives: Lives, found: list[Change]) -> set[tuple[int, int]]:
    return {(int(lives.number[item.best.old]), int(lives.number[item.best.new])) for item in found}


def _with(known: set[tuple[int, int]], trusted: set[tuple[int, int]]) -> set[tuple[int, int]]:
    """Findings, and what is believed where no finding says otherwise."""
    olds, news = {old for old, _ in known}, {new for _, new in known}
    return known | {(old, new) for old, new in trusted if old not in olds and new not in news}


def _joint(lives: Lives, search: Search, same: Numbers) -> tuple[list[Candidate], set[tuple[int, int]]]:
    found = circles(lives, same)
    offered, trusted = aligned(lives, search, found, candidates(lives, search, found))
    return _enough(search, offered), trusted


def _single(lives: Lives, search: Search, same: Numbers) -> list[Candidate]:
    return _enough(search, candidates(lives, search, circles(lives, same)))


def _enough(search: Search, offered: list[Candidate]) -> list[Candidate]:
    return [item for item in offered if item.shared >= search.shared and item.overlap >= search.least / 4]


def _followed(lives: Lives, pairs: set[tuple[int, int]]) -> Numbers:
    """Each number mapped to the first of its chain of changes."""
    count = max(len(lives.degree), int(lives.number.max(initial=0)) + 1)
    before = {new: old for old, new in pairs}
    same = np.arange(count, dtype=np.int64)
    for new in before:
        first, seen = new, {new}
        while first in before and before[first] not in seen:
            first = before[first]
            seen.add(first)
        same[new] = first
    return same


def decide(
    lives: Lives, offered: list[Candidate], search: Search, structure: Structure, same: Numbers
) -> tuple[list[Change], list[Change]]:
    """From the best overlap downwards: each life is in one change at most; near ties are decided by structure
    or left open."""
    needed = math.log(max(int(lives.stops.sum()) * int(lives.starts.sum()), 1) / search.chance)
    offered = _next_only(lives, offered, search, needed)
    by_life: dict[tuple[str, int], list[Candidate]] = {}
    for item in offered:
        by_life.setdefault(("old", item.old), []).append(item)
        by_life.setdefault(("new", item.new), []).append(item)
    taken: set[tuple[str, int]] = set()
    found: list[Change] = []
    undecided: list[Change] = []
    for item in sorted(offered, key=lambda one: (-one.overlap, one.old, one.new)):
        if not _good(item, search, needed) or ("old", item.old) in taken or ("new", item.new) in taken:
            continue
        others = [
            one for end in (("old", item.old), ("new", item.new)) for one in by_life[end] if one is not item
        ]
        open_ = [one for one in others if ("old", one.old) not in taken and ("new", one.new) not in taken]
        change = _compared(
            item,
            others,
            [one for one in open_ if item.overlap - one.overlap < search.margin],
            structure,
            same,
        )
        ends = {("old", change.best.old), ("new", change.best.new)}
        if change.decided_by == "open":
            undecided.append(change)
        else:
            found.append(change)
        taken |= ends
    found.sort(
        key=lambda one: (-one.best.overlap * (1 + max(one.margin, 0)), -one.best.evidence, one.best.old)
    )
    return found, undecided


def _good(item: Candidate, search: Search, needed: float) -> bool:
    return item.likely >= search.least and item.evidence >= needed


def _next_only(lives: Lives, offered: list[Candidate], search: Search, needed: float) -> list[Candidate]:
    """Without the pairs that step over a number in between: where A may become B and B may become C, and B
    lived between the two, A did not become C."""
    after: dict[int, set[int]] = {}
    for item in offered:
        if _good(item, search, needed):
            after.setdefault(item.old, set()).add(item.new)
    slack = int(search.both * DAY)

    def stepped_over(item: Candidate) -> bool:
        between = (life for life in after.get(item.old, ()) if item.new in after.get(life, ()))
        return any(
            lives.begin[life] < lives.begin[item.new] and lives.end[life] <= lives.begin[item.new] + slack
            for life in between
        )

    return [item for item in offered if not stepped_over(item)]


def _compared(
    item: Candidate, others: list[Candidate], close: list[Candidate], structure: Structure, same: Numbers
) -> Change:
    """The item against its rivals: alone, ahead in overlap, decided by structure, or open."""
    rival = max(others, key=lambda one: (one.overlap, -one.old, -one.new), default=None)
    if not close:
        return Change(item, rival, "overlap" if rival else "alone", {})
    likeness = {id(one): structure(one, same) for one in (item, *close)}
    ranked = sorted(
        (item, *close), key=lambda one: (-_mean(one, likeness[id(one)]), -one.overlap, one.old, one.new)
    )
    best = ranked[0]
    second = next((one for one in ranked[1:] if one.old == best.old or one.new == best.new), item)
    shown = {name: (value, likeness[id(second)].get(name, 0.0)) for name, value in likeness[id(best)].items()}
    clear = _mean(best, likeness[id(best)]) - _mean(second, likeness[id(second)]) >= CLEAR
    return Change(best, second, "structure" if clear else "open", shown)


CLEAR = 0.03
"""How far the mean of overlap and likenesses must be ahead for structure to decide."""


def _mean(item: Candidate, likeness: dict[str, float]) -> float:
    values = [item.overlap, *likeness.values()]
    return sum(values) / len(values)
