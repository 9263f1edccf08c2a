"""The door to the facts: every question takes a Scope first, and sees only published rows of its classes."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.store.facts.carried import carried, in_handset
from tahqiq.store.facts.catalogue import Catalogue, Layout
from tahqiq.store.facts.columns import LAYOUTS, NULL64, SORT, Columns, encode, take
from tahqiq.store.facts.contacts import Contact, contacts
from tahqiq.store.facts.days import Days, days_of
from tahqiq.store.facts.fetch import Fetch
from tahqiq.store.facts.lookup import records_at
from tahqiq.store.facts.meetings import CoLocation, co_located, stays
from tahqiq.store.facts.neighbours import Edges, Neighbour, edges, lines, links, neighbours
from tahqiq.store.facts.occasion_records import ADDRESS, Occasion, address_at, occasions_at
from tahqiq.store.facts.occasions import DEFAULT, NEEDED, Tolerance, group, together
from tahqiq.store.facts.occurrences import happened, lines_of
from tahqiq.store.facts.open_files import OpenFile
from tahqiq.store.facts.overlap import Overlap, overlap
from tahqiq.store.facts.record import Address, FactRecord, micros
from tahqiq.store.facts.spans import ranges
from tahqiq.store.facts.totals import Counts, count_of, records_by_kind
from tahqiq.store.facts.zone import ZoneOffset, propose

Kinds = Collection[str] | None


class FactStore:
    """Facts below ``root`` (the workspace's ``facts`` directory) listed in ``catalogue``. Safe from any
    thread; opens files as it needs them.

    ``since`` (included) and ``until`` (excluded) are aware times; records without a time are left out where
    one of them is given. ``kinds`` limits to kinds of event, None = all. Nodes are node numbers.
    """

    def __init__(self, root: Path, catalogue: Catalogue) -> None:
        self._fetch = Fetch(root, catalogue)

    def records_of(
        self,
        scope: Scope,
        node: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = 1000,
        newest_first: bool = False,
        kinds: Kinds = None,
    ) -> list[FactRecord]:
        """Records in which ``node`` is a party, in the order of time (those without a time at the old
        end)."""
        rows = self._fetch.of_key(scope, "by_party", node, ("start", *ADDRESS), _set(kinds))
        return self._whole(scope, _between(rows, since, until), limit, newest_first)

    def holding(self, scope: Scope, nodes: Sequence[int]) -> set[int]:
        """Those of ``nodes`` that any record names, as a party, a place, a handset or a SIM: reads keys only,
        once for all of them, and the columns of what is carried for those that are left."""
        wanted = np.unique(np.asarray(nodes, dtype=np.int64))
        layouts: tuple[Layout, ...] = ("by_party", "by_place") if len(wanted) else ()
        found = {
            int(no)
            for layout in layouts
            for no in np.unique(self.columns(scope, layout, (), among=wanted)[SORT[layout][0]])
        }
        return found | self.carried(scope, wanted[~np.isin(wanted, list(found))].tolist()).keys()

    def carried(self, scope: Scope, nodes: Sequence[int]) -> dict[int, int]:
        """Those of ``nodes`` that a visible record names as handset, SIM or last place, with its class."""
        return carried(self._fetch, scope, np.unique(np.asarray(nodes, dtype=np.int64)))

    def in_handset(
        self, scope: Scope, nodes: Sequence[int], parties: Sequence[int], names: Sequence[str] = NEEDED
    ) -> Columns:
        """Rows that name the handset of their party: of the handsets and SIMs ``nodes``, and of numbers."""
        return in_handset(self._fetch, scope, nodes, parties, tuple(names))

    def at_place(
        self,
        scope: Scope,
        place: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = 1000,
        newest_first: bool = False,
        kinds: Kinds = None,
    ) -> list[FactRecord]:
        """Records whose (first) place is ``place``, in the order of time."""
        rows = self._fetch.of_key(scope, "by_place", place, ("start", *ADDRESS), _set(kinds))
        return self._whole(scope, _between(rows, since, until), limit, newest_first)

    def record(
        self, scope: Scope, source: int, part: int, row: int, serial: int = 0, key: int = 0
    ) -> FactRecord | None:
        """The record at one place of an original, None when there is none that the scope may see."""
        found = records_at(self._fetch, scope, [(source, part, row, serial, key)])
        return found[0] if found else None

    def records_at(self, scope: Scope, places: Sequence[Address]) -> list[FactRecord]:
        """The records at many places of originals, in the order asked for; places where the scope may see
        nothing are left out."""
        return records_at(self._fetch, scope, places)

    def contacts(
        self,
        scope: Scope,
        node: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
        kinds: Kinds = None,
        tolerance: Tolerance = DEFAULT,
    ) -> list[Contact]:
        """Counterparts of ``node``, most events first; events by the rule in
        :mod:`tahqiq.store.facts.occasions`."""
        rows = _between(self._fetch.of_key(scope, "by_party", node, NEEDED, _set(kinds)), since, until)
        return contacts(rows, tolerance, self._fetch.words, limit)

    def co_located(
        self,
        scope: Scope,
        node: int,
        minutes: float = 10,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int | None = None,
        kinds: Kinds = None,
    ) -> list[CoLocation]:
        """Who was recorded at a place of ``node`` within ``minutes`` of it. Only places that are the node's
        own count (see ``side`` of the writer)."""
        rows = _between(
            self._fetch.of_key(scope, "by_party", node, ("out", "here", "place", "start"), _set(kinds)),
            since,
            until,
        )
        return co_located(self._fetch, scope, node, stays(rows, minutes), _set(kinds), limit)

    def pair(
        self,
        scope: Scope,
        a: int,
        b: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        kinds: Kinds = None,
        tolerance: Tolerance = DEFAULT,
    ) -> list[Occasion]:
        """Events between two nodes in either direction, in the order of time, with all their records."""
        rows = self._fetch.of_key(scope, "by_party", a, (*NEEDED, "serial", "key"), _set(kinds))
        rows = _between(take(rows, rows["other"] == b), since, until)
        return self.occasions(scope, rows, tolerance)

    def occasions_of(
        self,
        scope: Scope,
        node: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        kinds: Kinds = None,
        tolerance: Tolerance = DEFAULT,
        limit: int | None = 1000,
    ) -> list[Occasion]:
        """Events of a node in the order of time, with all their records."""
        rows = self._fetch.of_key(scope, "by_party", node, (*NEEDED, "serial", "key"), _set(kinds))
        return self.occasions(scope, _between(rows, since, until), tolerance, limit)

    def occasions(
        self, scope: Scope, rows: Columns, tolerance: Tolerance, limit: int | None = None
    ) -> list[Occasion]:
        """The events that ``by_party`` rows of one node tell of."""
        return self.opened(scope, rows, together(rows, tolerance)[:limit])

    def opened(self, scope: Scope, rows: Columns, events: Sequence[NDArray[np.int64]]) -> list[Occasion]:
        """Some of the events of :func:`tahqiq.store.facts.occasions.together` with all their records."""
        return occasions_at(self._fetch, scope, rows, events)

    def neighbours(self, scope: Scope, node: int, kinds: Kinds = None) -> list[Neighbour]:
        """Counterparts of ``node`` per kind and class, counted in events, heaviest first."""
        rows = lines(self._fetch, scope, np.array([node]), _set(kinds))
        return neighbours(*edges(rows, tuple(self._fetch.kinds.words)))

    def neighbours_of_many(
        self, scope: Scope, nodes: NDArray[np.int64] | Sequence[int], kinds: Kinds = None
    ) -> Edges:
        """All edges of a frontier of nodes at once, as columns."""
        rows = lines(self._fetch, scope, np.asarray(nodes, dtype=np.int64), _set(kinds))
        return edges(rows, tuple(self._fetch.kinds.words))[0]

    def links(self, scope: Scope, nodes: Sequence[int], others: Sequence[int] | None = None) -> list[Link]:
        """Lines of kind ``fact`` that touch any of ``nodes`` (and one of ``others`` where they are given),
        for the read model of all links."""
        far = None if others is None else np.asarray(others, dtype=np.int64)
        rows = lines(self._fetch, scope, np.asarray(nodes, dtype=np.int64), None, far)
        return links(*edges(rows, tuple(self._fetch.kinds.words)))

    def columns_of(
        self,
        scope: Scope,
        node: int,
        names: Sequence[str] = NEEDED,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        kinds: Kinds = None,
    ) -> Columns:
        """Rows of ``by_party`` of one node as columns of integers (:mod:`tahqiq.store.facts.columns` says
        which null means nothing), file after file."""
        return _between(
            self._fetch.of_key(scope, "by_party", node, ("start", *names), _set(kinds)), since, until
        )

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
        """Rows of a layout as columns, file after file: all visible ones, or those whose first sort column
        lies in ``keys`` (both included), or is one of ``among`` (sorted, unique)."""
        first = SORT[layout][0]
        wanted = tuple(dict.fromkeys((*names, first)))
        if among is not None and len(among):
            keys = int(among[0]), int(among[-1])

        def choose(file: OpenFile) -> NDArray[np.int64]:
            return (
                file.near_any(among)
                if among is not None
                else np.arange(file.groups)
                if keys is None
                else file.near(*keys)
            )

        def keep(rows: Columns) -> NDArray[np.bool_] | slice:
            if among is not None:
                return np.isin(rows[first], among)
            if keys is None:
                return slice(None)
            low, high = (
                np.searchsorted(rows[first], keys[0], side="left"),
                np.searchsorted(rows[first], keys[1], side="right"),
            )
            return slice(int(low), int(high))

        return self._fetch.rows(scope, layout, wanted, choose, keep, _set(kinds), keys)

    def happened(
        self, scope: Scope, names: Sequence[str], of: NDArray[np.int64] | tuple[int, int], kinds: Kinds = None
    ) -> Columns:
        """See :func:`tahqiq.store.facts.occurrences.happened`: one row for each event and party, of some
        nodes or a range of them."""
        return happened(self._fetch, scope, tuple(names), of, _set(kinds))

    def lines_of(self, scope: Scope, keys: tuple[int, int], kinds: Kinds = None) -> Columns:
        """The pair lines of a range of nodes (both ends included), with ``events`` and ``forth``: how many
        distinct events, and how many ``self`` began."""
        return lines_of(self._fetch, scope, keys, _set(kinds))

    def spans(self, scope: Scope, layout: Layout, rows: int, kinds: Kinds = None) -> list[tuple[int, int]]:
        """Ranges of the first sort column that cover all its values without null, each of about ``rows``
        rows: for work on a whole table in bounded memory."""
        return self._fetch.again(lambda: ranges(self._fetch, scope, layout, rows, _set(kinds)))

    def count_of(
        self, classes: frozenset[int], kinds: Kinds = None, among: NDArray[np.int64] | None = None
    ) -> int:
        """How many published records of ``classes`` (between nodes of ``among``): nothing they hold."""
        return self._fetch.again(lambda: count_of(self._fetch, classes, _set(kinds), among))

    def whole(self, layout: Layout, names: tuple[str, ...]) -> Iterator[tuple[str, Columns]]:
        """All rows of a layout whoever may see them, file after file with their kind: for what is built of
        everything (the graph). Nothing of it is shown."""
        for file in self._fetch.catalogue.published(None, layout):
            opened = self._fetch.files.get(file)
            yield file.kind, opened.read(np.arange(opened.groups), names, self._fetch.words)

    def marking(self) -> NDArray[np.int64] | None:
        """See :meth:`tahqiq.store.facts.fetch.Fetch.marking`: for what is built of everything (the graph)."""
        return self._fetch.again(self._fetch.marking)

    def word(self, number: int) -> str | None:
        """The text behind a number of the columns ``service`` and ``currency``."""
        return self._fetch.words.word(number)

    def kind(self, number: int) -> str:
        """The kind of event behind a number of the column ``kind``."""
        return self._fetch.kinds.words[number]

    def days(self, scope: Scope, sources: Collection[int], starts: Collection[int]) -> Days:
        """See :func:`tahqiq.store.facts.days.days_of`: which times of events of some sources were written as
        days."""
        return days_of(self._fetch, scope, sources, starts)

    def close(self, paths: Iterable[str]) -> None:
        """Let go of files that an erasure removes."""
        self._fetch.files.close(paths)

    def counts(
        self,
        scope: Scope,
        node: int,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        kinds: Kinds = None,
        tolerance: Tolerance = DEFAULT,
    ) -> Counts:
        """How many records, reports and events there are of a node; in a part of the time those with a time
        in it."""
        labels, reports = group(
            _between(self._fetch.of_key(scope, "by_party", node, NEEDED, _set(kinds)), since, until),
            tolerance,
        )
        return Counts(len(labels), len(np.unique(reports)), len(np.unique(labels)))

    def count_at_place(
        self, scope: Scope, place: int, *, since: datetime | None = None, until: datetime | None = None
    ) -> int:
        """How many records :meth:`at_place` would give without a limit."""
        rows = _between(self._fetch.of_key(scope, "by_place", place, ("start", *ADDRESS)), since, until)
        return (
            len(np.unique(np.stack([rows[name].astype(np.int64) for name in ADDRESS], axis=1), axis=0))
            if len(rows["start"])
            else 0
        )

    def records(self, scope: Scope) -> dict[str, int]:
        """How many visible records there are of each kind."""
        return self._fetch.again(lambda: records_by_kind(self._fetch, scope))

    def overlap(self, scope: Scope, source: int, tolerance: Tolerance = DEFAULT) -> Overlap:
        """What of a source is told twice in it, or by other sources (an overlapping delivery, the other
        operator)."""
        return overlap(self._fetch, scope, source, tolerance)

    def propose_zone_offset(
        self, scope: Scope, source_a: int, source_b: int, tolerance: float = 5.0
    ) -> ZoneOffset | None:
        """The offset between the clocks of two sources that share events; see :class:`ZoneOffset`."""
        return propose(self._fetch, scope, source_a, source_b, tolerance)

    def scan(
        self, scope: Scope, kind: str, layout: Layout, names: Sequence[str] | None = None
    ) -> Iterator[pa.RecordBatch]:
        """All visible rows of one kind for questions about the whole table, a few hundred thousand at a time,
        file after file.

        ``names`` of the layout's columns (None = all but free text); absent ones are filled. Texts come as
        dictionaries.
        """
        columns = tuple(
            names
            if names is not None
            else (name for name in LAYOUTS[layout] if name not in ("start_text", "zone", "text"))
        )
        for file in self._fetch.visible(scope, layout, frozenset({kind})):
            opened = self._fetch.files.get(file)
            for begin in range(0, opened.groups, 16):
                rows = self._fetch.read(
                    scope, opened, np.arange(begin, min(begin + 16, opened.groups)), columns
                )
                yield pa.RecordBatch.from_arrays(
                    [encode(name, rows[name], self._fetch.words) for name in columns], list(columns)
                )

    def _whole(self, scope: Scope, rows: Columns, limit: int | None, newest_first: bool) -> list[FactRecord]:
        by = np.lexsort((rows["row"], rows["part"], rows["source"], rows["start"]))
        by = (by[::-1] if newest_first else by)[:limit]
        return records_at(self._fetch, scope, [address_at(rows, int(at)) for at in by])


def _set(kinds: Kinds) -> frozenset[str] | None:
    return None if kinds is None else frozenset(kinds)


def _between(rows: Columns, since: datetime | None, until: datetime | None) -> Columns:
    if since is None and until is None:
        return rows
    start = rows["start"]
    keep = start != NULL64
    if since is not None:
        keep &= start >= micros(since)
    if until is not None:
        keep &= start < micros(until)
    return take(rows, keep)
