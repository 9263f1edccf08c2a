"""kill -9 at any moment of a collection loses no original and shows no half source; running it again gives
the same result."""

import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.workbench import Workbench
from tests.casework.backups import Place

ROWS = 15_000
GIVEN = ("علي", "حسن", "Sara", "Karwan", "زينب", "Omar", "شيرين")


def sheets(folder: Path) -> list[Path]:
    """A sheet of people with phones and a file of calls between them."""
    folder.mkdir()
    people, calls = folder / "people.csv", folder / "calls.csv"
    number = [f"0743{index:07d}" for index in range(2_000)]
    lines = [
        (
            f"{GIVEN[row % 7]} {GIVEN[row % 5]} {row},{number[row % 2_000]},"
            f"{1950 + row % 50}-03-{1 + row % 28:02d}"
        )
        for row in range(ROWS)
    ]
    people.write_text("name,phone,birth date\n" + "\n".join(lines) + "\n", "utf-8")
    rows = [
        (
            f"{number[row * 7 % 2_000]},{number[row * 13 % 2_000]},2026-01-{1 + row % 28:02d} "
            f"10:{row % 60:02d}:00,{row % 300}"
        )
        for row in range(ROWS)
    ]
    calls.write_text("caller,callee,start time,duration\n" + "\n".join(rows) + "\n", "utf-8")
    return [people, calls]


def collect(root: Path, folder: Path) -> "subprocess.Popen[bytes]":
    code = "from tahqiq.cli.start import main; main()"
    command = [
        sys.executable,
        "-W",
        "ignore",
        "-c",
        code,
        "--workspace",
        str(root),
        "collect",
        str(folder),
        "--zone",
        "Asia/Baghdad",
    ]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def state(root: Path) -> dict[str, tuple[str, int, int, int]]:
    """What each source came to, as the owner sees it after the sweep that every start does."""
    with Workbench.opened(root) as bench:
        verdict = bench.verify()
        assert verdict.holds, verdict.findings
        for source in bench.sources():
            assert source.state in ("sealed", "published")
            assert bench.workspace.originals.path(source.sha256).stat().st_size == source.size
            if source.state == "published":
                assert source.records == source.mapped == ROWS
        rows = bench.workspace.database.query(
            "SELECT DISTINCT s.source FROM statement s JOIN source o ON o.no = s.source WHERE "
            "o.state <> 'published'"
        )
        assert rows == []
        return {
            source.name: (source.state, source.records, source.statements, source.facts)
            for source in bench.sources()
        }


def strike(tmp_path: Path, times: int, seed: int, database: Callable[[], str] = str) -> None:
    """Kill a collection at random moments; ``database`` makes an empty one of the engine ("" : SQLite)."""
    dice = random.Random(seed)
    folder = tmp_path / "in"
    sheets(folder)
    reference = tmp_path / "reference"
    Door.found(reference, database()).close()
    began = time.monotonic()
    assert collect(reference, folder).wait() == 0
    whole = time.monotonic() - began
    expected = state(reference)
    assert {item[0] for item in expected.values()} == {"published"}
    made = 0

    def empty() -> Path:
        nonlocal made
        made += 1
        Door.found(tmp_path / f"struck {made}", database()).close()
        return tmp_path / f"struck {made}"

    root, struck = empty(), 0
    for _ in range(times):
        began = time.monotonic()
        process = collect(root, folder)
        time.sleep(dice.uniform(0.2, 0.9) * whole)
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            struck += 1
        process.wait()
        took = time.monotonic() - began
        _let_lease_lapse(root)
        if (
            state(root) == expected
        ):  # whole: nothing is left to strike in this one, and this machine is quicker
            root, whole = empty(), min(whole, took)
    assert struck >= 1
    collect(root, folder).wait()
    assert state(root) == expected


AGAIN = """
name: again
title: Calls, from the called to the caller
for: {kind: table}
layout: {header: [caller, callee, start time, duration]}
country: IQ
zone: Asia/Baghdad
zone_by: owner
facts:
  call: {schema: Call, a: callee, b: caller, start: {columns: [start time]}, seconds: {column: duration}}
"""


def strike_reading_again(tmp_path: Path, times: int, seed: int, database: Callable[[], str] = str) -> None:
    """Kill a second reading at random moments: each time the old reading or the new one stands, whole."""
    dice = random.Random(seed)
    sheets(tmp_path / "in")
    (tmp_path / "again.yaml").write_text(AGAIN, "utf-8")
    root = tmp_path / "struck"
    Door.found(root, database()).close()
    assert collect(root, tmp_path / "in").wait() == 0
    took, struck = 2.0, 0
    for turn in range(times + 1):
        with Workbench.opened(root) as bench:
            before = next(source for source in bench.sources() if source.name == "calls.csv")
        code = "from tahqiq.cli.start import main; main()"
        words = [
            "collect",
            "--again",
            before.id,
            "--mapping",
            str(tmp_path / "again.yaml"),
            "--reason",
            f"turn {turn}",
        ]
        command = [sys.executable, "-W", "ignore", "-c", code, "--workspace", str(root), *words]
        began = time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        if turn:
            time.sleep(dice.uniform(0.3, 1.0) * took)
            if process.poll() is None:
                process.send_signal(signal.SIGKILL)
                struck += 1
        process.wait()
        took = took if turn else time.monotonic() - began
        _let_lease_lapse(root)
        with Workbench.opened(root) as bench:
            verdict = bench.verify()
            assert verdict.holds, verdict.findings
            after = next(source for source in bench.sources() if source.name == "calls.csv")
            assert after.id == before.id or after.follows == before.id
            assert (after.state, after.records, after.mapped, after.facts) == ("published", ROWS, ROWS, ROWS)
            assert bench.workspace.facts.records(bench.scope()) == {"Call": ROWS}
            assert len(bench.sources()) == 2
    assert struck >= 1


def _let_lease_lapse(root: Path) -> None:
    """A dead process's lease lapses after 30 seconds; the test does not wait for it."""
    with Door.opened(root).workspace.database.transaction() as transaction:
        transaction.execute("UPDATE job SET lease_until='' WHERE state='running'")


def test_killed_a_few_times(tmp_path: Path) -> None:
    strike(tmp_path, 2, 1)


@pytest.mark.slow
def test_reading_again_killed_fifteen_times(tmp_path: Path) -> None:
    strike_reading_again(tmp_path, 15, 4)


@pytest.mark.slow
def test_killed_thirty_times(tmp_path: Path) -> None:
    strike(tmp_path, 30, 2)


POSTGRES = pytest.mark.parametrize(
    "place", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)


@POSTGRES
@pytest.mark.slow
def test_killed_on_postgresql(place: Place) -> None:
    strike(place.folder, 8, 5, place.database)


@POSTGRES
@pytest.mark.slow
def test_reading_again_killed_on_postgresql(place: Place) -> None:
    strike_reading_again(place.folder, 5, 6, place.database)
