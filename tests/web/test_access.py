"""Each address: anonymous, wrong role, wrong case, then the good path."""

import asyncio
import re
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from email.utils import parsedate_to_datetime
from threading import Barrier

import pytest
from starlette.types import Message

from tahqiq.kit.errors import NotSignedIn
from tahqiq.web.deps import PROOF
from tahqiq.web.routes import session
from tahqiq.web.worker import Worker
from tests.documented import operations

from .conftest import PASSWORD, Served

OPEN = {
    ("POST", "/api/v1/session"),
    ("DELETE", "/api/v1/session"),
    ("GET", "/api/v1/health"),
    ("GET", "/api/v1/first-start"),
    ("POST", "/api/v1/first-start"),
}
FILL = {
    "entity": "00" * 16,
    "job": "1",
    "case": "x",
    "rest": "x",
    "source": "00" * 8,
    "statement": "00" * 16,
}


def filled_path(path: str) -> str:
    return re.sub(r"\{(\w+)[^}]*\}", lambda match: FILL.get(match.group(1), "00" * 8), path)


def test_there_are_routes() -> None:
    assert len(operations()) > 15


@pytest.mark.parametrize(("method", "path"), operations())
def test_nobody_gets_in_without_signing_in(served: Served, method: str, path: str) -> None:
    answer = served.client().request(method, filled_path(path))
    if (method, path) in OPEN:
        assert answer.status_code in (200, 204, 422)
    else:
        assert answer.status_code == 401, answer.text
        assert answer.json()["code"] == "not-signed-in"


@pytest.mark.parametrize(("method", "path"), [item for item in operations() if item[0] != "GET"])
def test_writes_from_another_site_are_refused(filled: Served, method: str, path: str) -> None:
    client = filled.client("insider")
    answer = client.request(method, filled_path(path), headers={"sec-fetch-site": "cross-site"})
    assert (answer.status_code, answer.json()["code"]) == (403, "cross-site")


def test_a_cookie_without_an_origin_is_refused(filled: Served) -> None:
    client = filled.client("insider")
    del client.headers["sec-fetch-site"]
    assert client.post("/api/v1/cases", json={"title": "x"}).status_code == 403


def any_entity(served: Served) -> str:
    row = served.door.workspace.database.query(
        "SELECT id FROM node WHERE schema='Person' ORDER BY no LIMIT 1"
    )[0][0]
    assert isinstance(row, bytes)
    return row.hex()


@pytest.mark.parametrize("path", ["", "/problems", "/custody", "/rows", "/original"])
@pytest.mark.parametrize("login", ["outsider", "admin", "auditor"])
def test_a_source_is_not_there_for_who_is_not_in_its_case(filled: Served, path: str, login: str) -> None:
    source, absent = filled.bench("insider").sources()[0].id, "ab" * 8
    assert filled.client("insider").get(f"/api/v1/sources/{source}{path}").status_code == 200
    hidden = filled.client(login).get(f"/api/v1/sources/{source}{path}")
    never = filled.client(login).get(f"/api/v1/sources/{absent}{path}")
    assert hidden.status_code == never.status_code == 404
    assert hidden.text.replace(source, "") == never.text.replace(absent, "")


@pytest.mark.parametrize("login", ["outsider", "admin", "auditor"])
def test_an_entity_is_not_there_for_who_is_not_in_its_case(filled: Served, login: str) -> None:
    entity = any_entity(filled)
    for path in (f"/api/v1/entities/{entity}", f"/api/v1/entities/{entity}/neighbours"):
        assert filled.client("insider").get(path).status_code == 200
        hidden, never = (
            filled.client(login).get(path),
            filled.client(login).get(path.replace(entity, "ab" * 16)),
        )
        assert hidden.status_code == never.status_code == 404
        assert hidden.text.replace(entity, "") == never.text.replace("ab" * 16, "")


