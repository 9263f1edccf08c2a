"""``tahqiq export``: counts, exit codes, JSON."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tahqiq.cli.main import app


@pytest.fixture
def home(tmp_path: Path) -> Path:
    root = tmp_path / "ws"
    (tmp_path / "people.csv").write_text("name,phone\nعلي حسن,07901234567\n", "utf-8")
    (tmp_path / "secret.csv").write_text("name,phone\nHidden Person,07905556677\n", "utf-8")
    assert CliRunner().invoke(app, ["init", str(root)]).exit_code == 0
    assert CliRunner().invoke(app, ["collect", str(tmp_path / "people.csv"), "-w", str(root)]).exit_code in (
        0,
        1,
    )
    return root


def test_a_file_is_written_and_told(home: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    result = CliRunner().invoke(app, ["export", "--format", "ftm", str(out), "-w", str(home), "--json"])
    assert result.exit_code == 0, result.output
    told = json.loads(result.output)
    assert (told["path"], told["format"], told["entities"], told["left_out"]) == (str(out), "ftm", 1, {})
    assert out.stat().st_size == told["size"]
    plain = CliRunner().invoke(
        app, ["export", "--format", "graphml", str(tmp_path / "o.graphml"), "-w", str(home)]
    )
    assert "1 entities" in plain.output
    assert "2 items, 1 links" in plain.output


def test_a_handling_code_ends_with_exit_code_3(home: Path, tmp_path: Path) -> None:
    CliRunner().invoke(
        app, ["collect", str(tmp_path / "secret.csv"), "-w", str(home), "--handling", "no-copy"]
    )
    out = tmp_path / "out.csv"
    refused = CliRunner().invoke(app, ["export", "--format", "csv", str(out), "-w", str(home), "--json"])
    assert refused.exit_code == 3
    error = json.loads(refused.stdout)["error"]
    assert error["code"] == "export-forbidden"
    assert "no-copy: 2 (secret.csv)" in error["sentence"]
    assert not out.exists()
    left = CliRunner().invoke(app, ["export", "--format", "csv", str(out), "-w", str(home), "--leave-out"])
    assert left.exit_code == 0
    assert "Left out: 2 values (no-copy)." in left.output
    assert "Hidden" not in out.read_text("utf-8")


@pytest.mark.parametrize(
    "arguments",
    [["--format", "pdf"], ["--format", "csv", "--id", "ab" * 16], ["--format", "csv", "--case", "none"]],
)
def test_wrong_use_ends_with_exit_code_2(home: Path, tmp_path: Path, arguments: list[str]) -> None:
    assert (
        CliRunner().invoke(app, ["export", *arguments, str(tmp_path / "x"), "-w", str(home)]).exit_code == 2
    )
