"""Questions over links: what is wrong in one, what it says in words, what answers it, and how two types are
linked at all."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field, JsonValue

from tahqiq.products.question import kinds_json
from tahqiq.products.stated_bodies import Head, PlaceBody
from tahqiq.web.bodies import JobBody, Line
from tahqiq.web.deps import Bench, Language
from tahqiq.web.routes.jobs import job_body
from tahqiq.workbench.words import Job

router = APIRouter(tags=["queries"])
AnswerId = Annotated[
    str, Path(pattern="^[0-9a-f]{4,16}$", description="A kept answer's id or its beginning.")
]
Type = Annotated[str, Query(max_length=80, description="A type of thing.")]
Document = dict[str, JsonValue]


class Question(BaseModel):
    """A question (docs/reference/query.md)."""

    document: Document


class QuestionRun(Question):
    """A question with the values it asks for, over one case or everything the caller may see; ``wait``
    seconds, then it becomes a job."""

    values: dict[Line, JsonValue] = Field(default_factory=dict, max_length=40)
    case: Line | None = Field(default=None, max_length=300)
    limit: int = Field(default=200, ge=1, le=1000)
    wait: float = Field(default=5, ge=0, le=20)


class QuestionFault(BaseModel):
    """What is wrong and where: ``where`` is a path such as ``things/1/conditions/0/value``."""

    where: str
    code: str
    sentence: str
    next_step: str


class QueryParameterBody(BaseModel):
    """A value that is asked for when the question is run."""

    name: str
    kind: str
    label: str
    default: list[str]


class CheckedQuestion(BaseModel):
    """The question in words, or what is wrong in it."""

    sentence: str
    parameters: list[QueryParameterBody]
    faults: list[QuestionFault]


class ProofBody(BaseModel):
    """A place in an original: a recorded value (``entity``, ``statement``) or an event (``at`` ISO 8601 UTC
    to the second, a day where only the day was written; "" where unknown)."""

    label: str
    event: bool
    source: str
    source_name: str
    value: str
    entity: str
    statement: str
    at: str
    place: PlaceBody


class AnswerEvidence(BaseModel):
    """The first places, and how many there are."""

    total: int
    shown: list[ProofBody]


class FoundThing(Head):
    """A thing with what it rests on."""

    evidence: AnswerEvidence


class FoundBody(BaseModel):
    """What a row has on a line of the question: ``total`` things, the first of them."""

    link: int
    total: int
    things: list[FoundThing]


class AnswerRow(FoundThing):
    """One thing that fits."""

    found: list[FoundBody]


class AnswerLink(BaseModel):
    """A line of the question whose things the rows show."""

    link: int
    schema_: str = Field(alias="schema")
    label: str


class AnswerStep(BaseModel):
    """How many were left after a part of the question."""

    where: str
    part: str
    left: int


class AnswerNote(BaseModel):
    """A sentence that belongs to the answer: limits, what was left out, why nothing fits."""

    code: str
    sentence: str
    next_step: str


class AnswerBody(BaseModel):
    """What fits a question: ``total`` things of ``schema``, the first as rows."""

    sentence: str
    total: int
    schema_: str = Field(alias="schema")
    rows: list[AnswerRow]
    links: list[AnswerLink]
    steps: list[AnswerStep]
    notes: list[AnswerNote]


class KeptAnswer(AnswerBody):
    """An answer that a job found, with its question."""

    document: Document
    values: dict[str, JsonValue]


class QuestionRan(BaseModel):
    """The answer, or the job that goes on looking for it: its result names the kept answer."""

    answer: AnswerBody | None = None
    job: JobBody | None = None


class LinkKindBody(BaseModel):
    """One kind of link between two types: how many there are, and how many lead which way."""

    name: str
    label: str
    links: int
    out: int
    back: int


class LinkKindsBody(BaseModel):
    """How two types are linked in what the caller sees, the most frequent first."""

    from_: str = Field(alias="from")
    to: str
    kinds: list[LinkKindBody]


@router.post("/queries/check")
def check(asked: Question, bench: Bench, locale: Language) -> CheckedQuestion:
    """What a question says in words, or everything that is wrong in it with its place."""
    return CheckedQuestion.model_validate(bench.checked(asked.document, locale))


@router.post("/queries/answers")
def answer(asked: QuestionRun, bench: Bench, locale: Language) -> QuestionRan:
    """Answer a question now; what takes longer than ``wait`` seconds goes on as a job that can be stopped."""
    found = bench.queries.at_once(asked.document, asked.values, asked.case, asked.limit, asked.wait)
    if isinstance(found, Job):
        return QuestionRan(job=job_body(found))
    return QuestionRan(
        answer=AnswerBody.model_validate(bench.answered(asked.document, asked.values, found, locale))
    )


@router.get("/queries/answers/{answer}")
def kept(answer: AnswerId, bench: Bench, locale: Language) -> KeptAnswer:
    """An answer that a job found."""
    return KeptAnswer.model_validate(bench.kept_answer(answer, locale))


@router.get("/queries/kinds")
def kinds(bench: Bench, locale: Language, above: Type, below: Type) -> LinkKindsBody:
    """How two types are linked at all, with counts."""
    return LinkKindsBody.model_validate(kinds_json(bench.queries.kinds(above, below), above, below, locale))
