"""Values for fields come from what the fields declare."""

from random import Random

from .screens import Frontier, pattern
from .values import QUALITIES, Field, declared, kind_of, value

DICE = Random(1)


def test_a_field_that_declares_bounds_is_given_them_and_one_more() -> None:
    field = Field("number", least="3", most="7")
    assert [value(field, quality, DICE) for quality in QUALITIES] == ["8", "3", "3"]


def test_the_type_of_a_text_field_is_what_the_api_says_of_its_name() -> None:
    day = next(name for name, one in declared().items() if one.get("format") == "date")
    count = next(name for name, one in declared().items() if one.get("type") == "integer")
    assert kind_of(Field("text", name=day)) == "date"
    assert kind_of(Field("text", name=count)) == "number"
    assert kind_of(Field("text", name="no such field")) == "text"
    assert kind_of(Field("text", mode="decimal")) == "number"


def test_a_list_to_choose_from_is_answered_with_its_options() -> None:
    field = Field("select", options=("", "road", "sea"))
    assert value(field, "wrong", DICE) == ""
    assert value(field, "borderline", DICE) == "sea"
    assert value(field, "valid", DICE) in ("road", "sea")


def test_a_text_is_as_long_as_the_field_takes_at_the_border() -> None:
    assert value(Field("text", length=12), "borderline", DICE) == "x" * 12


def test_the_same_seed_gives_the_same_values() -> None:
    field = Field("text")
    first, again = (
        [value(field, quality, Random("1/supervisor/ar")) for quality in QUALITIES] for _ in range(2)
    )
    assert first == again


def test_of_many_screens_of_a_sort_one_is_walked() -> None:
    assert pattern("/cases/0123456789ab?tab=notes") == pattern("/cases/abcdef012345?tab=notes")
    assert pattern("/cases/0123456789ab?tab=notes") != pattern("/cases/0123456789ab?tab=charts")
    assert pattern("/desks/covert/operations/apply") != pattern("/desks/covert/operations/grant")
    frontier = Frontier("/")
    frontier.add({"/cases/0123456789ab": "", "/cases/abcdef012345": "", "/help": ""})
    assert frontier.sorts() == ["/", "/cases/*", "/help"]
    assert frontier.take("/cases/*") == "/cases/0123456789ab"
