"""Whoever guesses passwords is slowed down, on every server and after a restart; a browser that signed in
before is not kept out by others, and an address that is new has its turn."""

import random
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from threading import BoundedSemaphore

import pytest

from tahqiq.access import people as people_module
from tahqiq.access.devices import LIFE, MOST
from tahqiq.access.people import People
from tahqiq.access.throttle import FREE, FREE_ABROAD, LONGEST, Slowing
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, NotSignedIn
from tahqiq.store.workspace import Workspace

PASSWORD = "correct horse battery"
Later = Callable[[float], None]


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Lets some seconds pass."""
    now = [clock.now()]
    monkeypatch.setattr(clock, "_now", lambda: now[0])

    def wait(seconds: float) -> None:
        now[0] += timedelta(seconds=seconds)

    return wait


@pytest.fixture
def slowed(workspace: Workspace) -> Slowing:
    return Slowing(workspace.database)


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    opened = Workspace.create(tmp_path / "ws")
    yield opened
    opened.close()


def test_a_restart_and_a_second_server_do_not_begin_anew(workspace: Workspace) -> None:
    told = []
    for _ in range(FREE + 1):
        server = People(workspace.database)  # begun anew each time
        with pytest.raises(NotSignedIn) as error:
            server.sign_in("nobody", "guess", "203.0.113.7")
        told.append(error.value.code)
    assert told == ["sign-in-failed"] * FREE + ["sign-in-slowed"]
    other = Workspace.open(workspace.root)
    with pytest.raises(NotSignedIn, match="Too many"):
        People(other.database).sign_in("nobody", "guess", "203.0.113.7")
    other.close()


@pytest.fixture
def admin(workspace: Workspace, monkeypatch: pytest.MonkeyPatch) -> tuple[People, str]:
    """The only administrator, and the token of a browser that signed in before. Passwords are compared in no
    time."""
    people = People(workspace.database)
    made = people.add("admin", "Admin", frozenset({"administrator"}), PASSWORD, "test")
    monkeypatch.setattr(people_module, "_verify", lambda _stored, typed, known=False: typed == PASSWORD)
    return people, people.devices.remember(made.id, "")


def code(people: People, password: str, address: str, browser: str = "", login: str = "admin") -> str:
    """What comes of one try."""
    try:
        people.sign_in(login, password, address, browser)
    except NotSignedIn as error:
        return error.code
    return "in"


def test_a_known_browser_signs_in_at_once_while_others_guess_at_its_own_address(
    admin: tuple[People, str], later: Later
) -> None:
    """Two loops of wrong passwords, every 20 ms, from the administrator's own address and from others."""
    people, browser = admin
    for number in range(600):
        code(people, "bad", "127.0.0.1" if number % 2 else f"203.0.113.{number % 50}")
        later(0.02)
        if number % 60 == 0:
            assert code(people, PASSWORD, "127.0.0.1", browser) == "in"
            assert code(people, PASSWORD, "198.51.100.9", browser) == "in"  # and from an address that is new


