"""Hostile names from a sheet to search, show, neighbours, exports and the terminal: kept as they stand, never
acted upon."""

import csv
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from typer.testing import CliRunner

from tahqiq.access.door import Door
from tahqiq.cli.main import app
from tahqiq.workbench import Workbench

from .hostile import NAMES, hostile_sheet

STEER = [
    chr(code)
    for code in (
        *range(0x0A),
        *range(0x0B, 0x20),
        *range(0x7F, 0xA0),
        *range(0x202A, 0x202F),
        *range(0x2066, 0x206A),
    )
]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    base = tmp_path_factory.mktemp("names")
    (base / "\x1b[2J\u202enames.csv").write_bytes(hostile_sheet())
    Door.found(base / "ws").close()
    with Workbench.opened(base / "ws") as bench:
        results = bench.collect([base / "\x1b[2J\u202enames.csv"], bench.deposit())
        assert (results[0].records, results[0].mapped) == (len(NAMES), len(NAMES))
    return base / "ws"


def people(home: Path) -> list[str]:
    with Workbench.opened(home) as bench:
        rows = bench.workspace.database.query(
            "SELECT id FROM node WHERE schema IN ('Person', 'LegalEntity') ORDER BY no"
        )
        return [row[0].hex() for row in rows if isinstance(row[0], bytes)]


def test_every_name_is_there_as_it_stands(home: Path) -> None:
    with Workbench.opened(home) as bench:
        written = {
            item.original
            for node in people(home)
            for item in bench.show(node).statements
            if item.prop == "name"
        }
    assert {name for name in NAMES if name.isprintable() or "\u202e" in name} <= written


@pytest.mark.parametrize("ask", ["show", "neighbours"])
def test_no_sign_that_steers_a_terminal_is_printed(home: Path, ask: str) -> None:
    for node in people(home):
        plain = CliRunner().invoke(app, [ask, node, "-w", str(home)])
        assert plain.exit_code == 0, plain.output
        assert not [sign for sign in STEER if sign in plain.output], ascii(plain.output)
        told = CliRunner().invoke(app, [ask, node, "-w", str(home), "--json"])
        assert json.loads(told.stdout)
        assert not [sign for sign in STEER if sign in told.stdout], ascii(told.stdout)


@pytest.mark.parametrize(
    "arguments",
    [
        ["sources"],
        ["search", "red"],
        ["search", "علي"],
        ["search", "\x1b[31m"],
        ["show", "\x1b[31m"],
        ["jobs", "list"],
    ],
)
def test_neither_by_other_commands_nor_in_errors(home: Path, arguments: list[str]) -> None:
    result = CliRunner().invoke(app, [*arguments, "-w", str(home)])
    assert result.exit_code in (0, 2)
    assert not [sign for sign in STEER if sign in result.output], ascii(result.output)


def test_collecting_prints_no_such_sign_either(home: Path, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "\x1b]0;owned\x07x.csv").write_bytes(b"name,phone\nA B,07901119876\n")
    result = CliRunner().invoke(app, ["collect", str(tmp_path / "in"), "-w", str(home)])
    assert result.exit_code == 0, result.output
    assert not [sign for sign in STEER if sign in result.output], ascii(result.output)


def test_no_formula_runs_in_an_exported_sheet(home: Path, tmp_path: Path) -> None:
    for format, name in (
        ("csv", "out.csv"),
        ("xlsx", "out.xlsx"),
        ("graphml", "out.graphml"),
        ("gexf", "out.gexf"),
        ("anx", "out.anx"),
        ("ftm", "out.json"),
    ):
        result = CliRunner().invoke(
            app, ["export", "--format", format, str(tmp_path / name), "-w", str(home)]
        )
        assert result.exit_code == 0, (format, result.output)
    with (tmp_path / "out.csv").open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for row in csv.reader(stream) for cell in row]
    assert not [
        cell
        for cell in cells
        if cell.startswith(("=", "+", "-", "@", "\t", "\r")) and not cell.lstrip("+-").isdigit()
    ]
    with ZipFile(tmp_path / "out.xlsx") as book:
        assert not [name for name in book.namelist() if "sheet" in name and b"<f>" in book.read(name)]
    for line in (tmp_path / "out.json").read_text("utf-8").splitlines():
        assert json.loads(line)["id"]
