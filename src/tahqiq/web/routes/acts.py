"""Decisions about what was recorded: retract and reinstate, held rows, erasure by order."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, Field

from tahqiq.products.decision_json import decision_json, erasure_json, held_json
from tahqiq.products.describe import entity_json
from tahqiq.web.bodies import EntityBody, Line
from tahqiq.web.deps import Bench
from tahqiq.web.names import named
from tahqiq.web.routes.entities import Id
from tahqiq.web.routes.sources import SourceId
from tahqiq.workbench import Workbench
from tahqiq.workbench.words import Erasure, ErasureState

router = APIRouter(tags=["acts"])
ProposalId = Annotated[
    str, Path(min_length=16, max_length=16, description="Words that are proposed to be struck, by their id.")
]
StatementId = Annotated[str, Path(min_length=32, max_length=32, description="The id of a recorded value.")]


class Why(BaseModel):
    """Why something is decided; it stays beside the decision."""

    reason: Line = Field(min_length=1, max_length=2000)


class WhyValue(Why):
    """Why a value is retracted; ``source`` only where several sources recorded it."""

    source: Line = Field(default="", max_length=16)


class OrderBody(BaseModel):
    """The order under which a source is to be erased."""

    order: Line = Field(min_length=1, max_length=300)


class DecisionBody(BaseModel):
    """A decision with who, when and why."""

    kind: str
    entity: str | None
    statement: str | None
    source: str
    at: str
    by: str
    reason: str


class RetractedBody(BaseModel):
    """An entity with its retracted values among the others, and the decisions."""

    entity: EntityBody
    decisions: list[DecisionBody]


class HeldBody(BaseModel):
    """How much of a source its order does not cover, and what was decided about it."""

    source: str
    statements: int
    facts: int
    released: bool
    history: list[DecisionBody]


class ErasureBody(BaseModel):
    """An order to erase a source. ``state`` is pending (asked for), approved (hidden, being removed), done or
    withdrawn; ``mine``: the caller asked for it, so that another supervisor approves."""

    source: str
    name: str
    sha256: str
    case: str
    order: str
    state: ErasureState
    requested_by: str
    requested_at: str
    approved_by: str
    approved_at: str
    counts: dict[str, dict[str, int]]
    requested_by_name: str
    approved_by_name: str
    mine: bool


class WordPlaceBody(BaseModel):
    """Where words stand: what is before them, they themselves, what is after."""

    before: str
    words: str
    after: str


class ProposedBody(BaseModel):
    """Words in one text of a case that only an erased document stated. ``what`` is document, record,
    decision, judgement, title or mapping; ``thing`` what the log calls the text; ``order`` the order of the
    erasure."""

    id: str
    case: str
    what: str
    thing: str
    order: str
    places: list[WordPlaceBody]


def erasure_bodies(bench: Workbench, found: Sequence[Erasure]) -> list[ErasureBody]:
    """Orders to erase as the API shows them, people by name."""
    names = bench.names({who for item in found for who in (item.requested_by, item.approved_by) if who})
    return [
        ErasureBody.model_validate(
            erasure_json(item)
            | {
                "requested_by_name": names.get(item.requested_by, ""),
                "approved_by_name": names.get(item.approved_by, ""),
                "mine": item.requested_by == bench.actor.id,
            }
        )
        for item in found
    ]


@router.get("/entities/{entity}/retractions")
def with_retracted(entity: Id, bench: Bench) -> RetractedBody:
    """An entity with its retracted values among the others."""
    found, decisions = bench.acts.with_retracted(entity)
    body = EntityBody.model_validate(
        entity_json(found, bench.captions({item.target for item in found.statements if item.target}))
    )
    named(bench, [body])
    return RetractedBody(
        entity=body, decisions=[DecisionBody.model_validate(decision_json(item)) for item in decisions]
    )


@router.post("/entities/{entity}/statements/{statement}/retract")
def retract(entity: Id, statement: StatementId, body: WhyValue, bench: Bench) -> DecisionBody:
    """Close a recorded value: it no longer counts anywhere, and is shown on demand."""
    return DecisionBody.model_validate(
        decision_json(bench.acts.retract(entity, statement, body.reason, body.source or None))
    )


@router.post("/entities/{entity}/statements/{statement}/reinstate")
def reinstate(entity: Id, statement: StatementId, body: WhyValue, bench: Bench) -> DecisionBody:
    """Open a retracted value again."""
    return DecisionBody.model_validate(
        decision_json(bench.acts.reinstate(entity, statement, body.reason, body.source or None))
    )


@router.get("/sources/{source}/held-rows")
def held(source: SourceId, bench: Bench) -> HeldBody:
    """How many rows of a source lie outside its order's authority."""
    return HeldBody.model_validate(held_json(bench.acts.held(source)))


@router.post("/sources/{source}/release")
def release(source: SourceId, body: Why, bench: Bench) -> HeldBody:
    """Let held rows into analyses and products; for supervisors."""
    return HeldBody.model_validate(held_json(bench.acts.release(source, body.reason)))


@router.post("/sources/{source}/take-back")
def take_back(source: SourceId, body: Why, bench: Bench) -> HeldBody:
    """Take released rows out again; for supervisors."""
    return HeldBody.model_validate(held_json(bench.acts.take_back(source, body.reason)))


@router.get("/erasures")
def erasures(bench: Bench) -> list[ErasureBody]:
    """Orders to erase in the caller's cases."""
    return erasure_bodies(bench, bench.acts.erasures())


@router.post("/sources/{source}/erasure")
def request_erasure(source: SourceId, body: OrderBody, bench: Bench) -> ErasureBody:
    """Ask for a source to be erased by a lawful order; for supervisors."""
    return erasure_bodies(bench, [bench.acts.request_erasure(source, body.order)])[0]


@router.post("/sources/{source}/erasure/approve")
def approve_erasure(source: SourceId, bench: Bench) -> ErasureBody:
    """Approve an erasure that another supervisor asked for. The source is hidden at once; a job of the
    caller's erases it."""
    return erasure_bodies(bench, [bench.queue_erasure(source)])[0]


@router.post("/sources/{source}/erasure/withdraw", status_code=204)
def withdraw_erasure(source: SourceId, bench: Bench) -> None:
    """Give up an erasure that nobody has approved."""
    bench.acts.withdraw_erasure(source)


@router.get("/erasures/words")
def proposed_words(bench: Bench) -> list[ProposedBody]:
    """Words that only erased documents stated, where people of the caller's cases wrote them; for
    supervisors, who strike them or leave them."""
    return [ProposedBody.model_validate(asdict(item)) for item in bench.words.all()]


@router.post("/erasures/words/{proposal}/strike", status_code=204)
def strike_words(proposal: ProposalId, bench: Bench) -> None:
    """Strike the words of one text, for good."""
    bench.words.strike(proposal)


@router.post("/erasures/words/{proposal}/leave", status_code=204)
def leave_words(proposal: ProposalId, bench: Bench) -> None:
    """Leave the words of one text where they are."""
    bench.words.leave(proposal)
