"""What is asked for an operation: plain questions, and a list of things thing by thing."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tahqiq.casework.forms.declaration import Form
from tahqiq.desk import Desk, Listed, Operation
from tahqiq.desk.operation_form import form_of


class Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Find(Strict):
    what: str
    grams: float = 0.0
    sort: Literal["drug", "arms"]
    marks: list[str] = []


class Opening(Strict):
    case: str
    finds: Annotated[list[Find], Field(min_length=1, max_length=3)]
    seals: list[Find] = []
    ions: list[int] = []


class Reasoned(Strict):
    purpose: Annotated[
        str,
        Listed(lambda: {"redress": {"en": "A request", "ar": "طلب", "ckb": "داوا", "kmr-Arab": "داخواز"}}),
    ] = Field(min_length=3)
    words: str


class Nested(Strict):
    openings: list[Opening]


class Answer(Strict):
    kept: str


def asked(model: type[Strict]) -> Form | None:
    operation = Operation(
        "do",
        model,
        Answer,
        "act",
        "annotate",
        lambda _at, _asked, _progress: Answer(kept=""),
        lambda _at: model.model_construct(),
    )
    return form_of(Desk("visitors", operations=(operation,)), operation)


def test_a_list_of_things_is_asked_part_by_part_within_its_bounds() -> None:
    form = asked(Opening)
    assert form is not None
    assert [
        (one.name, one.repeated, one.least, one.most, [field.name for field in one.fields])
        for one in form.sections
    ] == [
        ("of-case", False, 1, 1, ["case"]),
        ("finds", True, 1, 3, ["what", "grams", "sort", "marks"]),
        ("seals", True, 0, 200, ["what", "grams", "sort", "marks"]),
        ("of-ions", False, 1, 1, ["ions"]),
    ]
    assert [(part.name, part.type, part.many, part.required) for part in form.sections[1].fields] == [
        ("what", "text", False, True),
        ("grams", "number", False, False),
        ("sort", "choice", False, True),
        ("marks", "text", True, False),
    ]
    assert [
        (one.type, one.many, one.required) for one in (*form.sections[0].fields, *form.sections[3].fields)
    ] == [
        ("case", False, True),
        ("number", True, False),
    ]
    assert form.at("finds.3.marks") is not None
    assert form.at("finds.4.marks") is None


def test_a_list_of_one_thing_is_filled_in_as_a_list() -> None:
    class One(Strict):
        finds: Annotated[list[Find], Field(max_length=1)] = []

    form = asked(One)
    assert form is not None
    assert (form.sections[0].repeated, form.sections[0].most) == (True, 1)
    assert form.at("finds.1.what") is not None


def test_a_list_within_a_list_of_things_cannot_be_asked() -> None:
    assert asked(Nested) is None


def test_what_stands_there_where_nothing_is_said_and_how_much_room_there_is() -> None:
    class Plain(Strict):
        short: str = Field(default="", max_length=500)
        long: str = Field(default="", max_length=501)
        open: bool = False
        sort: Literal["drug", "arms"] = "drug"
        count: int | None = None

    form = asked(Plain)
    assert form is not None
    assert [(one.type, one.lines, one.usual) for _, one in form.fields()] == [
        ("text", 1, ""),
        ("text", 2, ""),
        ("flag", 1, "false"),
        ("choice", 1, "drug"),
        ("number", 1, ""),
    ]
    assert [option.name for option in form.sections[0].fields[2].options] == ["true", "false"]


def test_values_that_are_data_of_the_installation_are_a_choice_with_their_words() -> None:
    form = asked(Reasoned)
    assert form is not None
    purpose, words = (one for _, one in form.fields())
    assert (purpose.type, purpose.required, [(one.name, one.label["en"]) for one in purpose.options]) == (
        "choice",
        True,
        [("redress", "A request")],
    )
    assert (words.type, words.options) == ("text", ())
