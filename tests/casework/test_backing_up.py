"""A workspace comes back from its backup as it was, on either engine, while people work in it."""

import stat
from pathlib import Path
from threading import Event, Thread

import pytest

from tahqiq.access.door import Door
from tahqiq.access.people import RESTORER
from tahqiq.desk import desks, perform
from tahqiq.kit.errors import Busy, Conflict, NotFound, Refused
from tahqiq.store.backup.backup_writer import written
from tahqiq.store.backup.base import SCRATCH, Bases
from tahqiq.store.backup.recovery_key import make
from tahqiq.workbench import Workbench
from tahqiq.workbench.backups import restored
from tests.casework.backups import SECOND_SLOW, Place, calls, content, people
from tests.conformance.installing import installed, laid_out


def size(root: Path) -> int:
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file())


def kept_size(place: Place) -> int:
    """Bytes of originals, events and manifests, and of every row as text: what a workspace holds, without
    what can be made again."""
    files = sum(size(place.root / name) for name in ("originals", "facts", "manifests"))
    rows = sum(len(line) for lines in content(place.door).values() for line in lines)
    log = sum(len(str(row)) for row in place.door.audit._database.query("SELECT * FROM leaf"))
    return files + rows + log


def test_all_of_it_comes_back_and_holds(place: Place) -> None:
    place.collect("calls.csv", calls(400))
    place.collect("people.csv", people(300))
    made = place.bench.back_up(place.folder / "one.backup", place.key.public)
    before = content(place.door)
    found, verdict = restored(made.path, place.folder / "back", place.key, place.terms())
    assert verdict.holds, verdict.findings
    assert (found.damaged, found.missing, found.known) == ((), (), True)
    door = Door.opened(place.folder / "back")
    assert content(door) == before
    for name in ("originals", "facts", "manifests"):
        here, there = place.root / name, place.folder / "back" / name
        files = {path.relative_to(here) for path in here.rglob("*") if path.is_file()}
        assert files == {path.relative_to(there) for path in there.rglob("*") if path.is_file()}
        assert all((here / path).read_bytes() == (there / path).read_bytes() for path in files)
    bench = Workbench(door, door.people.get("owner"))
    bench.refresh_search()
    assert bench.search("Person 7").hits
    leaves = list(door.audit.leaves(made.head.size + 1))
    assert [(leaf.actor, leaf.act, leaf.phase, leaf.object) for leaf in leaves[:2]] == [
        (RESTORER.id, "restore", "intent", made.id),
        (RESTORER.id, "restore", "outcome", made.id),
    ]
    door.close()


@SECOND_SLOW
def test_a_second_one_moves_at_most_twice_what_changed(place: Place) -> None:
    place.collect("calls.csv", calls(4000))
    place.collect("people.csv", people(3000))
    first = place.bench.back_up(place.folder / "one.backup", place.key.public)
    before = kept_size(place)
    place.collect("more.csv", people(60, 2970))
    changed = kept_size(place) - before
    second = place.bench.back_up(place.folder / "two.backup", place.key.public, first.path)
    assert second.bytes <= 2 * changed, (second.bytes, changed)
    assert second.bytes < first.bytes / 4
    expected = content(place.door)
    found, verdict = restored(second.path, place.folder / "back", place.key, place.terms())
    assert verdict.holds, verdict.findings
    assert found.chain == (first.path, second.path)
    door = Door.opened(place.folder / "back")
    assert content(door) == expected
    door.close()


@SECOND_SLOW
def test_a_chain_follows_what_goes_and_what_changes(place: Place) -> None:
    """Merged files go, rows are changed and deleted between backups; each state comes back."""
    states, chain, onto = [], [], None
    for number in range(5):
        place.collect(f"calls{number}.csv", calls(50, 40 * number))
        if number == 2:
            for more in range(8):
                place.collect(f"more{more}.csv", calls(20, 400 + 20 * more))
        source = place.bench.sources()[0]
        place.bench.open_case(f"Case {number}")
        assert source.state == "published"
        states.append(content(place.door))
        onto = place.bench.back_up(place.folder / f"{number}.backup", place.key.public, onto).path
        chain.append(onto)
    for number in (0, 2, 4):
        found, verdict = restored(chain[number], place.folder / f"back{number}", place.key, place.terms())
        assert verdict.holds, verdict.findings
        assert found.chain == tuple(chain[: number + 1])
        door = Door.opened(place.folder / f"back{number}")
        assert content(door) == states[number]
        door.close()


