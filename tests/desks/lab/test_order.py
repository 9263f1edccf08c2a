"""The closer look at the nearest hits: what it sees is finite and says the same of the same, and what it adds
is bounded."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desks.lab.library import additions as adding
from tahqiq.desks.lab.library import search, store
from tahqiq.desks.lab.library.order import MOST, corrections, public_order
from tahqiq.desks.lab.library.pairs import PAIRS, pairs
from tahqiq.desks.lab.library.scores import alike
from tahqiq.desks.lab.library.search import first_look, looked_at, peaks_of, rank
from tahqiq.desks.lab.library.trees import choosing
from tahqiq.desks.lab.library.trial import own

from .invented_spectra import msp, spectra
from .test_scores import SPECTRUM, held, made


@given(SPECTRUM, st.lists(SPECTRUM, min_size=1, max_size=4), st.integers(0, 120), st.integers(30, 95))
def test_whatever_is_compared_the_values_are_numbers_and_what_is_added_is_bounded(
    left: dict[int, float], others: list[dict[int, float]], mass: int, low: int
) -> None:
    found = pairs(made(left, low), held([made(one) for one in others]), np.full(len(others), mass))
    assert found.shape == (len(others), len(PAIRS))
    assert np.isfinite(found).all()
    assert (np.abs(corrections(found)) <= MOST).all()


@given(SPECTRUM, st.floats(0.1, 50))
def test_a_spectrum_differs_in_nothing_from_itself_at_another_scale(
    peaks: dict[int, float], scale: float
) -> None:
    found = pairs(
        made(peaks), held([made({mz: scale * height for mz, height in peaks.items()})]), np.zeros(1, np.int64)
    )
    told = dict(zip(PAIRS, found[0].tolist(), strict=True))
    assert [
        told[name] for name in ("squared", "cubed", "entropy-mass", "within-30", "upper")
    ] == pytest.approx([1] * 5, abs=1e-5)
    assert [told[name] for name in ("spread", "bend", "unexplained", "missing", "tops")] == pytest.approx(
        [0] * 5, abs=1e-5
    )


def test_a_slope_between_two_instruments_is_taken_out_of_what_the_ratios_leave() -> None:
    heights = {40 + 10 * place: 100.0 - 5 * place for place in range(12)}
    tilted = {mz: height * float(np.exp(0.01 * (mz - 40))) for mz, height in heights.items()}
    told = dict(
        zip(PAIRS, pairs(made(tilted), held([made(heights)]), np.zeros(1, np.int64))[0].tolist(), strict=True)
    )
    assert 0.5 < told["slope"] < 1
    assert told["bend"] < 0.15


def test_the_mass_of_a_parent_says_nothing_of_its_derivative() -> None:
    whole, other = made({58: 100, 91: 20, 149: 5}), made({58: 100, 91: 20, 221: 30})
    told = [
        dict(zip(PAIRS, row.tolist(), strict=True))
        for row in pairs(whole, held([whole, other]), np.array([149, 149]))
    ]
    assert told[0]["molecular"] == pytest.approx(0.05)
    assert told[0]["beyond"] == 0
    assert (told[1]["molecular"], told[1]["above"]) == (0, 0)
    assert told[1]["beyond"] == 99


def test_hits_far_apart_keep_their_order_and_the_rest_stays_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    adding.create(tmp_path / "lib")
    adding.add(tmp_path / "lib", [msp(tmp_path / "a.msp", spectra(30, 2))])
    library = store.Library(tmp_path / "lib")
    monkeypatch.setattr(search, "CLOSER", 7)
    for row in range(0, 60, 7):
        unknown = own(library, row)
        rows = looked_at(library, first_look(library, unknown), np.array([row]))
        plain = dict(zip(rows.tolist(), alike(unknown, peaks_of(library, rows)).score.tolist(), strict=True))
        found = rank(library, unknown, None, np.array([row]))
        assert (np.diff(found.scores) <= 0).all()
        before = [plain[one] for one in found.rows.tolist()]
        assert all(
            before[later] <= before[place] + 2 * MOST
            for place in range(len(before))
            for later in range(place + 1, len(before))
        )
        near = set(sorted(plain, key=lambda one: -plain[one])[:7])
        for one, score, was in zip(found.rows.tolist(), found.scores.tolist(), before, strict=True):
            assert abs(score - was) <= MOST + 1e-12 if one in near else score <= was
        assert near & set(found.rows.tolist())


def test_which_of_several_is_learned_and_a_question_without_an_answer_teaches_nothing() -> None:
    rng = np.random.default_rng(3)
    features = rng.normal(size=(1200, 4))
    questions = np.repeat(np.arange(300), 4)
    right = np.zeros(1200, bool)
    right[np.arange(300) * 4 + features[:, 2].reshape(300, 4).argmax(1)] = True
    learned = choosing(features, questions, right, np.zeros(1200))
    assert learned == choosing(features, questions, right, np.zeros(1200))
    unseen = rng.normal(size=(400, 4))
    found = learned.total(unseen).reshape(100, 4).argmax(1)
    assert (found == unseen[:, 2].reshape(100, 4).argmax(1)).mean() > 0.85
    nothing = choosing(features, questions, np.zeros(1200, bool), np.zeros(1200))
    assert not np.any(nothing.total(unseen))


def test_the_order_that_comes_with_the_program_goes_by_the_values_of_today() -> None:
    order = public_order()
    assert order.unit > 1
    assert len(order.trees.leaves) > 100
    assert max(max(places) for places in order.trees.asked) < len(PAIRS)
