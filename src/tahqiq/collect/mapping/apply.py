"""Applying a mapping: records in, nodes, statements, facts and problems out, batch by batch."""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.collect.mapping.around import Cell, outside_values
from tahqiq.collect.mapping.authority import Bounds, interception_column
from tahqiq.collect.mapping.cell_outcomes import Lines, account, idle_columns
from tahqiq.collect.mapping.claimed import Here, nowhere
from tahqiq.collect.mapping.conditions import satisfied
from tahqiq.collect.mapping.details import detail_columns
from tahqiq.collect.mapping.document import Mapping
from tahqiq.collect.mapping.entities import Chunk, EntityMaker, statements_of
from tahqiq.collect.mapping.events import EventMaker, Made
from tahqiq.collect.mapping.frame import Flags, Frame
from tahqiq.collect.mapping.ftm_apply import FtmApplier
from tahqiq.collect.mapping.identify import Ground
from tahqiq.collect.mapping.nodes import Growing, Numbering, Registry
from tahqiq.collect.mapping.plan import Plan, plan, used_columns
from tahqiq.collect.mapping.spellings import Spellings
from tahqiq.collect.mapping.state import Batch
from tahqiq.collect.mapping.texts import Reading
from tahqiq.formats.reader import Records
from tahqiq.model.batch import Mapped
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem
from tahqiq.model.source import Authority
from tahqiq.model.types.base import Context
from tahqiq.model.vocabulary import Vocabulary


@dataclass(slots=True)
class _PartState:
    frame: Frame
    outside: dict[str, str | None]
    columns: tuple[str, ...]
    cells: set[Cell]
    told: bool = False


