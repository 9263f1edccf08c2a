"""Lists in use, and screening what is stored against them and against the rules in use: every hit becomes a
record that a person decides about."""

import re
from datetime import date
from typing import Annotated

from pydantic import Field

from tahqiq.casework.shelves import Kept
from tahqiq.desk import ARGUMENT, COLLECTED, ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import ProblemView, Strict, told_problems
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.passengers.checking import Screening
from tahqiq.desks.passengers.loading import loaded_of, source_of
from tahqiq.desks.passengers.records import HIT, WATCHLIST, HitRecord, Watchlist
from tahqiq.desks.passengers.screen_tool import HitView, WatchlistFileView, told_hit
from tahqiq.desks.passengers.taking import Taken, take
from tahqiq.desks.passengers.travel import FLIGHT, TRAVEL, FlightRecord
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.parts import parts
from tahqiq.store.shelf_where import Between

_SOURCE = re.compile("[0-9a-f]{16}")
SAMPLE_LIST = "name;birth date;passport;reason\nكريم جاسم السامبل;1988;X9000001;Order 12\n"
SAMPLE_MESSAGE = (
    "UNB+UNOA:4+ZZ+PIU+260401:0810+9'UNH+1+PAXLST:D:05B:UN'BGM+745'TDT+20+ZZ410'LOC+125+IST'DTM+189:2604010930:201'LOC+87+BGW'"
    "NAD+FL+++ALSAMPLE:KAREEM:JASIM'ATT+2++M'DTM+329:880214'DOC+P+X9000001'LOC+91+IRQ'CNT+42:1'UNT+13+1'UNZ+1+9'"
)


class NewList(Strict):
    """A list to be used."""

    source: Annotated[str, ARGUMENT, COLLECTED] = Field(
        description="The collected list in the desk's file, by the id of its source."
    )
    name: str = Field(min_length=1, max_length=120, description="What it is to be called.")
    aliases: Annotated[str, COLLECTED] = Field(
        default="",
        description=(
            "Further names of the same people in a file of their own (OFAC: ALT.CSV), by the id of its "
            "source."
        ),
    )
    basis: str = Field(
        min_length=3,
        max_length=500,
        description="The law or order on which travellers may be compared with it.",
    )
    owner: str = Field(min_length=1, max_length=200, description="The authority that answers for it.")
    until: Annotated[date, MAY_LIE_AHEAD] = Field(description="The last day on which it is used.")


class WatchlistView(Watchlist):
    """A list, its record, and whether it is in use today."""

    id: str
    version: int
    in_use: bool


class WatchlistsView(Strict):
    """Every list on the shelf."""

    lists: list[WatchlistView]


class Ended(Strict):
    """A list that is to be used no longer."""

    id: Annotated[str, ARGUMENT] = Field(description="The list, by its id or name.")
    version: int = Field(default=0, ge=0, description="The version that you saw; 0: whichever stands now.")


class AirlineFileRequest(Strict):
    """A file of an airline."""

    source: Annotated[str, ARGUMENT, COLLECTED] = Field(
        description="The collected file in the desk's file, by the id of its source."
    )


class FlightScreeningRequest(Strict):
    """A flight, or a file."""

    flight: Annotated[str, ARGUMENT, COLLECTED] = Field(
        min_length=3,
        max_length=60,
        description=(
            "The flight, as the board calls it (ZZ410/2026-04-01/IST, or its beginning: all of ZZ410), "
            "or a collected file, by the id of its source."
        ),
    )


class FlightScreeningView(Strict):
    """What came of it: against which ``lists`` and how many ``rules``; ``hits`` are those that stand, of
    which ``fresh`` were found now and ``known`` were there already; ``remembered`` are pairs that somebody
    rejected before. ``unnamed`` travellers have neither name nor document. ``new``, ``changed``, ``same`` and
    ``older`` are bookings and travellers of lists as they were written down: for the first time, with a
    further version, without one, and below a later message."""

    travellers: int
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


def add(at: ActingDesktop, asked: NewList, _progress: Progress | None, of_case: str = "") -> WatchlistView:
    """Take a collected list into use. Raises ``NotFound``, ``WrongUse`` (``passengers-empty-list``)."""
    source, loaded = loaded_of(at, asked.source, asked.aliases)
    if not loaded.entries:
        raise WrongUse("passengers-empty-list", name=source.name)
    body = Watchlist(
        name=asked.name,
        source=source.id,
        aliases=asked.aliases,
        form=loaded.kind,
        people=len(loaded.entries),
        basis=asked.basis,
        owner=asked.owner,
        until=asked.until,
        case=of_case,
    )
    kept = at.shelf(WATCHLIST).save(body)
    return _told(kept.id, kept.version, body)


