"""Two workspaces that differ only in what is closed answer outsiders of each sort byte for byte alike, at
every address that can be read and in every file that leaves.

They have the same clock, ids and salts. In one the first officer handles the source, in the other the second;
the person behind the source has another name; what lies in a compartment of a case says something else. The
log calls an original by its hash, so the closed one is called "(original)" here. Left out of the comparison
are heads (their text to print only where the log's head is asked for), signatures and what entries of the log
commit to (salted digests: salts are drawn anew for each entry in use).
"""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest

from tahqiq.access.door import Door
from tahqiq.access.hidden_actor import HIDDEN
from tahqiq.access.verify import Verifier
from tahqiq.desk import desk, perform
from tahqiq.desks.covert.authorisations.applications import ApplicationRequest
from tahqiq.desks.covert.authorisations.decisions import DecisionRequest
from tahqiq.desks.covert.contacts.operations import ContactRequest
from tahqiq.desks.covert.contacts.reports import ContactReportRequest
from tahqiq.desks.covert.deconfliction.operations import DeconflictionRequest
from tahqiq.desks.covert.deconfliction.record import QUERY
from tahqiq.desks.covert.payments.operations import PaymentRequest
from tahqiq.desks.covert.payments.record import PAYMENT
from tahqiq.desks.covert.registrations.operations import SourceRequest
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.sources.operations import SourceStateRequest
from tahqiq.desks.covert.sources.record import SOURCE, SourceState
from tahqiq.desks.covert.techniques.record import LAW
from tahqiq.desks.covert.uses.record import USE
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench
from tests.seat import Seat
from tests.web.conftest import Served
from tests.web.route_requests import Aim, documented, requests

from .engines import NOW, Made, fixed, new_door  # noqa: F401 (a fixture)

DESK = desk("covert")
OUTSIDERS = ("", "stranger", "member", "admitted", "boss", "auditor", "admin")
"""Nobody signed in; not at the desk; at the desk; admitted but handling nobody; a supervisor of the desk; an
auditor; an administrator."""
NAMES = {"first": "zzqxfirst zzqxalpha", "second": "zzqxother zzqxbravo"}
CLOSED = re.compile(rb'"(commitment|root|signature|public)": ?"[^"]*"|,[0-9a-f]{64}\r?\n')
HEAD = "/api/v1/audit/head"
PRINTED = re.compile(rb'"text": ?"[^"]*"')
FILES = (
    "/api/v1/exports",
    "/api/v1/chart/file",
    "/api/v1/chart/draw",
    "/api/v1/chart/events",
    "/api/v1/chart/times",
    "/api/v1/chart/expand",
    "/api/v1/chart/survey",
    "/api/v1/map/layers/{layer}",
    "/api/v1/cases/{case}/briefings/preview",
)
"""What is asked for by a body: files that leave, and what charts and maps show."""
QUIET = ("date", "set-cookie", "last-modified", "etag", "content-length")
"""Of the machine's own clock, or compared below: an ETag of a file is of the time at which it was written,
one of content follows from the bytes, as the length does."""


@dataclass
class Twin:
    """One of the two: who handles the source, its code, the number of the authorisation, the ids of what was
    written."""

    door: Door
    handler: str
    code: str
    number: str
    case: str


def at(door: Door, login: str) -> Seat:
    """Somebody at the desk."""
    return Seat(Workbench(door, door.people.get(login)), DESK, DESK.file, "work")


def done(door: Door, login: str, operation: str, asked: Any) -> Any:  # noqa: ANN401
    """What somebody has the desk do, as the API and the command line have it done."""
    return perform(Workbench(door, door.people.get(login)), DESK, DESK.operation(operation), asked)


