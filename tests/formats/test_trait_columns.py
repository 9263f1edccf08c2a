"""Which columns hold birth dates, sex and mother's names."""

import pytest

from tahqiq.formats.plain_table import PlainTable
from tahqiq.formats.trait_columns import trait_columns, traits
from tahqiq.kit.errors import WrongUse
from tahqiq.names.beside import Traits


def table(header: tuple[str, ...], *rows: tuple[str, ...]) -> PlainTable:
    return PlainTable("t.csv", header, rows, tuple(range(2, len(rows) + 2)))


@pytest.mark.parametrize(
    ("header", "places"),
    [
        (("name", "Birth Date", "sex", "Mother's name"), {"born": 1, "sex": 2, "mother": 3}),
        (("الاسم", "الجنس", "تاريخ الميلاد", "اسم الأم"), {"born": 2, "sex": 1, "mother": 3}),
        (("ناو", "ڕەگەز", "ناوی دایک"), {"sex": 1, "mother": 2}),
        (("name", "note"), {}),
    ],
)
def test_by_header(header: tuple[str, ...], places: dict[str, int]) -> None:
    assert trait_columns(table(header), {}) == places


def test_named_or_numbered_and_one_that_is_not_there() -> None:
    assert trait_columns(table(("name", "x", "y")), {"born": "X", "sex": "3", "mother": None}) == {
        "born": 1,
        "sex": 2,
    }
    with pytest.raises(WrongUse, match="no column"):
        trait_columns(table(("name",)), {"born": "dob"})


def test_what_stands_in_them_and_what_is_no_date_or_sex() -> None:
    read = table(
        ("name", "dob", "sex", "mother"),
        ("a", "03/05/1980", "ذكر", "زهرة"),
        ("b", "about 1980?", "unclear", ""),
        ("c", "1980", "F", ""),
    )
    assert traits(read, trait_columns(read, {})) == [
        Traits("1980-05-03", "male", "زهرة"),
        Traits(),
        Traits("1980", "female"),
    ]
    assert traits(table(("name",), ("a",)), {}) == [Traits()]
