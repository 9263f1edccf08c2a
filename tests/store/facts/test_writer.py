"""Nothing is lost on the way to disk, and every layout is in order."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tahqiq.model.batch import FACT_COLUMNS, Facts
from tahqiq.store.facts.writer import FactWriter

from .conftest import T0, House, call, scope, shrink

_node = st.one_of(st.none(), st.integers(1, 9))
_rows = st.lists(
    st.fixed_dictionaries(
        {
            "a": _node,
            "b": _node,
            "start": st.one_of(
                st.none(),
                st.integers(0, 500).map(
                    lambda seconds: T0 + timedelta(seconds=seconds, microseconds=seconds % 3)
                ),
            ),
            "seconds": st.one_of(st.none(), st.integers(0, 99)),
            "place": st.one_of(st.none(), st.integers(50, 55)),
            "place2": st.one_of(st.none(), st.integers(50, 55)),
            "device": st.one_of(st.none(), st.integers(60, 61)),
            "amount": st.one_of(st.none(), st.decimals(-(10**6), 10**6, places=3)),
            "currency": st.sampled_from([None, "IQD", "USD"]),
            "service": st.sampled_from([None, "voice", "sms"]),
            "text": st.sampled_from([None, "سلام", "x\u0000y"]),
            "start_text": st.sampled_from([None, "2024-03-01 11:00"]),
            "side": st.integers(0, 1),
        }
    ),
    max_size=150,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_rows, st.booleans())
def test_every_row_comes_back_from_every_layout(
    fresh: Callable[[], House], rows: list[dict[str, object]], tiny: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        if tiny:
            shrink(patch)
        house = fresh()
        made = {file.layout: file for file in house.put(1, rows, batch=17)}
    if not rows:
        assert made == {}
        return
    assert made["by_row"].rows == len(rows)
    lines = sum(2 if row["a"] and row["b"] and row["a"] != row["b"] else 1 for row in rows)
    assert made["by_party"].rows == lines
    assert ("by_place" in made) == any(row["place"] for row in rows)
    if "by_place" in made:
        assert made["by_place"].rows == sum(row["place"] is not None for row in rows)
    for number, row in enumerate(rows, 1):
        record = house.store.record(scope(1), 1, 0, number)
        assert record is not None
        for name, value in row.items():
            assert getattr(record, name) == value, name
    for node in range(1, 10):
        expected = sorted(
            (row["start"] or T0 - timedelta(1), number)
            for number, row in enumerate(rows, 1)
            if node in (row["a"], row["b"])
        )
        assert [found.row for found in house.store.records_of(scope(1), node)] == [
            number for _, number in expected
        ]
        of_pairs = {item.other: item.weight for item in house.store.neighbours(scope(1), node)}
        others = Counter(
            row["b"] if row["a"] == node else row["a"] for row in rows if node in (row["a"], row["b"])
        )
        assert of_pairs == {other: count for other, count in others.items() if other is not None}
    for place in range(50, 56):
        assert {found.row for found in house.store.at_place(scope(1), place)} == {
            n for n, row in enumerate(rows, 1) if row["place"] == place
        }


def test_layouts_are_sorted_across_ranges(house: House, small_ranges: None) -> None:
    rows = [
        call((n * 7) % 23 + 1, (n * 5) % 19 + 30, (n * 37) % 501, place=(n * 3) % 11 + 70) for n in range(700)
    ]
    for file in house.put(1, rows):
        columns = {
            "by_party": ["self", "start"],
            "by_place": ["place", "start"],
            "pairs": ["self"],
            "by_row": ["source", "row"],
        }[file.layout]
        table = pq.read_table(house.root / file.path, columns=columns)
        keys = list(zip(*(table.column(name).to_pylist() for name in columns), strict=True))
        assert keys == sorted(keys)
        assert pq.read_metadata(house.root / file.path).num_row_groups > 10
    assert not list(house.root.glob("tmp/*"))
    assert not list(house.root.glob("*/*.tmp"))


def test_one_busy_number_is_cut_by_time(house: House, small_ranges: None) -> None:
    house.put(1, [call(5, 9, (n * 13) % 400) for n in range(400)])
    assert [record.start for record in house.store.records_of(scope(1), 5)] == [
        T0 + timedelta(seconds=n) for n in range(400)
    ]


def test_same_rows_give_the_same_bytes(house: House, small_ranges: None) -> None:
    rows = [call(n % 7 + 1, n % 5 + 10, n % 50, place=3) for n in range(300)]
    first = {file.layout: file.sha256 for file in house.put(1, rows)}
    second = {file.layout: file.sha256 for file in house.put(1, rows, publish=False)}
    assert first == second


def test_held_rows_have_files_and_class_of_their_own(house: House) -> None:
    files = house.put(1, [call(1, 2, n) for n in range(10)], held=[3, 4], held_class=7)
    assert {(file.layout, file.rows, file.classes) for file in files if file.layout == "by_row"} == {
        ("by_row", 8, frozenset({1})),
        ("by_row", 2, frozenset({7})),
    }
    assert len(house.store.records_of(scope(1), 1)) == 8
    assert [record.row for record in house.store.records_of(scope(7), 1)] == [3, 4]
    assert house.store.record(scope(1), 1, 0, 3) is None
    assert len(house.store.records_of(scope(1, 7), 1)) == 10


def test_held_rows_without_a_class_are_refused(house: House) -> None:
    with pytest.raises(ValueError, match="held"):
        house.put(1, [call(1, 2, 0)], held=[1])


def test_kind_must_be_a_name(house: House) -> None:
    with pytest.raises(ValueError, match="kind"):
        house.put(1, [call(1, 2, 0)], kind="../x")


def test_dropped_intake_leaves_nothing(house: House) -> None:
    making = FactWriter(house.root, 1, 1)
    batch = pa.RecordBatch.from_pylist(
        [{"key": 0, "row": 1, "serial": 0, "a": 1, "b": 2}], schema=FACT_COLUMNS
    )
    making.add(Facts("Call", batch), 0)
    making.drop()
    assert not list(house.root.glob("*/*.parquet*"))


def test_amounts_keep_their_thousandths(house: House) -> None:
    house.put(
        1,
        [call(1, 2, 0, amount=Decimal("-999999999999999.999"), currency="IQD", service="transfer")],
        kind="Payment",
    )
    (contact,) = house.store.contacts(scope(1), 1)
    assert contact.amounts == (("IQD", Decimal("-999999999999999.999")),)
