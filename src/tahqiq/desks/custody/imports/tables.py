"""A table as rows of one kind of record: which kind it is, is seen from its header."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from tahqiq.desks.custody.imports.words import Fault, aliases, folded, value
from tahqiq.desks.custody.kinds import READ
from tahqiq.desks.custody.separations.record import FORBIDDEN
from tahqiq.formats.confined.known import choose
from tahqiq.formats.confined.pool import read_confined
from tahqiq.formats.reader import Records
from tahqiq.model.kind import Kind
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

LARGEST_PICTURE = 50_000_000
"""A plan's picture larger than this (bytes) is sealed and not drawn."""
DOOR = ("at", "badge", "door")
"""What the log of a door, turnstile or key cabinet has at least; ``way``, ``facility`` and, of a key, its
``cabinet`` may stand beside."""
LOG = frozenset({*DOOR, "way", "facility", "cabinet"})


@dataclass(frozen=True, slots=True)
class ImportedRow:
    """A row that became a record, with where it stands. ``stated`` are the fields of which it says something:
    those of its columns, without cells that cannot be read."""

    file: str
    place: Place
    body: Any
    stated: frozenset[str] = frozenset()

    def complete(self, known: Any) -> None:  # noqa: ANN401 (the record of a kind)
        """Take from the record that is known already what the row says nothing of: a column that is absent
        changes nothing."""
        self.body.__dict__.update(
            {name: value for name, value in known.__dict__.items() if name not in self.stated}
        )


@dataclass(slots=True)
class Table:
    """A file as it was read: ``kind`` is None for a log of doors (``log``) and for what nobody knows;
    ``rows`` counts what stands in it below the header."""

    file: str
    kind: Kind[Any] | None = None
    rows: int = 0
    lines: list[ImportedRow] = field(default_factory=list)
    log: list[tuple[int, list[str]]] = field(default_factory=list)
    part: Place = field(default_factory=Place)
    columns: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def read_table(path: Path, name: str) -> list[Table]:
    """The tables of a file, each sheet one. What cannot be read is a problem with its place; nothing raises
    for what a file holds."""
    chosen = choose(path, name)
    if chosen is None or path.suffix.lower() in _PICTURES or Path(name).suffix.lower() in _PICTURES:
        large = path.stat().st_size > LARGEST_PICTURE
        code = "custody-picture-large" if large else "custody-file-unknown"
        return [
            Table(
                name,
                problems=[
                    Problem(
                        code,
                        Place(),
                        value=name,
                        records=0,
                        params={"size": path.stat().st_size // 1_000_000},
                    )
                ],
            )
        ]
    made: dict[int, Table] = {}
    loose = Table(name)
    for item in read_confined(chosen[0], path, name):
        if isinstance(item, Problem):
            loose.problems.append(item)
        elif isinstance(item, Records) and item.kind == "table":
            table = made.setdefault(item.part.no, Table(name, part=Place(item.part)))
            cells = [column.to_pylist() for column in item.columns.columns]
            for row, texts in zip(item.rows.tolist(), zip(*cells, strict=True), strict=True):
                _row(table, row, [(text or "").strip() for text in texts])
    for table in made.values():
        if table.columns and table.kind is None and not set(DOOR) <= set(table.columns):
            table.problems.append(
                Problem(
                    "custody-file-unknown",
                    table.part,
                    value=", ".join(table.columns)[:200],
                    records=table.rows,
                    params={"size": 0},
                )
            )
    return [*made.values(), *([loose] if loose.problems or not made else [])]


_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".svg", ".bmp")


def _row(table: Table, row: int, texts: list[str]) -> None:
    if not any(texts):
        return
    if not table.columns:
        table.columns, table.kind = _header(texts)
        is_log = table.kind is None and set(DOOR) <= set(table.columns)
        known = set(table.kind.body.model_fields) if table.kind else LOG
        for at, column in enumerate(table.columns, 1) if table.kind or is_log else []:
            if column not in known:
                place = Place(table.part.part, row, at)
                table.problems.append(
                    Problem("custody-column-unknown", place, field=texts[at - 1], value=texts[at - 1])
                )
        return
    table.rows += 1
    if table.kind is not None:
        line = _row_of(table, table.kind, row, texts)
        if line is not None:
            table.lines.append(line)
    elif set(DOOR) <= set(table.columns):
        table.log.append((row, texts))


