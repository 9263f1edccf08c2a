"""What goes into a product: entities and events of a scope, all of them or some, in an order that is the same
in every workspace."""

import heapq
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from tahqiq.collect.exchange_row import Node
from tahqiq.kit.errors import NotFound
from tahqiq.kit.ids import whole_id
from tahqiq.kit.parts import parts
from tahqiq.model.entity import Entity
from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.model.statement import Statement, event_id, event_place
from tahqiq.products.fitted import fitted
from tahqiq.resolve.entities import Entities, EntityLinks, joined
from tahqiq.store.facts.columns import NULL32
from tahqiq.store.facts.record import Address, FactRecord, address
from tahqiq.store.judgements import Judgement
from tahqiq.store.nodes import node_rows
from tahqiq.store.workspace import Workspace

_CHUNK = 500
_EVENTS = 2_000
_AT_ONCE = 20_000
"""Of how many items lines are read together: those between two parts are read twice."""
_ADDRESS = ("source", "part", "row", "serial", "key")


@dataclass(frozen=True, slots=True)
class Chosen:
    """An entity or event of the selection: its statements by id, and what the nodes of its values are.
    ``record`` is None for an entity; ``fragments`` are what a merged entity is made of, empty for all others;
    ``judgements`` the standing decisions about its fragments, each once in a selection."""

    entity: Entity
    nodes: dict[bytes, Node]
    record: FactRecord | None = None
    fragments: tuple[Node, ...] = ()
    judgements: tuple[Judgement, ...] = ()

    @property
    def node(self) -> Node:
        """The entity itself as the end of a link."""
        return Node(self.entity.id, self.entity.schema, self.entity.namespace, self.entity.key)

    def node_of(self, statement: Statement) -> Node:
        """What a statement of the entity is about: the entity itself, or the fragment of it."""
        return next((node for node in self.fragments if node.id == statement.entity), self.node)


@dataclass(slots=True)
class Seen:
    """What has been handed out of a selection: entities, events, their values, and the numbers of the
    sources; how many events lay ``outside`` of what was asked for."""

    entities: int = 0
    events: int = 0
    values: int = 0
    sources: set[int] = field(default_factory=set)
    outside: int = 0

    def take(self, item: Chosen) -> Chosen:
        """Count one."""
        if item.record is None:
            self.entities += 1
        else:
            self.events += 1
        self.values += len(item.entity.statements)
        self.sources.update(statement.source for statement in item.entity.statements)
        return item


