"""Values that were read from an original that a register closes reach nobody to whom it is closed: no list,
search, chart, dossier, export or analysis; and no product of anybody."""

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from tahqiq.access.door import Door
from tahqiq.analyse.graph.graph_store import graph_of
from tahqiq.analyse.graph.view import Filter, allowed
from tahqiq.desks.covert.closed_texts import COVERT_CLOSED
from tahqiq.desks.covert.product.intake import ItemListRequest, take
from tahqiq.desks.covert.product.minimisation import ItemMarkRequest, mark
from tahqiq.desks.covert.product.record import ITEM
from tahqiq.desks.covert.quarantine.operations import DeciderRequest, choose
from tahqiq.kit.errors import NotFound
from tahqiq.model.source import Authority
from tahqiq.store.due import close_due, reopen
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench
from tests.desks.conftest import Turn, person, turn  # noqa: F401
from tests.desks.covert.test_items import order
from tests.seat import Seat
from tests.store.conftest import new_database, postgres_server  # noqa: F401 (fixtures)
from tests.web.conftest import Served

from .harbour import ENGINES
from .test_containment import opened, packed

PEOPLE = b"name,phone,passport\nZzqx Canary,07430000555,Q7654321\n"
CALLS = (
    b"Calling number,Called number,Start time,Duration,Cell ID,IMEI\n"
    b"9647430000555,9647430000666,2026-02-05 10:00:00,60,,\n"
)
OPEN = b"name,phone\nSara Omar,07430000002\nDara Aziz,07430000666\n"
SECRETS = ("Zzqx", "7430000555", "Q7654321")


@dataclass
class Closed:
    """A case with two closed tables (one inside an archive) and an open one, and who looks at it."""

    door: Door
    at: Seat
    case: str
    people: str
    calls: str
    named: Seat
    client: Callable[[str], TestClient]

    def bench(self, login: str) -> Workbench:
        return Workbench(self.door, self.door.people.get(login))


@pytest.fixture(params=ENGINES)
def closed(
    request: pytest.FixtureRequest,
    tmp_path: Path,
    turn: Turn,  # noqa: F811
    new_database: Callable[[], str],  # noqa: F811
) -> Iterator[Closed]:
    turn("2026-03-01T08:00")
    door = Door.found(tmp_path / "ws", new_database() if request.param == "postgres" else "", owner="owner")
    at = opened(door, "covert")
    at.bench.team.open_compartment(COVERT_CLOSED, "Closed texts")
    named = person(at, "named", "supervisor", "analyst")
    door.cases.admit(COVERT_CLOSED, named.actor.id, at.actor.id)
    case = at.bench.open_case("Calls").id
    for login in ("named", "colleague", "auditor"):
        role = "auditor" if login == "auditor" else "analyst"
        if login != "named":
            door.people.add(login, login, frozenset({role}), None, "test")
        if login != "auditor":
            door.cases.add_member(case, door.people.get(login).id, "test")
    door.people.add("stranger", "stranger", frozenset({"analyst"}), None, "test")
    said = at.bench.deposit(case, zone="Asia/Baghdad")
    people = at.bench.collect_made(PEOPLE, "people.csv", said).source
    archive = packed(calls_csv=CALLS)
    at.bench.collect_made(archive, "calls.zip", said)
    at.bench.collect_made(OPEN, "open.csv", said)
    calls = next(one.id for one in at.bench.sources() if one.name == "calls.csv")
    number = order(at)
    table = "LIID,Seq,Time,Target,SHA256,File\n" + "".join(
        f"L-1,{no},2026-02-05T10:00:00Z,+9647701234567,{sha256(data).hexdigest()},{name}\n"
        for no, (data, name) in enumerate(((PEOPLE, "people.csv"), (archive, "calls.zip")), 1)
    )
    under = at.bench.deposit(case, zone="Asia/Baghdad", authority=Authority(reference=number))
    take(at, ItemListRequest(source=at.bench.collect_made(table.encode(), "items.csv", under).source), None)
    choose(at, DeciderRequest(number=number, officer="named", named_by="12/2026"), None)
    served = Served(door, create_app(door, work=False), "")
    yield Closed(door, at, case, people, calls, named, served.client)
    door.close()


def close(closed: Closed) -> None:
    for one in closed.at.records(ITEM).find().records:
        mark(closed.named, ItemMarkRequest(item=one.body.number, state="heard"), None)
        mark(closed.named, ItemMarkRequest(item=one.body.number, state="privileged", reason="محامٍ"), None)


