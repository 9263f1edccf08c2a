"""Making and checking a workspace: init, verify, audit."""

import io
from pathlib import Path
from typing import Annotated

import segno
import typer

from tahqiq.access.door import Door
from tahqiq.access.keys import fingerprint
from tahqiq.access.policy import Policies
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, out, print_json, say
from tahqiq.kit.errors import WrongUse
from tahqiq.workbench import Workbench

rules_app = typer.Typer(help="The rules in force, and rules of the office's own.", no_args_is_help=True)
audit_app = typer.Typer(help="The log: its head and its entries.", no_args_is_help=True)


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("init")(init)
    app.command("verify")(verify)
    app.add_typer(audit_app, name="audit")
    app.add_typer(rules_app, name="rules")


@command
def init(
    directory: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    postgres: Annotated[
        str, typer.Option(help="A libpq connection string: keep statements in PostgreSQL.")
    ] = "",
    team: Annotated[
        bool,
        typer.Option(
            "--team", help="For several people on a server: the page asks for the first administrator."
        ),
    ] = False,
) -> None:
    """Make a personal workspace: you are analyst and supervisor of a case "Inbox". With --team: one for a
    server, with nobody in it yet."""
    door = Door.found(directory, postgres, team=team)
    door.close()
    if team:
        say(
            f"Workspace made in {directory}.",
            (
                f"Start it with: tahqiq serve --workspace {directory} and make the first administrator "
                "on the page."
            ),
        )
        return
    say(f"Workspace made in {directory}.", f"Collect files with: tahqiq --workspace {directory} collect PATH")


@command
def verify(
    workspace: WorkspaceOption = None,
    audit: Annotated[bool, typer.Option("--audit", help="Only the audit log.")] = False,
    since: Annotated[
        str, typer.Option(help="A head kept outside, as `audit head` printed it: SIZE ROOT.")
    ] = "",
    as_json: JsonFlag = False,
) -> None:
    """Recompute seals, recorded values, event files and the log, and name what differs. Exit code 1 when
    something does."""
    with Workbench.opened(home(workspace)) as bench:
        verdict = bench.verify(head_of(since) if since else None)
    findings = [finding for finding in verdict.findings if not audit or finding.code.startswith("audit-")]
    if as_json:
        print_json(
            {
                "holds": not findings,
                "whole": verdict.whole,
                "originals": verdict.originals,
                "statements": verdict.statements,
                "fact_files": verdict.fact_files,
                "leaves": verdict.leaves,
                "erased": [dict(item.params) for item in verdict.erased],
                "findings": [
                    {"code": item.code, "sentence": item.say(locale()).sentence, **item.params}
                    for item in findings
                ],
            }
        )
    else:
        say(
            f"Checked {verdict.originals} originals, {verdict.statements} recorded values, "
            f"{verdict.fact_files} event files, "
            f"{verdict.leaves} log entries."
        )
        say(*(item.say(locale()).sentence for item in (*verdict.erased, *findings)))
        if findings:
            say(f"{len(findings)} things do not hold.")
        else:
            say("Everything holds." if verdict.whole else "What you may see and the audit log hold.")
        if not verdict.whole:
            say("Only what you may see was checked. An auditor's verify checks the whole workspace.")
    if findings:
        raise typer.Exit(1)


def head_of(given: str) -> tuple[int, bytes]:
    """Size and root of a head as printed. Raises ``WrongUse`` (``head-unreadable``)."""
    words = [word for word in given.replace("tahqiq-head", "").split() if word]
    try:
        size, root = int(words[0]), bytes.fromhex(words[1])
    except (IndexError, ValueError):
        raise WrongUse("head-unreadable", value=given) from None
    return size, root


@audit_app.command("renew")
@command
def new_key(
    workspace: WorkspaceOption = None,
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask first.")] = False,
) -> None:
    """Replace a signing key that is lost. It is logged."""
    if not yes and not typer.confirm(
        "Is the key that signed this log lost for good? Tell the auditor before you go on."
    ):
        raise typer.Exit(1)
    with Workbench.opened(home(workspace)) as bench:
        made = bench.new_signing_key()
    say(f"From now on the log is signed by key {made}. Enter it in the register.")


@rules_app.command("show")
@command
def rules(workspace: WorkspaceOption = None) -> None:
    """Print the Cedar policies in force."""
    with Workbench.opened(home(workspace)) as bench:
        out.print(bench.team.rules(), markup=False, highlight=False)


@rules_app.command("adopt")
@command
def adopt(
    file: Annotated[
        Path | None, typer.Argument(help="A file of Cedar policies; none: go back to those of the program.")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Put policies of the office into force; for administrators. What somebody merely puts into the folder is
    never in force."""
    if file is not None and not file.is_file():
        raise WrongUse("no-such-path", path=str(file))
    door = Door.opened(home(workspace), Policies.built_in())
    try:
        door.adopt(door.here().actor(), None if file is None else file.read_text("utf-8"))
    finally:
        door.close()
    say("The rules are in force.")


@audit_app.command("head")
@command
def head(workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Sign and print the log's head, as text and as a QR code for a paper register."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.head()
    if as_json:
        print_json(
            {
                "size": found.size,
                "root": found.root.hex(),
                "at": found.at,
                "public": found.public.hex(),
                "signature": found.signature.hex(),
                "key": fingerprint(found.public),
            }
        )
        return
    drawing = io.StringIO()
    segno.make(str(found), error="m").terminal(drawing, compact=True)
    say(str(found), f"signature {found.signature.hex()}", f"public key {found.public.hex()}")
    out.print(drawing.getvalue(), markup=False)


@audit_app.command("list")
@command
def entries(
    workspace: WorkspaceOption = None,
    last: Annotated[int, typer.Option(help="How many of the latest entries.")] = 50,
    as_json: JsonFlag = False,
) -> None:
    """Print entries of the log. They hold ids, never values."""
    with Workbench.opened(home(workspace)) as bench:
        leaves = bench.log(last)
    if as_json:
        print_json(
            {
                "entries": [
                    {name: getattr(leaf, name) for name in leaf.__dataclass_fields__} for leaf in leaves
                ]
            }
        )
        return
    for leaf in leaves:
        say(
            (
                f"{leaf.no:>7}  {leaf.at}  {leaf.actor}  {leaf.act} {leaf.phase} {leaf.object} {leaf.result}"
            ).rstrip()
        )
