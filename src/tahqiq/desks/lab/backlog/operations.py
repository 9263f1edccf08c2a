"""The backlog of every case that the person may read, what is wanted first at the top."""

from datetime import UTC, date, datetime

from tahqiq.casework.clocks import ends_with
from tahqiq.desk import Desktop, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.lab.backlog.waiting import Waiting, readable_cases, received, waiting
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.model.kind import day_of


class BacklogLineView(Strict):
    """An exhibit that waits. ``state`` is that of its examination, ``not-begun`` until something was done.
    ``due_on`` is the day by which its report is wanted, ``until`` the end of that day (UTC), ``days_left``
    the days until then (negative: it is over; all null where no day was named). ``received`` is the day on
    which it came and ``age`` the days since (null: not written down). ``holder`` is who has it now, by name
    where they have an account."""

    examination: str
    case: str
    case_title: str
    exhibit: str
    seizure: str
    state: str
    due_on: date | None
    until: str | None
    days_left: int | None
    received: date | None
    age: int | None
    holder: str


class BacklogView(Strict):
    """What waits: those with a day first, the earliest at the top, then the oldest. ``at_bench`` counts those
    to be examined, ``in_review`` those handed in, ``overdue`` those whose day is over."""

    lines: list[BacklogLineView]
    at_bench: int
    in_review: int
    overdue: int


def look(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> BacklogView:
    """The exhibits that wait in the cases that the person may read."""
    names = {one.login: one.name for one in at.bench.door.people.all() if one.name}
    lines, at_bench = [], 0
    for case, there in readable_cases(at):
        found = list(waiting(there))
        at_bench += sum(one.at_bench for one in found)
        lines += [_line(there, one, case.title, names) for one in found]
    lines.sort(key=lambda one: (one.due_on or date.max, one.received or date.max, one.exhibit))
    return BacklogView(
        lines=lines,
        at_bench=at_bench,
        in_review=len(lines) - at_bench,
        overdue=sum(one.days_left is not None and one.days_left < 0 for one in lines),
    )


def _line(at: Desktop, one: Waiting, title: str, names: dict[str, str]) -> BacklogLineView:
    body, today = one.kept.body, day_of(clock.now())
    came = received(at, one.kept)
    holder = body.held.holder if body.held is not None else ""
    return BacklogLineView(
        examination=one.kept.id,
        case=at.home,
        case_title=title,
        exhibit=body.exhibit,
        seizure=body.intake.seizure,
        state=one.state,
        due_on=one.due_on,
        until=None if one.due_on is None else _stamp(ends_with(one.due_on).until),
        days_left=None if one.due_on is None else (one.due_on - today).days,
        received=None if came is None else day_of(came),
        age=None if came is None else (today - day_of(came)).days,
        holder=names.get(holder, holder),
    )


def _stamp(moment: datetime | None) -> str | None:
    return None if moment is None else f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


BACKLOG = Operation("backlog", NoQuestion, BacklogView, "look", "read-case", look, lambda _at: NoQuestion())
