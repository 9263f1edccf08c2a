"""Writing into the log: entries one after the other, what several threads write at a time together, and what
units left in the outbox."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from threading import Lock

from tahqiq.access import outbox
from tahqiq.access.merkle import Frontier, leaf_hash
from tahqiq.access.outbox import Entry, Payload
from tahqiq.kit import clock
from tahqiq.store.database import Database, Transaction, Value, View, blob, integer
from tahqiq.store.sqlite import SqliteDatabase

LEAVES = (
    "CREATE TABLE IF NOT EXISTS leaf (no INTEGER PRIMARY KEY, data BLOB NOT NULL, salt BLOB NOT NULL)",
    (
        "CREATE TABLE IF NOT EXISTS frontier (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, peaks BLOB "
        "NOT NULL)"
    ),
)


@dataclass(slots=True)
class _Waiting:
    """Entries of a thread that wait to be written; afterwards their numbers, or why they were not."""

    entries: Sequence[Entry]
    durable: bool
    done: bool = False
    numbers: list[int] = field(default_factory=list)
    error: BaseException | None = None


class LogWriter:
    """The one way into the file of a log."""

    def __init__(self, database: SqliteDatabase) -> None:
        self._database = database
        self._guard, self._turn = Lock(), Lock()
        self._waiting: list[_Waiting] = []

    def append(self, entries: Sequence[Entry], *, durable: bool = True) -> list[int]:
        """Write entries one after the other, together or not at all; their numbers. What several threads
        write at a time goes to the disk at once: whoever's turn it is takes along what came while the disk
        was waited for."""
        if not entries:
            return []
        mine = _Waiting(entries, durable)
        with self._guard:
            self._waiting.append(mine)
        with self._turn:
            if not mine.done:
                with self._guard:
                    taken, self._waiting = self._waiting, []
                self._write(taken)
        if mine.error is not None:
            raise mine.error
        return mine.numbers

    def _write(self, taken: Sequence[_Waiting]) -> None:
        """Write what waits in one transaction, and tell each how that went."""
        numbers = list[list[int]]()
        try:
            with self._database.transaction(durable=any(one.durable for one in taken)) as transaction:
                for waiting in taken:
                    numbers.append(self._add(transaction, waiting.entries))
        except BaseException as error:  # noqa: BLE001 (raised in the thread of each that waits)
            if len(taken) > 1 and isinstance(error, Exception):
                for waiting in taken:  # what is wrong with the entries of one keeps no other's out
                    self._write([waiting])
                return
            for waiting in taken:
                waiting.error, waiting.done = error, True
            return
        for waiting, found in zip(taken, numbers, strict=True):
            waiting.numbers, waiting.done = found, True

    def _add(self, transaction: Transaction, entries: Sequence[Entry]) -> list[int]:
        """Add entries at the end of the log; their numbers."""
        frontier, rows = frontier_of(transaction), list[tuple[Value, ...]]()
        first = frontier.size + 1
        for no, one in enumerate(entries, first):
            salt = secrets.token_bytes(16)
            committed = commitment(salt, one.payload).hex() if one.payload else ""
            leaf: dict[str, str | int] = {
                "no": no,
                "at": clock.stamp(),
                "actor": one.actor,
                "act": one.act,
                "phase": one.phase,
                "object": one.thing,
                "case": one.case,
                "ref": one.ref,
                "result": one.result,
                "commitment": committed,
            }
            data = canonical(leaf)
            rows.append((no, data, salt))
            frontier.append(leaf_hash(data))
        transaction.insert_many("leaf", ("no", "data", "salt"), rows)
        transaction.execute("DELETE FROM frontier")
        transaction.insert_many(
            "frontier", ("id", "size", "peaks"), [(1, frontier.size, b"".join(frontier.peaks))]
        )
        return list(range(first, first + len(entries)))

    def taken(self) -> int:
        """The number of the last row of the outbox that is in the log."""
        return outbox.taken(self._database)

    def carry(self, main: Database) -> None:
        """Write into the log what units left in the outbox. A row that is no unit's (:meth:`foreign`) stays
        where it is and keeps no other from being carried."""
        with self._turn, self._database.transaction() as log:
            rows = [
                (no, entries)
                for no, entries in outbox.waiting(main, outbox.taken(log))
                if _answers(log, no, entries)
            ]
            if rows:
                self._add(log, [entry for _, entries in rows for entry in entries])
                outbox.mark(log, rows[-1][0])

    def frontier(self) -> tuple[int, bytes] | None:
        """Size and peaks of the tree as they are kept; None before the first entry."""
        kept = self._database.query("SELECT size, peaks FROM frontier")
        return (integer(kept[0][0]), blob(kept[0][1])) if kept else None

    def foreign(self, main: Database) -> list[int]:
        """The numbers of waiting rows that no unit wrote: whoever writes into the main database past the
        program is not to write into the log by it."""
        return [
            no
            for no, entries in outbox.waiting(main, self.taken())
            if not _answers(self._database, no, entries)
        ]


def _answers(log: Transaction | Database, no: int, entries: Sequence[Entry]) -> bool:
    """Whether a row says how acts ended whose beginnings are in the log, by the same person, about the same
    thing."""
    refs, size = [one.ref for one in entries], frontier_of(log).size
    if refs[:1] != [no] or not all(type(ref) is int and 0 < ref <= size for ref in refs):
        return False
    begun = {
        integer(row[0]): json.loads(blob(row[1]))
        for row in log.query("SELECT no, data FROM leaf WHERE no BETWEEN ? AND ?", (min(refs), max(refs)))
    }
    return all(one.phase == "outcome" and _same(one, begun.get(one.ref, {})) for one in entries)


def _same(end: Entry, begun: Mapping[str, str | int]) -> bool:
    wanted = {"phase": "intent", "actor": end.actor, "act": end.act, "object": end.thing, "case": end.case}
    return all(begun.get(name) == value for name, value in wanted.items())


def frontier_of(transaction: Transaction | View | Database) -> Frontier:
    """The frontier of a log's tree as it stands."""
    rows = transaction.query("SELECT size, peaks FROM frontier")
    if not rows:
        return Frontier()
    peaks = blob(rows[0][1])
    return Frontier(integer(rows[0][0]), [peaks[start : start + 32] for start in range(0, len(peaks), 32)])


def canonical(leaf: Mapping[str, str | int]) -> bytes:
    """The bytes of a leaf: JSON with sorted keys, UTF-8, no spaces."""
    return json.dumps(leaf, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def commitment(salt: bytes, payload: Payload) -> bytes:
    """SHA-256 over salt and the canonical payload: what an outcome commits to without showing it."""
    return hashlib.sha256(salt + canonical(payload)).digest()
