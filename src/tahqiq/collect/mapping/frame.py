"""The table of one part as its mapping sees it: named columns, records only, places kept; headers, titles,
totals and blanks left out."""

from collections.abc import Mapping as MappingOf
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tahqiq.collect.mapping.cells import SPARSE, TOTALS, blank, filled
from tahqiq.collect.mapping.document import LayoutSpec
from tahqiq.collect.mapping.header_rows import Line, join_header
from tahqiq.collect.mapping.layout import WINDOW, find_layout, split_cells
from tahqiq.collect.mapping.transforms import cut
from tahqiq.collect.mapping.unpivot import unpivot
from tahqiq.collect.mapping.words import fold
from tahqiq.formats.reader import Records

MOST_ABOVE = 50
"""So many lines above a table are counted each by itself, the others together."""
_TOLD = frozenset({"header-again", "total", "outside-table"})
Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(slots=True)
class Table:
    """Records of a batch under the names of the mapping. ``columns`` name → utf8 array; ``places`` name →
    1-based column of the original.

    ``rows`` the row of each line in the original; ``record`` which record of the batch a line belongs to (a
    matrix line makes many); ``cells`` the column of each line where it is one cell of a matrix, else None.
    ``records`` how many records; ``row_of`` their rows. ``left_out`` reason → rows that are no records.

    For the account of fields: ``arrays`` all columns of the records as they stand, ``other_lines`` (reason,
    filled cells, first row) of lines that are no records (each line above the table by itself), ``headings``
    index → how many cells of the header stand over the column, ``beside`` index → (filled cells, first row)
    of columns outside the table, ``label_column`` the index of a matrix's labels.
    """

    columns: dict[str, pa.Array]
    places: dict[str, int]
    rows: Ints
    record: Ints
    records: int
    row_of: Ints
    cells: Ints | None = None
    left_out: dict[str, list[int]] = field(default_factory=dict)
    arrays: list[pa.Array] = field(default_factory=list)
    other_lines: list[tuple[str, int, int]] = field(default_factory=list)
    headings: dict[int, int] = field(default_factory=dict)
    beside: dict[int, tuple[int, int]] = field(default_factory=dict)
    label_column: int = -1

    def __len__(self) -> int:
        return len(self.rows)


def lines_of(records: Records, limit: int = WINDOW) -> list[Line]:
    """The first lines of a batch as row number and cells."""
    head = records.columns.slice(0, limit)
    columns = [column.to_pylist() for column in head.columns]
    rows = records.rows[:limit].tolist()
    return [(row, [column[index] for column in columns]) for index, row in enumerate(rows)]


