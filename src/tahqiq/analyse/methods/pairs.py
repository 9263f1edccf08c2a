"""What is recorded between two items: directly, between their numbers and accounts, or by something that both
are linked to."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from tahqiq.analyse.declaration import Reference
from tahqiq.analyse.methods.own import means as means_of
from tahqiq.analyse.methods.own import stated
from tahqiq.analyse.ways.walk import Walk, micros
from tahqiq.model.grade import Grade

MOST_PLACES = 12


@dataclass(slots=True)
class Between:
    """What is recorded between two items. ``direct`` and ``by_means`` count distinct events and recorded
    links, ``shared`` things; ``first`` and ``last`` µs, None where unknown; ``confirmed`` whether a direct
    record has the best grade of its scheme for the information."""

    direct: int = 0
    by_means: int = 0
    shared: int = 0
    kinds: set[str] = field(default_factory=set)
    first: int | None = None
    last: int | None = None
    confirmed: bool = False
    evidence: dict[Reference, None] = field(default_factory=dict)
    sources: set[int] = field(default_factory=set)

    @property
    def links(self) -> int:
        """How many records and events in all."""
        return self.direct + self.by_means + self.shared

    def spread(self, first: int | None, last: int | None) -> None:
        """Take in a time from and a time to."""
        self.first = first if self.first is None else self.first if first is None else min(self.first, first)
        self.last = last if self.last is None else self.last if last is None else max(self.last, last)


class Pairs:
    """The links around some items. ``places`` are their places in the graph of the walk; ``means`` and
    ``shared`` say what else counts than direct links, ``busiest`` from how many things on something that both
    are linked to is nothing particular: those are collected in :attr:`too_common`."""

    def __init__(self, walk: Walk, places: Sequence[int], means: bool, shared: bool, busiest: int) -> None:
        self._walk, self._places, self._busiest = walk, list(places), busiest
        self._shares = shared
        self._own = [means_of(walk, place) if means else [] for place in self._places]
        self.too_common: set[int] = set()

    def between(self, one: int, two: int) -> Between:
        """What is recorded between two items, by their positions among the items."""
        found = Between()
        here, there = self._places[one], self._places[two]
        if here < 0 or there < 0:
            return found
        self._take(found, here, there, direct=True)
        mine, theirs = set(self._own[one]), set(self._own[two])
        for near in [here, *sorted(mine - theirs)]:
            for far in [there, *sorted(theirs - mine)]:
                if (near, far) != (here, there):
                    self._take(found, near, far, direct=False)
        if self._shares:
            for common in sorted(self._around[one].keys() & self._around[two].keys()):
                self._share(found, common, one, two)
        return found

    def _take(self, found: Between, here: int, there: int, direct: bool) -> None:
        """Count the links between two things."""
        links = self._walk.links_between(here, there)
        if not links:
            return
        graph = self._walk.graph
        weight = self._walk.events(links)[0]
        if direct:
            found.direct += weight
            found.confirmed |= any(self._best[graph.grade[link]] for link in links)
        else:
            found.by_means += weight
        self._note(found, here, there, links)

    def _share(self, found: Between, common: int, one: int, two: int) -> None:
        """Count something that both are linked to; what an item reaches through its own number is that
        number's link."""
        if self._size(common) > self._busiest:
            self.too_common.add(common)
            return
        found.shared += 1
        for position in (one, two):
            near = self._around[position][common]
            self._note(found, near, common, self._walk.links_between(near, common))

    def _note(self, found: Between, here: int, there: int, links: list[int]) -> None:
        graph = self._walk.graph
        for link in links:
            found.kinds.add(graph.labels[graph.label[link]])
            found.sources.add(int(graph.source[link]))
            found.spread(
                micros(int(graph.first[link])) if graph.first[link] else None,
                micros(int(graph.last[link])) if graph.last[link] else None,
            )
        if len(found.evidence) < MOST_PLACES:
            told = (
                item
                for row in self._walk.step(here, there)
                for item in (row[-1] if isinstance(row[-1], tuple) else ())
            )
            found.evidence.update((item, None) for item in told if isinstance(item, Reference))

    def _size(self, place: int) -> int:
        return int(self._walk.graph.offsets[place + 1] - self._walk.graph.offsets[place])

    @cached_property
    def _around(self) -> list[dict[int, int]]:
        """For each item: what it or its means are linked to otherwise than by events, and through which of
        them; not the other items."""
        items = set(self._places)
        made: list[dict[int, int]] = []
        for place, own in zip(self._places, self._own, strict=True):
            around: dict[int, int] = {}
            for near in (place, *own) if place >= 0 else ():
                around.update(
                    (other, near)
                    for other in stated(self._walk, near)
                    if other not in items and other not in around
                )
            made.append(around)
        return made

    @cached_property
    def _best(self) -> list[bool]:
        """For each grade of the graph whether it says that the information is confirmed."""
        return [bool(text) and Grade.parse(text).confirmed for text in self._walk.graph.grades]
