"""Rows outside an order from the command line: one group, and the spellings of programs before it."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.cli.main import app


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["release"], ["held", "release"]),
        (["take-back"], ["held", "take-back"]),
        (["held"], ["held", "show"]),
    ],
)
def test_the_old_spelling_does_the_same_and_stands_in_no_help(
    old: list[str], new: list[str], tmp_path: Path
) -> None:
    runner = CliRunner()
    assert runner.invoke(app, ["init", str(tmp_path / "ws")]).exit_code == 0
    more = [] if new[-1] == "show" else ["--reason", "ordered"]
    answers = [
        runner.invoke(app, ["--workspace", str(tmp_path / "ws"), *words, "abcd1234", *more])
        for words in (old, new)
    ]
    assert [answer.exit_code for answer in answers] == [2, 2]
    assert answers[0].output == answers[1].output
    assert "abcd1234" in answers[0].output


def test_the_help_names_one_group() -> None:
    lines = CliRunner().invoke(app, ["--help"]).output.splitlines()
    first = {line.split()[0] for line in lines if line.startswith("  ") and line.strip()}
    assert "held" in first
    assert not first & {"release", "take-back"}
