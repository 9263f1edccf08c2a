"""How many units of a seizure are examined, and which: plans that a court can check by hand.

Hypergeometric (UNODC ST/NAR/38, ENFSI): the smallest number n for which, were one unit fewer than the
proportion positive, n units without more negatives than allowed would turn up with a probability of at most
one minus the confidence. All in whole numbers, so that no rounding decides.
"""

import hashlib
import secrets
from fractions import Fraction
from math import ceil, comb, isqrt
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desks.lab.sampling_plans.record import SamplingPlanDetails
from tahqiq.desks.lab.terminal import line
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message, wanted


class SamplingPlanRequest(SamplingPlanDetails, needs=("units",)):
    """A population and what is to be shown of it."""

    units: Annotated[int, ARGUMENT] = Field(ge=1, le=1_000_000, description="How many units there are.")
    seed: str = Field(
        default="",
        max_length=100,
        description="What the random picks are made from; one is made where none is given. It is recorded.",
    )


class SamplingPlanView(SamplingPlanDetails):
    """A plan: ``examine`` units, those numbered ``picks`` (from 1), made from ``seed``; ``reached`` is the
    confidence that this number gives. ``others`` are rules without a probability, by name. ``rule`` says how
    the picks follow from the seed."""

    examine: int
    reached: float
    picks: list[int]
    seed: str
    rule: str
    others: dict[str, int]
    says: str
    next_step: str


RULE = "the units whose SHA-256 of 'SEED:NUMBER' (UTF-8) comes first"


def plan(asked: SamplingPlanRequest) -> SamplingPlanView:
    """The plan. Raises ``WrongUse`` (``lab-sampling-none``) where no number of units can show it."""
    proportion, confidence = Fraction(asked.proportion), Fraction(asked.confidence)
    count = smallest(asked.units, proportion, confidence, asked.negatives)
    if count is None:
        raise WrongUse("lab-sampling-none", units=asked.units)
    seed = asked.seed or secrets.token_hex(8)
    given: dict[str, str | int] = {
        "examine": count,
        "units": asked.units,
        "negatives": asked.negatives,
        "proportion": f"{float(100 * proportion):g}",
        "confidence": f"{float(100 * confidence):g}",
    }
    words = message("lab-sampling-says", wanted(), given)
    return SamplingPlanView(
        units=asked.units,
        examine=count,
        proportion=asked.proportion,
        confidence=asked.confidence,
        negatives=asked.negatives,
        reached=float(1 - chance(asked.units, _fewer(asked.units, proportion), count, asked.negatives)),
        picks=picks(asked.units, count, seed),
        seed=seed,
        rule=RULE,
        others={"square root": root(asked.units), "20 + 10 %": twenty(asked.units)},
        says=words.sentence,
        next_step=words.next_step,
    )


def smallest(units: int, proportion: Fraction, confidence: Fraction, negatives: int = 0) -> int | None:
    """The number of units to examine; None where even all of them with that many negatives would not show it.

    >>> [smallest(100, Fraction(share), Fraction("0.95")) for share in ("0.5", "0.7", "0.9")]
    [5, 8, 23]
    """
    positives = _fewer(units, proportion)
    low, high = 1, units
    if chance(units, positives, units, negatives) > 1 - confidence:
        return None
    while low < high:  # more units never make it likelier
        middle = (low + high) // 2
        if chance(units, positives, middle, negatives) <= 1 - confidence:
            high = middle
        else:
            low = middle + 1
    return low


def chance(units: int, positives: int, examined: int, negatives: int) -> Fraction:
    """The probability that ``examined`` units hold at most ``negatives`` negatives when ``positives`` of all
    ``units`` are positive."""
    ways = sum(
        comb(units - positives, bad) * comb(positives, examined - bad)
        for bad in range(min(negatives, examined) + 1)
    )
    return Fraction(ways, comb(units, examined))


def _fewer(units: int, proportion: Fraction) -> int:
    """The most positives that are still fewer than the proportion."""
    return max(ceil(proportion * units) - 1, 0)


def picks(units: int, count: int, seed: str) -> list[int]:
    """The numbers of the units to examine, rising; the same for the same seed anywhere.

    >>> picks(10, 3, "seal 4711")
    [1, 3, 6]
    """
    order = sorted(
        range(1, units + 1), key=lambda number: hashlib.sha256(f"{seed}:{number}".encode()).digest()
    )
    return sorted(order[:count])


def root(units: int) -> int:
    """The square root, rounded up."""
    return isqrt(units - 1) + 1


def twenty(units: int) -> int:
    """All up to 20, then 10 % of those beyond, rounded up."""
    return units if units <= 20 else 20 + -(-(units - 20) // 10)


def lines(answer: SamplingPlanView) -> list[str]:
    """The plan in a terminal."""
    numbers = " ".join(map(str, answer.picks))
    return [
        answer.says,
        answer.next_step,
        line("picks", numbers=numbers),
        line("seed", seed=answer.seed),
        line("rule-root", count=answer.others["square root"]),
        line("rule-twenty", count=answer.others["20 + 10 %"]),
    ]


SAMPLING = Tool("sampling", SamplingPlanRequest, SamplingPlanView, plan, lines)
