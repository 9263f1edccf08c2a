"""The answer that most acts of this desk give."""

from typing import Any

from tahqiq.casework.shelves import Kept
from tahqiq.desk.answers import Strict


class RecordAnswer(Strict):
    """What was kept: the id of the record and its number in the register."""

    record: str
    number: str


def answer_of(found: Kept[Any]) -> RecordAnswer:
    """A record that was saved, as an answer."""
    return RecordAnswer(record=found.id, number=found.body.number)
