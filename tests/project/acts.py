"""Which acts the program enters in the audit log, read from its own calls."""

import ast
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "tahqiq"
ENTERS = {
    "act": 1,
    "glance": 1,
    "read": 1,
    "process": 1,
    "refused": 1,
    "announce": 1,
    "glanced": 0,
    "_asked": 0,
}
"""The methods that enter something, and which of their arguments is the act."""
LOGS = ("audit", "log", "bench", "self", "door")


def entered() -> set[str]:
    """Every act that some call of the program names: as a text, or by a constant of a module."""
    trees = [ast.parse(path.read_text("utf-8")) for path in sorted(SOURCE.rglob("*.py"))]
    constants = dict(pair for tree in trees for pair in _constants(tree))
    return {act for tree in trees for call in _calls(tree) for act in _named(call, constants)}


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in tree.body:
        if not isinstance(node, ast.Assign):
            continue
        target, value = node.targets[0], node.value
        pairs = (
            zip(target.elts, value.elts, strict=False)
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple)
            else [(target, value)]
        )
        for name, given in pairs:
            if (
                isinstance(name, ast.Name)
                and isinstance(given, ast.Constant)
                and isinstance(given.value, str)
            ):
                yield name.id, given.value


def _calls(tree: ast.Module) -> Iterator[ast.expr]:
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute):
            continue
        place = ENTERS.get(node.func.attr)
        base = node.func.value
        owner = (
            base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else ""
        )
        if place is not None and len(node.args) > place and owner.lstrip("_") in LOGS:
            yield node.args[place]


def _named(given: ast.expr, constants: dict[str, str]) -> Iterator[str]:
    if isinstance(given, ast.Constant) and isinstance(given.value, str):
        yield given.value
    elif isinstance(given, ast.Name) and given.id in constants:
        yield constants[given.id]
    elif isinstance(given, ast.IfExp):
        yield from _named(given.body, constants)
        yield from _named(given.orelse, constants)
