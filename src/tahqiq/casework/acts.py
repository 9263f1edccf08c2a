"""What a person decides about what was recorded: retract a value, release held rows, erase by order. Each is
a record with its reason."""

from collections.abc import Callable
from dataclasses import dataclass

from tahqiq.access.door import Door
from tahqiq.access.erasure_proof import APPROVE, REQUEST, approved, asked, request_proven
from tahqiq.casework.erasure_run import carry_out, finish
from tahqiq.casework.identity import stated_reason
from tahqiq.kit import clock
from tahqiq.kit.errors import Damaged, Refused, TahqiqError, WrongUse
from tahqiq.kit.ids import parse_id
from tahqiq.model.entity import Entity
from tahqiq.model.scope import Actor, Scope
from tahqiq.model.source import Source
from tahqiq.store.decisions import Release, ReleaseKind, Retraction, RetractionKind
from tahqiq.store.erasure import Erasure, Erasures


@dataclass(frozen=True, slots=True)
class Held:
    """What of a source its order does not cover. ``released`` says whether it counts in analyses and products
    now."""

    source: Source
    statements: int
    facts: int
    released: bool
    history: tuple[Release, ...]


class Acts:
    """The acts of one person. Every one asks the policies, needs a reason, and stands in the audit log with a
    commitment to its row. ``registered`` says whether a register knows an order by its number: what such an
    order holds back is let in by that register's own decision."""

    def __init__(
        self, door: Door, actor: Actor, registered: Callable[[str], bool] = lambda _reference: False
    ) -> None:
        self._door, self._actor, self._registered = door, actor, registered
        self._workspace = door.workspace
        self._decisions = door.workspace.decisions

    def retract(
        self, entity_id: str, statement_id: str, reason: str, source_id: str | None = None
    ) -> Retraction:
        """Close a recorded value: it no longer counts anywhere, and is shown on demand. Needs "judge" on its
        case.

        ``source_id`` is needed only where several visible sources recorded the same value. Raises
        ``NotFound``, ``Refused``, ``Conflict``.
        """
        return self._retraction("retract", entity_id, statement_id, reason, source_id)

    def reinstate(
        self, entity_id: str, statement_id: str, reason: str, source_id: str | None = None
    ) -> Retraction:
        """Open a retracted value again: a new decision beside the first one."""
        return self._retraction("reinstate", entity_id, statement_id, reason, source_id)

    def _retraction(
        self, kind: RetractionKind, entity_id: str, statement_id: str, reason: str, source_id: str | None
    ) -> Retraction:
        told = stated_reason(reason)
        scope = self._scope()
        entity, identity = _parsed(entity_id), _parsed(statement_id)
        chosen = self._workspace.sources.find(scope, source_id).id if source_id else None
        node, number, public, case, seq = self._decisions.statement(scope, entity, identity, chosen)
        self._door.require(self._actor, "judge", case)
        made = Retraction(
            entity.hex(), identity.hex(), public, seq, kind, clock.stamp(), self._actor.id, told
        )
        with self._door.audit.act(self._actor, kind, made.thing, case, made.payload()):
            self._decisions.retract(node, number, made)
        return made

    def with_retracted(self, entity_id: str) -> tuple[Entity, list[Retraction]]:
        """An entity with its retracted values among the others, and the decisions about them."""
        scope = self._scope()
        number, entity = self._workspace.reading.entity(scope, entity_id, retracted=True)
        self._door.audit.read(self._actor, "show-retracted", entity.id.hex())
        return entity, self._decisions.history(scope, [number])

    def held(self, source_id: str) -> Held:
        """How many rows of a source lie outside its order's authority."""
        scope = self._scope()
        source = self._workspace.sources.find(scope, source_id)
        self._door.audit.read(self._actor, "held", source.id, source.case)
        if source.held_class == source.data_class:
            return Held(source, 0, 0, False, ())
        statements = self._workspace.reading.count(scope, source.no, source.held_class)
        facts = sum(self._workspace.facts.records(self._door.narrowed(scope, [source.held_class])).values())
        released = source.held_class in self._decisions.released()
        return Held(source, statements, facts, released, tuple(self._decisions.releases(source.no)))

    def release(self, source_id: str, reason: str, *, by_register: bool = False) -> Held:
        """Let the held rows of a source into analyses and products; for supervisors of its case.
        ``by_register``: the register of the order has decided who may.

        Raises ``Refused`` (``release-by-register``) where a register knows the order and did not decide,
        ``WrongUse`` (``nothing-held``, ``reason-needed``), ``NotFound``.
        """
        source = self._workspace.sources.find(self._scope(), source_id)
        if not by_register and self._registered(source.authority.reference):
            self._door.audit.refused(self._actor, "release", source.id, "release-by-register", source.case)
            raise Refused("release-by-register", order=source.authority.reference)
        return self._release("release", source_id, reason)

    def take_back(self, source_id: str, reason: str) -> Held:
        """Take released rows out again; for supervisors of its case."""
        return self._release("take-back", source_id, reason)

    def _release(self, kind: ReleaseKind, source_id: str, reason: str) -> Held:
        told = stated_reason(reason)
        source = self._workspace.sources.find(self._scope(), source_id)
        self._door.require(self._actor, "release", source.case)
        if source.held_class == source.data_class:
            raise WrongUse("nothing-held", name=source.name)
        made = Release(
            source.id,
            self._decisions.next_release(source.held_class),
            kind,
            clock.stamp(),
            self._actor.id,
            told,
        )
        with self._door.audit.act(self._actor, kind, made.thing, source.case, made.payload()):
            self._decisions.release(source.held_class, made)
        return self.held(source_id)

    def erasures(self) -> list[Erasure]:
        """Orders to erase in the person's cases, oldest first: asked for, being carried out, done,
        withdrawn."""
        self._door.audit.glance(self._actor, "erasures")
        return Erasures(self._door.workspace).all(self._scope())

    def request_erasure(self, source_id: str, order: str) -> Erasure:
        """Ask for a source to be erased by a lawful order (its number); a second supervisor of the case must
        approve."""
        told = stated_reason(order)
        source = self._erasable(source_id)
        at = clock.stamp()
        with self._door.audit.act(
            self._actor, REQUEST, source.id, source.case, asked(source, told, self._actor.id, at)
        ):
            return Erasures(self._door.workspace).request(source, told, self._actor.id, at)

    def withdraw_erasure(self, source_id: str) -> None:
        """Give up an erasure that nobody has approved."""
        source = self._erasable(source_id)
        register = Erasures(self._door.workspace)
        with self._door.audit.act(self._actor, "withdraw-erasure", source.id, source.case):
            register.withdraw(register.pending(self._scope(), source.no))

    def approve_erasure(self, source_id: str, done: Callable[[str], None] = lambda _step: None) -> Erasure:
        """Approve, as another supervisor than who asked, and erase: nothing of the source is left but a
        tombstone.

        Raises ``Refused`` (``erasure-needs-two``); ``Busy`` (``erasure-waits``) while a job is under way: the
        source is hidden already then, and removed at the next start or by :meth:`finish_erasures`. ``done``
        hears of each finished step.
        """
        approved = self.sign_erasure(source_id)
        carry_out(self._door, approved, self._actor, done)
        return self.erasure(approved.no)

    def sign_erasure(self, source_id: str) -> Erasure:
        """Approve as :meth:`approve_erasure` does, and leave the erasing to a job (or the next start): the
        source is hidden from now on.

        Raises ``Damaged`` (``erasure-unproven``) when the log does not hold the request that is to be
        approved.
        """
        source = self._erasable(source_id)
        register = Erasures(self._door.workspace)
        approval = self._reasoned(source, register)
        with self._door.audit.act(self._actor, APPROVE, source.id, source.case, approved(approval)):
            return register.approve(approval)

    def _reasoned(self, source: Source, register: Erasures) -> Erasure:
        """What would be approved; that it cannot be is logged as a refusal."""
        try:
            pending = register.pending(self._scope(), source.no)
            if not request_proven(self._door.audit, pending):
                raise Damaged("erasure-unproven", source=source.id)
            return register.approval(pending, self._actor.id)
        except TahqiqError as error:
            self._door.audit.refused(self._actor, APPROVE, source.id, error.code, source.case)
            raise

    def erasure(self, no: int) -> Erasure:
        """One order to erase in the person's cases, as it is now."""
        return next(item for item in self.erasures() if item.no == no)

    def finish_erasures(self) -> int:
        """Carry on with erasures that were broken off or had to wait; how many are finished now."""
        return finish(self._door)

    def _erasable(self, source_id: str) -> Source:
        source = self._workspace.sources.find(self._scope(), source_id)
        self._door.require(self._actor, "erase", source.case)
        return source

    def _scope(self) -> Scope:
        return self._door.scope(self._actor)


def _parsed(given: str) -> bytes:
    try:
        return parse_id(given)
    except ValueError:
        raise WrongUse("id-not-whole", id=given) from None
