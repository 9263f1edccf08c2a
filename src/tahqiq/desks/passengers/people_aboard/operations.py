"""Who is on a flight, and why an officer looks at somebody."""

from tahqiq.casework.shelves import Kept
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.passengers.flights.lookup import flights_named
from tahqiq.desks.passengers.hits.hits_of_travels import PersonHitView, hits_of_travels
from tahqiq.desks.passengers.hits.record import HitRecord
from tahqiq.desks.passengers.screening.operations import screened_flight
from tahqiq.desks.passengers.screening.requests import FlightScreeningRequest
from tahqiq.desks.passengers.travels.record import TRAVEL, Travel
from tahqiq.jobs.progress import Progress
from tahqiq.kit.parts import parts

MOST = 2_000
"""How many people of a flight are listed at most; an aircraft has some hundred seats."""


class SeatedPersonView(Strict):
    """Somebody on a flight; ``travel`` is the record of the booking or traveller. Of what was masked nothing
    but the locator is shown."""

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
    not listed."""

    flights: list[str]
    people: list[SeatedPersonView]
    more: int


def people(at: Desktop, asked: FlightScreeningRequest, _progress: Progress | None) -> PeopleAboardView:
    """The passenger list of a flight with why somebody is looked at. Raises ``NotFound``
    (``passengers-no-flight``)."""
    found = flights_named(at, asked.flight)
    records = list(dict.fromkeys(booking_file for one in found for booking_file in one.body.travels))
    hits = hits_of_travels(at, records)
    aboard = [
        one
        for part in parts(records, 500)
        for versions in at.shelf(TRAVEL).versions(part).values()
        for one in _seated(versions[0], hits)
    ]
    aboard.sort(key=lambda one: (not one.hits, one.name))
    return PeopleAboardView(
        flights=[one.body.flight for one in found], people=aboard[:MOST], more=max(0, len(aboard) - MOST)
    )


def _seated(
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


OPERATION = Operation(
    "flights-people",
    FlightScreeningRequest,
    PeopleAboardView,
    "look",
    "read-case",
    people,
    screened_flight,
    group="flights",
)
