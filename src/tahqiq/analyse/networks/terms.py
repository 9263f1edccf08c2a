"""What all analyses of networks ask: which links and things count; and what they need to answer: the network,
its things, where links rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Column, Reference, Word
from tahqiq.analyse.graph.arrays import Bool, Graph, Int64, UInt8
from tahqiq.analyse.graph.view import Filter, Network, checked, joined, network
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.values import Values
from tahqiq.kit.errors import WrongUse
from tahqiq.model.vocabulary import vocabulary

LINKS = (
    Parameter("link-kinds", "choices", ("edge", "property", "fact"), 1, 3, ("edge", "property", "fact")),
    Parameter("labels", "texts", of=("link",)),
    Parameter("types", "texts", of=("type",)),
    Parameter("since", "time"),
    Parameter("until", "time"),
    Parameter("grade-floor", "text", of=("grade",)),
)
MEMBERS = Parameter("members", "integer", 20, 0, 100_000)
LIMIT = Parameter("limit", "integer", 100, 1, 100_000)
WEIGHTED = Parameter("weighted", "flag", False)
DIRECTED = Parameter("directed", "flag", False)
THING, VALUE, EVIDENCE = Column("thing", "node"), Column("value", "number"), Column("evidence", "evidence")
FROM, TO = Column("from", "node"), Column("to", "node")
MOST_EVIDENCE = 5
MOST_NODES = 2_000_000


@dataclass(frozen=True)
class NetworkTerms:
    """One question about a network."""

    context: Context
    values: Values

    @cached_property
    def graph(self) -> Graph:
        """The graph of the workspace; only :attr:`mask` may be walked."""
        return self.context.graph()

    @cached_property
    def _allowed(self) -> tuple[UInt8, dict[str, int]]:
        self.tell(0, 0)
        wanted = Filter(
            self.values.texts("link-kinds"),
            self.values.texts("labels"),
            self.values.time("since"),
            self.values.time("until"),
            self.values.text("grade-floor"),
        )
        if wanted.since and wanted.until and wanted.since >= wanted.until:
            raise WrongUse("period-backwards")
        words = vocabulary()
        checked(
            self.graph,
            wanted,
            frozenset(words.schemata)
            | frozenset(name for schema in words.schemata.values() for name in schema.properties),
        )
        mask, left_out = self.context.allowed(self.graph, wanted)
        if self.values.given("types"):
            fitting = self._of_types()
            lower, higher = self.graph.ends()
            keep = (mask > 0) & fitting[lower] & fitting[higher]
            left_out["links-of-other-types"] = int(mask.sum() - keep.sum())
            mask = keep.astype(np.uint8)
        return mask, left_out

    @property
    def mask(self) -> UInt8:
        """1 for every link that counts."""
        return self._allowed[0]

    @property
    def left_out(self) -> dict[str, int]:
        """How many visible links do not count, by reason."""
        return dict(self._allowed[1])

    def tell(self, done: int, total: int) -> None:
        """Say how far a measure is; where work can be stopped."""
        self.context.report(done, total, "measure")

    @cached_property
    def network(self) -> Network:
        """The simple graph of the links that count, with things judged the same joined."""
        self.tell(0, 0)
        made = network(self.graph, self.mask, joined(self.graph, self.context.representatives))
        self.tell(0, 0)
        if made.size > MOST_NODES:
            raise WrongUse("network-too-large", things=made.size, limit=MOST_NODES)
        return made

    def node(self, place: int) -> int:
        """The store's number of a node of the network."""
        return int(self.graph.numbers[self.network.nodes[place]])

    def sources_of(self, places: list[int]) -> dict[int, tuple[Reference, ...]]:
        """For nodes of the network the sources that tell of their links, a few each."""
        net = self.network
        by = np.argsort(net.told_pair, kind="stable")
        pairs, sources = net.told_pair[by], net.told_source[by]
        found: dict[int, tuple[Reference, ...]] = {}
        for place in places:
            edges = np.unique(net.edges[net.offsets[place] : net.offsets[place + 1]])[:2_000]
            begin, end = (
                np.searchsorted(pairs, edges, side="left"),
                np.searchsorted(pairs, edges, side="right"),
            )
            told = {int(source) for one, two in zip(begin, end, strict=True) for source in sources[one:two]}
            found[place] = self.references(told)
        return found

    def references(self, sources: Iterable[int]) -> tuple[Reference, ...]:
        """Sources as evidence: the first few in the order of their ids."""
        ordered = sorted(sources, key=lambda source: self._source_ids.get(source, ""))
        return tuple(Reference(source) for source in ordered[:MOST_EVIDENCE])

    @cached_property
    def _source_ids(self) -> dict[int, str]:
        return self.context.things.published_ids()

    def _of_types(self) -> Bool:
        """Which local numbers are things of the types asked for or of types derived from them."""
        words = vocabulary().schemata
        wanted = self.values.texts("types")
        for name in wanted:
            if name not in words:
                raise WrongUse("unknown-type", type=name[:80])
        names = sorted(name for name, schema in words.items() if any(one in schema.lineage for one in wanted))
        numbers: Int64 = np.array(self.context.things.of_types(names), np.int64)
        fitting = np.zeros(self.graph.nodes, np.bool_)
        local = self.graph.local(numbers)
        fitting[local[local >= 0]] = True
        return fitting


def broker() -> Word:
    """What stands under every ranking."""
    return Word("note-broker")
