"""Search: everything the caller may see that answers a text, and why."""

from typing import Annotated

from fastapi import APIRouter, Query

from tahqiq.products.found import results_json
from tahqiq.web.bodies import SearchBody
from tahqiq.web.deps import Bench

PATIENCE = 1.0
"""Seconds a request may spend on an index that is behind; the worker does the rest."""

router = APIRouter(tags=["search"])


@router.get("/search")
def search(
    bench: Bench,
    q: Annotated[str, Query(description='Names in any script, numbers, plates, words and "quoted phrases".')],
    type: Annotated[str, Query(description="Only this type and those derived from it; empty for all.")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 25,
    offset: Annotated[int, Query(ge=0, le=100_000)] = 0,
) -> SearchBody:
    """What answers ``q``, best first, each with why it was found; types with their counts."""
    found = bench.search(q, schema=type or None, limit=limit, offset=offset, patience=PATIENCE)
    body = SearchBody.model_validate(results_json(found))
    names = {source.id: source.name for source in bench.sources()} if body.hits else {}
    for why in (why for hit in body.hits for why in hit.why):
        why.source_name = names.get(why.source, "")
    return body
