"""Collecting records of several kinds while a reader walks through an original, and handing them out in
bounded batches."""

import re
from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import pyarrow as pa

from tahqiq.formats.reader import BATCH, Item, Limits, Records, records
from tahqiq.model.account import Account, Aside
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

MAX_CHARS = 8 << 20
"""A batch is handed out early when its values reach this many characters."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def clean(value: str) -> str:
    """``value`` without lone surrogates (U+FFFD instead), since those cannot be stored as UTF-8.

    >>> clean("a" + chr(0xD800))
    'a�'
    """
    return _SURROGATE.sub("\ufffd", value)


class Rows:
    """Records of one original on their way out, kept apart by (kind, part).

    ``add`` takes the values in the order of ``names`` or as a mapping by name; empty text counts as nothing.
    A value longer than ``limits.max_cell`` characters is cut and says so with a ``text-too-long`` problem.
    Batches come out of ``ready`` and ``rest``.
    """

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._tables: dict[tuple[str, Part], _Table] = {}
        self._problems: list[Problem] = []
        self._account = Account()
        self._counts: dict[str, int] = {}

    def add(
        self,
        kind: str,
        part: Part,
        names: Sequence[str],
        row: int,
        values: Sequence[str | None] | Mapping[str, str | None],
    ) -> None:
        """One record. A name in the mapping that is not in ``names`` becomes a further column of this
        batch."""
        table = self._tables.get((kind, part))
        if table is None:
            table = self._tables[(kind, part)] = _Table(list(names))
        if isinstance(values, dict) and table.named is not None:
            self._named(table, part, row, values)
            return
        cells = table.arrange(values)
        most, chars = self.limits.max_cell, 0
        for index, cell in enumerate(cells):
            if cell:
                size = len(cell)
                if size > most:
                    self._problems.append(
                        Problem("text-too-long", Place(part, row), table.names[index], params={"limit": most})
                    )
                    cells[index] = cell[:most]
                    size = most
                chars += size
        table.lines.append((row, cells))
        table.chars += chars

    def extend(
        self, kind: str, part: Part, names: Sequence[str], found: Sequence[tuple[int, dict[str, str | None]]]
    ) -> None:
        """Records as (row, cells by name), one after the other: the same as :meth:`add` for each of them. The
        cells are not to be changed afterwards."""
        table = self._tables.get((kind, part))
        if table is None:
            table = self._tables[(kind, part)] = _Table(list(names))
        if table.named is None:
            for row, cells in found:
                self.add(kind, part, names, row, cells)
            return
        named, most, chars = table.named, self.limits.max_cell, 0
        for row, cells in found:
            size = sum(map(len, filter(None, cells.values())))
            if size > most:
                self._named(table, part, row, cells)
            else:
                named.append((row, cells))
                chars += size
        table.chars += chars

    def _named(self, table: "_Table", part: Part, row: int, cells: dict[str, str | None]) -> None:
        """A record that is kept by name until its batch is made: most columns of most kinds are empty."""
        assert table.named is not None
        chars = sum(map(len, filter(None, cells.values())))
        if chars > self.limits.max_cell:
            cells = dict(cells)
            for name, cell in cells.items():
                if cell and len(cell) > self.limits.max_cell:
                    self._problems.append(
                        Problem(
                            "text-too-long", Place(part, row), name, params={"limit": self.limits.max_cell}
                        )
                    )
                    cells[name] = cell[: self.limits.max_cell]
        table.named.append((row, cells))
        table.chars += chars

    def next(self, kind: str) -> int:
        """The next number of a count of its own for ``kind``, from 1: row numbers of records that have no
        line."""
        self._counts[kind] = self._counts.get(kind, 0) + 1
        return self._counts[kind]

    def begin(self, kind: str, part: Part, names: Sequence[str]) -> None:
        """Give a table its place in the order of :meth:`rest` before its first record."""
        self._tables.setdefault((kind, part), _Table(list(names)))

    def tell(self, problem: Problem) -> None:
        """A problem that is handed out with the next batch."""
        self._problems.append(problem)

    def aside(self, field: str, place: Place, why: str, count: int = 1) -> None:
        """Fields that are not empty and that the reader leaves out, by the name the file gives them: those of
        one part, name and reason are counted together and handed out with :meth:`rest`."""
        self._account.aside(Aside(clean(field), count, why, place))

    def ready(self) -> Iterator[Item]:
        """Problems so far and the tables that are full."""
        yield from self._drain_problems()
        for key, table in list(self._tables.items()):
            if len(table) >= BATCH or table.chars >= MAX_CHARS:
                del self._tables[key]
                yield table.records(*key)

    def rest(self) -> Iterator[Item]:
        """Everything that is left, in the order in which the tables began."""
        yield from self._drain_problems()
        for key, table in self._tables.items():
            if len(table):
                yield table.records(*key)
        self._tables = {}
        yield from self._account.asides()
        self._account = Account()

    def _drain_problems(self) -> Iterator[Item]:
        yield from self._problems
        self._problems = []


class _Table:
    def __init__(self, names: list[str]) -> None:
        self.names = names
        self.index = {name: at for at, name in enumerate(names)}
        self.lines: list[tuple[int, Sequence[str | None]]] = []
        self.named: list[tuple[int, dict[str, str | None]]] | None = []
        """Records by name, as long as none came in the order of columns; then all are ``lines``."""
        self.chars = 0

    def __len__(self) -> int:
        return len(self.named or ()) + len(self.lines)

    def records(self, kind: str, part: Part) -> Records:
        if not self.named:
            return records(kind, part, self.names, self.lines)
        count = len(self.named)
        filled: dict[str, list[str | None]] = {}
        shapes: dict[tuple[str, ...], tuple[list[int], list[tuple[str | None, ...]]]] = {}
        # most records of a kind have the same names in the same order: those are turned into columns together
        for at, (_, cells) in enumerate(self.named):
            shape = tuple(cells)
            alike = shapes.get(shape)
            if alike is None:
                alike = shapes[shape] = ([], [])
            alike[0].append(at)
            alike[1].append(tuple(cells.values()))
        further = dict.fromkeys(name for shape in shapes for name in shape if name not in self.index)
        for shape, (places, rows) in shapes.items():
            for name, values in zip(shape, zip(*rows, strict=True), strict=True):
                column = filled.get(name)
                if column is None:
                    if len(places) == count:
                        filled[name] = [value or None for value in values]
                        continue
                    if name in self.index and not any(values):
                        continue
                    column = filled[name] = [None] * count
                for at, value in zip(places, values, strict=True):
                    if value:
                        column[at] = value
        names = [*self.names, *further]
        nothing = pa.nulls(count, pa.string())
        columns = [_column(filled[name]) if name in filled else nothing for name in names]
        batch = pa.RecordBatch.from_arrays(
            columns, names=[name.encode("utf-8", "replace").decode() for name in names]
        )
        return Records(kind, part, batch, np.array([row for row, _ in self.named], dtype=np.int64))

    def arrange(self, values: Sequence[str | None] | Mapping[str, str | None]) -> list[str | None]:
        if self.named is not None:
            before, self.named = self.named, None
            self.lines = [(row, self.arrange(cells)) for row, cells in before]
        if not isinstance(values, Mapping):
            return [_cell(value) for value in values]
        index = self.index
        cells: list[str | None] = [None] * len(self.names)
        for name, value in values.items():
            at = index.get(name)
            if at is None:
                at = index[name] = len(self.names)
                self.names.append(name)
                cells.append(None)
            if value:
                cells[at] = value if value.isascii() else clean(value)
        return cells


def _column(values: list[str | None]) -> pa.Array:
    try:
        return pa.array(values, pa.string())
    except UnicodeEncodeError:
        return pa.array([clean(value) if value else None for value in values], pa.string())


def _cell(value: str | None) -> str | None:
    return (value if value.isascii() else clean(value)) if value else None
