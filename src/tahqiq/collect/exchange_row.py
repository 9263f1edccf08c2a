"""One recorded value as a row of our exchange file: FollowTheMoney's statement columns and ours; written, and
read back with every claim checked.

The hashes of the model make a row check itself: a statement id covers original, place, entity, property,
value and language, the id of an identifier covers type, namespace and key. What a row says beyond that
(grade, handling, who deposited) is as trustworthy as who sent the file.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from tahqiq.formats.ftm import ORIGIN
from tahqiq.kit.errors import TahqiqError
from tahqiq.model.grade import Grade
from tahqiq.model.handling import handling
from tahqiq.model.place import PART_KINDS, Part, Place
from tahqiq.model.source import Reference
from tahqiq.model.statement import Statement, identifier_id, statement_id
from tahqiq.model.vocabulary import vocabulary

Row = Mapping[str, str | None]
OURS = (
    ORIGIN,
    *(
        f"tahqiq:{name}"
        for name in (
            "source_name",
            "part",
            "part_kind",
            "part_name",
            "row",
            "column",
            "grade",
            "handling",
            "compartment",
        )
    ),
    *(
        f"tahqiq:{name}"
        for name in (
            "deposited_by",
            "method",
            "namespace",
            "key",
            "target",
            "target_schema",
            "target_namespace",
            "target_key",
            "side",
            "mark",
            "book",
        )
    ),
)
"""Our columns, in the order in which they follow FollowTheMoney's."""

READ = frozenset(
    {"id", "entity_id", "prop", "schema", "value", "original_value", "lang", "first_seen", *OURS}
)
"""The columns that are read; FollowTheMoney's others follow from them or tell of the program that wrote the
file."""

_HEX = re.compile("[0-9a-f]{32}")
_SHA = re.compile("[0-9a-f]{64}")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,12}")
_SIGNED = re.compile(r"-?[1-9][0-9]{0,18}")
_METHOD = re.compile(r"([^\s/]*)/([0-9]{1,6})(?: (.*))?", re.DOTALL)
_STAMP = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,6})?Z")
_MOST = {"part": 1 << 16, "row": 1 << 40, "column": 1 << 31}


@dataclass(frozen=True, slots=True)
class Node:
    """What can stand at the end of a link: ``namespace`` and ``key`` are empty for a fragment."""

    id: bytes
    schema: str
    namespace: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class ExchangeRow:
    """A row that was read and holds together. ``line`` is where it stands in the exchange file; ``side`` (0
    or 1), ``mark`` (the hash of the number that the source itself gives the record, None where it gives none)
    and ``book`` (0 or 1, None = it stands in no account's statement) of events only."""

    line: int
    reference: Reference
    place: Place
    node: Node
    prop: str
    value: str
    original: str | None
    lang: str
    target: Node | None
    side: int
    cells: int = 0
    """How many cells of the row are filled and read."""
    mark: int | None = None
    book: int | None = None


class Unusable(Exception):
    """A row that cannot be used; ``code`` and ``params`` as of a Problem, ``field`` the column."""

    def __init__(self, code: str, field: str = "", params: Mapping[str, str | int] | None = None) -> None:
        super().__init__(code)
        self.code, self.field, self.params = code, field, dict(params or {})


def write(
    item: Statement,
    node: Node,
    target: Node | None,
    side: int | None,
    mark: int | None = None,
    book: int | None = None,
) -> dict[str, str]:
    """The row of a statement; columns in which nothing stands are left out. Who may see a case is not part of
    it."""
    entity = item.entity.hex()
    known = vocabulary().schemata.get(item.schema)
    prop = known.properties.get(item.prop) if known else None
    place = item.place
    row = {
        "id": item.id.hex(),
        "entity_id": entity,
        "canonical_id": entity,
        "prop": item.prop,
        "prop_type": prop.ftm_type if prop else "",
        "schema": item.schema,
        "value": item.value,
        "original_value": "" if item.original == item.value else item.original,
        "dataset": dataset(item.source_sha256),
        "lang": item.lang,
        "external": "f",
        "first_seen": item.recorded_from,
        "origin": "tahqiq",
        ORIGIN: item.source_sha256,
        "tahqiq:source_name": item.source_name,
        "tahqiq:part": str(place.part.no),
        "tahqiq:part_kind": place.part.kind,
        "tahqiq:part_name": place.part.name,
        "tahqiq:row": str(place.row),
        "tahqiq:column": str(place.column),
        "tahqiq:grade": str(item.grade) if item.grade else "",
        "tahqiq:handling": item.handling,
        "tahqiq:compartment": item.compartment,
        "tahqiq:deposited_by": item.asserted_by,
        "tahqiq:method": item.method,
        "tahqiq:namespace": node.namespace,
        "tahqiq:key": node.key,
        "tahqiq:side": "" if side is None else str(side),
        "tahqiq:mark": "" if mark is None else str(mark),
        "tahqiq:book": "" if book is None else str(book),
    }
    if target is not None:
        row |= {"tahqiq:target": target.id.hex(), "tahqiq:target_schema": target.schema}
        row |= {"tahqiq:target_namespace": target.namespace, "tahqiq:target_key": target.key}
    return {name: value for name, value in row.items() if value}


