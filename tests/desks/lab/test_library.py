"""Libraries: built, added to, searched, measured; and what is said of an answer."""

import json
from pathlib import Path

import numpy as np
import pytest

from tahqiq.desks.lab.library import additions as adding
from tahqiq.desks.lab.library import store
from tahqiq.desks.lab.library.bins import Binned, of
from tahqiq.desks.lab.library.hits import LibraryQueryView
from tahqiq.desks.lab.library.operations import (
    LibraryBuildRequest,
    LibraryImportRequest,
    LibraryRequest,
    bring,
    build,
    info,
)
from tahqiq.desks.lab.library.retention import Retention
from tahqiq.desks.lab.library.scale import bridge
from tahqiq.desks.lab.library.search import Ranking, rank
from tahqiq.desks.lab.library.tier_choice import tiers_of
from tahqiq.desks.lab.library.tiers import TIE, TIERS, Tier, Tiers
from tahqiq.desks.lab.library.trial import own
from tahqiq.desks.lab.library_search.operations import LibrarySearchRequest, found, search
from tahqiq.desks.lab.readers import read
from tahqiq.desks.lab.spectrum import Floats
from tahqiq.kit.errors import Conflict, Damaged, NotFound, WrongUse
from tahqiq.kit.messages import LOCALES

from .invented_spectra import Entry, msp, spectra
from .run_files import andi
from .runs import Peak, run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of 120 compounds measured three times, 25 of them with an isomer that looks the same."""
    place = tmp_path_factory.mktemp("library")
    build(LibraryBuildRequest(library=place / "lib", files=[msp(place / "a.msp", spectra(120, 3, twins=25))]))
    return place


@pytest.fixture(scope="module")
def itself(folder: Path) -> list[LibraryQueryView]:
    """Every spectrum of that library searched without itself."""
    return asked(folder, folder / "a.msp", exclude_self=True)


def asked(folder: Path, path: Path, **more: object) -> list[LibraryQueryView]:
    return search(
        LibrarySearchRequest.model_validate({"query": path, "library": folder / "lib", **more})
    ).queries


def test_what_is_put_in_comes_out_as_it_was(folder: Path) -> None:
    library = store.Library(folder / "lib")
    found = read(folder / "a.msp").spectra
    assert len(library) == len(found) == 435
    for row in (0, 1, 200, 434):
        kept = library.spectrum(row)
        assert (kept.name, kept.fields, kept.row) == (found[row].name, found[row].fields, found[row].row)
        assert np.array_equal(kept.mz, found[row].mz)
        assert np.array_equal(kept.intensity, found[row].intensity)
    assert library.manifest.compounds == 145


def test_spectra_of_a_compound_find_each_other_without_themselves(
    folder: Path, itself: list[LibraryQueryView]
) -> None:
    queries = itself
    library = store.Library(folder / "lib")
    right = sum(query.hits[0].name == query.name for query in queries)
    assert right / len(queries) > 0.75  # of the isomers that look the same, half
    assert all(query.id not in [hit.id for hit in query.hits] for query in queries)
    assert {query.tier for query in queries} <= set(TIERS)
    named = [query for query in queries if query.tier == "identified"]
    assert len(named) > 0.4 * len(queries)
    assert sum(query.hits[0].name == query.name for query in named) / len(named) > 0.97
    assert library.manifest.tiers is not None


def test_an_isomer_that_looks_the_same_is_told_and_never_named(itself: list[LibraryQueryView]) -> None:
    for query in itself:
        assert query.tier != "identified" or query.hits[0].gap >= TIE
        if query.tier == "formula":
            assert len(query.isomers) > 1 or query.hits[0].gap >= TIE
            assert query.formula == query.hits[0].formula
            assert query.formula in query.says


def test_what_the_library_does_not_hold_is_not_in_the_library(folder: Path, tmp_path: Path) -> None:
    queries = asked(folder, msp(tmp_path / "other.msp", spectra(60, 1, seed=5)))
    assert sum(query.tier == "not-in-library" for query in queries) >= 55
    assert not [query for query in queries if query.tier == "identified"]
    assert "Not in this library" in next(query.says for query in queries if query.tier == "not-in-library")


def test_every_answer_says_that_a_score_identifies_nothing(
    folder: Path, itself: list[LibraryQueryView], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = next(query for query in itself if query.tier == "identified")
    entries = (folder / "a.msp").read_text().strip().split("\n\n")
    alone = tmp_path / "one.msp"
    alone.write_text(next(entry for entry in entries if named.id in entry) + "\n")
    assert "no identification" in named.next_step
    assert "second technique" in named.next_step
    for locale in LOCALES:
        monkeypatch.setenv("TAHQIQ_LANG", locale)
        (again,) = asked(folder, alone, exclude_self=True)
        assert again.id == named.id
        assert named.hits[0].name in again.says
        assert (again.next_step == named.next_step) is (locale == "en")


def test_the_retention_index_decides_between_two_that_look_the_same(tmp_path: Path) -> None:
    one = spectra(3, 1)
    files = [
        msp(
            tmp_path / f"{index}.msp",
            [
                (f"{name} at {index}", key[:-1] + letter, formula, mz, heights * (1 + place / 50))
                for name, key, formula, mz, heights in one
            ],
            numbered=letter,
            RI=str(index),
        )
        for place, (index, letter) in enumerate(((1200, "A"), (1500, "B")))
    ]
    adding.create(tmp_path / "lib")
    adding.add(tmp_path / "lib", files)
    library = store.Library(tmp_path / "lib")
    library.compounds = np.arange(len(library))
    for index in (1210.0, 1495.0):
        best = rank(library, own(library, 0), Retention(index))
        assert f"at {1200 if index < 1300 else 1500}" in library.entry(int(best.rows[0]))["name"]
        assert best.scores[0] - best.scores[1] > 0.2
    assert np.isnan(
        rank(library, own(library, 0), Retention(1210.0, 3)).away
    ).all()  # another phase: not compared


def test_adding_twice_changes_nothing_and_versions_follow_each_other(folder: Path, tmp_path: Path) -> None:
    first = build(LibraryBuildRequest(library=tmp_path / "lib", files=[folder / "a.msp"]))
    again = bring(
        LibraryImportRequest(
            library=tmp_path / "lib",
            files=[folder / "a.msp", msp(tmp_path / "b.msp", spectra(2, 1, seed=9), numbered="B")],
        )
    )
    assert [(one.spectra, one.known) for one in again.sources] == [(435, 0), (0, 435), (2, 0)]
    assert (again.version, again.spectra) == (2, 437)
    assert first.before != again.before
    with pytest.raises(Conflict):
        build(LibraryBuildRequest(library=tmp_path / "lib", files=[folder / "a.msp"]))


def test_an_import_that_breaks_off_changes_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(LibraryBuildRequest(library=tmp_path / "lib", files=[folder / "a.msp"]))
    before = info(LibraryRequest(library=tmp_path / "lib"))

    def broken(*_: object) -> None:
        raise OSError("no space")

    more = msp(tmp_path / "b.msp", spectra(5, 1, seed=9), numbered="B")
    with monkeypatch.context() as patch:
        patch.setattr(adding, "save", broken)
        with pytest.raises(OSError, match="no space"):
            adding.add(tmp_path / "lib", [more])
    assert info(LibraryRequest(library=tmp_path / "lib")) == before
    assert bring(LibraryImportRequest(library=tmp_path / "lib", files=[more])).spectra == 440
    assert not info(LibraryRequest(library=tmp_path / "lib")).damaged


def test_a_library_that_was_changed_by_other_means_is_told(folder: Path, tmp_path: Path) -> None:
    build(LibraryBuildRequest(library=tmp_path / "lib", files=[folder / "a.msp"]))
    path = tmp_path / "lib" / "weights"
    path.write_bytes(b"\x01" + path.read_bytes()[1:])
    assert info(LibraryRequest(library=tmp_path / "lib")).damaged == ["weights"]
    path.write_bytes(path.read_bytes()[:50])
    with pytest.raises(Damaged):
        search(LibrarySearchRequest(query=folder / "a.msp", library=tmp_path / "lib"))
    (tmp_path / "lib" / "library.json").write_text(json.dumps({"version": 1}))
    with pytest.raises(Damaged):
        info(LibraryRequest(library=tmp_path / "lib"))
    with pytest.raises(NotFound):
        info(LibraryRequest(library=tmp_path))


def test_a_library_that_could_not_be_built_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "kept").mkdir()
    for folder, there in ((tmp_path / "new", False), (tmp_path / "kept", True)):
        with pytest.raises(WrongUse, match="is a run"):
            build(LibraryBuildRequest(library=folder, files=[andi(tmp_path / "r.cdf")]))
        assert (folder.exists(), list(folder.iterdir()) if there else []) == (there, [])


def test_what_cannot_be_searched_is_told(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "one.msp").write_text("Name: one\nNum Peaks: 1\n58 100\n\nName: none\nNum Peaks: 0\n")
    found = search(LibrarySearchRequest(query=tmp_path / "one.msp", library=folder / "lib"))
    assert [(query.name, query.tier, query.hits) for query in found.queries] == [
        ("one", "not-in-library", [])
    ]
    assert [problem.code for problem in found.problems] == ["lab-one-peak", "lab-no-peaks"]
    (tmp_path / "empty").mkdir()
    adding.create(tmp_path / "empty")
    with pytest.raises(WrongUse, match="no spectrum"):
        search(LibrarySearchRequest(query=tmp_path / "one.msp", library=tmp_path / "empty"))


def test_a_small_library_goes_by_the_public_measurement_and_says_so(tmp_path: Path) -> None:
    told = build(
        LibraryBuildRequest(library=tmp_path / "lib", files=[msp(tmp_path / "a.msp", spectra(3, 2))])
    )
    assert "MassBank" in told.tiers_on
    assert [one.tier for one in told.tiers] == list(TIERS)


@pytest.mark.parametrize(("off", "compared"), [(8, True), (318, False)])
def test_indices_of_another_ladder_are_told_and_not_compared(
    off: int, compared: bool, tmp_path: Path
) -> None:
    entries = spectra(12, 2)
    first, again = (
        laddered(
            tmp_path, entries[place::2], [1000 + 40 * number + place * off for number in range(12)], name
        )
        for place, name in enumerate(("lib", "ask"))
    )
    build(LibraryBuildRequest(library=tmp_path / "lib", files=first))
    (tmp_path / "ask.msp").write_text("".join(path.read_text() for path in again))
    answer = search(LibrarySearchRequest(query=tmp_path / "ask.msp", library=tmp_path / "lib"))
    assert [one.hits[0].name == one.name for one in answer.queries] == [True] * 12
    assert [one.hits[0].retention for one in answer.queries] == [off if compared else None] * 12
    assert [one.code for one in answer.problems] == ([] if compared else ["lab-index-scale"])
    assert compared or "318 units" in answer.problems[0].sentence


def laddered(place: Path, entries: list[Entry], indices: list[int], name: str) -> list[Path]:
    """One file for each spectrum, with its index."""
    both = enumerate(zip(entries, indices, strict=True))
    return [
        msp(place / f"{name}{number}.msp", [entry], numbered=f"{name}{number}-", RI=str(index))
        for number, (entry, index) in both
    ]


def test_indices_of_another_ladder_are_led_over_by_sure_hits(tmp_path: Path) -> None:
    entries, units = spectra(28, 2), [200_000 + 15_000 * place for place in range(28)]
    units[7] += 200_000  # an index that was mistaken
    build(
        LibraryBuildRequest(
            library=tmp_path / "lib",
            files=laddered(tmp_path, entries[::2], [1000 + 40 * place for place in range(28)], "lib"),
        )
    )
    asked_for = laddered(tmp_path, entries[1::2], units, "ask")
    (tmp_path / "ask.msp").write_text("".join(path.read_text() for path in asked_for))
    answer = search(LibrarySearchRequest(query=tmp_path / "ask.msp", library=tmp_path / "lib"))
    assert [one.code for one in answer.problems] == ["lab-index-led"]
    assert "hits left aside were met to 0 units" in answer.problems[0].sentence
    away = [next((hit.retention for hit in one.hits if hit.name == one.name), None) for one in answer.queries]
    assert (away[0], away[-1]) == (None, None)  # outside of what the bridge was made from
    assert away[7] is None or away[7] > 500
    assert away[8:20] == pytest.approx([0] * 12, abs=0.2)
    nowhere = search(LibrarySearchRequest(query=asked_for[0], library=tmp_path / "lib"))
    assert nowhere.problems == []  # one unknown says nothing about ladders


def test_an_index_that_was_led_over_orders_hits_and_raises_no_tier(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    entries = spectra(6, 2)
    files = [*laddered(tmp_path, entries[:1], [1500], "lib"), msp(tmp_path / "others.msp", entries[2::2])]
    build(LibraryBuildRequest(library=tmp_path / "lib", files=files))
    library, unknown = (
        store.Library(tmp_path / "lib"),
        of(read(msp(tmp_path / "ask.msp", entries[1:2])).spectra[0]),
    )

    seen: list[float] = []
    judged = Tiers.tier

    def watched(
        self: Tiers, library: store.Library, unknown: Binned, ranking: Ranking
    ) -> tuple[Tier, float, float]:
        seen.append(float(ranking.away[0]))
        return judged(self, library, unknown, ranking)

    monkeypatch.setattr(Tiers, "tier", watched)
    hits = [
        found(library, tiers_of(library.manifest), unknown, retention, 1, identity=("1", ""))
        .hits[0]
        .retention
        for retention in (Retention(1503.0), Retention(1503.0, led=True), None)
    ]
    assert hits == [3, 3, None]
    assert seen == pytest.approx([3, np.nan, np.nan], nan_ok=True)
    led, own_ = (
        rank(library, unknown, Retention(1560.0, slack=slack, led=slack > 0)) for slack in (30.0, 0.0)
    )
    assert led.scores[0] - own_.scores[0] == pytest.approx(0.03)


@pytest.mark.parametrize(
    ("theirs", "why"),
    [
        (np.linspace(900, 2900, 14), "too few"),
        (np.random.default_rng(4).uniform(900, 2900, 60), "no order"),
        (np.linspace(2900, 900, 60), "falls"),
        (np.linspace(900, 2900, 60) + np.random.default_rng(5).normal(0, 80, 60), "too rough"),
    ],
)
def test_a_bridge_that_does_not_hold_is_none(theirs: Floats, why: str) -> None:
    assert bridge(np.linspace(200_000, 900_000, len(theirs)), theirs) is None, why


def test_a_bridge_stands_on_what_is_right_although_a_third_is_wrong() -> None:
    rng = np.random.default_rng(6)
    mine = np.sort(rng.uniform(200_000, 1_000_000, 90))
    true = 400 + mine / 400 - np.square(mine / 30_000)
    wrong = np.arange(90) % 3 == 1
    found = bridge(mine, np.where(wrong, rng.uniform(700, 2900, 90), true + rng.normal(0, 8, 90)))
    assert found is not None
    assert found.hits < 70
    assert found.residual < 25
    inside = mine[(mine > found.low) & (mine < found.high)]
    assert np.abs(found.curve(inside) - np.interp(inside, mine, true)).max() < 15


def test_a_library_in_finer_units_is_compared_in_coarser_ones(tmp_path: Path) -> None:
    entries = spectra(8, 2)
    build(
        LibraryBuildRequest(
            library=tmp_path / "lib",
            files=laddered(tmp_path, entries[::2], [300_000 + 90_000 * place for place in range(8)], "lib"),
        )
    )
    asked_for = laddered(tmp_path, entries[1::2], [303_000 + 90_000 * place for place in range(8)], "ask")
    (tmp_path / "ask.msp").write_text("".join(path.read_text() for path in asked_for))
    answer = search(LibrarySearchRequest(query=tmp_path / "ask.msp", library=tmp_path / "lib"))
    assert answer.problems == []
    assert [one.hits[0].retention for one in answer.queries] == pytest.approx([9.7] * 8, abs=0.2)


def test_the_components_of_a_run_are_searched_for(folder: Path, tmp_path: Path) -> None:
    entries = spectra(120, 3, twins=25)
    wanted = [next(one for one in entries if one[0] == f"invented {number}") for number in (60, 90)]
    peaks = [
        Peak(
            100 + 100 * place,
            dict(zip(one[3].astype(int).tolist(), (one[4] / one[4].max()).tolist(), strict=True)),
        )
        for place, one in enumerate(wanted)
    ]
    made = run(peaks, scans=300)
    andi(
        tmp_path / "r.cdf",
        [
            (
                float(made.times[scan]),
                [(float(mz), int(height)) for mz, height in zip(*made.scan(scan), strict=True)],
            )
            for scan in range(300)
        ],
    )
    queries = asked(folder, tmp_path / "r.cdf")
    assert [query.hits[0].name for query in queries] == ["invented 60", "invented 90"]
    assert [query.id for query in asked(folder, tmp_path / "r.cdf", component=2)] == ["2"]
    with pytest.raises(WrongUse, match="no component 3"):
        asked(folder, tmp_path / "r.cdf", component=3)
