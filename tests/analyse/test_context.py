"""What an analysis gets shows its scope: nothing of it leads to the database or past the scope, and the
how-to's analysis runs as it stands there."""

import re
import sqlite3
from collections import deque
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FunctionType, MethodType

import numpy as np
import pytest

import tahqiq.analyse.registry as registry
from tahqiq.access.door import Door
from tahqiq.analyse.context import Context
from tahqiq.analyse.declaration import Analysis, Result
from tahqiq.analyse.encode import encode
from tahqiq.analyse.networks.terms import NetworkTerms
from tahqiq.analyse.terms import Terms
from tahqiq.analyse.values import checked
from tahqiq.casework.analyses import Analyses
from tahqiq.kit.errors import TahqiqError
from tahqiq.model.scope import Actor, Scope
from tahqiq.store.facts.store import FactStore
from tahqiq.store.links import Links
from tahqiq.store.reader import Reading
from tahqiq.store.record_store import RecordStore
from tahqiq.store.search import Search
from tahqiq.store.sources import Sources
from tahqiq.store.sqlite import SqliteDatabase
from tahqiq.store.workspace import Workspace
from tahqiq.workbench import Workbench

ROOT = Path(__file__).parents[2]
FORBIDDEN = (
    Workspace,
    SqliteDatabase,
    sqlite3.Connection,
    FactStore,
    Reading,
    Sources,
    Links,
    RecordStore,
    Search,
    Door,
    Workbench,
)
DEPTH = 12
CALLS = (
    "caller,callee,start,duration,cell\n07901234567,07901112223,2026-01-10 10:00,60,4189-1\n07901234567,"
    "07905556667,2026-01-12 11:00,5,4189-1\n"
)


def reached(begin: object) -> Iterator[tuple[str, object]]:
    """Every object that attributes (public, private, slots, properties), items, bound methods and closures
    lead to, with the way to it."""
    todo: deque[tuple[str, object, int]] = deque([("context", begin, 0)])
    seen: set[int] = set()
    kept: list[object] = []  # an id is an object's own only as long as it lives
    while todo:
        way, one, depth = todo.popleft()
        if id(one) in seen or isinstance(one, (str, bytes, int, float, np.ndarray, type(None))):
            continue
        seen.add(id(one))
        kept.append(one)
        yield way, one
        if depth < DEPTH and not isinstance(one, FORBIDDEN):
            todo.extend((f"{way}{name}", value, depth + 1) for name, value in _parts(one))


def _parts(one: object) -> Iterable[tuple[str, object]]:
    if isinstance(one, (list, tuple, set, frozenset)):
        return [("[]", item) for item in list(one)[:50]]
    if isinstance(one, dict):
        return [(f"[{key!r}]", item) for key, item in list(one.items())[:50]]
    if isinstance(one, MethodType):
        return [(".__self__", one.__self__), (".__func__", one.__func__)]
    if isinstance(one, FunctionType):
        return [
            (".__closure__", cell.cell_contents)
            for cell in one.__closure__ or ()
            if cell.cell_contents is not one
        ]
    if isinstance(one, type) or not type(one).__module__.startswith(("tahqiq", "tests", __name__)):
        return []
    found: list[tuple[str, object]] = []
    for name in dir(one):
        if name.startswith("__"):
            continue
        try:
            found.append((f".{name}", getattr(one, name)))
        except (
            TahqiqError,
            KeyError,
            AttributeError,
        ):  # a property that this question does not answer shows nothing
            continue
    return found


def past(begin: object) -> list[str]:
    """The ways that lead past a scope."""
    return [f"{way}: {type(one).__name__}" for way, one in reached(begin) if isinstance(one, FORBIDDEN)]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workbench]:
    root = tmp_path_factory.mktemp("context")
    Door.found(root / "ws").close()
    (root / "calls.csv").write_text(CALLS, "utf-8")
    with Workbench.opened(root / "ws") as found:
        found.collect([root / "calls.csv"], found.deposit(zone="Asia/Baghdad"))
        yield found


def test_what_every_installed_analysis_is_handed_leads_to_no_database(
    bench: Workbench, monkeypatch: pytest.MonkeyPatch
) -> None:
    ways: list[str] = []
    count = 0

    def looking(context: Context, values: object) -> Result:
        nonlocal count
        count += 1
        ways.extend(past(context))
        return Result([])

    def swapped(name: str) -> Analysis:
        found = registry.analysis(name)
        return Analysis(found.id, found.family, (), found.columns, looking, found.inputs)

    monkeypatch.setattr("tahqiq.casework.analyses.analysis", swapped)
    for one in registry.analyses():
        Analyses(bench.door, bench.actor).run(one.id, {})
    assert count == len(registry.analyses()) > 30
    assert not ways, ways[:5]


def test_what_analyses_make_of_a_context_leads_there_neither(bench: Workbench) -> None:
    context = Context(bench.workspace, bench.scope("analysis"))
    values = checked(registry.analysis("degree"), {})
    network = NetworkTerms(context, values)
    assert network.network.size == 3
    assert not past(network)
    assert not past(Terms(context, values))


def test_a_way_is_found_where_there_is_one(bench: Workbench) -> None:
    context = Context(bench.workspace, bench.scope("analysis"))
    for hidden in (
        bench.workspace,
        bench.workspace.database,
        [bench.workspace.reading.entity],
        lambda: bench,
    ):
        object.__setattr__(context, "_left", hidden)
        assert past(context)


def test_a_scope_made_wider_by_hand_shows_nothing_more(bench: Workbench) -> None:
    wide = bench.scope("analysis")
    narrow = Context(bench.workspace, Scope(Actor("x", "X", frozenset()), "analysis", frozenset()))
    assert len(bench.workspace.facts.columns(wide, "by_party", ("self",))["self"]) == 4
    assert len(narrow.events.columns(wide, "by_party", ("self",))["self"]) == 0
    assert not narrow.events.spans(wide, "by_party", 10)
    nodes = Context(bench.workspace, wide).things.of_types(("PhoneNumber",))
    assert len(Context(bench.workspace, wide).links.of(nodes)) == 2
    assert not narrow.links.of(nodes)
    assert not narrow.seen(nodes)
    assert not narrow.sources()


def test_the_analysis_of_the_how_to_runs_as_it_stands(bench: Workbench) -> None:
    text = (ROOT / "docs/how-to/write-an-analysis.md").read_text("utf-8")
    block = re.search(r"```python\n(.*?)```", text, re.S)
    assert block
    made: dict[str, object] = {}
    exec(block.group(1), made)
    one = made["PLACES_OF"]
    assert isinstance(one, Analysis)
    context = Context(bench.workspace, bench.scope("analysis"))
    told = encode(context, one, one.run(context, checked(one, {"number": "07901234567"})))
    rows = told["rows"]
    assert isinstance(rows, list)
    assert [row["events"] for row in rows if isinstance(row, dict)] == [2]
