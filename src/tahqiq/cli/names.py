"""Names: compare two, parse one, search the workspace by name, match a table of names with another."""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated, NamedTuple

import typer
from rich.progress import track

from tahqiq.cli.context import JsonFlag, WorkspaceOption, command, err, home, locale, print_json, say
from tahqiq.formats.name_column import name_column
from tahqiq.formats.plain_table import PlainTable, plain_table
from tahqiq.formats.trait_columns import trait_columns, traits
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message
from tahqiq.names.beside import beside
from tahqiq.names.index import Hit, NameIndex
from tahqiq.names.parse import NamePart, parse
from tahqiq.names.refusal import Refusal, refusal
from tahqiq.names.score import Comparison, compare
from tahqiq.names.threshold import is_likely, table_sentence
from tahqiq.products.found import results_json
from tahqiq.workbench import Workbench

names_app = typer.Typer(
    help="Names in Arabic, Kurdish and Latin letters: compare, parse, search, match lists.",
    no_args_is_help=True,
)
Json = dict[str, object]
_SHOWN = 80


def register(app: typer.Typer) -> None:
    """Add the commands of this group."""
    app.add_typer(names_app, name="names")


@names_app.command("compare")
@command
def compare_names(
    left: Annotated[str, typer.Argument(help="A name in any script.")],
    right: Annotated[str, typer.Argument(help="Another.")],
    as_json: JsonFlag = False,
) -> None:
    """How similar two names are, part by part, and what that means. Needs no workspace."""
    found = compare(left, right)
    if as_json:
        print_json(comparison_json(left, right, found))
        return
    say(f"{found.score:.3f}")
    for pair in found.alignment:
        sides = [f"{part.text} ({part.slot.value})" if part else "–" for part in (pair.left, pair.right)]
        say(f"  {sides[0]}  |  {sides[1]}  {pair.relation.value} {pair.score:.2f}")
    say(*filter(None, found.say(locale())))


@names_app.command("parse")
@command
def parse_name(
    name: Annotated[str, typer.Argument(help="A name in any script.")], as_json: JsonFlag = False
) -> None:
    """The parts of a name and their slots. Needs no workspace. Exit code 1 when the text is no name."""
    found = parse(name)
    if as_json:
        print_json(
            {
                "name": name,
                "script": found.script,
                "kurdish": found.kurdish,
                "family_first": found.family_first,
                "cut": found.cut,
                "parts": [part_json(part) for part in found.parts],
                "refused": _reason(name, found.refused),
            }
        )
    else:
        say(*(f"{part.slot.value}: {part.text}" for part in found.parts))
        if found.refused:
            say(*filter(None, message(found.refused, locale(), {"name": name[:_SHOWN]})))
    if found.refused:
        raise typer.Exit(1)


@names_app.command("search")
@command
def search_names(
    text: Annotated[str, typer.Argument(help="A name in any script.")],
    limit: Annotated[int, typer.Option("--limit", min=1, max=200, help="How many hits to show.")] = 20,
    workspace: WorkspaceOption = None,
    as_json: JsonFlag = False,
) -> None:
    """People of the workspace whose name is like this one, best first. Exit code 1 when the text is no
    name."""
    refused = refusal(text)
    if refused:
        raise WrongUse(refused, name=text[:_SHOWN])
    with Workbench.opened(home(workspace)) as bench:
        found = bench.search(text, schema="LegalEntity", limit=limit)
    if as_json:
        print_json(results_json(found))
        return
    for hit in found.hits:
        say(f"{hit.id.hex()[:12]}  {hit.score:.3f}  {hit.caption}")
        say(*(f"      {why.value} · {' · '.join(filter(None, (why.source, why.place)))}" for why in hit.why))
    say(f"{'More than ' if found.truncated else ''}{found.total} found.")
    if not found.complete:
        say(message("index-busy", locale(), {}).sentence)


_MATCH = f"""For each name of one table the most similar names of another, best first. \
Needs no workspace; nothing is kept.

A hit is marked with a star when its name reaches the threshold for the number of parts of the shorter and \
of the longer name: {table_sentence()}.
At these about one in twenty pairs of brothers, cousins, or father and son passes too, so a star is a \
reason to look and no finding. Search marks hits by the
same table.

Birth date, sex and mother's name count where both tables have such a column, which is recognised by its \
header (birth date, الجنس, اسم الأم …)
or named: they change the order and the score that is shown, never the star.

Exit code 1 when a row of either table could not be read or is no name.
"""


