"""A plain table from a file, without a workspace: nothing is sealed, nothing is kept."""

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from tahqiq.formats.confined.known import choose
from tahqiq.formats.confined.pool import read_confined
from tahqiq.formats.confined.task import Stopped, Task
from tahqiq.formats.reader import Records
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

TITLES = 12
"""Rows at the top among which a header is looked for: sheets often begin with titles and merged cells."""
_UNPACKED = Task["bool | None"]("tahqiq.formats.gzip_file:gunzip", bool | None)


@dataclass(frozen=True, slots=True)
class PlainTable:
    """The first table of a file: its header, its rows as wide as the header, and the number of each row as a
    person sees it in the file.

    ``problems`` is what could not be read, with its place.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    problems: tuple[Problem, ...] = ()

    def below(self, titles: int) -> "PlainTable":
        """The table below its real header, which stands under so many lines of titles (0: as it is). What
        stands above is left aside, which is said (``table-rows-above``)."""
        if not titles:
            return self
        aside = Problem("table-rows-above", Place(row=self.lines[titles - 1]), "", str(titles))
        return replace(
            self,
            header=self.rows[titles - 1],
            rows=self.rows[titles:],
            lines=self.lines[titles:],
            problems=(*self.problems, aside),
        )


def plain_table(path: Path, name: str = "") -> PlainTable:
    """Read the first table of ``path`` (delimited text, spreadsheet, Parquet …, or one of these in a
    ``.gz``), called ``name`` where that is not its name on the disk; its first line that is not empty is the
    header.

    Raises ``NotFound`` (``no-such-file``) and ``WrongUse`` (``no-table-in-file``; ``table-too-large`` for a
    ``.gz`` that unpacks to more than 2 GiB, or to more than a table of its size can).
    """
    if not path.is_file():
        raise NotFound("no-such-file", path=str(path))
    if path.suffix.lower() == ".gz":
        with TemporaryDirectory() as folder:
            inner = _unpacked(path, Path(folder))
            return replace(plain_table(inner), name=path.name)
    name = name or path.name
    chosen = choose(path, name)
    if chosen is None:
        raise WrongUse("no-table-in-file", name=name)
    part, header = None, None
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    problems: list[Problem] = []
    for item in read_confined(chosen[0], path, name):
        if isinstance(item, Problem):
            problems.append(item)
        if not isinstance(item, Records) or (part is not None and item.part.no != part):
            continue
        part = item.part.no
        if item.kind != "table" and header is None:
            header = tuple(item.columns.schema.names)
        cells = [column.to_pylist() for column in item.columns.columns]
        for line, values in zip(item.rows.tolist(), zip(*cells, strict=True), strict=True):
            texts = tuple((value or "").strip() for value in values)
            if header is None:
                header = texts if any(texts) else None
            else:
                rows.append((*texts, *[""] * (len(header) - len(texts)))[: len(header)])
                lines.append(line)
    if header is None:
        raise WrongUse("no-table-in-file", name=name)
    return PlainTable(name, header, tuple(rows), tuple(lines), tuple(problems))


def _unpacked(path: Path, folder: Path) -> Path:
    inner = folder / (path.stem or "table")
    try:
        whole = _UNPACKED.once(path, inner, fills=folder)
    except Stopped:
        whole = False
    if whole is None:
        raise WrongUse("no-table-in-file", name=path.name)
    if not whole:
        raise WrongUse("table-too-large", name=path.name, limit="2 GiB")
    return inner


__all__ = ["TITLES", "PlainTable", "plain_table"]
