"""Changes between two states of a database bring the older one to the newer one, whatever the rows."""

import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tahqiq.kit.errors import Conflict, Damaged
from tahqiq.store.backup.difference import apply_changes, check_plain, check_rows, rows_of, write_changes

TABLES = (
    (
        "CREATE TABLE one (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, more BLOB, weight DOUBLE "
        "PRECISION)"
    ),
    "CREATE TABLE two (a TEXT NOT NULL, b INTEGER NOT NULL, said TEXT, PRIMARY KEY (a, b)) WITHOUT ROWID",
    "CREATE INDEX two_said ON two (said)",
)
ONE = st.dictionaries(
    st.integers(-5, 9),
    st.tuples(st.text(max_size=2), st.none() | st.binary(max_size=2), st.none() | st.floats(allow_nan=False)),
    max_size=7,
)
TWO = st.dictionaries(
    st.tuples(st.sampled_from(["", "a", "ب", "a b"]), st.integers(0, 2)),
    st.none() | st.text(max_size=2),
    max_size=7,
)
State = tuple[Mapping[int, tuple[str, bytes | None, float | None]], Mapping[tuple[str, int], str | None]]


def written(path: Path, state: State) -> None:
    path.unlink(missing_ok=True)
    with closing(sqlite3.connect(path)) as connection, connection:
        for sql in ("PRAGMA synchronous=OFF", *TABLES):
            connection.execute(sql)
        names: set[str] = set()
        for no, (name, more, weight) in state[0].items():
            unique = name if name not in names else f"{name}:{no}"
            names.add(unique)
            connection.execute("INSERT INTO one VALUES (?,?,?,?)", (no, unique, more, weight))
        connection.executemany(
            "INSERT INTO two VALUES (?,?,?)", [(*key, said) for key, said in state[1].items()]
        )


def content(path: Path) -> list[list[tuple[object, ...]]]:
    with closing(sqlite3.connect(path)) as connection:
        return [
            connection.execute(f"SELECT * FROM {name} ORDER BY 1, 2").fetchall() for name in ("one", "two")
        ]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40)
@given(st.tuples(ONE, TWO), st.tuples(ONE, TWO))
def test_any_state_becomes_any_other(tmp_path: Path, before: State, after: State) -> None:
    old, new, changes = tmp_path / "old.db", tmp_path / "new.db", tmp_path / "changes.db"
    written(old, before)
    written(new, after)
    write_changes(old, new, changes)
    apply_changes(old, changes)
    assert content(old) == content(new)
    check_rows(old, "database", rows_of(new))


def test_nothing_changed_is_nothing_written(tmp_path: Path) -> None:
    state: State = ({1: ("x", None, 1.5)}, {("a", 1): "y"})
    written(tmp_path / "old.db", state)
    written(tmp_path / "new.db", state)
    write_changes(tmp_path / "old.db", tmp_path / "new.db", tmp_path / "changes.db")
    assert rows_of(tmp_path / "changes.db") == {}


def test_other_tables_cannot_be_built_upon(tmp_path: Path) -> None:
    written(tmp_path / "old.db", ({}, {}))
    written(tmp_path / "new.db", ({}, {}))
    with closing(sqlite3.connect(tmp_path / "new.db")) as connection, connection:
        connection.execute("CREATE TABLE three (no INTEGER PRIMARY KEY)")
    with pytest.raises(Conflict, match="no longer remembers"):
        write_changes(tmp_path / "old.db", tmp_path / "new.db", tmp_path / "changes.db")


@pytest.mark.parametrize(
    "sql",
    ["CREATE TRIGGER t AFTER INSERT ON one BEGIN DELETE FROM two; END", "CREATE VIEW v AS SELECT 1"],
)
def test_a_file_with_anything_but_tables_is_refused(tmp_path: Path, sql: str) -> None:
    written(tmp_path / "a.db", ({}, {}))
    check_plain(tmp_path / "a.db", "database")
    with closing(sqlite3.connect(tmp_path / "a.db")) as connection, connection:
        connection.execute(sql)
    with pytest.raises(Damaged):
        check_plain(tmp_path / "a.db", "database")


def test_what_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.db").write_bytes(b"nothing of the kind" * 100)
    with pytest.raises(Damaged):
        check_plain(tmp_path / "a.db", "database")
    with pytest.raises(Damaged):
        check_rows_of_empty(tmp_path)


def check_rows_of_empty(folder: Path) -> None:
    written(folder / "b.db", ({}, {}))
    check_rows(folder / "b.db", "database", {"one": 1, "two": 0})
