"""One booking in full: its history, its hits, and the people and things of the store in it."""

import json
from datetime import date, datetime
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ARGUMENT, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desks.passengers.airline_files.record import FILE
from tahqiq.desks.passengers.hits.hits_of_travels import PersonHitView, hits_of_travels
from tahqiq.desks.passengers.hits.record import HitRecord
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.people_aboard.operations import people
from tahqiq.desks.passengers.places.words import words_of
from tahqiq.desks.passengers.screening.operations import screened_flight
from tahqiq.desks.passengers.travels.record import TRAVEL, Rows, Travel, TravelDetails
from tahqiq.desks.passengers.travels.segment_entities import entities_of_segment
from tahqiq.formats.passengers.kinds import PARTS
from tahqiq.jobs.progress import Progress
from tahqiq.model.kind import day_of
from tahqiq.store.record_where import OneOf


class BookingPushView(Strict):
    """A message with the booking: ``source``, ``part`` and ``row`` lead to it; ``changed`` are the
    kinds of records that it changed."""

    version: int
    source: str
    part: int
    row: int
    message: str
    sent: str
    changed: list[str]


class KeptView(Strict):
    """Until when something is kept: ``since`` is the day of transfer, from which the law counts; from
    ``masks`` on it is hidden who it is about (of an original: nobody reads it any more), ``last`` is its last
    day."""

    what: Literal["booking", "hit", "original"]
    name: str
    since: date
    masks: date
    last: date


class BookingView(TravelDetails):
    """A booking or traveller in full: its ``versions``, the latest first, and its hits. ``things`` are the
    people and things that the store holds of it, id and name: their pages show their other travels. ``words``
    is what its codes of airports and countries are called. ``kept`` says until when each thing is kept,
    ``law`` on which basis."""

    id: str
    transferred: str
    masked: str
    versions: list[BookingPushView]
    hits: list[PersonHitView]
    things: dict[str, str]
    words: dict[str, str]
    kept: list[KeptView]
    law: str


class BookingRequest(Strict):
    """A booking or a traveller."""

    id: Annotated[str, ARGUMENT] = Field(description="The booking or traveller, by the id of its record.")


def booking_file(at: Desktop, asked: BookingRequest, _progress: Progress | None) -> BookingView:
    """One of them in full. Raises ``NotFound`` (``no-such-record``)."""
    kept = at.records(TRAVEL).get(asked.id)
    body, versions = kept.body, at.records(TRAVEL).versions([kept.id]).get(kept.id, [])
    hits = hits_of_travels(at, [kept.id]).get(kept.id, [])
    return record_of(
        BookingView,
        body,
        id=kept.id,
        transferred=body.transferred.isoformat(),
        masked=body.masked.isoformat() if body.masked else "",
        versions=_versions(versions),
        hits=[why for _, why in hits],
        kept=_kept(at, body, [hit for hit, _ in hits], versions),
        law=law().basis,
        words=words_of(body.rows),
        things={
            key: name
            for row in body.rows.get("person", [])
            for key, name in entities_of_segment(at, body.source, int(row.get("row") or 0)).items()
        },
    )


def _kept(
    at: Desktop, body: Travel, hits: list[HitRecord], versions: list[RecordVersion[Travel]]
) -> list[KeptView]:
    """The booking itself, its hits, and the files in which it came."""
    sources = list(dict.fromkeys([one.body.source for one in versions] or [body.source]))
    files = at.records(FILE).find({"source": OneOf(tuple(sources))}, limit=100).records
    return [
        _term("booking", body.locator, body.transferred),
        *(_term("hit", one.list_name, one.since) for one in hits),
        *(_term("original", one.body.source, one.body.sent) for one in files),
    ]


def _term(what: Literal["booking", "hit", "original"], name: str, since: datetime) -> KeptView:
    return KeptView(
        what=what, name=name, since=day_of(since), masks=law().mask_on(since), last=law().last_day(since)
    )


def _versions(found: list[RecordVersion[Travel]]) -> list[BookingPushView]:
    made = []
    for no, one in enumerate(found):
        before = found[no + 1].body.rows if no + 1 < len(found) else {}
        changed = sorted(
            kind
            for kind in one.body.rows.keys() | before.keys()
            if before and _plain(one.body.rows, kind) != _plain(before, kind)
        )
        made.append(
            BookingPushView(
                version=one.version,
                source=one.body.source,
                part=PARTS["booking" if one.body.form == "booking" else "person"].no,
                row=one.body.row,
                message=one.body.message,
                sent=one.body.last.isoformat(),
                changed=changed,
            )
        )
    return made


def _plain(rows: Rows, kind: str) -> list[str]:
    return sorted(
        json.dumps({name: value for name, value in row.items() if name not in ("row", "at")}, sort_keys=True)
        for row in rows.get(kind, [])
    )


def _example(at: ActingDesktop) -> BookingRequest:
    return BookingRequest(id=people(at, screened_flight(at), None).people[0].travel)


OPERATION = Operation("travel", BookingRequest, BookingView, "look", "read-case", booking_file, _example)
