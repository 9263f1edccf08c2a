"""Hypotheses and crime scripts on the command line: the whole way from a recorded value to a file, and what
is refused."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tahqiq.cli.main import app

SHEET = "name,phone\nعلي حسن كاظم,07901234567\nSara Ahmed,07907654321\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text(SHEET, "utf-8")
    run("init", str(tmp_path / "ws"))
    assert run("collect", str(tmp_path / "people.csv"), "-w", str(tmp_path / "ws"))[0] == 0
    return tmp_path / "ws"


def run(*arguments: str) -> tuple[int, str]:
    made = CliRunner().invoke(app, list(arguments))
    return made.exit_code, made.stdout if made.exit_code == 0 else made.output


def told(home: Path, group: str, name: str, *arguments: str) -> dict[str, Any]:
    code, out = run("reasoning", group, name, "--case", "Inbox", *arguments, "-w", str(home), "--json")
    assert code == 0, out
    found: dict[str, Any] = json.loads(out)
    return found


def value(home: Path, name: str) -> tuple[str, str]:
    """Entity and statement of somebody's telephone."""
    hit = json.loads(run("search", name, "-w", str(home), "--json")[1])["hits"][0]["id"]
    statement = next(
        item
        for item in json.loads(run("show", hit, "-w", str(home), "--json")[1])["statements"]
        if item["prop"] == "phone"
    )
    return statement["entity"], statement["id"]


def test_from_a_recorded_value_to_a_file(home: Path) -> None:
    board = str(told(home, "hypotheses", "begin", "--title", "Who?", "--question", "Who called?")["id"])
    of = ("--board", board)
    told(home, "hypotheses", "add", *of, "--text", "Sara called")
    told(home, "hypotheses", "add", *of, "--text", "Ali called")
    entity, statement = value(home, "Sara")
    made = told(
        home,
        "hypotheses",
        "cite",
        *of,
        "--entity",
        entity,
        "--statement",
        statement,
        "--marks",
        '{"h1": "++", "h2": "--"}',
    )
    piece = made["evidence"][0]["id"]
    told(
        home,
        "hypotheses",
        "judge",
        *of,
        "--evidence",
        piece,
        "--version",
        "1",
        "--marks",
        '{"h2": "0"}',
        "--note",
        "read again",
    )
    seen = told(home, "hypotheses", "show", *of)
    assert [(item["consistent"], item["inconsistent"], item["neutral"]) for item in seen["tallies"]] == [
        (0, 0, 0),
        (0, 0, 1),
    ]
    acts = [item["act"] for item in told(home, "hypotheses", "history", *of)["changes"]]
    assert acts == ["marked", "noted", "cited", "worded", "worded", "began"]
    file = told(home, "hypotheses", "file", *of, "--form", "csv")
    assert (file["name"], file["codes"]) == (f"hypotheses-{board}.csv", ["open"])
    assert "fits either way" in file["text"]
    assert "Sara Ahmed" in file["text"]
    page = told(home, "hypotheses", "file", *of, "--form", "html", "--language", "ckb")["text"]
    assert '<html lang="ckb" dir="rtl">' in page
    kept = [
        "--hypotheses",
        '{"key": "h1", "text": "Sara called"}',
        "--hypotheses",
        '{"key": "h2", "text": "Ali called", "withdrawn": true}',
    ]
    changed = told(home, "hypotheses", "change", *of, "--version", "3", "--title", "Who?", *kept)
    assert [item["withdrawn"] for item in changed["hypotheses"]] == [False, True]
    assert told(home, "hypotheses", "set-aside", *of, "--evidence", piece, "--version", "2")["evidence"] == []
    assert [item["id"] for item in told(home, "hypotheses", "list")["sheets"]] == [board]


def test_a_crime_script_from_acts_to_a_page(home: Path) -> None:
    entity, statement = value(home, "Sara")
    act = {
        "stage": "entry",
        "title": "A telephone is bought",
        "rests": [{"entity": entity, "statement": statement}],
    }
    script = told(
        home,
        "scripts",
        "begin",
        "--title",
        "How",
        "--acts",
        json.dumps(act),
        "--acts",
        '{"stage": "exit", "title": "Away"}',
    )
    assert ([item["key"] for item in script["acts"]], script["without_source"]) == (["a1", "a2"], 1)
    told(
        home,
        "scripts",
        "change",
        "--script",
        script["id"],
        "--version",
        "1",
        "--title",
        "How else",
        "--acts",
        json.dumps(act),
    )
    assert [
        item["version"] for item in told(home, "scripts", "versions", "--script", script["id"])["sheets"]
    ] == [2, 1]
    assert (
        "A telephone is bought"
        in told(home, "scripts", "file", "--script", script["id"], "--form", "html")["text"]
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("hypotheses", "show", "--board", "ab" * 8), "ab" * 8),
        (("hypotheses", "begin", "--title", " "), "title"),
        (("scripts", "begin", "--title", "x", "--acts", '{"stage": "later", "title": "x"}'), "acts.0.stage"),
        (("hypotheses", "cite", "--board", "ab" * 8, "--entity", "x", "--statement", "y"), "entity"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_is_wrong(
    home: Path, arguments: tuple[str, ...], said: str
) -> None:
    group, name, *rest = arguments
    code, out = run("reasoning", group, name, "--case", "Inbox", *rest, "-w", str(home))
    assert code == 2
    assert said in out
