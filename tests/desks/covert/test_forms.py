"""Whatever can be asked of the desk can be asked on the page: by a plain form, also where it has a screen of
its own."""

from tahqiq.desk.operation_form import form_of
from tahqiq.desks.covert.desk import DESK


def test_every_operation_has_a_form_and_asks_moments_with_their_zone() -> None:
    asked = {one.name: form_of(DESK, one) for one in DESK.operations}
    assert None not in asked.values()
    moments = {
        (name, field.name)
        for name, form in asked.items()
        for _, field in (form.fields() if form else ())
        if field.type == "time"
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
        option.name
        for operation in DESK.operations
        if (form := form_of(DESK, operation)) is not None
        for _, field in form.fields()
        if field.type == "choice"
        for option in field.options
        if option.name and option.label["ar"] == option.name
    }
    assert missing == set()
