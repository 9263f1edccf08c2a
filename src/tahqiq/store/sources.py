"""Sources, their classes, readings, custody and parts."""

import re
from collections.abc import Iterable, Sequence

from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.model.place import Part
from tahqiq.model.scope import DataClass, Scope
from tahqiq.model.source import Authority, Deposit, Reference, Source, State
from tahqiq.store.containers import INSIDE
from tahqiq.store.database import Database, Transaction, Value, integer, numbers, text
from tahqiq.store.decisions import CLASSES, Decisions
from tahqiq.store.originals import Sealed
from tahqiq.store.readings import readings, zone_said
from tahqiq.store.source_rows import parts_of
from tahqiq.store.source_table import COLUMNS, ELSEWHERE, HERE, SELECT, UNREAD, insert, new_id, source_of


class Sources:
    """The register of sources of one workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def data_class(
        self, transaction: Transaction, case: str, compartment: str, handling: str, held_by: int = 0
    ) -> int:
        """The number of a class, made when it is new."""
        key = (case, compartment, handling, held_by)
        where = "SELECT no FROM data_class WHERE case_id=? AND compartment=? AND handling=? AND held_by=?"
        found = transaction.query(where, key)
        if not found:
            number = transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM data_class")[0][0]
            transaction.insert_many(
                "data_class", ("no", "case_id", "compartment", "handling", "held_by"), [(number, *key)]
            )
            found = transaction.query(where, key)
        return integer(found[0][0])

    def case_class(self, case: str, compartment: str = "") -> int:
        """The number of the class of what lies in a case (and a compartment of it) without further limits,
        made when it is new."""
        with self._database.transaction() as transaction:
            return self.data_class(transaction, case, compartment, "")

    def data_classes(self) -> list[DataClass]:
        """All classes; only ``access`` asks, to make Scopes."""
        return [
            DataClass(integer(no), text(case), text(compartment), text(code), integer(held))
            for no, case, compartment, code, held, _ in self._database.query(CLASSES)
        ]

    def released(self) -> set[int]:
        """Held classes that a supervisor has released."""
        return Decisions(self._database).released()

    def deposit(
        self, sealed: Sealed, name: str, deposit: Deposit, by: str, parent: int | None = None, path: str = ""
    ) -> Source:
        """Register a sealed original in a case; the same content in the same class is the same source and is
        returned as it is."""
        with self._database.transaction(durable=True) as transaction:
            number = self.data_class(transaction, deposit.case, deposit.compartment, deposit.handling)
            known = transaction.query(
                (
                    f"{SELECT} WHERE sha256=? AND class=? AND state NOT IN ('erased', 'superseded') AND "
                    f"original='{HERE}' ORDER BY no"
                ),
                (sealed.sha256, number),
            )
            if known:
                source = source_of(known[0])
                self._custody(
                    transaction, source.no, by, "received-again", f"{name} {deposit.received_from}".strip()
                )
                if parent is not None and source.parent != parent:
                    within = text(transaction.query("SELECT id FROM source WHERE no=?", (parent,))[0][0])
                    self._custody(transaction, source.no, by, INSIDE, within)
                return source
            no = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM source")[0][0])
            stated = deposit.authority != Authority()
            held = (
                self.data_class(transaction, deposit.case, deposit.compartment, deposit.handling, no)
                if stated
                else number
            )
            public = new_id(transaction, deposit.case, deposit.compartment, deposit.handling, sealed.sha256)
            row: dict[str, Value] = {
                "no": no,
                "sha256": sealed.sha256,
                "name": name,
                "size": sealed.size,
                "state": "sealed",
                "case_id": deposit.case,
                "class": number,
                "held_class": held,
                "grade": deposit.grade,
                "zone": deposit.zone,
                "zone_by": by if deposit.zone else "",
                "parent": parent,
                "path": path,
                "deposited_by": by,
                "deposited_at": clock.stamp(),
                "received_from": deposit.received_from,
                "received_how": deposit.received_how,
                "authority": deposit.authority.to_json(),
                "original": HERE,
                "id": public,
            }
            insert(transaction, row)
            self._custody(
                transaction,
                no,
                by,
                "deposited",
                f"{name} {deposit.received_from} {deposit.received_how}".strip(),
            )
            return source_of(transaction.query(f"{SELECT} WHERE no=?", (no,))[0])

    def deposit_of(self, source: Source) -> Deposit:
        """What was said of a source when it was deposited."""
        sql = "SELECT compartment, handling FROM data_class WHERE no=?"
        compartment, handling = (text(value) for value in self._database.query(sql, (source.data_class,))[0])
        zone = source.zone if zone_said(self._database, source) else ""
        return Deposit(
            source.case,
            compartment,
            handling,
            source.grade,
            source.received_from,
            source.received_how,
            zone,
            source.authority,
        )

    def refer(self, parent: Source, reference: Reference, by: str) -> Source:
        """Register, in staging, a source whose original is not here: it came with the exchange file
        ``parent``, in the same case."""
        with self._database.transaction(durable=True) as transaction:
            number = self.data_class(transaction, parent.case, reference.compartment, reference.handling)
            no = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM source")[0][0])
            public = new_id(
                transaction, parent.case, reference.compartment, reference.handling, reference.sha256
            )
            row: dict[str, Value] = {
                "no": no,
                "sha256": reference.sha256,
                "name": reference.name,
                "state": "staging",
                "format": reference.format,
                "reader_version": reference.reader_version,
                "mapping_name": reference.mapping_name,
                "case_id": parent.case,
                "class": number,
                "held_class": number,
                "grade": reference.grade,
                "parent": parent.no,
                "deposited_by": reference.deposited_by,
                "deposited_at": clock.stamp(),
                "received_from": parent.received_from,
                "received_how": parent.received_how,
                "original": ELSEWHERE,
                "id": public,
            }
            insert(transaction, row)
            self._custody(transaction, no, by, "referenced", parent.name)
            return source_of(transaction.query(f"{SELECT} WHERE no=?", (no,))[0])

    def unread_inside(self, parent: int) -> list[Source]:
        """What stood inside a source and was registered, and nobody has read yet; for intake only."""
        return self._within(parent, "original=? AND state IN ('sealed', 'staging')", HERE)

    def inside(self, parent: int) -> list[Source]:
        """What came out of a source and was published; for intake only."""
        return self._within(parent, "original=? AND state='published'", HERE)

    def references(self, parent: int) -> list[Source]:
        """The sources that came by reference with an exchange file, in any state; for intake only."""
        return self._within(parent, "original=?", ELSEWHERE)

    def _within(self, parent: int, where: str, *values: Value) -> list[Source]:
        rows = self._database.query(f"{SELECT} WHERE parent=? AND {where} ORDER BY no", (parent, *values))
        return [source_of(row) for row in rows]

    def read_again(self, old: Source, reason: str, by: str, zone: str = "") -> Source:
        """Register, in staging, a new reading of a published source: the same original in the same class,
        said of it what was said at deposit.

        ``zone`` takes the place of the zone of times that carry none. A zone that a proposal assumed is not
        taken over. Raises ``Conflict`` (``reading-not-latest``) when ``old`` is not what stands.
        """
        with self._database.transaction(durable=True) as transaction:
            row = transaction.query(
                f"SELECT {','.join(COLUMNS)} FROM source WHERE no=? AND state='published'", (old.no,)
            )
            if not row:
                raise Conflict("reading-not-latest", name=old.name)
            no = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM source")[0][0])
            case, compartment, handling = (
                text(value)
                for value in transaction.query(
                    "SELECT case_id, compartment, handling FROM data_class WHERE no=?", (old.data_class,)
                )[0]
            )
            stated = old.authority != Authority()
            zoned = zone or (old.zone if zone_said(transaction, old) else "")
            zone_by = by if zone else old.zone_by if zoned else ""
            held = self.data_class(transaction, case, compartment, handling, no) if stated else old.data_class
            told: dict[str, Value] = {
                **dict(zip(COLUMNS, row[0], strict=True)),
                **UNREAD,
                "no": no,
                "state": "staging",
                "held_class": held,
                "zone": zoned,
                "zone_by": zone_by,
                "id": new_id(transaction, case, compartment, handling, old.sha256),
            }
            insert(transaction, told)
            made = (no, old.no, reason, by, clock.stamp())
            transaction.insert_many("reading", ("source", "follows", "reason", "actor", "at"), [made])
            return source_of(transaction.query(f"{SELECT} WHERE no=?", (no,))[0])

    def supersede(self, transaction: Transaction, old: Source, new: Source, by: str) -> None:
        """Close the reading ``old`` in the transaction that publishes ``new``; what stood inside the original
        now stands inside ``new``.

        Raises ``Conflict`` (``reading-not-latest``) when somebody else was quicker.
        """
        if (
            transaction.execute(
                "UPDATE source SET state='superseded' WHERE no=? AND state='published'", (old.no,)
            )
            != 1
        ):
            raise Conflict("reading-not-latest", name=old.name)
        transaction.execute("UPDATE source SET parent=? WHERE parent=?", (new.no, old.no))
        act = "withdrawn" if new.withdrawn else "read-again"
        self._custody(transaction, new.no, by, act, f"{old.id} {new.reading_reason}")

    def readings(self, no: int) -> list[int]:
        """The numbers of all readings of the original of a source, earlier and later ones and itself, oldest
        first."""
        return readings(self._database, no)

    def forget_unread(self) -> int:
        """Take new readings that were broken off, and are swept, off the register; how many."""
        rows = self._database.query(
            "SELECT s.no FROM source s JOIN reading r ON r.source = s.no WHERE s.state IN ('sealed', "
            "'failed')"
        )
        for row in rows:
            self.forget_reading(integer(row[0]))
        return len(rows)

    def forget_reading(self, no: int) -> None:
        """Take one unpublished, swept new reading off the register: the reading before it stands."""
        with self._database.transaction(durable=True) as transaction:
            if transaction.execute(
                "DELETE FROM source WHERE no=? AND state<>'published' AND no IN (SELECT source FROM reading)",
                (no,),
            ):
                for table in ("reading", "custody"):
                    transaction.execute(f"DELETE FROM {table} WHERE source=?", (no,))

    def forget_reference(self, no: int) -> None:
        """Take an unpublished, swept referenced source off the register: its exchange file is read again."""
        with self._database.transaction(durable=True) as transaction:
            if transaction.execute(
                "DELETE FROM source WHERE no=? AND original=? AND state IN ('staging', 'sealed')",
                (no, ELSEWHERE),
            ):
                transaction.execute("DELETE FROM custody WHERE source=?", (no,))

    def recipe(
        self,
        no: int,
        *,
        format: str,
        reader_version: int,
        mapping_name: str,
        mapping: str,
        zone: str,
        zone_by: str,
    ) -> None:
        """Record how a source is being read, and that it is in staging."""
        with self._database.transaction() as transaction:
            transaction.execute(
                (
                    "UPDATE source SET state='staging', format=?, reader_version=?, mapping_name=?, "
                    "mapping=?, zone=?, zone_by=? WHERE no=?"
                ),
                (format, reader_version, mapping_name, mapping, zone, zone_by, no),
            )

    def fail(self, no: int, note: str) -> None:
        """Record that reading failed for good, with a sentence why; the original stays."""
        with self._database.transaction() as transaction:
            transaction.execute("UPDATE source SET state='failed', note=? WHERE no=?", (note, no))

    def custody(self, no: int, line: tuple[str, str, str, str]) -> None:
        """Add a line to a source's custody log: when (a stamp), who, what, and a detail."""
        with self._database.transaction(durable=True) as transaction:
            self._custody(transaction, no, *line[1:], line[0])

    @staticmethod
    def _custody(transaction: Transaction, no: int, by: str, act: str, detail: str, at: str = "") -> None:
        line = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM custody")[0][0])
        transaction.insert_many(
            "custody",
            ("no", "source", "at", "actor", "act", "detail"),
            [(line, no, at or clock.stamp(), by, act, detail)],
        )

    def custody_log(self, scope: Scope, no: int) -> list[tuple[str, str, str, str]]:
        """The custody lines of a visible source and of the readings before it: at (UTC), who, act, detail."""
        self.get(scope, no)
        chain = numbers(self.readings(no))
        rows = self._database.query(
            f"SELECT at, actor, act, detail FROM custody WHERE source IN ({chain}) AND source<=? ORDER BY no",
            (no,),
        )
        return [(text(at), text(by), text(act), text(detail)) for at, by, act, detail in rows]

    @staticmethod
    def there(transaction: Transaction, no: int) -> bool:
        """Whether a source has its row: one of a unit that was taken back has none."""
        return bool(transaction.query("SELECT 1 FROM source WHERE no=?", (no,)))

    def get(self, scope: Scope, no: int) -> Source:
        """A source of a visible class in any state; raises :class:`NotFound` otherwise."""
        rows = self._database.query(f"{SELECT} WHERE no=? AND class IN ({numbers(scope.classes)})", (no,))
        if not rows:
            raise NotFound("no-such-source", no=no)
        return source_of(rows[0])

    def find(self, scope: Scope, source_id: str) -> Source:
        """A source of a visible class by its id (16 hex digits, or a unique beginning of at least 4); raises
        :class:`NotFound`."""
        given = source_id.strip().lower()
        found = []
        if re.fullmatch(r"[0-9a-f]{4,16}", given):
            where = f"id LIKE ? AND class IN ({numbers(scope.classes)})"
            found = self._database.query(f"{SELECT} WHERE {where} LIMIT 2", (given + "%",))
        if len(found) != 1:
            raise NotFound("no-such-source", no=source_id)
        return source_of(found[0])

    def all(self, scope: Scope, sha256: str | None = None, superseded: bool = False) -> list[Source]:
        """Visible sources in the order of deposit; readings that another one has taken the place of only when
        asked for."""
        where, params = (
            f"class IN ({numbers(scope.classes)})" + ("" if superseded else " AND state<>'superseded'"),
            [],
        )
        if sha256:
            where, params = f"{where} AND sha256=?", [sha256]
        return [source_of(row) for row in self._database.query(f"{SELECT} WHERE {where} ORDER BY no", params)]

    def unread(
        self, scope: Scope, case: str, received_how: str, by: str, limit: int, broken_off: bool = False
    ) -> list[Source]:
        """Visible sources of a case that ``by`` deposited, received so, and nobody has read: the oldest
        ``limit``; with ``broken_off`` also those whose reading was begun."""
        states = "'sealed', 'staging'" if broken_off else "'sealed'"
        where = (
            f"case_id=? AND received_how=? AND deposited_by=? AND state IN ({states}) AND class IN "
            f"({numbers(scope.classes)})"
        )
        return [
            source_of(row)
            for row in self._database.query(
                f"{SELECT} WHERE {where} ORDER BY no LIMIT ?", (case, received_how, by, limit)
            )
        ]

    def for_recovery(self, states: Sequence[State]) -> list[Source]:
        """All sources in some states, whoever may see them: for sweeping and verifying only."""
        inside = ",".join(f"'{state}'" for state in states)
        return [
            source_of(row) for row in self._database.query(f"{SELECT} WHERE state IN ({inside}) ORDER BY no")
        ]

    def add_parts(self, no: int, parts: Iterable[Part]) -> None:
        """Record the parts of an original so that places can be shown."""
        with self._database.transaction() as transaction:
            transaction.insert_many(
                "part",
                ("source", "no", "kind", "name"),
                [(no, part.no, part.kind, part.name) for part in parts],
            )

    def parts(self, no: int) -> dict[int, Part]:
        """The parts of a source by number. Names of sheets are data: ask only for sources that passed a
        Scope."""
        return parts_of(self._database, (no,)).get(no, {})
