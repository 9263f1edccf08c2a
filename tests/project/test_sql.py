"""Raw SQL stands in the store alone: a read above it could forget its Scope. What is still elsewhere is listed with its reason, and only ever gets less."""

import ast
from pathlib import Path

import pytest

VERBS = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ")
CALLS = {"query", "stream", "execute", "executemany"}
OWN = ("access/", "jobs/", "formats/mapping/saved.py", "casework/erasing.py")
"""Tables of the layer itself, which are no case data: people, cases, sessions, the log, jobs, saved mappings, the workspace's own marks."""
CHECKS = ("casework/restoring.py",)
"""What looks at everything by its purpose. (``access/verify*.py`` too.)"""
TO_MOVE = {
    "analyse/terms.py": 2,
    "analyse/encode.py": 1,
    "analyse/graph/build.py": 1,
    "analyse/graph/keeping.py": 1,
    "analyse/mentions.py": 1,
    "analyse/methods/passages.py": 1,
    "analyse/networks/terms.py": 2,
    "analyse/places/own.py": 1,
    "analyse/places/sites.py": 2,
    "analyse/query/conditions.py": 2,
    "casework/cited.py": 1,
    "casework/documents.py": 1,
    "products/maps/reading.py": 1,
    "resolve/kept.py": 3,
    "resolve/visible.py": 1,
}
"""Reads of case data that pass their Scope by hand, and how many: they belong in readers of the store."""


def statements(source: str) -> list[int]:
    """Lines on which something like a database is handed SQL, written there or in a name given as SQL before."""
    tree = ast.parse(source)
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
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CALLS and node.args
        if _sql(node.args[0]) or (isinstance(node.args[0], ast.Name) and node.args[0].id in texts)
    ]


def _sql(node: ast.expr) -> bool:
    """Whether a text, however put together, begins as SQL does or holds a piece that does."""
    return any(
        isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.lstrip().startswith(VERBS) for part in ast.walk(node)
    )


def test_no_raw_sql_above_the_store_beyond_what_is_listed(root: Path) -> None:
    package = root / "src" / "tahqiq"
    found = {
        name: len(lines)
        for path in sorted(package.rglob("*.py"))
        if not (name := path.relative_to(package).as_posix()).startswith(("store/", *OWN, *CHECKS))
        and (lines := statements(path.read_text("utf-8")))
    }
    assert found == TO_MOVE, "read through the store, or take out of the list what is gone"


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
    assert statements(source) == lines
