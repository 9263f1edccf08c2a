"""A workspace with an analyst and two supervisors of one case, and a supervisor of another; with sheets,
calls and an archive in it."""

import shutil
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.collect.collection_result import Collected
from tahqiq.model.source import Authority
from tahqiq.workbench import Workbench
from tests.casework.backups import place  # noqa: F401
from tests.store.conftest import postgres_server  # noqa: F401

PEOPLE = {"analyst": "analyst", "chief": "supervisor", "second": "supervisor", "outsider": "supervisor"}
KEPT = "name,phone,city\nSara Ahmed,07907654321,Erbil\nKarim Keptman,07902223344,Basra\n"
SECRET = "name,phone,city\nzzqxname zzqxfather,07901112223,zzqxtown\nSara Ahmed,07907654321,Erbil\n"
HEADER = "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n"


@dataclass
class House:
    """An open workspace and what was collected into it."""

    door: Door
    files: Path

    @property
    def root(self) -> Path:
        """The workspace's folder."""
        return self.door.workspace.root

    def bench(self, login: str) -> Workbench:
        """The workbench of one of the people."""
        return Workbench(self.door, self.door.people.get(login))

    def collect(
        self, name: str, data: str | bytes, authority: Authority | None = None, zone: str = "Asia/Baghdad"
    ) -> list[Collected]:
        """Write a file and collect it as the analyst."""
        path = self.files / name
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        bench = self.bench("analyst")
        results = bench.collect(
            [path], bench.deposit("Harbour", zone=zone, received_from="zzqxgiver", authority=authority)
        )
        path.unlink()
        return results


@pytest.fixture(scope="session")
def casework_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """People and cases, nothing collected; copied for each test, because hashing passwords is slow on
    purpose."""
    root = tmp_path_factory.mktemp("casework") / "ws"
    door = Door.found(root, owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    for login, role in PEOPLE.items():
        door.people.add(login, login.title(), frozenset({role}), "correct horse battery", "test")
    case, other = owner.open_case("Harbour"), owner.open_case("Elsewhere")
    for login in ("analyst", "chief", "second"):
        door.cases.add_member(case.id, door.people.get(login).id, "test")
    door.cases.add_member(other.id, door.people.get("outsider").id, "test")
    door.close()
    return root


@pytest.fixture
def house(casework_template: Path, tmp_path: Path) -> Iterator[House]:
    shutil.copytree(casework_template, tmp_path / "ws")
    files = tmp_path / "files"
    files.mkdir()
    door = Door.opened(tmp_path / "ws")
    yield House(door, files)
    door.close()


def calls(first: int, rows: int = 3) -> str:
    """A call list between unassigned numbers; ``first`` makes them differ from other lists."""
    lines = [
        (
            f"9647{500000000 + first * 100 + row},9647500000001,2024-03-{row % 27 + 1:02d} "
            f"10:00:{first % 60:02d},60,418-20-11-{first},"
        )
        for row in range(rows)
    ]
    return HEADER + "\n".join(lines) + "\n"


def archive(**members: str) -> bytes:
    """A ZIP of named members (``_`` in a name stands for a dot)."""
    from io import BytesIO

    out = BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in members.items():
            made.writestr(name.replace("_", "."), text)
    return out.getvalue()


def found_in(root: Path, *words: str) -> list[str]:
    """The files below ``root`` in which one of the words stands, in UTF-8 or UTF-16, or whose name has it."""
    wanted = [word.encode(code) for word in words for code in ("utf-8", "utf-16-le")]
    hits = []
    for path in sorted(root.rglob("*")):
        if any(word in path.name for word in words) or (
            path.is_file() and any(word in path.read_bytes() for word in wanted)
        ):
            hits.append(path.relative_to(root).as_posix())
    return hits
