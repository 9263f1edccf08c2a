"""What a form was answered. *Unknown*, *refused* and *not asked* are answers; *empty* is none; a path that is
absent was not come to yet."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

State = Literal["given", "empty", "unknown", "refused", "not-asked"]
STATES: tuple[State, ...] = ("given", "empty", "unknown", "refused", "not-asked")
SAID: tuple[State, ...] = ("unknown", "refused", "not-asked")
"""The states in which somebody says that there is no value, and why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: ``values`` as they were written (only where ``state`` is ``given``) and a ``note`` ("the
    father could not be asked").

    Raises ``ValueError`` for values with another state, and for a given answer without one.

    >>> Answer("given", ("Sara",)).given, Answer("refused").given
    (True, False)
    """

    state: State
    values: tuple[str, ...] = ()
    note: str = ""

    def __post_init__(self) -> None:
        if self.state not in STATES or (self.state == "given") != any(value.strip() for value in self.values):
            raise ValueError("an answer has values exactly where it is given")

    @property
    def given(self) -> bool:
        """Whether there is a value."""
        return self.state == "given"


Answers = Mapping[str, Answer]
"""Answers by path: ``field``, in a repeated section ``section.2.field`` (from 1)."""
EMPTY = Answer("empty")


def given(*values: str, note: str = "") -> Answer:
    """The answer that ``values`` are; empty where they are blank.

    >>> given("  ").state
    'empty'
    """
    told = tuple(value for value in values if value.strip())
    return Answer("given", told, note) if told else Answer("empty", (), note)


def to_json(answers: Answers) -> str:
    """Answers as JSON text for a record's body; the same answers give the same text."""
    told = {path: [answer.state, list(answer.values), answer.note] for path, answer in answers.items()}
    return json.dumps(told, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> dict[str, Answer]:
    """The answers of :func:`to_json`. Raises ``ValueError`` for anything else."""
    loaded = json.loads(text)
    if not isinstance(loaded, dict):
        raise ValueError("answers are an object")
    found: dict[str, Answer] = {}
    for path, item in loaded.items():
        if not isinstance(item, list) or len(item) != 3 or not isinstance(item[1], list):
            raise ValueError("an answer is [state, values, note]")
        found[path] = Answer(item[0], tuple(str(value) for value in item[1]), str(item[2]))
    return found
