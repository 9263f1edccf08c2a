"""The min-max test of three injections against three, and the models behind the tiers."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from tahqiq.desks.lab.library import additions as adding
from tahqiq.desks.lab.library import store
from tahqiq.desks.lab.library.bins import Binned, binned
from tahqiq.desks.lab.library.features import FEATURES, features_of
from tahqiq.desks.lab.library.formula import nominal_mass
from tahqiq.desks.lab.library.search import rank
from tahqiq.desks.lab.library.tier_choice import public_tiers, tiers_of
from tahqiq.desks.lab.library.trees import fitted, trees_from
from tahqiq.desks.lab.library.trial import own
from tahqiq.desks.lab.replicates.min_max import min_max
from tahqiq.desks.lab.replicates.operations import ReplicatesRequest, replicates
from tahqiq.kit.errors import WrongUse

from .invented_spectra import msp, spectra
from .runs import MANY, OTHER


def injections(peaks: dict[int, float], seed: int, count: int = 3) -> list[Binned]:
    rng = np.random.default_rng(seed)
    masses = np.array(list(peaks), float)
    return [
        binned(masses, rng.poisson(1e4 * np.array(list(peaks.values()))).astype(float), 40.0)
        for _ in range(count)
    ]


def test_injections_of_one_substance_are_not_told_apart_and_of_two_they_are() -> None:
    one, again, other = injections(MANY, 1), injections(MANY, 2), injections(OTHER, 3)
    assert not min_max(one, again).different
    assert min_max(one, again).index == pytest.approx(1, abs=0.01)
    found = min_max(one, other)
    assert found.different
    assert found.index == pytest.approx(1 - (min(found.sample, found.reference) - found.between))
    with pytest.raises(WrongUse, match="needs 3 injections"):
        min_max(one[:2], again)


def test_files_of_spectra_are_held_against_each_other(tmp_path: Path) -> None:
    def written(name: str, peaks: dict[int, float], seed: int) -> Path:
        made = "\n".join(
            f"Name: {name} {number}\nNum Peaks: {len(one.bins)}\n"
            + "".join(
                f"{mass} {1000 * height:.2f}\n" for mass, height in zip(one.bins, one.heights, strict=True)
            )
            for number, one in enumerate(injections(peaks, seed))
        )
        (tmp_path / f"{name}.msp").write_text(made)
        return tmp_path / f"{name}.msp"

    sample, same, other = written("sample", MANY, 4), written("same", MANY, 5), written("other", OTHER, 6)
    alike = replicates(ReplicatesRequest(sample=[sample], reference=[same]))
    assert (alike.sample, alike.reference, alike.different) == (3, 3, False)
    assert "identifies nothing" in alike.next_step
    assert replicates(ReplicatesRequest(sample=[sample], reference=[other])).different
    copy = tmp_path / "copy.msp"
    copy.write_bytes(sample.read_bytes())
    with pytest.raises(WrongUse, match="are one measurement"):
        replicates(ReplicatesRequest(sample=[sample], reference=[copy]))


@pytest.mark.slow
def test_the_real_cases_are_not_told_from_etizolam_and_are_told_from_the_standard(
    shared_data: Callable[[str], Path], tmp_path: Path
) -> None:
    import zipfile

    with zipfile.ZipFile(shared_data("lab/lrcfs/lrcfs_8_runs.zip")) as archive:
        archive.extractall(tmp_path)
    cases = [tmp_path / f"220223{number}.D" for number in ("014", "020", "028")]
    known = [tmp_path / f"220223{number}.D" for number in ("003", "007", "012")]
    found = replicates(ReplicatesRequest(sample=cases, reference=known, at=10.26))
    assert not found.different
    with pytest.raises(WrongUse, match="is a run"):
        replicates(ReplicatesRequest(sample=cases, reference=known))
    with pytest.raises(WrongUse, match="nothing comes"):
        replicates(ReplicatesRequest(sample=cases, reference=known, at=99))


def test_trees_learn_the_same_twice_and_are_kept_as_they_are() -> None:
    rng = np.random.default_rng(7)
    features = rng.normal(size=(400, 5))
    right = features[:, 1] + 0.5 * features[:, 3] > 0.2
    one = fitted(features, right)
    assert one == fitted(features, right)
    held = json.loads(
        json.dumps({name: getattr(one, name) for name in ("base", "asked", "values", "leaves")})
    )
    assert np.array_equal(trees_from(held).chance(features), one.chance(features))
    unseen = rng.normal(size=(400, 5))
    assert ((one.chance(unseen) > 0.5) == (unseen[:, 1] + 0.5 * unseen[:, 3] > 0.2)).mean() > 0.9
    assert fitted(np.zeros((4, 2)), np.array([True] * 3 + [False])).chance(np.zeros((1, 2)))[
        0
    ] == pytest.approx(0.75)


def test_features_have_their_names_and_say_what_they_are(tmp_path: Path) -> None:
    adding.create(tmp_path / "lib")
    adding.add(tmp_path / "lib", [msp(tmp_path / "a.msp", spectra(6, 2))])
    library = store.Library(tmp_path / "lib")
    unknown = own(library, 0)
    told = dict(zip(FEATURES, features_of(library, unknown, rank(library, unknown)), strict=True))
    assert all(np.isfinite(value) for value in told.values())
    assert (
        told["score"],
        told["worst"],
        told["unexplained"],
        told["missing"],
        told["within-20"],
    ) == pytest.approx((1, 0, 0, 0, 1), abs=1e-5)
    assert nominal_mass("C8H7ClO2") == 170
    assert nominal_mass("C8Xx2") == 0
    measured = public_tiers().measured
    assert measured["identified"].share > 0.25
    assert (measured["identified"].precision or 0) >= 0.97
    assert measured["identified"].absent <= 0.02


def test_a_library_measured_by_an_older_program_goes_by_the_public_set(tmp_path: Path) -> None:
    adding.create(tmp_path / "lib")
    manifest = store.manifest_of(tmp_path / "lib")
    old = {"compound": {"centre": [0.0], "spread": [1.0], "weights": [0.0, 1.0]}}
    assert tiers_of(store.Manifest(**{**vars(manifest), "tiers": old})) == public_tiers()
