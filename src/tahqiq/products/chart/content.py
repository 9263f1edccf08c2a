"""What a product of a chart holds: items, lines, recorded values and events with numbers, the originals they
were read from as exhibits, and what was left out.

Everything is read through the scope for products of one case, without what a compartment, a handling code or
the limits of an order keep back, so that it is the same whoever of the case makes it. What a handling code
keeps back takes its number in the order of all values; nothing else of it appears.
"""

from collections import Counter
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from tahqiq.access.door import Door
from tahqiq.kit.ids import digest, sha256
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.handling import handling_codes
from tahqiq.model.scope import Scope
from tahqiq.model.source import Source
from tahqiq.model.statement import Statement
from tahqiq.products.board import Board, Item
from tahqiq.products.board_lines import Line
from tahqiq.products.board_rules import Styled
from tahqiq.products.chart.identities import Named, named
from tahqiq.products.paper.furniture import PLAIN as BARE
from tahqiq.products.paper.furniture import Furniture
from tahqiq.products.paper.joined_lines import Joined
from tahqiq.products.paper.layout import Layout, Text
from tahqiq.products.paper.rule_styles import PLAIN, Ruled
from tahqiq.products.selection import Chosen, Selection
from tahqiq.resolve.proposals import Proposals
from tahqiq.store.documents import Document, references
from tahqiq.store.events import moment_of
from tahqiq.store.facts.record import FactRecord
from tahqiq.store.nodes import node_rows
from tahqiq.store.workspace import Workspace

AUDIENCES: Mapping[str, str] = {"court": "court", "agency": "share"}
"""For whom a product is made, and the act that handling codes may forbid it beside leaving at all."""


@dataclass(frozen=True, slots=True)
class Value:
    """A recorded value under its number; ``exhibit`` is the number of the original it was read from."""

    number: int
    exhibit: int
    called: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Event:
    """A record of an event under its number; ``parties`` are what it is between, the acting one first; ``at``
    ISO 8601 UTC or a day, "" when not known; ``handling`` "" where it is open. ``statements`` are empty where
    they were not asked for (:func:`gather`)."""

    number: int
    exhibit: int
    id: str
    at: str
    parties: tuple[str, ...]
    record: FactRecord
    handling: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """An original under its number. ``whole``: it may leave as a whole; otherwise only what is used of it
    does. ``values`` are how many numbers rest on it."""

    number: int
    source: Source
    whole: bool
    values: int


@dataclass(frozen=True, slots=True)
class Translated:
    """What a person translated: of the recorded value or event under ``number``; ``by`` (a person's id)
    entered it ``at`` (ISO 8601 UTC)."""

    number: int
    original: str
    text: str
    language: str
    translator: str
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Gathered:
    """All of it. ``photos`` are the photographs of items as they are drawn (JPEG), ``styled`` how its rules
    let them look, ``ruled`` those rules in the legend, ``saying`` what stands on a line (types and counts
    where it is None), ``sums`` by the id of a line and currency what went from its first end and from its
    second, ``frame`` what the agency puts round it. ``left_out`` are the numbers that are kept back, ``gone``
    how many items of the chart are not in it, ``hidden`` how many were put away on the chart."""

    layout: Layout
    items: Mapping[str, Item]
    lines: tuple[Line, ...]
    values: tuple[Value, ...]
    events: tuple[Event, ...]
    exhibits: tuple[Exhibit, ...]
    people: tuple[Named, ...]
    left_out: tuple[int, ...]
    gone: int
    hidden: int
    translations: tuple[Translated, ...] = ()
    photos: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    styled: Styled = field(default=PLAIN, repr=False)
    ruled: tuple[Ruled, ...] = ()
    saying: Callable[[Joined, bool], str] | None = field(default=None, repr=False, compare=False)
    sums: Mapping[str, Mapping[str, tuple[Decimal, Decimal]]] = field(
        default_factory=dict, repr=False, compare=False
    )
    frame: Furniture = field(default=BARE, repr=False, compare=False)

    def digest(self) -> str:
        """What two makings have in common when they say the same: over every value, event, line, decision and
        original."""
        told: list[str | bytes] = [
            one.statement.id + bytes([one.statement.handling != "open"]) for one in self.values
        ]
        told += [f"{one.id} {one.at}" for one in self.events]
        told += [f"{line['id']} {line['weight']} {line['records']} {line['strength']}" for line in self.lines]
        told += [f"{item['id']} {item['caption']}" for item in self.items.values()]
        told += [
            f"{one.source.sha256} {one.whole} {one.source.authority.to_json()} {one.source.grade}"
            for one in self.exhibits
        ]
        told += [f"{one.id} {[(done.id, done.standing) for done in one.decisions]}" for one in self.people]
        told += [str(self.left_out), str(self.layout), str(self.gone)]
        told += [f"{one.number} {one.language} {one.translator} {one.text}" for one in self.translations]
        told += [f"{item} {sha256(data)}" for item, data in sorted(self.photos.items())]
        return digest("product", *told).hex()


