"""Later decisions about what was recorded: retracting a value, releasing held rows; and the undoing of both.

Append-only (docs/decisions/0010): nothing recorded is changed; each decision is a row of its own and the
latest one counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from tahqiq.kit.errors import Conflict, NotFound, WrongUse
from tahqiq.model.scope import Scope
from tahqiq.store.database import Database, Row, Transaction, blob, integer, numbers, text

_OPEN = (
    "r.entity = s.entity AND r.id = s.id AND r.source = s.source AND r.kind = 'retract' AND NOT EXISTS"
    " (SELECT 1 FROM retraction u WHERE u.entity = r.entity AND u.id = r.id AND u.source = r.source "
    "AND u.seq > r.seq)"
)
RETRACTED_JOIN = f"LEFT JOIN retraction r ON {_OPEN}"
"""Joins ``statement s`` to the retraction that closes it, if one does."""
STANDING = f"NOT EXISTS (SELECT 1 FROM retraction r WHERE {_OPEN})"
"""The condition that ``statement s`` is not retracted."""

CLASSES = (
    "SELECT c.no, c.case_id, c.compartment, c.handling, c.held_by,"
    " (SELECT h.kind FROM hold_release h WHERE h.class = c.no ORDER BY h.seq DESC LIMIT 1) FROM "
    "data_class c ORDER BY c.no"
)
"""All data classes, each with the last decision about what it holds back (NULL for none): one question, so
that a request asks it once."""

RetractionKind = Literal["retract", "reinstate"]
ReleaseKind = Literal["release", "take-back"]


@dataclass(frozen=True, slots=True)
class Retraction:
    """A recorded value closed, or opened again. ``entity`` and ``id`` are 32 hex digits, ``source`` the
    source's id, ``at`` ISO 8601 UTC."""

    entity: str
    id: str
    source: str
    seq: int
    kind: RetractionKind
    at: str
    actor: str
    reason: str

    @property
    def thing(self) -> str:
        """What the audit log calls it."""
        return f"{self.id}.{self.source}.{self.seq}"

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


@dataclass(frozen=True, slots=True)
class Release:
    """The rows that a source's order does not cover let into analyses and products, or taken out again.
    ``source`` is the source's id."""

    source: str
    seq: int
    kind: ReleaseKind
    at: str
    actor: str
    reason: str

    @property
    def thing(self) -> str:
        """What the audit log calls it."""
        return f"{self.source}.{self.seq}"

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


