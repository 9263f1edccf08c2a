"""A new number that inherits an old number's circle: pairs of lives, one ending about when the other begins, with the same counterparts.

*Overlap* is the cosine of the two circles as weighted sets: a counterpart that few numbers share weighs more (logarithm of numbers over counterparts), one
spoken to once weighs half, popular numbers weigh next to nothing. 1 = the same circle, 0 = nobody in common.

A pair is a finding when each is the other's best match, they share enough counterparts, and the *margin* over the runner-up is wide enough. Where overlap alone
cannot tell (the margin is narrow), *structure* decides and says so: how often each counterpart is spoken to, at which hours, from which cells, in which handset.
Counterparts that changed their own number are followed: rounds repeat with the changes found so far, so that a circle that changes together is found from its
anchors outwards. Who changes again and again leaves a chain: a pair that steps over a link of it is neither a finding nor a rival.
"""

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from tahqiq.analyse.compiled import compiled
from tahqiq.analyse.telephone.lives import DAY, Lives, Numbers, Reals

HALF = 28.0
"""Days (after two for free) in which an overlap counts half."""


@dataclass(frozen=True, slots=True)
class Search:
    """``gap`` and ``both`` days: how long after the end of the old number the new one may begin, and how long both may be in use; ``shared`` the fewest
    counterparts in common; ``least`` the smallest overlap (after :attr:`Candidate.likely`); ``margin`` the distance to the runner-up below which structure is asked; ``rounds`` how often
    changes found are followed; ``chance`` how many pairs as good as this one may be expected among all pairs of an ending and a beginning number if
    counterparts were drawn at random."""

    gap: float = 30.0
    both: float = 14.0
    shared: int = 3
    least: float = 0.45
    margin: float = 0.1
    rounds: int = 4
    chance: float = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible change: lives (their numbers in :class:`Lives`), overlap, how many counterparts are shared, and the weight of evidence (natural logarithm);
    ``days`` from the end of the old number to the beginning of the new one, negative when both were in use."""

    old: int
    new: int
    overlap: float
    shared: int
    evidence: float
    days: float

    @property
    def likely(self) -> float:
        """The overlap, less for every day between the end of the old and the beginning of the new number: a change is seldom weeks wide."""
        return self.overlap * math.exp2(-max(abs(self.days) - 2.0, 0.0) / HALF)


@dataclass(slots=True)
class Change:
    """A finding. ``runner_up`` the overlap of the next best (0 where there is none) and ``rival`` that candidate; ``structure`` what was compared, when it was."""

    best: Candidate
    rival: Candidate | None
    decided_by: str
    structure: dict[str, tuple[float, float]] = field(default_factory=dict)

    @property
    def runner_up(self) -> float:
        """The overlap of the next best candidate."""
        return self.rival.overlap if self.rival else 0.0

    @property
    def margin(self) -> float:
        """How far the best is ahead in overlap; negative where structure decided against overlap."""
        return self.best.overlap - self.runner_up


def candidates(lives: Lives, search: Search, same: Numbers) -> list[Candidate]:
    """For each life that begins within the data the best matching lives that end about then. ``same`` maps a node number to the one it continues (itself)."""
    olds = np.flatnonzero(lives.stops)
    news = np.flatnonzero(lives.starts)
    if not len(olds) or not len(news):
        return []
    worth = _worth(lives)
    before = _members(lives, olds, worth, same)
    after = _members(lives, news, worth, same)
    norm_old, norm_new = _norm(before, len(lives.number)), _norm(after, len(lives.number))
    by = np.lexsort((lives.end[before.life], before.other))
    other, life, weight = before.other[by], before.life[by], before.weight[by]
    heads = np.flatnonzero(np.concatenate([[True], other[1:] != other[:-1]]))
    keys, begins, stops = other[heads], heads.astype(np.int64), np.append(heads[1:], len(other)).astype(np.int64)
    firsts = np.searchsorted(after.life, np.append(news, len(lives.number))).astype(np.int64)
    found = _match(
        news, firsts, after.other, after.weight, after.idf, keys, begins, stops, life, weight, lives.end[life], lives.begin[news], lives.end[news], lives.end,
        lives.begin, lives.number, norm_old, norm_new, int(search.gap * DAY), int(search.both * DAY), search.shared, len(lives.number),
    )  # fmt: skip
    old, new, overlap, shared, evidence = found
    return [
        Candidate(int(a), int(b), float(c), int(d), float(e), float(lives.begin[b] - lives.end[a]) / DAY)
        for a, b, c, d, e in zip(old, new, overlap, shared, evidence, strict=True)
        if c >= search.least / 4
    ]


@dataclass(frozen=True, slots=True)
class _Members:
    life: Numbers
    other: Numbers
    weight: Reals
    idf: Reals


def _worth(lives: Lives) -> Reals:
    """How much sharing a counterpart tells: the logarithm of all numbers over the counterpart's own circle."""
    return np.log((lives.numbers + 1) / np.maximum(lives.degree, 1)).clip(0.0)


