"""``tahqiq passengers report``: what became of hits, by list: how many a person decided about, how many were right, how long it took."""

from datetime import date, datetime
from statistics import median

from pydantic import Field

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.told import Strict
from tahqiq.desks.passengers.records import HIT
from tahqiq.jobs.register import Progress

RIGHT, WRONG = ("confirmed", "asked", "referred"), ("rejected",)


class AskedReport(Strict):
    """Which hits: those that came on these days, in UTC."""

    since: date | None = Field(default=None, description="The first day.")
    until: date | None = Field(default=None, description="The last day.")


class ToldFigures(Strict):
    """Figures of one list: ``hits`` = ``waiting`` + ``right`` + ``wrong``. ``precision`` is the share of right ones among those decided, null where none is; ``hours`` the
    median from the message to the last step of those decided."""

    name: str
    hits: int
    waiting: int
    right: int
    wrong: int
    referred: int
    by_document: int
    precision: float | None
    hours: float | None


class ToldReport(Strict):
    """All lists together, and each."""

    total: ToldFigures
    lists: list[ToldFigures]


class _Figures:
    def __init__(self) -> None:
        self.states: list[tuple[str, str]] = []
        self.hours: list[float] = []

    def told(self, name: str) -> ToldFigures:
        states = [state for state, _ in self.states]
        right, wrong = sum(one in RIGHT for one in states), sum(one in WRONG for one in states)
        return ToldFigures(
            name=name, hits=len(states), waiting=len(states) - right - wrong, right=right, wrong=wrong, referred=states.count("referred"),
            by_document=sum(why == "document" for _, why in self.states), precision=round(right / (right + wrong), 4) if right + wrong else None,
            hours=round(median(self.hours), 2) if self.hours else None,
        )  # fmt: skip


def report(at: Desktop, asked: AskedReport, _progress: Progress | None) -> ToldReport:
    """The figures as they stand now."""
    lives = Lives(at, HIT)
    whole, lists = _Figures(), dict[str, _Figures]()
    for page in at.shelf(HIT).pages(order="came"):
        states = lives.states(page)
        steps = {one.body.record: one.at for one in lives.kept([record.id for record in page])}
        for record in page:
            day = record.body.came.date()
            if (asked.since and day < asked.since) or (asked.until and day > asked.until):
                continue
            state = states[record.id][1].state
            for figures in (whole, lists.setdefault(record.body.list_name, _Figures())):
                figures.states.append((state, record.body.why))
                if state in (*RIGHT, *WRONG):
                    figures.hours.append((datetime.fromisoformat(steps[record.id]) - record.body.came).total_seconds() / 3_600)
    return ToldReport(total=whole.told(""), lists=[lists[name].told(name) for name in sorted(lists)])


REPORT = Operation(
    "report", AskedReport, ToldReport, "look", "read-case", report, lambda _at: AskedReport(since=date(2026, 1, 1), until=date(2099, 1, 1))
)
