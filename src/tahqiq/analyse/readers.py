"""What an analysis reads by: events and links of one Scope, with no way from them to the database, the
workspace or a wider scope.

A reader keeps what it reads from outside itself (:func:`held`), so that nothing that can be reached from a
context by attributes, public or private, leads past its scope. Python holds nobody back who is bent on it;
this holds back whoever is not.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.facts.catalogue import Layout
from tahqiq.store.facts.columns import NULL32, Columns
from tahqiq.store.facts.days import Days
from tahqiq.store.facts.zone import ZoneOffset
from tahqiq.store.links import Links
from tahqiq.store.workspace import Workspace

Kinds = Collection[str] | None


class Within:
    """Some nodes of the store and nothing else, their numbers rising: what an analysis of one chart is
    about."""

    __slots__ = ("nodes",)

    def __init__(self, nodes: Iterable[int]) -> None:
        self.nodes: NDArray[np.int64] = np.array(sorted(set(nodes)), dtype=np.int64)

    def holds(self, numbers: NDArray[np.generic]) -> NDArray[np.bool_]:
        """Which of some node numbers are among them."""
        return np.isin(numbers, self.nodes)

    def keep(self, numbers: Iterable[int]) -> list[int]:
        """Those of some node numbers that are among them, in their order."""
        mine = set(self.nodes.tolist())
        return [one for one in numbers if one in mine]

    def between(self, rows: Columns) -> NDArray[np.bool_]:
        """Which rows of events are of one of them, and of no other party that is not."""
        other = rows["other"]
        kept: NDArray[np.bool_] = self.holds(rows["self"]) & (self.holds(other) | (other == NULL32))
        return kept


class Reader:
    """Reads a workspace within one Scope; of a part of its nodes where ``within`` says which."""

    __slots__ = ("__weakref__", "within")

    def __init__(self, workspace: Workspace, scope: Scope, within: Within | None = None) -> None:
        _HELD[self] = workspace, scope
        self.within = within


_HELD: WeakKeyDictionary[Reader, tuple[Workspace, Scope]] = WeakKeyDictionary()


def held(reader: Reader) -> tuple[Workspace, Scope]:
    """The workspace and the scope of a reader: for readers alone."""
    return _HELD[reader]


class Facts(Protocol):
    """The events that analyses compute over: what :class:`Events` and
    :class:`tahqiq.store.facts.store.FactStore` (which says more of each) both answer."""

    def columns(
        self,
        scope: Scope,
        layout: Layout,
        names: Sequence[str],
        *,
        keys: tuple[int, int] | None = None,
        among: NDArray[np.int64] | None = None,
        kinds: Kinds = None,
    ) -> Columns:
        """Rows of a layout as columns."""
        ...

    def columns_of(
        self,
        scope: Scope,
        node: int,
        names: Sequence[str],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        kinds: Kinds = None,
    ) -> Columns:
        """Rows of ``by_party`` of one node as columns."""
        ...

    def happened(
        self, scope: Scope, names: Sequence[str], of: NDArray[np.int64] | tuple[int, int], kinds: Kinds = None
    ) -> Columns:
        """One row for each event and party, of some nodes or a range of them."""
        ...

    def lines_of(self, scope: Scope, keys: tuple[int, int], kinds: Kinds = None) -> Columns:
        """The pair lines of a range of nodes, with how many distinct events."""
        ...

    def spans(self, scope: Scope, layout: Layout, rows: int, kinds: Kinds = None) -> list[tuple[int, int]]:
        """Ranges of the first sort column that cover all its values, each of about ``rows`` rows."""
        ...

    def kind(self, number: int) -> str:
        """The kind of event behind a number of the column ``kind``."""
        ...


class Events(Reader):
    """The events of one Scope. The methods take a scope as those of the store do: a narrower one narrows the
    answer, of a wider one only the reader's own classes count."""

    def _within(self, scope: Scope) -> Scope:
        own = held(self)[1]
        return own if scope is own else own.narrowed(scope.classes)

    def columns(
        self,
        scope: Scope,
        layout: Layout,
        names: Sequence[str],
        *,
        keys: tuple[int, int] | None = None,
        among: NDArray[np.int64] | None = None,
        kinds: Kinds = None,
    ) -> Columns:
        """See :meth:`tahqiq.store.facts.store.FactStore.columns`."""
        if self.within is not None and layout in ("by_party", "pairs") and keys is None:
            among = self.within.nodes if among is None else among[self.within.holds(among)]
        read = held(self)[0].facts.columns(
            self._within(scope), layout, self._ends(names), keys=keys, among=among, kinds=kinds
        )
        return self._kept(read, names, alone=layout == "by_place")

    def columns_of(
        self,
        scope: Scope,
        node: int,
        names: Sequence[str],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        kinds: Kinds = None,
    ) -> Columns:
        """See :meth:`tahqiq.store.facts.store.FactStore.columns_of`."""
        read = held(self)[0].facts.columns_of(
            self._within(scope), node, self._ends(names), since=since, until=until, kinds=kinds
        )
        return self._kept(read, names)

    def happened(
        self, scope: Scope, names: Sequence[str], of: NDArray[np.int64] | tuple[int, int], kinds: Kinds = None
    ) -> Columns:
        """See :meth:`tahqiq.store.facts.store.FactStore.happened`."""
        return self._kept(
            held(self)[0].facts.happened(self._within(scope), self._ends(names), of, kinds), names
        )

    def lines_of(self, scope: Scope, keys: tuple[int, int], kinds: Kinds = None) -> Columns:
        """See :meth:`tahqiq.store.facts.store.FactStore.lines_of`."""
        return self._kept(held(self)[0].facts.lines_of(self._within(scope), keys, kinds), ())

    def spans(self, scope: Scope, layout: Layout, rows: int, kinds: Kinds = None) -> list[tuple[int, int]]:
        """See :meth:`tahqiq.store.facts.store.FactStore.spans`."""
        return held(self)[0].facts.spans(self._within(scope), layout, rows, kinds)

    def _ends(self, names: Sequence[str]) -> Sequence[str]:
        """The columns to read, with those that say whom a row is about."""
        return names if self.within is None else tuple(dict.fromkeys((*names, "self", "other")))

    def _kept(self, rows: Columns, names: Sequence[str], alone: bool = False) -> Columns:
        """The rows that are about nobody else, with the columns that were asked for (all that were read where
        ``names`` is empty); ``alone``: whoever the other party is, for where somebody was does not depend on
        it."""
        if self.within is None or "self" not in rows or "other" not in rows:
            return rows
        keep = self.within.holds(rows["self"]) if alone else self.within.between(rows)
        unasked = {"self", "other"} - set(names) if names else set()
        return {name: values[keep] for name, values in rows.items() if name not in unasked or name == "self"}

    def outside(self, kinds: Kinds = None) -> int:
        """How many records lie outside the order of a visible source and are therefore not in the scope:
        their number and nothing else; of a chart only those between its items."""
        workspace, scope = held(self)
        kept = (
            frozenset(
                one.held_class for one in workspace.sources.all(scope) if one.held_class != one.data_class
            )
            - scope.classes
        )
        among = None if self.within is None else self.within.nodes
        return workspace.facts.count_of(kept, kinds, among) if kept else 0

    def days(self, sources: Collection[int], starts: Collection[int]) -> Days:
        """Which times of events of some sources were written as days."""
        workspace, scope = held(self)
        return workspace.facts.days(scope, sources, starts)

    def zone_offset(self, source_a: int, source_b: int) -> ZoneOffset | None:
        """The offset between the clocks of two sources that share events; None where they share too few."""
        workspace, scope = held(self)
        return workspace.facts.propose_zone_offset(scope, source_a, source_b)

    def word(self, number: int) -> str | None:
        """The text behind a number of the columns ``service`` and ``currency``."""
        return held(self)[0].facts.word(number)

    def kind(self, number: int) -> str:
        """The kind of event behind a number of the column ``kind``."""
        return held(self)[0].facts.kind(number)


