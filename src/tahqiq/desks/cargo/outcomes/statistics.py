"""What openings teach: hit rates with their intervals, the base rate of the drawn slice, an estimate of what
was missed, rules that no longer earn their openings.

Only the drawn openings say what stands in what nobody suspects: their rate is that of everything the lot drew
from. The estimate of all finds weighs each drawn opening by the inverse of its chance (Horvitz and Thompson,
1952), a chance below :data:`FLOOR` counting as that, so that one lucky find cannot carry the figure.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from tahqiq.desks.cargo.outcomes.record import Outcome
from tahqiq.kit.shares import wilson
from tahqiq.model.kind import day_of

FLOOR = 0.01
"""The least chance with which a drawn opening is weighed."""
BEYOND = 0.0027
"""The share of weeks that lie beyond the limits of a control chart by chance alone (three standard deviations
of a normal measure)."""


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of ``opened`` had a find, and between which shares the true rate lies (Wilson, 95 %)."""

    opened: int
    found: int
    low: float
    high: float

    @property
    def rate(self) -> float | None:
        """The share, None where nothing was opened."""
        return self.found / self.opened if self.opened else None


@dataclass(frozen=True, slots=True)
class Missed:
    """What the drawn slice says of all that the lot drew from: about ``among`` consignments, with finds in
    about ``finds`` of them (from ``low`` to ``high``), of which ``known`` were found; ``missed`` is the rest,
    never below 0."""

    among: float
    finds: float
    low: float
    high: float
    known: int

    @property
    def missed(self) -> float:
        """About how many finds were not made."""
        return max(self.finds - self.known, 0.0)


@dataclass(frozen=True, slots=True)
class Week:
    """The openings of a week (``monday``), and the shares between which 99.73 % of such weeks would lie if
    the rate were that of the whole time: the limits of a control chart."""

    monday: date
    opened: int
    found: int
    low: float
    high: float

    @property
    def outside(self) -> bool:
        """Whether the week lies beyond a limit."""
        return not self.low <= self.found / self.opened <= self.high


def weeks(outcomes: Sequence[Outcome], as_of: date | None = None) -> list[Week]:
    """A control chart of shares (W. A. Shewhart 1931) with exact binomial limits, since weeks of a post have
    few openings. Weeks without openings are left out.

    >>> weeks([])
    []
    """
    from scipy.special import bdtr  # 0.1 s to load, which no start of the program should take

    told: dict[date, list[bool]] = {}
    for one in outcomes:
        day = day_of(one.began)
        told.setdefault(day - timedelta(days=day.weekday()), []).append(bool(one.found(as_of)))
    usual = sum(map(sum, told.values())) / max(sum(map(len, told.values())), 1)
    found = []
    for monday, finds in sorted(told.items()):
        low, high = np.searchsorted(
            bdtr(np.arange(len(finds) + 1), len(finds), usual), [BEYOND / 2, 1 - BEYOND / 2]
        ) / len(finds)
        found.append(Week(monday, len(finds), sum(finds), float(low), float(high)))
    return found


def rate(outcomes: Iterable[Outcome], as_of: date | None = None) -> Rate:
    """The hit rate of some openings, with what laboratories said by ``as_of``.

    >>> rate([]).rate is None
    True
    """
    told = [bool(one.found(as_of)) for one in outcomes]
    return Rate(len(told), sum(told), *wilson(sum(told), len(told)))


def rates_by(
    outcomes: Sequence[Outcome], names: Callable[[Outcome], Iterable[str]], as_of: date | None
) -> dict[str, Rate]:
    """The hit rate of each group that an opening belongs to, the largest group first."""
    groups: dict[str, list[Outcome]] = {}
    for one in outcomes:
        for name in names(one):
            groups.setdefault(name, []).append(one)
    return {
        name: rate(group, as_of)
        for name, group in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0]))
    }


def drawn(outcomes: Iterable[Outcome]) -> list[Outcome]:
    """The openings that the lot chose."""
    return [one for one in outcomes if one.why == "random"]


def missed(outcomes: Sequence[Outcome], as_of: date | None = None) -> Missed | None:
    """The estimate, None where nothing was drawn. Held consignments stand outside: the lot does not draw from
    them."""
    lot = drawn(outcomes)
    if not lot:
        return None
    weights = [1 / max(one.probability, FLOOR) for one in lot]
    among = sum(weights)
    finds = sum(weight for one, weight in zip(lot, weights, strict=True) if one.found(as_of))
    share = rate(lot, as_of)
    known = sum(bool(one.found(as_of)) for one in outcomes if one.why != "hold")
    return Missed(among, finds, share.low * among, share.high * among, known)


def retired(rules: dict[str, Rate], base: Rate) -> list[str]:
    """Rules whose best plausible rate lies below that of the drawn slice: opening what they name finds less
    than drawing lots does."""
    return [name for name, one in rules.items() if base.rate is not None and one.high < base.rate]


def by_earlier_declarant(outcomes: Iterable[Outcome]) -> dict[str, list[Outcome]]:
    """Openings of declarants opened before, of such as were not, and of nobody named (``seen``, ``unseen``,
    ``unnamed``), in the order of time."""
    known: set[str] = set()
    parts: dict[str, list[Outcome]] = {"seen": [], "unseen": [], "unnamed": []}
    for one in sorted(outcomes, key=lambda item: item.began):
        parts["unnamed" if not one.declarant else "seen" if one.declarant in known else "unseen"].append(one)
        known.add(one.declarant)
    return parts
