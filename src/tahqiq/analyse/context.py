"""What an analysis may use: the workspace through one Scope, who stands for whom, a seed, and somebody to tell how far it is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.values import Values
from tahqiq.model.entity import Entity
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.links import Links
from tahqiq.store.nodes import node_rows
from tahqiq.store.workspace import Workspace

Report = Callable[[int, int, str], None]
Stop = NDArray[np.uint8]


def silent(done: int, total: int, note: str) -> None:
    """A report that nobody hears."""


@dataclass(frozen=True)
class Context:
    """Handed to :attr:`tahqiq.analyse.declaration.Analysis.run`.

    ``scope`` is of purpose ``analysis``: rows outside an order are not in it. ``representatives`` maps the number of a node that was judged to be
    the same as others to the one that stands for them; nodes that stand for themselves are not in it. ``report`` (done, total or 0, what)
    raises :class:`tahqiq.kit.errors.Cancelled` when a person stopped the work: call it at least every second. A compiled loop that takes longer looks at
    ``stop[0]``, which turns to 1 then, returns early, and its caller reports.
    """

    workspace: Workspace
    scope: Scope
    representatives: Mapping[int, int] = field(default_factory=dict)
    seed: int = 1
    report: Report = silent
    stop: Stop = field(default_factory=lambda: np.zeros(1, np.uint8), compare=False)

    @cached_property
    def links(self) -> Links:
        """The read model of lines between things."""
        return Links(self.workspace.database, vocabulary(), self.workspace.facts)

    def stands_for(self, node: int) -> int:
        """The node that stands for ``node`` in figures: itself unless it was judged to be the same as others."""
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
        """The number of a visible node by its id or a unique beginning of it; raises ``NotFound`` (``no-such-entity``)."""
        return self.workspace.reading.entity(self.scope, node_id)[0]

    def nodes(self, values: Values, name: str) -> list[int]:
        """The numbers of a parameter of kind ``nodes``."""
        return [self.node(one) for one in values.texts(name)]

    def ids(self, nodes: Iterable[int]) -> dict[int, bytes]:
        """The ids of nodes that the scope has shown: what rows are ordered by."""
        return {no: row[0] for no, row in node_rows(self.workspace.database, sorted(set(nodes))).items()}

    def seen(self, nodes: Sequence[int]) -> dict[int, Entity]:
        """Those of some nodes, found by what a person typed, of which the scope shows anything."""
        return self.workspace.reading.entities(self.scope, nodes)

    def entities(self, nodes: Sequence[int]) -> dict[int, Entity]:
        """What may be seen of nodes that links or events of the scope have shown: all of them are in it. Others go through :meth:`seen`."""
        return self.workspace.reading.entities(self.scope, nodes, nodes)
