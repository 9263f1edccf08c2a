"""The terms of the law: what is to be masked is masked, originals whose time in the clear is over are closed.
By the server every night, and by command. Destruction is confirmed by two persons
(:mod:`tahqiq.desk.destruction_requests`); nothing here destroys anything."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.casework.clocks import Clock, Period, Tick
from tahqiq.casework.masking import mask_due
from tahqiq.desk import ActingDesktop, Desktop, Operation, Periodic
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.passengers.airline_files.record import FILE, FileRecord
from tahqiq.desks.passengers.airline_messages.messages import READER
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.intake.airline_files import import_file
from tahqiq.desks.passengers.law import law
from tahqiq.desks.passengers.risk_rules.operations import suspend
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.model.kind import day_of
from tahqiq.model.source import GONE, Source
from tahqiq.store.due import close_due, reopen
from tahqiq.store.record_over import over
from tahqiq.store.record_where import Between
from tahqiq.store.stored_record import Record

MASKED = (TRAVEL, HIT)


CLOSE, REOPEN = "close-due", "reopen-due"
"""The acts of the entries that say that an original was closed because its time is over, or opened again
because the clock had been wrong. Their object is the source."""


NIGHTLY = Clock(
    "masking",
    Period(1, "days"),
    date(2026, 1, 1),
    (
        "Masking of travellers after six months",
        "حجب بيانات المسافرين بعد ستة أشهر",
        "داپۆشینی داتای گەشتیاران دوای شەش مانگ",
        "پێچانا داتایێن گەشتیاران پشتی شەش هەیڤان",
    ),
    time(2, 0),
)


class ClockRequest(Strict):
    """Of which day; without it, what is due today is done."""

    as_of: Annotated[date | None, MAY_LIE_AHEAD] = Field(
        default=None,
        description=(
            "A day: what is due by then is counted, and nothing is done. Without it, today's is done."
        ),
    )


class ClockView(Strict):
    """What was done today, or would be by a day that is named (``done`` false): how many records were masked,
    how many originals were closed. ``over`` counts the records whose last day is past: nobody reads them, and
    two persons confirm that they are destroyed, as the originals are."""

    day: date
    done: bool
    masked: int
    over: int
    originals: int
    basis: str


def apply_law(at: ActingDesktop, asked: ClockRequest, _progress: Progress | None) -> ClockView:
    """Carry out what is due today. No day that a caller names changes anything."""
    today = day_of(clock.now())
    return apply_due(at, today) if asked.as_of is None else _plan(at, asked.as_of)


def apply_due(at: ActingDesktop, day: date) -> ClockView:
    """What the law asks for on ``day`` or before, done: masking, and closing of originals. Doing it again
    changes nothing more; nothing is destroyed."""
    door, database = at.bench.door, at.bench.workspace.database
    view = ClockView(day=day, done=True, masked=0, over=0, originals=0, basis=law().basis)
    sources = _Sources(at)
    due = _due(at, sources, day)
    for kind in MASKED:
        view.masked += mask_due(door, at.actor, at.desk.kind(kind.name), day)
    for source in due:
        if source.state not in GONE:
            with door.audit.act(
                at.actor, CLOSE, source.id, at.desk.file, {"law": law().basis, "day": day.isoformat()}
            ):
                view.originals += close_due(database, source.no)
    for source in _early(at, sources, day, due):
        with door.audit.act(
            at.actor, REOPEN, source.id, at.desk.file, {"law": law().basis, "day": day.isoformat()}
        ):
            reopen(database, source.no)
    gone = {one.id for one in sources.all if one.state == "erased"}
    for record in list(at.records(FILE).every({"erase_on": Between(None, day)})):
        if record.body.source in gone:
            at.records(FILE).save(
                record.body.model_copy(update={"erased": day}), "", record.id, record.version
            )
    view.over = _count_over(at, day)
    if view.masked:
        database.scrub()
    return view


def _plan(at: Desktop, day: date) -> ClockView:
    records = at.bench.workspace.records
    originals = sum(at.records(FILE).count({"erase_on": Between(None, day)}).values())
    view = ClockView(
        day=day, done=False, masked=0, over=_count_over(at, day), originals=originals, basis=law().basis
    )
    for kind in MASKED:
        own = at.desk.kind(kind.name)
        view.masked += len(
            {item.id for item in records.expired(own, day + timedelta(days=1), 1_000_000, "mask_on")}
        )
    return view


def _count_over(at: Desktop, day: date) -> int:
    return sum(
        1
        for kind in at.desk.kinds
        if kind.ends
        for _ in over(at.bench.workspace.database, kind, [at.desk.file], day)
    )


class _Sources:
    """The originals of the desk's file, as they stood when the clock struck."""

    def __init__(self, at: Desktop) -> None:
        self.all = [one for one in at.bench.workspace.sources.all(at.scope()) if one.case == at.desk.file]
        self._by_no = {one.no: one for one in self.all}
        self._by_id = {one.id: one for one in self.all}

    def whole(self, public: str) -> Source | None:
        """The outermost original in which a document stood."""
        found = self._by_id.get(public)
        while found is not None and found.parent in self._by_no:
            found = self._by_no[found.parent]
        return found


def _due(at: ActingDesktop, sources: _Sources, day: date) -> list[Source]:
    """The originals whose time in the clear is over, each outermost one. Files that nobody imported yet are
    imported first, so that nobody in them is lost, unless nobody may read them any more."""
    own = [one for one in sources.all if one.format == READER and one.state == "published"]
    known = {
        _file(at, item).source
        for item in at.bench.workspace.records.keyed(
            at.desk.kind(FILE.name), "source", [one.id for one in own]
        )
    }
    late = list[str]()
    for source in own:
        came = datetime.fromisoformat(source.deposited_at)
        if source.id not in known and law().last_day(came) < day:
            late.append(source.id)
        elif source.id not in known and law().mask_on(came) <= day:
            import_file(at, source)
    due = [*late, *(body.source for body in _files(at, day))]
    return list({one.no: one for public in due if (one := sources.whole(public))}.values())


def _early(at: Desktop, sources: _Sources, day: date, due: Sequence[Source]) -> list[Source]:
    """Originals that were closed although their day has not come: the machine's clock was ahead."""
    closed = {one.no for one in sources.all if one.state == "due"} - {one.no for one in due}
    later = at.records(FILE).every({"erase_on": Between(day + timedelta(days=1), None)}) if closed else ()
    found = {one.no: one for record in later if (one := sources.whole(record.body.source))}
    return [one for no, one in found.items() if no in closed]


def _files(at: Desktop, day: date) -> list[FileRecord]:
    """What is written of files whose time in the clear is over on ``day``, also of those that nobody reads
    any more."""
    versions = at.bench.workspace.records.expired(
        at.desk.kind(FILE.name), day + timedelta(days=1), 1_000_000, "erase_on"
    )
    return [_file(at, item) for item in {item.id: item for item in versions}.values()]


def _file(at: Desktop, item: Record) -> FileRecord:
    body: FileRecord = at.desk.kind(FILE.name).read(item.body, item.shape)
    return body


def _nightly(at: ActingDesktop, tick: Tick) -> int:
    view = apply_due(at, day_of(tick.due))
    return view.masked + view.originals + suspend(at)


CLOCK = Periodic(NIGHTLY, _nightly)


OPERATION = Operation(
    "clock",
    ClockRequest,
    ClockView,
    "act",
    "write-case",
    apply_law,
    lambda _at: ClockRequest(as_of=date(2026, 1, 1)),
)
