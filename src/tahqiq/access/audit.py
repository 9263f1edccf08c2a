"""The audit log: RFC 6962 Merkle tree in a file of its own, intent before an act and outcome after, heads signed.

Leaves hold ids and salted digests, never values. Without a witness outside, who holds the key could rewrite history: print heads (``audit head``).
"""

import hashlib
import json
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock
from time import monotonic

from tahqiq.access.keys import (
    Remembered,
    fingerprint,
    formerly,
    pinned,
    public_bytes,
    remember_head,
    remembered_heads,
    signed_by,
    signing_key,
)
from tahqiq.access.leaf import Leaf
from tahqiq.access.log_search import INDEX, LogSearch, Wanted
from tahqiq.access.merkle import Frontier, leaf_hash, root_of
from tahqiq.kit import clock
from tahqiq.model.scope import Actor
from tahqiq.store.database import Row, Transaction, Value, View, blob, integer, text
from tahqiq.store.facts.catalogue import FactFile
from tahqiq.store.facts.counted import place_of
from tahqiq.store.sqlite import SqliteDatabase

FACT_FILE = "fact-file"
"""The act of an entry whose object is the SHA-256 of a file of events about to be published."""
GLANCE_SECONDS = 60.0
FACT_ROWS = "fact-rows"
"""The act of an entry whose object is a source's id and that commits to its rows by ``KIND/LAYOUT``."""
Payload = Mapping[str, str | int]

_TABLES = (
    "CREATE TABLE IF NOT EXISTS leaf (no INTEGER PRIMARY KEY, data BLOB NOT NULL, salt BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS frontier (id INTEGER PRIMARY KEY, size INTEGER NOT NULL, peaks BLOB NOT NULL)",
    "CREATE TABLE IF NOT EXISTS head (size INTEGER PRIMARY KEY, root BLOB NOT NULL, at TEXT NOT NULL, public BLOB NOT NULL, signature BLOB NOT NULL)",
    INDEX,
)


@dataclass(frozen=True, slots=True)
class Head:
    """A signed tree head: after ``size`` leaves the root was ``root``."""

    size: int
    root: bytes
    at: str
    public: bytes
    signature: bytes

    def __str__(self) -> str:
        return f"tahqiq-head {self.size} {self.root.hex()} {self.at} key {fingerprint(self.public)}"


@dataclass(frozen=True, slots=True)
class _Entry:
    """What is to be written into the log. ``ref`` is the number of the entry before it that it belongs to, 0 = none."""

    actor: Actor
    act: str
    phase: str
    thing: str
    case: str
    ref: int = 0
    result: str = ""
    payload: Payload | None = None


@dataclass(slots=True)
class _Waiting:
    """Entries of a thread that wait to be written; afterwards their numbers, or why they were not."""

    entries: Sequence[_Entry]
    durable: bool
    done: bool = False
    numbers: list[int] = field(default_factory=list)
    error: BaseException | None = None


