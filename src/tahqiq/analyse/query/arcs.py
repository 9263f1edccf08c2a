"""The pairs of things that a line of a question joins: visible links of its kinds, direction and period
between two sets of things."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tahqiq.analyse.graph.arrays import BACKWARD, FORWARD, Bool, Graph, Int32, Int64, UInt8, UInt32, stored
from tahqiq.analyse.jit import compiled
from tahqiq.analyse.query.ground import Ground
from tahqiq.analyse.query.question import Line
from tahqiq.analyse.query.values import Window
from tahqiq.store.linktable import FACT, UNKNOWN

_LATEST = 2**32 - 1
_AT_ONCE = 4_000_000


@dataclass(frozen=True, slots=True)
class Arcs:
    """Pairs of things, each once, rising by ``above`` and ``below``. ``undated`` links would have counted had
    they a time."""

    above: Int64
    below: Int64
    undated: int = 0

    def only(self, above: Bool | None = None, below: Bool | None = None) -> "Arcs":
        """Those between some of the things."""
        keep = np.ones(len(self.above), np.bool_)
        keep &= True if above is None else above[self.above]
        keep &= True if below is None else below[self.below]
        return Arcs(self.above[keep], self.below[keep], self.undated)


def arcs(ground: Ground, line: Line, period: Window, above: Bool, below: Bool) -> Arcs:
    """The pairs of a line between things of ``above`` and things of ``below``, walked from whichever side has
    fewer links."""
    counted = ground.links(line.kinds)
    side, wanted = (above, below) if _degrees(ground, above) <= _degrees(ground, below) else (below, above)
    pairs, undated = [np.zeros(0, np.int64)], 0
    for here, there, link in _walked(ground, side, wanted, counted):
        near, far = (here, there) if side is above else (there, here)
        found, without = _fitting(ground, line, period, near, far, link)
        pairs.append(found)
        undated += without
    every = np.unique(np.concatenate(pairs))
    return Arcs(every // ground.size, every % ground.size, undated)


def _walked(ground: Ground, side: Bool, wanted: Bool, counted: UInt8) -> Iterator[tuple[Int32, Int32, Int32]]:
    """The links that count from one set to the other, some millions at a time: ends here, ends there,
    links."""
    graph = ground.graph
    start = ground.local[ground.members(side)]
    start = start[start >= 0]
    ends = np.cumsum(graph.offsets[start + 1] - graph.offsets[start])
    cuts = (
        np.searchsorted(ends, np.arange(_AT_ONCE, int(ends[-1]), _AT_ONCE))
        if len(ends)
        else np.zeros(0, np.int64)
    )
    for done, part in enumerate(np.split(start, np.unique(cuts))):
        ground.report(done * _AT_ONCE, int(ends[-1]) if len(ends) else 0, "links")
        first, size = graph.offsets[part], graph.offsets[part + 1] - graph.offsets[part]
        place = np.arange(int(size.sum()), dtype=np.int64) + np.repeat(first - (np.cumsum(size) - size), size)
        link = graph.edges[place]
        keep = counted[link] == 1
        here, there, link = np.repeat(part, size)[keep].astype(np.int32), graph.heads[place[keep]], link[keep]
        good = wanted[ground.stands[graph.numbers[there]]]
        yield here[good], there[good], link[good]


def _fitting(
    ground: Ground, line: Line, period: Window, near: Int32, far: Int32, link: Int32
) -> tuple[Int64, int]:
    """The pairs (as one number) of links that fit direction and period, and how many links have no time."""
    graph = ground.graph
    outward = np.where(near < far, FORWARD, BACKWARD).astype(np.uint8)
    wanted = _turned(outward) if line.direction == "in" else outward
    keep = ground.stands[graph.numbers[near]] != ground.stands[graph.numbers[far]]
    if line.direction != "any":
        keep &= (graph.flow[link] & wanted) > 0
    undated = 0
    if period:
        undated = int((keep & (graph.last[link] == 0)).sum())
        keep &= _within(graph, link, wanted, line.direction == "any", period)
    x, y = (ground.stands[graph.numbers[end[keep]]].astype(np.int64) for end in (near, far))
    return np.unique(x * ground.size + y), undated


def _degrees(ground: Ground, things: Bool) -> int:
    """How many links the things have, hidden ones too: decides only what is read first, never what is
    found."""
    nodes = ground.local[ground.members(things)]
    nodes = nodes[nodes >= 0]
    return int((ground.graph.offsets[nodes + 1] - ground.graph.offsets[nodes]).sum())


def _turned(flow: UInt8) -> UInt8:
    return np.where(flow == FORWARD, BACKWARD, FORWARD).astype(np.uint8)


def _within(graph: Graph, link: Int32, wanted: UInt8, either: bool, period: Window) -> Bool:
    """Whether a link was there in a period: an event at its moment, a recorded relation at some moment
    between its first and last."""
    low, high = (
        int(stored(np.array([one]), UNKNOWN)[0]) if one is not None else default
        for one, default in ((period.since, 1), (period.until, _LATEST))
    )
    bits = np.full(len(link), FORWARD | BACKWARD, np.uint8) if either else wanted
    found = np.zeros(len(link), np.bool_)
    _inside(
        link,
        bits,
        graph.kind == FACT,
        graph.first,
        graph.last,
        graph.busy,
        graph.spans,
        graph.times,
        graph.ways,
        low,
        high,
        found,
    )
    return found


@compiled
def _inside(
    link: Int32,
    bits: UInt8,
    events: Bool,
    first: UInt32,
    last: UInt32,
    busy: Int32,
    spans: Int64,
    times: UInt32,
    ways: UInt8,
    low: int,
    high: int,
    found: Bool,
) -> None:
    for at in range(len(link)):
        one = link[at]
        if last[one] == 0 or first[one] >= high or last[one] < low:
            continue
        if not events[one]:
            found[at] = True
            continue
        place = np.searchsorted(busy, one)
        if place == len(busy) or busy[place] != one:  # one event or two: first and last are their moments
            found[at] = low <= first[one] < high or low <= last[one] < high
            continue
        for moment in range(spans[place], spans[place + 1]):
            if low <= times[moment] < high and ways[moment] & bits[at]:
                found[at] = True
                break
