"""What a process left that was killed before its commit is named by ``verify`` and swept at the next start;
what another process is about to commit is left alone."""

import os
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.access.verify import Verifier
from tahqiq.casework.erasure_run import start
from tahqiq.collect.recovery import MERGING, recover
from tahqiq.collect.staging import Staging
from tahqiq.jobs.named_lock import NamedLock
from tahqiq.jobs.register import Jobs
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.merge import merge_files
from tahqiq.store.originals import STALLED
from tahqiq.store.orphans import SECONDS
from tahqiq.store.publication import Publication
from tahqiq.workbench import Workbench
from tests.attack.conftest import CALLS

from .conftest import personal

LONGEST = 6.0
"""Seconds that one process waits for another which may itself wait for the first."""


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def root(request: pytest.FixtureRequest, tmp_path: Path, new_database: Callable[[], str]) -> Path:
    """A personal workspace with one document read."""
    made = personal(tmp_path / "ws", new_database() if request.param == "postgres" else "")
    door = Door.opened(made)
    collected(door, tmp_path, "first.csv")
    door.close()
    return made


def collected(door: Door, folder: Path, name: str, within: bool = False) -> None:
    """Read a document with calls and texts that are not used: as a job, or within a unit of work."""
    bench, path = Workbench(door, door.people.get("owner")), folder / name
    lines = CALLS.strip().splitlines()
    path.write_text(
        "\n".join([f"{lines[0]},remark", *(f"{line},{name}" for line in lines[1:])]) + "\n", "utf-8"
    )
    deposit = bench.deposit("Inbox", zone="Asia/Baghdad")
    if within:
        with door.audit.unit():
            bench.collect_made(path.read_bytes(), name, deposit)
    else:
        bench.collect([path], deposit)


def findings(root: Path) -> set[str]:
    door = Door.opened(root)
    try:
        return {item.code for item in Verifier(door).verify().findings}
    finally:
        door.close()


def files(root: Path) -> set[str]:
    """The files beside the database, as far as documents have them."""
    found = (path for name in ("facts", "manifests", "staging") for path in (root / name).rglob("*"))
    return {path.relative_to(root).as_posix() for path in found if path.is_file()}


@contextmanager
def child(work: Callable[[], None]) -> Iterator[int]:
    """Another process that does some work; waited for at the end."""
    number = os.fork()
    if number == 0:
        try:
            work()
        finally:
            os._exit(0)
    try:
        yield number
    finally:
        os.waitpid(number, 0)


def published(root: Path) -> list[tuple[str, int]]:
    """The documents that can be read, and how many values each has."""
    door = Door.opened(root)
    try:
        return [(item.name, item.statements) for item in Workbench(door, door.people.get("owner")).sources()]
    finally:
        door.close()


@pytest.mark.parametrize("within", [True, False], ids=["unit", "job"])
def test_files_of_a_process_that_was_killed_before_its_commit_are_swept(
    root: Path, tmp_path: Path, within: bool
) -> None:
    before = files(root)

    def die() -> None:
        publish = Publication.publish

        def dying(self: Publication, *given: object, **more: object) -> None:
            publish(self, *given, **more)  # type: ignore[arg-type]
            os.kill(os.getpid(), signal.SIGKILL)

        if not within:
            publish = lambda *_, **__: None  # noqa: E731 (killed before it is written)
        Publication.publish = dying  # type: ignore[method-assign]
        collected(Door.opened(root), tmp_path, "second.csv", within)

    with child(die):
        pass
    left = {name for name in files(root) - before if not name.startswith("staging/.")}
    assert {name.partition("/")[0] for name in left} >= {"facts", "manifests"}
    if within:
        assert "file-orphaned" not in findings(root), "it may be under way"
        for name in left:
            os.utime(root / name, (time.time() - SECONDS - 60,) * 2)
        assert "file-orphaned" in findings(root)
    door = Door.opened(root)
    start(door)
    assert {name for name in files(root) - before if not name.startswith("staging/.")} == set()
    assert [name for name, _ in published(root)].count("first.csv") == 1
    named = {item.code for item in Verifier(door).verify().findings}
    assert named == ({"original-unlisted"} if within else set())  # swept when it is an hour old
    collected(door, tmp_path, "second.csv")
    assert {item.code for item in Verifier(door).verify().findings} == set()
    door.close()


