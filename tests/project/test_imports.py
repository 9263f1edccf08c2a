"""The import contract of DESIGN: arrows point down only; Scope and Actor are made in one place; nothing
undeclared is imported."""

import ast
import importlib
import importlib.metadata
import inspect
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

MAKER = "access"
GUARDED = frozenset({"Scope", "Actor"})


def test_the_layers_hold(root: Path) -> None:
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache", "--no-logo"], cwd=root, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr


def constructions(tree: ast.AST) -> list[tuple[int, str]]:
    """Line and name of every place that makes a guarded value: a call, also under another name, or a copy
    with other fields."""
    names = {name: name for name in GUARDED}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            names |= {
                alias.asname: alias.name for alias in node.names if alias.asname and alias.name in GUARDED
            }
    found: list[tuple[int, str]] = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in names:
                found.append((node.lineno, names[called]))
    return found


def test_only_access_makes_scopes_and_actors(root: Path, trees: dict[Path, ast.Module]) -> None:
    package = root / "src" / "tahqiq"
    made: dict[str, list[tuple[int, str]]] = {}
    for path, tree in trees.items():
        places = constructions(tree)
        if places and path.relative_to(package).parts[0] != MAKER:
            made[str(path.relative_to(root))] = places
    assert not made, "only tahqiq.access makes a Scope or an Actor (docs/decisions/0002)"


@pytest.mark.parametrize(
    ("code", "count"),
    [
        ("Scope(a, 'work', c)", 1),
        ("from tahqiq.model.scope import Scope as S\nS(a, 'work', c)", 1),
        ("from tahqiq.model import scope\nscope.Actor('x', 'y', r)", 1),
        ("def read(scope: Scope) -> None: ...", 0),
    ],
)
def test_a_construction_is_recognised(code: str, count: int) -> None:
    assert len(constructions(ast.parse(code))) == count


def imported(tree: ast.AST) -> set[str]:
    """The top names of every absolute import, lazy ones included."""
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.add(node.module.partition(".")[0])
    return names


def test_the_package_imports_only_what_it_declares(root: Path, trees: dict[Path, ast.Module]) -> None:
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"]
    asked = [*project["dependencies"], *extras["postgres"], *extras["spark"], *extras["cargo"]]
    declared = {canonicalize_name(Requirement(text).name) for text in asked}
    owners = importlib.metadata.packages_distributions()
    undeclared: dict[str, set[str]] = {}
    for path, tree in trees.items():
        for name in imported(tree) - sys.stdlib_module_names - {"tahqiq", "_typeshed"}:
            if not {canonicalize_name(owner) for owner in owners.get(name, [])} & declared:
                undeclared.setdefault(name, set()).add(str(path.relative_to(root)))
    assert not undeclared, "add them to the dependencies of pyproject.toml and run make lock"


FRAMEWORKS = frozenset({"fastapi", "starlette", "uvicorn", "typer", "click", "rich"})


def test_frameworks_stay_in_web_and_command_line(root: Path, trees: dict[Path, ast.Module]) -> None:
    package = root / "src" / "tahqiq"
    users = {path for path, tree in trees.items() if imported(tree) & FRAMEWORKS}
    assert [path for path in users if path.relative_to(package).parts[0] not in ("cli", "web")] == []


def test_the_sample_generator_knows_only_kit(root: Path) -> None:
    for path in (root / "src" / "tahqiq" / "samples").rglob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        names = {node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
        names |= {
            alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names
        }
        ours = {name for name in names if name.partition(".")[0] == "tahqiq" and name != "tahqiq"}
        assert all(name.split(".")[1] in ("samples", "kit") for name in ours), f"{path.name}: {sorted(ours)}"


def test_the_licence_bound_driver_stays_in_the_store(root: Path, trees: dict[Path, ast.Module]) -> None:
    package = root / "src" / "tahqiq"
    users = {
        path.relative_to(package).parts[0] for path, tree in trees.items() if "psycopg" in imported(tree)
    }
    assert users <= {"store"}


def test_a_workspace_has_one_way_in(root: Path, sources: list[Path]) -> None:
    """Files from outside are sealed by ``collect/guards.py``, which drops what must not be stored; the
    workbench seals what was made here; both through the workspace."""
    package = root / "src" / "tahqiq"
    sealing = {
        str(path.relative_to(package))
        for path in sources
        if re.search(r"(originals|workspace)\.seal\(", path.read_text("utf-8"))
    }
    assert sealing == {"collect/guards.py", "workbench/collection.py", "store/workspace.py"}


ROOTS = frozenset(
    {
        "cli/context.py",
        "cli/keep.py",
        "cli/serve.py",
        "web/worker_process.py",
        "web/app.py",
        "web/deps.py",
        "web/routes/first_start.py",
        "web/routes/health.py",
        "web/routes/sample_case.py",
        "web/routes/session.py",
        "web/worker.py",
    }
)
"""Where a workspace is made or opened and a person let in: what may hold a door (docs/decisions/0051)."""
HELD = frozenset({"Door", "Workspace", "Database", "Scope"})


def rounds(code: str) -> list[str]:
    """What a file of web or command line does past the workbench: names it imports that must be handed a
    door, workspace, database or scope, and those it takes out of a workbench."""
    found: list[str] = []
    for node in ast.walk(ast.parse(code)):
        if (
            isinstance(node, ast.Attribute)
            and node.attr in ("door", "workspace")
            and getattr(node.value, "id", "") != "State"
        ):
            found.append(f".{node.attr}")
        if not isinstance(node, ast.ImportFrom) or not (node.module or "").startswith("tahqiq."):
            continue
        if str(node.module).split(".")[1] in ("web", "cli", "kit", "model"):
            continue
        module = importlib.import_module(str(node.module))
        for alias in node.names:
            asked = getattr(module, alias.name)
            given = (
                inspect.signature(asked).parameters.values()
                if inspect.isfunction(asked) or (inspect.isclass(asked) and "__init__" in vars(asked))
                else ()
            )
            names = {
                word
                for one in given
                if one.default is one.empty
                for word in re.findall(r"\w+", getattr(one.annotation, "__name__", str(one.annotation)))
            }
            if (names & HELD or alias.name in HELD) and alias.name not in ("Workbench", "Desk"):
                found.append(alias.name)
    return found


def test_web_and_command_line_go_through_the_workbench(root: Path) -> None:
    package = root / "src" / "tahqiq"
    files = [path for part in ("web", "cli") for path in sorted((package / part).rglob("*.py"))]
    found = {str(path.relative_to(package)): rounds(path.read_text("utf-8")) for path in files}
    assert {name: what for name, what in found.items() if what and name not in ROOTS} == {}
    assert {name for name in ROOTS if not found[name]} == set(), "no root any more: take it out of the list"


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("from tahqiq.casework.openings import openings, Opening", ["openings"]),
        ("from tahqiq.access.door import Door", ["Door"]),
        ("names = bench.door.people.names(ids)", [".door"]),
        ("from tahqiq.desk.inbox import inbox", []),
        ("from tahqiq.workbench import Workbench", []),
        ("home = State.workspace", []),
    ],
)
def test_a_way_round_the_workbench_is_recognised(code: str, found: list[str]) -> None:
    assert rounds(code) == found
