"""Searching a workspace: everything a person may see that answers what they typed, best first, and why."""

import threading
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import tantivy

from tahqiq.kit.errors import Busy
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import Vocabulary, vocabulary
from tahqiq.store.database import numbers
from tahqiq.store.search.candidates import Candidates, Scored
from tahqiq.store.search.documents import type_number
from tahqiq.store.search.explain import Explainer, Group
from tahqiq.store.search.facts import EventFeed, FactFeed
from tahqiq.store.search.feed import Feed
from tahqiq.store.search.folder import Folder
from tahqiq.store.search.match import Matcher
from tahqiq.store.search.question import Question, ask
from tahqiq.store.search.readers import Readers
from tahqiq.store.search.result import Alike, Results
from tahqiq.store.search.writer import Show, Writer
from tahqiq.store.search.written import AS_TYPED, OTHER, nearness
from tahqiq.store.touched_nodes import TouchedFiles

MOST_USES = 2000
"""How many uses of the values found are counted; beyond that ``truncated`` says so."""
MOST_HITS = 200
_WAIT = 120.0
PATIENCE = 60.0
"""Seconds that a question may spend on an index that is behind."""


class Search:
    """The search of one workspace. Safe from any thread; several processes may search while one brings the
    index up to date."""

    def __init__(
        self, workspace: Readers, events: EventFeed | None = None, words: Vocabulary | None = None
    ) -> None:
        self._workspace = workspace
        self._vocabulary = words or vocabulary()
        self._folder = Folder(workspace.root / "index")
        feed = Feed(workspace.database, self._vocabulary)
        found = events or FactFeed(workspace.database, Path(workspace.root) / "facts")
        self._writer = Writer(
            workspace.database, self._folder, feed, found, TouchedFiles(workspace.root / "manifests")
        )
        self._types = {type_number(name): name for name in self._vocabulary.schemata}
        self._guard = threading.Lock()
        self._opened: tuple[tuple[int, int], tantivy.Index | None, tantivy.Searcher | None] = (
            (0, 0),
            None,
            None,
        )
        self._known: tuple[object, ...] = ()

    def refresh(
        self,
        seconds: float | None = None,
        *,
        least: int = 1,
        show: Show | None = None,
        wait: float | None = None,
    ) -> bool:
        """Bring the index up to what is published, under the lock ``index``; whether it is. A job of its own,
        apart from any intake: the worker of a server does it between jobs, a question without a server does
        it first.

        With ``seconds`` it stops in time, after ``least`` sources at the earliest; what is left is taken up
        by the next call. While another process or thread is doing so this one waits for it, at most ``wait``
        seconds (as long as it may take itself, two minutes at most, where not given), and is False when the
        other one is not done by then: nothing is lost. ``show`` is told of each source that is begun.
        """
        if not self._behind():
            return True
        if wait is None:
            wait = _WAIT if seconds is None else min(seconds, _WAIT)
        try:
            return self._writer.refresh(wait, seconds, least, show)
        except Busy:
            return False

    def _refreshed(self, patience: float) -> bool:
        """:meth:`refresh` for a question. While large documents come in it does not wait for the worker that
        adds them: everybody would, one after the other."""
        return not self._behind() or self.refresh(
            patience, wait=patience if self._writer.fits(patience) else 0.0, least=0
        )

    def behind(self, scope: Scope) -> int:
        """How many visible sources are not searchable yet."""
        if not self._behind():
            return 0
        held = self._folder.state().sources
        return sum(held.get(no) != mark for no, mark in self._writer.wanted(scope.classes).items())

    def forget_erased(self) -> None:
        """Take out what is no longer published, as after an erasure by order. Raises ``Busy``
        (``index-busy``) when another process writes for two minutes."""
        self._writer.refresh(_WAIT, 0.0, 0)

    def rebuild(self) -> None:
        """Make the whole index again from the store."""
        self._writer.rebuild(_WAIT)

    def search(
        self,
        scope: Scope,
        asked: str,
        *,
        limit: int = 20,
        offset: int = 0,
        schema: str | None = None,
        patience: float = PATIENCE,
        one: Mapping[int, int] = MappingProxyType({}),
        begun: bool = False,
        fold: bool = False,
    ) -> Results:
        """What answers ``asked`` among what ``scope`` may see.

        Names in Arabic, Kurdish or Latin letters whatever their spelling or order; numbers in any form or a
        part of four signs at least; words and quoted phrases of texts. An index that is behind is brought up
        to date first where that takes about ``patience`` seconds at most; whoever is at that already is
        waited for as long, where it is that little; what is left out is counted in the answer (``behind``).
        ``schema`` keeps to one type and those derived from it. ``limit`` is at most 200. What stands in the
        very letters that were typed comes first, then the best score; names of the same sound in the other
        script come after those in the script that was typed. Equal scores are ordered by how near they stand
        to what was typed (its words, its script), then by the ids of what is found, an identifier itself
        before what has it. ``one`` says which nodes are one thing: those with the same value are one hit.
        With ``begun`` the last word may be only begun, as while somebody types. With ``fold`` things of one
        type that one document calls by the very same name are told with the first of them (:attr:`Hit.same`),
        as rows of a ledger are. Raises ``WrongUse`` (``search-empty``, ``search-too-long``), ``NotFound``
        (``unknown-schema``).
        """
        question = ask(asked)
        types = self._types_of(schema)
        behind = 0 if patience > 0 and self._refreshed(patience) else self.behind(scope)
        searcher, index_schema = self._searcher()
        if searcher is None or index_schema is None:
            return Results(question.text, (), 0, False, {}, behind, schema or "")
        matcher = Matcher(searcher, index_schema, scope.classes)
        scored = Candidates(self._workspace.database, matcher).scored(question, begun)
        groups, everything = self._groups(scope, question, matcher, scored, types, one)
        explainer = Explainer(self._workspace, scope, self._vocabulary, question, scored)
        lines = self._folded(groups, one) if fold else groups
        page = lines[max(0, offset) : max(0, offset) + max(1, min(limit, MOST_HITS))]
        hits = tuple(explainer.hits(page))
        return Results(
            question.text,
            hits,
            len(groups),
            not everything,
            self._facets(groups),
            behind,
            schema or "",
            len(lines),
        )

    def alike(self, scope: Scope, name: str, least: float, looked: int = 4_000) -> Alike:
        """The recorded names that are at least so like ``name`` (0 to 1), among the ``looked`` of each kind
        of likeness that share most with it."""
        behind = self.behind(scope)
        searcher, index_schema = self._searcher()
        if searcher is None or index_schema is None:
            return Alike({}, 0, True, behind)
        matcher = Matcher(searcher, index_schema, scope.classes)
        scores, compared, everything = Candidates(self._workspace.database, matcher).alike(
            name, least, looked
        )
        return Alike({ref >> 1: score for ref, score in scores.items()}, compared, everything, behind)

    def _types_of(self, schema: str | None) -> list[int] | None:
        if not schema:
            return None
        self._vocabulary.get(schema)
        return [number for number, name in self._types.items() if self._vocabulary.is_a(name, schema)]

    def _groups(
        self,
        scope: Scope,
        question: Question,
        matcher: Matcher,
        scored: Scored,
        types: Sequence[int] | None,
        one: Mapping[int, int],
    ) -> tuple[list[Group], bool]:
        """Everything found, one group for each thing or event: what stands as it was typed first, then the
        best; of equals the nearest to what was typed. A name of the same sound in the other script comes
        after those in the script that was typed, however loosely these are spelled."""
        near = {
            ref: nearness(question, scored.texts[ref])
            for ref, (_, kind) in scored.values.items()
            if ref in scored.texts and not kind.endswith("-number")
        }
        best = sorted(
            scored.values,
            key=lambda ref: (
                near.get(ref, OTHER) != AS_TYPED,
                -scored.values[ref][0],
                scored.texts.get(ref, ""),
            ),
        )
        uses, everything = matcher.uses(best, types, MOST_USES)
        live = self._published({use.source for use in uses} | {event.source for event, _ in scored.events})
        live -= scope.closed
        groups: dict[int | bytes, Group] = {}
        for use in uses:
            if use.source in live:
                score, kind = scored.values[use.ref]
                groups.setdefault(one.get(use.node, use.node), Group(use.rank, use.type, node=use.node)).add(
                    score, kind, use, near.get(use.ref, OTHER)
                )
        for event, kind in scored.events:
            if event.source in live and (types is None or event.type in types):
                groups.setdefault(event.id, Group(event.rank, event.type, event=event)).add(
                    0.9 if kind == "phrase" else 0.75, kind
                )
        least = min(
            (group.score for group in groups.values() if group.typed != OTHER and group.sounds), default=1.0
        )

        def place(group: Group) -> tuple[bool, float, bool, int, float, int]:
            score = min(group.score, least) if group.typed == OTHER and group.sounds else group.score
            return (
                group.typed != AS_TYPED,
                -round(score, 6),
                not group.own,
                group.typed,
                -round(group.score, 6),
                group.rank,
            )

        return sorted(groups.values(), key=place), everything and scored.all

    def _folded(self, groups: Sequence[Group], one: Mapping[int, int]) -> list[Group]:
        """The groups in their order without those of rows that call somebody the same as an earlier one does,
        which stand in that one's ``same``."""
        types = {
            (prop.name, prop.type)
            for schema in self._vocabulary.schemata.values()
            for prop in schema.properties.values()
        }
        rows = self._workspace.database.query("SELECT no, name FROM prop")
        names = {int(str(no)) for no, name in rows if (str(name), "name") in types}
        merged = {*one, *one.values()}
        first: dict[tuple[int, int, int, int], Group] = {}
        kept: list[Group] = []
        for group in groups:
            row = group.row(names) if group.node and group.node not in merged else None
            head = first.setdefault(row, group) if row is not None else group
            (kept if head is group else head.same).append(group)
        return kept

    def _published(self, sources: Iterable[int]) -> set[int]:
        """Those that are published now: an index that is behind shows nothing of a source that is gone."""
        rows = self._workspace.database.query(
            f"SELECT no FROM source WHERE no IN ({numbers(sources)}) AND state='published'"
        )
        return {int(str(row[0])) for row in rows}

    def _facets(self, groups: Sequence[Group]) -> dict[str, int]:
        counted: dict[str, int] = {}
        for group in groups:
            name = self._types.get(group.type, "")
            counted[name] = counted.get(name, 0) + 1
        return dict(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    def _behind(self) -> bool:
        mark = (*self._writer.watermark(), *self._folder.signature())
        if mark == self._known:
            return False
        if self._folder.state().sources == self._writer.wanted() and self._folder.signature() != (0, 0):
            self._known = mark
            return False
        return True

    def _searcher(self) -> tuple[tantivy.Searcher | None, tantivy.Schema | None]:
        with self._guard:
            try:
                return self._open()
            except (
                ValueError,
                OSError,
            ):  # files of the index are damaged or gone: it is made again from the store
                self._writer.rebuild(_WAIT)
                return self._open()

    def _open(self) -> tuple[tantivy.Searcher | None, tantivy.Schema | None]:
        signature, index, searcher = self._opened
        now = self._folder.signature()
        if index is None or signature != now:
            state = self._folder.state()
            if not state.folder:
                return None, None
            index = self._folder.open(state)
            index.reload()
            searcher = index.searcher()
            self._opened = (now, index, searcher)
        return searcher, index.schema