def translated(found: Gathered, said: Iterable[Document]) -> tuple[Translated, ...]:
    """The translations among documents of a case that are of what was gathered, by number; each beside the
    text it translates."""
    values = {
        one.statement.id.hex(): (one.number, one.statement.original or one.statement.value)
        for one in found.values
    }
    events = {one.id: (one.number, one.record.text or "") for one in found.events}
    made = []
    for one in said:
        body = one.content
        own = [values[statement] for _, statement in references(body) if statement in values]
        own += [events[event] for event in [str(body.get("event", ""))] if event in events]
        texts = {name: str(body.get(name, "")) for name in ("text", "language", "translator")}
        made += [
            Translated(number, original, **texts, by=one.actor, at=one.at) for number, original in own[:1]
        ]
    return tuple(sorted(made, key=lambda one: (one.number, one.language, one.at)))


def product_scope(door: Door, scope: Scope, audience: str) -> Scope:
    """The scope without classes in a compartment or under a handling code that forbids this audience."""
    forbidden = {"export", AUDIENCES[audience]}
    codes = handling_codes()
    free = [
        item.no
        for item in door.workspace.sources.data_classes()
        if not item.compartment and not forbidden & codes[item.handling or "open"].forbids
    ]
    return door.narrowed(scope, free)


def known_scope(door: Door, scope: Scope) -> Scope:
    """The scope without compartments: the material that values are numbered in. What lies in a compartment
    has no number either, so that none tells of it."""
    return door.narrowed(
        scope, [item.no for item in door.workspace.sources.data_classes() if not item.compartment]
    )


def gather(
    workspace: Workspace,
    whole: Scope,
    free: Scope,
    layout: Layout,
    proposals: Proposals,
    held: Callable[[Source], int],
    *,
    stated: bool,
) -> Gathered:
    """Everything for the chart ``layout``: ``whole`` is what values are numbered in, ``free`` what of it may
    leave, ``held`` counts what an order keeps back of a source. ``stated``: events bring their statements,
    which only a bundle lists one by one and which take longest."""
    ids = [one.id for one in layout.items]
    drawn = Board(workspace, free, proposals).draw(ids)
    items = {item["id"]: item for item in drawn.items}
    seen = Selection(workspace, free, list(items), lenient=True)
    chosen = list(seen.entities())
    happened = dict(seen.happened())
    numbers, left_out = _numbers(Selection(workspace, whole, ids, lenient=True), chosen, happened)
    rests = {statement.source for item in chosen for statement in item.entity.statements} | {
        one.source for one in happened.values()
    }
    sources = sorted(
        (one for one in workspace.sources.all(free, superseded=True) if one.no in rests),
        key=lambda one: (one.deposited_at, one.sha256, one.id),
    )
    exhibit = {source.no: at for at, source in enumerate(sources, 1)}
    values = tuple(_values(chosen, numbers, exhibit))
    events = tuple(_events(workspace, free, happened, numbers, exhibit, stated))
    used = Counter([one.exhibit for one in values] + [one.exhibit for one in events])
    exhibits = tuple(
        Exhibit(exhibit[one.no], one, _whole(one, free, held(one)), used[exhibit[one.no]]) for one in sources
    )
    people = named(workspace, free, proposals, [one.id for one in layout.items if one.id in items])
    lines = tuple(line for line in drawn.lines if line["kind"] not in ("same", "sameness"))
    layout = replace(
        layout, texts=tuple(_readable(layout.texts, items, {one.statement.id.hex() for one in values}))
    )
    return Gathered(
        layout,
        items,
        lines,
        values,
        events,
        exhibits,
        people,
        left_out,
        len(ids) - len(items),
        len(layout.hidden),
    )