def show(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> WatchlistsView:
    """Every list, those that end first before the others."""
    found = at.shelf(WATCHLIST).find(order="ends", limit=500).records
    return WatchlistsView(lists=[_told(one.id, one.version, one.body) for one in found])


def expire(at: ActingDesktop, asked: Ended, _progress: Progress | None) -> WatchlistView:
    """Put a list away; its hits stay. Raises ``NotFound`` (``no-such-record``)."""
    shelf = at.shelf(WATCHLIST)
    named = shelf.find({"name": asked.id}, order="ends", limit=2).records
    found = named[0] if len(named) == 1 else shelf.get(asked.id)
    kept = shelf.put_away(found.id, asked.version or found.version)
    return _told(kept.id, kept.version, kept.body).model_copy(update={"in_use": False})


def check(at: ActingDesktop, asked: AirlineFileRequest, _progress: Progress | None) -> FlightScreeningView:
    """Write down who is in a collected file, compare everybody with the lists and rules in use, and write
    down each hit that is not known."""
    taken = take(at, source_of(at, asked.source))
    answer = screen_records(at, list(dict.fromkeys(taken.travels.values())), taken)
    gathered = taken.gathered
    answer.problems = told_problems(
        [*gathered.problems, *(one for found in gathered.messages for one in found.problems)]
    )
    return answer


def flight(
    at: ActingDesktop, asked: FlightScreeningRequest, _progress: Progress | None
) -> FlightScreeningView:
    """Compare everybody who is stored for a flight, or in a file. Raises ``NotFound``
    (``passengers-no-flight``)."""
    if _SOURCE.fullmatch(asked.flight):
        return check(at, AirlineFileRequest(source=asked.flight), None)
    found = flights_called(at, asked.flight)
    return screen_records(
        at, list(dict.fromkeys(travel for one in found for travel in one.body.travels)), Taken()
    )


def flights_called(at: Desktop, name: str) -> list[Kept[FlightRecord]]:
    """The stored flights of a name (ZZ410/2026-04-01/IST) or that begin so. Raises ``NotFound``
    (``passengers-no-flight``)."""
    called = name.strip().upper()
    stored = (
        at.shelf(FLIGHT).find({"flight": Between(called, called + "~")}, order="departs", limit=200).records
    )
    found = [one for one in stored if one.body.flight == called or one.body.flight.startswith(called + "/")]
    if not found:
        raise NotFound("passengers-no-flight", flight=name[:40])
    return found


def screen_records(
    at: ActingDesktop, records: list[str], taken: Taken, at_once: bool = False
) -> FlightScreeningView:
    """Compare everybody in these records with the lists and rules in use, and write down each hit that is not
    known; ``at_once`` for somebody who waits (:class:`Screening`)."""
    screening = Screening(at, at_once)
    answer = FlightScreeningView(
        travellers=0,
        lists=screening.lists,
        rules=len(screening.rules),
        new=taken.new,
        changed=taken.changed,
        same=taken.same,
        older=taken.older,
    )
    for part in parts(records, 500):
        for versions in at.shelf(TRAVEL).versions(part).values():
            if versions[0].body.masked is None and not versions[0].body.cancelled:
                for traveller, body in screening.hits(versions[0]):
                    if traveller is not None:
                        answer.travellers += 1
                        answer.unnamed += not traveller.names and not traveller.documents
                    if body is not None:
                        _write(at, body, answer)
    return answer


def _write(at: ActingDesktop, body: HitRecord, answer: FlightScreeningView) -> None:
    shelf = at.shelf(HIT)
    for one in shelf.find({"mark": body.mark}, limit=1).records:
        answer.known += 1
        answer.hits.append(told_hit(one, Lives(at, HIT).states([one])[one.id][1].state))
        return
    before = shelf.find({"pair": body.pair}, limit=50).records
    if any(standing.state == "rejected" for _, standing in Lives(at, HIT).states(before).values()):
        answer.remembered += 1
        return
    kept = shelf.save(body)
    answer.fresh += 1
    answer.hits.append(told_hit(kept, Lives(at, HIT).states([kept])[kept.id][1].state))


def _told(identity: str, version: int, body: Watchlist) -> WatchlistView:
    return WatchlistView(
        **body.model_dump(), id=identity, version=version, in_use=body.until >= clock.now().date()
    )


def _collected(at: ActingDesktop, data: str, name: str) -> str:
    return at.bench.collect_made(data.encode(), name, at.bench.deposit(at.home, zone="Asia/Baghdad")).source


def _new_list(at: ActingDesktop) -> NewList:
    return NewList(
        source=_collected(at, SAMPLE_LIST, "national.csv"),
        name="Sample list",
        basis="Sample order 12",
        owner="Sample court",
        until=date(2099, 1, 1),
    )


def _ended(at: ActingDesktop) -> Ended:
    made = add(at, _new_list(at), None)
    return Ended(id=made.id, version=made.version)


def sample_source(at: ActingDesktop) -> AirlineFileRequest:
    """A collected list of the example, and a list of names in use."""
    add(at, _new_list(at), None)
    return AirlineFileRequest(source=_collected(at, SAMPLE_MESSAGE, "zz410.edi"))


def _asked_flight(at: ActingDesktop) -> FlightScreeningRequest:
    check(at, sample_source(at), None)
    return FlightScreeningRequest(flight="ZZ410/2026-04-01/IST")


OPERATIONS = (
    Operation("lists-add", NewList, WatchlistView, "act", "write-case", add, _new_list, group="lists"),
    Operation(
        "lists-list",
        NoQuestion,
        WatchlistsView,
        "look",
        "read-case",
        show,
        lambda _at: NoQuestion(),
        group="lists",
    ),
    Operation("lists-expire", Ended, WatchlistView, "act", "write-case", expire, _ended, group="lists"),
    Operation(
        "screen-flight",
        FlightScreeningRequest,
        FlightScreeningView,
        "act",
        "write-case",
        flight,
        _asked_flight,
    ),
    Operation("check", AirlineFileRequest, FlightScreeningView, "act", "write-case", check, sample_source),
)
