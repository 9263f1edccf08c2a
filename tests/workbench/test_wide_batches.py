"""A call file read a million rows at a time says what it says in small batches."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.formats.reader import Item, Records
from tahqiq.store.database import integer
from tahqiq.workbench import Workbench

HEAD = "caller,callee,start,duration,cell\n"


def calls(rows: int) -> str:
    """Good numbers in several forms, short codes, sender names, invalid and withheld numbers."""
    odd = (
        "309",
        "Asiacell",
        "12345678",
        "9.64771E+11",
        "",
        "+15550100",
        "0743 000 0001",
        "00964743000000" + "2",
    )
    lines = []
    for row in range(rows):
        other = odd[row % 8] if row % 5 == 0 else f"0743000{row % 23:04d}"
        lines.append(
            f"9647430001{row % 11:03d},{other},2024-03-{1 + row % 28:02d} 10:{row % 60:02d}:00,"
            f"{row % 90},4180{row % 3:04d}\n"
        )
    return HEAD + "".join(lines)


def passed_through(items: Iterable[Item], _wide: Callable[[Records], bool]) -> Iterator[Item]:
    yield from items


def told(root: Path, file: Path) -> tuple[object, ...]:
    door = Door.found(root)
    bench = Workbench(door, door.here())
    found = bench.collect([file], bench.deposit(zone="Asia/Baghdad"))[0]
    database, scope = door.workspace.database, bench.scope()
    names = {
        integer(no): (schema, key) for no, schema, key in database.query("SELECT no, schema, key FROM node")
    }
    rows = [
        tuple(
            names.get(value) if name in ("a", "b", "place") else value
            for name, value in line.items()
            if name not in ("source", "class")
        )
        for batch in door.workspace.facts.scan(scope, "Call", "by_row")
        for line in batch.to_pylist()
    ]
    problems = sorted((item.code, item.place.row, item.value or "") for item in bench.problems(found.source))
    door.close()
    counted = (found.records, found.mapped, found.problems, found.facts, found.status)
    return counted, rows, problems, sorted(names.values(), key=repr)


def test_wide_and_narrow_batches_say_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "calls.csv"
    file.write_text(calls(900), "utf-8")
    monkeypatch.setattr("tahqiq.formats.delimited.BATCH", 64)
    wide = told(tmp_path / "wide", file)
    monkeypatch.setattr("tahqiq.collect.contents.widened", passed_through)
    narrow = told(tmp_path / "narrow", file)
    assert wide == narrow
    assert wide[0][0] == 900  # type: ignore[index]
