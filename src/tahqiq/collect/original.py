"""Looking into an original: its rows as they stand, around a place."""

from dataclasses import dataclass

import numpy as np

from tahqiq.formats.confined.known import form
from tahqiq.formats.confined.pool import read_confined
from tahqiq.formats.reader import Records
from tahqiq.kit.errors import NotFound, TahqiqError
from tahqiq.model.place import Part
from tahqiq.model.problem import Problem
from tahqiq.model.source import Source
from tahqiq.store.workspace import Workspace

MAX_ROWS = 500


@dataclass(frozen=True, slots=True)
class OriginalRows:
    """Rows of one part: ``names`` of the columns as the reader gives them, and (row number, cells); None =
    nothing stands there. ``here`` is the number of the row asked for, or of the record that goes on over it
    (an entry of several lines); 0 when none was asked for or nothing begins before it. ``why`` says of an
    original without any row what is the matter with it."""

    part: Part
    kind: str
    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str | None, ...]], ...]
    here: int = 0
    why: Problem | TahqiqError | None = None


def no_rows(why: Problem | TahqiqError) -> OriginalRows:
    """What is shown of an original that holds nothing to show."""
    return OriginalRows(Part(0), "", (), (), why=why)


def original_rows(
    workspace: Workspace, source: Source, part: int, first: int, count: int, at: int = 0
) -> OriginalRows:
    """At most :data:`MAX_ROWS` rows of part ``part`` from row ``first`` on, read anew from the sealed
    original. The record that holds row ``at`` is among them, wherever it begins.

    ``source`` must have passed a Scope. Raises ``NotFound``: ``no-rows-there`` when nothing can be read at
    that place, ``original-elsewhere`` for a referenced source.
    """
    if not source.original_here:
        raise NotFound("original-elsewhere", name=source.name, sha256=source.sha256)
    if not source.format:
        raise NotFound("no-rows-there", no=source.id)
    last = first + min(count, MAX_ROWS) - 1
    kind, names, shown = "", (), None
    rows: list[tuple[int, tuple[str | None, ...]]] = []
    before: tuple[int, tuple[str | None, ...]] | None = None
    path = workspace.originals.path(source.sha256)
    for item in read_confined(form(source.format), path, source.name, folder=workspace.scratch):
        if not isinstance(item, Records) or item.part.no != part:
            if shown is not None and isinstance(item, Records):
                break
            continue
        if kind and item.kind != kind:
            continue
        kind, names, shown = item.kind, tuple(item.columns.schema.names), item.part
        inside = (item.rows >= first) & (item.rows <= last)
        if inside.any():
            picked = item.columns.filter(inside)
            cells = [column.to_pylist() for column in picked.columns]
            rows += [
                (int(row), tuple(line))
                for row, line in zip(item.rows[inside], zip(*cells, strict=True), strict=True)
            ]
        upto = int(np.searchsorted(item.rows, at, side="right"))
        if upto:
            before = (
                int(item.rows[upto - 1]),
                tuple(item.columns.column(no)[upto - 1].as_py() for no in range(item.columns.num_columns)),
            )
        if len(item) and int(item.rows[-1]) > max(last, at):
            break
    if shown is None:
        raise NotFound("no-rows-there", no=source.id)
    rows = rows[:MAX_ROWS]
    if before is not None and before[0] not in [row for row, _ in rows]:
        rows = [before, *rows]
    return OriginalRows(shown, kind, names, tuple(rows), before[0] if before else 0)
