"""One inbox from every desk at which a person works: what is due in the files of the desks and in their
cases, in the order of time."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tahqiq.access.cases import Case
from tahqiq.access.desk_file import desk_of
from tahqiq.desk.declaration import Desk
from tahqiq.desk.dispatch import own_file
from tahqiq.desk.entry import enter
from tahqiq.desk.inbox import Inbox, Item, inbox
from tahqiq.desk.registry import desks
from tahqiq.workbench import Workbench

NOW = ("overdue", "unknown", "soon")
"""How a deadline stands that somebody has to look at now; the others are of later days."""
MOST = 200
"""The most deadlines of one file that are listed, and the most of what has none."""


@dataclass(frozen=True, slots=True)
class DeskItem:
    """A line of the common inbox: of which desk."""

    desk: str
    item: Item


@dataclass(frozen=True, slots=True)
class CommonInbox:
    """What has to be done now. ``counts`` say how much of it is at each desk, also where the list was cut;
    ``later`` how many deadlines are of later days; ``unread`` names desks that could not say what is due."""

    items: tuple[DeskItem, ...]
    counts: dict[str, int]
    later: int
    unread: tuple[str, ...]


def common_inbox(bench: Workbench, now: datetime, locale: str) -> CommonInbox:
    """What is due at ``now`` at every desk that is open to the person and whose file or case they may read.
    The look at each of them is in the log."""
    bench.glanced("desks", "inbox")
    lines: list[DeskItem] = []
    counts, later, unread = dict[str, int](), 0, list[str]()
    cases = [one for one in bench.door.cases.of(bench.actor.id) if not desk_of(one.id)]
    for declared in desks().values():
        try:
            for found in _of_desk(bench, declared, cases, now, locale):
                untimed = [one for one in found.items if one.standing is None]
                timed = [one for one in found.items if one.standing in NOW]
                lines.extend(DeskItem(declared.name, one) for one in (*untimed[:MOST], *timed))
                waits = len(untimed) + sum(found.counts.get(name, 0) for name in NOW)
                counts[declared.name] = counts.get(declared.name, 0) + waits
                later += sum(found.counts.get(name, 0) for name in ("stopped", "later"))
        except Exception:  # noqa: BLE001 (a stranger's desk may fail in any way, and must not take the others with it)
            unread.append(declared.name)
    lines.sort(key=_place)
    return CommonInbox(tuple(lines), counts, later, tuple(unread))


def _of_desk(
    bench: Workbench, declared: Desk, cases: list[Case], now: datetime, locale: str
) -> Iterator[Inbox]:
    own = own_file(bench, declared)
    if own is not None and bench.door.may(bench.actor, "read-case", own):
        yield inbox(enter(bench, declared), now, locale, limit=MOST)
    if own is None and not declared.general:
        return
    if any(declared.kind(one.kind).home == "case" for one in declared.lifecycles) or (
        declared.forms and declared.form_home == "case"
    ):
        for case in cases:
            if bench.door.may(bench.actor, "read-case", case):
                yield inbox(enter(bench, declared, case.id), now, locale, limit=MOST)


def _place(line: DeskItem) -> tuple[int, str, str, str]:
    """What is over first, then what nobody can count, then what ends soon, then what has no time of its own:
    each by its end."""
    item = line.item
    rank = len(NOW) if item.standing is None else NOW.index(item.standing)
    return rank, item.until.isoformat() if item.until else "", line.desk, item.key