@SECOND_SLOW
def test_people_work_on_meanwhile(place: Place) -> None:
    """Backups one after the other while another thread collects: every one of them holds by itself."""
    place.collect("calls.csv", calls(300))
    stop, failed = Event(), []

    def work() -> None:
        number = 0
        try:
            while not stop.is_set() and number < 40:
                place.collect(
                    f"thread{number}.csv", calls(30, 31 * number) if number % 2 else people(30, 31 * number)
                )
                number += 1
        except Exception as error:  # noqa: BLE001 (told by the test)
            failed.append(error)

    worker = Thread(target=work)
    worker.start()
    chain: list[Path] = []
    try:
        for number in range(6):
            made = place.bench.back_up(
                place.folder / f"{number}.backup",
                place.key.public,
                chain[-1] if chain and number % 3 else None,
            )
            chain.append(made.path)
            assert made.missing == ()
    finally:
        stop.set()
        worker.join()
    assert failed == []
    assert place.bench.verify().holds
    for number, path in enumerate(chain):
        found, verdict = restored(path, place.folder / f"back{number}", place.key, place.terms())
        assert verdict.holds, (number, verdict.findings)
        assert found.damaged == ()


def test_everything_is_for_the_owner_alone(place: Place) -> None:
    place.collect("people.csv", people(20))
    first = place.bench.back_up(place.folder / "one.backup", place.key.public)
    second = place.bench.back_up(place.folder / "two.backup", place.key.public, first.path, with_key=True)
    restored(second.path, place.folder / "back", place.key, place.terms())
    paths = [first.path, second.path, place.folder / "recovery", *place.root.joinpath("backup").rglob("*")]
    paths += [
        path
        for name in ("originals", "facts", "manifests", "audit")
        for path in (place.folder / "back" / name).rglob("*")
    ]
    loose = {
        path: oct(stat.S_IMODE(path.stat().st_mode))
        for path in paths
        if stat.S_IMODE(path.stat().st_mode) & 0o077
    }
    assert loose == {}
    assert stat.S_IMODE((place.folder / "back").stat().st_mode) == 0o700


def test_the_log_of_the_workspace_holds_who_backed_up(place: Place) -> None:
    made = place.bench.back_up(place.folder / "one.backup", place.key.public)
    leaves = [leaf for leaf in place.door.audit.leaves() if leaf.act == "backup"]
    owner = place.door.people.get("owner").id
    assert [(leaf.actor, leaf.phase, leaf.object, leaf.result) for leaf in leaves] == [
        (owner, "intent", made.id, ""),
        (owner, "outcome", made.id, "done"),
    ]
    assert leaves[0].no <= made.head.size < leaves[1].no


@pytest.mark.parametrize("role", ["analyst", "supervisor", "auditor", "administrator"])
def test_administrators_alone_back_up_a_team(tmp_path: Path, role: str) -> None:
    door = Door.found(tmp_path / "ws", team=True)
    person = door.people.add("somebody", "Somebody", frozenset({role}), "correct horse battery", "test")
    bench = Workbench(door, person)
    key = make(tmp_path / "key")
    if role == "administrator":
        bench.back_up(tmp_path / "one.backup", key)
        return
    with pytest.raises(Refused):
        bench.back_up(tmp_path / "one.backup", key)
    assert not (tmp_path / "one.backup").exists()
    assert [leaf.result for leaf in door.audit.leaves() if leaf.act == "back-up"] == ["refused:policy"]
    door.close()


@SECOND_SLOW
def test_an_erased_source_is_in_no_later_backup(place: Place) -> None:
    erased = place.collect("secret.csv", people(40, 500))
    place.collect("kept.csv", people(40))
    first = place.bench.back_up(place.folder / "one.backup", place.key.public)
    second = place.bench.back_up(place.folder / "two.backup", place.key.public, first.path)
    erase(place, erased)
    assert not list((place.root / "backup").glob("last*"))
    with pytest.raises(Conflict, match="no longer remembers"):
        place.bench.back_up(place.folder / "three.backup", place.key.public, second.path)
    third = place.bench.back_up(place.folder / "three.backup", place.key.public)
    _, verdict = restored(third.path, place.folder / "back", place.key, place.terms())
    assert verdict.holds, verdict.findings
    assert [item.code for item in verdict.erased] == ["erased-by-order"]
    door = Door.opened(place.folder / "back")
    assert not [line for lines in content(door).values() for line in lines if "Person 510" in line]
    assert len(list(door.workspace.originals.all())) == 1
    door.close()
    _, verdict = restored(second.path, place.folder / "older", place.key, place.terms())
    assert verdict.holds
    assert [item.code for item in verdict.erased] == ["erased-by-order"], (
        "an older backup holds it, and the restoring erased it again"
    )
    door = Door.opened(place.folder / "older")
    assert not [line for lines in content(door).values() for line in lines if "Person 510" in line]
    door.close()


