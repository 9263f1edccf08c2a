"""The measures of likeness against their definitions written out plainly."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desks.lab.library.bins import Binned, binned
from tahqiq.desks.lab.library.scores import PARTS, Peaks, alike

SPECTRUM = st.dictionaries(st.integers(30, 90), st.floats(0.01, 1000), min_size=1, max_size=25)


def made(peaks: dict[int, float], low: int | None = None) -> Binned:
    return binned(np.array(list(peaks), float), np.array(list(peaks.values())), low)


def held(spectra: list[Binned]) -> Peaks:
    rows = np.repeat(np.arange(len(spectra)), [len(one.bins) for one in spectra])
    return Peaks(
        rows,
        np.concatenate([one.bins for one in spectra]),
        np.concatenate([one.heights for one in spectra]),
        np.array([one.low for one in spectra]),
    )


def plainly(left: Binned, right: Binned) -> tuple[float, float, float, float]:
    """cosine, reverse, entropy, ratio as they are defined, mass by mass."""
    low = max(left.low, right.low)
    u = {int(m): float(h) for m, h in zip(left.bins, left.heights, strict=True) if m >= low}
    v = {int(m): float(h) for m, h in zip(right.bins, right.heights, strict=True) if m >= low}
    if not u or not v:
        return 0, 0, 0, 0
    wu, wv = ({m: h**0.5 * m for m, h in one.items()} for one in (u, v))
    both = sorted(wu.keys() & wv.keys())
    product, length = sum(wu[m] * wv[m] for m in both), sum(w * w for w in wv.values())
    cosine = product / (sum(w * w for w in wu.values()) * length) ** 0.5
    reverse = product / (sum(wu[m] ** 2 for m in both) * length) ** 0.5 if both else 0

    def shares(one: dict[int, float]) -> dict[int, float]:
        p = {m: h / sum(one.values()) for m, h in one.items()}
        s = -sum(x * np.log(x) for x in p.values())
        if s < 3:
            p = {m: x ** (0.25 + 0.25 * s) for m, x in p.items()}
        return {m: x / sum(p.values()) for m, x in p.items()}

    def bits(p: list[float]) -> float:
        return float(-sum(x * np.log(x) for x in p if x > 0))

    p, q = shares(u), shares(v)
    mixed = [(p.get(m, 0) + q.get(m, 0)) / 2 for m in p.keys() | q.keys()]
    entropy = 1 - (2 * bits(mixed) - bits(list(p.values())) - bits(list(q.values()))) / np.log(4)
    steps = []
    for before, here in pairwise(both):
        step = (wv[here] / wv[before]) * (wu[before] / wu[here])
        steps.append(min(step, 1 / step))
    return cosine, reverse, entropy, float(np.mean(steps)) if steps else 0


@given(SPECTRUM, st.lists(SPECTRUM, min_size=1, max_size=4), st.integers(30, 60))
def test_the_measures_are_what_they_are_defined_as(
    left: dict[int, float], others: list[dict[int, float]], low: int
) -> None:
    unknown, spectra = made(left, low), [made(one) for one in others]
    found = alike(unknown, held(spectra))
    for place, one in enumerate(spectra):
        cosine, reverse, entropy, ratio = plainly(unknown, one)
        told = [found.cosine[place], found.reverse[place], found.entropy[place], found.score[place]]
        assert told == pytest.approx(
            [cosine, reverse, entropy, PARTS[0] * cosine + PARTS[1] * entropy + PARTS[2] * ratio], abs=1e-6
        )


@given(SPECTRUM)
def test_a_spectrum_is_like_itself_and_the_scale_does_not_matter(peaks: dict[int, float]) -> None:
    found = alike(made(peaks), held([made({mz: 7 * height for mz, height in peaks.items()})]))
    assert [found.cosine[0], found.reverse[0], found.entropy[0]] == pytest.approx([1, 1, 1], abs=1e-6)
    assert found.common[0] == len(peaks)
    assert found.bases[0]
    assert not found.tops[0]


def test_more_of_something_else_costs_the_cosine_and_not_the_reverse() -> None:
    found = alike(made({50: 100, 60: 80, 71: 60}, 40), held([made({50: 100, 60: 80}, 40)]))
    assert found.reverse[0] == pytest.approx(1)
    assert found.cosine[0] < 0.9


def test_only_the_range_that_both_scans_cover_counts() -> None:
    short = made({50: 100, 60: 80})
    assert alike(short, held([made({41: 500, 50: 100, 60: 80})])).cosine[0] == pytest.approx(1)
    assert alike(made({50: 100, 60: 80}, 40), held([made({41: 500, 50: 100, 60: 80})])).cosine[0] < 0.9


def test_points_of_one_mass_are_added_and_empty_ones_left_out() -> None:
    found = binned(np.array([42.8, 43.1, 57.05, 60.0]), np.array([1.0, 2.0, 6.0, 0.0]))
    assert (found.bins.tolist(), found.heights.tolist()) == ([43, 57], [0.5, 1])
    assert not len(binned(np.array([50.0]), np.array([0.0])).bins)
