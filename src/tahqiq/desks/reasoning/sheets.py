"""Hypotheses and crime scripts as tables and as a page to print: how they leave the program, under policies
and handling codes."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Literal

from tahqiq.casework.citations import Citations, Cited
from tahqiq.desks.reasoning.answers import board_told, script_told
from tahqiq.desks.reasoning.board import Board, tally
from tahqiq.desks.reasoning.papers import BoardPaper, NamedThing
from tahqiq.desks.reasoning.scripts import Script
from tahqiq.formats.neutral import neutral
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.messages import message
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary

Sheet = Literal["csv", "html", "json"]
"""How a worksheet leaves the program."""
MEDIA: Mapping[Sheet, str] = {"csv": "text/csv", "html": "text/html", "json": "application/json"}
MARKS: Mapping[str, str] = {
    "++": "fits-very-well",
    "+": "fits-well",
    "0": "either-way",
    "-": "fits-badly",
    "--": "fits-very-badly",
}
"""The words for how a value fits a hypothesis, as messages ``mark-WORD``."""


def things_of(board: Board | Script) -> tuple[list[str], set[str]]:
    """Ids of the things and of the sources that a worksheet shows: what must be free to leave before it
    leaves."""
    cited = (
        [item.cited for item in board.evidence] if isinstance(board, Board) else list(board.cited.values())
    )
    named = [] if isinstance(board, Board) else list(board.entities)
    values = [item.statement for item in cited if item.statement is not None]
    return sorted({*named, *(item.entity.hex() for item in values)}), {item.source_id for item in values}


def for_products(board: Board, free: Citations) -> tuple[Board, int]:
    """A board without evidence that no product may hold (outside its order), and how many pieces that are.
    What it was counted in is counted again; things are called as in ``free``, what a product may hold."""
    named = free.heads(item.cited.reference[0] for item in board.evidence if item.cited.entity is not None)
    kept = tuple(
        replace(item, cited=_called_freely(item.cited, named))
        for item in board.evidence
        if item.cited.statement is None or not item.cited.statement.held
    )
    standing = [item for item in kept if item.counts]
    made = replace(
        board,
        evidence=kept,
        tallies=tuple(tally(one.key, standing) for one in board.hypotheses),
        not_counted=len(kept) - len(standing),
    )
    return made, len(board.evidence) - len(kept)


def script_for_products(script: Script, free: Citations) -> tuple[Script, int]:
    """As :func:`for_products`, for a crime script."""
    held = {ref for ref, item in script.cited.items() if item.statement is not None and item.statement.held}
    acts = [
        act.model_copy(update={"rests": [one for one in act.rests if one.reference not in held]})
        for act in script.acts
    ]
    paper = replace(script.paper, body=script.paper.body.model_copy(update={"acts": acts}))
    cited = {ref: item for ref, item in script.cited.items() if ref not in held}
    named = free.heads({ref[0] for ref, item in cited.items() if item.entity is not None})
    return replace(
        script,
        paper=paper,
        entities=free.heads(script.entities),
        cited={ref: _called_freely(item, named) for ref, item in cited.items()},
    ), len(held)


def _called_freely(cited: Cited, named: Mapping[str, Entity]) -> Cited:
    return replace(cited, entity=named.get(cited.reference[0]))


def board_table(board: Board, locale: str) -> list[list[str]]:
    """A board as a table: a row for each piece of evidence, a column for each hypothesis."""
    head = [
        _said(f"sheet-{name}", locale)
        for name in ("evidence", "value", "source", "grade", "credibility", "state", "note")
    ]
    rows = [[*head, *(f"{one.key}: {one.text}" for one in board.hypotheses)]]
    for item in board.evidence:
        rows.append(
            [
                *_cited(item.cited, locale),
                _said(f"credibility-{item.credibility}", locale),
                _said(f"cited-{item.cited.state}", locale),
                item.note,
                *(
                    _said(f"mark-{MARKS[item.marks[one.key]]}", locale) if one.key in item.marks else ""
                    for one in board.hypotheses
                ),
            ]
        )
    for name in ("consistent", "inconsistent", "neutral", "unjudged"):
        counts = {one.key: getattr(one, name) for one in board.tallies}
        rows.append(
            [_said(f"sheet-{name}", locale), *[""] * 6, *(str(counts[one.key]) for one in board.hypotheses)]
        )
    return rows


def script_table(script: Script, locale: str) -> list[list[str]]:
    """A script as a table: a row for each act."""
    names = ("stage", "act", "how", "actors", "tools", "places", "rests", "gaps", "prevention")
    rows = [[_said(f"sheet-{name}", locale) for name in names]]
    for act in script.acts:
        rests = [
            " · ".join(
                filter(
                    None,
                    (
                        *_cited(script.cited[one.reference], locale),
                        _said(f"cited-{script.cited[one.reference].state}", locale),
                    ),
                )
            )
            for one in act.rests
        ]
        rows.append(
            [
                _said(f"stage-{act.stage}", locale),
                act.title,
                act.text,
                *(
                    "; ".join(_called(one, script.entities) for one in some)
                    for some in (act.actors, act.tools, act.places)
                ),
                "\n".join(rests),
                act.gaps,
                act.prevention,
            ]
        )
    return rows


def _called(item: NamedThing, entities: Mapping[str, Entity]) -> str:
    seen = entities.get(item.entity)
    return caption(seen) if seen is not None else item.words


def _cited(item: Cited, locale: str) -> list[str]:
    """About what, which value, where it stands, which grade."""
    value = item.statement
    if item.entity is None or value is None:
        return ["", _said("cited-gone", locale), "", ""]
    schema = vocabulary().schemata.get(value.schema)
    prop = schema.properties.get(value.prop) if schema is not None else None
    return [
        caption(item.entity),
        f"{prop.label(locale) if prop is not None else value.prop}: {value.value}",
        f"{value.source_name} · {value.place.label()}",
        str(value.grade or ""),
    ]


def sheet_of(shown: Board | Script, form: Sheet, left_out: int, locale: str) -> str:
    """A worksheet as the text of a file."""
    table = board_table(shown, locale) if isinstance(shown, Board) else script_table(shown, locale)
    body = shown.paper.body
    lines = [body.question, body.note] if isinstance(body, BoardPaper) else [body.note]
    told = [
        *([_said("sheet-no-verdict", locale)] if isinstance(shown, Board) else []),
        *([message("sheet-left-out", locale, {"count": left_out}).sentence] if left_out else []),
    ]
    if form == "json":
        answer = board_told(shown, {}) if isinstance(shown, Board) else script_told(shown, {})
        return (
            json.dumps(
                {**answer.model_dump(mode="json", by_alias=True), "left_out": left_out},
                ensure_ascii=False,
                indent=1,
            )
            + "\n"
        )
    if form == "csv":
        return csv_of([*table, [], *([line] for line in told)])
    return html_of(body.title, [*lines, *told], table, locale)


def csv_of(table: Iterable[Sequence[str]]) -> str:
    """A table as CSV that spreadsheets open with the letters right, with nothing in it that they would take
    for a formula."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerows([neutral(cell) for cell in row] for row in table)
    return out.getvalue()


def html_of(title: str, lines: Sequence[str], table: Sequence[Sequence[str]], locale: str) -> str:
    """A table as a page to print, complete in itself."""
    known = locale_of(locale)
    head, *rows = table
    cells = "".join(f"<th scope=col dir=auto>{escape(cell)}</th>" for cell in head)
    body = "".join(
        "<tr>" + "".join(f"<td dir=auto>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows
    )
    told = "".join(f"<p dir=auto>{escape(line)}</p>" for line in lines if line)
    style = (
        "body{font:10pt sans-serif}table{border-collapse:collapse;inline-size:100%}th,td{border:1px "
        "solid #888;padding:.3em;text-align:start;vertical-align:top;"
        "white-space:pre-wrap}tr{break-inside:avoid}thead{display:table-header-group}"
    )
    return (
        f'<!doctype html><html lang="{known.tag}" dir="{known.direction}"><meta '
        f'charset="utf-8"><title>{escape(title)}</title><style>{style}</style>'
        "<h1 "
        f"dir=auto>{escape(title)}</h1>{told}<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></html>"
    )


def _said(code: str, locale: str) -> str:
    return message(code, locale, {}).sentence
