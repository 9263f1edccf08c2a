"""One source on its way into the store: statements, facts, parts and problems collected until they can be
published together."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.formats.reader import Records
from tahqiq.model.account import Account, Aside
from tahqiq.model.batch import Facts, Mapped, Nodes, Statements
from tahqiq.model.idle import IdleColumn
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem
from tahqiq.model.source import Source
from tahqiq.model.statement import event_prefix
from tahqiq.store.accounts import shortened
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.catalogue import FactFile
from tahqiq.store.facts.writer import FactWriter
from tahqiq.store.idle import IdleTexts, idle_path
from tahqiq.store.publication import Counts
from tahqiq.store.statements import StatementWriter
from tahqiq.store.touched_nodes import Marks, Touched, TouchedFiles
from tahqiq.store.workspace import Workspace

_NODE_COLUMNS = ("a", "b", "place", "place2", "device", "sim")
Int32s = npt.NDArray[np.int32]
KEEP_PROBLEMS = 100_000
"""How many problems of one source are kept one by one; those beyond are counted by code in a last one
each."""


class Staging:
    """Collects what one source yields. Nothing is visible until the caller publishes what :meth:`finish`
    returns."""

    def __init__(self, workspace: Workspace, source: Source) -> None:
        self._workspace, self._source = workspace, source
        self._statements = StatementWriter(workspace.database, source, workspace.publication.spool(source.no))
        held = source.held_class if source.held_class != source.data_class else None
        self._facts = FactWriter(workspace.root / "facts", source.no, source.data_class, held)
        self._numbered: dict[int, tuple[list[bytes], Int32s]] = {}
        self._entities = Marks()
        self._mentioned: dict[int, Marks] = {}
        self._parts: dict[int, Part] = {}
        self._keys: set[tuple[int, int]] = set()
        self._kept = 0
        self._beyond: dict[str, int] = {}
        self._lost = 0
        self.account = Account()
        self.idle = IdleTexts(idle_path(workspace.root, source.no))
        self.records = self.mapped = self.problems = self.facts = 0
        self._written: list[FactFile] = []
        unit = workspace.database.units.here
        if unit is not None:
            unit.undone.append(self._undone)

    def part(self, part: Part) -> None:
        """Note a part of the original."""
        if part.no not in self._parts:
            self._parts[part.no] = part
            self._workspace.sources.add_parts(self._source.no, [part])

    def problem(self, *problems: Problem) -> None:
        """Keep problems met in reading; those that stand for records count as records."""
        for item in problems:
            self.part(item.place.part)
        self.problems += len(problems)
        lost = sum(item.records for item in problems)
        self._lost += lost
        self.records += lost
        self.account.problems += sum(item.fields for item in problems)
        self._keep(problems)

    def aside(self, item: Aside) -> None:
        """Count fields that the reader left out."""
        self.part(item.place.part)
        self.account.aside(item)

    def batch(
        self,
        mapped: Mapped,
        mapping: str,
        fact_names: tuple[str, ...],
        prefixes: Sequence[bytes] | None = None,
    ) -> None:
        """Write one mapped batch. ``prefixes`` gives the beginnings of event ids by key where they were made
        elsewhere (exchange)."""
        self.part(mapped.part)
        numbers = (
            self._growing(mapped)
            if mapped.nodes.growing
            else np.array(self._statements.add(mapped), dtype=np.int32)
        )
        self._entities.add(numbers[np.unique(np.array(mapped.statements.entity, dtype=np.int64))])
        for facts in mapped.facts:
            self._name_keys(facts, mapped.part, mapping, fact_names, prefixes)
            numbered = Facts(facts.kind, _numbered(facts.table, numbers))
            self._mention(numbered.table, mapped.held)
            self._facts.add(numbered, mapped.part.no, mapped.held)
            self.facts += facts.table.num_rows
        for item in mapped.problems:
            self.part(item.place.part)
        self.records += mapped.records
        self.mapped += mapped.mapped
        self.problems += len(mapped.problems)
        self._lost += sum(item.records for item in mapped.problems)
        self.account.add(mapped.account)
        self.idle.add(mapped.idle, mapped.held)
        self._keep(mapped.problems)

    def unmapped(self, records: Records) -> None:
        """Keep the texts of records for which there is no mapping, so that they can be searched. Which of
        them an order covers nobody knows yet: under an order all of them count as outside it."""
        names = records.columns.schema.names
        labels = [f"#{index + 1}" if records.kind == "table" else name for index, name in enumerate(names)]
        columns = [
            IdleColumn(records.part.no, index + 1, label, records.rows, records.columns.column(index))
            for index, label in enumerate(labels)
        ]
        ordered = self._source.held_class != self._source.data_class
        self.idle.add(columns, frozenset(records.rows.tolist()) if ordered else frozenset())

    def used(self, records: int, fields: int) -> None:
        """Count records and their fields whose values go to other sources (the originals that an exchange
        file refers to)."""
        self.account.used += fields
        self.records += records
        self.mapped += records

    def finish(self) -> tuple[Counts, str, list[FactFile]]:
        """Write the facts and the manifest; the counts, the manifest's hash and the fact files listed in
        state ``staging``.

        Raises ``ValueError`` when the counts do not balance, which would be a defect of a reader or of the
        mapping engine.
        """
        if self.records != self.mapped + self._lost:
            raise ValueError(
                f"{self.records} records in, {self.mapped} mapped and {self._lost} lost to problems out"
            )
        if self._beyond:
            rest = [
                Problem("problems-not-kept", Place(), params={"code": code, "count": count})
                for code, count in sorted(self._beyond.items())
            ]
            self._workspace.problems.add(self._source.no, self._kept, rest)
        self.idle.save()
        self._written = self._facts.finish()
        files = SqlCatalogue(self._workspace.database).add(self._written)
        touched = Touched(
            self._entities.numbers(), {no: marks.numbers() for no, marks in self._mentioned.items()}
        )
        TouchedFiles(self._workspace.root / "manifests").save(self._source.no, touched)
        manifest, statements = self._workspace.publication.write_manifest(self._source.no)
        return (
            Counts(self.records, self.mapped, self.problems, statements, self.facts, shortened(self.account)),
            manifest,
            files,
        )

    def drop(self) -> None:
        """Give up; what was committed is swept."""
        self._facts.drop()

    def _undone(self) -> None:
        """The unit that this was a part of was taken back: where the source went with it, so do its files.
        Asked of the database, because a commit may have happened whose answer was lost."""
        root, no = self._workspace.root, self._source.no
        with self._workspace.database.transaction() as transaction:
            if not self._workspace.sources.there(transaction, no):
                for path in (root / "manifests").glob(f"{no}.*"):
                    path.unlink(missing_ok=True)
                for file in self._written:
                    (root / "facts" / file.path).unlink(missing_ok=True)
                self._workspace.publication.spool(no).unlink(missing_ok=True)

    def _keep(self, problems: tuple[Problem, ...] | list[Problem]) -> None:
        room = max(0, KEEP_PROBLEMS - self._kept)
        kept = problems[:room]
        if kept:
            self._workspace.problems.add(self._source.no, self._kept, kept)
            self._kept += len(kept)
        for item in problems[room:]:
            self._beyond[item.code] = self._beyond.get(item.code, 0) + 1

    def _growing(self, mapped: Mapped) -> Int32s:
        """Node numbers of nodes that only grow from batch to batch, of which those mentioned for the first
        time are given one now; writes what is stated about them."""
        nodes = mapped.nodes
        _, known = self._numbered.get(id(nodes.ids), (nodes.ids, np.zeros(0, np.int32)))
        numbers = np.zeros(len(nodes), np.int32)
        numbers[: len(known)] = known
        used = np.zeros(len(nodes), np.bool_)
        for facts in mapped.facts:
            for name in _NODE_COLUMNS:
                column = facts.table.column(name)
                if column.null_count < len(column):
                    used[column.drop_null().to_numpy()] = True
        fresh = np.flatnonzero(used & (numbers == 0))
        if len(fresh):
            at = fresh.tolist()
            schemata, namespaces, keys = (
                [column[index] for index in at] for column in (nodes.schemata, nodes.namespaces, nodes.keys)
            )
            made = Nodes([nodes.ids[index] for index in at], schemata, namespaces, keys)
            numbers[fresh] = self._statements.add(Mapped(mapped.part, made, Statements(), [], [], 0, 0))
        if len(mapped.statements):
            stated = {index: int(numbers[index]) for index in mapped.statements.entity}
            self._statements.about(mapped, stated)
        self._numbered[id(nodes.ids)] = nodes.ids, numbers
        return numbers

    def _mention(self, table: pa.RecordBatch, held: frozenset[int]) -> None:
        """Note the nodes in events, by the class that the events will have."""
        outside = (
            pc.is_in(table.column("row"), value_set=pa.array(sorted(held), pa.int64())) if held else None
        )
        pieces = [(self._source.data_class, table if outside is None else table.filter(pc.invert(outside)))]
        if outside is not None:
            pieces.append((self._source.held_class, table.filter(outside)))
        for data_class, piece in pieces:
            marks = self._mentioned.setdefault(data_class, Marks())
            for name in _NODE_COLUMNS:
                column = piece.column(name)
                if column.null_count < len(column):
                    marks.add(column.drop_null().to_numpy())

    def _name_keys(
        self,
        facts: Facts,
        part: Part,
        mapping: str,
        fact_names: tuple[str, ...],
        prefixes: Sequence[bytes] | None,
    ) -> None:
        """Remember which event ids belong to which fact of the mapping, so that an id finds its row again."""
        for key in facts.table.column("key").unique().to_pylist():
            if (part.no, key) not in self._keys:
                self._keys.add((part.no, key))
                prefix = (
                    prefixes[key]
                    if prefixes is not None
                    else event_prefix(self._source.sha256, f"{mapping}/{fact_names[key]}")
                )
                with self._workspace.database.transaction() as transaction:
                    columns = ("source", "part", "key", "kind", "prefix")
                    transaction.insert_many(
                        "fact_key", columns, [(self._source.no, part.no, key, facts.kind, prefix)]
                    )


def _numbered(table: pa.RecordBatch, numbers: Int32s) -> pa.RecordBatch:
    """The table with node numbers in place of indices into the batch's nodes."""
    columns = []
    for name, column in zip(table.schema.names, table.columns, strict=True):
        if name in _NODE_COLUMNS:
            column = (
                pa.nulls(len(column), pa.int32())
                if column.null_count == len(column)
                else pa.array(numbers).take(column)
            )
        columns.append(column)
    return pa.RecordBatch.from_arrays(columns, schema=table.schema)
