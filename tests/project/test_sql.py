"""Raw SQL stands in the store alone: a read above it could forget its Scope. What is still elsewhere is listed with its reason, and only ever gets less."""

import ast
from collections import Counter
from pathlib import Path

import pytest

VERBS = ("SELECT ", "INSERT ", "UPDATE ", "DELETE ", "WITH ")
CALLS = {"query", "stream", "execute", "executemany"}
OWN = "tables of this layer itself: accounts, cases, the log, jobs, mappings"
CHECKS = "looks at everything by its purpose: verification, restoring"
TO_MOVE = "a read of case data that passes its Scope by hand; it belongs in a reader of the store"
LISTED: dict[str, tuple[int, str]] = {
    "access/audit.py": (10, OWN),
    "access/cases.py": (9, OWN),
    "access/door.py": (1, OWN),
    "access/first_start.py": (1, OWN),
    "access/log_search.py": (3, OWN),
    "access/people.py": (17, OWN),
    "access/preferences.py": (2, OWN),
    "access/verify.py": (3, CHECKS),
    "analyse/asked.py": (2, TO_MOVE),
    "analyse/encode.py": (1, TO_MOVE),
    "analyse/graph/build.py": (1, TO_MOVE),
    "analyse/graph/keeping.py": (1, TO_MOVE),
    "analyse/mentions.py": (1, TO_MOVE),
    "analyse/methods/passages.py": (1, TO_MOVE),
    "analyse/networks/asked.py": (2, TO_MOVE),
    "analyse/places/own.py": (1, TO_MOVE),
    "analyse/places/sites.py": (2, TO_MOVE),
    "analyse/query/conditions.py": (2, TO_MOVE),
    "casework/cited.py": (1, TO_MOVE),
    "casework/documents.py": (1, TO_MOVE),
    "casework/erasing.py": (1, OWN),
    "casework/restoring.py": (3, CHECKS),
    "formats/mapping/saved.py": (1, OWN),
    "jobs/register.py": (18, OWN),
    "products/maps/reading.py": (1, TO_MOVE),
    "resolve/kept.py": (3, TO_MOVE),
    "resolve/visible.py": (1, TO_MOVE),
}


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
        isinstance(part, ast.Constant) and isinstance(part.value, str) and part.value.lstrip().startswith(VERBS)
        for part in ast.walk(node)
    )


def test_no_raw_sql_above_the_store_beyond_what_is_listed(root: Path) -> None:
    package = root / "src" / "tahqiq"
    found = Counter(
        {
            path.relative_to(package).as_posix(): len(lines)
            for path in sorted(package.rglob("*.py"))
            if path.relative_to(package).parts[0] != "store" and (lines := statements(path.read_text("utf-8")))
        }
    )
    assert dict(found) == {name: count for name, (count, _) in LISTED.items()}, (
        "read through the store, or take out of the list what is gone"
    )


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
