"""Analyses: list them, run one, look at kept results, run one again."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Annotated

import typer

from tahqiq.cli.context import (
    JsonFlag,
    WorkspaceOption,
    command,
    err,
    home,
    locale,
    print_json,
    say,
    settings_of,
)
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message
from tahqiq.kit.text import visible
from tahqiq.products.analysis_json import analysis_json, compared_json, rerun_json, stored_json
from tahqiq.workbench import Workbench
from tahqiq.workbench.words import Amount, analyses

results_app = typer.Typer(help="Kept results of analyses.", no_args_is_help=True)
ResultId = Annotated[str, typer.Argument(help="A result's id, or its beginning (4 digits at least).")]
SHOWN_ROWS = 50


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.command("analyse")(analyse)
    app.command("rerun")(rerun)
    app.add_typer(results_app, name="results")


@command
def analyse(
    name: Annotated[str, typer.Argument(help="The analysis, as --list names it.")] = "",
    settings: Annotated[
        list[str] | None, typer.Option("--set", help="PARAMETER=VALUE; lists with commas. May be repeated.")
    ] = None,
    list_them: Annotated[
        bool, typer.Option("--list", help="List the analyses with their parameters.")
    ] = False,
    case: Annotated[
        str | None, typer.Option("--case", help="Only what belongs to this case (id or title).")
    ] = None,
    seed: Annotated[
        int, typer.Option("--seed", help="Where chance is used, the same seed gives the same rows.")
    ] = 1,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Run an analysis over what you may see, and save the result with its recipe."""
    if list_them or not name:
        _list(as_json)
        return
    with Workbench.opened(home(workspace)) as bench:
        made = bench.analyse(name, _given(settings or ()), case, seed, _show)
        told = bench.readable(made, locale())
    if as_json:
        print_json(told)
    else:
        _print(told)


def _show(amount: Amount) -> None:
    """How far it is, on standard error, about once a second."""
    err.print(
        visible(f"{amount.note} {amount.done}{f'/{amount.total}' if amount.total else ''}"), markup=False
    )


def _list(as_json: bool) -> None:
    told = [analysis_json(item, locale()) for item in analyses()]
    if as_json:
        print_json({"analyses": told})
        return
    for item in analyses():
        words = item.title(locale())
        say(f"{item.id}  ({item.family})  {words.sentence}", f"    {words.next_step}")
        for one in item.parameters:
            default = (
                "must be given"
                if one.required
                else f"default {_plain(one.default)}"
                if one.default not in (None, ())
                else "not given"
            )
            choices = f": {', '.join(one.choices)}" if one.choices else ""
            say(f"    --set {one.name}=…  {one.label(locale()).sentence} ({one.kind}{choices}; {default})")


def _given(settings: Iterable[str]) -> dict[str, object]:
    given: dict[str, str] = {}
    for name, value in settings_of(settings):
        given[name] = f"{given[name]},{value}" if name in given else value
    return dict(given)


def _print(told: Mapping[str, object]) -> None:
    columns, rows = _list_of(told["columns"]), _list_of(told["rows"])
    if rows:
        say(" | ".join(str(column["label"]) for column in columns))
    else:
        say(message("analysis-nothing-found", locale(), {}).sentence)
    for row in rows[:SHOWN_ROWS]:
        say(" | ".join(_cell(row[str(column["name"])]) for column in columns))
    if len(rows) > SHOWN_ROWS:
        say(f"… and {len(rows) - SHOWN_ROWS} more rows; --json prints all.")
    say(*(str(item["sentence"]) for item in (*_list_of(told["left_out"]), *_list_of(told["notes"]))))
    words = message(f"analysis-{told['analysis']}-meaning", locale(), {})
    say(
        "",
        words.sentence,
        words.next_step,
        f"{len(rows)} rows. Result {told['id']}; run again with: tahqiq rerun {told['id']}",
    )


def _list_of(value: object) -> Sequence[Mapping[str, object]]:
    return value if isinstance(value, list) else []


