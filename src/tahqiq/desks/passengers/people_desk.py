"""Who is on a flight and why an officer looks at somebody; and one booking in full: its history, its hits,
and the things of its people."""

import json
from typing import Annotated

from pydantic import Field

from tahqiq.casework.shelves import Kept
from tahqiq.desk import ARGUMENT, ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.queue_desk import things_of
from tahqiq.desks.passengers.records import HIT, HitRecord
from tahqiq.desks.passengers.screening_desk import (
    FlightScreeningRequest,
    check,
    flights_called,
    sample_source,
)
from tahqiq.desks.passengers.travel import TRAVEL, Rows, Travel
from tahqiq.formats.passengers.kinds import PARTS
from tahqiq.jobs.progress import Progress
from tahqiq.kit.parts import parts
from tahqiq.store.shelf_where import OneOf

MOST = 2_000
"""How many people of a flight are told at the most; an aircraft has some hundred seats."""


class PersonHitView(Strict):
    """A hit of somebody: against which list or rule (``titles``: that of a rule by language, where it has
    several), why (document, name, name-and-birth, rule), where it stands."""

    id: str
    of_list: str
    titles: dict[str, str]
    why: str
    state: str


class SeatedPersonView(Strict):
    """Somebody on a flight; ``travel`` is the record of the booking or traveller. Of what was masked nothing
    but the locator is told."""

    travel: str
    name: str
    born: str
    nationality: str
    documents: list[str]
    locator: str
    form: str
    masked: bool
    cancelled: bool
    hits: list[PersonHitView]


class PeopleAboardView(Strict):
    """Everybody on the flights asked for, those with a hit first; ``more``: there are further ones that are
    not told."""

    flights: list[str]
    people: list[SeatedPersonView]
    more: int


class BookingPushView(Strict):
    """What a message said of a booking: ``source``, ``part`` and ``row`` lead to it; ``changed`` are the
    kinds of records that it changed."""

    version: int
    source: str
    part: int
    row: int
    message: str
    sent: str
    changed: list[str]


class BookingView(Strict):
    """A booking or traveller in full: ``rows`` by kind (empty once masked), ``versions`` the latest first,
    hits. ``things`` are what the store holds of its people, id and name: their pages show their other
    travels."""

    id: str
    form: str
    locator: str
    flights: list[str]
    origin: str
    destination: str
    departs: str
    transferred: str
    masked: str
    cancelled: bool
    pushes: int
    party_changes: int
    rows: Rows
    versions: list[BookingPushView]
    hits: list[PersonHitView]
    things: dict[str, str]


class OneTravel(Strict):
    """A booking or a traveller."""

    id: Annotated[str, ARGUMENT] = Field(description="The booking or traveller, by the id of its record.")


def people(at: Desktop, asked: FlightScreeningRequest, _progress: Progress | None) -> PeopleAboardView:
    """The passenger list of a flight with why somebody is looked at. Raises ``NotFound``
    (``passengers-no-flight``)."""
    found = flights_called(at, asked.flight)
    records = list(dict.fromkeys(travel for one in found for travel in one.body.travels))
    hits = _hits(at, records)
    told = [
        one
        for part in parts(records, 500)
        for versions in at.shelf(TRAVEL).versions(part).values()
        for one in _each(versions[0], hits)
    ]
    told.sort(key=lambda one: (not one.hits, one.name))
    return PeopleAboardView(
        flights=[one.body.flight for one in found], people=told[:MOST], more=max(0, len(told) - MOST)
    )


def travel(at: Desktop, asked: OneTravel, _progress: Progress | None) -> BookingView:
    """One of them in full. Raises ``NotFound`` (``no-such-record``)."""
    kept = at.shelf(TRAVEL).get(asked.id)
    body, versions = kept.body, at.shelf(TRAVEL).versions([kept.id]).get(kept.id, [])
    return BookingView(
        id=kept.id,
        form=body.form,
        locator=body.locator,
        flights=body.flights,
        origin=body.origin,
        destination=body.destination,
        departs=body.departs,
        transferred=body.transferred.isoformat(),
        masked=body.masked.isoformat() if body.masked else "",
        cancelled=body.cancelled,
        pushes=body.pushes,
        party_changes=body.party_changes,
        rows=body.rows,
        versions=_versions(versions),
        hits=[why for one in _hits(at, [kept.id]).values() for _, why in one],
        things={
            key: name
            for row in body.rows.get("person", [])
            for key, name in things_of(at, body.source, int(row.get("row") or 0)).items()
        },
    )


def _hits(at: Desktop, records: list[str]) -> dict[str, list[tuple[HitRecord, PersonHitView]]]:
    made: dict[str, list[tuple[HitRecord, PersonHitView]]] = {}
    for part in parts(records, 200):
        for page in at.shelf(HIT).pages({"travel": OneOf(tuple(part))}, "came"):
            states = Lives(at, HIT).states(page)
            for one in page:
                told = PersonHitView(
                    id=one.id,
                    of_list=one.body.list_name,
                    titles=one.body.titles,
                    why=one.body.why,
                    state=states[one.id][1].state,
                )
                made.setdefault(one.body.travel, []).append((one.body, told))
    return made


def _each(
    kept: Kept[Travel], hits: dict[str, list[tuple[HitRecord, PersonHitView]]]
) -> list[SeatedPersonView]:
    body, own = kept.body, hits.get(kept.id, [])
    persons = body.rows.get("person", [])
    nobody = SeatedPersonView(
        travel=kept.id,
        name="",
        born="",
        nationality="",
        documents=[],
        locator=body.locator,
        form=body.form,
        masked=body.masked is not None,
        cancelled=body.cancelled,
        hits=[why for _, why in own],
    )
    return [
        nobody.model_copy(
            update={
                "name": row.get("name", ""),
                "born": row.get("birth", ""),
                "nationality": row.get("nationality", ""),
                "documents": [
                    paper["number"]
                    for paper in body.rows.get("document", [])
                    if paper.get("person") == row.get("person") and paper.get("number")
                ],
                "hits": [why for hit, why in own if hit.row == int(row.get("row") or 0) or len(persons) == 1],
            }
        )
        for row in persons
    ] or [nobody]


def _versions(found: list[Kept[Travel]]) -> list[BookingPushView]:
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


def _flight(at: ActingDesktop) -> FlightScreeningRequest:
    check(at, sample_source(at), None)
    return FlightScreeningRequest(flight="ZZ410/2026-04-01/IST")


def _travel(at: ActingDesktop) -> OneTravel:
    return OneTravel(id=people(at, _flight(at), None).people[0].travel)


OPERATIONS = (
    Operation(
        "flights-people",
        FlightScreeningRequest,
        PeopleAboardView,
        "look",
        "read-case",
        people,
        _flight,
        group="flights",
    ),
    Operation("travel", OneTravel, BookingView, "look", "read-case", travel, _travel),
)
