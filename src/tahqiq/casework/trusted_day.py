"""Whether the machine's clock can be trusted with what cannot be undone: it is compared with the log, with
the workspace's files, with a timer that nobody sets, and with the date that a person states.

A clock that was set ahead leaves a gap in the log, one that was set back leaves entries and files of the
future. After either, nothing is destroyed until the log has been written steadily for :data:`STEADY`:
somebody notices a wrong year within that time. A clock that is moved in small steps while a program runs
gains on the timer. Where the program is started anew after each step, nothing on the machine can show it: so
whoever asks for destruction, and whoever confirms it, states today's date.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from tahqiq.access.door import Door
from tahqiq.access.leaf import Leaf
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict
from tahqiq.kit.reasons import Day
from tahqiq.model.kind import day_of

GAP = timedelta(days=30)
"""A log that says nothing for longer: the machine was off, or its clock was set ahead."""
BACK = timedelta(hours=1)
"""How much later than now an entry or a file may be: clocks of a network drift."""
DRIFT = timedelta(hours=1)
"""How much a clock may gain on the timer while a program runs."""
STEADY = timedelta(days=7)
_CHUNK = 500


def stated_day(door: Door, stated: date) -> date:
    """Today, where the clock can be trusted and the person states the same day. Raises ``Conflict``:
    ``clock-stated``, and as :func:`trusted_day`."""
    day = trusted_day(door)
    if stated != day:
        raise Conflict("clock-stated", shown=Day.of(day), stated=Day.of(stated))
    return day


def trusted_day(door: Door) -> date:
    """Today, where the law counts days. Raises ``Conflict``: ``clock-behind``, ``clock-jumped``,
    ``clock-moved``."""
    now = clock.now()
    then, timer = door.began
    gained = now - then - timedelta(seconds=clock.steady() - timer)
    if gained > DRIFT:
        raise Conflict("clock-moved", hours=round(gained / timedelta(hours=1)))
    if _newest_file(door) > now + BACK:
        raise Conflict("clock-behind")
    later = now
    for leaf in _backwards(door):
        at = datetime.fromisoformat(leaf.at).astimezone(UTC)
        if at - later > BACK:
            raise Conflict("clock-behind")
        if later - at > GAP:
            raise Conflict("clock-jumped", last=Day.of(day_of(at)), days=STEADY.days)
        if now - at >= STEADY:
            break
        later = at
    return day_of(now)


def _backwards(door: Door) -> Iterator[Leaf]:
    last = door.audit.size()
    while last > 0:
        first = max(1, last - _CHUNK + 1)
        yield from reversed(list(door.audit.leaves(first, last)))
        last = first - 1


def _newest_file(door: Door) -> datetime:
    """When the newest of the files was written that the program writes all the time."""
    root = door.workspace.root
    times = [
        path.stat().st_mtime
        for name in ("*.db*", "audit/*.db*", "originals", "manifests", "facts")
        for path in root.glob(name)
    ]
    return datetime.fromtimestamp(max(times, default=0.0), UTC)
