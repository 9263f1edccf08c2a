"""schemathesis over every operation of the API as a signed-in person: no 5xx, and every answer has the form
the document promises."""

import re
from collections.abc import Awaitable, Callable, Iterator, MutableMapping
from copy import deepcopy
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
import schemathesis
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import (
    content_type_conformance,
    not_a_server_error,
    response_schema_conformance,
    status_code_conformance,
)
from schemathesis.config import SchemathesisConfig
from schemathesis.generation import GenerationMode

from tahqiq.access.door import Door
from tahqiq.web.app import create_app
from tahqiq.workbench import Workbench
from tests.documented import documented

CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
SCHEMA = schemathesis.openapi.from_dict(deepcopy(documented()), config=SchemathesisConfig())
OPERATIONS: list[Any] = [result.ok() for result in SCHEMA.get_all_operations()]  # type: ignore[union-attr]
SHEET = "name,phone,city\nعلي حسن كاظم,07901234567,بغداد\nSara Ahmed,07907654321,Erbil\n"


def label(operation: Any) -> str:  # noqa: ANN401 - no public type for it
    return f"{operation.method.upper()} {operation.path}"


Message = MutableMapping[str, Any]


class Started:
    """An application that has been started once: schemathesis starts one before each question, which costs
    more than the question."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app

    async def __call__(
        self,
        scope: Message,
        receive: Callable[[], Awaitable[Message]],
        send: Callable[[Message], Awaitable[None]],
    ) -> None:
        if scope["type"] != "lifespan":
            return await self.app(scope, receive, send)
        for told in ("startup", "shutdown"):
            await receive()
            await send({"type": f"lifespan.{told}.complete"})


@dataclass
class Question:
    """The application, the headers of a signed-in person, and ids that are really there by the name of their
    parameter."""

    app: "Started"
    headers: dict[str, str]
    known: dict[str, str]


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Question]:
    """The owner of a personal workspace, analyst and supervisor, with a sheet collected."""
    folder = tmp_path_factory.mktemp("fuzz")
    (folder / "people.csv").write_text(SHEET, "utf-8")
    door = Door.found(folder / "ws", owner="owner")
    owner = door.people.get("owner")
    bench = Workbench(door, owner)
    source = bench.collect([folder / "people.csv"], bench.deposit())[0].source
    person = bench.show(bench.search("Sara Ahmed").hits[0].id.hex())
    known = {
        "id": person.id.hex(),
        "statement": person.statements[0].id.hex(),
        "entity": person.id.hex(),
        "source": source,
        "job": "1",
        "case": "Inbox",
        "version": "1",
        "start": person.id.hex(),
        "end": bench.neighbours(person.id.hex()).neighbours[0].entity.id.hex(),
    }
    known["document"] = bench.documents.make(
        "Inbox", "note", "Note", {"about": [{"entity": person.id.hex()}]}
    ).document.id
    known |= {"analysis": "degree", "result": bench.analyse("degree", {"repeats": 2}).id}
    token = door.people.issue(owner.id, "token", timedelta(hours=8))
    app = create_app(door, work=False, names=["testserver"])
    with TestClient(app):
        yield Question(
            Started(app), {"authorization": f"Bearer {token}", "sec-fetch-site": "same-origin"}, known
        )
    door.close()


def fuzz(asked: Question, operation: Any, mode: GenerationMode, examples: int) -> None:  # noqa: ANN401 - no public type for it
    @settings(
        max_examples=examples,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
    )
    @given(case=operation.as_strategy(generation_mode=mode), real=st.booleans())
    def ask(case: Any, real: bool) -> None:  # noqa: ANN401 - no public type for it
        for given_in in (case.path_parameters, case.query):
            for name in (given_in or {}) if real and mode == GenerationMode.POSITIVE else ():
                given_in[name] = asked.known.get(name, given_in[name])
        case.call_and_validate(app=asked.app, headers=asked.headers, checks=CHECKS, timeout=None)

    if mode == GenerationMode.POSITIVE or takes_something(operation):
        ask()


def takes_something(operation: Any) -> bool:  # noqa: ANN401 - no public type for it
    """Whether there is anything to get wrong."""
    return bool(len(operation.path_parameters) or len(operation.query) or len(operation.body))


QUIET = [
    operation for operation in OPERATIONS if operation.path != "/api/v1/session" or operation.method == "get"
]
"""Without signing in (which is slow on purpose) and out."""


DESK_ALONE = re.compile(r"/api/v1/desks/(?!\{name\}|reasoning)[^/]+/")
FEW = [operation for operation in QUIET if not DESK_ALONE.match(operation.path)]
"""Those of one desk stand for all in ``make test``: each desk's are made in the same way, and asked by ``make
test-all``, with fewer questions each: they are more than half of all addresses."""


@pytest.mark.parametrize("operation", FEW, ids=label)
def test_good_and_bad_questions(asked: Question, operation: Any) -> None:  # noqa: ANN401
    fuzz(asked, operation, GenerationMode.POSITIVE, 5)
    fuzz(asked, operation, GenerationMode.NEGATIVE, 3)


@pytest.mark.slow
@pytest.mark.parametrize("operation", OPERATIONS, ids=label)
def test_many_questions(asked: Question, operation: Any) -> None:  # noqa: ANN401
    many = 10 if operation not in QUIET else 100 if operation in FEW else 20
    fuzz(asked, operation, GenerationMode.POSITIVE, many)
    fuzz(asked, operation, GenerationMode.NEGATIVE, many)


HUGE = str(2**63)
NASTY = [
    ("GET", f"/api/v1/jobs/{HUGE}", None),
    ("GET", "/api/v1/jobs/-1", None),
    ("POST", f"/api/v1/jobs/{HUGE}/cancel", None),
    ("GET", f"/api/v1/sources/{{source}}/rows?part={HUGE}", None),
    ("GET", f"/api/v1/sources/{{source}}/rows?first={HUGE}", None),
    ("GET", f"/api/v1/sources/{{source}}/problems?cursor={HUGE}", None),
    ("GET", f"/api/v1/audit/entries?last={HUGE}", None),
    ("GET", "/api/v1/search?q=%00", None),
    ("GET", "/api/v1/search?q=%ff%fe", None),
    ("GET", "/api/v1/search?q=%ED%A0%80&type=%00", None),
    ("GET", "/api/v1/search?q=" + "%22" * 2_000, None),
    ("GET", "/api/v1/search?q=" + "a" * 50_000, None),
    ("GET", "/api/v1/entities/%00", None),
    ("GET", "/api/v1/entities/%F0%9F%92%A3", None),
    ("GET", "/api/v1/entities/{entity}/events?since=0001-01-01T00:00:00%2B14:00", None),
    ("GET", "/api/v1/entities/{entity}/events?until=9999-12-31T23:59:59-14:00", None),
    ("GET", "/api/v1/path?start=%00&end='--", None),
    ("GET", "/api/v1/sources/%00%00%00%00", None),
    ("GET", "/api/v1/sources/'%20OR%201=1", None),
    ("GET", "/api/v1/%00", None),
    ("GET", "/api/v1/..%2f..%2fetc", None),
    ("POST", "/api/v1/cases", '{"title": "a\\u0000b"}'),
    ("POST", "/api/v1/cases", '{"title": "\\ud800"}'),
    ("POST", "/api/v1/cases", "[" * 5_000),
    ("POST", "/api/v1/cases", '{"title": ' + "9" * 5_000 + "}"),
    ("POST", "/api/v1/cases", "\xff"),
    ("POST", "/api/v1/cases/%00/members", '{"login": "\\u0000"}'),
    ("POST", "/api/v1/cases/Inbox/members", '{"login": "\\udfff"}'),
    ("POST", "/api/v1/exports", '{"format": "csv", "case": "\\u0000"}'),
    ("POST", "/api/v1/exports", '{"format": "csv", "ids": ["\\u0000", "\\ud800", "%s"]}'),
    ("POST", "/api/v1/exports", '{"format": "csv", "ids": []}'),
    ("POST", "/api/v1/entities/{entity}/statements/{statement}/retract", '{"reason": "\\u0000 \\ud83d"}'),
    ("POST", "/api/v1/analyses/degree/results", '{"values": {"limit": 1e400}}'),
    ("POST", "/api/v1/analyses/degree/results", '{"values": {"labels": ["\\u0000"]}}'),
    ("POST", "/api/v1/analyses/degree/results", '{"values": {"\\ud800": {"a": []}}, "case": "\\u0000"}'),
    ("GET", "/api/v1/results/%00", None),
    ("POST", "/api/v1/sources/{source}/erasure", '{"order": "\\u0000"}'),
    ("POST", "/api/v1/session", '{"login": "\\u0000", "password": "\\ud800"}'),
]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    NASTY,
    ids=[f"{item[0]} {item[1][:40]} {(item[2] or '')[:20]}" for item in NASTY],
)
def test_nasty_values_are_answered(asked: Question, method: str, path: str, body: str | None) -> None:
    client = TestClient(asked.app, base_url="http://127.0.0.1")
    filled = path.format(**asked.known) if "{" in path else path
    answer = client.request(
        method,
        filled,
        content=body.encode("latin-1") if body else None,
        headers={**asked.headers, "content-type": "application/json"},
    )
    assert answer.status_code < 500, answer.text
    if answer.headers["content-type"] == "application/json" and answer.status_code >= 400:
        assert set(answer.json()) == {"code", "sentence", "next_step"}


HEADER = (
    "x-language",
    "authorization",
    "cookie",
    "content-type",
    "accept",
    "range",
    "if-none-match",
    "sec-fetch-site",
    "origin",
)


@pytest.mark.parametrize("name", HEADER)
@pytest.mark.parametrize(
    "value",
    [
        b"\xff\xfe",
        b"",
        b"x" * 9_000,
        b"Bearer \x00",
        b"bytes=9999999999999999999-",
        b"%s{}",
        b"text/html; charset=nope",
    ],
)
def test_odd_headers_are_answered(asked: Question, name: str, value: bytes) -> None:
    client = TestClient(asked.app, base_url="http://127.0.0.1")
    for path in ("/api/v1/session", f"/api/v1/sources/{asked.known['source']}/original", "/"):
        headers = {
            **{key.encode(): held.encode() for key, held in asked.headers.items()},
            name.encode(): value,
        }
        assert client.get(path, headers=headers).status_code < 500
