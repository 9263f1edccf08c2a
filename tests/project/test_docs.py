"""The documentation is true: its Python runs, its links and paths lead somewhere, its commands exist, its
reference is fresh."""

import importlib.util
import re
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from tahqiq.formats.reader import Reader, Records
from tahqiq.formats.registry import readers
from tahqiq.model.problem import Problem
from tahqiq.web.app import openapi_document
from tests.conformance.installing import installed, laid_out

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [
        *(ROOT / "docs").rglob("*.md"),
        *(ROOT / name for name in ("README.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")),
    ]
)
PYTHON = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)|<img[^>]*\ssrc=\"([^\"]+)\"")
PATH = re.compile(r"`([A-Za-z0-9_.-]+(?:/[A-Za-z0-9_.<>*-]+)+/?)`")


def title(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def run_page(page: Path) -> dict[str, object]:
    """Run the Python blocks of a page one after the other in one module of their own; what they defined."""
    module = types.ModuleType("page")
    text = page.read_text("utf-8")
    for block in PYTHON.finditer(text):
        line = text.count("\n", 0, block.start(1))
        exec(compile("\n" * line + block[1], str(page), "exec"), module.__dict__)  # our own documentation
    return module.__dict__


@pytest.mark.parametrize(
    "page", [page for page in PAGES if PYTHON.search(page.read_text("utf-8"))], ids=title
)
def test_the_python_of_a_page_runs(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run_page(page)


def test_the_script_names_what_the_document_of_the_api_names() -> None:
    """Its client is generated where it runs, so its names are held against the document it comes from."""
    text = (ROOT / "docs" / "how-to" / "write-a-script.md").read_text("utf-8")
    document = openapi_document()
    ids = {one["operationId"] for path in document["paths"].values() for one in path.values()}
    asked = re.findall(r"^from tahqiq_client\.api\.(\w+) import (\w+)$", text, re.MULTILINE)
    assert len(asked) == 4
    assert {name for tag, name in asked if name.startswith(f"{tag}_")} <= ids
    (models,) = re.findall(r"^from tahqiq_client\.models import (.*)$", text, re.MULTILINE)
    names = {
        re.sub(r"[^A-Za-z]", "", name.title() if "_" in name else name)
        for name in document["components"]["schemas"]
    }
    assert set(models.split(", ")) <= names
    (block,) = re.findall(r"^```py\n(.*?)^```", text, re.MULTILINE | re.DOTALL)
    assert (
        len([line for line in block.splitlines() if line and not line.startswith(("import", "from"))]) <= 15
    )
    compile(block, "write-a-script.md", "exec")


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_every_link_leads_to_a_file(page: Path) -> None:
    for link, picture in LINK.findall(page.read_text("utf-8")):
        target = (link or picture).partition("#")[0]
        if target and not re.match(r"[a-z]+:", target):
            assert (page.parent / target).exists(), f"{title(page)}: {target}"


@pytest.mark.parametrize(
    "folder", sorted(one for one in (ROOT / "docs").iterdir() if list(one.glob("*.md"))), ids=title
)
def test_the_index_of_a_folder_lists_every_page_of_it(folder: Path) -> None:
    linked = {link.partition("#")[0] for link, _ in LINK.findall((folder / "README.md").read_text("utf-8"))}
    assert {page.name for page in folder.glob("*.md")} - {"README.md"} <= linked


def test_every_picture_of_the_documentation_is_shown_somewhere() -> None:
    shown = {
        (page.parent / picture).resolve()
        for page in PAGES
        for link, source in LINK.findall(page.read_text("utf-8"))
        if (picture := link or source)
    }
    assert set((ROOT / "docs" / "pictures").iterdir()) <= shown


@pytest.mark.parametrize("page", PAGES, ids=title)
def test_every_path_of_the_project_that_a_page_names_exists(page: Path) -> None:
    for name in PATH.findall(page.read_text("utf-8")):
        if (
            name.split("/")[0] in ("src", "tests", "docs", "ui", "scripts", "requirements")
            and "<" not in name
            and "node_modules" not in name
        ):
            assert list(ROOT.glob(name.rstrip("/"))), f"{title(page)}: {name}"


def test_the_map_follows_a_record_through_the_layers() -> None:
    named = set(PATH.findall((ROOT / "docs" / "map.md").read_text("utf-8")))
    for layer in ("cli", "jobs", "formats", "store", "access", "model", "kit"):
        assert any(path.startswith(f"src/tahqiq/{layer}/") for path in named), layer


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> TyperGroup:
    """Every command of the program, with those of the tutorial's desk."""
    from tahqiq.cli.start import (
        program,
    )  # here, so that the other tests of this file run without the command line

    with installed(laid_out(tmp_path_factory.mktemp("desks"))):
        group = get_command(program())
    assert isinstance(group, TyperGroup)
    return group


def test_every_make_target_that_a_page_names_exists() -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    for page in PAGES:
        named = re.findall(r"(?:`|^    |^)make ([a-z-]+)", page.read_text("utf-8"), re.MULTILINE)
        assert set(named) <= targets, title(page)


def command_lines(text: str) -> Iterator[list[str]]:
    """The words of every ``tahqiq …`` in backticks or in an indented or fenced block."""
    for found in re.finditer(r"(?:`|^ {4}|^)tahqiq ([a-z][^`\n]*)", text, re.MULTILINE):
        yield found[1].split()


def test_every_command_that_a_page_names_exists(commands: TyperGroup) -> None:
    for page in PAGES:
        for words in command_lines(page.read_text("utf-8")):
            command: TyperGroup | TyperCommand = commands
            while isinstance(command, TyperGroup) and words and re.fullmatch(r"[a-z-]+", words[0]):
                assert words[0] in command.commands, f"{title(page)}: tahqiq {' '.join(words)}"
                below = command.commands[words.pop(0)]
                assert isinstance(below, TyperGroup | TyperCommand)
                command = below
            known = {option for one in command.params for option in (*one.opts, *one.secondary_opts)} | {
                "--help"
            }
            known |= {option for one in commands.params for option in one.opts}
            asked = {word.partition("=")[0] for word in words if word.startswith("--")}
            assert asked <= known, f"{title(page)}: {sorted(asked - known)}"


def reference() -> types.ModuleType:
    """The script that writes the generated pages."""
    spec = importlib.util.spec_from_file_location("reference", ROOT / "scripts" / "reference.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_generated_reference_is_fresh() -> None:
    assert reference().main(True) == 0, "run make reference"


def test_every_command_and_every_format_is_described(commands: TyperGroup) -> None:
    pages = reference()
    for path, command in pages.walk(commands, "tahqiq"):
        assert command.help, f"{path} has no help"
        for written, text in pages.parameters(command):
            assert text, f"{path}: {written} has no help"
    page = (ROOT / "docs" / "reference" / "formats.md").read_text("utf-8")
    for reader in readers():
        assert f"`{reader.name}`" in page
        assert reader.title


def test_the_tutorial_reader_is_forty_lines_and_keeps_the_balance(tmp_path: Path) -> None:
    page = ROOT / "docs" / "tutorial" / "own-reader.md"
    first = PYTHON.search(page.read_text("utf-8"))
    assert first
    assert len(first[1].splitlines()) <= 40
    reader = run_page(page)["READER"]
    assert isinstance(reader, Reader)
    path = tmp_path / "yard.log"
    path.write_bytes(b"GATELOG 1\n2024-05-01 10:22|IN|AB 1\n\nbroken\n\xff|\xfe|x\n||\n")
    items = list(reader.read(path, "yard.log"))
    delivered = sum(len(item) for item in items if isinstance(item, Records))
    lost = sum(item.records for item in items if isinstance(item, Problem))
    assert (delivered, lost) == (3, 1)
    assert reader.sniff(path.read_bytes(), "x").score > 0.5
    assert reader.sniff(b"something else", "yard.log").score == 0