class Applier:
    """One mapping applied to one original. Give it the batches of each part in their order; it remembers
    headers and cleaned texts.

    ``context`` holds what was said at deposit; the mapping's own zone, country, operator, bank and date order
    come before it. ``file_name`` is the original's name, ``given`` values for entries of ``outside:`` that a
    person typed in, ``authority`` the order, ``here`` says what stands under an id that the file names.
    Raises ``NotFound`` or ``WrongUse`` at once when the mapping cannot work.
    """

    def __init__(
        self,
        mapping: Mapping,
        source_sha256: str,
        vocabulary: Vocabulary,
        context: Context | None = None,
        *,
        file_name: str = "",
        given: MappingOf[str, str] | None = None,
        authority: Authority | None = None,
        here: Here = nowhere,
    ) -> None:
        self.mapping = mapping
        self.context = replace(_context(mapping, context or Context()), origin=source_sha256[:12])
        self._plan = plan(mapping, vocabulary)
        self._registry = Registry()
        ground = Ground(vocabulary, self.context, self._registry)
        self._ftm = FtmApplier(ground, source_sha256, here) if mapping.form == "ftm" else None
        shared = _mixed_pools(self._plan)
        self._entities = [
            EntityMaker(item, ground, source_sha256, shared.get(item.pool)) for item in self._plan.entities
        ]
        self._events = [EventMaker(item, ground) for item in self._plan.facts]
        self._bounds = Bounds(authority or Authority(), self._registry, self.context.zone)
        self._spellings = Spellings(self._registry)
        self._file_name, self._given = file_name, dict(given or {})
        self._parts: dict[tuple[Part, str], _PartState] = {}

    @property
    def fact_names(self) -> tuple[str, ...]:
        """The names of the mapping's facts; column ``key`` of a fact table counts in this order."""
        return self._ftm.fact_names if self._ftm is not None else tuple(self.mapping.facts)

    def events_only(self, kind: str) -> bool:
        """Whether records of a kind make events and no entities: then batches may be as long as one likes."""
        return self._ftm is None and not any(maker.planned.for_kind(kind) for maker in self._entities)

    def apply(self, records: Records) -> Mapped:
        """What the mapping makes of one batch; ``records`` = ``mapped`` + problems that stand for records.

        Lines that are no records (titles, headers, blanks, totals) do not count as records; totals and the
        like are told once per batch.
        """
        if self._ftm is not None:
            return self._ftm.apply(records)
        state = self._state(records)
        table, missing = state.frame.table(
            records, tuple(dict.fromkeys((*state.columns, *detail_columns(self.mapping, records))))
        )
        batch = Batch(
            records.part,
            table,
            Reading(table, state.outside),
            header_row=state.frame.header_row,
            registry=self._registry,
        )
        batch.made = np.zeros(len(table), np.bool_)
        self._tell_part(batch, state, missing)
        keep = (
            satisfied(self.mapping.when, batch.reading)
            if self.mapping.when
            else np.ones(len(table), np.bool_)
        )
        makers = [maker for maker in self._entities if maker.planned.for_kind(records.kind)]
        if not keep.all():
            self._hide(batch, keep)
        chunks = [chunk for maker in makers for chunk in maker.make(batch)]
        events = [
            made
            for maker in self._events
            if maker.planned.for_kind(records.kind) and (made := maker.make(batch, keep)) is not None
        ]
        numbering = (
            Numbering(self._registry, batch.fragments, batch.used) if makers else Growing(self._registry)
        )
        facts = [made.facts(batch, numbering) for made in events]
        labels = state.frame.all_columns(records)
        held = self._held(batch, events, chunks, labels)
        chunks += self._spellings.chunks(batch, held)
        statements = statements_of(chunks, numbering, distinct=table.cells is not None)
        mapped, useful = self._balance(batch, keep)
        batch.fates.use([condition.column for condition in self.mapping.when], useful[table.record])
        came = Lines(batch.made if table.cells is not None else useful[table.record], ~keep)
        batch.fates.outside = [row for row, _ in state.cells]
        fields = account(records.part, records.kind, table, batch.fates, came, labels)
        idle = idle_columns(records.part, table, labels)
        return Mapped(
            records.part,
            numbering.nodes,
            statements,
            facts,
            batch.problems,
            table.records,
            mapped,
            held,
            fields,
            idle,
        )

    def _state(self, records: Records) -> _PartState:
        state = self._parts.get((records.part, records.kind))
        if state is None:
            frame = Frame(self.mapping.layout, records)
            outside, cells = outside_values(
                self.mapping.outside, frame, self._file_name, records.part.name, self._given
            )
            columns = tuple(dict.fromkeys(used_columns(self.mapping, records.kind)))
            state = self._parts[records.part, records.kind] = _PartState(frame, outside, columns, cells)
        return state

    @staticmethod
    def _hide(batch: Batch, keep: Flags) -> None:
        """Records that the mapping leaves out read as if nothing stood in them."""
        mask = pa.array(keep)
        for name, array in batch.table.columns.items():
            batch.table.columns[name] = pc.if_else(mask, array, pa.scalar(None, pa.string()))
        batch.reading = Reading(batch.table, batch.reading.outside)

    def _tell_part(self, batch: Batch, state: _PartState, missing: list[str]) -> None:
        for reason, rows in batch.table.left_out.items():
            lost = len(rows) if reason == "outside-table" else 0
            params: dict[str, str | int] = {"count": len(rows), "first": rows[0], "reason": reason}
            if lost:
                batch.problems += [
                    Problem("record-made-nothing", Place(batch.part, row), records=1) for row in rows
                ]
                batch.table.records += lost
            else:
                batch.problems.append(Problem("lines-no-records", Place(batch.part, rows[0]), params=params))
        if state.told:
            return
        state.told = True
        if state.frame.grid:
            batch.problems += [
                Problem("mapping-column-missing", Place(batch.part), name, params={"field": name})
                for name in missing
            ]
        batch.problems += [
            Problem("mapping-outside-missing", Place(batch.part), name, params={"field": name})
            for name, value in state.outside.items()
            if not value
        ]

    def _held(
        self, batch: Batch, events: list[Made], chunks: list[Chunk], labels: list[tuple[str, int]]
    ) -> frozenset[int]:
        if not self._bounds:
            return frozenset()
        mentions = []
        place = {int(row): line for line, row in enumerate(batch.table.rows.tolist())}
        for chunk in chunks:
            for refs in (chunk.entity, chunk.target):
                if refs is not None and (refs >= 0).any():
                    lines = np.array([place.get(row, 0) for row in chunk.row.tolist()], np.int64)
                    mentions.append((lines, refs))
        named = interception_column(labels)
        arrays = batch.table.arrays
        return self._bounds.outside(
            batch,
            events,
            mentions,
            arrays[named] if named is not None and batch.table.cells is None else None,
        )

    def _balance(self, batch: Batch, keep: Flags) -> tuple[int, Flags]:
        """How many records made something, and which; a problem for each of the others."""
        table = batch.table
        extra = table.records - len(table.row_of)
        made = np.zeros(len(table.row_of), np.bool_)
        made[table.record[batch.made]] = True
        wanted = np.ones(len(made), np.bool_)
        wanted[table.record[~keep]] = False
        for number in np.flatnonzero(~made).tolist():
            code = "record-made-nothing" if wanted[number] else "record-left-out"
            batch.problems.append(Problem(code, Place(batch.part, int(table.row_of[number])), records=1))
        return table.records - extra - int((~made).sum()), made


def _mixed_pools(planned: Plan) -> dict[str, dict[bytes, str]]:
    """A memory of types for each pool whose entities are declared with more than one type."""
    types: dict[str, set[str]] = {}
    for item in planned.entities:
        types.setdefault(item.pool, set()).add(item.spec.schema)
    return {pool: {} for pool, names in types.items() if len(names) > 1}


def _context(mapping: Mapping, context: Context) -> Context:
    return replace(
        context,
        zone=mapping.zone or context.zone,
        country=mapping.country or context.country,
        operator=mapping.operator or context.operator,
        bank=mapping.bank or context.bank,
        date_order=mapping.date_order or context.date_order,
    )
