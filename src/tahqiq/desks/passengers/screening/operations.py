"""Screen what is stored against the watchlists and rules in use: every hit becomes a record that a person
decides about."""

import re
from datetime import datetime

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.airline_files.record import FILE
from tahqiq.desks.passengers.flights.lookup import flights_named
from tahqiq.desks.passengers.hits.record import HIT, HitRecord
from tahqiq.desks.passengers.hits.view import HitView, hit_view
from tahqiq.desks.passengers.intake.airline_files import import_file
from tahqiq.desks.passengers.intake.result import Intake
from tahqiq.desks.passengers.originals import source_of
from tahqiq.desks.passengers.screening.comparison import Screening
from tahqiq.desks.passengers.screening.examples import passenger_list_request
from tahqiq.desks.passengers.screening.recognised import What, recognised
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest, FlightScreeningRequest
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.desks.passengers.watchlists.view import WatchlistFileView
from tahqiq.jobs.progress import Progress
from tahqiq.kit.parts import parts

_SOURCE = re.compile("[0-9a-f]{16}")


class FlightScreeningView(Strict):
    """What came of it: against which ``lists`` and how many ``rules``; ``hits`` are those that stand, of
    which ``fresh`` were found now and ``known`` were there already; ``remembered`` are pairs that somebody
    rejected before. ``unnamed`` travellers have neither name nor document. ``new``, ``changed``, ``same`` and
    ``older`` are bookings and travellers of lists as they were written down: for the first time, with a
    further version, without one, and below a later message. ``what`` is what the file is: nothing is
    imported from one that is no message; ``before`` when the same file was imported first, null: now."""

    travellers: int
    what: What = "message"
    before: datetime | None = None
    unnamed: int = 0
    lists: list[WatchlistFileView]
    rules: int = 0
    hits: list[HitView] = Field(default=[])
    problems: list[ProblemView] = Field(default=[])
    fresh: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    known: int = 0
    remembered: int = 0


def screen_file(
    at: ActingDesktop, asked: AirlineFileRequest, _progress: Progress | None
) -> FlightScreeningView:
    """Write down who is in a collected file, compare everybody with the lists and rules in use, and write
    down each hit that is not known."""
    source = source_of(at, asked.source)
    earlier = at.records(FILE).find({"source": source.id}, limit=1).records
    intake = import_file(at, source)
    answer = screen_records(at, list(dict.fromkeys(intake.travels.values())), intake)
    message_file = intake.message_file
    if not message_file.messages:
        answer.what = recognised(at.bench.workspace.originals.path(source.sha256), source.name)
    if earlier:
        answer.before = datetime.fromisoformat(earlier[0].at)
    answer.problems = problem_views(
        [*message_file.problems, *(one for found in message_file.messages for one in found.problems)]
    )
    return answer


def screen_flight(
    at: ActingDesktop, asked: FlightScreeningRequest, _progress: Progress | None
) -> FlightScreeningView:
    """Compare everybody who is stored for a flight, or in a file. Raises ``NotFound``
    (``passengers-no-flight``)."""
    if _SOURCE.fullmatch(asked.flight):
        return screen_file(at, AirlineFileRequest(source=asked.flight), None)
    found = flights_named(at, asked.flight)
    return screen_records(
        at, list(dict.fromkeys(travel for one in found for travel in one.body.travels)), Intake()
    )


def screen_records(
    at: ActingDesktop, records: list[str], intake: Intake, at_once: bool = False
) -> FlightScreeningView:
    """Compare everybody in these records with the lists and rules in use, and write down each hit that is not
    known; ``at_once`` for somebody who waits (:class:`Screening`)."""
    screening = Screening(at, at_once)
    answer = FlightScreeningView(
        travellers=0,
        lists=screening.lists,
        rules=len(screening.rules),
        new=intake.new,
        changed=intake.changed,
        same=intake.same,
        older=intake.older,
    )
    for part in parts(records, 500):
        for versions in at.records(TRAVEL).versions(part).values():
            if versions[0].body.masked is None and not versions[0].body.cancelled:
                for traveller, body in screening.hits(versions[0]):
                    if traveller is not None:
                        answer.travellers += 1
                        answer.unnamed += not traveller.names and not traveller.documents
                    if body is not None:
                        _save_hit(at, body, answer)
    return answer


def _save_hit(at: ActingDesktop, body: HitRecord, answer: FlightScreeningView) -> None:
    records = at.records(HIT)
    same = records.find({"mark": body.mark}, limit=50).records
    states = Lives(at, HIT).states(same)
    for one in same:
        if states[one.id][1].state != "closed":  # who is listed again is asked about again
            answer.known += 1
            answer.hits.append(hit_view(one, states[one.id][1].state))
            return
    before = records.find({"pair": body.pair}, limit=50).records
    if any(standing.state == "rejected" for _, standing in Lives(at, HIT).states(before).values()):
        answer.remembered += 1
        return
    kept = records.save(body)
    answer.fresh += 1
    answer.hits.append(hit_view(kept, Lives(at, HIT).states([kept])[kept.id][1].state))


def screened_flight(at: ActingDesktop) -> FlightScreeningRequest:
    screen_file(at, passenger_list_request(at), None)
    return FlightScreeningRequest(flight="ZZ410/2026-04-01/IST")


OPERATIONS = (
    Operation(
        "screen-flight",
        FlightScreeningRequest,
        FlightScreeningView,
        "act",
        "write-case",
        screen_flight,
        screened_flight,
    ),
    Operation(
        "check",
        AirlineFileRequest,
        FlightScreeningView,
        "act",
        "write-case",
        screen_file,
        passenger_list_request,
    ),
)
