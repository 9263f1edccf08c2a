"""What the rows of a source say, each as one number, so that two sources can be held against one another
without reading them side by side.

The numbers of a source are kept beside its manifest. They are derived: a missing file is made again from the
statements.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import blake2b

import numpy as np
import numpy.typing as npt

from tahqiq.store.database import Database, integer, numbers, text
from tahqiq.store.touched_nodes import TouchedFiles
from tahqiq.store.value_sql import ID_OF_TARGET, value_sql
from tahqiq.store.workspace import Workspace

MOST = 50_000
_LEAST_LETTERS, _LEAST_ALONE = 16, 40
"""A row is told by so many letters and digits, or by so many where it has one value only; shorter ones are
alike by chance."""
_CHUNK = 500
Marks = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class RowMarks:
    """``marks``: the smallest numbers of a source's rows, rising, each once; ``below``: the numbers up to
    which none is left out."""

    marks: Marks
    below: int

    def shared(self, other: "RowMarks") -> tuple[int, int, int]:
        """How many rows both have, and how many each has, among those that could be in both."""
        most = min(self.below, other.below)
        mine, theirs = (one.marks[one.marks <= np.uint64(most)] for one in (self, other))
        return len(np.intersect1d(mine, theirs, assume_unique=True)), len(mine), len(theirs)


def row_marks(workspace: Workspace, source: int) -> RowMarks:
    """The numbers of a published source's rows of values (events have none)."""
    path = workspace.root / "manifests" / f"{source}.rows"
    try:
        marks = np.fromfile(path, np.uint64)
    except OSError:
        marks = np.unique(np.fromiter(_made(workspace, source), np.uint64))[: MOST + 1]
        temporary = path.with_suffix(".rows.tmp")
        path.parent.mkdir(parents=True, exist_ok=True)
        marks.tofile(temporary)
        temporary.rename(path)
    return RowMarks(marks[:MOST], int(marks[MOST - 1]) if len(marks) > MOST else 2**64 - 1)


def _made(workspace: Workspace, source: int) -> Iterator[int]:
    rows: dict[tuple[int, int], set[str]] = {}
    for part, row, value in _values(workspace, source):
        rows.setdefault((part, row), set()).add(value)
    for said in rows.values():
        length = sum(len(value) for value in said)
        if length >= (_LEAST_LETTERS if len(said) > 1 else _LEAST_ALONE):
            yield int.from_bytes(
                blake2b("\x1f".join(sorted(said)).encode("utf-8", "surrogatepass"), digest_size=8).digest(),
                "big",
            )


def _values(workspace: Workspace, source: int) -> Iterator[tuple[int, int, str]]:
    """Part, row and folded value of a source's statements; ids of things are no values."""
    database, touched = workspace.database, TouchedFiles(workspace.root / "manifests").load(source)
    entities = touched.entities.tolist() if touched else None
    groups = (
        [entities[start : start + _CHUNK] for start in range(0, len(entities), _CHUNK)]
        if entities is not None
        else [None]
    )
    for group in groups:
        for value, part, row in database.stream(_sql(database, group), (source,)):
            if integer(row):
                folded = "".join(sign for sign in text(value).casefold() if sign.isalnum())
                if folded:
                    yield integer(part), integer(row), folded


def _sql(database: Database, entities: list[int] | None) -> str:
    inside = "" if entities is None else f" AND s.entity IN ({numbers(entities)})"
    return (
        f"SELECT {value_sql(database.engine)}, s.part, s.rowno FROM statement s JOIN node n ON n.no "
        "= s.entity"
        " LEFT JOIN value v ON v.no = s.value LEFT JOIN node t ON t.no = s.target"
        f" WHERE s.source=? AND s.value <> {ID_OF_TARGET}{inside}"
    )


__all__ = ["MOST", "RowMarks", "row_marks"]
