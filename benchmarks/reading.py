"""Reading the statements of 200 entities from millions (goal: p95 20 ms quiet, at most three times that
during an intake), beside bare SQLite.

    python benchmarks/reading.py [--rows 1000000] [--more 100000] [--times 200] [--folder DIR]

A sheet of ``--rows`` invented people makes ten statements each. Asked for are 200 of them drawn anew each
time, through the scope, with source, place, grade and handling of every value. Bare SQLite selects the same
rows with their texts over the same file and makes nothing of them. During the intake, which runs in a process
of its own, both are asked in turn. What the processor spent is printed beside the clock: other work on the
machine lengthens only the clock.
"""

import argparse
import random
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from statements import sheet

from tahqiq.access.door import Door
from tahqiq.collect.intake import Intake
from tahqiq.store.database import numbers
from tahqiq.workbench import Workbench

ASKED = 200
_BARE = (
    "SELECT s.entity, s.id, p.name, v.text, o.text, s.lang, s.target, s.part, s.rowno, s.colno, "
    "s.class, s.grade, s.source FROM statement s"
    " JOIN prop p ON p.no = s.prop LEFT JOIN value v ON v.no = s.value LEFT JOIN value o ON o.no = "
    "s.original WHERE s.entity IN ({inside})"
)
Taken = list[tuple[float, float]]


def collect(root: Path, file: Path) -> int:
    """Collect a sheet; how many statements it made."""
    door = Door.opened(root) if root.exists() else Door.found(root)
    bench = Workbench(door, door.here())
    made = Intake(door, bench.actor).collect([file], bench.deposit(zone="Asia/Baghdad"))[0].statements
    door.close()
    return made


def timed(act: Callable[[Sequence[int]], object], wanted: Sequence[int], taken: Taken) -> None:
    """One call in ms, by the clock and by the processor."""
    wall, cpu = time.perf_counter(), time.thread_time()
    act(wanted)
    taken.append(((time.perf_counter() - wall) * 1000, (time.thread_time() - cpu) * 1000))


def told(taken: Taken) -> str:
    """Half and 95 of a hundred, by the clock and by the processor."""
    wall, cpu = (sorted(one) for one in zip(*taken, strict=True))
    half, late = len(wall) // 2, int(len(wall) * 0.95)
    return (
        f"p50 {wall[half]:.1f} ms, p95 {wall[late]:.1f} ms; CPU p50 {cpu[half]:.1f} ms, p95 "
        f"{cpu[late]:.1f} ms ({len(wall)} times)"
    )


def late(taken: Taken, which: int = 0) -> float:
    """The 95th of a hundred, by the clock (0) or the processor (1)."""
    return sorted(one[which] for one in taken)[int(len(taken) * 0.95)]


def run(root: Path, rows: int, more: int, times: int) -> None:
    """Fill where nothing is there yet, ask quiet, ask during an intake."""
    folder, workspace = root, root / "ws"
    if not workspace.exists():
        sheet(folder / "people.csv", rows)
        collect(workspace, folder / "people.csv")
    sheet(folder / "more.csv", more, seed=time.time_ns())
    door = Door.opened(workspace)
    bench = Workbench(door, door.here())
    scope, database = bench.scope(), door.workspace.database
    people = [int(str(row[0])) for row in database.query("SELECT no FROM node WHERE schema='Person'")]
    count = int(str(database.query("SELECT COUNT(*) FROM statement")[0][0]))
    plain = sqlite3.connect(f"file:{workspace / 'tahqiq.db'}?mode=ro", uri=True)
    plain.execute("PRAGMA mmap_size=1073741824")
    dice = random.Random(2)  # noqa: S311 - which entities to read

    def ask(ours: Taken, bare: Taken) -> None:
        timed(lambda wanted: door.workspace.reading.entities(scope, wanted), dice.sample(people, ASKED), ours)
        timed(
            lambda wanted: plain.execute(_BARE.format(inside=numbers(wanted))).fetchall(),
            dice.sample(people, ASKED),
            bare,
        )

    ask([], [])
    quiet: tuple[Taken, Taken] = ([], [])
    for _ in range(times):
        ask(*quiet)
    print(f"{count:,} statements of {len(people):,} people, {ASKED} read at a time")  # noqa: T201
    print(f"  quiet: {told(quiet[0])}; goal p95 20 ms")  # noqa: T201
    print(f"  bare SQLite: {told(quiet[1])}; ratio of CPU p95 {late(quiet[0], 1) / late(quiet[1], 1):.2f}")  # noqa: T201
    busy: tuple[Taken, Taken] = ([], [])
    writer = subprocess.Popen(  # noqa: S603
        [sys.executable, __file__, "--collect", str(workspace), str(folder / "more.csv")]
    )
    while writer.poll() is None:
        ask(*busy)
    if writer.returncode or not busy[0]:
        sys.exit("the intake beside failed")
    print(  # noqa: T201
        f"  while {more:,} more people come in: {told(busy[0])}; "
        f"{late(busy[0]) / late(quiet[0]):.2f} times quiet (goal 3)"
    )
    print(f"  bare SQLite: {told(busy[1])}; {late(busy[1]) / late(quiet[1]):.2f} times quiet")  # noqa: T201
    plain.close()
    door.close()


def main() -> None:
    """Read the command line and run."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--more", type=int, default=100_000)
    parser.add_argument("--times", type=int, default=200)
    parser.add_argument("--folder", type=Path, help="a workspace of an earlier run is used again")
    parser.add_argument("--collect", type=Path, nargs=2, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.collect:
        collect(*given.collect)
    elif given.folder:
        given.folder.mkdir(parents=True, exist_ok=True)
        run(given.folder, given.rows, given.more, given.times)
    else:
        with tempfile.TemporaryDirectory(prefix="tahqiq-reading-") as folder:
            run(Path(folder), given.rows, given.more, given.times)


if __name__ == "__main__":
    main()
