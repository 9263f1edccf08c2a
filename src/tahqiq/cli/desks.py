"""The desks that are installed, and every operation and tool of theirs as a command of its own: ``tahqiq DESK
NAME``."""

import inspect
import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Annotated, Any, get_args, get_origin

import typer
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from tahqiq.cli.answer_lines import answer_lines
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.cli.desk_parts import add_parts
from tahqiq.desk import (
    ARGUMENT,
    COLLECTED,
    WRITTEN,
    Desk,
    Operation,
    Tool,
    asked_of,
    desk,
    desks,
    is_open,
    now,
    switch_on,
)
from tahqiq.desk.answers import MadeFile
from tahqiq.kit.errors import NotFound, Refused, WrongUse
from tahqiq.kit.exercise_mark import carries, is_within
from tahqiq.workbench import Workbench

_WORKSPACE = inspect.Parameter(
    "workspace", inspect.Parameter.KEYWORD_ONLY, default=None, annotation=WorkspaceOption
)
_INTO = inspect.Parameter(
    "into",
    inspect.Parameter.KEYWORD_ONLY,
    default=Path(),
    annotation=Annotated[
        Path, typer.Option("--into", help="The folder that files are written into; without it, this one.")
    ],
)
desks_app = typer.Typer(
    help=(
        "Desks: kinds of work with records and operations of their own. Each one open is a command: "
        "tahqiq DESK."
    ),
    no_args_is_help=True,
)


def register(app: typer.Typer) -> None:
    """Add the commands of this group, and one group for each desk installed."""
    app.add_typer(desks_app, name="desks")
    for declared in desks().values():
        app.add_typer(group_of(declared), name=declared.name)


