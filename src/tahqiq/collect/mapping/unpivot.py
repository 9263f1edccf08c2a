"""A matrix as a table of cells: one line for each label, and one for each cell that holds a tie."""

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tahqiq.collect.mapping.document import Unpivot

Ints = npt.NDArray[np.int64]


def unpivot(
    spec: Unpivot, arrays: list[pa.Array], labels: list[str], first_column: int
) -> tuple[dict[str, pa.Array], Ints, Ints]:
    """(columns ``row``, ``column``, ``value``; record of each line; original column of each line, 0 for the
    lines of labels).

    ``arrays`` start with the label column; ``labels`` name the others. Every record makes a line that holds
    only its label.
    """
    names = [(text or "").strip() or None for text in arrays[0].to_pylist()]
    values = [array.to_pylist() for array in arrays[1 : len(labels) + 1]]
    place = {label: index for index, label in enumerate(labels)}
    empty = set(spec.empty)
    rows: list[str | None] = []
    columns: list[str | None] = []
    cells: list[str | None] = []
    record: list[int] = []
    where: list[int] = []
    for number, name in enumerate(names):
        rows.append(name)
        columns.append(None)
        cells.append(None)
        record.append(number)
        where.append(0)
        mine = place.get(name or "", -1)
        for index, label in enumerate(labels[: len(values)]):
            text = (values[index][number] or "").strip()
            same = label == name
            if text in empty or (same and not spec.diagonal) or (spec.half and mine >= 0 and index < mine):
                continue
            rows.append(name)
            columns.append(label)
            cells.append(text)
            record.append(number)
            where.append(first_column + 1 + index)
    table = {
        "row": pa.array(rows, pa.string()),
        "column": pa.array(columns, pa.string()),
        "value": pa.array(cells, pa.string()),
    }
    return table, np.array(record, np.int64), np.array(where, np.int64)
