"""Wrong passwords slow down whoever guesses: by account and address, never so that others keep somebody out
(decision 0090)."""

from datetime import datetime, timedelta
from math import ceil

from tahqiq.kit import clock
from tahqiq.kit.ids import digest
from tahqiq.store.database import Database, Row, Transaction, integer, marks, text

FREE = 5
"""Wrong passwords for one account from one address before it is slowed down."""
FREE_ABROAD = 30
"""The same for one account from all addresses that it has not been signed in from, and for one address
whatever the account."""
LONGEST = timedelta(seconds=60)
"""The longest that whoever is slowed down waits."""
FORGOTTEN = timedelta(minutes=15)
"""Without a wrong password for so long, counting begins anew."""
KNOWN = timedelta(days=90)
"""How long an address from which somebody has signed in is known as theirs."""
MOST = 100_000
"""Counters that are remembered; the oldest are forgotten first."""
_KNOWN = -1


class Slowing:
    """Counters by digest alone: what was typed as a name may be a password. Kept in the workspace (table
    ``stranger``), so that neither a restart nor a second server begins anew; the same for names that nobody
    has, so that nothing tells who is there."""

    def __init__(self, database: Database, most: int = MOST) -> None:
        self._database, self._most = database, most

    def tried(self, login: str, address: str, good: bool) -> int:
        """Count a try that is known to be ``good`` or wrong: 0 where it counts, else the seconds to wait
        before one does, and this one counts for nothing.

        It is counted in one transaction, after the password was looked at, so that guesses made at one time
        count one after the other.
        """
        now = clock.now()
        pair, known = digest("pair", login, address), digest("known", login, address)
        account, place = digest("account", login), digest("place", address)
        with self._database.transaction() as transaction:
            rows = self._rows(transaction, pair, known, account, place)
            abroad = known not in rows or text(rows[known][2]) < clock.stamp(now - KNOWN)
            binding = [pair, account, place] if abroad else [pair]
            until = max((text(rows[name][1]) for name in binding if name in rows), default="")
            if until > clock.stamp(now):
                return max(1, ceil((datetime.fromisoformat(until) - now).total_seconds()))
            if good:
                transaction.execute("DELETE FROM stranger WHERE name=?", (pair,))
                self._put(transaction, known, _KNOWN, "", now)
            else:
                for name, free in ((pair, FREE), (account, FREE_ABROAD), (place, FREE_ABROAD)):
                    self._failed(transaction, rows, name, free, now)
                self._forget(transaction)
        return 0

    def cleared(self, login: str) -> None:
        """Forget the wrong passwords that were given for an account."""
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM stranger WHERE name=?", (digest("account", login),))

    @staticmethod
    def _rows(transaction: Transaction, *names: bytes) -> dict[bytes, Row]:
        sql = f"SELECT name, failures, locked_until, at FROM stranger WHERE name IN ({marks(len(names))})"
        return {bytes(row[0]): row[1:] for row in transaction.query(sql, names) if isinstance(row[0], bytes)}

    def _failed(
        self, transaction: Transaction, rows: dict[bytes, Row], name: bytes, free: int, now: datetime
    ) -> None:
        row = rows.get(name)
        before = integer(row[0]) if row is not None and text(row[2]) > clock.stamp(now - FORGOTTEN) else 0
        over = before + 1 - free
        until = "" if over < 0 else clock.stamp(now + min(LONGEST, timedelta(seconds=2 ** min(over, 10))))
        self._put(transaction, name, before + 1, until, now)

    @staticmethod
    def _put(transaction: Transaction, name: bytes, failures: int, until: str, now: datetime) -> None:
        if not transaction.execute(
            "UPDATE stranger SET failures=?, locked_until=?, at=? WHERE name=?",
            (failures, until, clock.stamp(now), name),
        ):
            transaction.insert_many(
                "stranger",
                ("name", "failures", "locked_until", "at"),
                [(name, failures, until, clock.stamp(now))],
            )

    def _forget(self, transaction: Transaction) -> None:
        """Keep the number of counters in bounds; addresses that are known are no counters."""
        over = (
            integer(transaction.query("SELECT COUNT(*) FROM stranger WHERE failures>=0")[0][0]) - self._most
        )
        if over > 0:
            sql = (
                "DELETE FROM stranger WHERE name IN (SELECT name FROM stranger WHERE failures>=0 ORDER "
                "BY at, name LIMIT ?)"
            )
            transaction.execute(sql, (over,))
