"""A reader's process gives what the reader gives, and its end is a problem, never the end of the program."""

import gc
import os
import signal
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tahqiq.formats.confined import process
from tahqiq.formats.confined.pool import SCRATCH, ReaderFault, read_confined
from tahqiq.formats.reader import DEFAULT_LIMITS, Item, Limits, Member, Records
from tahqiq.formats.registry import choose, reader
from tahqiq.kit.errors import Cancelled
from tahqiq.model.problem import Problem

LINES = "a;b\n" + "\n".join(f"{number};x{number}" for number in range(200_000)) + "\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "t.csv"
    path.write_text(LINES, "utf-8")
    return path


def told(items: Iterator[Item]) -> list[object]:
    """Items as plain values."""
    made: list[object] = []
    for item in items:
        if isinstance(item, Records):
            made.append((item.kind, item.part, item.columns.to_pydict(), item.rows.tolist()))
        elif isinstance(item, Member):
            with item.open() as stream:
                made.append((item.path, item.place, stream.read()))
        else:
            made.append(item)
    return made


def archive(path: Path) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("small.txt", "x")
        made.writestr("large.bin", os.urandom(1 << 20) * 20)
    return path


@pytest.mark.parametrize("kind", ["table", "archive", "damaged", "ragged"])
def test_it_gives_what_the_reader_gives(tmp_path: Path, table: Path, kind: str) -> None:
    files: dict[str, Callable[[], Path]] = {
        "table": lambda: table,
        "archive": lambda: archive(tmp_path / "a.zip"),
        "damaged": lambda: write(tmp_path / "d.pdf", b"%PDF-1.7 no"),
        "ragged": lambda: write(tmp_path / "r.csv", b'a;b;c\n1;2;3\n"x;2\n1;2;3;4;5\n'),
    }
    path = files[kind]()
    chosen = choose(path, path.name)
    assert chosen
    assert told(read_confined(chosen[0], path, path.name)) == told(chosen[0].read(path, path.name))


def write(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_a_large_member_lies_in_a_file_until_the_next_item(tmp_path: Path) -> None:
    path, folder = archive(tmp_path / "a.zip"), tmp_path / "scratch"
    folder.mkdir()
    seen = []
    for item in read_confined(reader("archive"), path, "a.zip", folder=folder):
        assert isinstance(item, Member)
        assert item.at is not None
        assert item.at.is_file()
        seen.append(item.at)
    assert len(seen) == 2
    assert not any(at.exists() for at in seen)
    assert list(folder.glob(f"{SCRATCH}*")) == []


def test_a_forgotten_reading_takes_nothing_from_the_next_file(table: Path) -> None:
    while process._idle:
        process._idle.pop().close()
    items = read_confined(reader("delimited"), table, "t.csv")
    next(items)
    held: list[object] = [items]
    held.append(held)  # as the frames of an exception hold each other: only the collector finds it
    del items, held
    gc.collect()
    assert not any(child._in.closed for child in process._idle)
    assert told(read_confined(reader("delimited"), table, "t.csv")) == told(
        reader("delimited").read(table, "t.csv")
    )


def test_a_process_that_dies_is_a_problem_after_what_it_gave(table: Path) -> None:
    items = read_confined(reader("delimited"), table, "t.csv")
    first = next(items)
    assert isinstance(first, Records)
    killed = [child for child in children() if "confined" in child[1]]
    for number, _ in killed:
        os.kill(number, signal.SIGKILL)
    rest = list(items)
    assert isinstance(rest[-1], Problem)
    assert (rest[-1].code, rest[-1].records) == ("reader-stopped", 1)
    assert len(told(read_confined(reader("delimited"), table, "t.csv"))) >= 3


def children() -> list[tuple[int, str]]:
    """Processes that this one started: number and command line."""
    found = []
    for path in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((path / "stat").read_text("utf-8", "replace").rsplit(")", 1)[1].split()[1])
            command = (path / "cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            continue
        if parent == os.getpid():
            found.append((int(path.name), command))
    return found


def test_too_little_memory_is_a_problem(tmp_path: Path) -> None:
    path = write(
        tmp_path / "t.json",
        ("[" + ",".join('{"a": "%s"}' % ("x" * 1000) for _ in range(60_000)) + "]").encode(),
    )
    rest = list(read_confined(reader("json"), path, "t.json", Limits(max_memory=16 << 20)))
    problems = [item for item in rest if isinstance(item, Problem)]
    assert [item.code for item in problems if item.records] != []
    assert {item.code for item in problems} <= {"reader-stopped", "limit-reached"}


def test_one_that_gives_nothing_is_ended(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = process.Child()
    os.kill(child._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(process, "_taken", lambda: child)
    (problem,) = read_confined(reader("delimited"), table, "t.csv", Limits(max_silence=0.3))
    assert isinstance(problem, Problem)
    assert problem.code == "reader-too-slow"
    assert not child.alive()


def test_who_waits_can_stop_it(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = process.Child()
    os.kill(child._process.pid, signal.SIGSTOP)
    monkeypatch.setattr(process, "_taken", lambda: child)

    def stop() -> None:
        raise Cancelled("job-cancelled", no=1)

    with pytest.raises(Cancelled):
        list(read_confined(reader("delimited"), table, "t.csv", DEFAULT_LIMITS, stop))
    assert not child.alive()


def test_a_process_is_used_again_and_a_look_that_ends_early_leaves_it_ready(table: Path) -> None:
    def number() -> set[int]:
        return {child for child, command in children() if "confined" in command}

    list(read_confined(reader("delimited"), table, "t.csv"))
    before = number()
    for item in read_confined(reader("delimited"), table, "t.csv"):
        assert isinstance(item, Records)
        break
    assert len(told(read_confined(reader("delimited"), table, "t.csv"))) >= 3
    assert number() == before


def test_a_file_that_is_not_there_is_an_error_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        list(read_confined(reader("delimited"), tmp_path / "none.csv", "none.csv"))


def test_a_fault_of_a_reader_is_told(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    class Unknown:
        name = "nobody-knows"

    with pytest.raises(ReaderFault, match="nobody-knows"):
        list(read_confined(Unknown(), table, "t.csv"))


def test_it_works_where_more_than_a_thousand_files_are_open(table: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, 4_096), hard))
    held = [os.open(os.devnull, os.O_RDONLY) for _ in range(1_200)]
    try:
        with process._guard:
            while process._idle:
                process._idle.pop().close()
        assert len(told(read_confined(reader("delimited"), table, "t.csv"))) >= 3
    finally:
        for number in held:
            os.close(number)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


def test_a_process_that_a_large_one_began_is_used_again(table: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The memory of a server counted as that of its readers, and one was begun anew for each file: a second
    of the processor each time."""
    monkeypatch.setattr(process, "_HEAVY", 400 << 10)
    large = b"x" * (600 << 20)
    process.forget()
    list(read_confined(reader("delimited"), table, "table.csv"))
    begun = process._idle[-1]
    assert len(large) == 600 << 20
    list(read_confined(reader("delimited"), table, "table.csv"))
    assert process._idle[-1] is begun
