"""The register of balances: what there is, how it stands today, and the check with a check weight."""

from datetime import date, timedelta
from decimal import Decimal

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, NoQuestion, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desks.lab.balances.record import BALANCE, CHECK, Balance, BalanceDetails, Check, CheckDetails
from tahqiq.desks.lab.balances.standing import Standing, as_read, balance_of, last_check, standing
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message, wanted
from tahqiq.kit.reasons import Day
from tahqiq.model.kind import day_of

FEW = 30
"""The checks of a balance that are listed, the last first."""


class BalanceRequest(BalanceDetails):
    """A balance to enter, or one that is there with other values: its next calibration, another weight."""


class BalanceCheckRequest(CheckDetails):
    """A reading with the check weight."""


class BalanceLineView(Balance):
    """A balance as it stands. ``says`` is that in words, ``next_step`` what to do; ``checked_at`` and
    ``checked_read`` of the last check ("" : never checked), in UTC and grams, ``checked_by`` the sign-in
    name. ``calibration_in`` are the days until the calibration, negative when it is over."""

    standing: Standing
    says: str
    next_step: str
    checked_at: str
    checked_read: str
    checked_off: str
    checked_by: str
    calibration_in: int


class BalancesView(Strict):
    """The balances by their numbers, and the last checks of each, the last first."""

    balances: list[BalanceLineView]
    checks: list[Check]


class BalanceCheckView(Strict):
    """A check that was written down: ``says`` what came of it, ``next_step`` what to do now."""

    balance: str
    passed: bool
    off: str
    says: str
    next_step: str


def listed(at: Desktop, _asked: NoQuestion, _progress: Progress | None) -> BalancesView:
    """Every balance with how it stands today."""
    found = sorted(at.records(BALANCE).every(), key=lambda one: one.body.balance)
    checks = [
        one.body
        for each in found
        for one in at.records(CHECK)
        .find({"balance": each.body.balance}, order="at", descending=True, limit=FEW)
        .records
    ]
    return BalancesView(balances=[line(at, one) for one in found], checks=checks)


def line(at: Desktop, kept: RecordVersion[Balance]) -> BalanceLineView:
    """One balance as it stands now."""
    body, now = kept.body, clock.now()
    check = last_check(at, body.balance)
    how = standing(body, check, now)
    words = message(f"lab-balance-is-{how}", wanted(), {"balance": body.balance})
    return BalanceLineView(
        **body.model_dump(),
        standing=how,
        says=words.sentence,
        next_step=words.next_step,
        checked_at="" if check is None else f"{check.at:%Y-%m-%dT%H:%M:%SZ}",
        checked_read="" if check is None else check.read,
        checked_off="" if check is None else check.off,
        checked_by="" if check is None else check.by,
        calibration_in=(body.calibrated_until - day_of(now)).days,
    )


def enter(at: ActingDesktop, asked: BalanceRequest, _progress: Progress | None) -> BalanceLineView:
    """Enter a balance; one that has the number is changed, its version before stays. Raises ``WrongUse``
    (``lab-balance-calibration-over``: the day is over already; ``lab-balance-values``: a resolution or a
    tolerance of nothing)."""
    if asked.calibrated_until < day_of(clock.now()):
        raise WrongUse("lab-balance-calibration-over", day=Day.of(asked.calibrated_until))
    if not all(Decimal(one) > 0 for one in (asked.resolution, asked.tolerance, asked.nominal)):
        raise WrongUse("lab-balance-values")
    body = record_of(Balance, asked, balance=asked.balance.strip())
    as_read(body, body.nominal)
    found = at.records(BALANCE).find({"balance": body.balance}, limit=1).records
    if found:
        return line(at, at.records(BALANCE).save(body, "", found[0].id, found[0].version))
    return line(at, at.records(BALANCE).save(body))


def check(at: ActingDesktop, asked: BalanceCheckRequest, _progress: Progress | None) -> BalanceCheckView:
    """Write down what a balance showed with its check weight. Outside the tolerance nothing is weighed on it
    until a check passes. Raises ``NotFound`` (``lab-balance-none``), ``WrongUse``
    (``lab-reading-digits``)."""
    body = balance_of(at, asked.balance).body
    off = as_read(body, asked.read) - Decimal(body.nominal)
    made = Check(
        balance=body.balance,
        read=asked.read,
        note=asked.note,
        weight=body.weight,
        nominal=body.nominal,
        tolerance=body.tolerance,
        off=f"{off:+}",
        passed=abs(off) <= Decimal(body.tolerance),
        at=clock.now(),
        by=at.bench.person.login,
    )
    at.records(CHECK).save(made)
    words = message(
        f"lab-check-{'passed' if made.passed else 'failed'}",
        wanted(),
        {"balance": body.balance, "off": made.off, "tolerance": body.tolerance},
    )
    return BalanceCheckView(
        balance=body.balance,
        passed=made.passed,
        off=made.off,
        says=words.sentence,
        next_step=words.next_step,
    )


def example(at: ActingDesktop, number: str = "B-2") -> str:
    """The number of an invented balance that is entered and checked today."""
    body = BALANCE.example
    enter(at, _entering(at, number), None)
    check(at, BalanceCheckRequest(balance=number, read=body.nominal), None)
    return number


def _entering(_at: Desktop, number: str = "B-2") -> BalanceRequest:
    until: date = day_of(clock.now()) + timedelta(days=180)
    return BalanceRequest(**{**BALANCE.example.model_dump(), "balance": number, "calibrated_until": until})


def _checking(at: ActingDesktop) -> BalanceCheckRequest:
    return BalanceCheckRequest(balance=example(at), read=BALANCE.example.nominal)


def _listing(at: ActingDesktop) -> NoQuestion:
    example(at)
    return NoQuestion()


OPERATIONS = (
    Operation("balances", NoQuestion, BalancesView, "look", "read-case", listed, _listing),
    Operation("balance", BalanceRequest, BalanceLineView, "act", "write-case", enter, _entering),
    Operation("balance-check", BalanceCheckRequest, BalanceCheckView, "act", "write-case", check, _checking),
)
