"""The door of a workspace: turns a person into an Actor and a purpose into a Scope, and refuses what the
policies forbid."""

import getpass
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tahqiq.access.audit import AuditLog
from tahqiq.access.cases import INBOX, Case, Cases
from tahqiq.access.closed import LEAVING, ClosedOriginals
from tahqiq.access.denied import denied
from tahqiq.access.people import People, Person
from tahqiq.access.policy import Policies, Resource, Subject, case_file, vault, workspace
from tahqiq.access.policy_check import checked
from tahqiq.access.rules import ADOPT, digest, in_force, keep
from tahqiq.kit import clock
from tahqiq.kit.errors import NotSignedIn
from tahqiq.model.scope import Actor, DataClass, Purpose, Scope, purpose_of
from tahqiq.store.database import text
from tahqiq.store.workspace import Workspace


class Door:
    """Access to one open workspace. Everything that shows or changes data is handed what this makes."""

    def __init__(self, opened: Workspace, policies: Policies | None = None) -> None:
        self.workspace = opened
        self.people = People(opened.database)
        self.cases = Cases(opened.database)
        self.audit = AuditLog(opened.root / "audit" / "log.db", opened.description.id, opened.database)
        self.audit.carry()
        self.began = (clock.now(), clock.steady())
        self._policies = policies or in_force(opened.root, self.audit)
        self._scopes: dict[tuple[object, ...], Scope] = {}
        self.closed = ClosedOriginals(opened)
        opened.database.units.undone.append(self._scopes.clear)

    @classmethod
    def found(
        cls,
        root: Path,
        database_url: str = "",
        owner: str | None = None,
        team: bool = False,
        exercise: bool = False,
    ) -> "Door":
        """Make a personal workspace: the operating-system user is analyst and supervisor of a case "Inbox".
        One for a ``team`` has nobody yet: the first start of its server makes the administrator. One for an
        ``exercise`` bears its mark, and its owner is the trainer.
        """
        opened = Workspace.create(root, database_url, exercise)
        door = cls(opened)
        door.audit.signer()
        if team:
            return door
        login = owner or _system_user()
        person = door.people.add(login, login, frozenset({"analyst", "supervisor"}), None, "init")
        with opened.database.transaction(durable=True) as transaction:
            transaction.insert_many("meta", ("key", "value"), [("owner", person.id)])
        with door.audit.act(person.actor(), "init", opened.description.id):
            door.cases.open(INBOX, person.id)
        return door

    @classmethod
    def opened(cls, root: Path, policies: Policies | None = None) -> "Door":
        """Open an existing workspace; ``policies`` in place of its own only to adopt others. Raises
        ``Damaged`` (``policies-not-adopted``)."""
        return cls(Workspace.open(root), policies)

    def adopt(self, actor: Actor, text: str | None) -> None:
        """Put policies of the office into force (None: those of the program), for administrators and the
        owner of a personal workspace. Raises ``Refused``, ``Damaged`` (``policies-invalid``)."""
        self.require(actor, "manage-people")
        made = checked() if text is None else Policies(text)
        with self.audit.act(actor, ADOPT, digest(text)):
            keep(self.workspace.root, text)
        self._policies = made
        self._scopes.clear()

    @property
    def rules(self) -> str:
        """The policies in force, as text."""
        return self._policies.text

    def owns(self, actor: Actor) -> bool:
        """Whether the workspace is personal and the person's own: who made it, as long as no administrator
        has been added."""
        return self.owner() == actor.id and not self.people.administered()

    def owner(self) -> str | None:
        """The id of the person whose own the workspace is; None for a team's."""
        found = self.workspace.database.query("SELECT value FROM meta WHERE key='owner'")
        return text(found[0][0]) if found else None

    def here(self) -> Person:
        """Who acts on this machine: the holder of ``TAHQIQ_TOKEN``, else the owner when the operating-system
        user is he.

        Raises :class:`NotSignedIn` (``token-needed``) for anybody else.
        """
        token = os.environ.get("TAHQIQ_TOKEN")
        if token:
            return self.people.signed_in(token)
        owner = self.owner()
        if owner is not None and self.workspace.root.stat().st_uid == os.getuid():
            return self.people.get(owner)
        raise NotSignedIn("token-needed")

    def subject(self, actor: Actor) -> Subject:
        """What the policies are told of a person."""
        cases, compartments = self.cases.memberships(actor.id)
        return Subject(actor.id, tuple(sorted(actor.roles)), tuple(cases), tuple(compartments))

    def scope(self, actor: Actor, purpose: Purpose = "work", case: str | None = None) -> Scope:
        """The classes the person may see for a purpose, of one case when given, without the sources that a
        register keeps closed to the person (for products: to anybody). Evaluated once per class and
        remembered until something changes. Raises ``WrongUse`` (``unknown-purpose``)."""
        purpose_of(purpose)
        subject = self.subject(actor)
        classes = self.workspace.sources.data_classes()
        released = self.workspace.sources.released()
        closed = self.closed.sources(LEAVING if purpose == "product" else actor.id)
        key = (subject, purpose, case, len(classes), frozenset(released), closed)
        if key not in self._scopes:
            if len(self._scopes) > 256:
                self._scopes.clear()
            self._scopes[key] = self._scope(actor, subject, purpose, case, classes, released, closed)
        return self._scopes[key]

    def _scope(
        self,
        actor: Actor,
        subject: Subject,
        purpose: Purpose,
        case: str | None,
        classes: list[DataClass],
        released: set[int],
        closed: frozenset[int],
    ) -> Scope:
        wanted = [item for item in classes if case is None or item.case == case]
        described = {item.no: _described(item, item.no in released) for item in wanted}
        distinct = list(dict.fromkeys(described.values()))
        verdicts = dict(
            zip(
                distinct, self._policies.allowed(subject, "view", distinct, {"purpose": purpose}), strict=True
            )
        )
        return Scope(
            actor,
            purpose,
            frozenset(number for number, resource in described.items() if verdicts[resource]),
            closed,
        )

    @contextmanager
    def request(self) -> Iterator[None]:
        """One request that looks: who may see what is asked once, and its looks go into the log together
        before it is answered."""
        with self.workspace.database.units.steady(), self.audit.together():
            yield

    def narrowed(self, scope: Scope, classes: Iterable[int]) -> Scope:
        """The scope with only those of ``classes`` that it has: less is always allowed."""
        return scope.narrowed(frozenset(classes))

    def may(self, actor: Actor, action: str, case: Case | str | None = None) -> bool:
        """Whether the policies allow the action on the case (or the workspace); asking leaves no trace."""
        identity = case.id if isinstance(case, Case) else (case or "")
        resource = case_file(identity) if case is not None else workspace(self.owns(actor))
        return self._policies.allowed(self.subject(actor), action, [resource])[0]

    def may_at_vault(self, actor: Actor, action: str, kind: str, compartment: str, purpose: str = "") -> bool:
        """Whether the policies allow an action at a vault of a kind, for a purpose where it has one; asking
        leaves no trace. Nobody may anything that no policy names."""
        return self._policies.allowed(
            self.subject(actor), action, [vault(kind, compartment)], {"purpose": purpose}
        )[0]

    def require(self, actor: Actor, action: str, case: Case | str | None = None) -> None:
        """Raise :class:`Refused` unless the policies allow the action on the case (or the workspace); the
        refusal is logged."""
        identity = case.id if isinstance(case, Case) else (case or "")
        if not self.may(actor, action, case):
            self.audit.refused(actor, action, identity, "policy", identity)
            raise denied(action)

    def close(self) -> None:
        """Close log and database."""
        self.audit.close()
        self.workspace.close()


def _described(item: DataClass, released: bool) -> Resource:
    return Resource(
        "DataClass",
        (
            ("case", item.case),
            ("compartment", item.compartment),
            ("handling", item.handling),
            ("held", item.held_by != 0),
            ("released", released),
        ),
    )


def _system_user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "owner"
