"""Running the clocks of desks: every stroke that is due, each once, as the desk's own service account; an outage is caught up, a stroke broken off is done
again. Each stroke stands in the log."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from typing import Any

from tahqiq.access.door import Door
from tahqiq.access.people import Person
from tahqiq.casework.clocks import ZONE, Clock, Period, Tick, catch_up
from tahqiq.casework.retention import empty_expired
from tahqiq.casework.shelves import Kept, Shelf
from tahqiq.desk.declaration import Desk, Periodic
from tahqiq.desk.derived import Stroke, steps_name
from tahqiq.desk.desktop import Desktop
from tahqiq.jobs.register import NamedLock
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import Kind
from tahqiq.model.types.zones import zone
from tahqiq.store.shelf import Record
from tahqiq.workbench import Workbench

AT_ONCE = 200
"""The most strokes of one clock at one time; the rest is done the next time."""
RETENTION = Clock(
    "retention", Period(1, "days"), date(2026, 1, 1),
    ("Records whose time is over", "سجلات انتهت مدتها", "تۆمارەکانی کاتیان بەسەرچووە", "تۆمارێن دەمێ وان بۆری"), time(2, 30),
)  # fmt: skip
"""Every desk with records has it: at night, what may be kept no longer is emptied."""


@dataclass(frozen=True, slots=True)
class Struck:
    """A stroke that was carried out, with how many records it changed."""

    desk: str
    tick: Tick
    changed: int


@dataclass(frozen=True, slots=True)
class ClockState:
    """How far a clock is: the due time of its last stroke (None: it has not struck), the next one, and how many are due and not done."""

    clock: Clock
    done: datetime | None
    next: datetime
    missed: int


def clocks_of(declared: Desk) -> tuple[Periodic, ...]:
    """The clocks of a desk, with that of retention where it has records; a general desk has none."""
    return (*declared.clocks, Periodic(RETENTION, _retention)) if declared.kinds and not declared.general else declared.clocks


def service_login(declared: Desk) -> str:
    """The sign-in name of a desk's service account. It has no password and belongs to the desk's file; a case lets it in as it does anybody."""
    return f"clock-{declared.name}"


def service_account(door: Door, declared: Desk) -> Person:
    """The person as whom a desk's clocks run, made when first asked for; whoever takes it out of the desk's file stops the clocks."""
    try:
        return door.people.get(service_login(declared))
    except NotFound:
        made = door.people.add(service_login(declared), f"{declared.title('en').sentence}: clock", frozenset({"analyst"}), None, "desk")
        door.cases.add_member(declared.file, made.id, "desk")
        return made


def strike(door: Door, declared: Desk, now: datetime, only: str = "") -> Iterator[Struck]:
    """Carry out what is due at ``now`` (aware) of a desk's clocks, or of the one called ``only``, oldest first. Nothing where the desk is not switched on.
    What a stroke raises is raised; the strokes before it are kept."""
    opened = opened_at(door, declared)
    if opened is None:
        return
    with NamedLock(door.workspace.database, f"clocks-{declared.name}"):
        bench = Workbench(door, service_account(door, declared))
        at = Desktop(bench, declared, declared.file, "work")
        for periodic in clocks_of(declared):
            if only in ("", periodic.clock.name):
                yield from _strikes(at, periodic, opened, now)


def struck_by(bench: Workbench, declared: Desk, now: datetime) -> list[Struck]:
    """As :func:`strike`, because a person says so; for those who may add members to the desk's file. Raises ``Refused``."""
    bench.door.require(bench.actor, "add-member", declared.file)
    return list(strike(bench.door, declared, now))


def states(at: Desktop, now: datetime) -> list[ClockState]:
    """How far each clock of the desk is, for somebody at it."""
    opened = opened_at(at.bench.door, at.desk) or now
    found: list[ClockState] = []
    for periodic in clocks_of(at.desk):
        kept = _kept(at, periodic.clock)
        done = kept.body.done if kept else None
        due = catch_up(periodic.clock, done or opened, now, AT_ONCE)
        after = due.ticks[-1].due if due.ticks else (done or opened)
        found.append(ClockState(periodic.clock, done, periodic.clock.after(max(after, now)), len(due.ticks)))
    return found


def opened_at(door: Door, declared: Desk) -> datetime | None:
    """When the desk was switched on in the workspace; None: it is not. Clocks begin there, whatever their first day."""
    found = door.cases.opened(declared.file)
    return datetime.fromisoformat(found).astimezone(UTC) if found else None


def _strikes(at: Desktop, periodic: Periodic, opened: datetime, now: datetime) -> Iterator[Struck]:
    kept = _kept(at, periodic.clock)
    for tick in catch_up(periodic.clock, kept.body.done if kept else opened, now, AT_ONCE).ticks:
        with at.bench.door.audit.act(at.actor, f"{at.desk.name}.clock", tick.key, at.desk.file) as outcome:
            changed = outcome["changed"] = periodic.run(at, tick)
        body = Stroke(clock=periodic.clock.name, done=tick.due, changed=changed)
        kept = _shelf(at).save(body, identity=kept.id if kept else "", version=kept.version if kept else 0)
        yield Struck(at.desk.name, tick, changed)


def _shelf(at: Desktop) -> Shelf[Stroke]:
    return at.shelf(at.desk.kind(f"{at.desk.name}-clock"))


def _kept(at: Desktop, clock: Clock) -> Kept[Stroke] | None:
    found = _shelf(at).find({"clock": clock.name}, limit=1).records
    return found[0] if found else None


def _retention(at: Desktop, tick: Tick) -> int:
    """Empty what may be kept no longer on the day of the stroke."""
    day = tick.due.astimezone(zone(ZONE)).date()
    return sum(empty_expired(at.bench.door, at.actor, kind, day, partial(histories, at, kind)) for kind in at.desk.kinds)


def histories(at: Desktop, kind: Kind[Any], ids: list[str]) -> list[Record]:
    """Every version of what happened to some records in their flow, for retention only; [] for a kind without one."""
    flowing = any(item.kind == kind.name for item in at.desk.lifecycles)
    return at.bench.workspace.shelves.keyed(at.desk.kind(steps_name(kind.name)), "record", ids) if flowing else []