@pytest.mark.parametrize(
    ("login", "method", "path", "body", "status"),
    [
        ("insider", "POST", "/api/v1/cases", {"title": "New"}, 403),
        ("chief", "POST", "/api/v1/cases", {"title": "New"}, 201),
        ("insider", "GET", "/api/v1/people", None, 403),
        ("chief", "GET", "/api/v1/people", None, 403),
        ("admin", "GET", "/api/v1/people", None, 200),
        ("insider", "GET", "/api/v1/audit", None, 403),
        ("admin", "GET", "/api/v1/audit", None, 403),
        ("auditor", "GET", "/api/v1/audit", None, 200),
    ],
)
def test_roles(
    served: Served, login: str, method: str, path: str, body: dict[str, str] | None, status: int
) -> None:
    assert served.client(login).request(method, path, json=body).status_code == status


def test_a_supervisor_of_another_case_adds_nobody(served: Served) -> None:
    answer = served.client("outsider").post(
        f"/api/v1/cases/{served.case}/members", json={"login": "outsider"}
    )
    assert answer.status_code == 404


def test_an_administrator_deposits_nothing(served: Served) -> None:
    files = {"files": ("a.csv", b"name\nx\n", "text/csv")}
    assert (
        served.client("admin").post("/api/v1/sources", files=files, data={"case": "Harbour"}).status_code
        == 404
    )


def test_repeated_wrong_passwords_slow_down_who_guesses(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "SLOWED_SECONDS", 0)
    client = served.client()
    codes = [
        client.post("/api/v1/session", json={"login": "insider", "password": "wrong"}).json()["code"]
        for _ in range(6)
    ]
    assert codes == ["sign-in-failed"] * 5 + ["sign-in-slowed"]
    assert (
        client.post("/api/v1/session", json={"login": "insider", "password": "correct horse battery"}).json()[
            "code"
        ]
        == "sign-in-slowed"
    )


def test_being_slowed_down_does_not_tell_who_is_there(
    served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "SLOWED_SECONDS", 0)
    client = served.client()
    for login in ("insider", "nobody"):
        answers = [
            client.post("/api/v1/session", json={"login": login, "password": "wrong"}) for _ in range(7)
        ]
        assert [answer.json()["code"] for answer in answers] == ["sign-in-failed"] * 5 + [
            "sign-in-slowed"
        ] * 2
    assert (
        client.post("/api/v1/session", json={"login": "nobody else", "password": "wrong"}).json()["code"]
        == "sign-in-failed"
    )


def test_guesses_made_at_one_time_count_one_after_the_other(served: Served) -> None:
    """Forty threads that all look at a password before any of them has failed are no forty guesses."""
    people = served.door.people
    seen = Barrier(12)

    def guess(password: str) -> str:
        seen.wait()
        try:
            people.sign_in("insider", password)
        except NotSignedIn as error:
            return error.code
        return "in"

    with ThreadPoolExecutor(12) as pool:
        codes = list(pool.map(guess, ["wrong password"] * 12))
    assert codes.count("sign-in-failed") <= 12
    with pytest.raises(NotSignedIn) as told:
        people.sign_in("insider", PASSWORD)
    assert told.value.code == "sign-in-slowed"


def test_an_unknown_login_reads_like_a_wrong_password(served: Served) -> None:
    client = served.client()
    answers = [
        client.post("/api/v1/session", json={"login": login, "password": "wrong"})
        for login in ("insider", "nobody")
    ]
    assert answers[0].text == answers[1].text


def test_signing_out_ends_the_session(served: Served) -> None:
    client = served.client("insider")
    cookie = dict(client.cookies)
    assert client.delete("/api/v1/session").status_code == 204
    again = served.client()
    again.cookies.update(cookie)
    again.headers[PROOF] = client.headers[PROOF]
    assert again.get("/api/v1/session").status_code == 401


def test_every_answer_carries_the_security_headers(served: Served) -> None:
    for path in ("/", "/api/v1/session", "/api/v1/none", "/assets/x"):
        headers = served.client().get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"].split("style-src")[0]
        assert headers["x-content-type-options"] == "nosniff"


