"""The shortest ways between two things over visible links, searched from both ends."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tahqiq.kit.errors import WrongUse
from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.store.links import Links

MAX_LENGTH = 8
MAX_FRONTIER = 20_000


@dataclass(frozen=True, slots=True)
class Path:
    """One way: node numbers from start to end, and the links of each step (several when two things are linked in more than one way)."""

    nodes: tuple[int, ...]
    steps: tuple[tuple[Link, ...], ...]


@dataclass(frozen=True, slots=True)
class Found:
    """The shortest path, or None with the reason: ``none`` (nothing within ``searched`` steps) or ``too-wide`` (a frontier passed the limit)."""

    path: Path | None
    reason: str
    searched: int


def shortest(links: Links, scope: Scope, start: int, end: int, max_length: int = MAX_LENGTH, hubs: Iterable[int] = ()) -> Found:
    """The shortest path between two node numbers, ignoring direction; suggested sameness is never walked.

    Breadth-first from both ends, always growing the smaller frontier, so that the work is about the square root of a one-sided search.
    ``hubs`` are nodes that are not passed through. Among equally short paths the one over the smaller ids is chosen, so that the
    answer repeats and tells nothing of what is hidden. Raises :class:`WrongUse` (``path-to-itself``) when both ends are the same.
    """
    if start == end:
        raise WrongUse("path-to-itself")
    sides = (_Side(start), _Side(end))
    barred = frozenset(hubs) - {start, end}
    for length in range(1, max_length + 1):
        side, other = sorted(sides, key=lambda item: len(item.frontier))
        if not side.frontier:
            return Found(None, "none", length - 1)
        if len(side.frontier) > MAX_FRONTIER:
            return Found(None, "too-wide", length - 1)
        met = side.grow(links, scope, barred, other.before)
        if met is not None:
            nodes = tuple(sides[0].back(met)[::-1]) + tuple(sides[1].back(met)[1:])
            return Found(Path(nodes, _steps(links, scope, nodes)), "", length)
    return Found(None, "none", max_length)


class _Side:
    """One end's search: what was reached, and from where."""

    def __init__(self, root: int) -> None:
        self.before: dict[int, int] = {root: 0}
        self.frontier = [root]

    def grow(self, links: Links, scope: Scope, barred: frozenset[int], goal: dict[int, int]) -> int | None:
        """Go one step further; the node where the other side is met, if any."""
        reached: dict[int, int] = {}
        inside = set(self.frontier)
        ids = links.ids(inside)
        for link in links.of(scope, self.frontier):
            if link.kind == "sameness":
                continue
            for here, there in ((link.a, link.b), (link.b, link.a)):
                if here in inside and there not in self.before and there not in barred:
                    before = reached.get(there, here)
                    reached[there] = here if ids[here] < ids[before] else before
        self.before.update(reached)
        self.frontier = sorted(reached)
        met = [node for node in reached if node in goal]
        ranks = links.ids(met)
        return min(met, key=lambda node: ranks[node], default=None)

    def back(self, node: int) -> list[int]:
        """From a reached node to the root."""
        way = [node]
        while self.before[way[-1]]:
            way.append(self.before[way[-1]])
        return way


def _steps(links: Links, scope: Scope, nodes: Sequence[int]) -> tuple[tuple[Link, ...], ...]:
    return tuple(tuple(link for link in links.of(scope, [here]) if {link.a, link.b} == {here, there}) for here, there in pairwise(nodes))
