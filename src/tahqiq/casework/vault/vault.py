"""One person at one vault. Every act is refused unless the person is admitted to the compartment and the
policies allow it; each one is in the audit log.

There is no method that lists identities, for anybody: an identity is opened by its pseudonym, for a request
that a custodian granted.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import get_args

from tahqiq.access.erasure_list import Erased, remember
from tahqiq.access.field_encryption import KEY, close, open_, place
from tahqiq.access.verify_vault import ACT, ERASED, FIELD, IDENTITY, SIGNS
from tahqiq.casework.vault import reveals
from tahqiq.casework.vault.admission import Admission
from tahqiq.casework.vault.identity_keys import closed_field, met, read_field, signs_of
from tahqiq.casework.vault.identity_words import tells, tells_part
from tahqiq.casework.vault.pseudonym import mint, needed
from tahqiq.casework.vault.reveals import ActKind, VaultAct
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.store.backup.base import forget
from tahqiq.store.vault import StoredAct, StoredField, StoredIdentity, signs_payload

_LONGEST = 100_000
_KINDS: tuple[ActKind, ...] = get_args(ActKind)


class Vault(Admission):
    """The vault of a kind for a person. Raises :class:`NotFound` (``no-such-compartment``) for who is not
    admitted, as for one that is not there; who may break the glass comes in by :meth:`break_glass` alone."""

    def register(self, values: Mapping[str, str], source: str = "") -> str:
        """Keep an identity and give its pseudonym. ``source`` is the id of the document it was read from:
        erased with it.

        Whether it is there already is for :meth:`known`; nobody is merged here. Raises :class:`Refused`
        (``vault-keeper-needed``), :class:`WrongUse` (``vault-fields``).
        """
        key = self._entered()
        self._needs("vault-keeper-needed", "vault-keep")
        self._fitting(values)
        name = mint()
        while self._rows.taken(name):
            name = mint()
        own = secrets.token_bytes(KEY)
        wrapped = close(self._wrapping(key, self._actor.id), own, place("vault_identity", name, "key", 1))
        identity = StoredIdentity(
            name,
            self.kind.compartment,
            self.kind.name,
            source,
            wrapped,
            "kept",
            clock.stamp(),
            self._actors.hide(self._actor.id),
        )
        fields = [closed_field(own, name, field, 1, value) for field, value in values.items()]
        with self._audit.act(self._actor, IDENTITY, name, payload=identity.payload()):
            signs = signs_of(key, self.kind, values)
            self._logged(fields)
            self._signed(name, signs)
            self._rows.add(identity, fields, signs)
        return name

    def amend(self, pseudonym: str, values: Mapping[str, str]) -> None:
        """Keep new versions of some fields; the ones before stay. Raises as :meth:`register`,
        :class:`NotFound` (``vault-none``)."""
        key = self._entered()
        self._needs("vault-keeper-needed", "vault-keep")
        self._fitting(values)
        identity, own = self._identity(key, pseudonym)
        before = {item.field: item for item in self._rows.fields(identity.pseudonym)}
        whole = {field: read_field(own, item) for field, item in before.items()} | dict(values)
        fields = [
            closed_field(
                own, identity.pseudonym, field, before[field].version + 1 if field in before else 1, value
            )
            for field, value in values.items()
        ]
        with self._audit.act(self._actor, "vault-amend", identity.pseudonym):
            signs = signs_of(key, self.kind, whole)
            self._logged(fields)
            self._signed(identity.pseudonym, signs)
            self._rows.amend(identity, fields, signs)

    def known(self, values: Mapping[str, str]) -> bool:
        """Whether an identity with one of the kind's signs is there: yes or no, after the same work for both,
        and nothing else.

        The log counts: neither a restart nor a second server begins anew. Raises :class:`WrongUse`
        (``vault-fields``), :class:`Refused` (``vault-asked-too-often``, ``vault-keeper-needed``).
        """
        key = self._entered()
        self._needs("vault-keeper-needed", "vault-check")
        self._fitting(values)
        self._counted()
        return met(
            signs_of(key, self.kind, values, padded=True),
            self._rows.signs(self.kind.compartment, self.kind.name),
        )

    def identified_by(self, pseudonym: str, words: str, beside: str = "") -> bool:
        """Whether a text says who an identity is, as :func:`tahqiq.casework.vault.identity_words.tells` looks
        at it: yes or no. In ``beside``, a text that stands beside the pseudonym, one part of a name is enough
        (:func:`~tahqiq.casework.vault.identity_words.tells_part`). Counted with :meth:`known`, and no more
        often.

        Raises :class:`NotFound` (``vault-none``), :class:`Refused` (``vault-asked-too-often``,
        ``vault-keeper-needed``).
        """
        key = self._entered()
        self._needs("vault-keeper-needed", "vault-check")
        self._counted()
        identity, own = self._identity(key, pseudonym)
        values = [(item.field, read_field(own, item)) for item in self._rows.fields(identity.pseudonym)]
        names = [value for field, value in values if field in self.kind.sounds]
        return tells(words, [value for _, value in values]) or tells_part(beside, names)

    def read(self, pseudonym: str) -> dict[str, str]:
        """The fields at once, where policies allow "vault-read"; of a personal one only for who registered
        it. Every reading is in the log.

        Raises :class:`Refused` (``vault-keeper-needed``), :class:`NotFound` (``vault-none``).
        """
        key = self._entered()
        self._needs("vault-keeper-needed", "vault-read")
        identity, own = self._identity(key, pseudonym)
        self._audit.read(self._actor, "vault-read", identity.pseudonym)
        return {item.field: read_field(own, item) for item in self._rows.fields(identity.pseudonym)}

    def ask(self, pseudonym: str, purpose: str, motive: str) -> str:
        """Ask a custodian for an opening; the id of the request. Raises as :func:`reveals.may_ask`."""
        key = self._entered()
        self._judged(
            self.kind.name,
            lambda: reveals.may_ask(self.kind, self._may("vault-ask", purpose), purpose, motive),
        )
        identity, own = self._identity(key, pseudonym)
        return self._begin(identity, own, "asked", purpose, motive)

    def grant(self, request: str, motive: str, length: timedelta) -> datetime:
        """A custodian opens a window; its end. Raises as :func:`reveals.may_decide` and
        :func:`reveals.window_until`."""
        key = self._entered()
        acts, own = self._request(key, request)
        self._judged(
            request,
            lambda: reveals.may_decide(self._may("vault-decide", acts[0].purpose), acts, self._actor, motive),
        )
        until = reveals.window_until(self.kind, clock.now(), length)
        self._add(acts, own, "granted", motive, until)
        return until

    def refuse(self, request: str, motive: str) -> None:
        """A custodian says no, and why. Raises as :func:`reveals.may_decide`."""
        key = self._entered()
        acts, own = self._request(key, request)
        self._judged(
            request,
            lambda: reveals.may_decide(self._may("vault-decide", acts[0].purpose), acts, self._actor, motive),
        )
        self._add(acts, own, "refused", motive)

    def open(self, request: str) -> dict[str, str]:
        """The fields of the identity, for who asked and only within the window; every opening is an act.
        Raises as :func:`reveals.may_open`.

        A broken glass is opened without admission to the compartment.
        """
        key = self._key()
        acts, own = self._request(key, request)
        broken = acts[0].kind == "broken"
        if not broken:
            self._entered()
        self._unblocked()
        allowed = self._may("vault-break" if broken else "vault-ask", acts[0].purpose)
        self._judged(request, lambda: reveals.may_open(allowed, acts, self._actor, clock.now()))
        self._add(acts, own, "opened", "")
        return {item.field: read_field(own, item) for item in self._rows.fields(acts[0].pseudonym)}

    def end(self, request: str) -> None:
        """Who asked takes the request back, or closes the window before its time. Raises as
        :func:`reveals.may_end`."""
        acts, own = self._request(self._key(), request)
        kind: ActKind = "closed" if reveals.window(acts) else "withdrawn"
        self._judged(
            request, lambda: reveals.may_end(acts, self._actor, "closed" if kind == "closed" else "withdrawn")
        )
        self._add(acts, own, kind, "")

    def break_glass(self, pseudonym: str, purpose: str, motive: str, length: timedelta) -> str:
        """Open at once, at most 30 minutes, where the kind allows it; the id of the request. The owner sees
        it in :meth:`broken` from that moment.

        Raises as :func:`reveals.may_break`.
        """
        self._unblocked()
        self._judged(
            pseudonym,
            lambda: reveals.may_break(self.kind, self._may("vault-break", purpose), purpose, motive, length),
        )
        identity, own = self._identity(self._key(), pseudonym)
        return self._begin(identity, own, "broken", purpose, motive, clock.now() + length)

    def review(self, request: str, motive: str) -> None:
        """The owner's word on a broken glass. Raises as :func:`reveals.may_review`."""
        key = self._entered()
        acts, own = self._request(key, request)
        self._judged(
            request, lambda: reveals.may_review(self._may("vault-review"), acts, self._actor, motive)
        )
        self._add(acts, own, "reviewed", motive)

    def broken(self) -> list[VaultAct]:
        """Glasses that wait for a review, for owners; motives included. Raises :class:`Refused`
        (``vault-owner-needed``)."""
        key = self._entered()
        self._needs("vault-owner-needed", "vault-review")
        return [self._act_view(key, act) for act in self._rows.broken(self.kind.compartment)]

    def waiting(self) -> list[VaultAct]:
        """Requests that wait for a custodian, for purposes that the person may decide on. Raises
        :class:`Refused` (``vault-custodian-needed``)."""
        key = self._entered()
        self._needs("vault-custodian-needed", "vault-decide")
        mine = {purpose for purpose in self.kind.purposes if self._may("vault-decide", purpose)}
        return [
            self._act_view(key, act)
            for act in self._rows.waiting(self.kind.compartment)
            if act.purpose in mine and not self.kind.personal
        ]

    def history(self, pseudonym: str) -> list[VaultAct]:
        """Everything that was asked, refused and opened about one pseudonym, for custodians and owners; it
        names nobody but who acted.

        Raises :class:`Refused` (``vault-custodian-needed``).
        """
        key = self._entered()
        self._needs("vault-custodian-needed", "vault-decide", "vault-review")
        name = needed(pseudonym)
        if self.kind.personal:
            self._identity(key, name)
        self._audit.read(self._actor, "vault-history", name)
        return [self._act_view(key, act) for act in self._rows.acts_about(self.kind.compartment, name)]

    def ask_erasure(self, pseudonym: str, order: str) -> str:
        """Ask for an identity to be made unreadable, by an ``order`` whose reference stays readable; the id
        of the request. Raises :class:`Refused` (``vault-keeper-needed``), :class:`WrongUse`
        (``reason-needed``)."""
        key = self._entered()
        self._needs("vault-keeper-needed", "vault-keep", "vault-decide")
        if not order.strip():
            raise WrongUse("reason-needed")
        identity, own = self._identity(key, pseudonym)
        return self._begin(identity, own, "erase-asked", order.strip(), "")

    def erase(self, request: str) -> None:
        """The second person's word: key, fields and digests go, the acts stay. Raises as
        :func:`reveals.may_erase`, and ``Busy`` when the database cannot be rewritten now: said again it only
        does that."""
        key = self._entered()
        stored = self._rows.acts(self.kind.compartment, request)
        if stored and stored[-1].kind == "erased" and self._may("vault-decide"):
            self._rows.scrub()
            return
        acts, own = self._request(key, request)
        self._judged(request, lambda: reveals.may_erase(self._may("vault-decide"), acts, self._actor))
        remember(
            self._door.workspace.description.id,
            self._door.audit.signer(),
            Erased("identity", acts[0].pseudonym, clock.stamp()),
        )
        with self._audit.act(self._actor, ERASED, acts[0].pseudonym):
            self._add(acts, own, "erased", "", last=True)
            forget(self._door.workspace.root)
            self._rows.scrub()

    def _fitting(self, values: Mapping[str, str]) -> None:
        unfit = set(values) - set(self.kind.fields)
        if (
            unfit
            or not values
            or any(not value.strip() or len(value) > _LONGEST for value in values.values())
        ):
            raise WrongUse("vault-fields", known=", ".join(self.kind.fields))

    def _logged(self, fields: Sequence[StoredField]) -> None:
        with self._audit.acts(self._actor, FIELD, [(item.thing, item.payload()) for item in fields]):
            pass

    def _signed(self, pseudonym: str, signs: Sequence[bytes]) -> None:
        tags = {f"{self.kind.compartment}|{self.kind.name}|".encode() + tag for tag in signs}
        with self._door.audit.act(self._actor, SIGNS, pseudonym, payload=signs_payload(pseudonym, tags)):
            pass

    def _request(self, key: bytes, request: str) -> tuple[list[VaultAct], bytes]:
        stored = self._rows.acts(self.kind.compartment, request)
        if not stored:
            raise NotFound("vault-none")
        _, own = self._identity(key, stored[0].pseudonym)
        return [self._opened(own, act) for act in stored], own

    def _begin(
        self,
        identity: StoredIdentity,
        own: bytes,
        kind: ActKind,
        purpose: str,
        motive: str,
        until: datetime | None = None,
    ) -> str:
        request = secrets.token_hex(8)
        self._keep(own, request, 1, identity.pseudonym, kind, purpose, motive, until)
        return request

    def _add(
        self,
        acts: Sequence[VaultAct],
        own: bytes,
        kind: ActKind,
        motive: str,
        until: datetime | None = None,
        last: bool = False,
    ) -> None:
        self._keep(
            own, acts[0].request, len(acts) + 1, acts[0].pseudonym, kind, acts[0].purpose, motive, until, last
        )

    def _keep(
        self,
        own: bytes,
        request: str,
        seq: int,
        pseudonym: str,
        kind: ActKind,
        purpose: str,
        motive: str,
        until: datetime | None,
        last: bool = False,
    ) -> None:
        sealed = close(
            own, motive.strip().encode("utf-8", "surrogatepass"), place("vault_act", request, "motive", seq)
        )
        ends = until.isoformat() if until else ""
        act = StoredAct(
            request,
            seq,
            self.kind.compartment,
            pseudonym,
            kind,
            self._actors.hide(self._actor.id),
            clock.now().isoformat(),
            purpose,
            ends,
            sealed,
        )
        with self._audit.act(self._actor, ACT, act.thing, payload=act.payload()):
            if any(item.seq >= seq for item in self._rows.acts(self.kind.compartment, request)):
                raise Conflict("vault-decided")
            self._rows.act(act, shredding=last)

    def _act_view(self, key: bytes, act: StoredAct) -> VaultAct:
        identity = self._rows.identity(self.kind.compartment, self.kind.name, act.pseudonym)
        if identity.state == "erased":
            return self._plain(act, None)
        return self._opened(self._unwrapped(key, identity), act)

    def _opened(self, own: bytes, act: StoredAct) -> VaultAct:
        motive = open_(own, act.sealed, place("vault_act", act.request, "motive", act.seq)).decode(
            "utf-8", "surrogatepass"
        )
        return self._plain(act, motive)

    def _plain(self, act: StoredAct, motive: str | None) -> VaultAct:
        until = datetime.fromisoformat(act.until) if act.until else None
        kind = next(kind for kind in _KINDS if kind == act.kind)
        person = self._actors.person(act.actor)
        return VaultAct(
            act.request,
            act.seq,
            act.pseudonym,
            kind,
            person,
            datetime.fromisoformat(act.at),
            act.purpose,
            until,
            motive,
        )
