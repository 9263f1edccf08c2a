"""A recorded value that somebody's work rests on: whether it still stands, and through which data classes it
is seen."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from tahqiq.casework.documents import least
from tahqiq.kit.errors import NotFound
from tahqiq.kit.ids import parse_id
from tahqiq.model.entity import Entity
from tahqiq.model.scope import Scope
from tahqiq.model.statement import Statement
from tahqiq.store.decisions import Retraction
from tahqiq.store.nodes import node_numbers
from tahqiq.store.visibility import resting
from tahqiq.store.workspace import Workspace

CitedState = Literal["stands", "retracted", "superseded", "gone"]
Reference = tuple[str, str]
"""An entity or event and one of its recorded values, each as 32 hex digits."""


@dataclass(frozen=True, slots=True)
class Cited:
    """``stands``; ``retracted`` by ``decision``; ``superseded``: its source was read again and says so no
    longer; ``gone``: erased by order.

    ``entity`` and ``statement`` are None only when gone.
    """

    reference: Reference
    state: CitedState
    entity: Entity | None = None
    statement: Statement | None = None
    decision: Retraction | None = None


class Citations:
    """Recorded values of one workspace through a scope, those of events among them."""

    def __init__(self, workspace: Workspace, scope: Scope) -> None:
        self._workspace, self._scope = workspace, scope

    def rests(self, reference: Reference, case: str) -> frozenset[int]:
        """The data class through which a value is seen that stands now: one of ``case`` before others,
        without compartment before with, within an order before held. Raises ``NotFound``
        (``no-such-statement``)."""
        entity, statement = _ids(reference)
        found = self._workspace.reading.classes(self._scope, entity, statement)
        if not found:
            record = self._workspace.events.record(self._scope, entity)
            told = (
                self._workspace.events.entities(self._scope, [record])[0].statements
                if record is not None
                else ()
            )
            if record is None or all(item.id != statement for item in told):
                raise NotFound("no-such-statement", id=reference[1])
            found = {record.class_no}
        classes = {item.no: item for item in self._workspace.sources.data_classes()}
        return frozenset({min(least(found, classes, case))})

    def heads(self, ids: Iterable[str]) -> Mapping[str, Entity]:
        """What is visible of some entities and events, by id."""
        wanted = {one: _ids((one, one))[0] for one in ids}
        numbers = node_numbers(self._workspace.database, sorted(set(wanted.values())))
        entities = self._workspace.reading.entities(self._scope, sorted(numbers.values()))
        found: dict[str, Entity] = {}
        for one, identity in wanted.items():
            seen = (
                entities.get(numbers[identity])
                if identity in numbers
                else self._workspace.events.find(self._scope, identity)
            )
            if seen is not None:
                found[one] = seen
        return found

    def under(self, ids: Iterable[str], case: str) -> frozenset[int]:
        """The data classes that open some visible entities to most, see
        :func:`tahqiq.casework.documents.least`. Raises ``NotFound`` (``no-such-entity``)."""
        wanted = {one: _ids((one, one))[0] for one in ids}
        numbers = node_numbers(self._workspace.database, sorted(set(wanted.values())))
        through = resting(self._workspace, self._scope, sorted(numbers.values()))
        classes = {item.no: item for item in self._workspace.sources.data_classes()}
        found: set[int] = set()
        for one, identity in wanted.items():
            record = None if identity in numbers else self._workspace.events.record(self._scope, identity)
            seen = {record.class_no} if record is not None else through.get(numbers.get(identity, -1))
            if not seen:
                raise NotFound("no-such-entity", id=one)
            found |= least(seen, classes, case)
        return frozenset(found)

    def of(self, references: Iterable[Reference]) -> Mapping[Reference, Cited]:
        """What has become of each of some values. Ask only about those that the scope sees, or saw: what it
        never saw is told as ``gone``."""
        wanted = {reference: _ids(reference) for reference in references}
        numbers = node_numbers(self._workspace.database, sorted({entity for entity, _ in wanted.values()}))
        entities = self._workspace.reading.entities(self._scope, sorted(numbers.values()), retracted=True)
        closing = {
            (item.entity, item.id): item
            for item in self._workspace.decisions.history(self._scope, sorted(numbers.values()))
        }
        made: dict[Reference, Cited] = {}
        for reference, (entity, statement) in wanted.items():
            seen = (
                entities.get(numbers[entity])
                if entity in numbers
                else self._workspace.events.find(self._scope, entity)
            )
            value = (
                next((item for item in seen.statements if item.id == statement), None)
                if seen is not None
                else None
            )
            made[reference] = _cited(reference, seen, value, closing.get(reference))
        return made


def _ids(reference: Reference) -> tuple[bytes, bytes]:
    try:
        return parse_id(reference[0]), parse_id(reference[1])
    except ValueError:
        raise NotFound("no-such-statement", id=reference[1][:40]) from None


def _cited(
    reference: Reference, entity: Entity | None, value: Statement | None, decision: Retraction | None
) -> Cited:
    if entity is None or value is None:
        return Cited(reference, "gone")
    if value.recorded_to is None:
        return Cited(reference, "stands", entity, value)
    if decision is not None and decision.kind == "retract":
        return Cited(reference, "retracted", entity, value, decision)
    return Cited(reference, "superseded", entity, value)
