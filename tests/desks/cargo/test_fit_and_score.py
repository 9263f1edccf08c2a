"""``cargo fit`` and ``cargo score``, as a person at the terminal asks them."""

import csv
import json
import zipfile
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tahqiq.cli.desks import group_of
from tahqiq.desks.cargo.desk import DESK
from tests.desks.cargo.tables import HEADER, openings


def run(*words: object, code: int = 0) -> Any:  # noqa: ANN401
    done = CliRunner().invoke(group_of(DESK), [*map(str, words), "--json"])
    assert done.exit_code == code, done.output
    return json.loads(done.stdout)


def error(*words: object) -> str:
    told: str = run(*words, code=2)["error"]["code"]
    return told


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("cargo")
    openings(made / "train.csv", date(2025, 1, 1), 150, 1)
    openings(made / "valid.csv", date(2025, 6, 1), 40, 2)
    openings(made / "new.csv", date(2025, 7, 15), 20, 3)
    return made


@pytest.fixture(scope="module")
def fitted(folder: Path) -> Any:  # noqa: ANN401
    return run(
        "fit",
        folder / "train.csv",
        "--valid",
        folder / "valid.csv",
        "--label",
        "Find",
        "--time",
        "Day",
        "--model",
        folder / "m.cargo",
        "--rounds",
        40,
    )


def test_what_was_learned_is_told_with_what_no_model_sees(fitted: Any) -> None:  # noqa: ANN401
    assert {item["name"]: item["use"] for item in fitted["columns"]} == {
        "Broker ID": "category",
        "HS6 Code": "category",
        "Origin": "category",
        "Gross kg": "number",
    }
    why = {item["name"]: item["why"] for item in fitted["left_out"]}
    assert why == {"No": "numbers-rows", "Day": "time", "Driver nationality": "person", "Find": "label"}
    assert [(item["rows"], item["first"], item["last"]) for item in fitted["taught"]] == [
        (3000, "2025-01-01", "2025-05-30"),
        (800, "2025-06-01", "2025-07-10"),
    ]
    assert fitted["measured"]["rows"] == 800
    assert fitted["measured"]["at"][1]["opened"] == 40
    assert fitted["measured"]["at"][0]["precision"] >= 0.75
    assert not fitted["remarks"]


def test_every_row_is_ranked_and_the_list_has_counted_reasons(folder: Path, fitted: Any) -> None:  # noqa: ANN401
    told = run("score", fitted["model"], folder / "new.csv", "--share", 3)
    rows = told["rows"]
    assert [row["row"] for row in rows] == list(range(1, 401))
    assert [row["line"] for row in rows] == list(range(2, 402))
    assert sorted(row["place"] for row in rows) == list(range(1, 401))
    assert all(0 < row["score"] < 1 for row in rows)
    ranked = sorted(rows, key=lambda row: row["place"])
    assert [row["score"] for row in ranked] == sorted((row["score"] for row in rows), reverse=True)
    assert [bool(row["reasons"]) for row in ranked] == [True] * 12 + [False] * 388
    with (folder / "new.csv").open(encoding="utf-8", newline="") as opened:
        cells = list(csv.DictReader(opened))
    planted = {
        number
        for number, cell in enumerate(cells, 1)
        if cell["Broker ID"] == "B7" and cell["HS6 Code"].startswith("8703")
    }
    assert len({row["row"] for row in ranked[: len(planted)]} & planted) >= 0.9 * len(planted)
    counted = [reason for row in ranked[:5] for reason in row["reasons"] if "had a find" in reason]
    assert any("Broker ID B7" in reason for reason in counted)
    assert [item["code"] for item in told["remarks"]] == ["cargo-only-order"]


