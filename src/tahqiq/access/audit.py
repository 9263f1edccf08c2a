"""The audit log: RFC 6962 Merkle tree in a file of its own, intent before an act and outcome after, heads
signed.

Leaves hold ids and salted digests, never values. Without a witness outside, who holds the key could rewrite
history: print heads (``audit head``).
"""

import json
import logging
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from pathlib import Path
from threading import Lock
from time import monotonic

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tahqiq.access import outbox
from tahqiq.access.keys import Remembered, public_bytes, remember_head
from tahqiq.access.leaf import Leaf
from tahqiq.access.log_faults import Fault, log_faults
from tahqiq.access.log_head import HEADS, SELECT, Head, head_of, signed_text
from tahqiq.access.log_search import INDEX, LogSearch, Wanted
from tahqiq.access.log_writer import LEAVES, LogWriter, frontier_of
from tahqiq.access.merkle import leaf_hash, root_of
from tahqiq.access.outbox import Entry, Gathered, Payload, entry
from tahqiq.access.signing_key import TABLE, new_signer, note, signer
from tahqiq.kit import clock
from tahqiq.kit.errors import TahqiqError
from tahqiq.model.scope import Actor
from tahqiq.store.database import Database, Transaction, View, blob, integer
from tahqiq.store.facts.catalogue import FactFile
from tahqiq.store.facts.row_counts import place_of
from tahqiq.store.sqlite import SqliteDatabase
from tahqiq.store.unit import Unit

LOG = logging.getLogger("tahqiq.audit")
FACT_FILE = "fact-file"
"""The act of an entry whose object is the SHA-256 of a file of events about to be published."""
GLANCE_SECONDS = 60.0
FACT_ROWS = "fact-rows"
"""The act of an entry whose object is a source's id and that commits to its rows by ``KIND/LAYOUT``."""
FACT_KEYS = "fact-keys"
"""The same of what gives its events their ids."""

_TABLES = (*LEAVES, HEADS, INDEX, outbox.CARRIED, TABLE)


class _Here(threading.local):
    """What a thread gathers for the log."""

    gathered: Gathered | None = None
    unit: bool = False


