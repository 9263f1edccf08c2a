"""Libraries of spectra in every spelling: nothing lost, what is odd told with its place."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desks.lab.readers import jcamp, massbank, msp, read, spectra
from tahqiq.desks.lab.readers.peak_lists import pairs
from tahqiq.desks.lab.spectrum import Spectrum
from tahqiq.kit.errors import WrongUse
from tahqiq.model.problem import Problem

DIALECTS = {
    "lines": "41 30\n43 999\n57 120",
    "tabs and remarks": '41\t30\t"C3H5+"\n43\t999\t"C3H7+ 0.1ppm"\n57\t120',
    "colons": "41:30 43:999 57:120",
    "braces": "(41 30) (43 999)\n(57 120)",
    "semicolons": "41 30; 43 999; 57 120;",
    "scientific": "4.1e1 3.0E+01\n43 9.99e2\n57 1.2E2",
}


def both(items: Iterable[Spectrum | Problem]) -> tuple[list[Spectrum], list[Problem]]:
    found = list(items)
    return [one for one in found if isinstance(one, Spectrum)], [
        one for one in found if isinstance(one, Problem)
    ]


@pytest.mark.parametrize("spelling", DIALECTS.values(), ids=list(DIALECTS))
@pytest.mark.parametrize("count", ["Num Peaks: 3", "NUM PEAKS: 3", "Num peaks:3", "num_peaks: 3"])
def test_every_spelling_of_peaks_reads_alike(spelling: str, count: str) -> None:
    found, problems = both(
        msp.spectra(
            f"Name: invented\n{count}\n{spelling}\n\nName: second\nNum Peaks: 2\n10 1\n12 2".splitlines()
        )
    )
    assert [one.name for one in found] == ["invented", "second"]
    assert (found[0].mz.tolist(), found[0].intensity.tolist()) == ([41, 43, 57], [30, 999, 120])
    assert not problems


def test_a_comment_of_several_lines_and_repeated_names_are_kept() -> None:
    text = (
        "Name: A\nSynon: B\nSynon: C\nComment: [Marker]\nQI=74.1\nRaw=1 RI=S.D\nRI: 1800.0\nNum Peaks: "
        "2\n74 1000\n87 600"
    )
    found, problems = both(msp.spectra(text.splitlines()))
    assert not problems
    assert found[0].fields == (
        ("Name", "A"),
        ("Synon", "B"),
        ("Synon", "C"),
        ("Comment", "[Marker]\nQI=74.1\nRaw=1 RI=S.D"),
        ("RI", "1800.0"),
    )
    assert found[0].retention_index == 1800


def test_records_without_an_empty_line_between_are_two() -> None:
    found, _ = both(
        msp.spectra("Name: A\nNum Peaks: 2\n1 2\n3 4\nName: B\nNum Peaks: 2\n5 6\n7 8".splitlines())
    )
    assert [one.mz.tolist() for one in found] == [[1, 3], [5, 7]]


def test_a_wrong_count_a_wrong_line_and_an_empty_entry_are_told_with_their_lines() -> None:
    text = (
        "Name: A\nNum Peaks: 5\n41 30\nsixty\n43 -2\n44 7\n\nName: B\nNum Peaks: 0\n\nName: C\nFormula: "
        "CH4\nName: D\nNum Peaks: 1\n16 9"
    )
    found, problems = both(msp.spectra(text.splitlines()))
    assert [(one.name, one.mz.tolist()) for one in found] == [("A", [41, 44]), ("D", [16])]
    assert [(one.code, one.place.row) for one in problems] == [
        ("lab-peak-line", 4),
        ("lab-peak-count", 1),
        ("lab-points-aside", 1),
        ("lab-no-peaks", 8),
        ("lab-no-peaks", 11),
        ("lab-one-peak", 13),
    ]
    assert sum(one.records for one in problems) + len(found) == 4


PEAKS = st.lists(
    st.tuples(st.integers(1, 900), st.integers(0, 10**6)),
    min_size=1,
    max_size=20,
    unique_by=lambda peak: peak[0],
)


@given(st.lists(PEAKS, max_size=5), st.sampled_from([" ", "\t", ":", " ; "]))
def test_what_is_written_is_read(entries: list[list[tuple[int, int]]], between: str) -> None:
    lines: list[str] = []
    for number, peaks in enumerate(entries):
        lines += [
            f"Name: n{number}",
            f"Num Peaks: {len(peaks)}",
            *(f"{mz}{between}{height}" for mz, height in peaks),
            "",
        ]
    found, problems = both(msp.spectra(lines))
    assert [list(zip(one.mz.tolist(), one.intensity.tolist(), strict=True)) for one in found] == [
        sorted(peaks) for peaks in entries
    ]
    assert {one.code for one in problems} <= {"lab-one-peak"}


@given(
    st.text(max_size=300),
    st.sampled_from(
        ["", "##TITLE=x\n##PEAK TABLE=(XY..XY)\n", "ACCESSION: 1\nPK$PEAK: m/z\n", "Name: x\nNum Peaks: 3\n"]
    ),
)
def test_any_text_is_told_about_and_never_breaks_a_reader(text: str, head: str) -> None:
    for reader in (msp.spectra, jcamp.spectra, massbank.spectra):
        both(reader((head + text).splitlines()))
    jcamp.run((head + text).splitlines())


def entry(number: int) -> str:
    peaks = "\n".join(f"{10 + place}, {100 + place}" for place in range(number + 1))
    return (
        f"##TITLE=entry {number}\n##JCAMP-DX=5.00 $$ a remark\n##DATA TYPE=MASS SPECTRUM\n##MOLFORM=C 2 "
        f"H 6\n##NPOINTS={number + 1}\n##PEAK TABLE=(XY..XY)\n{peaks}\n##END=\n"
    )


def test_keys_may_stand_before_and_behind_the_peaks_of_their_own_record() -> None:
    text = (
        "NAME: A\nNUM PEAKS: 2\nSMILES: O\n\n16 9\n17 99\nInstrument: other\n\nFORMULA: C2\nNum Peaks: "
        "1\n\nID: 3\nName: C\nNum Peaks: 2\n5 6\n7 8\nName: D\nNum Peaks: 0"
    )
    found, problems = both(msp.spectra(text.splitlines()))
    assert [(one.name, one.fields[1:], one.mz.tolist()) for one in found] == [
        ("A", (("SMILES", "O"), ("Instrument", "other")), [16, 17]),
        ("C", (("Name", "C"),), [5, 7]),
    ]
    assert [(one.code, one.value, one.records, one.place.row) for one in problems] == [
        ("lab-peak-count", "1", 0, 9),
        ("lab-no-peaks", None, 1, 9),
        ("lab-no-peaks", "D", 1, 17),
    ]


def test_two_strangers_are_not_one_compound() -> None:
    text = (
        "Name: Unknown\nNum Peaks: 2\n41 5\n43 9\n\nName: unknown\nNum Peaks: 2\n57 5\n71 9\n\nNum "
        "Peaks: 2\n57 5\n85 9\n\nName: A b\nNum Peaks: 2\n1 2\n3 4\n\nName: a  B\nNum Peaks: 2\n1 2\n3 "
        "5\n"
    )
    found, _ = both(msp.spectra(text.splitlines()))
    assert len({one.compound for one in found[:3]}) == 3
    assert found[3].compound == found[4].compound == "a b"


def test_three_columns_are_no_pairs() -> None:
    mz, _, _, wrong = pairs(["41 5 7;", "43 9 8;"])
    assert (mz.tolist(), [index for index, _ in wrong]) == ([], [0, 1])


@pytest.mark.parametrize("text", ["The name: of it\nNum Peaks are missing\n", "## Notes\nnum_peaks = many\n"])
def test_a_text_that_speaks_of_peaks_is_no_library(tmp_path: Path, text: str) -> None:
    (tmp_path / "letter.txt").write_text(text)
    with pytest.raises(WrongUse, match="no spectrum or run"):
        read(tmp_path / "letter.txt")


def test_lines_of_other_systems(tmp_path: Path) -> None:
    path = tmp_path / "l.msp"
    path.write_bytes(b"Name: a\rNum Peaks: 2\r1 2\r3 4\r\rName: b\r\nNum Peaks: 2\r\n1 2\r\n3 4\r\n\x1a")
    found, problems = both(spectra(path))
    assert ([one.name for one in found], problems) == (["a", "b"], [])


@pytest.mark.parametrize(
    ("labels", "mz", "heights"),
    [
        ("##XFACTOR=0.1\n##YFACTOR=2", [4.1, 4.3], [10, 18]),
        ("##XFACTOR=0.1\n##MAXX=43", [41, 43], [5, 9]),
        ("##SYMBOL=X, Y, T\n##FACTOR=1, 10, 1", [41, 43], [50, 90]),
    ],
)
def test_factors_of_jcamp_count(labels: str, mz: list[float], heights: list[float]) -> None:
    text = (
        f"##TITLE=a\n##ORIGIN=x $$ by program y\n{labels}\n##NPOINTS=2\n##PEAK TABLE=(XY..XY)\n41,5 43,"
        "9\n##END"
    )
    found, problems = both(jcamp.spectra(text.splitlines()))
    assert (found[0].mz.tolist(), found[0].intensity.tolist(), problems) == (
        pytest.approx(mz),
        pytest.approx(heights),
        [],
    )
    assert ("remark", "by program y") in found[0].fields


def test_no_entry_of_a_jcamp_library_is_lost() -> None:
    text = "##TITLE=all\n##DATA TYPE=LINK\n" + "".join(map(entry, range(1, 4))) + "##END="
    found, problems = both(jcamp.spectra(text.splitlines()))
    assert [(one.name, one.formula, len(one.mz)) for one in found] == [
        ("entry 1", "C2H6", 2),
        ("entry 2", "C2H6", 3),
        ("entry 3", "C2H6", 4),
    ]
    assert not problems


def test_packed_values_are_refused_by_name() -> None:
    found, problems = both(
        jcamp.spectra(
            "##TITLE=ir\n##DATA TYPE=INFRARED SPECTRUM\n##XYDATA=(X++(Y..Y))\n400A1B2\n##END=".splitlines()
        )
    )
    assert not found
    assert [(one.code, one.place.row) for one in problems] == [("lab-packed", 3), ("lab-no-peaks", 1)]


def test_the_pages_of_a_jcamp_run_are_its_scans(tmp_path: Path) -> None:
    pages = "".join(
        f"##SCAN_NUMBER= {number}\n##PAGE= T={number * 1.5}\n##NPOINTS= {number}\n##XYDATA= (XY..XY)\n"
        + "".join(f" {50 + place}.1, {place + 1}.0\n" for place in range(number))
        for number in range(1, 5)
    )
    path = tmp_path / "run.jdx"
    path.write_text("##TITLE=r\n##IONIZATION_MODE= EI+\n" + pages + "##END=")
    run = read(path).run
    assert run is not None
    assert run.times.tolist() == [1.5, 3, 4.5, 6]
    assert [len(run.scan(number)[0]) for number in range(4)] == [1, 2, 3, 4]
    assert run.electron_impact


MASSBANK = """ACCESSION: MSBNK-X-1
LICENSE: CC BY
CH$NAME: invented
CH$NAME: other name
CH$FORMULA: C2H6O
CH$LINK: INCHIKEY LFQSCWFLJHTTHZ-UHFFFAOYSA-N
AC$CHROMATOGRAPHY: KOVATS_RTI 463
PK$NUM_PEAK: 3
PK$PEAK: m/z int. rel.int.
  31 1000 999
  45 510 509
  46 210 210
