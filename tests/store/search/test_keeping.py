"""The index follows the store: one source more, one less, two writers, a killed writer, a damaged file."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Timer

import pytest

from tahqiq.kit.errors import Busy
from tahqiq.store.search import Search
from tahqiq.store.search.folder import Folder
from tahqiq.store.workspace import Workspace

from .conftest import Row, put, seeing

FIRST: list[Row] = [
    ("Person", "1", "name", "Hasan Karim"),
    ("Person", "1", "phone>PhoneNumber", "+9647701112223"),
]
SECOND: list[Row] = [
    ("Person", "2", "name", "Hasan Salim"),
    ("Person", "2", "phone>PhoneNumber", "+9647701112223"),
]


def names(workspace: Workspace, asked: str = "Hasan") -> list[str]:
    return sorted(hit.caption for hit in Search(workspace).search(seeing(workspace), asked).hits)


def test_a_new_source_is_added_without_making_the_index_again(workspace: Workspace) -> None:
    put(workspace, FIRST)
    assert names(workspace) == ["Hasan Karim"]
    folder = Folder(workspace.root / "index").state().folder
    put(workspace, SECOND)
    assert Search(workspace).refresh()
    state = Folder(workspace.root / "index").state()
    assert (state.folder, sorted(state.sources)) == (folder, ["1", "2"])
    assert names(workspace) == ["Hasan Karim", "Hasan Salim"]


def test_an_open_search_sees_what_another_one_added(workspace: Workspace) -> None:
    put(workspace, FIRST)
    mine = Search(workspace)
    assert mine.search(seeing(workspace), "Hasan").total == 1
    put(workspace, SECOND)
    Search(workspace).rebuild()
    assert mine.search(seeing(workspace), "Hasan").total == 2


def test_an_erased_source_is_gone_from_the_index(workspace: Workspace) -> None:
    put(workspace, FIRST)
    second = put(workspace, SECOND)
    assert names(workspace, "0770 111 2223") == ["+9647701112223", "Hasan Karim", "Hasan Salim"]
    with workspace.database.transaction() as transaction:
        transaction.execute("DELETE FROM statement WHERE source=?", (second.no,))
        transaction.execute("UPDATE source SET state='erased' WHERE no=?", (second.no,))
    Search(workspace).forget_erased()
    assert names(workspace, "0770 111 2223") == ["+9647701112223", "Hasan Karim"]
    assert list(Folder(workspace.root / "index").state().sources) == ["1"]


def test_a_retracted_value_is_not_found(workspace: Workspace) -> None:
    put(workspace, FIRST)
    assert names(workspace) == ["Hasan Karim"]
    with workspace.database.transaction() as transaction:
        columns = ("entity", "id", "source", "seq", "kind", "at", "actor", "reason")
        for entity, identity in transaction.query(
            "SELECT entity, id FROM statement s JOIN prop p ON p.no = s.prop WHERE p.name='name'"
        ):
            transaction.insert_many(
                "retraction",
                columns,
                [(entity, identity, 1, 1, "retract", "2025-01-01T00:00:00Z", "tester", "mistyped")],
            )
    assert names(workspace) == []


def test_two_writers_do_not_meet(workspace: Workspace) -> None:
    put(workspace, FIRST)
    search = Search(workspace)
    assert search.search(seeing(workspace), "Hasan").complete
    put(workspace, SECOND)
    with (workspace.root / "index" / "write.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        behind = search.search(seeing(workspace), "Hasan", patience=0.1)
        assert not search.refresh(wait=0.0)
        with pytest.raises(Busy), Folder(workspace.root / "index").writing(0.05):
            pytest.fail("the lock was given twice")
    assert (behind.total, behind.complete) == (1, False)
    assert search.search(seeing(workspace), "Hasan").total == 2


@pytest.mark.parametrize("ask", [lambda search: search.refresh(), lambda search: search.refresh(30.0)])
def test_who_comes_while_another_writes_waits_for_it(
    workspace: Workspace, ask: Callable[[Search], bool]
) -> None:
    """As where a server's worker is at it: the next question found nothing."""
    put(workspace, FIRST)
    search = Search(workspace)
    assert search.refresh()
    put(workspace, SECOND)
    with (workspace.root / "index" / "write.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        Timer(0.5, lambda: fcntl.flock(lock, fcntl.LOCK_UN)).start()
        assert ask(search)
    assert search.search(seeing(workspace), "Hasan", patience=0.0).total == 2


def test_a_question_waits_for_another_that_writes(workspace: Workspace) -> None:
    put(workspace, FIRST)
    (workspace.root / "index").mkdir(exist_ok=True)
    with (workspace.root / "index" / "write.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        Timer(0.5, lambda: fcntl.flock(lock, fcntl.LOCK_UN)).start()
        found = Search(workspace).search(seeing(workspace), "Hasan")
    assert (found.total, found.behind) == (1, 0)


@pytest.mark.parametrize("damage", ["state", "files", "meta", "all"])
def test_a_damaged_index_is_made_again(workspace: Workspace, damage: str) -> None:
    put(workspace, FIRST)
    assert names(workspace) == ["Hasan Karim"]
    root = workspace.root / "index"
    inside = root / Folder(root).state().folder
    if damage == "state":
        (root / "state.json").write_text('{"version": 1, "fol')
    elif damage == "files":
        for path in inside.glob("*.term"):
            path.unlink()
    elif damage == "meta":
        (inside / "meta.json").write_text("{")
    else:
        shutil.rmtree(root)
    assert names(workspace) == ["Hasan Karim"]


WRITER = """
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from tahqiq.store.search import Search
from tahqiq.store.workspace import Workspace
search = Search(Workspace.open(Path(sys.argv[1])))
print("ready", flush=True)
while True:
    search.rebuild()
"""


def test_a_killed_writer_leaves_an_index_that_answers(workspace: Workspace) -> None:
    put(workspace, [("Person", str(number), "name", f"Hasan {number}x Karim") for number in range(300)])
    expected = Search(workspace).search(seeing(workspace), "Hasan").total
    for pause in (0.02, 0.07, 0.15):
        child = subprocess.Popen([sys.executable, "-c", WRITER, str(workspace.root)], stdout=subprocess.PIPE)
        assert child.stdout is not None
        child.stdout.readline()
        time.sleep(pause)
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
        child.stdout.close()
        put(workspace, [("Person", f"k{pause}", "name", f"Hasan {pause}")])
        expected += 1
        assert Search(workspace).search(seeing(workspace), "Hasan", limit=200).total == expected
    assert len([path for path in Path(workspace.root / "index").iterdir() if path.is_dir()]) == 1