def erase(place: Place, source: str) -> None:
    """Erase a source by the order of two supervisors."""
    case = place.bench.cases()[0]
    for login in ("first", "second"):
        person = place.door.people.add(
            login, login, frozenset({"supervisor"}), "correct horse battery", "test"
        )
        place.door.cases.add_member(case.id, person.id, "test")
    first, second = (Workbench(place.door, place.door.people.get(login)) for login in ("first", "second"))
    first.acts.request_erasure(source, "12/2026")
    second.acts.approve_erasure(source)


def test_an_erasure_is_not_held_up_and_stops_a_backup_on_its_way(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    erased = place.collect("secret.csv", people(40, 500))

    def slow(*given: object) -> object:
        erase(place, erased)
        return written(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("tahqiq.casework.backing_up.written", slow)
    with pytest.raises(Conflict) as raised:
        place.bench.back_up(place.folder / "one.backup", place.key.public)
    assert raised.value.code == "backup-overtaken"
    assert [path.name for path in place.folder.glob("one*")] == []
    assert not list(place.door.workspace.scratch.glob(f"{SCRATCH}*"))
    assert place.bench.verify().holds


def test_one_at_a_time_and_never_over_another(place: Place) -> None:
    made = place.bench.back_up(place.folder / "one.backup", place.key.public)
    with pytest.raises(Conflict) as raised:
        place.bench.back_up(made.path, place.key.public)
    assert raised.value.code == "backup-file-exists"
    with pytest.raises(NotFound):
        place.bench.back_up(place.folder / "nowhere" / "two.backup", place.key.public)
    with Bases(place.root).held(), pytest.raises(Busy) as busy:
        place.bench.back_up(place.folder / "two.backup", place.key.public)
    assert busy.value.code == "backup-busy"


def test_only_the_last_backup_can_be_built_upon_and_only_as_it_was_remembered(place: Place) -> None:
    first = place.bench.back_up(place.folder / "one.backup", place.key.public)
    second = place.bench.back_up(place.folder / "two.backup", place.key.public)
    with pytest.raises(Conflict) as raised:
        place.bench.back_up(place.folder / "three.backup", place.key.public, first.path)
    assert raised.value.code == "backup-base-unknown"
    with (place.root / "backup" / "last" / "database.db").open("r+b") as stream:
        stream.seek(5000)
        stream.write(b"x")
    with pytest.raises(Conflict):
        place.bench.back_up(place.folder / "three.backup", place.key.public, second.path)


def test_what_is_damaged_or_missing_already_is_told_and_the_rest_is_saved(place: Place) -> None:
    for name in ("lost.csv", "spoiled.csv", "good.csv"):
        place.collect(name, people(20, {"lost.csv": 0, "spoiled.csv": 100, "good.csv": 200}[name]))
    where = {item.name: place.door.workspace.originals.path(item.sha256) for item in place.bench.sources()}
    where["lost.csv"].unlink()
    where["spoiled.csv"].chmod(0o600)
    data = where["spoiled.csv"].read_bytes()
    where["spoiled.csv"].write_bytes(data[:-1] + b"X")
    made = place.bench.back_up(place.folder / "one.backup", place.key.public)
    assert [Path(name).name for name in made.missing] == [where["lost.csv"].name]
    found, verdict = restored(made.path, place.folder / "back", place.key, place.terms())
    assert found.missing == made.missing
    assert [Path(name).name for name in found.damaged] == [where["spoiled.csv"].name]
    assert {item.code for item in verdict.findings} == {"original-missing", "original-differs"}


@SECOND_SLOW
def test_a_shelf_whose_table_is_new_is_built_upon_the_backup_before(
    place: Place, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The tables of records come and go; they are made again from the records and stand in no backup."""
    with installed(laid_out(tmp_path_factory.mktemp("desks"))):
        first = place.bench.back_up(place.folder / "one.backup", place.key.public)
        declared = desks()["visitors"]
        place.bench.open_desk("visitors")
        arrive, inside = declared.operation("arrive"), declared.operation("inside")
        perform(place.bench, declared, arrive, arrive.asks(visitor="هيوا كريم"))
        before = perform(place.bench, declared, inside, inside.asks())
        second = place.bench.back_up(place.folder / "two.backup", place.key.public, first.path)
        _, verdict = restored(second.path, place.folder / "back", place.key, place.terms())
        assert verdict.holds, verdict.findings
        door = Door.opened(place.folder / "back")
        again = Workbench(door, door.people.get("owner"))
        assert perform(again, declared, inside, inside.asks()) == before
        door.close()
