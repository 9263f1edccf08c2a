"""Registers of desks: rows, counts, saved views, leaving the program."""

import json
from typing import Annotated

from fastapi import APIRouter, Path, Query
from fastapi.responses import Response

from tahqiq.casework.forms.declaration import say
from tahqiq.casework.registers import Column, Given
from tahqiq.desk import desk as desk_named
from tahqiq.desk.entry import enter
from tahqiq.desk.tables import Facet, Line, Rows, Table
from tahqiq.formats.workbook import MEDIA
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import message
from tahqiq.web.deps import Bench, Language
from tahqiq.web.desk_bodies import (
    FacetValue,
    NamedPart,
    NewView,
    RegisterBody,
    RegisterCell,
    RegisterColumn,
    RegisterExport,
    RegisterFacet,
    RegisterRow,
    RegisterRows,
    RegisterView,
)
from tahqiq.web.pages import Cursor

router = APIRouter(tags=["registers"])
DeskName = Annotated[str, Path(pattern="^[a-z][a-z0-9-]{2,39}$", description="A desk's name.")]
RegisterName = Annotated[str, Path(pattern="^[a-z][a-z0-9_-]{0,59}$", description="A register's name.")]
CaseQuery = Annotated[
    str, Query(max_length=300, description="The case, by id or title; empty for the desk's own file.")
]
_MEDIA = {"csv": "text/csv; charset=utf-8", "xlsx": MEDIA}


@router.get("/desks/{desk}/registers/{register}")
def shown(
    desk: DeskName, register: RegisterName, bench: Bench, locale: Language, case: CaseQuery = ""
) -> RegisterBody:
    """A register: its columns, and the ways to look that come with the desk or were kept."""
    table = Table(enter(bench, desk_named(desk), case), register, locale)
    told = table.register
    own = [
        RegisterView(
            id="",
            name=item.name,
            title=say(item.title, locale),
            where=dict(item.where),
            order=item.order,
            descending=item.descending,
            own=False,
            shared=True,
        )
        for item in told.views
    ]
    kept = [
        RegisterView(
            id=item.id,
            name="",
            title=item.body.title,
            where=item.body.where,
            order=item.body.order,
            descending=item.body.descending,
            own=item.body.owner == bench.actor.id,
            shared=item.body.shared,
        )
        for item in table.views()
    ]
    return RegisterBody(
        name=told.name,
        title=say(told.title, locale),
        help=say(told.help, locale),
        kind=told.kind,
        in_case=table.kind.home == "case",
        columns=[_column(item, locale) for item in told.columns],
        order=told.order,
        descending=told.descending,
        views=[*own, *kept],
    )


@router.get("/desks/{desk}/registers/{register}/rows")
def rows(
    desk: DeskName,
    register: RegisterName,
    bench: Bench,
    locale: Language,
    case: CaseQuery = "",
    where: Annotated[str, Query(max_length=8_000, description="Conditions by column, as JSON.")] = "",
    order: Annotated[
        str, Query(max_length=60, description="The column to order by; empty for the register's own order.")
    ] = "",
    descending: bool | None = None,
    cursor: Cursor = "",
    limit: Annotated[int, Query(ge=1, le=500)] = 50,
    facets: Annotated[
        list[str] | None, Query(max_length=20, description="Columns whose values are counted.")
    ] = None,
) -> RegisterRows:
    """A page of a register, within what the caller may see."""
    table = Table(enter(bench, desk_named(desk), case), register, locale)
    found = table.page(_where(where), order, descending, cursor, limit, facets or [])
    names = bench.names({item.by for item in found.lines})
    return _rows(found, table, names, locale)


@router.post("/desks/{desk}/registers/{register}/views", status_code=201)
def keep_view(desk: DeskName, register: RegisterName, asked: NewView, bench: Bench) -> RegisterView:
    """Keep a way to look, for oneself or for everybody at the desk."""
    table = Table(enter(bench, desk_named(desk), action="write-case"), register)
    kept = table.keep_view(asked.title, asked.where, asked.order, asked.descending, asked.shared)
    return RegisterView(
        id=kept.id,
        name="",
        title=kept.body.title,
        where=asked.where,
        order=asked.order,
        descending=asked.descending,
        own=True,
        shared=asked.shared,
    )


@router.delete("/desks/{desk}/registers/{register}/views/{view}", status_code=204)
def drop_view(
    desk: DeskName, register: RegisterName, view: Annotated[str, Path(pattern="^[0-9a-f]{16}$")], bench: Bench
) -> Response:
    """Put a kept way to look away, one's own only."""
    Table(enter(bench, desk_named(desk), action="write-case"), register).drop_view(view)
    return Response(status_code=204)


@router.post(
    "/desks/{desk}/registers/{register}/export",
    response_class=Response,
    responses={
        200: {
            "content": {"application/octet-stream": {}},
            "description": "The file; its counts stand in the header X-Tahqiq-Exported (JSON).",
        }
    },
)
def export(
    desk: DeskName, register: RegisterName, asked: RegisterExport, bench: Bench, locale: Language
) -> Response:
    """The rows that meet the conditions as a file; what a handling code or an order keeps inside stays out
    and is counted."""
    taken = Table(enter(bench, desk_named(desk), asked.case, "export"), register, locale).export(
        asked.format, asked.where, asked.order, asked.descending
    )
    headers = {
        "X-Tahqiq-Exported": json.dumps({"rows": taken.rows, "left_out": taken.left_out, "cut": taken.cut}),
        "Content-Disposition": f'attachment; filename="{desk}-{register}.{asked.format}"',
        "Content-Security-Policy": "sandbox",
    }
    return Response(taken.data, media_type=_MEDIA[asked.format], headers=headers)


def _where(text: str) -> dict[str, Given]:
    try:
        found = json.loads(text) if text else {}
    except ValueError:
        found = None
    if not isinstance(found, dict):
        raise WrongUse("register-conditions")
    return found


def _column(column: Column, locale: str) -> RegisterColumn:
    return RegisterColumn(
        name=column.name,
        label=say(column.label, locale),
        type=column.type,
        key=column.key_type if column.key else "",
        order=bool(column.key),
        filter=column.filter,
        facet=column.facet,
        hidden=column.hidden,
        options=[NamedPart(name=word, title=say(told, locale)) for word, told in column.options.items()],
    )


def _rows(found: Rows, table: Table, names: dict[str, str], locale: str) -> RegisterRows:
    return RegisterRows(
        lines=[line_body(item, names) for item in found.lines],
        total=found.total,
        next=found.after,
        facets=[_facet(item, table.register.column(item.column), locale) for item in found.facets],
    )


def line_body(line: Line, names: dict[str, str]) -> RegisterRow:
    """A row as the API shows it."""
    cells = {
        name: RegisterCell(values=list(cell.values), labels=list(cell.labels))
        for name, cell in line.cells.items()
    }
    return RegisterRow(
        id=line.id,
        version=line.version,
        at=line.at,
        by=names.get(line.by, line.by),
        title=line.title,
        cells=cells,
    )


def _facet(facet: Facet, column: Column | None, locale: str) -> RegisterFacet:
    def label(value: str | None) -> str:
        if value is None:
            return message("register-without", locale, {}).sentence
        if column is not None and value in column.options:
            return say(column.options[value], locale)
        if column is not None and column.key_type == "flag":
            return message("register-yes" if value == "true" else "register-no", locale, {}).sentence
        return value

    counts = [FacetValue(value=value, label=label(value), count=count) for value, count in facet.counts]
    return RegisterFacet(column=facet.column, counts=counts, more=facet.more)
