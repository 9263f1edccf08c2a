"""No parser of foreign bytes works outside the confined process: by the imports of every file, by what a
server has loaded, and by what each task says of itself."""

import ast
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import get_args, get_origin, get_type_hints

import pytest

from tahqiq.formats.confined.task import Task

LIBRARIES = frozenset(
    {
        "PIL",
        "bz2",
        "csv",
        "defusedxml",
        "email",
        "gzip",
        "html.parser",
        "lzma",
        "netCDF4",
        "openpyxl",
        "oxmsg",
        "pickle",
        "plistlib",
        "pypdfium2",
        "python_calamine",
        "scipy.io",
        "struct",
        "tarfile",
        "wave",
        "xml",
        "zipfile",
        "zlib",
    }
)
"""What takes foreign bytes apart."""
WRITE = {
    "cli/review.py": "csv of decisions, written",
    "desks/cargo/synthetic/papers.py": "csv of the sample, written",
    "desks/covert/product/sample.py": "a recording of the sample, written",
    "desks/custody/drawings/operations.py": "a plan of the sample, written",
    "desks/custody/photographs/operations.py": "a picture of the sample, written",
    "desks/custody/synthetic/operations.py": "csv of the sample, written",
    "desks/lab/batch/archive.py": "packs a sequence",
    "desks/lab/sequences/trace_export.py": "csv, written",
    "desks/lab/synthetic_sequence.py": "a sequence of the sample, written",
    "desks/passengers/watchlists/made_tables.py": "csv, written",
    "desks/reasoning/worksheets/sheet.py": "csv, written",
    "products/briefing/pixels.py": "draws a page that this program set",
    "products/briefing/word.py": "packs a document",
    "products/bundle/archive.py": "packs a bundle",
    "products/paper/pdf.py": "packs a page",
    "products/rows.py": "csv, written",
    "web/routes/audit.py": "csv, written",
    "web/routes/cards.py": "csv, written",
    "web/sealed_file.py": "a date for a header, written",
}
"""Files that write with these libraries and read nothing."""
OWN = {
    "desks/cargo/indicators/evaluation.py": "copies an object of this process",
    "desks/cargo/targeting/model.py": "a model of this program, whose parts have digests and a size",
    "desks/lab/open_records/__init__.py": "what the program ships",
    "store/touched_nodes.py": "the name of an error over files of the store",
}
"""Files that read what this program wrote or ships."""
SHARED = {
    "anxwrite",
    "cargo.amounts",
    "cargo.hs",
    "cargo.numbers",
    "cargo.paper",
    "cargo.papers",
    "cargo.records",
    "chart",
    "chatlines",
    "etsi.odd",
    "etsi.product",
    "etsi.values",
    "name_column",
    "neutral",
    "passengers.cusres",
    "passengers.flights",
    "passengers.kinds",
    "pictures",
    "plain_table",
    "reader",
    "titles",
    "trait_columns",
    "workbook",
}
"""Modules of ``formats`` that hold words, values and writers, or ask for work elsewhere: the server may use
all of them."""
NAMES = {
    "": {"anxwrite", "gexf", "graphml"},
    "etsi.retained_data": {"Leg"},
    "etsi.warrant": {"TRIED", "Message", "WarrantObject"},
    "filled_form": {"AnsweredValue", "Document", "Entry", "parse", "write"},
    "ftm": {"ORIGIN", "STATEMENT", "STATEMENT_COLUMNS", "STUB", "statement_lines"},
    "media": {"mime_type"},
    "passengers.moments": {"is_moment"},
    "scans": {"is_scan"},
    "values_csv": {"COLUMNS", "lines"},
}
"""Of modules in which a format is read and written, what the server may use: writers, names of columns,
a look at the first sixty bytes, whether a text is a moment, and what asks the confined process
whether a file is a scan. ``filled_form.parse`` reads what :mod:`tahqiq.casework.forms` sealed itself."""
CHILD = ("desks.lab.readers.", "desks.lab.batch.tables.", "desks.cargo.synthetic.arrivals")
"""Modules outside ``formats`` that only the confined process (or a benchmark) loads."""


def name_of(path: Path, package: Path) -> str:
    return (
        ".".join(path.relative_to(package).with_suffix("").parts)
        .removesuffix(".__init__")
        .removesuffix("__init__")
    )


def in_child(name: str) -> bool:
    return name.startswith("formats") or any(name.startswith(one) for one in CHILD)