class LinesBetween(Reader):
    """The links of one Scope: recorded values and edge entities, and events where ``events``
    (:class:`tahqiq.store.links.Links` says more of each)."""

    def of(self, nodes: Sequence[int], events: bool = True) -> list[Link]:
        """Every link that touches one of the node numbers."""
        return self._inside(self._links(events).of(held(self)[1], nodes))

    def between(self, nodes: Sequence[int], one: Mapping[int, int], events: bool = True) -> list[Link]:
        """As :meth:`of`, with each end drawn at ``one[end]`` where it has an entry."""
        if self.within is None:
            return self._links(events).between(held(self)[1], nodes, one)
        found = self._inside(self._links(events).between(held(self)[1], nodes, {}))
        drawn = [replace(link, a=one.get(link.a, link.a), b=one.get(link.b, link.b)) for link in found]
        return [link for link in drawn if link.a != link.b]

    def joining(
        self,
        near: Sequence[int],
        far: Sequence[int],
        one: Mapping[int, int],
        events: Sequence[Link] | None = None,
    ) -> list[Link]:
        """The links between two groups of nodes; ``events`` are the lines of kind ``fact`` where the caller
        has them already."""
        if self.within is not None:
            near, far = self.within.keep(near), self.within.keep(far)
        return self._links(True).joining(held(self)[1], near, far, one, events)

    def _inside(self, links: list[Link]) -> list[Link]:
        within = self.within
        return (
            links if within is None else [link for link in links if len(within.keep((link.a, link.b))) == 2]
        )

    def _links(self, events: bool) -> Links:
        workspace = held(self)[0]
        return Links(workspace.database, vocabulary(), workspace.facts if events else None)
