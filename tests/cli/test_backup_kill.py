"""kill -9 in the middle of a backup leaves none that looks whole; in the middle of a restoring, a folder that
says so and can be begun again."""

import json
import random
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.kit.errors import Conflict, NotFound, TahqiqError
from tahqiq.store.backup.backup_reader import opened
from tahqiq.store.backup.backup_writer import UNFINISHED
from tahqiq.store.backup.recovery_key import make
from tahqiq.workbench import Workbench
from tests.casework.backups import Place, people

BEGUN = "restore-unfinished.json"
LARGE = 60 << 20
"""Enough that writing it takes a while."""


def started(*words: str) -> "subprocess.Popen[bytes]":
    code = "from tahqiq.cli.start import main; main()"
    return subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", code, *words],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def moments(seed: int, times: int, whole: float) -> Iterator[float]:
    """Moments to strike at, most of them in the second half: a program takes a while to begin."""
    dice = random.Random(seed)
    yield from (dice.uniform(0.35, 1.0) * whole for _ in range(times))


def struck(process: "subprocess.Popen[bytes]", after: float, begun: Path | None = None) -> bool:
    """Kill a program after some seconds, counted from when a file is there where one is named; whether it
    still ran."""
    while begun is not None and not begun.exists() and process.poll() is None:
        time.sleep(0.002)
    time.sleep(after)
    running = process.poll() is None
    if running:
        process.send_signal(signal.SIGKILL)
    process.wait()
    return running


def _seen(process: "subprocess.Popen[bytes]", file: Path) -> Iterator[None]:
    """Again and again while a program runs and the file is there."""
    while process.poll() is None:
        if file.exists():
            yield
        time.sleep(0.002)


def prepared(place: Place) -> None:
    """A workspace with some people and an original of many chunks, deposited as everything is."""
    place.collect("people.csv", people(60))
    (place.folder / "large.bin").write_bytes(random.Random(1).randbytes(LARGE))
    place.bench.collect([place.folder / "large.bin"], place.bench.deposit("Inbox", zone="Asia/Baghdad"))
    assert LARGE in [source.size for source in place.bench.sources()]


def strike_backup(place: Place, times: int) -> None:
    prepared(place)
    key = place.folder / "recovery.pub"
    began = time.monotonic()
    words = ("-w", str(place.root), "backup")
    assert started(*words, str(place.folder / "first"), "--to", str(key)).wait() == 0
    whole, kills = time.monotonic() - began, 0
    for number, moment in enumerate(moments(7, times, whole)):
        target = place.folder / f"{number}.backup"
        kills += struck(started(*words, str(target), "--to", str(key)), moment)
        left = target.with_name(target.name + UNFINISHED)
        if target.exists():
            assert opened(target, place.key).extract(lambda _entry: None) == []
        elif left.exists():
            left.rename(
                target
            )  # somebody takes it for whole: refused, or it is (struck between its last byte and its name)
            found = None
            with suppress(TahqiqError):
                found = opened(target, place.key)
            assert found is None or found.extract(lambda _entry: None) == []
            target.unlink()
        place.again()
        assert not list(place.door.workspace.scratch.glob(".backup-*"))
        assert place.bench.verify().holds
    assert times < 10 or kills
    last = place.bench.back_up(place.folder / "last.backup", place.key.public)
    place.bench.back_up(place.folder / "later.backup", place.key.public, last.path)