def imports(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """Each module that is imported with the name that is taken out of it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield from ((node.module, alias.name) for alias in node.names)


def ways_round(name: str, tree: ast.Module) -> list[str]:
    """What a file outside the confined process imports of what belongs into it."""
    found = []
    for module, wanted in imports(tree):
        if module.startswith("tahqiq."):
            inner = module.removeprefix("tahqiq.")
            whole = f"{inner}.{wanted}"
            if inner == "formats" or inner.startswith("formats."):
                part = inner.removeprefix("formats").removeprefix(".")
                if (
                    part not in SHARED
                    and not part.startswith("confined")
                    and wanted not in NAMES.get(part, set())
                ):
                    found.append(f"{inner}:{wanted}")
            elif in_child(inner) or (
                in_child(whole)
                and (Path(__file__).parents[2] / "src" / "tahqiq" / f"{whole.replace('.', '/')}.py").is_file()
            ):
                found.append(f"{inner}:{wanted}")
        elif {module, module.partition(".")[0], f"{module}.{wanted}"} & LIBRARIES and wanted != "escape":
            found.append(module)
    return found


def test_nothing_outside_the_confined_process_takes_foreign_bytes_apart(
    root: Path, trees: dict[Path, ast.Module]
) -> None:
    package = root / "src" / "tahqiq"
    found: dict[str, list[str]] = {}
    for path, tree in trees.items():
        short = str(path.relative_to(package))
        if not in_child(name_of(path, package)) and not short.startswith("samples/"):
            wrong = ways_round(name_of(path, package), tree)
            if short in WRITE or short in OWN:
                assert any(one.partition(".")[0] in LIBRARIES or one in LIBRARIES for one in wrong), (
                    f"{short} needs no leave any more"
                )
                wrong = [one for one in wrong if one.startswith("formats")]
            if wrong:
                found[short] = wrong
    assert found == {}


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("import zipfile", True),
        ("from PIL import Image", True),
        ("from scipy.io import netcdf_file", True),
        ("from tahqiq.formats.passengers.reader import READER", True),
        ("from tahqiq.formats.registry import choose", True),
        ("from tahqiq.formats.ftm import READER", True),
        ("from tahqiq.desks.lab.readers import mzxml", True),
        ("from tahqiq.desks.lab.readers.recognition import read", True),
        ("from defusedxml.ElementTree import fromstring", True),
        ("def f():\n    import lzma", True),
        ("from tahqiq.formats.ftm import ORIGIN", False),
        ("from tahqiq.formats.confined.known import choose", False),
        ("from tahqiq.desks.lab.readers import read", False),
        ("from html import escape", False),
    ],
)
def test_a_way_round_is_recognised(code: str, wrong: bool) -> None:
    assert bool(ways_round("web.x", ast.parse(code))) is wrong


def tasks() -> dict[str, Task[object]]:
    """Every task of the program, by the function it names."""
    found: dict[str, Task[object]] = {}
    for module in list(sys.modules.values()):
        if isinstance(module, ModuleType) and module.__name__.startswith("tahqiq."):
            found |= {one.function: one for one in vars(module).values() if isinstance(one, Task)}
    return found


def test_every_task_names_a_function_of_the_confined_process_that_gives_what_it_says(
    root: Path, trees: dict[Path, ast.Module]
) -> None:
    package = root / "src" / "tahqiq"
    for path in trees:
        if "Task[" in path.read_text("utf-8") and path.name != "task.py":
            importlib.import_module(f"tahqiq.{name_of(path, package)}")
    known = tasks()
    assert len(known) > 12
    for function, task in known.items():
        module, _, name = function.partition(":")
        assert in_child(module.removeprefix("tahqiq.")), function
        gives = get_type_hints(getattr(importlib.import_module(module), name), include_extras=True)["return"]
        assert (get_args(gives)[0] if get_origin(gives) is Iterator else gives) == task.gives, function
        assert 0 < task.limits.max_memory <= 8 << 30, function
        assert task.limits.max_cpu <= 4 * 3600, function
        assert task.limits.max_written <= 16 << 30, function


LOADED = """
import json, sys
from importlib.metadata import entry_points
import tahqiq.web.app, tahqiq.cli.main, tahqiq.web.worker
for group in ("tahqiq.desks", "tahqiq.kinds", "tahqiq.analyses", "tahqiq.closed", "tahqiq.orders"):
    for point in entry_points(group=group):
        point.load()
print(json.dumps(sorted(name for name in sys.modules)))
"""
READERS = (
    "formats.registry",
    "formats.guard_run",
    "formats.archive",
    "formats.pdf",
    "formats.mail",
    "formats.spreadsheet",
    "formats.passengers.reader",
    "formats.passengers.guard",
    "formats.cargo.reading",
    "formats.cargo.reader",
    "formats.picture",
    "formats.confined.child",
    "desks.lab.readers.recognition",
    "desks.lab.readers.andi",
    "desks.lab.readers.mzxml",
)


RARE = ("scipy.optimize", "scipy.stats", "tahqiq.desks.cargo.selection_lists.solver")
"""What takes a part of a second to load and few commands need."""


def test_a_server_with_all_desks_has_loaded_no_reader_and_nothing_that_is_rarely_needed() -> None:
    made = subprocess.run([sys.executable, "-W", "ignore", "-c", LOADED], capture_output=True, check=True)
    loaded = set(json.loads(made.stdout))
    assert "tahqiq.desks.lab.desk" in loaded
    assert [name for name in READERS if f"tahqiq.{name}" in loaded] == []
    assert [name for name in RARE if name in loaded] == []
