"""Crime scripts of a case: the acts of an offence in order, with who, what and where, what it rests on, what is not known, and where it could be
prevented (after Cornish 1994). A document of the case: shown to who may see everything it rests on; every saving is a version."""

import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from tahqiq.access.cases import Case
from tahqiq.casework.case_work import CaseWork
from tahqiq.casework.cited import Citations, Cited, Reference
from tahqiq.casework.script_acts import Act, acts_of, numbered, plain, words
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.text import storable
from tahqiq.model.entity import Entity
from tahqiq.store.documents import Document

SCRIPT = "crime-script"


@dataclass(frozen=True, slots=True)
class Script:
    """A script as a person sees it. ``entities`` what is visible of those named, by id; ``cited`` what has become of the values it rests on;
    ``without_source`` how many acts rest on nothing recorded."""

    document: Document
    note: str
    acts: tuple[Act, ...]
    entities: Mapping[str, Entity]
    cited: Mapping[Reference, Cited]
    without_source: int


class CrimeScripts(CaseWork):
    """The crime scripts of one person's cases."""

    def all(self, case: str) -> list[Document]:
        """The heads of the scripts of a case (id or title), the last changed first."""
        found = self._case(case, "read-case")
        self._door.audit.read(self._actor, "documents", found.id, found.id)
        return self._documents.of(self._scope(), found.id, SCRIPT)

    def get(self, case: str, identity: str, version: int | None = None) -> Script:
        """A script, or one of its earlier versions. Raises ``NotFound`` (``no-such-document``)."""
        found = self._case(case, "read-case")
        document = self._script(found, identity, version)
        self._door.audit.read(self._actor, "document", document.thing, found.id)
        return self._shown(document)

    def versions(self, case: str, identity: str) -> list[Document]:
        """The heads of all versions, the latest first."""
        found = self._case(case, "read-case")
        self._script(found, identity)
        self._door.audit.read(self._actor, "document-history", identity, found.id)
        return self._documents.history(self._scope(), found.id, identity)

    def begin(self, case: str, title: str, note: str = "", acts: Sequence[Act] = ()) -> Script:
        """Begin a script."""
        found = self._case(case, "write-case")
        empty = Document(secrets.token_hex(8), 0, SCRIPT, found.id, "", "{}", frozenset(), "open", "", "")
        return self._saved(found, empty, title, note, acts)

    def change(self, case: str, identity: str, version: int, title: str, note: str, acts: Sequence[Act]) -> Script:
        """Save a script as it is to be after ``version``. What an act newly names or rests on must be visible and stand; what it rested on before stays
        although it was closed. Raises ``Conflict`` (``document-changed``), ``NotFound``, ``WrongUse``."""
        found = self._case(case, "write-case")
        return self._saved(found, replace(self._script(found, identity), version=version), title, note, acts)

    def put_away(self, case: str, identity: str, version: int) -> Document:
        """Put a script away: a version that says so."""
        document = self._script(self._case(case, "write-case"), identity)
        return self._keep(replace(document, version=version), document.title, document.content, document.classes, "deleted")

    def _saved(self, case: Case, before: Document, title: str, note: str, acts: Sequence[Act]) -> Script:
        name = storable(title).strip()
        if not name:
            raise WrongUse("title-empty")
        made = numbered(acts, {act.key for act in acts_of(before)})
        classes = self._classes(case, before, made)
        body = {"note": words(note), "acts": [plain(act) for act in made]}
        return self._shown(self._keep(before, name[:300], body, classes, "open"))

    def _classes(self, case: Case, before: Document, acts: Sequence[Act]) -> frozenset[int]:
        """What the script rests on: the classes of all it names and cites. Where something of the version before was closed since, the classes of
        that version stay: its words may have come from there."""
        citations = Citations(self._door.workspace, self._scope())
        old = acts_of(before)
        named, rests = {item.entity for act in old for item in act.named}, {ref for act in old for ref in act.rests}
        found: set[int] = set()
        for one in dict.fromkeys(item.entity for act in acts for item in act.named if item.entity):
            try:
                found |= citations.under([one], case.id)
            except NotFound:
                if one not in named:
                    raise
                found |= before.classes
        for ref in dict.fromkeys(ref for act in acts for ref in act.rests):
            try:
                found |= citations.rests(ref, case.id)
            except NotFound:
                if ref not in rests:
                    raise
                found |= before.classes
        return frozenset(found)

    def _shown(self, document: Document) -> Script:
        acts = acts_of(document)
        citations = Citations(self._door.workspace, self._scope())
        entities = citations.heads({item.entity for act in acts for item in act.named if item.entity})
        cited = citations.of(dict.fromkeys(ref for act in acts for ref in act.rests))
        return Script(
            document, str(document.content.get("note", "")), acts, entities, cited, sum(not any(cited[ref].state == "stands" for ref in act.rests) for act in acts)
        )  # fmt: skip

    def _script(self, case: Case, identity: str, version: int | None = None) -> Document:
        found = self._documents.get(self._scope(), case.id, identity, version)
        if found.kind != SCRIPT:
            raise NotFound("no-such-document", id=identity)
        return found
