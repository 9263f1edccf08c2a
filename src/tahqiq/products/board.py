"""The chart on the screen: items, the lines between them, and what an item could be expanded by. The same
strength of lines as in chart files.

An item is a fragment (or an identifier): the chart keeps fragments, so that taking an identity decision back
restores the picture by itself. Each item says which entity it belongs to now; who draws puts those of one
entity together, or shows them apart with the decisions between them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NotRequired, TypedDict
from zoneinfo import ZoneInfo

from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.link import Link
from tahqiq.model.scope import Scope
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.behind import Behind, events, in_handset, values
from tahqiq.products.board_events import Timeline, happened
from tahqiq.products.board_fields import Field, fields, known_items, known_lines
from tahqiq.products.board_lines import Line, judged, possible, recorded
from tahqiq.products.board_rules import Known, Rule, Styled, styled
from tahqiq.products.board_survey import Surveyed, Wanted, survey
from tahqiq.products.board_times import ALWAYS, By, Part, Times, times
from tahqiq.products.fitted import KIND, fitted
from tahqiq.products.item_fields import fields_of, holders
from tahqiq.resolve.clusters import Clustering
from tahqiq.resolve.entities import Entities
from tahqiq.resolve.proposals import Proposals
from tahqiq.store.links import Links
from tahqiq.store.nodes import asked_numbers
from tahqiq.store.source_rows import source_rows
from tahqiq.store.workspace import Workspace

UTC = ZoneInfo("UTC")


class Fragment(TypedDict):
    """One of several fragments that are judged to be one entity, as it is called by itself."""

    id: str
    schema: str
    caption: str


class Item(TypedDict):
    """Something on a chart, called as its entity is displayed. ``linked`` counts all the things its entity is
    linked to, on the chart or not.

    ``fragments`` only where its entity is more than this one: all of them that are visible, the displayed one
    first; ``own`` is then what ``linked`` would be without the others.
    """

    id: str
    schema: str
    caption: str
    linked: int
    own: NotRequired[int]
    fragments: NotRequired[Sequence[Fragment]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """Items and the lines between them."""

    items: tuple[Item, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """What an item is linked to of one type: ``hidden`` of ``total`` are not on the chart."""

    schema: str
    total: int
    hidden: int


@dataclass(frozen=True, slots=True)
class Expanded:
    """What came in (``drawn``: new items, and their lines to everything then on the chart) and by what the
    item can be expanded."""

    drawn: Drawn
    groups: tuple[Group, ...]
    hidden: int


class Board:
    """Charts of one workspace, through a scope. Ids that are unknown or hidden are left out alike.
    ``proposals`` are drawn, never counted."""

    def __init__(self, workspace: Workspace, scope: Scope, proposals: Proposals) -> None:
        self._workspace, self._scope, self._proposals = workspace, scope, proposals
        self._links = Links(workspace.database, vocabulary(), workspace.facts)
        self._entities = Entities(workspace, scope)
        self._one: Clustering = self._entities.clustering

    def draw(self, ids: Sequence[str]) -> Drawn:
        """The items and every line between two of them."""
        asked = self._numbers(ids)
        touching = self._touching(asked)
        return Drawn(self._items(asked, touching), self._lines(asked, touching, asked))

    def expand(
        self,
        identity: str,
        shown: Sequence[str],
        types: Sequence[str] = (),
        limit: int = 0,
        least: bool = False,
    ) -> Expanded:
        """What is linked to an item and not in ``shown``: up to ``limit`` of it (of ``types`` where given),
        the heaviest (or lightest) links first."""
        return self.expand_each([identity], shown, types, limit, least)[0][1]

    def expand_each(
        self,
        ids: Sequence[str],
        shown: Sequence[str],
        types: Sequence[str] = (),
        limit: int = 0,
        least: bool = False,
        only: Sequence[str] = (),
    ) -> list[tuple[str, Expanded]]:
        """The same for each of a selection, one after the other: what one brought in is on the chart for the
        next. Links are read twice, of all of the selection and of all that comes in, however many are
        selected. ``only``: nothing but these of what is linked, where any are given."""
        chosen = set(only)
        asked, everything = list(dict.fromkeys(ids)), list(dict.fromkeys((*ids, *shown)))
        known = dict(zip(everything, self._numbers(everything), strict=True))
        centres, there = {one: known[one] for one in asked}, [known[one] for one in dict.fromkeys(shown)]
        weights = self._weights(list(centres.values()))
        heads = self._entities.heads(sorted({other for around in weights.values() for other in around}))
        came = dict.fromkeys(map(self._one.representative, there), 0)
        """At which turn each entity came onto the chart: 0 is what was shown."""
        turns: list[tuple[list[int], list[int]]] = []
        for turn, number in enumerate(centres.values(), 1):
            centre = self._one.representative(number)
            came.setdefault(centre, turn)
            around = weights[centre]
            hidden = [no for no in around if no in heads and no not in came]
            wanted = [
                no
                for no in hidden
                if (not types or heads[no][1] in types) and (not chosen or heads[no][0].hex() in chosen)
            ]
            wanted.sort(key=lambda no, around=around: (around[no] if least else -around[no], heads[no][0]))  # type: ignore[misc]
            came.update(dict.fromkeys(wanted[:limit], turn))
            turns.append((hidden, wanted[:limit]))
        drawn = self._brought([*there, *centres.values()], [fresh for _, fresh in turns], came)
        return [
            (
                identity,
                Expanded(
                    part,
                    _groups(
                        {no: heads[no][1] for no in weights[self._one.representative(number)] if no in heads},
                        hidden,
                    ),
                    len(hidden),
                ),
            )
            for (identity, number), (hidden, _), part in zip(centres.items(), turns, drawn, strict=True)
        ]

    def known(self, ids: Sequence[str]) -> tuple[dict[str, Known], dict[str, Known]]:
        """What rules and histograms may ask of the items and of the lines between them, by id."""
        asked = self._numbers(ids)
        touching = self._touching(asked)
        lines = self._lines(asked, touching, ())
        entities = self._entities.entities(asked, {end for link in touching for end in (link.a, link.b)})
        names = {no: identity for identity, no in zip(dict.fromkeys(ids), asked, strict=True)}
        seen = {names[no]: entity for no, entity in entities.items()}
        held = self._held(touching, {no: entity.schema for no, entity in entities.items()})
        also = fields_of(
            seen, lines, {names[no]: texts for no, texts in held.items()}, self.times(ids, "week", UTC)
        )
        return known_items(seen, lines, also), known_lines(lines)

    def _held(self, touching: Sequence[Link], items: Mapping[int, str]) -> dict[int, list[str]]:
        """The names of who holds each item, by its number."""
        under = self._under(list(items))
        stated = self._links.ordered([link for link in touching if link.kind != "fact"])
        links = [replace(link, a=under.get(link.a, link.a), b=under.get(link.b, link.b)) for link in stated]
        heads = self._entities.heads(sorted({end for link in links for end in (link.a, link.b)}))
        found = holders(links, items, {no: schema for no, (_, schema) in heads.items()})
        wanted = sorted({other for others in found.values() for other in others})
        named = {no: caption(entity) for no, entity in self._entities.entities(wanted, set(wanted)).items()}
        return {no: [named[other] for other in others if other in named] for no, others in found.items()}

    def styled(self, ids: Sequence[str], rules: Sequence[Rule]) -> Styled:
        """How the items and lines of a chart look by its rules, see :mod:`tahqiq.products.board_rules`."""
        return styled(*self.known(ids), rules)

    def fields(self, ids: Sequence[str], locale: str) -> list[Field]:
        """By what the items and lines of a chart can be counted, see :mod:`tahqiq.products.board_fields`."""
        return fields(*self.known(ids), locale)

    def survey(self, ids: Sequence[str], shown: Sequence[str], wanted: Wanted) -> Surveyed:
        """What expanding items would bring, counted and named before it comes; see
        :func:`tahqiq.products.board_survey.survey`."""
        asked = list(dict.fromkeys(ids))
        centres = dict(zip(asked, self._numbers(asked), strict=True))
        return survey(
            self._workspace, self._scope, self._links, self._entities, centres, self._numbers(shown), wanted
        )

    def _weights(self, centres: Sequence[int]) -> dict[int, dict[int, int]]:
        """How heavily each entity is linked to each of the others around it."""
        weights: dict[int, dict[int, int]] = {self._one.representative(number): {} for number in centres}
        for link in self._touching(list(dict.fromkeys(centres))):
            ends = (self._one.representative(link.a), self._one.representative(link.b))
            for centre, other in (ends, ends[::-1]):
                if centre in weights and other != centre:
                    weights[centre][other] = weights[centre].get(other, 0) + link.weight
        return weights

    def _brought(
        self, there: Sequence[int], fresh: Sequence[Sequence[int]], came: Mapping[int, int]
    ) -> list[Drawn]:
        """What each turn brings in: its items, and their lines to everything that is on the chart by then."""
        everything = [no for some in fresh for no in some]
        touching = self._touching(everything)
        source_rows(
            self._workspace.database, {item.source for link in touching for item in link.evidence}
        )  # of lines and items at once
        names = {no: identity.hex() for no, identity in self._links.ids([*there, *everything]).items()}
        turn_of = {name: came[self._one.representative(no)] for no, name in names.items()}
        new = {names[no] for no in everything}
        items: list[list[Item]] = [[] for _ in fresh]
        for item in self._items(everything, touching):
            items[turn_of[item["id"]] - 1].append(item)
        lines: list[list[Line]] = [[] for _ in fresh]
        for line in self._lines([*there, *everything], touching, everything):
            turn = max(turn_of[line["a"]], turn_of[line["b"]])
            if any(end in new and turn_of[end] == turn for end in (line["a"], line["b"])):
                lines[turn - 1].append(line)
        return [Drawn(tuple(some), tuple(between)) for some, between in zip(items, lines, strict=True)]

    def happened(self, ids: Sequence[str], part: Part = ALWAYS, limit: int = 1000) -> Timeline:
        """Events of the items in a part of the time, see :func:`tahqiq.products.board_events.happened`."""
        return happened(self._workspace, self._scope, self._one, self._numbers(ids), part, limit)

    def times(self, ids: Sequence[str], by: By, zone: ZoneInfo) -> Times:
        """When the events between the items happened, see :func:`tahqiq.products.board_times.times`."""
        asked = self._numbers(ids)
        named = {no: identity for identity, no in zip(dict.fromkeys(ids), asked, strict=True)}
        return times(self._workspace, self._scope, self._under(asked), named, by, zone)

    def behind(
        self,
        ends: tuple[str, str],
        kind: str,
        label: str,
        shown: Sequence[str],
        limit: int,
        offset: int = 0,
        part: Part = ALWAYS,
    ) -> Behind:
        """What stands behind the line of a kind and label between two items of the chart ``shown``: exactly
        what its number counts, of events in a part of the time."""
        asked = [*shown, *ends]
        known = dict(zip(dict.fromkeys(asked), self._numbers(asked), strict=True))
        under = self._under(list(known.values()))
        near, far = ([node for node, item in under.items() if item == known[end]] for end in ends)
        if kind == "fact":
            return events(self._workspace, self._scope, near, far, label, limit, offset, part)
        if kind == KIND:
            return in_handset(self._workspace, self._scope, near, far, limit, offset, part)
        links = self._links.joining(self._scope, near, far, {}, ())
        return values(
            self._workspace,
            self._scope,
            [one for one in links if (one.kind, one.label) == (kind, label)],
            limit,
            offset,
        )

    def _numbers(self, ids: Sequence[str]) -> list[int]:
        """The numbers of ids, each once."""
        wanted = [bytes.fromhex(item) for item in dict.fromkeys(ids)]
        return list(asked_numbers(self._workspace.database, wanted).values())

    def _members(self, nodes: Iterable[int]) -> list[int]:
        """All fragments of the entities of some nodes."""
        if not self._one.groups:
            return list(nodes)
        return list(dict.fromkeys(one for node in nodes for one in self._one.members(node)))

    def _touching(self, nodes: Sequence[int]) -> list[Link]:
        """Every link of the entities of some nodes, fragment by fragment, in no order."""
        members = self._members(nodes)
        return [
            *self._links.weighed(self._scope, members),
            *fitted(self._workspace, self._scope, members),
        ]

    def _items(self, asked: Sequence[int], touching: Iterable[Link]) -> tuple[Item, ...]:
        """The items that are visible. Their counts are of entities: what is linked twice to one of several
        fragments counts once."""
        one = self._one.representatives
        linked: dict[int, set[int]] = {}
        own: dict[int, set[int]] = {}
        ends: set[int] = set()
        for link in touching:
            ends.update((link.a, link.b))
            a, b = (one.get(link.a, link.a), one.get(link.b, link.b)) if one else (link.a, link.b)
            if a == b:
                continue
            linked.setdefault(a, set()).add(b)
            linked.setdefault(b, set()).add(a)
            if one:
                own.setdefault(link.a, set()).add(b)
                own.setdefault(link.b, set()).add(a)
        apart = self._entities.fragments(asked, ends)
        entities = self._entities.of(asked, apart)
        ids = self._links.ids([no for no in asked if no in one and no in entities])
        made: list[Item] = []
        for no, entity in entities.items():
            identity = ids.get(no, entity.id).hex()
            item: Item = {
                "id": identity,
                "schema": entity.schema,
                "caption": caption(entity),
                "linked": len(linked.get(one.get(no, no), ())),
            }
            fragments = [apart[member] for member in self._one.members(no) if member in apart] if one else []
            if len(fragments) > 1:
                item["own"], item["fragments"] = (
                    len(own.get(no, ())),
                    [_fragment(fragment) for fragment in fragments],
                )
            made.append(item)
        return tuple(made)

    def _lines(
        self, asked: Sequence[int], touching: Sequence[Link], about: Sequence[int]
    ) -> tuple[Line, ...]:
        """The lines between items: the given links, and what a program proposes of ``about``. A fragment that
        is no item itself is drawn at the first of its entity that is."""
        under = self._under(asked)
        inside = [
            one for one in touching if one.a in under and one.b in under and under[one.a] != under[one.b]
        ]
        between = [replace(link, a=under[link.a], b=under[link.b]) for link in self._links.ordered(inside)]
        ids = {
            no: identity.hex()
            for no, identity in self._links.ids(end for link in between for end in (link.a, link.b)).items()
        }
        lines = recorded(self._workspace, self._links, self._scope, between, ids)
        lines += possible(
            self._workspace, self._proposals.of(self._scope, self._members(about)), self._one, under
        )
        return tuple(lines + judged(self._workspace, self._one, under))

    def _under(self, asked: Sequence[int]) -> dict[int, int]:
        """At which item each fragment is drawn."""
        under = dict.fromkeys(asked, 0)
        under.update((no, no) for no in asked)
        if self._one.groups:
            for no in asked:
                members = self._one.members(no)
                first = next(member for member in members if under.get(member) == member)
                for member in members:
                    under.setdefault(member, first)
        return under


def _fragment(entity: Entity) -> Fragment:
    return {"id": entity.id.hex(), "schema": entity.schema, "caption": caption(entity)}


def _groups(schemata: Mapping[int, str], hidden: Iterable[int]) -> tuple[Group, ...]:
    totals: dict[str, int] = {}
    away: dict[str, int] = {}
    for schema in schemata.values():
        totals[schema] = totals.get(schema, 0) + 1
    for no in hidden:
        away[schemata[no]] = away.get(schemata[no], 0) + 1
    return tuple(
        Group(schema, total, away.get(schema, 0))
        for schema, total in sorted(totals.items(), key=lambda pair: (-pair[1], pair[0]))
    )
