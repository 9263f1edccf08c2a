"""Who is who: what waits for a person, two candidates side by side, judgements and their undoing, why an
entity is one."""

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from tahqiq.products.review_json import (
    asked_json,
    judged_json,
    queue_json,
    sides_json,
    together_json,
    why_json,
)
from tahqiq.products.stated_bodies import Head, StatementBody
from tahqiq.web.bodies import JobBody, Line
from tahqiq.web.deps import Bench, Language
from tahqiq.web.routes.acts import Why
from tahqiq.web.routes.entities import Id, QueryId
from tahqiq.web.routes.jobs import job_body

router = APIRouter(tags=["identity"])
JudgementId = Annotated[
    str, Path(min_length=16, max_length=16, description="The id of an identity decision.")
]


class JudgeBody(Why):
    """Two things (ids or unique beginnings) and what is decided about them: same, different or unsure."""

    left: Line = Field(min_length=6, max_length=32)
    right: Line = Field(min_length=6, max_length=32)
    verdict: Line = Field(max_length=20)


class JudgementBody(BaseModel):
    """An identity decision with who, when and why. ``verdict`` is same, different, unsure or undo;
    ``machine`` the program that proposed it."""

    id: str
    left: str
    right: str
    verdict: str
    score: float | None
    model: str
    reason: str
    run: str
    machine: str
    by: str
    by_name: str = ""
    at: str
    supersedes: list[str]


class JudgedBody(JudgementBody):
    """A decision just made: the id the left thing is displayed by now, and what it contradicts, if it does;
    then it joins nothing."""

    entity: str
    joined: bool
    against: list[JudgementBody]


class WaitingPairBody(BaseModel):
    """Two things that wait to be decided about: a proposed pair with its weight in bits, or a contradiction
    between decisions. The fragments are what is judged."""

    kind: str
    left: Head
    right: Head
    left_fragment: str
    right_fragment: str
    weight: float | None
    probability: float | None
    model: str
    value: float
    contradicts: list[JudgementBody]


class QueueBody(BaseModel):
    """The first items of the queue, and how many there are in all."""

    items: list[WaitingPairBody]
    total: int


class AlignedBody(BaseModel):
    """One property of both candidates; ``agrees`` is null where only one has a value."""

    prop: str
    left: list[StatementBody]
    right: list[StatementBody]
    agrees: bool | None


class PartBody(BaseModel):
    """A part of a name and its slot."""

    text: str
    slot: str


class PartsBody(BaseModel):
    """Two parts held against one another."""

    left: PartBody | None
    right: PartBody | None
    score: float
    relation: str


class NamesBody(BaseModel):
    """Two names part by part, with a sentence."""

    left: str
    right: str
    score: float
    sentence: str
    parts: list[PartsBody]


class ReasonBody(BaseModel):
    """What speaks for or against, in plain words and bits. ``stands``: agrees, alike, contradicts or
    forbids."""

    field: str
    label: str
    level: str
    weight: float
    left: str
    right: str
    stands: str
    sentence: str


class SidesBody(BaseModel):
    """Two candidates side by side."""

    left: Head
    right: Head
    left_entity: str
    right_entity: str
    rows: list[AlignedBody]
    names: NamesBody | None
    weight: float | None
    probability: float | None
    model: str
    band: str
    reasons: list[ReasonBody]
    shared: list[Head]
    shared_total: int
    judged: list[JudgementBody]


class CandidateBody(Head):
    """One of several that wait together; ``fragment`` is what is judged."""

    fragment: str


class ManyBody(BaseModel):
    """One property of several candidates, in their order."""

    prop: str
    values: list[list[StatementBody]]


class TogetherBody(BaseModel):
    """Everything that waits as a whole; ``more`` candidates hang together with these and are not shown."""

    candidates: list[CandidateBody]
    pairs: list[WaitingPairBody]
    rows: list[ManyBody]
    more: int


class RunBody(BaseModel):
    """What a linkage run is to look at: all that the caller may see, or what one source (its id) says against
    all the rest. ``adopt``: the automatic band is carried out in the caller's name."""

    since: Line = Field(default="", max_length=16)
    adopt: bool = False


class FragmentBody(Head):
    """A fragment of an entity, its sources, and the decision that joins it to its parent."""

    sources: list[str]
    parent: str | None
    judgement: JudgementBody | None


