"""Parquet as text."""

import datetime as dt
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tahqiq.formats.parquet import READER
from tahqiq.formats.reader import DEFAULT_LIMITS, Limits, Records
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem


def test_types_become_text(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    table = pa.table(
        {
            "id": pa.array(["0770", None]),
            "code": pa.array(["a", "b"]).dictionary_encode(),
            "n": pa.array([2**60, None]),
            "at": pa.array([dt.datetime(2024, 1, 5, 10), None], pa.timestamp("ms", "Asia/Baghdad")),
            "day": pa.array([dt.date(2024, 1, 5), None]),
            "raw": pa.array([b"\x00\xff", None]),
            "parts": pa.array([{"x": 1}, None]),
            "large": pa.array(["z", None], pa.large_string()),
        }
    )
    pq.write_table(table, path)
    (item,) = READER.read(path, "a", DEFAULT_LIMITS)
    assert isinstance(item, Records)
    assert item.kind == "parquet.record"
    assert set(item.columns.schema.types) == {pa.string()}
    first = item.columns.to_pylist()[0]
    assert first == {
        "id": "0770",
        "code": "a",
        "n": "1152921504606846976",
        "at": "2024-01-05 13:00:00+03:00",
        "day": "2024-01-05",
        "raw": "00ff",
        "parts": '{"x": 1}',
        "large": "z",
    }
    assert item.columns.to_pylist()[1] == {
        "id": None,
        "code": "b",
        **dict.fromkeys(("n", "at", "day", "raw", "parts", "large")),
    }


def test_dates_outside_the_calendar_keep_their_number(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    days = pa.array([2**31 - 1, 0, None], pa.int32()).view(pa.date32())
    pq.write_table(pa.table({"day": days, "at": pa.array([2**62, None, 5]).view(pa.timestamp("ms"))}), path)
    (item,) = READER.read(path, "a")
    assert isinstance(item, Records)
    assert item.columns.to_pylist()[0] == {"day": "2147483647", "at": "4611686018427387904"}
    assert item.columns.to_pylist()[1] == {"day": "0", "at": None}


def test_rows_go_on_over_batches(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": pa.array(range(150_000))}), path, row_group_size=70_000)
    items = [item for item in READER.read(path, "a") if isinstance(item, Records)]
    assert sum(len(item) for item in items) == 150_000
    assert int(items[-1].rows[-1]) == 150_000


@pytest.mark.parametrize(
    "damage",
    [lambda data: data[:-3], lambda data: data[: len(data) // 2], lambda data: b"PAR1" + bytes(40) + b"PAR1"],
)
def test_damage_is_a_problem(tmp_path: Path, damage: object) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({"n": ["1", "2"]}), path)
    assert callable(damage)
    path.write_bytes(damage(path.read_bytes()))
    assert [item.code for item in READER.read(path, "a") if isinstance(item, Problem)] == ["document-damaged"]


def test_too_many_columns(tmp_path: Path) -> None:
    path = tmp_path / "a.parquet"
    pq.write_table(pa.table({f"c{n}": ["1"] for n in range(10)}), path)
    assert [
        item.code for item in READER.read(path, "a", Limits(max_columns=5)) if isinstance(item, Problem)
    ] == ["limit-reached"]


def test_nested_dates_outside_of_the_calendar_and_what_the_file_says_about_itself(tmp_path: Path) -> None:
    path = tmp_path / "far.parquet"
    column = pa.array(
        [{"day": 10**9, "list": [b"\x01"]}], pa.struct([("day", pa.int32()), ("list", pa.list_(pa.binary()))])
    )
    table = pa.table({"s": column.cast(pa.struct([("day", pa.date32()), ("list", pa.list_(pa.binary()))]))})
    pq.write_table(table.replace_schema_metadata({"made by": "Karim"}), path)
    items = list(READER.read(path, "far.parquet"))
    assert [item.columns.to_pylist() for item in items if isinstance(item, Records)] == [
        [{"s": '{"day": 1000000000, "list": ["01"]}'}]
    ]
    assert [item.field for item in items if isinstance(item, Aside)] == ["made by"]
