"""A selection as tables for people: one row per recorded value (CSV), or a workbook of entities, values, links, events and sources."""

from collections.abc import Iterator
from pathlib import Path

from tahqiq.formats.values_csv import COLUMNS
from tahqiq.formats.workbook import Cell, Workbook
from tahqiq.model.caption import caption
from tahqiq.model.entity import Entity
from tahqiq.model.statement import Statement
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.drawing import draw
from tahqiq.products.selection import Selection
from tahqiq.store.workspace import Workspace

SHEETS = {
    "Entities": ("entity_id", "type", "caption", "namespace", "key", "values", "sources"),
    "Values": COLUMNS,
    "Links": (
        "from_id",
        "from",
        "link",
        "to_id",
        "to",
        "weight",
        "events_out",
        "events_in",
        "records",
        "strength",
        "first",
        "last",
        "link_entity",
        "sources",
    ),
    "Events": (
        *("event_id", "type", "from", "to", "start", "time_as_written", "zone", "seconds", "place", "last_place", "device", "sim"),
        *("amount", "currency", "service", "text", "source", "source_sha256", "stands_at", "grade", "handling", "case"),
    ),
    "Sources": (
        "source_sha256",
        "source",
        "format",
        "mapping",
        "deposited_by",
        "deposited_at",
        "received_from",
        "authority",
        "grade",
        "zone",
        "original_here",
    ),
}
_EVENT_COLUMNS = (
    "a",
    "b",
    "start",
    "start_text",
    "zone",
    "seconds",
    "place",
    "place2",
    "device",
    "sim",
    "amount",
    "currency",
    "service",
    "text",
)
_NUMBERS = frozenset(["part", "row", "column"])


def value_rows(selection: Selection, cases: dict[str, str], events: bool = True) -> Iterator[dict[str, str]]:
    """One row per recorded value in the columns of :data:`COLUMNS`; ``cases`` gives the titles of cases; without events when not wanted."""
    for item in selection.chosen() if events else selection.entities():
        named = caption(item.entity)
        for statement in item.entity.statements:
            yield value_row(statement, named, cases)


def value_row(item: Statement, named: str, cases: dict[str, str]) -> dict[str, str]:
    """The row of one recorded value of the entity that is called ``named``."""
    place = item.place
    return {
        "entity_id": item.entity.hex(), "type": item.schema, "caption": named, "property": item.prop, "value": item.value,
        "original": item.original, "language": item.lang, "target": item.target.hex() if item.target else "", "source": item.source_name,
        "source_sha256": item.source_sha256, "place": place.label(), "part": str(place.part.no), "row": str(place.row), "column": str(place.column),
        "grade": str(item.grade) if item.grade else "", "handling": item.handling, "compartment": item.compartment,
        "case": cases.get(item.case, item.case), "recorded_from": item.recorded_from, "deposited_by": item.asserted_by, "method": item.method,
        "statement_id": item.id.hex(),
    }  # fmt: skip


def write_workbook(path: Path, workspace: Workspace, selection: Selection, cases: dict[str, str]) -> int:
    """Writes the workbook; returns how many texts were too long for a cell and are cut there."""
    with Workbook(path, SHEETS) as book:
        sources: set[int] = set()
        for item in selection.entities():
            entity = item.entity
            of = {statement.source for statement in entity.statements}
            sources |= of
            book.row(
                "Entities", (entity.id.hex(), entity.schema, caption(entity), entity.namespace, entity.key, len(entity.statements), len(of))
            )
            for statement in entity.statements:
                row = value_row(statement, caption(entity), cases)
                book.row("Values", [int(row[name]) if name in _NUMBERS else row[name] for name in COLUMNS])
        for item in selection.events():
            sources |= {statement.source for statement in item.entity.statements}
            book.row("Events", _event(item.entity, cases))
        _links(book, workspace, selection)
        _sources(book, workspace, selection, sources)
    return book.shortened


def _event(entity: Entity, cases: dict[str, str]) -> list[Cell]:
    rule = vocabulary().facts[entity.schema]
    told: dict[str, str] = {}
    for statement in entity.statements:
        column = rule.column_of(statement.prop)
        if column is not None:
            told[column] = statement.value
    first = entity.statements[0]
    cells: list[Cell] = [told.get(column, "") for column in _EVENT_COLUMNS]
    grade = str(first.grade) if first.grade else ""
    where = (first.source_name, first.source_sha256, first.place.label(), grade, first.handling, cases.get(first.case, first.case))
    return [entity.id.hex(), entity.schema, *cells, *where]


def _links(book: Workbook, workspace: Workspace, selection: Selection) -> None:
    chart = draw(workspace, selection)
    labels = {item.id: item.label for item in chart.items}
    for link in chart.links:
        about = dict(link.attributes)
        out, back = (int(about[name]) if name in about else None for name in ("events_out", "events_in"))
        cells = (
            link.source,
            labels[link.source],
            link.type,
            link.target,
            labels[link.target],
            int(link.weight),
            out,
            back,
            int(about["records"]),
            link.strength,
        )
        book.row("Links", (*cells, about.get("first"), about.get("last"), about.get("entity"), link.source_reference))


def _sources(book: Workbook, workspace: Workspace, selection: Selection, numbers: set[int]) -> None:
    found = [source for source in workspace.sources.all(selection.scope) if source.no in numbers]
    for source in sorted(found, key=lambda one: (one.sha256, one.no)):
        row = (
            source.sha256, source.name, source.format, source.mapping_name, source.deposited_by, source.deposited_at, source.received_from,
            source.authority.reference, source.grade, source.zone, "yes" if source.original_here else "no",
        )  # fmt: skip
        book.row("Sources", row)
