"""The chart on the screen: items, the lines between them, and what an item could be expanded by. The same strength of lines as in chart files."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime

from tahqiq.kit.ids import digest
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.drawing import merged, strength
from tahqiq.store.facts.record import Address, FactRecord, address
from tahqiq.store.links import Links
from tahqiq.store.nodes import node_numbers
from tahqiq.store.workspace import Workspace

_CHUNK = 500
Json = dict[str, object]


@dataclass(frozen=True, slots=True)
class Item:
    """Something on a chart. ``linked`` counts all the things it is linked to, on the chart or not."""

    id: str
    schema: str
    caption: str
    linked: int


@dataclass(frozen=True, slots=True)
class Line:
    """A line between items ``a`` and ``b`` (ids), over all classes. ``strength`` is confirmed, unconfirmed or tentative; ``entity`` the id of the
    record that opens behind it, "" when there is none; ``sources`` the ids of the sources it rests on."""

    id: str
    a: str
    b: str
    kind: str
    label: str
    strength: str
    directed: bool
    weight: int
    first: str
    last: str
    entity: str
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Items and the lines between them."""

    items: tuple[Item, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What an item is linked to of one type: ``hidden`` of ``total`` are not on the chart."""

    schema: str
    total: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Expanded:
    """What came in (``drawn``: new items, and their lines to everything then on the chart) and by what the item can be expanded."""

    drawn: Drawn
    groups: tuple[Group, ...]
    hidden: int


@dataclass(frozen=True, slots=True)
class Happened:
    """An event of the items on a chart. ``at`` ISO 8601 UTC, "" where the time is not known; ``seconds`` it lasted; ``parties`` are ids, the
    acting one first; ``records`` how many records tell of it; ``text`` what was written; ``amount`` with its currency, "" for none."""

    id: str
    schema: str
    at: str
    seconds: int
    parties: tuple[str, ...]
    records: int
    amount: str
    text: str
    source: str


class Board:
    """Charts of one workspace, through a scope. Ids that are unknown or hidden are left out alike."""

    def __init__(self, workspace: Workspace, links: Links, scope: Scope) -> None:
        self._workspace, self._links, self._scope = workspace, links, scope

    def draw(self, ids: Sequence[str]) -> Drawn:
        """The items and every line between two of them."""
        numbers = self._numbers(ids)
        links = self._of(numbers)
        return self._drawn(self._entities(numbers, links), links)

    def expand(self, identity: str, shown: Sequence[str], types: Sequence[str] = (), limit: int = 0, least: bool = False) -> Expanded:
        """What is linked to an item and not in ``shown``: up to ``limit`` of it (of ``types`` where given), the heaviest (or lightest) links first."""
        (centre,) = self._numbers([identity]) or [0]
        around = self._of([centre]) if centre else []
        weights: dict[int, int] = {}
        for link in around:
            other = link.other(centre)
            if other != centre:
                weights[other] = weights.get(other, 0) + link.weight
        there = set(self._numbers(shown)) | {centre}
        entities = self._entities(sorted(weights), around)
        hidden = [no for no in entities if no not in there]
        wanted = [no for no in hidden if not types or entities[no].schema in types]
        wanted.sort(key=lambda no: (weights[no] if least else -weights[no], entities[no].id))
        fresh = wanted[:limit]
        near = self._of(fresh)
        ends = {end for link in near for end in (link.a, link.b)}
        drawn = self._drawn(self._entities(sorted((there & ends) | set(fresh)), near), near)
        known = {item.id: item for item in drawn.items}
        items = tuple(known[entities[no].id.hex()] for no in fresh)
        return Expanded(Drawn(items, drawn.lines), _groups(entities, hidden), len(hidden))

    def happened(
        self, ids: Sequence[str], since: datetime | None = None, until: datetime | None = None, limit: int = 1000
    ) -> tuple[list[Happened], int]:
        """Events in which the items took part (or that happened at them), each once, in the order of time; and how many there are in all."""
        facts = self._workspace.facts
        told: dict[Address, tuple[FactRecord, ...]] = {}
        for number in self._numbers(ids):
            occasions = facts.occasions_of(self._scope, number, since=since, until=until, limit=None)
            found = [item.records for item in occasions] or [
                (record,) for record in facts.at_place(self._scope, number, since=since, until=until, limit=limit)
            ]
            for records in found:
                told.setdefault(min(address(record) for record in records), records)
        ordered = sorted(told.items(), key=lambda pair: (pair[1][0].start or datetime.max.replace(tzinfo=UTC), pair[0]))[:limit]
        return self._told([records for _, records in ordered]), len(told)

    def _told(self, events: Sequence[tuple[FactRecord, ...]]) -> list[Happened]:
        firsts = [records[0] for records in events]
        names = self._links.ids(node for record in firsts for node in (record.a, record.b) if node is not None)
        made = []
        for entity, record, records in zip(self._workspace.events.entities(self._scope, firsts), firsts, events, strict=True):
            parties = tuple(names[node].hex() for node in dict.fromkeys((record.a, record.b)) if node is not None)
            amount = "" if record.amount is None else f"{format(record.amount.normalize(), 'f')} {record.currency or ''}".strip()
            at = record.start.strftime("%Y-%m-%dT%H:%M:%SZ") if record.start else ""
            source = entity.statements[0].source_id if entity.statements else ""
            made.append(
                Happened(
                    entity.id.hex(), record.kind, at, record.seconds or 0, parties, len(records), amount, (record.text or "")[:500], source
                )
            )
        return made

    def _numbers(self, ids: Sequence[str]) -> list[int]:
        wanted = [bytes.fromhex(item) for item in dict.fromkeys(ids)]
        found = node_numbers(self._workspace.database, wanted)
        return [found[item] for item in wanted if item in found]

    def _entities(self, numbers: Sequence[int], links: Iterable[Link]) -> dict[int, Entity]:
        shown = {end for link in links for end in (link.a, link.b)}
        found: dict[int, Entity] = {}
        for start in range(0, len(numbers), _CHUNK):
            found |= self._workspace.reading.entities(self._scope, numbers[start : start + _CHUNK], shown)
        return found

    def _of(self, numbers: Sequence[int]) -> list[Link]:
        return merged(self._links.of(self._scope, numbers))

    def _drawn(self, entities: Mapping[int, Entity], links: Iterable[Link]) -> Drawn:
        linked: dict[int, set[int]] = {}
        between = []
        for link in links:
            linked.setdefault(link.a, set()).add(link.b)
            linked.setdefault(link.b, set()).add(link.a)
            if link.a in entities and link.b in entities and link.a != link.b:
                between.append(link)
        items = tuple(Item(item.id.hex(), item.schema, caption(item), len(linked.get(no, set()) - {no})) for no, item in entities.items())
        vias = self._links.ids(link.via for link in between if link.via)
        grades = {source.no: source.grade or "" for source in self._workspace.sources.all(self._scope)}
        return Drawn(items, tuple(_line(link, entities, vias, grades) for link in between))


def _groups(entities: Mapping[int, Entity], hidden: Iterable[int]) -> tuple[Group, ...]:
    totals: dict[str, int] = {}
    away: dict[str, int] = {}
    for item in entities.values():
        totals[item.schema] = totals.get(item.schema, 0) + 1
    for no in hidden:
        away[entities[no].schema] = away.get(entities[no].schema, 0) + 1
    return tuple(
        Group(schema, total, away.get(schema, 0)) for schema, total in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    )


def _line(link: Link, entities: Mapping[int, Entity], vias: Mapping[int, bytes], grades: Mapping[int, str]) -> Line:
    a, b, via = entities[link.a].id.hex(), entities[link.b].id.hex(), vias.get(link.via, b"")
    schema = vocabulary().schemata.get(link.label)
    edge = schema.edge if schema and link.kind == "edge" else None
    directed = link.kind == "property" or (edge is not None and edge.directed) or (link.kind == "fact" and not link.balanced)
    held = sorted({grades.get(item.source, "") for item in link.evidence} - {""})
    sources = tuple(sorted({item.source_id for item in link.evidence if item.source_id}))
    identity = digest("link", a, b, link.kind, link.label, via).hex()[:16]
    return Line(
        identity, a, b, link.kind, link.label, strength(link.kind, held), directed, link.weight, link.first, link.last, via.hex(), sources
    )  # fmt: skip


def drawn_json(drawn: Drawn) -> Json:
    """Items and lines."""
    return {"items": [asdict(item) for item in drawn.items], "lines": [asdict(line) for line in drawn.lines]}


def expanded_json(expanded: Expanded) -> Json:
    """What came in and what else could, type by type."""
    return {**drawn_json(expanded.drawn), "groups": [asdict(group) for group in expanded.groups], "hidden": expanded.hidden}


def happened_json(events: Sequence[Happened], total: int) -> Json:
    """Events in the order of time; ``total`` counts those that were not asked for too."""
    return {"events": [asdict(event) for event in events], "total": total}
