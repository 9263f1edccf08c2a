"""Lists in use, and screening a collected file against them: every hit becomes a record that a person decides about."""

from datetime import date, datetime
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Desktop, NoQuestion, Operation
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.told import Strict
from tahqiq.desks.passengers.gathering import Found, Row
from tahqiq.desks.passengers.listing import Entry, load
from tahqiq.desks.passengers.records import HIT, WATCHLIST, ComparedPart, HitRecord, Watchlist
from tahqiq.desks.passengers.screen_tool import traveller_of
from tahqiq.desks.passengers.screening import Hit, Screen, Traveller
from tahqiq.desks.passengers.taking import digest, key_of, take, transferred
from tahqiq.jobs.register import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.ids import sha256
from tahqiq.model.source import Source

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


class ToldChecking(Strict):
    """What came of it: ``remembered`` are pairs that somebody rejected before, ``known`` hits of this very file that are there already. ``new``, ``changed``,
    ``same`` and ``older`` are bookings and travellers of lists as they were written down: for the first time, with a further version, without one, and below a later message."""

    travellers: int
    lists: int
    hits: int
    new: int = 0
    changed: int = 0
    same: int = 0
    older: int = 0
    known: int
    remembered: int


def add(at: Desktop, asked: NewList, _progress: Progress | None) -> ToldWatchlist:
    """Take a collected list into use. Raises ``NotFound``, ``WrongUse`` (``passengers-empty-list``)."""
    source = _source(at, asked.source)
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
    """Write down who is in a collected file, compare everybody with the lists in use, and write down each hit that is not known."""
    source = _source(at, asked.source)
    used = [one for one in at.shelf(WATCHLIST).find(order="ends", limit=500).records if one.body.until >= clock.now().date()]
    entries: list[Entry] = []
    lists: list[tuple[str, str]] = []
    for one in used:
        listed = _source(at, one.body.source)
        loaded = load(at.bench.workspace.originals.path(listed.sha256), listed.name)
        entries += loaded.entries
        lists += [(one.id, one.body.name)] * len(loaded.entries)
    screen = Screen(entries)
    answer = ToldChecking(travellers=0, lists=len(used), hits=0, known=0, remembered=0)
    taken, key = take(at, source), key_of(at)
    received = datetime.fromisoformat(source.deposited_at)
    answer.new, answer.changed, answer.same, answer.older = taken.new, taken.changed, taken.same, taken.older
    for found in taken.gathered.messages:
        sent = transferred(found.head.get("sent"), received)
        for person in found.of("person"):
            answer.travellers += 1
            traveller = traveller_of(found, person)
            for hit in screen.ask(traveller):
                body = _hit(key, source, found, person, traveller, hit, entries[hit.position], lists[hit.position])
                _write(at, body.model_copy(update={"transferred": sent, "travel": taken.travels.get(body.row, "")}), answer)
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


def _hit(
    key: bytes, source: Source, found: Found, person: Row, traveller: Traveller, hit: Hit, entry: Entry, of_list: tuple[str, str]
) -> HitRecord:
    pair = digest(key, "pair", *sorted(traveller.names), traveller.born, *sorted(traveller.documents), of_list[1], entry.identity)
    return HitRecord(
        mark=sha256(f"{source.id} {person['row']} {of_list[0]} {entry.identity}".encode()), pair=pair, source=source.id, row=int(person["row"] or 0),
        message=f"{found.head['kind']} {found.head['version']}", flight=person["flight"] or "", locator=person["locator"] or "", traveller=hit.name, born=traveller.born,
        list_id=of_list[0], list_name=of_list[1], entry=entry.identity, entry_row=entry.row, listed=hit.listed, listed_born=entry.born, reason=entry.reason, why=hit.why,
        score=hit.score, birth=hit.birth, documents=list(hit.documents), came=clock.now(),
        parts=[
            ComparedPart(
                traveller=pair_.left.text if pair_.left else None, listed=pair_.right.text if pair_.right else None, relation=pair_.relation.value, score=round(pair_.score, 4)
            )
            for pair_ in hit.compared().alignment
        ],
    )  # fmt: skip


def _told(identity: str, version: int, body: Watchlist) -> ToldWatchlist:
    return ToldWatchlist(**body.model_dump(), id=identity, version=version, in_use=body.until >= clock.now().date())


def _source(at: Desktop, identity: str) -> Source:
    """A source of the desk's file. Raises ``NotFound`` (``no-such-source``)."""
    found = at.bench.source(identity)
    if found.case != at.home:
        raise NotFound("no-such-source", no=identity)
    return found


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


def _asked_source(at: Desktop) -> AskedSource:
    add(at, _new_list(at), None)
    return AskedSource(source=_collected(at, SAMPLE_MESSAGE, "zz410.edi"))


OPERATIONS = (
    Operation("lists-add", NewList, ToldWatchlist, "act", "write-case", add, _new_list, group="lists"),
    Operation("lists-show", NoQuestion, ToldWatchlists, "look", "read-case", show, lambda _at: NoQuestion(), group="lists"),
    Operation("lists-end", Ended, ToldWatchlist, "act", "write-case", end, _ended, group="lists"),
    Operation("check", AskedSource, ToldChecking, "act", "write-case", check, _asked_source),
)
