"""The library's front door: one person at work in one workspace. The command line and the API are this, said again.

>>> from tahqiq.workbench import Workbench
>>> hasattr(Workbench, "search")
True
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from collections.abc import Mapping as TypingMapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from secrets import token_hex

from tahqiq.access.audit import Head, Leaf
from tahqiq.access.cases import Case
from tahqiq.access.door import Door
from tahqiq.access.people import Person
from tahqiq.access.verify import Verdict, Verifier
from tahqiq.analyse.context import Context
from tahqiq.analyse.mentions import Mention, mentions
from tahqiq.analyse.paths import Found, shortest
from tahqiq.casework.acts import Acts
from tahqiq.casework.analyses import Analyses, Rerun
from tahqiq.casework.documents import CaseDocuments
from tahqiq.casework.erasing import ERASE, erase_job, start
from tahqiq.casework.identity import Identity
from tahqiq.casework.review import Review
from tahqiq.casework.team import Team
from tahqiq.formats.intake import Collected, Intake
from tahqiq.formats.mapping.choice import kept, named
from tahqiq.formats.mapping.document import Mapping
from tahqiq.formats.mapping.preview import Plain
from tahqiq.formats.mapping.saved import SavedMapping, SavedMappings
from tahqiq.formats.original import OriginalRows, original_rows
from tahqiq.formats.recognition import Recognition, preview_source, recognise_source
from tahqiq.jobs.register import Amount, Job, Jobs, Json, Progress
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.kit.ids import digest, parse_id
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.grade import Grade
from tahqiq.model.handling import handling
from tahqiq.model.link import Link
from tahqiq.model.problem import Problem
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.source import Authority, Deposit, Source
from tahqiq.products.analysed import result_json, sources_in, things_in
from tahqiq.products.board import Board, Drawn, Expanded, Happened
from tahqiq.products.export import Exported, Exporter
from tahqiq.resolve.backends import Engine, backend
from tahqiq.resolve.entities import Entities, EntityLinks
from tahqiq.resolve.run import Linked, link_all
from tahqiq.store.erasure import Erasure
from tahqiq.store.facts.record import FactRecord
from tahqiq.store.facts.store import Counts as FactCounts
from tahqiq.store.links import Links
from tahqiq.store.nodes import node_numbers
from tahqiq.store.originals import Sealed
from tahqiq.store.pairs import Pairs
from tahqiq.store.results import StoredResult
from tahqiq.store.search import PATIENCE, Results

COLLECT, READ = "collect", "read"
FULL_ID = re.compile("[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A link with the entity at its other end."""

    link: Link
    entity: Entity


@dataclass(frozen=True, slots=True)
class Around:
    """An entity (with its node number, which orients the links) and its neighbours."""

    number: int
    entity: Entity
    neighbours: tuple[Neighbour, ...]


@dataclass(frozen=True, slots=True)
class Happenings:
    """Events of an entity: each a tuple of its records as entities, the earliest first. ``total`` events and ``records`` there are in all."""

    entity: Entity
    events: tuple[tuple[Entity, ...], ...]
    total: int
    records: int


@dataclass(frozen=True, slots=True)
class Way:
    """A path with the entities on it; ``found.path`` is None when there is none, with the reason."""

    found: Found
    entities: tuple[Entity, ...]


