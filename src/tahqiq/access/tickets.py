"""Leave to download one address once: what a browser fetches by address carries the session's cookie but no
header."""

import secrets
from datetime import timedelta

from tahqiq.access.people import People, Person, key_of
from tahqiq.kit import clock
from tahqiq.kit.errors import NotSignedIn
from tahqiq.store.database import Database, text

SECONDS = 60


class Tickets:
    """Tickets of one workspace. Each holds for one address, once, for a minute, and only beside the cookie of
    the session that asked for it."""

    def __init__(self, database: Database, people: People) -> None:
        self._database, self._people = database, people

    def issue(self, cookie: str, person: Person, address: str) -> str:
        """A ticket for ``address`` (path and query), for the person who is signed in with ``cookie``."""
        ticket = secrets.token_urlsafe(32)
        until = clock.stamp(clock.now() + timedelta(seconds=SECONDS))
        columns = ("token", "person", "kind", "created_at", "expires_at", "seen_at")
        with self._database.transaction() as transaction:
            row = (_key(cookie, ticket, address), person.id, "ticket", clock.stamp(), until, clock.stamp())
            transaction.insert_many("session", columns, [row])
        return ticket

    def redeem(self, cookie: str, ticket: str, address: str) -> Person:
        """Whose ticket it is; it is used up. Raises ``NotSignedIn`` (``not-signed-in``) for one that is used,
        late, or for another address or session, and where the account has been closed."""
        key = _key(cookie, ticket, address)
        rows = self._database.query(
            "SELECT person, expires_at FROM session WHERE token=? AND kind='ticket'", (key,)
        )
        with self._database.transaction() as transaction:
            used = transaction.execute("DELETE FROM session WHERE token=? AND kind='ticket'", (key,))
        if not rows or used != 1 or text(rows[0][1]) < clock.stamp():
            raise NotSignedIn("not-signed-in")
        person = self._people.get(text(rows[0][0]))
        if person.state != "active":
            raise NotSignedIn("not-signed-in")
        return person


def _key(cookie: str, ticket: str, address: str) -> bytes:
    return key_of(f"{cookie} {ticket} {address}")
