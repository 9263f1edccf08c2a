"""A case of three people (who writes, who supervises, who only reads) with a chart over a sheet under no
restriction, one that may not leave, and calls under an order."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest

from tahqiq.access.door import Door
from tahqiq.kit.errors import TahqiqError
from tahqiq.model.source import Authority
from tahqiq.model.statement import identifier_id
from tahqiq.products.case_products import Products
from tahqiq.products.selection import Selection
from tahqiq.workbench import Workbench

AGENCY = "مديرية الميناء"
PEOPLE = (
    "name,phone,email,birth date\nعلي حسن كاظم,07901234567,ali@example.org,1980-02-01\nئاوات ڕەحیم,"
    "07907654321,,1990-05-05\n"
)
SAME = "name,phone,birth date\nعلي حسن كاظم,07901234567,1981-02-01\n"
SECRET = "name,phone\nzzqxsecret zzqxfather,07901234567\n"
CALLS = (
    "Calling number,Called number,Start time,Duration,Cell ID,IMEI\n"
    "9647901234567,9647907654321,2024-03-01 10:00:00,60,418-20-11-1,352099001761481\n"
    "9647907654321,9647901234567,2024-03-02 11:30:05,5,418-20-11-2,352099001761482\n"
    "9647901234567,9647907654321,2024-05-02 11:30:05,5,418-20-11-2,352099001761482\n"
)
NUMBERS = tuple(
    identifier_id("PhoneNumber", "", number).hex() for number in ("+9647901234567", "+9647907654321")
)


@contextmanager
def said(code: str, kind: type[TahqiqError]) -> Iterator[None]:
    """What is inside is refused with this code."""
    with pytest.raises(kind) as found:
        yield
    assert found.value.code == code


@dataclass
class Office:
    """The door, the case, the chart, and a workbench for each person."""

    door: Door
    case: str
    chart: str
    people: tuple[str, ...]
    sources: dict[str, str]

    def bench(self, login: str) -> Workbench:
        return Workbench(self.door, self.door.people.get(login))

    def products(self, login: str) -> Products:
        return self.bench(login).products


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    folder = tmp_path_factory.mktemp("office")
    files = {"people.csv": PEOPLE, "again.csv": SAME, "secret.csv": SECRET, "calls.csv": CALLS}
    for name, content in files.items():
        (folder / name).write_text(content, "utf-8")
    door = Door.found(folder / "ws", owner="owner")
    owner = Workbench(door, door.people.get("owner"))
    case = owner.open_case("Harbour")
    for login, roles in (
        ("writer", {"analyst"}),
        ("chief", {"analyst", "supervisor"}),
        ("reader", {"analyst"}),
        ("stranger", {"analyst", "supervisor"}),
    ):
        door.people.add(login, login.title(), frozenset(roles), "correct horse battery", "test")
        if login != "stranger":
            door.cases.add_member(case.id, door.people.get(login).id, "test")
    writer = Workbench(door, door.people.get("writer"))
    order = Authority(
        reference="12/2024", court="Karkh", date="2024-01-05", start="2024-03-01", end="2024-03-31"
    )
    sources = {}
    for name, given in (
        ("people.csv", {"grade": "admiralty:B1", "received_from": "Border unit"}),
        ("again.csv", {}),
        ("secret.csv", {"handling_code": "no-copy"}),
        ("calls.csv", {"zone": "Asia/Baghdad", "authority": order}),
    ):
        (made,) = writer.collect([folder / name], writer.deposit("Harbour", **given))
        sources[name] = made.source
    scope = writer.scope("work", case.id)
    people = tuple(
        item.entity.id.hex()
        for item in Selection(door.workspace, scope).entities()
        if item.entity.schema == "Person"
    )
    ids = [*people, *NUMBERS]
    placed = [
        {"entity": one, "x": 3 * math.cos(at * 1.3), "y": 3 * math.sin(at * 1.3)}
        for at, one in enumerate(ids)
    ]
    chart = writer.documents.make(
        case.id,
        "chart",
        "شبكة الميناء",
        {"items": placed, "hidden": [], "groups": [], "frame": {"agency": AGENCY}},
    )
    yield Office(door, case.id, chart.document.id, people, sources)
    door.close()