class Decisions:
    """Retractions and releases of one workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def statement(
        self, scope: Scope, entity: bytes, identity: bytes, source: str | None = None
    ) -> tuple[int, int, str, str, int]:
        """Node number, source number, source id, case and the next ``seq`` of a visible statement.

        ``source`` (an id) is needed where several visible sources recorded it. Raises ``NotFound``
        (``no-such-statement``), ``WrongUse`` (``statement-source-needed``).
        """
        rows = self._database.query(
            "SELECT n.no, o.no, o.id, o.case_id FROM statement s JOIN node n ON n.no = s.entity JOIN "
            "source o ON o.no = s.source"
            " WHERE n.id=? AND s.id=? AND o.state='published' AND s.class IN "
            f"({numbers(scope.classes)}) AND s.source NOT IN ({numbers(scope.closed)}) ORDER BY o.no",
            (entity, identity),
        )
        chosen = [row for row in rows if source is None or row[2] == source]
        if not chosen:
            raise NotFound("no-such-statement", id=identity.hex())
        if len(chosen) > 1:
            raise WrongUse("statement-source-needed", id=identity.hex(), count=len(chosen))
        node, number, public, case = chosen[0]
        last = self._database.query(
            "SELECT COALESCE(MAX(seq), 0) FROM retraction WHERE entity=? AND id=? AND source=?",
            (integer(node), identity, integer(number)),
        )
        return integer(node), integer(number), text(public), text(case), integer(last[0][0]) + 1

    def retract(self, entity: int, source: int, made: Retraction) -> None:
        """Keep a retraction or reinstatement; raises ``Conflict`` (``decision-not-next``) when the value is
        in that state already."""
        with self._database.transaction(durable=True) as transaction:
            key = (entity, bytes.fromhex(made.id), source)
            where = (
                "SELECT seq, kind FROM retraction WHERE entity=? AND id=? AND source=? ORDER BY seq DESC "
                "LIMIT 1"
            )
            must_alternate(transaction.query(where, key), made.seq, made.kind, "retract")
            row = (*key, made.seq, made.kind, made.at, made.actor, made.reason)
            transaction.insert_many(
                "retraction", ("entity", "id", "source", "seq", "kind", "at", "actor", "reason"), [row]
            )

    def history(self, scope: Scope, nodes: Sequence[int]) -> list[Retraction]:
        """All retractions and reinstatements of visible statements of some node numbers, oldest first."""
        rows = self._database.query(
            f"{_RETRACTIONS} JOIN statement s ON s.entity = r.entity AND s.id = r.id AND s.source = r.source"
            f" WHERE r.entity IN ({numbers(nodes)}) AND o.state IN ('published', 'superseded') AND "
            f"s.class IN ({numbers(scope.classes)}) AND s.source NOT IN ({numbers(scope.closed)}) "
            "ORDER BY r.at, r.seq"
        )
        return [_retraction(row) for row in rows]

    def standing_of(self, old: int, new: int) -> list[tuple[int, Retraction]]:
        """The retractions of a reading that hold now and whose value the new reading ``new`` has too, with
        the entity's node number."""
        rows = self._database.query(
            "SELECT n.id, r.id, o.id, r.seq, r.kind, r.at, r.actor, r.reason, r.entity FROM retraction r"
            " JOIN node n ON n.no = r.entity JOIN source o ON o.no = r.source WHERE r.source=? AND "
            "r.kind='retract'"
            " AND NOT EXISTS (SELECT 1 FROM retraction u WHERE u.entity=r.entity AND u.id=r.id AND "
            "u.source=r.source AND u.seq>r.seq)"
            " AND EXISTS (SELECT 1 FROM statement s WHERE s.entity = r.entity AND s.id = r.id AND "
            "s.source = ?)",
            (old, new),
        )
        return [(integer(row[8]), _retraction(row)) for row in rows]

    @staticmethod
    def carry(transaction: Transaction, entity: int, source: int, made: Retraction) -> None:
        """Keep a retraction for the row of a new reading, in the transaction that publishes it."""
        row = (entity, bytes.fromhex(made.id), source, made.seq, made.kind, made.at, made.actor, made.reason)
        transaction.insert_many(
            "retraction", ("entity", "id", "source", "seq", "kind", "at", "actor", "reason"), [row]
        )

    def retractions(self) -> Iterator[Retraction]:
        """Every row, for verification only."""
        for row in self._database.stream(f"{_RETRACTIONS} ORDER BY o.no, r.seq"):
            yield _retraction(row)

    def released(self) -> set[int]:
        """Held classes that are released now."""
        return {integer(row[0]) for row in self._database.query(CLASSES) if row[5] == "release"}

    def next_release(self, held_class: int) -> int:
        """The ``seq`` of the next decision about a held class."""
        return (
            integer(
                self._database.query(
                    "SELECT COALESCE(MAX(seq), 0) FROM hold_release WHERE class=?", (held_class,)
                )[0][0]
            )
            + 1
        )

    def release(self, held_class: int, made: Release) -> None:
        """Keep a release or its taking back; raises ``Conflict`` (``decision-not-next``) when that is the
        state already."""
        with self._database.transaction(durable=True) as transaction:
            last = transaction.query(
                "SELECT seq, kind FROM hold_release WHERE class=? ORDER BY seq DESC LIMIT 1", (held_class,)
            )
            must_alternate(last, made.seq, made.kind, "release")
            row = (held_class, made.seq, made.kind, made.at, made.actor, made.reason)
            transaction.insert_many("hold_release", ("class", "seq", "kind", "at", "actor", "reason"), [row])

    def releases(self, source: int | None = None) -> list[Release]:
        """Decisions about the held rows of a source that has passed a Scope, oldest first; of all sources for
        verification only."""
        where = "" if source is None else f"WHERE o.no = {int(source)}"
        rows = self._database.query(
            "SELECT o.id, h.seq, h.kind, h.at, h.actor, h.reason FROM hold_release h JOIN data_class "
            "c ON c.no = h.class"
            f" JOIN source o ON o.no = c.held_by {where} ORDER BY o.no, h.seq"
        )
        return [
            Release(
                text(row[0]),
                integer(row[1]),
                "release" if row[2] == "release" else "take-back",
                text(row[3]),
                text(row[4]),
                text(row[5]),
            )
            for row in rows
        ]

    def forget(self, transaction: Transaction, source: int) -> None:
        """Remove the decisions about a source that is erased by order."""
        transaction.execute("DELETE FROM retraction WHERE source=?", (source,))
        transaction.execute(
            "DELETE FROM hold_release WHERE class IN (SELECT no FROM data_class WHERE held_by=?)", (source,)
        )


_RETRACTIONS = (
    "SELECT n.id, r.id, o.id, r.seq, r.kind, r.at, r.actor, r.reason FROM retraction r JOIN node n ON "
    "n.no = r.entity JOIN source o ON o.no = r.source"
)


def _retraction(row: Row) -> Retraction:
    kind: RetractionKind = "retract" if row[4] == "retract" else "reinstate"
    return Retraction(
        blob(row[0]).hex(),
        blob(row[1]).hex(),
        text(row[2]),
        integer(row[3]),
        kind,
        text(row[5]),
        text(row[6]),
        text(row[7]),
    )


def must_alternate(last: list[Row], seq: int, kind: str, first: str) -> None:
    """The first decision is of kind ``first``; each later one is of the other kind than the one before, and
    nobody was quicker."""
    before = (integer(last[0][0]), text(last[0][1])) if last else (0, "")
    expected = kind == first if not last else kind != before[1]
    if seq != before[0] + 1 or not expected:
        raise Conflict("decision-not-next", kind=kind)
