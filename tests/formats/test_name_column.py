"""Which column holds names."""

import pytest

from tahqiq.formats.name_column import name_column
from tahqiq.formats.plain_table import PlainTable
from tahqiq.kit.errors import WrongUse


def table(header: tuple[str, ...], *rows: tuple[str, ...]) -> PlainTable:
    return PlainTable("t.csv", header, rows, tuple(range(2, len(rows) + 2)))


@pytest.mark.parametrize(
    ("header", "place"),
    [
        (("no", "Full_Name"), 1),
        (("الرقم", "الاسم الكامل"), 1),
        (("ژمارە", "ناو"), 1),
        (("a",), 0),
        (("id", "customer name (en)"), 1),
    ],
)
def test_by_header(header: tuple[str, ...], place: int) -> None:
    assert name_column(table(header)) == place


def test_by_cells() -> None:
    assert name_column(table(("x", "y", "z"), ("1", "Ali Hasan", "Basra"), ("2", "محمد جاسم", "Mosul"))) == 1


def test_named_or_numbered() -> None:
    names = table(("first", "Second One"))
    assert name_column(names, "second one") == 1
    assert name_column(names, "1") == 0
    with pytest.raises(WrongUse, match="no column"):
        name_column(names, "third")


def test_nothing_recognised() -> None:
    with pytest.raises(WrongUse, match="recognised"):
        name_column(table(("a", "b"), ("1", "2")))
