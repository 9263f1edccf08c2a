"""The intake side of one kind and class: every record goes at once into the ``by_row`` layout, which later
feeds the sorted ones."""

from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tahqiq.store.facts.columns import CODED, LAYOUTS, TYPES, Columns, Vocabulary, decode
from tahqiq.store.facts.files import FileWriter

_SCHEMA = pa.schema([pa.field(name, TYPES[name]) for name in LAYOUTS["by_row"]])
_FLUSH = 131_072
_ALWAYS = ("a", "b", "side", "start")
_SORTED_FROM = tuple(name for name in LAYOUTS["by_row"] if name not in ("start_text", "zone", "text"))


@dataclass(slots=True)
class Profile:
    """Range of each column: what is null throughout is left out of the sorted layouts, what is constant is
    not sorted."""

    low: dict[str, int] = field(default_factory=dict)
    high: dict[str, int] = field(default_factory=dict)
    nulls: set[str] = field(default_factory=set)

    def see(self, name: str, column: pa.Array) -> None:
        """Take one batch of an integer, time or truth column into account."""
        if column.null_count:
            self.nulls.add(name)
        if column.null_count == len(column):
            return
        values = column.drop_null() if column.null_count else column
        values = values.view(pa.int64()) if TYPES[name] == TYPES["start"] else values
        numbers = np.asarray(values.to_numpy(zero_copy_only=False))
        low, high = int(numbers.min()), int(numbers.max())
        self.low[name] = min(self.low.get(name, low), low)
        self.high[name] = max(self.high.get(name, high), high)

    def see_presence(self, name: str, column: pa.Array) -> None:
        """Note only whether a text or decimal column has a value at all."""
        if column.null_count:
            self.nulls.add(name)
        if column.null_count < len(column):
            self.low[name], self.high[name] = 0, 1

    def empty(self, name: str) -> bool:
        """True when no row has a value."""
        return name not in self.low

    def constant(self, name: str) -> int | None:
        """The one value of all rows, or None when they differ or some are null."""
        if name in self.nulls or self.empty(name) or self.low[name] != self.high[name]:
            return None
        return self.low[name]


class Spool:
    """Records of one kind and class of one source on their way into the store."""

    def __init__(self, root: Path, kind: str, source: int, class_no: int) -> None:
        self.kind, self.source, self.class_no = kind, source, class_no
        self.profile = Profile()
        self.words = Vocabulary()
        self.writer = FileWriter(root, kind, "by_row", source, _SCHEMA, 0)
        self._pending: list[pa.Table] = []
        self._waiting = 0
        self._encoder = ThreadPoolExecutor(1)
        self._writes: list[Future[None]] = []

    def add(self, batch: pa.RecordBatch, part: int) -> None:
        """Append rows in the columns of ``FACT_COLUMNS`` (null ``side`` = 0)."""
        if not batch.num_rows:
            return
        table = self._complete(batch, part)
        for name in _SORTED_FROM:
            column = table.column(name).chunk(0)
            if name in CODED or TYPES[name] == TYPES["amount"]:
                self.profile.see_presence(name, column)
            else:
                self.profile.see(name, column)
        self._pending.append(table)
        self._waiting += table.num_rows
        if self._waiting >= _FLUSH:
            self._flush()

    def end(self) -> None:
        """Wait until everything is on disk and close the file; raises what the writing raised."""
        self._flush()
        for write in self._writes:
            write.result()
        self._encoder.shutdown()
        self.writer.close()

    def drop(self) -> None:
        """Give up: remove the file."""
        self._encoder.shutdown(cancel_futures=True)
        self.writer.drop()

    @property
    def rows(self) -> int:
        """Rows written so far."""
        return self.writer.rows

    def batches(self) -> Iterator[Columns]:
        """The sortable columns again, in the order of arrival, about 260,000 rows at a time; columns without
        any value are left out."""
        names = [
            name
            for name in _SORTED_FROM
            if name in _ALWAYS or (not self.profile.empty(name) and name not in ("source", "class"))
        ]
        with pq.ParquetFile(
            self.writer.temporary, memory_map=True, read_dictionary=[name for name in CODED if name in names]
        ) as file:
            groups = file.metadata.num_row_groups
            step = max(1, 262_144 // max(1, file.metadata.row_group(0).num_rows)) if groups else 1
            for at in range(0, groups, step):
                table = file.read_row_groups(
                    list(range(at, min(at + step, groups))), columns=names, use_threads=False
                )
                yield {name: decode(name, table.column(name), self.words) for name in names}

    def sample(self, rows: int) -> Iterator[Columns]:
        """Parties, side, start and place of every n-th row group's rows, about 64 times ``rows`` rows in all;
        for finding even ranges."""
        names = ["a", "b", "side", "start", "place"]
        with pq.ParquetFile(self.writer.temporary, memory_map=True) as file:
            groups = file.metadata.num_row_groups
            for group in range(0, groups, max(1, groups // 64)):
                table = file.read_row_group(group, columns=names, use_threads=False)
                step = max(1, table.num_rows // rows)
                yield {name: decode(name, table.column(name), self.words)[::step] for name in names}

    def _complete(self, batch: pa.RecordBatch, part: int) -> pa.Table:
        count = batch.num_rows
        fixed = {"source": self.source, "part": part, "class": self.class_no}
        arrays = []
        for name in LAYOUTS["by_row"]:
            if name in fixed:
                arrays.append(_repeat(fixed[name], count, name))
            else:
                column = pc.fill_null(batch.column(name), 0) if name == "side" else batch.column(name)
                arrays.append(column if column.type == TYPES[name] else column.cast(TYPES[name]))
        return pa.Table.from_arrays(arrays, schema=_SCHEMA)

    def _flush(self) -> None:
        if not self._waiting:
            return
        while len(self._writes) > 2:
            self._writes.pop(0).result()
        table = pa.concat_tables(self._pending).combine_chunks()
        self._pending, self._waiting = [], 0
        self._writes.append(self._encoder.submit(self._write, table))

    def _write(self, table: pa.Table) -> None:
        self.writer.write([column.combine_chunks() for column in table.columns])


def _repeat(value: int, count: int, name: str) -> pa.Array:
    return pa.array(np.full(count, value, dtype=np.int64)).cast(TYPES[name])
