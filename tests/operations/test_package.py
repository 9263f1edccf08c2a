"""A package is not built without the page, which a clean clone lacks; the editable install, which comes
before the page, is."""

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = "src/tahqiq/web/static/index.html"
BUILD = (
    "import sys; from hatchling.build import build_editable, build_sdist, build_wheel; "
    "print(globals()['build_' + sys.argv[1]](sys.argv[2]))"
)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """What a build needs of a clean clone."""
    for name in (
        "pyproject.toml",
        "hatch_build.py",
        "README.md",
        "LICENSE",
        "CHANGELOG.md",
        "src/tahqiq/__init__.py",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def built(clone: Path, what: str) -> "subprocess.CompletedProcess[str]":
    """Build as pip does."""
    return subprocess.run(
        [sys.executable, "-c", BUILD, what, str(clone / "dist")],
        cwd=clone,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("what", ["wheel", "sdist"])
def test_without_the_page_nothing_is_built(clone: Path, what: str) -> None:
    refused = built(clone, what)
    assert refused.returncode != 0
    assert "The page is not built" in refused.stderr
    assert not list((clone / "dist").glob("*")) if (clone / "dist").exists() else True
    page = clone / PAGE
    page.parent.mkdir(parents=True)
    page.write_text("<!doctype html>", "utf-8")
    assert built(clone, what).returncode == 0


def test_a_wheel_holds_the_page(clone: Path) -> None:
    page = clone / PAGE
    page.parent.mkdir(parents=True)
    page.write_text("<!doctype html>", "utf-8")
    made = built(clone, "wheel")
    assert made.returncode == 0, made.stderr
    [wheel] = (clone / "dist").glob("*.whl")
    assert "tahqiq/web/static/index.html" in zipfile.ZipFile(wheel).namelist()


def test_the_editable_install_comes_before_the_page(clone: Path) -> None:
    made = built(clone, "editable")
    assert made.returncode == 0, made.stderr
