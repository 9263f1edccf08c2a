"""Whether a balance may be used now, decided in one place for the register, the weighing and what is due
(decision 0123)."""

from datetime import datetime
from decimal import Decimal
from typing import Literal

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import Desktop
from tahqiq.desks.lab.balances.record import BALANCE, CHECK, Balance, Check
from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.model.kind import day_of

Standing = Literal["ready", "unchecked", "failed", "uncalibrated"]
"""``ready``: checked today within its tolerance; ``unchecked``: no check today; ``failed``: its last check
was outside the tolerance; ``uncalibrated``: the day of its calibration is over."""


def balance_of(at: Desktop, number: str) -> RecordVersion[Balance]:
    """The balance of a number. Raises ``NotFound`` (``lab-balance-none`` with those that there are)."""
    found = at.records(BALANCE).find({"balance": number.strip()}, limit=1).records
    if not found:
        known = sorted(one.body.balance for one in at.records(BALANCE).every())
        raise NotFound("lab-balance-none", balance=number[:50], known=", ".join(known) or "–")
    return found[0]


def last_check(at: Desktop, number: str) -> Check | None:
    """The last check of a balance; None where it never was checked."""
    found = at.records(CHECK).find({"balance": number}, order="at", descending=True, limit=1).records
    return found[0].body if found else None


def standing(body: Balance, check: Check | None, now: datetime) -> Standing:
    """How a balance stands at a moment; a check outside the tolerance counts until one passes."""
    if check is not None and not check.passed:
        return "failed"
    if body.calibrated_until < day_of(now):
        return "uncalibrated"
    return "ready" if check is not None and day_of(check.at) == day_of(now) else "unchecked"


def usable(at: Desktop, number: str, reason: str, now: datetime) -> tuple[Balance, Check | None]:
    """A balance to weigh on, with today's check; without one (None) only for a stated reason. Raises
    ``Conflict``: ``lab-balance-failed``, ``lab-balance-uncalibrated``, ``lab-balance-unchecked``;
    ``NotFound`` (``lab-balance-none``)."""
    body = balance_of(at, number).body
    check = last_check(at, body.balance)
    how = standing(body, check, now)
    if how == "ready":
        return body, check
    if how != "unchecked" or not reason.strip():
        given = {} if how != "uncalibrated" else {"until": body.calibrated_until.isoformat()}
        raise Conflict(f"lab-balance-{how}", balance=body.balance, **given)
    return body, None


def digits(resolution: str) -> int:
    """How many digits a balance shows after the point.

    >>> digits("0.0001"), digits("1")
    (4, 0)
    """
    return len(resolution.partition(".")[2])


def as_read(body: Balance, reading: str, unit: Literal["g", "mg"] = "g") -> Decimal:
    """A reading of a balance, in ``unit``. Raises ``WrongUse`` (``lab-reading-digits``) where it has other
    digits than the balance shows: a zero that was left out, or a comma that was read as thousands."""
    value, step = Decimal(reading), Decimal(body.resolution).scaleb(3 if unit == "mg" else 0)
    if digits(reading) != digits(f"{step:f}") or value % step != 0:
        raise WrongUse(
            "lab-reading-digits",
            reading=reading,
            balance=body.balance,
            unit=unit,
            resolution=f"{step:f}",
            example=f"{Decimal(25).quantize(step) if step < 1 else step:f}",
        )
    return value
