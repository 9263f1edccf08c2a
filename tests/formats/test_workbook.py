"""Workbooks: text stays text, long tables go on in another sheet, the same rows give the same bytes."""

from pathlib import Path

import openpyxl
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats.workbook import MOST_CHARACTERS, Cell, Workbook


def write(path: Path, rows: list[tuple[Cell, ...]], most: int = 100) -> Workbook:
    with Workbook(path, {"A": ("x", "y")}, most) as book:
        for row in rows:
            book.row("A", row)
    return book


def cells(path: Path) -> list[tuple[object, ...]]:
    book = openpyxl.load_workbook(path)
    return [
        tuple(cell.value for cell in line) for sheet in book for line in sheet.iter_rows(min_row=2, max_col=2)
    ]


TEXT = st.text(
    st.one_of(st.sampled_from("=+-@ 1{}ع"), st.characters(codec="utf-8", categories=("L", "N", "P"))),
    min_size=1,
    max_size=9,
)


@settings(max_examples=15)
@given(rows=st.lists(st.tuples(TEXT, TEXT), max_size=4))
def test_text_comes_back_as_text(tmp_path_factory: object, rows: list[tuple[str, str]]) -> None:
    path = tmp_path_factory.mktemp("w") / "x.xlsx"  # type: ignore[attr-defined]
    write(path, list(rows))
    assert cells(path) == rows
    types = {
        cell.data_type
        for sheet in openpyxl.load_workbook(path)
        for line in sheet.iter_rows(min_row=2)
        for cell in line
    }
    assert "f" not in types


def test_a_sheet_that_is_full_goes_on_in_another(tmp_path: Path) -> None:
    write(tmp_path / "x.xlsx", [(str(number), number) for number in range(5)], 3)
    assert openpyxl.load_workbook(tmp_path / "x.xlsx").sheetnames == ["A", "A 2", "A 3"]
    assert cells(tmp_path / "x.xlsx") == [(str(number), number) for number in range(5)]


def test_a_text_too_long_for_a_cell_is_cut_and_counted(tmp_path: Path) -> None:
    book = write(
        tmp_path / "x.xlsx",
        [("a" * (MOST_CHARACTERS + 1), "b" * MOST_CHARACTERS), ("😀" * MOST_CHARACTERS, "\ud800\ufffe")],
    )
    found = cells(tmp_path / "x.xlsx")
    assert book.shortened == 2
    assert str(found[0][0]).endswith("a…")
    assert found[0][1] == "b" * MOST_CHARACTERS
    assert found[1][1] == "\ufffd\ufffd"


def test_the_same_rows_give_the_same_bytes_and_no_file_stays_behind(tmp_path: Path) -> None:
    for name in ("x", "y"):
        (tmp_path / name).mkdir()
        write(tmp_path / name / "b.xlsx", [("ع", 1)])
        assert [path.name for path in (tmp_path / name).iterdir()] == ["b.xlsx"]
    assert (tmp_path / "x" / "b.xlsx").read_bytes() == (tmp_path / "y" / "b.xlsx").read_bytes()
