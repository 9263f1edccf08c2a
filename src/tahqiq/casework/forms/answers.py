"""What a form was answered. *Unknown*, *refused* and *not asked* are answers; *empty* is none; a path that is
absent was not come to yet."""

import json
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, ConfigDict, Field, TypeAdapter, ValidationError
from pydantic.dataclasses import dataclass

from tahqiq.kit.text import storable

State = Literal["given", "empty", "unknown", "refused", "not-asked"]
Unanswered = Literal["unknown", "refused", "not-asked"]
STATES: tuple[State, ...] = ("given", "empty", "unknown", "refused", "not-asked")
SAID: tuple[Unanswered, ...] = ("unknown", "refused", "not-asked")
"""The states in which somebody says that there is no value, and why."""
MOST_VALUES, MOST_NOTE = 200, 4_000
_Text = Annotated[str, AfterValidator(storable)]


@dataclass(frozen=True, slots=True, config=ConfigDict(extra="forbid"))
class Answer:
    """One answer: ``values`` as they were written (only where ``state`` is ``given``) and a ``note`` ("the
    father could not be asked"). The same type is kept in a record, sent by the page and sealed.

    Raises ``ValueError`` for values with another state, and for a given answer without one.

    >>> Answer("given", ("Sara",)).given, Answer("refused").given
    (True, False)
    """

    state: State
    values: Annotated[tuple[_Text, ...], Field(max_length=MOST_VALUES)] = ()
    note: Annotated[_Text, Field(max_length=MOST_NOTE)] = ""

    def __post_init__(self) -> None:
        if (self.state == "given") != any(value.strip() for value in self.values):
            raise ValueError("an answer has values exactly where it is given")

    @property
    def given(self) -> bool:
        """Whether there is a value."""
        return self.state == "given"

    @property
    def unanswered(self) -> Unanswered | None:
        """Why somebody says that there is no value; None where nobody says so."""
        return next((one for one in SAID if one == self.state), None)


Answers = Mapping[str, Answer]
"""Answers by path: ``field``, in a repeated section ``section.2.field`` (from 1)."""
EMPTY = Answer("empty")
_ANSWERS = TypeAdapter(dict[str, Answer])


def given(*values: str, note: str = "") -> Answer:
    """The answer that ``values`` are; empty where they are blank.

    >>> given("  ").state
    'empty'
    """
    told = tuple(value for value in values if value.strip())
    return Answer("given", told, note) if told else Answer("empty", (), note)


def answers_of(text: str | bytes) -> dict[str, Answer]:
    """The answers of a JSON text, by path. A plain value, or a list of them, is a given answer; ``[state,
    values, note]`` is an answer written short. Raises ``ValueError`` for anything else."""
    loaded = json.loads(text)
    if not isinstance(loaded, dict):
        raise ValueError("answers are an object")
    try:
        return _ANSWERS.validate_python({path: _whole(item) for path, item in loaded.items()})
    except (ValidationError, RecursionError) as error:
        raise ValueError("an answer has a state, values and a note") from error


def _whole(item: object) -> object:
    if isinstance(item, Mapping):
        return item
    if isinstance(item, list) and len(item) == 3 and isinstance(item[1], list):
        return {"state": item[0], "values": item[1], "note": item[2]}
    values = item if isinstance(item, list) else [item]
    return {"state": "given", "values": [str(one) for one in values]}