class ContradictionBody(BaseModel):
    """A decision "same" that joins nothing, and what it contradicts."""

    same: JudgementBody
    against: list[JudgementBody]


class WhyOneBody(Head):
    """Why an entity is one. ``things`` name everything that the decisions are about."""

    fragments: list[FragmentBody]
    further: list[JudgementBody]
    apart: list[JudgementBody]
    contradictions: list[ContradictionBody]
    past: list[JudgementBody]
    things: list[Head]


@router.get("/review")
def queue(bench: Bench, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> QueueBody:
    """What waits for a person: contradictions first, then pairs by weight times their value to open cases."""
    body = QueueBody.model_validate(queue_json(bench.review.queue(limit)))
    named(bench, [one for item in body.items for one in item.contradicts])
    return body


@router.get("/review/pair")
def pair(left: QueryId, right: QueryId, bench: Bench, language: Language) -> SidesBody:
    """Two things side by side: values with their sources, reasons with weights, names part by part, whom they
    share."""
    body = SidesBody.model_validate(sides_json(bench.review.sides(left, right), language))
    targets = bench.captions(
        {bytes.fromhex(item.target) for row in body.rows for item in (*row.left, *row.right) if item.target}
    )
    for item in (item for row in body.rows for item in (*row.left, *row.right) if item.target):
        item.target_caption = targets.get(bytes.fromhex(item.target or ""))
    named(bench, body.judged)
    return body


@router.get("/review/cluster")
def together(left: QueryId, right: QueryId, bench: Bench) -> TogetherBody:
    """A pair with everything that hangs together with it by pairs that wait, side by side."""
    body = TogetherBody.model_validate(together_json(bench.review.together(left, right)))
    items = [item for row in body.rows for values in row.values for item in values if item.target]
    targets = bench.captions({bytes.fromhex(item.target) for item in items if item.target})
    for item in items:
        item.target_caption = targets.get(bytes.fromhex(item.target or ""))
    return body


@router.post("/review/runs", status_code=202)
def run(body: RunBody, bench: Bench) -> JobBody:
    """Queue a linkage run over all that the caller may see; the job tells how far it is and, when it is done,
    what it found."""
    return job_body(bench.linking.queue(body.since or None, adopt=body.adopt))


@router.post("/judgements")
def judge(body: JudgeBody, bench: Bench) -> JudgedBody:
    """Judge two things the same, different or unsure. A "same" that contradicts is kept and joins nothing."""
    return JudgedBody.model_validate(
        judged_json(bench.identity.judge(body.left, body.right, body.verdict, body.reason))
    )


@router.post("/judgements/{judgement}/undo")
def undo(judgement: JudgementId, body: Why, bench: Bench) -> JudgedBody:
    """Take a decision (or an undoing) back; the rows stay."""
    return JudgedBody.model_validate(judged_json(bench.identity.undo(judgement, body.reason)))


@router.get("/entities/{entity}/identity")
def why(entity: Id, bench: Bench) -> WhyOneBody:
    """Why an entity is one: its fragments as a tree of decisions, and what else was decided about them."""
    body = WhyOneBody.model_validate(why_json(bench.review.why(entity)))
    told = [
        *body.further,
        *body.apart,
        *body.past,
        *(one for item in body.contradictions for one in (item.same, *item.against)),
    ]
    named(bench, told + [item.judgement for item in body.fragments if item.judgement])
    return body


@router.get("/entities/{entity}/possible-matches")
def possible(entity: Id, bench: Bench) -> list[WaitingPairBody]:
    """What may be the same as an entity and nobody has decided about, the heaviest pair first."""
    return [WaitingPairBody.model_validate(asked_json(item)) for item in bench.review.hints(entity)]


@router.post("/entities/{entity}/split")
def split(entity: Id, body: Why, bench: Bench) -> list[JudgedBody]:
    """Take a fragment out of its entity: every decision "same" that touches it is taken back, in one act."""
    return [
        JudgedBody.model_validate(judged_json(item)) for item in bench.identity.split(entity, body.reason)
    ]


def named(bench: Bench, told: Sequence[JudgementBody]) -> None:
    """Write beside each decision the name of the person who made it."""
    names = bench.names(item.by for item in told)
    for item in told:
        item.by_name = names.get(item.by, "")
