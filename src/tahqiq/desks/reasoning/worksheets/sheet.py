"""A worksheet as the text of a file: a table, a page to print, or data."""

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from html import escape
from typing import Literal

from pydantic import BaseModel

from tahqiq.casework.citations import Cited
from tahqiq.formats.neutral import neutral
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.messages import message
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.vocabulary import vocabulary

Sheet = Literal["csv", "html", "json"]
"""How a worksheet leaves the program."""


MEDIA: Mapping[Sheet, str] = {"csv": "text/csv", "html": "text/html", "json": "application/json"}


def cited_cells(item: Cited, locale: str) -> list[str]:
    """About what, which value, where it stands, which grade."""
    value = item.statement
    if item.entity is None or value is None:
        return ["", word("cited-gone", locale), "", ""]
    schema = vocabulary().schemata.get(value.schema)
    prop = schema.properties.get(value.prop) if schema is not None else None
    return [
        caption(item.entity),
        f"{prop.label(locale) if prop is not None else value.prop}: {value.value}",
        f"{value.source_name} · {value.place.label()}",
        str(value.grade or ""),
    ]


def shown_in(cited: Iterable[Cited], named: Iterable[str] = ()) -> tuple[list[str], set[str]]:
    """Ids of the entities (those ``named`` too) and of the sources of cited values."""
    values = [item.statement for item in cited if item.statement is not None]
    return sorted({*named, *(item.entity.hex() for item in values)}), {item.source_id for item in values}


def named_freely(cited: Cited, named: Mapping[str, Entity]) -> Cited:
    """A cited value with its entity called as in ``named``."""
    return replace(cited, entity=named.get(cited.reference[0]))


def sheet_text(
    form: Sheet,
    title: str,
    lines: Sequence[str],
    table: Sequence[Sequence[str]],
    answer: BaseModel,
    left_out: int,
    locale: str,
    remarks: Sequence[str] = (),
) -> str:
    """A worksheet as the text of a file: ``table`` for CSV and print, ``answer`` for JSON, ``lines`` above a
    print, ``remarks`` with every table. ``left_out`` pieces may not leave the program."""
    if form == "json":
        content = {**answer.model_dump(mode="json", by_alias=True), "left_out": left_out}
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
    if left_out:
        remarks = [*remarks, message("sheet-left-out", locale, {"count": left_out}).sentence]
    if form == "csv":
        return csv_of([*table, [], *([line] for line in remarks)])
    return html_of(title, [*lines, *remarks], table, locale)


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
    paragraphs = "".join(f"<p dir=auto>{escape(line)}</p>" for line in lines if line)
    style = (
        "body{font:10pt sans-serif}table{border-collapse:collapse;inline-size:100%}th,td{border:1px "
        "solid #888;padding:.3em;text-align:start;vertical-align:top;"
        "white-space:pre-wrap}tr{break-inside:avoid}thead{display:table-header-group}"
    )
    return (
        f'<!doctype html><html lang="{known.tag}" dir="{known.direction}"><meta '
        f'charset="utf-8"><title>{escape(title)}</title><style>{style}</style>'
        "<h1 "
        f"dir=auto>{escape(title)}</h1>{paragraphs}<table><thead><tr>{cells}</tr></thead><tbody>{body}</tbody></table></html>"
    )


def word(code: str, locale: str) -> str:
    """A word of the catalogue."""
    return message(code, locale, {}).sentence
