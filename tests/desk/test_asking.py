"""What the page asks for a question: plain fields, and a list of things thing by thing."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from tahqiq.desk import Listed, Operation
from tahqiq.desk.asking import QuestionField, asked_fields, every_field


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


def asked(model: type[Strict]) -> tuple[QuestionField, ...] | None:
    return asked_fields(
        Operation(
            "do",
            model,
            Answer,
            "act",
            "annotate",
            lambda _at, _asked, _progress: Answer(kept=""),
            lambda _at: model.model_construct(),
        )
    )


def test_a_list_of_things_is_asked_part_by_part_within_its_bounds() -> None:
    fields = asked(Opening) or ()
    assert [(one.name, one.type, one.required, one.least, one.most) for one in fields] == [
        ("case", "case", True, 0, 0),
        ("finds", "things", True, 1, 3),
        ("seals", "things", False, 0, 200),
        ("ions", "number", False, 0, 0),
    ]
    assert [(part.name, part.type, part.many, part.required) for part in fields[1].parts] == [
        ("what", "text", False, True),
        ("grams", "number", False, False),
        ("sort", "choice", False, True),
        ("marks", "text", True, False),
    ]
    assert [one.name for one in every_field(fields)][1:6] == ["finds", "what", "grams", "sort", "marks"]


def test_a_list_within_a_list_of_things_cannot_be_asked() -> None:
    assert asked(Nested) is None


def test_values_that_are_data_of_the_installation_are_a_choice_with_their_words() -> None:
    purpose, words = asked(Reasoned) or ()
    assert (purpose.type, purpose.required, purpose.options, purpose.called["redress"]["en"]) == (
        "choice",
        True,
        ("redress",),
        "A request",
    )
    assert (words.type, words.options, words.called) == ("text", (), {})
