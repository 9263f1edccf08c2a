"""Conversations: threads of a thing, the messages and calls of one thread, and pictures that came with
them."""

from datetime import datetime
from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.responses import FileResponse
from pydantic import BaseModel

from tahqiq.products.conversation_json import PICTURES
from tahqiq.products.stated_bodies import Head, PlaceBody
from tahqiq.web.deps import Bench
from tahqiq.web.pages import Cursor, following, position
from tahqiq.web.routes.entities import Id, QueryId, aware
from tahqiq.web.routes.sources import SourceId
from tahqiq.web.sealed_file import sealed_file

BYTES = {"type": "string", "format": "binary"}
"""How a file is described where its types are named."""
router = APIRouter(tags=["conversations"])


class ThreadBody(BaseModel):
    """What a thing (or a number or account of it) has with another party or in a group; events counted; times
    UTC, days where only days were written, or empty."""

    own: Head
    other: Head
    group: bool
    messages: int
    calls: int
    first: str
    last: str


class ThreadsBody(Head):
    """Threads, the latest first; ``total`` there are."""

    threads: list[ThreadBody]
    total: int
    next: str


class ParticipantBody(Head):
    """Somebody in a thread, what they are reached by, and how many events they began."""

    numbers: list[str]
    events: int


class AttachedBody(BaseModel):
    """A file that came with a message; ``picture`` says that it can be shown."""

    name: str
    source: str
    picture: bool


class UtteranceReportBody(BaseModel):
    """Where one report of an event stands; ``id`` is its own."""

    id: str
    source: str
    source_name: str
    place: PlaceBody


class UtteranceBody(BaseModel):
    """A message or call. ``at`` UTC, a day where only a day was written, or empty; ``at_text`` as it stands
    in the source; ``deleted`` and ``edited`` as the source says; ``omitted``: a file belonged to it that was
    not delivered."""

    id: str
    kind: str
    at: str
    at_text: str
    zone: str
    seconds: int | None
    sender: str
    text: str
    service: str
    deleted: bool
    edited: bool
    omitted: bool
    attached: list[AttachedBody]
    records: list[UtteranceReportBody]


class MonthBody(BaseModel):
    """The place of the first event of a month."""

    month: str
    offset: int


class ConversationBody(BaseModel):
    """A part of a thread from ``offset`` on, of ``total`` events told by ``records`` records. ``undated``
    stand first; ``notices`` of the program itself are kept as notes; ``found`` are the places of what was
    searched for among the ``looked`` latest."""

    own: Head
    other: Head
    group: bool
    participants: list[ParticipantBody]
    events: list[UtteranceBody]
    offset: int
    total: int
    messages: int
    calls: int
    records: int
    undated: int
    notices: int
    months: list[MonthBody]
    found: list[int]
    looked: int
    next: str


@router.get("/entities/{entity}/conversations")
def threads(
    entity: Id,
    bench: Bench,
    limit: Annotated[int, Query(ge=1, le=500)] = 100,
    cursor: Cursor = "",
) -> ThreadsBody:
    """The threads of a thing and of the numbers and accounts recorded for it."""
    at = position(cursor)
    found = bench.conversations(entity, limit, at)
    body = ThreadsBody.model_validate({**found, "next": ""})
    body.next = following(at, len(body.threads), body.total)
    return body


@router.get("/conversations")
def conversation(
    own: QueryId,
    party: QueryId,
    bench: Bench,
    limit: Annotated[int, Query(ge=1, le=500)] = 60,
    cursor: Cursor = "",
    at: Annotated[
        datetime | None, Query(description="Aware time: begin at the first event then or after.")
    ] = None,
    words: Annotated[str, Query(max_length=200, description="Words to look for in the whole thread.")] = "",
) -> ConversationBody:
    """Messages and calls between two parties, or in a group (``party`` is then the conversation): the latest
    unless said otherwise."""
    offset = position(cursor) if cursor else None
    found = bench.conversation(own, party, limit=limit, offset=offset, at=aware(at), words=words)
    body = ConversationBody.model_validate({**found, "next": ""})
    body.next = following(body.offset, len(body.events), body.total)
    return body


@router.get(
    "/sources/{source}/picture",
    response_class=FileResponse,
    responses={200: {"content": {kind: {"schema": BYTES} for kind in sorted(PICTURES)}}},
)
def picture(source: SourceId, bench: Bench) -> FileResponse:
    """A picture as it was received, under the type its bytes say and in a sandbox; anything else is
    refused."""
    found, path, kind = bench.picture(source)
    return sealed_file(found, path, kind=kind, policy="default-src 'none'; sandbox")
