"""Bringing the workspace of an older program up to date: upgrade."""

from typing import Annotated

import typer

from tahqiq.casework.upgrade import upgrade_workspace, version_here
from tahqiq.cli.context import WorkspaceOption, command, home, locale, say


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("upgrade")(upgrade)


@command
def upgrade(
    workspace: WorkspaceOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Bring the workspace of an older version up to date."""
    root = home(workspace)
    before, after = version_here(root)
    if before == after:
        say(f"The workspace is up to date (version {after}).")
        return
    say(f"The workspace has version {before}; this program needs version {after}.")
    say(
        "Stop every server and command that uses it. Older programs cannot open it afterwards. A "
        "copy of what is there now is made first."
    )
    if not yes and not typer.confirm("Upgrade it now?"):
        raise typer.Exit(1)
    done = upgrade_workspace(root)
    say(f"Upgraded to version {done.after}. The copy of before is in {done.copy}.")
    say(*(item.say(locale()).sentence for item in done.verdict.findings))
    say("Everything holds." if done.verdict.holds else f"{len(done.verdict.findings)} things do not hold.")
    if not done.verdict.holds:
        raise typer.Exit(1)
