"""JSON records: numbers keep their text, nothing before a break is lost, every shape of document."""

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats.json_lines import READER, flatten
from tahqiq.formats.reader import DEFAULT_LIMITS, Item, Limits, Records
from tahqiq.model.problem import Problem


def _read(path: Path, text: str, limits: Limits = DEFAULT_LIMITS) -> list[Item]:
    path.write_text(text, "utf-8")
    return list(READER.read(path, path.name, limits))


def _records(items: list[Item]) -> list[tuple[str, int, dict[str, str | None]]]:
    return [
        (item.part.name, int(row), {name: value for name, value in line.items() if value is not None})
        for item in items
        if isinstance(item, Records)
        for row, line in zip(item.rows, item.columns.to_pylist(), strict=True)
    ]


def _problems(items: list[Item]) -> list[tuple[str, int, int]]:
    return [(item.code, item.place.row, item.records) for item in items if isinstance(item, Problem)]


def test_numbers_keep_every_digit_and_zero(tmp_path: Path) -> None:
    items = _read(tmp_path / "a.json", '[{"n": 12345678901234567890, "f": 1.50, "e": 1e5}]')
    assert _records(items) == [("", 1, {"n": "12345678901234567890", "f": "1.50", "e": "1e5"})]


def test_cut_array_keeps_what_was_whole(tmp_path: Path) -> None:
    items = _read(tmp_path / "a.json", '[{"a": 1}, {"a": 2}, {"a": 3, "b')
    assert [row for _, row, _ in _records(items)] == [1, 2]
    assert _problems(items) == [("record-unreadable", 3, 1)]


def test_cut_object_with_array_keeps_what_was_whole(tmp_path: Path) -> None:
    items = _read(tmp_path / "a.json", '{"title": "x", "calls": [{"a": 1}, {"a": 2}')
    assert _records(items) == [("calls", 1, {"a": "1"}), ("calls", 2, {"a": "2"}), ("", 1, {"title": "x"})]
    assert ("record-unreadable", 3, 1) in _problems(items)


def test_one_object_over_several_lines_is_one_record(tmp_path: Path) -> None:
    items = _read(tmp_path / "a.json", '{\n "a": {"b": [1, {"c": 2}]},\n "d": true\n}\n')
    assert _records(items) == [("", 1, {"a.b.0": "1", "a.b.1.c": "2", "d": "true"})]


def test_a_repeated_key_is_not_lost(tmp_path: Path) -> None:
    items = _read(tmp_path / "a.json", '[{"phone": "1", "phone": "2"}]')
    assert _records(items) == [("", 1, {"phone": "1", "phone#2": "2"})]


def test_broken_and_empty_lines(tmp_path: Path) -> None:
    items = _read(tmp_path / "a.ndjson", '{"a": 1}\n\n{"a": \n{}\n{"a": 2}\n')
    assert [(row, cells) for _, row, cells in _records(items)] == [(1, {"a": "1"}), (5, {"a": "2"})]
    assert _problems(items) == [("record-unreadable", 3, 1), ("record-unreadable", 4, 1)]


def test_deep_nesting_and_endless_names_are_problems(tmp_path: Path) -> None:
    deep = _read(tmp_path / "a.ndjson", '{"a": 1}\n{"a": ' + "[" * 50_000 + "]" * 50_000 + "}\n")
    assert _problems(deep) == [("record-unreadable", 2, 1)]
    wide = _read(
        tmp_path / "b.json", json.dumps([{f"k{n}": n for n in range(9)}, {"k1": 1}]), Limits(max_columns=5)
    )
    assert _problems(wide) == [("record-unreadable", 1, 1)]
    assert [row for _, row, _ in _records(wide)] == [2]


def test_sniffing() -> None:
    assert READER.sniff(b'[{"a": 1}]', "x").score == 0.6
    assert READER.sniff(b'{"a": 1}\n{"a": 2}\n', "x").score == 0.7
    assert READER.sniff(b"{not json}", "x.json").score == 0
    assert READER.sniff(b"[1/2/24, 10:00:00] A: b", "x.json").score == 0


def test_a_name_that_is_no_text_is_replaced_and_its_value_kept(tmp_path: Path) -> None:
    items = _read(tmp_path / "a.json", '[{"\\ud800": "kept"}]')
    assert [cells for _, _, cells in _records(items)] == [{"?": "kept"}]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=60)
@given(
    st.lists(
        st.dictionaries(
            st.text(
                st.characters(exclude_characters=".#", exclude_categories=["Cs"]), min_size=1, max_size=3
            ),
            JSON,
            max_size=3,
        ),
        max_size=6,
    )
)
def test_every_record_is_delivered_or_told(table: list[dict[str, object]]) -> None:

    with tempfile.TemporaryDirectory() as folder:
        items = _read(Path(folder) / "a.json", json.dumps(table))
    records, problems = _records(items), _problems(items)
    assert len(records) + sum(lost for _, _, lost in problems) == len(table)
    for _, row, cells in records:
        wanted = {
            name: value or None
            for name, value in flatten(json.loads(json.dumps(table[row - 1]), parse_int=str)).items()
        }
        assert cells == {name: value for name, value in wanted.items() if value is not None}


def test_a_list_of_plain_values_is_json() -> None:
    assert READER.sniff(b"[1, 2.50, null, true]", "x").score > 0.5
    assert READER.sniff(b"[1, 2 and more words", "x").score == 0
    assert READER.sniff(b"[12:00] note", "x.json").score == 0
