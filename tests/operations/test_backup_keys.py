"""Keys of the vault in backups, later erasures after a restoring, one recovery key for the office, and
backups that expire; on either engine."""

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.access.erasure_list import list_of
from tahqiq.access.keys import folder, public_bytes, vault_name
from tahqiq.access.vault_keys import vault_key
from tahqiq.casework.backup_settings import SET
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Damaged, NotFound, Refused, TahqiqError
from tahqiq.store.backup.recovery_key import make, read_private, read_public
from tahqiq.store.vault import VaultRows
from tahqiq.workbench import Workbench
from tahqiq.workbench.backups import restored
from tests.casework.backups import Place, calls, people

from .vault_keepers import HUDA, SARA, findings, keeper, opened

pytestmark = pytest.mark.usefixtures("own_folder")


def move(monkeypatch: pytest.MonkeyPatch, keys: Path) -> None:
    keys.mkdir()
    monkeypatch.setenv("TAHQIQ_KEYS", str(keys))


def test_a_backup_carries_the_keys_of_the_vault(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(place)
    name = keeper(place.door).register(SARA)
    whole = place.bench.back_up(tmp_path / "one.backup", place.key.public)
    second = place.bench.back_up(tmp_path / "two.backup", onto=whole.path)
    assert whole.missing == second.missing == ()
    move(monkeypatch, tmp_path / "other")
    for number, made in enumerate((whole, second)):
        _, verdict = restored(made.path, tmp_path / f"back{number}", place.key, place.terms())
        assert verdict.holds, verdict.findings
        door = Door.opened(tmp_path / f"back{number}")
        assert keeper(door).read(name) == SARA
        assert keeper(door).known(SARA)
        assert len(list(folder().glob("*.vault"))) == 2  # of the sources, and of who acted
        assert all(path.stat().st_mode & 0o777 == 0o600 for path in folder().glob("*.vault"))
        door.close()


def test_without_its_keys_a_workspace_says_so_and_makes_none(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(place)
    keeper(place.door).register(SARA)
    move(monkeypatch, tmp_path / "other")
    for act in (
        lambda: keeper(place.door).register(HUDA),
        lambda: keeper(place.door).known(SARA),
        lambda: vault_key(place.door.workspace, "SOURCE-ID"),
    ):
        with pytest.raises(Damaged) as caught:
            act()
        assert caught.value.code == "vault-key-missing"
    assert not list(folder().glob("*.vault"))
    assert "vault-closed" in findings(place.door)
    for path in (tmp_path / "keys").glob("*.vault"):
        (folder() / path.name).write_bytes(b"x" * 32)
    with pytest.raises(Damaged) as caught:
        keeper(place.door).register(HUDA)
    assert caught.value.code == "vault-key-other"
    assert "vault-closed" in findings(place.door)


def test_a_backup_without_a_key_says_which_is_missing(place: Place, tmp_path: Path) -> None:
    opened(place)
    keeper(place.door).register(SARA)
    key = next(path for path in folder().glob("*.vault") if path.stem.endswith(vault_name("SOURCE-ID")))
    key.rename(tmp_path / key.name)
    made = place.bench.back_up(tmp_path / "one.backup", place.key.public)
    assert made.missing == (f"vault-keys/{key.stem.rpartition('-')[2]}",)
    found, verdict = restored(made.path, tmp_path / "back", place.key, place.terms())
    assert found.missing == made.missing
    assert "vault-closed" in {item.code for item in verdict.findings}


def test_what_was_erased_stays_erased_after_restoring_an_older_backup(place: Place, tmp_path: Path) -> None:
    opened(place)
    kept, gone = keeper(place.door).register(SARA), keeper(place.door).register(HUDA)
    place.collect("people.csv", people(20))
    source = place.collect("calls.csv", calls(40))
    place.door.people.add("chief", "Chief", frozenset({"supervisor"}), None, "test")
    chief = place.door.people.get("chief")
    (inbox,) = [case.id for case in place.bench.cases() if case.title == "Inbox"]
    place.door.cases.add_member(inbox, chief.id, "test")
    older = place.bench.back_up(tmp_path / "older.backup", place.key.public)
    keeper(place.door, "two").erase(keeper(place.door).ask_erasure(gone, "Order 7"))
    place.bench.acts.request_erasure(source, "Order 8")
    Workbench(place.door, chief).acts.approve_erasure(source)
    assert findings(place.door) == set()
    found, verdict = restored(older.path, tmp_path / "back", place.key, place.terms())
    assert verdict.holds, verdict.findings
    assert (found.again, found.listed) == (2, True)
    door = Door.opened(tmp_path / "back")
    assert keeper(door).read(kept) == SARA
    with pytest.raises(NotFound):
        keeper(door).read(gone)
    identities, fields, _ = VaultRows(door.workspace.database).every()
    assert {item.pseudonym: item.state for item in identities} == {kept: "kept", gone: "erased"}
    assert {item.pseudonym for item in fields} == {kept}
    assert door.workspace.database.query("SELECT state FROM source WHERE id=?", (source,)) == [("erased",)]
    assert not door.workspace.facts.records(Workbench(door, door.people.get("owner")).scope())
    door.close()
    again, verdict = restored(older.path, tmp_path / "twice", place.key, place.terms())
    assert verdict.holds
    assert again.again == 2


def test_on_another_machine_the_list_is_given_or_its_absence_is_said(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened(place)
    gone = keeper(place.door).register(HUDA)
    older = place.bench.back_up(tmp_path / "older.backup", place.key.public)
    keeper(place.door, "two").erase(keeper(place.door).ask_erasure(gone, "Order 7"))
    given = list_of(place.door.workspace.description.id)
    assert given.stat().st_mode & 0o777 == 0o600
    assert b"id-one" not in given.read_bytes()
    assert b"id-two" not in given.read_bytes()
    move(monkeypatch, tmp_path / "other")
    bare, _ = restored(older.path, tmp_path / "bare", place.key, place.terms())
    assert (bare.again, bare.listed) == (0, False)
    found, verdict = restored(older.path, tmp_path / "back", place.key, place.terms(erasures=given))
    assert verdict.holds
    assert (found.again, found.listed) == (1, True)


@pytest.mark.parametrize("harm", ["edited", "cut out", "another's", "unsigned"])
def test_a_list_that_was_changed_is_refused(place: Place, tmp_path: Path, harm: str) -> None:
    opened(place)
    names = [keeper(place.door).register({"name": f"Canary {number}"}) for number in range(3)]
    older = place.bench.back_up(tmp_path / "older.backup", place.key.public)
    for name in names:
        keeper(place.door, "two").erase(keeper(place.door).ask_erasure(name, "Order 7"))
    path = list_of(place.door.workspace.description.id)
    lines = path.read_bytes().splitlines(keepends=True)
    assert len(lines) == 3
    edited = {
        "edited": [lines[0].replace(names[0].encode(), names[1].encode()), *lines[1:]],
        "cut out": [lines[0], lines[2]],
        "another's": [
            line.replace(place.door.workspace.description.id.encode(), b"0123456789abcdef") for line in lines
        ],
        "unsigned": [lines[0].split(b"\t")[0] + b"\n", *lines[1:]],
    }
    path.write_bytes(b"".join(edited[harm]))
    with pytest.raises(Damaged) as caught:
        restored(older.path, tmp_path / "back", place.key, place.terms())
    assert caught.value.code == "erasure-list-altered"
    assert not (tmp_path / "back").exists()
    path.write_bytes(b"".join(lines) + lines[0][:40])  # a crash in the middle of a line
    found, _ = restored(older.path, tmp_path / "back", place.key, place.terms())
    assert found.again == 3


def test_a_workspace_has_one_recovery_key(place: Place, tmp_path: Path) -> None:
    with pytest.raises(Conflict) as caught:
        place.bench.back_up(tmp_path / "none.backup")
    assert caught.value.code == "recovery-key-needed"
    place.bench.back_up(tmp_path / "one.backup", place.key.public)
    other = make(tmp_path / "stranger")
    with pytest.raises(Conflict) as caught:
        place.bench.back_up(tmp_path / "two.backup", other)
    assert caught.value.code == "recovery-key-other"
    place.bench.back_up(tmp_path / "three.backup")
    place.bench.decide_backups(other, None)
    made = place.bench.back_up(tmp_path / "four.backup")
    restored(made.path, tmp_path / "back", read_private(tmp_path / "stranger"), place.terms())
    assert read_public(tmp_path / "stranger.pub") == other


def test_a_recovery_key_put_into_the_database_is_not_used(place: Place, tmp_path: Path) -> None:
    place.bench.back_up(tmp_path / "one.backup", place.key.public)
    own = make(tmp_path / "thief")
    with place.door.workspace.database.transaction() as transaction:
        transaction.execute(
            "UPDATE meta SET value=? WHERE key=?", (json.dumps({"key": own.raw.hex(), "days": 0}), SET)
        )
    with pytest.raises(Damaged) as caught:
        place.bench.back_up(tmp_path / "two.backup")
    assert caught.value.code == "recovery-key-altered"
    with place.door.workspace.database.transaction() as transaction:
        transaction.execute("DELETE FROM meta WHERE key=?", (SET,))
    with pytest.raises(Damaged):
        place.bench.back_up(tmp_path / "three.backup", own)


def test_backups_expire(place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    now = datetime.now(UTC)
    monkeypatch.setattr(clock, "_now", lambda: now)
    place.bench.decide_backups(place.key.public, 28)
    first = place.bench.back_up(tmp_path / "first.backup")
    carried = place.bench.back_up(tmp_path / "carried.backup")
    carried.path.rename(tmp_path / "away.backup")
    now += timedelta(days=20)
    base = place.bench.back_up(tmp_path / "base.backup")
    now += timedelta(days=10)
    child = place.bench.back_up(tmp_path / "child.backup", onto=base.path)
    assert child.expired == (str(first.path),)
    assert child.away == (str(carried.path),)
    assert not first.path.exists()
    now += timedelta(days=20)
    later = place.bench.back_up(tmp_path / "later.backup")
    assert later.expired == (), "what a backup rests on whose time is not over stays"
    assert base.path.exists()
    with pytest.raises(Refused) as caught:
        restored(tmp_path / "away.backup", tmp_path / "back", place.key, place.terms())
    assert caught.value.code == "backup-expired"
    restored(tmp_path / "away.backup", tmp_path / "back", place.key, place.terms(expired=True))
    now += timedelta(days=60)
    last = place.bench.back_up(tmp_path / "last.backup")
    assert set(last.expired) == {str(base.path), str(child.path), str(later.path)}
    assert findings(place.door) == set()


def test_a_chain_goes_on_after_a_backup_with_the_signing_key(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sunday = place.bench.back_up(tmp_path / "sunday.backup", place.key.public)
    place.collect("people.csv", people(5))
    keyed = place.bench.back_up(tmp_path / "keyed.backup", with_key=True)
    monday = place.bench.back_up(tmp_path / "monday.backup", onto=sunday.path)
    keyed_again = place.bench.back_up(tmp_path / "again.backup", with_key=True)
    tuesday = place.bench.back_up(tmp_path / "tuesday.backup", onto=keyed_again.path)
    move(monkeypatch, tmp_path / "other")
    for number, made in enumerate((keyed, monday, tuesday)):
        _, verdict = restored(made.path, tmp_path / f"back{number}", place.key, place.terms())
        assert verdict.holds, verdict.findings


def test_a_signing_key_is_not_made_in_silence(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.collect("people.csv", people(5))
    known = place.bench.head().public
    move(monkeypatch, tmp_path / "other")
    for act in (
        lambda: place.bench.head(),
        lambda: place.collect("more.csv", people(5)),
        lambda: place.bench.back_up(tmp_path / "x", place.key.public),
    ):
        with pytest.raises(TahqiqError) as caught:
            act()
        assert caught.value.code == "signing-key-missing"
    assert not list(folder().glob("*.pem"))
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    other = Ed25519PrivateKey.generate()
    pem = other.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path = folder() / f"{place.door.workspace.description.id}.pem"
    path.write_bytes(pem)
    with pytest.raises(Refused) as refused:
        place.bench.head()
    assert refused.value.code == "signing-key-other"
    path.unlink()
    place.bench.new_signing_key()
    assert place.bench.head().public != known
    assert place.bench.head().public == public_bytes(place.door.audit.signer())
    assert findings(place.door) == set()
    with pytest.raises(Conflict):
        place.bench.new_signing_key()


def test_the_backup_role_backs_up_and_does_nothing_else(place: Place, tmp_path: Path) -> None:
    place.bench.back_up(tmp_path / "one.backup", place.key.public)
    source = place.collect("people.csv", people(5))
    place.door.people.add("night", "Night", frozenset({"backup"}), None, "test")
    night = Workbench(place.door, place.door.people.get("night"))
    assert night.back_up(tmp_path / "two.backup").path.is_file()
    stranger = make(tmp_path / "stranger")
    for act in (
        lambda: night.decide_backups(stranger, None),
        lambda: night.verify(),
        lambda: night.head(),
        lambda: night.log(),
        lambda: night.open_case("Mine"),
        lambda: night.people(),
        lambda: night.source(source),
        lambda: night.search("Person"),
    ):
        try:
            found = act()
        except TahqiqError:
            continue
        assert not getattr(found, "hits", found)
    with pytest.raises(TahqiqError):
        place.door.people.add("both", "Both", frozenset({"backup", "analyst"}), None, "test")
