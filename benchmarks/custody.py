"""The custody desk beside plain SQL in one run: a roll, allocation against a facility's cells, a person's
file, the rules, and a night's log of doors.

An invented service (``tahqiq custody service``) is taken over; the reference is the same rows in plain SQLite
tables with the indexes that somebody who knows the question would make: no versions, no scope, no log. Goals:
roll of 5,000 < 1 s, allocation against 2,000 cells < 200 ms, a file < 300 ms, 1 million door events < 30 s;
recall and precision of planted violations 1.000.

    python benchmarks/custody.py [--files 16700] [--facilities 3] [--cells 2000] [--events 1000000]
"""

import argparse
import csv
import json
import random
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from tahqiq.access.door import Door
from tahqiq.desk import desk
from tahqiq.desks.custody.importing import ImportRequest, take
from tahqiq.desks.custody.judging import RulesRequest, board
from tahqiq.desks.custody.moves.allocation import AllocationRequest, allocate
from tahqiq.desks.custody.person_file import PersonFileRequest, person
from tahqiq.desks.custody.roll_call import RollRequest, WhereaboutsRequest, roll, where
from tahqiq.desks.custody.synthetic.making import SyntheticServiceRequest, make
from tahqiq.desks.custody.synthetic.rows import AS_OF
from tahqiq.workbench import Workbench
from tests.seat import Seat

AT = AS_OF.isoformat()


def timed(run: Callable[[], Any]) -> tuple[float, float, Any]:
    """Seconds by the clock and of the processor, and what came out."""
    clock, cpu = time.perf_counter(), time.process_time()
    made = run()
    return time.perf_counter() - clock, time.process_time() - cpu, made


def say(line: str) -> None:
    """A line, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def taken(at: Seat, paths: list[Path]) -> Any:  # noqa: ANN401
    """Take files over."""
    ids = []
    for path in paths:
        with path.open("rb") as stream:
            ids += [
                one.id
                for one in at.bench.deposit_later(
                    [(at.bench.seal(stream, path.name), path.name)], at.bench.deposit(at.home)
                )
            ]
    return take(at, ImportRequest(sources=ids), None)


def plain(folder: Path) -> sqlite3.Connection:
    """The registers as plain tables."""
    base = sqlite3.connect(":memory:")
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as stream:
            rows = csv.reader(stream)
            names = next(rows)
            base.execute(f"CREATE TABLE t_{path.stem} ({', '.join(f'c_{name}' for name in names)})")
            base.executemany(f"INSERT INTO t_{path.stem} VALUES ({', '.join('?' * len(names))})", rows)
    base.execute("CREATE INDEX move_person ON t_move (c_person, c_arrived)")
    base.execute("CREATE INDEX move_place ON t_move (c_place)")
    return base


SQL_ROLL = (
    "SELECT m.c_person, m.c_place, p.c_name FROM t_move m JOIN t_person p ON p.c_number = m.c_person "
    "WHERE m.c_arrived = (SELECT MAX(c_arrived) FROM t_move x WHERE x.c_person = m.c_person AND "
    "x.c_arrived <= ?) AND m.c_sort <> 'release'"
)
SQL_CELLS = (
    "SELECT c_code, c_capacity, (SELECT COUNT(*) FROM t_move m WHERE m.c_place = c_code) FROM t_place "
    "WHERE c_facility = 'F01' AND c_sort = 'cell'"
)


def doors(folder: Path, events: int, people: list[str], draw: random.Random) -> Path:
    """A night's log, in the order of time."""
    path = folder / "doors.csv"
    step = timedelta(hours=12) / events
    with path.open("w", encoding="utf-8") as stream:
        stream.write("at,badge,door,way\n")
        for number in range(events):
            at = (AS_OF - timedelta(hours=18) + number * step).isoformat(timespec="seconds")
            stream.write(
                f"{at},{draw.choice(people)},F01/A/{draw.randrange(1, 30)},{draw.choice(('in', 'out'))}\n"
            )
    return path


