"""People, places and numbers mentioned in texts: suggestions with their place, never facts by themselves."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tahqiq.model.entity import Entity
from tahqiq.model.place import Place
from tahqiq.model.scope import Scope
from tahqiq.model.statement import Statement, identifier_id
from tahqiq.model.types import property_type
from tahqiq.model.types.base import Context
from tahqiq.names.fold import tokens
from tahqiq.store.nodes import node_numbers, node_rows
from tahqiq.store.workspace import Workspace

TEXT_PROPS = ("bodyText", "description", "notes", "summary")
NAMED = ("Person", "Organization", "Company", "PublicBody", "LegalEntity", "Place", "Address", "CellSite")
MAX_NAMES = 300_000
MIN_TOKENS = 2
MAX_TOKENS = 6
_DIGITS = r"[0-9\u0660-\u0669\u06f0-\u06f9]"
_PATTERNS = (
    ("email", "EmailAddress", r"[\w.+-]+@[\w-]+\.[\w.-]+[\w]"),
    ("iban", "BankAccount", r"\b[A-Za-z]{2}[0-9]{2}(?: ?[A-Za-z0-9]{4}){2,7}(?: ?[A-Za-z0-9]{1,4})?\b"),
    ("container", "Container", r"\b[A-Za-z]{3}[UJZujz] ?[0-9]{6}-?[0-9]\b"),
    ("imei", "Handset", rf"(?<!{_DIGITS}){_DIGITS}{{15}}(?!{_DIGITS})"),
    ("phone", "PhoneNumber", rf"(?<!{_DIGITS})(?:\+|00)?{_DIGITS}(?:[ \-]?{_DIGITS}){{8,13}}(?!{_DIGITS})"),
)
_CONTEXT = Context()


@dataclass(frozen=True, slots=True)
class Mention:
    """Something a text seems to mention.

    ``kind`` is a property type (phone, imei, iban, container, email) or ``name``; ``text`` as it stands,
    ``value`` cleaned; ``entities`` are node ids of what is known under that number or name and visible to the
    asker, empty when nothing is known.
    """

    kind: str
    text: str
    value: str
    source: int
    place: Place
    entities: tuple[bytes, ...]


def mentions(workspace: Workspace, scope: Scope, entity: Entity) -> tuple[list[Mention], bool]:
    """What the texts of a visible entity mention, in the order of the text; and whether not all known names
    could be looked for.

    Numbers must pass the check of their type; names must be written like a visible name of at least two words
    (folded spelling of the same script), because a single word mentions nobody in particular.
    """
    lines = [item for item in entity.statements if item.prop in TEXT_PROPS]
    names, truncated = _known_names(workspace, scope)
    found: list[Mention] = []
    for line in sorted(lines, key=lambda item: (item.source, item.place.part.no, item.place.row)):
        found += _numbers(workspace, scope, line)
        found += _names(line, names)
    return found, truncated


def _numbers(workspace: Workspace, scope: Scope, line: Statement) -> Iterator[Mention]:
    taken: list[tuple[int, int]] = []
    for kind, schema, pattern in _PATTERNS:
        for match in re.finditer(pattern, line.value):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            clean = property_type(kind).clean(match.group(), _CONTEXT)
            if clean.value is None or clean.note is not None:
                continue
            taken.append(match.span())
            known = _visible(
                workspace, scope, identifier_id(schema, "", property_type(kind).key(clean.value))
            )
            yield Mention(kind, match.group(), clean.value, line.source, line.place, known)


def _visible(workspace: Workspace, scope: Scope, identity: bytes) -> tuple[bytes, ...]:
    numbers = node_numbers(workspace.database, [identity])
    seen = workspace.reading.entities(scope, list(numbers.values()))
    return tuple(item.id for item in seen.values())


def _known_names(workspace: Workspace, scope: Scope) -> tuple[dict[tuple[str, ...], list[bytes]], bool]:
    """Folded words of every visible name of a person, organisation or place, and the nodes that have it."""
    rows = workspace.reading.named(scope, NAMED, MAX_NAMES + 1)
    ids = {no: row[0] for no, row in node_rows(workspace.database, sorted({row[0] for row in rows})).items()}
    names: dict[tuple[str, ...], list[bytes]] = {}
    for entity, name in rows[:MAX_NAMES]:
        words = tuple(tokens(name))
        if MIN_TOKENS <= len(words) <= MAX_TOKENS:
            names.setdefault(words, []).append(ids[entity])
    return names, len(rows) > MAX_NAMES


def _names(line: Statement, names: dict[tuple[str, ...], list[bytes]]) -> Iterator[Mention]:
    """The longest known names from left to right, none within another."""
    words = list(re.finditer(r"[^\W\d_]+(?:['’][^\W\d_]+)*", line.value))
    folded = [tokens(word.group()) for word in words]
    at = 0
    while at < len(words):
        length = next(
            (
                size
                for size in range(min(MAX_TOKENS, len(words) - at), MIN_TOKENS - 1, -1)
                if _flat(folded[at : at + size]) in names
            ),
            0,
        )
        if length:
            written = line.value[words[at].start() : words[at + length - 1].end()]
            known = tuple(dict.fromkeys(names[_flat(folded[at : at + length])]))
            yield Mention("name", written, written, line.source, line.place, known)
        at += length or 1


def _flat(words: Sequence[Iterable[str]]) -> tuple[str, ...]:
    return tuple(token for word in words for token in word)
