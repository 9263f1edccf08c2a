"""Mappings: those there are, and what would be proposed for a file, before anything is stored."""

from pathlib import Path
from typing import Annotated

import typer

from tahqiq.cli.context import JsonFlag, State, WorkspaceOption, command, home, locale, print_json, say
from tahqiq.collect.mapping.builtin import builtins
from tahqiq.collect.mapping.codec import dumps
from tahqiq.collect.recognition import TableSeen, recognise_file
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.reasons import in_words
from tahqiq.kit.text import storable
from tahqiq.workbench import Workbench

mappings_app = typer.Typer(
    help="Mappings: those there are, and what is proposed for a file.", invoke_without_command=True
)


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.add_typer(mappings_app, name="mappings")


@mappings_app.callback()
@command
def mappings(context: typer.Context, workspace: WorkspaceOption = None, as_json: JsonFlag = False) -> None:
    """The mappings that come with the program and those saved in the workspace."""
    if context.invoked_subcommand is not None:
        return
    known = dict(builtins())
    own: list[str] = []
    if workspace or State.workspace:
        with Workbench.opened(home(workspace)) as bench:
            kept = bench.mappings()
        own = list(kept)
        known.update(kept)
    rows = [
        {
            "name": item.name,
            "title": item.title,
            "version": item.version,
            "for": list(item.for_.kinds),
            "saved": item.name in own,
        }
        for item in known.values()
    ]
    if as_json:
        print_json({"mappings": rows})
        return
    for row in rows:
        say(f"{row['name']}  {row['title']}")


@mappings_app.command("propose")
@command
def propose(
    path: Annotated[Path, typer.Argument(help="A file with tables.")],
    as_yaml: Annotated[
        bool,
        typer.Option(
            "--yaml",
            help="Print the proposed mappings as YAML documents, to correct and give to collect --mapping.",
        ),
    ] = False,
    as_json: JsonFlag = False,
) -> None:
    """What a file would be read as, nothing stored: for each column its meaning, the evidence, the doubt, and
    what would be set aside; then what is asked."""
    if not path.is_file():
        raise WrongUse("no-such-path", path=storable(str(path)))
    tables = recognise_file(path, storable(path.name))
    if as_yaml:
        say(
            *"---\n".join(
                dumps(table.proposal.mapping) for table in tables if table.proposal is not None
            ).splitlines()
        )
        return
    if as_json:
        print_json({"tables": [table_json(table) for table in tables]})
        return
    for table in tables:
        show(table)


def table_json(table: TableSeen) -> dict[str, object]:
    """A table, its columns and its questions as ``mappings propose --json`` prints them."""
    found = table.proposal
    return {
        "part": table.part.name,
        "kind": table.kind,
        "rows": table.rows,
        "mapping": found.mapping.name if found else None,
        "score": found.score if found else 0.0,
        "doubt": round(found.doubt, 3) if found else 1.0,
        "runs": found is not None and found.sure,
        "columns": [
            {
                "name": column.name,
                "header": column.header,
                "meaning": meaning(column.used),
                "evidence": [in_words(why, locale()) for why in column.why],
                "doubt": column.doubt,
                "set_aside": not column.used,
                "samples": list(column.samples[:3]),
            }
            for column in table.columns
        ],
        "why": [in_words(why, locale()) for why in found.why if why not in found.of_columns.values()]
        if found
        else [],
        "questions": [
            {
                "what": one.what,
                "column": one.column,
                "doubt": round(one.doubt, 3),
                "question": in_words(one.text, locale()),
                "choices": list(one.choices),
                "option": one.option,
            }
            for one in (found.questions if found else ())
        ],
    }


def meaning(used: object) -> list[str]:
    """What a column becomes, as paths of the mapping: ``Call.callerNumber``."""
    return (
        list(dict.fromkeys(f"{use.schema}.{use.prop}" if use.prop else use.where for use in used))
        if isinstance(used, tuple)
        else []
    )


def show(table: TableSeen) -> None:
    """A table in words."""
    told = table_json(table)
    found = table.proposal
    if found is None:
        say(
            f"{table.part.name or '-'}: {table.rows} rows, needs a mapping: nobody knows what a row "
            "of it tells."
        )
    else:
        runs = "runs" if found.sure else "waits for an answer"
        say(
            f"{table.part.name or '-'}: {table.rows} rows, {found.mapping.name} "
            f"({found.mapping.title}), doubt {found.doubt:.2f}: {runs}"
        )
    for column in table.columns:
        what = ", ".join(meaning(column.used)) or "set aside"
        say(
            f"  {column.header or column.name}: {what}; doubt {column.doubt:.2f}"
            + "".join(f"; {in_words(why, locale())}" for why in column.why)
        )
    for line in told["why"] if isinstance(told["why"], list) else ():
        say(f"  - {line}")
    for one in found.questions if found else ():
        option = f" ({one.option})" if one.option else ""
        say(f"  ? {in_words(one.text, locale())} [doubt {one.doubt:.2f}]{option}")
