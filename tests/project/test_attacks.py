"""The table of attacks names tests that there are, and no file of attacks is missing from it."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "explanation" / "what-was-attacked.md").read_text("utf-8")


def test_every_attack_has_a_test_that_there_is() -> None:
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")][1:]
    assert len(rows) > 35
    for row in rows:
        named = re.findall(r"`((?:tests|ui)/[\w/.]+\.(?:py|ts))(?:::(\w+))?`", row)
        assert named, row
        for path, name in named:
            assert (ROOT / path).is_file(), path
            assert not name or f"def {name}(" in (ROOT / path).read_text("utf-8"), f"{path}::{name}"


def test_every_file_of_attacks_is_named() -> None:
    files = {path.relative_to(ROOT).as_posix() for path in (ROOT / "tests" / "attack").glob("test_*.py")}
    assert [path for path in sorted(files) if path not in PAGE] == []
