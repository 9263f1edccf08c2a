"""Who is who from the command line: what waits to be decided, decisions and their undoing, why an entity is
one."""

from collections.abc import Mapping
from math import floor
from typing import Annotated

import typer

from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.cli.look import line
from tahqiq.cli.resolve import resolve_app
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.review_json import judged_json, queue_json, reason_text, sides_json, why_json
from tahqiq.workbench import Workbench
from tahqiq.workbench.words import Judgement

ThingId = Annotated[str, typer.Argument(help="An id, or a unique beginning of one (6 digits at least).")]
Reason = Annotated[str, typer.Option("--reason", help="Why: it stays beside the decision.")]


def register(_app: typer.Typer) -> None:
    """Add the commands of this group, under ``resolve``."""
    for name, function in (
        ("queue", queue),
        ("show", show),
        ("judge", judge),
        ("undo", undo),
        ("explain", explain),
    ):
        resolve_app.command(name)(function)


@command
def queue(
    workspace: WorkspaceOption = None,
    limit: Annotated[int, typer.Option(help="How many at most.")] = 50,
    as_json: JsonFlag = False,
) -> None:
    """What waits to be decided: contradictions first, then pairs by weight times their value to open
    cases."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.review.queue(limit)
    if as_json:
        print_json(queue_json(found))
        return
    for asked in found.items:
        pair = asked.item.pair
        say(
            f"{pair.weight:.1f} bits, {floor(pair.probability * 1000) / 10:.1f}%"
            if pair
            else "A contradiction",
            f"  {line(asked.left)}",
            f"  {line(asked.right)}",
        )
    say(f"{found.total} wait." if found.total else "Nothing waits.")


@command
def show(left: ThingId, right: ThingId, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Two things side by side: what agrees, what contradicts, names part by part, whom they share."""
    with Workbench.opened(home(workspace)) as bench:
        sides = bench.review.sides(left, right)
    if as_json:
        print_json(sides_json(sides, locale()))
        return
    words = {
        name: prop.label(locale())
        for side in (sides.left, sides.right)
        for name, prop in vocabulary().get(side.schema).properties.items()
    }
    for row in sides.rows:
        mark = {True: "=", False: "≠", None: " "}[row.agrees]
        say(
            f"{mark} {words.get(row.prop, row.prop)}",
            *(
                f"    {item.value}  ({item.source_name} {item.place.label()})"
                for item in (*row.left, *row.right)
            ),
        )
    if sides.names:
        say(sides.names.comparison.say(locale()).sentence)
    if sides.pair:
        say(*(f"  {reason.weight:+.1f}  {reason_text(reason, locale())}" for reason in sides.pair.reasons))
    say(f"{sides.shared_total} in common.")


@command
def judge(
    left: ThingId,
    right: ThingId,
    verdict: Annotated[str, typer.Argument(help="same, different or unsure.")],
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Decide whether two things are the same. Nothing is merged in the store: the decision can be taken back
    without a trace in the data."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.identity.judge(left, right, verdict, reason)
    if as_json:
        print_json(judged_json(made))
    elif made.contradiction:
        say(
            f"RecordVersion as {made.judgement.id}, and joins nothing: it contradicts",
            *(_line(item, bench.names([item.actor])) for item in made.contradiction.against),
        )
    else:
        say(
            f"Decided: {made.judgement.verdict}.",
            f"Take it back with: tahqiq resolve undo {made.judgement.id} --reason ...",
        )


@command
def undo(
    judgement: Annotated[str, typer.Argument(help="The decision's id (16 digits), as explain prints it.")],
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Take an identity decision back. Undoing an undoing brings the decision back."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.identity.undo(judgement, reason)
    if as_json:
        print_json(judged_json(made))
    else:
        say(f"Taken back. Bring it back with: tahqiq resolve undo {made.judgement.id} --reason ...")


@command
def explain(node: ThingId, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Why an entity is one: its fragments, the decisions that join them, and what else was decided."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.review.why(node)
        why = found.why
        told = [
            *why.further,
            *why.apart,
            *why.past,
            *(item.same for item in why.contradictions),
            *(one.judgement for one in why.branches if one.judgement),
        ]
        people = bench.names(item.actor for item in told)
    if as_json:
        print_json(why_json(found))
        return
    for branch in why.branches:
        entity = found.things[branch.node]
        sources = ", ".join(sorted({item.source_name for item in entity.statements}))
        say(f"{entity.id.hex()[:12]}  {', '.join(entity.values('name')) or entity.key}  ({sources})")
        if branch.judgement:
            say(f"    joined by {_line(branch.judgement, people)}")
    for title, items in (("Also", why.further), ("Apart", why.apart), ("Taken back or replaced", why.past)):
        say(*(f"{title}: {_line(item, people)}" for item in items))
    say(*(f"Contradiction: {_line(item.same, people)}" for item in why.contradictions))


def _line(item: Judgement, people: Mapping[str, str]) -> str:
    name = people.get(item.actor, item.actor)
    by = f"{item.machine}, carried out by {name}" if item.machine else name
    ends = f"{item.left_id.hex()[:12]} {item.right_id.hex()[:12]}"
    return f"{item.id}  {item.verdict}  {ends}  {item.at[:16]}  {by}: {item.reason}"
