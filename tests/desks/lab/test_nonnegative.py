"""Least squares without negative coefficients, many at once, against scipy's one by one."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import nnls

from tahqiq.desks.lab.signal import nonnegative as module
from tahqiq.desks.lab.signal.nonnegative import nonnegative


@settings(max_examples=40, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    points=st.integers(3, 40),
    variables=st.integers(1, 12),
    signals=st.integers(1, 8),
    close=st.floats(0.3, 20),
)
def test_it_leaves_no_more_than_scipy_and_nothing_can_be_gained(
    seed: int, points: int, variables: int, signals: int, close: float
) -> None:
    rng = np.random.default_rng(seed)
    tops = np.sort(rng.uniform(0, points, variables))
    design = np.exp(-0.5 * np.square((np.arange(points)[:, None] - tops) / close))
    heights = np.where(rng.random((variables, signals)) < 0.5, rng.exponential(1000, (variables, signals)), 0)
    values = rng.poisson(design @ heights + 20).astype(np.float64) - 20.0 * float(rng.integers(0, 2))
    scales = 1 / np.sqrt(np.maximum(values, 10))
    fit = nonnegative(design, values, scales)
    assert fit.heights.min() >= 0
    assert fit.variances.min() >= 0
    assert not fit.variances[fit.heights == 0].any()
    for signal in range(signals):
        weighted, wanted = design * scales[:, signal, None], values[:, signal] * scales[:, signal]
        solved, _ = nnls(weighted, wanted)
        left = wanted - weighted @ fit.heights[:, signal]
        whole = float(np.square(wanted).sum())
        assert fit.rests[signal] == pytest.approx(
            float(np.square(left).sum()), rel=1e-9, abs=1e-9 * whole + 1e-12
        )
        assert fit.rests[signal] <= float(np.square(wanted - weighted @ solved).sum()) + 1e-9 * whole + 1e-12
        gradient = weighted.T @ left / np.maximum(np.linalg.norm(weighted, axis=0), 1e-12)
        assert gradient.max() < 1e-6 * max(whole, 1) ** 0.5


def test_errors_are_those_of_the_variables_that_are_used() -> None:
    design = np.array([[1.0, 0.5, 0.0], [0.5, 1.0, 0.5], [0.0, 0.5, 1.0], [0.2, 0.1, 0.1]])
    scales = np.array([[1.0], [2.0], [3.0], [1.0]])
    fit = nonnegative(
        design, design @ np.array([[3.0], [0.0], [2.0]]) - np.array([[0.0], [0.1], [0.0], [0.0]]), scales
    )
    used = (design * scales)[:, [0, 2]]
    assert fit.heights[1, 0] == 0
    assert fit.variances[[0, 2], 0] == pytest.approx(np.diagonal(np.linalg.inv(used.T @ used)))


@pytest.mark.parametrize("setting", [("DEPENDENT", 2.0), ("ROUNDS", 0)])
def test_what_cannot_be_swept_or_does_not_settle_is_solved_alone(
    setting: tuple[str, float], monkeypatch: pytest.MonkeyPatch
) -> None:
    design = np.array([[1.0, 0.4], [1.0, 1.0], [0.1, 1.0]])
    values = np.array([[1.0, 3.0], [2.0, 1.0], [1.5, -1.0]])
    swept = nonnegative(design, values, np.ones((3, 2)))
    monkeypatch.setattr(module, *setting)
    alone = nonnegative(design, values, np.ones((3, 2)))
    for left, right in (
        (swept.heights, alone.heights),
        (swept.variances, alone.variances),
        (swept.rests, alone.rests),
    ):
        assert left == pytest.approx(right)
