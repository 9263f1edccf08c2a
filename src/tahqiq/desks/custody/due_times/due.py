"""What the inbox shows of this desk: every clock that is over, cannot be counted or ends soon, by the name of
whom it is about; who is expected, and who has no cell yet."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlencode

from tahqiq.casework.clocks import Obligation, ends_at
from tahqiq.desk import Desktop, Owed
from tahqiq.desks.custody.arrivals.operations import ArrivalsRequest, expected_people
from tahqiq.desks.custody.due_times.clock_view import ClockView
from tahqiq.desks.custody.due_times.incident_clocks import OF_INCIDENTS
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.roll_call.no_cell import without_cell
from tahqiq.desks.custody.roll_call.operations import names_of, present
from tahqiq.kit import clock
from tahqiq.kit.messages import in_every_language


def due(at: Desktop) -> Iterator[Owed]:
    """Every clock that has to be looked at (those of later days stay on the desk's board), who is expected
    and who has no cell: what *Today* lists at all posts and facilities, but for wings nobody counted."""
    found = [one for one in clocks(at, ClocksRequest(), None).clocks if one.standing != "running"]
    for one in found:
        end = None if one.ends is None else datetime.fromisoformat(one.ends)
        name = "custody-due-" + ("detained-beyond" if one.standing == "unlawful" else one.clock)
        yield Owed(
            Obligation(
                f"{one.clock}:{one.record}",
                one.clock,
                one.person,
                None if end is None else ends_at(end),
            ),
            in_every_language(name, {}),
            title=" · ".join(filter(None, (one.name, one.person))) or one.record,
            explained=False,
            to=_where(one),
        )
    yield from _expected(at)
    yield from _without_cell(at)


def _expected(at: Desktop) -> Iterator[Owed]:
    """Who is announced and has not come."""
    for one in expected_people(at, ArrivalsRequest(), None).people:
        yield Owed(
            Obligation(f"arrival:{one.number}", "arrival", "", ends_at(datetime.fromisoformat(one.due))),
            in_every_language("custody-due-arrival", {}),
            title=f"{one.name} · {one.facility}",
            explained=False,
            to=f"intake?{urlencode({'arrival': one.number})}",
        )


def _without_cell(at: Desktop) -> Iterator[Owed]:
    """Who is held and in no cell."""
    now = clock.now()
    waiting = list(without_cell(at, now, present(at, now)))
    names = names_of(at, [one.person for one in waiting])
    for one in waiting:
        yield Owed(
            Obligation(f"no-cell:{one.booking}", "no-cell", one.person, ends_at(one.since or now)),
            in_every_language("custody-due-no-cell", {}),
            title=" · ".join(filter(None, (names.get(one.person, ""), one.person))),
            explained=False,
            to=f"move?{urlencode({'person': one.person, 'sort': 'cell'})}",
        )


def _where(one: ClockView) -> str:
    """The page of the desk on which something can be done about a clock, as *Today* leads to it
    (``due_times/posts.ts``)."""
    if one.clock in OF_INCIDENTS:
        return f"incident?{urlencode({'number': one.record})}"
    if one.clock == "complaint":
        return f"complaint?{urlencode({'notice': one.record})}"
    if one.clock == "transfer":
        return f"transfer?{urlencode({'person': one.person})}"
    if one.person:
        return f"person?{urlencode({'person': one.person})}"
    return f"count?{urlencode({'facility': one.facility})}"
