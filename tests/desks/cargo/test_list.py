"""``tahqiq cargo list``."""

import json
from pathlib import Path

from typer.testing import CliRunner

from tahqiq.cli.start import program
from tests.desks.cargo.selection_lists.test_shift import SHIFT

ROWS = """id,declarant,hold,narcotics,revenue
T1,Alpha,,0.30,0.1
T2,Alpha,full,0,0
T3,Beta,,0.02,0.9
T4,,perhaps,0.01,
T5,Beta,,high,0.2
"""


def asked(folder: Path, rows: str, shift: str = SHIFT, *more: str) -> tuple[int, str]:
    (folder / "rows.csv").write_text(rows, "utf-8")
    (folder / "shift.yaml").write_text(shift, "utf-8")
    done = CliRunner().invoke(
        program("desks"),
        ["cargo", "list", str(folder / "rows.csv"), "--shift", str(folder / "shift.yaml"), *more],
    )
    return done.exit_code, done.output


def test_a_list_says_why_and_what_is_odd(tmp_path: Path) -> None:
    code, text = asked(tmp_path, ROWS, SHIFT, "--json")
    told = json.loads(text)
    assert code == 0
    assert (told["considered"], told["shift"], told["seed"]) == (5, "trebil-morning", 7)
    assert {line["id"]: line["why"] for line in told["lines"] if line["why"] == "hold"} == {
        "T2": "hold",
        "T4": "hold",
    }
    assert {line["id"]: line["line"] for line in told["lines"]} == {
        "T1": 2,
        "T2": 3,
        "T3": 4,
        "T4": 5,
        "T5": 6,
    }
    assert next(line["examination"] for line in told["lines"] if line["id"] == "T2") == "full"
    assert all(line["sentence"] for line in told["lines"])
    assert [(one["code"], one["place"], one["value"]) for one in told["problems"]] == [
        ("cargo-no-chance", "line 6 · field 4", "high"),
        ("cargo-hold-unclear", "line 5", "perhaps"),
    ]
    assert {hand["name"]: hand["minutes"] for hand in told["hands"]} == {"scanner": 420, "team": 900}
    assert all(hand["used"] <= hand["minutes"] for hand in told["hands"])


def test_titles_above_the_header_and_a_consignment_twice_are_said(tmp_path: Path) -> None:
    code, text = asked(
        tmp_path, f"Consignments of the morning,,,,\n{ROWS}T1,Alpha,,0.1,0.1\n", SHIFT, "--json"
    )
    told = json.loads(text)
    assert (code, told["considered"]) == (0, 6)
    said = {one["code"]: (one["place"], one["sentence"]) for one in told["problems"]}
    assert said["table-rows-above"][0] == "line 2"
    assert said["cargo-listed-twice"][0] == "line 8"
    assert "line 3" in said["cargo-listed-twice"][1]


def test_an_empty_shift_is_told_in_words(tmp_path: Path) -> None:
    code, text = asked(tmp_path, ROWS, SHIFT.replace("scanner: 420, team: 900", "scanner: 0, team: 0"))
    assert code == 0
    assert "0 of 5 are opened" in text
    assert "2 held consignments find no hands" in text
    assert "Nothing was drawn by lot" in text


def test_a_table_without_the_threat_is_refused(tmp_path: Path) -> None:
    code, text = asked(tmp_path, ROWS.replace("revenue", "income"))
    assert code != 0
    assert "revenue" in text


def test_a_shift_that_cannot_be_used_says_where(tmp_path: Path) -> None:
    code, text = asked(tmp_path, ROWS, SHIFT.replace("seed: 7", "seed: seven"))
    assert code != 0
    assert "shift.yaml" in text
    assert "seed" in text
