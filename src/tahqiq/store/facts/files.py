"""Writing one Parquet file so that it is there whole or not at all: temporary name, fsync, rename; with its
hash and row count."""

import hashlib
import json
import os
import re
import secrets
from collections.abc import Mapping, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from tahqiq.store.facts.catalogue import FactFile, Layout
from tahqiq.store.facts.columns import NULL32, NULL64, SORT, TYPES

_KIND = re.compile(r"[A-Za-z][A-Za-z0-9_]{0,63}")
LAYOUT_KEY, CONSTANTS_KEY, STARTS_KEY = "tahqiq.layout", "tahqiq.constants", "tahqiq.group_starts"
_SMALLEST_GROUP, _LARGEST_GROUP, _GROUPS = 16_384, 262_144, 4_096
_FINER: Mapping[Layout, int] = {"by_place": 4}
"""A node was at many places, so a co-location reads many groups: they are smaller."""
_WORDS = ("start_text", "zone", "text", "service", "currency")
_FREE_TEXT = ("start_text", "text")


_PLAIN: Mapping[Layout, tuple[str, ...]] = {"by_place": ("self", "start")}
"""Columns that a co-location decodes in bulk stand uncoded: a third less time for 5 bytes a row."""


def group_rows(layout: Layout, expected: int) -> int:
    """Rows per row group for a file of about ``expected`` rows: small enough that one key touches one or two,
    few enough that the footer stays small."""
    size = -(-expected // _GROUPS // 4_096) * 4_096
    return min(max(size, _SMALLEST_GROUP), _LARGEST_GROUP) // _FINER.get(layout, 1)


def new_path(kind: str, layout: Layout, source: int) -> str:
    """A fresh relative path that says kind, layout and source (``m`` where several were merged). Raises
    ``ValueError`` for a kind that is no name."""
    if not _KIND.fullmatch(kind):
        raise ValueError(f"{kind!r} is no name of a kind of event")
    owner = f"s{source}" if source else "m"
    return f"{kind}/{layout}-{owner}-{secrets.token_hex(6)}.parquet"


def source_of(path: str) -> int | None:
    """The source number in a path made by :func:`new_path` (0 = merged), None for any other name."""
    found = re.fullmatch(r"[^/]+/[a-z_]+-(?:s(\d+)|m)-[0-9a-f]+\.parquet(?:\.tmp)?", path)
    return None if found is None else int(found.group(1) or 0)


class FileWriter:
    """Writes record batches of one layout; :meth:`finish` seals the file and tells the catalogue's line about
    it.

    ``constants`` are integer columns with one value throughout: they stand once in the file's key-value
    metadata instead of in every row, as a column without any value is left out (decoding them cost a third of
    a query).
    """

    def __init__(
        self,
        root: Path,
        kind: str,
        layout: Layout,
        source: int,
        schema: pa.Schema,
        expected: int,
        constants: Mapping[str, int] | None = None,
    ) -> None:
        self._root, self._kind, self._layout, self._source = root, kind, layout, source
        self._path = new_path(kind, layout, source)
        self._final = root / self._path
        self.temporary = self._final.with_name(self._final.name + ".tmp")
        self._final.parent.mkdir(parents=True, exist_ok=True)
        self._group = group_rows(layout, expected)
        words = [name for name in schema.names if name in _WORDS]
        dictionary = [name for name in words if name not in _FREE_TEXT]
        delta = {
            name: "DELTA_BINARY_PACKED"
            for name in schema.names
            if name not in words and TYPES[name] not in (pa.bool_(),)
        }
        for name in ("amount", *_PLAIN.get(layout, ())):
            delta.pop(name, None)
        keys = [name for name in dict.fromkeys((*SORT[layout], "source", "part")) if name in schema.names]
        self._writer = pq.ParquetWriter(
            self.temporary,
            schema,
            compression={
                name: ("ZSTD" if name in words or name in ("amount", "out", "here") else "NONE")
                for name in schema.names
            },
            use_dictionary=dictionary or False,
            column_encoding=delta,
            write_statistics=keys,
            store_schema=False,
        )
        self._writer.add_key_value_metadata(
            {LAYOUT_KEY: f"{layout}/1", CONSTANTS_KEY: json.dumps(dict(constants or {}), sort_keys=True)}
        )
        self.schema = schema
        self.rows = 0
        self._starts: list[int] = []

    def write(self, arrays: Sequence[pa.Array]) -> None:
        """Append rows given as one array per schema column."""
        table = pa.Table.from_arrays(list(arrays), schema=self.schema)
        if table.num_rows:
            self._writer.write_table(table, row_group_size=self._group)
            self._note_starts(table)
            self.rows += table.num_rows

    def close(self) -> None:
        """End the Parquet file under its temporary name."""
        if self._starts:
            self._writer.add_key_value_metadata({STARTS_KEY: json.dumps(self._starts)})
        self._writer.close()

    def _note_starts(self, table: pa.Table) -> None:
        """The second key of each group's first row, which the statistics of the group do not tell."""
        if self._layout == "by_place" and SORT["by_place"][1] in table.schema.names:
            column = table.column(SORT["by_place"][1])
            firsts = (
                column.take(pa.array(range(0, table.num_rows, self._group))).combine_chunks().view(pa.int64())
            )
            self._starts += firsts.fill_null(NULL64).to_pylist()

    def finish(self, classes: frozenset[int]) -> FactFile:
        """Close, fsync, hash and rename. Raises ``OSError`` when the disk refuses."""
        self.close()
        return seal(self._root, self._path, self._kind, self._layout, self._source, classes)

    def drop(self) -> None:
        """Remove what was written; for an intake that is given up."""
        self._writer.close()
        self.temporary.unlink(missing_ok=True)


def seal(root: Path, path: str, kind: str, layout: Layout, source: int, classes: frozenset[int]) -> FactFile:
    """Turn the closed temporary file of ``path`` into a durable one and describe it."""
    final = root / path
    temporary = final.with_name(final.name + ".tmp")
    with temporary.open("rb") as handle:
        os.fsync(handle.fileno())
        sha256 = hashlib.file_digest(handle, "sha256").hexdigest()
    temporary.rename(final)
    _sync_folder(final.parent)
    metadata = pq.read_metadata(final)
    low, high = _first_range(metadata, SORT[layout][0])
    return FactFile(
        0, kind, layout, path, sha256, metadata.num_rows, final.stat().st_size, source, classes, low, high
    )


def constants_of(metadata: pq.FileMetaData) -> dict[str, int]:
    """The columns that stand once for the whole file."""
    found = (metadata.metadata or {}).get(CONSTANTS_KEY.encode(), b"{}")
    return {str(name): int(value) for name, value in json.loads(found).items()}


def starts_of(metadata: pq.FileMetaData) -> list[int]:
    """The second key of the first row of every group, where the file tells."""
    return [int(value) for value in json.loads((metadata.metadata or {}).get(STARTS_KEY.encode(), b"[]"))]


def _first_range(metadata: pq.FileMetaData, name: str) -> tuple[int, int]:
    constant = constants_of(metadata).get(name)
    return (constant, constant) if constant is not None else key_range(metadata, name)


def key_range(metadata: pq.FileMetaData, name: str) -> tuple[int, int]:
    """The smallest and largest value of a column over all row groups without nulls; (0, 0) when there is
    none."""
    at = metadata.schema.names.index(name)
    ranges = [group_range(metadata, group, at) for group in range(metadata.num_row_groups)]
    known = [pair for pair in ranges if pair[0] not in (NULL32, NULL64)]
    return (min(low for low, _ in known), max(high for _, high in known)) if known else (0, 0)


def group_range(metadata: pq.FileMetaData, group: int, column: int) -> tuple[int, int]:
    """Smallest and largest stored integer of a column in one row group; both :data:`NULL64` when all are
    null."""
    statistics = metadata.row_group(group).column(column).statistics
    if statistics is None or not statistics.has_min_max:
        return NULL64, NULL64
    return int(statistics.min_raw), int(statistics.max_raw)


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
