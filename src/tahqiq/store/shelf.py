"""Records on shelves: every version kept, the latest found by the keys of its kind. docs/decisions/0027 says
why they lie so.

A record rests on data classes: that of its home (and compartment) and those of what it refers to. Who may not
see all of them does not see it, and it is in no count.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.kit.ids import sha256
from tahqiq.kit.parts import parts
from tahqiq.model.kind import ABSENT, KeyType
from tahqiq.model.kinds import AnyKind, kinds
from tahqiq.model.scope import Scope
from tahqiq.store import register_numbers
from tahqiq.store.database import Database, Row, Transaction, Value, integer, marks, numbers, text
from tahqiq.store.documents import read_classes, written
from tahqiq.store.shelf_over import is_over, unended
from tahqiq.store.shelf_table import (
    column,
    columns,
    differing,
    grouped,
    keyed,
    latest,
    rests,
    stands,
    table_of,
)
from tahqiq.store.shelf_where import Between, Where, condition_sql

RecordState = Literal["open", "put-away", "erased"]
_HEAD = ("id", "version", "kind", "shape", "home", "classes", "state", "at", "actor", "body", "cited")


@dataclass(frozen=True, slots=True)
class Record:
    """One version of a record. ``home`` is the id of its case or of its desk's file; ``classes`` what it
    rests on; ``body`` JSON as text of the ``shape`` it was written in; ``at`` ISO 8601 UTC; ``actor`` who
    wrote it; ``cited`` what it remembers of the recorded values and events it cites
    (:mod:`tahqiq.store.citations`)."""

    id: str
    version: int
    kind: str
    shape: int
    home: str
    classes: frozenset[int]
    state: RecordState
    at: str
    actor: str
    body: str
    cited: str = ""

    @property
    def thing(self) -> str:
        """What the audit log calls it."""
        return f"{self.id}.{self.version}"

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        return {
            "id": self.id,
            "version": self.version,
            "kind": self.kind,
            "shape": self.shape,
            "home": self.home,
            "classes": written(self.classes),
            "state": self.state,
            "at": self.at,
            "actor": self.actor,
            "body": sha256(self.body.encode()),
            **({"cited": sha256(self.cited.encode())} if self.cited else {}),
        }


FEW = 300
"""So many records are found first and sorted then, instead of met one by one in their order."""


@dataclass(frozen=True, slots=True)
class Page:
    """Records in order; ``after`` is what to ask the next page with, None on the last one."""

    records: tuple[Record, ...]
    after: tuple[Value, str] | None


class Shelves:
    """All shelves of one workspace. A Scope says which classes may be seen; whether somebody belongs to the
    home is the caller's to ask."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._tables: dict[str, str] = {}
        database.units.undone.append(self._tables.clear)

    def add(self, kind: AnyKind, made: Record, about: Iterable[str]) -> None:
        """Keep a version; ``about`` are the entities (hex ids) it refers to. Raises ``Conflict``:
        ``record-changed`` unless it follows the latest one, ``number-taken``."""
        table = self._table(kind)
        with self._database.transaction(durable=True) as transaction:
            last = "SELECT MAX(version) FROM shelf_record WHERE id=?"
            follows = made.version == 1 or transaction.query(last, (made.id,)) == [(made.version - 1,)]
            if not follows or transaction.insert_many("shelf_record", _HEAD, [_row(made)]) != 1:
                raise Conflict("record-changed")
            _claim(transaction, kind, made)
            self._face(transaction, kind, table, made, new=made.version == 1)
            _refer(transaction, made, about)

    def add_all(self, kind: AnyKind, made: Sequence[Record]) -> None:
        """Keep new records that refer to no entity, together or not at all. Raises ``Conflict``
        (``number-taken``)."""
        table = self._table(kind)
        with self._database.transaction(durable=True) as transaction:
            known: dict[frozenset[int], int] = {}
            for one in made:
                if one.classes not in known:
                    known[one.classes] = rests(transaction, written(one.classes))
            for one in made if kind.numbered else ():
                _claim(transaction, kind, one)
            transaction.insert_many("shelf_record", _HEAD, [_row(one) for one in made])
            faces = [
                (
                    one.id,
                    one.version,
                    one.home,
                    known[one.classes],
                    one.state,
                    one.at,
                    *keyed(kind, one.body, one.shape),
                )
                for one in made
            ]
            transaction.insert_many(table, columns(kind), faces)

    def carried(self, name: str) -> bool:
        """Whether what an older program kept elsewhere has come over under this name."""
        return bool(self._database.query("SELECT 1 FROM meta WHERE key=?", (f"carried-{name}",)))

    def mark_carried(self, name: str, count: int) -> None:
        """Say that it has, and how many versions came."""
        with self._database.transaction(durable=True) as transaction:
            if not transaction.query("SELECT 1 FROM meta WHERE key=?", (f"carried-{name}",)):
                transaction.insert_many("meta", ("key", "value"), [(f"carried-{name}", str(count))])

    def get(
        self, scope: Scope, kind: AnyKind, home: str, identity: str, version: int | None = None
    ) -> Record:
        """The latest version, or a numbered one, of a record whose latest version is visible. Raises
        ``NotFound`` (``no-such-record``)."""
        sql = f"SELECT {', '.join(_HEAD)} FROM shelf_record WHERE id=? AND kind=? AND home=?"
        for one in dict.fromkeys(
            (None, version)
        ):  # the latest says whether it is seen; its history, which may be long, is not asked for
            where, more = (
                (" ORDER BY version DESC LIMIT 1", ()) if one is None else (" AND version=?", (one,))
            )
            found = [
                _record(row) for row in self._database.query(sql + where, (identity, kind.name, home, *more))
            ]
            if (
                not found
                or not found[0].classes <= scope.classes
                or found[0].state == "erased"
                or (one is None and is_over(kind, found[0].body, found[0].shape))
            ):
                break
            if version in (None, found[0].version):
                return found[0]
        raise NotFound("no-such-record", id=identity)

    def history(self, scope: Scope, kind: AnyKind, home: str, identity: str) -> list[Record]:
        """All visible versions of a record whose latest version is visible, the latest first. Raises
        ``NotFound`` (``no-such-record``)."""
        found = self.histories(scope, kind, home, [identity])
        if identity not in found:
            raise NotFound("no-such-record", id=identity)
        return found[identity]

    def histories(
        self, scope: Scope, kind: AnyKind, home: str, ids: Sequence[str]
    ) -> dict[str, list[Record]]:
        """As :meth:`history` of several records by id; those that are hidden or absent are left out."""
        found: dict[str, list[Record]] = {}
        for part in parts(ids, 500):
            sql = (
                f"SELECT {', '.join(_HEAD)} FROM shelf_record WHERE id IN ({marks(len(part))}) AND "
                "kind=? AND home=? ORDER BY id, version DESC"
            )
            for row in self._database.query(sql, (*part, kind.name, home)):
                found.setdefault(text(row[0]), []).append(_record(row))
        seen = {
            one: every
            for one, every in found.items()
            if every[0].classes <= scope.classes
            and every[0].state != "erased"
            and not is_over(kind, every[0].body, every[0].shape)
        }
        return {
            one: [item for item in every if item.classes <= scope.classes and item.state != "erased"]
            for one, every in seen.items()
        }

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
        """One page of the latest versions. ``order`` is a key, or ``at`` (last written), or ``until`` (may be
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
            _record(row)
            for row in self._faced(
                kind, "at", f"{conditions} ORDER BY t.at DESC, t.id", (kind.name, *entities, *homes)
            )
        ]

    def every(self) -> Iterator[Record]:
        """Every version, for verification, erasure and backup only."""
        for row in self._database.stream(f"SELECT {', '.join(_HEAD)} FROM shelf_record ORDER BY id, version"):
            yield _record(row)

    def misplaced(self) -> Iterator[str]:
        """Ids of records that their kind's table does not find as their latest version says, for verification
        only. Kinds that are not installed are not looked at: nothing can be found by their keys; nor those of
        which nothing was ever kept, whose table is not made for that (a look at a new workspace made
        eighty)."""
        there = {
            text(row[0])
            for row in self._database.query(
                "SELECT DISTINCT kind FROM shelf_record UNION SELECT kind FROM shelf_table"
            )
        }
        for kind in (one for one in kinds().values() if one.name in there):
            right, found = (
                latest(self._database.query, kind),
                stands(self._database.query, kind, self._table(kind)),
            )
            try:
                yield from (text(row[0]) for row in differing(found, right))
            except ValueError:
                yield kind.name

    def expired(self, kind: AnyKind, day: date, limit: int = 500, key: str = "") -> list[Record]:
        """Every version of up to ``limit`` records whose last day (or the day of their key ``key``) is over
        on ``day``, the first over first; in every home, for retention only."""
        table, ends = self._table(kind), column(key) if key else "until"
        sql = f"SELECT id FROM {table} WHERE {ends} <> ? AND {ends} < ? ORDER BY {ends}, id LIMIT {limit}"
        return self.versions_of(
            [text(row[0]) for row in self._database.query(sql, (ABSENT, day.toordinal()))]
        )

    def keyed(self, kind: AnyKind, name: str, values: Sequence[str]) -> list[Record]:
        """Every version of the records whose key ``name`` (a text) is one of ``values``, in every home, for
        retention only."""
        table, found = self._table(kind), list[Record]()
        for part in parts(values, 500):
            rows = self._database.query(
                f"SELECT id FROM {table} WHERE {column(name)} IN ({marks(len(part))})", tuple(part)
            )
            found += self.versions_of([text(row[0]) for row in rows])
        return found

    def forget(self, record: str) -> None:
        """Drop what says to which entities a record refers, for retention only."""
        with self._database.transaction(durable=True) as transaction:
            transaction.execute("DELETE FROM shelf_reference WHERE record=?", (record,))
            register_numbers.forget(transaction, record)

    def next_number(self, kind: AnyKind, home: str, letter: str) -> str:
        """The next number of a series of a kind: within the unit under way it is taken, so that nobody else
        is given it."""
        table, key = self._table(kind), column(kind.numbered)

        def there(number: str) -> bool:
            return bool(
                self._database.query(
                    f"SELECT 1 FROM {table} WHERE home=? AND {key}=? LIMIT 1", (home, number)
                )
            )

        def before() -> int:
            return integer(self._database.query(f"SELECT COUNT(*) FROM {table} WHERE home=?", (home,))[0][0])

        with self._database.transaction() as transaction:
            return register_numbers.following(transaction, home, kind.name, letter, before, there)

    def versions_of(self, ids: Sequence[str]) -> list[Record]:
        """Every version of some records, whoever may see them; for masking and destruction only."""
        found: list[Record] = []
        for part in parts(ids, 500):
            sql = (
                f"SELECT {', '.join(_HEAD)} FROM shelf_record WHERE id IN ({marks(len(part))}) ORDER BY "
                "id, version"
            )
            found += [_record(row) for row in self._database.query(sql, tuple(part))]
        return found

    def version_of(self, identity: str, version: int) -> Record:
        """One version of a record, whoever may see it; for carrying it over only."""
        sql = f"SELECT {', '.join(_HEAD)} FROM shelf_record WHERE id=? AND version=?"
        return _record(self._database.query(sql, (identity, version))[0])

    def referring(self, entities: Sequence[str]) -> list[Record]:
        """Every version of every record that refers to one of the entities in any version, for erasure
        only."""
        found: list[Record] = []
        for part in parts(entities, 500):
            sql = (
                f"SELECT {', '.join(_HEAD)} FROM shelf_record WHERE id IN (SELECT record FROM "
                f"shelf_reference WHERE entity IN ({marks(len(part))}))"
            )
            found += [
                _record(row) for row in self._database.query(sql + " ORDER BY id, version", tuple(part))
            ]
        return list({item.thing: item for item in found}.values())

    def rewrite(self, made: Record) -> None:
        """Put what an erasure left in place of a version; the entry of the log that says so is the caller's.
        The table of a kind that is not installed is dropped: it holds keys of the old body, and is made again
        when the kind is back."""
        kind = kinds().get(made.kind)
        table = self._table(kind) if kind else ""
        with self._database.transaction(durable=True) as transaction:
            sql = "UPDATE shelf_record SET body=?, shape=?, state=?, cited=? WHERE id=? AND version=?"
            transaction.execute(sql, (made.body, made.shape, made.state, made.cited, made.id, made.version))
            if kind is None:
                for (name,) in transaction.query("SELECT name FROM shelf_table WHERE kind=?", (made.kind,)):
                    transaction.execute(f"DROP TABLE {text(name)}")
                transaction.execute("DELETE FROM shelf_table WHERE kind=?", (made.kind,))
            elif not transaction.query(
                "SELECT 1 FROM shelf_record WHERE id=? AND version>?", (made.id, made.version)
            ):
                self._face(transaction, kind, table, made)

    def _face(
        self, transaction: Transaction, kind: AnyKind, table: str, made: Record, new: bool = False
    ) -> None:
        if not new:
            transaction.execute(f"DELETE FROM {table} WHERE id=?", (made.id,))
        if made.state != "erased":
            row = (
                made.id,
                made.version,
                made.home,
                rests(transaction, written(made.classes)),
                made.state,
                made.at,
                *keyed(kind, made.body, made.shape),
            )
            transaction.insert_many(table, columns(kind), [row])

    def _table(self, kind: AnyKind) -> str:
        if kind.name not in self._tables:
            self._tables[kind.name] = table_of(self._database, kind)
        return self._tables[kind.name]

    def _faced(self, kind: AnyKind, sorted_by: str, where: str, params: Sequence[Value]) -> list[Row]:
        """The latest versions whose row of the kind's table (``t``) is so, each followed by the value of a
        column of it."""
        told = ", ".join(f"r.{name}" for name in _HEAD)
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
        if order == "at":
            return "at", ""
        if order == "until":
            return "until", ABSENT
        return column(order), "" if self._type(kind, order) == "text" else ABSENT


def _row(made: Record) -> tuple[Value, ...]:
    """A version as its row holds it."""
    return (
        made.id,
        made.version,
        made.kind,
        made.shape,
        made.home,
        written(made.classes),
        made.state,
        made.at,
        made.actor,
        made.body,
        made.cited,
    )


def _page(found: Sequence[Row], limit: int) -> Page:
    page = found[:limit]
    return Page(tuple(map(_record, page)), (page[-1][-1], text(page[-1][0])) if len(found) > limit else None)


def _claim(transaction: Transaction, kind: AnyKind, made: Record) -> None:
    number = kind.key(kind.numbered).of(kind.read(made.body, made.shape)) if kind.numbered else ""
    if number:
        register_numbers.claim(transaction, made.home, kind.name, str(number), made.id)


def _refer(transaction: Transaction, made: Record, about: Iterable[str]) -> None:
    rows = [(entity, made.id, made.kind) for entity in sorted(set(about))]
    transaction.insert_many("shelf_reference", ("entity", "record", "kind"), rows)


def _record(row: Row) -> Record:
    state: RecordState = "put-away" if row[6] == "put-away" else "erased" if row[6] == "erased" else "open"
    return Record(
        text(row[0]),
        integer(row[1]),
        text(row[2]),
        integer(row[3]),
        text(row[4]),
        read_classes(text(row[5])),
        state,
        text(row[7]),
        text(row[8]),
        text(row[9]),
        text(row[10]),
    )