class Frame:
    """Cuts the batches of one part. Made from its first batch, because that holds the header and what stands
    above it.

    ``lines`` are the first lines as they stand, ``header`` the names found, ``header_row`` 0 when there is
    none.
    """

    def __init__(self, spec: LayoutSpec, first: Records) -> None:
        self.grid = first.kind == "table"
        self.spec = spec
        self.lines = lines_of(first) if self.grid else []
        if self.spec.split:
            self.lines = [(row, split_cells(cells, self.spec.split)) for row, cells in self.lines]
        self.header_row, self.header_rows, self.data_start, self.header = (
            self._locate() if self.grid else (0, 1, 0, ())
        )
        self._skip = "|".join(f"(?:{pattern})" for pattern in spec.skip)
        self._width = sum(1 for name in self.header if name) or self._usual_width()

    def _locate(self) -> tuple[int, int, int, tuple[str, ...]]:
        top = self._header_index()
        if top is None:
            start = self.spec.data_start or (self.lines[0][0] if self.lines else 1)
            return 0, 1, start, ()
        two = self.spec.header_rows == 2 and top + 1 < len(self.lines)
        header = join_header(self._cut(top), self._cut(top + 1) if two else None)
        row = self.lines[top][0]
        end = self.lines[top + 1][0] if two else row
        moved = row != self.spec.header_row
        start = end + 1 if moved or self.spec.data_start is None else self.spec.data_start
        return row, 2 if two else 1, start, header

    def _usual_width(self) -> int:
        counts = [filled(cells) for row, cells in self.lines if row >= self.data_start and filled(cells)]
        return int(np.median(counts)) if counts else 0

    def _cut(self, index: int) -> Sequence[str | None]:
        last = self.spec.last_column
        return self.lines[index][1][self.spec.first_column - 1 : last]

    def _header_index(self) -> int | None:
        spec = self.spec
        if spec.header_row == 0:
            return None
        if spec.header:
            return self._like(spec.header)
        if spec.header_row is not None:
            return next((index for index, (row, _) in enumerate(self.lines) if row == spec.header_row), None)
        found = find_layout(self.lines)
        return next(
            (index for index, (row, _) in enumerate(self.lines) if found and row == found.header_row), None
        )

    def _like(self, header: Sequence[str]) -> int | None:
        """The line that holds most of the header as it was seen (at least 60 %), the earliest of equals."""
        wanted = {fold(name) for name in header if name}
        best: tuple[float, int] | None = None
        for index in range(len(self.lines)):
            two = self.spec.header_rows == 2 and index + 1 < len(self.lines)
            names = join_header(self._cut(index), self._cut(index + 1) if two else None)
            share = len(wanted & {fold(name) for name in names}) / max(1, len(wanted))
            if share >= 0.6 and (best is None or share > best[0]):
                best = (share, index)
        return best[1] if best else None

    def above(self) -> list[Line]:
        """The lines above the header or, without one, above the first record."""
        limit = self.header_row or self.data_start
        return [line for line in self.lines if line[0] < limit]

    def names(self, count: int) -> MappingOf[str, int]:
        """Every name a column goes by → its index in the batch (0-based): ``c3``, ``#3``, and its folded
        header where that is unique."""
        names: dict[str, int] = {}
        for index in range(count):
            names[f"#{index + 1}"] = names[f"c{index + 1}"] = index
        folded = [fold(name) for name in self.header]
        for offset, name in enumerate(folded):
            index = offset + self.spec.first_column - 1
            if name and folded.count(name) == 1 and index < count:
                names[name] = index
        return names

    def table(self, records: Records, wanted: Sequence[str]) -> tuple[Table, list[str]]:
        """The records of a batch with the columns ``wanted``; and which of them the table has not (their
        values are null)."""
        arrays, names = self._arrays(records)
        keep, left = self._records(arrays, records.rows)
        left_out = {
            reason: records.rows[flags].tolist()
            for reason, flags in left.items()
            if reason in _TOLD and flags.any()
        }
        rows = records.rows
        other_lines, beside = self._others(arrays, rows, left)
        headings = self._headings(arrays, left)
        if keep is not None:
            mask = pa.array(keep)
            arrays = [array.filter(mask) for array in arrays]
            rows = rows[keep]
        if self.spec.unpivot is not None:
            table = self._unpivoted(arrays, rows)
            wanted = [name for name in wanted if name not in ("row", "column", "value")]
        else:
            table = Table({}, {}, rows, np.arange(len(rows)), len(rows), rows)
        table.left_out, table.arrays, table.other_lines, table.beside, table.headings = (
            left_out,
            arrays,
            other_lines,
            beside,
            headings,
        )
        if self.spec.unpivot is not None:
            return table, list(wanted)
        missing = []
        for name in wanted:
            index = names.get(name, names.get(fold(name), -1)) if self.grid else names.get(name, -1)
            if index < 0:
                missing.append(name)
            table.columns[name] = arrays[index] if index >= 0 else pa.nulls(len(rows), pa.string())
            table.places[name] = index + 1
        return table, missing

    def all_columns(self, records: Records) -> list[tuple[str, int]]:
        """Every column of a batch as (name to call it by, index): the header where it is unique, else ``#n``;
        the reader's names otherwise."""
        if not self.grid:
            return [(name, index) for index, name in enumerate(records.columns.schema.names)]
        arrays, names = self._arrays(records)
        first, last = self.spec.first_column - 1, self.spec.last_column or len(arrays)
        result = []
        for index in range(first, min(last, len(arrays))):
            text = self.header[index - first] if index - first < len(self.header) else ""
            result.append((text if names.get(fold(text)) == index else f"#{index + 1}", index))
        return result

    def _arrays(self, records: Records) -> tuple[list[pa.Array], MappingOf[str, int]]:
        if not self.grid:
            schema_names = records.columns.schema.names
            return list(records.columns.columns), {name: index for index, name in enumerate(schema_names)}
        arrays = list(records.columns.columns)
        if self.spec.split:
            arrays = _split(arrays[0], self.spec.split)
        return arrays, self.names(len(arrays))

    def _others(
        self, arrays: list[pa.Array], rows: Ints, left: dict[str, Flags]
    ) -> tuple[list[tuple[str, int, int]], dict[int, tuple[int, int]]]:
        """How many cells are filled in lines that are no records, by reason, and in columns outside the
        table, each with the first row."""
        if not self.grid:
            return [], {}
        first, last = self.spec.first_column - 1, self.spec.last_column or len(arrays)
        lines = []
        for reason, flags in left.items():
            apart = rows[flags][:MOST_ABOVE].tolist() if reason == "above" else []
            groups = [
                *(flags & (rows == row) for row in apart),
                flags & ~np.isin(rows, apart) if apart else flags,
            ]
            for group in groups:
                mask = pa.array(group)
                count = (
                    sum(
                        int(np.count_nonzero(filled_cells(array.filter(mask))))
                        for array in arrays[first:last]
                    )
                    if group.any()
                    else 0
                )
                if count:
                    lines.append((reason, count, int(rows[int(np.argmax(group))])))
        beside = {}
        for index in (*range(min(first, len(arrays))), *range(last, len(arrays))):
            there = filled_cells(arrays[index])
            if there.any():
                beside[index] = (int(np.count_nonzero(there)), int(rows[int(np.argmax(there))]))
        return lines, beside

    def _headings(self, arrays: list[pa.Array], left: dict[str, Flags]) -> dict[int, int]:
        """How many cells of the header stand in each column of the table."""
        if not self.grid or not left["header"].any():
            return {}
        mask = pa.array(left["header"])
        inside = range(self.spec.first_column - 1, min(self.spec.last_column or len(arrays), len(arrays)))
        return {index: int(np.count_nonzero(filled_cells(arrays[index].filter(mask)))) for index in inside}

    def _records(self, arrays: list[pa.Array], rows: Ints) -> tuple[Flags | None, dict[str, Flags]]:
        """Which lines are records (None = all of them), and those that are none by reason."""
        if not self.grid:
            return None, {}
        first, last = self.spec.first_column - 1, self.spec.last_column or len(arrays)
        arrays = arrays[first:last]
        inside = rows >= self.data_start
        if self.spec.data_end is not None:
            inside &= rows <= self.spec.data_end
        header = np.zeros(len(rows), np.bool_)
        if self.header_row:
            header = (rows >= self.header_row) & (rows < self.header_row + self.header_rows)
            inside &= ~header
        count = np.zeros(len(rows), np.int32)
        for array in arrays:
            count += _filled(array)
        left: dict[str, Flags] = {"header": header, "above": (rows < self.data_start) & ~header}
        keep = inside & (count > 0)
        left["header-again"] = keep & self._repeats(arrays, keep)
        keep &= ~left["header-again"]
        left["total"] = keep & self._totals(arrays, keep & (count < max(2, SPARSE * self._width)))
        keep &= ~left["total"]
        left["outside-table"] = (
            (rows > self.spec.data_end) & (count > 0)
            if self.spec.data_end is not None
            else np.zeros(len(rows), np.bool_)
        )
        return (None if keep.all() else keep), left

    def _repeats(self, arrays: list[pa.Array], keep: Flags) -> Flags:
        same = keep.copy()
        seen = 0
        last = next((line for line in self.lines if line[0] == self.header_row + self.header_rows - 1), None)
        if last is None or not self.header_row:
            return np.zeros(len(keep), np.bool_)
        cells = last[1][self.spec.first_column - 1 : self.spec.last_column]
        for cell, array in zip(cells, arrays, strict=False):
            if not blank(cell):
                seen += 1
                same &= pc.fill_null(pc.equal(array, cell), False).to_numpy(zero_copy_only=False)
                if not same.any():
                    break
        return same if seen else np.zeros(len(keep), np.bool_)

    def _totals(self, arrays: list[pa.Array], candidates: Flags) -> Flags:
        found = np.zeros(len(candidates), np.bool_)
        if not self._skip or not candidates.any():
            return found
        mask = pa.array(candidates)
        first = pc.coalesce(*[_nonblank(array.filter(mask)) for array in arrays])
        hits = pc.fill_null(pc.match_substring_regex(first, self._skip, ignore_case=True), False)
        found[np.flatnonzero(candidates)[hits.to_numpy(zero_copy_only=False)]] = True
        return found

    def _unpivoted(self, arrays: list[pa.Array], rows: Ints) -> Table:
        spec = self.spec.unpivot
        if spec is None:
            raise ValueError("no matrix")
        table = arrays[self.spec.first_column - 1 :]
        cornerless = bool(self.header and self.header[0]) and not any(self.header[len(table) - 1 :])
        labels = [
            name or f"#{index + 1}"
            for index, name in enumerate(self.header[: len(table) - 1] if cornerless else self.header[1:])
        ]
        columns, record, cells = unpivot(spec, table, labels, self.spec.first_column)
        places = {"row": self.spec.first_column, "column": 0, "value": 0}
        return Table(
            columns,
            places,
            rows[record],
            record,
            len(rows),
            rows,
            cells,
            label_column=self.spec.first_column - 1,
        )


def filled_cells(array: pa.Array) -> Flags:
    """Which cells of a column hold something other than spaces."""
    there: Flags = pc.fill_null(
        pc.and_not(pc.greater(pc.binary_length(array), 0), pc.utf8_is_space(array)), False
    ).to_numpy(zero_copy_only=False)
    return there


def _filled(array: pa.Array) -> npt.NDArray[np.int32]:
    lengths: npt.NDArray[np.int32] = pc.fill_null(pc.binary_length(array), 0).to_numpy(zero_copy_only=False)
    return (lengths > 0).astype(np.int32)


def _nonblank(array: pa.Array) -> pa.Array:
    return pc.if_else(pc.greater(pc.binary_length(array), 0), array, pa.scalar(None, pa.string()))


def _split(array: pa.Array, pattern: str) -> list[pa.Array]:
    pieces = cut(array, pattern)
    width = max((len(piece) for piece in pieces), default=0)
    return [
        pa.array([piece[index] if index < len(piece) else None for piece in pieces], pa.string())
        for index in range(width)
    ]


__all__ = ["TOTALS", "Flags", "Frame", "Ints", "Table", "filled_cells", "lines_of"]
