"""Wrong passwords for names that nobody has: counted and locked as for others, so that a lock does not tell who is there."""

from datetime import timedelta

from tahqiq.kit import clock
from tahqiq.kit.ids import digest
from tahqiq.store.database import Database, integer

MOST = 100_000
"""Names that are remembered; the oldest are forgotten first."""
_FORMAT = "%Y-%m-%dT%H:%M:%S.%fZ"


class Strangers:
    """Sign-in names without an account, by their digest alone: what was typed may be a password. Kept in the workspace, so that neither a restart nor a
    second server begins anew. After ``most`` failures a name is locked for ``life``."""

    def __init__(self, database: Database, most: int, life: timedelta, kept: int = MOST) -> None:
        self._database, self._most, self._life, self._kept = database, most, life, kept

    def locked(self, login: str) -> bool:
        """Whether the name is locked now."""
        return bool(self._database.query("SELECT 1 FROM stranger WHERE name=? AND locked_until>?", (digest(login), clock.stamp())))

    def failed(self, login: str) -> None:
        """Count a failure; the one that is too many locks the name and begins anew."""
        name, until = digest(login), (clock.now() + self._life).strftime(_FORMAT)
        with self._database.transaction() as transaction:
            if not transaction.execute("UPDATE stranger SET failures=failures+1, at=? WHERE name=?", (clock.stamp(), name)):
                transaction.insert_many("stranger", ("name", "failures", "locked_until", "at"), [(name, 1, "", clock.stamp())])
            transaction.execute("UPDATE stranger SET failures=0, locked_until=? WHERE name=? AND failures>=?", (until, name, self._most))
            over = integer(transaction.query("SELECT COUNT(*) FROM stranger")[0][0]) - self._kept
            if over > 0:
                transaction.execute("DELETE FROM stranger WHERE name IN (SELECT name FROM stranger ORDER BY at, name LIMIT ?)", (over,))
