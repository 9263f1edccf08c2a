"""Running the clocks of desks: every stroke that is due, each once, as the desk's own service account; an
outage is caught up, a stroke broken off is done again. Each stroke stands in the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from tahqiq.access.door import Door
from tahqiq.access.people import PROGRAM, Person
from tahqiq.casework.clocks import Clock, Period, Tick, catch_up
from tahqiq.casework.records import RecordVersion
from tahqiq.desk.declaration import Desk, Periodic
from tahqiq.desk.derived_kinds import Stroke
from tahqiq.desk.desktop import ActingDesktop, Desktop, SeatedDesktop
from tahqiq.desk.destruction_requests import finish
from tahqiq.jobs.named_lock import NamedLock
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import Kind
from tahqiq.workbench import Workbench

AT_ONCE = 200
"""The most strokes of one clock at one time; the rest is done the next time."""
RETENTION = Clock(
    "retention",
    Period(1, "days"),
    date(2026, 1, 1),
    (
        "Records whose time is over",
        "سجلات انتهت مدتها",
        "تۆمارەکانی کاتیان بەسەرچووە",
        "تۆمارێن دەمێ وان بۆری",
    ),
    time(2, 30),
)
"""Every desk with records has it: at night it goes on with destructions that two persons confirmed. What is
over is closed by itself, whatever the clock does."""


@dataclass(frozen=True, slots=True)
class Struck:
    """A stroke that was carried out, with how many records it changed."""

    desk: str
    tick: Tick
    changed: int


@dataclass(frozen=True, slots=True)
class ClockState:
    """How far a clock is: the due time of its last stroke (None: it has not struck), the next one, and how
    many are due and not done."""

    clock: Clock
    done: datetime | None
    next: datetime
    missed: int


def clocks_of(declared: Desk) -> tuple[Periodic, ...]:
    """The clocks of a desk, with that of retention where it has records; a general desk has none."""
    return (
        (*declared.clocks, Periodic(RETENTION, _retention))
        if declared.kinds and not declared.general
        else declared.clocks
    )


def service_login(declared: Desk) -> str:
    """The sign-in name of a desk's service account. Nobody signs in with it. It belongs to the desk's file;
    a case lets it in as it does anybody."""
    return f"clock-{declared.name}"


def service_account(door: Door, declared: Desk) -> Person:
    """The person as whom a desk's clocks run, made when first asked for; whoever takes it out of the desk's
    file stops the clocks."""
    try:
        return door.people.get(service_login(declared))
    except NotFound:
        made = door.people.add(
            service_login(declared),
            f"{declared.title('en').sentence}: clock",
            frozenset({"analyst"}),
            None,
            PROGRAM,
        )
        door.cases.add_member(declared.file, made.id, PROGRAM)
        return made


def strike(door: Door, declared: Desk, now: datetime, only: str = "") -> Iterator[Struck]:
    """Carry out what is due at ``now`` (aware) of a desk's clocks, or of the one called ``only``, oldest
    first. Nothing where the desk is not switched on. What a stroke raises is raised; the strokes before it
    are kept."""
    opened = opened_at(door, declared)
    if opened is None:
        return
    with NamedLock(door.workspace.database, f"clocks-{declared.name}"):
        bench = Workbench(door, service_account(door, declared))
        at = SeatedDesktop(bench, declared, declared.file, "work")
        for periodic in clocks_of(declared):
            if only in ("", periodic.clock.name):
                yield from _strikes(at, periodic, opened, now)


def struck_by(bench: Workbench, declared: Desk, now: datetime) -> list[Struck]:
    """As :func:`strike`, because a person says so; for those who may add members to the desk's file. Raises
    ``Refused``."""
    bench.door.require(bench.actor, "add-member", declared.file)
    return list(strike(bench.door, declared, now))


def states(at: Desktop, now: datetime) -> list[ClockState]:
    """How far each clock of the desk is, for somebody at it."""
    opened = opened_at(at.bench.door, at.desk) or now
    found: list[ClockState] = []
    for periodic in clocks_of(at.desk):
        kept = _kept(at, periodic.clock)
        done = kept.body.done if kept else None
        due = catch_up(periodic.clock, _since(kept, opened, now), now, AT_ONCE)
        after = due.ticks[-1].due if due.ticks else (done or opened)
        found.append(ClockState(periodic.clock, done, periodic.clock.after(max(after, now)), len(due.ticks)))
    return found


def opened_at(door: Door, declared: Desk) -> datetime | None:
    """When the desk was switched on in the workspace; None: it is not. Clocks begin there, whatever their
    first day."""
    found = door.cases.opened(declared.file)
    return datetime.fromisoformat(found).astimezone(UTC) if found else None


def _strikes(at: SeatedDesktop, periodic: Periodic, opened: datetime, now: datetime) -> Iterator[Struck]:
    before = _kept(at, periodic.clock)
    for tick in catch_up(periodic.clock, _since(before, opened, now), now, AT_ONCE).ticks:
        with (
            at.acting() as work,
            work.bench.door.audit.act(at.actor, f"{at.desk.name}.clock", tick.key, at.desk.file) as outcome,
        ):
            changed = outcome["changed"] = periodic.run(work, tick)
            body, kept = (
                Stroke(clock=periodic.clock.name, done=tick.due, changed=changed),
                _kept(at, periodic.clock),
            )
            work.records(_strokes(at)).save(
                body, identity=kept.id if kept else "", version=kept.version if kept else 0
            )
        yield Struck(at.desk.name, tick, changed)


def _since(kept: RecordVersion[Stroke] | None, opened: datetime, now: datetime) -> datetime:
    """From when strokes are due: after the last one. Where that lies ahead (the machine's clock was), the
    last day's is done again: twice changes nothing more than once."""
    done = kept.body.done if kept else opened
    return done if done <= now else max(opened, now - timedelta(days=1))


def _strokes(at: Desktop) -> Kind[Stroke]:
    return at.desk.kind(f"{at.desk.name}-clock")


def _kept(at: Desktop, clock: Clock) -> RecordVersion[Stroke] | None:
    found = at.records(_strokes(at)).find({"clock": clock.name}, limit=1).records
    return found[0] if found else None


def _retention(at: ActingDesktop, _tick: Tick) -> int:
    """Go on with destructions that two persons confirmed and something broke off. Nothing is destroyed
    because a day came: that is shown as due (:mod:`tahqiq.desk.destruction_requests`)."""
    wishes = [kind for kind in at.desk.kinds if kind.name == f"{at.desk.name}-destruction"]
    return sum(
        finish(at, one) for kind in wishes for one in list(at.records(kind).every({"state": "confirmed"}))
    )
