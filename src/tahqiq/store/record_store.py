"""Records on records: every version kept, the latest found by the keys of its kind. docs/decisions/0027 says
why they lie so.

A record rests on data classes: that of its home (and compartment) and those of what it refers to. Who may not
see all of them does not see it, and it is in no count.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.kit.parts import parts
from tahqiq.model.kind import ABSENT
from tahqiq.model.kinds import AnyKind, kinds
from tahqiq.model.scope import Scope
from tahqiq.store import register_numbers
from tahqiq.store.database import Transaction, integer, marks, text
from tahqiq.store.documents import read_classes, written
from tahqiq.store.record_over import is_over
from tahqiq.store.record_search import RecordSearch
from tahqiq.store.record_table import (
    column,
    columns,
    differing,
    keyed,
    latest,
    rests,
    stands,
)
from tahqiq.store.stored_record import HEAD, Record, record_of, row_of


class RecordStore(RecordSearch):
    """All records of one workspace. A Scope says which classes may be seen; whether somebody belongs to the
    home is the caller's to ask."""

    def add(self, kind: AnyKind, made: Record, about: Iterable[str]) -> None:
        """Keep a version; ``about`` are the entities (hex ids) it refers to. Raises ``Conflict``:
        ``record-changed`` unless it follows the latest one, ``number-taken``."""
        table = self._table(kind)
        with self._database.transaction(durable=True) as transaction:
            last = "SELECT MAX(version) FROM shelf_record WHERE id=?"
            follows = made.version == 1 or transaction.query(last, (made.id,)) == [(made.version - 1,)]
            if not follows or transaction.insert_many("shelf_record", HEAD, [row_of(made)]) != 1:
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
            transaction.insert_many("shelf_record", HEAD, [row_of(one) for one in made])
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
        sql = f"SELECT {', '.join(HEAD)} FROM shelf_record WHERE id=? AND kind=? AND home=?"
        for one in dict.fromkeys(
            (None, version)
        ):  # the latest says whether it is seen; its history, which may be long, is not asked for
            where, more = (
                (" ORDER BY version DESC LIMIT 1", ()) if one is None else (" AND version=?", (one,))
            )
            found = [
                record_of(row)
                for row in self._database.query(sql + where, (identity, kind.name, home, *more))
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
                f"SELECT {', '.join(HEAD)} FROM shelf_record WHERE id IN ({marks(len(part))}) AND "
                "kind=? AND home=? ORDER BY id, version DESC"
            )
            for row in self._database.query(sql, (*part, kind.name, home)):
                found.setdefault(text(row[0]), []).append(record_of(row))
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

    def actors(self, scope: Scope, kind: AnyKind, home: str, identity: str) -> set[str]:
        """Who wrote the visible versions of a record, as their rows have it: what :meth:`history` says of
        that, without the bodies."""
        sql = "SELECT DISTINCT actor, classes, state FROM shelf_record WHERE id=? AND kind=? AND home=?"
        rows = self._database.query(sql, (identity, kind.name, home))
        return {
            text(row[0]) for row in rows if read_classes(text(row[1])) <= scope.classes and row[2] != "erased"
        }

    def every(self) -> Iterator[Record]:
        """Every version, for verification, erasure and backup only."""
        for row in self._database.stream(f"SELECT {', '.join(HEAD)} FROM shelf_record ORDER BY id, version"):
            yield record_of(row)

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

    def misnumbered(self, since: str) -> Iterator[tuple[str, str]]:
        """Records saved after ``since`` whose number in the register is not theirs, with the number, for
        verification only."""
        there = {text(row[0]) for row in self._database.query("SELECT kind FROM shelf_table")}
        for kind in (one for one in kinds().values() if one.name in there and one.numbered):
            yield from register_numbers.lost(self._database.query, kind, self._table(kind), since)

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
                f"SELECT {', '.join(HEAD)} FROM shelf_record WHERE id IN ({marks(len(part))}) ORDER BY "
                "id, version"
            )
            found += [record_of(row) for row in self._database.query(sql, tuple(part))]
        return found

    def version_of(self, identity: str, version: int) -> Record:
        """One version of a record, whoever may see it; for carrying it over only."""
        sql = f"SELECT {', '.join(HEAD)} FROM shelf_record WHERE id=? AND version=?"
        return record_of(self._database.query(sql, (identity, version))[0])

    def referring(self, entities: Sequence[str]) -> list[Record]:
        """Every version of every record that refers to one of the entities in any version, for erasure
        only."""
        found: list[Record] = []
        for part in parts(entities, 500):
            sql = (
                f"SELECT {', '.join(HEAD)} FROM shelf_record WHERE id IN (SELECT record FROM "
                f"shelf_reference WHERE entity IN ({marks(len(part))}))"
            )
            found += [
                record_of(row) for row in self._database.query(sql + " ORDER BY id, version", tuple(part))
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


def _claim(transaction: Transaction, kind: AnyKind, made: Record) -> None:
    number = kind.key(kind.numbered).of(kind.read(made.body, made.shape)) if kind.numbered else ""
    if number:
        register_numbers.claim(transaction, made.home, kind.name, str(number), made.id)


def _refer(transaction: Transaction, made: Record, about: Iterable[str]) -> None:
    rows = [(entity, made.id, made.kind) for entity in sorted(set(about))]
    transaction.insert_many("shelf_reference", ("entity", "record", "kind"), rows)