//
"""


def test_a_massbank_record(tmp_path: Path) -> None:
    path = tmp_path / "r.txt"
    path.write_text(MASSBANK * 2 + MASSBANK.replace("//\n", ""))
    found, problems = both(spectra(path))
    assert [
        (one.id, one.formula, one.retention_index, one.compound, one.intensity.tolist()) for one in found
    ] == [("MSBNK-X-1", "C2H6O", 463, "LFQSCWFLJHTTHZ", [1000, 510, 210])] * 3
    assert [one.code for one in problems] == ["lab-cut-off"]


def test_signs_of_windows_are_read_and_a_run_is_no_library(tmp_path: Path) -> None:
    path = tmp_path / "l.msp"
    path.write_bytes(
        "Name: β-x\nNum Peaks: 2\n1 2\n3 4\n\n".encode() + b"Name: caf\xe9\nNum Peaks: 2\n1 2\n3 4\n"
    )
    assert [one.name for one in both(spectra(path))[0]] == ["β-x", "café"]
    path.write_text("##TITLE=r\n##SCAN_NUMBER= 1\n##PAGE= T=1\n##XYDATA= (XY..XY)\n1, 2\n")
    with pytest.raises(WrongUse, match="is a run"):
        list(spectra(path))


@pytest.mark.parametrize(
    ("name", "count", "peaks", "compounds"),
    [
        ("lab/massbank_ei_open.msp", 1231, 217_286, 703),
        ("lab/pnnl_metabolites.msp", 1284, None, 759),
        ("lab/fames_ref.msp", 13, None, 13),
        ("lab/jcamp_library_10_entries.jca", 10, None, 10),
    ],
)
def test_real_libraries(
    shared_data: Callable[[str], Path], name: str, count: int, peaks: int | None, compounds: int
) -> None:
    found, problems = both(spectra(shared_data(name)))
    assert (len(found), len({one.compound for one in found})) == (count, compounds)
    assert peaks is None or sum(len(one.mz) for one in found) == peaks
    assert not [one for one in problems if one.code != "lab-one-peak"]
