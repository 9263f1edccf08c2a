"""What the proposer looks at: the first lines of a part under its layout, column by column."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from tahqiq.collect.mapping.cells import blank
from tahqiq.collect.mapping.frame import lines_of
from tahqiq.collect.mapping.header_rows import Line
from tahqiq.collect.mapping.layout import Layout, find_layout, is_total, split_cells
from tahqiq.collect.mapping.looks import Column
from tahqiq.collect.mapping.words import fold
from tahqiq.formats.reader import Records

DEPTH = 2_000
"""How many lines of the first batch are looked at for values."""

MOST = 2_000_000
"""So many values of a column at most are looked at to tell the order of their dates."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A table, its layout and its columns; ``file_name`` and ``sheet_name`` as a person sees them,
    ``records`` the batch it was taken of."""

    layout: Layout
    columns: tuple[Column, ...]
    file_name: str
    sheet_name: str
    rows: int
    kind: str = "table"
    records: Records | None = None

    @property
    def busy(self) -> list[Column]:
        """The columns that hold something."""
        return [column for column in self.columns if column.values]

    def column(self, name: str) -> Column:
        """The column called ``name`` in a mapping."""
        return next(column for column in self.columns if column.name == name)


def take(records: Records, file_name: str) -> Sample | None:
    """The sample of a grid; None when no table stands in it."""
    if records.kind != "table":
        return _named(records, file_name)
    lines = lines_of(records, DEPTH)
    layout = find_layout(lines[:200])
    if layout is None:
        return None
    if layout.split:
        lines = [(row, split_cells(cells, layout.split)) for row, cells in lines]
    body = [
        line
        for line in lines
        if line[0] >= layout.data_start and (layout.data_end is None or line[0] <= layout.data_end)
    ]
    width = layout.last_column - layout.first_column + 1
    again = [fold(name) for name in layout.header if fold(name)]
    body = [
        line for line in body if not is_total(line[1], width) and any(not blank(cell) for cell in line[1])
    ]
    body = [line for line in body if not _is_header(line[1], again)]
    return Sample(
        layout, tuple(_columns(layout, body)), file_name, records.part.name, len(body), records=records
    )


def _is_header(cells: Sequence[str | None], header: Sequence[str]) -> bool:
    """Whether a line is the header once more, as where pages or files were put one below another."""
    first = next((cell for cell in cells if not blank(cell)), None)
    if first is None or len(header) < 2 or fold(first) != header[0]:
        return False
    return [fold(cell) for cell in cells if cell and fold(cell)] == header


def _named(records: Records, file_name: str) -> Sample:
    """The sample of records whose columns have names already (JSON, Parquet)."""
    head = records.columns.slice(0, DEPTH)
    columns = tuple(
        Column(index, name, name, head.column(index).to_pylist())
        for index, name in enumerate(head.schema.names)
    )
    layout = Layout(
        0,
        1,
        0,
        None,
        1,
        len(columns),
        tuple(column.header for column in columns),
        reasons=("the file names its columns itself",),
    )
    return Sample(layout, columns, file_name, records.part.name, head.num_rows, records.kind, records)


def _columns(layout: Layout, body: list[Line]) -> list[Column]:
    folded = [fold(name) for name in layout.header]
    columns = []
    for offset in range(layout.last_column - layout.first_column + 1):
        index = layout.first_column - 1 + offset
        header = layout.header[offset] if offset < len(layout.header) else ""
        named = bool(fold(header)) and folded.count(fold(header)) == 1
        values = [cells[index] if index < len(cells) else None for _, cells in body]
        columns.append(Column(index, header if named else f"#{index + 1}", header, values))
    return columns


def all_values(
    sample: Sample, column: Column, more: Callable[[], Iterable[Records]] | None = None
) -> list[str]:
    """The filled values of a column in the order of the rows: of the whole first batch, or of all batches of
    the part, which ``more`` gives anew."""
    if sample.records is None or sample.layout.split:
        return list(column.values)
    values: list[str] = []
    for records in more() if more is not None else (sample.records,):
        if column.index >= records.columns.num_columns or len(values) >= MOST:
            break
        cells = zip(records.rows.tolist(), records.columns.column(column.index).to_pylist(), strict=True)
        values += [
            cell for row, cell in cells if cell is not None and cell.strip() and _inside(sample.layout, row)
        ]
    return values


def _inside(layout: Layout, row: int) -> bool:
    return row >= layout.data_start and (layout.data_end is None or row <= layout.data_end)
