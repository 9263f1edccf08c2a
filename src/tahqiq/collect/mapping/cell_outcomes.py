"""What becomes of each cell of a batch: used, lost to a problem, or set aside and why, as masks over whole
columns (docs/decisions/0021)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tahqiq.collect.mapping.cleaner import Outcome
from tahqiq.collect.mapping.date_evidence import without_year
from tahqiq.collect.mapping.document import Value
from tahqiq.collect.mapping.frame import Flags, Table, filled_cells
from tahqiq.collect.mapping.texts import Codes, Reading, own_columns
from tahqiq.model.account import (
    ABOVE,
    ALTERNATIVE,
    BESIDE,
    CONDITION,
    HEADER,
    MATRIX_EMPTY,
    NO_MATCH,
    NO_THING,
    NO_YEAR,
    NOT_MAPPED,
    OTHER_SORT,
    PLACEHOLDER,
    Account,
    Aside,
)
from tahqiq.model.idle import IdleColumn
from tahqiq.model.place import Part, Place

QUIET = frozenset({"placeholder", "number-withheld"})
"""Notes that only say that nothing stood there."""


class Fates:
    """Masks over the lines of a table, by the name its mapping calls a column. What is marked twice is used,
    if it is used once."""

    def __init__(self) -> None:
        self.used: dict[str, Flags] = {}
        self.outside: list[int] = []
        """The rows of cells outside the records that gave a value."""
        self.lost: dict[str, Flags] = {}
        self.aside: dict[tuple[str, str], Flags] = {}

    def use(self, names: Iterable[str], lines: Flags) -> None:
        """The cells of these columns went into what was made of ``lines``."""
        for name in names:
            self.used[name] = self.used[name] | lines if name in self.used else lines

    def lose(self, names: Iterable[str], lines: Flags) -> None:
        """The cells could not be understood; a problem says so."""
        for name in names:
            self.lost[name] = self.lost[name] | lines if name in self.lost else lines

    def leave(self, names: Iterable[str], lines: Flags, why: str) -> None:
        """The cells were not wanted there, and ``why``."""
        for name in names:
            self.aside[name, why] = self.aside[name, why] | lines if (name, why) in self.aside else lines

    def took(self, reading: Reading, value: Value, lines: Flags) -> None:
        """A value of ``lines`` came from this source: from its own columns, or where those are empty from
        those it names in their place."""
        for names, here in self._sources(reading, value, lines):
            self.use(names, here)

    def cleaned(self, reading: Reading, value: Value, codes: Codes, outcome: Outcome) -> None:
        """What cleaning could not use: the cells of codes without a value are lost, placeholders, or hold
        nothing that the mapping looks for."""
        if not len(outcome.count):
            return
        nothing = (outcome.count == 0)[np.maximum(codes, 0)] & (codes >= 0)
        if not nothing.any():
            return
        distinct = np.unique(codes[nothing])
        notes = [outcome.notes[code] for code in distinct.tolist()]
        sorts = np.array([1 if note is None else 2 if note in QUIET else 3 for note in notes], np.int8)
        of_line = np.zeros(len(codes), np.int8)
        of_line[nothing] = sorts[np.searchsorted(distinct, codes[nothing])]
        for sort, why in ((1, NO_MATCH), (2, PLACEHOLDER), (3, "")):
            here = of_line == sort
            if here.any():
                for names, lines in self._sources(reading, value, here):
                    self.leave(names, lines, why) if why else self.lose(names, lines)

    def _sources(
        self, reading: Reading, value: Value, lines: Flags
    ) -> Iterator[tuple[tuple[str, ...], Flags]]:
        if value.otherwise is None:
            yield own_columns(value), lines
            return
        own = replace(value, otherwise=None)
        present = reading.texts(own).codes >= 0
        yield own_columns(value), lines & present
        other = value.otherwise if isinstance(value.otherwise, Value) else Value(column=value.otherwise)
        self.leave(own_columns(other), lines & present, ALTERNATIVE)
        yield from self._sources(reading, other, lines & ~present)


@dataclass(frozen=True, slots=True)
class Lines:
    """What came of the lines of a table: which belong to a record that made something, and which a condition
    left out."""

    made: Flags
    left_out: Flags


def account(
    part: Part, kind: str, table: Table, fates: Fates, came: Lines, labels: Sequence[tuple[str, int]]
) -> Account:
    """The fate of every cell of the batch. ``labels`` are (name, index) of the columns that the mapping may
    use, every other one stands beside.

    The heading of a column that the mapping names is used: it told what the column is. Cells of a record that
    made nothing are problems where the mapping names their column, of a record left out set aside.
    """
    made = Account()
    read = {column - 1 for column in table.places.values()} if table.cells is None else set(table.headings)
    for why, count, row in table.other_lines:
        if why == "header":
            named = sum(number for index, number in table.headings.items() if index in read)
            made.used += named
            made.aside(Aside(f"row {row}", count - named, HEADER, Place(part, row), kind))
        elif why == "above":
            named = min(count, fates.outside.count(row))
            made.used += named
            made.aside(Aside(f"row {row}", count - named, ABOVE, Place(part, row), kind))
        elif why == "outside-table":
            made.problems += count
        else:
            made.aside(Aside(f"row {row}", count, f"aside-{why}", Place(part, row), kind))
    for index, (count, row) in table.beside.items():
        made.aside(Aside(f"#{index + 1}", count, BESIDE, Place(part, row, index + 1), kind))
    if table.cells is not None:
        _matrix(made, part, kind, table, came)
        return made
    names: dict[int, list[str]] = {}
    for name, column in table.places.items():
        names.setdefault(column - 1, []).append(name)
    for label, index in labels:
        if index < len(table.arrays):
            array = table.arrays[index]
            _column(
                made, Place(part, 0, index + 1), kind, label, table, fates, names.get(index, []), came, array
            )
    return made


def _column(
    made: Account,
    place: Place,
    kind: str,
    label: str,
    table: Table,
    fates: Fates,
    names: list[str],
    came: Lines,
    cells: pa.Array,
) -> None:
    """One column of records, cut into its fates one after another: what is left after each goes to the
    next."""

    def first(flags: Flags) -> Place:
        return place._replace(row=int(table.rows[int(np.argmax(flags))]))

    def leave(flags: Flags, why: str) -> None:
        count = int(np.count_nonzero(flags))
        if count:
            made.aside(Aside(label, count, why, first(flags), kind))

    there = filled_cells(cells)
    if not there.any():
        return
    if came.left_out.any():
        leave(there & came.left_out, CONDITION)
        there = there & ~came.left_out
    if not names:
        leave(there, NO_YEAR if without_year(_some(cells)) else NOT_MAPPED)
        return
    used = _any((fates.used[name] for name in names if name in fates.used), there) & came.made
    made.used += int(np.count_nonzero(used))
    there = there & ~used
    if not there.any():
        return
    for name, why in [key for key in fates.aside if key[0] in names and key[1] == PLACEHOLDER]:
        gone = there & fates.aside[name, why]
        leave(gone, why)
        there = there & ~gone
    lost = _any((fates.lost[name] for name in names if name in fates.lost), there) | (there & ~came.made)
    made.problems += int(np.count_nonzero(lost))
    there = there & ~lost
    for wanted in (ALTERNATIVE, NO_MATCH, NO_THING):
        for name, why in [key for key in fates.aside if key[0] in names and key[1] == wanted]:
            gone = there & fates.aside[name, why]
            leave(gone, why)
            there = there & ~gone
    leave(there, OTHER_SORT)


def _some(cells: pa.Array) -> list[str]:
    """The first hundreds of texts of a column."""
    return [text for text in cells.drop_null().slice(0, 500).to_pylist() if text.strip()]


def _matrix(made: Account, part: Part, kind: str, table: Table, came: Lines) -> None:
    """Cells of a matrix: those of ties that were read are used, the others say that there is no tie."""
    if table.cells is None:
        return
    per_record = np.zeros(len(table.row_of), np.bool_)
    per_record[table.record[came.made]] = True
    for index, array in enumerate(table.arrays):
        there = filled_cells(array)
        lines = table.record[came.made & (table.cells == index + 1)]
        used = np.zeros(len(there), np.bool_)
        used[lines] = True
        if index == table.label_column:
            used = per_record
        made.used += int(np.count_nonzero(there & used))
        rest = there & ~used
        silent = rest & per_record
        made.problems += int(np.count_nonzero(rest & ~per_record))
        if silent.any():
            row = int(table.row_of[int(np.argmax(silent))])
            made.aside(
                Aside(
                    f"#{index + 1}",
                    int(np.count_nonzero(silent)),
                    MATRIX_EMPTY,
                    Place(part, row, index + 1),
                    kind,
                )
            )


def idle_columns(part: Part, table: Table, labels: Sequence[tuple[str, int]]) -> list[IdleColumn]:
    """The columns of records that the mapping does not name."""
    if table.cells is not None:
        return []
    named = {column - 1 for column in table.places.values()}
    return [
        IdleColumn(part.no, index + 1, label, table.rows, table.arrays[index])
        for label, index in labels
        if index not in named and index < len(table.arrays)
    ]


def all_cells(columns: Sequence[pa.Array]) -> int:
    """How many cells of some columns are not empty."""
    return sum(int(np.count_nonzero(filled_cells(column))) for column in columns)


def _any(masks: Iterable[npt.NDArray[np.bool_]], there: Flags) -> Flags:
    found = np.zeros(len(there), np.bool_)
    for mask in masks:
        found |= mask
    return found & there


__all__ = ["QUIET", "Fates", "Lines", "account", "all_cells", "idle_columns"]
