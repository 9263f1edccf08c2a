"""What is linked to what: neighbours, ways, events, charts, linkage, analyses and exports."""

from collections.abc import Callable, Sequence
from collections.abc import Mapping as TypingMapping
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tahqiq.analyse.context import Context
from tahqiq.casework.analyses import Rerun
from tahqiq.jobs.job import Amount
from tahqiq.kit.exercise_mark import marked
from tahqiq.kit.ids import digest
from tahqiq.model.entity import Entity
from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.model.types.zones import zone as zone_of
from tahqiq.products.analysis_json import result_json, sources_in, things_in
from tahqiq.products.behind import Behind
from tahqiq.products.board import Board, Drawn, Expanded
from tahqiq.products.board_events import Timeline
from tahqiq.products.board_fields import Field
from tahqiq.products.board_rules import Rule, Styled
from tahqiq.products.board_survey import Surveyed, Wanted
from tahqiq.products.board_times import By, Part, Times
from tahqiq.products.dated_lines import dated
from tahqiq.products.fitted import fitted
from tahqiq.products.selection_chart import merged
from tahqiq.store.facts.record import FactRecord
from tahqiq.store.facts.totals import Counts as FactCounts
from tahqiq.store.nodes import node_numbers
from tahqiq.store.results import StoredResult
from tahqiq.workbench.bench import Bench

if TYPE_CHECKING:  # these load compilers, matrices and the linker: only the act that needs one pays for it
    from tahqiq.analyse.paths import Found
    from tahqiq.casework.comparison import Compared
    from tahqiq.products.export import Exporter
    from tahqiq.products.export_result import Exported
    from tahqiq.products.result_rows import Carried
    from tahqiq.resolve.backends import Engine
    from tahqiq.resolve.run import Linked


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
    """Events of an entity: each a tuple of its records as entities, the earliest first. ``total`` events and
    ``records`` there are in all, ``captions`` what the things are called that they name: parties and places,
    by id."""

    entity: Entity
    events: tuple[tuple[Entity, ...], ...]
    total: int
    records: int
    captions: TypingMapping[bytes, str]


@dataclass(frozen=True, slots=True)
class Way:
    """A path with the entities on it; ``found.path`` is None when there is none, with the reason."""

    found: "Found"
    entities: tuple[Entity, ...]


