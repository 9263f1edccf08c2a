"""From a run to its components, on invented runs where everything is known and on real ones where the main
things are."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tahqiq.desks.lab.components.operations import RunRequest, in_blank, seek
from tahqiq.desks.lab.readers import read
from tahqiq.desks.lab.signal.components import Component, components
from tahqiq.desks.lab.signal.grid import ions_of
from tahqiq.desks.lab.signal.ladder import ladder
from tahqiq.desks.lab.spectrum import Run, Spectrum
from tahqiq.kit.errors import WrongUse

from .run_files import andi
from .runs import MANY, OTHER, Peak, run


def near(found: list[Component], scan: float, within: float = 1.0) -> Component:
    return min((one for one in found if abs(one.scan - scan) <= within), key=lambda one: abs(one.scan - scan))


def tops(part: Component, count: int) -> set[int]:
    return {int(mass) for mass in part.mz[np.argsort(-part.heights)[:count]]}


def test_one_compound_is_one_component_with_its_spectrum() -> None:
    found = components(ions_of(run([Peak(200.3, MANY)])))
    assert len(found) == 1
    part = found[0]
    assert part.scan == pytest.approx(200.3, abs=0.1)
    assert (part.left, part.right) == pytest.approx((3, 3), rel=0.12)
    assert part.time == pytest.approx(60 + 0.3 * 200.3, abs=0.05)
    shares = {
        int(mass): height / part.heights.max() for mass, height in zip(part.mz, part.heights, strict=True)
    }
    assert {mass: shares.get(mass, 0) for mass in MANY} == pytest.approx(MANY, abs=0.03)
    assert not shares.keys() & {207, 281, 73}  # column bleed is no part of it
    assert part.area == pytest.approx(1e5 * sum(MANY.values()) * 3 * np.sqrt(2 * np.pi) * 0.3, rel=0.08)
    assert part.purity > 0.9
    assert part.ratio > 100


def test_a_blank_has_no_component() -> None:
    assert components(ions_of(run([]))) == []


@pytest.mark.parametrize("apart", [3.0, 6.0])
def test_a_tenth_beside_a_big_one_is_found_with_its_own_ions(apart: float) -> None:
    found = components(ions_of(run([Peak(200.2, MANY), Peak(200.2 + apart, OTHER, 1e4)])))
    assert len(found) == 2
    small = near(found, 200.2 + apart)
    assert tops(small, 3) == {150, 194, 303} or tops(small, 3) == {194, 150, 42}
    assert tops(near(found, 200.2), 3) == {44, 91, 119}
    assert small.purity < 0.5


def test_low_peaks_are_found_by_a_filter_as_wide_as_they_are(monkeypatch: pytest.MonkeyPatch) -> None:
    low = [ions_of(run([Peak(120, MANY), Peak(250.4, OTHER, 350)], seed=seed)) for seed in range(5)]

    def held_() -> int:
        return sum(any(abs(one.scan - 250.4) < 1.5 for one in components(ions)) for ions in low)

    assert held_() == 5
    monkeypatch.setattr("tahqiq.desks.lab.signal.apexes.MATCHED", 0.0)
    assert held_() < 5


def test_a_small_one_with_two_maxima_of_its_own_is_found_by_what_the_fit_shows(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    small = {91: 1.0, 119: 0.8, 150: 0.7, 303: 0.6}
    ions = ions_of(run([Peak(200.2, MANY), Peak(203.2, small, 3e3)]))
    assert tops(near(components(ions), 203.2), 4) == set(small)
    monkeypatch.setattr("tahqiq.desks.lab.signal.components.PAIR", 1e9)
    assert len(components(ions)) == 1


def test_what_is_in_the_blank_as_well_is_told_with_its_share() -> None:
    found, empty = (
        components(ions_of(run([Peak(150, MANY, high), Peak(300, OTHER, 1e5 * (high > 2e4))])))
        for high in (1e5, 1e4)
    )
    assert in_blank(near(found, 150), empty) == pytest.approx(0.1, rel=0.15)
    assert in_blank(near(found, 300), empty) is None


def standards(count: int) -> list[Spectrum]:
    return [
        Spectrum(
            f"standard {number}",
            np.array([57.0, 71, 85, 100 + 20 * number, 114 + 20 * number]),
            np.array([60.0, 40, 30, 100, 50]),
            (("RI", str(800 + 100 * number)),),
        )
        for number in range(count)
    ]


def held(which: list[int]) -> Run:
    spectra = [
        dict(zip(one.mz.astype(int).tolist(), (one.intensity / 100).tolist(), strict=True))
        for one in standards(9)
    ]
    return run([Peak(40.0 + 40 * number, spectra[number]) for number in which])


def test_a_ladder_is_found_by_itself_and_nothing_is_extrapolated() -> None:
    found = ladder(components(ions_of(held([0, 1, 2, 3, 5, 6, 7, 8]))), standards(9))
    assert [step.index for step in found.steps] == [800, 900, 1000, 1100, 1300, 1400, 1500, 1600]
    assert found.missing == ["standard 4"]
    assert found.index(60 + 0.3 * 60) == pytest.approx(850, abs=1)
    assert found.index(60 + 0.3 * 200) == pytest.approx(
        1200, abs=1
    )  # between the neighbours of the missing one
    assert found.index(60 + 0.3 * 30) is None
    assert found.index(60 + 0.3 * 390) is None


def test_a_ladder_too_short_swapped_or_without_indices_is_refused() -> None:
    with pytest.raises(WrongUse, match="Only 4"):
        ladder(components(ions_of(held([0, 1, 2, 3]))), standards(9))
    backwards = [
        Spectrum(one.name, one.mz, one.intensity, (("RI", str(2000 - 100 * number)),))
        for number, one in enumerate(standards(9))
    ]
    with pytest.raises(WrongUse, match="Only 1"):
        ladder(components(ions_of(held(list(range(9))))), backwards)
    with pytest.raises(WrongUse, match="states no retention index"):
        ladder([], [Spectrum("bare", np.array([57.0, 71]), np.array([1.0, 2]))])


def test_runs_that_cannot_be_taken_apart_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="too few scans"):
        seek(RunRequest(run=andi(tmp_path / "short.cdf")))
    with pytest.raises(WrongUse, match="no times"):
        seek(RunRequest(run=andi(tmp_path / "timeless.cdf", times=False)))
    (tmp_path / "a.msp").write_text("Name: a\nNum Peaks: 2\n1 2\n3 4\n")
    with pytest.raises(WrongUse, match="holds no run"):
        seek(RunRequest(run=tmp_path / "a.msp"))


def parts_of(path: Path) -> list[Component]:
    held_ = read(path).run
    assert held_ is not None
    return components(ions_of(held_))


def test_the_real_runs_give_what_is_known_of_them(shared_data: Callable[[str], Path]) -> None:
    gasoline = parts_of(shared_data("lab/gasoline_run.cdf"))
    for minutes, base in (
        (4.18, 91),
        (6.43, 91),
        (6.65, 91),
        (7.32, 91),
        (16.26, 128),
        (19.43, 142),
        (22.77, 156),
    ):
        part = min(gasoline, key=lambda one: abs(one.time / 60 - minutes))
        assert part.time / 60 == pytest.approx(minutes, abs=0.02)
        assert int(part.mz[np.argmax(part.heights)]) == base
    geco, eley = (parts_of(shared_data(f"lab/propellant_{name}.jdx")) for name in ("geco_4", "eley_3"))
    for parts, minutes, ions in (
        (geco, 21.37, {169, 168, 167}),
        (eley, 21.35, {169, 168, 167}),
        (geco, 26.0, {120, 148, 77}),
        (geco, 31.52, {167, 214}),
    ):
        part = min(parts, key=lambda one: abs(one.time / 60 - minutes))
        assert part.time / 60 == pytest.approx(minutes, abs=0.02)
        assert tops(part, len(ions)) == ions
    assert not [one for one in eley if tops(one, 2) == {120, 148}]  # no ethyl centralite


def test_the_ladder_of_the_real_run(shared_data: Callable[[str], Path]) -> None:
    asked = RunRequest(run=shared_data("lab/fames_run_DATA.MS"), ladder=shared_data("lab/fames_ref.msp"))
    found = seek(asked)
    assert [one.index for one in found.ladder] == [800, *range(1000, 3000, 200)]
    assert found.missing == ["Methyl Pelargonate", "Methyl Triacontanoate"]
    assert all(one.cosine > 0.9 for one in found.ladder)


@pytest.fixture(scope="module")
def seized(
    shared_data: Callable[[str], Path], tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[Component]]:
    import zipfile

    place = tmp_path_factory.mktemp("runs")
    with zipfile.ZipFile(shared_data("lab/lrcfs/lrcfs_8_runs.zip")) as archive:
        archive.extractall(place)
    return {path.stem: parts_of(path) for path in sorted(place.glob("*.D"))}


ETIZOLAM = {342, 344, 313, 266}


def test_etizolam_is_in_the_cases_and_in_no_blank(seized: dict[str, list[Component]]) -> None:
    at = {
        "220223003": 10.239,
        "220223007": 10.292,
        "220223012": 10.268,
        "220223014": 10.239,
        "220223020": 10.258,
        "220223028": 10.254,
    }
    for name, parts in seized.items():
        biggest = [one for one in parts if 342 in tops(one, 1) and 10.1 < one.time / 60 < 10.4]
        if name in at:
            best = max(biggest, key=lambda one: one.area)
            assert best.time / 60 == pytest.approx(at[name], abs=0.012)
            assert tops(best, 4) == ETIZOLAM
        else:
            assert not biggest
        standard = max((one for one in parts if one.time < 420), key=lambda one: one.area)
        assert standard.time / 60 == pytest.approx(6.51, abs=0.006)
        assert tops(standard, 3) == {140, 141, 84}
