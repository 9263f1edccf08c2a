"""The gate: the same commit runs the same tests on every day, and nothing that nobody else can run."""

import ast
import re
from pathlib import Path


def test_the_gate_is_make_test_alone(root: Path) -> None:
    lines = (root / ".ci" / "run").read_text("utf-8").splitlines()
    made = [line for line in lines if re.search(r"\b(make|pytest|npm)\b", line) and line[0] != "#"]
    assert made == ["time make test"]


def test_what_runs_is_chosen_by_its_mark_alone(root: Path) -> None:
    """``make test`` runs what is not marked slow, ``make test-all`` the rest; what looks through the tests
    that were collected knows neither the day nor the machine."""
    assert set(re.findall(r"-m (\"not slow\"|slow)", (root / "Makefile").read_text("utf-8"))) == {
        '"not slow"',
        "slow",
    }
    looking = [
        function
        for path in (root / "tests").rglob("conftest.py")
        for function in ast.parse(path.read_text("utf-8")).body
        if isinstance(function, ast.FunctionDef) and function.name == "pytest_collection_modifyitems"
    ]
    assert looking
    named = {
        getattr(node, "id", getattr(node, "attr", ""))
        for function in looking
        for node in ast.walk(function)
        if isinstance(node, ast.Name | ast.Attribute)
    }
    assert not named & {
        "date",
        "datetime",
        "time",
        "clock",
        "environ",
        "getenv",
        "random",
        "secrets",
        "crc32",
    }
