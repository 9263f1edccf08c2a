"""Events as entities: a fact on disk shown as statements when somebody asks for it (docs/decisions/0003,
0005)."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from operator import attrgetter

from tahqiq.model.entity import Entity
from tahqiq.model.grade import Grade
from tahqiq.model.place import Part, Place
from tahqiq.model.scope import Scope
from tahqiq.model.statement import Statement, event_id, event_place, statement_id
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.database import Database, blob, integer
from tahqiq.store.facts.columns import plain_decimal
from tahqiq.store.facts.record import FactRecord, day_of
from tahqiq.store.facts.store import FactStore
from tahqiq.store.nodes import node_rows
from tahqiq.store.sources import Sources

_NODE_COLUMNS = ("a", "b", "place", "place2", "device", "sim")
_VALUE_COLUMNS = ("start", "start_text", "zone", "seconds", "amount", "currency", "service", "text")
_nodes_of: Callable[[FactRecord], tuple[int | None, ...]] = attrgetter(*_NODE_COLUMNS)
_values_of: Callable[[FactRecord], tuple[object, ...]] = attrgetter(*_VALUE_COLUMNS)
_Nodes = dict[int, tuple[bytes, str, str, str]]
_Column = tuple[str, str, bool]
"""A column of a record, the property that it stands for, and whether it holds a node."""
_EventRows = dict[tuple[str, tuple[str | None, ...], tuple[bool, ...]], tuple[_Column, ...]]


class Events:
    """Facts of one workspace as entities."""

    def __init__(self, database: Database, facts: FactStore, sources: Sources) -> None:
        self._database, self._facts, self._sources = database, facts, sources

    def find(self, scope: Scope, node_id: bytes) -> Entity | None:
        """The event with this id, None when there is none that the scope may see."""
        record = self.record(scope, node_id)
        return None if record is None else self.entities(scope, [record])[0]

    def record(self, scope: Scope, node_id: bytes) -> FactRecord | None:
        """As :meth:`find`, as it is kept."""
        prefix, part, row, serial = event_place(node_id)
        rows = self._database.query(
            "SELECT source, key FROM fact_key WHERE prefix=? AND part=?", (prefix, part)
        )
        for source, key in rows:
            record = self._facts.record(scope, integer(source), part, row, serial, integer(key))
            if record is not None:
                return record
        return None

    def entities(self, scope: Scope, records: Sequence[FactRecord]) -> list[Entity]:
        """Records (read through the same scope) as entities with statements, one for each column that holds
        something."""
        nodes = self._nodes(records)
        sources = {no: self._sources.get(scope, no) for no in {record.source for record in records}}
        parts = {no: self._sources.parts(no) for no in sources}
        prefixes = self._prefixes(sources)
        classes = {item.no: item for item in self._sources.data_classes()}
        released = self._sources.released()
        made = []
        told: _EventRows = {}
        for record in records:
            identity = event_id(
                prefixes[record.source, record.part, record.key], record.part, record.row, record.serial
            )
            source = sources[record.source]
            place = Place(parts[record.source].get(record.part, Part(record.part)), record.row)
            kept = classes[record.class_no]
            statements = tuple(
                Statement(
                    entity=identity,
                    id=statement_id(source.sha256, record.part, record.row, 0, identity, prop, value, ""),
                    schema=record.kind,
                    prop=prop,
                    value=value,
                    original=value,
                    lang="",
                    target=target,
                    source=source.no,
                    source_sha256=source.sha256,
                    source_name=source.name,
                    place=place,
                    case=kept.case,
                    compartment=kept.compartment,
                    handling=kept.handling,
                    grade=Grade.parse(source.grade) if source.grade else None,
                    asserted_by=source.deposited_by,
                    method=f"{source.format}/{source.reader_version} {source.mapping_name}".strip(),
                    recorded_from=source.published_at,
                    recorded_to=None,
                    source_id=source.id,
                    held=kept.held_by != 0 and kept.no not in released,
                )
                for prop, value, target in _values(record, nodes, told)
            )
            made.append(Entity(identity, record.kind, "", "", statements))
        return made

    def columns(self, record: FactRecord) -> dict[str, str]:
        """Every column of a record that holds something, as text: the same whatever the vocabulary calls it.
        A node is its id and key."""
        nodes = self._nodes([record])
        told = {
            name: f"{nodes[no][0].hex()} {nodes[no][3]}"
            for name in _NODE_COLUMNS
            if (no := getattr(record, name)) is not None
        }
        values = {name: getattr(record, name) for name in ("kind", "side", *_VALUE_COLUMNS)}
        return told | {name: written(value) for name, value in values.items() if value is not None}

    def widths(self, records: Iterable[FactRecord]) -> list[int]:
        """How many statements :meth:`entities` makes of each record, without making them."""
        listed = list(records)
        nodes, told = self._nodes(listed), _EventRows()
        return [len(_columns(record, nodes, told)) for record in listed]

    def alike(self, ids: Iterable[bytes]) -> set[bytes]:
        """Which of some ids begin as the id of an event does: no other can be one."""
        known = {blob(row[0]) for row in self._database.query("SELECT DISTINCT prefix FROM fact_key")}
        return {one for one in ids if one[:8] in known}

    def prefixes(self, sources: Iterable[int]) -> dict[tuple[int, int, int], bytes]:
        """The first 8 bytes of the ids of the events of some sources, by source, part and key."""
        return self._prefixes(sources)

    def _nodes(self, records: Iterable[FactRecord]) -> _Nodes:
        wanted = {node for record in records for node in _nodes_of(record)}
        return node_rows(self._database, sorted(node for node in wanted if node is not None))

    def _prefixes(self, sources: Iterable[int]) -> dict[tuple[int, int, int], bytes]:
        inside = ",".join(str(no) for no in sources) or "-1"
        rows = self._database.query(
            f"SELECT source, part, key, prefix FROM fact_key WHERE source IN ({inside})"
        )
        return {
            (integer(source), integer(part), integer(key)): blob(prefix) for source, part, key, prefix in rows
        }


def _values(record: FactRecord, nodes: _Nodes, told: _EventRows) -> list[tuple[str, str, bytes | None]]:
    """(property, value, target) of each column that holds something, in the order of the columns."""
    found: list[tuple[str, str, bytes | None]] = []
    for column, prop, is_node in _columns(record, nodes, told):
        value = getattr(record, column)
        if is_node:
            identity, _, _, key = nodes[value]
            found.append((prop, key or identity.hex(), identity))
        else:
            found.append((prop, moment_of(record) if column == "start" else written(value), None))
    return found


def _columns(record: FactRecord, nodes: _Nodes, told: _EventRows) -> tuple[_Column, ...]:
    """The columns that hold something with the property each stands for; ``told`` remembers it for records
    that are filled alike."""
    parties = tuple([None if node is None else nodes[node][1] for node in _nodes_of(record)])
    filled = tuple([value is not None and value != "" for value in _values_of(record)])
    key = (record.kind, parties, filled)
    if key not in told:
        words = vocabulary()
        found: list[_Column] = []
        for column, schema in zip(_NODE_COLUMNS, parties, strict=True):
            prop = schema and (
                words.fact_property(record.kind, column, schema) or words.fact_property(record.kind, column)
            )
            found += [(column, prop, True)] if prop else []
        for column, holds in zip(_VALUE_COLUMNS, filled, strict=True):
            prop = words.fact_property(record.kind, column) if holds else None
            found += [(column, prop, False)] if prop else []
        told[key] = tuple(found)
    return told[key]


def moment_of(record: FactRecord) -> str:
    """When an event began as the text of its statement: a day where only a day was written, else ISO 8601
    UTC; "" where it is not known."""
    return day_of(record.start, record.start_text, record.zone) or (
        "" if record.start is None else written(record.start)
    )


def written(value: object) -> str:
    """A value column of a fact as the text of its statement: times in ISO 8601 UTC, amounts without trailing
    zeros."""
    if isinstance(value, datetime):
        text = value.strftime("%Y-%m-%dT%H:%M:%S.%f").rstrip("0").rstrip(".")
        return text + "Z"
    if isinstance(value, Decimal):
        return plain_decimal(value)
    return str(value)
