"""Registers for a person at a desk: pages of rows, counts by what they have, saved views, and leaving the
program."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from tahqiq.access.hidden_log import log_of
from tahqiq.casework.forms.declaration import say
from tahqiq.casework.records import Records, RecordVersion
from tahqiq.casework.registers import Column, Given, Register, shown_value, where_of
from tahqiq.desk.derived_kinds import SavedView, plain
from tahqiq.desk.desktop import Desktop, may_act
from tahqiq.desk.field_labels import in_utc
from tahqiq.desk.lifecycles import Lives
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.model.body_fields import as_text
from tahqiq.model.kind import Kind
from tahqiq.model.scope import Scope
from tahqiq.products.rows import csv_of, workbook_of
from tahqiq.store.database import Value

FACET_VALUES = 50
EXPORT_ROWS = 100_000
"""The most rows of one export; more is said."""
ExportFormat = Literal["csv", "xlsx"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column: ``values`` as text (moments ISO 8601 UTC, flags true and false, ids of
    entities), ``labels`` what to show for each where it is not the value itself."""

    values: tuple[str, ...]
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Line:
    """One row: the record's latest version."""

    id: str
    version: int
    at: str
    by: str
    title: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class Facet:
    """How many rows there are by a value (None: without one), the most first; ``more``: how many further
    values there are."""

    column: str
    counts: tuple[tuple[str | None, int], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Rows:
    """One page. ``total`` counts all rows that meet the conditions and the person may see; ``after`` asks for
    the next page, "" on the last one."""

    lines: tuple[Line, ...]
    total: int
    facets: tuple[Facet, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Taken:
    """A register that leaves the program. ``left_out``: rows that a handling code or an order keeps inside;
    ``cut``: rows beyond :data:`EXPORT_ROWS`."""

    data: bytes
    rows: int
    left_out: int
    cut: int


class Table:
    """One register. Raises ``NotFound`` (``no-such-register``)."""

    def __init__(self, at: Desktop, name: str, locale: str = "en") -> None:
        found = at.desk.registers.get(name)
        if found is None:
            raise NotFound("no-such-register", name=name[:40], known=", ".join(at.desk.registers) or "-")
        self.register: Register = found
        self._at, self._locale = at, locale
        self.kind: Kind[Any] = at.desk.kind(found.kind)
        self._case = at.case_of(self.kind)
        self._lives = (
            Lives(at, self.kind)
            if at.desk.lifecycle(found.kind) and any(one.type == "state" for one in found.columns)
            else None
        )

    def page(
        self,
        where: Mapping[str, Given] | None = None,
        order: str = "",
        descending: bool | None = None,
        after: str = "",
        limit: int = 50,
        facets: Sequence[str] = (),
    ) -> Rows:
        """One page, with the counts of the columns ``facets``: each under the conditions of the others.
        Raises ``WrongUse`` (``register-no-filter``, ``register-value``, ``register-no-order``,
        ``register-not-counted``)."""
        given = dict(where or {})
        records = self._at.records(self.kind)
        key, backwards = self._order(order, descending)
        columns = [self._counted(name) for name in facets]
        wanted = [
            (
                where_of(self.register, {one: value for one, value in given.items() if one != column.name}),
                column.key,
            )
            for column in columns
        ]
        conditions = where_of(self.register, given)
        found, (total, *counts) = records.find_counted(
            conditions, [(conditions, None), *wanted], self._case, key, backwards, after, limit
        )
        told = tuple(_facet(column, count) for column, count in zip(columns, counts, strict=True))
        return Rows(tuple(self._lines(found.records, None)), total[None], told, found.after)

    def export(
        self,
        form: ExportFormat,
        where: Mapping[str, Given] | None = None,
        order: str = "",
        descending: bool | None = None,
    ) -> Taken:
        """All rows that meet the conditions as a table with the labels of its columns. Needs "export"; what a
        handling code or an order keeps inside stays out and is counted, and the log has both numbers."""
        door, actor = self._at.bench.door, self._at.actor
        home = self._at.desk.file if self.kind.home == "desk" else self._at.home
        door.require(actor, "export", home)
        conditions = where_of(self.register, where or {})
        total = self._at.records(self.kind).count(conditions, self._case)[None]
        leaving = self._at.records(self.kind, self._at.leaving())
        free = leaving.count(conditions, self._case)[None]
        rows = min(free, EXPORT_ROWS)
        payload: dict[str, str | int] = {"rows": rows, "left_out": total - free, "cut": free - rows}
        log = log_of(door.audit, door.workspace, hides=self.kind.hides_actor)
        with log.process(actor, "export", f"register {self.register.name} {form}", home, payload):
            lines = self._every(leaving, conditions, *self._order(order, descending), rows)
            shown = [one for one in self.register.columns if not one.hidden]
            head = [say(one.label, self._locale) for one in shown]
            body = ([self._cell_text(line, one) for one in shown] for line in lines)
            data = (
                csv_of(head, body)
                if form == "csv"
                else workbook_of(say(self.register.title, self._locale), head, body)
            )
        return Taken(data, rows, total - free, free - rows)

    def views(self) -> list[RecordVersion[SavedView]]:
        """The saved views of the register: one's own and those shared at the desk. None at a general desk,
        which has no file to keep them in."""
        if self._at.desk.general:
            return []
        found = (
            self._at.records(self._view_kind)
            .find({"register": self.register.name}, order="at", descending=True, limit=500)
            .records
        )
        return [item for item in found if item.body.shared or item.body.owner == self._at.actor.id]

    def keep_view(
        self,
        title: str,
        where: Mapping[str, Given],
        order: str = "",
        descending: bool = False,
        shared: bool = False,
    ) -> RecordVersion[SavedView]:
        """Keep a way to look. Raises as :meth:`page` for conditions that are none."""
        where_of(self.register, where)
        self._order(order, descending)
        body = SavedView(
            register_name=self.register.name,
            title=title,
            where=dict(where),
            order=order,
            descending=descending,
            owner=self._at.actor.id,
            shared=shared,
        )
        with may_act(self._at).acting() as at:
            return at.records(self._view_kind).save(body)

    def drop_view(self, identity: str) -> None:
        """Put a saved view away, one's own only. Raises ``NotFound`` (``no-such-record``)."""
        kept = next(
            (item for item in self.views() if item.id == identity and item.body.owner == self._at.actor.id),
            None,
        )
        if kept is None:
            raise NotFound("no-such-record", id=identity)
        with may_act(self._at).acting() as at:
            at.records(self._view_kind).put_away(kept.id, kept.version)

    @property
    def _view_kind(self) -> Kind[SavedView]:
        return self._at.desk.kind(f"{self._at.desk.name}-view")

    def _order(self, order: str, descending: bool | None) -> tuple[str, bool]:
        name = order or self.register.order
        if not name:
            return "at", True if descending is None else descending
        column = self.register.column(name)
        if column is None or not column.key:
            raise WrongUse(
                "register-no-order",
                name=name[:40],
                known=", ".join(one.name for one in self.register.columns if one.key) or "-",
            )
        usual = self.register.descending if name == self.register.order else False
        return column.key, usual if descending is None else descending

    def _counted(self, name: str) -> Column:
        column = self.register.column(name)
        if column is None or not column.facet:
            raise WrongUse(
                "register-not-counted",
                name=name[:40],
                known=", ".join(one.name for one in self.register.columns if one.facet) or "-",
            )
        return column

    def _lines(self, records: Sequence[RecordVersion[Any]], named: Scope | None) -> Iterator[Line]:
        states = self._lives.states(records) if self._lives is not None else {}
        own = self._at.records(self.kind)
        bodies = {item.id: plain(own.presented(item)) for item in records}
        raw = {
            key: {one.name: _values(body, one, self._locale) for one in self.register.columns}
            for key, body in bodies.items()
        }
        entities = {
            value
            for cells in raw.values()
            for one in self.register.columns
            if one.type == "entity"
            for value in cells[one.name]
        }
        captions = self._at.captions(sorted(entities), named) if entities else {}
        for item in records:
            cells = {
                one.name: _cell(one, raw[item.id][one.name], captions, self._locale)
                for one in self.register.columns
            }
            if item.id in states:
                flow, standing = states[item.id]
                told = Cell((standing.state,), (say(flow.states[standing.state].label, self._locale),))
                cells |= {one.name: told for one in self.register.columns if one.type == "state"}
            yield Line(item.id, item.version, item.at, item.by, self.kind.title(item.body), cells)

    def _cell_text(self, line: Line, column: Column) -> str:
        cell = line.cells[column.name]
        return "; ".join(cell.labels or cell.values)

    def _every(
        self,
        records: Records[Any],
        where: Any,  # noqa: ANN401
        key: str,
        backwards: bool,
        rows: int,
    ) -> Iterator[Line]:
        after, given = "", 0
        while given < rows:
            page = records.find(where, self._case, key, backwards, after, min(500, rows - given))
            yield from self._lines(page.records, self._at.leaving())
            given += len(page.records)
            after = page.after
            if not after:
                return


def _facet(column: Column, counts: Mapping[Value, int]) -> Facet:
    told = tuple((shown_value(column.key_type, value), count) for value, count in counts.items())
    return Facet(column.name, told[:FACET_VALUES], max(0, len(told) - FACET_VALUES))


def cell_of(body: Mapping[str, object], column: Column, captions: Mapping[str, str], locale: str) -> Cell:
    """What stands in a column for a body; ``captions`` by entity id."""
    return _cell(column, _values(body, column, locale), captions, locale)


def entities_of(body: Mapping[str, object], column: Column) -> tuple[str, ...]:
    """The entities (hex ids) that stand in a column for a body; none in a column of another type."""
    return _values(body, column) if column.type == "entity" else ()


def _cell(column: Column, values: tuple[str, ...], captions: Mapping[str, str], locale: str) -> Cell:
    if column.type == "state":
        return Cell(())
    if column.type == "choice":
        return Cell(
            values,
            tuple(
                say(column.options[value], locale) if value in column.options else value for value in values
            ),
        )
    if column.type == "entity":
        return Cell(values, tuple(captions.get(value, value[:8]) for value in values))
    return Cell(values)


def _values(body: Mapping[str, object], column: Column, locale: str = "") -> tuple[str, ...]:
    """What stands at a column's path; of a text that a record keeps in four languages the one in
    ``locale``."""
    found: list[object] = []
    for path in column.path.split("|"):
        found = found or [value for value in _at(body, path) if value not in (None, "", {})]
    if column.type == "entity":
        found = [item.get("entity") if isinstance(item, Mapping) else item for item in found]
    found = [
        item[locale] if isinstance(item, Mapping) and locale and item.keys() == set(LOCALES) else item
        for item in found
    ]
    told = tuple(as_text(value) for value in found)
    return tuple(map(in_utc, told)) if column.type == "time" else told


def _at(body: Mapping[str, object], path: str) -> list[object]:
    found: list[object] = [body]
    for part in path.split("."):
        found = [value for item in found if isinstance(item, Mapping) for value in _listed(item.get(part))]
    return found


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]
