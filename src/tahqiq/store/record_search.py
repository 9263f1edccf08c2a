"""The search of records: records found, counted and hidden by the keys of their kind, within a Scope."""

from collections.abc import Sequence
from dataclasses import dataclass

from tahqiq.kit.errors import WrongUse
from tahqiq.model.kind import ABSENT, KeyType
from tahqiq.model.kinds import AnyKind
from tahqiq.model.scope import Scope
from tahqiq.store.database import Database, Row, Value, integer, marks, numbers, text
from tahqiq.store.documents import read_classes
from tahqiq.store.record_over import unended
from tahqiq.store.record_table import (
    column,
    grouped,
    table_of,
)
from tahqiq.store.record_where import Between, Where, condition_sql
from tahqiq.store.stored_record import HEAD, Record, RecordState, record_of

FEW = 300
"""So many records are found first and sorted then, instead of met one by one in their order."""


@dataclass(frozen=True, slots=True)
class Page:
    """Records in order; ``after`` is what to ask the next page with, None on the last one."""

    records: tuple[Record, ...]
    after: tuple[Value, str] | None


class RecordSearch:
    """The latest versions of the records of one workspace, found by the tables of their kinds. A Scope says
    which classes may be seen; whether somebody belongs to the home is the caller's to ask."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tables: dict[str, str] = {}

    def find(
        self,
        scope: Scope,
        kind: AnyKind,
        home: str,
        where: Where,
        order: str = "at",
        descending: bool = False,
        after: tuple[Value, str] | None = None,
        limit: int = 50,
        state: RecordState = "open",
    ) -> Page:
        """One page of the latest versions. ``order`` is a key, or ``at`` (last written,
        where no key is called so), or ``until`` (may be
        kept until); records without a value of it come last. Raises ``WrongUse`` (``unknown-key``)."""
        sorted_by, absent = self._ordered(kind, order)
        conditions, params = self._conditions(scope, kind, home, where, state)
        found: list[Row] = []
        beyond = "<" if descending else ">"
        direction = "DESC" if descending else "ASC"
        free = "+" if self._few(kind, home, where, order, state) else ""
        without = order in where and where[order] is None
        if (
            free and after is None and sorted_by != "at"
        ):  # so few that those without a value are sorted in with the rest
            sql = (
                f" ORDER BY {free}t.{sorted_by} = ?, {free}t.{sorted_by} {direction}, CASE WHEN "
                f"{free}t.{sorted_by} = ? THEN '' ELSE t.id END {direction}, t.id LIMIT {limit + 1}"
            )
            return _page(self._faced(kind, sorted_by, conditions + sql, (*params, absent, absent)), limit)
        if not without and (after is None or after[0] != absent):
            past, at = (
                ("", ()) if after is None else (f" AND ({free}t.{sorted_by}, t.id) {beyond} (?, ?)", after)
            )
            sql = (
                f" AND {free}t.{sorted_by} <> ?{past} ORDER BY {free}t.{sorted_by} {direction}, t.id "
                f"{direction} LIMIT {limit + 1}"
            )
            found = self._faced(kind, sorted_by, conditions + sql, (*params, absent, *at))
        if len(found) <= limit and sorted_by != "at":
            past, last = (
                (" AND t.id > ?", (after[1],)) if after is not None and after[0] == absent else ("", ())
            )
            sql = f" AND t.{sorted_by} = ?{past} ORDER BY t.id LIMIT {limit + 1 - len(found)}"
            found += self._faced(kind, sorted_by, conditions + sql, (*params, absent, *last))
        return _page(found, limit)

    def _few(self, kind: AnyKind, home: str, where: Where, order: str, state: RecordState) -> bool:
        """Whether a key alone leaves so few records that they are sorted when found. SQLite without
        statistics does not know, and would walk all records in their order until it meets them (measured: 31
        ms instead of .2 for one of 17,000)."""
        told = {name: condition for name, condition in where.items() if not isinstance(condition, Between)}
        if self._database.engine != "sqlite" or not told or grouped(kind, set(told), order):
            return False
        for name, condition in told.items():
            sql, values = condition_sql(f"t.{column(name)}", self._type(kind, name), condition)
            most = FEW + 2 * len(values)
            probe = (
                f"SELECT COUNT(*) FROM (SELECT 1 FROM {self._table(kind)} t WHERE t.home=? AND t.state=? "
                f"AND {sql} LIMIT {most})"
            )
            if integer(self._database.query(probe, (home, state, *values))[0][0]) < most:
                return True
        return False

    def count(
        self,
        scope: Scope,
        kind: AnyKind,
        home: str,
        where: Where,
        by: str | None = None,
        state: RecordState = "open",
    ) -> dict[Value, int]:
        """How many records there are within the scope, by the values of a key (as their column holds them),
        or under None all together."""
        conditions, params = self._conditions(scope, kind, home, where, state)
        if by is None:
            return {
                None: integer(
                    self._database.query(
                        f"SELECT COUNT(*) FROM {self._table(kind)} t WHERE {conditions}", params
                    )[0][0]
                )
            }
        counted, _ = self._ordered(kind, by)
        free = "+" if self._database.engine == "sqlite" and not grouped(kind, set(where), by) else ""
        sql = (
            f"SELECT {counted}, COUNT(*) FROM {self._table(kind)} t WHERE {conditions} GROUP BY "
            f"{free}{counted} ORDER BY COUNT(*) DESC, {counted}"
        )
        return {value: integer(amount) for value, amount in self._database.query(sql, params)}

    def hides(self, scope: Scope, kind: AnyKind, home: str) -> bool:
        """Whether a home has open records of the kind outside the scope. Says nothing of which or how
        many."""
        seen = numbers(self._open(scope))
        sql = (
            f"SELECT 1 FROM {self._table(kind)} t WHERE t.home=? AND t.state='open' AND t.rests NOT IN "
            f"({seen}) LIMIT 1"
        )
        return bool(self._database.query(sql, (home,)))

    def about(
        self, scope: Scope, kind: AnyKind, homes: Sequence[str], entities: Sequence[str]
    ) -> list[Record]:
        """The latest versions in ``homes`` that refer to any of the entities (hex ids), the last written
        first."""
        if not homes or not entities:
            return []
        named = 'record COLLATE "C"' if self._database.engine == "postgres" else "record"
        referring = f"SELECT {named} FROM shelf_reference WHERE kind=? AND entity IN ({marks(len(entities))})"
        conditions = (
            f"t.id IN ({referring}) AND t.home IN ({marks(len(homes))}) AND t.state='open' AND t.rests "
            f"IN ({numbers(self._open(scope))}){unended(kind)}"
        )
        return [
            record_of(row)
            for row in self._faced(
                kind, "at", f"{conditions} ORDER BY t.at DESC, t.id", (kind.name, *entities, *homes)
            )
        ]

    def _table(self, kind: AnyKind) -> str:
        known = self._tables.get(kind.name) or table_of(self._database, kind)
        if self._database.units.here is None:  # what a unit makes is there for others when it is committed
            self._tables[kind.name] = known
        return known

    def _faced(self, kind: AnyKind, sorted_by: str, where: str, params: Sequence[Value]) -> list[Row]:
        """The latest versions whose row of the kind's table (``t``) is so, each followed by the value of a
        column of it."""
        told = ", ".join(f"r.{name}" for name in HEAD)
        # PostgreSQL compares columns of two collations without the index of either: it read every record for
        # a page (350 ms of a million).
        same = 't.id COLLATE "default"' if self._database.engine == "postgres" else "t.id"
        sql = (
            f"SELECT {told}, t.{sorted_by} FROM {self._table(kind)} t JOIN shelf_record r ON r.id = "
            f"{same} AND r.version = t.version WHERE {where}"
        )
        return self._database.query(sql, params)

    def _open(self, scope: Scope) -> list[int]:
        """The sets of classes of which the scope has all."""
        rows = self._database.query("SELECT no, classes FROM shelf_rests")
        return [integer(no) for no, classes in rows if read_classes(text(classes)) <= scope.classes]

    def _conditions(
        self, scope: Scope, kind: AnyKind, home: str, where: Where, state: RecordState
    ) -> tuple[str, tuple[Value, ...]]:
        told, params = [f"t.home=?{unended(kind)}", "t.state=?"], [home, state]
        values: list[Value] = list(params)
        for name, condition in where.items():
            sql, given = condition_sql(f"t.{column(name)}", self._type(kind, name), condition)
            told.append(sql)
            values += given
        return " AND ".join([*told, f"t.rests IN ({numbers(self._open(scope))})"]), tuple(values)

    @staticmethod
    def _type(kind: AnyKind, name: str) -> KeyType:
        try:
            return kind.key(name).type
        except KeyError:
            raise WrongUse(
                "unknown-key", name=name[:40], known=", ".join(key.name for key in kind.keys)
            ) from None

    def _ordered(self, kind: AnyKind, order: str) -> tuple[str, Value]:
        """The column of an order, and what absence is in it (never for ``at``)."""
        if order == "at" and all(key.name != "at" for key in kind.keys):
            return "at", ""
        if order == "until":
            return "until", ABSENT
        return column(order), "" if self._type(kind, order) == "text" else ABSENT


def _page(found: Sequence[Row], limit: int) -> Page:
    page = found[:limit]
    return Page(
        tuple(map(record_of, page)), (page[-1][-1], text(page[-1][0])) if len(found) > limit else None
    )
