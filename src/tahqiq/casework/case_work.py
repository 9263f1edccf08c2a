"""What everything shares that writes documents of a case: the case asked for, what the person sees, and the
next version kept and in the log."""

from tahqiq.access.cases import Case
from tahqiq.access.door import Door
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.model.scope import Actor, Scope
from tahqiq.store.citations import cited
from tahqiq.store.documents import Document, DocumentState, Json, as_kept, without_names

MAX_BODY = 8_000_000


class CaseWork:
    """The work of one person in their cases, through the door."""

    def __init__(self, door: Door, actor: Actor) -> None:
        self._door, self._actor = door, actor
        self._documents = door.workspace.documents

    def _keep(
        self, before: Document, title: str, body: Json, classes: frozenset[int], state: DocumentState
    ) -> Document:
        """The version after ``before``. What the body refers to is kept by its id, without a name: an erasure
        by order must reach it. Raises ``Conflict`` (``document-changed``) when that is not the latest,
        ``WrongUse`` (``document-too-large``)."""
        told = as_kept(without_names(body))
        if len(told) > MAX_BODY:
            raise WrongUse("document-too-large", limit=MAX_BODY)
        made = Document(
            before.id,
            before.version + 1,
            before.kind,
            before.case,
            title,
            told,
            classes,
            state,
            clock.stamp(),
            self._actor.id,
            cited(self._door.workspace, self._scope(), told, before.cited),
        )
        with self._door.audit.act(self._actor, "save-document", made.thing, made.case, made.payload()):
            self._documents.add(made)
        return made

    def _case(self, case: str, action: str) -> Case:
        """A case of the person's (id or title) in which the policies allow ``action``."""
        found = self._door.cases.find(self._actor.id, case)
        self._door.require(self._actor, action, found)
        return found

    def _scope(self) -> Scope:
        return self._door.scope(self._actor)
