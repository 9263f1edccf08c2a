"""The commands for names: JSON, columns named and recognised, what is no name, exit codes."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.cli.main import app
from tahqiq.names.threshold import table_sentence


def run(*arguments: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(app, arguments)
    return found.exit_code, found.stdout, found.stderr


@pytest.fixture
def tables(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "queries.csv").write_text(
        "id,full name\n1,Mohammed Jassim Al-Juboori\n2,Ali Hussain\n", "utf-8"
    )
    (tmp_path / "list.csv").write_text(
        "رقم,الاسم\n1,علي حسين كريم\n2,محمد جاسم كاظم الجبوري\n3,احمد رشيد\n", "utf-8"
    )
    return str(tmp_path / "queries.csv"), str(tmp_path / "list.csv")


def test_compare() -> None:
    code, out, _ = run("names", "compare", "JUBURI/MOHAMED MR", "محمد جاسم كاظم الجبوري", "--json")
    told = json.loads(out)
    assert code == 0
    assert list(told) == ["left", "right", "score", "alignment", "code", "sentence", "next_step", "refused"]
    assert told["score"] > 0.8
    assert [pair["relation"] for pair in told["alignment"]] == [
        "spelling",
        "spelling",
        "only-right",
        "only-right",
    ]
    assert (
        "names" in run("names", "compare", "Ali", "علي")[1].lower()
        or "part" in run("names", "compare", "Ali", "علي")[1]
    )


def test_compare_says_why_a_number_is_no_name() -> None:
    told = json.loads(run("names", "compare", "07701234567", "07701234567", "--json")[1])
    assert (told["score"], told["code"], told["refused"]) == (0.0, "name-number", True)


def test_parse_and_its_refusal() -> None:
    code, out, _ = run("names", "parse", "محمد جاسم الجبوري", "--json")
    assert code == 0
    assert [part["slot"] for part in json.loads(out)["parts"]] == ["given", "father", "nisba"]
    code, out, _ = run("names", "parse", "مجهول", "--json")
    assert code == 1
    assert json.loads(out)["refused"]["code"] == "name-placeholder"


def test_match_recognises_columns_and_numbers_rows_from_1(tables: tuple[str, str]) -> None:
    code, out, _ = run("names", "match", *tables, "--top", "1", "--json")
    told = json.loads(out)
    assert code == 0
    assert [(one["query"], [hit["row"] for hit in one["hits"]]) for one in told["queries"]] == [
        ("Mohammed Jassim Al-Juboori", [2]),
        ("Ali Hussain", [1]),
    ]
    assert list(told["queries"][0]["hits"][0]) == ["row", "name", "score", "likely", "beside"]
    assert told["problems"] == []
    assert (
        run(
            "names",
            "match",
            *tables,
            "--query-column",
            "Full Name",
            "--list-column",
            "2",
            "--top",
            "1",
            "--json",
        )[1]
        == out
    )


def test_match_keeps_every_query_and_tells_bad_rows(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text("name\nUNKNOWN\nAli Hasan\n", "utf-8")
    (tmp_path / "l.csv").write_text("name\nعلي حسن\n07701234567\n", "utf-8")
    code, out, _ = run("names", "match", str(tmp_path / "q.csv"), str(tmp_path / "l.csv"), "--json")
    told = json.loads(out)
    assert code == 1
    assert [len(one["hits"]) for one in told["queries"]] == [0, 1]
    assert [(one["file"], one["row"], one["code"]) for one in told["problems"]] == [
        ("q.csv", 2, "name-placeholder"),
        ("l.csv", 3, "name-number"),
    ]


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        (["--query-column", "nothing"], "names-no-such-column"),
        (["--list-column", "9"], "names-no-such-column"),
    ],
)
def test_wrong_columns(tables: tuple[str, str], extra: list[str], code: str) -> None:
    exit_code, out, _ = run("names", "match", *tables, *extra, "--json")
    assert (exit_code, json.loads(out)["error"]["code"]) == (2, code)


def test_missing_files_and_no_workspace(tables: tuple[str, str]) -> None:
    assert run("names", "match", "nowhere.csv", tables[1], "--json")[0] == 2
    assert run("names", "search", "Ali Hasan")[0] == 2


def test_match_counts_birth_date_sex_and_mother_where_both_tables_have_them(tmp_path: Path) -> None:
    (tmp_path / "q.csv").write_text(
        "name,birth date,sex,mother\nعلي حسن كريم,1980-05-03,ذكر,زهرة جاسم\n", "utf-8"
    )
    (tmp_path / "l.csv").write_text(
        (
            "الاسم,تاريخ الميلاد,الجنس,اسم الأم\nعلي حسن كريم,1991-02-02,ذكر,سعاد رشيد\nAli Hassan "
            "Kareem,03/05/1980,M,Zahra Jasim\nعلي حسن كريم,,,\n"
        ),
        "utf-8",
    )
    code, out, _ = run("names", "match", str(tmp_path / "q.csv"), str(tmp_path / "l.csv"), "--json")
    hits = json.loads(out)["queries"][0]["hits"]
    assert code == 0
    assert {hit["row"]: hit["beside"] for hit in hits} == {
        3: [],
        2: ["born", "mother"],
        1: ["other-year", "other-mother"],
    }
    assert hits[-1]["row"] == 1
    assert all(hit["likely"] for hit in hits)
    assert "*" in run("names", "match", str(tmp_path / "q.csv"), str(tmp_path / "l.csv"))[1]


def test_match_leaves_out_what_is_not_likely(tables: tuple[str, str]) -> None:
    told = json.loads(run("names", "match", *tables, "--likely", "--json")[1])
    assert [[hit["row"] for hit in one["hits"]] for one in told["queries"]] == [[2], [1]]


def test_help_of_match_says_the_thresholds() -> None:
    assert table_sentence() in " ".join(run("names", "match", "--help")[1].split())