@desks_app.command("list")
@command
def listed(workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """The desks that are installed, and whether they are open to you in this workspace."""
    with Workbench.opened(home(workspace)) as bench:
        bench.glanced("desks")
        rows = [
            {
                "name": item.name,
                "title": item.title(locale()).sentence,
                "open": is_open(bench, item),
                "operations": [one.name for one in item.operations],
            }
            for item in desks().values()
        ]
    if as_json:
        print_json({"desks": rows})
        return
    say(
        *(f"{row['name']}  {'open' if row['open'] else 'closed'}  {row['title']}" for row in rows),
        f"{len(rows)} desks installed.",
    )


@desks_app.command("open")
@command
def opened(name: Annotated[str, typer.Argument(help="The desk.")], workspace: WorkspaceOption = None) -> None:
    """Switch a desk on in this workspace; you belong to its file and can let others in (tahqiq case
    member)."""
    declared = desk(name)
    with Workbench.opened(home(workspace)) as bench:
        case = switch_on(bench, declared)
    say(f"{declared.title(locale()).sentence}: {case.id}")


def group_of(declared: Desk) -> typer.Typer:
    """The commands of a desk: its operations and its tools."""
    told = declared.title("en")
    group = typer.Typer(help=f"{told.sentence}. {told.next_step}", no_args_is_help=True)
    inner: dict[str, typer.Typer] = {}
    shown = {_spelling(declared, item)[0] for item in declared.commands}
    for item in declared.commands:
        done = _tool(declared, item) if isinstance(item, Tool) else _command(declared, item)
        for hidden, (first, name) in enumerate(dict.fromkeys((_spelling(declared, item), _own(item)))):
            place = group
            if first:
                if first not in inner:
                    inner[first] = _inner(declared, first)
                    group.add_typer(inner[first], name=first, hidden=first not in shown)
                place = inner[first]
            text = declared.words(item.name, "en").next_step
            place.command(name, help=text, hidden=bool(hidden))(command(done))
    add_parts(group, declared)
    return group


def _own(item: Operation[Any, Any] | Tool[Any, Any]) -> tuple[str, str]:
    """The group ("" for none) and the word that the name of an operation or tool gives it."""
    name = item.name.removeprefix(f"{item.group}-") if item.group else item.name
    return item.group, (item.command if isinstance(item, Operation) else "") or name


def _spelling(declared: Desk, item: Operation[Any, Any] | Tool[Any, Any]) -> tuple[str, str]:
    """The group and the word by which it is shown."""
    first, _, name = declared.spelled.get(item.name, "").rpartition(" ")
    return (first, name) if name else _own(item)


def _inner(declared: Desk, name: str) -> typer.Typer:
    """Commands that stand together; the group alone does what its ``list`` does."""
    about = declared.words(name, "en").next_step
    listing = next(
        (
            one
            for one in declared.operations
            if (name, "list") in (_own(one), _spelling(declared, one)) and not one.asks.model_fields
        ),
        None,
    )
    if listing is None:
        return typer.Typer(help=about, no_args_is_help=True)
    group = typer.Typer(help=about, invoke_without_command=True)

    def alone(context: typer.Context, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
        if context.invoked_subcommand is None:
            _ask(declared, listing, {"workspace": workspace, "as_json": as_json})

    group.callback()(command(alone))
    return group


def _command(declared: Desk, operation: Operation[Any, Any]) -> Callable[..., None]:
    """The command of an operation."""

    def run(**given: object) -> None:
        _ask(declared, operation, given)

    files = any(field.annotation is MadeFile for field in operation.answers.model_fields.values())
    return _signed(run, operation, [_INTO, _WORKSPACE] if files else [_WORKSPACE])


def _written(answer: BaseModel, folder: Path) -> BaseModel:
    """The answer with its files written into a folder; where each lies stands in the place of its bytes.
    Raises ``WrongUse`` (``file-differs``) rather than write over another file."""
    made = {
        name: one for name in type(answer).model_fields if isinstance(one := getattr(answer, name), MadeFile)
    }
    for one in made.values():
        path = folder / one.name
        if path.exists() and path.read_bytes() != one.content:
            raise WrongUse("file-differs", name=str(path))
    for one in made.values():
        (folder / one.name).write_bytes(one.content)
    return answer.model_copy(
        update={name: one.model_copy(update={"data": str(folder / one.name)}) for name, one in made.items()}
    )


def _ask(declared: Desk, operation: Operation[Any, Any], given: Mapping[str, object]) -> None:
    folder = given["workspace"]
    wanted = _asked(operation.asks, given)
    if not operation.deposits and not any(
        {COLLECTED, WRITTEN}.intersection(one.metadata) for one in operation.asks.model_fields.values()
    ):
        asked_of(operation, wanted)  # what does not fit is said before anything is opened
    with Workbench.opened(home(folder if isinstance(folder, Path) else None)) as bench:
        if operation.deposits:
            wanted = _asked(
                operation.asks,
                {**given, operation.deposits: _sealed(bench, declared, given[operation.deposits])},
            )
        answer = now(
            bench, declared, operation, asked_of(operation, _filed(bench, declared, operation.asks, wanted))
        )
    into = given.get("into")
    _print(
        _written(answer, into if isinstance(into, Path) else Path()),
        answer_lines,
        as_json=bool(given["as_json"]),
    )


def _sealed(bench: Workbench, declared: Desk, files: object) -> list[str]:
    """Seal files in the desk's file; the ids of their sources. All are there before the first is sealed.
    Raises ``NotFound`` (``no-such-file``)."""
    paths = [Path(str(one)) for one in files] if isinstance(files, list) else []
    for path in paths:
        if not path.is_file():
            raise NotFound("no-such-file", path=str(path))
    found: list[str] = []
    for path in paths:
        with path.open("rb") as stream:
            sealed = bench.seal(stream, path.name)
        found += [one.id for one in bench.deposit_later([(sealed, path.name)], bench.deposit(declared.file))]
    return found


def _filed(
    bench: Workbench, declared: Desk, asks: type[BaseModel], asked: Mapping[str, object]
) -> dict[str, object]:
    """What is asked; a file that stands where a source or a text is asked for is collected, or read. Raises
    ``NotFound`` (``no-such-file``) for the name of a file that is not there."""
    found = dict(asked)
    for name, field in asks.model_fields.items():
        given = asked.get(name)
        if (
            not isinstance(given, str)
            or not {COLLECTED, WRITTEN}.intersection(field.metadata)
            or "\n" in given
        ):
            continue
        path = Path(given)
        if _is_file(path):
            if WRITTEN in field.metadata:
                with path.open("rb") as stream:
                    if carries(stream) and not is_within():
                        raise Refused("exercise-file")
                found[name] = path.read_text("utf-8", "replace")
            elif is_open(bench, declared):  # where it is not, the operation says so
                found[name] = bench.collect([path], bench.deposit(declared.file))[0].source
        elif path.suffix:
            raise NotFound("no-such-file", path=given)
    return found


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long is none
        return False


def _tool(declared: Desk, tool: Tool[Any, Any]) -> Callable[..., None]:
    """The command of a tool, or of the operation that is asked where no file is given."""

    def run(**given: object) -> None:
        placed = [
            str(given[name]) for name, field in tool.asks.model_fields.items() if ARGUMENT in field.metadata
        ]
        asked = asked_of(tool, _asked(tool.asks, given))
        if tool.otherwise and not (any(Path(one).exists() for one in placed) and tool.alone(asked)):
            _ask(declared, declared.operation(tool.otherwise), given)
            return
        answer = tool.run(asked)
        _print(answer, tool.lines or answer_lines, as_json=bool(given["as_json"]))
        if tool.nothing(answer):
            raise typer.Exit(1)

    return _signed(run, tool, [_WORKSPACE] if tool.otherwise else [])


def _print(answer: BaseModel, lines: Callable[[Any], list[str]], *, as_json: bool) -> None:
    if as_json:
        print_json(answer.model_dump(mode="json", by_alias=True))
    else:
        say(*lines(answer))


def _signed(
    run: Callable[..., None], item: Operation[Any, Any] | Tool[Any, Any], ours: list[inspect.Parameter]
) -> Callable[..., None]:
    """Say what the command takes: an option for each field of what is asked, or an argument where the field
    is given by its place."""
    fields = [_parameter(name, field) for name, field in item.asks.model_fields.items()]
    parameters = [
        *fields,
        *ours,
        inspect.Parameter("as_json", inspect.Parameter.KEYWORD_ONLY, default=False, annotation=JsonFlag),
    ]
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    run.__name__ = item.name
    return run


def _parameter(name: str, field: FieldInfo) -> inspect.Parameter:
    many = get_origin(field.annotation) in (list, tuple)
    kind: object = bool if field.annotation is bool else list[str] if many else str
    about = field.description or ""
    given = (
        typer.Argument(help=about, metavar=name.upper().replace("_", "-"), show_default=False)
        if ARGUMENT in field.metadata
        else typer.Option(f"--{name.replace('_', '-')}", help=about)
    )
    if field.annotation is bool:
        return inspect.Parameter(
            name,
            inspect.Parameter.KEYWORD_ONLY,
            default=field.default is True,
            annotation=Annotated[bool, given],
        )
    default = inspect.Parameter.empty if field.is_required() else None
    annotation = Annotated[kind, given] if field.is_required() else Annotated[kind | None, given]  # type: ignore[operator]
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=annotation)


def _asked(asks: type[BaseModel], given: Mapping[str, object]) -> dict[str, object]:
    """What was typed, by field; what was not is left to the field's own default."""
    fields = asks.model_fields
    return {
        name: _value(fields[name], value)
        for name, value in given.items()
        if name in fields and value is not None and value != []
    }


def _value(field: FieldInfo, given: object) -> object:
    """What was typed, as the field takes it: text as it is, anything with parts as JSON, each item of a list
    by itself."""
    typed = field.annotation
    if isinstance(given, list):
        (item, *_) = get_args(typed) or (str,)
        return [_parsed(one) for one in given] if _has_parts(item) else given
    return _parsed(given) if _has_parts(typed) else given


def _has_parts(typed: object) -> bool:
    return get_origin(typed) is dict or (isinstance(typed, type) and issubclass(typed, BaseModel))


def _parsed(given: object) -> object:
    try:
        return json.loads(str(given))
    except ValueError:
        return given
