"""Layouts of a chart: one question for all of them. Pure geometry over numbered nodes: the same answer for
the same question, whatever the names.

One unit is the length of a link; y grows downwards. No two items stand nearer to one another than
``room.LEAST``, and who is fixed is not moved.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

import numpy as np

from tahqiq.analyse.layouts import network as net
from tahqiq.analyse.layouts.along import geographic, themes
from tahqiq.analyse.layouts.beside import beside, turned_onto
from tahqiq.analyse.layouts.force import EXACT, force
from tahqiq.analyse.layouts.group_layouts import blocks, circles
from tahqiq.analyse.layouts.regular_layouts import circle, grid, hierarchy
from tahqiq.analyse.layouts.room import roomy
from tahqiq.analyse.layouts.trees import organisation, peacock

LayoutKind = Literal[
    "force", "circle", "hierarchy", "grid", "groups", "peacock", "organisation", "attribute", "themes", "map"
]


@dataclass(frozen=True, slots=True)
class Known:
    """What a layout may know beyond the links. ``roots`` stand at the top or in the middle (the most linked
    node of each part where none is given); ``groups`` is the number of each node's group; ``times`` when each
    first appears, None where nothing says; ``places`` longitude and latitude of each, or None. ``fixed``
    nodes stay where they are, and the others are placed around them."""

    roots: Sequence[int] = ()
    groups: Sequence[int] = ()
    times: Sequence[float | None] = ()
    places: Sequence[tuple[float, float] | None] = ()
    fixed: Mapping[int, tuple[float, float]] = field(default_factory=dict)


NOTHING = Known()


def layout(
    kind: LayoutKind, count: int, edges: Sequence[tuple[int, int]], seed: int = 1, known: Known = NOTHING
) -> net.Points:
    """Positions of all nodes, of shape (count, 2).

    >>> layout("grid", 4, []).tolist()
    [[0.0, 0.0], [1.5, 0.0], [0.0, 1.5], [1.5, 1.5]]
    """
    links = net.clean(count, edges)
    if count == 0:
        return np.zeros((0, 2))
    fixed = {node: place for node, place in known.fixed.items() if 0 <= node < count}
    held = np.zeros(count, dtype=np.bool_)
    held[list(fixed)] = True
    if kind == "force" and fixed:
        made = beside(count, links, fixed, seed)
    else:
        made = turned_onto(
            _KINDS[kind](count, links, seed, known),
            fixed,
            turn=kind in ("force", "circle", "groups", "peacock"),
        )
    return np.round(roomy(made, held), 4) + 0.0


_KINDS: Mapping[LayoutKind, Callable[[int, net.Edges, int, Known], net.Points]] = {
    "force": lambda count, edges, seed, known: force(count, edges, seed),
    "circle": lambda count, edges, seed, known: circle(count, edges),
    "hierarchy": lambda count, edges, seed, known: hierarchy(count, edges, known.roots),
    "grid": lambda count, edges, seed, known: grid(count),
    "groups": lambda count, edges, seed, known: circles(count, edges, seed, known.groups),
    "peacock": lambda count, edges, seed, known: peacock(count, edges, known.roots),
    "organisation": lambda count, edges, seed, known: organisation(count, edges, known.roots),
    "attribute": lambda count, edges, seed, known: blocks(count, known.groups),
    "themes": lambda count, edges, seed, known: themes(count, known.groups, known.times),
    "map": lambda count, edges, seed, known: geographic(count, edges, known.places),
}


@cache
def compile_loops() -> None:
    """Compile the loops of every layout, once in a process: 5 s of the processor where nothing compiled is on
    disk, otherwise 0.4 s. Then nobody's first layout waits for it."""
    count = EXACT + 2  # a network this large is drawn by stress, and its items are moved apart
    ring = [(node, (node + 1) % count) for node in range(count)]
    layout("force", count, ring)
    layout("force", count, ring, known=Known(fixed={0: (0.0, 0.0)}))


if __name__ == "__main__":
    compile_loops()
