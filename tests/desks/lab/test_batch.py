"""A sequence held against its method: invented ones where everything is known, and the real batch."""

import re
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np
import pytest

from tahqiq.desks.lab.batch.evaluation import SequenceRequest, lines, run
from tahqiq.desks.lab.batch.translation import translated
from tahqiq.desks.lab.batch.view import InjectionView, SequenceView
from tahqiq.desks.lab.components.operations import RunRequest, seek
from tahqiq.desks.lab.library.operations import LibraryBuildRequest, build
from tahqiq.desks.lab.spectrum import Run
from tahqiq.kit.errors import WrongUse

from .invented_spectra import msp, spectra
from .methods import TEXT, agreed
from .run_files import andi
from .runs import MANY, OTHER, Peak
from .runs import run as made

TUNER = {69: 1.0, 219: 0.6, 131: 0.5}


def write(path: Path, one: Run) -> None:
    """A run as an ANDI file."""
    andi(
        path,
        [
            (
                float(one.times[scan]),
                [(float(mz), int(height)) for mz, height in zip(*one.scan(scan), strict=True)],
            )
            for scan in range(len(one))
        ],
    )


def amine(amount: float, spectrum: Mapping[int, float] = MANY, standard: float = 1.0) -> list[Peak]:
    """The standard and an amount of the amine; 100 ug/mL stand 100,000 counts high."""
    return [Peak(80, OTHER, 2e4 * standard), *([Peak(200, spectrum, 1000 * amount)] if amount else [])]


PLAN: list[tuple[str, str, str, list[Peak]]] = [
    ("tune", "tune", "tuner", [Peak(150, TUNER)]),
    ("mix", "mix", "mix", [Peak(200, MANY)]),
    ("b0", "blank", "methanol", []),
    *[(f"c{level}", "calibrator", f"{level} ug/mL amine", amine(level)) for level in (20, 40, 60, 80, 100)],
    ("q1", "check", "50 ug/mL amine", amine(50)),
    ("b1", "blank", "methanol", []),
    ("x1", "case", "4/1", amine(70)),
    ("b2", "blank", "methanol", []),
    ("x2", "case", "4/2", amine(0)),
    ("b3", "blank", "methanol", []),
    ("x3", "case", "4/3", amine(300)),
    ("b4", "blank", "methanol", []),
    ("x4", "case", "4/4", amine(60, {**MANY, 119: 0.05})),
    ("q2", "check", "50 ug/mL amine", amine(50)),
]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("library")
    build(LibraryBuildRequest(library=place / "lib", files=[msp(place / "a.msp", spectra(20, 1))]))
    return place / "lib"


def sequence(
    folder: Path, library: Path, plan: list[tuple[str, str, str, list[Peak]]], text: str = TEXT, **more: Path
) -> SequenceView:
    """Inject a plan and hold it against a method."""
    folder.mkdir(exist_ok=True)
    for seed, (name, _, _, peaks) in enumerate(plan):
        write(folder / f"{name}.cdf", made(peaks, scans=300, seed=seed))
    (folder / "sheet.csv").write_text("\n".join(["run,kind,sample", *(",".join(line[:3]) for line in plan)]))
    (folder / "m.yaml").write_text(agreed(text))
    return run(SequenceRequest(path=folder, method=folder / "m.yaml", library=library, **more))


def of(answer: SequenceView, name: str) -> InjectionView:
    return next(one for one in answer.injections if one.run == name)


def codes(answer: SequenceView, name: str) -> list[str]:
    return [bar.code for bar in of(answer, name).findings[0].bars]


@pytest.fixture(scope="module")
def good(tmp_path_factory: pytest.TempPathFactory, library: Path) -> SequenceView:
    return sequence(tmp_path_factory.mktemp("good") / "s", library, PLAN)


