"""Records that name type and property themselves (FollowTheMoney): values to statements, events back to
facts.

An entity whose type is stored as events becomes a fact; its values must stand together in one batch. A value
of an identifier's type is that identifier. An id of 32 hexadecimal digits is that of a thing here where its
depositor sees that thing, or where nothing stands under it yet: so what is typed on the page is added to what
is there. All other ids are local to the source (docs/decisions/0020). Values are cleaned like any other.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cache

import numpy as np
import pyarrow as pa

from tahqiq.collect.mapping.claimed import Here, is_id, nowhere, proven_space
from tahqiq.collect.mapping.frame import filled_cells
from tahqiq.collect.mapping.identify import Ground, Typed
from tahqiq.collect.mapping.moments import MISSING, read_times
from tahqiq.collect.mapping.nodes import Fragments, Numbering
from tahqiq.collect.mapping.texts import encode
from tahqiq.formats.reader import Records
from tahqiq.model.account import NOT_MAPPED, Account, Aside
from tahqiq.model.batch import FACT_COLUMNS, REFERRED, Facts, Mapped, Statements
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem
from tahqiq.model.schemata import NODE_COLUMNS, VALUE_COLUMNS
from tahqiq.model.statement import fragment_id
from tahqiq.model.vocabulary import Property, Schema
from tahqiq.store.facts.columns import split_money


@dataclass(slots=True)
class Line:
    """One record: a value of an entity."""

    index: int
    row: int
    prop: str
    value: str
    original: str | None
    lang: str


@dataclass(slots=True)
class Thing:
    """The values of one entity within a batch."""

    id: str
    schema: str
    lines: list[Line] = field(default_factory=list)
    ref: int = -1


@dataclass(slots=True)
class _Work:
    records: Records
    fragments: Fragments
    things: dict[str, Thing]
    statements: Statements
    made: list[bool]
    problems: list[Problem]
    facts: dict[str, list[dict[str, object]]]
    gone: set[int] = field(default_factory=set)

    def lost(self, line: Line, code: str, **params: str | int) -> None:
        """The record of a line is lost to a problem."""
        self.made[line.index] = True
        self.gone.add(line.index)
        place = Place(self.records.part, line.row)
        self.problems.append(
            Problem(code, place, line.prop, line.value, records=1, params={"value": line.value, **params})
        )


class FtmApplier:
    """Makes nodes, statements and facts of ``ftm.value`` and ``ftm.statement`` records."""

    def __init__(self, ground: Ground, source_sha256: str, here: Here = nowhere) -> None:
        self._ground = ground
        self._here = cache(here)
        self._sha = source_sha256
        self._cleaners: dict[tuple[str, str], Typed] = {}
        self._cache: dict[tuple[str, str, str], tuple[str | None, str | None, int]] = {}
        self.fact_names = tuple(sorted(ground.vocabulary.facts))

    def apply(self, records: Records) -> Mapped:
        """What the batch says; every record either made something or is a problem."""
        work = _Work(records, Fragments(), {}, Statements(), [False] * len(records), [], {})
        self._gather(work)
        for thing in work.things.values():
            thing.ref = self._ref(work, thing.id, thing)
        for thing in work.things.values():
            if thing.schema in self._ground.vocabulary.facts:
                self._event(work, thing)
            else:
                self._state(work, thing)
        return self._finish(work)

    def _gather(self, work: _Work) -> None:
        columns = {
            name: work.records.columns.column(name).to_pylist() for name in work.records.columns.schema.names
        }
        nothing = [None] * len(work.records)
        original, lang = columns.get("original_value", nothing), columns.get("lang", nothing)
        pairs = zip(
            columns["entity_id"],
            columns["schema"],
            columns["prop"],
            columns["value"],
            original,
            lang,
            strict=True,
        )
        rows = work.records.rows.tolist()
        for index, (entity, schema, prop, value, before, language) in enumerate(pairs):
            line = Line(index, rows[index], prop or "", value or "", before, language or "")
            if (
                not entity
                or not schema
                or schema not in self._ground.vocabulary
                or self._ground.vocabulary.get(schema).abstract
            ):
                work.lost(line, "unknown-schema", value=schema or "-")
                continue
            thing = work.things.setdefault(entity, Thing(entity, schema))
            if not line.prop or not line.value:
                continue
            if line.prop.startswith("@") or line.prop == "id":
                work.lost(line, "ftm-field-not-kept", field=line.prop)
            elif line.prop not in self._ground.vocabulary.get(schema).properties:
                work.lost(line, "unknown-property", schema=schema, value=line.prop)
            else:
                thing.lines.append(line)

    def _ref(self, work: _Work, entity: str, thing: Thing | None) -> int:
        """The node of an entity: the identifier it is, the thing here that its id names, or one local to the
        source."""
        if thing is not None:
            schema = self._ground.vocabulary.get(thing.schema)
            for rule in schema.identifiers:
                line = next((line for line in thing.lines if line.prop == rule.property), None)
                if line is not None:
                    return self._identifier(schema, rule.property, line.value, thing)
        identity, schema_name = fragment_id(self._sha, "ftm", entity), thing.schema if thing else REFERRED
        if is_id(entity):
            taken, seen = self._here(bytes.fromhex(entity))
            if seen is not None and seen.key:
                return self._ground.registry.numbers(seen.schema, seen.namespace, [seen.key])[0]
            if seen is not None and thing is None:
                schema_name = seen.schema
            if seen is not None or not taken:
                identity = bytes.fromhex(entity)
        return work.fragments.ref(identity, schema_name)

    def _identifier(self, schema: Schema, prop: str, value: str, thing: Thing) -> int:
        rule = next(rule for rule in schema.identifiers if rule.property == prop)
        kind = Typed(self._ground, rule.type).type
        cleaned = kind.clean(value, self._ground.context).value or value
        spaces = {line.prop: line.value for line in thing.lines}
        context = self._ground.context
        space = {
            "operator": spaces.get("operator", context.operator),
            "bank": kind.namespace(cleaned, context),
            "numbering": kind.namespace(
                cleaned, replace(context, operator=spaces.get("operator", context.operator))
            ),
            "country": spaces.get("country", context.country).upper(),
            "service": spaces.get("service", "").casefold(),
            "country-kind": f"{spaces.get('country', context.country).upper()}/{spaces.get('kind', '')}",
        }.get(rule.namespace, "")
        key = kind.key(cleaned)
        if rule.namespace == "numbering" and space:
            space = proven_space(self._here, thing.id, rule.schema, key, space)
        return self._ground.registry.numbers(rule.schema, space, [key])[0]

    def _clean(self, prop: Property, value: str) -> tuple[str | None, str | None, int]:
        key = (prop.schema, prop.name, value)
        found = self._cache.get(key)
        if found is None:
            cleaner = self._cleaners.get(key[:2])
            if cleaner is None:
                cleaner = self._cleaners[key[:2]] = Typed(
                    self._ground, prop.type, prop if prop.identifier else None
                )
            values, notes, nodes = cleaner(pa.array([value], pa.string()))
            found = self._cache[key] = (values[0], notes[0], nodes[0])
            if len(self._cache) > 500_000:
                self._cache.clear()
        return found

    def _state(self, work: _Work, thing: Thing) -> None:
        schema = self._ground.vocabulary.get(thing.schema)
        for line in thing.lines:
            prop = schema.properties[line.prop]
            target = -1
            value: str | None = line.value
            if prop.range and not prop.identifier:
                other = work.things.get(line.value)
                target = other.ref if other is not None else self._ref(work, line.value, None)
                value = ""
            else:
                value, note, target = self._clean(prop, line.value)
                if value is None:
                    work.lost(line, note or "record-made-nothing")
                    continue
            work.made[line.index] = True
            made = work.statements
            made.entity.append(thing.ref)
            made.prop.append(line.prop)
            made.value.append(value)
            made.original.append(
                line.original
                if line.original not in (None, value)
                else None
                if value in ("", line.value)
                else line.value
            )
            made.lang.append(line.lang)
            made.target.append(target)
            made.row.append(line.row)
            made.column.append(0)

    def _event(self, work: _Work, thing: Thing) -> None:
        schema = self._ground.vocabulary.get(thing.schema)
        rule = self._ground.vocabulary.facts[thing.schema]
        fact: dict[str, object] = {"row": min((line.row for line in thing.lines), default=0)}
        used: list[Line] = []
        beside: list[Line] = []
        dated = any(rule.column_of(line.prop) == "start" for line in thing.lines)
        for line in thing.lines:
            column = rule.column_of(line.prop) or (
                "start" if line.prop == "startDate" and not dated else None
            )
            value = (
                None
                if column is None or column in fact
                else self._slot(work, schema.properties[line.prop], column, line)
            )
            if column is None or value is None:
                beside.append(line)
            else:
                fact[column] = value
                used.append(line)
        if "a" not in fact and "b" not in fact:
            return
        told = [f"{line.prop}: {line.value}" for line in beside]
        if told:
            fact["text"] = "\n".join(filter(None, (str(fact.get("text") or ""), *told)))
        for line in (*used, *beside):
            work.made[line.index] = True
        work.facts.setdefault(thing.schema, []).append(fact)

    def _slot(self, work: _Work, prop: Property, column: str, line: Line) -> object | None:
        """What stands in a column of an event; None where the value is no such thing: it is then kept among
        the words of the event."""
        if column in NODE_COLUMNS:
            return self._node(work, prop, line)
        if column not in ("amount", "seconds"):
            return line.value
        cleaned = self._clean(prop, line.value)[0] or line.value
        read = _decimal(cleaned) if column == "amount" else _whole(cleaned)
        if read is None:
            place = Place(work.records.part, line.row)
            work.problems.append(
                Problem("amount-invalid", place, line.prop, line.value, params={"value": line.value})
            )
        return cleaned if read is not None else None

    def _node(self, work: _Work, prop: Property, line: Line) -> int | None:
        if prop.range and not prop.identifier:
            other = work.things.get(line.value)
            return other.ref if other is not None else self._ref(work, line.value, None)
        node = self._clean(prop, line.value)[2]
        return node if node >= 0 else None

    def _finish(self, work: _Work) -> Mapped:
        refs = [np.array(column, np.int64) for column in (work.statements.entity, work.statements.target)]
        refs += [
            np.array([fact.get(name, -1) for fact in facts], np.int64)
            for facts in work.facts.values()
            for name in NODE_COLUMNS
        ]
        numbering = Numbering(self._ground.registry, work.fragments, refs)
        made = work.statements
        made.entity = numbering.of(refs[0]).tolist()
        made.target = numbering.of(refs[1]).tolist()
        made.value = [
            numbering.nodes.ids[target].hex() if target >= 0 and not value else value
            for value, target in zip(made.value, made.target, strict=True)
        ]
        facts = [self._table(kind, rows, numbering) for kind, rows in work.facts.items()]
        rows = work.records.rows.tolist()
        props, texts = (work.records.columns.column(name).to_pylist() for name in ("prop", "value"))
        for index, done in enumerate(work.made):
            if not done:
                work.gone.add(index)
                place = Place(work.records.part, rows[index])
                work.problems.append(
                    Problem("record-made-nothing", place, str(props[index] or ""), texts[index], records=1)
                )
        lost = sum(problem.records for problem in work.problems)
        fields = _account(work)
        return Mapped(
            work.records.part,
            numbering.nodes,
            made,
            facts,
            work.problems,
            len(rows),
            len(rows) - lost,
            account=fields,
        )

    def _table(self, kind: str, facts: Sequence[dict[str, object]], numbering: Numbering) -> Facts:
        count = len(facts)
        columns: dict[str, pa.Array] = {
            "key": pa.array([self.fact_names.index(kind)] * count, pa.int16()),
            "row": pa.array([fact["row"] for fact in facts], pa.int64()),
            "serial": pa.array(_serials([fact["row"] for fact in facts]), pa.int16()),
        }
        for name in NODE_COLUMNS:
            local = numbering.of(np.array([fact.get(name, -1) for fact in facts], np.int64))
            columns[name] = pa.array(local.astype(np.int32), mask=local < 0)
        texts = {
            name: [None if fact.get(name) is None else str(fact[name]) for fact in facts]
            for name in VALUE_COLUMNS
        }
        times = encode(pa.array(texts["start"], pa.string()))
        read = read_times(times, self._ground.context)
        utc = np.append(read.utc, MISSING)[times.codes]
        columns["start"] = pa.array(utc, mask=utc == MISSING).cast(pa.timestamp("us"))
        columns["start_text"] = pa.array(
            [given or start for given, start in zip(texts["start_text"], texts["start"], strict=True)],
            pa.string(),
        )
        columns["seconds"] = pa.array([_whole(text) for text in texts["seconds"]], pa.int32())
        amounts = [_decimal(text) for text in texts["amount"]]
        columns["amount"] = pa.array([value for value, _ in amounts], pa.decimal128(18, 3))
        columns["fine"] = pa.array([fine for _, fine in amounts], pa.int64())
        for name in ("zone", "currency", "service", "text"):
            columns[name] = pa.array(texts[name], pa.string())
        return Facts(
            kind,
            pa.RecordBatch.from_arrays(
                [
                    columns[item.name] if item.name in columns else pa.nulls(count, item.type)
                    for item in FACT_COLUMNS
                ],
                schema=FACT_COLUMNS,
            ),
        )


_READ = ("entity_id", "schema", "prop", "value", "original_value", "lang")


def _account(work: _Work) -> Account:
    """Every cell of a record shares its fate; columns that are not read are set aside."""
    kept = np.ones(len(work.records), np.bool_)
    kept[list(work.gone)] = False
    made = Account()
    for name, column in zip(work.records.columns.schema.names, work.records.columns.columns, strict=True):
        there = filled_cells(column)
        if name in _READ:
            made.used += int(np.count_nonzero(there & kept))
            made.problems += int(np.count_nonzero(there & ~kept))
        elif there.any():
            place = Place(work.records.part, int(work.records.rows[int(np.argmax(there))]))
            made.aside(Aside(name, int(np.count_nonzero(there)), NOT_MAPPED, place, work.records.kind))
    return made


def _serials(rows: Sequence[object]) -> list[int]:
    seen: dict[object, int] = {}
    result = []
    for row in rows:
        result.append(seen.get(row, 0))
        seen[row] = result[-1] + 1
    return result


def _whole(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else None


def _decimal(text: str | None) -> tuple[Decimal | None, int | None]:
    """An amount as two columns hold it."""
    try:
        return (split_money(Decimal(text)) if text else None) or (None, None)
    except InvalidOperation:
        return None, None


__all__ = ["FtmApplier"]
