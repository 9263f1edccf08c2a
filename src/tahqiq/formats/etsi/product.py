"""Files of the ETSI standards for a desk: what they hold, read in a process of its own. Raises
:class:`~tahqiq.formats.confined.task.Stopped` where a file takes more than it may."""

from dataclasses import dataclass
from pathlib import Path

from tahqiq.formats.confined.task import Task
from tahqiq.formats.etsi.retained_data import Heading, Leg
from tahqiq.formats.etsi.warrant import Message
from tahqiq.model.problem import Problem


@dataclass(slots=True)
class Retained:
    """Retained data: ``records`` with their legs, ``standing`` how many records begin in the bytes of the
    file, ``problems`` what could not be read."""

    heading: Heading
    records: list[list[Leg]]
    standing: int
    problems: list[Problem]


_KIND = Task[str]("tahqiq.formats.etsi.whole:kind_of", str)
_RETAINED = Task[Retained]("tahqiq.formats.etsi.whole:retained", Retained)
_WARRANT = Task["tuple[Message, list[Problem]]"](
    "tahqiq.formats.etsi.whole:warrant", tuple[Message, list[Problem]]
)


def kind_of(path: Path) -> str:
    """``etsi-103120`` for a warrant message, ``etsi-102657`` for retained data, "" for what is neither."""
    return _KIND.once(path)


def retained(path: Path) -> Retained:
    """Retained data (ETSI TS 102 657)."""
    return _RETAINED.once(path)


def warrant(path: Path) -> tuple[Message, list[Problem]]:
    """A warrant message (ETSI TS 103 120), as far as it can be read, and why no further."""
    return _WARRANT.once(path)