def twin(door: Door, handler: str, folder: Path) -> Twin:
    """A workspace in which ``handler`` (first or second) handles the source."""
    owner = Workbench(door, door.people.get("owner"))
    owner.open_desk("covert")
    people = {
        "first": "analyst",
        "second": "analyst",
        "member": "analyst",
        "admitted": "analyst",
        "boss": "supervisor",
        "stranger": "analyst",
        "auditor": "auditor",
        "admin": "administrator",
    }
    for login, role in people.items():
        made = door.people.add(login, login.title(), frozenset({role}), None, "test")
        if login in ("first", "second", "member", "admitted", "boss"):
            door.cases.add_member(DESK.file, made.id, "test")
    owner.team.open_compartment(SOURCE_ID, "Identities of sources")
    for login in ("first", "second", "admitted"):
        door.cases.admit(SOURCE_ID, door.people.get(login).id, "test")
    done(
        door,
        "owner",
        "technique-verify",
        LAW.example.model_copy(update={"technique": "source", "months": 12}),
    )
    told = done(
        door,
        handler,
        "source-register",
        SourceRequest(
            name=NAMES[handler],
            phone=f"+96477000003{len(handler) % 2}1",
            handlers=[handler],
            approached_at=NOW - timedelta(days=5),
        ),
    )
    number = done(
        door,
        handler,
        "apply",
        ApplicationRequest(
            technique="source",
            purpose="منع جريمة",
            necessity="لا دليل آخر على مسار الشحنة",
            proportionality="أيام محدودة",
            officers=[handler],
            handlers=[handler],
        ),
    ).number
    done(
        door,
        "owner",
        "decide",
        DecisionRequest(number=number, granted=True, reason="الأسباب محددة", months=3),
    )
    done(door, handler, "source-contact", ContactRequest(code=told.code, at=NOW - timedelta(days=2)))
    steps: tuple[tuple[SourceState, str], ...] = (
        ("assessed", handler),
        ("authorised", "owner"),
        ("active", "owner"),
    )
    for state, who in steps:
        done(
            door,
            who,
            "source-state",
            SourceStateRequest(code=told.code, state=state, reason="قُيّم", number=number),
        )
    done(
        door,
        handler,
        "contact-report",
        ContactReportRequest(
            code=told.code, started=NOW - timedelta(hours=3), ended=NOW - timedelta(hours=2), welfare="بخير"
        ),
    )
    done(door, handler, "source-pay", PaymentRequest(code=told.code, amount=10_000, reason="for his way"))
    done(
        door,
        handler,
        "deconflict-ask",
        DeconflictionRequest(value="+9647701234567", capacity="source", controller="C-7"),
    )
    done(
        door,
        handler,
        "source-register",
        SourceRequest(
            name=f"{NAMES[handler]} again",
            phone=f"+96477000003{len(handler) % 2}1",
            handlers=[handler],
            approached_at=NOW - timedelta(days=1),
        ),
    )
    case = owner.open_case("Harbour")
    for login in ("member", "boss"):
        door.cases.add_member(case.id, door.people.get(login).id, "test")
    owner.team.open_compartment("inner", "Inner")
    sheet = folder / "people.csv"
    sheet.write_text(f"name,phone\n{NAMES[handler]},0770000032{len(NAMES[handler]) % 10}\n", "utf-8")
    owner.collect([sheet], owner.deposit(case.id, zone="Asia/Baghdad", compartment="inner"))
    sheet.write_text("name,phone\nSara Omar,07430000002\n", "utf-8")
    owner.collect([sheet], owner.deposit(case.id, zone="Asia/Baghdad"))
    return Twin(door, handler, told.code, number, case.id)


@pytest.fixture
def twins(new_door: Made, tmp_path: Path) -> list[Twin]:  # noqa: F811
    """The two, made one after the other under the same clock, ids and salts."""
    made = []
    for handler in ("first", "second"):
        folder = tmp_path / f"files-{handler}"
        folder.mkdir()
        with pytest.MonkeyPatch.context() as patch:
            fixed(patch, tmp_path / f"keys-{handler}")
            made.append(twin(new_door(handler), handler, folder))
    return made


