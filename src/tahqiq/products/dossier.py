"""Everything about one thing in one document: its values with their grades and places, what it is linked to,
what happened, the charts it stands on, the sources.

A dossier is a working paper: it says on each page that nobody released it. It is read through the scope for
products, so what an order keeps out is not in it; as a file it leaves as a chart does, or is refused with the
handling codes that forbid it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.exercise_mark import marked
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.text import onward
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.handling import handling_codes
from tahqiq.model.link import Link
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.source import Source
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.board import Board
from tahqiq.products.briefing.content import Block, Composed, Grid
from tahqiq.products.briefing.endings import word
from tahqiq.products.briefing.made import FILES
from tahqiq.products.briefing.preview_page import reading
from tahqiq.products.dated_lines import dated
from tahqiq.products.export import Exporter
from tahqiq.products.product_words import Tongue
from tahqiq.products.selection_chart import merged
from tahqiq.resolve.entities import Entities, EntityLinks
from tahqiq.resolve.proposals import Proposals
from tahqiq.store.documents import references

MOST = 300
"""Rows of each table at most; what is over is counted below it."""
FORMS = ("pdf", "docx")


@dataclass(frozen=True, slots=True)
class Dossier:
    """``made`` is the document, ``ids`` the things it names, ``sources`` the ids of what it rests on."""

    made: Composed
    ids: tuple[str, ...]
    sources: tuple[str, ...]


class Dossiers:
    """The dossiers of one person."""

    def __init__(self, door: Door, actor: Actor, proposals: Proposals) -> None:
        self._door, self._actor, self._proposals = door, actor, proposals
        self._workspace = door.workspace

    def page(self, node_id: str, language: str) -> str:
        """The dossier as an HTML page; the look stands in the log. Raises ``NotFound`` for what the person
        may not see."""
        found = self._of(node_id, language)
        self._door.audit.read(self._actor, "dossier", found.ids[0])
        return reading(found.made, (), {}, True)

    def write(self, node_id: str, language: str, path: Path) -> None:
        """Write it to ``path`` (.pdf or .docx). Raises ``Refused`` (``refused-by-policy``,
        ``export-forbidden``), ``WrongUse`` (``dossier-file``)."""
        ending = path.suffix.lower().lstrip(".")
        if ending not in FORMS:
            raise WrongUse("dossier-file", name=path.name, forms=", ".join(FORMS))
        found = self._of(node_id, language)
        Exporter(self._door, self._actor).leave(
            f"dossier {ending}", list(found.ids), found.sources, "dossier"
        )
        path.write_bytes(marked(FILES[ending](found.made, (), {}, True)))

    def _of(self, node_id: str, language: str) -> Dossier:
        scope = self._door.scope(self._actor, "product")
        entities = Entities(self._workspace, scope)
        number, entity = entities.entity(node_id)
        say = Tongue(locale_of(language).tag)
        sources = {one.no: one for one in self._workspace.sources.all(scope, superseded=True)}
        rests: dict[int, int] = {}
        links = dated(self._workspace.facts, scope, merged(EntityLinks(self._workspace).of(scope, [number])))
        links = sorted(links, key=lambda one: (-one.weight, one.label, one.other(number)))
        ends = sorted({one.other(number) for one in links})
        others = entities.entities(ends, ends)
        blocks = [
            _values(say, entity, sources, rests),
            self._contacts(
                say,
                entity.schema,
                number,
                [one for one in links if one.other(number) in others],
                others,
                sources,
                rests,
            ),
            self._events(say, entity, scope, entities, sources, rests),
            self._charts(say, scope, entity),
        ]
        rested = tuple(sources[no] for no in rests)
        codes = handling_codes()
        classes = {item.no: item.handling or "open" for item in self._workspace.sources.data_classes()}
        handling = {classes.get(one.data_class, "open") for one in rested} or {"open"}
        kept = tuple(sorted(handling, key=lambda code: -codes[code].rank))
        shown: tuple[Block, ...] = tuple(block for block in blocks if block.rows)
        made = Composed(
            caption(entity), say.kind(entity.schema), say.tag, "agency", shown, (), rested, kept, (), {}
        )
        return Dossier(
            made,
            (entity.id.hex(), *(one.id.hex() for one in others.values())),
            tuple(one.id for one in rested),
        )

    def _contacts(
        self,
        say: Tongue,
        schema: str,
        number: int,
        links: list[Link],
        others: dict[int, Entity],
        sources: dict[int, Source],
        rests: dict[int, int],
    ) -> Grid:
        heads = (
            *(say.say(one) for one in ("name", "kind", "line", "count", "first", "last")),
            say.say("where"),
        )
        rows = []
        for one in links[:MOST]:
            other = others[one.other(number)]
            where = " ".join(dict.fromkeys(_rest(item.source, sources, rests) for item in one.evidence))
            days = (say.day(one.first), say.day(one.last))
            rows.append(
                (
                    caption(other),
                    say.kind(other.schema),
                    _label(say, one.label, (schema, other.schema)),
                    say.number(one.weight),
                    *days,
                    where,
                )
            )
        return Grid(heads, tuple(rows), word("dossier-contacts", say.tag), max(0, len(links) - MOST))

    def _events(
        self,
        say: Tongue,
        entity: Entity,
        scope: Scope,
        entities: Entities,
        sources: dict[int, Source],
        rests: dict[int, int],
    ) -> Grid:
        timeline = Board(self._workspace, scope, self._proposals).happened([entity.id.hex()], limit=MOST)
        happened, total = timeline.events, timeline.total
        numbers = {one.id: one.no for one in sources.values()}
        names: dict[str, str] = {entity.id.hex(): caption(entity)}
        for party in dict.fromkeys(party for one in happened for party in one.parties):
            if party not in names:
                names[party] = caption(entities.entity(party)[1])
        rows = [
            (
                say.moment(one.at),
                say.kind(one.schema),
                onward(names[party] for party in one.parties),
                " · ".join(filter(None, (one.amount, one.text[:200]))),
                _rest(numbers[one.source], sources, rests) if one.source in numbers else "",
            )
            for one in happened
        ]
        heads = tuple(say.say(one) for one in ("when", "kind", "name", "what", "where"))
        return Grid(heads, tuple(rows), word("dossier-events", say.tag), max(0, total - len(rows)))

    def _charts(self, say: Tongue, scope: Scope, entity: Entity) -> Grid:
        wanted = {entity.id.hex(), *(one.hex() for one in entity.fragments)}
        rows = [
            (chart.title, say.case(case.title), say.day(chart.at))
            for case in self._door.cases.of(self._actor.id)
            for chart in self._workspace.documents.whole(scope, case.id, "chart")
            if any(one in wanted for one, _ in references(chart.content))
        ]
        return Grid(
            (say.say("chart"), say.say("case"), say.say("when")),
            tuple(rows[:MOST]),
            word("dossier-charts", say.tag),
            max(0, len(rows) - MOST),
        )


def _values(say: Tongue, entity: Entity, sources: dict[int, Source], rests: dict[int, int]) -> Grid:
    rows = list(_rows(say, entity, sources, rests))
    heads = tuple(say.say(one) for one in ("property", "value", "where", "grade"))
    return Grid(heads, tuple(rows[:MOST]), word("dossier-values", say.tag), max(0, len(rows) - MOST))


def _rows(
    say: Tongue, entity: Entity, sources: dict[int, Source], rests: dict[int, int]
) -> Iterator[tuple[str, ...]]:
    for one in sorted(entity.statements, key=lambda one: (one.prop, one.value, one.id)):
        schema = vocabulary().schemata.get(one.schema)
        prop = schema.properties.get(one.prop) if schema else None
        if prop is not None and (prop.hidden or prop.range):
            continue  # ends of links stand among the contacts
        where = " · ".join(filter(None, (_rest(one.source, sources, rests), say.place(one.place))))
        yield say.prop(one.schema, one.prop), one.value, where, say.grade(one.grade)


def _rest(no: int, sources: dict[int, Source], rests: dict[int, int]) -> str:
    """The number of a source the dossier rests on (``S1``)."""
    return f"S{rests.setdefault(no, len(rests) + 1)}" if no in sources else ""


def _label(say: Tongue, label: str, schemata: tuple[str, str]) -> str:
    """What a line is called: a kind of link or event, or a property of one of its ends."""
    found = vocabulary().schemata.get(label)
    if found is not None:
        return found.edge.label(say.tag) if found.edge else found.label(say.tag)
    return next((told for schema in schemata if (told := say.prop(schema, label)) != label), label)
