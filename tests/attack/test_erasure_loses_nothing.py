"""One document is erased while others are acknowledged and not read yet: every other one is read, whatever
order the jobs come in, and whatever a crash cut off."""

import os
import time
from io import BytesIO

import pytest

from tahqiq.access.door import Door
from tahqiq.casework.erasure_run import start
from tahqiq.casework.left_over import SECONDS
from tahqiq.desk import DESK_JOB
from tahqiq.kit.errors import Busy
from tahqiq.store.erasure import Erasures
from tahqiq.store.lost_originals import ROWS_SINCE
from tahqiq.web.worker import Worker
from tahqiq.workbench.upkeep import Upkeep
from tests.store.conftest import new_database, postgres_server  # noqa: F401 (fixtures)

from .conftest import bench, client, codes
from .harbour import harbour  # noqa: F401 (fixtures)

MANY = 12


def sheet(number: int) -> bytes:
    return f"name,phone\nPerson{number} Omar,0743000{number:04d}\n".encode()


def sent(door: Door, *numbers: int) -> None:
    """Files that the server acknowledged, one request each."""
    page = client(door, "analyst")
    for number in numbers:
        answer = page.post(
            "/api/v1/sources",
            files={"files": (f"file{number}.csv", sheet(number))},
            data={"case": "Harbour", "zone": "Asia/Baghdad"},
        )
        assert answer.status_code == 202


def worked(door: Door) -> None:
    """The worker does everything that waits, and carries erasures on as it does by itself."""
    worker = Worker(door)
    while worker.once():
        pass
    worker.erasures()
    while worker.once():
        pass


def published(door: Door) -> set[str]:
    return {item.name for item in bench(door, "analyst").sources() if item.state == "published"}


def names(*numbers: int) -> set[str]:
    return {f"file{number}.csv" for number in numbers}


def erased(door: Door, name: str) -> None:
    """Ask for the erasure of a document and approve it, by two persons; the server's worker carries it out
    later."""
    found = next(item for item in bench(door, "analyst").sources() if item.name == name)
    bench(door, "chief").acts.request_erasure(found.id, "Order 1")
    bench(door, "second").queue_erasure(found.id)


def test_what_was_acknowledged_before_and_after_an_erasure_is_all_there(harbour: Door) -> None:  # noqa: F811
    sent(harbour, *range(MANY))
    assert {item.name for item in bench(harbour, "analyst").sources()} == names(*range(MANY))
    worker = Worker(harbour)
    worker.once()
    assert published(harbour) == names(0)
    erased(harbour, "file0.csv")
    worked(harbour)
    assert published(harbour) == names(*range(1, MANY))
    assert codes(harbour) == set()
    assert not harbour.workspace.database.query("SELECT 1 FROM job WHERE state NOT IN ('done')")


def test_an_unread_document_is_erased_and_the_other_one_of_the_same_request_is_read(harbour: Door) -> None:  # noqa: F811
    page = client(harbour, "analyst")
    files = [("files", (f"file{number}.csv", sheet(number))) for number in (1, 2)]
    assert (
        page.post(
            "/api/v1/sources", files=files, data={"case": "Harbour", "zone": "Asia/Baghdad"}
        ).status_code
        == 202
    )
    erased(harbour, "file1.csv")
    worked(harbour)
    assert published(harbour) == names(2)
    assert codes(harbour) == set()


def test_an_erasure_here_and_now_leaves_the_queue_as_it_is(harbour: Door) -> None:  # noqa: F811
    sent(harbour, 0)
    Worker(harbour).once()
    sent(harbour, *range(1, 5))
    asked = bench(harbour, "analyst").jobs.add(
        DESK_JOB, {"desk": "file0.csv", "words": "Person0 Omar"}, bench(harbour, "analyst").actor
    )
    found = next(item for item in bench(harbour, "analyst").sources() if item.name == "file0.csv")
    bench(harbour, "chief").acts.request_erasure(found.id, "Order 1")
    bench(harbour, "second").approve_erasure(found.id)
    assert (
        bench(harbour, "analyst").jobs.get(asked.no, bench(harbour, "analyst").actor).recipe == asked.recipe
    )
    bench(harbour, "analyst").jobs.cancel(asked.no, bench(harbour, "analyst").actor)
    worked(harbour)
    assert published(harbour) == names(*range(1, 5))


