"""The admission of one person to one vault: to its compartment, to what the policies allow there, and to the
key of one identity. Every refusal is in the log before it is raised."""

from collections.abc import Callable
from datetime import datetime, timedelta

from tahqiq.access.door import Door
from tahqiq.access.field_encryption import derived, open_, place
from tahqiq.access.hidden_actor import HiddenActors
from tahqiq.access.hidden_log import HidingLog
from tahqiq.access.log_search import Wanted
from tahqiq.access.vault_keys import vault_key
from tahqiq.access.verify_vault import ACT
from tahqiq.casework.vault.declaration import REVIEW_WITHIN, VaultKind
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, Refused, TahqiqError
from tahqiq.model.scope import Actor
from tahqiq.store.vault import StoredIdentity, VaultRows


class Admission:
    """What a person may do at the vault of a kind. Raises :class:`NotFound` (``no-such-compartment``) for who
    is not admitted, as for one that is not there."""

    def __init__(self, door: Door, actor: Actor, kind: VaultKind) -> None:
        self._door, self._actor, self.kind = door, actor, kind
        self._rows = VaultRows(door.workspace.database)
        self._actors = HiddenActors(door.workspace)
        self._audit = HidingLog(door.audit, self._actors)

    def _entered(self) -> bytes:
        """The compartment's key, for who is admitted and not shut out."""
        self._judged(
            self.kind.name, lambda: self._door.cases.compartment(self._actor.id, self.kind.compartment)
        )
        self._unblocked()
        return self._key()

    def _key(self) -> bytes:
        return vault_key(self._door.workspace, self.kind.compartment)

    def _unblocked(self) -> None:
        """Raises :class:`Refused` (``vault-blocked``) for who broke a glass that nobody reviewed in time."""
        now = clock.now()
        for act in self._rows.broken(self.kind.compartment):
            if (
                self._actors.person(act.actor) == self._actor.id
                and now > datetime.fromisoformat(act.at) + REVIEW_WITHIN
            ):
                self._audit.refused(self._actor, ACT, act.thing, "vault-blocked")
                raise Refused("vault-blocked")

    def _may(self, action: str, purpose: str = "") -> bool:
        """What the policies say of this person at this vault."""
        return self._door.may_at_vault(self._actor, action, self.kind.name, self.kind.compartment, purpose)

    def _needs(self, code: str, *actions: str) -> None:
        """Raises :class:`Refused` (``code``) unless the policies allow one of the actions, for any purpose or
        for none."""
        if not any(self._may(action, purpose) for action in actions for purpose in ("", *self.kind.purposes)):
            self._audit.refused(self._actor, ACT, self.kind.name, code)
            raise Refused(code)

    def _judged(self, thing: str, judge: Callable[[], object]) -> None:
        """Ask, and keep a refusal in the log before it is raised."""
        try:
            judge()
        except TahqiqError as error:
            self._audit.refused(self._actor, ACT, thing, error.code)
            raise

    def _counted(self) -> None:
        """Raises :class:`Refused` (``vault-asked-too-often``); the question is in the log otherwise."""
        since = clock.stamp(clock.now() - timedelta(hours=1))
        if self._asked(since) >= self.kind.checks:
            self._audit.refused(self._actor, "vault-known", self.kind.name, "vault-asked-too-often")
            raise Refused("vault-asked-too-often", count=self.kind.checks)
        self._audit.read(self._actor, "vault-known", self.kind.name)

    def _asked(self, since: str) -> int:
        asked = Wanted(act="vault-known", part=self.kind.name, kind="reads", since=since)
        return sum(
            self._actors.person(leaf.actor) == self._actor.id
            for leaf in self._door.audit.search.latest(asked)
        )

    def _identity(self, key: bytes, pseudonym: str) -> tuple[StoredIdentity, bytes]:
        identity = self._rows.identity(self.kind.compartment, self.kind.name, needed(pseudonym))
        if self.kind.personal and self._actors.person(identity.actor) != self._actor.id:
            self._audit.refused(self._actor, ACT, identity.pseudonym, "vault-none")
            raise NotFound("vault-none")
        if identity.state == "erased":
            raise NotFound("vault-none")
        return identity, self._unwrapped(key, identity)

    def _wrapping(self, key: bytes, person: str) -> bytes:
        return derived(key, f"keys {person}" if self.kind.personal else "keys")

    def _unwrapped(self, key: bytes, identity: StoredIdentity) -> bytes:
        return open_(
            self._wrapping(key, self._actors.person(identity.actor)),
            identity.wrapped,
            place("vault_identity", identity.pseudonym, "key", 1),
        )
