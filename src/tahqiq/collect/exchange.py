"""Taking in a file of our own exchange: statements with the originals they were read from, events as facts,
ids kept.

Each distinct original becomes a *referenced source*: published, with its statements under the ids they had
where they were recorded, its original known by hash only; the exchange file itself is its parent and counts
the rows. Handling is never loosened: the stricter code of file and deposit counts; a compartment said at
deposit comes before the file's.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from tahqiq.collect import exchange_judgement
from tahqiq.collect.exchange_event import Fact, fact
from tahqiq.collect.exchange_judgement import ExchangedJudgement
from tahqiq.collect.exchange_row import READ, ExchangeRow, Node, Row, Unusable, cells, read
from tahqiq.collect.mapping.cell_outcomes import all_cells
from tahqiq.collect.staging import Staging
from tahqiq.formats.ftm import ORIGIN, STATEMENT, STATEMENT_COLUMNS
from tahqiq.formats.reader import HEAD, Item, Records
from tahqiq.kit.errors import NotFound
from tahqiq.model.account import TECHNICAL, UNKNOWN, Aside
from tahqiq.model.batch import FACT_COLUMNS, Facts, Mapped, Nodes, Statements
from tahqiq.model.handling import handling
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem
from tahqiq.model.source import Deposit, Reference, Source
from tahqiq.model.vocabulary import vocabulary
from tahqiq.store.facts.catalogue import FactFile
from tahqiq.store.publication import Counts
from tahqiq.store.workspace import Workspace

NAME = "exchange"
FLUSH = 20_000
"""How many statements and facts of one original are collected before they are written."""
MOST_KEYS = 32_000


class Publish(Protocol):
    """Publishes a source under the audit log, as intake does; ``at`` is when it was recorded elsewhere."""

    def __call__(
        self, source: Source, counts: Counts, manifest: str, files: list[FactFile], at: str = ""
    ) -> None: ...


def is_exchange(path: Path) -> bool:
    """Whether a file that is read as FollowTheMoney is of our own exchange: it names the original of its
    first value.

    Raises ``OSError`` for the disk.
    """
    with path.open("rb") as stream:
        first = stream.read(HEAD)
    text = first.lstrip(b"\xef\xbb\xbf \t\r\n")
    if text.startswith((b"{", b"[")):
        return f'"{ORIGIN}"'.encode() in text or b'"tahqiq:stub"' in text
    return ORIGIN.encode() in text.split(b"\n", 1)[0].replace(b'"', b"").rstrip(b"\r").split(b",")


@dataclass(slots=True)
class _Batch:
    """What waits to be written for one part of one original."""

    nodes: Nodes = field(default_factory=Nodes)
    made: Statements = field(default_factory=Statements)
    facts: dict[str, list[dict[str, object]]] = field(default_factory=dict)
    size: int = 0

    def node(self, node: Node) -> int:
        return self.nodes.add(node.id, node.schema, node.namespace, node.key)

    def state(self, told: ExchangeRow) -> None:
        made = self.made
        made.entity.append(self.node(told.node))
        made.prop.append(told.prop)
        made.value.append(told.value)
        made.original.append(told.original)
        made.lang.append(told.lang)
        made.target.append(-1 if told.target is None else self.node(told.target))
        made.row.append(told.place.row)
        made.column.append(told.place.column)
        self.size += 1

    def happen(self, kind: str, columns: Fact, key: int) -> None:
        row: dict[str, object] = {
            name: self.node(value) if isinstance(value, Node) else value for name, value in columns.items()
        }
        self.facts.setdefault(kind, []).append({**row, "key": key})
        self.size += 1

    def mapped(self, part: Part) -> Mapped:
        facts = [Facts(kind, _table(rows)) for kind, rows in sorted(self.facts.items())]
        return Mapped(part, self.nodes, self.made, facts, [], 0, 0)


@dataclass(slots=True)
class _Referenced:
    """One original of the file on its way in; ``staging`` None when it came in before the file's reading was
    broken off."""

    source: Source
    staging: Staging | None
    batches: dict[Part, _Batch] = field(default_factory=dict)
    prefixes: list[bytes] = field(default_factory=list)

    def batch(self, part: Part) -> _Batch:
        found = self.batches.setdefault(part, _Batch())
        if found.size >= FLUSH:
            self.write(part)
            found = self.batches[part] = _Batch()
        return found

    def write(self, part: Part) -> None:
        batch = self.batches.pop(part)
        if self.staging is not None and batch.size:
            self.staging.batch(batch.mapped(part), NAME, (), self.prefixes)

    def key(self, prefix: bytes) -> int | None:
        if prefix not in self.prefixes:
            if len(self.prefixes) >= MOST_KEYS:
                return None
            self.prefixes.append(prefix)
        return self.prefixes.index(prefix)


class ExchangeIntake:
    """Reads one exchange file, a sealed source of the workspace, for the person ``by``. Raises ``NotFound``
    (``no-such-compartment``) for a compartment named in the file to which the person is not admitted; nothing
    of the file is then published."""

    def __init__(self, workspace: Workspace, by: str, publish: Publish, admitted: frozenset[str]) -> None:
        """``admitted`` are the compartments the person is admitted to: nobody puts values where they may not
        look."""
        self._workspace, self._by, self._publish, self._admitted = workspace, by, publish, admitted
        self._known: dict[bytes, Node] = {}
        self._referenced: dict[Reference, _Referenced] = {}
        self._before: dict[Reference, Source] = {}
        self._events: set[bytes] = set()
        self._run: list[ExchangeRow] = []
        self._judged: list[tuple[int, ExchangedJudgement]] = []

    def read(
        self,
        source: Source,
        deposit: Deposit,
        items: Iterator[Item],
        heard: Callable[[], None] = lambda: None,
    ) -> list[Source]:
        """Stage and publish everything the reader gives; the exchange file's source first, then the
        referenced ones, as published."""
        self._sweep(source)
        staging = Staging(self._workspace, source)
        try:
            for item in items:
                if isinstance(item, Problem):
                    staging.problem(item)
                elif isinstance(item, Records):
                    self._take(source, deposit, staging, item)
                elif isinstance(item, Aside):
                    staging.aside(item)
                heard()
            self._end_run(staging)
            self._decided(staging)
            finished = [self._finish(one) for one in self._referenced.values()]
            counts, manifest, files = staging.finish()
        except BaseException:
            for one in [staging, *(item.staging for item in self._referenced.values())]:
                if one is not None:
                    one.drop()
            self._sweep(source)
            raise
        for reference, made, seal, listed in filter(None, finished):
            self._publish(reference, made, seal, listed, at=reference.published_at)
        self._publish(source, counts, manifest, files)
        every = {item.no: item for item in self._workspace.sources.for_recovery(("published",))}
        return [every[source.no], *(every[one.source.no] for one in self._referenced.values())]

    def _sweep(self, source: Source) -> None:
        """Forget what an earlier, broken attempt left; what it published stays and is recognised."""
        self._before = {}
        for item in self._workspace.sources.references(source.no):
            if item.state == "published":
                self._before[_reference(item, self._workspace)] = item
            else:
                self._workspace.publication.sweep(item.no)
                self._workspace.sources.forget_reference(item.no)

    def _take(self, source: Source, deposit: Deposit, staging: Staging, records: Records) -> None:
        names = records.columns.schema.names
        columns = [column.to_pylist() for column in records.columns.columns]
        rows: list[Row] = [dict(zip(names, values, strict=True)) for values in zip(*columns, strict=True)]
        told = []
        staging.account.aside(*_not_read(records))
        if exchange_judgement.COLUMN in names:
            staging.account.used += all_cells([records.columns.column(exchange_judgement.COLUMN)])
        for line, row in zip(records.rows.tolist(), rows, strict=True):
            self._hear(staging, line, row)
            try:
                if records.kind != STATEMENT:
                    raise Unusable("exchange-row-invalid", ORIGIN)
                one = read(row, line)
                told.append(replace(one, reference=self._admit(_stricter(one.reference, deposit))))
            except Unusable as error:
                staging.problem(_problem(line, error, row.get(error.field), fields=cells(row)))
        for one in told:
            try:
                self._meet(one.node)
                if one.target is not None:
                    self._meet(one.target)
            except Unusable as error:
                staging.problem(_problem(one.line, error, one.value, fields=one.cells))
                continue
            self._put(source, staging, one)

    def _put(self, source: Source, staging: Staging, told: ExchangeRow) -> None:
        if self._run and self._run[0].node.id != told.node.id:
            self._end_run(staging)
        referenced = self._referenced_source(source, told.reference)
        if told.node.schema in vocabulary().facts:
            self._run.append(told)
        else:
            referenced.batch(told.place.part).state(told)
            staging.used(1, told.cells)

    def _end_run(self, staging: Staging) -> None:
        """The event whose rows stood together."""
        run, self._run = self._run, []
        if not run:
            return
        node = run[0].node
        again = node.id in self._events
        self._events.add(node.id)
        columns, wrong = ({}, [(item, "exchange-event-place") for item in run]) if again else fact(run)
        if columns:
            referenced = self._referenced[run[0].reference]
            key = referenced.key(node.id[:8])
            if key is None:
                wrong = [(item, "exchange-event-place") for item in run]
            else:
                referenced.batch(run[0].place.part).happen(node.schema, columns, key)
        for item, code in wrong:
            staging.problem(_problem(item.line, Unusable(code, item.prop), item.value, fields=item.cells))
        gone = {id(item) for item, _ in wrong}
        staging.used(len(run) - len(wrong), sum(item.cells for item in run if id(item) not in gone))

    def _referenced_source(self, source: Source, reference: Reference) -> _Referenced:
        found = self._referenced.get(reference)
        if found is None:
            known = self._before.get(reference)
            made = known or self._workspace.sources.refer(source, reference, self._by)
            found = self._referenced[reference] = _Referenced(
                made, None if known else Staging(self._workspace, made)
            )
        return found

    def _finish(self, one: _Referenced) -> tuple[Source, Counts, str, list[FactFile]] | None:
        for part in list(one.batches):
            one.write(part)
        if one.staging is None:
            return None
        counts, manifest, files = one.staging.finish()
        recorded = next(
            reference.recorded_from for reference, item in self._referenced.items() if item is one
        )
        return replace(one.source, published_at=recorded), counts, manifest, files

    def _hear(self, staging: Staging, line: int, row: Row) -> None:
        """Decisions about identity that stand in a row: checked here, kept later by whoever may judge
        (:mod:`tahqiq.casework.foreign`)."""
        try:
            self._judged += [
                (line, item) for item in exchange_judgement.read(row.get(exchange_judgement.COLUMN))
            ]
        except Unusable as error:
            staging.problem(_problem(line, error, row.get(error.field), 0))

    def _decided(self, staging: Staging) -> None:
        """Tell of decisions about things that are not in the file; what else is here is nothing that a file
        may ask."""
        for line, item in self._judged:
            if item.left not in self._known or item.right not in self._known:
                wrong = Unusable("exchange-judgement-apart", exchange_judgement.COLUMN, {"id": item.id})
                staging.problem(_problem(line, wrong, item.id, 0))

    def _admit(self, reference: Reference) -> Reference:
        if reference.compartment and reference.compartment not in self._admitted:
            raise NotFound("no-such-compartment", compartment=reference.compartment)
        return reference

    def _meet(self, node: Node) -> None:
        """An id names one thing: the same type, namespace and key wherever it stands in the file. Raises
        :class:`Unusable` otherwise. What the workspace has under it is not looked at: the answer would tell
        (docs/decisions/0020)."""
        known = self._known.setdefault(node.id, node)
        if known != node:
            raise Unusable(
                "exchange-type-conflict",
                "schema",
                {"id": node.id.hex(), "known": known.schema, "given": node.schema},
            )


def _reference(source: Source, workspace: Workspace) -> Reference:
    kept = next(item for item in workspace.sources.data_classes() if item.no == source.data_class)
    return Reference(
        source.sha256,
        source.name,
        source.grade,
        kept.handling,
        kept.compartment,
        source.deposited_by,
        source.format,
        source.reader_version,
        source.mapping_name,
        source.published_at,
    )


def _stricter(reference: Reference, deposit: Deposit) -> Reference:
    """The reference under the stricter of both handling codes, in the compartment of the deposit where it
    names one."""
    code = max((reference.handling, deposit.handling), key=lambda one: handling(one).rank)
    compartment = deposit.compartment or reference.compartment
    return (
        reference
        if (code, compartment) == (reference.handling, reference.compartment)
        else replace(reference, handling=code, compartment=compartment)
    )


def _problem(line: int, error: Unusable, value: str | None, records: int = 1, fields: int = 0) -> Problem:
    return Problem(error.code, Place(row=line), error.field, value, records, error.params, fields)


def _not_read(records: Records) -> Iterator[Aside]:
    """The columns of a batch that are not read, where something stands in them."""
    for name, column in zip(records.columns.schema.names, records.columns.columns, strict=True):
        if name not in READ and name != exchange_judgement.COLUMN and (count := all_cells([column])):
            yield Aside(
                name,
                count,
                TECHNICAL if name in STATEMENT_COLUMNS else UNKNOWN,
                Place(records.part),
                records.kind,
            )


def _table(rows: list[dict[str, object]]) -> pa.RecordBatch:
    columns = []
    for item in FACT_COLUMNS:
        values = [row.get(item.name) for row in rows]
        if item.name == "start":
            values = [value.replace(tzinfo=None) if value is not None else None for value in values]  # type: ignore[attr-defined]
        columns.append(pa.array(values, item.type))
    return pa.RecordBatch.from_arrays(columns, schema=FACT_COLUMNS)


__all__ = ["NAME", "ExchangeIntake", "is_exchange"]
