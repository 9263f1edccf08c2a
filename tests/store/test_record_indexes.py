"""The tables that find records of records: made from the records, and by which index each engine finds and
orders."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import pytest

from tahqiq.model.kind import Key, Kind
from tahqiq.model.kinds import AnyKind
from tahqiq.store.database import Row, Value, text
from tahqiq.store.record_store import RecordStore
from tahqiq.store.record_table import grouped
from tahqiq.store.workspace import Workspace

from .exhibits import (
    HOME,
    PLAIN,
    SCOPE,
    Exhibit,
    early,  # noqa: F401 (a fixture)
    installed,  # noqa: F401 (a fixture)
    invented,
    read,
)


def test_other_keys_make_the_table_again_from_the_records(workspace: Workspace) -> None:
    for item in invented(5, 40):
        workspace.records.add(PLAIN, item, ())
    wider = cast(
        "AnyKind",
        Kind(
            "exhibit",
            Exhibit,
            lambda body: body.number,
            "laboratory",
            Exhibit(),
            keys=(Key("twice", "integer", lambda body: 2 * body.weight if body.weight else None),),
        ),
    )
    again = RecordStore(workspace.database)
    found = again.find(SCOPE, wider, HOME, {"twice": 24}).records
    assert found
    assert {read(item).weight for item in found} == {12}
    assert len(found) == len(
        RecordStore(workspace.database).find(SCOPE, PLAIN, HOME, {"weight": 12}, limit=500).records
    )


def test_a_row_that_was_moved_by_other_means_is_named(workspace: Workspace) -> None:
    records = workspace.records
    for item in invented(6, 30):
        records.add(PLAIN, item, ())
    assert list(records.misplaced()) == []
    table = text(workspace.database.query("SELECT name FROM shelf_table")[0][0])
    with workspace.database.transaction() as transaction:
        transaction.execute(f"UPDATE {table} SET k_number='forged' WHERE id=?", (f"{3:016x}",))
        transaction.execute(f"DELETE FROM {table} WHERE id=?", (f"{7:016x}",))
        transaction.execute(f"UPDATE {table} SET rests=999 WHERE id=?", (f"{9:016x}",))
    assert list(records.misplaced()) == [f"{number:016x}" for number in (3, 7, 9)]


@pytest.mark.parametrize(
    ("asked", "by", "found"),
    [
        (set(), "number", True),  # an index of its own
        ({"sealed"}, "number", True),
        ({"sealed", "number"}, "due", True),
        ({"weight"}, "number", False),
        ({"sealed", "number"}, "weight", False),
    ],
)
def test_an_index_that_finds_and_orders_is_known(
    records: RecordStore, asked: set[str], by: str, found: bool
) -> None:
    assert grouped(PLAIN, asked, by) is found
    if records._database.engine == "sqlite":
        where = " AND ".join(["home=''", "state=''", *(f"k_{name}=0" for name in sorted(asked))])
        free = "" if found else "+"
        sql = (
            f"EXPLAIN QUERY PLAN SELECT k_{by}, COUNT(*) FROM {records._table(PLAIN)} WHERE {where} AND "
            f"rests IN (1) GROUP BY {free}k_{by}"
        )
        plan = text(records._database.query(sql)[0][3])
        assert all(f"k_{name}=?" in plan for name in asked), plan


def plans(
    workspace: Workspace,
    monkeypatch: pytest.MonkeyPatch,
    explain: str,
    looks: Callable[[RecordStore], object],
) -> list[str]:
    """What the engine does for each ordered read of some looks."""
    asked: list[tuple[str, Sequence[Value]]] = []
    query = workspace.database.query

    def noted(sql: str, params: Sequence[Value] = ()) -> list[Row]:
        asked.append((sql, params))
        return query(sql, params)

    monkeypatch.setattr(workspace.database, "query", noted)
    looks(workspace.records)
    ordered = [(sql, params) for sql, params in asked if "ORDER BY" in sql]
    return ["\n".join(str(row[-1]) for row in query(f"{explain} {sql}", params)) for sql, params in ordered]


def test_a_page_in_the_order_of_an_index_reads_no_row_of_the_table_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On SQLite, whose planner does the same with empty tables as with full ones."""
    workspace = Workspace.create(tmp_path / "workspace")
    found = plans(
        workspace,
        monkeypatch,
        "EXPLAIN QUERY PLAN",
        lambda it: it.find(SCOPE, PLAIN, HOME, {"sealed": True, "number": "A-1"}, "due"),
    )
    workspace.close()
    assert len(found) == 2
    assert all("t USING COVERING INDEX" in plan for plan in found), found


@pytest.mark.postgres
def test_on_postgresql_records_are_found_by_their_index(
    new_database: Callable[[], str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Told not to read whole tables, PostgreSQL looks records up by id and version, if it can at all."""
    workspace = Workspace.create(tmp_path / "workspace", new_database())
    workspace.database.query("SELECT set_config('enable_seqscan', 'off', false)")

    def looks(records: RecordStore) -> None:
        records.find(SCOPE, PLAIN, HOME, {"sealed": True, "number": "A-1"}, "due")
        records.about(SCOPE, PLAIN, [HOME], ["ab" * 16])

    found = plans(workspace, monkeypatch, "EXPLAIN", looks)
    workspace.close()
    assert len(found) == 3
    assert all(re.search(r"Index Cond: \(\(id = .*version = ", plan) for plan in found), "\n\n".join(found)
