"""FollowTheMoney data, in and out: entities (one JSON object a line, or a JSON list) and statements (CSV).

Kinds:

* ``ftm.value``: one record per value of an entity: ``entity_id``, ``schema``, ``prop``, ``value``; row = line
(or number in a list), so the values of one entity share a row. An entity without values is one record without
``prop``. Fields beside ``properties`` (caption, datasets, …) come with ``prop`` = ``@name``.
* ``ftm.statement``: the columns of FollowTheMoney's statement export, then every other column of the file
under its own name; row = line of the file. So are the entities of our own export (JSON), whose ``statements``
say where each value was read; a stub is no record.

Nothing is checked against the schema: that is the mapping's work. The writers give the same bytes for the
same input: sorted keys and values, ``\\n``.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tahqiq.formats.base import FormatReader, TooMuch
from tahqiq.formats.jsontext import Json, as_text
from tahqiq.formats.jsontext import field as member
from tahqiq.formats.reader import NO, Confidence, Item
from tahqiq.formats.rows import Rows
from tahqiq.kit.reasons import reason
from tahqiq.model.place import WHOLE, Place
from tahqiq.model.problem import Problem

VALUE = "ftm.value"
VALUE_COLUMNS = ("entity_id", "schema", "prop", "value")
STATEMENT = "ftm.statement"
STATEMENT_COLUMNS = (
    *(
        "id",
        "entity_id",
        "canonical_id",
        "prop",
        "prop_type",
        "schema",
        "value",
        "original_value",
        "dataset",
        "lang",
    ),
    *("external", "first_seen", "last_seen", "origin"),
)
ORIGIN = "tahqiq:source_sha256"
"""The column (or key of a statement) by which our own exchange is recognised: the original that a value was
read from."""
STUB = "tahqiq:stub"
"""Key of an entity in our own export that says nothing of its own: an identifier that others of the file
point to."""
_NEEDED = frozenset(["entity_id", "canonical_id", "prop", "schema", "value"])


@dataclass(frozen=True, slots=True)
class FtmEntity:
    """An entity for export: values by property, in any order."""

    id: str
    schema: str
    properties: Mapping[str, Sequence[str]] = field(default_factory=dict)


def sniff(head: bytes, name: str) -> Confidence:
    """The keys of an entity on the first line, or the column names of the statement export."""
    text = head.decode("utf-8", "ignore").lstrip("\ufeff")
    first = text.split("\n", 1)[0].strip()
    if set(first.replace('"', "").split(",")) >= _NEEDED:
        return Confidence(0.98, reason("format-contains", what="canonical_id, prop, value"))
    start = text.lstrip("[ \t\r\n")[:16_384]
    if start.startswith("{") and '"schema"' in start and '"properties"' in start and '"id"' in start:
        return Confidence(0.97, reason("format-contains", what="schema, properties"))
    return NO


def read(path: Path, name: str, rows: Rows) -> Iterator[Item]:
    """Entities or statements, whichever the first character says."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        start = stream.read(4096).lstrip()[:1]
        stream.seek(0)
        if start == "[":
            yield from _list(path, rows)
        elif start == "{":
            yield from _entities(stream, rows)
        else:
            yield from _statements(stream, rows)


def _list(path: Path, rows: Rows) -> Iterator[Item]:
    if path.stat().st_size > rows.limits.max_member_bytes:
        raise TooMuch(f"{rows.limits.max_member_bytes} B")
    whole: Json = json.loads(path.read_bytes().decode("utf-8-sig", "replace"))
    for row, entity in enumerate(whole if isinstance(whole, list) else [], start=1):
        _entity(rows, row, entity)
        yield from rows.ready()


def _entities(stream: io.TextIOWrapper, rows: Rows) -> Iterator[Item]:
    for row, line in enumerate(stream, start=1):
        if not line.strip():
            continue
        try:
            entity: Json = json.loads(line)
        except (ValueError, RecursionError) as error:
            rows.tell(
                Problem(
                    "entry-unreadable",
                    Place(WHOLE, row),
                    value=line[:200],
                    params={"reason": str(error)[:200]},
                    records=1,
                )
            )
        else:
            _entity(rows, row, entity)
        yield from rows.ready()


