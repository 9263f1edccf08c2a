"""A session holds for the origin where somebody signed in: a server on another port of the same host gets the
cookie, and nothing by it."""

import re
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from urllib.request import HTTPCookieProcessor, Request, build_opener

import pytest
from fastapi.testclient import TestClient

from tahqiq.access.door import Door
from tahqiq.access.tickets import SECONDS
from tahqiq.kit import clock
from tahqiq.web.app import create_app, openapi_document
from tahqiq.web.deps import COOKIE, PROOF

from .conftest import PASSWORD, bench, client


def halves(door: Door, login: str) -> tuple[str, str]:
    """The cookie and the proof of a new session."""
    cookie, proof = door.people.issue(door.people.get(login).id, "session", timedelta(hours=1)).split(".")
    return cookie, proof


def bare(door: Door, cookie: str) -> TestClient:
    """What somebody has who got hold of the cookie alone."""
    made = TestClient(create_app(door, work=False), base_url="http://127.0.0.1")
    made.headers["sec-fetch-site"] = "same-origin"
    made.cookies.set(COOKIE, cookie, domain="127.0.0.1")
    return made


def test_a_browser_gives_the_cookie_to_another_port(door: Door) -> None:
    """The premise, with the cookie jar of the standard library: cookies know hosts, not ports (RFC 6265,
    8.5)."""
    got: list[str] = []

    class Other(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            got.append(self.headers.get("cookie", ""))
            self.send_response(200)
            self.send_header("Set-Cookie", f"{COOKIE}=half; Path=/")
            self.end_headers()

        def log_message(self, *_: object) -> None: ...

    servers = [HTTPServer(("127.0.0.1", 0), Other) for _ in range(2)]
    for server in servers:
        Thread(target=server.serve_forever, daemon=True).start()
    opener = build_opener(HTTPCookieProcessor())
    for server in servers:
        opener.open(Request(f"http://127.0.0.1:{server.server_port}/")).close()
        server.shutdown()
        server.server_close()
    assert got == ["", f"{COOKIE}=half"]


@pytest.mark.parametrize("proof", ["", "x", "0" * 43])
def test_the_cookie_alone_opens_nothing(door: Door, proof: str) -> None:
    cookie, _ = halves(door, "chief")
    stolen = bare(door, cookie)
    headers = {PROOF: proof} if proof else {}
    for method, path in (
        ("GET", "/api/v1/session"),
        ("GET", "/api/v1/sources"),
        ("POST", "/api/v1/verify"),
        ("POST", "/api/v1/tickets"),
    ):
        assert (
            stolen.request(method, path, headers=headers, json={"address": "/api/v1/audit/csv"}).status_code
            == 401
        )
    assert stolen.get("/api/v1/session", headers={"authorization": f"Bearer {cookie}"}).status_code == 401


def test_the_proof_of_another_session_does_not_fit(door: Door) -> None:
    (cookie, _), (_, other) = halves(door, "chief"), halves(door, "chief")
    assert bare(door, cookie).get("/api/v1/session", headers={PROOF: other}).status_code == 401


def test_signing_in_gives_both_halves_and_neither_is_kept_here(door: Door) -> None:
    made = client(door)
    answer = made.post("/api/v1/session", json={"login": "chief", "password": PASSWORD})
    cookie, proof = made.cookies[COOKIE], answer.json()["proof"]
    assert "HttpOnly" in answer.headers["set-cookie"]
    assert cookie not in answer.text
    kept = (door.workspace.root / "tahqiq.db").read_bytes() + (
        door.workspace.root / "tahqiq.db-wal"
    ).read_bytes()
    assert cookie.encode() not in kept
    assert proof.encode() not in kept
    assert made.get("/api/v1/session", headers={PROOF: proof}).json()["login"] == "chief"


def test_a_token_of_the_command_line_is_one_piece_and_no_cookie(door: Door) -> None:
    token = door.people.issue(door.people.get("chief").id, "token", timedelta(days=1))
    assert "." not in token
    assert (
        bare(door, "").get("/api/v1/session", headers={"authorization": f"Bearer {token}"}).status_code == 200
    )
    assert bare(door, token).get("/api/v1/session", headers={PROOF: ""}).status_code == 401


def ticket(door: Door, login: str, address: str) -> tuple[str, str]:
    """A ticket's address, and the cookie it goes with."""
    made = client(door, login)
    answer = made.post("/api/v1/tickets", json={"address": address})
    assert answer.status_code == 201, answer.text
    return answer.json()["address"], made.cookies[COOKIE]


def test_a_ticket_downloads_one_original_once(door: Door) -> None:
    source = bench(door, "chief").sources()[0].id
    address, cookie = ticket(door, "chief", f"/api/v1/sources/{source}/original")
    assert bare(door, "another").get(address).status_code == 401
    assert "Sara Omar" in bare(door, cookie).get(address).text
    assert bare(door, cookie).get(address).status_code == 401


def test_a_ticket_is_for_its_address_alone(door: Door) -> None:
    source = bench(door, "chief").sources()[0].id
    address, cookie = ticket(door, "auditor", "/api/v1/audit/csv?act=sign-in")
    used = address.partition("ticket=")[2]
    for other in (
        f"/api/v1/audit/csv?ticket={used}",
        f"/api/v1/audit/csv?act=&ticket={used}",
        f"/api/v1/sources/{source}/original?ticket={used}",
        "/api/v1/audit/head?ticket=" + used,
    ):
        assert bare(door, cookie).get(other).status_code == 401
    assert bare(door, cookie).post(address).status_code in (401, 405)
    table = bare(door, cookie).get(address)
    assert table.status_code == 200
    assert "sign-in" in table.text


def test_a_ticket_is_no_session(door: Door) -> None:
    address, cookie = ticket(door, "auditor", "/api/v1/audit/csv")
    used = address.partition("ticket=")[2]
    for proof in (used, f"{used} /api/v1/audit/csv"):
        assert bare(door, cookie).get("/api/v1/session", headers={PROOF: proof}).status_code == 401


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/sources",
        "/api/v1/people",
        "//evil.example",
        "/api/v1/sources/../people/original",
        "/api/v1/audit/csv#x",
        "/api/v1/audit/csv?act=\u0633",
        "http://[",
        "/api/v1/cases/../audit/csv",
        "/api/v1/entities/0123456789abcdef0123456789abcdef/dossier",
        "/",
        "",
    ],
)
def test_only_downloads_have_tickets(door: Door, address: str) -> None:
    answer = client(door, "auditor").post("/api/v1/tickets", json={"address": address})
    assert (answer.status_code, answer.json()["code"]) == (400, "no-download")


