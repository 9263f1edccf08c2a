"""A line between two things, as neighbours, paths, charts and exports read it (DESIGN, Links)."""

from dataclasses import dataclass
from typing import Literal

LinkKind = Literal["edge", "property", "fact", "sameness"]


@dataclass(frozen=True, slots=True)
class Evidence:
    """Where a link rests: a statement (entity and statement id), an edge entity, or facts (``entity`` = id of the first event)."""

    entity: bytes
    statement: bytes = b""
    source: int = 0
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """``a`` to ``b`` as the link points (node numbers). ``label`` is a schema name (edge, fact) or a property name (property).

    ``via`` is the node number of the edge entity that opens behind the line, 0 when there is none. ``weight`` counts records or events;
    ``first`` and ``last`` are ISO texts, empty when undated. ``data_class`` is the class it is kept in: one line per class.
    ``balanced`` says that neither end acted more often (facts), so that ``a`` is the one with the smaller id.
    """

    a: int
    b: int
    kind: LinkKind
    label: str
    data_class: int
    weight: int = 1
    first: str = ""
    last: str = ""
    via: int = 0
    evidence: tuple[Evidence, ...] = ()
    balanced: bool = False

    def other(self, node: int) -> int:
        """The end that is not ``node``."""
        return self.b if node == self.a else self.a
