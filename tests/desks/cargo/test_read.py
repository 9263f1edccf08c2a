"""``tahqiq cargo read``."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.cli.start import program
from tests.formats.cargo.samples import ALL, BOX, CUSCAR


def asked(*words: str) -> str:
    done = CliRunner().invoke(program("desks"), ["cargo", "read", *words])
    assert done.exit_code == 0, done.output
    return done.output


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in ALL.items():
        (tmp_path / name).write_text(text, "utf-8")
    return tmp_path


def test_counts(folder: Path) -> None:
    told = json.loads(asked(str(folder / "CUSCAR"), str(folder / "AWMDS"), "--json"))
    assert [
        (
            one["file"],
            one["kind"],
            one["version"],
            one["bills"],
            one["containers"],
            one["consignments"],
            one["parties"],
            one["seals"],
            one["problems"],
        )
        for one in told["documents"]
    ] == [
        ("CUSCAR", "CUSCAR", "D.95B", 3, 2, 2, 3, 1, 0),
        ("AWMDS", "AWMDS", "", 2, 1, 2, 4, 3, 0),
    ]


def test_in_full_with_places(folder: Path) -> None:
    (told,) = json.loads(asked("--full", "--json", str(folder / "CUSCAR")))["documents"]
    number = told["values"]["container"][0]["number"]
    assert number == {"value": BOX, "place": "segments · entry 8", "at": CUSCAR.index(BOX)}
    assert told["told"] == []
    assert told["aside"]


def test_in_a_terminal(folder: Path) -> None:
    said = asked("--full", *(str(folder / name) for name in ALL))
    assert "CUSCAR D.95B: 3 bills, 2 containers" in said
    assert said.rstrip().endswith("Papers: 10.")


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    done = CliRunner().invoke(program("desks"), ["cargo", "read", str(tmp_path / "none")])
    assert done.exit_code != 0
    assert "none" in done.output
