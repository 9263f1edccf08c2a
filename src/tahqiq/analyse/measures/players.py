"""Key players (Borgatti 2006): which few things, taken away, break a network most; which few reach most of
it. Greedy, then by exchange."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.graph.arrays import Bool, Int32, Int64
from tahqiq.analyse.jit import compiled
from tahqiq.analyse.measures.between import PORTION, spread

ReportProgress = Callable[[int, int], None]
Chosen = list[int]


def fragmentation(
    offsets: Int64,
    heads: Int32,
    chosen: Chosen,
    candidates: NDArray[np.int64],
    tell: ReportProgress = lambda done, total: None,
) -> NDArray[np.float64]:
    """For each candidate: the share of all pairs of things that have no way left when it and ``chosen`` are
    gone (things that are gone count as cut off)."""
    gone = np.zeros(len(offsets) - 1, np.bool_)
    gone[chosen] = True
    return _portions(lambda some: _broken(offsets, heads, gone, some), offsets, candidates, tell)


def _portions(
    of: Callable[[NDArray[np.int64]], NDArray[np.float64]],
    offsets: Int64,
    candidates: NDArray[np.int64],
    tell: ReportProgress,
) -> NDArray[np.float64]:
    """A score of candidates, a few at a time, so that it can be stopped in between."""
    portion = max(1, PORTION // max(1, int(offsets[-1]) + len(offsets)))
    found = []
    for begin in range(0, len(candidates), portion):
        tell(begin, len(candidates))
        found.append(of(candidates[begin : begin + portion]))
    return np.concatenate(found) if found else np.zeros(0)


@compiled
def _broken(offsets: Int64, heads: Int32, gone: Bool, candidates: Int64) -> "NDArray[np.float64]":
    size = len(offsets) - 1
    found = np.zeros(len(candidates))
    seen, stack = np.zeros(size, np.int32), np.empty(size, np.int32)
    for number in range(len(candidates)):
        token = number + 1
        whole = gone[candidates[number]]
        gone[candidates[number]] = True
        together = 0.0
        for root in range(size):
            if seen[root] == token or gone[root]:
                continue
            seen[root], stack[0] = token, root
            top, count = 1, 0
            while top:
                top -= 1
                node = stack[top]
                count += 1
                for place in range(offsets[node], offsets[node + 1]):
                    other = heads[place]
                    if seen[other] != token and not gone[other]:
                        seen[other] = token
                        stack[top] = other
                        top += 1
            together += count * (count - 1.0)
        gone[candidates[number]] = whole
        found[number] = 1.0 - together / max(1.0, size * (size - 1.0))
    return found


def reach(
    offsets: Int64,
    heads: Int32,
    chosen: Chosen,
    candidates: NDArray[np.int64],
    steps: int,
    tell: ReportProgress = lambda done, total: None,
) -> NDArray[np.float64]:
    """For each candidate: the share of all things within ``steps`` of it or of ``chosen`` (these among
    them)."""
    covered = np.zeros(len(offsets) - 1, np.bool_)
    _cover(offsets, heads, np.array(chosen, np.int64), steps, covered)
    return _portions(lambda some: _reached(offsets, heads, covered, some, steps), offsets, candidates, tell)


@compiled
def _cover(offsets: Int64, heads: Int32, starts: Int64, steps: int, covered: Bool) -> None:
    size = len(offsets) - 1
    depth, order = np.full(size, -1, np.int32), np.empty(size, np.int32)
    for start in starts:
        end = spread(offsets, heads, start, steps, depth, order)
        for back in range(end):
            covered[order[back]] = True
            depth[order[back]] = -1


@compiled
def _reached(
    offsets: Int64, heads: Int32, covered: Bool, candidates: Int64, steps: int
) -> "NDArray[np.float64]":
    size = len(offsets) - 1
    found = np.zeros(len(candidates))
    base = 0
    for node in range(size):
        base += covered[node]
    depth, order = np.full(size, -1, np.int32), np.empty(size, np.int32)
    for number in range(len(candidates)):
        end = spread(offsets, heads, candidates[number], steps, depth, order)
        fresh = 0
        for back in range(end):
            if not covered[order[back]]:
                fresh += 1
            depth[order[back]] = -1
        found[number] = (base + fresh) / max(1, size)
    return found


def best(
    score: Callable[[Chosen, NDArray[np.int64]], NDArray[np.float64]],
    candidates: NDArray[np.int64],
    count: int,
    tell: ReportProgress,
    rounds: int = 2,
) -> list[tuple[int, float]]:
    """A set of ``count`` candidates with a high joint score, in the order in which they were taken, each with
    the score so far.

    Greedy, then each in turn is exchanged for a better one, ``rounds`` times at most. Not proven to be the
    best set: that question is too hard for any computer.
    """
    chosen: Chosen = []
    for number in range(min(count, len(candidates))):
        tell(number, count)
        rest = np.setdiff1d(candidates, chosen)
        chosen.append(int(rest[np.argmax(score(chosen, rest))]))
    for _ in range(rounds):
        before = list(chosen)
        for place in range(len(chosen)):
            tell(place, count)
            others = chosen[:place] + chosen[place + 1 :]
            rest = np.setdiff1d(candidates, others)
            scores = score(others, rest)
            at = int(np.argmax(scores))
            if scores[at] > scores[np.searchsorted(rest, chosen[place])] + 1e-12:
                chosen[place] = int(rest[at])
        if chosen == before:
            break
    return [(node, float(score(chosen[:place], np.array([node]))[0])) for place, node in enumerate(chosen)]
