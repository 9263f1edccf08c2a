"""Following value: what a sum paid out became, payment by payment in the order of time, under one rule of
which money an account spends first."""

from collections import deque
from dataclasses import dataclass
from fractions import Fraction

from tahqiq.analyse.money.ledger import Ledger


@dataclass(frozen=True, slots=True)
class Traced:
    """A payment (position) that carries ``value`` (an exact amount) of the sum followed, ``step`` payments
    after it left."""

    payment: int
    value: int
    step: int


class _FirstIn:
    """Lots in the order they came in; what was paid out without having come in is of unknown origin and
    carries nothing."""

    def __init__(self) -> None:
        self._lots: deque[list[int]] = deque()

    def put(self, amount: int, value: int, step: int) -> None:
        if value:
            self._lots.append([value, value, step])
        if amount > value:
            self._lots.append([amount - value, 0, 0])

    def take(self, amount: int) -> tuple[int, int]:
        value, step = 0, 0
        while amount and self._lots:
            lot = self._lots[0]
            used = min(amount, lot[0])
            lot[0] -= used
            amount -= used
            if lot[1]:
                value += used
                step = lot[2] if not step else min(step, lot[2])
            if not lot[0]:
                self._lots.popleft()
        return value, step


class _Proportional:
    """One pool: each payment carries the share of the followed value that the pool has then."""

    def __init__(self) -> None:
        self._all, self._value, self._step = Fraction(0), Fraction(0), 0

    def put(self, amount: int, value: int, step: int) -> None:
        self._all += amount
        self._value += value
        if value:
            self._step = step if not self._step else min(step, self._step)

    def take(self, amount: int) -> tuple[int, int]:
        if not self._all:
            return 0, 0
        known = min(Fraction(amount), self._all)
        value = int(self._value * known / self._all)
        self._all -= known
        self._value -= value
        return value, self._step


def follow(
    found: Ledger, origin: int, since: int, currency: int, method: str, least: int
) -> tuple[list[Traced], dict[int, int]]:
    """Payments that carry value which ``origin`` paid out in ``currency`` at or after ``since`` (µs), in the
    order of time, and where it lies at the end.

    ``method`` ``fifo`` or ``proportional``. Opening balances are not known: an account that pays more than it
    was seen to get pays the rest from unknown money. Value that comes back to the origin rests there.
    Payments that carry less than ``least`` (an exact amount) are followed, not listed.
    """
    accounts: dict[int, _FirstIn | _Proportional] = {}
    resting: dict[int, int] = {}
    result: list[Traced] = []
    for at in range(len(found)):
        if int(found.currency[at]) != currency:
            continue
        payer, payee, amount = int(found.payer[at]), int(found.payee[at]), int(found.amount[at])
        if payer == origin:
            value, step = (amount, 0) if int(found.start[at]) >= since else (0, 0)
        else:
            value, step = accounts[payer].take(amount) if payer in accounts else (0, 0)
            resting[payer] = resting.get(payer, 0) - value
        if value >= max(least, 1):
            result.append(Traced(at, value, step + 1))
        resting[payee] = resting.get(payee, 0) + value
        if payee and payee != origin:
            accounts.setdefault(payee, _FirstIn() if method == "fifo" else _Proportional()).put(
                amount, value, step + 1
            )
    return result, {node: value for node, value in resting.items() if value > 0}