def test_a_good_sequence_reports_what_is_there(good: SequenceView) -> None:
    assert good.problems == []
    assert (good.instrument.in_control, good.instrument.breaches, good.instrument.tune) == (True, [], "tune")
    curve = good.curves[0]
    assert (curve.bars, len(curve.levels), len(curve.checks)) == ([], 5, 2)
    assert curve.r2 > 0.999
    assert max(abs(one.off or 99) for one in [*curve.levels, *curve.checks]) < 6
    assert curve.detection is not None
    assert curve.quantitation == pytest.approx(curve.detection / 0.33)
    found = of(good, "x1").findings[0]
    assert (found.found, found.reportable, found.bars) == ("yes", True, [])
    assert found.amount is not None
    assert found.amount == pytest.approx(70, rel=0.05)
    assert found.uncertainty is not None
    assert abs(found.amount - 70) < 2 * found.uncertainty < 15
    assert of(good, "x1").blank == "b1"
    assert of(good, "x1").standard == pytest.approx(1, abs=0.1)
    assert any("ledger" in line or "reference material" in line for line in lines(good))


def test_what_is_not_there_is_not_found_and_nothing_is_extrapolated(good: SequenceView) -> None:
    assert [
        (name, of(good, name).findings[0].found, of(good, name).findings[0].failed) for name in ("b1", "x2")
    ] == [
        ("b1", "no", ["absent"]),
        ("x2", "no", ["absent"]),
    ]
    high = of(good, "x3").findings[0]
    assert (high.found, high.reportable, high.amount) == ("yes", True, None)
    assert codes(good, "x3") == ["lab-bar-range"]


def test_other_ions_are_another_substance(good: SequenceView) -> None:
    assert of(good, "x4").findings[0].failed == ["ions"]
    assert not of(good, "x4").findings[0].reportable


