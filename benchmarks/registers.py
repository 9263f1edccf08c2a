"""A register of a desk beside plain indexed SQL that answers the same, in the same database and the same run.

Records of one kind with six keys (those of ``records.py``): the first page of 50 with the total, filtered by
two columns, the same with the counts of three columns, and the rows of one state as CSV. The reference is the
table that somebody who knows the questions would make: a page (its bodies read from JSON), a count, three
GROUP BY, no rights, no scope, no versions, no log. Each question is another pair of values, asked once by
each side in turn; "again" asks them a second time, when the pages of the file are at hand and what is left is
the program's own work. CPU is that of this process (on PostgreSQL without the server's).

    python benchmarks/registers.py [--records 200000] [--questions 40] [--postgres URL]
"""

import argparse
import random
import shutil
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from benchmarks.records import EXHIBIT, HOME, STATES, UNITS, fill, p95, page_of_reference, say, timed
from tahqiq.access.door import Door
from tahqiq.casework import registers
from tahqiq.desk import Desk
from tahqiq.desk.tables import Table
from tahqiq.store.database import Database, Value
from tahqiq.workbench import Workbench
from tests.seat import Seat

TEXT = """
register: exhibits
kind: exhibit
title: [Exhibits, المبرزات, پێشانگەکان, نیشاندای]
help: [All of them, كلها, هەموویان, هەمی]
columns:
  - {name: number, label: [Number, الرقم, ژمارە, هژمار], type: text}
  - {name: state, label: [State, الحالة, دۆخ, رەوش], type: text, key: state, facet: true}
  - {name: unit, label: [Unit, الوحدة, یەکە, یەکە], type: text, key: unit, facet: true}
  - {name: place, label: [Place, المكان, شوێن, جهـ], type: text, key: place, facet: true}
  - {name: due, label: [Due, الموعد, وادە, دەم], type: time, key: due, filter: true}
order: due
"""


class Exhibits(Desk):
    """A desk whose register stands here and not in a folder."""

    registers = {"exhibits": registers.read(TEXT, {"exhibit": EXHIBIT})}  # type: ignore[assignment]  # noqa: RUF012 (stands for a property)


def plain(database: Database, state: str, unit: str, counted: bool) -> list[object]:
    """The same page by the reference, with the counts where they are wanted."""
    found: list[object] = [page_of_reference(database, state, unit)]
    found.append(database.query("SELECT COUNT(*) FROM reference WHERE state=? AND unit=?", (state, unit)))
    if counted:
        asked: list[tuple[str, str, list[Value]]] = [
            ("state", "unit=?", [unit]),
            ("unit", "state=?", [state]),
            ("place", "state=? AND unit=?", [state, unit]),
        ]
        found += [
            database.query(f"SELECT {by}, COUNT(*) FROM reference WHERE {where} GROUP BY {by}", values)
            for by, where, values in asked
        ]
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=200_000)
    parser.add_argument("--questions", type=int, default=40)
    parser.add_argument("--postgres", default="", help="a connection string of an empty database")
    given = parser.parse_args()
    folder = Path(tempfile.mkdtemp())
    door = Door.found(folder / "ws", given.postgres, owner="bench")
    bench = Workbench(door, door.people.get("bench"))
    bench.open_desk("exhibits")
    database = door.workspace.database
    with database.transaction() as transaction:
        for compartment in ("", "inner", "other"):
            door.workspace.sources.data_class(transaction, HOME, compartment, "")
    bench.team.open_compartment("inner", "Inner")
    fill(database, given.records)
    table = Table(Seat(bench, Exhibits("exhibits", (), (EXHIBIT,)), HOME, "work"), "exhibits")
    draw = random.Random(3)  # noqa: S311 (no secret)
    pairs = draw.sample([(state, f"u{unit}") for state in STATES for unit in range(UNITS)], given.questions)
    say(f"{given.records:,} records, {table.page().total:,} of them within the scope, {database.engine}")
    say(f"{'':32}{'register p95':>14}{'plain SQL p95':>16}{'ratio':>8}{'medians':>22}{'CPU each':>22}")
    for name, facets in (
        ("page of 50 and total", ()),
        ("with counts of 3 columns", ("state", "unit", "place")),
    ):
        for turn in ("", ", again"):
            times: tuple[list[float], list[float]] = ([], [])
            spent = [0.0, 0.0]
            for state, unit in pairs:
                where = {"state": state, "unit": unit}
                asks: tuple[Callable[[], object], ...] = (
                    partial(table.page, where, facets=facets),
                    partial(plain, database, state, unit, bool(facets)),
                )
                for side, ask in enumerate(asks):
                    began = time.process_time()
                    times[side].append(timed(ask))
                    spent[side] += (time.process_time() - began) * 1_000 / len(pairs)
            ours, theirs = times
            say(
                f"{name + turn:32}{p95(ours):>11.2f} ms{p95(theirs):>13.2f} ms{p95(ours) / p95(theirs):>8.2f}"
                f"{median(ours):>11.2f},{median(theirs):>7.2f} ms{spent[0]:>11.2f},{spent[1]:>7.2f} ms"
            )
    say(f"{'first page, nothing filtered':28}{timed(table.page):>11.2f} ms")
    say(
        f"{'CSV of one state':28}{timed(partial(table.export, 'csv', {'state': 'sent'})) / 1_000:>11.2f} "
        f"s  ({table.page({'state': 'sent'}).total:,} rows)"
    )
    door.close()
    shutil.rmtree(folder)


if __name__ == "__main__":
    main()
