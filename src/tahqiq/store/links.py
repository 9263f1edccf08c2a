"""The one read model of lines between things: edge entities, identifier- and entity-valued properties,
aggregated facts (DESIGN, Links)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol, cast

from tahqiq.kit.parts import parts
from tahqiq.model.link import Evidence, Link
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import Vocabulary
from tahqiq.store.database import Database, numbers, text
from tahqiq.store.nodes import node_rows, remember_nodes
from tahqiq.store.reader import standing
from tahqiq.store.source_rows import source_rows

_CHUNK = 5_000
WEIGHT = "weight"
"""The property of an edge entity that says how strong its source calls it."""
CERTAINTY = "certainty"
"""The property of an edge entity that says how sure its source is of it."""
MAX_EVIDENCE = 20
"""How many places a line carries itself; the rest are counted in its weight and opened on demand."""


def counted(weight: str) -> int:
    """A weight as how often a link counts: rounded, at least 1.

    >>> counted("12"), counted("0.2"), counted("-3"), counted("much")
    (12, 1, 1, 1)
    """
    try:
        return max(1, min(round(float(weight)), 2**31 - 1))
    except (ValueError, OverflowError):
        return 1


def paired(source: int, data_class: int, other_source: int, other_class: int) -> bool:
    """Whether two ends of an edge entity are ends of one line: told by one source, or by two within one
    class. The one rule for :class:`Links` and :mod:`tahqiq.store.linktable`; it looks at nothing but the two
    ends, so that it holds whatever else somebody may see."""
    return source == other_source or data_class == other_class


class FactLinks(Protocol):
    """The half of the links that facts give: pairs of parties with counts, per class."""

    def links(self, scope: Scope, nodes: Sequence[int], others: Sequence[int] | None = None) -> list[Link]:
        """Links of kind ``fact`` that touch any of ``nodes``, and one of ``others`` where they are given."""
        ...


class _Half:
    """One statement whose value is a node."""

    __slots__ = ("data_class", "entity", "identity", "prop", "source", "target")

    def __init__(
        self, entity: int, target: int, prop: str, data_class: int, source: int, identity: bytes
    ) -> None:
        self.entity, self.target, self.prop = entity, target, prop
        self.data_class, self.source, self.identity = data_class, source, identity


class Links:
    """Links of one workspace, seen through a Scope."""

    def __init__(self, database: Database, vocabulary: Vocabulary, facts: FactLinks | None = None) -> None:
        self._database = database
        self._facts = facts
        self._edges = {
            schema.name: (schema, schema.edge.source, schema.edge.target)
            for schema in vocabulary.edges
            if schema.edge
        }

    def of(self, scope: Scope, nodes: Sequence[int], events: Sequence[Link] | None = None) -> list[Link]:
        """Every link that touches one of the node numbers; one per (ends, kind, label, class, edge entity),
        weight and evidence summed. ``events`` as for :meth:`joining`."""
        return self.between(scope, nodes, {}, events)

    def between(
        self, scope: Scope, nodes: Sequence[int], one: Mapping[int, int], events: Sequence[Link] | None = None
    ) -> list[Link]:
        """As :meth:`of`, with each end drawn at ``one[end]`` where it has an entry; what then leads from a
        thing to itself is left out."""
        found = self._found(scope, nodes, None, events)
        return self.ordered(_sum(_drawn(found, one) if one else found))

    def weighed(self, scope: Scope, nodes: Sequence[int]) -> list[Link]:
        """As :meth:`of`, in no order and with no ids in the evidence: for counting what is linked to what,
        and how heavily. :meth:`ordered` puts those in order that are shown."""
        return _sum(self._found(scope, nodes, None))

    def joining(
        self,
        scope: Scope,
        near: Sequence[int],
        far: Sequence[int],
        one: Mapping[int, int],
        events: Sequence[Link] | None = None,
    ) -> list[Link]:
        """The links between two groups of nodes, drawn as in :meth:`between`; quick where ``near`` has few
        links of its own, whatever ``far`` has.

        ``events`` are the lines of kind ``fact`` where the caller has them already (the graph does); else
        they are read from the files.
        """
        ends = set(far)
        found = [link for link in self._found(scope, near, far, events) if link.a in ends or link.b in ends]
        return self.ordered(_sum(_drawn(found, one) if one else found))

    def _found(
        self,
        scope: Scope,
        nodes: Sequence[int],
        others: Sequence[int] | None,
        events: Sequence[Link] | None = None,
    ) -> list[Link]:
        halves = self._halves(scope, nodes)
        schemata = self._schemata({half.entity for half in halves})
        wanted = set(nodes)
        edge_nodes = {
            half.entity for half in halves if self._is_end(schemata, half) and half.entity not in wanted
        }
        found = [self._property(half, schemata) for half in halves if half.entity not in edge_nodes]
        found += self._edge_links(scope, edge_nodes, schemata, wanted)
        if events is not None:
            found += events
        elif self._facts is not None:
            found += self._facts.links(scope, nodes, others)
        return found

    def ids(self, nodes: Iterable[int]) -> dict[int, bytes]:
        """The ids of nodes that links have shown: what an order that tells nothing of hidden data is made
        of."""
        return {no: row[0] for no, row in node_rows(self._database, sorted(set(nodes))).items()}

    def ordered(self, links: list[Link]) -> list[Link]:
        """Links in the order of the ids of their ends (node numbers depend on what else was ever deposited),
        evidence with source ids."""
        ids = self.ids(end for link in links for end in (link.a, link.b, link.via) if end)
        rests = {
            item.source
            for evidence in {id(link.evidence): link.evidence for link in links}.values()
            for item in evidence
        }
        sources = {no: text(row[1]) for no, row in source_rows(self._database, rests).items()}
        named: dict[
            int, tuple[Evidence, ...]
        ] = {}  # many links share one evidence: that of the same document
        made = []
        for link in links:
            one = link.turned() if link.balanced and ids[link.b] < ids[link.a] else link
            evidence = named.get(id(link.evidence))
            if evidence is None:
                evidence = tuple(
                    Evidence(item.entity, item.statement, item.source, sources.get(item.source, ""))
                    for item in link.evidence
                )
                named[id(link.evidence)] = evidence
            made.append(
                Link(
                    one.a,
                    one.b,
                    one.kind,
                    one.label,
                    one.data_class,
                    one.weight,
                    one.first,
                    one.last,
                    one.via,
                    evidence,
                    one.balanced,
                    one.forth,
                    one.back,
                    one.records,
                    one.certainty,
                )
            )
        return sorted(
            made,
            key=lambda link: (
                ids[link.a],
                ids[link.b],
                link.kind,
                link.label,
                link.data_class,
                ids.get(link.via, b""),
            ),
        )

    def _halves(self, scope: Scope, nodes: Sequence[int]) -> list[_Half]:
        """Statements about nodes whose value is a node, and statements whose value they are."""
        found: list[_Half] = []
        for part in parts(nodes, _CHUNK):
            asked = (
                "SELECT s.entity, s.target, p.name, s.class, s.source, s.id, n.id, n.schema, "
                "n.namespace, n.key, t.id, t.schema, t.namespace, t.key"
                " FROM statement s JOIN prop p ON p.no = s.prop JOIN node n ON n.no = s.entity JOIN "
                "node t ON t.no = s.target"
                f" WHERE s.{side} IN ({numbers(part)}) AND s.target IS NOT NULL AND {standing(scope)}"
                for side in ("entity", "target")
            )
            rows = self._database.query(" UNION ALL ".join(asked))
            remember_nodes(
                self._database,
                {row[0]: (row[0], *row[6:10]) for row in rows}
                | {row[1]: (row[1], *row[10:]) for row in rows},
            )
            found += [_Half(*row[:6]) for row in cast("list[tuple[int, int, str, int, int, bytes]]", rows)]
        return found

    def _schemata(self, nodes: set[int]) -> dict[int, tuple[bytes, str]]:
        return {no: (row[0], row[1]) for no, row in node_rows(self._database, sorted(nodes)).items()}

    def _is_end(self, schemata: dict[int, tuple[bytes, str]], half: _Half) -> bool:
        edge = self._edges.get(schemata[half.entity][1])
        return edge is not None and half.prop in edge[1:]

    @staticmethod
    def _property(half: _Half, schemata: dict[int, tuple[bytes, str]]) -> Link:
        evidence = Evidence(schemata[half.entity][0], half.identity, half.source)
        return Link(half.entity, half.target, "property", half.prop, half.data_class, evidence=(evidence,))

    def _edge_links(
        self, scope: Scope, edges: set[int], schemata: dict[int, tuple[bytes, str]], wanted: set[int]
    ) -> list[Link]:
        ends, dates, weights, sure = self._edges_said(scope, sorted(edges))
        found: dict[tuple[int, int, int, int, int], Link] = {}
        for node, halves in ends.items():
            schema, start, end = self._edges[schemata[node][1]]
            first, last = dates.get(node, ("", ""))
            rights = [half for half in halves if half.prop == end]
            for left in halves:
                if left.prop != start:
                    continue
                for right in rights:
                    if (left.target in wanted or right.target in wanted) and paired(
                        left.source, left.data_class, right.source, right.data_class
                    ):
                        kept = max(left.data_class, right.data_class)
                        evidence = tuple(
                            Evidence(schemata[node][0], half.identity, half.source) for half in (left, right)
                        )
                        key = (node, left.target, right.target, kept, left.source)
                        known = found.get(key)
                        weight = weights.get((node, left.source, left.data_class), 1)
                        if known is not None:
                            evidence, weight = (
                                known.evidence
                                + tuple(item for item in evidence if item not in known.evidence),
                                max(known.weight, weight),
                            )
                        found[key] = Link(
                            left.target,
                            right.target,
                            "edge",
                            schema.name,
                            kept,
                            weight,
                            first,
                            last,
                            node,
                            evidence[:MAX_EVIDENCE],
                            certainty=sure.get(node, ()),
                        )
        return list(found.values())

    def _edges_said(
        self, scope: Scope, edges: Sequence[int]
    ) -> tuple[
        dict[int, list[_Half]],
        dict[int, tuple[str, str]],
        dict[tuple[int, int, int], int],
        dict[int, tuple[str, ...]],
    ]:
        """What is stated of edge entities: their ends; their first and last date, from the properties their
        type names as its interval; how strong a source says they are, by entity, source and class of the
        value; how sure."""
        dating = {
            prop
            for schema, _, _ in self._edges.values()
            for prop in (*schema.interval.start, *schema.interval.end)
        }
        quoted = ",".join(f"'{name}'" for name in sorted({*dating, WEIGHT, CERTAINTY}))
        ends: dict[int, list[_Half]] = {}
        dates: dict[int, tuple[str, str]] = {}
        weights: dict[tuple[int, int, int], int] = {}
        sure: dict[int, tuple[str, ...]] = {}
        for part in parts(edges, _CHUNK):
            rows = self._database.query(
                "SELECT s.entity, s.target, p.name, s.class, s.source, s.id, v.text FROM statement s "
                "JOIN prop p ON p.no = s.prop"
                f" LEFT JOIN value v ON v.no = s.value WHERE s.entity IN ({numbers(part)})"
                f" AND (s.target IS NOT NULL OR p.name IN ({quoted})) AND {standing(scope)}"
            )
            for entity, target, prop, kept, source, identity, value in cast("list[_StatedLink]", rows):
                if target is not None:
                    ends.setdefault(entity, []).append(_Half(entity, target, prop, kept, source, identity))
                elif value is not None and prop == WEIGHT:
                    weights[entity, source, kept] = max(
                        weights.get((entity, source, kept), 1), counted(value)
                    )
                elif value is not None and prop == CERTAINTY:
                    sure[entity] = (*sure.get(entity, ()), value)
                elif value is not None:
                    first, last = dates.get(entity, (value, value))
                    dates[entity] = (min(first, value), max(last, value))
        return ends, dates, weights, sure


_StatedLink = tuple[int, int | None, str, int, int, bytes, str | None]


def _drawn(links: Iterable[Link], one: Mapping[int, int]) -> Iterator[Link]:
    """Links with their ends at other nodes."""
    for link in links:
        a, b = one.get(link.a, link.a), one.get(link.b, link.b)
        if (a, b) == (link.a, link.b):
            yield link
        elif a != b:
            yield replace(link, a=a, b=b)


def _sum(links: Iterable[Link]) -> list[Link]:
    """One link per (ends, kind, label, class, edge entity)."""
    summed: dict[tuple[tuple[int, int], str, str, int, int], Link] = {}
    for link in links:
        key = (link.ends, link.kind, link.label, link.data_class, link.via)
        known = summed.get(key)
        if known is None:
            summed[key] = link
            continue
        fresh = tuple(item for item in link.evidence if item not in known.evidence)
        if not fresh and link.kind != "fact":
            continue
        summed[key] = known.with_more(link, (known.evidence + fresh)[:MAX_EVIDENCE])
    return list(summed.values())
