"""The messages of a file, each with its records and problems."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pyarrow.compute as pc

from tahqiq.formats.confined.known import form
from tahqiq.formats.confined.pool import read_confined
from tahqiq.formats.confined.task import ORDINARY
from tahqiq.formats.reader import Limits, Records
from tahqiq.model.account import SENSITIVE, Aside
from tahqiq.model.place import Place
from tahqiq.model.problem import Problem

Row = dict[str, str | None]


READER = "passengers"
"""The reader of such files, by its name."""


MOST = 300_000
"""Records of one file that are held at once; a file of an airline has some thousands."""


@dataclass(slots=True)
class Message:
    """One message: ``rows`` by kind (person, document …), each with ``row``, the number of its segment;
    ``problems`` that stand in it.

    ``counts`` says how many records of each kind it holds, also where the records themselves were not asked
    for; ``crew`` are those of its people who work on board.
    """

    head: Row
    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    crew: int = 0

    def of(self, kind: str) -> list[Row]:
        """Its records of a kind."""
        return self.rows.get(kind, [])


@dataclass(slots=True)
class MessageFile:
    """A file: its messages in order, the problems that belong to none of them, what was dropped because the
    law forbids to keep it (by code), and how many fields were set aside by name."""

    messages: list[Message] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)
    aside: dict[str, int] = field(default_factory=dict)


def read_messages(path: Path, name: str = "", rows: bool = True, limits: Limits = ORDINARY) -> MessageFile:
    """Read a file of an airline, called ``name`` where that is not its name on the disk; without ``rows``
    records are counted and let go, so that a file of any length can be looked at. Raises ``OSError`` for the
    disk; what cannot be read is a problem.

    It is read in a process of its own, within ``limits``; where more than :data:`MOST` records would be held,
    the rest is left out (``limit-reached``). A problem belongs to the last message that begins at or
    before its segment.
    """
    made = MessageFile()
    waiting: list[Problem] = []
    numbered: dict[str, Message] = {}
    held = 0
    for item in read_confined(form(READER), path, name or path.name, limits):
        if isinstance(item, Records):
            if rows and held + len(item) > MOST:
                waiting.append(
                    Problem("limit-reached", Place(item.part), params={"limit": str(MOST)}, records=1)
                )
                break
            held += len(item)
            _count(item, numbered)
            if rows or item.kind == "passengers.message":
                _add_rows(item, numbered)
        elif isinstance(item, Problem):
            waiting.append(item)
        elif isinstance(item, Aside):
            kept = made.dropped if item.why == SENSITIVE else made.aside
            kept[item.field] = kept.get(item.field, 0) + item.count
    made.messages = sorted(
        (one for one in numbered.values() if one.head), key=lambda one: int(one.head["message"] or 0)
    )
    begins = sorted((int(one.head["row"] or 0), at) for at, one in enumerate(made.messages))
    for problem in waiting:
        owner = _owner(made.messages, begins, problem.place.row)
        (owner.problems if owner is not None else made.problems).append(problem)
    return made


def _count(item: Records, numbered: dict[str, Message]) -> None:
    kind, messages = item.kind.removeprefix("passengers."), item.columns.column("message")
    for value in pc.value_counts(messages).to_pylist():
        found = numbered.setdefault(str(value["values"]), Message({}))
        found.counts[kind] = found.counts.get(kind, 0) + value["counts"]
    if kind == "person":
        crew = pc.fill_null(pc.match_substring(item.columns.column("role"), "crew"), False)
        for value in pc.value_counts(messages.filter(crew)).to_pylist():
            numbered[str(value["values"])].crew += value["counts"]


def _add_rows(item: Records, numbered: dict[str, Message]) -> None:
    kind = item.kind.removeprefix("passengers.")
    for row, number in zip(item.columns.to_pylist(), item.rows.tolist(), strict=True):
        row["row"] = str(number)
        found = numbered[str(row["message"])]
        if kind == "message":
            found.head = row
        else:
            found.rows.setdefault(kind, []).append(row)


def _owner(messages: list[Message], begins: list[tuple[int, int]], row: int) -> Message | None:
    before = bisect_right(begins, (row, len(messages))) if row else 0
    if before:
        return messages[begins[before - 1][1]]
    return messages[0] if len(messages) == 1 and row else None


def read_files(paths: list[Path], rows: bool = True) -> Iterator[tuple[Path, MessageFile]]:
    """Each file with what it holds, with its records or only their counts."""
    for path in paths:
        yield path, read_messages(path, rows=rows)