def strike_restore(place: Place, times: int) -> None:
    prepared(place)
    made = place.bench.back_up(place.folder / "one.backup", place.key.public)
    url = place.database()
    words = [
        "restore",
        str(made.path),
        "{}",
        "--key",
        str(place.folder / "recovery"),
        *(["--postgres", url] if url else []),
    ]
    kills = unfinished = 0
    began = time.monotonic()
    timed = [word.format(place.folder / "timed") for word in words[:-1]] + (
        [place.database()] if url else words[-1:]
    )
    process = started(*timed)
    begun = [time.monotonic() for _ in _seen(process, place.folder / "timed" / BEGUN)]
    assert process.wait() == 0
    whole, window = time.monotonic() - began, begun[-1] - begun[0]
    assert window > 0
    folder = place.folder / "back"
    for number, moment in enumerate(moments(11, times, whole)):
        if (folder / "workspace.json").exists() and not (folder / BEGUN).exists():
            shutil.rmtree(folder)  # it was whole already: another one
            if url:
                words[-1] = place.database()
        process = started(*(word.format(folder) for word in words))
        by_clock = (
            number % 2 == 0
        )  # most of the time goes into starting and verifying; every other strike waits until it restores
        kills += (
            struck(process, moment) if by_clock else struck(process, moment / whole * window, folder / BEGUN)
        )
        if (folder / BEGUN).exists():
            unfinished += 1
            with pytest.raises(Conflict) as raised:
                Workbench.opened(folder).__enter__()
            assert raised.value.code == "restore-unfinished"
        elif not (folder / "workspace.json").exists():
            with pytest.raises(NotFound):
                Workbench.opened(folder).__enter__()
    assert times < 10 or (kills and unfinished)
    if (folder / BEGUN).exists() or not (folder / "workspace.json").exists():
        done = subprocess.run(
            [
                sys.executable,
                "-W",
                "ignore",
                "-c",
                "from tahqiq.cli.start import main; main()",
                *(word.format(folder) for word in words),
                "--json",
            ],
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        assert json.loads(done.stdout)["holds"]
    with Workbench.opened(folder) as bench:
        assert bench.verify().holds
        assert len(bench.sources()) == len(place.bench.sources())


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)  # PostgreSQL with the slow ones below
def test_a_backup_killed_at_any_moment(place: Place) -> None:
    strike_backup(place, 3)


@pytest.mark.slow
@pytest.mark.parametrize("place", ["sqlite"], indirect=True)  # PostgreSQL with the slow ones below
def test_a_restoring_killed_at_any_moment(place: Place) -> None:
    strike_restore(place, 3)


@pytest.mark.slow
def test_backups_killed_many_times(place: Place) -> None:
    strike_backup(place, 25)


@pytest.mark.slow
def test_restorings_killed_many_times(place: Place) -> None:
    strike_restore(place, 25)


def answers(port: int) -> bool:
    """Whether the server gives its page, within a minute."""
    until = time.monotonic() + 60
    while time.monotonic() < until:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
                return bool(page.status == 200)
        except OSError:
            time.sleep(0.2)
    return False


@pytest.mark.slow
def test_a_backup_while_a_server_works(tmp_path: Path) -> None:
    """The server is a process of its own, in the middle of an intake."""
    root, folder = tmp_path / "ws", tmp_path / "in"
    Door.found(root).close()
    folder.mkdir()
    for number in range(8):
        (folder / f"{number}.csv").write_text(people(300, 300 * number), "utf-8")
    make(tmp_path / "recovery")
    intake = started("-w", str(root), "collect", str(folder), "--zone", "Asia/Baghdad")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = started("-w", str(root), "serve", "--port", str(port))
    made: list[Path] = []
    try:
        assert answers(port)
        while len(made) < 2:
            target = tmp_path / f"{len(made)}.backup"
            onto = ["--onto", str(made[-1])] if made else []
            assert (
                started(
                    "-w", str(root), "backup", str(target), "--to", str(tmp_path / "recovery.pub"), *onto
                ).wait()
                == 0
            )
            made.append(target)
        assert answers(port)
        assert intake.wait() == 0
    finally:
        intake.kill()
        intake.wait()
        server.kill()
        server.wait()
    for number, path in enumerate(made):
        words = ("restore", str(path), str(tmp_path / f"back{number}"), "--key", str(tmp_path / "recovery"))
        assert started(*words).wait() == 0, number