def _members(lives: Lives, chosen: Numbers, worth: Reals, same: Numbers) -> _Members:
    sizes = lives.first[chosen + 1] - lives.first[chosen]
    at = np.repeat(lives.first[chosen] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes) + np.arange(int(sizes.sum()))
    life, other = np.repeat(chosen, sizes), same[lives.other[at]]
    regular = 1.0 - 0.5 ** lives.count[at].clip(0, 60)
    idf = worth[other]
    weight = np.sqrt(idf) * regular
    by = np.lexsort((-weight, other, life))
    once = by[np.concatenate([[True], (life[by][1:] != life[by][:-1]) | (other[by][1:] != other[by][:-1])])]
    return _Members(life[once], other[once], weight[once], idf[once])


def _norm(members: _Members, count: int) -> Reals:
    return np.sqrt(np.bincount(members.life, members.weight**2, minlength=count))


Structure = Callable[[Candidate], dict[str, float]]
"""Likeness (0 to 1) of the two lives of a candidate, by what is compared; what is not known is left out."""


def changes(lives: Lives, search: Search, structure: Structure) -> tuple[list[Change], list[Change]]:
    """The changes found, the surest first, and the pairs that neither overlap nor structure could decide."""
    same = np.arange(max(len(lives.degree), int(lives.number.max(initial=0)) + 1), dtype=np.int64)
    found: list[Change] = []
    undecided: list[Change] = []
    known: set[tuple[int, int]] = set()
    for _ in range(search.rounds):
        found, undecided = decide(lives, candidates(lives, search, same), search, structure)
        pairs = {(int(lives.number[item.best.old]), int(lives.number[item.best.new])) for item in found}
        if pairs == known:
            break
        known = pairs
        same = _followed(len(same), pairs)
    return found, undecided


def _followed(count: int, pairs: set[tuple[int, int]]) -> Numbers:
    """Each number mapped to the first of its chain of changes."""
    before = {new: old for old, new in pairs}
    same = np.arange(count, dtype=np.int64)
    for new in before:
        first, seen = new, {new}
        while first in before and before[first] not in seen:
            first = before[first]
            seen.add(first)
        same[new] = first
    return same


def decide(lives: Lives, offered: list[Candidate], search: Search, structure: Structure) -> tuple[list[Change], list[Change]]:
    """From the best overlap downwards: each life is in one change at most; near ties are decided by structure or left open."""
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
        others = [one for end in (("old", item.old), ("new", item.new)) for one in by_life[end] if one is not item]
        open_ = [one for one in others if ("old", one.old) not in taken and ("new", one.new) not in taken]
        change = _compared(item, others, [one for one in open_ if item.overlap - one.overlap < search.margin], structure)
        ends = {("old", change.best.old), ("new", change.best.new)}
        if change.decided_by == "open":
            undecided.append(change)
        else:
            found.append(change)
        taken |= ends
    found.sort(key=lambda one: (-one.best.overlap * (1 + max(one.margin, 0)), -one.best.evidence, one.best.old))
    return found, undecided


def _good(item: Candidate, search: Search, needed: float) -> bool:
    return item.likely >= search.least and item.evidence >= needed


def _next_only(lives: Lives, offered: list[Candidate], search: Search, needed: float) -> list[Candidate]:
    """Without the pairs that step over a number in between: where A may become B and B may become C, and B lived between the two, A did not become C."""
    after: dict[int, set[int]] = {}
    for item in offered:
        if _good(item, search, needed):
            after.setdefault(item.old, set()).add(item.new)
    slack = int(search.both * DAY)

    def stepped_over(item: Candidate) -> bool:
        between = (life for life in after.get(item.old, ()) if item.new in after.get(life, ()))
        return any(lives.begin[life] < lives.begin[item.new] and lives.end[life] <= lives.begin[item.new] + slack for life in between)

    return [item for item in offered if not stepped_over(item)]


