"""``tahqiq passengers read``: what files of airlines hold, as counts or in full."""

from pathlib import Path
from typing import Annotated

from pydantic import ConfigDict, Field

from tahqiq.desk import ARGUMENT, Tool
from tahqiq.desk.answers import ProblemView, Strict, problem_views
from tahqiq.desks.passengers.airline_messages.messages import Message, read_files
from tahqiq.kit.errors import NotFound


class FilesRequest(Strict):
    """What to read."""

    full: bool = Field(default=False, description="With every value, not only counts.")
    files: Annotated[list[Path], ARGUMENT] = Field(
        min_length=1, description="Files with PAXLST or PNRGOV messages."
    )


class AirlineMessageView(Strict):
    """One message. All but ``file``, ``kind``, ``version`` and ``part`` are counts; ``values`` stands only
    where it was asked for: rows by kind, and problems."""

    model_config = ConfigDict(extra="forbid")

    file: str
    kind: str
    version: str
    part: str | None
    flights: int
    pnrs: int
    passengers: int
    crew: int
    documents: int
    bags: int
    problems: int
    values: dict[str, list[dict[str, str | None]]] | None = None
    told: list[ProblemView] | None = None


class MessagesReadView(Strict):
    """What was read: the messages in order, problems outside of messages, what was dropped because it may not
    be kept (by code, never the content), and how many fields were set aside (by tag and position)."""

    messages: list[AirlineMessageView]
    problems: list[ProblemView]
    dropped: dict[str, int]
    aside: dict[str, int]


def read(asked: FilesRequest) -> MessagesReadView:
    """Read the files. Raises ``NotFound`` (``no-such-file``)."""
    answer = MessagesReadView(messages=[], problems=[], dropped={}, aside={})
    for path in asked.files:
        if not path.is_file():
            raise NotFound("no-such-file", path=str(path))
    for path, message_file in read_files(asked.files, asked.full):
        answer.messages += [_message_view(path, found, asked.full) for found in message_file.messages]
        answer.problems += problem_views(message_file.problems)
        for total, found in ((answer.dropped, message_file.dropped), (answer.aside, message_file.aside)):
            for name, count in found.items():
                total[name] = total.get(name, 0) + count
    return answer


def _message_view(path: Path, found: Message, full: bool) -> AirlineMessageView:
    count = found.counts.get
    return AirlineMessageView(
        file=path.name,
        kind=found.head["kind"] or "",
        version=found.head["version"] or "",
        part=found.head.get("part"),
        flights=count("flight", 0),
        pnrs=count("booking", 0),
        passengers=count("person", 0) - found.crew,
        crew=found.crew,
        documents=count("document", 0),
        bags=count("bag", 0),
        problems=len(found.problems),
        values={
            "message": [_filled(found.head)],
            **{kind: [_filled(row) for row in rows] for kind, rows in found.rows.items()},
        }
        if full
        else None,
        told=problem_views(found.problems) if full else None,
    )


def _filled(row: dict[str, str | None]) -> dict[str, str | None]:
    return {name: value for name, value in row.items() if value is not None}


def lines(answer: MessagesReadView) -> list[str]:
    """What was read, in a terminal."""
    terminal = []
    for one in answer.messages:
        counts = ", ".join(
            f"{getattr(one, name)} {name}"
            for name in ("flights", "pnrs", "passengers", "crew", "documents", "bags", "problems")
        )
        terminal.append(
            f"{one.file}: {one.kind} {one.version}{f' part {one.part}' if one.part else ''}: {counts}"
        )
        terminal += [f"  {problem.place}: {problem.sentence}" for problem in one.told or []]
        for kind, rows in (one.values or {}).items():
            terminal += [
                f"  {kind} " + "  ".join(f"{name}={value}" for name, value in row.items()) for row in rows
            ]
    terminal += [f"{problem.place}: {problem.sentence} {problem.next_step}" for problem in answer.problems]
    if answer.dropped:
        terminal.append(
            "Dropped, because it may not be kept: "
            + ", ".join(f"{name} {count}" for name, count in sorted(answer.dropped.items()))
        )
    return [*terminal, f"{len(answer.messages)} messages."]


READ = Tool("read", FilesRequest, MessagesReadView, read, lines)
