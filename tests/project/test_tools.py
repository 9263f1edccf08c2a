"""The helper that finds Node, Chromium and PostgreSQL, and what make does with it."""

import importlib.util
import subprocess
import tempfile
import types
from pathlib import Path

import pytest


@pytest.fixture(scope="module")
def tools(root: Path) -> types.ModuleType:
    spec = importlib.util.spec_from_file_location("tools", root / "scripts" / "tools.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("version", "serves"),
    [
        ("v20.19.0", True),
        ("v20.18.3", False),
        ("v21.7.0", False),
        ("v22.11.0", False),
        ("v22.12.0", True),
        ("v24.1.0", True),
        ("v18.20.4", False),
        ("", False),
    ],
)
def test_node_is_new_enough_or_not(tools: types.ModuleType, version: str, serves: bool) -> None:
    assert tools.node_serves(version) is serves


def test_what_cannot_be_had_is_said_in_one_line(
    tools: types.ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert tools.main(["chromium"]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.strip() == (
        "The browser tests need Chromium, which could not be installed here. As root on Debian: apt "
        "install chromium"
    )


def test_without_firefox_its_tests_are_skipped_with_a_reason(
    tools: types.ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PATH", "")
    assert tools.main(["firefox"]) == 1
    assert "are skipped" in capsys.readouterr().err


def test_a_programs_folder_is_found_on_path(
    tools: types.ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name in ("initdb", "pg_ctl", "postgres"):
        (tmp_path / name).write_text("#!/bin/sh\n")
        (tmp_path / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert tools.main(["postgres"]) == 0
    assert capsys.readouterr().out.strip() == str(tmp_path)


def test_the_shims_start_the_wheels_node(
    tools: types.ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    node = tmp_path / "wheel" / "bin" / "node"
    node.parent.mkdir(parents=True)
    node.write_text('#!/bin/sh\necho "$@"\n')
    node.chmod(0o755)
    monkeypatch.setattr(tools, "VENV", tmp_path)
    folder = Path(tools.node_shims(tmp_path / "wheel"))
    said = subprocess.run([folder / "npm", "ci", "a b"], capture_output=True, text=True, check=True).stdout
    assert said.strip() == f"{tmp_path}/wheel/lib/node_modules/npm/bin/npm-cli.js ci a b"


def test_make_stops_where_a_tool_is_missing(root: Path, tmp_path: Path) -> None:
    (tmp_path / "Makefile").write_text(
        (root / "Makefile")
        .read_text("utf-8")
        .replace("TOOL := $(BIN)/python scripts/tools.py", "TOOL := false")
        + "\nprobe:\n\t@$(WITH_SERVICES); echo went on\n"
    )
    done = subprocess.run(["make", "probe"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode != 0
    assert "went on" not in done.stdout


def test_tests_write_into_memory_where_there_is_plenty_and_else_to_the_disk(
    tools: types.ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "IN_MEMORY", tmp_path)
    monkeypatch.setattr(tools, "ROOM", 1 << 20)
    monkeypatch.setattr(tools, "free_memory", lambda: 3 << 20)
    folder = Path(tools.scratch())
    assert folder.parent == tmp_path
    assert list(folder.iterdir()) == []
    monkeypatch.setattr(tools, "free_memory", lambda: 1 << 20)
    assert tools.scratch() == tempfile.gettempdir()


def test_a_folder_in_which_no_program_may_run_is_not_taken(
    tools: types.ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tools, "IN_MEMORY", tmp_path)
    monkeypatch.setattr(tools, "ROOM", 1 << 20)
    monkeypatch.setattr(tools, "free_memory", lambda: 3 << 20)
    monkeypatch.setattr(tools, "run", lambda command: False)
    assert tools.scratch() == tempfile.gettempdir()
    assert list(tmp_path.iterdir()) == []
