"""How each named person or organisation of a product was identified: who decided what about which records,
candidates that were rejected, and values that contradict."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tahqiq.model.caption import caption
from tahqiq.model.scope import Scope
from tahqiq.model.statement import Statement
from tahqiq.model.vocabulary import vocabulary
from tahqiq.resolve.clusters import Clustering
from tahqiq.resolve.entities import Entities
from tahqiq.resolve.proposals import Proposals
from tahqiq.resolve.queue import waiting
from tahqiq.store.judgements import Judgement
from tahqiq.store.nodes import node_numbers
from tahqiq.store.workspace import Workspace

SINGLE = ("birthDate", "deathDate", "gender", "incorporationDate", "dissolutionDate")
"""Properties that a person or organisation has one of: two values of which neither begins the other
contradict."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision about two records: ``verdict`` same, different or unsure; ``standing`` unless it was taken
    back or replaced; ``machine`` "" for a person's own."""

    id: str
    left: str
    right: str
    verdict: str
    by: str
    at: str
    reason: str
    score: float | None
    model: str
    machine: str
    standing: bool


@dataclass(frozen=True, slots=True)
class Contradicts:
    """Values of one property that cannot all be right, each with its id and the name of its source."""

    prop: str
    schema: str
    values: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """A person or organisation: of how many records it is made, what was decided about them, how many
    proposals nobody decided, and what contradicts."""

    id: str
    caption: str
    records: int
    decisions: tuple[Decision, ...]
    waiting: int
    contradictions: tuple[Contradicts, ...]


def named(workspace: Workspace, scope: Scope, proposals: Proposals, ids: Sequence[str]) -> tuple[Named, ...]:
    """Of the entities ``ids`` those that are persons or organisations, each entity once, in the order of
    their names."""
    entities = Entities(workspace, scope)
    found = entities.clustering
    numbers = [
        *dict.fromkeys(
            found.representative(no)
            for no in node_numbers(workspace.database, [bytes.fromhex(one) for one in ids]).values()
        )
    ]
    party = {no: entity for no, entity in entities.entities(numbers).items() if _is_party(entity.schema)}
    about = {no: _about(found, found.members(no)) for no in party}
    ends = sorted({end for items in about.values() for item in items for end in item.pair})
    names = {no: caption(entity) for no, entity in workspace.reading.entities(scope, ends).items()}
    made = [
        Named(
            entity.id.hex(),
            caption(entity),
            len(found.members(no)),
            tuple(_decision(item, found, names) for item in about[no]),
            sum(1 for item in waiting(found, proposals.of(scope, sorted(found.members(no)))) if item.pair),
            contradictions(entity.statements),
        )
        for no, entity in party.items()
    ]
    return tuple(sorted(made, key=lambda one: (one.caption, one.id)))


def _is_party(schema: str) -> bool:
    return schema in vocabulary() and vocabulary().is_a(schema, "LegalEntity")


def _about(found: Clustering, members: Iterable[int]) -> list[Judgement]:
    inside = set(members)
    return sorted(
        (item for item in found.seen.values() if item.verdict != "undo" and inside & set(item.pair)),
        key=lambda item: item.no,
    )


def _decision(item: Judgement, found: Clustering, names: Mapping[int, str]) -> Decision:
    left, right = (names.get(end, "") for end in item.pair)
    return Decision(
        item.id,
        left,
        right,
        item.verdict,
        item.actor,
        item.at,
        item.reason,
        item.score,
        item.model,
        item.machine,
        item.id in found.live,
    )


def contradictions(statements: Sequence[Statement]) -> tuple[Contradicts, ...]:
    """What is told of one thing in two ways that cannot both be right (:data:`SINGLE`)."""
    made = []
    for prop in SINGLE:
        told = {
            item.value: item
            for item in sorted(statements, key=lambda one: one.id, reverse=True)
            if item.prop == prop
        }
        apart = [
            item
            for value, item in sorted(told.items())
            if not any(other != value and other.startswith(value) for other in told)
        ]
        if len(apart) > 1:
            made.append(Contradicts(prop, apart[0].schema, tuple(apart)))
    return tuple(made)
