"""What every command needs: the workspace, who acts, how to print, and how an error becomes an exit code."""

import json
import re
import sqlite3
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Annotated, NoReturn, ParamSpec, TypeVar

import typer
from rich.console import Console
from rich.text import Text

from tahqiq.access.door import Door
from tahqiq.access.people import Person
from tahqiq.kit.errors import TahqiqError, WrongUse
from tahqiq.kit.exercise_mark import within
from tahqiq.kit.faults import fault_of
from tahqiq.kit.messages import wanted
from tahqiq.kit.text import visible

P = ParamSpec("P")
R = TypeVar("R")

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)

_STEERING = re.compile("[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
"""What JSON leaves as it is although a terminal obeys it (or, for half a character, cannot write it)."""

JsonFlag = Annotated[bool, typer.Option("--json", help="Print JSON, stable and documented.")]
WorkspaceOption = Annotated[
    Path | None,
    typer.Option("--workspace", "-w", help="The workspace folder (or TAHQIQ_HOME).", envvar="TAHQIQ_HOME"),
]
CaseOption = Annotated[
    str, typer.Option("--case", help="The case, by id or title; without it the desk's own file.")
]


class State:
    """The options given before the command."""

    workspace: Path | None = None


def locale() -> str:
    """The language of messages: ``TAHQIQ_LANG``, else English."""
    return wanted()


def home(workspace: Path | None) -> Path:
    """The workspace folder; raises ``WrongUse`` (``workspace-not-named``) when none is given."""
    found = workspace or State.workspace
    if found is None:
        raise WrongUse("workspace-not-named")
    return found


def settings_of(given: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Name and value of each ``NAME=VALUE``; raises ``WrongUse`` (``setting-unreadable``) for what has no
    name or no sign.

    >>> list(settings_of(["number=+964=x"]))
    [('number', '+964=x')]
    """
    for item in given:
        name, equals, value = item.partition("=")
        if not equals or not name:
            raise WrongUse("setting-unreadable", value=item[:80])
        yield name, value


@contextmanager
def opened(workspace: Path | None) -> Iterator[tuple[Door, Person]]:
    """The door of the workspace and who acts on this machine."""
    door = Door.opened(home(workspace))
    try:
        with within(door.workspace.description.id):
            yield door, door.here()
    finally:
        door.close()


def command(function: Callable[P, R]) -> Callable[P, R]:
    """Turn errors into a sentence, the next step, and the exit code of their class."""

    @wraps(function)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return function(*args, **kwargs)
        except TahqiqError as error:
            _ended(error, bool(kwargs.get("as_json")), error)
        except (OSError, sqlite3.Error) as error:
            fault = fault_of(error)
            if fault is None:
                raise
            _ended(fault, bool(kwargs.get("as_json")), error)

    return wrapped


def _ended(error: TahqiqError, as_json: bool, cause: Exception) -> NoReturn:
    """Say what is wrong and what to do, and end the command."""
    told = error.say(locale())
    if as_json:
        print_json({"error": {"code": error.code, "sentence": told.sentence, "next_step": told.next_step}})
    err.print(Text(visible(told.sentence), style="bold red"))
    if told.next_step:
        err.print(visible(told.next_step), markup=False)
    raise typer.Exit(error.exit_code) from cause


def print_json(value: Mapping[str, object]) -> None:
    """One JSON document on standard output, UTF-8, keys in the order given; signs that would steer a terminal
    stand escaped."""
    document = json.dumps(value, ensure_ascii=False, indent=1)
    sys.stdout.write(_STEERING.sub(lambda found: f"\\u{ord(found[0]):04x}", document) + "\n")


def say(*lines: str) -> None:
    """Plain lines on standard output, no markup; data cannot steer the terminal
    (:func:`tahqiq.kit.text.visible`)."""
    for line in lines:
        out.print(visible(line), markup=False)