def dataset(sha256: str) -> str:
    """The name of an original as a FollowTheMoney data set.

    >>> dataset("ab" * 32)
    'tahqiq_abababababababab'
    """
    return f"tahqiq_{sha256[:16]}"


def read(row: Row, line: int) -> ExchangeRow:
    """The row of line ``line``, checked. Raises :class:`Unusable`."""
    try:
        return _read(row, line)
    except TahqiqError as error:
        raise Unusable(error.code, params=error.params) from error


def _read(row: Row, line: int) -> ExchangeRow:
    node = _node(row, "entity_id", "schema", "tahqiq:namespace", "tahqiq:key")
    prop, value, lang = row.get("prop") or "", row.get("value") or "", row.get("lang") or ""
    vocabulary().property(node.schema, prop)
    place = _place(row)
    reference = _reference(row)
    made = statement_id(reference.sha256, place.part.no, place.row, place.column, node.id, prop, value, lang)
    if not value or made != bytes.fromhex(_matching(row, "id", _HEX)):
        raise Unusable("exchange-statement-differs", "value", {"id": row.get("id") or ""})
    target = (
        _node(row, "tahqiq:target", "tahqiq:target_schema", "tahqiq:target_namespace", "tahqiq:target_key")
        if row.get("tahqiq:target")
        else None
    )
    side = 1 if row.get("tahqiq:side") == "1" else 0
    return ExchangeRow(
        line,
        reference,
        place,
        node,
        prop,
        value,
        row.get("original_value"),
        lang,
        target,
        side,
        cells(row),
        _mark(row),
        {"0": 0, "1": 1}.get(row.get("tahqiq:book") or ""),
    )


def _mark(row: Row) -> int | None:
    text = row.get("tahqiq:mark") or ""
    if not text:
        return None
    if not _SIGNED.fullmatch(text) or not -(1 << 63) < int(text) < 1 << 63:
        raise Unusable("exchange-row-invalid", "tahqiq:mark")
    return int(text)


def cells(row: Row) -> int:
    """How many cells of a row are filled and read."""
    return sum(1 for name, value in row.items() if value and name in READ)


def _node(row: Row, identity: str, schema: str, namespace: str, key: str) -> Node:
    node = Node(
        bytes.fromhex(_matching(row, identity, _HEX)),
        row.get(schema) or "",
        row.get(namespace) or "",
        row.get(key) or "",
    )
    kind = vocabulary().get(node.schema)
    if kind.abstract:
        raise Unusable("unknown-schema", schema, {"value": node.schema})
    if bool(node.key) != bool(kind.identifiers) or (
        node.key and identifier_id(node.schema, node.namespace, node.key) != node.id
    ):
        raise Unusable("exchange-row-invalid", key)
    return node


def _place(row: Row) -> Place:
    numbers = {}
    for name, most in _MOST.items():
        text = row.get(f"tahqiq:{name}") or ""
        if not _NUMBER.fullmatch(text) or int(text) >= most:
            raise Unusable("exchange-row-invalid", f"tahqiq:{name}")
        numbers[name] = int(text)
    kind = PART_KINDS.get(row.get("tahqiq:part_kind") or "")
    if kind is None:
        raise Unusable("exchange-row-invalid", "tahqiq:part_kind")
    return Place(
        Part(numbers["part"], kind, row.get("tahqiq:part_name") or ""), numbers["row"], numbers["column"]
    )


def _reference(row: Row) -> Reference:
    grade = row.get("tahqiq:grade")
    method = _METHOD.fullmatch(row.get("tahqiq:method") or "")
    if method is None:
        raise Unusable("exchange-row-invalid", "tahqiq:method")
    return Reference(
        sha256=_matching(row, ORIGIN, _SHA),
        name=row.get("tahqiq:source_name") or "",
        grade=str(Grade.parse(grade)) if grade else None,
        handling=handling(row.get("tahqiq:handling") or "").code,
        compartment=row.get("tahqiq:compartment") or "",
        deposited_by=row.get("tahqiq:deposited_by") or "",
        format=method.group(1),
        reader_version=int(method.group(2)),
        mapping_name=method.group(3) or "",
        recorded_from=_matching(row, "first_seen", _STAMP),
    )


def _matching(row: Row, name: str, shape: re.Pattern[str]) -> str:
    value = row.get(name) or ""
    if not shape.fullmatch(value):
        raise Unusable("exchange-row-invalid", name)
    return value
