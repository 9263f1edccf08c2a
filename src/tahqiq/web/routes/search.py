"""Search: everything the caller may see that answers a text, and why."""

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel

from tahqiq.products.describe import idle_json
from tahqiq.products.found import results_json
from tahqiq.products.stated_bodies import Head
from tahqiq.web.bodies import SearchBody
from tahqiq.web.deps import Bench
from tahqiq.web.field_bodies import IdleFoundBody
from tahqiq.web.pages import Cursor, following, position
from tahqiq.workbench.words import Hit

PATIENCE = 0.3
"""Seconds a request may spend on an index that is behind: enough for a small document that somebody just
handed in. The worker does the rest, and while files come in without a pause everybody would otherwise wait
for it."""

router = APIRouter(tags=["search"])


@router.get("/search")
def search(
    bench: Bench,
    q: Annotated[str, Query(description='Names in any script, numbers, plates, words and "quoted phrases".')],
    type: Annotated[str, Query(description="Only this type and those derived from it; empty for all.")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 25,
    cursor: Cursor = "",
    begun: Annotated[
        bool,
        Query(
            description="While somebody types: the last word may be only begun, and nothing is waited for."
        ),
    ] = False,
    fold: Annotated[
        bool,
        Query(
            description=(
                "Things that one document calls by the very same name are told with the first of them."
            )
        ),
    ] = False,
) -> SearchBody:
    """What answers ``q``, best first, each with why it was found; types with their counts."""
    at = position(cursor, 100_000)
    found = bench.search(
        q,
        schema=type or None,
        limit=limit,
        offset=at,
        patience=0.0 if begun else PATIENCE,
        begun=begun,
        fold=fold,
    )
    more = following(at, len(found.hits), found.lines)
    body = SearchBody.model_validate({**results_json(found), "next": more})
    names = {source.id: source.name for source in bench.sources()} if body.hits else {}
    for why in (why for hit in body.hits for one in (hit, *hit.same) for why in one.why):
        why.source_name = names.get(why.source, "")
    return body


class ArrivedBody(BaseModel):
    """What came in about the answers of a watched search. ``until`` is what to ask with the next time;
    ``unseen`` answers were not looked at."""

    fresh: list[Head]
    more: list[Head]
    until: str
    unseen: int


@router.get("/search/new")
def arrived(
    bench: Bench,
    q: Annotated[str, Query(description="What is watched, as for a search.")],
    type: Annotated[str, Query(description="Only this type and those derived from it; empty for all.")] = "",
    since: Annotated[
        str, Query(max_length=40, description="`until` of the last answer; empty: nothing counts as new yet.")
    ] = "",
) -> ArrivedBody:
    """What was published since about anything that answers ``q``: all answers are looked at, not the best
    few."""
    found = bench.arrived(q, since, type or None)

    def heads(hits: tuple[Hit, ...]) -> list[Head]:
        return [
            Head.model_validate({"id": hit.id.hex(), "schema": hit.schema, "caption": hit.caption})
            for hit in hits
        ]

    return ArrivedBody(
        fresh=heads(found.fresh), more=heads(found.more), until=found.until, unseen=found.unseen
    )


@router.get("/search/unused-columns")
def set_aside(
    bench: Bench,
    q: Annotated[str, Query(min_length=1, max_length=200, description="Words; each must stand in the text.")],
    limit: Annotated[int, Query(ge=1, le=200)] = 20,
) -> IdleFoundBody:
    """Texts of columns that no mapping uses."""
    return IdleFoundBody.model_validate(idle_json(bench.search_idle(q, limit)))
