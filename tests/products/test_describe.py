"""Values as JSON, with what to know about them."""

import pytest

from tahqiq.kit.messages import speaking
from tahqiq.model.place import Part, Place
from tahqiq.model.statement import Statement
from tahqiq.products.describe import statement_json

WHOLE_PLACE = Place()


def stated(prop: str, value: str, place: Place = WHOLE_PLACE) -> Statement:
    return Statement(
        b"e" * 16,
        b"s" * 16,
        "Person",
        prop,
        value,
        value,
        "",
        None,
        1,
        "ab" * 32,
        "sheet.csv",
        place,
        "case",
        "",
        "open",
        None,
        "who",
        "delimited/1",
        "2026-01-01T00:00:00Z",
        None,
    )


@pytest.mark.parametrize(
    ("prop", "value", "caution"),
    [
        ("birthDate", "1985-07-01", "date-default-day"),
        ("birthDate", "1985-01-01", "date-default-day"),
        ("birthDate", "1985-07-02", None),
        ("birthDate", "1985", None),
        ("date", "2024-01-01", None),
    ],
)
def test_a_birth_on_a_default_day_is_shown_as_weak(prop: str, value: str, caution: str | None) -> None:
    assert statement_json(stated(prop, value))["caution"] == caution


def part_name(statement: Statement) -> object:
    place = statement_json(statement)["place"]
    assert isinstance(place, dict)
    return place["part_name"]


def test_a_part_that_the_program_made_is_called_in_the_language_of_who_asks() -> None:
    bill = stated("name", "BL-1", Place(Part(3, "entry", "cargo bill"), 1, 1))
    with speaking("ar"):
        assert part_name(bill) == "بوليصة الشحن"
    with speaking("en"):
        assert part_name(bill) == "cargo bill"
