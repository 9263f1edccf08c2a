"""Problems and forbidden things as answers: what the command line prints and other programs read."""

from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from tahqiq.kit.messages import wanted
from tahqiq.model.problem import Problem


class Strict(BaseModel):
    """A question or an answer: forbids what it does not name."""

    model_config = ConfigDict(extra="forbid")


class ToldProblem(Strict):
    """What could not be read or does not fit: ``place`` in words, ``records`` and ``fields`` lost to it, ``sentence`` and ``next_step`` in the language asked for."""

    code: str
    place: str
    value: str | None
    records: int
    fields: int
    sentence: str
    next_step: str


def told_problems(problems: Iterable[Problem]) -> list[ToldProblem]:
    """Problems as answers."""
    said = [(one, one.say(wanted())) for one in problems]
    return [
        ToldProblem(
            code=one.code, place=one.place.label(), value=one.value, records=one.records, fields=one.fields, sentence=told.sentence,
            next_step=told.next_step,
        )
        for one, told in said
    ]  # fmt: skip


def problem_lines(problems: Iterable[ToldProblem]) -> list[str]:
    """A line for each in a terminal: place and sentence."""
    return [f"{one.place or '-'}: {one.sentence}" for one in problems]
