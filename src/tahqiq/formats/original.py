"""Looking into an original: its rows as they stand, around a place."""

from dataclasses import dataclass

from tahqiq.formats.confined.pool import read_confined
from tahqiq.formats.reader import Records
from tahqiq.formats.registry import reader
from tahqiq.kit.errors import NotFound
from tahqiq.model.place import Part
from tahqiq.model.source import Source
from tahqiq.store.workspace import Workspace

MAX_ROWS = 500


@dataclass(frozen=True, slots=True)
class OriginalRows:
    """Rows of one part: ``names`` of the columns as the reader gives them, and (row number, cells); None = nothing stands there."""

    part: Part
    kind: str
    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str | None, ...]], ...]


def original_rows(workspace: Workspace, source: Source, part: int, first: int, count: int) -> OriginalRows:
    """At most :data:`MAX_ROWS` rows of part ``part`` from row ``first`` on, read anew from the sealed original.

    ``source`` must have passed a Scope. Raises ``NotFound``: ``no-rows-there`` when nothing can be read at that place, ``original-elsewhere``
    for a referenced source.
    """
    if not source.original_here:
        raise NotFound("original-elsewhere", name=source.name, sha256=source.sha256)
    if not source.format:
        raise NotFound("no-rows-there", no=source.id)
    last = first + min(count, MAX_ROWS) - 1
    kind, names, shown = "", (), None
    rows: list[tuple[int, tuple[str | None, ...]]] = []
    path = workspace.originals.path(source.sha256)
    for item in read_confined(reader(source.format), path, source.name, folder=workspace.scratch):
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
            rows += [(int(row), tuple(line)) for row, line in zip(item.rows[inside], zip(*cells, strict=True), strict=True)]
        if len(item) and int(item.rows[-1]) > last:
            break
    if shown is None:
        raise NotFound("no-rows-there", no=source.id)
    return OriginalRows(shown, kind, names, tuple(rows[:MAX_ROWS]))
