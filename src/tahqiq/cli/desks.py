"""The desks that are installed, and every operation of theirs as a command of its own: ``tahqiq DESK OPERATION``."""

import inspect
import json
from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any, get_origin

import typer
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.desk import Desk, Operation, asked_of, desk, desks, now
from tahqiq.workbench import Workbench

desks_app = typer.Typer(
    help="Desks: kinds of work with records and operations of their own. Each one open is a command: tahqiq DESK.", no_args_is_help=True
)
OURS = ("workspace", "as_json")


def register(app: typer.Typer) -> None:
    """Add the commands of this group, and one group for each desk installed."""
    app.add_typer(desks_app, name="desks")
    for declared in desks().values():
        app.add_typer(_group(declared), name=declared.name)


@desks_app.command("list")
@command
def listed(workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """The desks that are installed, and whether they are open to you in this workspace."""
    with Workbench.opened(home(workspace)) as bench:
        bench.door.audit.glance(bench.actor, "desks")
        mine = {case.id for case in bench.door.cases.of(bench.actor.id)}
    rows = [
        {
            "name": item.name,
            "title": item.title(locale()).sentence,
            "open": item.file in mine,
            "operations": [one.name for one in item.operations],
        }
        for item in desks().values()
    ]
    if as_json:
        print_json({"desks": rows})
        return
    say(*(f"{row['name']}  {'open' if row['open'] else 'closed'}  {row['title']}" for row in rows), f"{len(rows)} desks installed.")


@desks_app.command("open")
@command
def opened(name: Annotated[str, typer.Argument(help="The desk.")], workspace: WorkspaceOption = None) -> None:
    """Switch a desk on in this workspace; you belong to its file and can let others in (tahqiq case member)."""
    declared = desk(name)
    with Workbench.opened(home(workspace)) as bench:
        case = bench.open_desk(declared.name)
    say(f"{declared.title(locale()).sentence}: {case.id}")


def _group(declared: Desk) -> typer.Typer:
    told = declared.title("en")
    group = typer.Typer(help=f"{told.sentence}. {told.next_step}", no_args_is_help=True)
    for operation in declared.operations:
        group.command(operation.name, help=declared.words(operation.name, "en").next_step)(command(_command(declared, operation)))
    return group


def _command(declared: Desk, operation: Operation[Any, Any]) -> Callable[..., None]:
    """The command of an operation: an option for each field of what it asks."""

    def run(**given: object) -> None:
        asked = asked_of(
            operation,
            {
                name: _value(operation.asks.model_fields[name], value)
                for name, value in given.items()
                if name not in OURS and value is not None
            },
        )
        folder = given["workspace"]
        with Workbench.opened(home(folder if isinstance(folder, Path) else None)) as bench:
            answer = now(bench, declared, operation, asked)
        if given["as_json"]:
            print_json(answer.model_dump(mode="json"))
        else:
            say(*told(answer))

    options = [_option(name, field) for name, field in operation.asks.model_fields.items()]
    keyword = inspect.Parameter.KEYWORD_ONLY
    ours = [
        inspect.Parameter("workspace", keyword, default=None, annotation=WorkspaceOption),
        inspect.Parameter("as_json", keyword, default=False, annotation=JsonFlag),
    ]
    run.__signature__ = inspect.Signature([*options, *ours])  # type: ignore[attr-defined]
    run.__annotations__ = {item.name: item.annotation for item in (*options, *ours)}
    run.__name__ = operation.name
    return run


def _option(name: str, field: FieldInfo) -> inspect.Parameter:
    kind: object = list[str] if get_origin(field.annotation) in (list, tuple) else str
    option = typer.Option(f"--{name.replace('_', '-')}", help=field.description or "")
    default = inspect.Parameter.empty if field.is_required() else None
    annotation = Annotated[kind, option] if field.is_required() else Annotated[kind | None, option]  # type: ignore[operator]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _value(field: FieldInfo, given: object) -> object:
    """What was typed, as the field takes it: text as it is, anything with parts as JSON."""
    typed = field.annotation
    if isinstance(given, str) and isinstance(typed, type) and issubclass(typed, BaseModel):
        try:
            return json.loads(given)
        except ValueError:
            return given
    return given


def told(answer: BaseModel) -> list[str]:
    """An answer as lines of a terminal: ``name: value``, and a line for each item of a list."""
    lines: list[str] = []
    for name, value in answer.model_dump(mode="json").items():
        if isinstance(value, list):
            lines += [f"{name}: {len(value)}", *("  " + _flat(item) for item in value)]
        else:
            lines.append(f"{name}: {_flat(value)}")
    return lines or ["Done."]


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return "  ".join(f"{name}={_flat(item)}" for name, item in value.items())
    return json.dumps(value, ensure_ascii=False) if isinstance(value, list | bool) or value is None else str(value)
