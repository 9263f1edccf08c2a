"""What goes into the index: the values of published sources and who uses them, read from the store whole,
whoever may see them.

Nothing of this is shown; reading an answer goes through a Scope. Retracted statements are left out.
"""

from array import array
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

import numpy as np

from tahqiq.kit.parts import parts
from tahqiq.model.types import property_types
from tahqiq.model.vocabulary import Vocabulary
from tahqiq.store.database import Database, Row, blob, integer, numbers, text
from tahqiq.store.decisions import STANDING
from tahqiq.store.search.layout import node_ref, value_ref
from tahqiq.store.touched_nodes import Numbers
from tahqiq.store.value_sql import OWN_KEY, value_sql

Lane = Literal["name", "code", "text"]
_CODES = frozenset({"email", "url", "ip", "hash"})
_TEXTS = frozenset({"text", "string", "address"})
_BODIES = frozenset({"bodyText", "translatedText", "indexText"})
"""Hidden in forms and tables because they are long, but what a document or message is searched by."""
_CHUNK, _MANY = 500, 10_000
KEY_PROP = 0
"""The property number of a use that is the identifier itself."""


class Value(NamedTuple):
    """A use of a value: ``ref`` names it, ``text`` is it, ``node`` uses it in property number ``prop``."""

    source: int
    data_class: int
    lane: Lane
    ref: int
    text: str
    node: int
    node_id: bytes
    schema: str
    prop: int


class Identifiers(NamedTuple):
    """Identifier entities as equally long columns: node number, id, schema, key."""

    nodes: list[int]
    ids: list[bytes]
    schemata: list[str]
    keys: list[str]


class Feed:
    """Reads the store of one workspace for indexing."""

    def __init__(self, database: Database, vocabulary: Vocabulary) -> None:
        self._database = database
        self._vocabulary = vocabulary
        self._types = property_types()

    def lane(self, schema: str, prop: str) -> Lane | None:
        """How the values of a property are searched; None when they are not."""
        known = self._vocabulary.schemata.get(schema)
        found = known.properties.get(prop) if known else None
        if found is None or found.range or (found.hidden and prop not in _BODIES):
            return None
        if found.type == "name":
            return "name"
        if found.type in _TEXTS:
            return "text"
        kind = self._types.get(found.type)
        return "code" if found.type in _CODES or (kind is not None and kind.identifies) else None

    def entities(self, sources: Sequence[int]) -> dict[int, Numbers]:
        """The entities that each of the sources has statements about, rising; all statements are passed over
        once."""
        found = {source: array("q") for source in sources}
        rows = self._database.stream(
            f"SELECT DISTINCT entity, source FROM statement WHERE source IN ({numbers(sources)})"
        )
        for entity, source in rows:
            found[integer(source)].append(integer(entity))
        return {source: np.unique(np.array(entities, np.int64)) for source, entities in found.items()}

    def values(self, source: int, entities: Sequence[int]) -> Iterator[Value]:
        """Every searchable use in the statements of a source, which are about ``entities``."""
        names = {integer(no): text(name) for no, name in self._database.query("SELECT no, name FROM prop")}
        lane = lru_cache(maxsize=None)(lambda schema, prop: self.lane(schema, names[prop]))
        wanted = numbers(
            no
            for no, name in names.items()
            if any(self.lane(schema, name) for schema in self._vocabulary.schemata)
        )
        for row in self._rows(source, wanted, entities):
            kept, prop, value, words, entity, identity, schema, target, target_id, target_schema, key = row
            found = lane(text(schema), integer(prop))
            if found is None:
                continue
            given = Value(
                source,
                integer(kept),
                found,
                value_ref(integer(value)),
                text(words),
                integer(entity),
                blob(identity),
                text(schema),
                integer(prop),
            )
            if found == "code" and target is not None and key:
                given = given._replace(ref=node_ref(integer(target)), text=text(key))
                yield given._replace(
                    node=integer(target), node_id=blob(target_id), schema=text(target_schema), prop=KEY_PROP
                )
            elif integer(value) <= 0:
                given = given._replace(ref=node_ref(integer(entity if integer(value) == OWN_KEY else target)))
                if found == "code":
                    yield given._replace(prop=KEY_PROP)
            yield given

    def _rows(self, source: int, props: str, entities: Sequence[int]) -> Iterator[Row]:
        sql = (
            f"SELECT s.class, s.prop, s.value, {value_sql(self._database.engine)}, s.entity, n.id, "
            "n.schema, s.target, t.id, t.schema, t.key"
            " FROM statement s JOIN node n ON n.no = s.entity LEFT JOIN value v ON v.no = s.value "
            "LEFT JOIN node t ON t.no = s.target"
            f" WHERE s.source = {source} AND s.prop IN ({props}) AND {STANDING}"
        )
        for part in parts(entities, _CHUNK):
            yield from self._database.query(f"{sql} AND s.entity IN ({numbers(part)})")

    def identifiers(self, nodes: Sequence[int]) -> Iterator[Identifiers]:
        """The identifiers among ``nodes``, many at a time."""
        for part in parts(nodes, _MANY):
            rows = self._database.query(
                f"SELECT no, id, schema, key FROM node WHERE no IN ({numbers(part)}) AND key<>''"
            )
            if rows:
                no, identity, schema, key = zip(*rows, strict=True)
                yield Identifiers(
                    list(map(integer, no)),
                    list(map(blob, identity)),
                    list(map(text, schema)),
                    list(map(text, key)),
                )
