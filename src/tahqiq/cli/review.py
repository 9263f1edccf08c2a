"""The review queue by person from the command line: cards with filters, decisions on strong identifiers at
once, the list of decisions."""

import csv
import sys
from typing import Annotated, get_args

import typer

from tahqiq.casework.cards import Card, Order, Wanted
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.cli.identity import Reason
from tahqiq.cli.look import line
from tahqiq.cli.resolve import resolve_app
from tahqiq.formats.neutral import neutral
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.exercise_mark import marked
from tahqiq.products.cards_json import DECISION_COLUMNS, cards_json, decided_json, holders_json, preview_json
from tahqiq.products.review_json import judged_json
from tahqiq.workbench import Workbench
from tahqiq.workbench.words import EVIDENCE, GROUP_STATES, SURENESS


def register(_app: typer.Typer) -> None:
    """Add the commands of this group, under ``resolve``."""
    for name, function in (
        ("cards", cards),
        ("decide", decide),
        ("alike", alike),
        ("undo-act", undo_act),
        ("decisions", decisions),
    ):
        resolve_app.command(name)(function)


@command
def cards(
    schema: Annotated[str, typer.Option("--type", help="Only this type, such as Person.")] = "",
    source: Annotated[str, typer.Option("--source", help="Only with records of this source (its id).")] = "",
    evidence: Annotated[
        str, typer.Option("--evidence", help=f"Only resting on: {', '.join(EVIDENCE)}.")
    ] = "",
    sureness: Annotated[str, typer.Option("--sureness", help=f"Only: {', '.join(SURENESS)}.")] = "",
    state: Annotated[
        str,
        typer.Option(
            "--state", help=f"Only: {', '.join(GROUP_STATES)}; without: what waits and contradicts."
        ),
    ] = "",
    order: Annotated[
        str, typer.Option("--order", help="effect (what a decision changes) or sure (weight).")
    ] = "effect",
    after: Annotated[str, typer.Option("--after", help="The page after the one that printed this.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many cards at most.")] = 25,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """What waits to be decided, one card for each person or thing: contradictions first, then by what a
    decision changes."""
    chosen: Order | None = next((one for one in get_args(Order) if one == order), None)
    if chosen is None:
        raise WrongUse("review-order-unknown", order=order[:40], known=", ".join(get_args(Order)))
    with Workbench.opened(home(workspace)) as bench:
        found = bench.cards.page(Wanted(schema, source, evidence, sureness, state, chosen), limit, after)
    if as_json:
        print_json(cards_json(found, locale()))
        return
    for card in found.cards:
        say(*_effect_of(card))
    for name, values in found.counts.items():
        say(
            f"{name}: "
            + ", ".join(
                f"{found.sources.get(value, value)} {count}" for value, count in list(values.items())[:12]
            )
        )
    say(f"{found.total} cards of {found.pairs} pairs." if found.total else "Nothing waits.")
    if found.after:
        say(f"The next page: --after {found.after}")


def _effect_of(card: Card) -> list[str]:
    does = card.effect
    joined = [
        f"{does.records} records",
        f"{does.documents} documents" + (" (connected)" if does.joins_documents else ""),
    ]
    joined += [f"{does.cases} cases (connected)"] if does.joins_cases else []
    joined += [f"{does.ties} ties", f"{does.events} events"] + (
        [f"on {does.watched} charts and watches"] if does.watched else []
    )
    weight = (
        f"{card.weight:.1f} bits at the weakest"
        if card.items and card.state != "contradiction"
        else "a contradiction"
    )
    return [
        f"{weight}; {', '.join(sorted(card.kinds))}; joins {', '.join(joined)}",
        *(f"  {line(entity)}" for entity in card.entities),
    ]


@command
def decide(
    verdict: Annotated[str, typer.Argument(help="same, different or unsure.")],
    things: Annotated[list[str], typer.Argument(help="The ids of everything on the card.")],
    reason: Reason,
    digest: Annotated[
        str, typer.Option("--digest", help="The card's digest, as `resolve cards --json` gives it.")
    ],
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Decide about a whole card as it was shown; refused when it has changed since."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.cards.decide(things, digest, verdict, reason)
    if as_json:
        print_json({"judged": [judged_json(one) for one in made]})
    else:
        say(
            f"Decided: {verdict}, {len(made)} pairs.",
            f"Take it back with: tahqiq resolve undo-act {made[0].judgement.run} --reason ...",
        )


@command
def alike(
    identifiers: Annotated[
        list[str] | None,
        typer.Argument(help="Ids of strong identifiers; without: those that wait are listed."),
    ] = None,
    digest: Annotated[
        str, typer.Option("--digest", help="Decide what the preview with this digest showed.")
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why: it stays beside each decision.")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="How many identifiers are listed.")] = 50,
    after: Annotated[str, typer.Option("--after", help="List from after this identifier's id.")] = "",
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Decide at once on identical document numbers and plates: list them, preview exactly what would be
    joined, then decide with the preview's digest."""
    with Workbench.opened(home(workspace)) as bench:
        if not identifiers:
            found, total = bench.alike.holders(limit, after)
            if as_json:
                print_json(holders_json(found, total))
                return
            for one in found:
                say(
                    f"{one.identifier.id.hex()}  {one.identifier.key}",
                    *(f"  {line(entity)}" for entity in one.entities),
                )
            say(f"{total} identifiers.")
            return
        if digest:
            made = bench.alike.decide(identifiers, digest, reason)
            if as_json:
                print_json({"judged": [judged_json(judged) for judged in made]})
            else:
                say(
                    f"Joined: {len(made)} pairs.",
                    f"Take it back with: tahqiq resolve undo-act {made[0].judgement.run} --reason ...",
                )
            return
        shown = bench.alike.preview(identifiers)
    if as_json:
        print_json(preview_json(shown))
        return
    say(*(f"= {line(left)}\n  {line(right)}" for left, right in shown.pairs))
    say(*(f"left out ({one.why}): {line(one.left)} / {line(one.right)}" for one in shown.left_out))
    say(
        f"{len(shown.pairs)} pairs, {shown.records} records in {len(shown.clusters)}. Decide with: "
        f"--digest {shown.digest} --reason ..."
    )


@command
def undo_act(
    act: Annotated[str, typer.Argument(help="The id of the act (16 digits), as the decision printed it.")],
    reason: Reason,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Take everything that one act decided back, in one act."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.identity.undo_run(act, reason)
    if as_json:
        print_json({"judged": [judged_json(one) for one in made]})
    else:
        say(
            f"Taken back: {len(made)}. Bring it back with: tahqiq resolve undo-act "
            f"{made[0].judgement.run} --reason ..."
        )


@command
def decisions(
    mine: Annotated[bool, typer.Option("--mine", help="Only my own.")] = False,
    limit: Annotated[int, typer.Option(min=1, max=100_000, help="How many at most.")] = 100,
    as_csv: Annotated[
        bool,
        typer.Option(
            "--csv", help="As CSV, under the policies and handling codes for what leaves the program."
        ),
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """The identity decisions you may see, the latest first."""
    with Workbench.opened(home(workspace)) as bench:
        found, total = bench.decisions.latest(mine, limit, leaving=as_csv)
        if as_csv:
            bench.leave(
                "csv",
                sorted(
                    {one.hex() for item in found for one in (item.judgement.left_id, item.judgement.right_id)}
                ),
            )
        names = bench.names(item.judgement.actor for item in found)
        heading = marked(b"").decode()
    told = [decided_json(item, names.get(item.judgement.actor, "")) for item in found]
    if as_csv:
        sys.stdout.write(heading)
        writer = csv.writer(sys.stdout)
        writer.writerow(DECISION_COLUMNS)
        writer.writerows(
            [neutral(str("" if row[name] is None else row[name])) for name in DECISION_COLUMNS]
            for row in told
        )
    elif as_json:
        print_json({"items": told, "total": total})
    else:
        for row in told:
            stands = "" if row["standing"] else " (no longer stands)"
            say(
                f"{str(row['at'])[:16]}  {row['by_name']}  {row['verdict']}{stands}: "
                f"{row['left_name']} / {row['right_name']}  {row['reason']}"
            )
        say(f"{total} decisions.")
