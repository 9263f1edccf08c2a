"""Dated rates of exchange, as somebody gave them. There is no table of rates in the program, and none is made
up."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal, InvalidOperation, localcontext

from tahqiq.kit.errors import WrongUse

_RATE = re.compile(
    r"\s*(?P<one>[A-Za-z]{3})\s*/\s*(?P<two>[A-Za-z]{3})\s*@\s*(?P<day>\d{4}-\d{2}-\d{2})\s*=\s*(?P<rate>[0-9]+(?:\.[0-9]+)?)\s*"
)


@dataclass(frozen=True, slots=True)
class Rates:
    """``into`` the currency of the answer; for each other currency the days (since 1970) from which a rate
    holds, rising, and the rates."""

    into: str
    known: dict[str, tuple[list[int], list[Decimal]]]

    def convert(self, amount: int, currency: str | None, day: int) -> int | None:
        """An exact amount (whole parts of any size) in :attr:`into`, to the nearest part, by the last rate
        given for that day or before, None where there is none (no currency, no time, no rate).

        >>> Rates("IQD", {"USD": ([0], [Decimal(1310)])}).convert(2_000, "USD", 20_000)
        2620000
        """
        if currency == self.into:
            return amount
        days, rates = self.known.get(currency or "", ([], []))
        at = bisect_right(days, day) - 1
        if at < 0:
            return None
        with localcontext(prec=80):
            return int((amount * rates[at]).quantize(Decimal(1), ROUND_HALF_EVEN))


def rates(into: str, given: tuple[str, ...]) -> Rates | None:
    """Rates from texts such as ``USD/IQD@2026-01-01=1310`` (one dollar is 1,310 dinars from that day on); the
    other direction is its inverse.

    None when no currency is asked for. Raises ``WrongUse`` (``rate-unreadable``).
    """
    if not into:
        return None
    target = into.upper()
    found: dict[str, list[tuple[int, Decimal]]] = {}
    for text in given:
        match = _RATE.fullmatch(text)
        try:
            if match is None:
                raise ValueError
            day, rate = (date.fromisoformat(match["day"]) - date(1970, 1, 1)).days, Decimal(match["rate"])
        except (ValueError, InvalidOperation):
            raise WrongUse("rate-unreadable", value=text[:80]) from None
        one, two = match["one"].upper(), match["two"].upper()
        if rate <= 0 or target not in (one, two) or one == two:
            raise WrongUse("rate-unreadable", value=text[:80])
        found.setdefault(two if one == target else one, []).append((day, 1 / rate if one == target else rate))
    return Rates(
        target,
        {
            currency: ([day for day, _ in sorted(some)], [rate for _, rate in sorted(some)])
            for currency, some in found.items()
        },
    )
