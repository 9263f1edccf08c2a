"""What the project's own rules are held against: its files as git knows them."""

import ast
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="session")
def root() -> Path:
    """The top of the project."""
    return ROOT


@pytest.fixture(scope="session")
def tracked(root: Path) -> list[Path]:
    """Every file that git tracks and that is there."""
    listing = subprocess.run(
        ["git", "ls-files", "-z"], cwd=root, check=True, capture_output=True, text=True
    ).stdout
    return [path for name in listing.split("\0") if name and (path := root / name).is_file()]


@pytest.fixture(scope="session")
def sources(root: Path) -> list[Path]:
    """Every Python file of the package, tracked or new."""
    return sorted((root / "src" / "tahqiq").rglob("*.py"))


@pytest.fixture(scope="session")
def trees(sources: list[Path]) -> dict[Path, ast.Module]:
    """The syntax tree of each of :func:`sources`, parsed once for all rules."""
    return {path: ast.parse(path.read_text("utf-8")) for path in sources}
