"""``tahqiq cargo report``: what openings of a time taught."""

from collections import Counter
from datetime import date
from itertools import islice

from pydantic import Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.cargo.outcomes import statistics
from tahqiq.desks.cargo.outcomes.record import OUTCOME, Outcome
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message, wanted
from tahqiq.model.kind import day_of

MOST = 200_000
SHOWN = 20
"""How many origins and declarants are told, the most opened first."""


class OpeningsReportRequest(Strict):
    """Which openings. Days are those on which an opening began, in its own zone."""

    first: date | None = Field(default=None, description="The first day; without it, from the beginning.")
    last: date | None = Field(default=None, description="The last day; without it, to the end.")
    as_of: date | None = Field(
        default=None,
        description=(
            "Count finds as laboratories had confirmed or denied them by this day; without it, as they "
            "are known."
        ),
    )
    shift: str = Field(default="", max_length=60, description="Only this shift.")
    post: str = Field(default="", max_length=60, description="Only this post.")


class RateRow(Strict):
    """A group of openings: how many, with a find, the rate (null where nothing was opened) and the interval
    in which the true rate lies at 95 % (Wilson)."""

    name: str
    opened: int
    found: int
    rate: float | None
    low: float
    high: float


class CourseWeek(Strict):
    """The openings of one week: its Monday, how many, with a find, their share, and the limits between which
    99.73 % of such weeks would lie by chance; ``outside``: it lies beyond one."""

    week: date
    opened: int
    found: int
    rate: float
    low: float
    high: float
    outside: bool


class Share(Strict):
    """How many of the openings were of one origin or declarant, their share, and why they were opened."""

    name: str
    opened: int
    share: float
    why: dict[str, int]


class MissedFindsView(Strict):
    """About how many consignments the lot drew from, in about how many there was something to find (from
    ``low`` to ``high``), how many of those finds were made, and about how many were not."""

    among: float
    finds: float
    low: float
    high: float
    known: int
    missed: float


class OpeningsReportView(Strict):
    """The report. ``random`` is the drawn slice, whose rate is the base rate; ``missed`` is null where
    nothing was drawn. ``unsigned`` openings have no second officer yet. ``course`` and ``course_random`` are
    control charts by week, of all openings and of the drawn ones. ``retire`` names rules that find less than
    drawing lots does; a person decides."""

    first: str
    last: str
    openings: int
    finds: int
    unsigned: int
    all: RateRow
    random: RateRow
    why: list[RateRow]
    rules: list[RateRow]
    models: list[RateRow]
    months: list[RateRow]
    shifts: list[RateRow]
    course: list[CourseWeek]
    course_random: list[CourseWeek]
    found: dict[str, int]
    parties: list[RateRow]
    origins: list[Share]
    declarants: list[Share]
    missed: MissedFindsView | None
    retire: list[str]
    remarks: list[str]


def report(at: Desktop, asked: OpeningsReportRequest, _progress: Progress | None) -> OpeningsReportView:
    """Count the openings that the person sees. Raises ``WrongUse`` (``cargo-report-days``,
    ``cargo-report-many``)."""
    if asked.first and asked.last and asked.last < asked.first:
        raise WrongUse("cargo-report-days")
    told = sorted(_chosen(at, asked), key=lambda one: (one.began, one.consignment))
    as_of = asked.as_of
    base, rules = (
        statistics.rate(statistics.drawn(told), as_of),
        statistics.rates_by(told, lambda one: one.rules, as_of),
    )
    estimate, retire = statistics.missed(told, as_of), statistics.retired(rules, base)
    return OpeningsReportView(
        first=day_of(told[0].began).isoformat() if told else "",
        last=day_of(told[-1].began).isoformat() if told else "",
        openings=len(told),
        finds=sum(bool(one.found(as_of)) for one in told),
        unsigned=sum(not one.signed_by for one in told),
        all=_line("all", statistics.rate(told, as_of)),
        random=_line("random", base),
        why=_lines(statistics.rates_by(told, lambda one: (one.why,), as_of)),
        rules=_lines(rules),
        models=_lines(statistics.rates_by(told, lambda one: (one.model,) if one.model else (), as_of)),
        months=sorted(
            _lines(statistics.rates_by(told, lambda one: (f"{one.began:%Y-%m}",), as_of)),
            key=lambda line: line.name,
        ),
        course=_course(told, as_of),
        course_random=_course(statistics.drawn(told), as_of),
        shifts=_lines(statistics.rates_by(told, lambda one: (one.shift,) if one.shift else (), as_of)),
        found=dict(Counter(find.what for one in told for find in one.found(as_of)).most_common()),
        parties=[
            _line(name, statistics.rate(part, as_of))
            for name, part in statistics.by_earlier_declarant(told).items()
        ],
        origins=_shares(told, "origin"),
        declarants=_shares(told, "declarant"),
        missed=_missed(estimate),
        retire=retire,
        remarks=_remarks(told, base, retire),
    )