def test_the_counts_in_a_reason_are_those_of_the_files(folder: Path, fitted: Any) -> None:  # noqa: ANN401
    earlier: list[dict[str, str]] = []
    for name in ("train.csv", "valid.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as opened:
            earlier += list(csv.DictReader(opened))
    checked = 0
    for row in run("score", fitted["model"], folder / "new.csv", "--share", 5)["rows"]:
        for reason in row["reasons"]:
            if "had a find" not in reason:
                continue
            signs = [sign.rsplit(" ", 1) for sign in reason.split(" with ")[1].split(" had ")[0].split(", ")]
            same = [item for item in earlier if all(item[name] == value for name, value in signs)]
            assert reason.startswith(
                f"{sum(item['Find'] == '1' for item in same)} of {len(same)} opened since {same[0]['Day']} "
            )
            checked += 1
    assert checked > 3


def test_the_same_seed_teaches_the_same(folder: Path, fitted: Any, tmp_path: Path) -> None:  # noqa: ANN401
    again = run(
        "fit",
        folder / "train.csv",
        "--valid",
        folder / "valid.csv",
        "--label",
        "Find",
        "--time",
        "Day",
        "--model",
        tmp_path / "m",
        "--rounds",
        40,
    )
    assert again["measured"] == fitted["measured"]
    assert run("score", tmp_path / "m", folder / "new.csv", "--share", 0) == run(
        "score", fitted["model"], folder / "new.csv", "--share", 0
    )


def test_a_column_known_only_after_the_opening_is_left_out_and_a_persons_never_taken(
    folder: Path, tmp_path: Path
) -> None:
    for name in ("train.csv", "valid.csv"):
        with (
            (folder / name).open(encoding="utf-8", newline="") as opened,
            (tmp_path / name).open("w", encoding="utf-8", newline="") as written,
        ):
            rows = list(csv.reader(opened))
            out = csv.writer(written)
            out.writerow([*rows[0], "Second Fraud", "Remark code"])
            out.writerows([*row, row[-1], "77" if row[-1] == "1" else "12"] for row in rows[1:])
    words = (
        "fit",
        tmp_path / "train.csv",
        "--valid",
        tmp_path / "valid.csv",
        "--label",
        "Find",
        "--time",
        "Day",
        "--model",
        tmp_path / "m",
        "--rounds",
        10,
    )
    why = {item["name"]: item["why"] for item in run(*words)["left_out"]}
    assert (why["Second Fraud"], why["Remark code"]) == ("outcome", "tells-the-label")
    assert "Remark code" in {item["name"] for item in run(*words, "--use", "Remark code")["columns"]}
    assert error(*words, "--use", "Driver nationality") == "cargo-person-wanted"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("--label", "Finds"), "cargo-no-such-column"),
        (("--label", "Origin"), "cargo-label-unclear"),
        (("--time", "Broker ID"), "cargo-no-dates"),
        (("--positive", "7"), "cargo-label-unclear"),
        (("--rounds", "1"), "asked-wrongly"),
    ],
)
def test_what_cannot_teach_is_refused_with_its_reason(
    folder: Path, tmp_path: Path, change: tuple[str, str], code: str
) -> None:
    said = {
        "--valid": str(folder / "valid.csv"),
        "--label": "Find",
        "--time": "Day",
        "--model": str(tmp_path / "m"),
        "--rounds": "10",
    } | dict([change])
    assert error("fit", folder / "train.csv", *(word for pair in said.items() for word in pair)) == code
    assert not (tmp_path / "m").exists()


