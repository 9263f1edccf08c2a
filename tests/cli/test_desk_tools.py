"""A desk's tools: commands on files alone, with nothing kept and nobody signed in."""

import json
from pathlib import Path
from typing import Annotated

import pytest
import typer
from pydantic import BaseModel, ConfigDict, Field
from typer.testing import CliRunner

from tahqiq.cli.desks import group_of
from tahqiq.desk import ARGUMENT, Desk, NoAnswer, NoQuestion, Operation, Tool
from tahqiq.kit.errors import NotFound
from tahqiq.kit.messages import Message


class Question(BaseModel):
    model_config = ConfigDict(extra="forbid")
    files: Annotated[list[Path], ARGUMENT] = Field(description="The files.")
    top: int = Field(default=3, ge=1, description="How many lines.")
    full: bool = Field(default=False, description="Say the text too.")
    drop: list[str] = Field(default=[], description="Words left out.")


class Counted(BaseModel):
    model_config = ConfigDict(extra="forbid")
    lines: list[str]
    full: bool


def count(asked: Question) -> Counted:
    missing = [file for file in asked.files if not file.is_file()]
    if missing:
        raise NotFound("no-such-file", path=missing[0].name)
    lines = [line for file in asked.files for line in file.read_text().splitlines() if line not in asked.drop]
    return Counted(lines=lines[: asked.top], full=asked.full)


def put(_asked: NoQuestion) -> NoAnswer:
    return NoAnswer()


@pytest.fixture
def app(monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setattr(
        "tahqiq.desk.declaration.message", lambda code, _locale, _fields: Message(code, f"about {code}")
    )
    tools = (
        Tool("count", Question, Counted, count, lambda answer: [f"{len(answer.lines)} lines"]),
        Tool("lists-put", NoQuestion, NoAnswer, put, group="lists"),
    )
    return group_of(Desk("counting", operations=(), tools=tools))


def run(app: typer.Typer, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, list(words))
    assert done.exit_code == code, done.output
    return done.output


def test_files_are_given_by_their_place_and_the_rest_by_name(app: typer.Typer, tmp_path: Path) -> None:
    one, two = tmp_path / "one", tmp_path / "two"
    one.write_text("a\nb\n")
    two.write_text("c\nd\n")
    assert run(app, "count", str(one), str(two)) == "3 lines\n"
    told = json.loads(
        run(app, "count", str(one), str(two), "--top", "4", "--drop", "b", "--drop", "d", "--full", "--json")
    )
    assert told == {"lines": ["a", "c"], "full": True}


def test_without_a_file_or_with_a_wrong_number_it_says_so(app: typer.Typer, tmp_path: Path) -> None:
    assert "FILES" in run(app, "count", code=2)
    file = tmp_path / "one"
    file.write_text("a")
    assert "top" in run(app, "count", str(file), "--top", "many", code=2)
    told = json.loads(CliRunner().invoke(app, ["count", str(tmp_path / "none"), "--json"]).stdout)
    assert told["error"]["code"] == "no-such-file"


def test_a_group_of_commands_stands_under_its_word(app: typer.Typer) -> None:
    assert run(app, "lists", "put") == "Done.\n"
    assert "about desk-counting-lists-put" in run(app, "lists", "--help")


def test_a_name_must_begin_with_its_group() -> None:
    with pytest.raises(ValueError, match="must begin with its group"):
        Tool("put", NoQuestion, NoAnswer, put, group="lists")


def test_a_tool_may_not_take_an_operations_name() -> None:
    operation = Operation(
        "put",
        NoQuestion,
        NoAnswer,
        "look",
        "read-case",
        lambda _at, _asked, _progress: NoAnswer(),
        lambda _at: NoQuestion(),
    )
    with pytest.raises(ValueError, match="named twice"):
        Desk("counting", operations=(operation,), tools=(Tool("put", NoQuestion, NoAnswer, put),))