def test_a_route_has_tickets_only_where_it_says_that_it_is_a_download(door: Door) -> None:
    declared = {
        path: methods["get"].get("x-download", False)
        for path, methods in openapi_document()["paths"].items()
        if "get" in methods
    }
    assert sum(declared.values()) >= 5
    for path, is_download in declared.items():
        address = re.sub(r"\{[^}]*\}", "0123456789abcdef0123456789abcdef", path)
        answer = client(door, "auditor").post("/api/v1/tickets", json={"address": address})
        assert (answer.status_code == 201) == is_download, path


def test_a_ticket_lapses_and_gives_no_more_than_its_person_has(
    door: Door, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    source = bench(door, "chief").sources()[0].id
    hidden, rival = ticket(door, "rival", f"/api/v1/sources/{source}/original")
    assert bare(door, rival).get(hidden).status_code == 404
    address, cookie = ticket(door, "chief", f"/api/v1/sources/{source}/original")
    now = clock.now()
    monkeypatch.setattr(clock, "_now", lambda: now + timedelta(seconds=SECONDS + 1))
    assert bare(door, cookie).get(address).status_code == 401


def test_a_ticket_of_a_closed_account_gives_nothing(door: Door) -> None:
    address, cookie = ticket(
        door, "chief", f"/api/v1/sources/{bench(door, 'chief').sources()[0].id}/original"
    )
    bench(door, "admin").hand_over("chief", "rival")
    bench(door, "admin").close_person("chief")
    assert bare(door, cookie).get(address).status_code == 401


def test_servers_on_two_ports_of_a_host_leave_each_other_signed_in(door: Door) -> None:
    """One browser, whose jar knows hosts and no ports: signing in at the second does not sign out at the
    first."""
    made = TestClient(create_app(door, work=False))
    made.headers["sec-fetch-site"] = "same-origin"
    proofs = {}
    for login, port in (("chief", 8600), ("rival", 8601)):
        answer = made.post(
            f"http://127.0.0.1:{port}/api/v1/session", json={"login": login, "password": PASSWORD}
        )
        assert answer.status_code == 200
        proofs[login, port] = answer.json()["proof"]
    for (login, port), proof in proofs.items():
        assert (
            made.get(f"http://127.0.0.1:{port}/api/v1/session", headers={PROOF: proof}).json()["login"]
            == login
        )
        assert (
            made.delete(f"http://127.0.0.1:{port}/api/v1/session", headers={PROOF: proof}).status_code == 204
        )
        assert made.get(f"http://127.0.0.1:{port}/api/v1/session", headers={PROOF: proof}).status_code == 401
