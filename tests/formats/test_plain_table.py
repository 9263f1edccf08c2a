import gzip
from pathlib import Path

import pytest

from tahqiq.formats.plain_table import plain_table
from tahqiq.kit.errors import NotFound, WrongUse


def test_header_rows_and_the_lines_they_stand_on(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("name;phone\nAli;0770\n\nعلي;\n", "utf-8")
    found = plain_table(path)
    assert found.header == ("name", "phone")
    assert [row for row in found.rows if any(row)] == [("Ali", "0770"), ("علي", "")]
    assert found.lines[0] == 2
    assert found.lines[-1] == 4
    assert len(found.rows) == len(found.lines)


def test_a_packed_table_is_read_under_its_own_name(tmp_path: Path) -> None:
    path = tmp_path / "people.csv.gz"
    path.write_bytes(gzip.compress(b"name;phone\nAli;0770\n"))
    found = plain_table(path)
    assert (found.name, found.header, found.rows, found.lines) == (
        "people.csv.gz",
        ("name", "phone"),
        (("Ali", "0770"),),
        (2,),
    )
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(WrongUse) as cut:
        plain_table(path)
    assert cut.value.code == "no-table-in-file"
    path.write_bytes(gzip.compress(b"name;phone\n" + b"Ali;0770\n" * 4_000_000))
    with pytest.raises(WrongUse) as large:
        plain_table(path)
    assert large.value.code == "table-too-large"


def test_what_is_no_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as absent:
        plain_table(tmp_path / "none.csv")
    assert absent.value.code == "no-such-file"
    path = tmp_path / "x.bin"
    path.write_bytes(b"\x00\x01\x02" * 50)
    with pytest.raises(WrongUse) as unread:
        plain_table(path)
    assert unread.value.code == "no-table-in-file"
