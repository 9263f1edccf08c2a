"""The documents of the index: a value with everything it is found by, its uses, identifiers in bulk."""

from collections.abc import Iterator

import tantivy

from tahqiq.kit.ids import digest
from tahqiq.store.search import terms
from tahqiq.store.search.facts import EventText
from tahqiq.store.search.feed import KEY_PROP, Identifiers, Value
from tahqiq.store.search.layout import node_ref


def type_number(schema: str) -> int:
    """A number for a type name that does not change."""
    return int.from_bytes(digest("type", schema, size=4), "big")


def rank_of(content: bytes) -> int:
    """A number that orders equal hits, from the first 8 bytes of an id or digest."""
    return int.from_bytes(content[:8], "big")


def value_document(item: Value) -> tantivy.Document:
    """The document of a value: everything it is found by."""
    document = tantivy.Document()
    document.add_unsigned("source", item.source)
    document.add_unsigned("ref", item.ref)
    document.add_unsigned("rank", rank_of(digest(item.text)))
    if item.lane == "code":
        document.add_text("code", terms.joined(item.data_class, terms.code_terms(item.text)))
        return document
    folded = terms.words(item.text)
    document.add_text("word", terms.joined(item.data_class, folded))
    if item.lane == "name":
        document.add_text("gram", terms.gram_field(item.data_class, folded))
        document.add_text("bone", terms.bone_field(item.data_class, terms.is_latin(item.text), item.text))
    return document


def use_document(item: Value) -> tantivy.Document:
    """The document of a use."""
    document = tantivy.Document()
    document.add_text("use", terms.scoped(item.data_class, f"{item.ref:x}"))
    document.add_unsigned("source", item.source)
    document.add_unsigned("type", type_number(item.schema))
    document.add_unsigned("ref", item.ref)
    document.add_unsigned("prop", item.prop)
    document.add_unsigned("low", item.node)
    document.add_unsigned("rank", rank_of(item.node_id))
    return document


def identifier_documents(source: int, data_class: int, found: Identifiers) -> Iterator[str]:
    """Identifiers as JSON documents, each value and use in one: a call file has a million of them."""
    types = {schema: type_number(schema) for schema in set(found.schemata)}
    before = f'{{"source":{source},"prop":{KEY_PROP},"use":"{terms.scoped(data_class, "")}'
    codes = terms.code_fields(data_class, found.keys)
    for node, identity, schema, code in zip(found.nodes, found.ids, found.schemata, codes, strict=True):
        ref = node_ref(node)
        yield (
            f'{before}{ref:x}","ref":{ref},"low":{node},"rank":{int.from_bytes(identity[:8], "big")},'
            f'"type":{types[schema]},"code":"{code}"}}'
        )


def event_document(source: int, event: EventText, words: list[str]) -> tantivy.Document:
    """The document of an event with a text."""
    document = tantivy.Document()
    document.add_text("word", terms.joined(event.data_class, words))
    document.add_unsigned("source", source)
    document.add_unsigned("type", type_number(event.kind))
    document.add_unsigned("high", int.from_bytes(event.id[:8], "big"))
    document.add_unsigned("low", int.from_bytes(event.id[8:], "big"))
    document.add_unsigned("rank", rank_of(digest(event.id)))
    return document
