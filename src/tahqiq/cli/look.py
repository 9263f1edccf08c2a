"""Looking: search, show, neighbours, path."""

from pathlib import Path
from typing import Annotated

import typer

from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, err, home, locale, print_json, say
from tahqiq.kit.messages import message
from tahqiq.kit.text import visible
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.describe import (
    caution,
    entity_json,
    happenings_json,
    idle_json,
    mentions_json,
    neighbours_json,
    path_json,
)
from tahqiq.products.found import results_json
from tahqiq.workbench import Workbench
from tahqiq.workbench.words import PATIENCE

Id = Annotated[str, typer.Argument(help="An id, or its beginning (6 digits at least).")]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("search")(search)
    app.command("show")(show)
    app.command("neighbours")(neighbours)
    app.command("events")(events)
    app.command("path")(path)
    app.command("mentions")(mentioned)


def type_label(schema: str) -> str:
    """The word for a type in the language of the command line."""
    found = vocabulary().schemata.get(schema)
    return found.label(locale()) if found else schema


def line(entity: Entity) -> str:
    """An entity in one line: beginning of the id, type, caption."""
    return f"{entity.id.hex()[:12]}  {type_label(entity.schema)}  {caption(entity)}"


@command
def search(
    text: Annotated[
        str,
        typer.Argument(
            help="A name in any script, a number or a part of one, words; an exact phrase in quotes."
        ),
    ],
    schema: Annotated[
        str | None,
        typer.Option("--type", help="Only this type and those derived from it, for example Person."),
    ] = None,
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="How many hits to show.")] = 20,
    offset: Annotated[int, typer.Option("--offset", min=0, help="How many hits to pass over.")] = 0,
    set_aside: Annotated[
        bool, typer.Option("--set-aside", help="Look in the columns that no mapping uses.")
    ] = False,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Find people, numbers, accounts, vehicles, documents and messages, with the reason for each hit and
    where it stands."""
    if set_aside:
        _idle(text, limit, workspace, as_json)
        return
    with Workbench.opened(home(workspace)) as bench:
        bench.refresh_search(PATIENCE, _tell_adding)
        found = bench.search(text, schema=schema, limit=limit, offset=offset, patience=0.0)
    if as_json:
        print_json(results_json(found))
        return
    for hit in found.hits:
        say(f"{hit.id.hex()[:12]}  {type_label(hit.schema)}  {hit.caption}")
        say(
            *(
                (
                    f"      {why.field}: {why.value} ({why.kind}) · "
                    f"{' · '.join(filter(None, (why.source, why.place)))}"
                )
                for why in hit.why
            )
        )
    say(
        f"{'More than ' if found.truncated else ''}{found.total} found.",
        message(found.note, locale(), {"schema": found.schema}).sentence,
    )
    if found.behind:
        told = message("search-behind", locale(), {"count": found.behind})
        say(told.sentence, told.next_step)


def _idle(text: str, limit: int, workspace: Path | None, as_json: bool) -> None:
    with Workbench.opened(home(workspace)) as bench:
        found = bench.search_idle(text, limit)
    if as_json:
        print_json(idle_json(found))
        return
    for hit in found.hits:
        more = f", {hit.amount} times" if hit.amount > 1 else ""
        say(f"{hit.source}  {hit.text}", f"      {hit.field} · {hit.source_name} · {hit.place.label()}{more}")
    say(f"{'More than ' if found.truncated else ''}{len(found.hits)} found in columns that no mapping uses.")
    if found.incomplete:
        told = message("idle-incomplete", locale(), {"count": found.incomplete})
        say(told.sentence, told.next_step)


def _tell_adding(done: int, total: int) -> None:
    """Say on standard error that sources are made searchable before the answer, ten times at most."""
    if done % max(1, total // 10) == 0:
        err.print(
            visible(message("search-adding", locale(), {"done": done + 1, "total": total}).sentence),
            markup=False,
        )


@command
def show(node: Id, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """An entity with every recorded value: source, place, grade and handling."""
    with Workbench.opened(home(workspace)) as bench:
        entity = bench.show(node)
    if as_json:
        print_json(entity_json(entity))
        return
    say(f"{type_label(entity.schema)}: {caption(entity)}", f"id {entity.id.hex()}")
    schema = vocabulary().schemata.get(entity.schema)
    for item in entity.statements:
        prop = schema.properties.get(item.prop) if schema else None
        if prop is not None and prop.hidden:
            continue
        label = prop.label(locale()) if prop else item.prop
        read = f"  (written: {item.original})" if item.original != item.value else ""
        graded = f", {item.grade}" if item.grade else ", not graded"
        known = caution(item)
        told = [f"      ! {message(known, locale(), {'value': item.value}).sentence}"] if known else []
        say(
            f"  {label}: {item.value}{read}",
            *told,
            f"      {item.source_name} · {item.place.label()}{graded}, {item.handling}",
        )


@command
def neighbours(node: Id, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Everything linked to an item, with weight, dates and the documents each link rests on."""
    with Workbench.opened(home(workspace)) as bench:
        around = bench.neighbours(node)
    if as_json:
        print_json(
            neighbours_json(
                around.entity, around.number, [(item.link, item.entity) for item in around.neighbours]
            )
        )
        return
    say(line(around.entity))
    for item in around.neighbours:
        arrow = "→" if item.link.a == around.number else "←"
        dates = f"  {item.link.first}…{item.link.last}" if item.link.first else ""
        out, back = item.link.events(around.number)
        count = (
            f"{out} →, {back} ←, {item.link.records} records"
            if item.link.kind == "fact"
            else f"×{item.link.weight}"
        )
        say(f"  {arrow} {item.link.label} {count}{dates}  {line(item.entity)}")
    say(f"{len(around.neighbours)} links.")


