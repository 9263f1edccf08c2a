"""Measures and calibration of an order."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desks.cargo.targeting.calibration import calibrated
from tahqiq.desks.cargo.targeting.measures import auc, calibration_error, measured
from tahqiq.kit.shares import wilson

pairs = st.lists(st.tuples(st.booleans(), st.integers(-50, 50)), min_size=2, max_size=80)


@given(pairs)
def test_the_area_is_the_share_of_pairs_in_the_right_order(rows: list[tuple[bool, int]]) -> None:
    finds, scores = np.array([find for find, _ in rows]), np.array([float(score) for _, score in rows])
    some = [
        (a, b)
        for a, find in zip(scores, finds, strict=True)
        if find
        for b, other in zip(scores, finds, strict=True)
        if not other
    ]
    told = auc(finds, scores)
    if not some:
        assert np.isnan(told)
    else:
        assert abs(told - sum((a > b) + (a == b) / 2 for a, b in some) / len(some)) < 1e-9


@given(pairs)
def test_calibration_keeps_the_order_strictly_and_stays_a_chance(rows: list[tuple[bool, int]]) -> None:
    finds, margins = np.array([find for find, _ in rows]), np.array([score / 7 for _, score in rows])
    made = calibrated(margins, finds)
    asked = np.unique(np.concatenate([margins, np.linspace(-9, 9, 40)]))
    told = made.of(asked)
    assert (np.diff(told) > 0).all()
    assert ((told > 0) & (told < 1)).all()
    assert abs(float(made.of(margins).sum()) - finds.sum()) <= 0.002 * len(finds) + 0.5 * len(finds)


def test_scores_that_are_right_have_no_error_and_wrong_ones_theirs() -> None:
    finds = np.array([True, False] * 500)
    assert calibration_error(finds, np.full(1000, 0.5)) < 1e-9
    assert abs(calibration_error(finds, np.full(1000, 0.9)) - 0.4) < 1e-9


def test_what_is_opened_first_is_counted_with_its_interval() -> None:
    finds = np.array([True] * 5 + [False] * 95)
    told = measured(finds, np.linspace(1, 0, 100))
    assert [(item.percent, item.opened, item.found, item.recall) for item in told.at] == [
        (1, 1, 1, 0.2),
        (5, 5, 5, 1.0),
        (10, 10, 5, 1.0),
    ]
    assert told.at[2].interval == wilson(5, 10)
