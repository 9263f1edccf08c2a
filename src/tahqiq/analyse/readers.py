"""What an analysis reads by: events and links of one Scope, with no way from them to the database, the workspace or a wider scope.

A reader keeps what it reads from outside itself (:func:`held`), so that nothing that can be reached from a context by attributes, public or
private, leads past its scope. Python holds nobody back who is bent on it; this holds back whoever is not.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol
from weakref import WeakKeyDictionary

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.facts.catalogue import Layout
from tahqiq.store.facts.columns import Columns
from tahqiq.store.facts.days import Days
from tahqiq.store.facts.zone import ZoneOffset
from tahqiq.store.links import Links
from tahqiq.store.workspace import Workspace

Kinds = Collection[str] | None


class Reader:
    """Reads a workspace within one Scope."""

    __slots__ = ("__weakref__",)

    def __init__(self, workspace: Workspace, scope: Scope) -> None:
        _HELD[self] = workspace, scope


_HELD: WeakKeyDictionary[Reader, tuple[Workspace, Scope]] = WeakKeyDictionary()


def held(reader: Reader) -> tuple[Workspace, Scope]:
    """The workspace and the scope of a reader: for readers alone."""
    return _HELD[reader]


class Facts(Protocol):
    """The events that analyses compute over: what :class:`Events` and :class:`tahqiq.store.facts.store.FactStore` (which says more of each) both answer."""

    def columns(
        self, scope: Scope, layout: Layout, names: Sequence[str], *, keys: tuple[int, int] | None = None, among: NDArray[np.int64] | None = None,
        kinds: Kinds = None,
    ) -> Columns:  # fmt: skip
        """Rows of a layout as columns."""
        ...

    def columns_of(
        self, scope: Scope, node: int, names: Sequence[str], *, since: datetime | None = None, until: datetime | None = None, kinds: Kinds = None
    ) -> Columns:  # fmt: skip
        """Rows of ``by_party`` of one node as columns."""
        ...

    def happened(
        self, scope: Scope, names: Sequence[str], of: NDArray[np.int64] | tuple[int, int], kinds: Kinds = None
    ) -> Columns:  # fmt: skip
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
    """The events of one Scope. The methods take a scope as those of the store do: a narrower one narrows the answer, of a wider one only the reader's
    own classes count."""

    def _within(self, scope: Scope) -> Scope:
        own = held(self)[1]
        return own if scope is own else own.narrowed(scope.classes)

    def columns(
        self, scope: Scope, layout: Layout, names: Sequence[str], *, keys: tuple[int, int] | None = None, among: NDArray[np.int64] | None = None,
        kinds: Kinds = None,
    ) -> Columns:  # fmt: skip
        """See :meth:`tahqiq.store.facts.store.FactStore.columns`."""
        return held(self)[0].facts.columns(self._within(scope), layout, names, keys=keys, among=among, kinds=kinds)

    def columns_of(
        self, scope: Scope, node: int, names: Sequence[str], *, since: datetime | None = None, until: datetime | None = None, kinds: Kinds = None
    ) -> Columns:  # fmt: skip
        """See :meth:`tahqiq.store.facts.store.FactStore.columns_of`."""
        return held(self)[0].facts.columns_of(self._within(scope), node, names, since=since, until=until, kinds=kinds)

    def happened(
        self, scope: Scope, names: Sequence[str], of: NDArray[np.int64] | tuple[int, int], kinds: Kinds = None
    ) -> Columns:  # fmt: skip
        """See :meth:`tahqiq.store.facts.store.FactStore.happened`."""
        return held(self)[0].facts.happened(self._within(scope), names, of, kinds)

    def lines_of(self, scope: Scope, keys: tuple[int, int], kinds: Kinds = None) -> Columns:
        """See :meth:`tahqiq.store.facts.store.FactStore.lines_of`."""
        return held(self)[0].facts.lines_of(self._within(scope), keys, kinds)

    def spans(self, scope: Scope, layout: Layout, rows: int, kinds: Kinds = None) -> list[tuple[int, int]]:
        """See :meth:`tahqiq.store.facts.store.FactStore.spans`."""
        return held(self)[0].facts.spans(self._within(scope), layout, rows, kinds)

    def outside(self, kinds: Kinds = None) -> int:
        """How many records lie outside the order of a visible source and are therefore not in the scope: their number and nothing else."""
        workspace, scope = held(self)
        kept = frozenset(one.held_class for one in workspace.sources.all(scope) if one.held_class != one.data_class) - scope.classes
        return workspace.facts.count_of(kept, kinds) if kept else 0

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
    """The links of one Scope: recorded values and edge entities, and events where ``events`` (:class:`tahqiq.store.links.Links` says more of each)."""

    def of(self, nodes: Sequence[int], events: bool = True) -> list[Link]:
        """Every link that touches one of the node numbers."""
        return self._links(events).of(held(self)[1], nodes)

    def between(self, nodes: Sequence[int], one: Mapping[int, int], events: bool = True) -> list[Link]:
        """As :meth:`of`, with each end drawn at ``one[end]`` where it has an entry."""
        return self._links(events).between(held(self)[1], nodes, one)

    def joining(self, near: Sequence[int], far: Sequence[int], one: Mapping[int, int], events: Sequence[Link] | None = None) -> list[Link]:
        """The links between two groups of nodes; ``events`` are the lines of kind ``fact`` where the caller has them already."""
        return self._links(True).joining(held(self)[1], near, far, one, events)

    def _links(self, events: bool) -> Links:
        workspace = held(self)[0]
        return Links(workspace.database, vocabulary(), workspace.facts if events else None)
