"""Screen what is stored against the watchlists and rules in use: every hit becomes a record that a person
decides about."""

import re
from datetime import datetime

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.airline_files.record import FILE
from tahqiq.desks.passengers.airline_messages.messages import read_messages
from tahqiq.desks.passengers.flights.lookup import flights_named
from tahqiq.desks.passengers.hits.record import HIT, HitRecord
from tahqiq.desks.passengers.hits.view import HitView, hit_view
from tahqiq.desks.passengers.intake.airline_files import import_file
from tahqiq.desks.passengers.intake.result import Intake
from tahqiq.desks.passengers.originals import source_of
from tahqiq.desks.passengers.passenger_tables.columns import Meaning
from tahqiq.desks.passengers.passenger_tables.read import Lack, PassengerTable, read_table
from tahqiq.desks.passengers.screening.comparison import Screening
from tahqiq.desks.passengers.screening.examples import passenger_list_request
from tahqiq.desks.passengers.screening.recognised import What, recognised
from tahqiq.desks.passengers.screening.requests import (
    AirlineFileRequest,
    FlightScreeningRequest,
    PassengerFileRequest,
)
from tahqiq.desks.passengers.travels.record import TRAVEL, Travel
from tahqiq.desks.passengers.watchlists.record import Watchlist
from tahqiq.desks.passengers.watchlists.view import WatchlistFileView
from tahqiq.jobs.progress import Progress
from tahqiq.kit.parts import parts

_SOURCE = re.compile("[0-9a-f]{16}")


class PassengerColumnView(Strict):
    """What a column of a table of passengers says."""

    means: Meaning
    header: str


class FlightScreeningView(Strict):
    """What came of it: against which ``lists`` and how many ``rules``; ``hits`` are those that stand, of
    which ``fresh`` were found now and ``known`` were there already; ``remembered`` are pairs that somebody
    rejected before. ``unnamed`` travellers have neither name nor document. ``new``, ``changed``, ``same`` and
    ``older`` are bookings and travellers of lists as they were written down: for the first time, with a
    further version, without one, and below a later message. ``what`` is what the file is: nothing is
    imported from one that is no message and no table of passengers; ``before`` when the same file was
    imported first, null: now. Of a table ``columns`` are what was read, ``unused`` headers of which nothing
    was made, and ``lacks`` what has to be said before anybody in it can be imported (``headers``: all)."""

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
    columns: list[PassengerColumnView] = Field(default=[])
    unused: list[str] = Field(default=[])
    lacks: list[Lack] = Field(default=[])
    headers: list[str] = Field(default=[])


def screen_file(
    at: ActingDesktop, asked: AirlineFileRequest, _progress: Progress | None
) -> FlightScreeningView:
    """Write down who is in a collected file, compare everybody with the lists and rules in use, and write
    down each hit that is not known. Raises ``WrongUse`` (``passengers-table-column``)."""
    source = source_of(at, asked.source)
    path = at.bench.workspace.originals.path(source.sha256)
    message_file, table = read_messages(path, source.name), None
    what: What = "message"
    if not message_file.messages:
        what = recognised(path, source.name)
    if what == "table":
        more = asked if isinstance(asked, PassengerFileRequest) else PassengerFileRequest(source=source.id)
        table = read_table(path, source.name, more.columns, more.flight, more.day, more.order)
        if table.lacks:
            return _told(FlightScreeningView(travellers=0, lists=[], what=what), table)
        message_file, what = table.message_file, "passengers"
    earlier = at.records(FILE).find({"source": source.id}, limit=1).records
    intake = import_file(at, source, message_file)
    answer = screen_records(at, list(dict.fromkeys(intake.travels.values())), intake)
    answer.what = what
    if earlier:
        answer.before = datetime.fromisoformat(earlier[0].at)
    answer.problems = problem_views(
        [*message_file.problems, *(one for found in message_file.messages for one in found.problems)]
    )
    return _told(answer, table)


def _told(answer: FlightScreeningView, table: PassengerTable | None) -> FlightScreeningView:
    """The answer with what the columns of a table say."""
    if table is None:
        return answer
    columns = [PassengerColumnView(means=means, header=header) for means, header in table.columns.items()]
    headers = [one.header for one in columns] + table.unused if table.lacks else []
    return answer.model_copy(
        update={"columns": columns, "unused": table.unused, "lacks": table.lacks, "headers": headers}
    )


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
            _screen_record(at, screening, versions[0], answer)
    return answer


def screen_held(at: ActingDesktop, listed: RecordVersion[Watchlist]) -> FlightScreeningView:
    """Compare everybody who is held in the clear with one list that is new, as they are compared when a
    message comes, and write down each hit that is not known."""
    screening = Screening(at, only=listed)
    answer = FlightScreeningView(travellers=0, lists=screening.lists)
    for record in at.records(TRAVEL).every({"masked": None}, "transferred"):
        _screen_record(at, screening, record, answer)
    return answer


def _screen_record(
    at: ActingDesktop, screening: Screening, record: RecordVersion[Travel], answer: FlightScreeningView
) -> None:
    if record.body.masked is not None or record.body.cancelled:
        return
    for traveller, body in screening.hits(record):
        if traveller is not None:
            answer.travellers += 1
            answer.unnamed += not traveller.names and not traveller.documents
        if body is not None:
            _save_hit(at, body, answer)


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
        PassengerFileRequest,
        FlightScreeningView,
        "act",
        "write-case",
        screen_file,
        lambda at: PassengerFileRequest(source=passenger_list_request(at).source),
    ),
)