def test_tables_without_rows_with_one_outcome_or_undecided_days_are_refused(
    folder: Path, tmp_path: Path
) -> None:
    empty, clean, either = tmp_path / "empty.csv", tmp_path / "clean.csv", tmp_path / "either.csv"
    empty.write_text(",".join(HEADER) + "\n")
    clean.write_text(
        ",".join(HEADER) + "\n" + "".join(f"{n},2025-01-{n:02d},B1,870321,A,5,X,0\n" for n in range(1, 20))
    )
    either.write_text(
        ",".join(HEADER)
        + "\n"
        + "".join(f"{n},0{1 + n % 3}/0{1 + n % 2}/2025,B{n % 3},870321,A,5,X,{n % 2}\n" for n in range(1, 9))
    )
    for table, code in (
        (empty, "cargo-label-one-value"),
        (clean, "cargo-label-one-value"),
        (either, "cargo-date-order"),
    ):
        words = (
            "fit",
            table,
            "--valid",
            folder / "valid.csv",
            "--label",
            "Find",
            "--time",
            "Day",
            "--model",
            tmp_path / "m",
            "--rounds",
            10,
        )
        assert error(*words) == code, table
    assert (
        error(
            "fit",
            tmp_path / "none.csv",
            "--valid",
            empty,
            "--label",
            "Find",
            "--time",
            "Day",
            "--model",
            tmp_path / "m",
        )
        == "no-such-file"
    )


def test_few_outcomes_wrong_cells_and_tables_that_overlap_are_said(folder: Path, tmp_path: Path) -> None:
    text = (folder / "train.csv").read_text().splitlines()
    cells = text[5].split(",")
    (tmp_path / "train.csv").write_text(
        "\n".join(
            [*text[:5], ",".join([*cells[:5], "many", *cells[6:]]), *text[6:800], "1,,B1,870321,A,5,X,0"]
        )
        + "\n"
    )
    told = run(
        "fit",
        tmp_path / "train.csv",
        "--valid",
        folder / "train.csv",
        "--label",
        "Find",
        "--time",
        "Day",
        "--model",
        tmp_path / "m",
        "--rounds",
        10,
    )
    said = {item["code"]: item["sentence"] for item in told["remarks"]}
    assert set(said) == {"cargo-rows-left", "cargo-no-numbers", "cargo-few-labels", "cargo-not-later"}
    assert "line 6, column Gross kg" in said["cargo-no-numbers"]
    assert "1 rows" in said["cargo-rows-left"]
    scored = run("score", tmp_path / "m", folder / "train.csv", "--share", 0)
    assert "cargo-seen-early" in {item["code"] for item in scored["remarks"]}


def test_a_model_that_was_cut_or_changed_is_refused(folder: Path, fitted: Any, tmp_path: Path) -> None:  # noqa: ANN401
    whole = Path(fitted["model"]).read_bytes()
    (tmp_path / "cut").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "text").write_text("no model")
    with zipfile.ZipFile(fitted["model"]) as packed, zipfile.ZipFile(tmp_path / "changed", "w") as written:
        for item in packed.infolist():
            content = packed.read(item)
            written.writestr(
                item, content[:-1] + bytes([content[-1] ^ 1]) if item.filename == "model.cbm" else content
            )
    for name in ("cut", "text", "changed"):
        done = CliRunner().invoke(
            group_of(DESK), ["score", str(tmp_path / name), str(folder / "new.csv"), "--json"]
        )
        assert (done.exit_code, json.loads(done.stdout)["error"]["code"]) == (1, "cargo-model-damaged"), name
    assert error("score", tmp_path / "none", folder / "new.csv") == "no-such-file"


def test_a_table_that_lacks_a_column_is_refused_by_its_name(
    folder: Path,
    fitted: Any,  # noqa: ANN401
    tmp_path: Path,  # noqa: ANN401, RUF100
) -> None:
    openings(
        tmp_path / "less.csv",
        date(2025, 8, 1),
        1,
        4,
        [name if name != "Origin" else "Other" for name in HEADER],
    )
    done = CliRunner().invoke(group_of(DESK), ["score", fitted["model"], str(tmp_path / "less.csv")])
    assert done.exit_code == 2
    assert "Origin" in done.output


def test_the_terminal_tells_the_head_of_the_list(folder: Path, fitted: Any) -> None:  # noqa: ANN401
    told = CliRunner().invoke(group_of(DESK), ["score", fitted["model"], str(folder / "new.csv")]).output
    assert told.startswith("1. line ")
    assert "400 rows ranked." in told
    assert "a person decides" in told
