"""Texts of columns that no mapping uses, kept beside a source so that they can be searched without reading
the original again.

One Parquet file for each source: each distinct text of a column once, with the row where it stands first and
how often it stands. It is derived: made again when the original is read again; gone when the source is swept
or erased. See docs/decisions/0021.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from tahqiq.kit.text import fold_digits
from tahqiq.model.idle import IdleColumn
from tahqiq.model.place import Part, Place
from tahqiq.model.scope import Scope
from tahqiq.store.database import Database, integer, numbers, text
from tahqiq.store.source_rows import parts_of

MOST = 250_000
"""How many distinct texts are kept of one source; how many further ones there are is told with every
answer."""
LONGEST = 2_000
"""So many characters of a text are kept."""
_SCHEMA = pa.schema(
    [
        ("part", pa.int32()),
        ("column", pa.int32()),
        ("field", pa.string()),
        ("row", pa.int64()),
        ("amount", pa.int64()),
        ("held", pa.bool_()),
        ("text", pa.string()),
        ("folded", pa.string()),
    ]
)
_LETTERS = str.maketrans(
    {
        **dict.fromkeys("أإآٱ", "ا"),
        **dict.fromkeys("ىیئ", "ي"),
        "ک": "ك",
        "ة": "ه",
        "ە": "ه",
        "ؤ": "و",
        "ـ": None,
        **{chr(code): None for code in range(0x064B, 0x0653)},
    }
)


def folded(given: str) -> str:
    """A text as it is compared: without case, vowel signs and the differences of spelling that Arabic and
    Kurdish keyboards make.

    >>> folded("أحمد ٢٠") == folded("احمد 20")
    True
    """
    return fold_digits(given.casefold().translate(_LETTERS))


class IdleTexts:
    """Collects the idle texts of one source while it is read."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._found: dict[tuple[int, int, str, bool], dict[str, list[int]]] = {}
        self._kept = self._beyond = 0

    def add(self, columns: Iterable[IdleColumn], held: frozenset[int]) -> None:
        """Take in columns of a batch; ``held`` are rows outside the source's authority."""
        for column in columns:
            outside = np.isin(column.rows, list(held)) if held else np.zeros(0, np.bool_)
            if not outside.any():
                self._take(column, False)
                continue
            for flags, apart in ((~outside, False), (outside, True)):
                self._take(
                    IdleColumn(
                        column.part,
                        column.column,
                        column.field,
                        column.rows[flags],
                        column.cells.filter(pa.array(flags)),
                    ),
                    apart,
                )

    def _take(self, column: IdleColumn, held: bool) -> None:
        coded = column.cells.dictionary_encode()
        codes = pc.fill_null(coded.indices.cast(pa.int64()), -1).to_numpy(zero_copy_only=False)
        if not len(coded.dictionary):
            return
        amounts = np.bincount(codes[codes >= 0], minlength=len(coded.dictionary))
        fresh = np.flatnonzero(np.diff(np.maximum.accumulate(codes), prepend=-1) > 0)
        known = self._found.setdefault((column.part, column.column, column.field, held), {})
        rows = column.rows[fresh].tolist()
        for said, row, amount in zip(coded.dictionary.to_pylist(), rows, amounts.tolist(), strict=True):
            if not said.strip():
                continue
            seen = known.get(said)
            if seen is not None:
                seen[1] += amount
            elif self._kept < MOST:
                known[said] = [row, amount]
                self._kept += 1
            else:
                self._beyond += 1

    def save(self) -> None:
        """Write the file, or take away one that an earlier attempt left where there is nothing."""
        self._path.unlink(missing_ok=True)
        if not self._kept:
            return
        rows = [
            (part, column, field, row, amount, held, said[:LONGEST], folded(said[:LONGEST]))
            for (part, column, field, held), texts in self._found.items()
            for said, (row, amount) in texts.items()
        ]
        table = pa.table(
            [
                pa.array(values, item.type)
                for values, item in zip(zip(*rows, strict=True), _SCHEMA, strict=True)
            ],
            schema=_SCHEMA,
        )
        self._path.parent.mkdir(parents=True, exist_ok=True)
        temporary = self._path.with_suffix(".tmp")
        pq.write_table(
            table.replace_schema_metadata({"beyond": str(self._beyond)}), temporary, compression="zstd"
        )
        temporary.rename(self._path)


@dataclass(frozen=True, slots=True)
class IdleHit:
    """A text of a column that nothing is made of: where it stands first, and how often it stands in the
    column."""

    source: str
    source_name: str
    place: Place
    field: str
    text: str
    amount: int


@dataclass(frozen=True, slots=True)
class IdleFound:
    """What was found; ``truncated`` when there is more; ``incomplete`` visible sources have more texts than
    are kept for searching."""

    hits: tuple[IdleHit, ...]
    truncated: bool
    incomplete: int


def idle_path(root: Path, source: int) -> Path:
    """Where the idle texts of a source are kept."""
    return root / "manifests" / f"{source}.idle"


def find_idle(database: Database, root: Path, scope: Scope, asked: str, limit: int = 50) -> IdleFound:
    """The idle texts that hold every word of ``asked``, in what ``scope`` may see, source by source; rows
    outside an order only where they are released."""
    words = folded(asked).split()
    rows = database.query(
        "SELECT no, id, name, held_class FROM source WHERE state='published' AND class IN "
        f"({numbers(scope.classes)}) AND no NOT IN ({numbers(scope.closed)}) ORDER BY no"
    )
    hits: list[IdleHit] = []
    incomplete = 0
    for row in rows if words else []:
        path = idle_path(root, integer(row[0]))
        if not path.is_file():
            continue
        table = pq.read_table(path)
        incomplete += int((table.schema.metadata or {}).get(b"beyond", b"0")) > 0
        if len(hits) > limit:
            continue
        if integer(row[3]) not in scope.classes:
            table = table.filter(pc.invert(table.column("held")))
        for word in words:
            table = table.filter(pc.match_substring(table.column("folded"), word))
        if len(table):
            parts = parts_of(database, (integer(row[0]),)).get(integer(row[0]), {})
            hits += [
                _hit(text(row[1]), text(row[2]), parts, line)
                for line in table.slice(0, limit + 1).to_pylist()
            ]
    return IdleFound(tuple(hits[:limit]), len(hits) > limit, incomplete)


def _hit(source: str, name: str, parts: Mapping[int, Part], line: dict[str, object]) -> IdleHit:
    part = int(str(line["part"]))
    place = Place(parts.get(part, Part(part)), int(str(line["row"])), int(str(line["column"])))
    return IdleHit(source, name, place, str(line["field"]), str(line["text"]), int(str(line["amount"])))


__all__: Sequence[str] = (
    "LONGEST",
    "MOST",
    "IdleFound",
    "IdleHit",
    "IdleTexts",
    "find_idle",
    "folded",
    "idle_path",
)
