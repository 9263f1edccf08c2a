"""The answer that most acts of this desk give."""

from typing import Any

from tahqiq.casework.records import RecordVersion
from tahqiq.desk.answers import Strict


class RecordAnswer(Strict):
    """What was kept: the id of the record and its number in the register."""

    record: str
    number: str


def answer_of(found: RecordVersion[Any]) -> RecordAnswer:
    """A record that was saved, as an answer."""
    return RecordAnswer(record=found.id, number=found.body.number)
