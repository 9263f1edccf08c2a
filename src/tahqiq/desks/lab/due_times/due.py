"""What the inbox shows of this desk to who may write: exhibits of a case that are not examined yet, by the
day on which the report is wanted, instruments whose last sequence broke its limits, and balances to check or
to calibrate. Reviews are told by the flow of examinations."""

from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlencode

from tahqiq.casework.clocks import Obligation, ends_with
from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop, Owed
from tahqiq.desks.lab.backlog.waiting import Waiting, waiting
from tahqiq.desks.lab.balances.record import BALANCE, Balance
from tahqiq.desks.lab.balances.standing import last_check, standing
from tahqiq.desks.lab.examinations.record import EXAMINATION
from tahqiq.desks.lab.examinations.stage import NOT_BEGUN
from tahqiq.desks.lab.instruments.record import DAY, MAINTENANCE
from tahqiq.kit import clock
from tahqiq.kit.messages import in_every_language
from tahqiq.kit.yaml_nodes import Words
from tahqiq.model.kind import day_of

NEAR = timedelta(days=30)
"""How long before its day the next calibration of a balance is told."""
EXAMINES = frozenset({"analyst", "supervisor"})
"""The roles that examine (the flow of examinations)."""


def due(at: Desktop) -> Iterator[Owed]:
    """What waits for the person: in a case its exhibits, at the desk its instruments and
    balances."""
    if not EXAMINES & at.actor.roles or not at.bench.door.may(at.actor, "write-case", at.home):
        return
    if at.home == at.desk.file:
        yield from _instruments(at)
        yield from _balances(at)
        return
    for one in waiting(at):
        if one.at_bench:
            yield _exhibit(one)


def _exhibit(one: Waiting) -> Owed:
    kept, body, due_on = one.kept, one.kept.body, one.due_on
    return Owed(
        Obligation(
            f"examine:{kept.id}", "examine", kept.id, ends_with(due_on) if due_on is not None else None
        ),
        _words("examine" if one.state == NOT_BEGUN else "finish", exhibit=body.exhibit),
        EXAMINATION.name,
        body.intake.seizure,
        explained=False,
        timed=due_on is not None,
    )


def _instruments(at: Desktop) -> Iterator[Owed]:
    """Instruments whose last sequence broke a limit, until somebody worked on them or one keeps them."""
    for name in sorted(str(one) for one in at.records(DAY).count(by="instrument") if one):
        (last,) = at.records(DAY).find({"instrument": name}, order="when", descending=True, limit=1).records
        if last.body.in_control:
            continue
        work = (
            at.records(MAINTENANCE).find({"instrument": name}, order="when", descending=True, limit=1).records
        )
        if work and work[0].body.when >= last.body.when:
            continue
        yield Owed(
            Obligation(f"limits:{name}", "limits", last.id, None),
            _words("limits"),
            title=name,
            timed=False,
            to=f"instrument?{urlencode({'instrument': name})}",
        )


def _balances(at: Desktop) -> Iterator[Owed]:
    """Balances: the check of today, one that failed, and the day of the next calibration once it is near."""
    now = clock.now()
    for kept in at.records(BALANCE).every(order="balance"):
        body = kept.body
        how = standing(body, last_check(at, body.balance), now)
        if how in ("unchecked", "failed"):
            yield _balance(f"balance-{how}", kept, day_of(now) if how == "unchecked" else None)
        if body.calibrated_until - day_of(now) <= NEAR:
            yield _balance("balance-calibration", kept, body.calibrated_until)


def _balance(name: str, kept: RecordVersion[Balance], day: date | None) -> Owed:
    return Owed(
        Obligation(f"{name}:{kept.id}", name, kept.id, None if day is None else ends_with(day)),
        _words(name, balance=kept.body.balance),
        title=kept.body.balance,
        explained=False,
        timed=day is not None,
        to=f"balances?{urlencode({'balance': kept.body.balance})}",
    )


def _words(name: str, **given: str) -> Words:
    return in_every_language(f"lab-due-{name}", given)
