"""``tahqiq passengers report``: what became of hits, by list: how many were decided, how many were right, how
long it took."""

from datetime import date, datetime
from math import ceil
from statistics import median
from typing import Literal

from pydantic import Field

from tahqiq.casework.clocks import first_moment, last_moment
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.lifecycles import Lives
from tahqiq.desks.passengers.airline_files.record import FILE
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.jobs.progress import Progress
from tahqiq.kit.shares import wilson
from tahqiq.store.record_where import Between

RIGHT, WRONG = ("confirmed", "asked", "referred", "met", "unmet"), ("rejected",)
REFERRED = ("referred", "met", "unmet")
CLOSED = "closed"
"""Closed undecided: the entry of the list ended."""


class ReportRequest(Strict):
    """Which hits: those that came on these days, in Baghdad, as the register of hits counts them."""

    since: date | None = Field(default=None, description="The first day.")
    until: date | None = Field(default=None, description="The last day.")


class FiguresView(Strict):
    """Figures of one list or rule (``sort``; of all together, "all"; ``titles``: the name of a rule by
    language, where it has several): ``hits`` = ``waiting`` + ``right`` + ``wrong``. ``precision`` is the
    share of right ones among those decided, null where none is, and lies with 95 in 100 between ``low`` and
    ``high`` (Wilson); ``hours`` the median from the message to the last step of those decided, ``slowest``
    what nine in ten stay below."""

    name: str
    titles: dict[str, str]
    sort: Literal["all", "list", "rule"]
    hits: int
    waiting: int
    right: int
    wrong: int
    referred: int
    by_document: int
    precision: float | None
    low: float | None
    high: float | None
    hours: float | None
    slowest: float | None


class ReportView(Strict):
    """All together, and each list and rule. ``people`` are those whom the messages of these days name (a
    traveller stands in several), ``rate`` how many hits come on each of them, null where nobody came."""

    people: int
    rate: float | None
    total: FiguresView
    lists: list[FiguresView]


class _Figures:
    def __init__(self) -> None:
        self.states: list[tuple[str, str]] = []
        self.hours: list[float] = []
        self.titles: dict[str, str] = {}

    def view(self, name: str, sort: Literal["all", "list", "rule"]) -> FiguresView:
        states = [state for state, _ in self.states]
        right, wrong = sum(one in RIGHT for one in states), sum(one in WRONG for one in states)
        low, high = (round(end, 4) for end in wilson(right, right + wrong)) if right + wrong else (None, None)
        return FiguresView(
            name=name,
            titles=self.titles,
            sort=sort,
            hits=len(states),
            waiting=len(states) - right - wrong - states.count(CLOSED),
            right=right,
            wrong=wrong,
            referred=sum(states.count(one) for one in REFERRED),
            by_document=sum(why == "document" for _, why in self.states),
            precision=round(right / (right + wrong), 4) if right + wrong else None,
            low=low,
            high=high,
            hours=round(median(self.hours), 2) if self.hours else None,
            slowest=round(_ninth_decile(self.hours), 2) if self.hours else None,
        )


def report(at: Desktop, asked: ReportRequest, _progress: Progress | None) -> ReportView:
    """The figures as they stand now."""
    lives = Lives(at, HIT)
    whole, lists, rules = _Figures(), dict[str, _Figures](), dict[str, _Figures]()
    span = Between(first_moment(asked.since or date(1, 1, 2)), last_moment(asked.until or date(9999, 12, 30)))
    for page in at.records(HIT).pages({"came": span}, "came"):
        states = lives.states(page)
        steps = {one.body.record: one.at for one in lives.kept([record.id for record in page])}
        for record in page:
            state = states[record.id][1].state
            own = rules if record.body.why == "rule" else lists
            own.setdefault(record.body.list_name, _Figures()).titles = record.body.titles
            for figures in (whole, own[record.body.list_name]):
                figures.states.append((state, record.body.why))
                if state in (*RIGHT, *WRONG):
                    figures.hours.append(
                        (datetime.fromisoformat(steps[record.id]) - record.body.came).total_seconds() / 3_600
                    )
    people = sum(one.body.people for one in at.records(FILE).every({"received": span}, "received"))
    view = [
        *(lists[name].view(name, "list") for name in sorted(lists)),
        *(rules[name].view(name, "rule") for name in sorted(rules)),
    ]
    return ReportView(
        people=people,
        rate=round(len(whole.states) / people, 6) if people else None,
        total=whole.view("", "all"),
        lists=view,
    )


def _ninth_decile(hours: list[float]) -> float:
    return sorted(hours)[max(0, ceil(len(hours) * 0.9) - 1)]


REPORT = Operation(
    "report",
    ReportRequest,
    ReportView,
    "look",
    "read-case",
    report,
    lambda _at: ReportRequest(since=date(2026, 1, 1), until=date(2099, 1, 1)),
)
