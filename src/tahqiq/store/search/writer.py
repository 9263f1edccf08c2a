"""Filling the index: one source added, one taken away, or everything made again."""

from collections.abc import Iterable
from dataclasses import replace

import tantivy

from tahqiq.kit.ids import digest
from tahqiq.store.database import Database, integer, text
from tahqiq.store.search import terms
from tahqiq.store.search.facts import EventFeed
from tahqiq.store.search.feed import Feed, Value
from tahqiq.store.search.folder import Folder, State

_HEAP, _THREADS = 128_000_000, 1
_REMEMBER = 2_000_000


def type_number(schema: str) -> int:
    """A number for a type name that does not change."""
    return int.from_bytes(digest("type", schema, size=4), "big")


def rank_of(content: bytes) -> int:
    """A number that orders equal hits, from the first 8 bytes of an id or digest."""
    return int.from_bytes(content[:8], "big")


class Writer:
    """Writes the index of one workspace."""

    def __init__(self, database: Database, folder: Folder, feed: Feed, events: EventFeed) -> None:
        self._database, self._folder, self._feed, self._events = database, folder, feed, events

    def wanted(self) -> dict[str, str]:
        """The fingerprint of each published source: what the index should hold."""
        retracted = {
            integer(source): f"{integer(count)}/{text(last)}"
            for source, count, last in self._database.query("SELECT source, COUNT(*), MAX(at) FROM retraction GROUP BY source")
        }
        rows = self._database.query("SELECT no, sha256, published_at FROM source WHERE state='published' ORDER BY no")
        return {text(no): digest(text(sha), text(at), retracted.get(integer(no), "")).hex()[:16] for no, sha, at in rows}

    def watermark(self) -> tuple[int, int, str, int, str]:
        """A few numbers that differ whenever :meth:`wanted` does; cheap enough to ask before every search."""
        count, newest, last = self._database.query(
            "SELECT COUNT(*), COALESCE(MAX(no), 0), COALESCE(MAX(published_at), '') FROM source WHERE state='published'"
        )[0]
        retracted, at = self._database.query("SELECT COUNT(*), COALESCE(MAX(at), '') FROM retraction")[0]
        return integer(count), integer(newest), text(last), integer(retracted), text(at)

    def refresh(self, wait: float = 0.0) -> None:
        """Bring the index up to the store. Raises ``Busy`` (``index-busy``) when another process writes longer than ``wait`` seconds."""
        with self._folder.writing(wait):
            state, wanted = self._folder.state(), self.wanted()
            self._folder.sweep(state)
            if state.folder and state.sources == wanted:
                return
            try:
                self._change(state, wanted)
            except (ValueError, OSError):  # a damaged index is no loss: it is made again from the store
                self._change(State(), wanted)

    def rebuild(self, wait: float = 0.0) -> None:
        """Make the whole index again."""
        with self._folder.writing(wait):
            self._change(State(), self.wanted())
            self._folder.sweep(self._folder.state())

    def _change(self, state: State, wanted: dict[str, str]) -> None:
        if state.folder:
            index = self._folder.open(state)
        else:
            name, index = self._folder.fresh()
            state = replace(state, folder=name, sources={})
        gone = [int(no) for no, mark in state.sources.items() if wanted.get(no) != mark]
        missing = [int(no) for no, mark in wanted.items() if state.sources.get(no) != mark]
        writer = index.writer(_HEAP, _THREADS)
        for source in {*gone, *missing}:
            writer.delete_documents_by_term("source", source)
        _Batch(writer).add(self._feed.values(missing))
        for source in missing:
            self._add_facts(writer, source)
        writer.commit()
        writer.wait_merging_threads()
        self._folder.keep(replace(state, sources=wanted))

    def _add_facts(self, writer: tantivy.IndexWriter, source: int) -> None:
        _Batch(writer).add(self._feed.identifiers(source, iter(self._events.mentioned(source))))
        for event in self._events.texts(source):
            found = terms.words(event.text)
            if found:
                document = tantivy.Document()
                document.add_text("word", terms.joined(event.data_class, found))
                document.add_unsigned("source", source)
                document.add_unsigned("type", type_number(event.kind))
                document.add_unsigned("high", int.from_bytes(event.id[:8], "big"))
                document.add_unsigned("low", int.from_bytes(event.id[8:], "big"))
                document.add_unsigned("rank", rank_of(digest(event.id)))
                writer.add_document(document)


class _Batch:
    """Turns uses into documents, each value and each use once."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer
        self._values: set[tuple[int, int, int, str]] = set()
        self._uses: set[tuple[int, int, int, int, int]] = set()

    def add(self, values: Iterable[Value]) -> None:
        """Add documents for all of ``values``. Doubles that are far apart may stand twice; they do not count twice."""
        for item in values:
            value = (item.source, item.data_class, item.ref, item.lane)
            if value not in self._values:
                self._remember(self._values)
                self._values.add(value)
                self._writer.add_document(value_document(item))
            use = (item.source, item.data_class, item.ref, item.node, item.prop)
            if use not in self._uses:
                self._remember(self._uses)
                self._uses.add(use)
                self._writer.add_document(_use_document(item))

    @staticmethod
    def _remember(seen: set[tuple[int, int, int, str]] | set[tuple[int, int, int, int, int]]) -> None:
        if len(seen) >= _REMEMBER:
            seen.clear()


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


def _use_document(item: Value) -> tantivy.Document:
    document = tantivy.Document()
    document.add_text("use", terms.scoped(item.data_class, f"{item.ref:x}"))
    document.add_unsigned("source", item.source)
    document.add_unsigned("type", type_number(item.schema))
    document.add_unsigned("ref", item.ref)
    document.add_unsigned("prop", item.prop)
    document.add_unsigned("low", item.node)
    document.add_unsigned("rank", rank_of(item.node_id))
    return document


__all__ = ["Writer", "rank_of", "type_number", "value_document"]
