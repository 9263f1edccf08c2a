"""A workspace with two desks switched on, on both engines: what the promises of desks are tried in."""

import json
import secrets
import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import psycopg
import pytest

from tahqiq.access.door import Door
from tahqiq.desk import desks
from tahqiq.store.workspace import MARKER
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench
from tests.store.conftest import postgres_server  # noqa: F401 (a fixture)
from tests.web.conftest import Served

from .installing import installed, laid_out

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]
PEOPLE = {
    "insider": "analyst",
    "chief": "supervisor",
    "outsider": "analyst",
    "admin": "administrator",
    "auditor": "auditor",
}


ALWAYS = frozenset({"visitors", "reasoning"})
"""Desks that `make test` tries on the second engine too: the tutorial's and one of ours."""
REFUSALS = frozenset(
    {
        "test_who_may_not_is_refused_and_it_is_logged",
        "test_a_member_of_the_desk_in_another_case_is_refused",
        "test_what_is_not_asked_so_is_said_with_its_field",
    }
)
"""What is refused before a database is asked: on the second engine it is tried with the slow tests only, of
one operation of each desk that looks, one that acts and one that is a job (750 databases were made for the
rest, five minutes of the whole); SQLite proves every operation."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """The promises of most desks on PostgreSQL are slow tests: a database made for each costs minutes in all,
    and SQLite has proved the desk itself."""
    tried: set[tuple[str, str, str]] = set()
    left = [item for item in items if not _alike(item, tried)]
    if len(left) < len(items):
        staying = set(left)
        config.hook.pytest_deselected(items=[item for item in items if item not in staying])
        items[:] = left
    for item in items:
        if isinstance(item, pytest.Function) and item.get_closest_marker("postgres") and not _always(item):
            item.add_marker(pytest.mark.slow)


def _alike(item: pytest.Item, tried: set[tuple[str, str, str]]) -> bool:
    """Whether a refusal of an operation like this one (of its desk, with its effect) is tried on the second
    engine already; ``tried`` are those that are."""
    if (
        not isinstance(item, pytest.Function)
        or not item.get_closest_marker("postgres")
        or item.originalname not in REFUSALS
    ):
        return False
    name, operation = str(item.callspec.params["name"]), str(item.callspec.params["operation"])
    known = (
        next((one for one in desks()[name].operations if one.name == operation), None)
        if name in desks()
        else None
    )
    like = (item.originalname, name, known.effect if known else "")
    if like in tried:
        return True
    tried.add(like)
    return False


def _always(item: pytest.Function) -> bool:
    desk = item.callspec.params.get("name", "visitors") if hasattr(item, "callspec") else "visitors"
    return desk in ALWAYS and item.originalname not in REFUSALS


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    with installed(laid_out(tmp_path_factory.mktemp("desks"))) as folder:
        yield folder


def made(root: Path, url: str) -> Door:
    door = Door.found(root, url, owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    for login, role in PEOPLE.items():
        door.people.add(login, login.title(), frozenset({role}), None, "test")
    case, other = owner.open_case("Harbour"), owner.open_case("Elsewhere")
    own = [item for item in desks().values() if not item.general]
    for item in own:
        owner.open_desk(item.name)
    for login in ("insider", "chief"):
        for home in (case.id, *(item.file for item in own)):
            door.cases.add_member(home, door.people.get(login).id, "test")
    door.cases.add_member(other.id, door.people.get("outsider").id, "test")
    owner.team.open_compartment("inner", "Inner")
    door.cases.admit("inner", door.people.get("chief").id, owner.person.id)
    return door


def database(server: str, template: str = "") -> str:
    """A new database of the run's server: its address."""
    name, like = f"desk{secrets.token_hex(4)}", f" TEMPLATE {template}" if template else ""
    with psycopg.connect(f"{server} dbname=postgres", autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}{like} STRATEGY file_copy".encode())
    return f"{server} dbname={name}"


def copied(request: pytest.FixtureRequest, prepared: Path, root: Path) -> None:
    """Make a copy of a closed workspace, of its database on PostgreSQL too."""
    shutil.copytree(prepared, root)
    described = json.loads((root / MARKER).read_text("utf-8"))
    if described["engine"] == "postgres":
        template = str(described["database"]).rsplit("=", 1)[1]
        described["database"] = database(request.getfixturevalue("postgres_server"), template)
        (root / MARKER).write_text(json.dumps(described), "utf-8")


@pytest.fixture(scope="module")
def prepared(
    request: pytest.FixtureRequest, packages: Path, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], Path]:
    """A workspace of an engine with its people, cases and desks, made once for a module: each test has a
    copy."""

    @cache
    def make(engine: str) -> Path:
        root = tmp_path_factory.mktemp("prepared") / "ws"
        server = request.getfixturevalue("postgres_server") if engine == "postgres" else ""
        made(root, database(server) if server else "").close()
        return root

    return make


@pytest.fixture(params=ENGINES)
def served(
    request: pytest.FixtureRequest, prepared: Callable[[str], Path], tmp_path: Path
) -> Iterator[Served]:
    copied(request, prepared(request.param), tmp_path / "ws")
    door = Door.opened(tmp_path / "ws")
    case = next(item for item in door.cases.of(door.people.get("insider").id) if item.title == "Harbour")
    yield Served(door, create_app(door, work=False), case.id)
    door.close()
