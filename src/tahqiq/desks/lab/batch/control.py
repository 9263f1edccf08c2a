"""Whether an instrument is in control: spectra of tuning substances against limits, and quantities followed
from day to day (Westgard and others 1981, Clin Chem 27:493)."""

from collections.abc import Sequence

from tahqiq.desks.lab.batch.method import Limit
from tahqiq.desks.lab.spectrum import Floats, Integers

RULES = ("1-3s", "2-2s", "R-4s", "4-1s", "10x")


def westgard(values: Sequence[float], mean: float, deviation: float) -> list[str]:
    """The rules that the last of ``values`` (oldest first) breaks: one beyond 3 deviations, two in a row
    beyond 2 on one side, two in a row 4 apart on both sides, four in a row beyond 1 on one side, ten in a row
    on one side of the mean.

    >>> westgard([100, 101, 99, 107], 100, 2), westgard([101] * 10, 100, 2), westgard([], 100, 2)
    (['1-3s'], ['10x'], [])
    """
    off = [(value - mean) / deviation for value in values]
    if not off:
        return []

    def beyond(count: int, limit: float) -> bool:
        last = off[-count:]
        return len(last) == count and (all(one > limit for one in last) or all(one < -limit for one in last))

    pair = off[-2:]
    broken = (
        abs(off[-1]) > 3,
        beyond(2, 2),
        len(pair) == 2 and max(pair) > 2 and min(pair) < -2,
        beyond(4, 1),
        beyond(10, 0),
    )
    return [rule for rule, held in zip(RULES, broken, strict=True) if held]


def breaches(
    mz: Integers, heights: Floats, base: int, limits: Sequence[Limit]
) -> list[tuple[int, int, float]]:
    """The limits that a tuning spectrum breaks as (ion, of, percent found); the base peak as (base, base, its
    percent of the highest)."""
    found = dict(zip(mz.tolist(), heights.tolist(), strict=True))
    highest = max(found.values(), default=0.0)
    broken = (
        []
        if highest and found.get(base, 0.0) == highest
        else [(base, base, round(100 * found.get(base, 0.0) / (highest or 1), 2))]
    )
    seen = percents(mz, heights, limits)
    return broken + [
        (one.ion, one.of, -1.0 if percent is None else percent)
        for one, percent in seen
        if not holds(one, percent)
    ]


def percents(mz: Integers, heights: Floats, limits: Sequence[Limit]) -> list[tuple[Limit, float | None]]:
    """Each limit of a tune with the percent found; None where the ion it is of is absent."""
    found = dict(zip(mz.tolist(), heights.tolist(), strict=True))
    return [
        (one, round(100 * found.get(one.ion, 0.0) / found[one.of], 2) if found.get(one.of, 0.0) else None)
        for one in limits
    ]


def holds(limit: Limit, percent: float | None) -> bool:
    """Whether a limit of a tune holds."""
    return percent is not None and limit.least <= percent <= limit.most


def written(limit: Limit) -> str:
    """A limit of a tune as it is written.

    >>> from tahqiq.desks.lab.batch.method import Limit
    >>> bounds = ({"least": 0.5, "most": 1.6}, {"least": 40}, {"most": 2})
    >>> [written(Limit(ion=70, of=69, **one)) for one in bounds]
    ['0.5–1.6 %', '≥ 40 %', '≤ 2 %']
    """
    if limit.most >= Limit.model_fields["most"].default:
        return f"≥ {limit.least:g} %"
    return f"≤ {limit.most:g} %" if not limit.least else f"{limit.least:g}–{limit.most:g} %"
