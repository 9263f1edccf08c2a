"""The clock of the law: what is to be masked is masked, what is to be deleted is deleted, originals go with what they hold. By the server every night, and by command."""

from collections.abc import Iterator
from datetime import date, datetime, time
from functools import partial

from pydantic import Field

from tahqiq.casework.clocks import ZONE, Clock, Period, Tick
from tahqiq.casework.erasing import retire
from tahqiq.casework.masking import mask_due
from tahqiq.casework.retention import empty_expired
from tahqiq.casework.shelves import Kept
from tahqiq.desk import Desktop, Operation, Periodic
from tahqiq.desk.clockwork import histories
from tahqiq.desk.told import Strict
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.records import HIT
from tahqiq.desks.passengers.rules_desk import suspend
from tahqiq.desks.passengers.taking import take
from tahqiq.desks.passengers.travel import FILE, TRAVEL, FileRecord
from tahqiq.formats.passengers.reader import READER
from tahqiq.jobs.register import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, Refused
from tahqiq.model.source import Source
from tahqiq.model.types.zones import zone
from tahqiq.store.shelf import Between

MASKED = (TRAVEL, HIT)
NIGHTLY = Clock(
    "masking", Period(1, "days"), date(2026, 1, 1),
    ("Masking of travellers after six months", "حجب بيانات المسافرين بعد ستة أشهر", "داپۆشینی داتای گەشتیاران دوای شەش مانگ", "پێچانا داتایێن گەشتیاران پشتی شەش هەیڤان"), time(2, 0),
)  # fmt: skip


class AskedClock(Strict):
    """As of which day."""

    as_of: date | None = Field(
        default=None, description="The day; without it, today. What is told of a day to come is not done, unless it is asked for."
    )
    ahead: bool = Field(default=False, description="Do it although the day has not come: for trials; only for supervisors.")


class ToldClock(Strict):
    """What was done, or would be on a day to come (``done`` false): how many records were masked and deleted, how many originals were erased; ``waiting`` are originals that could
    not be erased now because work on them was under way: the next stroke does it."""

    day: date
    done: bool
    masked: int
    deleted: int
    originals: int
    waiting: int
    basis: str


def run(at: Desktop, asked: AskedClock, _progress: Progress | None) -> ToldClock:
    """Carry out what is due. Raises ``Refused`` (``passengers-not-ahead``) for a day to come to who is no supervisor."""
    today = clock.now().astimezone(zone(ZONE)).date()
    day = asked.as_of or today
    if day > today and not asked.ahead:
        return _plan(at, day)
    if day > today and "supervisor" not in at.actor.roles:
        raise Refused("passengers-not-ahead", day=day.isoformat())
    return carried_out(at, day)


def carried_out(at: Desktop, day: date) -> ToldClock:
    """What the law asks for on ``day`` or before, done. Doing it again changes nothing more."""
    door = at.bench.door
    told = ToldClock(day=day, done=True, masked=0, deleted=0, originals=0, waiting=0, basis=law().basis)
    over = list(_over(at, day))
    for kind in MASKED:
        own = at.desk.kind(kind.name)
        told.masked += mask_due(door, at.actor, own, day)
        told.deleted += empty_expired(door, at.actor, own, day, partial(histories, at, own))
    gone: set[int] = set()
    for source, record in over:
        try:
            if source.no not in gone:
                retire(door, at.actor, source, law().basis)
                told.originals += 1
            gone.add(source.no)
            at.shelf(FILE).save(record.body.model_copy(update={"erased": day}), "", record.id, record.version)
        except Busy:
            told.waiting += 1
    if told.masked and not told.originals:
        door.workspace.database.scrub()
    return told


def _plan(at: Desktop, day: date) -> ToldClock:
    shelves = at.bench.workspace.shelves
    told = ToldClock(
        day=day,
        done=False,
        masked=0,
        deleted=0,
        originals=sum(at.shelf(FILE).count({"erase_on": Between(None, day)}).values()),
        waiting=0,
        basis=law().basis,
    )
    for kind in MASKED:
        own = at.desk.kind(kind.name)
        told.masked += len({item.id for item in shelves.expired(own, date.fromordinal(day.toordinal() + 1), 1_000_000, "mask_on")})
        told.deleted += len({item.id for item in shelves.expired(own, day, 1_000_000)})
    return told


def _over(at: Desktop, day: date) -> Iterator[tuple[Source, Kept[FileRecord]]]:
    """The files of airlines whose time in the clear is over, the outermost original of each; files that nobody took yet are taken first, so that nobody in them is lost."""
    sources = {one.no: one for one in at.bench.workspace.sources.all(at.scope()) if one.case == at.desk.file}
    for source in sources.values():
        if (
            source.format == READER.name
            and source.state == "published"
            and law().mask_on(datetime.fromisoformat(source.deposited_at)) <= day
        ):
            take(at, source)
    by_id = {one.id: one for one in sources.values()}
    for record in at.shelf(FILE).every({"erase_on": Between(None, day)}, "erase_on"):
        whole = by_id.get(record.body.source)
        while whole is not None and whole.parent in sources:
            whole = sources[whole.parent]
        if whole is not None:
            yield whole, record


def _nightly(at: Desktop, tick: Tick) -> int:
    told = carried_out(at, tick.due.astimezone(zone(ZONE)).date())
    return told.masked + told.deleted + suspend(at)


CLOCK = Periodic(NIGHTLY, _nightly)
OPERATION = Operation("clock", AskedClock, ToldClock, "act", "write-case", run, lambda _at: AskedClock(as_of=date(2026, 1, 1)))