def told(closed: Closed, login: str) -> str:
    """Everything of the values of the two tables that a person gets out, one look after the other."""
    client = closed.client(login)
    nodes = closed.door.workspace.database.query("SELECT id FROM node ORDER BY no")
    ids = [bytes(one).hex() for (one,) in nodes if isinstance(one, bytes | memoryview)]
    found = []
    for one in ids:
        for path in ("", "/neighbours", "/events", "/mentions", "/dossier", "/conversations"):
            found.append(client.get(f"/api/v1/entities/{one}{path}").text)
    for asked in ("Zzqx", "07430000555", "Q7654321", "0743000", "Canary"):
        for path in ("search", "search/new", "search/unused-columns"):
            answer = client.get(f"/api/v1/{path}", params={"q": asked})
            hits = answer.json() if answer.status_code == 200 else {}
            found.append(repr(hits.get("hits", hits.get("fresh", ""))))
    for one in (closed.people, closed.calls):
        for path in ("problems", "problem-kinds", "unused-fields", "rows", "original"):
            found.append(client.get(f"/api/v1/sources/{one}/{path}").text)
    for path in ("draw", "events", "times"):
        found.append(client.post(f"/api/v1/chart/{path}", json={"ids": ids[:20]}).text)
    found.append(client.post("/api/v1/chart/expand", json={"ids": ids[:20], "shown": ids[:20]}).text)
    for kind in ("Person", "PhoneNumber"):
        query = {"case": closed.case, "query": {"find": [{"type": kind, "name": "a"}]}}
        found.append(client.post("/api/v1/queries/answers", json=query).text)
    for made in ("csv", "ftm", "graphml"):
        answer = client.post("/api/v1/exports", json={"format": made, "case": closed.case})
        found.append(unzipped(answer.content))
    return "\n".join(found)


def unzipped(data: bytes) -> str:
    if not data.startswith(b"PK"):
        return data.decode("utf-8", "replace")
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8", "replace") for name in archive.namelist())


def secrets(text: str) -> set[str]:
    return {one for one in SECRETS if one in text}


def test_values_of_a_closed_original_reach_only_whom_the_judge_named(closed: Closed) -> None:
    anonymous = closed.client("")
    assert anonymous.get("/api/v1/search", params={"q": "Zzqx"}).status_code == 401
    for login in ("auditor", "stranger"):  # wrong role, wrong case
        assert secrets(told(closed, login)) == set()
    assert secrets(told(closed, "colleague")) == set(SECRETS)  # before it is privileged
    assert secrets(told(closed, "named")) == set(SECRETS)
    close(closed)
    for login in ("auditor", "stranger", "colleague", "owner"):  # of the case, and even its supervisor
        assert secrets(told(closed, login)) == set(), login
    text = told(closed, "colleague")
    assert "Sara Omar" in text  # what lies beside it is open
    assert secrets(told(closed, "named")) == set(SECRETS)
    reopened = next(one.body.number for one in closed.at.records(ITEM).find({"sequence": 1}).records)
    mark(closed.named, ItemMarkRequest(item=reopened, state="pertinent", reason="سعر"), None)
    assert "Zzqx" in told(closed, "colleague")


def test_nothing_of_a_closed_original_is_counted_computed_or_handed_on(closed: Closed) -> None:
    colleague, named = closed.bench("colleague"), closed.bench("named")
    number = node_of(closed.door, "PhoneNumber", "+9647430000555")
    before = graph(colleague)
    assert colleague.workspace.facts.records(colleague.scope()) == {"Call": 1}
    close(closed)
    for bench, sees in ((colleague, False), (named, True)):
        scope = bench.scope("analysis")
        assert bench.workspace.facts.records(scope) == ({"Call": 1} if sees else {})
        assert bool(bench.workspace.facts.records_of(scope, number)) is sees
        assert bool(bench.workspace.facts.neighbours_of_many(scope, [number]).node.tolist()) is sees
        assert (graph(bench) == before) is sees
        assert (number in bench.workspace.reading.known(scope, [number])) is sees
        held = bench.scope("product")  # nobody was named for what leaves
        assert bench.workspace.facts.records(held) == {}
        assert "Zzqx" not in repr(list(bench.workspace.reading.scan(held)))


def graph(bench: Workbench) -> int:
    """How many links a person may walk."""
    return int(allowed(graph_of(bench.workspace), bench.scope("analysis"), Filter())[0].sum())


def node_of(door: Door, schema: str, key: str) -> int:
    (row,) = door.workspace.database.query("SELECT no FROM node WHERE schema=? AND key=?", (schema, key))
    return int(str(row[0]))


def test_what_is_over_its_term_is_read_by_nobody_not_its_events_either(closed: Closed) -> None:
    """Values asked for the state of their source, files of events did not."""
    workspace = closed.door.workspace
    named = closed.named.bench
    number = named.search("07430000666").hits[0].id.hex()
    (source,) = [item for item in named.sources() if item.id == closed.calls]
    assert named.happenings(number).records > 0
    assert close_due(workspace.database, source.no)
    scope = closed.door.scope(closed.named.actor, "analysis")
    assert source.no in scope.closed
    assert sum(workspace.facts.records(scope).values()) == 0
    assert named.happenings(number).records == 0
    with pytest.raises(NotFound, match="nobody reads it"):
        named.problems(source.id)
    assert reopen(workspace.database, source.no)
    assert named.happenings(number).records > 0
