"""Forms of a desk on the command line: a blank sheet of a form or of an operation, and typing a sheet in."""

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from tahqiq.access.door import Door
from tahqiq.cli.main import app
from tahqiq.workbench import Workbench


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    door = Door.found(tmp_path_factory.mktemp("forms") / "ws")
    bench = Workbench(door, door.people.get(door.owner() or ""))
    bench.open_desk("lab")
    bench.open_case("Seizure")
    door.close()
    return door.workspace.root


def lab(workspace: Path, *words: str, code: int = 0) -> str:
    done = CliRunner().invoke(app, ["lab", *words, "--case", "Seizure", "-w", str(workspace)])
    assert done.exit_code == code, done.output
    return done.output


def answered(workspace: Path, *words: str) -> dict[str, Any]:
    told = json.loads(lab(workspace, *words, "--json"))
    assert isinstance(told, dict)
    return told


def test_an_operation_has_a_blank_sheet_as_a_form_has(workspace: Path, tmp_path: Path) -> None:
    fields = answered(workspace, "form", "examine")["fields"]
    assert {one["name"] for one in fields} >= {"case", "exhibit", "brought_by", "receipt"}
    for name, mark in (("examine", "EXAMINE"), ("receipt", "RECEIPT-1 ")):
        paper = tmp_path / f"{name}.html"
        lab(workspace, "form", name, "--sheet", str(paper), "--language", "ckb")
        text = paper.read_text("utf-8")
        assert 'dir="rtl"' in text
        assert mark in text
        assert "هێنەر" in text


def test_only_a_form_is_kept_and_a_name_that_is_neither_is_refused(workspace: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.json"
    answers.write_text('{"exhibit": "5/2"}', "utf-8")
    for words in (("examine", "--answers", str(answers)), ("nothing",)):
        assert "It has: receipt." in lab(workspace, "form", *words, code=2)


def test_a_receipt_sheet_is_typed_in_sealed_and_opens_the_examination(
    workspace: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "receipt.json"
    told = {"exhibit": "5/1", "packages": "7", "brought_by": ["refused", [], ""], "seal-found": "none"}
    answers.write_text(json.dumps(told), "utf-8")
    sealed = answered(workspace, "form", "receipt", "--answers", str(answers), "--seal")
    assert (sealed["sealed"], sealed["problems"]) == (True, [])
    opened = answered(workspace, "examine", "--exhibit", "5/1", "--receipt", sealed["paper"])
    assert (opened["intake"]["packages"], opened["unanswered"]) == (7, {"brought_by": "refused"})
