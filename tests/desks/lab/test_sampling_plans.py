"""Plans of sampling against tables and against the definition."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from tahqiq.desks.lab.sampling_plans.operations import (
    SamplingPlanRequest,
    chance,
    picks,
    plan,
    root,
    smallest,
    twenty,
)
from tahqiq.kit.errors import WrongUse

TABLE = {
    10: ((3, 5, 8), (4, 6, 9)),
    20: ((4, 6, 12), (5, 9, 15)),
    50: ((4, 8, 19), (6, 11, 26)),
    100: ((5, 8, 23), (7, 12, 33)),
    200: ((5, 9, 26), None),
    500: ((5, 9, 28), None),
    1000: ((5, 9, 28), (7, 13, 43)),
    5000: ((5, 9, 29), (7, 13, 44)),
}


@pytest.mark.parametrize("units", TABLE)
def test_the_published_numbers(units: int) -> None:
    for confidence, wanted in zip(("0.95", "0.99"), TABLE[units], strict=True):
        if wanted is not None:
            assert (
                tuple(
                    smallest(units, Fraction(share), Fraction(confidence)) for share in ("0.5", "0.7", "0.9")
                )
                == wanted
            )


def test_negatives_that_are_allowed_for_cost_units() -> None:
    assert [smallest(100, Fraction(share), Fraction("0.95"), 1) for share in ("0.5", "0.7", "0.9")] == [
        7,
        13,
        36,
    ]
    assert [smallest(1000, Fraction(share), Fraction("0.95"), 1) for share in ("0.5", "0.7", "0.9")] == [
        8,
        14,
        45,
    ]
    with pytest.raises(WrongUse):
        plan(SamplingPlanRequest(units=3, proportion="0.5", negatives=3))


@given(st.integers(1, 60), st.integers(1, 99), st.integers(50, 99), st.integers(0, 2))
def test_the_number_is_the_smallest_that_shows_it(units: int, share: int, sure: int, negatives: int) -> None:
    proportion, confidence = Fraction(share, 100), Fraction(sure, 100)
    found = smallest(units, proportion, confidence, negatives)
    positives = max(-(-share * units // 100) - 1, 0)
    reaching = [
        count for count in range(1, units + 1) if chance(units, positives, count, negatives) <= 1 - confidence
    ]
    assert found == (min(reaching) if reaching else None)


@given(st.integers(1, 300), st.text(max_size=8))
def test_picks_are_units_once_each_and_the_same_for_the_same_seed(units: int, seed: str) -> None:
    count = max(1, units // 3)
    found = picks(units, count, seed)
    assert found == picks(units, count, seed) == sorted(set(found))
    assert len(found) == count
    assert found[0] >= 1
    assert found[-1] <= units


def test_a_plan_says_what_it_shows_and_can_be_repeated() -> None:
    told = plan(SamplingPlanRequest(units=100, proportion="0.9", confidence="0.95"))
    assert (told.examine, len(told.picks)) == (23, 23)
    assert told.reached >= 0.95
    assert told.says.startswith("Examine 23 of 100")
    assert (
        plan(SamplingPlanRequest(units=100, proportion="0.9", confidence="0.95", seed=told.seed)).picks
        == told.picks
    )
    assert (root(100), root(101), twenty(15), twenty(100)) == (10, 11, 15, 28)


def test_a_share_that_is_written_in_another_way_is_told_how() -> None:
    with pytest.raises(ValidationError, match="write one between 0 and 1"):
        SamplingPlanRequest(units=100, proportion="90", confidence="0.95")