def test_nothing_is_acknowledged_while_an_erasure_is_under_way(harbour: Door) -> None:  # noqa: F811
    sent(harbour, 0)
    Worker(harbour).once()
    erased(harbour, "file0.csv")
    page = client(harbour, "analyst")
    answer = page.post(
        "/api/v1/sources",
        files={"files": ("late.csv", sheet(9))},
        data={"case": "Harbour", "zone": "Asia/Baghdad"},
    )
    assert (answer.status_code, answer.json()["code"]) == (503, "erasure-under-way")
    worked(harbour)
    assert list(harbour.workspace.originals.all()) == []
    sent(harbour, 9)
    worked(harbour)
    assert published(harbour) == names(9)


def test_an_original_without_a_row_is_a_finding(harbour: Door) -> None:  # noqa: F811
    sent(harbour, 0)
    worked(harbour)
    assert codes(harbour) == set()
    sealed = harbour.workspace.originals.seal(BytesIO(b"nobody knows this"))
    (found,) = bench(harbour, "owner").verify().findings
    assert (found.code, found.params["sha256"]) == ("original-unlisted", sealed.sha256)


def test_what_a_crash_left_between_sealing_and_queueing_is_swept_and_nothing_else(harbour: Door) -> None:  # noqa: F811
    start(harbour)
    with harbour.workspace.database.transaction() as transaction:
        assert (
            transaction.execute(
                "UPDATE meta SET value='2026-01-01T00:00:00.000000Z' WHERE key=?", (ROWS_SINCE,)
            )
            == 1
        )
    sent(harbour, 0)
    left = harbour.workspace.originals.seal(BytesIO(b"sealed, and then the power went"))
    older = harbour.workspace.originals.seal(BytesIO(b"from before this program kept a row of each deposit"))
    new = harbour.workspace.originals.seal(BytesIO(b"another request is about to register it"))
    os.utime(harbour.workspace.originals.path(older.sha256), (0, 0))
    ago = time.time() - 2 * SECONDS
    os.utime(harbour.workspace.originals.path(left.sha256), (ago, ago))
    start(harbour)
    kept = set(harbour.workspace.originals.all())
    assert left.sha256 not in kept
    assert {older.sha256, new.sha256} <= kept
    worked(harbour)
    assert published(harbour) == names(0)


def test_a_row_that_somebody_took_away_does_not_cost_the_original(harbour: Door) -> None:  # noqa: F811
    start(harbour)
    sent(harbour, 0)
    (sha256,) = harbour.workspace.originals.all()
    with harbour.workspace.database.transaction() as transaction:
        transaction.execute("DELETE FROM source")
    start(harbour)
    assert list(harbour.workspace.originals.all()) == [sha256]
    assert {"deposit-missing", "original-unlisted"} <= codes(harbour)


def test_what_stands_inside_an_archive_is_in_the_register_before_the_archive_is_published(
    harbour: Door,  # noqa: F811
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The process ends right after the archive was published: its members are read at the next start."""
    from tests.casework.conftest import archive

    page = client(harbour, "analyst")
    data = archive(one_csv=sheet(1).decode(), two_csv=sheet(2).decode())
    assert (
        page.post(
            "/api/v1/sources",
            files={"files": ("both.zip", data)},
            data={"case": "Harbour", "zone": "Asia/Baghdad"},
        ).status_code
        == 202
    )
    publish = type(harbour.workspace.publication).publish

    class Killed(BaseException):
        pass

    def then_killed(*given: object, **more: object) -> None:
        publish(*given, **more)  # type: ignore[arg-type]
        raise Killed

    monkeypatch.setattr(type(harbour.workspace.publication), "publish", then_killed)
    with pytest.raises(Killed):
        Upkeep(harbour, {}).do(1)
    monkeypatch.undo()
    with harbour.workspace.database.transaction() as transaction:
        transaction.execute("UPDATE job SET state='queued', holder=''")
    start(harbour)
    worked(harbour)
    assert published(harbour) == {"both.zip", "one.csv", "two.csv"}
    assert codes(harbour) == set()


def test_a_reading_that_meets_an_erasure_waits_for_it(harbour: Door) -> None:  # noqa: F811
    sent(harbour, 0)
    Worker(harbour).once()
    sent(harbour, 1)
    found = next(item for item in bench(harbour, "analyst").sources() if item.name == "file0.csv")
    bench(harbour, "chief").acts.request_erasure(found.id, "Order 1")
    bench(harbour, "second").acts.sign_erasure(found.id)
    with pytest.raises(Busy):
        Upkeep(harbour, {}).do(2)
    assert harbour.workspace.database.query("SELECT state, attempts FROM job WHERE no=2") == [("queued", 0)]
    assert [item.no for item in Erasures(harbour.workspace).unfinished()] == [1]
    worked(harbour)
    assert published(harbour) == names(1)
    assert Erasures(harbour.workspace).unfinished() == []