def _cell(cell: object) -> str:
    if isinstance(cell, list):
        return ", ".join(_cell(one) for one in cell[:6]) + (f" … ({len(cell)})" if len(cell) > 6 else "")
    if isinstance(cell, Mapping):
        for name in ("caption", "sentence", "amount", "source_name"):
            if name in cell:
                rest = (
                    f" {cell['currency'] or ''}"
                    if name == "amount"
                    else f" {cell['row']}"
                    if name == "source_name" and "row" in cell
                    else ""
                )
                return f"{cell[name]}{rest}".strip()
    return _plain(cell)


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, tuple):
        return ",".join(_plain(one) for one in value)
    return "-" if value is None else f"{value:.4g}" if isinstance(value, float) else str(value)


@command
def rerun(result: ResultId, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Run a kept result's recipe again: the same bytes, or what changed. Exit code 1 when the rows differ."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.rerun(result, _show)
        told = rerun_json(made, bench.readable(made.result, locale()), locale())
    if as_json:
        print_json(told)
    else:
        say("The same bytes." if made.same else f"The rows differ; the new result is {made.result.id}.")
        say(*(message(one.code, locale(), one.params).sentence for one in made.changed))
    if not made.same:
        raise typer.Exit(1)


@results_app.command("list")
@command
def results_list(workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """Your kept results and those of your cases, newest first."""
    with Workbench.opened(home(workspace)) as bench:
        found = bench.analyses.all()
    if as_json:
        print_json({"results": [stored_json(item) for item in found]})
        return
    say(
        *(f"{item.id}  {item.at}  {item.analysis}  {item.row_count} rows" for item in found),
        f"{len(found)} results.",
    )


@results_app.command("show")
@command
def results_show(result: ResultId, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """A kept result with its rows, notes and recipe."""
    with Workbench.opened(home(workspace)) as bench:
        told = bench.readable(bench.analyses.get(result), locale())
    if as_json:
        print_json(told)
    else:
        _print(told)


@results_app.command("compare")
@command
def results_compare(
    before: ResultId,
    after: Annotated[str, typer.Argument(help="The later result of the same analysis.")],
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Two results of one analysis: what was asked otherwise, what they rest on, which rows went, came or
    changed."""
    with Workbench.opened(home(workspace)) as bench:
        made = bench.compare(before, after)
        told = compared_json(made, locale())
        sides = [bench.readable(item, locale()) for item in (made.before, made.after)]
    if as_json:
        print_json(told)
        return
    say(*(f"{name}: {_plain(old)} -> {_plain(new)}" for name, old, new in made.parameters))
    say(*(message(one.code, locale(), one.params).sentence for one in made.inputs))
    for mark, side, places in (("-", sides[0], made.gone), ("+", sides[1], made.come)):
        columns, rows = _list_of(side["columns"]), _list_of(side["rows"])
        say(
            *(
                f"{mark} {' | '.join(_cell(rows[at][str(column['name'])]) for column in columns)}"
                for at in places[:SHOWN_ROWS]
            )
        )
        if len(places) > SHOWN_ROWS:
            say(f"{mark} … and {len(places) - SHOWN_ROWS} more rows; --json prints all.")
    say(
        *(
            f"row {one.before + 1} -> {one.after + 1}: {', '.join(one.columns) or 'moved'}"
            for one in made.changed[:SHOWN_ROWS]
        )
    )
    say(
        f"{len(made.gone)} rows gone, {len(made.come)} new, {len(made.changed)} changed, {made.same} "
        "the same."
    )


@results_app.command("save")
@command
def results_save(
    result: ResultId,
    path: Annotated[Path, typer.Argument(help="The file to write: .csv or .json.", dir_okay=False)],
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """Write a kept result as a CSV or JSON file; refused when the policies or a handling code forbid it."""
    form = path.suffix.lower()
    if form not in (".csv", ".json"):
        raise WrongUse("result-file-ending", name=path.name)
    with Workbench.opened(home(workspace)) as bench:
        _, text = bench.carry(result, "csv" if form == ".csv" else "json", locale())
    path.write_text(text, "utf-8", newline="")
    if as_json:
        print_json({"path": str(path), "bytes": path.stat().st_size})
    else:
        say(f"Written: {path}")
