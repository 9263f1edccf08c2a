"""What may stand in the top tier: columns made by hand, so that each rule stands alone."""

import numpy as np
import pytest

from tahqiq.resolve.tables.columns import Column
from tahqiq.resolve.tables.comparable_columns import Levels, Prepared, prepare
from tahqiq.resolve.tables.fellegi import Candidates
from tahqiq.resolve.tables.guard import against, contradicted, nameless, other_things, signs, swapped

LEFT, RIGHT = np.array([0]), np.array([1])


def columns(*made: tuple[str, str, str, str]) -> list[Prepared]:
    """Columns of two rows: label, role, and the two values."""
    return [prepare(Column(label, role, (one, two))) for label, role, one, two in made]  # type: ignore[arg-type]


def levels(made: list[Prepared]) -> dict[str, Levels]:
    """The levels of the one pair."""
    return {column.label: column.levels(LEFT, RIGHT) for column in made}


@pytest.mark.parametrize(
    ("label", "role", "one", "two", "stands"),
    [
        ("first name", "name", "Salim", "Saleem", False),
        ("first name", "name", "Salim", "Zaynab", True),
        ("pername1", "name", "Salim", "Zaynab", True),
        ("town", "name", "Basra", "Mosul", False),
        ("dob", "date", "1980-03-02", "1980-03-12", False),
        ("dob", "date", "1980-03-02", "1991-08-22", True),
        ("dob", "date", "1980-01-01", "1990-01-01", True),
        ("date of entry", "date", "2020-03-02", "2021-08-22", True),
    ],
)
def test_what_stands_against_a_pair(label: str, role: str, one: str, two: str, stands: bool) -> None:
    made = columns((label, role, one, two))
    assert against(made, levels(made)).tolist() == [stands]


def test_another_name_and_another_birth_contradict_whatever_is_shared() -> None:
    made = columns(
        ("first name", "name", "Salim", "Zaynab"),
        ("dob", "date", "1980-03-02", "1991-08-22"),
        ("address", "text", "12 a b", "12 a b"),
    )
    assert contradicted(made, levels(made)).tolist() == [True]


def test_bound_columns_are_one_sign() -> None:
    made = columns(
        ("address", "text", "12 a b", "12 a b"),
        ("phone", "phone", "07701234567", "07701234567"),
        ("first name", "name", "Salim", "Salim"),
    )
    order = [column.label for column in made]
    bits = {label: np.array([9.0]) for label in order}
    assert signs(made, levels(made), bits, {}, order).tolist() == [3]
    assert signs(made, levels(made), bits, {"phone": {"address": 0.9}}, order).tolist() == [2]


def test_exchanged_names_are_the_same_names() -> None:
    made = columns(("first name", "name", "Salim", "Jaburi"), ("surname", "name", "Jaburi", "Salim"))
    assert swapped(made, LEFT, RIGHT).tolist() == [True]


def test_one_part_of_a_name_is_no_name_but_a_number_helps() -> None:
    made = columns(
        ("first name", "name", "Salim", "Salim"),
        ("surname", "name", "Jaburi", ""),
        ("id number", "code", "A1234567", "A1234567"),
    )
    bits = {column.label: np.array([20.0]) for column in made}
    assert nameless(made[:2], levels(made), bits).tolist() == [True]
    assert nameless(made, levels(made), bits).tolist() == [False]


@pytest.mark.parametrize(
    ("one", "two", "other"),
    [
        ("songs of the river volume 1", "songs of the river volume 2", True),
        ("songs of the river volume 1", "songs of the river volume 1", False),
        ("songs of the river", "dances of a mountain village", True),
    ],
)
def test_things_with_another_text_or_other_figures_are_two(one: str, two: str, other: bool) -> None:
    things = columns(("artist", "text", "a band of ours", "a band of ours"), ("title", "text", one, two))
    asked = Candidates(LEFT, LEFT, RIGHT, levels(things), 1.0)
    assert other_things(things, asked).tolist() == [other]
    people = [*things, *columns(("first name", "name", "Salim", "Salim"))]
    assert other_things(people, Candidates(LEFT, LEFT, RIGHT, levels(people), 1.0)).tolist() == [False]
