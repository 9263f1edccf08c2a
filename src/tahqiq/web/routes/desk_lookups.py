"""What is found as somebody types, in a field that names something or in the search of the page."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel

from tahqiq.desk import desk as desk_named
from tahqiq.desk.entry import enter
from tahqiq.web.deps import Bench
from tahqiq.web.routes.desk_registers import CaseQuery, DeskName

router = APIRouter(tags=["desks"])
LookupName = Annotated[str, Path(pattern="^[a-z][a-z0-9-]{0,79}$", description="A lookup's name.")]


class LookupCandidate(BaseModel):
    """Something that may be meant: the ``value`` that the field takes (a number, a code), its name ("": it
    has none), and what tells it from others of that name."""

    value: str
    name: str
    beside: str


class LookupCandidates(BaseModel):
    """What may be meant, at most twelve."""

    candidates: list[LookupCandidate]


@router.get("/desks/{desk}/lookups/{lookup}")
def found(
    desk: DeskName,
    lookup: LookupName,
    bench: Bench,
    text: Annotated[str, Query(max_length=200, description="What was typed; empty: what comes first.")] = "",
    case: CaseQuery = "",
) -> LookupCandidates:
    """What may be meant by words. The look is in the log."""
    declared = desk_named(desk)
    at = enter(bench, declared, case)
    near = declared.finder(lookup).offered(at, text.strip())
    return LookupCandidates(
        candidates=[LookupCandidate(value=one.value, name=one.name, beside=one.beside) for one in near]
    )
