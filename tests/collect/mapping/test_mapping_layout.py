"""Finding tables in sheets as they really come."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.collect.mapping.header_rows import join_header
from tahqiq.collect.mapping.layout import find_layout, find_layouts, spec_of
from tahqiq.collect.mapping.matrix import find_matrix

Rows = list[tuple[int, list[str | None]]]


def rows(text: str) -> Rows:
    """Lines of cells parted by ``|``; blank cells and blank lines as in a sheet."""
    return [
        (number, [cell.strip() or None for cell in line.split("|")])
        for number, line in enumerate(text.strip("\n").split("\n"), 1)
        if line.strip()
    ]


def test_title_lines_and_values_above_are_not_the_table() -> None:
    found = find_layout(
        rows("""
تقرير المكالمات |||
الرقم المستهدف | 07431110001 ||
الفترة: 2024 |||

الرقم الطالب | الرقم المطلوب | التاريخ | المدة
07431110001 | 07431110002 | 2024-01-01 | 5
07431110003 | 07431110001 | 2024-01-02 | 7
المجموع ||| 12
""")
    )
    assert found is not None
    assert (found.header_row, found.data_start, found.totals) == (5, 6, (8,))
    assert ("الرقم المستهدف", "07431110001", 2, 2) in [
        (a.label, a.value, a.row, a.column) for a in found.above
    ]
    assert ("الفترة", "2024") in [(a.label, a.value) for a in found.above]
    assert any("above the header" in reason for reason in found.reasons)


def test_two_header_rows_with_merged_cells_are_joined() -> None:
    found = find_layout(
        rows("""
Caller || Called || Date
Number | Cell | Number | Cell |
0743 | 11 | 0744 | 12 | 2024-01-01
0745 | 11 | 0744 | 13 | 2024-01-02
""")
    )
    assert found is not None
    assert found.header_rows == 2
    assert found.header == ("Caller Number", "Caller Cell", "Called Number", "Called Cell", "Date")


def test_merged_cells_that_a_reader_repeats_are_joined_alike() -> None:
    found = find_layout(
        rows("""
Type | Caller | Caller | Date
Type | Number | Cell | Date
IN | 0743 | 11 | 2024-01-01
OUT | 0745 | 12 | 2024-01-02
""")
    )
    assert found is not None
    assert (found.header_rows, found.header) == (2, ("Type", "Caller Number", "Caller Cell", "Date"))


def test_pairs_without_header_have_none() -> None:
    pairs = [
        ("Ali Hasan", "G1"),
        ("Sara Omar", "G1"),
        ("Nur Salim", "G1"),
        ("Ali Hasan", "G2"),
        ("Zana Karwan", "G2"),
        ("Sara Omar", "G3"),
        ("Ali Hasan", "G3"),
    ]
    found = find_layout([(n, list(pair)) for n, pair in enumerate(pairs, 1)])
    assert found is not None
    assert found.header_row == 0


def test_a_label_beside_its_value_is_no_upper_header_row() -> None:
    found = find_layout(
        rows("""
Subscriber | Target report ||
Name | Phone | Address | Date
Ali | 07431110001 | Baghdad | 2024-01-01
Sara | 07431110002 | Basra | 2024-01-02
""")
    )
    assert found is not None
    assert (found.header_row, found.header_rows) == (2, 1)


def test_a_table_without_header_begins_at_its_first_record() -> None:
    found = find_layout(rows("07431110001 | 07431110002 | 5\n07431110003 | 07431110004 | 7"))
    assert found is not None
    assert (found.header_row, found.data_start) == (0, 1)


def test_a_header_of_unknown_words_stands_out_from_repeating_values() -> None:
    body = "\n".join(f"N{n} | {'ab'[n % 2]} | Y | N" for n in range(8))
    found = find_layout(rows(f"zone | familia | arrested | prison\n{body}"))
    assert found is not None
    assert found.header_row == 1


def test_tables_below_and_beside_each_other_are_told_apart() -> None:
    below = find_layouts(
        rows("""
Name | Phone
Ali | 07431110001
Sara | 07431110002

Date | Amount | Currency
2024-01-01 | 100 | USD
2024-01-02 | 200 | USD
""")
    )
    assert [(t.header_row, t.data_end) for t in below] == [(1, 3), (5, None)]
    beside = find_layouts(
        rows("""
Name | Phone | | Date | Amount
Ali | 07431110001 | | 2024-01-01 | 100
Sara | 07431110002 | | 2024-01-02 | 200
""")
    )
    assert [(t.first_column, t.last_column) for t in beside] == [(1, 2), (4, 5)]


@pytest.mark.parametrize(("line", "pattern"), [("0 1 1", r"[ \t]+"), ("0;1;1", "[;]"), ("0\t1\t1", r"[\t]")])
def test_single_column_lines_are_cut(line: str, pattern: str) -> None:
    found = find_layout([(n, [line]) for n in range(1, 5)])
    assert found is not None
    assert (found.split, found.last_column) == (pattern, 3)


def test_prose_is_not_cut_into_columns() -> None:
    found = find_layout(
        [(1, ["He went to the market"]), (2, ["She saw him there too"]), (3, ["They met at the bridge"])]
    )
    assert found is None or found.split is None


def test_matrices_are_told_with_their_kind() -> None:
    both = find_matrix(rows("x | a | b | c\na | 0 | 1 | 0\nb | 1 | 0 | 1\nc | 0 | 1 | 0"))
    one_way = find_matrix(rows("x | a | b | c\na | 0 | 4 | 0\nb | 0 | 0 | 2\nc | 0 | 0 | 0"))
    assert both is not None
    assert one_way is not None
    assert (both.symmetric, both.binary) == (True, True)
    assert (one_way.symmetric, one_way.binary) == (False, False)
    assert find_matrix(rows("x | a | b\n1 | 2 | 3\n4 | 5 | 6\n7 | 8 | 9")) is None


def test_join_header_stops_a_group_at_a_cell_merged_downwards() -> None:
    assert join_header(["A", None, "Date", None], ["x", "y", None, "z"]) == ("A x", "A y", "Date", "z")


def test_the_spec_of_a_layout_keeps_what_is_needed_to_find_it_again() -> None:
    found = find_layout(rows("Title |\nName | Phone\nAli | 07431110001\nSara | 07431110002"))
    assert found is not None
    spec = spec_of(found)
    assert (spec.header_row, spec.header, spec.data_start) == (2, ("Name", "Phone"), 3)


_cell = (
    st.none()
    | st.text(max_size=8)
    | st.sampled_from(["Name", "رقم الهاتف", "0743", "2024-01-01", "Total", "0", "1"])
)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(_cell, max_size=6), max_size=12))
def test_any_grid_gives_sound_layouts(lines: list[list[str | None]]) -> None:
    numbered = list(enumerate(lines, 1))
    for found in find_layouts(numbered):
        assert found.last_column - found.first_column + 1 == len(found.header)
        assert found.header_row == 0 or found.header_row < found.data_start
        assert found.reasons
