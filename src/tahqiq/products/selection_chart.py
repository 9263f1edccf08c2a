"""A selection as a chart for GraphML, GEXF and ANX: items with a card per recorded value, links with strength
and sources.

Strength says what the link itself states (an analyst who draws one says how sure it is), else what the grades
of its sources say: "confirmed" when one of them is graded and its information stands on the best step of its
own scheme (1 of Admiralty and the like), otherwise "unconfirmed", so a link that nobody graded is dashed;
"tentative" is sameness suggested by a program. No grade is converted into another scheme. Values keep the
text and script in which they are shown.
"""

from collections.abc import Iterable, Mapping

from tahqiq.formats.chart import NO_GRADES, Card, Chart, ChartItem, ChartLink, Direction, Grades, Strength
from tahqiq.kit.ids import digest
from tahqiq.kit.parts import parts
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.grade import Grade
from tahqiq.model.link import Evidence, Link
from tahqiq.model.source import Source
from tahqiq.model.statement import Statement
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.dated_lines import OF_EVENTS, dated
from tahqiq.products.selection import Selection
from tahqiq.store.links import CERTAINTY
from tahqiq.store.workspace import Workspace

SOURCE_TYPE = "Document"
"""The property of a link in which an analyst who draws it says how sure it is."""
RELATION = "relation"
"""The attribute of a line that holds what it is called in our vocabulary."""
_SURENESS: tuple[Strength, ...] = ("confirmed", "unconfirmed", "tentative")
_CHUNK = 500


def draw(workspace: Workspace, selection: Selection, language: str = "en") -> Chart:
    """The chart, items by entity id and links by their ends; link entities with both ends on it are lines.
    What people read on it is in ``language``; names of types are English, since programs know them by these
    (decision 0065)."""
    scope = selection.scope
    numbers = selection.nodes()
    known: dict[int, Entity] = {}
    for part in parts(numbers, _CHUNK):
        known |= selection.known(part)
    edges = {no for no, entity in known.items() if _both_ends(entity)}
    drawn = {no: entity for no, entity in known.items() if no not in edges}
    sources = {source.no: source for source in workspace.sources.all(scope)}
    items = sorted((_item(entity, language) for entity in drawn.values()), key=lambda item: item.id)
    between = dated(workspace.facts, scope, merged(selection.links(sorted(drawn))))
    vias = {no: known[no] for no in edges}
    rests = _Rests(sources)
    lines = sorted(
        (_link(link, drawn, vias, rests, language) for link in between),
        key=lambda line: (line.source, line.target, line.type, line.id),
    )
    return Chart(tuple(items), tuple(lines))


def _both_ends(entity: Entity) -> bool:
    schema = vocabulary().schemata.get(entity.schema)
    edge = schema.edge if schema else None
    return edge is not None and all(
        any(item.prop == end and item.target for item in entity.statements)
        for end in (edge.source, edge.target)
    )


def _item(entity: Entity, language: str) -> ChartItem:
    names = sorted({item.source_name for item in entity.statements})
    return ChartItem(
        id=entity.id.hex(),
        label=caption(entity),
        type=_label(entity.schema),
        source_reference="; ".join(names),
        source_type=SOURCE_TYPE if names else "",
        attributes=_attributes(entity),
        cards=tuple(
            _card(item, language)
            for item in sorted(entity.statements, key=lambda item: (item.prop, item.id))
            if not _hidden(item)
        ),
    )


def _attributes(entity: Entity) -> tuple[tuple[str, str], ...]:
    schema = vocabulary().schemata.get(entity.schema)
    found: dict[str, str] = {"schema": entity.schema}
    for name, values in entity.properties.items():
        prop = schema.properties.get(name) if schema else None
        if prop is None or not (prop.hidden or prop.range):
            found[name] = "; ".join(sorted(values))
    if entity.key:
        found["key"] = entity.key
    return tuple(sorted(found.items()))


def _hidden(item: Statement) -> bool:
    schema = vocabulary().schemata.get(item.schema)
    prop = schema.properties.get(item.prop) if schema else None
    return prop is not None and prop.hidden


def _card(item: Statement, language: str) -> Card:
    schema = vocabulary().schemata.get(item.schema)
    prop = schema.properties.get(item.prop) if schema else None
    label = prop.label(language) if prop else item.prop
    written = f" (written: {item.original})" if item.original != item.value else ""
    return Card(
        summary=f"{label}: {item.value}"[:200],
        text=f"{item.value}{written}\n{item.handling}",
        source_reference=_reference(item),
        source_type=SOURCE_TYPE,
        grades=_grades(str(item.grade) if item.grade else None, item.handling),
    )


def _reference(item: Statement) -> str:
    return f"{item.source_name} · {item.place.label()}".rstrip(" ·")


def _grades(grade: str | None, code: str) -> Grades:
    return grade or "", "", code


def _label(schema: str) -> str:
    found = vocabulary().schemata.get(schema)
    return found.label("en") if found else schema


