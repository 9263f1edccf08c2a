"""A restoring, a backup and a deposit whose process is killed anywhere: whole, or plainly not there."""

import os
import shutil
import signal
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.casework.erasure_run import start
from tahqiq.casework.restore import restore
from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.store import sqlite as engine
from tahqiq.workbench import Workbench
from tahqiq.workbench.backups import restored
from tests.casework.backups import Place, calls, people

from .vault_keepers import HUDA, SARA, findings, keeper, opened

pytestmark = pytest.mark.usefixtures("own_folder")


def killed(act: Callable[[], object], step: int) -> bool:
    """Do something in a process that is killed at its transaction number ``step``; whether it was."""
    child = os.fork()
    if child == 0:
        made, count = engine.SqliteDatabase.transaction, 0

        def transaction(self: engine.SqliteDatabase, durable: bool = False) -> object:
            nonlocal count
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
            return made(self, durable)

        engine.SqliteDatabase.transaction = transaction  # type: ignore[assignment,method-assign]
        try:
            act()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_restoring_killed_anywhere_opens_only_when_the_later_erasures_are_done(
    place: Place, tmp_path: Path
) -> None:
    opened(place)
    kept, gone = keeper(place.door).register(SARA), keeper(place.door).register(HUDA)
    older = place.bench.back_up(tmp_path / "older.backup", place.key.public)
    keeper(place.door, "two").erase(keeper(place.door).ask_erasure(gone, "Order 7"))
    place.door.close()
    back, step = tmp_path / "back", 1
    while killed(lambda: restore(older.path, back, place.key), step):
        if back.exists():
            with pytest.raises(Conflict) as caught:
                Door.opened(back)
            assert caught.value.code == "restore-unfinished"
        step += 1
    assert step > 5
    door = Door.opened(back)
    assert findings(door) == set()
    assert keeper(door).read(kept) == SARA
    with pytest.raises(NotFound):
        keeper(door).read(gone)
    door.close()


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_backup_killed_anywhere_leaves_none_that_looks_whole(place: Place, tmp_path: Path) -> None:
    opened(place)
    keeper(place.door).register(SARA)
    place.collect("people.csv", people(5))
    place.bench.decide_backups(place.key.public, 28)
    place.door.close()

    def make_one(path: Path) -> None:
        door = Door.opened(place.root)
        Workbench(door, door.people.get("owner")).back_up(path)
        door.close()

    step = 1
    while killed(partial(make_one, tmp_path / f"b{step}.backup"), step):
        made = tmp_path / f"b{step}.backup"
        if made.exists():
            _, verdict = restored(made, tmp_path / f"back{step}", place.key)
            assert verdict.holds
        step += 1
    assert step > 4
    place.door = Door.opened(place.root)
    assert findings(place.door) == set()
    _, verdict = restored(tmp_path / f"b{step}.backup", tmp_path / "last", place.key)
    assert verdict.holds


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_deposit_killed_at_any_write_of_its_original_is_whole_or_not_there(
    place: Place, tmp_path: Path
) -> None:
    """Killed before each flush, rename and transaction of an intake; afterwards verify holds, and the same
    file is taken in."""
    path = tmp_path / "calls.csv"
    path.write_text(calls(40), "utf-8")
    place.door.close()

    def take(root: Path) -> None:
        door = Door.opened(root)
        start(door)
        bench = Workbench(door, door.people.get("owner"))
        bench.collect([path], bench.deposit("Inbox", zone="Asia/Baghdad"))
        door.close()

    step, struck = 1, True
    while struck:
        root = tmp_path / f"ws{step}"
        shutil.copytree(place.root, root)
        struck = killed_at_flush(partial(take, root), step)
        door = Door.opened(root)
        start(door)
        assert findings(door) <= {"original-unlisted"}, step  # sealed, and nobody was told so
        door.close()
        take(root)
        door = Door.opened(root)
        assert findings(door) <= {"original-unlisted"}, step  # sealed, and nobody was told so
        assert door.workspace.facts.records(Workbench(door, door.people.get("owner")).scope()) == {"Call": 40}
        door.close()
        step += 1
    assert step > 4


def killed_at_flush(act: Callable[[], object], step: int) -> bool:
    """Do something in a process that is killed before its flush to the disk number ``step``; whether it
    was."""
    child = os.fork()
    if child == 0:
        made, count = os.fsync, 0

        def fsync(file: int) -> None:
            nonlocal count
            count += 1
            if count == step:
                os.kill(os.getpid(), signal.SIGKILL)
            made(file)

        setattr(os, "fsync", fsync)  # noqa: B010 (the child's own)
        try:
            act()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])
