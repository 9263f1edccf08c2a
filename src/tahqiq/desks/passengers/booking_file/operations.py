"""One booking in full: its history, its hits, and the people and things of the store in it."""

import json
from typing import Annotated

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ARGUMENT, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desks.passengers.hits.hits_of_travels import PersonHitView, hits_of_travels
from tahqiq.desks.passengers.people_aboard.operations import people
from tahqiq.desks.passengers.screening.operations import screened_flight
from tahqiq.desks.passengers.travels.record import TRAVEL, Rows, Travel, TravelDetails
from tahqiq.desks.passengers.travels.segment_entities import entities_of_segment
from tahqiq.formats.passengers.kinds import PARTS
from tahqiq.jobs.progress import Progress


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


class BookingView(TravelDetails):
    """A booking or traveller in full: its ``versions``, the latest first, and its hits. ``things`` are the
    people and things that the store holds of it, id and name: their pages show their other travels."""

    id: str
    transferred: str
    masked: str
    versions: list[BookingPushView]
    hits: list[PersonHitView]
    things: dict[str, str]


class BookingRequest(Strict):
    """A booking or a traveller."""

    id: Annotated[str, ARGUMENT] = Field(description="The booking or traveller, by the id of its record.")


def booking_file(at: Desktop, asked: BookingRequest, _progress: Progress | None) -> BookingView:
    """One of them in full. Raises ``NotFound`` (``no-such-record``)."""
    kept = at.records(TRAVEL).get(asked.id)
    body, versions = kept.body, at.records(TRAVEL).versions([kept.id]).get(kept.id, [])
    return record_of(
        BookingView,
        body,
        id=kept.id,
        transferred=body.transferred.isoformat(),
        masked=body.masked.isoformat() if body.masked else "",
        versions=_versions(versions),
        hits=[why for one in hits_of_travels(at, [kept.id]).values() for _, why in one],
        things={
            key: name
            for row in body.rows.get("person", [])
            for key, name in entities_of_segment(at, body.source, int(row.get("row") or 0)).items()
        },
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
