"""What happened in a case: acts from the log and identity decisions, as far as the caller sees what they are
about."""

from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel

from tahqiq.casework.activity import ActivityFilter
from tahqiq.kit.errors import NotFound
from tahqiq.products.review_json import judgement_json
from tahqiq.web.deps import Bench
from tahqiq.web.pages import Cursor, following, position
from tahqiq.web.routes.documents import CaseId
from tahqiq.web.routes.identity import JudgementBody

router = APIRouter(tags=["activity"])
Limit = Annotated[int, Query(ge=1, le=200)]
Person = Annotated[
    str, Query(max_length=200, description="A person, by id or sign-in name; empty for everybody.")
]


class DoneBody(BaseModel):
    """One thing that somebody did; ``kind`` says what ``thing`` is the id of."""

    at: str
    by: str
    by_name: str
    act: str
    kind: Literal["source", "document", "person", ""]
    thing: str
    title: str


class ActivityBody(BaseModel):
    """The latest first. ``next`` asks for older lines."""

    lines: list[DoneBody]
    next: str


class DecidedBody(JudgementBody):
    """An identity decision with what its two things are called, and whether it still counts."""

    left_caption: str
    right_caption: str
    counts: bool


class DecisionsBody(BaseModel):
    """Identity decisions that rest on a case, the latest first."""

    decisions: list[DecidedBody]
    total: int
    next: str


@router.get("/cases/{case}/activity")
def activity(
    case: CaseId,
    bench: Bench,
    by: Person = "",
    act: Annotated[str, Query(max_length=60)] = "",
    cursor: Cursor = "",
    limit: Limit = 50,
) -> ActivityBody:
    """What was done in a case: by one person, of one act, older than a time, where asked."""
    found, more = bench.activity.of(case, ActivityFilter(by=_id(bench, by), act=act, before=cursor), limit)
    names = bench.names(item.by for item in found)
    lines = [
        DoneBody.model_validate(
            {
                **{name: getattr(item, name) for name in item.__dataclass_fields__},
                "by_name": names.get(item.by, ""),
            }
        )
        for item in found
    ]
    return ActivityBody(lines=lines, next=found[-1].at if more else "")


@router.get("/cases/{case}/decisions")
def decisions(
    case: CaseId,
    bench: Bench,
    verdict: Literal["", "same", "different", "unsure", "undo"] = "",
    by: Person = "",
    limit: Limit = 50,
    cursor: Cursor = "",
) -> DecisionsBody:
    """Identity decisions that rest on documents of a case: of one verdict or person, where asked."""
    at = position(cursor)
    found, total = bench.activity.decisions(case, verdict, _id(bench, by), limit, at)
    names = bench.names(item.judgement.actor for item in found)
    called = bench.captions(
        {one for item in found for one in (item.judgement.left_id, item.judgement.right_id)}
    )
    told = [
        DecidedBody.model_validate(
            {
                **judgement_json(item.judgement),
                "by_name": names.get(item.judgement.actor, ""),
                "counts": item.counts,
                "left_caption": called.get(item.judgement.left_id, ""),
                "right_caption": called.get(item.judgement.right_id, ""),
            }
        )
        for item in found
    ]
    return DecisionsBody(decisions=told, total=total, next=following(at, len(found), total))


def _id(bench: Bench, person: str) -> str:
    """The id of a person; what is nobody's stays as it is, and nothing is found by it."""
    try:
        return bench.person_of(person) if person else ""
    except NotFound:
        return person