def _entity(rows: Rows, row: int, entity: Json) -> None:
    identity, schema, properties = (member(entity, name) for name in ("id", "schema", "properties"))
    if (
        not isinstance(entity, dict)
        or not isinstance(identity, str)
        or not isinstance(schema, str)
        or not isinstance(properties, dict | None)
    ):
        reason = "no id, no schema or no properties"
        rows.tell(Problem("entry-unreadable", Place(WHOLE, row), params={"reason": reason}, records=1))
        return
    told = member(entity, "statements")
    if isinstance(told, list) and _ours(told, STUB in entity):
        for item in told:
            given = {name: as_text(value) for name, value in item.items()} if isinstance(item, dict) else {}
            rows.add(
                STATEMENT,
                WHOLE,
                STATEMENT_COLUMNS,
                row,
                {"entity_id": identity, "schema": schema, **given, "canonical_id": identity},
            )
        return
    found: list[tuple[str | None, str | None]] = [
        (name, value) for name, values in (properties or {}).items() for value in _texts(values)
    ]
    found += [
        (f"@{name}", value)
        for name, rest in entity.items()
        if name not in ("id", "schema", "properties")
        for value in _texts(rest)
    ]
    for prop, text in found or [(None, None)]:
        rows.add(VALUE, WHOLE, VALUE_COLUMNS, row, (identity, schema, prop, text))


def _ours(told: list[Json], stub: bool) -> bool:
    """Whether an entity brings its statements with their sources, as our own export writes them."""
    return all(isinstance(item, dict) and ORIGIN in item for item in told) if told else stub


def _texts(values: Json) -> list[str]:
    """Values as text; an entity nested in place of its id gives its id."""
    listed = values if isinstance(values, list) else [values]
    texts = (
        as_text(member(value, "id")) if isinstance(value, dict) and "id" in value else as_text(value)
        for value in listed
    )
    return [text for text in texts if text]


def _statements(stream: io.TextIOWrapper, rows: Rows) -> Iterator[Item]:
    csv.field_size_limit(max(rows.limits.max_cell, csv.field_size_limit()))
    reader = csv.reader(stream)
    row = 1
    header: list[str] = []
    while True:
        row = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Problem("entry-unreadable", Place(WHOLE, row), params={"reason": str(error)}, records=1)
            continue
        if cells is None:
            return
        if not header:
            header = cells
            if not set(header) >= _NEEDED:
                yield Problem(
                    "document-damaged",
                    Place(WHOLE, row),
                    params={"reason": "no statement columns"},
                    records=1,
                )
                return
        elif len(cells) != len(header):
            if cells:
                reason = f"{len(cells)} fields instead of {len(header)}"
                yield Problem("entry-unreadable", Place(WHOLE, row), params={"reason": reason}, records=1)
        else:
            rows.add(STATEMENT, WHOLE, STATEMENT_COLUMNS, row, dict(zip(header, cells, strict=True)))
            yield from rows.ready()


def entity_lines(entities: Iterable[FtmEntity]) -> Iterator[str]:
    r"""One JSON line per entity, in the order given; properties by name, values sorted and without doubles.

    >>> next(entity_lines([FtmEntity("a", "Person", {"name": ["Ali", "Ali"]})]))
    '{"id":"a","properties":{"name":["Ali"]},"schema":"Person"}\n'
    """
    for entity in entities:
        properties = {name: sorted(set(values)) for name, values in entity.properties.items() if values}
        shape = {"id": entity.id, "schema": entity.schema, "properties": properties}
        yield json.dumps(shape, ensure_ascii=False, sort_keys=True, separators=(",", ":")) + "\n"


def statement_lines(
    statements: Iterable[Mapping[str, str | None]], extra: Sequence[str] = ()
) -> Iterator[str]:
    r"""The header and one CSV line per statement, in the order given: FollowTheMoney's columns, then
    ``extra``.

    None and absent are both empty. Fields are quoted only where CSV (RFC 4180) needs it. Values stand as they
    are, so that the file comes back; it is meant for programs, not for a spreadsheet. Raises ``ValueError``
    for a column that is not among them.

    >>> list(statement_lines([{"id": "1", "value": "a,b"}]))[1]
    '1,,,,,,"a,b",,,,,,,\n'
    """
    names = [*STATEMENT_COLUMNS, *extra]
    yield ",".join(map(_field, names)) + "\n"
    for statement in statements:
        unknown = set(statement).difference(names)
        if unknown:
            raise ValueError(f"no such column: {', '.join(sorted(unknown))}")
        yield ",".join(_field(statement.get(name) or "") for name in names) + "\n"


def _field(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if any(letter in value for letter in ',"\r\n') else value


READER = FormatReader(
    "ftm", 1, "FollowTheMoney entities and statements", (".ftm", ".json", ".csv"), sniff, read
)
