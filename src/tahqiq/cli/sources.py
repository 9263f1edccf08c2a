"""The sources there are, and which repeats which."""

from typing import Annotated

import typer

from tahqiq.casework.derivations import OwnExport
from tahqiq.cli.account import account_lines
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.products.decision_json import derivation_json, origin_json
from tahqiq.products.describe import aside_json
from tahqiq.workbench import Workbench

sources_app = typer.Typer(
    help="The sources you may see, with their counts; what repeats what.", invoke_without_command=True
)
SourceId = Annotated[str, typer.Argument(help="The source's id, or its beginning (4 digits at least).")]
Reason = Annotated[str, typer.Option("--reason", help="Why: it stays beside the decision.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.add_typer(sources_app, name="sources")


@sources_app.callback()
@command
def sources(context: typer.Context, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """The sources you may see, with their counts; what repeats what."""
    if context.invoked_subcommand:
        return
    with Workbench.opened(home(workspace)) as bench:
        found = bench.sources()
    if as_json:
        names = (
            "id",
            "sha256",
            "name",
            "state",
            "format",
            "mapping_name",
            "case",
            "grade",
            "zone",
            "zone_by",
            "records",
            "mapped",
            "problems",
            "statements",
            "facts",
        )
        told = [
            {
                **{name: getattr(item, name) for name in names},
                "not_used": item.records - item.mapped,
                "fields": item.fields.to_json() if item.fields else None,
            }
            for item in found
        ]
        print_json({"sources": told})
        return
    for item in found:
        say(
            (
                f"{item.id}  {item.state:<9}  {item.name}  {item.records} records = {item.mapped} mapped "
                f"+ {item.records - item.mapped} not used"
            ),
            *account_lines(item.fields, ()),
        )


@sources_app.command("fields")
@command
def fields(source: SourceId, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """What became of the fields of a source: how many were used, and by name those that were set aside, and
    why."""
    with Workbench.opened(home(workspace)) as bench:
        found, aside = bench.source(source), bench.set_aside(source)
        language = locale()
    if as_json:
        print_json(
            {
                "source": found.id,
                "fields": found.fields and found.fields.to_json(),
                "set_aside": [aside_json(item, language) for item in aside],
            }
        )
        return
    if found.fields is None:
        say(
            "This source was read by an older program, which kept no account of fields. Read it "
            "again: tahqiq collect --again"
        )
        return
    say(*account_lines(found.fields, ()))
    for item in aside:
        where = item.place.label()
        say(
            f"  {item.field}  {item.count}  {item.say(language).sentence}"
            + (f"  (first: {where})" if where else "")
        )


@sources_app.command("derived")
@command
def derived(
    source: SourceId,
    origin: Annotated[str, typer.Argument(help="The source that it repeats.")],
    reason: Reason,
    undo: Annotated[
        bool,
        typer.Option(
            "--undo",
            help="It does not repeat it (any more): take the declaration back, or turn the proposal down.",
        ),
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Declare that a source repeats another: the two count as one witness, and agreements between them join
    nothing by themselves."""
    with Workbench.opened(home(workspace)) as bench:
        made = (
            bench.derived.independent(source, origin, reason)
            if undo
            else bench.derived.declare(source, origin, reason)
        )
    if as_json:
        print_json(derivation_json(made))
        return
    word = "independent of" if undo else "derived from"
    say(f"{made.source} is {word} {made.origin}.", "Link again for it to count: tahqiq resolve run")


@sources_app.command("origin")
@command
def origin(source: SourceId, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """What a source is of one origin with, what was declared about it, and which sources look like copies of
    it or it of them."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.derived.origin(source)
    if as_json:
        print_json(origin_json(found))
        return
    if found.export:
        say(*_export_lines(found.source.id, found.export))
    say(*(f"one origin with {item.id}  {item.name}" for item in found.one_origin))
    say(*(f"{item.at}  {item.kind}  {item.source} {item.origin}  {item.reason}" for item in found.history))
    for one in found.proposed:
        say(
            (
                f"{one.source.name} may repeat {one.origin.name}: {one.shared} rows stand in both, "
                f"{one.share:.0%} of the smaller."
            ),
            f"  Declare it with: tahqiq sources derived {one.source.id} {one.origin.id} --reason ...",
        )
    if not (found.one_origin or found.history or found.proposed or found.export):
        say("An origin of its own, as far as is known.")


def _export_lines(source: str, export: OwnExport) -> list[str]:
    """What is known of the export that a source is, and what follows."""
    by = f", saved by {export.by} at {export.at}" if export.by else ""
    same = "" if export.unchanged is None else ", unchanged" if export.unchanged else ", changed since"
    told = f"Exported by Tahqiq{f' ({export.id})' if export.id else ''}{by}{same}."
    if export.counted:
        return [told, "Declared a document of its own: it counts as a witness."]
    return [
        f"{told} It repeats what is known and counts as no further witness.",
        f"  A document of its own: tahqiq sources derived --undo {source} {source} --reason ...",
    ]
