"""The contract of a format: bytes of one sealed original in, tables of text with places out. See
docs/decisions/0001."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tahqiq.model.account import Aside
from tahqiq.model.place import Part, Place
from tahqiq.model.problem import Problem

HEAD = 65_536
"""How many bytes of the start of a file ``sniff`` is given."""

BATCH = 65_536
"""How many records a reader delivers at most in one :class:`Records`."""


@dataclass(frozen=True, slots=True)
class Records:
    """A batch of records of one part: equally long text columns.

    ``kind`` is ``"table"`` for an unknown grid (columns ``c1``, ``c2``, … exactly as they stand, header lines
    included), otherwise a fixed name such as ``"mt940.entry"`` whose columns the reader documents.
    ``columns`` holds only ``pa.string()`` columns; null = nothing stands there. ``rows`` (int64, same length)
    is the row number as the person sees it, 1-based. Values are as they stand in the original.
    """

    kind: str
    part: Part
    columns: pa.RecordBatch
    rows: npt.NDArray[np.int64]

    def __len__(self) -> int:
        return int(self.columns.num_rows)


NOWHERE = Place()


@dataclass(frozen=True, slots=True)
class Member:
    """A file that stands inside the original (ZIP member, attachment): sealed as an original of its own.

    ``path`` is its name inside, as it stands, for display only (never used as a path on disk). Its content is
    ``data``, or, where that would be too much for the memory, a file ``at`` that lies there until the reader
    is asked for its next item: whoever needs it takes it with :meth:`open`.
    """

    path: str
    data: bytes
    place: Place = NOWHERE
    at: Path | None = None

    def open(self) -> BinaryIO:
        """The content, from its beginning. Raises ``OSError`` for the disk."""
        return io.BytesIO(self.data) if self.at is None else self.at.open("rb")


@dataclass(frozen=True, slots=True)
class Confidence:
    """How sure a reader is that it can read a head: 0 = no, 1 = certain; ``why`` is one short sentence in
    English, best a :func:`tahqiq.kit.reasons.reason`, which is said in every language."""

    score: float
    why: str = ""


NO = Confidence(0.0)


@dataclass(frozen=True, slots=True)
class Limits:
    """What one original may cost. A reader stops with a problem, never with an error, when it would pass
    one."""

    max_bytes: int = 8 << 30
    max_member_bytes: int = 2 << 30
    max_members: int = 10_000
    max_ratio: int = 200
    max_depth: int = 3
    max_cell: int = 1 << 20
    max_columns: int = 4_096
    max_memory: int = 4 << 30
    """Bytes that a reader's own process may take (docs/decisions/0023)."""
    max_silence: float = 600.0
    """Seconds for which a reader may give nothing before its process is ended."""
    max_cpu: float = 4 * 3600.0
    """Seconds that a reader may compute over one file before its process is ended."""
    max_written: int = 16 << 30
    """Bytes of members that may lie on the disk at once on their way out of a reader's process."""


DEFAULT_LIMITS = Limits()

Item = Records | Problem | Member | Aside
"""What a reader yields: see :class:`Records`, :class:`Problem`, :class:`Member`;
:class:`~tahqiq.model.account.Aside` names fields of the original that are not empty and that it leaves out of
its records and members (docs/decisions/0021)."""


class Named(Protocol):
    """What is enough to ask for a reader's work elsewhere."""

    @property
    def name(self) -> str:
        """See :class:`Reader`."""
        ...


@runtime_checkable
class Reader(Protocol):
    """Reads one format. Stateless; found through the entry-point group ``tahqiq.formats``."""

    name: str
    """Short stable name, e.g. ``"mt940"``; shown by ``tahqiq formats`` and stored with each source."""
    version: int
    """Raised when the records of the same bytes would differ; part of a source's recipe."""
    title: str
    """What the user calls it, e.g. ``"Bank statement (MT940)"``."""
    suffixes: tuple[str, ...]
    """Usual file endings with dot, lower case; a hint only."""

    def sniff(self, head: bytes, name: str) -> Confidence:
        """How sure the reader is of a file that starts with ``head`` (at most :data:`HEAD` bytes) and is
        called ``name``."""
        ...

    def read(self, path: Path, name: str, limits: Limits = DEFAULT_LIMITS) -> Iterator[Item]:
        """All records, problems, members and fields set aside of the file at ``path`` (a sealed original;
        ``name`` is what its owner called it).

        Never raises for bad content: it yields a :class:`Problem` and goes on or ends. May raise ``OSError``
        for the disk.
        """
        ...


def records(
    kind: str, part: Part, names: Sequence[str], lines: Sequence[tuple[int, Sequence[str | None]]]
) -> Records:
    """A :class:`Records` from ``(row number, values)`` pairs; short lines are filled with None, long ones
    raise ``ValueError``.

    >>> len(records("x.entry", Part(0), ["a", "b"], [(1, ["1", None]), (2, ["2"])]))
    2
    """
    width = len(names)
    filled = [
        values if len(values) == width else [*values, *[None] * (width - len(values))] for _, values in lines
    ]
    if any(len(values) > width for values in filled):
        raise ValueError("a line has more values than columns")
    columns: list[Sequence[str | None]] = list(zip(*filled, strict=True)) if filled else [()] * width
    arrays = [pa.array(column, pa.string()) for column in columns]
    batch = pa.RecordBatch.from_arrays(
        arrays, names=[name.encode("utf-8", "replace").decode() for name in names]
    )
    return Records(kind, part, batch, np.array([row for row, _ in lines], dtype=np.int64))


def grid(part: Part, lines: Sequence[tuple[int, Sequence[str | None]]]) -> Records:
    """A :class:`Records` of kind ``table`` with columns ``c1 …`` as wide as the widest line."""
    width = max((len(values) for _, values in lines), default=0)
    return records("table", part, [f"c{index + 1}" for index in range(width)], lines)
