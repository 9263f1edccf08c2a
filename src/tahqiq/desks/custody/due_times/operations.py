"""``tahqiq custody clocks``: everything that runs out: orders that hold somebody, alerts, levels, reviews,
answers that are owed. Who is held past a day comes first."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.casework.clocks import last_moment
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every
from tahqiq.desk.rule_results import moment
from tahqiq.desks.custody.admissions.open_questions import open_questions
from tahqiq.desks.custody.alerts.record import ALERT
from tahqiq.desks.custody.arrivals.record import ARRIVAL
from tahqiq.desks.custody.bookings.gaps import unanswered
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.complaint_notices.record import NOTICE
from tahqiq.desks.custody.due_times.clock_view import (
    ClockView,
    CountedStepView,
    Standing,
    clock_view,
    standing_of,
)
from tahqiq.desks.custody.due_times.incident_clocks import counts, grave, searched
from tahqiq.desks.custody.levels.level_on_day import OLD
from tahqiq.desks.custody.levels.record import ASSESSMENT, Assessment
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.orders.holding_time import count
from tahqiq.desks.custody.orders.record import ORDER, Order
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.desks.custody.plans.record import PLAN
from tahqiq.desks.custody.roll_call.operations import files_of, names_of
from tahqiq.desks.custody.separations.record import SPELL, Spell
from tahqiq.desks.custody.separations.solitary import FIFTEEN, begun
from tahqiq.jobs.progress import Progress
from tahqiq.model.kind import day_of

ANSWER = timedelta(days=14)
"""Within what a challenge of a level is answered (the house rule CLS-5)."""
AGREED = timedelta(hours=24)
"""Within what a second person agrees to withdraw an admission, or keeps it (house rule)."""
ON_THE_WAY = timedelta(hours=12)
"""Within what somebody who was sent to another facility is received there (house rule)."""
TAKEN = timedelta(hours=24)
"""Within what a complaint that was handed in is taken by whoever may read complaints (house rule)."""
REFERRAL = timedelta(hours=24)
"""Within what injuries or ill-treatment noted at admission go to a doctor and the authority (rule 71)."""
_ORDER: tuple[Standing, ...] = ("unlawful", "overdue", "unknown", "due", "running")


class ClocksRequest(Strict):
    """Which clocks."""

    as_of: str = Field(default="", description="As it stood at this moment, ISO 8601 with zone; empty: now.")
    facility: Annotated[str, FACILITY] = Field(default="", description="Only of this facility, by its code.")


class ElsewhereView(Strict):
    """Another facility in which something is over: how many are held past their last day, and how much else
    is overdue (counts that differ are)."""

    facility: str
    unlawful: int
    overdue: int


class ClocksView(Strict):
    """Every clock that runs: counts that differ first, then who is held past a day, what is over, what cannot
    be counted, what ends within a week, the rest. ``elsewhere``: what is over in other facilities than the
    one that was asked for, by their codes; empty where all were."""

    as_of: str
    counts: dict[str, int]
    clocks: list[ClockView]
    elsewhere: list[ElsewhereView]


def clocks(at: Desktop, asked: ClocksRequest, _progress: Progress | None) -> ClocksView:
    """Every clock. Raises ``WrongUse`` (``clock-zone``)."""
    now = moment(asked.as_of)
    every_one = [*_held(at, now), *_people(at, now), *_acts(at, now)]
    found = [one for one in every_one if not asked.facility or one.facility in ("", asked.facility)]
    names = names_of(at, [one.person for one in found if one.person])
    for one in found:
        one.name = names.get(one.person, one.name)
    found.sort(
        key=lambda one: (not searched(one), _ORDER.index(one.standing), one.ends or "", one.clock, one.record)
    )
    standings: dict[str, int] = {name: sum(one.standing == name for one in found) for name in _ORDER}
    awaited = every(at, ARRIVAL, {"open": True})  # who is expected stands on *Today* beside the clocks
    late = (one.body.facility for one in awaited if one.body.due < now)
    return ClocksView(
        as_of=now.isoformat(),
        counts=standings,
        clocks=found,
        elsewhere=_elsewhere(every_one, late, asked.facility) if asked.facility else [],
    )


def _elsewhere(clocks: Iterable[ClockView], late: Iterable[str], facility: str) -> list[ElsewhereView]:
    over = Counter((one.facility, one.standing) for one in clocks if one.standing in ("unlawful", "overdue"))
    over.update((code, "overdue") for code in late)
    return [
        ElsewhereView(facility=code, unlawful=over[code, "unlawful"], overdue=over[code, "overdue"])
        for code in sorted({code for code, _ in over} - {"", facility})
    ]


def _held(at: Desktop, now: datetime) -> Iterator[ClockView]:
    orders = defaultdict[str, list[Order]](list)
    for kept in every(at, ORDER):
        if kept.body.issued is None or last_moment(kept.body.issued) - timedelta(days=1) <= now:
            orders[kept.body.booking].append(kept.body)
    bookings = list(every(at, BOOKING))
    files = files_of(at, (one.body.person for one in bookings if one.body.held and unanswered(one.body)))
    for booking in bookings:
        body = booking.body
        if (
            body.admitted is None
            or body.admitted > now
            or (body.released is not None and body.released <= now)
        ):
            continue
        if body.withdrawal_at is not None and not body.withdrawn:
            yield clock_view(
                "withdrawal", body.number, body.person, body.facility, body.withdrawal_at + AGREED, now
            )
        counted = count(orders.get(body.number, []))
        name = (
            "sentence" if any(one.sort == "sentence" for one in orders.get(body.number, [])) else "detention"
        )
        standing = standing_of(counted.until, now)
        due = clock_view(
            name,
            body.number,
            body.person,
            body.facility,
            counted.until,
            now,
            "unlawful" if standing == "overdue" else standing,
        )
        due.steps = [
            CountedStepView(
                what=one.what,
                amount=one.amount,
                day=one.day.isoformat() if one.day else None,
                order=one.order,
            )
            for one in counted.steps
        ]
        yield due
        if (body.injuries or body.ill_treatment) and body.referred is None:
            yield clock_view(
                "referral", body.number, body.person, body.facility, body.admitted + REFERRAL, now
            )
        if unanswered(body):  # the file may be completed later: a photograph, a document
            one = clock_view(
                "intake", body.number, body.person, body.facility, body.admitted + timedelta(hours=24), now
            )
            one.lacks = open_questions(body, files.get(body.person))
            yield one


def _people(at: Desktop, now: datetime) -> Iterator[ClockView]:
    for alert in every(at, ALERT):
        if _open(alert.body.raised, alert.body.closed, now):
            yield clock_view(
                "alert",
                f"{alert.body.person} {alert.body.what}",
                alert.body.person,
                "",
                last_moment(alert.body.review),
                now,
            )
    yield from _challenges(at, now)
    levels, plans = dict[str, ClockView](), dict[str, ClockView]()
    for level in every(at, ASSESSMENT):
        if level.body.decided <= day_of(now):
            due = clock_view(
                "level", level.body.number, level.body.person, "", last_moment(_worth(level.body)), now
            )
            levels[level.body.person] = max(
                levels.get(level.body.person, due), due, key=lambda one: one.ends or ""
            )
    for plan in every(at, PLAN):
        if plan.body.made <= day_of(now):
            due = clock_view(
                "plan", plan.body.booking, plan.body.person, "", last_moment(plan.body.review), now
            )
            plans[plan.body.person] = max(
                plans.get(plan.body.person, due), due, key=lambda one: one.ends or ""
            )
    yield from (*levels.values(), *plans.values())


def _worth(level: Assessment) -> date:
    """The last day on which a level is worth anything: its own, or that of its evidence."""
    aged = (
        level.newest + timedelta(days=OLD)
        if level.newest and level.chosen != "insufficient-information"
        else level.expires
    )
    return min(level.expires, aged)


def _challenges(at: Desktop, now: datetime) -> Iterator[ClockView]:
    for level in every(at, ASSESSMENT):
        body = level.body
        if (
            body.challenged is not None
            and body.challenged <= day_of(now)
            and (body.answered is None or body.answered > day_of(now))
        ):
            yield clock_view(
                "challenge", body.number, body.person, "", last_moment(body.challenged + ANSWER), now
            )


def _acts(at: Desktop, now: datetime) -> Iterator[ClockView]:
    spells = [kept.body for kept in every(at, SPELL)]
    since = begun(spells, now)
    for body in spells:
        if body.begins <= now and (body.ends is None or body.ends > now):
            yield _separated(body, since.get(body.number), now)
    for kept in every(at, MOVE, {"sort": "transfer", "ended": None}):
        sent = kept.body
        if sent.under_way and sent.left is not None and sent.left <= now:
            yield clock_view("transfer", sent.booking, sent.person, sent.place, sent.left + ON_THE_WAY, now)
    yield from counts(at, now)
    yield from grave(at, now)
    for notice in every(at, NOTICE, {"open": True}):
        told = notice.body
        if told.made <= now:
            yield clock_view("complaint", told.number, "", told.facility, told.made + TAKEN, now)


def _separated(body: Spell, since: datetime | None, now: datetime) -> ClockView:
    """The clock of a spell: what was ordered, and of solitary confinement fifteen days from the beginning of
    all that hangs together, whatever it was called and wherever."""
    ends = [last_moment(body.planned)] if body.planned else []
    due = clock_view(
        "separation",
        body.number,
        body.person,
        body.facility,
        min([*ends, *([since + FIFTEEN] if since else [])], default=None),
        now,
    )
    if since is not None:
        due.steps = [
            CountedStepView(
                what="alone-since", amount=(now - since).days, day=since.isoformat(), order=body.number
            ),
            CountedStepView(
                what="alone-most", amount=FIFTEEN.days, day=(since + FIFTEEN).isoformat(), order=""
            ),
        ]
    return due


def _open(begins: date, ends: date | None, now: datetime) -> bool:
    return begins <= day_of(now) and (ends is None or ends > day_of(now))


CLOCKS = Operation(
    "running",
    ClocksRequest,
    ClocksView,
    "look",
    "read-case",
    clocks,
    lambda _at: ClocksRequest(as_of="2026-05-01T19:00:00+03:00"),
    command="clocks",
)
