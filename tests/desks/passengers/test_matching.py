"""Screening by name, day of birth and document."""

import csv
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.cli.start import program
from tahqiq.desks.passengers.screening.matching import Screen, Traveller, birth_of, turned
from tahqiq.desks.passengers.watchlists.list_files import Entry, read_list_file

SAMPLE = Path(__file__).resolve().parents[2] / "golden" / "formats" / "passengers" / "sample.edi"
LISTED = [
    Entry("1", ["KAREEM JASIM AL-SAMPLE"], born=["1988"]),
    Entry("2", ["كريم جاسم السامبل"], born=["1988-02-14"]),
    Entry("3", ["NORA TESTER"], documents=["AB-123 456"]),
    Entry("4", ["SAMIR HASAN OTHER"], weak=["Abu Karim"], born=["1960/1965"], sex="male"),
]


@pytest.fixture(scope="module")
def screen() -> Screen:
    return Screen(LISTED)


def found(
    screen: Screen, *names: str, born: str = "", documents: tuple[str, ...] = (), sex: str = ""
) -> list[tuple[str, str, str]]:
    hits = screen.ask(Traveller(names, born, documents, sex))
    return [(LISTED[hit.position].identity, hit.why, hit.birth) for hit in hits]


def test_a_name_beside_a_year_across_scripts_and_in_any_order(screen: Screen) -> None:
    for name in ("KAREEM JASIM ALSAMPLE", "ALSAMPLE, KAREEM JASIM", "Karim Jassim Al Sample"):
        assert {one[0] for one in found(screen, name, born="1988-02-14")} == {"1", "2"}


def test_years_that_lie_apart_are_two_people_but_for_a_document(screen: Screen) -> None:
    assert found(screen, "KAREEM JASIM ALSAMPLE", born="1955-01-01") == []
    assert found(screen, "SOMEBODY ELSE", born="1955-01-01", documents=("ab123456",)) == [
        ("3", "document", "unknown")
    ]
    assert found(screen, "SOMEBODY ELSE", documents=("1234",)) == []


def test_a_weak_alias_needs_the_year(screen: Screen) -> None:
    assert found(screen, "ABU KARIM") == []
    assert found(screen, "ABU KARIM", born="1962-05-05") == [("4", "name-and-birth", "same-year")]


def test_another_sex_is_another_person(screen: Screen) -> None:
    assert found(screen, "SAMIR HASAN OTHER", born="1962-05-05", sex="female") == []
    assert found(screen, "SAMIR HASAN OTHER", born="1962-05-05", sex="male") == [
        ("4", "name-and-birth", "same-year")
    ]


def test_each_part_of_the_evidence(screen: Screen) -> None:
    (hit, *_) = screen.ask(Traveller(("KAREEM ALSAMPLE",), "1988-02-14"))
    assert any(pair.left is None or pair.right is None for pair in hit.compared().alignment)
    assert screen.ask(Traveller((), "")) == []


@pytest.mark.parametrize(
    ("born", "listed", "expected"),
    [
        ("1965-03-02", ["1965-03-02"], "same-day"),
        ("1965-03-02", ["1968-01-01"], "near"),
        ("", ["1965"], "unknown"),
        ("1930", ["1965", "1931"], "near"),
    ],
)
def test_births(born: str, listed: list[str], expected: str) -> None:
    assert birth_of(born, listed) == expected


def test_a_comma() -> None:
    assert turned("AL SAMPLE, KAREEM") == "KAREEM AL SAMPLE"
    assert turned("KAREEM SAMPLE, JR") == "KAREEM SAMPLE, JR"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "national.csv",
            "الاسم;المواليد;رقم الجواز;السبب\nكريم جاسم السامبل;1988;X9000001;أمر 12\nنورا;;;\n",
        ),
        (
            "national.json",
            (
                '{"name": "كريم جاسم السامبل", "birth date": "1988", "passport": "X9000001", "reason": '
                '"أمر 12"}\n{"name": "نورا"}\n'
            ),
        ),
    ],
)
def test_a_national_list_finds_the_courier_across_scripts(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    loaded = read_list_file(tmp_path / name)
    assert [(one.names, one.born, one.documents, one.reason) for one in loaded.entries][:1] == [
        (["كريم جاسم السامبل"], ["1988"], ["X9000001"], "أمر 12")
    ]
    done = CliRunner().invoke(
        program("desks"), ["passengers", "screen", str(SAMPLE), "--against", str(tmp_path / name), "--json"]
    )
    assert done.exit_code == 0, done.output
    told = json.loads(done.output)
    assert told["travellers"] == 4
    assert {(one["why"], one["birth"], one["documents"][0]) for one in told["hits"]} == {
        ("document", "same-year", "X9000001")
    }
    assert {one["message"] for one in told["hits"]} == {"PAXLST D.05B", "PNRGOV 13.1"}
    assert all(one["parts"] for one in told["hits"])


def test_public_lists(shared_data: Callable[[str], Path]) -> None:
    folder = shared_data("watchlists")
    un, ofac = read_list_file(folder / "UN_consolidated.xml"), read_list_file(folder / "ofac_sdn.csv")
    assert (
        un.kind,
        len(un.entries),
        sum(bool(one.born) for one in un.entries),
        sum(bool(one.documents) for one in un.entries),
    ) == (
        "un",
        730,
        677,
        272,
    )
    assert (ofac.kind, len(ofac.entries)) == ("ofac", 4620)
    assert sum(len(one.names) + len(one.weak) for one in ofac.entries) > 4620 * 1.5


def test_arabic_script_to_latin(shared_data: Callable[[str], Path]) -> None:
    with shared_data("names/arabic_latin_unsc2020_first_half.csv").open(encoding="utf-8-sig") as file:
        pairs = list(csv.DictReader(file))
    screen = Screen([Entry(str(no), [pair["arabic"]]) for no, pair in enumerate(pairs)])
    hits = sum(
        any(hit.position == no for hit in screen.ask(Traveller((pair["latin"],))))
        for no, pair in enumerate(pairs)
    )
    assert hits / len(pairs) >= 0.95
