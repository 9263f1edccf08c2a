"""What of a table a model may see."""

import pytest

from tahqiq.desks.cargo.targeting.columns import chosen
from tahqiq.desks.cargo.targeting.rows import labels_of
from tahqiq.formats.plain_table import PlainTable
from tahqiq.kit.errors import WrongUse


def table(columns: dict[str, list[str]]) -> PlainTable:
    rows = tuple(zip(*columns.values(), strict=True))
    return PlainTable("t.csv", tuple(columns), rows, tuple(range(2, len(rows) + 2)))


MANY = 200


@pytest.mark.parametrize(
    "name",
    [
        "Nationality",
        "driver_sex",
        "Gender",
        "Age",
        "DateOfBirth",
        "consignee religion",
        "Tribe",
        "الجنسية",
        "العمر",
        "المذهب",
        "ڕەگەز",
        "تەمەن",
        "ethnicity",
    ],
)
def test_a_column_about_a_person_is_never_seen(name: str) -> None:
    given = table(
        {
            name: ["1", "2"] * 100,
            "Find": ["0", "1"] * 100,
            "Day": ["2025-01-01"] * MANY,
            "Mass": [f"{n}.5" for n in range(MANY)],
        }
    )
    seen, out = chosen(given, "Find", "Day", [], [])
    assert [item.name for item in seen] == ["Mass"]
    assert ("person" in {item.why for item in out if item.name == name}) is True
    with pytest.raises(WrongUse, match=r".*"):
        chosen(given, "Find", "Day", [], [name])


@pytest.mark.parametrize(
    "name",
    [
        "Country of Origin",
        "Package",
        "Passage",
        "Storage",
        "Percentage",
        "Sextant",
        "Tonnage",
        "Net Mass",
        "Race track",
    ][:-1],
)
def test_a_word_inside_another_is_no_word_about_a_person(name: str) -> None:
    given = table({name: ["a", "b"] * 100, "Find": ["0", "1"] * 100, "Day": ["2025-01-01"] * MANY})
    assert [item.name for item in chosen(given, "Find", "Day", [], [])[0]] == [name]


def test_codes_are_categories_and_amounts_are_numbers() -> None:
    given = table(
        {
            "HS6": [f"{870300 + n % 60}" for n in range(MANY)],
            "Office": [str(n % 9) for n in range(MANY)],
            "Value": [f"{n * 7},50" for n in range(MANY)],
            "Kilos": [str(1000 + 37 * n * n) for n in range(MANY)],
            "Broker": [f"B{n % 7}" for n in range(MANY)],
            "Serial": [f"X-{n}" for n in range(MANY)],
            "Goods": [f"{n} boxes of dates and oil" for n in range(MANY)],
            "Same": ["K"] * MANY,
            "Find": ["no", "yes"] * 100,
            "Day": ["2025-01-01"] * MANY,
        }
    )
    seen, out = chosen(given, "Find", "Day", ["Broker"], [])
    assert {item.name: item.use for item in seen} == {
        "HS6": "category",
        "Office": "category",
        "Value": "number",
        "Kilos": "number",
    }
    assert next(item.mark for item in seen if item.name == "Value") == ","
    assert {item.name: item.why for item in out} == {
        "Broker": "dropped",
        "Serial": "numbers-rows",
        "Goods": "free-text",
        "Same": "one-value",
        "Find": "label",
        "Day": "time",
    }


@pytest.mark.parametrize(
    ("values", "positive", "taken"),
    [
        (["0", "1"], (), ("1",)),
        (["No", "Yes"], (), ("Yes",)),
        (["لا", "نعم"], (), ("نعم",)),
        (["0", "1", "2"], (), ("2",)),
        (["clean", "drugs", "cash"], ("drugs",), ("drugs",)),
        (["٠", "١"], (), ("١",)),
        (["true", "false"], (), ("true",)),
    ],
)
def test_which_value_is_a_find(values: list[str], positive: tuple[str, ...], taken: tuple[str, ...]) -> None:
    given = table({"Find": [*values, ""]})
    found = labels_of(given, "Find", positive)
    assert found.taken == taken
    assert found.finds.tolist() == [value in taken for value in [*values, ""]]
    assert found.known.tolist() == [True] * len(values) + [False]


def test_what_is_no_clear_find_is_asked() -> None:
    with pytest.raises(WrongUse) as caught:
        labels_of(table({"Find": ["clean", "drugs", "cash"]}), "Find")
    assert caught.value.code == "cargo-label-unclear"
