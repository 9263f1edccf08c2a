"""An operation of a desk that only looks can save nothing: not with what it is given, by its types, and not
with what it could reach past them."""

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import get_type_hints

import pytest

from tahqiq.desk import ActingDesktop, Desktop, SeatedDesktop, desks, may_act
from tahqiq.desk.read_bench import Holds, LookingBench
from tahqiq.workbench import Workbench

OPENS = {"transaction", "units"}
"""What opens a transaction past the unit of work: never in a desk."""
WRITES = {
    "audit": {"act", "unit", "process"},
    "cases": {"open", "close", "admit", "add_member", "remove_member"},
    "people": {"add", "close", "reopen", "rename", "set_password", "set_roles", "issue"},
    "sources": {"deposit", "publish", "data_class", "case_class"},
    "at": {"acting", "publish", "alone", "afterwards"},
}
"""What writes, by the name of what it is called on: not where somebody looks."""
MADE = {"ActingDesktop", "SeatedDesktop", "WritableRecords", "may_act"}


def modules() -> list[Path]:
    """The modules of every desk that is installed: ours, and those of other packages."""
    folders = {Path(inspect.getfile(one.operations[0].run)).parent for one in desks().values()}
    ours = Path(inspect.getfile(Desktop)).parent.parent / "desks"
    return sorted({path for folder in (ours, *folders) for path in folder.rglob("*.py")})


def broken(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Lines that could save outside a unit of work, and what they call."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in OPENS:
            yield node.lineno, node.func.attr
        if isinstance(node, ast.FunctionDef) and any(
            isinstance(one.annotation, ast.Name) and one.annotation.id == "Desktop" for one in node.args.args
        ):
            for call in ast.walk(node):
                if isinstance(call, ast.Call) and (name := _writes(call)):
                    yield call.lineno, name


def _writes(node: ast.Call) -> str:
    if isinstance(node.func, ast.Name):
        return node.func.id if node.func.id in MADE else ""
    if not isinstance(node.func, ast.Attribute):
        return ""
    called = node.func.value
    on = (
        called.attr
        if isinstance(called, ast.Attribute)
        else called.id
        if isinstance(called, ast.Name)
        else ""
    )
    return f"{on}.{node.func.attr}" if node.func.attr in WRITES.get(on, set()) else ""


def test_no_desk_saves_outside_a_unit() -> None:
    found = {str(path): list(broken(ast.parse(path.read_text("utf-8")))) for path in modules()}
    assert {path: lines for path, lines in found.items() if lines} == {}


@pytest.mark.parametrize(
    "line",
    [
        "at.bench.workspace.database.transaction()",
        "at.bench.door.audit.act(at.actor, 'x')",
        "at.bench.door.cases.admit('x', 'y', 'z')",
        "ActingDesktop(at.bench, at.desk, at.home, at.purpose, None)",
        "at.acting()",
    ],
)
def test_a_look_that_writes_is_found(line: str) -> None:
    assert list(broken(ast.parse(f"def look(at: Desktop):\n    {line}"))) != []
    assert list(broken(ast.parse(f"def act(at: ActingDesktop):\n    {line}"))) == (
        [(2, "transaction")] if "transaction" in line else []
    )


def test_what_looks_are_given_can_only_look() -> None:
    """mypy holds desks to these types: a look that calls what is not there does not pass."""
    assert get_type_hints(Desktop.__init__)["bench"] is LookingBench
    assert get_type_hints(ActingDesktop)["bench"] is get_type_hints(SeatedDesktop)["bench"] is Workbench
    offered = {name for name in dir(LookingBench) if not name.startswith("_")}
    assert offered == {
        *("door", "person", "actor", "workspace", "acts", "scope", "entities", "names", "captions"),
        *("original", "source", "sources", "show", "picture", "search", "expand"),
    }
    assert {name for name in dir(Holds) if not name.startswith("_")} == {"held"}
    assert not hasattr(Desktop, "acting")


def test_no_unit_begins_within_a_look() -> None:
    look = Desktop.__new__(Desktop)
    with pytest.raises(TypeError, match="writes nothing"):
        may_act(look)