def answers(
    one: Twin, keys: Path, patch: pytest.MonkeyPatch
) -> dict[tuple[str, str, str], tuple[int, list[tuple[str, str]], bytes]]:
    """Everything that outsiders get: status, headers and bytes by who asks, how and what."""
    fixed(patch, keys)
    door = one.door
    app = Served(door, create_app(door, work=False), one.case)
    records = {
        kind: next((item.id for item in door.workspace.records.every() if item.kind == kind), "none")
        for kind in (SOURCE.name, PAYMENT.name, USE.name, QUERY.name, "covert-authorisation")
    }
    with_records = list(records.items())
    hits = Workbench(door, door.people.get("owner")).search("Sara").hits
    known = {
        "entity": [hit.id.hex() for hit in hits[:1]],
        "id": [hit.id.hex() for hit in hits[:1]],
        "case": [one.case, DESK.file],
        "name": ["covert"],
        "desk": ["covert"],
        "register": list(DESK.registers),
        "q": [one.number, "zzqxfirst", one.code],
        "code": [one.code],
        "number": [one.number],
        "form": list(DESK.forms)[:1],
        "operation": ["sources-mine", "source-contact"],
        "text": ["covert"],
    }
    asked: list[tuple[str, str, dict[str, Any]]] = []
    for (method, path), wanted in documented().items():
        if method != "GET":
            continue
        for values in product(*(known.get(name, ["none"]) for name, _ in wanted)):
            filled, query = path, {}
            for (name, place), value in zip(wanted, values, strict=True):
                if place == "path":
                    filled = filled.replace("{" + name + "}", value)
                else:
                    query[name] = value
            if "{" not in filled and "records/none" not in filled:
                asked.append(("GET", filled, query))
    for kind, record in with_records:
        asked += [
            ("GET", f"/api/v1/desks/covert/records/{kind}/{record}{end}", {}) for end in ("", "/openings")
        ]
    asked += [
        ("GET", "/api/v1/audit/entries", {"limit": "1000"}),
        ("GET", "/api/v1/audit/entries", {"person": door.people.get("first").id}),
        ("GET", "/api/v1/audit/csv", {}),
        ("GET", "/api/v1/openapi.json", {}),
    ]
    asked += [
        ("POST", f"/api/v1/desks/covert/registers/{name}/export", {"format": form})
        for name in DESK.registers
        for form in ("csv", "xlsx")
    ]
    aim = Aim(entities=[hit.id.hex() for hit in hits[:4]], cases=known["case"], words=known["q"])
    asked += [("POST", one.path, one.body) for path in FILES for one in requests(("POST", path), aim)]
    known_sources = Workbench(door, door.people.get("owner")).sources()
    closed = next(
        item
        for item in known_sources
        if NAMES[one.handler].encode() in door.workspace.originals.path(item.sha256).read_bytes()
    )
    originals = [closed.id.encode(), closed.sha256.encode()]
    found = {}
    for login in OUTSIDERS:
        client = app.client(login or None)
        for method, path, query in asked:
            answer = client.get(path, params=query) if method == "GET" else client.post(path, json=query)
            heads = sorted(
                (name, value) for name, value in answer.headers.items() if name.lower() not in QUIET
            )
            data = (
                answer.content
                if "sheet" in answer.headers.get("content-type", "")
                else CLOSED.sub(b"", answer.content)
            )
            if path == HEAD:
                data = PRINTED.sub(b"", data)
            for word in originals:
                data = data.replace(word, b"(original)")
            length = int(answer.headers.get("content-length", len(answer.content)))
            assert length in (0, len(answer.content)), "the length says nothing that the bytes do not say"
            if "last-modified" not in answer.headers:
                heads += [("etag", answer.headers.get("etag", ""))]
            found[login, method, f"{path}?{sorted(query.items())}"] = (answer.status_code, heads, data)
    return found


