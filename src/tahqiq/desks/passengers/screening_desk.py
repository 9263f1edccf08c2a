"""Lists in use, and screening what is stored against them and against the rules in use: every hit becomes a record that a person decides about."""

from datetime import date
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Desktop, NoQuestion, Operation
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.told import Strict
from tahqiq.desks.passengers.checking import Screening, source_of
from tahqiq.desks.passengers.listing import load
from tahqiq.desks.passengers.records import HIT, WATCHLIST, HitRecord, Watchlist
from tahqiq.desks.passengers.taking import Taken, take
from tahqiq.desks.passengers.travel import FLIGHT, TRAVEL
from tahqiq.jobs.register import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.parts import parts

SAMPLE_LIST = "name;birth date;passport;reason\nكريم جاسم السامبل;1988;X9000001;Order 12\n"
SAMPLE_MESSAGE = (
    "UNB+UNOA:4+ZZ+PIU+260401:0810+9'UNH+1+PAXLST:D:05B:UN'BGM+745'TDT+20+ZZ410'LOC+125+IST'DTM+189:2604010930:201'LOC+87+BGW'"
    "NAD+FL+++ALSAMPLE:KAREEM:JASIM'ATT+2++M'DTM+329:880214'DOC+P+X9000001'LOC+91+IRQ'CNT+42:1'UNT+13+1'UNZ+1+9'"
)


class NewList(Strict):
    """A list to be used."""

    source: str = Field(description="The collected list in the desk's file, by the id of its source.")
    name: str = Field(min_length=1, max_length=120, description="What it is to be called.")
    basis: str = Field(min_length=3, max_length=500, description="The law or order on which travellers may be compared with it.")
    owner: str = Field(min_length=1, max_length=200, description="The authority that answers for it.")
    until: date = Field(description="The last day on which it is used.")


class ToldWatchlist(Watchlist):
    """A list, its record, and whether it is in use today."""

    id: str
    version: int
    in_use: bool


class ToldWatchlists(Strict):
    """Every list on the shelf."""

    lists: list[ToldWatchlist]


class Ended(Strict):
    """A list that is to be used no longer."""

    id: Annotated[str, ARGUMENT] = Field(description="The list, by its id.")
    version: int = Field(ge=1, description="The version that you saw.")


class AskedSource(Strict):
    """A file of an airline."""

    source: Annotated[str, ARGUMENT] = Field(description="The collected file in the desk's file, by the id of its source.")


class AskedFlight(Strict):
    """A flight."""

    flight: Annotated[str, ARGUMENT] = Field(
        min_length=3, max_length=40, description="The flight, as the board calls it: ZZ410/2026-04-01/IST."
    )


class ToldChecking(Strict):
    """What came of it: against how many ``lists`` and ``rules``; ``remembered`` are pairs that somebody rejected before, ``known`` hits of this very file that are there already. ``new``, ``changed``,
    ``same`` and ``older`` are bookings and travellers of lists as they were written down: for the first time, with a further version, without one, and below a later message."""

    travellers: int
    lists: int
    rules: int = 0
    hits: int
    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    known: int
    remembered: int


def add(at: Desktop, asked: NewList, _progress: Progress | None) -> ToldWatchlist:
    """Take a collected list into use. Raises ``NotFound``, ``WrongUse`` (``passengers-empty-list``)."""
    source = source_of(at, asked.source)
    loaded = load(at.bench.workspace.originals.path(source.sha256), source.name)
    if not loaded.entries:
        raise WrongUse("passengers-empty-list", name=source.name)
    body = Watchlist(
        name=asked.name,
        source=source.id,
        form=loaded.kind,
        people=len(loaded.entries),
        basis=asked.basis,
        owner=asked.owner,
        until=asked.until,
    )
    kept = at.shelf(WATCHLIST).save(body)
    return _told(kept.id, kept.version, body)


