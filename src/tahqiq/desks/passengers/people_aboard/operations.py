"""Who is on a flight, and why an officer looks at somebody."""

from datetime import date

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.passengers.flights.aboard import PersonAboard, people_aboard
from tahqiq.desks.passengers.flights.lookup import flights_named
from tahqiq.desks.passengers.flights.record import FlightRecord
from tahqiq.desks.passengers.hits.hits_of_travels import PersonHitView, hits_of_travels
from tahqiq.desks.passengers.hits.record import HitRecord
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.places.words import country
from tahqiq.desks.passengers.screening.operations import screened_flight
from tahqiq.desks.passengers.screening.requests import FlightScreeningRequest
from tahqiq.jobs.progress import Progress
from tahqiq.kit.messages import message, wanted
from tahqiq.model.place import Part, Place

MOST = 2_000
"""How many people of a flight are listed at most; an aircraft has some hundred seats."""


class SeatedPersonView(Strict):
    """Somebody on a flight; ``travel`` is the record of the booking, or of the traveller of a list who is in
    no booking; ``native`` the name in its own script. Of what was masked nothing
    but the locator is shown."""

    travel: str
    name: str
    born: str
    nationality: str
    nationality_word: str
    native: str
    documents: list[str]
    locator: str
    form: str
    masked: bool
    cancelled: bool
    kept_until: date = Field(description="Its last day, after which it is deleted.")
    hits: list[PersonHitView]


class FlightFaultView(Strict):
    """One thing that does not agree in a message about a flight: ``place`` in words, and of a table the
    ``row`` of ``source`` where what stands there can be read (0: a message)."""

    source: str
    row: int
    place: str
    code: str
    sentence: str


class PeopleAboardView(Strict):
    """Everybody on the flights asked for, those with a hit first; ``aboard`` is how many they are without
    cancelled ones, ``more`` how many are not listed. ``wrong`` is how much in the messages does not agree,
    as on the board, and ``faults`` the first of it."""

    flights: list[str]
    aboard: int
    wrong: int
    faults: list[FlightFaultView]
    people: list[SeatedPersonView]
    more: int


def people(at: Desktop, asked: FlightScreeningRequest, _progress: Progress | None) -> PeopleAboardView:
    """The passenger list of a flight with why somebody is looked at. Raises ``NotFound``
    (``passengers-no-flight``)."""
    found = flights_named(at, asked.flight)
    aboard = {
        (one.travel.id, one.row.get("row", "")): one
        for flight in found
        for one in people_aboard(at, flight.body.travels)
    }
    records = [name for one in aboard.values() for name in (one.travel.id, one.listed) if name]
    hits = hits_of_travels(at, list(dict.fromkeys(records)))
    seated = [_seated(one, hits) for one in aboard.values()]
    seated.sort(key=lambda one: (not one.hits, one.name))
    return PeopleAboardView(
        flights=[one.body.flight for one in found],
        wrong=sum(one.problems for flight in found for one in flight.body.messages),
        faults=[one for flight in found for one in _faults(flight)],
        aboard=sum(not one.cancelled for one in seated),
        people=seated[:MOST],
        more=max(0, len(seated) - MOST),
    )


def _faults(flight: RecordVersion[FlightRecord]) -> list[FlightFaultView]:
    made = []
    for sent in flight.body.messages:
        for one in sent.faults:
            part = Part(0, "entry", "segments") if one.segment else Part(0)
            made.append(
                FlightFaultView(
                    source=sent.source,
                    row=0 if one.segment else one.row,
                    place=Place(part, one.row).in_words(wanted()),
                    code=one.code,
                    sentence=message(one.code, wanted(), {"value": "…"}).sentence,
                )
            )
    return made


def _seated(one: PersonAboard, hits: dict[str, list[tuple[HitRecord, PersonHitView]]]) -> SeatedPersonView:
    body, row, own = one.travel.body, one.row, hits.get(one.travel.id, [])
    alone = len(body.rows.get("person", [])) < 2
    return SeatedPersonView(
        travel=one.travel.id,
        name=row.get("name", ""),
        born=row.get("birth", ""),
        nationality=row.get("nationality", ""),
        nationality_word=country(row.get("nationality", "")),
        native=row.get("native", ""),
        documents=one.documents,
        locator=body.locator,
        form=body.form,
        masked=body.masked is not None,
        cancelled=body.cancelled,
        kept_until=law().last_day(body.transferred),
        hits=[
            *(why for hit, why in own if alone or hit.row == int(row.get("row") or 0)),
            *(why for _, why in hits.get(one.listed, [])),
        ],
    )


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
