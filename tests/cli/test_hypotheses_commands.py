"""Hypotheses and crime scripts on the command line: the whole way from a recorded value to a file, and what is refused."""

import csv
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
    return made.exit_code, made.stdout


def told(home: Path, *arguments: str) -> dict[str, Any]:
    code, out = run(*arguments, "-w", str(home), "--json")
    assert code == 0, out
    found: dict[str, Any] = json.loads(out)
    return found


def value(home: Path, name: str) -> tuple[str, str]:
    """Entity and statement of somebody's telephone."""
    hit = json.loads(run("search", name, "-w", str(home), "--json")[1])["hits"][0]["id"]
    statement = next(item for item in json.loads(run("show", hit, "-w", str(home), "--json")[1])["statements"] if item["prop"] == "phone")
    return statement["entity"], statement["id"]


def test_from_a_recorded_value_to_a_file(home: Path) -> None:
    board = str(told(home, "hypotheses", "begin", "Who?", "--question", "Who called?")["id"])
    told(home, "hypotheses", "add", board, "Sara called")
    told(home, "hypotheses", "add", board, "Ali called")
    made = told(home, "hypotheses", "evidence", board, *value(home, "Sara"), "--mark", "h1=++", "--mark", "h2=--", "--credibility", "high")
    piece = made["evidence"][0]["id"]
    told(home, "hypotheses", "judge", board, piece, "--mark", "h2=0", "--note", "read again")
    seen = told(home, "hypotheses", "show", board)
    assert [(item["consistent"], item["inconsistent"], item["neutral"]) for item in seen["tallies"]] == [(1, 0, 0), (0, 0, 1)]
    assert seen["evidence"][0]["marks"] == {"h1": "++", "h2": "0"}
    assert [item["act"] for item in told(home, "hypotheses", "history", board)["changes"]] == [
        "marked",
        "noted",
        "cited",
        "worded",
        "worded",
        "began",
    ]
    file = home.parent / "board.csv"
    assert run("hypotheses", "export", board, str(file), "-w", str(home))[0] == 0
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines()))
    assert rows[1][-2:] == ["fits very well", "fits either way"]
    assert rows[1][0] == "Sara Ahmed"
    withdrawn = told(home, "hypotheses", "withdraw", board, "h2")
    assert [item["withdrawn"] for item in withdrawn["hypotheses"]] == [False, True]
    assert told(home, "hypotheses", "set-aside", board, piece)["evidence"] == []
    assert [item["id"] for item in told(home, "hypotheses", "list")["boards"]] == [board]


def test_plain_lines_say_that_the_counts_are_no_verdict(home: Path) -> None:
    board = str(told(home, "hypotheses", "begin", "Who?")["id"])
    code, out = run("hypotheses", "show", board, "-w", str(home))
    assert code == 0
    assert "no verdict" in out


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("hypotheses", "show", "ab" * 8), "no-such-document"),
        (("hypotheses", "begin", "x", "--case", "Nowhere"), "no-such-case"),
        (("hypotheses", "evidence", "{board}", "ab" * 16, "cd" * 16), "no-such-statement"),
        (("hypotheses", "evidence", "{board}", "ab" * 16, "cd" * 16, "--mark", "h1"), "setting-unreadable"),
        (("hypotheses", "withdraw", "{board}", "h7"), "no-such-hypothesis"),
        (("crime-script", "show", "ab" * 8), "no-such-document"),
        (("crime-script", "begin", "x", "--acts", "nowhere.json"), "no-such-file"),
    ],
)
def test_what_is_not_there_is_refused(home: Path, arguments: tuple[str, ...], code: str) -> None:
    board = str(told(home, "hypotheses", "begin", "Who?")["id"])
    status, out = run(*(item.replace("{board}", board) for item in arguments), "-w", str(home), "--json")
    assert (status, json.loads(out)["error"]["code"]) == (2, code)


def test_a_crime_script_from_a_file_to_a_file(home: Path) -> None:
    entity, statement = value(home, "Sara")
    acts = home.parent / "acts.json"
    act = {"stage": "entry", "title": "A call", "actors": [entity, "a driver"], "rests": [{"entity": entity, "statement": statement}]}
    acts.write_text(json.dumps([{"stage": "exit", "title": "Away", "gaps": "How?"}, act]), "utf-8")
    made = told(home, "crime-script", "begin", "How it was done", "--acts", str(acts))
    file = home.parent / "script.html"
    assert run("crime-script", "export", str(made["id"]), str(file), "-w", str(home))[0] == 0
    page = file.read_text("utf-8")
    assert page.index("A call") < page.index("Away")
    assert "Sara Ahmed; a driver" in page
    assert [item["about"]["caption"] if item["about"] else item["words"] for item in made["acts"][0]["actors"]] == [
        "Sara Ahmed",
        "a driver",
    ]
    assert [item["title"] for item in told(home, "crime-script", "list")["scripts"]] == ["How it was done"]
    acts.write_text("{}", "utf-8")
    assert run("crime-script", "begin", "x", "--acts", str(acts), "-w", str(home))[0] == 2
