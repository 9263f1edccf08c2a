"""How the entries of a unit reach the log: what a unit did is written into the main database with it, and
from there into the log, once.

Database and log are two files. Before a unit is committed its intents are in the log; with it, in one
transaction, a row of ``log_outbox`` keeps how its acts ended; afterwards, and after a crash by whoever comes
next, that row goes into the log. The number of a row is that of the unit's first entry, so that rows go in
the order of the commits, and the log remembers the last one it took.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Literal

from tahqiq.access.hidden_actor import entered
from tahqiq.model.scope import Actor
from tahqiq.store.database import Database, Transaction, integer, text

Payload = Mapping[str, str | int]
Phase = Literal["read", "intent", "outcome"]
CARRIED = "CREATE TABLE IF NOT EXISTS carried (id INTEGER PRIMARY KEY, last_no INTEGER NOT NULL)"
"""The log's own table: the number of the last row of the outbox that it took."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What is to be written into the log. ``ref`` is the number of the entry before it that it belongs to, 0
    = none."""

    actor: str
    act: str
    phase: Phase
    thing: str
    case: str
    ref: int = 0
    result: str = ""
    payload: Payload | None = None


class Gathered:
    """The entries of one unit, in order. A place stands for the entry that will be there; ``end`` says how an
    act that began there ended."""

    def __init__(self) -> None:
        self._entries: list[Entry] = []
        self._ends: list[tuple[int, Entry]] = []

    def add(self, entry: Entry) -> int:
        """Note an entry that is written whatever becomes of the unit; its place, from 1."""
        self._entries.append(entry)
        return len(self._entries)

    def end(self, place: int, entry: Entry) -> None:
        """Note how the act that began at ``place`` ended; who did it is entered in the same letters (a hidden
        name is other letters each time it is closed)."""
        self._ends.append((place, replace(entry, actor=self._entries[place - 1].actor)))

    @property
    def first(self) -> list[Entry]:
        """What is in the log before the unit is committed."""
        return self._entries

    @property
    def acted(self) -> bool:
        """Whether anything was done, and not only looked at."""
        return any(entry.phase != "read" for entry in self._entries)

    def ends(self, numbers: Sequence[int]) -> list[Entry]:
        """How its acts ended, with the numbers that their beginnings have in the log."""
        return [replace(entry, ref=numbers[place - 1]) for place, entry in self._ends]

    def failed(self, numbers: Sequence[int]) -> list[Entry]:
        """The ends of its acts where the unit was rolled back: whatever they had come to, nothing of it has
        happened."""
        return [replace(entry, result="failed", payload=None) for entry in self.ends(numbers)]


def keep(transaction: Transaction, entries: Sequence[Entry], taken: int) -> None:
    """Keep how the acts of a unit ended, under the number of the entry that the first of them belongs to;
    rows that the log has taken go."""
    transaction.execute("DELETE FROM log_outbox WHERE no<=?", (taken,))
    rows = [(entries[0].ref, json.dumps([_plain(one) for one in entries], ensure_ascii=False))]
    transaction.insert_many("log_outbox", ("no", "entries"), rows)


def waiting(database: Database, taken: int) -> Iterator[tuple[int, list[Entry]]]:
    """Rows that the log has not taken, in order; what cannot be read has no entries."""
    for no, entries in database.query("SELECT no, entries FROM log_outbox WHERE no>? ORDER BY no", (taken,)):
        try:
            yield integer(no), [Entry(**one) for one in json.loads(text(entries))]
        except (TypeError, ValueError):
            yield integer(no), []


def taken(transaction: Transaction | Database) -> int:
    """The number of the last row that the log took, 0 = none yet."""
    found = transaction.query("SELECT last_no FROM carried WHERE id=1")
    return integer(found[0][0]) if found else 0


def mark(transaction: Transaction, no: int) -> None:
    """The log has taken every row up to ``no``."""
    transaction.execute("DELETE FROM carried")
    transaction.insert_many("carried", ("id", "last_no"), [(1, no)])


def entry(
    actor: Actor,
    act: str,
    phase: Phase,
    thing: str = "",
    case: str = "",
    result: str = "",
    payload: Payload | None = None,
) -> Entry:
    """An entry of somebody's."""
    return Entry(entered(actor).id, act, phase, thing, case, 0, result, payload)


def _plain(one: Entry) -> dict[str, object]:
    return {**asdict(one), "payload": dict(one.payload) if one.payload else None}
