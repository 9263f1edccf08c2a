"""Backups: recovery-key, backup, restore."""

from pathlib import Path
from typing import Annotated

import typer

from tahqiq.casework.restore import Terms
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.cli.keep import head_of
from tahqiq.workbench import Workbench
from tahqiq.workbench.backups import restored
from tahqiq.workbench.words import make_recovery_key, public_path, read_private, read_public


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("recovery-key")(recovery_key)
    app.command("backup")(backup)
    app.command("restore")(restore)
    app.command("backups")(backup_settings)


@command
def recovery_key(
    file: Annotated[
        Path,
        typer.Argument(
            help="Where the private half is to be; the public half goes beside it with .pub added."
        ),
    ],
) -> None:
    """Make the pair of keys of backups. Do it on another machine, or take the private half off this one."""
    made = make_recovery_key(file)
    say(
        f"Recovery key {made.name}",
        f"Public half:  {public_path(file)}: backups are sealed to it; leave it here.",
        (
            f"Private half: {file}: opens every backup. Move it off this machine, to two places under "
            "lock; without it no backup can be read."
        ),
    )


@command
def backup(
    file: Annotated[Path, typer.Argument(help="The backup to make; there must be nothing of that name.")],
    to: Annotated[
        Path | None,
        typer.Option(
            "--to", help="The public half of the office's recovery key; needed the first time only."
        ),
    ] = None,
    onto: Annotated[
        Path | None, typer.Option("--onto", help="The backup before: hold only what changed since.")
    ] = None,
    with_signing_key: Annotated[
        bool,
        typer.Option("--with-signing-key", help="Take the key that signs the log along, in the sealed part."),
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Back up the whole workspace while people work in it, sealed to a recovery key. For administrators and
    the owner of a personal workspace."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.back_up(file, read_public(to) if to else None, onto, with_signing_key)
    if as_json:
        print_json(
            {
                "backup": made.id,
                "file": str(made.path),
                "bytes": made.bytes,
                "parent": made.parent,
                "made_at": made.made_at,
                "files": made.moved,
                "files_before": made.kept,
                "entries": made.head.size,
                "root": made.head.root,
                "missing": list(made.missing),
                "expired": list(made.expired),
                "expired_elsewhere": list(made.away),
            }
        )
        return
    say(
        f"Backup {made.path}: {made.bytes} bytes, {made.moved} files"
        + (f"; {made.kept} more stand in {onto} and before." if onto else ".")
    )
    say(*(f"Was not there to be taken: {name}" for name in made.missing))
    say(*(f"Expired and destroyed: {path}" for path in made.expired))
    say(*(f"Expired, and no longer here. Destroy every copy of it: {path}" for path in made.away))
    say(f"The log at that moment, for the register: {made.head.size} {made.head.root}")


@command
def backup_settings(
    key: Annotated[
        Path | None, typer.Option("--key", help="The public half of the office's recovery key.")
    ] = None,
    days: Annotated[
        int | None, typer.Option("--days", help="Destroy backups after so many days; 0 keeps them.")
    ] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Set the recovery key of the office and how long backups last."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.decide_backups(read_public(key) if key else None, days)
    say(f"Backups are sealed to recovery key {made.public.name}.")
    say(f"They are destroyed after {made.days} days." if made.days else "They do not expire.")


@command
def restore(
    file: Annotated[Path, typer.Argument(help="The backup to restore.")],
    directory: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    key: Annotated[Path, typer.Option("--key", help="The private half of the recovery key.")],
    onto: Annotated[
        list[Path] | None,
        typer.Option(
            "--onto", help="A backup that FILE rests on, if it does not lie beside it (repeatable)."
        ),
    ] = None,
    postgres: Annotated[
        str,
        typer.Option(
            help="An empty PostgreSQL database or schema for what is recorded (libpq connection string)."
        ),
    ] = "",
    since: Annotated[
        str, typer.Option(help="A head kept outside: refuse a backup whose log does not reach it. SIZE ROOT.")
    ] = "",
    signed_by: Annotated[
        str,
        typer.Option(
            help="Fingerprint of the workspace's key, from the register: refuse a backup of another."
        ),
    ] = "",
    with_signing_key: Annotated[
        bool,
        typer.Option(
            "--with-signing-key",
            help="Put the key that signs the log, which the backup carries, where this account keeps keys.",
        ),
    ] = False,
    erasures: Annotated[
        Path | None, typer.Option("--erasures", help="A copy of the list of erasures, kept apart.")
    ] = None,
    expired: Annotated[bool, typer.Option("--expired", help="Restore a backup that has expired.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Restore a workspace from a backup (and those it rests on) into an empty folder, and verify it. Exit
    code 1 when something does not hold."""
    terms = Terms(
        postgres,
        tuple(onto or ()),
        head_of(since) if since else None,
        signed_by,
        with_signing_key,
        erasures,
        expired,
    )
    found, verdict = restored(file, directory, read_private(key), terms)
    if as_json:
        print_json(
            {
                "backup": found.id,
                "chain": [str(path) for path in found.chain],
                "made_at": found.made_at,
                "entries": found.size,
                "root": found.root,
                "signed_by": found.signed_by,
                "key_known": found.known,
                "sessions_ended": found.sessions,
                "damaged": list(found.damaged),
                "missing": list(found.missing),
                "to_index": found.indexed,
                "later_entries": found.later,
                "erased_again": found.again,
                "erasures_listed": found.listed,
                "texts_to_decide": found.texts,
                "holds": verdict.holds,
                "findings": [
                    {"code": item.code, "sentence": item.say(locale()).sentence, **item.params}
                    for item in verdict.findings
                ],
            }
        )
    else:
        say(f"Restored into {directory} from: {', '.join(str(path) for path in found.chain)}.")
        say(f"It is as of {found.made_at}, with {found.size} log entries, signed by key {found.signed_by}.")
        if not found.known:
            say("This account did not know that key: compare it with your register.")
        say(*(f"Was damaged already when it was backed up: {name}" for name in found.damaged))
        say(*(f"Was missing already when it was backed up: {name}" for name in found.missing))
        if found.later:
            say(
                f"Here heads up to entry {found.later} were signed: what was done after entry "
                f"{found.size} is not in this backup."
            )
        if found.again:
            say(f"{found.again} erasures that were carried out after this backup were carried out again.")
        if found.texts:
            say(
                f"Words of erased documents stand in {found.texts} texts as they were then. Their cases "
                "decide again, on the page of the case or with: tahqiq erase words"
            )
        if not found.listed:
            say(
                "No list of erasures was here. If anything was erased after this backup, it is back: give a "
                "copy of the list with --erasures."
            )
        say(f"{found.sessions} sessions and tokens were ended. The search index is made again.")
        say(
            f"Checked {verdict.originals} originals, {verdict.statements} recorded values, "
            f"{verdict.fact_files} event files, {verdict.leaves} log entries."
        )
        say(*(item.say(locale()).sentence for item in (*verdict.erased, *verdict.findings)))
        say("Everything holds." if verdict.holds else f"{len(verdict.findings)} things do not hold.")
    if not verdict.holds:
        raise typer.Exit(1)