def test_an_instrument_out_of_control_cannot_report(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    detuned = [("tune", "tune", "tuner", [Peak(150, {**TUNER, 219: 0.2})]), *PLAN[1:11], PLAN[-1]]
    answer = sequence(tmp_path / "tune", library, detuned)
    assert [one.what for one in answer.instrument.breaches] == ["invented tuner 219/69"]
    assert "lab-bar-instrument" in codes(answer, "x1")
    assert not any(finding.reportable for one in answer.injections for finding in one.findings)
    history = tmp_path / "controls.csv"
    history.write_text(
        "when,name,value\n"
        + "".join(f"2026-01-{day:02d},check invented amine,{101 + day / 10}\n" for day in range(1, 13))
        + "x,check invented amine,much\n"
    )
    answer = sequence(tmp_path / "tune", library, [*PLAN[:11], PLAN[-1]], controls=history)
    assert {one.what.rpartition(" ")[2] for one in answer.instrument.breaches} <= {"10x", "4-1s"}
    assert [one.code for one in answer.problems] == ["lab-control-line"]
    answer = sequence(
        tmp_path / "none", library, [one for one in PLAN[:11] if one[0] not in ("tune", "mix", "q1")]
    )
    assert [one.what for one in answer.instrument.breaches] == [
        "tune: no invented tuner",
        "mix: none",
        "check invented amine: missing",
    ]
    monkeypatch.setenv("TAHQIQ_LANG", "ar")
    arabic = translated(SequenceView.model_validate_json(answer.model_dump_json())).instrument.breaches
    assert [one.what for one in arabic][1:] == ["خليط الفحص: غير موجود", "عينة التحقق invented amine: ناقص"]


def test_blanks_standard_checks_and_levels_keep_results_back(tmp_path: Path, library: Path) -> None:
    plan = {one[0]: one for one in PLAN}
    carried = ("b1", "blank", "methanol", [Peak(200, MANY, 5000)])
    answer = sequence(tmp_path / "carry", library, [*PLAN[:9], carried, plan["x1"], plan["q2"]])
    assert codes(answer, "x1") == ["lab-bar-carry"]
    assert of(answer, "b1").findings[0].carried == pytest.approx(0.1, rel=0.3)
    weak = ("x1", "case", "4/1", amine(70, standard=0.2))
    answer = sequence(
        tmp_path / "more",
        library,
        [*PLAN[:4], *PLAN[6:9], weak, ("q2", "check", "50 ug/mL amine", amine(75))],
        TEXT.partition("controls:")[0],
    )
    assert codes(answer, "x1") == ["lab-bar-blank", "lab-bar-standard", "lab-bar-levels", "lab-bar-check"]
    answer = sequence(tmp_path / "bracket", library, [*PLAN[:9], PLAN[9], plan["x1"]])
    assert codes(answer, "x1") == ["lab-bar-bracket"]
    assert of(answer, "x1").findings[0].reportable  # the substance, not the amount


def test_a_run_that_cannot_be_read_is_told_at_its_line_and_the_rest_goes_on(
    tmp_path: Path, library: Path
) -> None:
    (tmp_path / "s").mkdir()
    sequence(tmp_path / "s", library, PLAN[:11])
    (tmp_path / "s" / "b1.cdf").write_bytes(b"CDF\x01broken")
    answer = run(SequenceRequest(path=tmp_path / "s", method=tmp_path / "s" / "m.yaml", library=library))
    assert [(one.code, one.place) for one in answer.problems] == [("lab-sheet-refused", "line 11")]
    assert "lab-bar-blank" in codes(answer, "x1")
    (tmp_path / "s" / "sheet.csv").write_text("run,kind,sample\nnone,case,x\n")
    with pytest.raises(WrongUse, match="names a run that is there"):
        run(SequenceRequest(path=tmp_path / "s", method=tmp_path / "s" / "m.yaml", library=library))


def test_bad_runs_are_told_by_run_and_scan_and_keep_back_what_they_touch(
    tmp_path: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "s"
    ladder = ("l", "ladder", "esters", [Peak(100, MANY)])
    lost = ("gone", "case", "4/9", amine(0))
    tuned, mixed, blank, *levels = PLAN[:9]
    plan = [tuned, mixed, ladder, blank, *levels, *PLAN[9:12], lost, *PLAN[12:16], PLAN[-1]]
    sequence(place, library, plan)
    (place / "gone.cdf").unlink()
    clipped, negative = (made(amine(amount), scans=300, seed=seed) for amount, seed in ((70, 10), (0, 12)))
    np.minimum(clipped.intensity, 40_000, out=clipped.intensity)
    negative.intensity[4:6] *= -1
    wrong = made(amine(70), scans=300)
    wrong.mz[:] *= 1e6
    for name, one in (("x1", clipped), ("x2", negative), ("x3", wrong)):
        write(place / f"{name}.cdf", one)
    answer = run(SequenceRequest(path=place, method=place / "m.yaml", library=library))
    told = {one.code: one for one in answer.problems if not one.place.startswith("x3 · ")}
    assert [(one.code, one.place) for one in answer.problems if one.place.startswith("x3 · ")] == [
        ("lab-points-aside", "x3 · entry 1")
    ]
    assert set(told) == {
        "lab-sheet-run",
        "lab-sheet-refused",
        "lab-sheet-standards",
        "lab-saturated",
        "lab-points-aside",
    }
    assert told["lab-saturated"].place.startswith("x1 · entry ")
    assert (told["lab-points-aside"].place, told["lab-points-aside"].fields) == ("x2 · entry 2", 2)
    assert "mass scale" in told["lab-sheet-refused"].sentence
    assert (told["lab-sheet-standards"].value, told["lab-sheet-run"].place) == ("l", "line 15")
    assert codes(answer, "x1") == ["lab-bar-saturated"]
    assert of(answer, "x1").findings[0].amount is None
    assert [bar.code for bar in of(answer, "x2").bars] == [
        "lab-bar-blank"
    ]  # a run nobody can read was injected between
    monkeypatch.setenv("TAHQIQ_LANG", "ar")
    arabic = translated(
        SequenceView.model_validate_json(answer.model_dump_json())
    )  # as it was kept, for another reader
    assert [one.code for one in arabic.problems] == [one.code for one in answer.problems]
    said = [one.sentence for one in arabic.problems] + [
        one.sentence for one in (*of(arabic, "x2").bars, *of(arabic, "x1").findings[0].bars)
    ]
    assert all(re.search("[ء-ي]", one) for one in said)
    assert not any("mass scale" in one for one in said)
    assert "x1" in of(arabic, "x1").findings[0].bars[0].sentence
    monkeypatch.delenv("TAHQIQ_LANG")
    standards = msp(tmp_path / "ladder.msp", spectra(6, 1), RI="1000")
    standards.write_text(standards.read_text() + "Name: wrong\nRI: 1700\nNum Peaks: 3\n58 100\n91 20\n")
    answer = run(SequenceRequest(path=place, method=place / "m.yaml", library=library, ladder=standards))
    assert [one.place.partition(" ")[0] for one in answer.problems if one.code == "lab-peak-count"] == [
        "ladder.msp"
    ]
    assert [one.value for one in answer.problems if one.code == "lab-sheet-ladder"] == ["l"]
    timeless = made(amine(0), scans=300)
    timeless.times[9:12] = -9999
    write(place / "x3.cdf", timeless)
    (place / "controls.csv").write_text("when,name,value\n")  # beside the sheet, and no second one
    sheet = (place / "sheet.csv").read_text().replace("l,ladder,esters\n", "")
    (place / "sheet.csv").write_text(sheet)
    answer = run(SequenceRequest(path=place, method=place / "m.yaml", library=library, ladder=standards))
    assert [one.value for one in answer.problems if one.code == "lab-sheet-no-ladder"] == ["ladder.msp"]
    assert [one.place for one in answer.problems if one.code == "lab-no-times"] == ["x3 · entry 10"]
    with pytest.raises(WrongUse, match=r"x3\.cdf is refused: .* scan 10: 3 scans have no time"):
        seek(RunRequest(run=place / "x3.cdf"))


REAL = """name: Etizolam
version: "1"
instrument: GCMS
standard: {name: standard, ion: 140, time: 390.5, window: 3, within: 0.5}
targets:
  - {name: etizolam, ion: 342, qualifiers: [313, 266, 344], within: 0.3, time: 616, window: 2.5, ratio: 10, unit: ug/mL, response: height, relative: false, model: linear,
     weights: "1", levels: 2, r2: 0.99, check: 0.15, bracketed: false, carry: 0.001, reference: 0.01, lot: as injected}
gaps: 7
"""  # noqa: E501


def test_the_real_batch_gives_what_is_known_of_it(
    tmp_path: Path, library: Path, shared_data: Callable[[str], Path]
) -> None:
    with zipfile.ZipFile(shared_data("lab/lrcfs/lrcfs_8_runs.zip")) as held:
        held.extractall(tmp_path)
    (tmp_path / "runs.csv").write_bytes(shared_data("lab/lrcfs/runs.csv").read_bytes())
    (tmp_path / "m.yaml").write_text(agreed(REAL))
    answer = run(SequenceRequest(path=tmp_path, method=tmp_path / "m.yaml", library=library))
    times = {one.run: one.findings[0].time for one in answer.injections if one.findings[0].found == "yes"}
    minutes = {
        "220223003": 10.239,
        "220223012": 10.268,
        "220223007": 10.292,
        "220223014": 10.239,
        "220223020": 10.258,
        "220223028": 10.254,
    }
    assert {name: (time or 0) / 60 for name, time in times.items()} == pytest.approx(minutes, abs=0.012)
    assert all(of(answer, name).findings[0].found == "no" for name in ("220223001", "220223013"))
    assert not any(
        hit.query.tier == "identified" for name in ("220223001", "220223013") for hit in of(answer, name).hits
    )
    assert answer.curves[0].checks[0].read == pytest.approx(125.8, abs=0.3)
    assert all(
        0.8 < (of(answer, name).standard or 0) < 1.2 for name in ("220223014", "220223020", "220223028")
    )  # the authors' script missed one, the peak is there
    assert all(of(answer, name).findings[0].reportable for name in ("220223014", "220223020", "220223028"))
    assert all(
        of(answer, name).findings[0].amount is None for name in ("220223014", "220223020", "220223028")
    )  # two levels know no uncertainty
