"""The circles of numbers that end against those of numbers that begin: how much of one is in the other."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.jit import compiled
from tahqiq.analyse.telephone.lives import Lives
from tahqiq.analyse.telephone.stretches import DAY, Numbers, Reals

HALF = 28.0
"""Days of silence between both numbers (after two for free) in which an overlap counts half."""
HALF_BOTH = 10.0
"""The same of days on which both were in use in earnest: who keeps two numbers for weeks has two numbers."""


@dataclass(frozen=True, slots=True)
class Search:
    """``gap`` and ``both`` days: how long after the end of the old number the new one may begin, and how long
    both may be in use; ``shared`` the fewest counterparts in common; ``least`` the smallest overlap (after
    :attr:`Candidate.likely`); ``margin`` the distance to the runner-up below which structure is asked;
    ``rounds`` how often changes found are followed; ``chance`` how many pairs as good as this one may be
    expected among all pairs of an ending and a beginning number if counterparts were drawn at random."""

    gap: float = 30.0
    both: float = 14.0
    shared: int = 3
    least: float = 0.45
    margin: float = 0.1
    rounds: int = 8
    chance: float = 0.05


@dataclass(frozen=True, slots=True)
class Candidate:
    """One possible change: lives (their numbers in :class:`Lives`), overlap, how many counterparts are
    shared, and the weight of evidence (natural logarithm); ``days`` from the end of the old number to the
    beginning of the new one, negative when both were in use; ``followed`` how many of the shared counterparts
    are the same only if they changed their own numbers as well."""

    old: int
    new: int
    overlap: float
    shared: int
    evidence: float
    days: float
    followed: float = 0.0

    @property
    def likely(self) -> float:
        """The overlap, less for every day between the end of the old and the beginning of the new number: a
        change is seldom weeks wide."""
        return self.overlap * math.exp2(
            -max(abs(self.days) - 2.0, 0.0) / (HALF if self.days > 0 else HALF_BOTH)
        )


@dataclass(frozen=True, slots=True)
class Circles:
    """The circles of the lives that end (``before``) and of those that begin (``after``), as weighted
    members, with the length of each as a vector per life."""

    olds: Numbers
    news: Numbers
    before: "Members"
    after: "Members"
    norm_old: Reals
    norm_new: Reals


def circles(lives: Lives, same: Numbers) -> Circles:
    """What is compared. ``same`` maps a node number to the one it continues (itself)."""
    olds, news = np.flatnonzero(lives.stops), np.flatnonzero(lives.starts)
    worth = _worth(lives)
    before, after = _members(lives, olds, worth, same), _members(lives, news, worth, same)
    return Circles(
        olds, news, before, after, _norm(before, len(lives.number)), _norm(after, len(lives.number))
    )


def in_touch(lives: Lives, old: Numbers, new: Numbers) -> NDArray[np.bool_]:
    """Whether the numbers of two lives spoke with each other more than once: two people, not one who
    changed."""
    width = int(max(len(lives.degree), lives.number.max(initial=0) + 1))
    key = np.repeat(np.arange(len(lives.number)), lives.first[1:] - lives.first[:-1]) * width + lives.other

    def often(life: Numbers, other: Numbers) -> NDArray[np.bool_]:
        wanted = life * width + other
        at = np.minimum(np.searchsorted(key, wanted), max(len(key) - 1, 0))
        found: NDArray[np.bool_] = (
            (key[at] == wanted) & (lives.count[at] > 1) if len(key) else np.zeros(len(wanted), dtype=np.bool_)
        )
        return found

    return often(old, lives.number[new]) | often(new, lives.number[old])


def candidates(lives: Lives, search: Search, found: Circles) -> list[Candidate]:
    """For each life that begins within the data the best matching lives that end about then, whatever their
    overlap, if one counterpart is shared."""
    if not len(found.before.life) or not len(found.after.life):
        return []
    before, after = found.before, found.after
    by = np.lexsort((lives.end[before.life], before.other))
    other, life, weight = before.other[by], before.life[by], before.weight[by]
    heads = np.flatnonzero(np.concatenate([[True], other[1:] != other[:-1]]))
    keys, begins, stops = (
        other[heads],
        heads.astype(np.int64),
        np.append(heads[1:], len(other)).astype(np.int64),
    )
    firsts = np.searchsorted(after.life, np.append(found.news, len(lives.number))).astype(np.int64)
    matched = _match(
        found.news,
        firsts,
        after.other,
        after.weight,
        after.idf,
        keys,
        begins,
        stops,
        life,
        weight,
        lives.end[life],
        lives.begin[found.news],
        lives.end[found.news],
        lives.end,
        lives.begin,
        lives.number,
        found.norm_old,
        found.norm_new,
        int(search.gap * DAY),
        int(search.both * DAY),
        1,
        len(lives.number),
    )
    strangers = ~in_touch(lives, matched[0], matched[1])
    return [
        Candidate(int(a), int(b), float(c), int(d), float(e), float(lives.begin[b] - lives.end[a]) / DAY)
        for a, b, c, d, e in zip(*(part[strangers] for part in matched), strict=True)
    ]


@dataclass(frozen=True, slots=True)
class Members:
    """Members of circles, sorted by life and number: what sharing each tells (``idf``) and with what weight
    it counts."""

    life: Numbers
    other: Numbers
    weight: Reals
    idf: Reals
    count: Numbers


def _worth(lives: Lives) -> Reals:
    """How much sharing a counterpart tells: the logarithm of all numbers over the counterpart's own
    circle."""
    return np.log((lives.numbers + 1) / np.maximum(lives.degree, 1)).clip(0.0)


def _members(lives: Lives, chosen: Numbers, worth: Reals, same: Numbers) -> Members:
    sizes = lives.first[chosen + 1] - lives.first[chosen]
    at = np.repeat(lives.first[chosen] - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes) + np.arange(
        int(sizes.sum())
    )
    life, other = np.repeat(chosen, sizes), same[lives.other[at]]
    regular = 1.0 - 0.5 ** lives.count[at].clip(0, 60)
    idf = worth[other]
    weight = np.sqrt(idf) * regular
    if not len(life):
        return Members(life, other, weight, idf, lives.count[at])
    by = np.lexsort((-weight, other, life))
    once = by[np.concatenate([[True], (life[by][1:] != life[by][:-1]) | (other[by][1:] != other[by][:-1])])]
    return Members(life[once], other[once], weight[once], idf[once], lives.count[at][once])


def _norm(members: Members, count: int) -> Reals:
    return np.sqrt(np.bincount(members.life, members.weight**2, minlength=count))


@compiled
def _match(
    news: Numbers,
    firsts: Numbers,
    other: Numbers,
    weight: Reals,
    idf: Reals,
    keys: Numbers,
    begins: Numbers,
    stops: Numbers,
    life: Numbers,
    old_weight: Reals,
    old_end: Numbers,
    new_begin: Numbers,
    new_end: Numbers,
    end: Numbers,
    begin: Numbers,
    number: Numbers,
    norm_old: Reals,
    norm_new: Reals,
    gap: int,
    both: int,
    least: int,
    count: int,
) -> tuple[Numbers, Numbers, Reals, Numbers, Reals]:
    """Each new life against the old ones of its counterparts, in a sum per old life; the few best of each are
    kept."""
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
                    out_overlap[slot], out_evidence[slot], out_shared[slot] = (
                        value,
                        evidence[old],
                        shared[old],
                    )
        for position in range(used):
            old = touched[position]
            total[old] = 0.0
            evidence[old] = 0.0
            shared[old] = 0
    return (
        out_old[:written],
        out_new[:written],
        out_overlap[:written],
        out_shared[:written],
        out_evidence[:written],
    )
