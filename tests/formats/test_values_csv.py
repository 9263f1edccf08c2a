"""The table of values: written, and read back as it was."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.formats.reader import Item, Records
from tahqiq.formats.values_csv import COLUMNS, READER, lines
from tahqiq.model.problem import Problem

VALUE = st.text(
    st.one_of(
        st.sampled_from("=+-@'\t\r\n,\"0ع"), st.characters(codec="utf-8", exclude_characters="\x00\ufeff")
    ),
    max_size=8,
)


def read(data: bytes) -> list[Item]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_bytes(data)
        return list(READER.read(path, "x.csv"))


@given(st.lists(st.dictionaries(st.sampled_from(COLUMNS), VALUE, max_size=6), max_size=5))
def test_round_trip(rows: list[dict[str, str]]) -> None:
    items = read("".join(lines(rows)).encode())
    found = [line for item in items if isinstance(item, Records) for line in item.columns.to_pylist()]
    assert [tuple(line.values()) for line in found[:1]] == [COLUMNS]
    back = [
        {name: value for name, value in zip(COLUMNS, line.values(), strict=True) if value}
        for line in found[1:]
    ]
    assert back == [{name: value for name, value in row.items() if value} for row in rows]


def test_sniff_knows_its_own_header_only() -> None:
    assert READER.sniff("".join(lines([])).encode(), "x").score > 0.98
    assert READER.sniff(b"entity_id,type\n", "x").score == 0


def test_a_line_too_long_is_told_and_the_rest_is_read() -> None:
    head = "".join(lines([{"value": "a"}]))
    items = read((head + "," * 40 + "\n").encode())
    assert [(item.code, item.place.row) for item in items if isinstance(item, Problem)] == [
        ("entry-unreadable", 3)
    ]
    assert [len(item) for item in items if isinstance(item, Records)] == [2]