def _header(texts: list[str]) -> tuple[list[str], Kind[Any] | None]:
    """The fields that the columns are, as far as they are known, and the kind that has the most of them with
    all that it needs."""
    best: tuple[int, list[str], Kind[Any] | None] = (0, [folded(text) for text in texts], None)
    doors = _of_keys(_columns(texts, LOG | {"key"}))
    if set(DOOR) <= set(doors):
        return doors, None
    for kind in READ:
        fields = kind.body.model_fields
        columns = _columns(texts, frozenset(fields))
        needed = {name for name, one in fields.items() if one.is_required()}
        if needed <= set(columns) and len(set(columns) & set(fields)) > best[0]:
            best = (len(set(columns) & set(fields)), columns, kind)
    return best[1], best[2]


def _of_keys(columns: list[str]) -> list[str]:
    """The columns of a log in which keys stand: a key is what a badge opens, its cabinet what it hangs in;
    where nobody who took it is named, the cabinet stands for them.

    >>> _of_keys(["at", "badge", "door", "key"]), _of_keys(["at", "key", "door"])
    (['at', 'badge', 'cabinet', 'door'], ['at', 'door', 'badge'])
    >>> _of_keys(["at", "badge", "key"])
    ['at', 'badge', 'door']
    """
    if "key" not in columns:
        return columns
    renamed = {"key": "door", "door": "cabinet" if "badge" in columns else "badge"}
    return [renamed.get(one, one) for one in columns]


def _columns(texts: list[str], fields: frozenset[str]) -> list[str]:
    known = {folded(name): name for name in fields}
    found = []
    for text in texts:
        header = folded(text)
        other = aliases().get(header, "")
        found.append(known.get(header) or (other if other in fields else header))
    return found


def _row_of(table: Table, kind: Kind[Any], row: int, texts: list[str]) -> ImportedRow | None:
    fields, given = kind.body.model_fields, dict[str, object]()
    stated = {column for column in table.columns if column in fields}
    for at, (column, text) in enumerate(zip(table.columns, texts, strict=False), 1):
        if column not in fields:
            continue
        place = Place(table.part.part, row, at)
        found = value(fields[column].annotation, text)
        if isinstance(found, Fault):
            stated.discard(column)
            code = "custody-forbidden" if folded(text) in _FORBIDDEN else found.code
            lost = int(fields[column].is_required())
            table.problems.append(
                Problem(code, place, field=column, value=text[:200], records=lost, fields=1 - lost)
            )
        elif found is not None and not (found == "" and fields[column].is_required()):
            given[column] = found
    if kind.name == "custody-assessment":
        given |= _evidence(given)
    try:
        body = kind.body.model_validate(given)
        return ImportedRow(table.file, Place(table.part.part, row), body, frozenset(stated))
    except ValidationError as error:
        lacking = ", ".join(str(one["loc"][0]) for one in error.errors() if one["type"] == "missing")
        code = (
            "custody-order-number"
            if kind.name == "custody-order" and "number" in lacking
            else "custody-row-lacks"
        )
        if not any(one.place.row == row and one.records for one in table.problems[-len(texts) :]):
            wrong = lacking or str(error.errors()[0]["loc"])[:80]
            table.problems.append(
                Problem(code, Place(table.part.part, row), field=lacking, value=wrong, records=1)
            )
        return None


_FORBIDDEN = frozenset(folded(one) for one in FORBIDDEN)


def _evidence(given: dict[str, object]) -> dict[str, object]:
    """LevelEvidence as one cell gives it: ``2026-05-01 for seen conduct: what was seen``, several after one
    another with semicolons."""
    texts, items = given.get("evidence"), list[dict[str, str]]()
    for text in texts if isinstance(texts, list) else []:
        head, _, what = str(text).partition(":")
        words = head.split()
        if len(words) == 4:
            items.append(
                {
                    "day": words[0],
                    "side": words[1],
                    "grade": words[2],
                    "ground": words[3],
                    "text": what.strip(),
                }
            )
    return {"evidence": items}


def bodies(tables: list[Table]) -> Iterator[tuple[Kind[Any], ImportedRow]]:
    """Every row that became a record, with its kind, in order."""
    for table in tables:
        for line in table.lines:
            if table.kind is not None:
                yield table.kind, line
