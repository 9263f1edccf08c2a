"""Why something was found: property, recorded value, kind of match, source and place, all read through the Scope."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.place import Part, Place
from tahqiq.model.scope import Scope
from tahqiq.model.statement import Statement, event_place
from tahqiq.model.vocabulary import Vocabulary
from tahqiq.store.database import integer, text
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.store import FactStore
from tahqiq.store.nodes import node_rows
from tahqiq.store.search.candidates import Scored
from tahqiq.store.search.feed import KEY_PROP
from tahqiq.store.search.match import Event, Use
from tahqiq.store.search.question import Question
from tahqiq.store.search.result import Hit, Kind, Why
from tahqiq.store.search.terms import words
from tahqiq.store.workspace import Workspace

MOST_WHYS = 3
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
    matches: list[tuple[float, Kind, Use | None]] = field(default_factory=list)

    def add(self, score: float, kind: Kind, use: Use | None = None) -> None:
        """Note one match."""
        self.score = max(self.score, score)
        self.matches.append((score, kind, use))


class Explainer:
    """Makes hits of groups. What the Scope does not show is left out even if the index had it."""

    def __init__(self, workspace: Workspace, scope: Scope, vocabulary: Vocabulary, question: Question, scored: Scored) -> None:
        self._workspace, self._scope, self._vocabulary = workspace, scope, vocabulary
        self._scored = scored
        self._asked = {*question.words, *(word for phrase in question.phrases for word in phrase)}
        self._facts: FactStore | None = None

    def hits(self, groups: Sequence[Group]) -> Iterator[Hit]:
        """A hit for each group of which something is visible, in the same order."""
        nodes = [group.node for group in groups if group.event is None]
        entities = self._workspace.reading.entities(self._scope, nodes)
        bare = [node for node in nodes if node not in entities]
        if bare:
            entities.update({no: Entity(*row, ()) for no, row in node_rows(self._workspace.database, bare).items() if row[3]})
        props = {integer(no): text(name) for no, name in self._workspace.database.query("SELECT no, name FROM prop")} if nodes else {}
        for group in groups:
            hit = self._event(group.event, group) if group.event else self._entity(entities.get(group.node), group, props)
            if hit is not None:
                yield hit

    def _entity(self, entity: Entity | None, group: Group, props: dict[int, str]) -> Hit | None:
        if entity is None:
            return None
        found: dict[tuple[str, str], Why] = {}
        for _, kind, use in sorted(group.matches, key=lambda match: (-match[0], match[1])):
            if use is None:
                continue
            why = self._key(entity, kind, use) if use.prop == KEY_PROP else self._value(entity, kind, use, props.get(use.prop, ""))
            if why is not None:
                found.setdefault((why.field, why.value), why)
        if not found:
            return None
        whys = sorted(found.values(), key=lambda why: (_ORDER[why.kind], why.source, why.field, why.value))
        return Hit(entity.id, entity.schema, caption(entity), round(group.score, 4), tuple(whys[:MOST_WHYS]))

    def _key(self, entity: Entity, kind: Kind, use: Use) -> Why:
        return Why("key", entity.key or self._scored.texts.get(use.ref, ""), kind, use.source, "")

    def _value(self, entity: Entity, kind: Kind, use: Use, prop: str) -> Why | None:
        wanted = self._text(use.ref)
        key = use.ref & 1
        for item in entity.statements:
            if item.prop == prop and (_same_identifier(item, wanted) if key else item.value == wanted):
                shown, line = self._part(item.value)
                place = " · ".join(filter(None, (item.place.label(), line)))
                return Why(prop, shown, kind, item.source, place)
        return None

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
        _, part, row, serial = event_place(event.id)
        store = self._facts or FactStore(self._workspace.root / "facts", SqlCatalogue(self._workspace.database))
        self._facts = store
        keys = self._workspace.database.query("SELECT key FROM fact_key WHERE source=? AND part=? AND prefix=?", (event.source, part, event.id[:8]))
        for (key,) in keys:
            record = store.record(self._scope, event.source, part, row, serial, integer(key))
            if record is not None and record.text:
                about = self._workspace.sources.parts(event.source).get(part, Part(part))
                shown, line = self._part(record.text)
                place = " · ".join(filter(None, (Place(about, row).label(), line)))
                why = Why("text", shown, group.matches[0][1], event.source, place)
                return Hit(event.id, record.kind, shown, round(group.score, 4), (why,))
        return None


_ORDER: dict[Kind, int] = {"exact-number": 0, "same-name": 1, "name-spelled-alike": 2, "phrase": 3, "part-of-number": 4, "words": 5}


def _same_identifier(item: Statement, key: str) -> bool:
    return item.target is not None and (item.value == key or words(item.value) == words(key) or item.value.casefold() == key.casefold())


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
    return ("…" if start else "") + line[start : start + SHOWN].strip() + ("…" if start + SHOWN < len(line) else "")
