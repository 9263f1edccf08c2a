"""Who is who: linking what is collected, and linking plain files."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, get_args

import typer

from tahqiq.cli.collect import Shown
from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.formats.plain_table import PlainTable, plain_table
from tahqiq.kit.errors import WrongUse
from tahqiq.model.pair import BANDS
from tahqiq.resolve.backends import Engine
from tahqiq.resolve.tables.columns import ROLES, Role, Table
from tahqiq.resolve.tables.cuts import cuts, is_mostly_missing, weakest
from tahqiq.resolve.tables.link import Linked, Partners, link
from tahqiq.workbench import Workbench

resolve_app = typer.Typer(
    help="Who is who: link what is collected, review and judge pairs, link plain files.", no_args_is_help=True
)


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.add_typer(resolve_app, name="resolve")


@resolve_app.command("run")
@command
def run(
    since: Annotated[
        str | None, typer.Option("--since", help="Only what this source (its id) says, against all the rest.")
    ] = None,
    engine: Annotated[str, typer.Option("--engine", help="duckdb or spark.")] = "duckdb",
    propose_only: Annotated[
        bool, typer.Option("--propose-only", help="Do not carry out the automatic band; leave all to people.")
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Find who may be who among all you may see: pairs for review, with reasons; what is sure by two
    independent signs is joined, and can be undone."""
    chosen = next((one for one in get_args(Engine) if one == engine), None)
    if chosen is None:
        raise WrongUse("engine-not-here", engine=engine[:40])
    with Workbench.opened(home(workspace)) as bench, Shown() as shown:
        made = bench.linking.now(since, chosen, not propose_only, shown)
    if as_json:
        print_json(made.to_json())
        return
    for one in made.kinds:
        told = ", ".join(f"{one.bands.get(band, 0)} {band}" for band in BANDS)
        say(f"{one.kind}: {one.records} records ({one.fresh} looked at), pairs: {told}; model {one.model}")
    say(f"{made.adopted} pairs joined automatically. See what waits with: tahqiq resolve queue")


@resolve_app.command("files")
@command
def files(
    paths: Annotated[
        list[Path],
        typer.Argument(help="One table, to find what is twice in it, or two, to link them with each other."),
    ],
    columns: Annotated[
        list[str] | None,
        typer.Option("--column", help="NAME=KIND where a column is not recognised rightly. May be repeated."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", help="Compare only this column. May be repeated.")
    ] = None,
    match: Annotated[
        list[str] | None,
        typer.Option(
            "--match",
            help="FIRST=SECOND: a column of the first table is this one of the second. May be repeated.",
        ),
    ] = None,
    threshold: Annotated[
        float, typer.Option(min=0.01, max=0.9999, help="From this probability on rows are taken as one.")
    ] = 0.5,
    many: Annotated[
        bool, typer.Option("--many", help="Of two tables, a row may have several partners.")
    ] = False,
    one: Annotated[bool, typer.Option("--one", help="Of two tables, a row has one partner at most.")] = False,
    as_json: JsonFlag = False,
) -> None:
    """Link plain tables without a workspace: pairs with weights, and groups. Nothing is kept, nothing is
    labelled.

    Kinds of columns: name, date, phone, email, code, number, category, text, ignore.
    """
    tables = [plain_table(path) for path in paths]
    partners: Partners = "many" if many else "one" if one else "auto"
    given = [Table(table.name, table.header, table.rows) for table in tables]
    found = link(
        given,
        roles=_roles(columns or ()),
        labels=only or (),
        matches=_matches(match or ()),
        threshold=threshold,
        partners=partners,
    )
    if as_json:
        print_json(linked_json(found, tables))
        return
    for remark in found.remarks:
        told = remark.say(locale())
        say(f"{told.sentence} {told.next_step}".strip())
    say("Compared: " + ", ".join(f"{label} ({role})" for label, role in found.columns) + ".")
    places = _places(tables)
    chances = dict(
        zip(
            zip(found.left.tolist(), found.right.tolist(), strict=True),
            found.probabilities.tolist(),
            strict=True,
        )
    )
    for members in _members(found):
        shown = " = ".join(f"{places[row]['file']} {places[row]['line']}" for row in members)
        say(f"{shown}  (probability {min(weakest(members, chances), 0.9999):.4g})")
    say(
        f"{sum(len(table.rows) for table in tables)} rows, {len(found.left)} candidate pairs, "
        f"{len(_members(found))} groups of two or more."
    )
    say("If the probabilities are right:")
    for cut in cuts(found.probabilities):
        say(
            f"  from {cut.probability} on: {cut.pairs} pairs, about {cut.wrong:.0f} of them wrong, "
            f"about {cut.missing:.0f} true pairs below."
        )
    if is_mostly_missing(found.probabilities, threshold):
        say("More true pairs are expected below your threshold than above it: review pairs below it, too.")


def _matches(given: Sequence[str]) -> dict[str, str]:
    made: dict[str, str] = {}
    for item in given:
        first, sign, second = item.partition("=")
        if not sign or not first.strip() or not second.strip():
            raise WrongUse("column-match-unclear", given=item[:80])
        made[first.strip()] = second.strip()
    return made


def _roles(given: Sequence[str]) -> dict[str, Role]:
    made: dict[str, Role] = {}
    for item in given:
        label, _, role = item.rpartition("=")
        known = next((one for one in ROLES if one == role.strip()), None)
        if known is None or not label:
            raise WrongUse("column-kind-unknown", role=role[:40], known=", ".join(ROLES))
        made[label] = known
    return made


def linked_json(found: Linked, tables: Sequence[PlainTable]) -> dict[str, object]:
    """What ``resolve files --json`` prints; docs/reference/json.md."""
    places = _places(tables)
    values = zip(
        found.left.tolist(),
        found.right.tolist(),
        found.weights.tolist(),
        found.probabilities.tolist(),
        strict=True,
    )
    return {
        "records": len(places),
        "columns": [{"name": label, "kind": role} for label, role in found.columns],
        "one_to_one": found.one_to_one,
        "remarks": [
            {"code": one.code, "sentence": one.say(locale()).sentence, **one.params} for one in found.remarks
        ],
        "pairs": [
            {
                "left": places[one],
                "right": places[two],
                "weight": round(weight, 4),
                "probability": round(chance, 6),
            }
            for one, two, weight, chance in values
        ],
        "cuts": [cut._asdict() for cut in cuts(found.probabilities)],
        "clusters": _groups(found, tables),
    }


def _places(tables: Sequence[PlainTable]) -> list[dict[str, str | int]]:
    return [
        {"table": number, "file": table.name, "row": row, "line": line}
        for number, table in enumerate(tables, 1)
        for row, line in enumerate(table.lines, 1)
    ]


def _groups(found: Linked, tables: Sequence[PlainTable]) -> list[list[dict[str, str | int]]]:
    places = _places(tables)
    return [[places[row] for row in members] for members in _members(found)]


def _members(found: Linked) -> list[list[int]]:
    """The rows of each group of two or more."""
    groups: dict[int, list[int]] = {}
    for row, group in enumerate(found.groups.tolist()):
        groups.setdefault(group, []).append(row)
    return [members for members in groups.values() if len(members) > 1]