def show(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> ToldWatchlists:
    """Every list, those that end first before the others."""
    found = at.shelf(WATCHLIST).find(order="ends", limit=500).records
    return ToldWatchlists(lists=[_told(one.id, one.version, one.body) for one in found])


def end(at: Desktop, asked: Ended, _progress: Progress | None) -> ToldWatchlist:
    """Put a list away; its hits stay."""
    kept = at.shelf(WATCHLIST).put_away(asked.id, asked.version)
    return _told(kept.id, kept.version, kept.body)


def check(at: Desktop, asked: AskedSource, _progress: Progress | None) -> ToldChecking:
    """Write down who is in a collected file, compare everybody with the lists and rules in use, and write down each hit that is not known."""
    taken = take(at, source_of(at, asked.source))
    return _screened(at, list(dict.fromkeys(taken.travels.values())), taken)


def flight(at: Desktop, asked: AskedFlight, _progress: Progress | None) -> ToldChecking:
    """Compare everybody who is stored for a flight. Raises ``NotFound`` (``passengers-no-flight``)."""
    found = at.shelf(FLIGHT).find({"flight": asked.flight.strip().upper()}, limit=1).records
    if not found:
        raise NotFound("passengers-no-flight", flight=asked.flight[:40])
    return _screened(at, found[0].body.travels, Taken())


def _screened(at: Desktop, records: list[str], taken: Taken) -> ToldChecking:
    screening = Screening(at)
    answer = ToldChecking(
        travellers=0,
        lists=screening.lists,
        rules=len(screening.rules),
        hits=0,
        known=0,
        remembered=0,
        new=taken.new,
        changed=taken.changed,
        same=taken.same,
        older=taken.older,
    )
    for part in parts(records, 500):
        for versions in at.shelf(TRAVEL).versions(part).values():
            if versions[0].body.masked is None and not versions[0].body.cancelled:
                for person, body in screening.hits(versions[0]):
                    answer.travellers += person
                    if body is not None:
                        _write(at, body, answer)
    return answer


def _write(at: Desktop, body: HitRecord, answer: ToldChecking) -> None:
    shelf = at.shelf(HIT)
    if shelf.find({"mark": body.mark}, limit=1).records:
        answer.known += 1
        return
    before = shelf.find({"pair": body.pair}, limit=50).records
    if any(standing.state == "rejected" for _, standing in Lives(at, HIT).states(before).values()):
        answer.remembered += 1
        return
    shelf.save(body)
    answer.hits += 1


def _told(identity: str, version: int, body: Watchlist) -> ToldWatchlist:
    return ToldWatchlist(**body.model_dump(), id=identity, version=version, in_use=body.until >= clock.now().date())


def _collected(at: Desktop, data: str, name: str) -> str:
    return at.bench.collect_made(data.encode(), name, at.bench.deposit(at.home, zone="Asia/Baghdad")).source


def _new_list(at: Desktop) -> NewList:
    return NewList(
        source=_collected(at, SAMPLE_LIST, "national.csv"),
        name="Sample list",
        basis="Sample order 12",
        owner="Sample court",
        until=date(2099, 1, 1),
    )


def _ended(at: Desktop) -> Ended:
    made = add(at, _new_list(at), None)
    return Ended(id=made.id, version=made.version)


def sample_source(at: Desktop) -> AskedSource:
    """A collected list of the example, and a list of names in use."""
    add(at, _new_list(at), None)
    return AskedSource(source=_collected(at, SAMPLE_MESSAGE, "zz410.edi"))


def _asked_flight(at: Desktop) -> AskedFlight:
    check(at, sample_source(at), None)
    return AskedFlight(flight="ZZ410/2026-04-01/IST")


OPERATIONS = (
    Operation("lists-add", NewList, ToldWatchlist, "act", "write-case", add, _new_list, group="lists"),
    Operation("lists-show", NoQuestion, ToldWatchlists, "look", "read-case", show, lambda _at: NoQuestion(), group="lists"),
    Operation("lists-end", Ended, ToldWatchlist, "act", "write-case", end, _ended, group="lists"),
    Operation("screen-flight", AskedFlight, ToldChecking, "act", "write-case", flight, _asked_flight),
    Operation("check", AskedSource, ToldChecking, "act", "write-case", check, sample_source),
)