class AuditLog:
    """The log of one workspace; ``path`` is its file, ``workspace`` the id that names its key, ``main`` the
    database whose units it tells of (None for a log that is only read)."""

    def __init__(self, path: Path, workspace: str, main: Database | None = None) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._workspace, self._path = workspace, path
        self._database = SqliteDatabase(path)
        self._glances: dict[tuple[str, str, str, str], float] = {}
        self._guard = Lock()
        self._writer = LogWriter(self._database)
        self._main, self._here = main, _Here()
        self._remembered = Remembered(workspace, path)
        self.search = LogSearch(self._database)
        with self._database.transaction() as transaction:
            for sql in _TABLES:
                transaction.execute(sql)

    def read(self, actor: Actor, act: str, thing: str = "", case: str = "") -> None:
        """Record that something was looked at; ``thing`` is an id or a salted digest of a search text."""
        self._append(entry(actor, act, "read", thing, case), durable=False)

    def glance(self, actor: Actor, act: str, thing: str = "", case: str = "") -> None:
        """As :meth:`read`, for what a page asks again and again: the same look within :data:`GLANCE_SECONDS`
        is one entry."""
        key, now = (actor.id, act, thing, case), monotonic()
        with self._guard:
            if now - self._glances.get(key, -GLANCE_SECONDS) < GLANCE_SECONDS:
                return
            if len(self._glances) > 10_000:
                self._glances.clear()
            self._glances[key] = now
        self.read(actor, act, thing, case)

    @contextmanager
    def unit(self, at_once: bool = False) -> Iterator[Unit]:
        """One unit of work: what is written to the database and what is entered in the log while the block
        lasts has happened, or nothing of it has. A unit within a unit is the same. It is given to whoever may
        write. ``at_once``: nobody else writes from the beginning on, so that what is read stays so."""
        if self._main is None:
            raise RuntimeError("a log that is only read has no units")
        if self._here.unit:
            with self._main.units.unit() as unit:
                yield unit
            return
        outer, gathered, settled = self._here.gathered, Gathered(), list[list[int]]()
        self._here.gathered, self._here.unit = gathered, True
        failed = True  # where the commit itself fails, what is in the outbox says whether it has happened
        try:
            with self._main.units.unit(at_once) as unit:
                unit.last.append(lambda transaction: settled.append(self._settle(transaction, gathered)))
                yield unit
                later, unit.afterwards = unit.afterwards, []
            failed = False
        finally:
            self._here.gathered, self._here.unit = outer, False
            numbers = settled[0] if settled else self._writer.append(gathered.first, durable=gathered.acted)
            if failed and not settled:
                self._writer.append(gathered.failed(numbers))
            elif not settled:
                self._writer.append(gathered.ends(numbers))
        if settled:
            self._after()
        for act in later:
            act()

    @contextmanager
    def together(self) -> Iterator[None]:
        """The looks of one request go into the log together, before its answer leaves."""
        if self._here.gathered is not None:
            yield
            return
        gathered = self._here.gathered = Gathered()
        try:
            yield
        finally:
            self._here.gathered = None
            numbers = self._writer.append(gathered.first, durable=gathered.acted)
            self._writer.append(gathered.ends(numbers))

    def _settle(self, transaction: Transaction, gathered: Gathered) -> list[int]:
        """The last step before a unit is committed: its beginnings into the log, its ends beside what it
        wrote. The numbers of the beginnings."""
        taken = self._writer.taken()
        numbers = self._writer.append(gathered.first)
        ends = gathered.ends(numbers)
        if ends:
            outbox.keep(transaction, ends, taken)
        return numbers

    def _after(self) -> None:
        try:
            self.carry()
        except (
            OSError,
            sqlite3.Error,
            TahqiqError,
        ):  # it has happened and is written down; the next unit, start or check carries it over
            LOG.warning(
                "the log could not be written after a unit; what is missing is in the outbox", exc_info=True
            )

    def carry(self) -> None:
        """Write into the log what units left in the outbox: after each unit, at a start, before a check."""
        if self._main is not None:
            self._writer.carry(self._main)

    @contextmanager
    def act(
        self,
        actor: Actor,
        act: str,
        thing: str = "",
        case: str = "",
        payload: Payload | None = None,
        whole: bool = False,
    ) -> Iterator[dict[str, str | int]]:
        """Around an act, which is one unit (or a part of the one that is open): an intent leaf before, an
        outcome leaf after (``failed`` when it raises). What the block puts into the dictionary it is given is
        what the outcome commits to, together with ``payload``."""
        with self.acts(actor, act, [(thing, payload)], case, whole) as [found]:
            yield found

    @contextmanager
    def acts(
        self,
        actor: Actor,
        act: str,
        things: Sequence[tuple[str, Payload | None]],
        case: str = "",
        whole: bool = False,
    ) -> Iterator[list[dict[str, str | int]]]:
        """As :meth:`act`, around several acts of one sort that are done together: an entry before and one
        after for each. A part of a unit is taken back where it fails and the unit goes on; an act that is the
        ``whole`` of it is not."""
        found: list[dict[str, str | int]] = [{} for _ in things]
        part = self._here.unit and not whole
        with self.unit():
            gathered = self._here.gathered
            if gathered is None or self._main is None:
                raise RuntimeError("an act needs the database that it writes to")
            begun = [
                gathered.add(entry(actor, act, "intent", thing, case, payload=payload))
                for thing, payload in things
            ]
            try:
                with self._main.transaction() if part else nullcontext():
                    yield found
            except BaseException:
                for place, (thing, _) in zip(begun, things, strict=True):
                    gathered.end(place, entry(actor, act, "outcome", thing, case, "failed"))
                raise
            for place, (thing, payload), more in zip(begun, things, found, strict=True):
                gathered.end(
                    place, entry(actor, act, "outcome", thing, case, "done", {**(payload or {}), **more})
                )

    @contextmanager
    def process(
        self, actor: Actor, act: str, thing: str = "", case: str = "", payload: Payload | None = None
    ) -> Iterator[dict[str, str | int]]:
        """As :meth:`act`, around long work of several units (reading a large file, a backup) or what leaves
        the program: the intent is in the log before it begins. Within a unit it is an act of that."""
        if self._here.gathered is not None:
            with self.act(actor, act, thing, case, payload) as found:
                yield found
            return
        intent = self._append(entry(actor, act, "intent", thing, case, payload=payload))
        found = {}
        try:
            yield found
        except BaseException:
            self._append(replace(entry(actor, act, "outcome", thing, case, "failed"), ref=intent))
            raise
        self._append(
            replace(
                entry(actor, act, "outcome", thing, case, "done", {**(payload or {}), **found}), ref=intent
            )
        )

    def fact_files(self, actor: Actor, files: Iterable[FactFile]) -> None:
        """Record the files of events that are about to become visible, by their hash and committed to the
        whole line of the catalogue, so that ``verify`` knows every one of them and what is said of it (its
        rows, classes, keys)."""
        for file in files:
            self._append(entry(actor, FACT_FILE, "intent", file.sha256, payload=file.payload()))

    def fact_rows(self, actor: Actor, source: str, files: Iterable[FactFile], keys: Payload) -> None:
        """Record how many rows a source is about to publish, by kind of event and layout (merging moves them
        to other files, it never changes their number), and what gives its events their ids."""
        rows = Counter[str]()
        for file in files:
            rows[place_of(file)] += file.rows
        if rows:
            self._append(entry(actor, FACT_ROWS, "intent", source, payload=rows))
            self._append(entry(actor, FACT_KEYS, "intent", source, payload=keys))

    def refused(self, actor: Actor, act: str, thing: str, code: str, case: str = "") -> None:
        """Record a refusal with its reason code."""
        self._append(entry(actor, act, "outcome", thing, case, f"refused:{code}"))

    def _append(self, one: Entry, *, durable: bool = True) -> int:
        """Write an entry, or gather it where a unit or a request is under way; its number, or its place
        there."""
        if self._here.gathered is not None:
            return self._here.gathered.add(one)
        [no] = self._writer.append([one], durable=durable)
        return no

    def still(self) -> AbstractContextManager[Transaction]:
        """Nobody writes into the log while the block lasts."""
        return self._database.transaction()

    def view(self) -> AbstractContextManager[View]:
        """The log as it is now, for as long as the block lasts."""
        return self._database.view()

    @classmethod
    def mark(cls, view: View) -> tuple[int, bytes]:
        """Size and root of a log as a view of it has them."""
        frontier = frontier_of(view)
        return frontier.size, frontier.root()

    def signer(self) -> Ed25519PrivateKey:
        """The key that signs this log; raises ``Damaged`` (``signing-key-missing``), ``Refused``
        (``signing-key-other``) where this account does not hold it."""
        return signer(self._database, self._workspace)

    def new_signer(self) -> Ed25519PrivateKey:
        """A new key in place of one that is lost. Raises ``Conflict`` (``signing-key-there``)."""
        return new_signer(self._database, self._workspace)

    def signed_by(self, public: bytes) -> None:
        """Let the log know that the key, which a restoring put here, signs it from now on."""
        note(self._database, public)

    def head(self) -> Head:
        """The present head, signed, kept, and written beside the key. Raises ``OSError`` when that cannot be
        written, and as :meth:`signer`."""
        key = self.signer()
        with self._database.transaction(durable=True) as transaction:
            frontier = frontier_of(transaction)
            size, root, at = frontier.size, frontier.root(), clock.stamp()
            known = transaction.query(f"{SELECT} WHERE size=?", (size,))
            if known:
                head = head_of(known[0])
            else:
                signature = key.sign(signed_text(self._workspace, size, root, at))
                head = Head(size, root, at, public_bytes(key), signature)
                transaction.insert_many(
                    "head",
                    ("size", "root", "at", "public", "signature"),
                    [(size, root, at, head.public, signature)],
                )
        with self._guard:
            if not self._remembered.has(size, root):
                remember_head(self._workspace, self._path, size, root)
        return head

    def heads(self) -> list[Head]:
        """All kept heads, oldest first."""
        return [head_of(row) for row in self._database.query(f"{SELECT} ORDER BY size")]

    def leaves(self, first: int = 1, last: int | None = None) -> Iterator[Leaf]:
        """Leaves by number, both ends included."""
        where, params = "no >= ?", [first]
        if last is not None:
            where, params = where + " AND no <= ?", [first, last]
        for row in self._database.stream(f"SELECT data FROM leaf WHERE {where} ORDER BY no", params):
            yield Leaf(**json.loads(blob(row[0])))

    def by(self, actor: str, act: str, thing: str) -> list[Leaf]:
        """The entries of somebody's act on a thing, the latest first."""
        return [
            leaf
            for leaf in self.search.latest(Wanted(actor=actor, act=act, part=thing))
            if leaf.object == thing
        ]

    def size(self) -> int:
        """How many leaves there are."""
        return integer(self._database.query("SELECT COUNT(*) FROM leaf")[0][0])

    def salt(self, no: int) -> bytes:
        """The salt of a leaf, for recomputing what it commits to; empty when there is no such leaf."""
        rows = self._database.query("SELECT salt FROM leaf WHERE no=?", (no,))
        return blob(rows[0][0]) if rows else b""

    def root_at(self, size: int) -> bytes | None:
        """The root recomputed over the first ``size`` leaves; None when there are fewer."""
        hashes = [
            leaf_hash(blob(row[0]))
            for row in self._database.stream("SELECT data FROM leaf ORDER BY no LIMIT ?", (size,))
        ]
        return root_of(hashes) if len(hashes) == size else None

    def rows(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Number, bytes and salt of every leaf as it stands."""
        for row in self._database.stream("SELECT no, data, salt FROM leaf ORDER BY no"):
            yield integer(row[0]), blob(row[1]), blob(row[2])

    def faults(
        self, since: tuple[int, bytes] | None = None, take: Callable[[int, bytes, bytes], None] | None = None
    ) -> list[Fault]:
        """What does not hold: catalogue code and parameters for each missing leaf, wrong number, unmatched
        head or signature, a head that another key than this workspace's signed, and one that was written
        beside the key but is gone.

        ``since`` is a head (size, root) kept outside; the present log must have it as its beginning. ``take``
        is given every row on the way.
        """
        found = log_faults(
            self._workspace, self._path, self.heads(), self.rows(), self._writer.frontier, since, take
        )
        return found + [
            ("audit-outbox-foreign", {"no": no})
            for no in (self._writer.foreign(self._main) if self._main is not None else [])
        ]

    def close(self) -> None:
        """Close the file."""
        self._database.close()
