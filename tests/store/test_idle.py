"""Texts of columns that no mapping uses: found with their place, once each, by who may see them, and gone
with their source."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tahqiq.access.door import Door
from tahqiq.model.idle import IdleColumn
from tahqiq.model.scope import Scope
from tahqiq.model.source import Authority
from tahqiq.store import idle
from tahqiq.store.idle import IdleTexts, find_idle, folded, idle_path
from tahqiq.workbench import Workbench

from ..collected import collected

SHEET = (
    "name,phone,footwear\nSara Omar,07430000001,حذاء أسود\nAli Omar,07430000002,red shoe\nNour Omar,"
    "07430000003,red shoe\n"
)


def test_a_text_of_an_idle_column_is_found_with_its_first_row_and_how_often(tmp_path: Path) -> None:
    with collected(tmp_path, {"people.csv": SHEET}) as bench:
        (hit,) = bench.search_idle("SHOE red").hits
        assert (hit.field, hit.text, hit.place.row, hit.place.column, hit.amount, hit.source_name) == (
            "footwear",
            "red shoe",
            3,
            3,
            2,
            "people.csv",
        )
        assert [item.text for item in bench.search_idle("حذاء اسود").hits] == ["حذاء أسود"]
        assert not bench.search_idle("Sara").hits
        assert not bench.search_idle("   ").hits


def test_nobody_finds_what_they_may_not_see(tmp_path: Path) -> None:
    with collected(tmp_path, {"people.csv": SHEET}) as bench:
        found = find_idle(
            bench.workspace.database, bench.workspace.root, Scope(bench.actor, "work", frozenset()), "shoe"
        )
        assert not found.hits


def test_rows_outside_an_order_are_found_by_no_search(tmp_path: Path) -> None:
    calls = (
        "caller,callee,start time,duration,remark\n07430000001,07430000002,2026-01-05 10:00:00,60,"
        "within\n07430000001,07430000002,2026-03-05 11:00:00,30,beyond\n"
    )
    (tmp_path / "calls.csv").write_text(calls, "utf-8")
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    order = Authority(reference="12/2026", start="2026-01-01", end="2026-01-31")
    made = bench.collect([tmp_path / "calls.csv"], bench.deposit(zone="Asia/Baghdad", authority=order))[0]
    assert made.mapped == 2
    assert [hit.text for hit in bench.search_idle("within").hits] == ["within"]
    assert not bench.search_idle("beyond").hits, "held back, as the event of the row is (docs/decisions/0002)"
    product = door.scope(bench.actor, "product")
    assert [
        hit.text for hit in find_idle(bench.workspace.database, bench.workspace.root, product, "within").hits
    ] == ["within"]
    assert not find_idle(bench.workspace.database, bench.workspace.root, product, "beyond").hits
    door.close()


def test_a_table_without_a_mapping_is_searched_whole(tmp_path: Path) -> None:
    (tmp_path / "odd.csv").write_text("x1;x2\nplum;pear\nquince;fig\n", "utf-8")
    door = Door.found(tmp_path / "ws", owner="owner")
    bench = Workbench(door, door.people.get("owner"))
    assert bench.collect([tmp_path / "odd.csv"], bench.deposit())[0].status == "needs-mapping"
    assert [(hit.field, hit.place.row) for hit in bench.search_idle("quince").hits] == [("#1", 3)]
    door.close()


def test_what_is_beyond_the_limit_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(idle, "MOST", 1)
    with collected(tmp_path, {"people.csv": SHEET}) as bench:
        found = bench.search_idle("shoe")
        assert (len(found.hits), found.incomplete) == (0, 1)


def test_the_texts_of_a_column_are_counted_across_batches(tmp_path: Path) -> None:
    kept = IdleTexts(tmp_path / "1.idle")
    for start in (1, 4):
        kept.add(
            [IdleColumn(0, 2, "x", np.arange(start, start + 3), pa.array(["a", None, "b"]))], frozenset()
        )
    kept.save()
    table = pq.read_table(tmp_path / "1.idle").to_pylist()
    assert [(line["text"], line["row"], line["amount"]) for line in table] == [("a", 1, 2), ("b", 3, 2)]


def test_the_file_goes_with_a_reading_that_is_swept(tmp_path: Path) -> None:
    with collected(tmp_path, {"people.csv": SHEET}) as bench:
        path = idle_path(bench.workspace.root, 1)
        assert path.is_file()
        bench.workspace.publication.sweep(1)
        assert path.is_file(), "what is published is never swept"
        with bench.workspace.database.transaction() as transaction:
            transaction.execute("UPDATE source SET state='staging' WHERE no=1")
        bench.workspace.publication.sweep(1)
        assert not path.exists()


def test_spelling_and_digits_do_not_matter() -> None:
    assert folded("أحْمَد ٤٢ Ali") == folded("احمد 42 ALI")
