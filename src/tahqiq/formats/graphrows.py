"""Nodes, edges and cards of a graph file as records.

``graph.about`` (``name``, ``value``) is what a file says of itself: title, author, description.
``graph.node`` and ``graph.edge`` have the fixed columns of :mod:`tahqiq.formats.chart`, and after them one
column ``attribute:NAME`` for each further attribute of the file. Nodes, edges and cards stand in parts of
their own, numbered from 1 in the order of the file.
"""

from collections.abc import Mapping

from tahqiq.formats.chart import CARD, CARD_COLUMNS, EDGE, EDGE_COLUMNS, NODE, NODE_COLUMNS, PREFIX
from tahqiq.formats.rows import Rows
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

NODES = Part(0, "entry", "entities")
EDGES = Part(1, "entry", "links")
CARDS = Part(2, "entry", "cards")
ABOUT_PART = Part(3, "entry", "about the file")
ABOUT = "graph.about"
ABOUT_COLUMNS = ("name", "value")
_MOST_TOLD = 100


def columns(named: Mapping[str, str | None], fixed: tuple[str, ...]) -> dict[str, str | None]:
    """Values by the name a file gives them, under the fixed column of that name or as ``attribute:NAME``.

    >>> columns({"label": "A", "age": "40"}, ("label",))
    {'label': 'A', 'attribute:age': '40'}
    """
    return {
        name if name in fixed or name.startswith(PREFIX) else PREFIX + name: value
        for name, value in named.items()
    }


def title_of(name: str, fixed: tuple[str, ...]) -> str:
    """The name under which an attribute of a chart is written: its own, unless a fixed column has it (the way
    back of :func:`columns`).

    >>> title_of("age", ("label",)), title_of("label", ("label",))
    ('age', 'attribute:label')
    """
    return PREFIX + name if name in fixed or name.startswith(PREFIX) else name


class GraphRows:
    """Puts nodes, edges and cards into ``rows`` and, at the end, tells which edges name a node that is not
    there."""

    def __init__(self, rows: Rows) -> None:
        self.rows = rows
        self.nodes: dict[str, int] = {}
        self._edges = 0
        self._cards = 0
        self._ends: dict[str, int] = {}

    def node(self, values: dict[str, str | None]) -> bool:
        """One node; False and a problem when it has no id or one that another node has."""
        identity = values.get("id")
        row = len(self.nodes) + 1
        if not identity or identity in self.nodes:
            reason = "no id" if not identity else f"id {identity} twice"
            self.rows.tell(
                Problem(
                    "entry-unreadable",
                    Place(NODES, row),
                    "id",
                    identity,
                    records=1,
                    params={"reason": reason},
                )
            )
            return False
        self.nodes[identity] = row
        self._attributes_within_limit(values, Place(NODES, row))
        self.rows.add(NODE, NODES, NODE_COLUMNS, row, values)
        return True

    def edge(self, values: dict[str, str | None]) -> int:
        """One edge; the number of its row."""
        self._edges += 1
        for end in (values.get("source"), values.get("target")):
            self._ends.setdefault(end or "", self._edges)
        self._attributes_within_limit(values, Place(EDGES, self._edges))
        self.rows.add(EDGE, EDGES, EDGE_COLUMNS, self._edges, values)
        return self._edges

    @property
    def count(self) -> int:
        """How many edges there are so far."""
        return self._edges

    def card(self, values: dict[str, str | None]) -> None:
        """One card."""
        self._cards += 1
        self.rows.add(CARD, CARDS, CARD_COLUMNS, self._cards, values)

    def about(self, name: str, value: str | None) -> None:
        """What the file says of itself."""
        if value and value.strip():
            self.rows.add(ABOUT, ABOUT_PART, ABOUT_COLUMNS, self.rows.next(ABOUT), (name, value.strip()))

    def finish(self) -> None:
        """Tells of at most a hundred ends that are not on the chart."""
        missing = [(end, row) for end, row in self._ends.items() if end not in self.nodes]
        for end, row in missing[:_MOST_TOLD]:
            self.rows.tell(Problem("link-without-end", Place(EDGES, row), value=end))

    def _attributes_within_limit(self, values: dict[str, str | None], place: Place) -> None:
        limit = self.rows.limits.max_columns
        if len(values) > limit:
            for name in list(values)[limit:]:
                del values[name]
            self.rows.tell(Problem("limit-reached", place, params={"limit": f"{limit} columns"}))
