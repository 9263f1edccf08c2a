"""What people make of a case: charts, notes, tasks, saved searches, watches, sets of rules. Kept as versions;
what they refer to decides who sees them.

In a body, a reference is an object with ``entity`` (32 hex digits) and, for one recorded value of it,
``statement``. Who saves leaves a trace of the classes through which the entities are seen: a document is
shown only to members of its case who may see all of them. References to what the reader may no longer see
(retracted, erased by order) are left out of what is shown, and the class stays: words about it may still
stand there. Only who takes a reference out while seeing it opens the document again.
"""

import math
import secrets
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, replace

from tahqiq.access.cases import Case
from tahqiq.access.door import Door
from tahqiq.casework.case_work import CaseWork
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.text import storable
from tahqiq.model.caption import caption
from tahqiq.model.scope import Actor, DataClass, Scope
from tahqiq.resolve.entities import Entities
from tahqiq.store.documents import Document, DocumentState, Json, called, reference_in, references
from tahqiq.store.nodes import node_numbers
from tahqiq.store.visibility import resting
from tahqiq.store.workspace import Workspace

REMARKS = frozenset({"comment", "translation"})
"""What people say of one thing: a comment, and the translation of a recorded value (``statement`` in its
reference) or of an event (``event``, its id)."""
KINDS = frozenset(
    {
        "chart",
        "note",
        "task",
        "saved-search",
        "snapshot",
        "watch",
        "query",
        "briefing",
        "rules",
        "frame",
        *REMARKS,
    }
)
CHART_ITEMS = 20_000
"""Items of a chart at most, those put away among them."""
Reference = tuple[str, str]
"""An entity and one recorded value of it ("" = the entity as a whole)."""
_DEPTH = 32


@dataclass(frozen=True, slots=True)
class Shown:
    """A document as somebody sees it: ``body`` without what they may not see, and how many references saving
    left out."""

    document: Document
    body: Json
    left_out: int = 0


