"""Runs as instruments write them: every scan, every point, or a problem with its place."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desks.lab.batch.sheet import acquired
from tahqiq.desks.lab.readers import agilent, read, recognised, spectra
from tahqiq.desks.lab.spectrum import Run, Spectrum
from tahqiq.kit.errors import NotFound, WrongUse

from .run_files import SCANS, Scans, andi, andi_library, andi_marked, data_ms, folder, mzml, mzxml


def held(path: Path) -> Run:
    found = read(path).run
    assert found is not None
    return found


def same(run: Run, scans: Scans = SCANS) -> None:
    assert run.times.tolist() == pytest.approx([time for time, _ in scans])
    for number, (_, peaks) in enumerate(scans):
        mz, heights = run.scan(number)
        assert mz.tolist() == pytest.approx([one for one, _ in sorted(peaks)], abs=1e-4)
        assert heights.tolist() == [one for _, one in sorted(peaks)]


def test_every_format_gives_the_same_run(tmp_path: Path) -> None:
    (tmp_path / "a.mzML").write_text(mzml())
    (tmp_path / "b.mzML").write_text(mzml(small=False, minutes=False))
    (tmp_path / "c.mzXML").write_text(mzxml())
    (tmp_path / "d.ms").write_bytes(data_ms())
    andi(tmp_path / "e.cdf")
    andi(tmp_path / "f.cdf", scale=0.001, gap=3)
    for path in sorted(tmp_path.iterdir()):
        same(held(path))
    assert held(tmp_path / "a.mzML").electron_impact
    assert [one.code for one in read(tmp_path / "f.cdf").problems] == ["lab-andi-beyond"]


def test_marks_behind_points_are_no_points_and_say_what_is_saturated(tmp_path: Path) -> None:
    path = andi_marked(tmp_path / "m.cdf")
    run, found = held(path), read(path)
    assert [run.scan(number)[1].tolist() for number in (0, 1)] == [[5, 9, 7], [50, 90, 70]]
    assert run.saturated.tolist() == [1]
    assert [(one.code, one.value, one.place.row) for one in found.problems] == [
        ("lab-andi-marks", "saturated 1", 2),
        ("lab-saturated", None, 2),
    ]
    path.write_bytes(
        path.read_bytes().replace(np.array(64.0, ">f4").tobytes(), np.array(65536.0, ">f4").tobytes())
    )
    assert (held(path).saturated.tolist(), [one.code for one in read(path).problems]) == (
        [],
        ["lab-andi-beyond"],
    )  # bits that none of the template are
    assert [one.code for one in read(andi_marked(tmp_path / "n.cdf", marks=9)).problems] == [
        "lab-andi-beyond"
    ]  # more than the file has room for
    said = dict(run.fields)
    assert (said["instrument_name"], said["in the file, not used for spectra"]) == (
        "Invented 1",
        "scan_duration",
    )


def test_an_andi_library_keeps_its_names(tmp_path: Path) -> None:
    found = read(andi_library(tmp_path / "l.cdf"))
    assert found.run is None
    assert [(one.name, one.formula, one.mz.tolist(), one.row) for one in found.spectra] == [
        ("invented", "C2H6O", [31, 45, 46], 1),
        ("second", "", [57, 58], 2),
    ]
    assert tuple(sorted(found.spectra[0].fields)) == (
        ("CAS", "64175"),
        ("Formula", "C2H6O"),
        ("Synon", "one more name"),
    )
    assert [one.name for one in spectra(tmp_path / "l.cdf") if isinstance(one, Spectrum)] == [
        "invented",
        "second",
    ]
    assert (
        len(held(andi_library(tmp_path / "r.cdf", ("", "")))) == 2
    )  # places for names, and none in them: a run


def test_heads_of_mzml_are_kept_and_what_is_no_scan_is_told(tmp_path: Path) -> None:
    head = '<run startTimeStamp="2026-02-03T09:04:00"><spectrumList count="4">'
    sample = (
        '<mzML xmlns="http://psi.hupo.org/ms/mzml"><sample name="powder 3"><userParam name="vial" '
        'value="7"/></sample>'
    )
    ions = "".join(
        f'<chromatogram id="{name}"><cvParam accession="{code}"/></chromatogram>'
        for name, code in (("TIC", "MS:1000235"), ("SIM 91", "MS:1001472"))
    )
    text = (
        mzml()
        .replace('<mzML xmlns="http://psi.hupo.org/ms/mzml">', sample)
        .replace("<run><spectrumList>", head)
    )
    path = tmp_path / "h.mzML"
    path.write_text(
        text.replace("</spectrumList>", f"</spectrumList><chromatogramList>{ions}</chromatogramList>")
    )
    found = read(path)
    assert dict(held(path).fields)["sample"] == "powder 3; vial: 7"
    assert acquired(held(path).fields) == datetime(2026, 2, 3, 9, 4)
    assert [(one.code, one.value, one.records) for one in found.problems] == [
        ("lab-scans-missing", None, 1),
        ("lab-chromatograms", "SIM 91", 1),
    ]


@pytest.mark.parametrize("data", [b"", b"\0" * 70_000, b"\r\n \x1a"])
def test_an_empty_file_is_said_to_be_empty(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.cdf").write_bytes(data)
    with pytest.raises(WrongUse, match="is empty") as told:
        recognised(tmp_path / "x.cdf")
    assert told.value.code == "lab-file-empty"


def test_a_folder_is_one_exhibit(tmp_path: Path) -> None:
    path = folder(tmp_path / "x.D")
    found = read(path)
    same(held(path))
    assert [one.path for one in found.manifest] == ["CumulativeAuditTrail.xml", "DATA.MS", "acqmeth.txt"]
    said = dict(held(path).fields)
    assert said["sample"] == "invented"
    assert "110 °C" in said["method printout"]
    assert said["audit trail"] == "User: AB; Comment: collected"
    (path / "AcqData").mkdir()
    (path / "AcqData" / "sample_info.xml").write_text(
        "<S><Field><Name>7</Name><DisplayName>TuneName</DisplayName><Value>stune.u</Value></Field><Field><Name>Barcode</Name></Field>"
        "<Field><Name>RunCompletedFlag</Name><Value>False</Value></Field></S>"
    )
    assert [one for one in held(path).fields if one[0].startswith("sample sheet")] == [
        ("sample sheet: TuneName", "stune.u"),
        ("sample sheet: RunCompletedFlag", "False"),
    ]
    assert [one.code for one in read(path).problems] == ["lab-run-aborted"]
    (path / "acqmeth.txt").write_text("other")
    assert read(path).sha256 != found.sha256
    (path / "DATA.MS").unlink()
    with pytest.raises(WrongUse, match="no run"):
        read(path)


PAIRS = st.lists(
    st.tuples(st.integers(20, 16_000), st.integers(0, 0x3FFF)), max_size=8, unique_by=lambda pair: pair[0]
)


@given(st.lists(PAIRS, min_size=1, max_size=6))
def test_agilent_round_trip(scans: list[list[tuple[int, int]]]) -> None:
    made = [(index + 1.0, [(mz / 20, height) for mz, height in peaks]) for index, peaks in enumerate(scans)]
    run, problems = agilent.scans(data_ms(made), ())
    if any(scans):
        assert run is not None
        assert [len(run.scan(number)[0]) for number in range(len(run))] == [len(peaks) for peaks in scans]
        assert run.intensity.sum() == sum(height for peaks in scans for _, height in peaks)
    else:
        assert run is None
        assert problems[-1].code == "lab-run-empty"


@pytest.mark.parametrize("cut", [0x1688 + 5, 0x1688 + 40, 0x1688 + 60])
def test_a_run_cut_off_gives_what_was_whole(tmp_path: Path, cut: int) -> None:
    path = tmp_path / "d.ms"
    path.write_bytes(data_ms()[:cut])
    found = read(path)
    missing = next(one for one in found.problems if one.code == "lab-scans-missing")
    assert missing.records == 3 - (0 if found.run is None else len(found.run))


def test_other_formats_cut_off(tmp_path: Path) -> None:
    (tmp_path / "short.cdf").write_bytes(andi(tmp_path / "e.cdf").read_bytes()[:-70])
    with pytest.raises(WrongUse, match="damaged, or cut off"):
        read(tmp_path / "short.cdf")
    (tmp_path / "short.mzML").write_text(mzml()[:-400])
    assert "lab-xml-broken" in [one.code for one in read(tmp_path / "short.mzML").problems]


def test_what_is_odd_is_told(tmp_path: Path) -> None:
    def codes(path: Path) -> set[str]:
        return {one.code for one in read(path).problems}

    assert codes(andi(tmp_path / "a.cdf", times=False)) == {"lab-no-times"}
    assert codes(andi(tmp_path / "b.cdf", ionisation="Electrospray Ionization")) == {"lab-not-electrons"}
    wrong = [(time, [(mz * 1e6, height) for mz, height in peaks]) for time, peaks in SCANS]
    assert codes(andi(tmp_path / "c.cdf", wrong)) == {"lab-points-aside", "lab-mass-scale"}
    assert codes(andi(tmp_path / "d.cdf", [(1.0, [(44.0, 5), (1e9, 5), (2e9, 4)])])) == {
        "lab-points-aside",
        "lab-mass-scale",
    }
    assert codes(andi(tmp_path / "e.cdf", [(2.0, [(44.0, 5), (45.0, -5)]), (1.0, [(44.0, 1)])])) == {
        "lab-points-aside",
        "lab-times-back",
    }
    (tmp_path / "f.ms").write_bytes(data_ms([(1.0, [(44.0, 0x3FFF << 9)]), (2.0, [])]))
    assert codes(tmp_path / "f.ms") == {"lab-saturated", "lab-scans-empty"}
    full = [
        (float(scan), [(91.0, height), (44.0, 900)])
        for scan, height in enumerate((10, 800, 4000, 4000, 4000, 700), 1)
    ]
    assert codes(andi(tmp_path / "full.cdf", full)) == {"lab-saturated"}
    assert held(tmp_path / "full.cdf").saturated.tolist() == [2, 3, 4]
    assert codes(andi(tmp_path / "once.cdf", [*full[:4], *full[5:]])) == set()  # twice the same is chance
    (tmp_path / "g.mzML").write_text(mzml(level=2))
    assert codes(tmp_path / "g.mzML") == {"lab-not-first-level", "lab-run-empty"}
    (tmp_path / "h.mzML").write_text(mzml().replace("<binary>", "<binary>!", 1))
    assert codes(tmp_path / "h.mzML") == {"lab-scan-unreadable"}


def test_what_cannot_be_a_run_is_refused(tmp_path: Path) -> None:
    (tmp_path / "zip.cdf").write_bytes(b"PK\x03\x04" + bytes(60))
    (tmp_path / "other").write_text("hello")
    for name, said in (("zip.cdf", "ZIP archive"), ("other", "no spectrum or run")):
        with pytest.raises(WrongUse, match=said):
            recognised(tmp_path / name)
    with pytest.raises(NotFound):
        recognised(tmp_path / "nothing")


@given(st.binary(max_size=400))
def test_any_bytes_after_the_head_never_break_the_reader(tail: bytes) -> None:
    agilent.scans(data_ms()[:0x1688] + tail, ())


REAL = {
    "extrel_centscnl": (5, 99, 66, 614),
    "finnigan_centscnl": (100, 2187, 35, 131),
    "fisons_a_centscnl": (21, 538, 26.02, 201.2),
    "hp_centscnh": (621, 7638, 25.85, 272.2),
    "kratos_centscnl": (16, 8880, 51, 605),
    "pe_sciex_centscnl": (17, 5274, 10, 350),
    "teknivnt_centscnh": (19, 1818, 39.959, 593.957),
}


@pytest.mark.parametrize("name", REAL)
def test_real_andi_files(shared_data: Callable[[str], Path], name: str) -> None:
    run = held(shared_data(f"lab/andi/{name}.cdf"))
    assert (len(run), len(run.mz), run.mz.min(), run.mz.max()) == pytest.approx(REAL[name], abs=0.01)
    assert run.electron_impact is (name != "pe_sciex_centscnl")


def test_real_runs(shared_data: Callable[[str], Path]) -> None:
    for name, scans, first, last in (
        ("gasoline_run.cdf", 6401, 5.25, 3779.754),
        ("propellant_geco_4.jdx", 2103, 1.052, 2220.764),
        ("fames_run_DATA.MS", 4989, 377.58, 2249.67),
    ):
        run = held(shared_data(f"lab/{name}"))
        assert len(run) == scans
        assert (run.times[0], run.times[-1]) == pytest.approx((first, last), abs=0.01)
    eley = held(shared_data("lab/propellant_eley_3.jdx"))
    mz, heights = eley.scan(int(np.argmin(np.abs(eley.times - 21.35 * 60))))
    assert {int(one + 0.3) for one in mz[np.argsort(heights)[-3:]]} == {167, 168, 169}  # diphenylamine


@pytest.mark.parametrize("index", [True, False])
def test_netcdf_4_reads_as_the_classic_form_does(tmp_path: Path, index: bool) -> None:
    netcdf = pytest.importorskip(
        "netCDF4", reason="netCDF4 stands in requirements/dev.txt; install that again"
    )
    with netcdf.Dataset(tmp_path / "a.cdf", "w", format="NETCDF4") as file:
        file.test_ionization_mode = "Electron Impact"
        points = [point for _, peaks in SCANS for point in peaks]
        file.createDimension("point_number", len(points))
        file.createDimension("scan_number", len(SCANS))
        counts = [len(peaks) for _, peaks in SCANS]
        given = {
            "mass_values": ("f8", "point_number", [mz / 0.5 for mz, _ in points]),
            "intensity_values": ("i4", "point_number", [height for _, height in points]),
            "point_count": ("i4", "scan_number", counts),
            "scan_acquisition_time": ("f8", "scan_number", [time for time, _ in SCANS]),
            **(
                {"scan_index": ("i4", "scan_number", np.concatenate([[0], np.cumsum(counts)[:-1]]))}
                if index
                else {}
            ),
        }
        for name, (kind, dimension, values) in given.items():
            variable = file.createVariable(name, kind, (dimension,), zlib=True)
            if name == "mass_values":
                variable.scale_factor = 0.5
                variable.set_auto_scale(False)
            variable[:] = values
    found = read(tmp_path / "a.cdf")
    assert (found.format, list(found.problems)) == (read(andi(tmp_path / "b.cdf")).format, [])
    same(held(tmp_path / "a.cdf"))
    assert held(tmp_path / "a.cdf").electron_impact
    (tmp_path / "cut.cdf").write_bytes((tmp_path / "a.cdf").read_bytes()[:700])
    with pytest.raises(WrongUse, match="cut"):
        read(tmp_path / "cut.cdf")
