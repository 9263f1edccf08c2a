"""The start of the ``tahqiq`` program: the options before the command, and only the group of commands that
was asked for.

Loading every group takes seconds (linker, compilers, web server); a search or a list of jobs needs none of
them.
"""

import gc
import os
import sys
from importlib import import_module
from importlib.metadata import entry_points
from pathlib import Path
from typing import Annotated, Protocol, cast

import typer

from tahqiq import __version__
from tahqiq.cli.context import State, say

GROUPS: dict[str, tuple[str, ...]] = {
    "keep": ("init", "verify", "audit", "rules"),
    "upgrade": ("upgrade",),
    "backup": ("recovery-key", "backup", "restore", "backups"),
    "collect": ("collect", "formats", "problems", "jobs"),
    "mappings": ("mappings",),
    "sources": ("sources",),
    "look": ("search", "show", "neighbours", "events", "path", "mentions"),
    "analyse": ("analyse", "rerun", "results"),
    "query": ("query",),
    "map": ("map",),
    "export": ("export",),
    "product": ("product",),
    "acts": ("retract", "reinstate", "held", "release", "take-back", "erase"),
    "people": ("user", "case", "compartment"),
    "serve": ("serve", "demo"),
    "exercise": ("exercise",),
    "resolve": ("resolve",),
    "identity": ("resolve",),
    "review": ("resolve",),
    "names": ("names",),
    "desks": ("desks",),
}
"""The modules of this package that add commands, in the order of the help, each with the commands it adds."""
_LIGHTEST = "names"


class _Group(Protocol):
    def register(self, app: typer.Typer) -> None: ...


def program(*names: str) -> typer.Typer:
    """The program with the commands of the groups named, of all groups where none is named."""
    app = typer.Typer(
        name="tahqiq",
        help=(
            "Collect files from different agencies, see people, phones, accounts and places, and ask of "
            "any value where it comes from."
        ),
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )
    app.callback()(_options)
    app.command("version")(version)
    for name in names or GROUPS:
        cast("_Group", import_module(f"tahqiq.cli.{name}")).register(app)
    return app


def version() -> None:
    """Print the program's version."""
    say(f"tahqiq {__version__}")


def _show_version(wanted: bool) -> None:
    if wanted:
        version()
        raise typer.Exit


def _options(
    workspace: Annotated[
        Path | None, typer.Option("--workspace", "-w", help="The workspace folder.", envvar="TAHQIQ_HOME")
    ] = None,
    _version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_show_version, help="Print the program's version and stop."
        ),
    ] = False,
) -> None:
    """Options before the command."""
    State.workspace = workspace


def groups_of(arguments: list[str]) -> tuple[str, ...]:
    """The groups that hold the command asked for; empty (= all) for the help, for no command and for an
    unknown one.

    >>> groups_of(["-w", "here", "search", "ali"])
    ('look',)
    """
    rest = iter(arguments)
    for argument in rest:
        if argument in {"-w", "--workspace"}:
            next(rest, None)
        elif argument in {"version", "--version"}:
            return (_LIGHTEST,)
        elif not argument.startswith("-"):
            if any(point.name == argument for point in entry_points(group="tahqiq.desks")):
                return ("desks",)
            return tuple(name for name, commands in GROUPS.items() if argument in commands)
        elif not argument.startswith(("-w", "--workspace=")):
            return ()
    return ()


def main() -> None:
    """Entry point of the installed program. What it writes is for its owner alone, wherever it writes it."""
    os.umask(0o077)
    run = _loaded(sys.argv[1:])
    run()


def _loaded(arguments: list[str]) -> typer.Typer:
    """The program, loaded while nothing looks for garbage: modules make a million objects that stay, and
    looking through them again and again took a third of the start of a command."""
    gc.disable()
    try:
        return program(*groups_of(arguments))
    finally:
        gc.freeze()
        gc.enable()
