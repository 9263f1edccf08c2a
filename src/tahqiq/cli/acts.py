"""Decisions about what was recorded: retract, reinstate, held, erase."""

from dataclasses import asdict
from typing import Annotated

import typer
from typer._click import Context
from typer.core import TyperGroup

from tahqiq.cli.collect import Shown
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, print_json, say
from tahqiq.products.decision_json import decision_json, erasure_json, held_json
from tahqiq.workbench import Workbench
from tahqiq.workbench.words import Erasure, Retraction

erase_app = typer.Typer(
    help="Erasure by lawful order: one supervisor asks, another approves.", no_args_is_help=True
)


class _ShowFirst(TyperGroup):
    """A group whose ``show`` may be left out, as programs of before the group wrote it."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        if args and not args[0].startswith("-") and args[0] not in self.commands:
            args = ["show", *args]
        return super().parse_args(ctx, args)


held_app = typer.Typer(
    cls=_ShowFirst,
    help="Rows outside the order of a document: show, release, take back.",
    no_args_is_help=True,
)
EntityId = Annotated[str, typer.Argument(help="The entity's id (32 digits).")]
ValueId = Annotated[
    str, typer.Argument(help="The recorded value's id (32 digits), as show --json prints it.")
]
SourceId = Annotated[str, typer.Argument(help="The source's id, or its beginning (4 digits at least).")]
Reason = Annotated[str, typer.Option("--reason", help="Why: it stays beside the decision.")]
OfSource = Annotated[str, typer.Option("--source", help="The source, where several recorded the value.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("retract")(retract)
    app.command("reinstate")(reinstate)
    app.add_typer(held_app, name="held")
    app.command("release", hidden=True)(release)
    app.command("take-back", hidden=True)(take_back)
    app.add_typer(erase_app, name="erase")


@command
def retract(
    entity: EntityId,
    value: ValueId,
    reason: Reason,
    source: OfSource = "",
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Close a recorded value: it no longer counts anywhere; nothing is deleted."""
    with Workbench.opened(home(workspace)) as bench:
        _decided(bench.acts.retract(entity, value, reason, source or None), "Retracted.", as_json)


@command
def reinstate(
    entity: EntityId,
    value: ValueId,
    reason: Reason,
    source: OfSource = "",
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Open a retracted value again: a new decision beside the first."""
    with Workbench.opened(home(workspace)) as bench:
        _decided(bench.acts.reinstate(entity, value, reason, source or None), "Reinstated.", as_json)


def _decided(made: Retraction, words: str, as_json: bool) -> None:
    if as_json:
        print_json(decision_json(made))
    else:
        say(words)


@held_app.command("show")
@command
def held(source: SourceId, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Show how many rows lie outside the order of a document."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.acts.held(source)
    if as_json:
        print_json(held_json(found))
        return
    state = "released" if found.released else "held back from analyses and products"
    say(
        f"{found.source.name}: {found.statements} values and {found.facts} events outside the order, {state}."
    )
    say(*(f"  {item.at}  {item.kind}  {item.reason}" for item in found.history))


@held_app.command("release")
@command
def release(source: SourceId, reason: Reason, workspace: WorkspaceOption = None) -> None:
    """Release held rows into analyses and products."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.acts.release(source, reason)
    say(f"{found.statements} values and {found.facts} events of {found.source.name} are released.")


@held_app.command("take-back")
@command
def take_back(source: SourceId, reason: Reason, workspace: WorkspaceOption = None) -> None:
    """Take released rows out of analyses again."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.acts.take_back(source, reason)
    say(f"{found.statements} values and {found.facts} events of {found.source.name} are held back again.")


@erase_app.command("request")
@command
def erase_request(
    source: SourceId,
    order: Annotated[str, typer.Option(help="Number of the lawful order.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Request the erasure of a document. Another supervisor of the case must approve."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.acts.request_erasure(source, order)
    say(
        f"Asked for under order {made.order}. Another supervisor approves with: tahqiq erase approve "
        f"{made.source_id}"
    )


@erase_app.command("approve")
@command
def erase_approve(source: SourceId, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Approve the request of another supervisor, and erase. This cannot be undone."""
    with Workbench.opened(home(workspace)) as bench, Shown() as shown:
        made = bench.approve_erasure(source, shown)
    if as_json:
        print_json(erasure_json(made))
        return
    say("Erased; tombstones are left.", *_lines(made))


@erase_app.command("withdraw")
@command
def erase_withdraw(source: SourceId, workspace: WorkspaceOption = None) -> None:
    """Withdraw a request for erasure that nobody has approved."""
    with Workbench.opened(home(workspace)) as bench:
        bench.acts.withdraw_erasure(source)
    say("Withdrawn.")


@erase_app.command("list")
@command
def erase_list(workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Requested and approved erasures of your cases."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.acts.erasures()
    if as_json:
        print_json({"erasures": [erasure_json(item) for item in found]})
        return
    for item in found:
        say(f"{item.source_id}  {item.state}  order {item.order}  {item.name}".rstrip(), *_lines(item))


@erase_app.command("finish")
@command
def erase_finish(workspace: WorkspaceOption = None) -> None:
    """Continue erasures that were interrupted or had to wait."""
    with Workbench.opened(home(workspace)) as bench:
        bench.acts.finish_erasures()
        left = [item for item in bench.acts.erasures() if item.state == "approved"]
    say(f"{len(left)} erasures still wait." if left else "Nothing is left to erase.")


@erase_app.command("words")
@command
def erase_words(workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """List words that only erased documents stated, in your cases."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.words.all()
    if as_json:
        print_json({"words": [asdict(item) for item in found]})
        return
    for item in found:
        say(f"{item.id}  {item.what} {item.thing}  order {item.order}")
        for place in item.places:
            say(f"    …{place.before}[{place.words}]{place.after}…")


@erase_app.command("strike")
@command
def erase_strike(
    words: Annotated[str, typer.Argument(help="The words, by their id.")], workspace: WorkspaceOption = None
) -> None:
    """Strike the words of one text. This cannot be undone."""
    with Workbench.opened(home(workspace)) as bench:
        bench.words.strike(words)
    say("Struck.")


@erase_app.command("leave")
@command
def erase_leave(
    words: Annotated[str, typer.Argument(help="The words, by their id.")], workspace: WorkspaceOption = None
) -> None:
    """Leave the words of one text where they are."""
    with Workbench.opened(home(workspace)) as bench:
        bench.words.leave(words)
    say("Left as they are.")


def _lines(item: Erasure) -> list[str]:
    return [
        (
            f"  {source}: {counts['statements']} values, {counts['events']} events, {counts['problems']} "
            f"problems, {counts['originals']} originals removed"
        )
        for source, counts in item.counts.items()
    ]
