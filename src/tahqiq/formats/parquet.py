"""Parquet: every column as text; kind ``parquet.record``, columns by their names, row = record number from 1.

Text stays as it is; numbers, truth values, dates and times become their plain text (a date-time as
``2024-01-31 13:05:00``, with the zone the column declares); bytes become hexadecimal; lists and structures
become JSON text. Null is None. What the file says about itself (key and value) is set aside.
"""

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from tahqiq.formats.base import FormatReader, TooMuch, damaged, of_content
from tahqiq.formats.reader import BATCH, NO, Confidence, Item, Records
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.account import TECHNICAL
from tahqiq.model.place import Part, Place

KIND = "parquet.record"
MAGIC = b"PAR1"
PART = Part(0, "entry")


def _body(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    try:
        yield from _batches(path, rows)
    except OSError as error:
        if not of_content(error):
            raise
        yield damaged(ValueError(str(error)), PART)
    except OverflowError as error:
        yield damaged(ValueError(str(error)), PART)


def _batches(path: Path, rows: Rows) -> Iterator[Item]:
    done = 0
    with pq.ParquetFile(path) as file:
        names = _distinct(file.schema_arrow.names)
        for key in file.schema_arrow.metadata or {}:
            rows.aside(key.decode("utf-8", "replace"), Place(PART), TECHNICAL)
        if len(names) > rows.limits.max_columns:
            raise TooMuch(f"{rows.limits.max_columns} columns")
        for batch in file.iter_batches(batch_size=BATCH):
            columns = pa.RecordBatch.from_arrays([_text(column) for column in batch.columns], names=names)
            yield Records(KIND, PART, columns, np.arange(done + 1, done + 1 + batch.num_rows, dtype=np.int64))
            done += batch.num_rows


def _text(column: pa.Array) -> pa.Array:
    kind = column.type
    if pa.types.is_dictionary(kind):
        return _text(column.dictionary_decode())
    if pa.types.is_string(kind):
        return column
    if pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind):
        return pa.array([None if value is None else value.hex() for value in column.to_pylist()], pa.string())
    if pa.types.is_nested(kind):
        return pa.array(
            [
                None if value is None else json.dumps(value, ensure_ascii=False, default=_plain)
                for value in _nested(column)
            ],
            pa.string(),
        )
    if pa.types.is_temporal(kind):
        return _moments(column)
    return column.cast(pa.string())


def _plain(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else str(value)


def _nested(column: pa.Array) -> list[object]:
    """Lists and structures as Python values; dates outside of the calendar become their stored whole
    numbers."""
    try:
        values: list[object] = column.to_pylist()
    except (OverflowError, ValueError):
        values = column.cast(_whole_numbers(column.type)).to_pylist()
    return values


def _whole_numbers(kind: pa.DataType) -> pa.DataType:
    if pa.types.is_struct(kind):
        return pa.struct(
            [
                pa.field(kind.field(at).name, _whole_numbers(kind.field(at).type))
                for at in range(kind.num_fields)
            ]
        )
    if pa.types.is_map(kind):
        return pa.map_(_whole_numbers(kind.key_type), _whole_numbers(kind.item_type))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return pa.list_(_whole_numbers(kind.value_type))
    if pa.types.is_temporal(kind):
        return pa.int32() if kind.bit_width == 32 else pa.int64()
    return kind


def _moments(column: pa.Array) -> pa.Array:
    """Dates and times; where one lies outside the calendar (year 1 to 9999) the whole batch becomes its
    stored whole numbers."""
    try:
        return pa.array([None if value is None else str(value) for value in column.to_pylist()], pa.string())
    except (OverflowError, ValueError):
        size = pa.int32() if column.type.bit_width == 32 else pa.int64()
        return column.view(size).cast(pa.string())


def _distinct(names: list[str]) -> list[str]:
    found: list[str] = []
    for name in names:
        fresh, number = name, 2
        while fresh in found:
            fresh, number = f"{name}#{number}", number + 1
        found.append(fresh)
    return found


def _sniff(head: bytes, name: str) -> Confidence:
    return Confidence(0.95, reason("format-begins", what="PAR1")) if head.startswith(MAGIC) else NO


READER = FormatReader("parquet", 2, "Parquet table", (".parquet", ".pq"), _sniff, _body)
