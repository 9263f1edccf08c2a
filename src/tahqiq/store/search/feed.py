"""What goes into the index: the values of published sources and who uses them, read from the store whole, whoever may see them.

Nothing of this is shown; reading an answer goes through a Scope. Retracted statements are left out.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, NamedTuple

from tahqiq.model.types import property_types
from tahqiq.model.vocabulary import Vocabulary
from tahqiq.store.database import Database, blob, integer, numbers, text
from tahqiq.store.decisions import STANDING
from tahqiq.store.search.layout import node_ref, value_ref

Lane = Literal["name", "code", "text"]
_CODES = frozenset({"email", "url", "ip", "hash"})
_TEXTS = frozenset({"text", "string", "address"})
_BODIES = frozenset({"bodyText", "translatedText", "indexText"})
"""Hidden in forms and tables because they are long, but what a document or message is searched by."""
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

    def values(self, sources: Sequence[int]) -> Iterator[Value]:
        """Every searchable use in statements of these sources, in one pass over the statements."""
        names = {integer(no): text(name) for no, name in self._database.query("SELECT no, name FROM prop")}
        lane = lru_cache(maxsize=None)(lambda schema, prop: self.lane(schema, names[prop]))
        wanted = [no for no, name in names.items() if any(self.lane(schema, name) for schema in self._vocabulary.schemata)]
        rows = self._database.stream(
            "SELECT s.source, s.class, s.prop, s.value, v.text, s.entity, n.id, n.schema, s.target, t.id, t.schema, t.key"
            " FROM statement s JOIN node n ON n.no = s.entity JOIN value v ON v.no = s.value LEFT JOIN node t ON t.no = s.target"
            f" WHERE s.source IN ({numbers(sources)}) AND s.prop IN ({numbers(wanted)}) AND {STANDING}"
        )
        for row in rows:
            source, kept, prop, value, words, entity, identity, schema, target, target_id, target_schema, key = row
            found = lane(text(schema), integer(prop))
            if found is None:
                continue
            given = Value(
                integer(source), integer(kept), found, value_ref(integer(value)), text(words),
                integer(entity), blob(identity), text(schema), integer(prop),
            )  # fmt: skip
            if found == "code" and target is not None and key:
                given = given._replace(ref=node_ref(integer(target)), text=text(key))
                yield given._replace(node=integer(target), node_id=blob(target_id), schema=text(target_schema), prop=KEY_PROP)
            yield given

    def identifiers(self, source: int, seen: Iterator[tuple[int, int]]) -> Iterator[Value]:
        """The identifiers among nodes (node, class) that the facts of a source mention."""
        known: dict[int, list[int]] = {}
        for node, data_class in seen:
            known.setdefault(node, []).append(data_class)
        wanted = sorted(known)
        for start in range(0, len(wanted), 500):
            inside = numbers(wanted[start : start + 500])
            for no, identity, schema, key in self._database.query(
                f"SELECT no, id, schema, key FROM node WHERE no IN ({inside}) AND key<>''"
            ):
                for data_class in known[integer(no)]:
                    ref = node_ref(integer(no))
                    yield Value(source, data_class, "code", ref, text(key), integer(no), blob(identity), text(schema), KEY_PROP)
