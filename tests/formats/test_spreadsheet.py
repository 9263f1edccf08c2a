"""Workbooks written here and read back: values as shown, true rows, every oddity located."""

import datetime as dt
import io
import zipfile
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.formats.reader import DEFAULT_LIMITS, Item, Limits, Records
from tahqiq.formats.spreadsheet import READER, shown
from tahqiq.formats.xlsx_marks import masked
from tahqiq.model.account import Aside
from tahqiq.model.problem import Problem


def _read(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[Item]:
    return list(READER.read(path, path.name, limits))


def _rows(items: list[Item], sheet: str) -> dict[int, list[str | None]]:
    found: dict[int, list[str | None]] = {}
    for item in items:
        if isinstance(item, Records) and item.part.name == sheet:
            found.update(
                {
                    int(row): list(line.values())
                    for row, line in zip(item.rows, item.columns.to_pylist(), strict=True)
                }
            )
    return found


def _problems(items: list[Item]) -> list[tuple[str, str, int]]:
    return [(item.code, item.place.label(), item.records) for item in items if isinstance(item, Problem)]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "calls.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("مكالمات")
    sheet.merge_range(0, 0, 0, 4, "Calls of 07700000001")
    sheet.write_row(2, 0, ["number", "imei", "start", "seconds", "ok"])
    sheet.write_row(3, 0, [9647700000001, 123456789012345, "", 12.5, True])
    sheet.write_datetime(
        3, 2, dt.datetime(2024, 1, 31, 13, 5, 0), book.add_format({"num_format": "yyyy-mm-dd hh:mm:ss"})
    )
    sheet.write_number(4, 0, 7700000002, book.add_format({"num_format": "00000000000"}))
    sheet.write_number(4, 1, 1234567890123456789)
    sheet.write_formula(4, 3, "=1/0", None, "#DIV/0!")
    sheet.merge_range(6, 0, 8, 0, "Ali")
    sheet.write_column(6, 1, ["x", "y", "z"])
    hidden = book.add_worksheet("hidden")
    hidden.write(1, 1, "secret")
    hidden.hide()
    book.add_worksheet("empty")
    book.close()
    return path


def test_values_rows_and_sheets(workbook: Path) -> None:
    items = _read(workbook)
    rows = _rows(items, "مكالمات")
    assert rows[1] == ["Calls of 07700000001", None, None, None, None]
    assert list(rows) == [1, 3, 4, 5, 7, 8, 9]
    assert rows[4] == ["9647700000001", "123456789012345", "2024-01-31 13:05:00", "12.5", "TRUE"]
    assert rows[5] == ["07700000002", "1.23456789012346E+18", None, None, None]
    assert [rows[row][0] for row in (7, 8, 9)] == ["Ali"] * 3
    assert _rows(items, "hidden") == {2: [None, "secret"]}
    assert sorted(_problems(items)) == [
        ("cell-error", "مكالمات · D5", 0),
        ("number-lost-digits", "مكالمات · B5", 0),
    ]
    assert {item.part.no for item in items if isinstance(item, Records)} == {0, 1}
    assert next(item for item in items if isinstance(item, Aside) and item.field == "formula").count == 1


def test_formula_that_was_never_calculated(tmp_path: Path) -> None:
    path = tmp_path / "formula.xlsx"
    book = openpyxl.Workbook()
    book.active.append(["a", "=1+1"])  # type: ignore[union-attr]
    book.save(path)
    items = _read(path)
    assert _problems(items) == [("formula-without-value", "Sheet · B1", 0)]


def test_two_cells_in_far_corners_do_not_fill_the_memory(tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet("far")
    sheet.write(0, 0, "a")
    sheet.write(1_048_575, 16_383, "b")
    book.close()
    items = _read(path)
    assert _problems(items) == [("limit-reached", "far", 1)]


def test_too_many_columns(workbook: Path) -> None:
    assert ("too-many-columns", "مكالمات", 1) in _problems(_read(workbook, Limits(max_columns=3)))


def test_packed_too_well_is_refused_before_unpacking(tmp_path: Path) -> None:
    path = tmp_path / "packed.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", b" " * 40_000_000)
    assert _problems(_read(path)) == [("limit-reached", "", 1)]


def test_ods_is_read_and_an_endless_repeat_refused(tmp_path: Path) -> None:
    good = tmp_path / "list.ods"
    good.write_bytes(
        _ods(
            "<table:table-row><table:table-cell "
            "office:value-type='string'><text:p>علي</text:p></table:table-cell></table:table-row>"
        )
    )
    assert READER.sniff(good.read_bytes(), "list").score > 0.9
    assert _rows(_read(good), "T") == {1: ["علي"]}
    bad = tmp_path / "bad.ods"
    row = (
        '<table:table-row table:number-rows-repeated="1048576"><table:table-cell '
        'table:number-columns-repeated="16000" office:value-type="string">'
    )
    bad.write_bytes(_ods(row + "<text:p>x</text:p></table:table-cell></table:table-row>"))
    assert [code for code, _, _ in _problems(_read(bad))] == ["document-damaged"]


def _ods(rows: str) -> bytes:
    spaces = " ".join(
        f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{short}:1.0"'
        for short in ("office", "table", "text")
    )
    content = (
        f"<office:document-content {spaces}><office:body><office:spreadsheet><table:table "
        f'table:name="T">{rows}</table:table>'
    )
    content += "</office:spreadsheet></office:body></office:document-content>"
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")
    return buffer.getvalue()


def test_password_is_said(tmp_path: Path) -> None:
    path = tmp_path / "locked.xlsx"
    path.write_bytes(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(400)
    )
    assert [code for code, _, _ in _problems(_read(path))] == ["document-encrypted"]


@pytest.mark.parametrize("keep", [0, 1, 30, 500, 3_000])
def test_truncated_workbook_is_a_problem(workbook: Path, keep: int, tmp_path: Path) -> None:
    path = tmp_path / "cut.xlsx"
    path.write_bytes(workbook.read_bytes()[:keep])
    items = _read(path)
    assert [item for item in items if isinstance(item, Problem)]
    assert not [item for item in items if isinstance(item, Records)]


def test_sniffing(workbook: Path) -> None:
    head = workbook.read_bytes()
    assert READER.sniff(head, "anything.bin").score > 0.9
    assert READER.sniff(b"PK\x03\x04" + bytes(100), "x.zip").score == 0
    assert READER.sniff(b"a,b\n", "x.xlsx").score == 0


@settings(max_examples=60)
@given(st.integers(min_value=-(10**15) + 1, max_value=10**15 - 1))
def test_whole_numbers_keep_every_digit(number: int) -> None:
    assert shown(float(number)) == str(number)


@settings(max_examples=60)
@given(
    st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15).filter(
        lambda value: abs(value) < 1e15
    )
)
def test_numbers_are_never_shown_with_an_exponent(number: float) -> None:
    text = shown(number)
    assert text is not None
    assert "E" not in text.upper()
    assert float(text) == pytest.approx(number, rel=1e-14)


@settings(max_examples=60)
@given(st.integers(min_value=0, max_value=10**12), st.integers(min_value=2, max_value=14))
def test_zero_padding(number: int, width: int) -> None:
    assert masked("0" * width, str(number)) == str(number).zfill(width)
