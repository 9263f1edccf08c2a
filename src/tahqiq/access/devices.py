"""Browsers from which somebody has signed in before: they wait for their own wrong passwords alone, so that
others who guess cannot keep the person out (decision 0090)."""

import re
import secrets
from datetime import timedelta

from tahqiq.kit import clock
from tahqiq.kit.ids import sha256
from tahqiq.store.database import Database

LIFE = timedelta(days=90)
"""How long a browser is known after its last sign-in."""
MOST = 10
"""Known browsers of one account; the one that signed in longest ago is forgotten first."""
_SHAPE = re.compile("[A-Za-z0-9_-]{43}")


class Devices:
    """Known browsers of one workspace. A browser has a random token; for each account that signed in from it
    the workspace holds a hash of both (a row of ``session``, so that a new password or a closed account ends
    it). It opens nothing: without the password it only has a waiting time of its own."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def known(self, person: str, token: str) -> str:
        """The known browser of a person that has a token; empty where it is none."""
        rows = self._database.query(
            "SELECT 1 FROM session WHERE token=? AND kind='device' AND expires_at>?",
            (_key(person, token), clock.stamp()),
        )
        return _key(person, token).hex() if rows else ""

    def remember(self, person: str, before: str) -> str:
        """The token of a browser from which a person has just signed in: the one that it had ``before``, or a
        new one."""
        token = before if _SHAPE.fullmatch(before) else secrets.token_urlsafe(32)
        now = clock.now()
        row = (_key(person, token), person, "device", clock.stamp(now), clock.stamp(now + LIFE), "")
        columns = ("token", "person", "kind", "created_at", "expires_at", "seen_at")
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM session WHERE token=?", row[:1])
            transaction.insert_many("session", columns, [row])
            transaction.execute(
                "DELETE FROM session WHERE kind='device' AND person=? AND token NOT IN (SELECT token FROM "
                "session WHERE kind='device' AND person=? ORDER BY created_at DESC, token LIMIT ?)",
                (person, person, MOST),
            )
        return token


def _key(person: str, token: str) -> bytes:
    return bytes.fromhex(sha256(f"{person} {token}".encode()))
