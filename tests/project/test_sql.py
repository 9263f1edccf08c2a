"""Raw SQL stands in the store alone: a read above it could forget its Scope. What has tables of its own is
listed with its reason."""

import ast
from pathlib import Path

import pytest

VERBS = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ")
CALLS = {"query", "stream", "execute", "executemany"}
OWN = ("access/", "jobs/", "collect/mapping/saved_mappings.py", "casework/erasure_run.py")
"""Tables of the layer itself, which are no case data: people, cases, sessions, the log, jobs, saved mappings,
the workspace's own marks."""
CHECKS = ("casework/restore.py",)
"""What looks at everything by its purpose. (``access/verify*.py`` too.)"""


def statements(tree: ast.Module) -> list[int]:
    """Lines on which something like a database is handed SQL, written there or in a name given as SQL
    before."""
    texts = {
        target.id
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and _sql(node.value)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    return [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CALLS
        and node.args
        if _sql(node.args[0]) or (isinstance(node.args[0], ast.Name) and node.args[0].id in texts)
    ]


def _sql(node: ast.expr) -> bool:
    """Whether a text, however put together, begins as SQL does or holds a piece that does."""
    return any(
        isinstance(part, ast.Constant)
        and isinstance(part.value, str)
        and part.value.lstrip().startswith(VERBS)
        for part in ast.walk(node)
    )


def test_no_raw_sql_above_the_store(root: Path, trees: dict[Path, ast.Module]) -> None:
    package = root / "src" / "tahqiq"
    found = {
        name: len(lines)
        for path, tree in trees.items()
        if not (name := path.relative_to(package).as_posix()).startswith(("store/", *OWN, *CHECKS))
        and (lines := statements(tree))
    }
    assert found == {}, "read through the store"


@pytest.mark.parametrize(
    ("source", "lines"),
    [
        ("db.query('SELECT 1')", [1]),
        ("sql = f'SELECT {a} FROM t'\ndb.stream(sql)", [2]),
        ("t.execute('UPDATE x ' + 'SET y=1', (1,))", [1]),
        ("api.query('select me', 'SELECT 1')", []),
        ("say('DELETE FROM x')", []),
    ],
)
def test_it_is_found_however_it_is_written(source: str, lines: list[int]) -> None:
    assert statements(ast.parse(source)) == lines
