"""Wrong passwords slow down whoever guesses. A browser that signed in before waits for its own wrong
passwords alone; everybody else waits by account and address, and addresses take turns (decision 0090)."""

from datetime import datetime, timedelta
from math import ceil

from tahqiq.kit import clock
from tahqiq.kit.ids import digest
from tahqiq.store.database import Database, Row, Transaction, integer, marks, text

FREE = 5
"""Wrong passwords for one account from one address, or from one known browser, before it is slowed down."""
FREE_ABROAD = 30
"""The same for one account from all browsers that are not known together, and for one address whatever the
account."""
LONGEST = timedelta(seconds=60)
"""The longest that one wrong password makes whoever is slowed down wait."""
FORGOTTEN = timedelta(hours=1)
"""Without a wrong password for so long, counting begins anew; a turn that was not used lapses."""
MOST = 100_000
"""Counters that are remembered; the oldest are forgotten first."""


class Slowing:
    """Counters by digest alone: what was typed as a name may be a password. They are rows of the workspace
    (table ``stranger``), so that neither a restart nor a second server begins anew; the same for names that
    nobody has, so that nothing shows which accounts exist."""

    def __init__(self, database: Database, most: int = MOST) -> None:
        self._database, self._most = database, most

    def tried(self, login: str, address: str, good: bool | None, device: str = "") -> int:
        """Count a try that is known to be ``good`` or wrong (None: only ask): 0 where it counts, else the
        seconds to wait before one does, and this one counts for nothing. ``device`` is the known browser of
        the account that it comes from, if any.

        It is counted in one transaction, after the password was looked at, so that guesses made at one time
        count one after the other.
        """
        now = clock.now()
        own = digest("device", device) if device else digest("pair", login, address)
        account, place = digest("account", login), digest("place", address)
        turn = digest("turn", login, address)
        with self._database.transaction() as transaction:
            rows = self._rows(transaction, own, account, place, turn)
            until = max(_until(rows, name) for name in ([own] if device else [own, place]))
            if not device and until <= clock.stamp(now):
                until = self._turn(transaction, rows, account, turn, now)
            if until > clock.stamp(now):
                return max(1, ceil((datetime.fromisoformat(until) - now).total_seconds()))
            if good is not None:
                transaction.execute("DELETE FROM stranger WHERE name=?", (turn,))
                self._counted(transaction, rows, good, own, () if device else (account, place), now)
        return 0

    def cleared(self, login: str) -> None:
        """Forget the wrong passwords that were given for an account."""
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM stranger WHERE name=?", (digest("account", login),))

    def _turn(
        self, transaction: Transaction, rows: dict[bytes, Row], account: bytes, turn: bytes, now: datetime
    ) -> str:
        """When an address may try an account that many have guessed at: each address has one turn, in the
        order in which they came, so that no other address can take it, however often it tries."""
        kept = _until(rows, turn)
        if kept and kept > clock.stamp(now - FORGOTTEN):
            return kept
        free = _until(rows, account)
        if free > clock.stamp(now):
            after = datetime.fromisoformat(free) + LONGEST
            self._put(transaction, account, integer(rows[account][0]), clock.stamp(after), now)
            self._put(transaction, turn, 0, free, now)
            self._forget(transaction)
        return free

    def _counted(
        self,
        transaction: Transaction,
        rows: dict[bytes, Row],
        good: bool,
        own: bytes,
        shared: tuple[bytes, ...],
        now: datetime,
    ) -> None:
        if good:
            transaction.execute("DELETE FROM stranger WHERE name=?", (own,))
            return
        for name, free in ((own, FREE), *((one, FREE_ABROAD) for one in shared)):
            row = rows.get(name)
            before = integer(row[0]) if row is not None and text(row[2]) > clock.stamp(now - FORGOTTEN) else 0
            over = before + 1 - free
            until = "" if over < 0 else clock.stamp(now + _wait(over))
            self._put(transaction, name, before + 1, max(until, _until(rows, name)), now)
        self._forget(transaction)

    @staticmethod
    def _rows(transaction: Transaction, *names: bytes) -> dict[bytes, Row]:
        sql = f"SELECT name, failures, locked_until, at FROM stranger WHERE name IN ({marks(len(names))})"
        return {bytes(row[0]): row[1:] for row in transaction.query(sql, names) if isinstance(row[0], bytes)}

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
        """Keep the number of counters in bounds."""
        over = integer(transaction.query("SELECT COUNT(*) FROM stranger")[0][0]) - self._most
        if over > 0:
            sql = "DELETE FROM stranger WHERE name IN (SELECT name FROM stranger ORDER BY at, name LIMIT ?)"
            transaction.execute(sql, (over,))


def _until(rows: dict[bytes, Row], name: bytes) -> str:
    return text(rows[name][1]) if name in rows else ""


def _wait(over: int) -> timedelta:
    """How long one waits after so many wrong passwords more than are free."""
    return min(LONGEST, timedelta(seconds=2 ** min(over, 10)))
