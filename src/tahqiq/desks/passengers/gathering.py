"""The messages of a file, each with its records and problems, as the screening and the command ``read`` need them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tahqiq.formats.passengers.reader import READER
from tahqiq.formats.reader import Records
from tahqiq.model.account import SENSITIVE, Aside
from tahqiq.model.problem import Problem

Row = dict[str, str | None]


@dataclass(slots=True)
class Found:
    """One message: ``rows`` by kind (person, document …), each with ``row``, the number of its segment; ``problems`` that stand in it."""

    head: Row
    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def of(self, kind: str) -> list[Row]:
        """Its records of a kind."""
        return self.rows.get(kind, [])


@dataclass(slots=True)
class Gathered:
    """A file: its messages in order, the problems that belong to none of them, what was dropped because the law forbids to keep it (by code), and how many
    fields were set aside by name."""

    messages: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    dropped: dict[str, int] = field(default_factory=dict)
    aside: dict[str, int] = field(default_factory=dict)


def gather(path: Path, name: str = "") -> Gathered:
    """Read a file of an airline, called ``name`` where that is not its name on the disk. Raises ``OSError`` for the disk; what cannot be read is a problem.

    A problem belongs to the last message that begins at or before its segment.
    """
    made = Gathered()
    waiting: list[Problem] = []
    numbered: dict[str, Found] = {}
    rows: dict[str, list[tuple[str, Row]]] = {}
    for item in READER.read(path, name or path.name):
        if isinstance(item, Records):
            kind = item.kind.removeprefix("passengers.")
            for row, number in zip(item.columns.to_pylist(), item.rows.tolist(), strict=True):
                row["row"] = str(number)
                if kind == "message":
                    numbered[str(row["message"])] = Found(row)
                else:
                    rows.setdefault(str(row["message"]), []).append((kind, row))
        elif isinstance(item, Problem):
            waiting.append(item)
        elif isinstance(item, Aside):
            kept = made.dropped if item.why == SENSITIVE else made.aside
            kept[item.field] = kept.get(item.field, 0) + item.count
    made.messages = [numbered[no] for no in sorted(numbered, key=int)]
    for no, found in numbered.items():
        for kind, row in rows.get(no, []):
            found.rows.setdefault(kind, []).append(row)
    for problem in waiting:
        owner = _owner(made.messages, problem.place.row)
        (owner.problems if owner is not None else made.problems).append(problem)
    return made


def _owner(messages: list[Found], row: int) -> Found | None:
    before = [one for one in messages if row and int(one.head["row"] or 0) <= row]
    if before:
        return max(before, key=lambda one: int(one.head["row"] or 0))
    return messages[0] if len(messages) == 1 and row else None


def every(paths: list[Path]) -> Iterator[tuple[Path, Gathered]]:
    """Each file with what it holds."""
    for path in paths:
        yield path, gather(path)
