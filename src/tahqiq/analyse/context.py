"""What an analysis may use: what one Scope shows of a workspace, who stands for whom, a seed, and somebody to
tell how far it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import InitVar, dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.readers import Events, LinesBetween, Within
from tahqiq.analyse.things import Things
from tahqiq.analyse.values import Values
from tahqiq.model.entity import Entity
from tahqiq.model.scope import Scope
from tahqiq.model.source import Source
from tahqiq.store.workspace import Workspace

if TYPE_CHECKING:
    from tahqiq.analyse.graph.arrays import Graph
    from tahqiq.analyse.graph.view import Filter

Report = Callable[[int, int, str], None]
Stop = NDArray[np.uint8]


def silent(done: int, total: int, note: str) -> None:
    """A report that nobody hears."""


@dataclass(frozen=True)
class Context:
    """Handed to :attr:`tahqiq.analyse.declaration.Analysis.run`.

    ``scope`` is of purpose ``analysis``: rows outside an order are not in it. ``representatives`` maps the
    number of a node that was judged to be the same as others to the one that stands for them; nodes that
    stand for themselves are not in it. ``report`` (done, total or 0, what) raises
    :class:`tahqiq.kit.errors.Cancelled` when a person stopped the work: call it at least every second. A
    compiled loop that takes longer looks at ``stop[0]``, which turns to 1 then, returns early, and its caller
    reports.

    ``within`` are the nodes of a chart, where the question is about these alone: then links and events
    between two of them are all there is.

    ``things``, ``events`` and ``links`` read within the scope; nothing of a context leads to the database,
    the workspace or a wider scope.
    """

    workspace: InitVar[Workspace]
    scope: Scope
    representatives: Mapping[int, int] = field(default_factory=dict)
    seed: int = 1
    report: Report = silent
    stop: Stop = field(default_factory=lambda: np.zeros(1, np.uint8), compare=False)
    within: Within | None = None

    things: Things = field(init=False, compare=False)
    events: Events = field(init=False, compare=False)
    links: LinesBetween = field(init=False, compare=False)

    def __post_init__(self, workspace: Workspace) -> None:
        object.__setattr__(self, "things", Things(workspace, self.scope, self.within))
        object.__setattr__(self, "events", Events(workspace, self.scope, self.within))
        object.__setattr__(self, "links", LinesBetween(workspace, self.scope, self.within))

    def stands_for(self, node: int) -> int:
        """The node that stands for ``node`` in figures: itself unless it was judged to be the same as
        others."""
        return self.representatives.get(node, node)

    def members(self, node: int) -> list[int]:
        """The nodes that were judged to be the same thing as ``node``, itself among them."""
        return self._groups.get(self.stands_for(node), [node])

    @cached_property
    def _groups(self) -> dict[int, list[int]]:
        groups: dict[int, list[int]] = {}
        for member, head in sorted(self.representatives.items()):
            groups.setdefault(head, [head]).append(member)
        return {head: list(dict.fromkeys(members)) for head, members in groups.items()}

    def node(self, node_id: str) -> int:
        """The number of a visible node by its id or a unique beginning of it; raises ``NotFound``
        (``no-such-entity``)."""
        return self.things.number(node_id)

    def nodes(self, values: Values, name: str) -> list[int]:
        """The numbers of a parameter of kind ``nodes``."""
        return [self.node(one) for one in values.texts(name)]

    def ids(self, nodes: Iterable[int]) -> dict[int, bytes]:
        """The ids of nodes that the scope has shown: what rows are ordered by."""
        return {no: row[0] for no, row in self.things.rows(nodes).items()}

    def seen(self, nodes: Sequence[int]) -> dict[int, Entity]:
        """Those of some nodes, found by what a person typed, of which the scope shows anything."""
        return self.things.entities(nodes)

    def entities(self, nodes: Sequence[int]) -> dict[int, Entity]:
        """What may be seen of nodes that links or events of the scope have shown: all of them are in it.
        Others go through :meth:`seen`."""
        return self.things.entities(nodes, nodes)

    def sources(self) -> list[Source]:
        """The sources that the scope shows, of whatever state."""
        return self.things.sources()

    def allowed(self, graph: "Graph", wanted: "Filter") -> tuple[NDArray[np.uint8], dict[str, int]]:
        """1 for every link of the graph that counts (not to be changed), and how many of the visible ones
        were left out, by reason."""
        from tahqiq.analyse.graph.view import allowed

        mask, left_out = allowed(graph, self.scope, wanted)
        if self.within is None:
            return mask, left_out
        here = self.within.holds(graph.numbers)
        lower, higher = graph.ends()
        return (mask * here[lower] * here[higher]).astype(np.uint8), left_out

    def graph(self) -> "Graph":
        """All links as arrays, whoever may see them: numbers without names, of which only those may be walked
        that :func:`tahqiq.analyse.graph.view.allowed` lets pass for the scope. Built first where it is not up
        to date, which takes seconds for millions."""
        return self.things.graph(lambda: self.report(0, 0, "graph"))
