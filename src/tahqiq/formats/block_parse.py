"""One block of delimited lines as rows: by pyarrow's CSV parser where rows and lines agree, line by line
where they do not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as arrow_csv

from tahqiq.formats.blocks import Block
from tahqiq.formats.dialect import Dialect
from tahqiq.formats.reader import Limits, grid
from tahqiq.formats.sniff import encoding, is_utf8
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

SHOWN = 1_000
"""Characters of a line that a problem carries."""


@dataclass(frozen=True, slots=True)
class Ragged:
    """A record that has not the usual number of fields, at the line where it starts."""

    line: int
    fields: list[str]
    text: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """The rows of one block with the usual width (``lines`` ascending), those without, and what was found
    wrong on the way."""

    lines: npt.NDArray[np.int64]
    columns: pa.RecordBatch
    ragged: list[Ragged] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def parse(block: Block, dialect: Dialect, limits: Limits) -> Parsed:
    """The block as rows of ``dialect.width`` fields. Never raises for content."""
    data, problems = _without_nul(block)
    fast = _arrow(block, data, dialect, limits)
    if fast is None:
        return _slow(block.first, data, dialect, limits, problems)
    return Parsed(fast.lines, fast.columns, fast.ragged, problems)


def _without_nul(block: Block) -> tuple[bytes, list[Problem]]:
    problems = list(block.problems)
    place = block.data.find(b"\0")
    if place < 0:
        return block.data, problems
    line = block.first + block.data.count(b"\n", 0, place)
    problems.append(Problem("nul-characters", Place(WHOLE, line), params={"count": block.data.count(b"\0")}))
    return block.data.replace(b"\0", b""), problems


def _arrow(block: Block, data: bytes, dialect: Dialect, limits: Limits) -> Parsed | None:
    """By pyarrow; None when its rows cannot be given line numbers with certainty or the block holds something
    it cannot take."""
    plain = dialect.delimiter.isascii() and not dialect.blanks and dialect.delimiter != ""
    if not plain or not is_utf8(data):
        return None
    written = data.rstrip()  # blank lines at the end do not close a quote
    if dialect.quote and _ends_open(
        written[written.rfind(b"\n") + 1 :].decode("utf-8", "replace"), False, dialect
    ):
        return None
    ragged: list[Ragged] = []
    physical: list[int] = []

    def keep(row: arrow_csv.InvalidRow) -> str:
        physical.append(row.number - 1)
        ragged.append(Ragged(0, [], row.text))
        return "skip"

    try:
        table = _table(data, dialect, keep)
    except pa.ArrowInvalid:
        return None
    lines = _numbers(block, data, table, ragged, limits.max_cell)
    if lines is None or table.num_rows + len(ragged) != lines.size:
        return None
    if dialect.quote and any(dialect.quote in one.text for one in ragged):
        return (
            None  # where a quote stands in a ragged line, only the other parser knows which record it opens
        )
    found = [
        Ragged(int(lines[at]), dialect.split(one.text), one.text)
        for at, one in zip(physical, ragged, strict=True)
    ]
    if physical:
        lines = np.delete(lines, physical)
    return Parsed(lines, _one_batch(table), [one for one in found if one.text.strip()])


def _table(data: bytes, dialect: Dialect, keep: object) -> pa.Table:
    names = [f"c{index + 1}" for index in range(dialect.width)]
    return arrow_csv.read_csv(
        pa.BufferReader(data),
        read_options=arrow_csv.ReadOptions(use_threads=False, block_size=len(data) + 1, column_names=names),
        parse_options=arrow_csv.ParseOptions(
            delimiter=dialect.delimiter,
            quote_char=dialect.quote or False,
            invalid_row_handler=keep,
            newlines_in_values=False,
        ),
        convert_options=arrow_csv.ConvertOptions(
            check_utf8=False,
            column_types={name: pa.string() for name in names},
            strings_can_be_null=True,
            quoted_strings_can_be_null=True,
            null_values=[""],
        ),
    )


def _one_batch(table: pa.Table) -> pa.RecordBatch:
    batches = table.combine_chunks().to_batches()
    return batches[0] if batches else pa.RecordBatch.from_pylist([], schema=table.schema)


def _numbers(
    block: Block, data: bytes, table: pa.Table, ragged: list[Ragged], longest: int
) -> npt.NDArray[np.int64] | None:
    """The line of every row, ragged ones included. Where there are as many rows as lines and no CR, no line
    is empty and no value has a line break, since both would make the rows fewer: the usual case costs nothing
    more."""
    if table.num_rows + len(ragged) == block.lines and data.find(b"\r") < 0:
        lengths = [pc.max(pc.binary_length(column)).as_py() or 0 for column in table.columns]
        if max([*lengths, *(len(one.text) for one in ragged)]) <= longest:
            return np.arange(block.first, block.first + block.lines, dtype=np.int64)
    return _line_numbers(block.first, data, longest)


def _line_numbers(first: int, data: bytes, longest: int) -> npt.NDArray[np.int64] | None:
    """Numbers of the lines that are not empty; None when one is longer than ``longest`` bytes, and when a CR
    stands alone, since pyarrow takes it for a line end."""
    raw = np.frombuffer(data, np.uint8)
    ends = np.flatnonzero(raw == 10)
    if data.find(b"\r") >= 0:
        before = raw[ends[ends > 0] - 1] == 13
        if int(np.count_nonzero(raw == 13)) != int(np.count_nonzero(before)):
            return None
    if raw.size and raw[-1] != 10:
        ends = np.append(ends, raw.size)
    if not ends.size:
        return np.zeros(0, np.int64)
    lengths = np.diff(ends, prepend=-1) - 1
    if int(lengths.max()) > longest:
        return None
    if int(lengths.min()) > 1:
        return np.arange(first, first + ends.size, dtype=np.int64)
    filled = (lengths > 1) | ((lengths == 1) & (raw[ends - 1] != 13))
    return np.asarray(first + np.flatnonzero(filled), dtype=np.int64)


def _slow(first: int, data: bytes, dialect: Dialect, limits: Limits, problems: list[Problem]) -> Parsed:
    """Line by line: values with line breaks, stray quotes, stray CR, lines in another encoding, delimiters of
    other kinds."""
    raw = data.split(b"\n")
    if raw and not raw[-1]:
        raw.pop()
    texts = [_text(first + index, line, problems) for index, line in enumerate(raw)]
    good: list[tuple[int, Sequence[str | None]]] = []
    ragged: list[Ragged] = []
    at = 0
    while at < len(texts):
        fields, text, taken = _record(texts, at, dialect, limits, first, problems)
        line, at = first + at, at + taken
        if not text.strip():
            continue
        if any(len(value) > limits.max_cell for value in fields):
            problems.append(
                Problem(
                    "cell-too-long",
                    Place(WHOLE, line),
                    value=text[:200],
                    records=1,
                    params={"limit": limits.max_cell},
                )
            )
        elif len(fields) == dialect.width:
            good.append((line, [value or None for value in fields]))
        else:
            ragged.append(Ragged(line, fields, text))
    empty = pa.RecordBatch.from_pylist(
        [], schema=pa.schema([(f"c{index + 1}", pa.string()) for index in range(dialect.width)])
    )
    columns = grid(WHOLE, good).columns if good else empty
    return Parsed(np.array([line for line, _ in good], dtype=np.int64), columns, ragged, problems)


def _text(line: int, raw: bytes, problems: list[Problem]) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        codec = encoding(raw).codec
        codec = codec if codec.startswith(("cp", "iso")) else "cp1252"
        problems.append(Problem("line-in-other-encoding", Place(WHOLE, line), params={"encoding": codec}))
        return raw.decode(codec, errors="replace")


def _record(
    texts: list[str], at: int, dialect: Dialect, limits: Limits, first: int, problems: list[Problem]
) -> tuple[list[str], str, int]:
    """``(fields, text, lines taken)`` of the record that starts at line ``at``."""
    single = texts[at].removesuffix("\r")
    if not dialect.quote or dialect.quote not in single or dialect.blanks:
        return dialect.split(single), single, 1
    open_, taken, size = _ends_open(single, False, dialect), 1, len(single)
    if not open_:
        return dialect.split(single), single, 1
    while open_ and at + taken < len(texts) and size <= limits.max_cell:
        open_ = _ends_open(texts[at + taken], True, dialect)
        size += len(texts[at + taken])
        taken += 1
    literal = single.split(dialect.delimiter) if dialect.delimiter else [single]
    joined = "\n".join(texts[at : at + taken]).removesuffix("\r")
    fields = [] if open_ else dialect.split(joined)
    doubtful = len(fields) != dialect.width or not _well_quoted(joined, dialect)
    if open_ or (doubtful and len(literal) == dialect.width):
        problems.append(Problem("quote-not-closed", Place(WHOLE, first + at), value=single[:SHOWN]))
        return literal, single, 1
    return fields, joined, taken


def _well_quoted(text: str, dialect: Dialect) -> bool:
    """Whether each quoted value of a record with line breaks ends at a delimiter: a stray quote further down
    rarely does."""
    quote, mark = re.escape(dialect.quote), re.escape(dialect.delimiter)
    rest = f"[^{mark}]*" if mark else r"[\s\S]*"
    value = f"(?:{quote}(?:[^{quote}]|{quote}{quote})*{quote}|[^{quote}{mark}]{rest}|)"
    return re.fullmatch(f"{value}(?:{mark}{value})*" if mark else value, text) is not None


def _ends_open(line: str, inside: bool, dialect: Dialect) -> bool:
    """Whether a quoted value is still open at the end of ``line``, given whether one was at its start."""
    quote, position = dialect.quote, 0
    while True:
        if inside:
            end = line.find(quote, position)
            if end < 0:
                return True
            if line[end + 1 : end + 2] == quote:
                position = end + 2
                continue
            position, inside = end + 1, False
        else:
            if line[position : position + 1] == quote:
                position, inside = position + 1, True
                continue
            end = line.find(dialect.delimiter, position) if dialect.delimiter else -1
            if end < 0:
                return False
            position = end + 1
