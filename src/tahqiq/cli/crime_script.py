"""Crime scripts of a case: the acts of an offence in order."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import typer

from tahqiq.casework.script_acts import STAGES, Act, Named
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.cli.hypotheses import INBOX, CaseOption, FileArgument, form_of, print_rows, write_sheet
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.products.worksheets import document_json, script_json, script_table
from tahqiq.workbench import Workbench

script_app = typer.Typer(help="Crime scripts of a case: the acts of an offence in order.", no_args_is_help=True)
ScriptId = Annotated[str, typer.Argument(help="The crime script, by its id.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.add_typer(script_app, name="crime-script")


@script_app.command("list")
@command
def scripts(case: CaseOption = INBOX, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """The crime scripts of a case, the last changed first."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.scripts.all(case)
    if as_json:
        print_json({"scripts": [document_json(item) for item in found]})
        return
    say(*(f"{item.id}  {item.at}  {item.title}" for item in found), f"{len(found)} crime scripts.")


@script_app.command("show")
@command
def script(script: ScriptId, case: CaseOption = INBOX, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """A crime script: acts in order, with who, what and where, gaps and points of prevention."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.scripts.get(case, script)
    if as_json:
        print_json(script_json(found))
        return
    say(found.document.title, found.note)
    print_rows(script_table(found, locale()))


@script_app.command("begin")
@command
def begin_script(
    title: Annotated[str, typer.Argument(help="What the script is called.")],
    acts: Annotated[
        Path | None,
        typer.Option("--acts", help="A JSON file: a list of acts with stage, title, text, actors, tools, places, rests, gaps, prevention."),
    ] = None,
    case: CaseOption = INBOX,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Begin a crime script, empty or with the acts of a file."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.scripts.begin(case, title, "", _acts(acts) if acts is not None else ())
    if as_json:
        print_json(script_json(made))
    else:
        say(f"Crime script {made.document.id} with {len(made.acts)} acts.")


@script_app.command("export")
@command
def export_script(script: ScriptId, file: FileArgument, case: CaseOption = INBOX, workspace: WorkspaceOption = None) -> None:
    """Write a crime script as a file. Exit code 3 when the policies or a handling code forbid it."""
    with Workbench.opened(home(workspace)) as bench:
        write_sheet(file, bench.carry_script(case, script, form_of(file), locale()))


def _acts(file: Path) -> list[Act]:
    """Acts of a JSON file: names are ids of entities (32 hex digits) or words, ``rests`` objects with ``entity`` and ``statement``."""
    if not file.is_file():
        raise NotFound("no-such-file", path=str(file))
    try:
        listed = json.loads(file.read_text("utf-8"))
    except ValueError:
        raise WrongUse("acts-unreadable", path=str(file), known=", ".join(STAGES)) from None
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise WrongUse("acts-unreadable", path=str(file), known=", ".join(STAGES))
    return [_act(item) for item in listed]


def _act(item: Mapping[str, object]) -> Act:
    def named(name: str) -> tuple[Named, ...]:
        found = item.get(name)
        texts = [str(one) for one in found] if isinstance(found, list) else []
        return tuple(Named(one) if len(one) == 32 and not set(one) - set("0123456789abcdef") else Named(words=one) for one in texts)

    rests = item.get("rests")
    refs = (
        [(str(one.get("entity")), str(one.get("statement"))) for one in rests if isinstance(one, dict)] if isinstance(rests, list) else []
    )
    words = {name: str(item.get(name, "")) for name in ("stage", "title", "text", "gaps", "prevention")}
    return Act(
        "", words["stage"], words["title"], words["text"], named("actors"), named("tools"), named("places"), tuple(refs), words["gaps"], words["prevention"]
    )  # fmt: skip