def main() -> int:
    """Run, print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    for name, value in (("files", 16_700), ("facilities", 3), ("cells", 2_000), ("events", 1_000_000)):
        parser.add_argument(f"--{name}", type=int, default=value)
    parser.add_argument("--quick", action="store_true", help="small: only shows that it runs")
    given = parser.parse_args()
    if given.quick:
        given.files, given.cells, given.events = 1_000, 200, 20_000
    with tempfile.TemporaryDirectory() as found:
        folder = Path(found)
        make(
            SyntheticServiceRequest(
                folder=folder / "files", facilities=given.facilities, files=given.files, seed=19
            )
        )
        _more_cells(folder / "files" / "place.csv", given.cells)
        truth = json.loads((folder / "files" / "truth.json").read_text("utf-8"))
        door = Door.found(folder / "ws", owner="owner")
        bench = Workbench(door, door.people.get("owner"))
        bench.open_desk("custody")
        declared = desk("custody")
        at = Seat(bench, declared, declared.file, "work")
        seconds, cpu, told = timed(lambda: taken(at, sorted((folder / "files").glob("*.csv"))))
        rows = sum(one.rows for one in told.files)
        say(f"import: {rows} rows of {given.files} files in {seconds:.1f} s ({cpu:.1f} CPU s)")
        base = plain(folder / "files")
        for name, run, sql in (
            (
                "roll",
                lambda: roll(at, RollRequest(at=AT), None),
                lambda: base.execute(SQL_ROLL, (AT[:16],)).fetchall(),
            ),
            (
                "allocate",
                lambda: allocate(at, AllocationRequest(person="P-000001"), None),
                lambda: base.execute(SQL_CELLS).fetchall(),
            ),
            (
                "file",
                lambda: person(at, PersonFileRequest(person="P-000001"), None),
                lambda: base.execute("SELECT * FROM t_move WHERE c_person='P-000001'").fetchall(),
            ),
        ):
            ours = [timed(run) for _ in range(5)]
            theirs = [timed(sql) for _ in range(5)]
            size = len(getattr(ours[0][2], "people", getattr(ours[0][2], "cells", [0])))
            say(
                f"{name}: {size} in {min(one[0] for one in ours) * 1000:.0f} to "
                f"{max(one[0] for one in ours) * 1000:.0f} ms "
                f"({min(one[1] for one in ours) * 1000:.0f} CPU ms); plain SQL "
                f"{min(one[0] for one in theirs) * 1000:.1f} ms"
            )
        seconds, cpu, judged = timed(lambda: board(at, RulesRequest(as_of=AT), None))
        for verdict in ("broken", "unknown"):
            planted = {(rule, record) for rule, records in truth[verdict].items() for record in records}
            got = {
                (one.id, row.person if one.id == "ALR-1" else row.record)
                for one in judged.rules
                for row in one.rows
                if row.verdict == verdict
            }
            say(
                f"rules, {verdict}: planted {len(planted)}, found {len(got)}, recall "
                f"{len(planted & got) / max(1, len(planted)):.3f}, precision "
                f"{len(planted & got) / max(1, len(got)):.3f}"
            )
        say(f"rules: {len(judged.rules)} over everything in {seconds:.1f} s ({cpu:.1f} CPU s)")
        log = doors(
            folder,
            given.events,
            [f"P-{number:06}" for number in range(1, min(given.files, 5_000))],
            random.Random(19),  # noqa: S311
        )
        seconds, cpu, told = timed(lambda: taken(at, [log]))
        say(f"doors: {told.files[0].new} events in {seconds:.1f} s ({cpu:.1f} CPU s), {told.count} problems")
        middle = (AS_OF - timedelta(hours=9)).isoformat()
        asked = [
            timed(partial(where, at, WhereaboutsRequest(person=f"P-{number:06}", at=middle), None))
            for number in range(1, 21)
        ]
        say(
            f"where: {min(one[0] for one in asked) * 1000:.0f} to "
            f"{max(one[0] for one in asked) * 1000:.0f} ms of {given.events} events"
        )
        door.close()
    return 0


def _more_cells(path: Path, wanted: int) -> None:
    """Add cells to the first facility until it has so many."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    have = sum(one["facility"] == "F01" and one["sort"] == "cell" for one in rows)
    sample = next(one for one in rows if one["facility"] == "F01" and one["sort"] == "cell")
    rows += [
        {
            **sample,
            "code": f"F01/A/{900 + number // 50}/{number % 50:02}",
            "within": f"F01/A/{900 + number // 50}",
            "x": "",
            "y": "",
            "width": "",
            "height": "",
        }
        for number in range(max(0, wanted - have))
    ]
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    sys.exit(main())
