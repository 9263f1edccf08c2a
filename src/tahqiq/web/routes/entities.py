"""Entities, their neighbours, and ways between them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Path, Query

from tahqiq.kit.errors import WrongUse
from tahqiq.products.describe import entity_json, happenings_json, mentions_json, neighbours_json, path_json
from tahqiq.web.bodies import EntityBody, HappeningsBody, MentionsBody, NeighboursBody, PathBody
from tahqiq.web.deps import Bench
from tahqiq.web.names import named

router = APIRouter(tags=["entities"])
Id = Annotated[str, Path(min_length=6, max_length=32, description="An id or a unique beginning of one.")]
QueryId = Annotated[str, Query(min_length=6, max_length=32)]


@router.get("/entities/{entity}")
def show(entity: Id, bench: Bench) -> EntityBody:
    """An entity with every recorded value, its source, place, grade and handling."""
    found = bench.show(entity)
    targets = bench.captions({item.target for item in found.statements if item.target})
    body = EntityBody.model_validate(entity_json(found, targets))
    named(bench, [body])
    return body


@router.get("/entities/{entity}/neighbours")
def neighbours(entity: Id, bench: Bench) -> NeighboursBody:
    """Everything linked to an entity."""
    around = bench.neighbours(entity)
    return NeighboursBody.model_validate(
        neighbours_json(
            around.entity, around.number, [(item.link, item.entity) for item in around.neighbours]
        )
    )


@router.get("/entities/{entity}/events")
def events(
    entity: Id,
    bench: Bench,
    since: Annotated[datetime | None, Query(description="Aware time, included.")] = None,
    until: Annotated[datetime | None, Query(description="Aware time, excluded.")] = None,
    limit: Annotated[int, Query(ge=1, le=1000)] = 200,
) -> HappeningsBody:
    """Events of a phone, account, plate or place in the order of time, each with all its records."""
    told = bench.happenings(entity, aware(since), aware(until), limit)
    body = HappeningsBody.model_validate(
        happenings_json(told.entity, told.events, told.total, told.records, told.captions)
    )
    named(bench, [record for event in body.events for record in event])
    return body


def aware(value: datetime | None) -> datetime | None:
    """A time with a zone; raises ``WrongUse`` (``time-without-zone``) for one without, because intake never
    assumes a zone silently."""
    if value is not None and value.tzinfo is None:
        raise WrongUse("time-without-zone", value=value.isoformat())
    return value


@router.get("/entities/{entity}/mentions")
def mentions(entity: Id, bench: Bench) -> MentionsBody:
    """Numbers and known names that an entity's texts seem to mention: suggestions with their place, never
    facts."""
    of, found, truncated = bench.mentions(entity)
    captions = bench.captions({one for item in found for one in item.entities})
    return MentionsBody.model_validate(mentions_json(of, found, truncated, captions))


@router.get("/path")
def path(start: QueryId, end: QueryId, bench: Bench) -> PathBody:
    """The shortest way between two entities, by the links at hand: documents that came in just now may not be
    among them yet, which is said."""
    way = bench.path(start, end, at_hand=True)
    found, told = way.found.path, way.found
    return PathBody.model_validate(
        path_json(
            way.entities, found.steps if found else (), told.reason, told.searched, told.as_of, told.behind
        )
    )