class CaseDocuments(CaseWork):
    """The documents of one person's cases. Every method asks whether the person belongs to the case and the
    policies allow it."""

    def __init__(self, door: Door, actor: Actor) -> None:
        super().__init__(door, actor)
        self._workspace = door.workspace

    def all(self, case: str, kind: str | None = None) -> list[Document]:
        """The heads of the documents of a case (id or title), the last changed first; of one kind where
        given."""
        found = self._case(case, "read-case")
        self._door.audit.read(self._actor, "documents", found.id, found.id)
        return self._documents.of(self._scope(), found.id, kind)

    def get(self, case: str, identity: str, version: int | None = None) -> Shown:
        """A document, or one of its earlier versions."""
        found = self._case(case, "read-case")
        document = self._documents.get(self._scope(), found.id, identity, version)
        self._door.audit.read(self._actor, "document", document.thing, found.id)
        return Shown(document, self._named(self._seen(document.content)[0]))

    def about(self, case: str, entity: str, kind: str) -> list[Shown]:
        """What people of a case (id or title) said of one thing, as it is seen now: comments or translations
        (``kind``, one of :data:`REMARKS`), what was written last at the end. Raises ``NotFound`` for a thing
        that is not there, ``WrongUse`` (``unknown-kind``)."""
        found = self._case(case, "read-case")
        if kind not in REMARKS:
            raise WrongUse("unknown-kind", kind=kind)
        known = Entities(self._workspace, self._scope()).entity(entity)[1]
        mine = {known.id.hex(), *(one.hex() for one in known.fragments)}
        self._door.audit.glance(self._actor, "documents", f"{known.id.hex()} {kind}", found.id)
        said = self._documents.whole(self._scope(), found.id, kind)
        shown = (Shown(one, self._named(self._seen(one.content)[0])) for one in reversed(said))
        return [one for one in shown if mine.intersection(of for of, _ in references(one.document.content))]

    def charted(self, case: str) -> frozenset[str]:
        """The ids of everything that stands on a saved chart of a case (id or title): what has been looked at
        there."""
        found = self._case(case, "read-case")
        self._door.audit.read(self._actor, "documents", found.id, found.id)
        charts = self._documents.whole(self._scope(), found.id, "chart")
        return frozenset(entity for chart in charts for entity, _ in references(chart.content))

    def history(self, case: str, identity: str) -> list[Document]:
        """The heads of all versions, the latest first; whoever has the document open asks again and again,
        which is one entry of the log a minute."""
        found = self._case(case, "read-case")
        self._door.audit.glance(self._actor, "document-history", identity, found.id)
        return self._documents.history(self._scope(), found.id, identity)

    def make(self, case: str, kind: str, title: str, body: Json) -> Shown:
        """Begin a document. Raises ``WrongUse`` (``unknown-kind``, ``document-too-large``,
        ``document-not-plain``, ``chart-too-large``)."""
        found = self._case(case, "write-case")
        if kind not in KINDS:
            raise WrongUse("unknown-kind", kind=kind)
        return self._save(
            found,
            Document(secrets.token_hex(8), 0, kind, found.id, "", "{}", frozenset(), "open", "", ""),
            title,
            body,
            "open",
        )

    def save(self, case: str, identity: str, version: int, title: str, body: Json) -> Shown:
        """Save the next version after ``version``, which must be the latest; raises ``Conflict``
        (``document-changed``) otherwise."""
        found = self._case(case, "write-case")
        before = self._writable(found, identity)
        return self._save(found, replace(before, version=version), title, body, "open")

    def delete(self, case: str, identity: str, version: int) -> Shown:
        """Put a document away: a version that says so. Saving the one before it brings it back."""
        found = self._case(case, "write-case")
        before = self._writable(found, identity)
        return self._save(found, replace(before, version=version), before.title, before.content, "deleted")

    def _writable(self, case: Case, identity: str) -> Document:
        """A document that is written as a whole; those with rules of their own (hypotheses) are written
        through those."""
        found = self._documents.get(self._scope(), case.id, identity)
        if found.kind not in KINDS:
            raise WrongUse("unknown-kind", kind=found.kind)
        return found

    def _save(self, case: Case, before: Document, title: str, body: Json, state: DocumentState) -> Shown:
        plain = _plain(body)
        if state == "open":
            _complete(before.kind, plain)
        kept, classes, left_out = self._seen(plain, case.id)
        taken_out = set(references(before.content)) - set(references(plain))
        classes |= before.classes - _classes(self._good(taken_out, case.id))
        made = self._keep(before, storable(title).strip(), kept, classes, state)
        return Shown(made, self._named(kept), left_out)

    def _named(self, body: Json) -> Json:
        """A body in which everything referred to is called as its reader sees it. Nothing of that is kept:
        the writer may know a name from a merge with something hidden, and an erasure by order must leave no
        name behind."""
        wanted = {entity for entity, _ in references(body)}
        found = node_numbers(self._workspace.database, [bytes.fromhex(entity) for entity in sorted(wanted)])
        seen = Entities(self._workspace, self._scope()).entities(sorted(found.values()))
        names = {identity.hex(): caption(seen[no]) for identity, no in found.items() if no in seen}
        told = called(body, names)
        return told if isinstance(told, Mapping) else {}

    def _seen(self, body: Json, case: str = "") -> tuple[Json, frozenset[int], int]:
        """A body without references that the person may not see; the classes that the rest needs (in
        ``case``); how many were left out."""
        wanted = set(references(body))
        good = self._good(wanted, case)
        kept = _without(body, good.keys()) if len(good) < len(wanted) else body
        return kept if isinstance(kept, Mapping) else {}, _classes(good), len(wanted) - len(good)

    def _good(self, wanted: Set[Reference], case: str) -> dict[Reference, set[int]]:
        """Those of the references that the person may see, each with the classes that open it."""
        seen = opening(self._workspace, self._scope(), {entity for entity, _ in wanted}, case)
        recorded = self._recorded(
            {(entity, statement) for entity, statement in wanted if statement and entity in seen}
        )
        return {one: seen[one[0]] for one in wanted if one[0] in seen and (not one[1] or one in recorded)}

    def _recorded(self, wanted: set[tuple[str, str]]) -> set[tuple[str, str]]:
        if not wanted:
            return set()
        nodes = node_numbers(
            self._workspace.database,
            [bytes.fromhex(entity) for entity in sorted({entity for entity, _ in wanted})],
        )
        names = {no: identity.hex() for identity, no in nodes.items()}
        return {
            (names[node], identity.hex())
            for node, identity in self._workspace.reading.standing(self._scope(), names)
        } & wanted