@command
def events(
    node: Id,
    workspace: WorkspaceOption = None,
    limit: Annotated[int, typer.Option(help="How many at most.")] = 200,
    as_json: JsonFlag = False,
) -> None:
    """Events of a phone, account, plate or place in the order of time; several records of one event count
    once."""
    with Workbench.opened(home(workspace)) as bench:
        told = bench.happenings(node, limit=limit)
    if as_json:
        print_json(happenings_json(told.entity, told.events, told.total, told.records, told.captions))
        return
    say(line(told.entity))
    for records in told.events:
        first = records[0]
        called = {
            one.value: told.captions.get(one.target, one.value) for one in first.statements if one.target
        }
        shown = " · ".join(
            f"{prop} {', '.join(called.get(value, value) for value in values)}"
            for prop, values in first.properties.items()
            if prop not in ("timeText", "timeZone")
        )
        where = "; ".join(
            f"{one.statements[0].source_name} {one.statements[0].place.label()}"
            for one in records
            if one.statements
        )
        say(f"  {type_label(first.schema)}: {shown}", f"      {where}")
    say(f"{told.total} events, {told.records} records.")


@command
def path(start: Id, end: Id, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """The shortest path between two items. Exit code 1 when there is none."""
    with Workbench.opened(home(workspace)) as bench:
        way = bench.path(start, end)
    found = way.found.path
    if as_json:
        print_json(
            path_json(way.entities, found.steps if found else (), way.found.reason, way.found.searched)
        )
    elif found is None:
        words = {"none": "nothing within", "too-wide": "too many links to search beyond"}[way.found.reason]
        say(f"No way found: {words} {way.found.searched} steps.")
    else:
        for number, entity in enumerate(way.entities):
            if number:
                say("    " + "; ".join(f"{link.label} ×{link.weight}" for link in found.steps[number - 1]))
            say(line(entity))
    if found is None:
        raise typer.Exit(1)


@command
def mentioned(node: Id, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Numbers and known names that the texts of a document or message seem to mention: suggestions with their
    place, never facts."""
    with Workbench.opened(home(workspace)) as bench:
        entity, found, truncated = bench.mentions(node)
        captions = bench.captions({one for item in found for one in item.entities})
    if as_json:
        print_json(mentions_json(entity, found, truncated, captions))
        return
    say(line(entity))
    for item in found:
        known = (
            "; ".join(f"{one.hex()[:12]} {captions.get(one, '')}" for one in item.entities)
            or "not known here"
        )
        say(f"  {item.place.label()}: {item.kind} {item.text} - {known}")
    say(f"{len(found)} suggestions." + (" Not all known names could be looked for." if truncated else ""))
