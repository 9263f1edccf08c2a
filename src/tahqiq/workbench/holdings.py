"""Sources, originals, search and entities: what there is."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from secrets import token_hex

from tahqiq.analyse.mentions import Mention, mentions
from tahqiq.casework.closed_originals import require_open
from tahqiq.casework.forms.paper import Sheet
from tahqiq.casework.gone import why_gone
from tahqiq.collect.original import OriginalRows, no_rows, original_rows
from tahqiq.kit.errors import NotFound, Refused
from tahqiq.kit.ids import digest, parse_id
from tahqiq.model.account import NOT_MAPPED, Aside
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.handling import handling_codes
from tahqiq.model.problem import Problem
from tahqiq.model.scope import Scope
from tahqiq.model.source import GONE, Source
from tahqiq.products.written_report import LINES, WrittenReport, report_sheet, written_report
from tahqiq.resolve.entities import Entities
from tahqiq.store.accounts import asides_of
from tahqiq.store.idle import IdleFound, find_idle
from tahqiq.store.nodes import node_numbers
from tahqiq.store.problem_rows import problems_between
from tahqiq.store.search import PATIENCE, Hit, Results
from tahqiq.store.touched_nodes import TouchedFiles
from tahqiq.workbench.bench import Bench

FULL_ID = re.compile("[0-9a-f]{32}")


PAGE, MOST = 200, 4000
"""Hits of a watched search that are asked for at once, and looked at in all."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """What came in about the answers of a search: ``fresh`` answer only because of it, about ``more``
    something was known before.

    ``until`` is when the latest visible source was published: what the next question is to begin with.
    ``unseen`` counts answers beyond the first ``MOST``, which were not looked at.
    """

    fresh: tuple[Hit, ...]
    more: tuple[Hit, ...]
    until: str
    unseen: int


class Holdings(Bench):
    """What shows sources, originals, search and entities."""

    def sources(self) -> list[Source]:
        """Visible sources, in the order of deposit."""
        self.door.audit.glance(self.actor, "sources")
        return self.workspace.sources.all(self.scope())

    def source(self, source_id: str) -> Source:
        """One visible source by its id."""
        found = self.workspace.sources.find(self.scope(), source_id)
        self.door.audit.read(self.actor, "source", found.id, found.case)
        return found

    def parents(self, sources: Iterable[Source]) -> dict[int, str]:
        """The ids of the visible sources in which others stood, by number."""
        wanted = {source.parent for source in sources if source.parent}
        return (
            {
                source.no: source.id
                for source in self.workspace.sources.all(self.scope())
                if source.no in wanted
            }
            if wanted
            else {}
        )

    def rows(
        self, source_id: str, part: int = 0, first: int = 1, count: int = 50, at: int = 0
    ) -> OriginalRows:
        """What stands in an original: rows of one part as they stand, to look at beside what was read from
        them; no row, and why, of one that is empty, damaged, erased or due to be. Raises as
        :meth:`original`."""
        source = self.source(source_id)
        if source.state in GONE:
            return no_rows(why_gone(self.door, self.scope(), source))
        require_open(self.door, self.actor, "source-rows", source)
        try:
            return original_rows(self.workspace, source, part, first, count, at)
        except NotFound as error:
            if error.code != "no-rows-there" or part:
                raise
            problems = self.workspace.problems.of(self.scope(), source.no, 1)
            return no_rows(problems[0] if problems else error)

    def report(self, source_id: str) -> WrittenReport | None:
        """The report that a visible source is; None for every other document. Raises as :meth:`rows`."""
        return self._report(self.source(source_id))

    def _report(self, source: Source) -> WrittenReport | None:
        if source.state in GONE or source.format != "ftm" or source.records > LINES:
            return None
        require_open(self.door, self.actor, "source-rows", source)
        found = original_rows(self.workspace, source, 0, 1, LINES + 1, 0)
        return written_report(
            source,
            self.workspace.sources.deposit_of(source),
            found.names,
            [[cell or "" for cell in cells] for _, cells in found.rows],
        )

    def report_paper(self, source_id: str, language: str) -> Sheet | None:
        """A report on paper. It leaves the program: needs "export", and the log has it. Raises ``Refused``
        (``report-kept-inside``) where its handling code forbids that."""
        source = self.source(source_id)
        found, case = self._report(source), source.case
        if found is None:
            return None
        self.door.require(self.actor, "export", self.door.cases.find(self.actor.id, case))
        if "export" in handling_codes()[found.handling].forbids:
            self.door.audit.refused(self.actor, "export", found.source, "report-kept-inside", case)
            raise Refused("report-kept-inside")
        name = self.person.name or self.person.login
        with self.door.audit.process(
            self.actor, "export", f"report {found.source}", case, {"language": language}
        ):
            return report_sheet(found, language, name)

    def original(self, source_id: str) -> tuple[Source, Path]:
        """A visible source and where its sealed original is; looking at an original is in the log. Raises
        ``Refused`` (``original-closed``) for one that a register keeps closed to the person, ``NotFound``."""
        found = self.workspace.sources.find(self.scope(), source_id)
        if not found.original_here:
            raise NotFound("original-elsewhere", name=found.name, sha256=found.sha256)
        require_open(self.door, self.actor, "original", found)
        self.door.audit.read(self.actor, "original", found.id, found.case)
        return found, self.workspace.originals.path(found.sha256)

    def custody(self, source_id: str) -> list[tuple[str, str, str, str]]:
        """The custody log of a visible source: at (UTC), who, act, detail."""
        return self.workspace.sources.custody_log(self.scope(), self._asked("custody", source_id).no)

    def problems(self, source_id: str, limit: int = 1000, offset: int = 0, code: str = "") -> list[Problem]:
        """Problems of a visible source; with a ``code`` only those of that kind."""
        return self.workspace.problems.of(
            self.scope(), self._asked("problems", source_id).no, limit, offset, code
        )

    def set_aside(self, source_id: str) -> list[Aside]:
        """The fields of a visible source that no value and no event was made of, and why."""
        source = self._asked("set-aside", source_id)
        return asides_of(self.workspace.database, source.no, self.workspace.sources.parts(source.no))

    def marks(self, source_id: str, part: int, first: int, last: int) -> tuple[list[Problem], list[int]]:
        """What is marked where rows of an original are shown: the problems of those rows, and the columns
        (from 1) of which the mapping uses nothing."""
        source = self.workspace.sources.find(self.scope(), source_id)
        parts = self.workspace.sources.parts(source.no)
        idle = {
            item.place.column
            for item in asides_of(self.workspace.database, source.no)
            if item.place.part.no == part and item.why == NOT_MAPPED
        }
        return problems_between(self.workspace.database, source.no, part, first, last, parts), sorted(
            idle - {0}
        )

    def problem_kinds(self, source_id: str) -> list[tuple[Problem, int]]:
        """The first problem of each kind of a visible source, and how many there are of it; the most frequent
        first."""
        scope = self.scope()
        no = self._asked("problems", source_id).no
        counts = self.workspace.problems.counts(scope, no)
        return [
            (self.workspace.problems.of(scope, no, 1, 0, code)[0], count) for code, count in counts.items()
        ]

    def _asked(self, act: str, source_id: str) -> Source:
        """A visible source, one look of the kind ``act`` at it in the log."""
        found = self.workspace.sources.find(self.scope(), source_id)
        self.door.audit.glance(self.actor, act, found.id, found.case)
        return found

    def refresh_search(
        self, seconds: float | None = None, show: Callable[[int, int], None] | None = None
    ) -> bool:
        """Make searchable what was collected, under a lock of its own; whether everything is. With
        ``seconds`` it ends in time, after one source at the earliest; ``show`` is told how many of how many
        sources are done."""
        return self.workspace.search.refresh(seconds, show=show)

    def search(
        self,
        text: str,
        *,
        schema: str | None = None,
        limit: int = 20,
        offset: int = 0,
        patience: float = PATIENCE,
        begun: bool = False,
        fold: bool = False,
    ) -> Results:
        """What answers ``text`` among everything the person may see, best first, rows outside their order
        left out; the log keeps a salted digest of the text. ``begun`` says that its last word may be only
        begun, ``fold`` that things which one document calls the same are told with the first of them.

        What was collected since the index was brought up to date is added first where that takes about
        ``patience`` seconds at most; ``behind`` of the answer counts the visible sources that are not
        searchable yet.
        """
        salt = token_hex(8)
        self.door.audit.read(self.actor, "search", f"{salt}.{digest(salt, text).hex()}")
        scope = self.scope("analysis")
        entities = self.entities(scope)
        one = entities.clustering.representatives
        found = self.workspace.search.search(
            scope,
            text,
            limit=limit,
            offset=offset,
            schema=schema,
            patience=patience,
            one=one,
            begun=begun,
            fold=fold,
        )
        return self._displayed(entities, found) if one else found

    def search_idle(self, asked: str, limit: int = 50) -> IdleFound:
        """Texts of columns that no mapping uses which hold every word of ``asked``; the log keeps a salted
        digest of it."""
        salt = token_hex(8)
        self.door.audit.read(self.actor, "search", f"{salt}.{digest(salt, asked).hex()}")
        return find_idle(self.workspace.database, self.workspace.root, self.scope("analysis"), asked, limit)

    def arrived(self, text: str, since: str, schema: str | None = None) -> Arrived:
        """What was published after ``since`` (ISO 8601 UTC; empty: nothing counts as new) about anything that
        answers ``text``: all answers are looked at, not the best few."""
        scope = self.scope()
        sources = [source for source in self.workspace.sources.all(scope) if source.published_at]
        until = max((source.published_at for source in sources), default="")
        new = {source.no for source in sources if since and source.published_at > since}
        self.door.audit.glance(self.actor, "arrived")
        if not new:
            return Arrived((), (), until, 0)
        files = TouchedFiles(self.workspace.root / "manifests")
        touched = nodes_of(files, scope, new)
        found: dict[bool, list[Hit]] = {True: [], False: []}
        groups = self.entities(scope).clustering
        before = [source.no for source in sources if source.no not in new]
        offset, total = 0, 1
        while offset < min(total, MOST):
            page = self.search(text, schema=schema, limit=PAGE, offset=offset)
            total, offset = page.total, offset + PAGE
            numbers = node_numbers(self.workspace.database, [hit.id for hit in page.hits])
            members = {hit.id: set(groups.members(numbers[hit.id])) for hit in page.hits if hit.id in numbers}
            news = [hit for hit in page.hits if members.get(hit.id, set()) & touched]
            known = nodes_of(files, scope, before) if news else set()
            for hit in news:
                found[bool(members[hit.id] & known)].append(hit)
        return Arrived(tuple(found[False]), tuple(found[True]), until, max(0, total - MOST))

    def _displayed(self, entities: Entities, found: Results) -> Results:
        """Hits in fragments of merged entities under the entity's id, caption and type."""
        numbers = node_numbers(self.workspace.database, [hit.id for hit in found.hits])
        merged = {one: no for one, no in numbers.items() if no in entities.clustering.representatives}
        known = entities.entities(sorted(merged.values()))
        hits = []
        for hit in found.hits:
            entity = known.get(merged.get(hit.id, 0))
            hits.append(
                replace(hit, id=entity.id, schema=entity.schema, caption=caption(entity)) if entity else hit
            )
        return replace(found, hits=tuple(hits))

    def show(self, node_id: str) -> Entity:
        """An entity by its id or a unique beginning of it."""
        scope = self.scope()
        event = (
            self.workspace.events.find(scope, parse_id(node_id))
            if FULL_ID.fullmatch(node_id.strip().lower())
            else None
        )
        entity = event or self.entities(scope).entity(node_id)[1]
        self.door.audit.read(self.actor, "show", entity.id.hex())
        return entity

    def mentions(self, node_id: str) -> tuple[Entity, list[Mention], bool]:
        """What the texts of an entity seem to mention: suggestions with their place, never facts; and whether
        not all names were looked for."""
        scope = self.scope()
        _, entity = self.entities(scope).entity(node_id)
        self.door.audit.read(self.actor, "mentions", entity.id.hex())
        found, truncated = mentions(self.workspace, scope, entity)
        return entity, found, truncated


def nodes_of(files: TouchedFiles, scope: Scope, sources: Iterable[int]) -> set[int]:
    """The nodes that visible sources say something about, in values or in events of visible classes."""
    found: set[int] = set()
    for source in sources:
        touched = files.load(source)
        if touched:
            found.update(touched.entities.tolist())
            found.update(
                node
                for no, nodes in touched.mentioned.items()
                if no in scope.classes
                for node in nodes.tolist()
            )
    return found
