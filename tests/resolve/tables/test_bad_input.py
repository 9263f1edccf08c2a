"""Tables that mislead: each gives a sentence in four languages and no wrong pair in the top tier."""

from collections.abc import Sequence
from random import Random

import pytest

from tahqiq.resolve.tables.columns import Table
from tahqiq.resolve.tables.guard import TOP
from tahqiq.resolve.tables.link import Linked, link
from tahqiq.samples.pools import MALE, SURNAMES

HEADER = ("first name", "family name", "date of birth", "mobile", "town")
TOWNS = ("Basra", "Mosul", "Erbil", "Kirkuk", "Najaf", "Hilla")
Row = tuple[str, ...]


def different_people(count: int = 400, seed: int = 4) -> list[Row]:
    """Invented people, all different."""
    rng = Random(seed)
    return [
        (
            rng.choice(MALE).latin[0],
            rng.choice(SURNAMES).latin[0],
            f"{rng.randrange(1950, 2005)}-{rng.randrange(1, 13):02d}-{rng.randrange(2, 29):02d}",
            f"0770{at:07d}",
            rng.choice(TOWNS),
        )
        for at in range(count)
    ]


def with_column(rows: Sequence[Row], at: int, value: str) -> list[Row]:
    """Rows with one cell replaced."""
    return [(*row[:at], value, *row[at + 1 :]) for row in rows]


def exchanged(row: Row, one: int, two: int) -> Row:
    """A row with two cells in one another's place."""
    made = list(row)
    made[one], made[two] = made[two], made[one]
    return tuple(made)


def says(found: Linked, code: str) -> bool:
    """Whether a remark was made, in four languages."""
    told = [one for one in found.remarks if one.code == code]
    return bool(told) and all(
        one.say(locale).sentence for one in told for locale in ("en", "ar", "ckb", "kmr-Arab")
    )


def top(found: Linked) -> int:
    """How many pairs are in the top tier."""
    return int((found.probabilities >= TOP).sum())


@pytest.mark.parametrize(
    ("at", "value", "code"),
    [
        (4, "Basra", "tables-column-one-value"),
        (3, "07701112223", "tables-column-one-value"),
        (2, "1980-01-01", "tables-column-one-value"),
    ],
)
def test_a_column_of_identical_values(at: int, value: str, code: str) -> None:
    found = link([Table("a", HEADER, tuple(with_column(different_people(), at, value)))])
    assert says(found, code)
    assert top(found) == 0
    assert HEADER[at] not in dict(found.columns)


def test_the_first_of_january_for_everybody() -> None:
    rows = [(*row[:2], f"{row[2][:4]}-01-01", *row[3:]) for row in different_people(1500)]
    found = link([Table("a", HEADER, tuple(rows))])
    assert says(found, "tables-default-days")
    assert top(found) == 0


def test_one_name_in_every_row() -> None:
    rows = with_column(with_column(different_people(3000), 0, "Muhammad"), 1, "Ali")
    mixed = [*rows, *different_people(60, seed=7)]
    found = link([Table("a", HEADER, tuple(mixed))])
    assert says(found, "tables-one-name")
    assert top(found) == 0


@pytest.mark.slow
def test_fifty_thousand_rows_with_one_name() -> None:
    rows = [
        *with_column(with_column(different_people(50_000), 0, "Muhammad"), 1, "Ali"),
        *different_people(600, seed=7),
    ]
    found = link([Table("a", HEADER, tuple(rows))])
    assert says(found, "tables-one-name")
    assert top(found) == 0


def test_two_languages_in_one_column() -> None:
    rng = Random(2)
    rows = [
        ((rng.choice(MALE).ar if at % 2 else row[0]), *row[1:]) for at, row in enumerate(different_people())
    ]
    found = link([Table("a", HEADER, tuple(rows))])
    assert says(found, "tables-two-scripts")
    assert top(found) == 0


@pytest.mark.parametrize(("one", "two"), [(1, 2), (2, 3), (0, 3)])
def test_columns_exchanged_in_some_rows_of_a_table(one: int, two: int) -> None:
    rows = [exchanged(row, one, two) if at % 4 == 0 else row for at, row in enumerate(different_people())]
    found = link([Table("a", HEADER, tuple(rows))])
    assert says(found, "tables-other-kind")
    assert top(found) == 0


@pytest.mark.parametrize(("one", "two"), [(1, 2), (2, 3), (0, 1)])
def test_columns_exchanged_in_one_of_two_files_of_different_people(one: int, two: int) -> None:
    rows = [exchanged(row, one, two) for row in different_people(seed=9)]
    found = link([Table("a", HEADER, tuple(different_people())), Table("b", HEADER, tuple(rows))])
    assert says(found, "tables-other-kind") or says(found, "tables-columns-exchanged")
    assert top(found) == 0


def test_given_and_family_name_exchanged_in_half_of_the_rows_join_nobody() -> None:
    rows = [exchanged(row, 0, 1) if at % 2 else row for at, row in enumerate(different_people(1500))]
    assert top(link([Table("a", HEADER, tuple(rows))])) == 0


def test_a_sound_table_is_told_nothing_of_the_kind() -> None:
    codes = {one.code for one in link([Table("a", HEADER, tuple(different_people()))]).remarks}
    assert not codes & {"tables-other-kind", "tables-header-lies", "tables-columns-exchanged"}


def test_headers_that_lie() -> None:
    header = (
        "mobile",
        "family name",
        "first name",
        "date of birth",
        "town",
    )  # names below mobile, dates below first name, numbers below date
    found = link([Table("a", header, tuple(different_people()))])
    assert says(found, "tables-header-lies")
    assert top(found) == 0


def test_an_id_that_numbers_the_rows() -> None:
    rows = tuple((str(at + 1), *row) for at, row in enumerate(different_people()))
    found = link([Table("a", ("id", *HEADER), rows), Table("b", ("id", *HEADER), rows[::-1])])
    assert says(found, "tables-row-numbers")
    assert "id" not in dict(found.columns)
    assert all(
        right == 799 - left
        for left, right in zip(
            found.left[found.probabilities >= TOP], found.right[found.probabilities >= TOP], strict=True
        )
    )


def test_names_alone_are_said_to_be_little_and_are_never_sure() -> None:
    rows = tuple(
        (f"{row[0]} {row[1]} {other[0]}",)
        for row, other in zip(different_people(), different_people(seed=5), strict=True)
    )
    found = link([Table("a", ("full name",), (*rows, *rows[:40]))])
    assert says(found, "tables-only-names")
    assert len(found.left) >= 40
    assert top(found) == 0


def test_two_columns_are_said_to_be_little_and_still_rank() -> None:
    rows = [(f"{row[0]} {row[1]}", row[2]) for row in different_people(800)]
    found = link(
        [Table("a", ("full name", "date of birth"), (*rows, *rows[:50], ("Karim Salih", ""), ("", "")))]
    )
    assert says(found, "tables-little-compared")
    assert sum(int(found.groups[at] == found.groups[at + 800]) for at in range(50)) >= 45
    sure = found.probabilities >= TOP
    assert all(
        right == left + 800
        for left, right in zip(found.left[sure].tolist(), found.right[sure].tolist(), strict=True)
    )


def test_a_column_without_any_value_is_no_nan() -> None:
    rows = tuple((row[0], "" if at % 3 else row[2]) for at, row in enumerate(different_people(60)))
    found = link([Table("a", ("first name", "date of birth"), rows)])
    assert not any(weight != weight for weight in found.weights.tolist())