class AuditLog:
    """The log of one workspace; ``path`` is its file, ``workspace`` the id that names its key."""

    def __init__(self, path: Path, workspace: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._workspace, self._path = workspace, path
        self._database = SqliteDatabase(path)
        self._glances: dict[tuple[str, str, str], float] = {}
        self._guard, self._turn = Lock(), Lock()
        self._waiting: list[_Waiting] = []
        self._remembered = Remembered(workspace, path)
        self.search = LogSearch(self._database)
        with self._database.transaction() as transaction:
            for sql in _TABLES:
                transaction.execute(sql)

    def read(self, actor: Actor, act: str, thing: str = "", case: str = "") -> None:
        """Record that something was looked at; ``thing`` is an id or a salted digest of a search text."""
        self._append(actor, act, "read", thing, case, durable=False)

    def glance(self, actor: Actor, act: str, thing: str = "", case: str = "") -> None:
        """As :meth:`read`, for what a page asks again and again: the same look within :data:`GLANCE_SECONDS` is one entry."""
        key, now = (actor.id, act, thing), monotonic()
        with self._guard:
            if now - self._glances.get(key, -GLANCE_SECONDS) < GLANCE_SECONDS:
                return
            if len(self._glances) > 10_000:
                self._glances.clear()
            self._glances[key] = now
        self.read(actor, act, thing, case)

    @contextmanager
    def act(
        self, actor: Actor, act: str, thing: str = "", case: str = "", payload: Payload | None = None
    ) -> Iterator[dict[str, str | int]]:
        """Around an act: an intent leaf before, an outcome leaf after (``failed`` when it raises). What the block puts into the dictionary
        it is given is what the outcome commits to, together with ``payload``."""
        intent = self._append(actor, act, "intent", thing, case, payload=payload)
        found: dict[str, str | int] = {}
        try:
            yield found
        except BaseException:
            self._append(actor, act, "outcome", thing, case, ref=intent, result="failed")
            raise
        self._append(actor, act, "outcome", thing, case, ref=intent, result="done", payload={**(payload or {}), **found})

    @contextmanager
    def acts(self, actor: Actor, act: str, things: Sequence[tuple[str, Payload]], case: str = "") -> Iterator[None]:
        """As :meth:`act`, around several acts of one sort that are done together: an entry before and one after for each, written at once."""
        intents = self._append_all([_Entry(actor, act, "intent", thing, case, payload=payload) for thing, payload in things])
        try:
            yield
        except BaseException:
            self._append_all(
                [_Entry(actor, act, "outcome", thing, case, ref, "failed") for (thing, _), ref in zip(things, intents, strict=True)]
            )
            raise
        self._append_all(
            [
                _Entry(actor, act, "outcome", thing, case, ref, "done", payload)
                for (thing, payload), ref in zip(things, intents, strict=True)
            ]
        )

    def fact_files(self, actor: Actor, files: Iterable[FactFile]) -> None:
        """Record the files of events that are about to become visible, by their hash and committed to the whole line of the catalogue, so that
        ``verify`` knows every one of them and what is said of it (its rows, classes, keys)."""
        for file in files:
            self._append(actor, FACT_FILE, "intent", file.sha256, "", payload=file.payload())

    def fact_rows(self, actor: Actor, source: str, files: Iterable[FactFile]) -> None:
        """Record how many rows a source is about to publish, by kind of event and layout: merging moves them to other files, it never changes
        their number."""
        rows = Counter[str]()
        for file in files:
            rows[place_of(file)] += file.rows
        if rows:
            self._append(actor, FACT_ROWS, "intent", source, "", payload=rows)

    def refused(self, actor: Actor, act: str, thing: str, code: str, case: str = "") -> None:
        """Record a refusal with its reason code."""
        self._append(actor, act, "outcome", thing, case, result=f"refused:{code}")

    def _append(
        self, actor: Actor, act: str, phase: str, thing: str, case: str, *, ref: int = 0, result: str = "", payload: Payload | None = None, durable: bool = True
    ) -> int:  # fmt: skip
        [no] = self._append_all([_Entry(actor, act, phase, thing, case, ref, result, payload)], durable=durable)
        return no

    def _append_all(self, entries: Sequence[_Entry], *, durable: bool = True) -> list[int]:
        """Write entries one after the other, together or not at all; their numbers. What several threads write at a time goes to the disk at once: whoever's turn it is takes along
        what came while the disk was waited for."""
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
                frontier, rows = self._frontier(transaction), list[tuple[Value, ...]]()
                for waiting in taken:
                    first = frontier.size + 1
                    for no, one in enumerate(waiting.entries, first):
                        salt = secrets.token_bytes(16)
                        committed = commitment(salt, one.payload).hex() if one.payload else ""
                        leaf: dict[str, str | int] = {"no": no, "at": clock.stamp(), "actor": one.actor.id, "act": one.act, "phase": one.phase, "object": one.thing, "case": one.case, "ref": one.ref, "result": one.result, "commitment": committed}  # fmt: skip
                        data = canonical(leaf)
                        rows.append((no, data, salt))
                        frontier.append(leaf_hash(data))
                    numbers.append(list(range(first, first + len(waiting.entries))))
                transaction.insert_many("leaf", ("no", "data", "salt"), rows)
                transaction.execute("DELETE FROM frontier")
                transaction.insert_many("frontier", ("id", "size", "peaks"), [(1, frontier.size, b"".join(frontier.peaks))])
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

    def still(self) -> AbstractContextManager[Transaction]:
        """Nobody writes into the log while the block lasts."""
        return self._database.transaction()

    def view(self) -> AbstractContextManager[View]:
        """The log as it is now, for as long as the block lasts."""
        return self._database.view()

    @classmethod
    def mark(cls, view: View) -> tuple[int, bytes]:
        """Size and root of a log as a view of it has them."""
        frontier = cls._frontier(view)
        return frontier.size, frontier.root()

    @staticmethod
    def _frontier(transaction: Transaction | View) -> Frontier:
        rows = transaction.query("SELECT size, peaks FROM frontier")
        if not rows:
            return Frontier()
        peaks = blob(rows[0][1])
        return Frontier(integer(rows[0][0]), [peaks[start : start + 32] for start in range(0, len(peaks), 32)])

    def head(self) -> Head:
        """The present head, signed, kept, and written beside the key. Raises ``OSError`` when that cannot be written."""
        key = signing_key(self._workspace)
        with self._database.transaction(durable=True) as transaction:
            frontier = self._frontier(transaction)
            size, root, at = frontier.size, frontier.root(), clock.stamp()
            known = transaction.query("SELECT size, root, at, public, signature FROM head WHERE size=?", (size,))
            if known:
                head = _head(known[0])
            else:
                signature = key.sign(signed_text(self._workspace, size, root, at))
                head = Head(size, root, at, public_bytes(key), signature)
                transaction.insert_many("head", ("size", "root", "at", "public", "signature"), [(size, root, at, head.public, signature)])
        with self._guard:
            if not self._remembered.has(size, root):
                remember_head(self._workspace, self._path, size, root)
        return head

    def heads(self) -> list[Head]:
        """All kept heads, oldest first."""
        return [_head(row) for row in self._database.query("SELECT size, root, at, public, signature FROM head ORDER BY size")]

    def leaves(self, first: int = 1, last: int | None = None) -> Iterator[Leaf]:
        """Leaves by number, both ends included."""
        where, params = "no >= ?", [first]
        if last is not None:
            where, params = where + " AND no <= ?", [first, last]
        for row in self._database.stream(f"SELECT data FROM leaf WHERE {where} ORDER BY no", params):
            yield Leaf(**json.loads(blob(row[0])))

    def by(self, actor: str, act: str, thing: str) -> list[Leaf]:
        """The entries of somebody's act on a thing, the latest first."""
        return [leaf for leaf in self.search.latest(Wanted(actor=actor, act=act, part=thing)) if leaf.object == thing]

    def size(self) -> int:
        """How many leaves there are."""
        return integer(self._database.query("SELECT COUNT(*) FROM leaf")[0][0])

    def salt(self, no: int) -> bytes:
        """The salt of a leaf, for recomputing what it commits to; empty when there is no such leaf."""
        rows = self._database.query("SELECT salt FROM leaf WHERE no=?", (no,))
        return blob(rows[0][0]) if rows else b""

    def root_at(self, size: int) -> bytes | None:
        """The root recomputed over the first ``size`` leaves; None when there are fewer."""
        hashes = [leaf_hash(blob(row[0])) for row in self._database.stream("SELECT data FROM leaf ORDER BY no LIMIT ?", (size,))]
        return root_of(hashes) if len(hashes) == size else None

    def rows(self) -> Iterator[tuple[int, bytes, bytes]]:
        """Number, bytes and salt of every leaf as it stands."""
        for row in self._database.stream("SELECT no, data, salt FROM leaf ORDER BY no"):
            yield integer(row[0]), blob(row[1]), blob(row[2])

    def faults(
        self, since: tuple[int, bytes] | None = None, take: Callable[[int, bytes, bytes], None] | None = None
    ) -> list[tuple[str, dict[str, str | int]]]:
        """What does not hold: catalogue code and parameters for each missing leaf, wrong number, unmatched head or signature, a head that another
        key than this workspace's signed, and one that was written beside the key but is gone.

        ``since`` is a head (size, root) kept outside; the present log must have it as its beginning. ``take`` is given every row on the way.
        """
        found: list[tuple[str, dict[str, str | int]]] = []
        wanted = {head.size: head for head in self.heads()}
        outside = [*remembered_heads(self._workspace, self._path), *([since] if since else [])]
        known = pinned(self._workspace)
        before = {(size, public) for until, public in formerly(self._workspace) for size in wanted if size <= until}
        frontier = Frontier()
        roots: dict[int, bytes] = {0: frontier.root()}
        sizes = {*wanted, *(size for size, _ in outside)}
        for no, data, salt in self.rows():
            if take is not None:
                take(no, data, salt)
            if no != frontier.size + 1 or _number(data) != no:
                found.append(("audit-leaf-wrong", {"no": no}))
            frontier.append(leaf_hash(data))
            if frontier.size in sizes:
                roots[frontier.size] = frontier.root()
        kept = self._database.query("SELECT size, peaks FROM frontier")
        if kept and (integer(kept[0][0]) != frontier.size or blob(kept[0][1]) != b"".join(frontier.peaks)):
            found.append(("audit-log-cut", {"size": integer(kept[0][0]), "leaves": frontier.size}))
        for size, head in wanted.items():
            if roots.get(size) != head.root:
                found.append(("audit-head-differs", {"size": size, "leaves": frontier.size}))
            elif not signed_by(head.public, head.signature, signed_text(self._workspace, size, head.root, head.at)):
                found.append(("audit-signature-wrong", {"size": size}))
            elif known is not None and head.public != known and (size, head.public) not in before:
                found.append(("audit-key-foreign", {"size": size, "key": fingerprint(head.public), "known": fingerprint(known)}))
        for size, root in dict.fromkeys(outside):
            if roots.get(size) != root:
                found.append(("audit-head-differs", {"size": size, "leaves": frontier.size}))
            elif size not in wanted and since != (size, root):
                found.append(("audit-head-gone", {"size": size}))
        return found

    def close(self) -> None:
        """Close the file."""
        self._database.close()


def canonical(leaf: Mapping[str, str | int]) -> bytes:
    """The bytes of a leaf: JSON with sorted keys, UTF-8, no spaces."""
    return json.dumps(leaf, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def commitment(salt: bytes, payload: Payload) -> bytes:
    """SHA-256 over salt and the canonical payload: what an outcome commits to without showing it."""
    return hashlib.sha256(salt + canonical(payload)).digest()


def signed_text(workspace: str, size: int, root: bytes, at: str) -> bytes:
    """The bytes a head's signature covers."""
    return f"tahqiq-head\n{workspace}\n{size}\n{root.hex()}\n{at}\n".encode()


def _number(data: bytes) -> int:
    try:
        loaded = json.loads(data)
    except ValueError:
        return 0
    number = loaded.get("no") if isinstance(loaded, dict) else None
    return number if isinstance(number, int) else 0


def _head(row: Row) -> Head:
    values: tuple[Value, ...] = row
    return Head(integer(values[0]), blob(values[1]), text(values[2]), blob(values[3]), blob(values[4]))
