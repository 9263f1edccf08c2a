"""Why something was found: property, recorded value, kind of match, source and place, all read through the
Scope."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.scope import Scope
from tahqiq.model.statement import Statement
from tahqiq.model.vocabulary import Vocabulary
from tahqiq.store.database import integer, numbers, text
from tahqiq.store.nodes import node_rows
from tahqiq.store.search.candidates import Scored
from tahqiq.store.search.feed import KEY_PROP
from tahqiq.store.search.match import Event, Use
from tahqiq.store.search.question import Question
from tahqiq.store.search.readers import Readers
from tahqiq.store.search.result import Hit, Kind, Why
from tahqiq.store.search.terms import words
from tahqiq.store.search.written import OTHER, Nearness

MOST_WHYS = 3
MOST_SAME = 100
"""How many of the further rows that call somebody the same are told."""
SHOWN = 200
"""How many letters of a long text are shown around what was found."""


@dataclass(slots=True)
class Group:
    """All matches of one node or event. ``rank`` and ``type`` as in the index."""

    rank: int
    type: int
    node: int = 0
    event: Event | None = None
    score: float = 0.0
    own: bool = False
    """Whether it is the very identifier that was asked for, and not only something that has it."""
    typed: Nearness = OTHER
    """How near what was found stands to the very letters that were typed."""
    matches: list[tuple[float, Kind, Use | None]] = field(default_factory=list)
    same: list["Group"] = field(default_factory=list)
    """Further things of this type that the same document calls by the very name that was found, where rows
    are folded."""

    def row(self, names: Collection[int]) -> tuple[int, int, int, int] | None:
        """What rows that call somebody the same share: type, value, property (one of ``names``) and source;
        None where it was found by anything else."""
        uses = [
            use for _, _, use in self.matches if use is not None and not use.ref & 1 and use.prop in names
        ]
        shared = {(self.type, use.ref, use.prop, use.source) for use in uses}
        return shared.pop() if len(shared) == 1 and len(uses) == len(self.matches) else None

    @property
    def sounds(self) -> bool:
        """Whether it was found as a name that sounds the same, and by nothing else."""
        return {kind for _, kind, _ in self.matches} <= {"same-name", "name-spelled-alike"}

    def add(self, score: float, kind: Kind, use: Use | None = None, typed: Nearness = OTHER) -> None:
        """Note one match."""
        self.typed = min(self.typed, typed)
        self.score = max(self.score, score)
        self.own |= kind.endswith("-number") and use is not None and use.prop == KEY_PROP
        self.matches.append((score, kind, use))


class Explainer:
    """Makes hits of groups. What the Scope does not show is left out even if the index had it."""

    def __init__(
        self, workspace: Readers, scope: Scope, vocabulary: Vocabulary, question: Question, scored: Scored
    ) -> None:
        self._workspace, self._scope, self._vocabulary = workspace, scope, vocabulary
        self._scored = scored
        self._asked = {*question.words, *(word for phrase in question.phrases for word in phrase)}
        self._sources: dict[int, str] = {}

    def hits(self, groups: Sequence[Group]) -> Iterator[Hit]:
        """A hit for each group of which something is visible, in the same order."""
        nodes = [
            one.node for group in groups for one in (group, *group.same[:MOST_SAME]) if one.event is None
        ]
        entities = self._workspace.reading.entities(self._scope, nodes)
        bare = [node for node in nodes if node not in entities]
        if bare:
            entities.update(
                {
                    no: Entity(*row, ())
                    for no, row in node_rows(self._workspace.database, bare).items()
                    if row[3]
                }
            )
        props = (
            {
                integer(no): text(name)
                for no, name in self._workspace.database.query("SELECT no, name FROM prop")
            }
            if nodes
            else {}
        )
        self._sources = self._source_ids(
            {use.source for group in groups for _, _, use in group.matches if use is not None}
        )
        for group in groups:
            hit = (
                self._event(group.event, group)
                if group.event
                else self._entity(entities.get(group.node), group, props)
            )
            if hit is not None:
                same = [self._entity(entities.get(one.node), one, props) for one in group.same[:MOST_SAME]]
                yield replace(
                    hit, rows=1 + len(group.same), same=tuple(one for one in same if one is not None)
                )

    def _entity(self, entity: Entity | None, group: Group, props: dict[int, str]) -> Hit | None:
        if entity is None:
            return None
        found: dict[tuple[str, str], Why] = {}
        uses = [(-score, kind, use.source, use) for score, kind, use in group.matches if use is not None]
        for _, kind, _, use in sorted(uses, key=lambda match: match[:3]):
            why = (
                self._key(entity, kind, use)
                if use.prop == KEY_PROP
                else self._value(entity, kind, use, props.get(use.prop, ""))
            )
            if why is not None:
                found.setdefault((why.field, why.value), why)
        if not found:
            return None
        whys = sorted(found.values(), key=lambda why: (_ORDER[why.kind], why.field, why.value))
        return Hit(entity.id, entity.schema, caption(entity), round(group.score, 4), tuple(whys[:MOST_WHYS]))

    def _key(self, entity: Entity, kind: Kind, use: Use) -> Why:
        return Why(
            "key",
            entity.key or self._scored.texts.get(use.ref, ""),
            kind,
            self._sources.get(use.source, ""),
            "",
        )

    def _value(self, entity: Entity, kind: Kind, use: Use, prop: str) -> Why | None:
        wanted = self._text(use.ref)
        key = use.ref & 1
        for item in entity.statements:
            if item.prop == prop and (_same_identifier(item, wanted) if key else item.value == wanted):
                shown, line = self._part(item.value)
                place = " · ".join(filter(None, (item.place.label(), line)))
                return Why(
                    prop,
                    shown,
                    self._kind_shown(entity.schema, prop, kind),
                    item.source_id,
                    place,
                    item.place,
                )
        return None

    def _kind_shown(self, schema: str, prop: str, kind: Kind) -> Kind:
        """The kind of match as it is told: only names are spelled alike, in other texts the words were
        found."""
        about = self._vocabulary.schemata[schema].properties.get(prop) if schema in self._vocabulary else None
        if (
            kind in ("same-name", "name-spelled-alike", "name-somewhat-alike")
            and about is not None
            and about.type != "name"
        ):
            return "words"
        return kind

    def _text(self, ref: int) -> str:
        known = self._scored.texts.get(ref)
        if known is None:
            table, column = ("node", "key") if ref & 1 else ("value", "text")
            rows = self._workspace.database.query(f"SELECT {column} FROM {table} WHERE no=?", (ref >> 1,))
            known = self._scored.texts[ref] = text(rows[0][0]) if rows else ""
        return known

    def _part(self, value: str) -> tuple[str, str]:
        """What is shown of a value, and the line in it when it has several."""
        lines = value.split("\n")
        if len(lines) == 1:
            return _clip(value, self._asked), ""
        for number, line in enumerate(lines, 1):
            if self._asked & set(words(line)):
                return _clip(line, self._asked), f"line {number} of the text"
        return _clip(lines[0], self._asked), ""

    def _event(self, event: Event, group: Group) -> Hit | None:
        entity = self._workspace.events.find(self._scope, event.id)
        if entity is None:
            return None
        prop = self._vocabulary.fact_property(entity.schema, "text")
        for item in entity.statements:
            if item.prop == prop:
                shown, line = self._part(item.value)
                place = " · ".join(filter(None, (item.place.label(), line)))
                why = Why(prop, shown, group.matches[0][1], item.source_id, place, item.place)
                return Hit(entity.id, entity.schema, caption(entity), round(group.score, 4), (why,))
        return None

    def _source_ids(self, wanted: set[int]) -> dict[int, str]:
        rows = self._workspace.database.query(f"SELECT no, id FROM source WHERE no IN ({numbers(wanted)})")
        return {integer(no): text(public) for no, public in rows}


_ORDER: dict[Kind, int] = {
    "exact-number": 0,
    "same-name": 1,
    "phrase": 2,
    "words": 3,
    "name-spelled-alike": 4,
    "part-of-number": 5,
    "name-somewhat-alike": 6,
}


def _same_identifier(item: Statement, key: str) -> bool:
    return item.target is not None and (
        item.value == key or words(item.value) == words(key) or item.value.casefold() == key.casefold()
    )


def _clip(line: str, asked: set[str]) -> str:
    """At most :data:`SHOWN` letters around the first word that was asked for."""
    if len(line) <= SHOWN:
        return line
    at = 0
    for word in line.split(" "):
        if asked & set(words(word)):
            break
        at += len(word) + 1
    start = max(0, min(at - SHOWN // 3, len(line) - SHOWN))
    return (
        ("…" if start else "")
        + line[start : start + SHOWN].strip()
        + ("…" if start + SHOWN < len(line) else "")
    )
