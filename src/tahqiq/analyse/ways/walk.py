"""What analyses of ways share: the graph to walk, things to pass through or to avoid, and the rows of a way
with what each step rests on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Cell, Column, Reference
from tahqiq.analyse.graph.arrays import EPOCH, Graph, Int32, UInt8
from tahqiq.analyse.graph.event_counts import counted
from tahqiq.analyse.graph.view import contracted, joined
from tahqiq.analyse.networks.terms import EVIDENCE, MOST_EVIDENCE, NetworkTerms
from tahqiq.analyse.parameter import Parameter
from tahqiq.analyse.values import Values
from tahqiq.kit.errors import WrongUse
from tahqiq.model.link import Link

START, END = Parameter("start", "node", required=True), Parameter("end", "node", required=True)
EXCLUDED, THROUGH = Parameter("excluded", "nodes", excludes=True), Parameter("through", "nodes", high=5)
LONGEST = Parameter("longest", "integer", 6, 1, 12)
STEP_COLUMNS = (
    Column("way", "integer"),
    Column("step", "integer"),
    Column("from", "node"),
    Column("to", "node"),
    Column("link", "type"),
    Column("weight", "integer"),
    Column("first", "time"),
    Column("last", "time"),
    EVIDENCE,
)


@dataclass(frozen=True)
class Walk:
    """One question about ways. Local numbers are those of :attr:`graph`."""

    context: Context
    values: Values

    @cached_property
    def asked(self) -> NetworkTerms:
        """Which links count."""
        return NetworkTerms(self.context, self.values)

    @cached_property
    def _joined(self) -> tuple[Graph, UInt8]:
        graph, mask = self.asked.graph, self.asked.mask
        stands = joined(graph, self.context.representatives)
        if stands is None:
            return graph, mask
        made, links = contracted(graph, stands)
        return made, mask[links]

    @property
    def graph(self) -> Graph:
        """The graph with things judged the same joined."""
        return self._joined[0]

    @cached_property
    def mask(self) -> UInt8:
        """1 for each link that counts and touches nothing excluded."""
        mask = self._joined[1]
        excluded = self.given("excluded")
        if not excluded:
            return mask
        mask = mask.copy()
        for node in excluded:
            mask[self.graph.edges[self.graph.offsets[node] : self.graph.offsets[node + 1]]] = 0
        return mask

    @cached_property
    def _stands(self) -> Int32 | None:
        return joined(self.asked.graph, self.context.representatives)

    def place(self, name: str) -> int:
        """The local number of a parameter of kind ``node``; -1 when it has no links at all."""
        return self._local([self.context.node(self.values.text(name))])[0]

    def given(self, name: str) -> list[int]:
        """The local numbers of a parameter of kind ``nodes``, each once; things without links are left
        out."""
        if not self.values.given(name):
            return []
        return [one for one in dict.fromkeys(self._local(self.context.nodes(self.values, name))) if one >= 0]

    def ends(self) -> tuple[int, int]:
        """Start and end; raises ``WrongUse`` (``path-to-itself``) when they are one thing."""
        start, end = self.context.node(self.values.text("start")), self.context.node(self.values.text("end"))
        if self.context.stands_for(start) == self.context.stands_for(end):
            raise WrongUse("path-to-itself")
        one, two = self._local([start, end])
        return one, two

    def _local(self, numbers: Sequence[int]) -> list[int]:
        found = self.asked.graph.local(np.array(numbers, np.int64))
        return [
            int(self._stands[one]) if self._stands is not None and one >= 0 else int(one) for one in found
        ]

    def number(self, place: int) -> int:
        """The store's number of a local one."""
        return int(self.graph.numbers[place])

    def links_between(self, here: int, there: int) -> list[int]:
        """The links between two things that count."""
        return [link for link in self.graph.between(here, there).tolist() if self.mask[link]]

    def events(self, links: Sequence[int]) -> tuple[int, int]:
        """How much some different links count together (distinct events, recorded links), and how many of the
        events go from the smaller end."""
        count, outward = counted(self.graph, np.array(links, np.int64))
        return int(count.sum()), int(outward.sum())

    def rows(self, ways: Iterable[Sequence[int]]) -> list[tuple[Cell, ...]]:
        """A row for each step and kind of link of each way."""
        return [
            (number, step, *row)
            for number, way in enumerate(ways, start=1)
            for step, (here, there) in enumerate(pairwise(way), start=1)
            for row in self.step(here, there)
        ]

    def step(self, here: int, there: int) -> list[tuple[Cell, ...]]:
        """From, to, link, weight, first, last and evidence: a row for each name of a link."""
        graph = self.graph
        told: dict[str, list[int]] = {}
        for link in self.links_between(here, there):
            told.setdefault(graph.labels[graph.label[link]], []).append(link)
        rows: list[tuple[Cell, ...]] = []
        for label in sorted(told):
            links = told[label]
            firsts = [int(graph.first[link]) for link in links if graph.first[link]]
            lasts = [int(graph.last[link]) for link in links if graph.last[link]]
            sources = {int(graph.source[link]) for link in links}
            evidence = self._opened(here, there, label) or self.asked.references(sources)
            rows.append(
                (
                    self.number(here),
                    self.number(there),
                    label,
                    self.events(links)[0],
                    micros(min(firsts)) if firsts else None,
                    micros(max(lasts)) if lasts else None,
                    evidence,
                )
            )
        return rows

    def _opened(self, here: int, there: int, label: str) -> tuple[Reference, ...]:
        """The recorded values behind a link."""
        key = (here, there)
        if key not in self._remembered:
            one, two = self.context.members(self.number(here)), self.context.members(self.number(there))
            sizes = [int(self.graph.offsets[place + 1] - self.graph.offsets[place]) for place in key]
            near, far = (one, two) if sizes[0] <= sizes[1] else (two, one)
            self._remembered[key] = self.context.links.joining(near, far, {}, ())
        told = [
            Reference(item.source, item.entity, item.statement)
            for link in self._remembered[key]
            if link.label == label
            for item in link.evidence
        ]
        return tuple(dict.fromkeys(one for one in told if one.entity))[:MOST_EVIDENCE]

    @cached_property
    def _remembered(self) -> dict[tuple[int, int], list[Link]]:
        return {}


def micros(seconds: int) -> int:
    """A moment of the graph as µs since 1970."""
    return (seconds + EPOCH) * 1_000_000
