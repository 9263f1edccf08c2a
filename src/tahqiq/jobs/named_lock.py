"""Locks that several processes and threads respect."""

from datetime import timedelta

from tahqiq.jobs.holder import gone, own
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy
from tahqiq.store.database import Database, Transaction, text

_LONGEST = timedelta(hours=24)
"""No lock is taken for longer: one that ends later was taken before the clock went back."""


class NamedLock:
    """A lock that several processes and threads respect (merging, indexing, migration); it lapses when its
    holder has ended, or after ``minutes``. Raises :class:`Busy` (``lock-held``)."""

    def __init__(self, database: Database, name: str, minutes: int = 10) -> None:
        self._database, self._name, self._minutes = database, name, minutes
        self._holder = own()

    def __enter__(self) -> "NamedLock":
        until = clock.stamp(clock.now() + timedelta(minutes=self._minutes))
        with self._database.transaction() as transaction:
            for holder, end in self._rows(transaction):
                if gone(holder) or not clock.stamp() <= end <= clock.stamp(clock.now() + _LONGEST):
                    transaction.execute(
                        "DELETE FROM named_lock WHERE name=? AND holder=?", (self._name, holder)
                    )
            transaction.insert_many(
                "named_lock", ("name", "holder", "until"), [(self._name, self._holder, until)]
            )
            if [holder for holder, _ in self._rows(transaction)] != [self._holder]:
                raise Busy("lock-held", name=self._name)
        return self

    def _rows(self, transaction: Transaction) -> list[tuple[str, str]]:
        rows = transaction.query("SELECT holder, until FROM named_lock WHERE name=?", (self._name,))
        return [(text(row[0]), text(row[1])) for row in rows]

    def __exit__(self, *_: object) -> None:
        with self._database.transaction() as transaction:
            transaction.execute(
                "DELETE FROM named_lock WHERE name=? AND holder=?", (self._name, self._holder)
            )