@names_app.command("match", help=_MATCH)
@command
def match_names(
    queries: Annotated[Path, typer.Argument(help="A table with the names to look for.")],
    names: Annotated[Path, typer.Argument(metavar="LIST", help="A table with the names to look in.")],
    query_column: Annotated[
        str | None,
        typer.Option("--query-column", help="Header or number of the column of names to look for."),
    ] = None,
    list_column: Annotated[
        str | None, typer.Option("--list-column", help="Header or number of the column of names to look in.")
    ] = None,
    top: Annotated[int, typer.Option("--top", min=1, max=1000, help="How many names for each.")] = 5,
    at_least: Annotated[
        float, typer.Option("--at-least", min=0.0, max=1.0, help="Only scores from this on.")
    ] = 0.0,
    only_likely: Annotated[
        bool, typer.Option("--likely", help="Only hits that reach the threshold for their number of parts.")
    ] = False,
    born: Annotated[
        str | None, typer.Option("--born", help="Header or number of the birth date's column in both tables.")
    ] = None,
    sex: Annotated[
        str | None, typer.Option("--sex", help="Header or number of the column of the sex in both tables.")
    ] = None,
    mother: Annotated[
        str | None,
        typer.Option("--mother", help="Header or number of the mother's name's column in both tables."),
    ] = None,
    as_json: JsonFlag = False,
) -> None:
    """For each name of one table the most similar names of another, best first; what ``--help`` says stands
    above."""
    asked, listed = plain_table(queries), plain_table(names)
    wanted = _cells(asked, name_column(asked, query_column))
    index = NameIndex(_cells(listed, name_column(listed, list_column)))
    named = {"born": born, "sex": sex, "mother": mother}
    columns = [trait_columns(table, named) for table in (asked, listed)]
    both = columns[0].keys() & columns[1].keys()
    mine, theirs = (
        traits(table, {key: place[key] for key in both})
        for table, place in zip((asked, listed), columns, strict=True)
    )
    answers: list[Json] = []
    for at, query in enumerate(_with_progress(wanted)):
        found = index.search(query, max(_RANKED, top) if both or only_likely else top)
        hits = _hits(index, query, [(hit, *beside(hit.score, mine[at], theirs[hit.row])) for hit in found])
        kept = [hit for hit in hits if hit.score >= at_least and (hit.likely or not only_likely)][:top]
        answers.append({"query": query, "hits": [hit._asdict() for hit in kept]})
        if not as_json:
            say(query, *(f"  {hit.score:.3f}{'*' if hit.likely else ' '} {_named(hit)}" for hit in kept))
    refused = {at: why for at, query in enumerate(wanted) if (why := refusal(query))}
    problems = [*_problems(asked, wanted, refused), *_problems(listed, index.names, index.refused)]
    if as_json:
        print_json({"queries": answers, "problems": problems})
    else:
        for problem in problems:
            err.print(f"{problem['file']}, row {problem['row']}: {problem['sentence']}", markup=False)
        say(
            f"{len(wanted)} names looked for among {len(index) - len(index.refused)}; "
            f"{len(problems)} problems."
        )
    if problems:
        raise typer.Exit(1)


class _Hit(NamedTuple):
    """A hit as JSON has it."""

    row: int
    name: str
    score: float
    likely: bool
    beside: tuple[str, ...]


def _hits(index: NameIndex, query: str, found: Sequence[tuple[Hit, float, tuple[str, ...]]]) -> list[_Hit]:
    """Hits with what stands beside their names, best first; equals in the order of the list."""
    made = [
        _Hit(
            hit.row + 1,
            index.names[hit.row],
            round(score, 4),
            is_likely(query, index.names[hit.row], hit.score),
            said,
        )
        for hit, score, said in found
    ]
    return sorted(made, key=lambda hit: (-hit.score, hit.row))


def _named(hit: _Hit) -> str:
    return f"{hit.name}  (row {hit.row}{''.join(', ' + sign for sign in hit.beside)})"


_RANKED = 60
"""How many hits by name are put in order by what stands beside them."""


def comparison_json(left: str, right: str, found: Comparison) -> Json:
    """What ``names compare --json`` prints; docs/reference/json.md."""
    told = found.say(locale())
    return {
        "left": left,
        "right": right,
        "score": round(found.score, 4),
        "alignment": [
            {
                "left": part_json(pair.left),
                "right": part_json(pair.right),
                "score": round(pair.score, 4),
                "relation": pair.relation.value,
            }
            for pair in found.alignment
        ],
        "code": found.code,
        "sentence": told.sentence,
        "next_step": told.next_step,
        "refused": bool(found.refused),
    }


def part_json(part: NamePart | None) -> Json | None:
    """One part of a name as JSON, null where a name has none."""
    return None if part is None else {"text": part.text, "slot": part.slot.value, "initial": part.initial}


def _reason(name: str, refused: Refusal) -> Json | None:
    if not refused:
        return None
    told = message(refused, locale(), {"name": name[:_SHOWN]})
    return {"code": refused, "sentence": told.sentence, "next_step": told.next_step}


def _cells(table: PlainTable, column: int) -> list[str]:
    return [row[column] for row in table.rows]


def _problems(table: PlainTable, names: Sequence[str], refused: Mapping[int, Refusal]) -> list[Json]:
    """Rows that are no names, and what the reader could not read; ``row`` is the row in the file (the header
    is one too)."""
    made: list[Json] = [
        {
            "file": table.name,
            "row": problem.place.row,
            "code": problem.code,
            "sentence": problem.say(locale()).sentence,
        }
        for problem in table.problems
    ]
    for at, why in refused.items():
        told = message(why, locale(), {"name": names[at][:_SHOWN]})
        made.append({"file": table.name, "row": table.lines[at], "code": why, "sentence": told.sentence})
    return made


def _with_progress(queries: Sequence[str]) -> Iterator[str]:
    """The queries one by one with progress on standard error: a bar on a terminal, in a pipe a line for every
    tenth."""
    if err.is_terminal:
        yield from track(queries, description="", console=err, transient=True)
        return
    tenth = max(1, len(queries) // 10)
    for at, query in enumerate(queries, 1):
        yield query
        if len(queries) >= _LONG and at % tenth == 0:
            err.print(f"{at} / {len(queries)}", markup=False)


_LONG = 500
