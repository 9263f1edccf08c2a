"""Asking over links: a declared question from a file."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say, settings_of
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.workbench import Workbench

SHOWN_ROWS = 50


def register(app: typer.Typer) -> None:
    """Add the command of this group."""
    app.command("query")(query)


@command
def query(
    file: Annotated[Path, typer.Argument(help="The question as a JSON document.")],
    settings: Annotated[
        list[str] | None,
        typer.Option("--set", help="NAME=VALUE for a value that the question asks for. May be repeated."),
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", help="Only what belongs to this case (id or title).")
    ] = None,
    limit: Annotated[
        int, typer.Option("--limit", min=1, max=1000, help="So many rows at most; all that fits is counted.")
    ] = 200,
    check: Annotated[
        bool, typer.Option("--check", help="Only say the question in words, or what is wrong in it.")
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Find the items that are linked as a question describes, and where that stands."""
    document = _document(file)
    with Workbench.opened(home(workspace)) as bench:
        told = (
            bench.checked(document, locale())
            if check
            else bench.query(document, dict(settings_of(settings or ())), case, limit, locale())
        )
    if as_json:
        print_json(told)
    elif check:
        say(
            str(told["sentence"]),
            *(
                f"{one['where']}: {one['sentence']} {one['next_step']}".strip()
                for one in _rows(told["faults"])
            ),
        )
    else:
        _print(told)
    if check and told["faults"]:
        raise typer.Exit(2)


def _document(file: Path) -> object:
    try:
        return json.loads(file.read_text("utf-8-sig"))
    except FileNotFoundError:
        raise NotFound("no-such-file", path=str(file)) from None
    except (OSError, ValueError) as error:
        raise WrongUse("query-file-unreadable", path=str(file), reason=str(error)[:200]) from None


def _print(told: Mapping[str, object]) -> None:
    say(str(told["sentence"]), "")
    rows = _rows(told["rows"])
    for row in rows[:SHOWN_ROWS]:
        say(f"{row['id']}  {row['caption']}")
        for found in _rows(row["found"]):
            things = _rows(found["things"])
            more = int(str(found["total"])) - len(things)
            say(f"    {', '.join(str(one['caption']) for one in things)}{f' … +{more}' if more > 0 else ''}")
            say(*(f"      {_where(one['evidence'])}" for one in things if _where(one["evidence"])))
    if len(rows) > SHOWN_ROWS:
        say(f"… and {len(rows) - SHOWN_ROWS} more rows; --json prints all.")
    say("", *(f"{one['left']:>9}  {one['part']}" for one in _rows(told["steps"])), "")
    say(
        *(f"{one['sentence']} {one['next_step']}".strip() for one in _rows(told["notes"])),
        f"{told['total']} fit.",
    )


def _where(evidence: object) -> str:
    """The first place that a link rests on."""
    if not isinstance(evidence, Mapping):
        return ""
    shown = _rows(evidence["shown"])
    place = shown[0]["place"] if shown else None
    if not isinstance(place, Mapping):
        return ""
    more = int(str(evidence["total"])) - 1
    return f"{shown[0]['label']}: {shown[0]['source_name']} · {place['label']}{f' (+{more})' if more else ''}"


def _rows(value: object) -> Sequence[Mapping[str, object]]:
    return value if isinstance(value, list) else []