def _complete(kind: str, body: Json) -> None:
    """Raises ``WrongUse`` for a remark that says nothing of anything, for a translation that does not say who
    translated into which language, and for a chart of more items than can be drawn (:data:`CHART_ITEMS`)."""
    if kind in ("chart", "snapshot"):
        count = sum(len(some) for name in ("items", "hidden") if isinstance(some := body.get(name), list))
        if count > CHART_ITEMS:
            raise WrongUse("chart-too-large", count=count, limit=CHART_ITEMS)
    wanted = {"comment": ("text",), "translation": ("text", "translator", "language")}.get(kind, ())
    missing = [name for name in wanted if not str(body.get(name) or "").strip()]
    if kind in REMARKS and next(references(body), None) is None:
        missing.append("about")
    if missing:
        raise WrongUse("remark-incomplete", fields=", ".join(missing))


def _classes(good: Mapping[Reference, set[int]]) -> frozenset[int]:
    return frozenset(number for through in good.values() for number in through)


def _without(value: object, good: Set[Reference]) -> object:
    """The value without objects that refer to something that is not ``good``."""
    if isinstance(value, Mapping):
        return {name: _without(item, good) for name, item in value.items() if not _bad(item, good)}
    if isinstance(value, list):
        return [_without(item, good) for item in value if not _bad(item, good)]
    return value


def _bad(value: object, good: Set[Reference]) -> bool:
    reference = reference_in(value) if isinstance(value, Mapping) else None
    return reference is not None and reference not in good


def opening(workspace: Workspace, scope: Scope, entities: Iterable[str], case: str) -> dict[str, set[int]]:
    """Of entities (hex ids) those that the scope sees, each with the classes that open it to most in ``case``
    (:func:`least`)."""
    found = node_numbers(workspace.database, [bytes.fromhex(entity) for entity in sorted(entities)])
    through = resting(workspace, scope, sorted(found.values()))
    classes = {item.no: item for item in workspace.sources.data_classes()}
    return {
        identity.hex(): least(through[no], classes, case) for identity, no in found.items() if no in through
    }


def least(through: set[int], classes: Mapping[int, DataClass], case: str) -> set[int]:
    """The classes that open a thing to most: of the document's case before others, without compartment before
    with, within an order before held."""
    rank = {
        no: (classes[no].case == case, classes[no].compartment == "", classes[no].held_by == 0)
        for no in through
    }
    best = max(rank.values())
    return {no for no in through if rank[no] == best}


def _plain(value: Json) -> Json:
    """The body as it is kept: text that databases take, finite numbers, no deeper than 32 levels."""
    made = _walk(value, 0)
    return made if isinstance(made, dict) else {}


def _walk(value: object, depth: int) -> object:
    if depth > _DEPTH:
        raise WrongUse("document-not-plain")
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, Mapping):
        return {storable(str(name)): _walk(item, depth + 1) for name, item in value.items()}
    if isinstance(value, list):
        return [_walk(item, depth + 1) for item in value]
    if value is None or isinstance(value, bool | int) or (isinstance(value, float) and math.isfinite(value)):
        return value
    raise WrongUse("document-not-plain")