class LinkAnalysis(Bench):
    """What goes from one thing to another."""

    def happenings(
        self, node_id: str, since: datetime | None = None, until: datetime | None = None, limit: int = 200
    ) -> Happenings:
        """Events of a phone, account, plate or place in the order of time, each with all its records. Rows
        outside their order's authority are left out.

        ``since`` (included) and ``until`` (excluded) are aware times; events without a time are left out
        where one of them is given.
        """
        scope = self.scope("analysis")
        entities = self.entities(scope)
        number, entity = entities.entity(node_id)
        self.door.audit.read(self.actor, "events", entity.id.hex())
        parts = [
            self._happened(scope, one, since, until, limit) for one in entities.clustering.members(number)
        ]
        told = [records for events, _ in parts for records in events]
        if len(parts) > 1:
            told.sort(
                key=lambda records: (records[0].start is None, records[0].start_text or "", records[0].row)
            )
        events = tuple(tuple(self.workspace.events.entities(scope, records)) for records in told[:limit])
        called = self.captions(
            {value.target for event in events for one in event for value in one.statements if value.target}
        )
        return Happenings(
            entity,
            events,
            sum(counts.occasions for _, counts in parts),
            sum(counts.records for _, counts in parts),
            called,
        )

    def _happened(
        self, scope: Scope, number: int, since: datetime | None, until: datetime | None, limit: int
    ) -> tuple[list[tuple[FactRecord, ...]], FactCounts]:
        """Events of one node in a part of the time, each as its records, and how many there are in it."""
        facts = self.workspace.facts
        counts = facts.counts(scope, number)
        if counts.records:
            if since or until:
                counts = facts.counts(scope, number, since=since, until=until)
            return [
                item.records
                for item in facts.occasions_of(scope, number, since=since, until=until, limit=limit)
            ], counts
        there = facts.count_at_place(
            scope, number, since=since, until=until
        )  # where nothing was a party: a place, whose records stand for events
        return [
            (record,) for record in facts.at_place(scope, number, since=since, until=until, limit=limit)
        ], FactCounts(there, there, there)

    def neighbours(self, node_id: str) -> Around:
        """Everything linked to an entity, what may be the same by lines of kind ``sameness``. Rows outside
        their order's authority are left out: this is an analysis."""
        scope = self.scope("analysis")
        entities = self.entities(scope)
        number, entity = entities.entity(node_id)
        self.door.audit.read(self.actor, "neighbours", entity.id.hex())
        here = dict.fromkeys(entities.clustering.members(number), number)
        worn = [
            replace(link, a=here.get(link.a, link.a), b=here.get(link.b, link.b))
            for link in fitted(self.workspace, scope, list(here))
        ]
        links = [
            *merged(self.suggesting.of(scope, [number])),
            *merged(self.links.ordered(worn)),
        ]
        links = dated(self.workspace.facts, scope, links)
        ends = sorted({link.other(number) for link in links})
        others = entities.entities(ends, ends)
        found = tuple(
            Neighbour(link, others[link.other(number)]) for link in links if link.other(number) in others
        )
        return Around(number, entity, found)

    def path(self, start: str, end: str, at_hand: bool = False) -> Way:
        """The shortest way between two entities. ``at_hand``: do not wait for the links of documents that
        came in just now (``found.behind`` counts them)."""
        from tahqiq.analyse.paths import shortest

        scope = self.scope("analysis")
        entities = self.entities(scope)
        (first, a), (last, b) = entities.entity(start), entities.entity(end)
        self.door.audit.read(self.actor, "path", f"{a.id.hex()} {b.id.hex()}")
        found = shortest(
            self.workspace,
            Context(self.workspace, scope, entities.clustering.representatives),
            first,
            last,
            at_hand=at_hand,
        )
        if found.path is None:
            return Way(found, (a, b))
        nodes = entities.entities(found.path.nodes, found.path.nodes)
        return Way(found, tuple(nodes[no] for no in found.path.nodes))

    def draw(self, ids: Sequence[str]) -> Drawn:
        """Items of a chart by id, and every line between two of them; what is hidden or unknown is left out.
        An analysis: held rows stay out."""
        self.door.audit.read(self.actor, "draw", digest("draw", *sorted(ids)).hex())
        return self._board().draw(ids)

    def expand(
        self,
        node_id: str,
        shown: Sequence[str],
        types: Sequence[str] = (),
        limit: int = 0,
        least: bool = False,
    ) -> Expanded:
        """What an item of a chart is linked to beyond ``shown``, by type, and up to ``limit`` of it with its
        lines. See :class:`Board`."""
        self.door.audit.read(self.actor, "expand", node_id)
        return self._board().expand(node_id, shown, types, limit, least)

    def expand_each(
        self,
        ids: Sequence[str],
        shown: Sequence[str],
        types: Sequence[str] = (),
        limit: int = 0,
        least: bool = False,
        only: Sequence[str] = (),
    ) -> list[tuple[str, Expanded]]:
        """:meth:`expand` for each of a selection, in one look at the chart; each is in the log."""
        for one in dict.fromkeys(ids):
            self.door.audit.read(self.actor, "expand", one)
        return self._board().expand_each(ids, shown, types, limit, least, only)

    def survey(
        self,
        ids: Sequence[str],
        shown: Sequence[str],
        wanted: Wanted,
        known_to: str | None = None,
        not_charted_in: str | None = None,
    ) -> Surveyed:
        """What expanding items would bring, before it comes. ``known_to``: only what a case (id or title)
        knows; ``not_charted_in``: only what stands on no saved chart of a case. Raises ``NotFound``
        (``no-such-case``)."""
        for one in dict.fromkeys(ids):
            self.door.audit.read(self.actor, "expand", one)
        known = self.scope("analysis", self.door.cases.find(self.actor.id, known_to).id) if known_to else None
        met = self.documents.charted(not_charted_in) if not_charted_in else frozenset[str]()
        return self._board().survey(ids, shown, replace(wanted, known=known, met=met))

    def styled(self, ids: Sequence[str], rules: Sequence[Rule]) -> Styled:
        """How the items and lines of a chart look by its rules. Held rows stay out, as on the chart."""
        self.door.audit.read(self.actor, "draw", digest("draw", *sorted(ids)).hex())
        return self._board().styled(ids, rules)

    def fields(self, ids: Sequence[str], locale: str) -> list[Field]:
        """By what the items and lines of a chart can be counted, with all values of each; labels in a
        language."""
        self.door.audit.read(self.actor, "draw", digest("draw", *sorted(ids)).hex())
        return self._board().fields(ids, locale)

    def happened(
        self, ids: Sequence[str], since: str = "", until: str = "", zone: str = "UTC", limit: int = 1000
    ) -> Timeline:
        """Events of several items together, each once, in the order of time, and how much of it happened
        when: from the minute ``since`` on and before the minute ``until`` as the clocks of a zone show them,
        as :meth:`behind`; held rows stay out. Raises ``WrongUse`` (``unknown-zone``)."""
        self.door.audit.read(self.actor, "happened", digest("draw", *sorted(ids)).hex())
        return self._board().happened(ids, Part(since, until, zone_of(zone)), limit)

    def times(self, ids: Sequence[str], by: By, zone: str) -> Times:
        """When the events between items of a chart happened, by hour, day or week of a zone
        (``Asia/Baghdad``). Raises ``WrongUse`` (``unknown-zone``)."""
        self.door.audit.read(self.actor, "happened", digest("draw", *sorted(ids)).hex())
        return self._board().times(ids, by, zone_of(zone))

    def behind(
        self,
        a: str,
        b: str,
        kind: str,
        label: str,
        shown: Sequence[str] = (),
        limit: int = 200,
        offset: int = 0,
        since: str = "",
        until: str = "",
        zone: str = "UTC",
    ) -> Behind:
        """What stands behind a line between two items of a chart that shows ``shown``: each event or value
        with the places of its records. Events only from the minute ``since`` on and before the minute
        ``until`` as the clocks of a zone show them (``2026-03-01T13:00``). Raises ``WrongUse``
        (``unknown-zone``)."""
        self.door.audit.read(self.actor, "behind", f"{a} {b}")
        return self._board().behind(
            (a, b), kind, label, shown, limit, offset, Part(since, until, zone_of(zone))
        )

    def _board(self) -> Board:
        return Board(self.workspace, self.scope("analysis"), self.proposals)

    def link(
        self, since: str | None = None, engine: "Engine" = "duckdb", adopt: bool = True
    ) -> "tuple[list[Linked], int]":
        """Link people, organisations, vehicles, devices and addresses among all that the person may see:
        pairs are scored and kept for review.

        ``since`` (a source's id): only what that source says against all the rest, with the parameters of the
        last run. ``adopt``: the automatic band is carried out as judgements of this person, each of which can
        be taken back. Rows outside their order's authority are left out. Returns what was done for each kind,
        and how many pairs were adopted. Raises ``NotFound`` for a source; ``WrongUse`` (``engine-not-here``).
        """
        made = self.linking.now(since, engine, adopt)
        return list(made.kinds), made.adopted

    def analyse(
        self,
        name: str,
        values: TypingMapping[str, object] | None = None,
        case: str | None = None,
        seed: int = 1,
        show: Callable[[Amount], None] | None = None,
        items: Sequence[str] = (),
    ) -> StoredResult:
        """Run an analysis here and now as a job that can be stopped, over everything the person may see (of
        one case where given), and keep the result. Where ``items`` of a chart are given, of these and what
        lies between them alone.

        ``values`` by parameter name. Raises ``NotFound`` (``no-such-analysis``, ``no-such-case``),
        ``WrongUse`` for what does not fit, ``Cancelled``.
        """
        return self.analyses.now(name, values or {}, case, seed, show, items)

    def rerun(self, result: str, show: Callable[[Amount], None] | None = None) -> Rerun:
        """Run a kept result again: the same bytes, or what changed."""
        return self.analyses.rerun(result, show)

    def readable(self, result: StoredResult, locale: str) -> dict[str, object]:
        """A kept result to be read: things with their captions, sources with their names, sentences in a
        language."""
        scope = self.scope("analysis")
        numbers = node_numbers(self.workspace.database, [bytes.fromhex(one) for one in things_in(result)])
        nodes = list(numbers.values())
        read = self.entities(scope).entities(nodes, nodes)
        seen = {identity.hex(): read[no] for identity, no in numbers.items() if no in read}
        cited = sources_in(result)
        names = {source.id: source.name for source in self.workspace.sources.all(scope) if source.id in cited}
        return result_json(result, seen, names, locale)

    def compare(self, before: str, after: str) -> "Compared":
        """Two kept results of one analysis beside each other. Raises ``NotFound`` (``no-such-result``),
        ``WrongUse`` (``results-of-two-analyses``)."""
        from tahqiq.casework.comparison import compare

        return compare(self.analyses.get(before), self.analyses.get(after))

    def carry(self, result: str, form: "Carried", locale: str) -> tuple[str, str]:
        """A kept result as a file to take out of the program, under policies and handling codes: its name and
        its text. It stands in the log."""
        from tahqiq.products.result_rows import carried

        stored = self.analyses.get(result)
        self._exporter().leave(form, sorted(things_in(stored)), sources_in(stored), "result")
        text = carried(self.readable(stored, locale), form, locale)
        return f"{stored.analysis}-{stored.id}.{form}", marked(text.encode()).decode()

    def export(
        self,
        format: str,
        path: Path,
        *,
        ids: Sequence[str] | None = None,
        case: str | None = None,
        leave_out: bool = False,
        language: str = "en",
    ) -> "Exported":
        """Write what the person may see (of a case, or the entities ``ids`` with what lies between them) as a
        file; policies and handling codes act.

        Formats: ftm (JSON lines, or statements when ``path`` ends in .csv), csv, xlsx, graphml, gexf, anx.
        See :mod:`tahqiq.products.export`.
        """
        return self._exporter().export(
            format, path, ids=ids, case=case, leave_out=leave_out, language=language
        )

    def leave(self, name: str, ids: Sequence[str], cited: Sequence[str] = ()) -> tuple[str, ...]:
        """Leave to take a picture or table of a chart out of the program, under policies and handling codes,
        with the sources ``cited`` by its lines; the handling codes it has to say. See
        :meth:`Exporter.leave`."""
        return self._exporter().leave(name, ids, cited)

    def handling(self, ids: Sequence[str], cited: Sequence[str] = ()) -> tuple[str, ...]:
        """The handling codes of what stands on a chart, the strictest first: its items, and the sources
        ``cited`` by its lines."""
        self.door.audit.read(self.actor, "draw", digest("draw", *sorted(ids)).hex())
        return self._exporter().handling(ids, cited)

    def _exporter(self) -> "Exporter":
        from tahqiq.products.export import Exporter

        return Exporter(self.door, self.actor)
