"""Entities of one batch and the statements about them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.collect.mapping.cleaner import Cleaner, plain, verbatim
from tahqiq.collect.mapping.conditions import satisfied
from tahqiq.collect.mapping.details import DetailMaker
from tahqiq.collect.mapping.document import Value
from tahqiq.collect.mapping.frame import Flags
from tahqiq.collect.mapping.identify import Ground, Identified, Typed
from tahqiq.collect.mapping.nodes import Growing, Hasher, Numbering, Refs
from tahqiq.collect.mapping.plan import PlannedEntity
from tahqiq.collect.mapping.state import Batch, first_items, first_nodes
from tahqiq.collect.mapping.texts import Codes, Texts, as_value, own_columns
from tahqiq.model.account import NO_THING
from tahqiq.model.batch import Statements
from tahqiq.model.statement import fragment_id
from tahqiq.model.vocabulary import Property

Ints = npt.NDArray[np.int64]
_SEP = "\x1e"


@dataclass(slots=True)
class Chunk:
    """Statements of one property as arrays, before nodes are numbered."""

    entity: Refs
    target: Refs | None
    prop: str
    value: list[str]
    original: list[str | None]
    lang: str
    row: Ints
    column: Ints


class EntityMaker:
    """Makes one entity of the document for every batch; its cleaners live as long as the application.

    ``schemata`` holds the types already given to the entities of a pool that several types share, so that an
    entity keeps its type.
    """

    def __init__(
        self,
        planned: PlannedEntity,
        ground: Ground,
        source_sha256: str,
        schemata: dict[bytes, str] | None = None,
    ) -> None:
        self.planned = planned
        self._schemata = schemata
        self.schema = planned.spec.schema
        self._sha = source_sha256
        self._hasher = Hasher("fragment", source_sha256, planned.pool)
        self._keys = [self._key_cleaner(as_value(source), ground) for source in planned.spec.key]
        self._props = [
            (prop, value, _property_cleaner(prop, value, ground)) for prop, value in planned.properties
        ]
        self._details = DetailMaker(planned.spec, ground)
        self._ids: dict[str, bytes] = {}
        self._stated: dict[str, set[bytes]] = {}

    def _key_cleaner(self, value: Value, ground: Ground) -> tuple[Value, Cleaner]:
        if self.planned.rules:
            identified = Identified(
                ground, self.planned.rules, "", value.namespace, value.namespace_column is not None
            )
            return value, Cleaner(value, identified)
        return value, Cleaner(value, Typed(ground, value.type) if value.type else plain)

    def make(self, batch: Batch) -> list[Chunk]:
        """The statements about this entity; its reference for every line is left in ``batch.refs``."""
        here = (
            satisfied(self.planned.spec.when, batch.reading)
            if self.planned.spec.when
            else np.ones(len(batch.table), np.bool_)
        )
        sources = [*self._props, *self._details.sources(iter(batch.table.columns))]
        read = [self._read(batch, prop, value, cleaner, here) for prop, value, cleaner in sources]
        refs = self._refs(batch, here, read)
        batch.refs[self.planned.name] = refs
        batch.used.append(refs)
        made = refs != -1
        for value, _ in self._keys:
            batch.fates.took(batch.reading, value, made)
        batch.fates.use((condition.column for condition in self.planned.spec.when), made)
        return [chunk for item in read for chunk in self._chunks(batch, item, refs)]

    def _read(
        self, batch: Batch, prop: Property, value: Value, cleaner: Cleaner | None, here: Flags
    ) -> "_Read":
        if cleaner is None:
            return _Read(prop, value, None, None, batch.entity_refs(value.entity or ""))
        texts = batch.reading.texts(value)
        codes = np.where(here, cleaner.codes(texts), -1)
        batch.tell(_label(value, prop), value, cleaner, codes, texts)
        return _Read(prop, value, cleaner, texts, codes)

    def _refs(self, batch: Batch, here: Flags, read: Sequence["_Read"]) -> Refs:
        if self.planned.rules:
            return self._identifier_refs(batch, here)
        exists = here & self._exists(batch, read)
        return self._keyed_refs(batch, exists) if self._keys else self._placed_refs(batch, exists)

    def _exists(self, batch: Batch, read: Sequence["_Read"]) -> Flags:
        """A link needs its ends; another entity a value of its own (a key is looked at where it is made)."""
        if self.planned.ends:
            exists = np.ones(len(batch.table), np.bool_)
            for end in self.planned.ends:
                exists &= _any([item.present() for item in read if item.prop.name == end], len(exists))
            return exists
        if self._keys:
            return np.ones(len(batch.table), np.bool_)
        return _any(
            [item.present() for item in read if item.texts is not None and _from_table(item.value)],
            len(batch.table),
        )

    def _identifier_refs(self, batch: Batch, here: Flags) -> Refs:
        value, cleaner = self._keys[0]
        texts = batch.reading.texts(value)
        codes = np.where(here, cleaner.codes(texts), -1)
        batch.tell(_label(value, None), value, cleaner, codes, texts)
        return first_nodes(cleaner.outcome(), codes)

    def _placed_refs(self, batch: Batch, exists: Flags) -> Refs:
        refs = np.full(len(exists), -1, np.int64)
        lines = np.flatnonzero(exists)
        part = batch.part.no
        cells = batch.table.cells
        rows = batch.table.rows[lines].tolist()
        places = (
            [f"{part}.{row}" for row in rows]
            if cells is None
            else [f"{part}.{row}.{cell}" for row, cell in zip(rows, cells[lines].tolist(), strict=True)]
        )
        refs[lines] = batch.fragments.many(map(self._hasher.of, places), self.schema)
        return refs

    def _keyed_refs(self, batch: Batch, exists: Flags) -> Refs:
        arrays = []
        for value, cleaner in self._keys:
            texts = batch.reading.texts(value)
            codes = np.where(exists, cleaner.codes(texts), -1)
            items = first_items(cleaner.outcome(), codes)
            values = pa.array(cleaner.outcome().values, pa.string())
            arrays.append(pc.fill_null(values.take(pa.array(items, mask=items < 0)), ""))
        joined = arrays[0] if len(arrays) == 1 else pc.binary_join_element_wise(*arrays, _SEP)
        coded = joined.dictionary_encode()
        distinct = coded.dictionary.to_pylist()
        known = np.array(
            [self._fragment(batch, key) if key.strip(_SEP) else -1 for key in distinct], np.int64
        )
        if not len(known):
            return np.full(len(exists), -1, np.int64)
        codes = coded.indices.to_numpy(zero_copy_only=False)
        return np.where(exists, known[codes], -1)

    def _fragment(self, batch: Batch, key: str) -> int:
        node_id = self._ids.get(key)
        if node_id is None:
            node_id = self._ids[key] = fragment_id(self._sha, self.planned.pool, *key.split(_SEP))
        return batch.fragments.ref(
            node_id,
            self.schema if self._schemata is None else self._schemata.setdefault(node_id, self.schema),
        )

    def _chunks(self, batch: Batch, item: "_Read", refs: Refs) -> list[Chunk]:
        if item.texts is None or item.cleaner is None:
            return _entity_chunk(batch, item, refs)
        outcome = item.cleaner.outcome()
        present = item.present()
        batch.fates.took(batch.reading, item.value, present & (refs != -1))
        batch.fates.leave(own_columns(item.value), present & (refs == -1), NO_THING)
        lines = np.flatnonzero((item.codes >= 0) & (refs != -1))
        if self._keys and not _from_table(item.value):
            lines = self._unstated(batch, item.prop.name, refs, lines)
        if not len(outcome.start) or not len(lines):
            return []
        counts = outcome.count[item.codes[lines]]
        if not counts.any():
            return []
        starts = outcome.start[item.codes[lines]]
        if counts.max() > 1:
            total = np.repeat(starts - np.concatenate([[0], np.cumsum(counts)[:-1]]), counts) + np.arange(
                counts.sum()
            )
            lines, items = np.repeat(lines, counts), total
        else:
            lines, items = lines[counts > 0], starts[counts > 0]
        batch.made[lines] = True
        listed = items.tolist()
        target = outcome.nodes[items] if (outcome.nodes[items] >= 0).any() else None
        if target is not None:
            batch.used.append(target)
        rows, columns = _places(batch, item, lines)
        values, originals = outcome.values, outcome.originals
        return [
            Chunk(
                refs[lines],
                target,
                item.prop.name,
                [values[i] for i in listed],
                [originals[i] for i in listed],
                item.value.lang or "",
                rows,
                columns,
            )
        ]

    def _unstated(self, batch: Batch, prop: str, refs: Refs, lines: Ints) -> Ints:
        """The first line of each entity for which a value that is the same everywhere is not stated yet."""
        done = self._stated.setdefault(prop, set())
        distinct, first = np.unique(refs[lines], return_index=True)
        kept = []
        for ref, index in zip(distinct.tolist(), first.tolist(), strict=True):
            node_id = batch.node_id(ref)
            if node_id not in done:
                done.add(node_id)
                kept.append(index)
        return lines[np.sort(np.array(kept, np.int64))]


@dataclass(slots=True)
class _Read:
    prop: Property
    value: Value
    cleaner: Cleaner | None
    texts: Texts | None
    codes: Codes

    def present(self) -> Flags:
        """Which lines have a value."""
        if self.cleaner is None:
            return np.not_equal(self.codes, -1)
        found: Flags = first_items(self.cleaner.outcome(), self.codes) >= 0
        return found


def _entity_chunk(batch: Batch, item: _Read, refs: Refs) -> list[Chunk]:
    lines = np.flatnonzero((item.codes != -1) & (refs != -1))
    if not len(lines):
        return []
    batch.made[lines] = True
    targets = item.codes[lines]
    rows, columns = _places(batch, item, lines)
    return [Chunk(refs[lines], targets, item.prop.name, [], [], "", rows, columns)]


def _places(batch: Batch, item: _Read, lines: Ints) -> tuple[Ints, Ints]:
    """Row and column of each statement. The label of a matrix column stands in the header, above the cell."""
    cells = batch.table.cells
    if cells is not None and item.value.column == "column" and batch.header_row:
        return np.full(len(lines), batch.header_row, np.int64), cells[lines]
    column = item.texts.column if item.texts is not None else 0
    if cells is not None and item.value.column != "row":
        return batch.table.rows[lines], cells[lines]
    return batch.table.rows[lines], np.full(len(lines), column, np.int64)


def _any(flags: Sequence[Flags], length: int) -> Flags:
    result = np.zeros(length, np.bool_)
    for one in flags:
        result |= one
    return result


def _from_table(value: Value) -> bool:
    return value.column is not None or bool(value.columns) or value.template is not None


def _label(value: Value, prop: Property | None) -> str:
    return (
        value.column
        or ", ".join(value.columns)
        or value.template
        or value.outside
        or (prop.name if prop else "")
    )


def _property_cleaner(prop: Property, value: Value, ground: Ground) -> Cleaner | None:
    if value.entity is not None:
        return None
    if value.type == "verbatim":
        return Cleaner(value, verbatim)
    clean = Typed(
        ground,
        value.type or prop.type,
        prop if prop.identifier else None,
        value.namespace,
        value.namespace_column is not None,
    )
    return Cleaner(value, clean)


def statements_of(chunks: Sequence[Chunk], numbering: Numbering | Growing, distinct: bool) -> Statements:
    """All chunks as the columns of a batch. ``distinct`` leaves out a statement that stands at the same place
    twice (matrices)."""
    result = Statements()
    ids = numbering.nodes.ids
    for chunk in chunks:
        entity = numbering.of(chunk.entity).tolist()
        count = len(entity)
        target = numbering.of(chunk.target).tolist() if chunk.target is not None else [-1] * count
        result.entity += entity
        result.prop += [chunk.prop] * count
        result.value += chunk.value or [ids[index].hex() for index in target]
        result.original += chunk.original or [None] * count
        result.lang += [chunk.lang] * count
        result.target += target
        result.row += chunk.row.tolist()
        result.column += chunk.column.tolist()
    return _distinct(result) if distinct else result


def _distinct(given: Statements) -> Statements:
    seen: set[tuple[int, str, str, str, int, int]] = set()
    result = Statements()
    columns = zip(
        given.entity,
        given.prop,
        given.value,
        given.original,
        given.lang,
        given.target,
        given.row,
        given.column,
        strict=True,
    )
    for entity, prop, value, original, lang, target, row, column in columns:
        key = (entity, prop, value, lang, row, column)
        if key in seen:
            continue
        seen.add(key)
        result.entity.append(entity)
        result.prop.append(prop)
        result.value.append(value)
        result.original.append(original)
        result.lang.append(lang)
        result.target.append(target)
        result.row.append(row)
        result.column.append(column)
    return result
