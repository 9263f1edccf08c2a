"""What the acts of this desk share: their answer, and how yes, no and not known are asked."""

from typing import Any, Literal

from tahqiq.casework.shelves import Kept
from tahqiq.desk.told import Strict

YesNo = Literal["unknown", "yes", "no"]


class RecordAnswer(Strict):
    """What was kept: the id of the record and its number in the register."""

    record: str
    number: str


def kept(found: Kept[Any]) -> RecordAnswer:
    """A record that was kept, as an answer."""
    return RecordAnswer(record=found.id, number=found.body.number)


def known(said: YesNo) -> bool | None:
    """What was said: yes, no, or None where it is not known.

    >>> known("yes"), known("no"), known("unknown")
    (True, False, None)
    """
    return None if said == "unknown" else said == "yes"