def merged(links: Iterable[Link]) -> list[Link]:
    """One line per ends, kind, label and link entity, over all classes."""
    found: dict[tuple[tuple[int, int], str, str, int], Link] = {}
    for link in links:
        key = (link.ends, link.kind, link.label, link.via)
        known = found.get(key)
        if known is None:
            found[key] = link
        else:
            found[key] = known.with_more(
                link, (*known.evidence, *(item for item in link.evidence if item not in known.evidence))
            )
    return list(found.values())


class _Rests:
    """Names and grades of the sources that lines rest on; many lines rest on the same ones."""

    def __init__(self, sources: Mapping[int, Source]) -> None:
        self._sources = sources
        self._told: dict[frozenset[int], tuple[str, tuple[str, ...]]] = {}

    def of(self, evidence: Iterable[Evidence]) -> tuple[str, tuple[str, ...]]:
        """The names in one text, and the different grades."""
        numbers = frozenset([item.source for item in evidence])
        if numbers not in self._told:
            found = [self._sources[no] for no in numbers if no in self._sources]
            self._told[numbers] = (
                "; ".join(sorted({one.name for one in found})),
                tuple(sorted({one.grade or "" for one in found} - {""})),
            )
        return self._told[numbers]


def _link(
    link: Link, nodes: Mapping[int, Entity], vias: Mapping[int, Entity], sources: _Rests, language: str
) -> ChartLink:
    a, b = nodes[link.a].id.hex(), nodes[link.b].id.hex()
    via = vias.get(link.via)
    identity = digest("link", a, b, link.kind, link.label, via.id if via else b"").hex()
    rests, grades = sources.of(link.evidence)
    both = (("events_in", str(link.back)), ("events_out", str(link.forth)))
    about = (
        *(both if link.kind in OF_EVENTS else ()),
        ("first", link.first),
        ("kind", link.kind),
        ("last", link.last),
        ("records", str(link.records)),
        (RELATION, link.label),
        *((("entity", via.id.hex()),) if via else ()),
    )
    return ChartLink(
        source=a,
        target=b,
        id=f"L{identity}",
        label=_line_label(link, nodes, language) + _count(link),
        type=_line_label(link, nodes, "en"),
        when=link.first,
        source_reference=rests,
        source_type=SOURCE_TYPE if rests else "",
        grades=(grades[0], "", "") if len(grades) == 1 else NO_GRADES,
        strength=(surest(via.values(CERTAINTY)) if via else None) or strength(link.kind, grades),
        direction=_direction(link),
        weight=str(link.weight),
        attributes=tuple(sorted((name, value) for name, value in about if value)),
        cards=tuple(
            _card(item, language)
            for item in sorted(via.statements, key=lambda item: (item.prop, item.id))
            if not _hidden(item)
        )
        if via
        else (),
    )


def _count(link: Link) -> str:
    """How often a line counts, events in each direction."""
    return (
        counted(link.forth, link.back)
        if link.kind == "fact" and link.back
        else f" ×{link.weight}"
        if link.weight > 1
        else ""
    )


def counted(forth: int, back: int) -> str:
    """How often something happened in each direction, away from a line's first end first; nothing where it
    was once.

    >>> counted(27, 26), counted(3, 0), counted(1, 0)
    (' ×27 →, ×26 ←', ' ×3', '')
    """
    if back and forth:
        return f" ×{forth} →, ×{back} ←"
    return f" ×{forth + back}" if forth + back > 1 else ""


def _line_label(link: Link, nodes: Mapping[int, Entity], language: str) -> str:
    """What a line is called: its type, or the words that the type of one of its ends has for the property."""
    words = vocabulary()
    schema = words.schemata.get(link.label)
    if schema is not None:
        return schema.edge.label(language) if schema.edge else schema.label(language)
    ends = [words.schemata[name] for end in (link.a, link.b) if (name := nodes[end].schema) in words.schemata]
    return next(
        (one.properties[link.label].label(language) for one in ends if link.label in one.properties),
        link.label,
    )


def _direction(link: Link) -> Direction:
    schema = vocabulary().schemata.get(link.label)
    if schema is not None and schema.edge is not None:
        return "forward" if schema.edge.directed else "none"
    return "both" if link.kind == "fact" and link.back else "forward"


def strength(kind: str, grades: Iterable[str]) -> Strength:
    """How a line is drawn, by the grades of the sources it rests on (see the module).

    >>> strength("edge", ["admiralty:B1"]), strength("edge", ["admiralty:B2"]), strength("fact", [])
    ('confirmed', 'unconfirmed', 'unconfirmed')
    """
    if kind == "sameness":
        return "tentative"
    return "confirmed" if any(Grade.parse(text).confirmed for text in grades) else "unconfirmed"


def surest(stated: Iterable[str]) -> Strength | None:
    """How sure a link is by what is stated of it, None when nothing that counts is.

    >>> surest(["tentative", "confirmed"]), surest(["likely"])
    ('confirmed', None)
    """
    said = set(stated)
    return next((step for step in _SURENESS if step in said), None)
