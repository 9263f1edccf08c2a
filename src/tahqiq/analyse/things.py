"""What an analysis reads of things: what is said of them within one Scope, and what node and source numbers
stand for."""

from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING

from tahqiq.analyse.readers import Reader, held
from tahqiq.model.entity import Entity
from tahqiq.model.place import Part
from tahqiq.model.source import Source
from tahqiq.model.statement import Statement
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.lookups import of_type, short_numbers, source_ids, with_key
from tahqiq.store.nodes import node_numbers, node_rows
from tahqiq.store.source_rows import parts_of
from tahqiq.store.statement_values import nodes_of

if TYPE_CHECKING:
    from tahqiq.analyse.graph.arrays import Graph


def _ends_of(schema: str) -> tuple[str, ...]:
    """The properties that name the two ends of a type of link; none for any other type."""
    found = vocabulary().schemata.get(schema)
    return (found.edge.source, found.edge.target) if found is not None and found.edge is not None else ()


class Things(Reader):
    """Things of one Scope. Values, entities and sources are those that the scope shows.

    Numbers are another matter: :meth:`rows`, :meth:`numbers` and their like say what a number stands for,
    seen or not, because to ask for each whether it is seen costs more than most analyses do. Ask them of what
    links, events and values of the scope have shown, and show nothing else.
    """

    def number(self, node_id: str) -> int:
        """The number of a visible node by its id or a unique beginning of it; raises ``NotFound``
        (``no-such-entity``)."""
        workspace, scope = held(self)
        return workspace.reading.entity(scope, node_id)[0]

    def statements(self, nodes: Sequence[int]) -> dict[int, list[Statement]]:
        """The visible values of nodes; nodes without any are left out."""
        workspace, scope = held(self)
        return workspace.reading.statements(scope, nodes)

    def entities(self, nodes: Sequence[int], linked: Iterable[int] = ()) -> dict[int, Entity]:
        """Those of some nodes of which the scope shows anything; ``linked`` are in it for having been shown
        by links or events."""
        workspace, scope = held(self)
        return workspace.reading.entities(scope, nodes, linked)

    def visible_of(self, schemata: Sequence[str]) -> list[int]:
        """Nodes of some types of which a value is visible."""
        workspace, scope = held(self)
        return self._among(workspace.reading.of_types(scope, schemata))

    def pointing(self, targets: Sequence[int], schema: str) -> list[int]:
        """Nodes of a type of which a visible value names one of ``targets``."""
        workspace, scope = held(self)
        return self._among(workspace.reading.pointing(scope, targets, schema))

    def sources(self) -> list[Source]:
        """The visible sources."""
        workspace, scope = held(self)
        return workspace.sources.all(scope)

    def rows(self, nodes: Iterable[int]) -> dict[int, tuple[bytes, str, str, str]]:
        """Id, type, namespace and key of nodes."""
        return node_rows(held(self)[0].database, sorted(set(nodes)))

    def numbers(self, ids: Sequence[bytes]) -> dict[bytes, int]:
        """The numbers of nodes by id; ids that are nowhere are left out."""
        return node_numbers(held(self)[0].database, ids)

    def of_types(self, schemata: Collection[str]) -> list[int]:
        """The numbers of all nodes of some types, rising."""
        return self._among(nodes_of(held(self)[0].database, schemata))

    def of_type(self, schema: str, nodes: Sequence[int]) -> list[int]:
        """Those of some nodes that are of a type, in no order."""
        return of_type(held(self)[0].database, schema, nodes)

    def with_key(self, schema: str, key: str) -> list[int]:
        """The nodes of a type with a key, under whatever country or bank it stands."""
        return self._among(with_key(held(self)[0].database, schema, key))

    def short_numbers(self) -> list[tuple[int, str]]:
        """Telephone numbers of six digits at the most, or that begin with a star or a hash, with their
        keys."""
        found = short_numbers(held(self)[0].database)
        kept = set(self._among([no for no, _ in found]))
        return [one for one in found if one[0] in kept]

    def _among(self, nodes: list[int]) -> list[int]:
        """Those of some nodes that the question is about: all of them, or those of a chart and the records of
        a link between two of these."""
        within = self.within
        if within is None:
            return nodes
        here, rest = set(within.nodes.tolist()), set[int]()
        rows = self.rows([no for no in nodes if no not in here])
        edges = {no: ends for no, (_, schema, _, _) in rows.items() if (ends := _ends_of(schema))}
        for no, said in self.statements(sorted(edges)).items():
            targets = [one.target for one in said if one.target and one.prop in edges[no]]
            if targets and len(within.keep(self.numbers(targets).values())) == len(set(targets)):
                rest.add(no)
        return [no for no in nodes if no in here or no in rest]

    def source_ids(self, sources: Iterable[int]) -> dict[int, str]:
        """The ids of sources by number."""
        return source_ids(held(self)[0].database, sources)

    def published_ids(self) -> dict[int, str]:
        """The ids of visible published sources by number: what sources are ordered by."""
        return {one.no: one.id for one in self.sources() if one.state == "published"}

    def parts(self, sources: Iterable[int]) -> dict[int, dict[int, Part]]:
        """The parts (sheets, files, pages) of sources, by their numbers."""
        return parts_of(held(self)[0].database, sources)

    def graph(self, building: Callable[[], None]) -> "Graph":
        """See :meth:`tahqiq.analyse.context.Context.graph`."""
        from tahqiq.analyse.graph.graph_store import graph_of

        return graph_of(held(self)[0], building)
