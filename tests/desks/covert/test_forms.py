"""Whatever can be asked of the desk can be asked on the page: by a plain form, also where it has a screen of
its own."""

from tahqiq.casework.field_words import words
from tahqiq.desk.asking import asked_fields, every_field
from tahqiq.desks.covert.desk import DESK


def test_every_operation_has_a_form_and_asks_moments_with_their_zone() -> None:
    asked = {one.name: asked_fields(one) for one in DESK.operations}
    assert None not in asked.values()
    moments = {
        (name, field.name) for name, fields in asked.items() for field in fields or () if field.type == "time"
    }
    assert {
        ("oral", "at"),
        ("receive", "ends"),
        ("source-contact", "at"),
        ("corridor-write", "at"),
        ("judge-enter", "at"),
        ("cancel", "stopped_at"),
    } <= moments


def test_every_value_of_a_choice_is_said_in_words() -> None:
    missing = {
        value
        for operation in DESK.operations
        for field in every_field(asked_fields(operation) or ())
        for value in field.options
        if value and words(DESK.name, "", "value", value) is None
    }
    assert missing == set()