def _compared(item: Candidate, others: list[Candidate], close: list[Candidate], structure: Structure) -> Change:
    """The item against its rivals: alone, ahead in overlap, decided by structure, or open."""
    rival = max(others, key=lambda one: (one.overlap, -one.old, -one.new), default=None)
    if not close:
        return Change(item, rival, "overlap" if rival else "alone", {})
    likeness = {id(one): structure(one) for one in (item, *close)}
    ranked = sorted((item, *close), key=lambda one: (-_joint(one, likeness[id(one)]), -one.overlap, one.old, one.new))
    best = ranked[0]
    second = next((one for one in ranked[1:] if one.old == best.old or one.new == best.new), item)
    shown = {name: (value, likeness[id(second)].get(name, 0.0)) for name, value in likeness[id(best)].items()}
    clear = _joint(best, likeness[id(best)]) - _joint(second, likeness[id(second)]) >= CLEAR
    return Change(best, second, "structure" if clear else "open", shown)


CLEAR = 0.03
"""How far the mean of overlap and likenesses must be ahead for structure to decide."""


def _joint(item: Candidate, likeness: dict[str, float]) -> float:
    values = [item.overlap, *likeness.values()]
    return sum(values) / len(values)


@compiled
def _match(
    news: Numbers, firsts: Numbers, other: Numbers, weight: Reals, idf: Reals, keys: Numbers, begins: Numbers, stops: Numbers, life: Numbers, old_weight: Reals,
    old_end: Numbers, new_begin: Numbers, new_end: Numbers, end: Numbers, begin: Numbers, number: Numbers, norm_old: Reals, norm_new: Reals, gap: int, both: int,
    least: int, count: int,
) -> tuple[Numbers, Numbers, Reals, Numbers, Reals]:  # fmt: skip
    """Each new life against the old ones of its counterparts, in a sum per old life; the few best of each are kept."""
    total, evidence = np.zeros(count), np.zeros(count)
    shared = np.zeros(count, dtype=np.int64)
    touched = np.zeros(count, dtype=np.int64)
    room = len(news) * 6
    out_old, out_new = np.zeros(room, dtype=np.int64), np.zeros(room, dtype=np.int64)
    out_overlap, out_evidence = np.zeros(room), np.zeros(room)
    out_shared = np.zeros(room, dtype=np.int64)
    written = 0
    for at in range(len(news)):
        new = news[at]
        used = 0
        for member in range(firsts[at], firsts[at + 1]):
            place = np.searchsorted(keys, other[member])
            if place == len(keys) or keys[place] != other[member]:
                continue
            low = begins[place] + np.searchsorted(old_end[begins[place] : stops[place]], new_begin[at] - gap)
            for row in range(low, stops[place]):
                old = life[row]
                if end[old] > new_begin[at] + both:
                    break
                if number[old] == number[new] or begin[old] >= new_begin[at] or end[old] >= new_end[at]:
                    continue
                if shared[old] == 0:
                    touched[used] = old
                    used += 1
                shared[old] += 1
                total[old] += weight[member] * old_weight[row]
                evidence[old] += idf[member]
        start = written
        for position in range(used):
            old = touched[position]
            if shared[old] >= least and norm_old[old] > 0 and norm_new[new] > 0:
                value = total[old] / (norm_old[old] * norm_new[new])
                if written - start < 6:
                    slot = written
                    written += 1
                else:
                    slot = start
                    for other_slot in range(start, written):
                        if out_overlap[other_slot] < out_overlap[slot]:
                            slot = other_slot
                    if out_overlap[slot] >= value:
                        slot = -1
                if slot >= 0:
                    out_old[slot], out_new[slot] = old, new
                    out_overlap[slot], out_evidence[slot], out_shared[slot] = value, evidence[old], shared[old]
        for position in range(used):
            old = touched[position]
            total[old] = 0.0
            evidence[old] = 0.0
            shared[old] = 0
    return out_old[:written], out_new[:written], out_overlap[:written], out_shared[:written], out_evidence[:written]
