"""Filling the index: sources added, taken away, or everything made again."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from time import monotonic

import tantivy

from tahqiq.kit.ids import digest
from tahqiq.store.database import Database, integer, numbers, text
from tahqiq.store.search import terms
from tahqiq.store.search.documents import event_document, identifier_documents, use_document, value_document
from tahqiq.store.search.facts import EventFeed
from tahqiq.store.search.feed import KEY_PROP, Feed, Identifiers, Value
from tahqiq.store.search.folder import Folder, State
from tahqiq.store.touched_nodes import Touched, TouchedFiles

_HEAP, _MANY_DOCUMENTS = 128_000_000, 50_000
_REMEMBER = 2_000_000
_STATEMENT_SECONDS, _NODE_SECONDS = 60e-6, 20e-6
"""About what a statement and an identifier cost, to judge beforehand whether a source fits into the time
there is."""
_COMMIT_SECONDS = 5.0
"""Sources are added until they are guessed to have taken so long, then what is done is kept."""

Show = Callable[[int, int], None]
"""Is told how many of how many sources are done."""


class Writer:
    """Writes the index of one workspace."""

    def __init__(
        self, database: Database, folder: Folder, feed: Feed, events: EventFeed, touched: TouchedFiles
    ) -> None:
        self._database, self._folder, self._feed, self._events, self._touched = (
            database,
            folder,
            feed,
            events,
            touched,
        )

    def wanted(self, classes: Iterable[int] | None = None) -> dict[str, str]:
        """The fingerprint of each published source (of those with rows in ``classes`` only): what the index
        should hold."""
        retracted = {
            integer(source): f"{integer(count)}/{text(last)}"
            for source, count, last in self._database.query(
                "SELECT source, COUNT(*), MAX(at) FROM retraction GROUP BY source"
            )
        }
        inside = "" if classes is None else numbers(classes)
        only = f" AND (class IN ({inside}) OR held_class IN ({inside}))" if inside else ""
        rows = self._database.query(
            f"SELECT no, sha256, published_at FROM source WHERE state='published'{only} ORDER BY no"
        )
        return {
            text(no): digest(text(sha), text(at), retracted.get(integer(no), "")).hex()[:16]
            for no, sha, at in rows
        }

    def watermark(self) -> tuple[int, int, str, int, str]:
        """A few numbers that differ whenever :meth:`wanted` does; cheap enough to ask before every search."""
        count, newest, last = self._database.query(
            "SELECT COUNT(*), COALESCE(MAX(no), 0), COALESCE(MAX(published_at), '') FROM source "
            "WHERE state='published'"
        )[0]
        retracted, at = self._database.query("SELECT COUNT(*), COALESCE(MAX(at), '') FROM retraction")[0]
        return integer(count), integer(newest), text(last), integer(retracted), text(at)

    def refresh(
        self, wait: float = 0.0, seconds: float | None = None, least: int = 1, show: Show | None = None
    ) -> bool:
        """Bring the index up to the store, source by source; whether it is.

        With ``seconds`` it ends in time, waiting included: a source that would not be done is left for later,
        beyond the first ``least`` ones. What is gone is always taken out. Raises ``Busy`` (``index-busy``)
        when another process writes longer than ``wait`` seconds.
        """
        begun = monotonic()
        with self._folder.writing(wait):
            if seconds is not None:
                seconds -= monotonic() - begun
            state, wanted = self._folder.state(), self.wanted()
            self._folder.sweep(state)
            if state.folder and state.sources == wanted:
                return True
            try:
                return self._change(state, wanted, seconds, least, show)
            except (ValueError, OSError):  # a damaged index is no loss: it is made again from the store
                return self._change(State(), wanted, None, least, show)

    def fits(self, seconds: float) -> bool:
        """Whether all that is missing takes about ``seconds`` at most."""
        held = self._folder.state().sources
        return (
            sum(
                self._guessed(
                    [int(no) for no, mark in self.wanted().items() if held.get(no) != mark]
                ).values()
            )
            <= seconds
        )

    def rebuild(self, wait: float = 0.0) -> None:
        """Make the whole index again; the present one answers until the new one is whole."""
        with self._folder.writing(wait):
            name, index = self._folder.fresh()
            state, wanted = State(folder=name), self.wanted()
            writer = self._writer(index, 0.0 if not wanted else float("inf"))
            self._look_for(list(map(int, wanted)))
            for source in map(int, wanted):
                self._add(writer, source)
            writer.commit()
            writer.wait_merging_threads()
            self._folder.keep(replace(state, sources=wanted))
            self._folder.sweep(self._folder.state())

    def _change(
        self, state: State, wanted: dict[str, str], seconds: float | None, least: int, show: Show | None
    ) -> bool:
        if state.folder:
            index = self._folder.open(state)
        else:
            name, index = self._folder.fresh()
            state = replace(state, folder=name, sources={})
        until = None if seconds is None else monotonic() + seconds
        missing = [int(no) for no, mark in wanted.items() if state.sources.get(no) != mark]
        self._look_for(missing)
        guessed = self._guessed(missing)
        writer = self._writer(index, sum(guessed.values()))
        held = {no: mark for no, mark in state.sources.items() if wanted.get(no) == mark}
        for source in {*map(int, state.sources.keys() - held.keys()), *missing}:
            writer.delete_documents_by_term("source", source)
        done, pending = 0, 0.0
        for source in missing:
            if until is not None and done >= least and monotonic() + guessed[source] > until:
                continue
            if show is not None:
                show(done, len(missing))
            self._add(writer, source)
            held[str(source)] = wanted[str(source)]
            done, pending = done + 1, pending + guessed[source]
            if pending > _COMMIT_SECONDS:
                writer.commit()
                self._folder.keep(replace(state, sources=held))
                pending = 0.0
        writer.commit()
        writer.wait_merging_threads()
        self._folder.keep(replace(state, sources=held))
        return held == wanted

    @staticmethod
    def _writer(index: tantivy.Index, seconds: float) -> tantivy.IndexWriter:
        """A writer with several threads only where there is much to do: each leaves a piece of its own to
        search in."""
        many = seconds > _MANY_DOCUMENTS * _NODE_SECONDS
        return index.writer(_HEAP, min(4, os.cpu_count() or 1) if many else 1)

    def _guessed(self, sources: Sequence[int]) -> dict[int, float]:
        """About how many seconds each source takes."""
        rows = self._database.query(
            f"SELECT no, statements, facts FROM source WHERE no IN ({numbers(sources)})"
        )
        found = {}
        for no, statements, facts in rows:
            touched = self._touched.load(integer(no)) if integer(facts) else None
            nodes = sum(map(len, touched.mentioned.values())) if touched else 0
            found[integer(no)] = integer(statements) * _STATEMENT_SECONDS + nodes * _NODE_SECONDS
        return found

    def _look_for(self, sources: Sequence[int]) -> None:
        """Find what sources touched of which that is not known (any more), in one pass over all statements,
        and keep it."""
        unknown = [source for source in sources if self._touched.load(source) is None]
        if not unknown:
            return
        entities = self._feed.entities(unknown)
        for source in unknown:
            self._touched.save(source, Touched(entities[source], self._events.mentioned(source)))

    def _add(self, writer: tantivy.IndexWriter, source: int) -> None:
        touched = self._touched.load(source)
        if touched is None:
            raise ValueError("what the source touched was looked for and is gone again")
        batch = _Batch(writer)
        batch.add(self._feed.values(source, touched.entities.tolist()))
        for data_class, nodes in touched.mentioned.items():
            for found in self._feed.identifiers(nodes.tolist()):
                batch.add_identifiers(source, data_class, found)
        for event in self._events.texts(source):
            words = terms.words(event.text)
            if words:
                writer.add_document(event_document(source, event, words))


class _Batch:
    """Turns the uses of one source into documents, each value and each use once."""

    def __init__(self, writer: tantivy.IndexWriter) -> None:
        self._writer = writer
        self._values: set[tuple[int, int, str]] = set()
        self._uses: set[tuple[int, int, int, int]] = set()
        self._keys: dict[tuple[int, int], None] = {}

    def add(self, values: Iterable[Value]) -> None:
        """Add documents for all of ``values``. Doubles that are far apart may stand twice; they do not count
        twice."""
        for item in values:
            if item.prop == KEY_PROP:
                self._key(item)
                continue
            value = (item.data_class, item.ref, item.lane)
            if not (item.ref & 1 and item.lane == "code") and value not in self._values:
                _bound(self._values)
                self._values.add(value)
                self._writer.add_document(value_document(item))
            use = (item.data_class, item.ref, item.node, item.prop)
            if use not in self._uses:
                _bound(self._uses)
                self._uses.add(use)
                self._writer.add_document(use_document(item))

    def _key(self, item: Value) -> None:
        if (item.data_class, item.node) not in self._keys:
            self._keys[item.data_class, item.node] = None
            found = Identifiers([item.node], [item.node_id], [item.schema], [item.text])
            self._write(identifier_documents(item.source, item.data_class, found))

    def add_identifiers(self, source: int, data_class: int, found: Identifiers) -> None:
        """Add identifiers that events mention, except those that statements have."""
        if self._keys:
            fresh = [row for row in zip(*found, strict=True) if (data_class, row[0]) not in self._keys]
            if not fresh:
                return
            found = Identifiers(*map(list, zip(*fresh, strict=True)))
        self._write(identifier_documents(source, data_class, found))

    def _write(self, documents: Iterator[str]) -> None:
        add = self._writer.add_json
        for document in documents:
            add(document)


def _bound(seen: set[tuple[int, int, str]] | set[tuple[int, int, int, int]]) -> None:
    if len(seen) >= _REMEMBER:
        seen.clear()
