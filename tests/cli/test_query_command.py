"""Asking over links on the command line: an answer with its places, values that are asked for, and mistakes
named with theirs."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.cli.main import app

SHEET = "name,phone\nعلي حسن كاظم,07901234567\nSara Ahmed,07907654321\n"
QUESTION = {
    "version": 1,
    "things": [
        {
            "id": "a",
            "type": "Person",
            "conditions": [{"property": "name", "is": "like", "value": {"ask": "who"}}],
        },
        {"id": "b", "type": "PhoneNumber"},
    ],
    "links": [{"from": "a", "to": "b"}],
    "parameters": [{"name": "who"}],
}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "people.csv").write_text(SHEET, "utf-8")
    (tmp_path / "question.json").write_text(json.dumps(QUESTION), "utf-8")
    run("init", str(tmp_path / "ws"))
    assert run("collect", str(tmp_path / "people.csv"), "-w", str(tmp_path / "ws"))[0] == 0
    return tmp_path


def run(*arguments: str) -> tuple[int, str]:
    made = CliRunner().invoke(app, list(arguments))
    return made.exit_code, made.stdout


def test_an_answer_names_the_row_it_rests_on(home: Path) -> None:
    asked = ("query", str(home / "question.json"), "--set", "who=Ali Hassan Kadhim", "-w", str(home / "ws"))
    code, out = run(*asked)
    assert code == 0
    assert "علي حسن كاظم" in out
    assert "people.csv · line 2" in out
    told = json.loads(run(*asked, "--json")[1])
    assert (told["total"], told["rows"][0]["found"][0]["things"][0]["caption"]) == (1, "+9647901234567")


def test_mistakes_are_named_with_their_place(home: Path) -> None:
    where = ("-w", str(home / "ws"))
    code, out = run("query", str(home / "question.json"), *where, "--json")
    assert (code, json.loads(out)["error"]["code"]) == (2, "query-broken")
    (home / "wrong.json").write_text(json.dumps({**QUESTION, "links": []}), "utf-8")
    code, out = run("query", str(home / "wrong.json"), "--check", *where)
    assert code == 2
    assert "things/1" in out
    (home / "broken.json").write_text("{", "utf-8")
    assert run("query", str(home / "broken.json"), *where)[0] == 2
    code, out = run("query", str(home / "question.json"), "--check", *where)
    assert (code, "[who]" in out) == (0, True)
