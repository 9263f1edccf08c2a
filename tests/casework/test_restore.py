"""A backup restored: on the other engine, on another machine, with its key and without, in the place of a
later state."""

import shutil
import stat
from datetime import timedelta

import pytest

from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.casework.restore import Terms
from tahqiq.desk import desks, perform
from tahqiq.kit.errors import Conflict, Refused
from tahqiq.workbench import Workbench
from tahqiq.workbench.backups import restored
from tests.casework.backups import Place, content, people
from tests.conformance.installing import installed, laid_out


@pytest.mark.parametrize("place", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True)
def test_a_backup_of_either_engine_is_restored_on_the_other(place: Place) -> None:
    place.collect("people.csv", people(50))
    made = place.bench.back_up(place.folder / "one.backup", place.key.public)
    expected = content(place.door)
    _, verdict = restored(made.path, place.folder / "sqlite", place.key, Terms())
    assert verdict.holds, verdict.findings
    door = Door.opened(place.folder / "sqlite")
    assert door.workspace.description.engine == "sqlite"
    assert content(door) == expected
    bench = Workbench(door, door.people.get("owner"))
    back = bench.back_up(place.folder / "two.backup", place.key.public)
    door.close()
    _, verdict = restored(back.path, place.folder / "postgres", place.key, place.terms())
    assert verdict.holds, verdict.findings


def test_sessions_and_tokens_do_not_come_back(place: Place) -> None:
    owner = place.door.people.get("owner")
    token = place.bench.issue_token(timedelta(days=1))
    assert place.door.people.signed_in(token).id == owner.id
    made = place.bench.back_up(place.folder / "one.backup", place.key.public)
    found, _ = restored(made.path, place.folder / "back", place.key, place.terms())
    assert found.sessions == 1
    door = Door.opened(place.folder / "back")
    with pytest.raises(Refused):
        door.people.signed_in(token)
    door.close()


def test_on_another_machine_heads_of_before_stay_good_without_the_key(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    place.collect("people.csv", people(20))
    head = place.bench.head()
    made = place.bench.back_up(place.folder / "one.backup", place.key.public)
    monkeypatch.setenv("TAHQIQ_KEYS", str(place.folder / "elsewhere"))
    found, verdict = restored(
        made.path, place.folder / "back", place.key, place.terms(since=(head.size, head.root))
    )
    assert not found.known
    assert verdict.holds, verdict.findings
    door = Door.opened(place.folder / "back")
    bench = Workbench(door, door.people.get("owner"))
    assert bench.head().public != head.public
    assert bench.verify((head.size, head.root)).holds
    door.close()


def test_with_the_key_in_its_sealed_part_the_log_goes_on_under_it(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = place.bench.head()
    without = place.bench.back_up(place.folder / "without.backup", place.key.public)
    made = place.bench.back_up(place.folder / "one.backup", place.key.public, with_key=True)
    monkeypatch.setenv("TAHQIQ_KEYS", str(place.folder / "elsewhere"))
    with pytest.raises(Conflict) as raised:
        restored(without.path, place.folder / "none", place.key, place.terms(with_key=True))
    assert raised.value.code == "backup-without-key"
    restored(made.path, place.folder / "back", place.key, place.terms(with_key=True))
    door = Door.opened(place.folder / "back")
    bench = Workbench(door, door.people.get("owner"))
    assert bench.head().public == head.public
    assert bench.verify().holds
    door.close()
    (key,) = (place.folder / "elsewhere").glob("*.pem")
    assert stat.S_IMODE(key.stat().st_mode) == 0o600


def test_in_the_place_of_a_later_state_it_says_what_is_lost(place: Place) -> None:
    made = place.bench.back_up(place.folder / "one.backup", place.key.public)
    place.collect("people.csv", people(20))
    later = place.bench.head()
    place.door.close()
    shutil.rmtree(place.root)
    found, verdict = restored(made.path, place.root, place.key, place.terms())
    assert found.later == later.size > found.size
    assert verdict.holds, verdict.findings
    place.door = Door.opened(place.root)


def test_records_of_a_desk_are_found_by_their_keys_again(
    place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    with installed(laid_out(tmp_path_factory.mktemp("desks"))):
        declared = desks()["visitors"]
        place.bench.open_desk("visitors")
        arrive, inside = declared.operation("arrive"), declared.operation("inside")
        perform(place.bench, declared, arrive, arrive.asks(visitor="هيوا كريم"))
        before = perform(place.bench, declared, inside, inside.asks())
        made = place.bench.back_up(place.folder / "one.backup", place.key.public)
        _, verdict = restored(made.path, place.folder / "back", place.key, place.terms())
        assert verdict.holds, verdict.findings
        door = Door.opened(place.folder / "back")
        again = Workbench(door, door.people.get("owner"))
        assert perform(again, declared, inside, inside.asks()) == before
        perform(again, declared, arrive, arrive.asks(visitor="سلام"))
        assert Verifier(door).verify().holds
        door.close()
