"""The layers of the map in the terminal: which there are, and what one shows."""

from typing import Annotated, cast

import typer

from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, home, locale, print_json, say, settings_of
from tahqiq.products.maps.layer_json import layer_json
from tahqiq.products.maps.registry import LAYERS
from tahqiq.workbench import Workbench

SHOWN = 50
Json = dict[str, object]


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("map")(show)


@command
def show(
    name: Annotated[str, typer.Argument(help="The layer, as --list names it.")] = "",
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="PARAMETER=VALUE; lists with commas. May be repeated.")
    ] = None,
    list_them: Annotated[bool, typer.Option("--list", help="List the layers with what they ask.")] = False,
    case: Annotated[
        str | None, typer.Option("--case", help="Only what belongs to this case (id or title).")
    ] = None,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """What a layer of the map shows: places with how exactly they are known, times and sources."""
    if list_them or not name:
        _list(as_json)
        return
    with Workbench.opened(home(workspace)) as bench:
        told = bench.layer(name, dict(settings_of(settings or ())), case, locale())
    if as_json:
        print_json(told)
    else:
        _print(told)


def _list(as_json: bool) -> None:
    told = [layer_json(one, locale()) for one in LAYERS]
    if as_json:
        print_json({"layers": told})
        return
    for one in LAYERS:
        words = one.title(locale())
        say(
            f"{one.id}: {words.sentence}",
            f"    {words.next_step}",
            *(f"    --set {item.name}=…  {item.label(locale()).sentence}" for item in one.parameters),
        )


def _print(told: Json) -> None:
    marks, lines, left_out = (cast("list[Json]", told[part]) for part in ("marks", "lines", "left_out"))
    for mark in marks[:SHOWN]:
        within = f" ± {mark['metres']:.0f} m" if mark["metres"] else ""
        say(
            f"{mark['begin'] or '-'}  {mark['lat']}, {mark['lon']}{within}  {mark['kind']}  {mark['title']}",
            f"    {mark['word']}  [{_source(mark)}]",
        )
    say(
        f"{len(marks)} marks, {len(lines)} lines.",
        *(str(item["sentence"]) for item in left_out),
        *(str(note) for note in cast("list[str]", told["notes"])),
    )


def _source(mark: Json) -> str:
    evidence = cast("list[Json]", mark["evidence"])
    first = evidence[0] if evidence else {}
    return f"{first.get('source_name', '')}{' · ' + str(first['row']) if 'row' in first else ''}"
