"""Parties of which one document says the very same and nothing else, as the rows of a ledger do: shown as one
line, never merged."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tahqiq.analyse.context import Context
from tahqiq.analyse.parameter import Parameter
from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary

SAME_NAMES = Parameter("same-names", "choice", "together", choices=("together", "apart"))
_PART = 5_000
_StatedRow = tuple[str, str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class RowsAlike:
    """``heads`` leads from the number of a party to that of the party it is shown with (itself not among
    them), ``rows`` from a head to how many there are."""

    heads: dict[int, int]
    rows: dict[int, int]

    def shown(self, nodes: NDArray[np.int64]) -> NDArray[np.int64]:
        """Node numbers with those that are shown together as one number."""
        if not self.heads:
            return nodes
        each, back = np.unique(nodes, return_inverse=True)
        return np.array([self.heads.get(int(node), int(node)) for node in each.tolist()], dtype=np.int64)[
            back
        ]

    def of(self, node: int) -> int:
        """How many parties stand in the line of ``node``: 1 where it stands for itself only."""
        return self.rows.get(node, 1)


def rows_alike(context: Context, nodes: Iterable[int]) -> RowsAlike:
    """Which of ``nodes`` are shown together: of one type, in one document, with the same values, a name among
    them and nothing that identifies.

    What somebody judged to be the same as something else is left alone: a person said who it is. The head is
    the one with the smallest id.
    """
    judged = {*context.representatives, *context.representatives.values()}
    asked = sorted({int(node) for node in nodes} - judged - {0})
    groups: dict[_StatedRow, list[tuple[bytes, int]]] = {}
    for begin in range(0, len(asked), _PART):
        context.report(begin, len(asked), "names")
        for node, entity in context.entities(asked[begin : begin + _PART]).items():
            said = _stated_row(entity)
            if said is not None:
                groups.setdefault(said, []).append((entity.id, node))
    heads: dict[int, int] = {}
    rows: dict[int, int] = {}
    for members in groups.values():
        if len(members) > 1:
            _, head = min(members)
            rows[head] = len(members)
            heads.update({node: head for _, node in members if node != head})
    return RowsAlike(heads, rows)


def _stated_row(entity: Entity) -> _StatedRow | None:
    """Type, document and values of a thing that one document names and nothing identifies; None for
    others."""
    sources = {one.source_id for one in entity.statements}
    words = vocabulary()
    kinds = {words.property(entity.schema, one.prop).type for one in entity.statements}
    if entity.key or len(sources) != 1 or kinds != {"name"}:
        return None
    return entity.schema, sources.pop(), frozenset((one.prop, one.value) for one in entity.statements)