def test_a_flood_of_guesses_takes_no_place_of_known_browsers(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = People(workspace.database)
    made = people.add("admin", "Admin", frozenset({"administrator"}), PASSWORD, "test")
    browser = people.devices.remember(made.id, "")
    monkeypatch.setattr(people_module, "_waiting", BoundedSemaphore(1))
    with people_module._waiting:
        with pytest.raises(Busy):
            people.sign_in("admin", PASSWORD)
        assert people.sign_in("admin", PASSWORD, "", browser).login == "admin"


def test_a_stolen_cookie_has_a_slow_counter_of_its_own_and_opens_nothing(
    admin: tuple[People, str], later: Later
) -> None:
    people, browser = admin
    other = people.devices.remember(people.get("admin").id, "")
    with pytest.raises(NotSignedIn):
        people.signed_in(browser)
    counted = 0
    for _ in range(2 * 60 * 4):
        counted += code(people, "bad", "203.0.113.7", browser) == "sign-in-failed"
        later(15)
    assert FREE < counted <= 2 * 60 + FREE + 10
    assert code(people, PASSWORD, "203.0.113.7", browser) == "sign-in-slowed"
    assert code(people, PASSWORD, "127.0.0.1", other) == "in"


def test_a_browser_is_known_for_the_accounts_that_signed_in_from_it(
    admin: tuple[People, str], later: Later
) -> None:
    people, browser = admin
    second = people.add("second", "Second", frozenset({"analyst"}), PASSWORD, "test")
    assert people.devices.known(second.id, browser) == ""
    assert people.devices.remember(second.id, browser) == browser
    assert people.devices.known(second.id, browser) != people.devices.known(people.get("admin").id, browser)
    assert people.devices.remember(second.id, "planted") != "planted"
    for _ in range(FREE_ABROAD + 9):
        code(people, "bad", "203.0.113.7", browser, "nobody")
        later(1)
    assert code(people, PASSWORD, "203.0.113.7", browser, "second") == "in"


def test_known_browsers_end_with_the_password_the_account_their_age_and_their_number(
    admin: tuple[People, str], workspace: Workspace, later: Later
) -> None:
    people, first = admin
    person = people.get("admin").id
    held = workspace.database.query("SELECT token, person, seen_at FROM session WHERE kind='device'")
    assert first not in str(held)
    for _ in range(MOST):
        later(1)
        last = people.devices.remember(person, "")
    assert people.devices.known(person, first) == ""
    assert people.devices.known(person, last)
    later(LIFE.total_seconds() + 1)
    assert people.devices.known(person, last) == ""
    kept = people.devices.remember(person, "")
    people.set_password("admin", PASSWORD)
    assert people.devices.known(person, kept) == ""
    people.add("second", "Second", frozenset({"administrator"}), PASSWORD, "test")
    kept = people.devices.remember(person, "")
    people.close("admin")
    assert people.devices.known(person, kept) == ""


@pytest.mark.parametrize("addresses", [1, 10])
def test_an_address_that_is_new_has_its_turn_while_others_guess(
    admin: tuple[People, str], later: Later, addresses: int
) -> None:
    """The right password from a new machine every 3 s, wrong ones from other addresses every second: what the
    machine waits is at most a minute for each address that guesses."""
    people, _ = admin
    for number in range(200):
        code(people, "bad", f"203.0.113.{number % addresses}")
        later(1)
    waited = 0.0
    while code(people, PASSWORD, "192.0.2.1") != "in":
        for number in range(3):
            code(people, "bad", f"203.0.113.{random.Random(waited + number).randrange(addresses)}")
            later(1)
        waited += 3
        assert waited <= 60 * (addresses + 1)
    print(f"{addresses} addresses: {waited:.0f} s")


def test_waiting_grows_up_to_a_minute_and_is_forgotten(slowed: Slowing, later: Later) -> None:
    waits = []
    for _ in range(FREE + 10):
        while wait := slowed.tried("x", "a", False):
            waits.append(wait)
            later(wait)
    assert waits[:3] == [1, 2, 4]
    assert max(waits) == LONGEST.total_seconds()
    assert slowed.tried("x", "b", False) == 0  # another address
    assert slowed.tried("y", "a", False) == 0  # another name
    later(61 * 60)
    assert [slowed.tried("x", "a", False) for _ in range(FREE)] == [0] * FREE


def test_the_right_password_counts_after_the_wait_and_not_before(slowed: Slowing, later: Later) -> None:
    for _ in range(FREE):
        slowed.tried("x", "a", False)
    wait = slowed.tried("x", "a", True)
    assert wait > 0
    later(wait)
    assert slowed.tried("x", "a", True) == 0
    assert slowed.tried("x", "a", False) == 0


def test_many_addresses_are_slowed_down_together(slowed: Slowing, later: Later) -> None:
    """Somebody with a thousand addresses has no thousand times five guesses; nor has somebody with a list of
    names."""
    counted = sum(slowed.tried("x", f"address {number}", False) == 0 for number in range(1000))
    assert counted <= FREE_ABROAD + 1
    assert sum(slowed.tried(f"name {number}", "a", False) == 0 for number in range(1000)) <= FREE_ABROAD + 1


@pytest.mark.parametrize(("addresses", "rest"), [(1, 0), (6, 3600), (50, 0), (50, 900)])
def test_an_account_has_no_more_guesses_than_one_a_minute(
    slowed: Slowing, later: Later, addresses: int, rest: int
) -> None:
    """From however many addresses, without a pause and with pauses after which counting may begin anew."""
    passed, number, counted, since = 0, 0, 0, 0.0
    while passed < 6 * 3600:
        wait = slowed.tried("x", f"address {number % addresses}", False)
        number, counted = number + 1, counted + (wait == 0)
        step = 0 if wait == 0 else max(5, min(wait, 60) // addresses)
        if rest and (since := since + step) > 60:
            step, since = rest, 0.0
        later(step)
        passed += step
    print(f"{addresses} addresses, rests of {rest} s: {counted} in six hours")
    assert counted <= 6 * 60 + FREE_ABROAD + 10


def test_what_was_typed_is_not_kept_and_the_oldest_are_forgotten(workspace: Workspace) -> None:
    slowed = Slowing(workspace.database, most=9)
    for number in range(6):
        slowed.tried(f"secret {number}", f"address {number}", False)
    rows = workspace.database.query("SELECT name, failures FROM stranger")
    assert len(rows) == 9
    assert not any(b"secret" in bytes(row[0]) for row in rows if isinstance(row[0], bytes))
