"""The locks pin every package with hashes, name no address, and say the same as pyproject.toml."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("bench", "bootstrap", "build", "dev", "node", "postgres", "postgres-server", "runtime")


def entries(path: Path) -> dict[str, dict[str, int]]:
    """Number of hashes of every version of every locked package (a newer Python may get a newer version)."""
    logical = path.read_text("utf-8").replace("\\\n", " ").splitlines()
    found: dict[str, dict[str, int]] = {}
    for line in logical:
        head = re.match(r"([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;]+)", line)
        assert head, f"{path.name}: {line[:60]!r} pins nothing"
        found.setdefault(canonicalize_name(head[1]), {})[head[2]] = line.count("--hash=sha256:")
    return found


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_hashes_and_no_address(root: Path, lock: str) -> None:
    path = root / "requirements" / f"{lock}.txt"
    for name, versions in entries(path).items():
        assert all(versions.values()), f"{lock}: {name} has no hash"
    assert not re.search(r"://|--(extra-)?index|find-links", path.read_text("utf-8"))


@pytest.mark.parametrize(
    ("lock", "extras"), [("runtime", ()), ("postgres", ("postgres",)), ("dev", ("postgres", "dev"))]
)
def test_the_lock_meets_what_the_project_asks_for(root: Path, lock: str, extras: tuple[str, ...]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    asked = [Requirement(text) for text in project["dependencies"]]
    asked += [Requirement(text) for extra in extras for text in project["optional-dependencies"][extra]]
    found = entries(root / "requirements" / f"{lock}.txt")
    for requirement in asked:
        versions = found.get(canonicalize_name(requirement.name), {})
        assert versions, f"{requirement} is not in requirements/{lock}.txt: run make lock"
        assert all(requirement.specifier.contains(version) for version in versions), (
            f"{requirement} against {versions}: run make lock"
        )


def test_all_locks_name_the_same_versions(root: Path) -> None:
    dev = entries(root / "requirements" / "dev.txt")
    for lock in ("bootstrap", "build", "postgres", "runtime"):
        for name, versions in entries(root / "requirements" / f"{lock}.txt").items():
            assert dev[name] == versions, f"{lock}: {name}"


def test_the_page_lock_names_no_address(root: Path) -> None:
    text = (root / "ui" / "package-lock.json").read_text("utf-8")
    assert '"resolved"' not in text
    assert text.count('"integrity"') > 50
