"""What somebody with an account, or a page of another server, tried: names that capture, looks that leave no
trace, rules put into the folder."""

import sqlite3
import time
from contextlib import closing
from threading import Barrier, Event, Thread

import pytest
from argon2 import PasswordHasher
from httpx import URL
from yaml import SafeLoader

from tahqiq.access import people, throttle
from tahqiq.access.door import Door
from tahqiq.access.policy import Policies
from tahqiq.collect.mapping import codec
from tahqiq.collect.publication import Publication
from tahqiq.kit.errors import Busy, Conflict, Damaged, Refused, WrongUse
from tahqiq.store.workspace import MARKER
from tahqiq.web.deps import DEVICE

from .conftest import PASSWORD, SHEET, bench, client


def entries(door: Door) -> list[tuple[str, str, str]]:
    """Act, object and result of every entry of the log."""
    return [(leaf.act, leaf.object, leaf.result) for leaf in door.audit.leaves()]


def test_a_title_that_is_another_cases_id_does_not_lock_its_people_out(door: Door) -> None:
    chief = bench(door, "chief")
    case = chief.cases()[0]
    with pytest.raises(WrongUse, match="looks like the id"):
        bench(door, "rival").open_case(case.id)
    with closing(sqlite3.connect(door.workspace.root / "tahqiq.db")) as connection, connection:
        connection.execute(
            "INSERT INTO case_file VALUES ('ffffffffffff', ?, 'open', '2020-01-01T00:00:00.000000Z', 'x')",
            (case.id,),
        )
        connection.execute(
            "INSERT INTO case_member VALUES ('ffffffffffff', ?, '2020', 'x')", (chief.person.id,)
        )
    assert door.cases.find(chief.person.id, case.id).title == "Harbour"


def test_a_case_that_somebody_calls_inbox_captures_no_deposit(door: Door) -> None:
    rival = bench(door, "rival")
    trap = rival.open_case("Inbox")
    owner = door.people.get("owner").id
    for person in (owner, door.people.get("chief").id):
        door.cases.add_member(trap.id, person, rival.person.id)
    own = bench(door, "owner").deposit()
    assert own.case != trap.id
    with pytest.raises(WrongUse, match="No case was named"):
        bench(door, "chief").deposit()
    answer = client(door, "chief").post(
        "/api/v1/deposits", files={"files": ("a.csv", SHEET.encode())}, data={"zone": "Asia/Baghdad"}
    )
    assert (answer.status_code, answer.json()["code"]) == (400, "case-needed")


@pytest.mark.parametrize("login", ["a/b", "", " a", "a\n", "..", "a\x00"])
def test_a_login_that_no_address_can_hold_is_refused(door: Door, login: str) -> None:
    with pytest.raises(WrongUse, match="cannot be used"):
        bench(door, "admin").add_person(login, "X", frozenset({"analyst"}), PASSWORD)


def test_the_last_administrator_stays(door: Door) -> None:
    admin = bench(door, "admin")
    with pytest.raises(Conflict, match="only administrator"):
        admin.close_person("admin")
    admin.add_person("second", "Second", frozenset({"administrator"}), PASSWORD)
    admin.close_person("admin")


def test_ones_own_password_needs_the_present_one_and_guesses_are_slowed_down(door: Door) -> None:
    chief = client(door, "chief")
    new = {"password": "another long password"}
    for _ in range(throttle.FREE):
        assert (
            chief.put("/api/v1/people/chief/password", json={**new, "old": "guess"}).json()["code"]
            == "password-wrong"
        )
    assert (
        chief.put("/api/v1/people/chief/password", json={**new, "old": PASSWORD}).json()["code"]
        == "sign-in-slowed"
    )
    rival = client(door, "rival")
    assert rival.put("/api/v1/people/rival/password", json=new).json()["code"] == "password-wrong"
    assert rival.put("/api/v1/people/rival/password", json={**new, "old": PASSWORD}).status_code == 204
    assert client(door, "admin").put("/api/v1/people/chief/password", json=new).status_code == 204


def test_a_flood_of_wrong_passwords_does_not_keep_out_a_browser_that_signed_in_before(door: Door) -> None:
    """Two loops from the administrator's own address; the browser is known by a cookie that opens nothing."""
    admin = client(door, "admin", host="tahqiq.example")
    cookie = next(one for one in admin.cookies.jar if one.name == DEVICE)
    assert (cookie.path, cookie.secure) == ("/api/v1/session", False)
    assert cookie.has_nonstandard_attr("HttpOnly")
    assert cookie.get_nonstandard_attr("SameSite") == "strict"
    over, codes = Event(), list[str]()

    def guess() -> None:
        stranger = client(door, host="tahqiq.example")
        while not over.is_set():
            codes.append(
                stranger.post("/api/v1/session", json={"login": "admin", "password": "bad"}).json()["code"]
            )

    threads = [Thread(target=guess) for _ in range(2)]
    for thread in threads:
        thread.start()
    right = {"login": "admin", "password": PASSWORD}
    try:
        while codes.count("sign-in-slowed") < 3:
            time.sleep(0.05)
        assert [admin.post("/api/v1/session", json=right).status_code for _ in range(3)] == [200] * 3
        alone = client(door, host="tahqiq.example")
        alone.cookies.set(DEVICE, cookie.value or "", path="/api/v1/session")
        assert alone.get("/api/v1/session").status_code == 401
        assert client(door, host="tahqiq.example").post("/api/v1/session", json=right).status_code == 401
    finally:
        over.set()
        for thread in threads:
            thread.join()
    assert door.workspace.database.query(
        "SELECT COUNT(*) FROM session WHERE kind='device' AND token=?", ((cookie.value or "").encode(),)
    ) == [(0,)]


