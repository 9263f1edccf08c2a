"""The ``tahqiq`` program: options before the command, and the commands by group."""

from pathlib import Path
from typing import Annotated

import typer

from tahqiq import __version__
from tahqiq.cli import acts, analyse, collect, export, identity, keep, look, names, people, resolve, serve
from tahqiq.cli.context import State, say

app = typer.Typer(
    name="tahqiq",
    help="Collect files from different agencies, see people, phones, accounts and places, and ask of any value where it comes from.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
for group in (keep, collect, look, analyse, export, acts, people, serve, resolve, identity, names):
    group.register(app)


@app.callback()
def options(
    workspace: Annotated[Path | None, typer.Option("--workspace", "-w", help="The workspace folder.", envvar="TAHQIQ_HOME")] = None,
) -> None:
    """Options before the command."""
    State.workspace = workspace


@app.command("version")
def version() -> None:
    """Print the program's version."""
    say(f"tahqiq {__version__}")


def main() -> None:
    """Entry point of the installed program."""
    app()
