"""A statement: this entity, this property, this value, read at this place of this sealed original."""

from typing import NamedTuple

from tahqiq.kit.ids import digest
from tahqiq.model.grade import Grade
from tahqiq.model.place import Place


class Statement(NamedTuple):
    """One recorded value with everything that says where it comes from.

    ``entity`` and ``id`` are 16 bytes; ``value`` is cleaned, ``original`` the text as it stood (equal when
    nothing changed); ``target`` is the id of the entity the value is, or None; ``source`` the source's
    number, ``source_id`` its id, ``source_sha256`` the sealed original; ``handling`` and ``grade`` are the
    effective ones; ``held`` that the row is outside its order's authority and not released; ``recorded_from``
    ISO 8601 UTC, ``recorded_to`` None while it stands; ``asserted_by`` who deposited or wrote it; ``method``
    reader and mapping with versions.
    """

    entity: bytes
    id: bytes
    schema: str
    prop: str
    value: str
    original: str
    lang: str
    target: bytes | None
    source: int
    source_sha256: str
    source_name: str
    place: Place
    case: str
    compartment: str
    handling: str
    grade: Grade | None
    asserted_by: str
    method: str
    recorded_from: str
    recorded_to: str | None
    source_id: str = ""
    held: bool = False


def fragment_id(source_sha256: str, mapping_key: str, *key: str) -> bytes:
    """The id of a source-local entity: hash of the original, the mapping's key and the key values (or the
    place as text)."""
    return digest("fragment", source_sha256, mapping_key, *key)


def identifier_id(kind: str, namespace: str, key: str) -> bytes:
    """The id of an identifier entity, the same in all sources: hash of kind (schema name), namespace and
    normalised key."""
    return digest("identifier", kind, namespace, key)


def read_as(fragment: bytes, schema: str) -> bytes:
    """The id of a fragment whose own id something of another type has already: what is read as another type
    is another thing."""
    return digest("read-as", fragment, schema)


def statement_id(
    source_sha256: str, part: int, row: int, column: int, entity: bytes, prop: str, value: str, lang: str
) -> bytes:
    """The id of a statement: hash over source, place, entity, property, value, language."""
    return digest("statement", source_sha256, f"{part}.{row}.{column}", entity, prop, value, lang)


def event_prefix(source_sha256: str, mapping_key: str) -> bytes:
    """The first 8 bytes of the ids of all events that one fact of a mapping makes of one original."""
    return digest("event", source_sha256, mapping_key, size=8)


def event_id(prefix: bytes, part: int, row: int, serial: int = 0) -> bytes:
    """The id of an event, readable backwards by :func:`event_place`. ``part`` < 65,536, ``row`` < 2^40,
    ``serial`` < 256.

    >>> event_place(event_id(bytes(8), 2, 70_000, 1))
    (b'\\x00\\x00\\x00\\x00\\x00\\x00\\x00\\x00', 2, 70000, 1)
    """
    return prefix + part.to_bytes(2, "big") + row.to_bytes(5, "big") + serial.to_bytes(1, "big")


def event_place(value: bytes) -> tuple[bytes, int, int, int]:
    """Prefix, part, row and serial of an event id."""
    return value[:8], int.from_bytes(value[8:10], "big"), int.from_bytes(value[10:15], "big"), value[15]
