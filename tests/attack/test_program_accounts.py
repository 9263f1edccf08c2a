"""The account as which a desk's clocks run is nobody's way in: an administrator gives it no password and no
token, and a password that an older program gave it opens nothing."""

from datetime import timedelta

import pytest
from argon2 import PasswordHasher

from tahqiq.access.door import Door
from tahqiq.desk import desks
from tahqiq.desk.clockwork import service_account
from tahqiq.desk.dispatch import switch_on
from tahqiq.kit.errors import Conflict, NotSignedIn

from .conftest import PASSWORD, bench, client


@pytest.fixture
def clock(door: Door) -> str:
    """The sign-in name of the clocks of a desk that is switched on."""
    declared = desks()["passengers"]
    switch_on(bench(door, "chief"), declared)
    return service_account(door, declared).login


def test_an_administrator_gives_it_no_password_token_or_role_and_does_not_close_it(
    door: Door, clock: str
) -> None:
    admin = client(door, "admin")
    for method, path, body in (
        ("PUT", "password", {"password": PASSWORD}),
        ("PUT", "roles", {"roles": ["supervisor"]}),
        ("DELETE", "", None),
    ):
        answer = admin.request(method, f"/api/v1/people/{clock}/{path}".rstrip("/"), json=body)
        assert (answer.status_code, answer.json()["code"]) == (409, "account-of-program")
    with pytest.raises(Conflict, match="no person uses it"):
        door.people.issue(door.people.get(clock).id, "token", timedelta(days=1))
    assert clock not in {one["login"] for one in admin.get("/api/v1/people").json()}


def test_a_password_that_it_once_got_signs_nobody_in(door: Door, clock: str) -> None:
    with door.workspace.database.transaction() as transaction:
        transaction.execute(
            "UPDATE person SET password=? WHERE login=?", (PasswordHasher().hash(PASSWORD), clock)
        )
    with pytest.raises(NotSignedIn):
        door.people.sign_in(clock, PASSWORD)
    answer = client(door).post("/api/v1/session", json={"login": clock, "password": PASSWORD})
    assert answer.status_code == 401
