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


def test_what_is_no_table_is_said(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as absent:
        plain_table(tmp_path / "none.csv")
    assert absent.value.code == "no-such-file"
    path = tmp_path / "x.bin"
    path.write_bytes(b"\x00\x01\x02" * 50)
    with pytest.raises(WrongUse) as unread:
        plain_table(path)
    assert unread.value.code == "no-table-in-file"