class Workbench:
    """What one person can do. Every read passes a Scope made for the person; every act and look is in the audit log."""

    def __init__(self, door: Door, person: Person) -> None:
        self.door = door
        self.person = person
        self.actor: Actor = person.actor()
        self.workspace = door.workspace
        self.jobs = Jobs(door.workspace.database)
        self.links: Links = EntityLinks(door.workspace)
        self.acts = Acts(door, self.actor)
        self.team = Team(door, self.actor)
        self.analyses = Analyses(door, self.actor)
        self.documents = CaseDocuments(door, self.actor)
        self.identity = Identity(door, self.actor, proposals := Pairs(door.workspace.database))
        self.review = Review(door, self.actor, proposals)

    @classmethod
    @contextmanager
    def opened(cls, root: Path) -> Iterator["Workbench"]:
        """The workspace in ``root`` as the person of this machine (or of ``TAHQIQ_TOKEN``)."""
        door = Door.opened(root)
        start(door)
        try:
            yield cls(door, door.here())
        finally:
            door.close()

    def scope(self, purpose: str = "work", case: str | None = None) -> Scope:
        """What the person may see for a purpose."""
        return self.door.scope(self.actor, purpose, case)

    def deposit(
        self, case: str | None = None, *, grade: str | None = None, handling_code: str = "open", compartment: str = "", zone: str = "",
        received_from: str = "", received_how: str = "", authority: Authority | None = None,
    ) -> Deposit:  # fmt: skip
        """What is said of files to be collected, checked: the case (id or title; "Inbox" when none), grade and handling code must exist."""
        found = self.door.cases.find(self.actor.id, case or "Inbox")
        if compartment and compartment not in self.door.cases.compartments(self.actor.id):
            raise NotFound("no-such-compartment", compartment=compartment)
        graded = str(Grade.parse(grade)) if grade else None
        code = handling(handling_code).code
        return Deposit(found.id, compartment, code, graded, received_from, received_how, zone, authority or Authority())

    def collect(
        self, paths: Sequence[Path], deposit: Deposit, mapping: str | None = None, show: Callable[[Amount], None] | None = None
    ) -> list[Collected]:
        """Collect files and folders here and now, as a job that can be stopped and resumed."""
        recipe: Json = {"paths": [str(path.resolve()) for path in paths], "deposit": _deposit_json(deposit), "mapping": mapping}
        return self._collect(self.jobs.add(COLLECT, recipe, self.actor).no, show)

    def reread(
        self, source_id: str, mapping: str | None = None, reason: str = "", show: Callable[[Amount], None] | None = None
    ) -> list[Collected]:
        """Read a source again, here and now, under the mapping named (or in a YAML file), or what is proposed now; the new reading takes the place
        of the old one at once, whose values stay as history (docs/decisions/0011). A source that was deposited to be read later is read for the first
        time. Needs "map" on its case and a reason where it was read before.

        Raises ``NotFound``, ``Refused``, ``WrongUse`` (``reason-needed``), ``Conflict`` (``reading-not-latest``, ``reading-elsewhere``).
        """
        return self._collect(self.jobs.add(READ, self._reading(source_id, mapping, reason, True), self.actor).no, show)

    def queue_reading(self, source_id: str, mapping: str | None = None, reason: str = "") -> Job:
        """As :meth:`reread`, for the worker of a server; ``mapping`` is a name."""
        return self.jobs.add(READ, self._reading(source_id, mapping, reason, False), self.actor)

    def _reading(self, source_id: str, mapping: str | None, reason: str, files: bool) -> Json:
        source = self.workspace.sources.find(self.scope(), source_id)
        self.door.require(self.actor, "map", source.case)
        if source.state not in ("sealed", "failed", "published"):
            raise Conflict("reading-not-latest", name=source.name)
        if source.state == "published" and not reason.strip():
            raise WrongUse("reason-needed")
        if mapping:
            named(mapping, kept(self.workspace.database, source.case), files)
        return {"source": source.id, "mapping": mapping, "reason": reason.strip()}

    def recognised(self, source_id: str) -> tuple[Source, Recognition]:
        """What a source, read or deposited to be read later, is recognised as and why, with a mapping for each of its tables."""
        source = self.workspace.sources.find(self.scope(), source_id)
        self.door.audit.read(self.actor, "recognise", source.id, source.case)
        return source, recognise_source(self.workspace, source)

    def preview(self, source_id: str, mapping: Mapping, part: int | None = None, rows: int = 20, locale: str = "en") -> dict[str, Plain]:
        """What a mapping makes of the first rows of a source, nothing stored. See :func:`tahqiq.formats.recognition.preview_source`."""
        source = self.workspace.sources.find(self.scope(), source_id)
        self.door.audit.read(self.actor, "preview", source.id, source.case)
        return preview_source(self.workspace, source, mapping, part, rows, locale)

    def deposit_later(self, sealed: Sequence[tuple[Sealed, str]], deposit: Deposit) -> list[Source]:
        """Register sealed originals, each with its name, without reading them: :meth:`reread` or :meth:`queue_reading` does that later."""
        return Intake(self.door, self.actor).register(sealed, deposit)

    def mappings(self, case: str | None = None) -> dict[str, Mapping]:
        """The mappings saved in a case (id or title), the latest version of each by name; in all of the person's cases when none is given."""
        cases = [self.door.cases.find(self.actor.id, case)] if case else self.cases()
        return {name: mapping for one in reversed(cases) for name, mapping in kept(self.workspace.database, one.id).items()}

    def saved_mappings(self, case: str) -> list[SavedMapping]:
        """The mappings kept in one of the person's cases (id or title), the latest version of each."""
        return SavedMappings(self.workspace.database).of(self.door.cases.find(self.actor.id, case).id)

    def mapping_versions(self, case: str, name: str) -> list[SavedMapping]:
        """All versions of a mapping kept in one of the person's cases, oldest first. Raises ``NotFound``."""
        return SavedMappings(self.workspace.database).versions(self.door.cases.find(self.actor.id, case).id, name)

    def save_mapping(self, case: str, mapping: Mapping) -> SavedMapping:
        """Keep a mapping in a case as the next version of its name. Needs "map"; raises ``WrongUse`` (``mapping-name-taken``) for a built-in name."""
        found = self.door.cases.find(self.actor.id, case)
        self.door.require(self.actor, "map", found)
        with self.door.audit.act(self.actor, "save-mapping", "", found.id) as outcome:
            saved = SavedMappings(self.workspace.database).save(found.id, mapping, self.actor.id)
            outcome["version"] = saved.version
        return saved

    def queue_sealed(self, sealed: Sequence[tuple[str, str]], deposit: Deposit, mapping: str | None = None) -> Job:
        """Queue originals that are sealed already (SHA-256, name) for the worker of a server; ``mapping`` is a name."""
        self.door.require(self.actor, "deposit", deposit.case)
        if mapping:
            named(mapping, kept(self.workspace.database, deposit.case), files=False)
        files = [{"sha256": sha256, "name": name} for sha256, name in sealed]
        return self.jobs.add(COLLECT, {"sealed": files, "deposit": _deposit_json(deposit), "mapping": mapping}, self.actor)

    def approve_erasure(self, source_id: str, show: Callable[[Amount], None] | None = None) -> Erasure:
        """Approve an erasure that another supervisor asked for, and carry it out here and now as a job. See :meth:`Acts.approve_erasure`."""
        approved = self.acts.sign_erasure(source_id)
        job = self.jobs.add(ERASE, {"erasure": approved.no}, self.actor)
        self.jobs.run(job.no, self.actor, partial(erase_job, self.door), show)
        return self.acts.erasure(approved.no)

    def queue_erasure(self, source_id: str) -> Erasure:
        """Approve an erasure that another supervisor asked for, and queue it for the worker of a server; the source is hidden at once."""
        approved = self.acts.sign_erasure(source_id)
        self.jobs.add(ERASE, {"erasure": approved.no}, self.actor)
        return approved

    def resume(self, number: int, show: Callable[[Amount], None] | None = None) -> list[Collected]:
        """Take up a stopped or failed collection again; files that are published already are recognised and not read twice."""
        no = self.jobs.own(number, self.actor).no
        self.jobs.resume(no, self.actor)
        return self._collect(no, show)

    def _collect(self, no: int, show: Callable[[Amount], None] | None) -> list[Collected]:
        results: list[Collected] = []
        taken = self.jobs.get(no, self.actor)
        job = {COLLECT: collect_job, READ: read_job}.get(taken.kind)
        if job is None:
            raise Conflict("job-not-resumable", no=taken.number)

        def handler(recipe: Json, actor: Actor, progress: Progress) -> Json:
            results.extend(job(self.door, recipe, actor, progress))
            return {"sources": [item.to_json() for item in results]}

        self.jobs.run(no, self.actor, handler, show)
        return results

    def sources(self) -> list[Source]:
        """Visible sources, in the order of deposit."""
        return self.workspace.sources.all(self.scope())

    def source(self, source_id: str) -> Source:
        """One visible source by its id."""
        found = self.workspace.sources.find(self.scope(), source_id)
        self.door.audit.read(self.actor, "source", found.id, found.case)
        return found

    def parents(self, sources: Iterable[Source]) -> dict[int, str]:
        """The ids of the visible sources in which others stood, by number."""
        wanted = {source.parent for source in sources if source.parent}
        return {source.no: source.id for source in self.workspace.sources.all(self.scope()) if source.no in wanted} if wanted else {}

    def rows(self, source_id: str, part: int = 0, first: int = 1, count: int = 50) -> OriginalRows:
        """What stands in an original: rows of one part as they stand, to look at beside what was read from them."""
        source = self.source(source_id)
        return original_rows(self.workspace, source, part, first, count)

    def original(self, source_id: str) -> tuple[Source, Path]:
        """A visible source and where its sealed original is; looking at an original is in the log."""
        found = self.workspace.sources.find(self.scope(), source_id)
        if not found.original_here:
            raise NotFound("original-elsewhere", name=found.name, sha256=found.sha256)
        if found.state in ("erasing", "erased"):
            raise NotFound("source-erased", id=found.id)
        self.door.audit.read(self.actor, "original", found.id, found.case)
        return found, self.workspace.originals.path(found.sha256)

    def captions(self, ids: Iterable[bytes]) -> dict[bytes, str]:
        """What visible entities are called, by id; those that are not visible are left out."""
        numbers = node_numbers(self.workspace.database, list(ids))
        entities = self.entities(self.scope()).entities(list(numbers.values()))
        return {one: caption(entities[no]) for one, no in numbers.items() if no in entities}

    def custody(self, source_id: str) -> list[tuple[str, str, str, str]]:
        """The custody log of a visible source: at (UTC), who, act, detail."""
        scope = self.scope()
        return self.workspace.sources.custody_log(scope, self.workspace.sources.find(scope, source_id).no)

    def problems(self, source_id: str, limit: int = 1000, offset: int = 0) -> list[Problem]:
        """Problems of a visible source."""
        scope = self.scope()
        return self.workspace.sources.problems(scope, self.workspace.sources.find(scope, source_id).no, limit, offset)

    def refresh_search(self, seconds: float | None = None, show: Callable[[int, int], None] | None = None) -> bool:
        """Make searchable what was collected, under a lock of its own; whether everything is. With ``seconds`` it ends in time, after one source
        at the earliest; ``show`` is told how many of how many sources are done."""
        return self.workspace.search.refresh(seconds, show=show)

    def search(self, text: str, *, schema: str | None = None, limit: int = 20, offset: int = 0, patience: float = PATIENCE) -> Results:
        """What answers ``text`` among everything the person may see, best first; the log keeps a salted digest of the text.

        What was collected since the index was brought up to date is added first where that takes about ``patience`` seconds at most;
        ``behind`` of the answer counts the visible sources that are not searchable yet.
        """
        salt = token_hex(8)
        self.door.audit.read(self.actor, "search", f"{salt}.{digest(salt, text).hex()}")
        scope = self.scope()
        entities = self.entities(scope)
        one = entities.clustering.representatives
        found = self.workspace.search.search(scope, text, limit=limit, offset=offset, schema=schema, patience=patience, one=one)
        return self._displayed(entities, found) if one else found

    def _displayed(self, entities: Entities, found: Results) -> Results:
        """Hits in fragments of merged entities under the entity's id, caption and type."""
        numbers = node_numbers(self.workspace.database, [hit.id for hit in found.hits])
        merged = {one: no for one, no in numbers.items() if no in entities.clustering.representatives}
        known = entities.entities(sorted(merged.values()))
        hits = []
        for hit in found.hits:
            entity = known.get(merged.get(hit.id, 0))
            hits.append(replace(hit, id=entity.id, schema=entity.schema, caption=caption(entity)) if entity else hit)
        return replace(found, hits=tuple(hits))

    def entities(self, scope: Scope) -> Entities:
        """The entities of a scope of this person, merged as the judgements that the scope sees say."""
        return Entities(self.workspace, scope)

    def show(self, node_id: str) -> Entity:
        """An entity by its id or a unique beginning of it."""
        scope = self.scope()
        event = self.workspace.events.find(scope, parse_id(node_id)) if FULL_ID.fullmatch(node_id.strip().lower()) else None
        entity = event or self.entities(scope).entity(node_id)[1]
        self.door.audit.read(self.actor, "show", entity.id.hex())
        return entity

    def mentions(self, node_id: str) -> tuple[Entity, list[Mention], bool]:
        """What the texts of an entity seem to mention: suggestions with their place, never facts; and whether not all names were looked for."""
        scope = self.scope()
        _, entity = self.entities(scope).entity(node_id)
        self.door.audit.read(self.actor, "mentions", entity.id.hex())
        found, truncated = mentions(self.workspace, scope, entity)
        return entity, found, truncated

    def happenings(self, node_id: str, since: datetime | None = None, until: datetime | None = None, limit: int = 200) -> Happenings:
        """Events of a phone, account, plate or place in the order of time, each with all its records. Rows outside their order's authority are left out.

        ``since`` (included) and ``until`` (excluded) are aware times; events without a time are left out where one of them is given.
        """
        scope = self.scope("analysis")
        entities = self.entities(scope)
        number, entity = entities.entity(node_id)
        self.door.audit.read(self.actor, "events", entity.id.hex())
        parts = [self._happened(scope, one, since, until, limit) for one in entities.clustering.members(number)]
        told = [records for events, _ in parts for records in events]
        if len(parts) > 1:
            told.sort(key=lambda records: (records[0].start is None, records[0].start_text or "", records[0].row))
        events = tuple(tuple(self.workspace.events.entities(scope, records)) for records in told[:limit])
        return Happenings(entity, events, sum(counts.occasions for _, counts in parts), sum(counts.records for _, counts in parts))

    def _happened(
        self, scope: Scope, number: int, since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[list[tuple[FactRecord, ...]], FactCounts]:
        """Events of one node, each as its records, and how many there are."""
        facts = self.workspace.facts
        counts = facts.counts(scope, number)
        if counts.records:
            return [item.records for item in facts.occasions_of(scope, number, since=since, until=until, limit=limit)], counts
        return [(record,) for record in facts.at_place(scope, number, since=since, until=until, limit=limit)], counts

    def neighbours(self, node_id: str) -> Around:
        """Everything linked to an entity. Rows outside their order's authority are left out: this is an analysis."""
        scope = self.scope("analysis")
        entities = self.entities(scope)
        number, entity = entities.entity(node_id)
        self.door.audit.read(self.actor, "neighbours", entity.id.hex())
        links = self.links.of(scope, [number])
        ends = sorted({link.other(number) for link in links})
        others = entities.entities(ends, ends)
        found = tuple(Neighbour(link, others[link.other(number)]) for link in links if link.other(number) in others)
        return Around(number, entity, found)

    def path(self, start: str, end: str) -> Way:
        """The shortest way between two entities."""
        scope = self.scope("analysis")
        entities = self.entities(scope)
        (first, a), (last, b) = entities.entity(start), entities.entity(end)
        self.door.audit.read(self.actor, "path", f"{a.id.hex()} {b.id.hex()}")
        found = shortest(Context(self.workspace, scope, entities.clustering.representatives), first, last)
        if found.path is None:
            return Way(found, (a, b))
        nodes = entities.entities(found.path.nodes, found.path.nodes)
        return Way(found, tuple(nodes[no] for no in found.path.nodes))

    def draw(self, ids: Sequence[str]) -> Drawn:
        """Items of a chart by id, and every line between two of them; what is hidden or unknown is left out. An analysis: held rows stay out."""
        self.door.audit.read(self.actor, "draw", digest("draw", *sorted(ids)).hex())
        return Board(self.workspace, self.links, self.scope("analysis")).draw(ids)

    def expand(self, node_id: str, shown: Sequence[str], types: Sequence[str] = (), limit: int = 0, least: bool = False) -> Expanded:
        """What an item of a chart is linked to beyond ``shown``, by type, and up to ``limit`` of it with its lines. See :class:`Board`."""
        self.door.audit.read(self.actor, "expand", node_id)
        return Board(self.workspace, self.links, self.scope("analysis")).expand(node_id, shown, types, limit, least)

    def happened(
        self, ids: Sequence[str], since: datetime | None = None, until: datetime | None = None, limit: int = 1000
    ) -> tuple[list[Happened], int]:
        """Events of several items together, each once, in the order of time, and how many there are. Aware times; held rows stay out."""
        self.door.audit.read(self.actor, "happened", digest("draw", *sorted(ids)).hex())
        return Board(self.workspace, self.links, self.scope("analysis")).happened(ids, since, until, limit)

    def link(self, since: str | None = None, engine: Engine = "duckdb", adopt: bool = True) -> tuple[list[Linked], int]:
        """Link people, organisations, vehicles, devices and addresses among all that the person may see: pairs are scored and kept for review.

        ``since`` (a source's id): only what that source says against all the rest, with the parameters of the last run. ``adopt``: the automatic band is
        carried out as judgements of this person, each of which can be taken back. Rows outside their order's authority are left out. Returns what was done
        for each kind, and how many pairs were adopted. Raises ``NotFound`` for a source; ``WrongUse`` (``engine-not-here``).
        """
        scope = self.scope("analysis")
        source = self.workspace.sources.find(scope, since) if since else None
        with self.door.audit.act(self.actor, "link", source.id if source else "all") as outcome:
            done = link_all(self.workspace, scope, source.no if source else None, backend(engine))
            outcome.update({item.kind: item.model for item in done})
        sure = [pair for pair in Pairs(self.workspace.database).of(scope) if pair.band == "automatic"]
        return done, len(self.identity.adopt(sure)) if adopt and sure else 0

    def analyse(
        self, name: str, values: TypingMapping[str, object] | None = None, case: str | None = None, seed: int = 1, show: Callable[[Amount], None] | None = None
    ) -> StoredResult:  # fmt: skip
        """Run an analysis here and now as a job that can be stopped, over everything the person may see (of one case where given), and keep the result.

        ``values`` by parameter name. Raises ``NotFound`` (``no-such-analysis``, ``no-such-case``), ``WrongUse`` for what does not fit, ``Cancelled``.
        """
        return self.analyses.now(name, values or {}, case, seed, show)

    def rerun(self, result: str, show: Callable[[Amount], None] | None = None) -> Rerun:
        """Run a kept result again: the same bytes, or what changed."""
        return self.analyses.rerun(result, show)

    def told(self, result: StoredResult, locale: str) -> dict[str, object]:
        """A kept result to be read: things with their captions, sources with their names, sentences in a language."""
        scope = self.scope("analysis")
        numbers = node_numbers(self.workspace.database, [bytes.fromhex(one) for one in things_in(result)])
        nodes = list(numbers.values())
        read = self.entities(scope).entities(nodes, nodes)
        seen = {identity.hex(): read[no] for identity, no in numbers.items() if no in read}
        cited = sources_in(result)
        names = {source.id: source.name for source in self.workspace.sources.all(scope) if source.id in cited}
        return result_json(result, seen, names, locale)

    def export(
        self, format: str, path: Path, *, ids: Sequence[str] | None = None, case: str | None = None, leave_out: bool = False
    ) -> Exported:  # fmt: skip
        """Write what the person may see (of a case, or the entities ``ids`` with what lies between them) as a file; policies and handling codes act.

        Formats: ftm (JSON lines, or statements when ``path`` ends in .csv), csv, xlsx, graphml, gexf, anx. See :mod:`tahqiq.products.export`.
        """
        return Exporter(self.door, self.actor).export(format, path, ids=ids, case=case, leave_out=leave_out)

    def verify(self, since: tuple[int, bytes] | None = None) -> Verdict:
        """Recompute the workspace and name what differs: all of it for auditors (and the owner of a personal one), else what the person may see."""
        self.door.require(self.actor, "verify")
        with self.door.audit.act(self.actor, "verify", self.workspace.description.id):
            whole = self.door.may(self.actor, "read-audit")
            return Verifier(self.door, None if whole else self.scope()).verify(since)

    def head(self) -> Head:
        """The signed head of the audit log; for auditors (and the owner of a personal workspace), because its size tells how much is done."""
        self.door.require(self.actor, "read-audit")
        return self.door.audit.head()

    def log(self, last: int = 50) -> list[Leaf]:
        """The latest entries of the audit log, for auditors (and the owner of a personal workspace)."""
        self.door.require(self.actor, "read-audit")
        self.door.audit.read(self.actor, "audit")
        size = self.door.audit.size()
        return list(self.door.audit.leaves(max(1, size - last + 1)))

    def cases(self) -> list[Case]:
        """The person's cases, newest first."""
        return self.door.cases.of(self.actor.id)

    def open_case(self, title: str) -> Case:
        """Open a case; the person belongs to it."""
        self.door.require(self.actor, "open-case")
        with self.door.audit.act(self.actor, "open-case") as outcome:
            case = self.door.cases.open(title, self.actor.id)
            outcome["case"] = case.id
        return case

    def add_member(self, case: str, login: str) -> None:
        """Let somebody into one of the person's cases."""
        found = self.door.cases.find(self.actor.id, case)
        self.door.require(self.actor, "add-member", found)
        member = self.door.people.get(login)
        with self.door.audit.act(self.actor, "add-member", member.id, found.id):
            self.door.cases.add_member(found.id, member.id, self.actor.id)

    def people(self) -> list[Person]:
        """Everybody who may sign in; for administrators."""
        self.door.require(self.actor, "manage-people")
        return self.door.people.all()

    def add_person(self, login: str, name: str, roles: frozenset[str], password: str, locale: str = "en") -> Person:
        """Add somebody who may sign in; for administrators."""
        self.door.require(self.actor, "manage-people")
        with self.door.audit.act(self.actor, "add-person") as outcome:
            person = self.door.people.add(login, name, roles, password, self.actor.id, locale)
            outcome["person"] = person.id
        return person

    def set_password(self, login: str, password: str) -> None:
        """Set one's own password, or anybody's as an administrator."""
        person = self.door.people.get(login)
        if person.id != self.person.id:
            self.door.require(self.actor, "manage-people")
        with self.door.audit.act(self.actor, "set-password", person.id):
            self.door.people.set_password(person.id, password)

    def close_person(self, login: str) -> None:
        """Close an account; for administrators."""
        self.door.require(self.actor, "manage-people")
        person = self.door.people.get(login)
        with self.door.audit.act(self.actor, "close-person", person.id):
            self.door.people.close(person.id)

    def issue_token(self, life: timedelta, login: str | None = None) -> str:
        """A token for the person's own use on the command line; as an administrator for anybody whose account is open. It is shown once."""
        person = self.person
        if login is not None and login != person.login:
            self.door.require(self.actor, "manage-people")
            person = self.door.people.get(login)
            if person.state != "active":
                raise NotFound("no-such-person", login=login)
        with self.door.audit.act(self.actor, "issue-token", person.id):
            return self.door.people.issue(person.id, "token", life)

    def job(self, number: int) -> Job:
        """One of the person's jobs, by the number it has among them."""
        return self.jobs.own(number, self.actor)

    def cancel(self, number: int) -> Job:
        """Ask one of the person's jobs to stop."""
        self.jobs.cancel(self.job(number).no, self.actor)
        return self.job(number)

    def requeue(self, number: int) -> Job:
        """Queue one of the person's stopped or failed jobs again, for the worker."""
        self.jobs.resume(self.job(number).no, self.actor)
        return self.job(number)


def collect_job(door: Door, recipe: Json, actor: Actor, progress: Progress) -> list[Collected]:
    """What a job of kind ``collect`` does, wherever it runs."""
    paths, sealed, mapping = recipe.get("paths"), recipe.get("sealed"), recipe.get("mapping")
    given = str(mapping) if mapping else None
    intake = Intake(door, actor)
    if isinstance(paths, list):
        return intake.collect([Path(str(path)) for path in paths], deposit_from(recipe), given, progress)
    if isinstance(sealed, list):
        return intake.collect_sealed([(str(item["sha256"]), str(item["name"])) for item in sealed], deposit_from(recipe), given, progress)
    raise WrongUse("recipe-broken")


def read_job(door: Door, recipe: Json, actor: Actor, progress: Progress) -> list[Collected]:
    """What a job of kind ``read`` does, wherever it runs; done a second time it says what stands."""
    mapping = recipe.get("mapping")
    source = door.workspace.sources.find(door.scope(actor), str(recipe.get("source")))
    return Intake(door, actor).read_source(source, str(mapping) if mapping else None, str(recipe.get("reason") or ""), progress)


def _deposit_json(deposit: Deposit) -> dict[str, str | None]:
    return {
        "case": deposit.case, "compartment": deposit.compartment, "handling": deposit.handling, "grade": deposit.grade, "zone": deposit.zone,
        "received_from": deposit.received_from, "received_how": deposit.received_how, "authority": deposit.authority.to_json(),
    }  # fmt: skip


def deposit_from(recipe: Json) -> Deposit:
    """The deposit of a stored ``collect`` recipe; raises ``WrongUse`` (``recipe-broken``) when it is none."""
    stored = recipe.get("deposit")
    if not isinstance(stored, dict):
        raise WrongUse("recipe-broken")
    fields = {key: value for key, value in stored.items() if key != "authority"}
    return Deposit(**fields, authority=Authority.from_json(str(stored.get("authority") or "")))
