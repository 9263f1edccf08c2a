"""Exporting: what you may see as a file for other programs and people."""

from pathlib import Path
from typing import Annotated

import typer

from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.products.describe import exported_json
from tahqiq.products.export import FORMATS
from tahqiq.workbench import Workbench


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("export")(export)


@command
def export(
    file: Annotated[
        Path,
        typer.Argument(
            help=(
                "The file to write. FollowTheMoney data as statements when it ends in .csv, else as JSON "
                "lines."
            )
        ),
    ],
    format: Annotated[str, typer.Option("--format", "-f", help=f"One of {', '.join(FORMATS)}.")],
    ids: Annotated[
        list[str] | None,
        typer.Option("--id", help="Only this entity (several: repeat) and what lies between them."),
    ] = None,
    case: Annotated[str | None, typer.Option("--case", help="Only this case, by id or title.")] = None,
    leave_out: Annotated[
        bool,
        typer.Option(
            "--leave-out", help="Leave out values whose handling code forbids export, instead of refusing."
        ),
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Write what you may see as a file. Exit code 3 when the policies or a handling code forbid it."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.export(format, file, ids=ids or None, case=case, leave_out=leave_out, language=locale())
    if as_json:
        print_json(exported_json(made))
        return
    say(
        f"{made.path}: {made.entities} entities, {made.events} events, {made.values} values of "
        f"{made.sources} files."
    )
    if made.format in ("graphml", "gexf", "anx"):
        say(f"On the chart: {made.items} items, {made.links} links.")
    for code, count in made.left_out.items():
        say(f"Left out: {count} values ({code}).")
    if made.held:
        say(f"Left out: {made.held} values outside the order under which they were obtained.")
    if made.shortened:
        say(f"Cut: {made.shortened} texts that are too long for a cell.")
    say(f"SHA-256 {made.sha256}")