class Selection:
    """Everything a scope sees, or the entities ``ids`` (32 hex digits or a unique beginning) with what lies
    between them.

    Between them: link entities with both ends among them, and events all of whose parties are among them. An
    id may also be an event's. Unknown ids are left out where ``lenient``, and raise ``NotFound`` otherwise.
    ``inside`` says which events are wanted, all of them where it is None.
    """

    def __init__(
        self,
        workspace: Workspace,
        scope: Scope,
        ids: Sequence[str] | None = None,
        *,
        lenient: bool = False,
        inside: Callable[[FactRecord], bool] | None = None,
    ) -> None:
        self._workspace, self.scope, self._inside = workspace, scope, inside
        self._links = EntityLinks(workspace)
        self._entities = Entities(workspace, scope)
        self._one = self._entities.clustering
        self._nodes: set[int] | None = None
        self._records: set[Address] = set()
        self.seen = Seen()
        self._shown_as: dict[str, str] = {}
        if ids is not None:
            self._choose(ids, lenient)

    def _choose(self, ids: Sequence[str], lenient: bool) -> None:
        found: set[int] = set()
        entities = self._entities.found(ids)
        self._shown_as = {one: entity.id.hex() for one, (_, entity) in entities.items()}
        whole = {one: identity for one in ids if (identity := whole_id(one)) is not None}
        events = self._workspace.events.alike(whole.values())
        for given in ids:
            record = self._event(whole[given]) if whole.get(given) in events else None
            if record is not None:
                self._records.add(address(record))
            elif given in entities:
                found.add(entities[given][0])
            elif not lenient:
                self._entities.entity(given)  # says why
                raise NotFound("no-such-entity", id=given)
        between = {
            link.via
            for link in self._links.of(self.scope, sorted(found), ())
            if link.via and {link.a, link.b} <= found
        }
        self._nodes = found | between
        members = np.array(sorted({member for one in found for member in self._one.members(one)}), np.int64)
        rows = (
            self._workspace.facts.columns(self.scope, "by_party", ("other", *_ADDRESS), among=members)
            if len(members)
            else {}
        )
        if rows:
            between_them = (rows["other"] == NULL32) | np.isin(rows["other"], members)
            self._records |= set(zip(*(rows[name][between_them].tolist() for name in _ADDRESS), strict=True))

    def _event(self, identity: bytes) -> FactRecord | None:
        found = self._workspace.events.find(self.scope, identity)
        if found is None:
            return None
        _, part, row, serial = event_place(identity)
        source = found.statements[0].source
        keys = [
            key
            for (no, at, key), prefix in self._workspace.events.prefixes([source]).items()
            if at == part and prefix == identity[:8]
        ]
        return self._workspace.facts.record(self.scope, source, part, row, serial, keys[0]) if keys else None

    def ids(self) -> Iterator[tuple[bytes, tuple[bytes, ...] | None]]:
        """The same in the same order as ids: of an entity with those of its statements, of an event alone
        (None); no record is read for it."""
        stated = (
            (item.entity.id, tuple(one.id for one in item.entity.statements)) for item in self.entities()
        )
        prefixes = self._prefixes(places := self._places())
        happened = (
            (event_id(prefixes[source, part, key], part, row, serial), None)
            for source, part, row, serial, key in places
        )
        yield from heapq.merge(stated, happened, key=lambda one: one[0])

    def happened(self) -> Iterator[tuple[bytes, FactRecord]]:
        """The events by id, each with its record and without the statements that are made of it; nothing is
        counted."""
        prefixes = self._prefixes(places := self._places())
        for part in parts(places, _EVENTS):
            for record in self._workspace.facts.records_at(self.scope, part):
                yield (
                    event_id(
                        prefixes[record.source, record.part, record.key],
                        record.part,
                        record.row,
                        record.serial,
                    ),
                    record,
                )

    def chosen(self) -> Iterator[Chosen]:
        """Entities that have values of their own and events together, by id; the statements of each by id."""
        yield from heapq.merge(self.entities(), self.events(), key=lambda item: item.entity.id)

    def displayed(self, given: Iterable[str]) -> dict[str, str]:
        """By the id that an entity is displayed by, the first of ``given`` (ids of entities or their
        fragments) that is it; without what is not visible."""
        asked = list(given)
        known = self._shown_as | {
            one: entity.id.hex()
            for one, (_, entity) in self._entities.found(set(asked) - set(self._shown_as)).items()
        }
        found: dict[str, str] = {}
        for one in asked:
            if one in known:
                found.setdefault(known[one], one)
        return found

    def count(self) -> None:
        """Go through everything only to count it: events become no statements for it."""
        for _ in self.entities():
            pass
        for part in parts(self._places(), _EVENTS):
            records = self._workspace.facts.records_at(self.scope, part)
            inside = [one for one in records if self._inside is None or self._inside(one)]
            self.seen.outside += len(records) - len(inside)
            self.seen.events += len(inside)
            self.seen.values += sum(self._workspace.events.widths(inside))
            self.seen.sources.update(one.source for one in inside)

    def entities(self) -> Iterator[Chosen]:
        """The entities that have values of their own, by id."""
        reading = self._workspace.reading
        shown = self._shown()
        rows = node_rows(self._workspace.database, list(shown))
        numbers = sorted(shown, key=lambda no: rows[no][0])
        for part in parts(numbers, _CHUNK):
            told = reading.statements(
                self.scope, sorted({one for no in part for one in self._one.members(no)})
            )
            nodes = self._named(node_rows(self._workspace.database, list(told)), told)
            for no in part:
                fragments = [nodes[one] for one in self._one.members(no) if one in nodes]
                if fragments:
                    yield self.seen.take(
                        replace(_joined(fragments), judgements=self._judged(self._one.members(no), shown))
                    )

    def _shown(self) -> dict[int, None]:
        if self._nodes is None:
            return dict.fromkeys(
                self._one.representative(no) for _, no in self._workspace.reading.stated(self.scope)
            )
        return dict.fromkeys(self._nodes)

    def judged(self) -> bool:
        """Whether any entity of the selection brings decisions about identity."""
        shown = self._shown() if self._one.live else {}
        return any(
            item.verdict != "undo" and all(self._one.representative(end) in shown for end in item.pair)
            for item in self._one.live.values()
        )

    def _judged(self, members: Sequence[int], shown: Collection[int]) -> tuple[Judgement, ...]:
        """The standing decisions about fragments of an entity, where the smaller id of both is one of its own
        and both are in the selection."""
        about = {one: self._one.live[one] for member in members for one in self._one.about.get(member, ())}
        ends = {one: item.left if item.left_id < item.right_id else item.right for one, item in about.items()}
        return tuple(
            item
            for one, item in sorted(about.items())
            if item.verdict != "undo"
            and ends[one] in members
            and all(self._one.representative(end) in shown for end in item.pair)
        )

    def _named(
        self, rows: dict[int, tuple[bytes, str, str, str]], told: dict[int, list[Statement]]
    ) -> dict[int, Chosen]:
        targets = self._node_ids(item.target for items in told.values() for item in items)
        made = {}
        for no, row in rows.items():
            statements = tuple(sorted(told[no], key=lambda item: item.id))
            made[no] = Chosen(Entity(*row, statements), _of(statements, targets))
        return made

    def _node_ids(self, ids: Iterable[bytes | None]) -> dict[bytes, Node]:
        return {
            row[0]: Node(*row)
            for row in self._workspace.reading.nodes_by_id(
                {identity for identity in ids if identity is not None}
            )
        }

    def events(self) -> Iterator[Chosen]:
        """The events, each record as an entity, by id; one that stands in two sources of the same original
        once."""
        places = self._places()
        for part in parts(places, _EVENTS):
            records = self._workspace.facts.records_at(self.scope, part)
            entities = self._workspace.events.entities(self.scope, records)
            targets = self._node_ids(item.target for entity in entities for item in entity.statements)
            for entity, record in zip(entities, records, strict=True):
                if self._inside is not None and not self._inside(record):
                    self.seen.outside += 1
                    continue
                statements = tuple(sorted(entity.statements, key=lambda item: item.id))
                yield self.seen.take(
                    Chosen(
                        Entity(entity.id, entity.schema, "", "", statements), _of(statements, targets), record
                    )
                )

    def _places(self) -> list[Address]:
        if self._nodes is not None:
            return _ordered(
                np.array(sorted(self._records), np.int64).reshape(-1, 5), self._prefixes(self._records)
            )
        pieces = [
            np.stack(
                [batch.column(name).to_numpy(zero_copy_only=False).astype(np.int64) for name in _ADDRESS],
                axis=1,
            )
            for kind in sorted(self._workspace.facts.records(self.scope))
            for batch in self._workspace.facts.scan(self.scope, kind, "by_row", _ADDRESS)
        ]
        rows = np.concatenate(pieces) if pieces else np.zeros((0, 5), np.int64)
        sources = [(int(no), 0, 0, 0, 0) for no in np.unique(rows[:, 0])]
        return _ordered(rows, self._prefixes(sources))

    def _prefixes(self, places: Iterable[Address]) -> dict[tuple[int, int, int], bytes]:
        return self._workspace.events.prefixes(sorted({place[0] for place in places}))

    def nodes(self) -> list[int]:
        """Numbers of everything that is drawn as an item: entities, what their values point to, parties of
        events; not what is drawn as a line."""
        if self._nodes is not None:
            found = set(self._nodes)
        else:
            reading = self._workspace.reading
            found = {no for _, no in reading.stated(self.scope)} | reading.targets(self.scope)
            for kind in self._workspace.facts.records(self.scope):
                for batch in self._workspace.facts.scan(self.scope, kind, "pairs", ("self", "other")):
                    for name in ("self", "other"):
                        found |= set(batch.column(name).drop_null().to_pylist())
        return sorted({self._one.representative(no) for no in found})

    def known(self, nodes: Sequence[int]) -> dict[int, Entity]:
        """The entities of nodes that are drawn."""
        return self._entities.entities(nodes, nodes)

    def links(self, nodes: Sequence[int]) -> Iterator[Link]:
        """The links between the given nodes, each once, over all classes of the scope; also which SIM and
        number worked in which handset, by the events."""
        inside = set(nodes)
        for part in parts(nodes, _AT_ONCE):
            here = set(part)
            for link in self._links.of(self.scope, part):
                if link.a in here and link.b in inside:
                    yield link
        for link in fitted(self._workspace, self.scope, nodes):
            if link.a in inside and link.b in inside:
                yield link


