"""Columns of registers and rows of papers: the name of a field is enough, and what is written wins."""

from datetime import date, datetime
from typing import Any, Literal

import pytest
from pydantic import BaseModel, ConfigDict, Field

from tahqiq.casework import prints, registers
from tahqiq.kit import messages
from tahqiq.kit.messages import LOCALES
from tahqiq.kit.yaml_nodes import Mistake
from tahqiq.model.body_fields import MADE
from tahqiq.model.kind import Key, Kind

NAMED = {
    "desk-field-number": "Number",
    "desk-store-field-due": "Due",
    "desk-store-box-field-due": "Open by",
    "desk-store-field-size": "Size",
    "desk-store-value-big": "Big",
    "desk-store-box-value-big": "Large",
    "desk-store-field-marks": "Marks",
}


class Box(BaseModel):
    model_config = ConfigDict(extra="forbid")
    number: str
    due: datetime
    size: Literal["big", "small"] = "big"
    marks: list[str] = []
    weighed: date | None = Field(default=None, json_schema_extra=dict(MADE))


BOX: Kind[Any] = Kind(
    "store-box",
    Box,
    lambda body: body.number,
    "store",
    Box(number="1", due=datetime.fromisoformat("2026-05-01T09:00:00+03:00")),
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("due", "time", lambda body: body.due),
        Key("size", "text", lambda body: body.size),
        Key("weighed", "flag", lambda body: body.weighed is not None),
    ),
)
TITLE = "[Box, علبة, سندوق, سندوق]"


@pytest.fixture(autouse=True)
def catalogue(monkeypatch: pytest.MonkeyPatch) -> None:
    made = {code: {one: [f"{text} {one}", ""] for one in LOCALES} for code, text in NAMED.items()}
    monkeypatch.setattr("tahqiq.casework.field_words.catalogue", lambda: made)
    monkeypatch.setattr(
        "tahqiq.casework.field_words.message",
        lambda code, locale, _params: messages.Message(*made[code][locale]),
    )


def register(columns: str) -> registers.Register:
    text = f"register: boxes\nkind: store-box\ntitle: {TITLE}\nhelp: {TITLE}\ncolumns: {columns}\n"
    return registers.read(text, {"store-box": BOX})


def test_a_name_brings_label_type_key_filter_and_options() -> None:
    number, due, size = register("[number, due, size]").columns
    assert (number.label["ar"], number.type, number.key, number.filter, number.facet) == (
        "Number ar",
        "text",
        "number",
        True,
        False,
    )
    assert (due.label["en"], due.type, due.key_type) == ("Open by en", "time", "time")
    assert (size.type, size.facet, size.options["big"]["en"], size.options["small"]["en"]) == (
        "choice",
        True,
        "Large en",
        "small",
    )


def test_what_is_written_wins_over_what_follows() -> None:
    (column,) = register(f"[{{name: size, label: {TITLE}, filter: false, facet: false}}]").columns
    assert (column.label["en"], column.key, column.filter, column.facet) == ("Box", "size", False, False)


def test_a_key_that_holds_something_else_is_not_taken() -> None:
    (column,) = register(f"[{{name: weighed, label: {TITLE}}}]").columns
    assert (column.type, column.key) == ("day", "")


def test_every_field_that_is_asked_for_stands_once_in_its_order() -> None:
    made = register(f'[{{name: by, path: due, label: {TITLE}}}, "*", {{name: weighed, label: {TITLE}}}]')
    assert [one.name for one in made.columns] == ["by", "number", "size", "marks", "weighed"]


def test_a_field_without_words_is_refused_with_the_message_to_add() -> None:
    with pytest.raises(Mistake) as caught:
        register("[weighed]")
    assert caught.value.code == "register-no-label"
    assert "desk-store-box-field-weighed" in caught.value.say("en").next_step


def test_a_paper_takes_the_same_words() -> None:
    text = f'print: slip\nkind: store-box\ncode: BOX-1\ntitle: {TITLE}\nparts:\n  - title: {TITLE}\n    rows: ["*"]\n'  # noqa: E501
    (part,) = prints.read(text, {"store-box": BOX}).parts
    assert [(one.name, one.label["en"]) for one in part.rows] == [
        ("number", "Number en"),
        ("due", "Open by en"),
        ("size", "Size en"),
        ("marks", "Marks en"),
    ]
