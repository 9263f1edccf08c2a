"""Erasure by lawful order: the orders, who gave them, and the tombstones that they leave (DESIGN, Erasure by
order).

An erasure is a row: pending → approved → done, or withdrawn. From the approval on the source and everything
that stood in it (its members, the sources that came by reference with it) are in state ``erasing`` and
visible to nobody. :mod:`tahqiq.store.erasure_execution` carries it out.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused
from tahqiq.model.scope import Scope
from tahqiq.model.source import Source
from tahqiq.store.database import Database, Row, Transaction, integer, numbers, text
from tahqiq.store.readings import readings
from tahqiq.store.workspace import Workspace

ErasureState = Literal["pending", "approved", "done", "withdrawn"]
_COLUMNS = (
    "e.no, e.source, o.id, o.sha256, o.name, o.case_id, e.order_ref, e.state, e.requested_by, "
    "e.requested_at, e.approved_by, e.approved_at, e.counts"
)
_SELECT = f"SELECT {_COLUMNS} FROM erasure e JOIN source o ON o.no = e.source"
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Erasure:
    """An order to erase a source. ``source`` is its number, ``source_id`` its id; ``counts`` (once approved)
    what is removed, by source id."""

    no: int
    source: int
    source_id: str
    sha256: str
    name: str
    case: str
    order: str
    state: ErasureState
    requested_by: str
    requested_at: str
    approved_by: str
    approved_at: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of an erased source: the hash, the order, who asked, who approved, when, and how much was
    removed."""

    source: str
    sha256: str
    order: str
    requested_by: str
    approved_by: str
    at: str
    counts: Mapping[str, int]
    erasure: int
    """The number of the erasure it comes of."""

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        counts = json.dumps(dict(self.counts), sort_keys=True)
        return {
            "source": self.source,
            "sha256": self.sha256,
            "order": self.order,
            "requested_by": self.requested_by,
            "approved_by": self.approved_by,
            "at": self.at,
            "counts": counts,
        }


class Erasures:
    """Orders to erase in one workspace."""

    def __init__(self, workspace: Workspace) -> None:
        self._database: Database = workspace.database

    def request(self, source: Source, order: str, by: str, at: str) -> Erasure:
        """Keep the wish to erase, made by a person at a time (a stamp). Raises ``Conflict``:
        ``erasure-of-part`` for what stood inside another source (the original cannot be changed, so the
        outermost one is erased), ``erasure-asked`` when it is asked for already, ``erasure-too-early`` while
        it is being read."""
        if source.parent is not None:
            raise Conflict("erasure-of-part", name=source.name)
        if source.state in ("staging", "erasing", "erased"):
            raise Conflict("erasure-too-early", name=source.name)
        with self._database.transaction(durable=True) as transaction:
            if transaction.query(
                "SELECT 1 FROM erasure WHERE source=? AND state IN ('pending', 'approved')", (source.no,)
            ):
                raise Conflict("erasure-asked", name=source.name)
            no = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM erasure")[0][0])
            row = (no, source.no, order, "pending", by, at, "", "", "{}")
            columns = (
                "no",
                "source",
                "order_ref",
                "state",
                "requested_by",
                "requested_at",
                "approved_by",
                "approved_at",
                "counts",
            )
            transaction.insert_many("erasure", columns, [row])
        return self._get(no)

    def all(self, scope: Scope) -> list[Erasure]:
        """Erasures of visible sources, oldest first."""
        rows = self._database.query(f"{_SELECT} WHERE o.class IN ({numbers(scope.classes)}) ORDER BY e.no")
        return [_erasure(row) for row in rows]

    def pending(self, scope: Scope, source: int) -> Erasure:
        """The pending erasure of a visible source; raises ``NotFound`` (``no-erasure-asked``)."""
        for item in self.all(scope):
            if item.source == source and item.state == "pending":
                return item
        raise NotFound("no-erasure-asked")

    def unfinished(self) -> list[Erasure]:
        """Approved ones that a crash or a busy workspace left unfinished; for the start only."""
        return [item for item in self.ordered() if item.state == "approved"]

    def ordered(self) -> list[Erasure]:
        """Those that two persons ordered, whether carried out or not; for the start and for verification
        only."""
        return [
            _erasure(row)
            for row in self._database.query(f"{_SELECT} WHERE e.state IN ('approved', 'done') ORDER BY e.no")
        ]

    def waiting(self, source: int) -> list[Erasure]:
        """Those of a source that wait for a second person; for a restoring only."""
        return [
            _erasure(row)
            for row in self._database.query(
                f"{_SELECT} WHERE e.source=? AND e.state='pending' ORDER BY e.no", (source,)
            )
        ]

    def withdraw(self, erasure: Erasure) -> None:
        """Give up a pending one."""
        with self._database.transaction(durable=True) as transaction:
            if (
                transaction.execute(
                    "UPDATE erasure SET state='withdrawn' WHERE no=? AND state='pending'", (erasure.no,)
                )
                != 1
            ):
                raise Conflict("no-erasure-asked")

    def approval(self, erasure: Erasure, by: str) -> Erasure:
        """What a second person would approve now, with the counts of what goes; nothing is changed. Raises
        ``Refused`` (``erasure-needs-two``) for who asked for it, ``Conflict`` (``erasure-too-early``) while
        something of it is being read."""
        if by == erasure.requested_by:
            raise Refused("erasure-needs-two")
        with self._database.transaction() as transaction:
            return replace(
                erasure,
                state="approved",
                approved_by=by,
                approved_at=clock.stamp(),
                counts=_approvable(transaction, erasure),
            )

    def approve(self, approval: Erasure) -> Erasure:
        """The second person's word, as :meth:`approval` put it: from now on nobody sees the source. Raises
        ``Conflict``: ``no-erasure-asked`` when it is not pending any more, ``erasure-too-early`` when what
        would go is being read or has changed since."""
        with self._database.transaction(durable=True) as transaction:
            if _approvable(transaction, approval) != approval.counts:
                raise Conflict("erasure-too-early", name=approval.name)
            counts = json.dumps(approval.counts, sort_keys=True)
            sql = (
                "UPDATE erasure SET state='approved', approved_by=?, approved_at=?, counts=? WHERE no=? "
                "AND state='pending'"
            )
            if (
                transaction.execute(sql, (approval.approved_by, approval.approved_at, counts, approval.no))
                != 1
            ):
                raise Conflict("no-erasure-asked")
            transaction.execute(
                "UPDATE source SET state='erasing' WHERE no IN "
                f"({numbers(family_of(transaction, approval.source))})"
            )
        return self._get(approval.no)

    def tombstones(self, erasure: Erasure) -> list[Tombstone]:
        """The tombstones that an approved erasure leaves."""
        rows = self._database.query("SELECT id, sha256 FROM source ORDER BY no")
        return [
            Tombstone(
                text(public),
                text(sha256),
                erasure.order,
                erasure.requested_by,
                erasure.approved_by,
                erasure.approved_at,
                erasure.counts[text(public)],
                erasure.no,
            )
            for public, sha256 in rows
            if text(public) in erasure.counts
        ]

    def _get(self, no: int) -> Erasure:
        return _erasure(self._database.query(f"{_SELECT} WHERE e.no=?", (no,))[0])