class Meeting:
    """Two processes that meet: one in the middle of its work, one in the middle of a sweep. Each waits for
    the other for :data:`LONGEST` seconds at the most, because the other may have to wait for it."""

    def __init__(self) -> None:
        self._begin, self._written, self._swept = os.pipe(), os.pipe(), os.pipe()

    def let_begin(self) -> None:
        """The sweep has looked whether anybody is at work: let the other one begin, and wait until it has
        written, or cannot."""
        os.write(self._begin[1], b"1")
        wait([self._written[0]], LONGEST)

    def swept(self) -> None:
        """The sweep is over."""
        os.write(self._swept[1], b"1")

    def wait_for_the_sweep(self) -> None:
        """Wait until the sweep has looked."""
        os.read(self._begin[0], 1)

    def has_written(self) -> None:
        """The other one has written its files and not committed."""
        os.write(self._written[1], b"1")
        wait([self._swept[0]], LONGEST)


@pytest.mark.parametrize("within", [True, False], ids=["unit", "job"])
def test_what_another_process_begins_during_a_sweep_is_left(
    root: Path, tmp_path: Path, within: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sweep looked whether a job was live and swept what a job wrote that began right after that; it
    listed the files of events and swept what a unit of work had written that was not committed."""
    meeting = Meeting()

    def work() -> None:
        finish = Staging.finish

        def finishing(self: Staging) -> object:
            found = finish(self)
            meeting.has_written()
            return found

        Staging.finish = finishing  # type: ignore[assignment,method-assign]
        door = Door.opened(root)
        meeting.wait_for_the_sweep()
        collected(door, tmp_path, "second.csv", within)
        door.close()

    with child(work):
        door = Door.opened(root)
        met = list[int]()

        def once(turn: int) -> None:
            met.append(1)
            if len(met) == turn:
                meeting.let_begin()

        live, listed = Jobs.live, SqlCatalogue.listed

        def looked(self: Jobs, but: int = 0) -> bool:
            found = live(self, but)
            once(1)
            return found

        def read(self: SqlCatalogue) -> object:
            found = listed(self)
            once(2)  # the first list is of what has been in staging
            return found

        with monkeypatch.context() as patched:
            if within:
                patched.setattr(SqlCatalogue, "listed", read)
            else:
                patched.setattr(Jobs, "live", looked)
            recover(door.workspace)
        meeting.swept()
        assert met
        door.close()
    found = published(root)
    assert [name for name, _ in found].count("second.csv") == 1
    assert len({count for _, count in found}) == 1, found
    assert findings(root) == set()


def test_what_is_being_merged_is_left(root: Path, tmp_path: Path) -> None:
    """A merge after a unit of work is under no job; its new file is on no list until it takes their
    place."""
    door = Door.opened(root)
    collected(door, tmp_path, "second.csv")
    catalogue = door.workspace.catalogue
    old = [file for file in catalogue.published_all() if file.layout == "by_party"]
    assert len(old) == 2
    with NamedLock(door.workspace.database, MERGING):
        new = merge_files(root / "facts", old)
        recover(door.workspace)
        assert (root / "facts" / new.path).is_file()
    recover(door.workspace)
    assert not (root / "facts" / new.path).is_file(), "the merge is over, and it is on no list"
    door.close()


def test_a_file_on_its_way_in_is_left(root: Path) -> None:
    door = Door.opened(root)
    coming = door.workspace.originals.incoming()
    coming.write(b"first half, ")
    recover(door.workspace)
    coming.write(b"second half")
    sealed = door.workspace.originals.seal(coming)
    assert door.workspace.originals.there(sealed.sha256)
    left = door.workspace.originals.incoming()
    left.write(b"half")
    os.utime(left.lies(), (time.time() - STALLED - 60,) * 2)
    recover(door.workspace)
    assert not left.lies().exists()
    door.close()
