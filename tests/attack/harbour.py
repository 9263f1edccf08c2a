"""A team's workspace on SQLite and on PostgreSQL: what loses data on one of them loses it on neither."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tests.store.conftest import new_database, postgres_server  # noqa: F401

from .conftest import MEMBERS, PASSWORD, bench

ENGINES = ["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)]


@pytest.fixture(params=ENGINES)
def harbour(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    new_database: Callable[[], str],  # noqa: F811
) -> Iterator[Door]:
    """A workspace with a case "Harbour" of an analyst and two supervisors, and a case "Elsewhere" of another
    supervisor."""
    door = Door.found(tmp_path / "ws", new_database() if request.param == "postgres" else "", owner="owner")
    owner = bench(door, "owner")
    case, other = owner.open_case("Harbour"), owner.open_case("Elsewhere")
    for login, role in MEMBERS.items():
        door.cases.add_member(
            case.id, door.people.add(login, login.title(), frozenset({role}), PASSWORD, "test").id, "test"
        )
    rival = door.people.add("rival", "Rival", frozenset({"supervisor"}), PASSWORD, "test")
    door.cases.add_member(other.id, rival.id, "test")
    yield door
    door.close()