@pytest.mark.parametrize(
    "new_door",
    ["sqlite", pytest.param("postgres", marks=(pytest.mark.postgres, pytest.mark.slow))],
    indirect=True,
)
def test_outsiders_of_each_sort_get_the_same_bytes(twins: list[Twin], tmp_path: Path) -> None:
    assert [one.code for one in twins] == [twins[0].code] * 2
    got = []
    for one in twins:
        with pytest.MonkeyPatch.context() as patch:
            got.append(answers(one, tmp_path / f"keys-{one.handler}", patch))
    first, second = got
    assert first.keys() == second.keys()
    differing = {key: (first[key], second[key]) for key in first if first[key] != second[key]}
    assert not differing, "\n".join(f"{key}: {_apart(*pair)}" for key, pair in list(differing.items())[:8])
    answered = [key for key, (status, _, _) in first.items() if status == 200]
    assert len(answered) > 250, "the crawl gets answers"
    assert sum(login == "auditor" for login, *_ in answered) > 20
    for one, told in zip(twins, got, strict=True):
        hidden = [word.encode() for word in NAMES[one.handler].split()]
        assert not [
            key
            for key, (_, _, data) in told.items()
            if any(word in data and word.decode() not in key[2] for word in hidden)
        ]


def _apart(
    one: tuple[int, list[tuple[str, str]], bytes], other: tuple[int, list[tuple[str, str]], bytes]
) -> str:
    if one[0] != other[0]:
        return f"{one[0]} and {other[0]}"
    if one[2] == other[2]:
        return f"headers {set(one[1]) ^ set(other[1])}"
    place = next(
        (at for at, pair in enumerate(zip(one[2], other[2], strict=False)) if pair[0] != pair[1]),
        min(len(one[2]), len(other[2])),
    )
    return f"{one[2][max(0, place - 120) : place + 80]!r} and {other[2][max(0, place - 20) : place + 80]!r}"


def test_rows_and_log_hold_nobody_who_acted(twins: list[Twin], tmp_path: Path) -> None:
    one = twins[0]
    with pytest.MonkeyPatch.context() as patch:
        fixed(patch, tmp_path / f"keys-{one.handler}")
        door, person = one.door, one.door.people.get("first").id
        kinds = {kind.name for kind in DESK.kinds}
        rows = [item for item in door.workspace.records.every() if item.kind in kinds]
        assert len(rows) > 10
        assert all(item.actor.startswith(HIDDEN) for item in rows)
        assert not [item for item in rows if person in item.body]
        for table in ("vault_identity", "vault_act"):
            assert all(
                str(row[0]).startswith(HIDDEN)
                for row in door.workspace.database.query(f"SELECT actor FROM {table}")
            )
        with closing(sqlite3.connect(door.workspace.root / "audit" / "log.db")) as log:
            leaves = [bytes(row[0]).decode() for row in log.execute("SELECT data FROM leaf")]
        told = [leaf for leaf in leaves if f'"actor":"{person}"' in leaf]
        assert not [
            leaf
            for leaf in told
            if '"case":"desk-covert"' in leaf or '"act":"vault' in leaf or '"act":"save-record"' in leaf
        ], told
        assert Verifier(door).verify().holds


def test_who_answers_for_the_sources_sees_who_acted_and_everybody_their_own(
    twins: list[Twin], tmp_path: Path
) -> None:
    one = twins[0]
    with pytest.MonkeyPatch.context() as patch:
        fixed(patch, tmp_path / f"keys-{one.handler}")
        door = one.door
        app = Served(door, create_app(door, work=False), one.case)
        record = next(item.id for item in door.workspace.records.every() if item.kind == SOURCE.name)
        address = f"/api/v1/desks/covert/records/{SOURCE.name}/{record}"
        seen = {
            login: app.client(login).get(address).json() for login in ("owner", "first", "second", "admitted")
        }
        assert {one["by"] for one in seen["owner"]["history"]} == {"First", "owner"}
        assert {one["by"] for one in seen["first"]["history"]} == {"First", ""}
        assert {one["by"] for login in ("second", "admitted") for one in seen[login]["history"]} == {""}
        assert app.client("member").get(address).status_code == 404
        assert "involved" not in {one["name"] for one in seen["admitted"]["fields"]}
        entries = (
            app.client("auditor")
            .get("/api/v1/audit/entries", params={"case": DESK.file, "limit": 1000})
            .json()["entries"]
        )
        assert {one["actor"] for one in entries if one["act"].startswith("covert.")} == {"hidden"}
        assert len(entries) > 10
