"""How a person likes the page (language, digits, calendar, colours): kept on the server, so that it follows
the person to another machine."""

import json
from collections.abc import Mapping

from tahqiq.kit import clock
from tahqiq.store.database import Database, text

Chosen = dict[str, str | bool]


class Preferences:
    """What each person of one workspace has chosen. It is no case data and decides nothing: what may be seen
    never depends on it."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, person: str) -> Chosen:
        """What somebody (a person id) has chosen, by name; empty when nothing was ever chosen."""
        rows = self._database.query("SELECT body FROM preference WHERE person=?", (person,))
        chosen = json.loads(text(rows[0][0])) if rows else {}
        return {str(name): value for name, value in chosen.items() if isinstance(value, str | bool)}

    def keep(self, person: str, chosen: Mapping[str, str | bool]) -> None:
        """Keep everything somebody chose, in place of what was kept before."""
        with self._database.transaction(durable=True) as transaction:
            transaction.execute("DELETE FROM preference WHERE person=?", (person,))
            row = (person, json.dumps(dict(chosen), sort_keys=True), clock.stamp())
            transaction.insert_many("preference", ("person", "body", "at"), [row])
