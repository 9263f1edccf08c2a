"""How things of two types are linked in what a scope sees: what a line of a question may ask for, with
counts."""

from dataclasses import dataclass

from tahqiq.analyse.context import Context
from tahqiq.analyse.graph.arrays import BACKWARD, FORWARD
from tahqiq.analyse.query.ground import Ground
from tahqiq.store.workspace import Workspace


@dataclass(frozen=True, slots=True)
class LinkKind:
    """One kind of link: ``links`` there are of it, ``out`` of them lead from the first type to the second,
    ``back`` the other way (both may count)."""

    name: str
    links: int
    out: int
    back: int


Kinds = list[LinkKind]


def kinds_between(workspace: Workspace, context: Context, above: str, below: str) -> Kinds:
    """The kinds of visible links between two types (and those derived from them), the most frequent first."""
    ground = Ground(workspace, context)
    graph = ground.graph
    first, second = (ground.of_type(name)[ground.stands[graph.numbers]] for name in (above, below))
    lower, higher = graph.ends()
    counted = ground.links(()) == 1
    onward, turned = counted & first[lower] & second[higher], counted & second[lower] & first[higher]
    made: Kinds = []
    for at, name in enumerate(graph.labels):
        of = graph.label == at
        some, other = onward & of, turned & of
        total = int((some | other).sum())
        if total:
            out = int((some & (graph.flow & FORWARD > 0) | other & (graph.flow & BACKWARD > 0)).sum())
            back = int((some & (graph.flow & BACKWARD > 0) | other & (graph.flow & FORWARD > 0)).sum())
            made.append(LinkKind(name, total, out, back))
    return sorted(made, key=lambda item: (-item.links, item.name))
