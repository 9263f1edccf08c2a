"""Small files, and nothing in them that belongs to one machine or to a package registry."""

import re
from pathlib import Path

import pytest

LONGEST = 400
LONGER: dict[str, str] = {}
"""Files of more than 400 lines, each with the reason why it is still one thing."""

TEXT = frozenset(
    (
        ".bash .cedar .cfg .cjs .css .html .in .ini .js .json .md .mjs .py .sh .sql .svg .toml .ts .tsx "
        ".txt .xml .yaml .yml .csv .tsv"
    ).split()
) | {""}

# Written in pieces, since this file is searched as well.
MACHINE = re.compile(r"(?<![\w.~-])/(?:" + "|".join(("wo" + "rk", "tm" + "p", "ro" + "ot")) + r")/\w")
REGISTRIES = re.compile(
    "|".join(
        re.escape(host)
        for host in (
            "pypi" + ".org",
            "python" + "hosted.org",
            "npm" + "js.org",
            "npm" + "js.com",
            "yarn" + "pkg.com",
            "deb." + "debian.org",
            "crates" + ".io",
            "proxy." + "golang.org",
            "hugging" + "face.co",
        )
    )
)


def offences(text: str) -> list[str]:
    """Paths of a build machine and registry hosts in a text."""
    return [found[0] for pattern in (MACHINE, REGISTRIES) for found in pattern.finditer(text)]


def test_no_tracked_file_names_a_machine_path_or_a_registry(root: Path, tracked: list[Path]) -> None:
    assert len(tracked) > 50
    found = {}
    for path in tracked:
        if path.suffix not in TEXT:
            continue
        text = path.read_bytes().decode("utf-8", errors="replace")
        if places := offences(text):
            found[str(path.relative_to(root))] = places
    assert not found


@pytest.mark.parametrize(
    "text", ["see /wo" + "rk/main", "open('/tm" + "p/x')", "from https://pypi" + ".org/simple"]
)
def test_an_offence_is_found(text: str) -> None:
    assert offences(text)


@pytest.mark.parametrize("text", ["the team/wo" + "rk/place", "a field-wo" + "rk/desk", "src/tm" + "p/x"])
def test_a_word_is_no_offence(text: str) -> None:
    assert not offences(text)


def test_source_files_are_short(root: Path) -> None:
    long = {}
    for folder, endings in (("src", ("*.py",)), ("scripts", ("*.py", "*.sh")), ("ui/src", ("*.ts", "*.tsx"))):
        for path in (path for ending in endings for path in (root / folder).rglob(ending)):
            name = path.relative_to(root).as_posix()
            lines = len(path.read_text("utf-8").splitlines())
            if lines > LONGEST and name != "ui/src/api/schema.d.ts":
                long[name] = lines
    assert set(long) == set(LONGER), (
        f"at most {LONGEST} lines each; split by reason to change, or give the reason in LONGER: {long}"
    )


def test_what_is_generated_or_private_is_not_tracked(root: Path, tracked: list[Path]) -> None:
    names = [path.relative_to(root).as_posix() for path in tracked]
    kept_out = re.compile(
        r"(^|/)(node_modules|__pycache__|\.venv|\.hypothesis)/|^src/tahqiq/web/static/|\.(pyc|duckdb|"
        r"sqlite3?)$|(^|/)uv\.lock$"
    )
    assert [name for name in names if kept_out.search(name)] == []


def test_every_package_has_its_first_line(sources: list[Path]) -> None:
    silent = [
        str(path)
        for path in sources
        if path.read_text("utf-8").strip()
        and not path.read_text("utf-8").lstrip().startswith(('"""', 'r"""'))
    ]
    assert not silent, "the docstring of a module says what it is for"