def _joined(fragments: Sequence[Chosen]) -> Chosen:
    """One entity of its fragments, with the statements of all of them by id."""
    if len(fragments) == 1:
        return fragments[0]
    whole = joined([item.entity for item in fragments])
    nodes = {identity: node for item in fragments for identity, node in item.nodes.items()}
    return Chosen(
        replace(whole, statements=tuple(sorted(whole.statements, key=lambda item: item.id))),
        nodes,
        None,
        tuple(item.node for item in fragments),
    )


def _of(statements: Iterable[Statement], nodes: dict[bytes, Node]) -> dict[bytes, Node]:
    return {
        item.target: nodes[item.target]
        for item in statements
        if item.target is not None and item.target in nodes
    }


def _ordered(rows: npt.NDArray[np.int64], prefixes: dict[tuple[int, int, int], bytes]) -> list[Address]:
    """Places in the order of their events' ids, each event once: of the oldest source that tells it."""
    if not len(rows):
        return []
    codes, inverse = np.unique(rows[:, [0, 1, 4]], axis=0, return_inverse=True)
    known = [prefixes[int(source), int(part), int(key)] for source, part, key in codes]
    ranks = {prefix: rank for rank, prefix in enumerate(sorted(set(known)))}
    rank = np.array([ranks[prefix] for prefix in known], np.int64)[np.ravel(inverse)]
    order = np.lexsort((rows[:, 0], rows[:, 3], rows[:, 2], rows[:, 1], rank))
    keyed = np.stack([rank, rows[:, 1], rows[:, 2], rows[:, 3]], axis=1)[order]
    first = np.ones(len(keyed), np.bool_)
    first[1:] = (keyed[1:] != keyed[:-1]).any(axis=1)
    return [tuple(place) for place in rows[order][first].tolist()]
