"""A selection as tables for people: one row per recorded value (CSV), or a workbook of entities, values,
links, events and sources."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path

from tahqiq.casework.clocks.days import day_of
from tahqiq.formats.chart import Chart
from tahqiq.formats.workbook import Cell, Workbook
from tahqiq.kit.locale import locale as locale_of
from tahqiq.kit.locale import zone_name
from tahqiq.kit.messages import message
from tahqiq.model.caption import caption
from tahqiq.model.statement import Statement
from tahqiq.model.types.zones import zone
from tahqiq.model.vocabulary import vocabulary
from tahqiq.products.product_words import Tongue
from tahqiq.products.selection import Chosen, Selection
from tahqiq.products.selection_chart import draw
from tahqiq.store.workspace import Workspace

Reckoned = Callable[[Chart, Selection], tuple[Chart, int]]

SHEETS: Mapping[str, tuple[str, ...]] = {
    "entities": ("caption", "type", "key", "namespace", "values", "sources", "entity_id", "schema"),
    "values": (
        *(
            "caption",
            "type",
            "property",
            "value",
            "original",
            "language",
            "source",
            "place",
            "grade",
            "handling",
            "case",
            "recorded_from",
            "deposited_by",
        ),
        *(
            "compartment",
            "part",
            "row",
            "column",
            "method",
            "schema",
            "target",
            "entity_id",
            "statement_id",
            "source_sha256",
        ),
    ),
    "links": (
        *(
            "from",
            "link",
            "to",
            "weight",
            "events_out",
            "events_in",
            "records",
            "strength",
            "first",
            "last",
            "sources",
        ),
        *("from_id", "to_id", "link_entity"),
    ),
    "events": (
        *(
            "type",
            "from",
            "to",
            "start",
            "amount",
            "currency",
            "seconds",
            "site",
            "last_site",
            "device",
            "sim",
            "service",
            "text",
        ),
        *(
            "time_as_written",
            "zone",
            "source",
            "place",
            "grade",
            "handling",
            "case",
            "event_id",
            "schema",
            "source_sha256",
        ),
    ),
    "sources": (
        *(
            "source",
            "format",
            "authority",
            "grade",
            "received_from",
            "deposited_by",
            "deposited_at",
            "zone",
            "mapping",
            "original_here",
        ),
        "source_sha256",
    ),
}
"""The sheets and what stands in their columns: what people read first, ids last. Headings are the messages
``workbook-NAME``."""
_WIDE: Mapping[str, int] = {
    "caption": 28,
    "value": 30,
    "original": 26,
    "from": 22,
    "to": 22,
    "text": 42,
    "source": 40,
    "sources": 40,
    "place": 18,
    "start": 19,
    "deposited_at": 19,
    "time_as_written": 19,
    "authority": 24,
}
_NUMBERS = frozenset(["part", "row", "column"])


def value_rows(selection: Selection, cases: dict[str, str], events: bool = True) -> Iterator[dict[str, str]]:
    """One row per recorded value in the columns of :data:`COLUMNS`; ``cases`` gives the titles of cases;
    without events when not wanted."""
    for item in selection.chosen() if events else selection.entities():
        named = caption(item.entity)
        for statement in item.entity.statements:
            yield value_row(statement, named, cases)


def value_row(item: Statement, named: str, cases: dict[str, str]) -> dict[str, str]:
    """The row of one recorded value of the entity that is called ``named``."""
    place = item.place
    return {
        "entity_id": item.entity.hex(),
        "type": item.schema,
        "caption": named,
        "property": item.prop,
        "value": item.value,
        "original": item.original,
        "language": item.lang,
        "target": item.target.hex() if item.target else "",
        "source": item.source_name,
        "source_sha256": item.source_sha256,
        "place": place.label(),
        "part": str(place.part.no),
        "row": str(place.row),
        "column": str(place.column),
        "grade": str(item.grade) if item.grade else "",
        "handling": item.handling,
        "compartment": item.compartment,
        "case": cases.get(item.case, item.case),
        "recorded_from": item.recorded_from,
        "deposited_by": item.asserted_by,
        "method": item.method,
        "statement_id": item.id.hex(),
    }


def write_workbook(
    path: Path,
    workspace: Workspace,
    selection: Selection,
    cases: dict[str, str],
    language: str,
    reckoned: Reckoned,
    clocks: str,
) -> dict[str, int]:
    """Writes the workbook in a language; returns how many items and ``links`` of a chart it holds, how many
    lines lie outside of the part of the time in force (``outside_lines``), and how many texts were too long
    for a cell and are cut there (``shortened``). ``reckoned`` makes the lines those of that part; moments
    and days are those of the zone ``clocks``."""
    say = Tongue(language, clocks)
    names = {sheet: message(f"workbook-sheet-{sheet}", language, {}).sentence for sheet in SHEETS}
    heads = {
        names[sheet]: [head(one, language, clocks) for one in columns] for sheet, columns in SHEETS.items()
    }
    widths = {
        names[sheet]: [_WIDE.get(one, len(head(one, language, clocks)) + 3) for one in columns]
        for sheet, columns in SHEETS.items()
    }
    with Workbook(path, heads, rtl=locale_of(language).direction == "rtl", widths=widths) as book:
        sources: set[int] = set()
        for item in selection.entities():
            entity = item.entity
            of = {statement.source for statement in entity.statements}
            sources |= of
            named = caption(entity)
            kind = say.kind(entity.schema)
            book.row(
                names["entities"],
                (
                    named,
                    kind,
                    entity.key,
                    entity.namespace,
                    len(entity.statements),
                    len(of),
                    entity.id.hex(),
                    entity.schema,
                ),
            )
            for statement in entity.statements:
                book.row(names["values"], _value(say, statement, named, cases))
        for item in selection.events():
            sources |= {statement.source for statement in item.entity.statements}
            book.row(names["events"], _event(say, item, cases))
        chart, outside = reckoned(draw(workspace, selection, language), selection)
        _links(book, names["links"], say, chart)
        _sources(book, names["sources"], say, workspace, selection, sources)
    return {
        "items": len(chart.items),
        "links": len(chart.links),
        "outside_lines": outside,
        "shortened": book.shortened,
    }


def head(name: str, language: str, clocks: str = "") -> str:
    """The heading of a column; one of moments names the zone ``clocks``.

    >>> head("amount", "ar")
    'المبلغ'
    """
    return message(
        f"workbook-{name.replace('_', '-')}", language, {"zone": zone_name(clocks, language)}
    ).sentence


def _value(say: Tongue, item: Statement, named: str, cases: dict[str, str]) -> list[Cell]:
    row = value_row(item, named, cases)
    told: dict[str, Cell] = {**row, **{one: int(row[one]) for one in _NUMBERS}}
    told |= {
        "type": say.kind(item.schema),
        "property": say.prop(item.schema, item.prop),
        "place": say.place(item.place),
        "schema": item.schema,
    }
    return [told[one] for one in SHEETS["values"]]


def _event(say: Tongue, item: Chosen, cases: dict[str, str]) -> list[Cell]:
    entity = item.entity
    rule = vocabulary().facts[entity.schema]
    told: dict[str, str] = {}
    for statement in entity.statements:
        column = rule.column_of(statement.prop)
        if column is not None:
            told[column] = statement.value
    first = entity.statements[0]
    cells: dict[str, Cell] = {
        "type": say.kind(entity.schema),
        "from": told.get("a", ""),
        "to": told.get("b", ""),
        "start": _on_clocks(told.get("start", ""), say.clocks),
        "amount": _amount(told.get("amount", "")),
        "currency": told.get("currency", ""),
        "seconds": _amount(told.get("seconds", "")),
        "site": told.get("place", ""),
        "last_site": told.get("place2", ""),
        "device": told.get("device", ""),
        "sim": told.get("sim", ""),
        "service": told.get("service", ""),
        "text": told.get("text", ""),
        "time_as_written": told.get("start_text", ""),
        "zone": told.get("zone", ""),
        "source": first.source_name,
        "place": say.place(first.place),
        "grade": str(first.grade) if first.grade else "",
        "handling": first.handling,
        "case": cases.get(first.case, first.case),
        "event_id": entity.id.hex(),
        "schema": entity.schema,
        "source_sha256": first.source_sha256,
    }
    return [cells[one] for one in SHEETS["events"]]


def _amount(text: str) -> Cell:
    """A number as a number; what is none stays as it stands."""
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return text


def _on_clocks(at: str, clocks: str) -> Cell:
    """A moment (ISO 8601 UTC) as the clocks of a zone show it, a day as a day; what is neither stays as it
    stands.

    >>> [_on_clocks(one, "Asia/Baghdad") for one in ("2024-03-01T22:30:00Z", "2024-03-01", "2024")]
    [datetime.datetime(2024, 3, 2, 1, 30), datetime.date(2024, 3, 1), '2024']
    """
    try:
        if "T" in at:
            return datetime.fromisoformat(at).astimezone(zone(clocks)).replace(tzinfo=None)
        return date.fromisoformat(at) if len(at) == len("2024-03-01") else at
    except (ValueError, OverflowError):
        return at


def _links(book: Workbook, sheet: str, say: Tongue, chart: Chart) -> None:
    labels = {item.id: item.label for item in chart.items}
    for link in chart.links:
        about = dict(link.attributes)
        out, back, records = (
            int(about[name]) if name in about else None for name in ("events_out", "events_in", "records")
        )
        first, last = (
            _on_clocks(day_of(about.get(end, ""), say.clocks), say.clocks) for end in ("first", "last")
        )
        ends = (labels[link.source], link.label.partition(" ×")[0], labels[link.target])
        counts = (
            int(link.weight),
            out,
            back,
            records,
            say.say(f"sure-{link.strength}"),
            first,
            last,
            link.source_reference,
        )
        book.row(sheet, (*ends, *counts, link.source, link.target, about.get("entity")))


def _sources(
    book: Workbook, sheet: str, say: Tongue, workspace: Workspace, selection: Selection, numbers: set[int]
) -> None:
    found = [source for source in workspace.sources.all(selection.scope) if source.no in numbers]
    for source in sorted(found, key=lambda one: (one.sha256, one.no)):
        row = (
            source.name,
            source.format,
            source.authority.reference,
            source.grade,
            source.received_from,
            source.deposited_by,
            _on_clocks(source.deposited_at, say.clocks),
            say.zone(source.zone),
            source.mapping_name,
            head("yes" if source.original_here else "no", say.tag),
            source.sha256,
        )
        book.row(sheet, row)