def test_files_come_in_through_the_page_and_are_read_by_the_worker(served: Served) -> None:
    client = served.client("insider")
    files = {"files": ("../../people.csv", b"name,phone\nAli Hasan,07901234567\n", "text/csv")}
    answer = client.post(
        "/api/v1/sources",
        files=files,
        data={"case": "Harbour", "grade": "admiralty:B2", "handling": "internal"},
    )
    assert (answer.status_code, answer.json()["state"]) == (202, "queued")
    assert Worker(served.door).once()
    job = client.get(f"/api/v1/jobs/{answer.json()['no']}").json()
    assert (job["state"], job["result"]["sources"][0]["mapped"]) == ("done", 1)
    shown = client.get(f"/api/v1/entities/{any_entity(served)}").json()
    assert {(item["grade"], item["handling"], item["place"]["row"]) for item in shown["statements"]} == {
        ("admiralty:B2", "internal", 2)
    }


def test_an_original_is_as_old_as_its_deposit_and_not_as_the_first_one(filled: Served) -> None:
    """One file holds equal originals of all cases: its age and its tag would tell that another case had it
    before."""
    first = filled.bench("insider").sources()[0]
    data = filled.door.workspace.originals.path(first.sha256).read_bytes()
    outsider = filled.client("outsider")
    made = outsider.post(
        "/api/v1/deposits", files={"files": ("mine.csv", data, "text/csv")}, data={"case": "Elsewhere"}
    ).json()[0]
    answer = outsider.get(f"/api/v1/sources/{made['id']}/original")
    assert answer.content == data
    assert (
        parsedate_to_datetime(answer.headers["last-modified"]).isoformat()[:19] == made["deposited_at"][:19]
    )
    assert answer.headers["etag"] == f'"{first.sha256}"'


def sent(served: Served, path: str, headers: Mapping[str, str], body: list[bytes]) -> tuple[int, int]:
    """The status of a POST of pieces of a body, and how many of them were read."""
    pieces, status = iter(body), 0
    read = 0

    async def receive() -> Message:
        nonlocal read
        read += 1
        return {"type": "http.request", "body": next(pieces), "more_body": True}

    async def send(message: Message) -> None:
        nonlocal status
        status = message.get("status", status)

    named = {
        "host": "127.0.0.1",
        "sec-fetch-site": "same-origin",
        **{name.lower(): value for name, value in headers.items()},
    }
    scope = {
        "type": "http",
        "method": "POST",
        "path": path,
        "raw_path": path.encode(),
        "query_string": b"",
        "scheme": "http",
        "http_version": "1.1",
        "headers": [(name.encode(), value.encode()) for name, value in named.items()],
        "server": ("127.0.0.1", 80),
        "client": ("127.0.0.1", 1),
    }
    assert callable(served.app)
    app = served.app
    with ThreadPoolExecutor(
        1
    ) as thread:  # the browser tests of the same process leave a running loop in this one
        thread.submit(lambda: asyncio.run(app(scope, receive, send))).result()
    return status, read


FORM = {"content-type": "multipart/form-data; boundary=x"}


def test_nothing_large_is_read_of_somebody_who_has_not_signed_in(served: Served) -> None:
    assert sent(served, "/api/v1/sources", {**FORM, "content-length": str(1 << 40)}, []) == (401, 0)
    status, read = sent(served, "/api/v1/sources", FORM, [b"x" * 10_000] * 100)
    assert status in (400, 401)
    assert read < 10


def test_a_request_without_files_has_an_end(served: Served) -> None:
    client = served.client("insider")
    cookie = "; ".join(f"{name}={value}" for name, value in client.cookies.items())
    json = {"cookie": cookie, PROOF: client.headers[PROOF], "content-type": "application/json"}
    assert sent(served, "/api/v1/queries/check", {**json, "content-length": str(1 << 40)}, []) == (413, 0)
    status, read = sent(served, "/api/v1/queries/check", json, [b"[" * (1 << 20)] * 200)
    assert status in (400, 413)
    assert read < 70
