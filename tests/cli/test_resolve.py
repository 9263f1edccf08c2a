"""Linking from the command line: plain files, and the sample against its truth."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.cli.main import app
from tahqiq.cli.serve import TRUTH
from tests.resolve.tables.test_link import HEADER, people


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """The same sixty invented people in two files."""
    made = []
    for name, rows in zip(("a.csv", "b.csv"), people(60), strict=True):
        path = tmp_path / name
        path.write_text("\n".join(",".join(row) for row in (HEADER, *rows)) + "\n", "utf-8")
        made.append(path)
    return made[0], made[1]


def test_two_files_as_json_address_rows_by_table_and_number(files: tuple[Path, Path]) -> None:
    result = CliRunner().invoke(app, ["resolve", "files", str(files[0]), str(files[1]), "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.stdout)
    assert told["records"] == 120
    assert told["one_to_one"] is True
    assert {(pair["left"]["table"], pair["right"]["table"]) for pair in told["pairs"]} == {(1, 2)}
    right = [group for group in told["clusters"] if len({place["row"] for place in group}) == 1]
    assert len(right) >= 54
    assert all(place["line"] == place["row"] + 1 for group in told["clusters"] for place in group)
    weights = [pair["probability"] for pair in told["pairs"]]
    assert weights == sorted(weights, reverse=True)


def test_kinds_of_columns_can_be_named(files: tuple[Path, Path]) -> None:
    given = [
        "resolve",
        "files",
        str(files[0]),
        "--column",
        "town=category",
        "--column",
        "phone=ignore",
        "--json",
    ]
    told = json.loads(CliRunner().invoke(app, given).stdout)
    kinds = {one["name"]: one["kind"] for one in told["columns"]}
    assert kinds["town"] == "category"
    assert "phone" not in kinds


@pytest.mark.parametrize(
    ("more", "code"),
    [
        (["--column", "town=planet"], "column-kind-unknown"),
        (["--column", "x=name"], "no-such-column"),
        (["none.csv"], "no-such-file"),
    ],
)
def test_what_cannot_be_done_is_said_with_exit_code_2(
    files: tuple[Path, Path], more: list[str], code: str
) -> None:
    result = CliRunner().invoke(app, ["resolve", "files", str(files[0]), *more, "--json"])
    assert result.exit_code == 2
    assert json.loads(result.stdout)["error"]["code"] == code


@pytest.mark.slow
def test_the_sample_is_scored_against_its_truth(tmp_path: Path) -> None:
    home = tmp_path / "demo"
    result = CliRunner().invoke(app, ["demo", str(home), "--scale", "0.02", "--check", "--json"])
    assert (home / TRUTH).exists()
    told = json.loads(result.stdout)
    assert result.exit_code == 0
    assert len(result.stderr.splitlines()) < 25  # not the account of each of its files
    assert "records = " in result.stderr
    assert told["automatic"]["precision"] == 1.0
    assert told["automatic"]["pairs"] > 0
    assert told["namesakes_joined"] == 0
    assert told["together"]["precision"] > 0.9
    assert told["together"]["recall_of_comparable"] > 0.5
    linked = CliRunner().invoke(app, ["--workspace", str(home), "resolve", "run", "--json"])
    kinds = {one["kind"]: one for one in json.loads(linked.stdout)["kinds"]}
    assert json.loads(linked.stdout)["adopted"] == sum(one["pairs"]["automatic"] for one in kinds.values())


def test_columns_of_two_languages_can_be_named_by_hand(files: tuple[Path, Path], tmp_path: Path) -> None:
    other = tmp_path / "c.csv"
    lines = files[1].read_text("utf-8").splitlines()
    other.write_text("\n".join(["أ,ب,ج,د,هـ", *lines[1:]]) + "\n", "utf-8")
    named = [text for one, two in zip(HEADER, "أبجد", strict=False) for text in ("--match", f"{one}={two}")]
    told = json.loads(
        CliRunner().invoke(app, ["resolve", "files", str(files[0]), str(other), *named, "--json"]).stdout
    )
    assert [one["name"] for one in told["columns"]][:4] == list(HEADER[:4])
    assert len(told["clusters"]) >= 54
    unclear = CliRunner().invoke(
        app, ["resolve", "files", str(files[0]), str(other), "--match", "phone", "--json"]
    )
    assert unclear.exit_code == 2
    assert json.loads(unclear.stdout)["error"]["code"] == "column-match-unclear"


def test_what_is_odd_is_said_before_the_groups(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(
        "first name,family name\n" + "\n".join(f"{row[0]},{row[1]}" for row in people(60)[0]) + "\n", "utf-8"
    )
    result = CliRunner().invoke(app, ["resolve", "files", str(path)])
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("Only names are compared.")


def test_a_list_of_names_alone_is_read_whole_and_its_pairs_are_shown_without_being_sure(
    tmp_path: Path,
) -> None:
    names = [
        f"{row[0]} {other[0]} {row[1]}"
        for row, other in zip(people(120)[0], people(120)[0][60:] + people(120)[0][:60], strict=True)
    ]
    path = tmp_path / "names.csv"
    path.write_text("name\n" + "\n".join([*names, *names[:20]]) + "\n", "utf-8")
    result = CliRunner().invoke(app, ["resolve", "files", str(path), "--json"])
    told = json.loads(result.stdout)
    assert [one["code"] for one in told["remarks"]] == ["tables-only-names"]
    assert {(pair["left"]["row"], pair["right"]["row"]) for pair in told["pairs"]} >= {
        (at + 1, at + 121) for at in range(20)
    }
    assert all(pair["probability"] < 0.999 for pair in told["pairs"])
