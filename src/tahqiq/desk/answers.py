"""Problems and forbidden things as answers: what the command line prints and other programs read."""

import base64
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache

from pydantic import BaseModel, ConfigDict, Field, model_validator

from tahqiq.kit.exercise_mark import marked
from tahqiq.kit.messages import wanted
from tahqiq.kit.written_number import written_number
from tahqiq.model.body_fields import bare
from tahqiq.model.problem import Problem


class Strict(BaseModel):
    """A question or an answer: forbids what it does not name. Its numbers may come as people type them."""

    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _typed(cls, given: object) -> object:
        if not isinstance(given, Mapping):
            return given
        texts = {
            name: _typed_number(text, whole=whole)
            for name, whole in _numbers(cls).items()
            if isinstance(text := given.get(name), str)
        }
        return {**given, **texts} if texts else given


def _typed_number(text: str, *, whole: bool) -> object:
    """A number as it was typed, as plain decimal text; as it came where it is none. ``50.000`` may be fifty
    thousand: where a whole number is asked it is handed on as what nothing takes for one."""
    plain = written_number(text) or text
    return [plain] if whole and "." in plain else plain


@cache
def _numbers(model: type[BaseModel]) -> dict[str, bool]:
    """The fields of a model that are numbers, and whether they are whole ones."""
    types = {name: bare(field.annotation) for name, field in model.model_fields.items()}
    return {name: one is int for name, one in types.items() if one in (int, float, Decimal)}


class MadeFile(Strict):
    """A file that was made: its name, media type and bytes in Base64. A terminal writes it into a folder, the
    page offers it to be kept."""

    name: str = Field(pattern=r"^[^/\\]{1,200}$")
    media: str
    data: str

    @classmethod
    def of(cls, name: str, media: str, data: bytes) -> "MadeFile":
        """A file of these bytes, with the mark of an exercise where it is made in one."""
        return cls(name=name, media=media, data=base64.b64encode(marked(data)).decode())

    @property
    def content(self) -> bytes:
        """Its bytes."""
        return base64.b64decode(self.data)


class ProblemView(Strict):
    """What could not be read or does not fit: ``place`` in words of the language asked for, ``records`` and
    ``fields`` lost to it, ``sentence`` and ``next_step`` in the language asked for."""

    code: str
    place: str
    value: str | None
    records: int
    fields: int
    sentence: str
    next_step: str


def problem_views(problems: Iterable[Problem], entry: str = "place-entry") -> list[ProblemView]:
    """Problems as answers; ``entry`` is the message for what the entries of the files are
    (``lab-place-scan``)."""
    said = [(one, one.say(wanted())) for one in problems]
    return [
        ProblemView(
            code=one.code,
            place=one.place.in_words(wanted(), entry),
            value=one.value,
            records=one.records,
            fields=one.fields,
            sentence=told.sentence,
            next_step=told.next_step,
        )
        for one, told in said
    ]


def problem_lines(problems: Iterable[ProblemView]) -> list[str]:
    """A line for each in a terminal: place and sentence, and what to do where it was not said just before."""
    said, steps = list[str](), set[str]()
    for one in problems:
        step = "" if one.next_step in steps else f" {one.next_step}"
        steps.add(one.next_step)
        said.append(f"{f'{one.place}: ' if one.place else ''}{one.sentence}{step}".rstrip())
    return said
