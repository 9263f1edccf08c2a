"""Two candidates side by side: what agrees, what contradicts, and what may well differ."""

import pytest

from tahqiq.model.entity import Entity
from tahqiq.model.place import Part, Place
from tahqiq.model.statement import Statement
from tahqiq.resolve.sides import names, rows


def person(number: int, **values: str) -> Entity:
    identity = bytes([number]) * 16
    said = tuple(
        Statement(
            identity,
            prop.encode().ljust(16)[:16],
            "Person",
            prop,
            value,
            value,
            "",
            None,
            1,
            "ab" * 32,
            "a.csv",
            Place(Part(0), 2),
            "c",
            "",
            "open",
            None,
            "p",
            "csv/1",
            "2024-01-01T00:00:00Z",
            None,
        )
        for prop, value in values.items()
    )
    return Entity(identity, "Person", "", "", said)


@pytest.mark.parametrize(
    ("prop", "left", "right", "agrees"),
    [
        ("name", "علي حسن كاظم", "Ali Hasan Kadhim", True),
        ("motherName", "زينب جاسم", "Zainab Jasim", True),
        ("motherName", "Layla Omar", "Zainab Jasim", False),
        ("birthDate", "1980-03-02", "1980-03-02", True),
        ("birthDate", "1980-03-02", "1980", None),
        ("birthDate", "1980-03-02", "1990-03-02", False),
        ("gender", "male", "female", False),
        ("residence", "Basra", "Erbil", None),
        ("phone", "+9647901234567", "+9647907654321", None),
    ],
)
def test_a_property_agrees_contradicts_or_may_differ(
    prop: str, left: str, right: str, agrees: bool | None
) -> None:
    (row,) = rows(person(1, **{prop: left}), person(2, **{prop: right}))
    assert row.agrees is agrees


def test_what_only_one_has_says_nothing_and_stands_last() -> None:
    found = rows(person(1, residence="Basra", name="Ali"), person(2, name="Ali"))
    assert [(row.prop, row.agrees) for row in found] == [("name", True), ("residence", None)]


def test_the_most_alike_names_are_aligned_part_by_part() -> None:
    found = names(person(1, name="علي حسن", alias="ابو زينب"), person(2, name="Ali Hasan"))
    assert found is not None
    assert (found.left, found.right) == ("علي حسن", "Ali Hasan")
    assert [
        (pair.left.text, pair.right.text) for pair in found.comparison.alignment if pair.left and pair.right
    ] == [
        ("علي", "Ali"),
        ("حسن", "Hasan"),
    ]
    assert names(person(1, residence="Basra"), person(2, name="Ali")) is None