def test_over_tls_the_cookie_of_a_known_browser_is_for_tls_alone(door: Door) -> None:
    browser = client(door)
    browser.base_url = URL("https://127.0.0.1")
    answer = browser.post("/api/v1/session", json={"login": "admin", "password": PASSWORD})
    told = [one for one in answer.headers.get_list("set-cookie") if one.startswith(DEVICE)]
    assert len(told) == 1
    assert all(word in told[0] for word in ("HttpOnly", "SameSite=strict", "Secure"))


def test_a_job_of_a_closed_account_publishes_nothing(door: Door) -> None:
    chief = bench(door, "chief")
    with (door.workspace.root / MARKER).open("rb") as stream:
        sealed = door.workspace.originals.seal(stream)
    queued = chief.queue_sealed([(sealed, "late.csv")], chief.deposit("Harbour", zone="Asia/Baghdad"))
    bench(door, "admin").hand_over("chief", "rival")
    bench(door, "admin").close_person("chief")
    assert chief.jobs.get(queued.no, chief.actor).state == "cancelled"
    path = door.workspace.root.parent / "late.csv"
    path.write_text(SHEET.replace("Sara", "Late"), "utf-8")
    with pytest.raises(Refused):
        chief.collect([path], chief.deposit("Harbour", zone="Asia/Baghdad"))
    assert [item.name for item in bench(door, "owner").workspace.sources.for_recovery(("published",))] == [
        "people.csv"
    ]


def test_a_reading_under_way_publishes_nothing_when_the_account_is_closed_meanwhile(
    door: Door, monkeypatch: pytest.MonkeyPatch
) -> None:
    chief, path = bench(door, "chief"), door.workspace.root.parent / "late.csv"
    path.write_text(SHEET.replace("Sara", "Late"), "utf-8")
    publish = Publication.publish

    def closed(self: Publication, *given: object, **more: object) -> None:
        bench(door, "admin").hand_over("chief", "rival")
        bench(door, "admin").close_person("chief")
        publish(self, *given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(Publication, "publish", closed)
    with pytest.raises(Refused):
        chief.collect([path], chief.deposit("Harbour", zone="Asia/Baghdad"))
    assert [item.name for item in bench(door, "owner").workspace.sources.for_recovery(("published",))] == [
        "people.csv"
    ]
    assert bench(door, "owner").search("Late Omar").total == 0


LOOSE = Policies.built_in().text + '\n@id("all")\npermit(principal, action, resource);\n'


def test_rules_that_somebody_put_into_the_folder_are_not_in_force(door: Door) -> None:
    root = door.workspace.root
    (root / "policies.cedar").write_text(LOOSE, "utf-8")
    with pytest.raises(Damaged, match="not those that an administrator adopted"):
        Door.opened(root)


def test_rules_are_adopted_by_an_administrator_and_cannot_be_taken_away(door: Door) -> None:
    root = door.workspace.root
    with pytest.raises(Refused):
        door.adopt(bench(door, "chief").actor, LOOSE)
    door.adopt(bench(door, "admin").actor, LOOSE)
    Door.opened(root).close()
    assert any(act == "adopt-policies" for act, _, _ in entries(door))
    (root / "policies.cedar").unlink()
    with pytest.raises(Damaged, match="built-in"):
        Door.opened(root)
    again = Door.opened(root, Policies.built_in())
    again.adopt(bench(again, "admin").actor, None)
    again.close()
    Door.opened(root).close()


def test_what_the_databases_hold_is_for_the_owner_of_the_files(door: Door) -> None:
    files = [path for path in door.workspace.root.rglob("*") if path.suffix in (".db", ".db-wal", ".db-shm")]
    assert len(files) >= 2
    assert {oct(path.stat().st_mode & 0o777) for path in files} == {"0o600"}


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("evil.example", 400),
        ("tahqiq.example", 200),
        ("localhost", 200),
        ("127.0.0.1", 200),
        ("10.0.0.7:8600", 200),
    ],
)
def test_a_name_that_is_not_the_servers_is_refused(door: Door, host: str, status: int) -> None:
    assert client(door, host=host).get("/api/v1/first-start").status_code == status


@pytest.mark.parametrize(
    "host", ["", "127.0.0.1@evil.example", "evil.example:80:80", "127.0.0.1 evil", "[::1", "a" * 300]
)
def test_a_host_that_is_none_is_refused(door: Door, host: str) -> None:
    assert client(door).get("/api/v1/first-start", headers={"host": host}).status_code == 400