def _chosen(at: Desktop, asked: OpeningsReportRequest) -> list[Outcome]:
    found = [
        one.body
        for one in islice(
            (kept for kept in at.records(OUTCOME).every(order="began") if _fits(kept.body, asked)), MOST + 1
        )
    ]
    if len(found) > MOST:
        raise WrongUse("cargo-report-many", most=MOST)
    return found


def _fits(one: Outcome, asked: OpeningsReportRequest) -> bool:
    day = day_of(one.began)
    within = (asked.first is None or asked.first <= day) and (asked.last is None or day <= asked.last)
    return within and asked.shift in ("", one.shift) and asked.post in ("", one.post)


def _line(name: str, one: statistics.Rate) -> RateRow:
    share = None if one.rate is None else round(one.rate, 4)
    return RateRow(
        name=name,
        opened=one.opened,
        found=one.found,
        rate=share,
        low=round(one.low, 4),
        high=round(one.high, 4),
    )


def _lines(groups: dict[str, statistics.Rate]) -> list[RateRow]:
    return [_line(name, one) for name, one in groups.items()]


def _course(told: list[Outcome], as_of: date | None) -> list[CourseWeek]:
    return [
        CourseWeek(
            week=one.monday,
            opened=one.opened,
            found=one.found,
            rate=round(one.found / one.opened, 4),
            low=round(one.low, 4),
            high=round(one.high, 4),
            outside=one.outside,
        )
        for one in statistics.weeks(told, as_of)
    ]


def _shares(told: list[Outcome], field: str) -> list[Share]:
    groups: dict[str, list[Outcome]] = {}
    for one in told:
        name = str(getattr(one, field))
        if name:
            groups.setdefault(name, []).append(one)
    ordered = sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))[:SHOWN]
    return [
        Share(
            name=name,
            opened=len(group),
            share=round(len(group) / len(told), 4),
            why=dict(Counter(one.why for one in group).most_common()),
        )
        for name, group in ordered
    ]


def _missed(one: statistics.Missed | None) -> MissedFindsView | None:
    if one is None:
        return None
    return MissedFindsView(
        among=round(one.among, 1),
        finds=round(one.finds, 1),
        low=round(one.low, 1),
        high=round(one.high, 1),
        known=one.known,
        missed=round(one.missed, 1),
    )


def _remarks(told: list[Outcome], base: statistics.Rate, retire: list[str]) -> list[str]:
    """What whoever reads the figures should know."""
    codes: list[tuple[str, dict[str, str | int]]] = []
    if not told:
        codes.append(("cargo-no-outcomes", {}))
    elif not base.opened:
        codes.append(("cargo-no-base-rate", {}))
    elif base.opened < 30:
        codes.append(("cargo-few-drawn", {"drawn": base.opened}))
    for name in retire:
        codes.append(("cargo-rule-earns-nothing", {"rule": name}))
    if any(not one.signed_by for one in told):
        codes.append(("cargo-unsigned", {"count": sum(not one.signed_by for one in told)}))
    return [message(code, wanted(), words).sentence for code, words in codes]


def _example(at: ActingDesktop) -> OpeningsReportRequest:
    at.records(OUTCOME).save(OUTCOME.example)
    return OpeningsReportRequest()


REPORT = Operation("report", OpeningsReportRequest, OpeningsReportView, "look", "read-case", report, _example)
