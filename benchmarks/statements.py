"""A sheet of people into statements (goal: 150,000 statements per CPU second, all but the search index), and
reading 200 entities back.

The reference in the same run is a bare ``executemany`` of as many rows of the same columns into an unindexed
SQLite table.
"""

import argparse
import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.collect.intake import Intake
from tahqiq.workbench import Workbench

HEAD = "full name,mother name,birth date,phone,national id,address,nationality,gender\n"
SYLLABLES = ("ba", "ra", "ka", "sa", "ma", "na", "di", "ha", "lo", "mi", "ta", "zu", "qa", "fe", "ja", "wi")


def sheet(path: Path, rows: int, seed: int = 1) -> None:
    """An invented sheet of ``rows`` people in eight columns; numbers from an unassigned block."""
    dice = random.Random(seed)  # noqa: S311 - invented data
    names = ["".join(dice.choice(SYLLABLES) for _ in range(3)).title() for _ in range(4_000)]
    with path.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for row in range(rows):
            name = " ".join(dice.choice(names) for _ in range(3))
            born = f"{dice.randint(1945, 2007)}-{dice.randint(1, 12):02d}-{dice.randint(1, 28):02d}"
            out.write(
                f"{name},{dice.choice(names)},{born},0743{dice.randint(0, 9_999_999):07d},"
                f"{1990_0000_0000 + row},"
                f"District {dice.randint(1, 900)} Street {dice.randint(1, 60)},Iraq,"
                f"{'M' if row & 1 else 'F'}\n"
            )


def reference(path: Path, rows: int) -> float:
    """CPU seconds of a bare insert of as many rows of the same width."""
    began = time.process_time()
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(
        "CREATE TABLE s (a INTEGER, b BLOB, c INTEGER, d INTEGER, e INTEGER, f INTEGER, g TEXT, h "
        "INTEGER, i INTEGER, j INTEGER, k INTEGER)"
    )
    blob = bytes(16)
    for start in range(0, rows, 5_000):
        with connection:
            connection.executemany(
                "INSERT INTO s VALUES (?,?,?,?,?,?,?,?,?,?,?)",
                [
                    (row, blob, 1, 2, row, None, "", None, 0, row, 1)
                    for row in range(start, min(rows, start + 5_000))
                ],
            )
    connection.close()
    return time.process_time() - began


def run(rows: int) -> dict[str, float]:
    """Collect a sheet of ``rows`` people and read entities back; the figures."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        file = root / "people.csv"
        sheet(file, rows)
        door = Door.found(root / "ws")
        bench = Workbench(door, door.here())
        deposit = bench.deposit(zone="Asia/Baghdad")
        began, wall = time.process_time(), time.perf_counter()
        result = Intake(door, bench.actor).collect([file], deposit)[0]
        cpu, wall = time.process_time() - began, time.perf_counter() - wall
        bare = reference(root / "bare.db", result.statements)
        scope = bench.scope()
        people = [
            int(str(row[0]))
            for row in door.workspace.database.query("SELECT no FROM node WHERE schema='Person'")
        ]
        dice = random.Random(2)  # noqa: S311 - which entities to read
        times = []
        for _ in range(60):
            wanted = dice.sample(people, min(200, len(people)))
            at = time.perf_counter()
            door.workspace.reading.entities(scope, wanted)
            times.append((time.perf_counter() - at) * 1000)
        times.sort()
        door.close()
        return {
            "rows": rows,
            "mapped": result.mapped,
            "statements": result.statements,
            "cpu_s": cpu,
            "wall_s": wall,
            "statements_per_cpu_s": result.statements / cpu,
            "ratio_to_bare_insert": cpu / bare,
            "read_200_p50_ms": times[len(times) // 2],
            "read_200_p95_ms": times[int(len(times) * 0.95)],
        }


def main(arguments: list[str] | None = None) -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=1_000_000)
    for name, value in run(parser.parse_args(arguments).rows).items():
        sys.stdout.write(f"{name:<24} {value:,.2f}\n")


if __name__ == "__main__":
    main()