def test_failed_sign_ins_sign_outs_and_probes_are_in_the_log(door: Door) -> None:
    size = door.audit.size()
    chief = client(door, "chief")
    client(door).post("/api/v1/session", json={"login": "chief", "password": "wrong password"})
    client(door).post("/api/v1/session", json={"login": "a typed secret", "password": "wrong password"})
    chief.get("/api/v1/sources/ffffffffffffffff/problems")
    chief.get(f"/api/v1/entities/{'0' * 32}")
    chief.delete("/api/v1/session")
    assert chief.get("/api/v1/session").status_code == 401
    new = [(leaf.act, leaf.actor, leaf.object, leaf.result) for leaf in door.audit.leaves(size + 1)]
    person = door.people.get("chief").id
    assert ("sign-in", person, "", "refused:sign-in-failed") in new
    assert ("sign-in", "", "", "refused:sign-in-failed") in new
    assert ("look", person, "ffffffffffffffff", "refused:no-such-source") in new
    assert ("look", person, "0" * 32, "refused:no-such-entity") in new
    assert ("sign-out", person, person, "done") in new
    assert "typed secret" not in str(new)


def test_a_flood_of_sign_ins_is_turned_away(monkeypatch: pytest.MonkeyPatch, door: Door) -> None:
    for _ in range(16):
        people._waiting.acquire()
    try:
        with pytest.raises(Busy, match="Too many"):
            door.people.sign_in("chief", PASSWORD)
    finally:
        for _ in range(16):
            people._waiting.release()
    assert door.people.sign_in("chief", PASSWORD)
    assert isinstance(people._HASHER, PasswordHasher)


def test_sixty_people_who_sign_in_at_once_take_two_places_of_the_machine(
    monkeypatch: pytest.MonkeyPatch, door: Door
) -> None:
    at_work, most, outcomes = 0, 0, list[str]()

    class Slow:
        def verify(self, *_: object) -> bool:
            nonlocal at_work, most
            at_work += 1
            most = max(most, at_work)
            time.sleep(0.02)
            at_work -= 1
            return True

    def sign_in() -> None:
        together.wait()
        try:
            door.people.sign_in("chief", PASSWORD)
            outcomes.append("in")
        except Busy as error:
            outcomes.append(error.code)

    monkeypatch.setattr(people, "_HASHER", Slow())
    together = Barrier(60)
    threads = [Thread(target=sign_in) for _ in range(60)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most <= 2
    assert len(outcomes) == 60
    assert set(outcomes) <= {"in", "sign-in-busy"}
    assert outcomes.count("in") >= 16


def test_a_number_beyond_every_entry_is_an_answer(door: Door) -> None:
    auditor = client(door, "auditor")
    assert auditor.get("/api/v1/audit/entries", params={"cursor": 10**23}).status_code == 400
    assert auditor.get("/api/v1/audit/entries", params={"cursor": 2**62}).status_code == 200


def test_the_keys_of_a_mapping_are_not_each_compared_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    """Six times as many keys took twenty times as long. Comparisons are counted, since seconds are a matter
    of the machine."""
    compared = 0

    class Key(str):
        __hash__ = str.__hash__

        def __eq__(self, other: object) -> bool:
            nonlocal compared
            compared += 1
            return str.__eq__(self, other)

    monkeypatch.setattr(
        codec._Loader, "construct_scalar", lambda loader, node: Key(SafeLoader.construct_scalar(loader, node))
    )
    with pytest.raises(WrongUse, match="it is missing"):
        codec.loads("{" + ", ".join(f"k{number}: x" for number in range(3_000)) + "}")
    assert compared < 10 * 3_000
    keys: list[str] = [Key("a")]
    assert not keys.count("b")
    assert compared, "what is counted here is what a list compares"


def test_a_class_without_a_handling_code_cannot_even_be_written(door: Door) -> None:
    with (
        closing(sqlite3.connect(door.workspace.root / "tahqiq.db")) as connection,
        pytest.raises(sqlite3.IntegrityError, match="NOT NULL"),
    ):
        connection.execute("UPDATE data_class SET handling = NULL")
    assert bench(door, "auditor").verify().holds


def test_an_original_that_was_never_read_cannot_be_taken_out_silently(door: Door) -> None:
    chief = bench(door, "chief")
    path = door.workspace.root.parent / "unread.csv"
    path.write_text(SHEET, "utf-8")
    with path.open("rb") as stream:
        sealed = door.workspace.originals.seal(stream)
    (source,) = chief.deposit_later([(sealed, "unread.csv")], chief.deposit("Harbour", zone="Asia/Baghdad"))
    assert bench(door, "auditor").verify().holds
    with closing(sqlite3.connect(door.workspace.root / "tahqiq.db")) as connection, connection:
        for table in ("custody", "problem", "part"):
            connection.execute(f"DELETE FROM {table} WHERE source=?", (source.no,))
        connection.execute("DELETE FROM source WHERE no=?", (source.no,))
    found = {item.code for item in bench(door, "auditor").verify().findings}
    assert "deposit-missing" in found
