"""What became of jobs whose end could not be written down because disk or database were away, and of those
that had no room.

A job that met an outage is queued again and this was no attempt that failed. One that found the disk full is
begun :data:`MOST_WITHOUT_ROOM` times at the most, then it has failed and says so; on one without a
megabyte left all that waits has failed, written on the reserve (:mod:`tahqiq.store.reserve`). It is queued
again by itself once there is more room than there was (:class:`Roomy`).
"""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from threading import Lock
from time import monotonic

from tahqiq.kit import clock
from tahqiq.kit.errors import TahqiqError
from tahqiq.kit.faults import DATABASE_FULL, FULL
from tahqiq.store.database import Database, Transaction, integer, text

MOST_WITHOUT_ROOM = 5
ROOM = 16 << 20
"""Bytes that a disk must have more than when a job failed on it before the job is tried again."""
FIRST_WAIT, LONGEST_WAIT = 60.0, 3_600.0
_AGAIN = "UPDATE job SET state='queued', holder='', lease_until=? WHERE no=? AND holder=? AND state='running'"
_ENDED = "UPDATE job SET state=?, result=?, finished_at=? WHERE no=? AND holder=? AND state='running'"


class Interrupted:
    """Ends of jobs that wait to be written, of the jobs that this process did."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._owed: dict[tuple[int, str], tuple[str, str]] = {}

    def again(self, no: int, holder: str, error: TahqiqError, free: int | None) -> None:
        """The job ``no`` of ``holder`` could not be done because of an outage or a full disk, of which
        ``free`` bytes were left."""
        result = json.dumps({"code": error.code, "params": dict(error.params), "free": free}, sort_keys=True)
        self._owe(no, holder, "full" if error.code in FULL else "again", result)

    def ended(self, no: int, holder: str, state: str, result: Mapping[str, object]) -> None:
        """The job has ended, which could not be written."""
        self._owe(no, holder, state, json.dumps(result, sort_keys=True))

    def _owe(self, no: int, holder: str, state: str, result: str) -> None:
        with self._guard:
            self._owed[no, holder] = (state, result)

    def settle(self, transaction: Transaction) -> list[tuple[int, str]]:
        """Write what is owed; which ends were written, for :meth:`settled` once the transaction is over."""
        with self._guard:
            owed = dict(self._owed)
        for (no, holder), (state, result) in owed.items():
            self._settle(transaction, no, holder, state, result)
        return list(owed)

    @staticmethod
    def _settle(transaction: Transaction, no: int, holder: str, state: str, result: str) -> None:
        if state == "again":
            transaction.execute(
                "UPDATE job SET attempts=attempts-1 WHERE no=? AND holder=? AND attempts>0", (no, holder)
            )
            transaction.execute(_AGAIN, (clock.stamp(), no, holder))
        elif state != "full":
            transaction.execute(_ENDED, (state, result, clock.stamp(), no, holder))
        elif (
            integer(transaction.query("SELECT COALESCE(MAX(attempts), 0) FROM job WHERE no=?", (no,))[0][0])
            < MOST_WITHOUT_ROOM
        ):
            transaction.execute(_AGAIN, (clock.stamp(), no, holder))
        else:
            transaction.execute(_ENDED, ("failed", result, clock.stamp(), no, holder))

    def settled(self, written: list[tuple[int, str]]) -> None:
        """What was written is owed no more."""
        with self._guard:
            for one in written:
                self._owed.pop(one, None)


def failed_without_room(database: Database, holder: str, code: str, free: int) -> None:
    """Write down that what waits, and what ``holder`` was doing, failed with ``code`` on a disk that had
    ``free`` bytes; :class:`Roomy` queues it again."""
    result = json.dumps({"code": code, "params": {}, "free": free}, sort_keys=True)
    sql = (
        "UPDATE job SET state='failed', result=?, finished_at=? WHERE state='queued' OR (state='running' AND "
        "holder=?)"
    )
    with database.transaction() as transaction:
        transaction.execute(sql, (result, clock.stamp(), holder))


class Roomy:
    """Queues again what failed for lack of room. A job that fails so again and again, because it needs more
    than there is, waits longer each time (seconds, from :data:`FIRST_WAIT` to :data:`LONGEST_WAIT`)."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._waits: dict[int, tuple[float, float]] = {}

    def queue(self, free: int) -> int:
        """Queue what failed on the disk of the workspace where that now has ``free`` bytes, :data:`ROOM` more
        than then, and what failed on the disk of a database that now takes :data:`ROOM` bytes; how many
        jobs."""
        full, roomy = list[int](), list[int]()
        for no, result in self._database.query(
            "SELECT no, result FROM job WHERE state='failed' AND result LIKE '%\"free\"%'"
        ):
            found, number = json.loads(text(result)), integer(no)
            code, left = found.get("code"), found.get("free")
            if monotonic() < self._waits.get(number, (0.0, 0.0))[0]:
                continue
            if code == DATABASE_FULL:
                full.append(number)
            elif code in FULL and isinstance(left, int) and free >= left + ROOM:
                roomy.append(number)
        if full and self._database.takes(ROOM):
            roomy += full
        for number in roomy:
            wait = min(LONGEST_WAIT, 2 * self._waits.get(number, (0.0, FIRST_WAIT / 2))[1])
            self._waits[number] = (monotonic() + wait, wait)
        return self._queued(roomy)

    def _queued(self, jobs: Sequence[int]) -> int:
        if not jobs:
            return 0
        with self._database.transaction() as transaction:
            sql = (
                "UPDATE job SET state='queued', attempts=0, lease_until=?, result='{}', finished_at='' WHERE "
                "no=? AND state='failed'"
            )
            return sum(transaction.execute(sql, (clock.stamp(), no)) for no in jobs)


def failed_on_full_database(database: Database) -> bool:
    """Whether a job waits, failed, for room on the disk of the database."""
    sql = "SELECT 1 FROM job WHERE state='failed' AND result LIKE ? LIMIT 1"
    return bool(database.query(sql, (f'%"{DATABASE_FULL}"%',)))


def standing(database: Database) -> float:
    """For how many seconds work has waited while nothing was done; 0 when nothing waits, or something is
    being done or was just now."""
    queued = database.query(
        "SELECT MIN(CASE WHEN lease_until > created_at THEN lease_until ELSE created_at END) FROM "
        "job WHERE state='queued'"
    )
    since = text(queued[0][0])
    if not since:
        return 0.0
    moved = database.query(
        "SELECT MAX(CASE WHEN state='running' THEN lease_until ELSE finished_at END) FROM job WHERE "
        "state<>'queued'"
    )
    latest = max(since, text(moved[0][0]))
    return max(0.0, (clock.now() - datetime.fromisoformat(latest)).total_seconds())