def tombstones(database: Database) -> list[Tombstone]:
    """Every tombstone, for verification; names of nobody and nothing."""
    rows = database.query(
        "SELECT o.id, t.sha256, t.order_ref, t.requested_by, t.approved_by, t.at, t.counts, "
        "t.erasure FROM tombstone t JOIN source o ON o.no = t.source ORDER BY o.no"
    )
    return [
        Tombstone(
            text(row[0]),
            text(row[1]),
            text(row[2]),
            text(row[3]),
            text(row[4]),
            text(row[5]),
            json.loads(text(row[6])),
            integer(row[7]),
        )
        for row in rows
    ]


def _approvable(transaction: Transaction, erasure: Erasure) -> Counts:
    """What there is of everything that an erasure removes, by source id."""
    family = family_of(transaction, erasure.source)
    if transaction.query(f"SELECT 1 FROM source WHERE no IN ({numbers(family)}) AND state='staging'"):
        raise Conflict("erasure-too-early", name=erasure.name)
    return dict(_counted(transaction, no, family) for no in family)


def family_of(transaction: Transaction, source: int) -> list[int]:
    """A source in all its readings, and everything that stood in it, however deep."""
    found = readings(transaction, source)
    frontier = found
    while frontier:
        rows = transaction.query(
            f"SELECT no FROM source WHERE parent IN ({numbers(frontier)}) AND state<>'erased'"
        )
        inside = {one for row in rows for one in readings(transaction, integer(row[0]))}
        frontier = sorted(inside.difference(found))
        found = [*found, *frontier]
    return found


def _counted(transaction: Transaction, source: int, family: Sequence[int]) -> tuple[str, dict[str, int]]:
    """The id of a source and what is there of it now, before anything is removed; an original is counted with
    the first of its readings."""
    row = transaction.query("SELECT id, size, facts, sha256, original FROM source WHERE no=?", (source,))[0]
    public, size, facts, sha256, original = row
    made = {"bytes": integer(size), "events": integer(facts)}
    for name, table in (
        ("statements", "statement"),
        ("problems", "problem"),
        ("retractions", "retraction"),
        ("custody", "custody"),
    ):
        made[name] = integer(
            transaction.query(f"SELECT COUNT(*) FROM {table} WHERE source=?", (source,))[0][0]
        )
    later = numbers(no for no in family if no > source)
    others = (
        "SELECT COUNT(*) FROM source WHERE sha256=? AND original='here' AND no<>? AND state NOT IN "
        f"('erasing', 'erased') AND no NOT IN ({later})"
    )
    shared = integer(transaction.query(others, (text(sha256), source))[0][0])
    made["originals"] = 1 if text(original) == "here" and not shared else 0
    return text(public), made


_STATES: dict[str, ErasureState] = {
    "pending": "pending",
    "approved": "approved",
    "done": "done",
    "withdrawn": "withdrawn",
}


def _erasure(row: Row) -> Erasure:
    return Erasure(
        integer(row[0]),
        integer(row[1]),
        text(row[2]),
        text(row[3]),
        text(row[4]),
        text(row[5]),
        text(row[6]),
        _STATES[text(row[7])],
        text(row[8]),
        text(row[9]),
        text(row[10]),
        text(row[11]),
        json.loads(text(row[12])),
    )
