"""Conversations: who wrote to and called whom, as threads of a thing and as the messages and calls of one
thread, page by page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from tahqiq.model.entity import Entity
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.names.fold import fold
from tahqiq.resolve.entities import Entities
from tahqiq.store.facts.columns import NULL32, NULL64, Columns, concat, take
from tahqiq.store.facts.days import written_day
from tahqiq.store.facts.occasions import NEEDED, together
from tahqiq.store.facts.record import FactRecord, micros
from tahqiq.store.links import Links
from tahqiq.store.workspace import Workspace

KINDS = ("Message", "Call")
GROUP, MEANS = "Conversation", "CommunicationMeans"
MOST_OWN = 50
"""So many numbers and accounts of a thing are looked at."""
MOST_READ = 50_000
"""Beyond so many records of one thread, search inside looks at the latest only."""
_COLUMNS = (*NEEDED, "serial", "key")
Counted = tuple[int, int, int | None, int | None, frozenset[int]]
"""Messages, calls, first and last time, and the sources that tell of these two."""


@dataclass(frozen=True, slots=True)
class Thread:
    """What a thing (or a number or account of it, ``own``) has with another party, or in a group (``other``
    is then the conversation).

    ``messages`` and ``calls`` count events, ``first`` and ``last`` are µs since 1970 UTC, None where no event
    has a time; ``first_day`` and ``last_day`` the days (``2024-03-08``) where only days were written, ""
    otherwise.
    """

    own: Entity
    other: Entity
    messages: int
    calls: int
    first: int | None
    last: int | None
    first_day: str = ""
    last_day: str = ""


@dataclass(frozen=True, slots=True)
class Participant:
    """Somebody in a thread and how many events they began."""

    entity: Entity
    events: int


@dataclass(frozen=True, slots=True)
class Utterance:
    """One message or call: its records (the first is shown) as facts and as entities."""

    records: tuple[FactRecord, ...]
    entities: tuple[Entity, ...]
    sender: Entity | None


@dataclass(frozen=True, slots=True)
class Page:
    """A part of a thread: ``events`` from ``offset`` on, of ``total``; ``found`` are the places of what was
    searched for, ``looked`` at how many.

    ``notices`` are lines of the program itself (somebody joined), kept as notes and not among the events;
    ``undated`` stand first.
    """

    own: Entity
    other: Entity
    participants: tuple[Participant, ...]
    events: tuple[Utterance, ...]
    offset: int
    total: int
    messages: int
    calls: int
    records: int
    undated: int
    notices: int
    days: tuple[tuple[str, int], ...]
    found: tuple[int, ...] = ()
    looked: int = 0


class Conversations:
    """The conversations that a scope sees."""

    def __init__(self, workspace: Workspace, links: Links, scope: Scope) -> None:
        self._workspace, self._links, self._scope = workspace, links, scope
        self._entities = Entities(workspace, scope)

    def threads(self, node_id: str, limit: int, offset: int = 0) -> tuple[Entity, list[Thread], int]:
        """The threads of a thing and of the numbers and accounts recorded for it, the latest first; and how
        many there are. Raises ``NotFound``."""
        number, entity = self._entities.entity(node_id)
        if vocabulary().is_a(entity.schema, GROUP):
            found = [(number, number, self._counted(self._rows_of(number)))]
        else:
            found = [thread for own in self._own(number) for thread in self._threads_of(own)]
        found.sort(key=lambda item: -(item[2][3] or 0))
        page = found[offset : offset + limit]
        known = self._known({node for own, other, _ in page for node in (own, other)})
        days = self._days(counted for _, _, counted in page)
        told = [
            Thread(
                known[own],
                known[other],
                *counted[:4],
                *(days.get((counted[4], at or 0), "") for at in counted[2:4]),
            )
            for own, other, counted in page
            if own in known and other in known
        ]
        return entity, told, len(found)

    def _days(self, counted: Iterable[Counted]) -> Mapping[tuple[frozenset[int], int], str]:
        """The first and last times of threads of which every source that has them wrote the day only: by
        those sources and time."""
        wanted = {
            (sources, at) for _, _, first, last, sources in counted for at in (first, last) if at is not None
        }
        days = self._workspace.facts.days(
            self._scope, {one for sources, _ in wanted for one in sources}, {at for _, at in wanted}
        )
        return {(sources, at): written_day(days, sources, at) for sources, at in wanted} if days else {}

    def page(
        self,
        own_id: str,
        other_id: str,
        *,
        limit: int,
        offset: int | None = None,
        at: datetime | None = None,
        words: str = "",
    ) -> Page:
        """Events of a thread in the order of time: from ``offset``, from the first at or after ``at``, or the
        last ``limit``. Raises ``NotFound``."""
        own, own_entity = self._entities.entity(own_id)
        other, other_entity = self._entities.entity(other_id)
        rows = self._rows_between(own, other, other_entity)
        events = together(rows)
        starts = np.array([int(rows["start"][part[0]]) for part in events], np.int64)
        begin = max(0, len(events) - limit) if offset is None else min(offset, len(events))
        if at is not None:
            begin = int(np.searchsorted(starts, micros(at), "left"))
        kinds = [self._workspace.facts.kind(int(rows["kind"][part[0]])) for part in events]
        found, looked = self._found(rows, events, words)
        return Page(
            own_entity,
            other_entity,
            self._participants(rows, events),
            self._utterances(rows, events[begin : begin + limit]),
            begin,
            len(events),
            kinds.count("Message"),
            kinds.count("Call"),
            len(rows["start"]),
            int((starts == NULL64).sum()),
            self._notices(other, other_entity),
            _days(starts),
            found,
            looked,
        )

    def _own(self, number: int) -> list[int]:
        """The thing itself and the numbers and accounts that a value or link names for it."""
        found = {number: None}
        nodes: list[int] = []
        for link in self._links.of(self._scope, [number]):
            if link.kind in ("property", "edge"):
                nodes.append(link.other(number))
        types = self._known(nodes)
        for node in dict.fromkeys(nodes):
            if node in types and vocabulary().is_a(types[node].schema, MEANS):
                found[node] = None
        return list(found)[:MOST_OWN]

    def _known(self, nodes: Iterable[int]) -> dict[int, Entity]:
        wanted = sorted(set(nodes))
        return self._entities.entities(wanted, wanted)

    def _rows_of(self, number: int) -> Columns:
        """Records of a thing, each once: what one number of it says to another one stands with the one that
        began."""
        members = self._entities.clustering.members(number)
        pieces = [
            self._workspace.facts.columns_of(self._scope, member, _COLUMNS, kinds=KINDS) for member in members
        ]
        filled = [piece for piece in pieces if len(piece["kind"])]
        rows = concat(filled) if filled else pieces[0]
        return take(rows, rows["out"].astype(np.bool_) | ~np.isin(rows["other"], np.array(members, np.int64)))

    def _rows_between(self, own: int, other: int, entity: Entity) -> Columns:
        """Records of a group, or between two parties, seen from the first."""
        if vocabulary().is_a(entity.schema, GROUP):
            return self._rows_of(other)
        rows = self._rows_of(own)
        return take(
            rows, np.isin(rows["other"], np.array(self._entities.clustering.members(other), np.int64))
        )

    def _threads_of(self, own: int) -> list[tuple[int, int, Counted]]:
        rows = self._rows_of(own)
        rows = take(rows, rows["other"] != NULL32)
        one = self._entities.clustering
        ends = np.array([one.representative(int(node)) for node in rows["other"].tolist()], np.int64)
        return [(own, int(other), self._counted(take(rows, ends == other))) for other in np.unique(ends)]

    def _counted(self, rows: Columns) -> Counted:
        kinds = [self._workspace.facts.kind(int(rows["kind"][part[0]])) for part in together(rows)]
        dated = rows["start"][rows["start"] != NULL64]
        first, last = (int(dated.min()), int(dated.max())) if len(dated) else (None, None)
        ends = (
            frozenset(
                map(
                    int,
                    np.unique(
                        rows["source"][np.isin(rows["start"], dated[[dated.argmin(), dated.argmax()]])]
                    ).tolist(),
                )
            )
            if len(dated)
            else frozenset()
        )
        return kinds.count("Message"), kinds.count("Call"), first, last, ends

    def _participants(self, rows: Columns, events: Sequence[NDArray[np.int64]]) -> tuple[Participant, ...]:
        counts: dict[int, int] = {}
        for part in events:
            at = part[0]
            sender, taker = (
                int(rows[name][at]) for name in (("self", "other") if rows["out"][at] else ("other", "self"))
            )
            sender, taker = (self._entities.clustering.representative(node) for node in (sender, taker))
            counts[sender] = counts.get(sender, 0) + 1
            counts.setdefault(taker, 0)
        known = self._known(node for node in counts if node != NULL32)
        told = [
            Participant(known[node], count)
            for node, count in counts.items()
            if node in known and not vocabulary().is_a(known[node].schema, GROUP)
        ]
        return tuple(sorted(told, key=lambda item: (-item.events, item.entity.id)))

    def _utterances(self, rows: Columns, events: Sequence[NDArray[np.int64]]) -> tuple[Utterance, ...]:
        occasions = self._workspace.facts.opened(self._scope, rows, events)
        records = [record for item in occasions for record in item.records]
        entities = iter(self._workspace.events.entities(self._scope, records))
        senders = self._known(item.records[0].a for item in occasions if item.records[0].a is not None)
        return tuple(
            Utterance(
                item.records,
                tuple(next(entities) for _ in item.records),
                senders.get(item.records[0].a or NULL32),
            )
            for item in occasions
        )

    def _found(
        self, rows: Columns, events: Sequence[NDArray[np.int64]], words: str
    ) -> tuple[tuple[int, ...], int]:
        """The places of the events whose text has all the words (folded), and how many were looked at: the
        latest where there are very many."""
        wanted = fold(words).split()
        if not wanted:
            return (), 0
        first = max(0, len(events) - MOST_READ)
        looked = self._workspace.facts.opened(self._scope, rows, events[first:])
        texts = [fold(" ".join(record.text or "" for record in item.records)) for item in looked]
        return tuple(
            first + at for at, text in enumerate(texts) if all(word in text for word in wanted)
        ), len(looked)

    def _notices(self, other: int, entity: Entity) -> int:
        if not vocabulary().is_a(entity.schema, GROUP):
            return 0
        links = self._links.of(self._scope, [other])
        return len(
            {link.other(other) for link in links if link.kind == "property" and link.label == "entity"}
        )


def _days(starts: NDArray[np.int64]) -> tuple[tuple[str, int], ...]:
    """The first event of each month (UTC), to jump to."""
    dated = np.flatnonzero(starts != NULL64)
    months = starts[dated].astype("datetime64[us]").astype("datetime64[M]")
    heads = np.unique(months, return_index=True)
    return tuple((str(month), int(dated[at])) for month, at in zip(*heads, strict=True))
