"""Dumps of a team's PostgreSQL: they hold no key to come in by; one that was edited or is older is named."""

# ruff: noqa: F811 - fixtures of the tests of rows are used here too

import re
import subprocess
from datetime import timedelta
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.web.deps import PROOF
from tests.store.conftest import _postgres_binaries

from .conftest import CALLS, PASSWORD, bench, client, codes
from .test_postgres import as_server, copied, door, emptied, made  # noqa: F401 - two are fixtures

pytestmark = pytest.mark.postgres


def program(name: str) -> Path:
    """One of the programs that come with the server."""
    return (_postgres_binaries() / "pg_ctl").resolve().parent / name


def dumped(server: str, name: str) -> str:
    """A database as the server's own program writes it."""
    host = re.search(r"host=(\S+)", server)
    assert host
    made = subprocess.run(
        [program("pg_dump"), "-h", host[1], "-U", "tahqiq", name], check=True, capture_output=True
    )
    return made.stdout.decode()


def loaded(server: str, name: str, dump: str) -> None:
    """A dump in the place of a database."""
    emptied(server, name)
    host = re.search(r"host=(\S+)", server)
    assert host
    command = [program("psql"), "-q", "-v", "ON_ERROR_STOP=1", "-h", host[1], "-U", "tahqiq", name]
    subprocess.run(command, input=dump.encode(), check=True, capture_output=True)


def test_a_dump_holds_no_key_to_come_in_by(door: Door, postgres_server: str) -> None:
    """No password, session, proof, ticket or token stands in it as it is used."""
    signed = client(door, "analyst")
    token = door.people.issue(door.people.get("analyst").id, "token", timedelta(days=1))
    ticket = (
        signed.post("/api/v1/tickets", json={"address": "/api/v1/audit/csv"})
        .json()["address"]
        .partition("ticket=")[2]
    )
    text = dumped(postgres_server, "copied")
    halves = [value for name, value in signed.cookies.items()] + [str(signed.headers[PROOF])]
    for secret in (PASSWORD, token, ticket, *halves):
        assert secret
        assert secret not in text
        assert secret.encode().hex() not in text
    assert "$argon2id$" in text


def test_a_dump_that_is_put_back_holds(door: Door, postgres_server: str) -> None:
    dump = dumped(postgres_server, "copied")
    door.close()
    loaded(postgres_server, "copied", dump)
    again = Door.opened(door.workspace.root)
    try:
        assert codes(again) == set()
    finally:
        again.close()


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Sara Omar", "Sana Omar", "statement-differs"),
        ("Order 1", "Order 7", "tombstone-unproven"),
        ("two sisters", "one woman", "decision-differs"),
    ],
)
def test_a_dump_that_was_edited_is_named(
    door: Door,
    postgres_server: str,
    old: str,
    new: str,
    expected: str,
) -> None:
    dump = dumped(postgres_server, "copied")
    assert old in dump
    door.close()
    loaded(postgres_server, "copied", dump.replace(old, new))
    again = Door.opened(door.workspace.root)
    try:
        assert expected in codes(again)
    finally:
        again.close()


def test_an_older_dump_under_a_newer_log_is_named(door: Door, postgres_server: str, tmp_path: Path) -> None:
    """What was taken in since is missed, although every row that is there is right."""
    dump = dumped(postgres_server, "copied")
    path = tmp_path / "later.csv"
    path.write_text(CALLS.replace("10:", "16:"), "utf-8")
    analyst = bench(door, "analyst")
    assert analyst.collect([path], analyst.deposit("Harbour", zone="Asia/Baghdad"))[0].mapped == 2
    analyst.documents.make("Harbour", "note", "Later", {"text": "since"})
    door.close()
    loaded(postgres_server, "copied", dump)
    again = Door.opened(door.workspace.root)
    try:
        assert {"publication-missing", "decision-missing"} <= codes(again)
    finally:
        again.close()