def _readable(texts: Iterable[Text], items: Mapping[str, Item], values: Container[str]) -> Iterator[Text]:
    """What is written on a chart, without notes on items that are not in it and call-outs of values that are
    not: kept back, retracted or erased."""
    parts = {fragment["id"] for item in items.values() for fragment in item.get("fragments", ())}
    for one in texts:
        if (not one.of or one.of in items or one.of in parts) and (not one.cites or one.cites in values):
            yield one


def _numbers(
    everything: Selection, chosen: Iterable[Chosen], happened: Collection[bytes]
) -> tuple[dict[bytes, int], tuple[int, ...]]:
    """The number of each value (by its id) and record (by the event's), and those that are kept back: 1, 2, 3
    … over everything there is."""
    kept = {one.id for item in chosen for one in item.entity.statements}
    numbers: dict[bytes, int] = {}
    left_out: list[int] = []
    at = 0
    for identity, statements in everything.ids():
        for one in (identity,) if statements is None else statements:
            at += 1
            numbers[one] = at
            if one not in (happened if statements is None else kept):
                left_out.append(at)
    return numbers, tuple(left_out)


def _values(
    chosen: Iterable[Chosen], numbers: Mapping[bytes, int], exhibit: Mapping[int, int]
) -> Iterator[Value]:
    made = [
        Value(numbers[one.id], exhibit[one.source], caption(item.entity), one)
        for item in chosen
        for one in item.entity.statements
        if one.id in numbers and one.source in exhibit
    ]
    yield from sorted(made, key=lambda one: one.number)


def _events(
    workspace: Workspace,
    scope: Scope,
    happened: Mapping[bytes, FactRecord],
    numbers: Mapping[bytes, int],
    exhibit: Mapping[int, int],
    stated: bool,
) -> Iterator[Event]:
    told = {one: record for one, record in happened.items() if one in numbers and record.source in exhibit}
    nodes = sorted({end for record in told.values() for end in (record.a, record.b) if end is not None})
    seen: dict[int, Entity] = Selection(workspace, scope, []).known(nodes) if nodes else {}
    rows = node_rows(workspace.database, nodes)
    names = {no: caption(seen[no]) if no in seen else rows[no][3] or rows[no][0].hex()[:8] for no in nodes}
    handling = {one.no: one.handling for one in workspace.sources.data_classes()}
    entities = workspace.events.entities(scope, list(told.values())) if stated else ()
    statements = {one.id: tuple(sorted(one.statements, key=lambda item: item.id)) for one in entities}
    made = [
        Event(
            numbers[one],
            exhibit[record.source],
            one.hex(),
            moment_of(record),
            tuple(names[end] for end in (record.a, record.b) if end is not None),
            record,
            handling[record.class_no],
            statements.get(one, ()),
        )
        for one, record in told.items()
    ]
    yield from sorted(made, key=lambda one: (one.at or "9999", one.number))


def _whole(source: Source, free: Scope, held: int) -> bool:
    """Whether an original may leave as a whole: it is here, and nothing that was read from it is kept back by
    a handling code or an order."""
    return (
        source.original_here
        and source.state == "published"
        and source.data_class in free.classes
        and not held
    )
