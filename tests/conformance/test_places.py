"""Every place leads into the original at the very entry: for each reader's samples, what is said to stand
somewhere does stand there when it is opened."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tahqiq.access.door import Door
from tahqiq.collect.original import original_rows
from tahqiq.formats.reader import Reader
from tahqiq.kit.errors import NotFound
from tahqiq.model.statement import Statement
from tahqiq.workbench import Workbench

from .test_reader_samples import SAMPLES

OF_THE_PROGRAM = frozenset(
    {
        "service",
        "timeZone",
        "fileName",
        "topics",
        "authority",
        "date",
        "publishedAt",
        "createdAt",
        "modifiedAt",
        "mimeType",
    }
)
"""What no cell holds as it stands: words of the mapping, names of files, moments turned into UTC (their text
as written is asked of ``timeText``)."""


def said(bench: Workbench) -> Iterator[Statement]:
    """Every value of things and events."""
    scope, facts = bench.scope(), bench.workspace.facts
    yield from (one for _, statements in bench.workspace.reading.scan(scope) for one in statements)
    for kind in facts.records(scope):
        for batch in facts.scan(scope, kind, "by_row", ("source", "part", "row", "serial", "key")):
            places = [
                (row["source"], row["part"], row["row"], row["serial"], row["key"])
                for row in batch.to_pylist()
            ]
            for entity in bench.workspace.events.entities(scope, facts.records_at(scope, places)):
                yield from entity.statements


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.casefold()))


@pytest.mark.parametrize(
    ("reader", "path"), SAMPLES, ids=[f"{one.name}-{path.name}" for one, path in SAMPLES]
)
def test_each_value_stands_where_it_is_said_to_stand(reader: Reader, path: Path, tmp_path: Path) -> None:
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    bench.collect([path], bench.deposit(zone="Asia/Baghdad"))
    sources = {source.id: source for source in bench.workspace.sources.all(bench.scope())}
    for one in said(bench):
        if one.place.row == 0:
            continue
        opened = original_rows(
            bench.workspace,
            sources[one.source_id],
            one.place.part.no,
            max(1, one.place.row - 6),
            24,
            one.place.row,
        )
        assert opened.here == one.place.row, f"{one.prop} opens beside {one.place.label()}"
        lines = [cells for row, cells in opened.rows if row == one.place.row]
        assert lines
        if (
            one.target is None
            and one.prop not in OF_THE_PROGRAM
            and words(one.original)
            and (one.place.column or one.prop == "timeText")
        ):
            there = words(" ".join(cell or "" for cells in lines for cell in cells))
            assert words(one.original) & there or any(
                len(word) > 3 and word in one.original for word in there
            ), f"{one.prop}: {one.original} does not stand at {one.place.label()}"
            if one.place.column:
                assert all(one.place.column <= len(cells) for cells in lines)
    for source in sources.values():
        for problem in bench.problems(source.id):
            if problem.place.row and source.format:
                try:
                    opened = original_rows(
                        bench.workspace,
                        source,
                        problem.place.part.no,
                        max(1, problem.place.row - 6),
                        24,
                        problem.place.row,
                    )
                except NotFound:  # nothing at all was read of that part
                    continue
                assert opened.here <= problem.place.row
                assert not opened.here or opened.here in [row for row, _ in opened.rows]
    door.close()


def test_a_line_inside_an_entry_opens_the_entry_that_holds_it(tmp_path: Path) -> None:
    """An entry of a statement goes over several lines, and a problem may name one of the later ones."""
    (path,) = [path for reader, path in SAMPLES if reader.name == "mt940"]
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    (made,) = bench.collect([path], bench.deposit(zone="Asia/Baghdad"))
    (source,) = bench.workspace.sources.all(bench.scope())
    assert made.status == "published"
    lines = path.read_text("utf-8", errors="replace").splitlines()
    entries = [row for row, _ in original_rows(bench.workspace, source, 0, 1, 500).rows]
    assert all(lines[row - 1].startswith(":61:") for row in entries)
    for row in range(entries[0], len(lines) + 1):
        opened = original_rows(bench.workspace, source, 0, row, 3, row)
        assert opened.here == max(entry for entry in entries if entry <= row)
        assert opened.here in [number for number, _ in opened.rows]
    door.close()
