"""Looking for entries in the audit log: by person, act, case, period and part of what they are about, the
latest first."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tahqiq.access.leaf import Leaf
from tahqiq.store.database import Database, blob, integer, text

KINDS = {
    "": "",
    "acts": "{phase} = 'outcome' AND {result} NOT LIKE 'refused:%'",
    "reads": "{phase} = 'read'",
    "refused": "{result} LIKE 'refused:%'",
    "failed": "{result} = 'failed'",
}
"""What an entry can be: acts that were done or failed (one entry each, without the intent before), looks,
refusals, failures."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which entries are wanted; what is empty excludes nothing.

    ``actor`` is a person's id, ``act`` the name of an act, ``case`` a case's id. ``since`` (included) and
    ``until`` (excluded) are ISO 8601 in UTC or a beginning of it (a day). ``part`` stands in the object or
    the result. ``kind`` is one of ``KINDS``. ``before`` and ``below`` leave out entries from that time, or
    that number, on: the way to page back.
    """

    actor: str = ""
    act: str = ""
    case: str = ""
    since: str = ""
    until: str = ""
    part: str = ""
    kind: str = ""
    before: str = ""
    below: int = 0

    def where(self) -> tuple[str, list[str | int]]:
        """The condition in SQL and its parameters."""
        found = [
            (f"{_field(name)} = ?", value)
            for name in ("actor", "act", "case")
            if (value := getattr(self, name))
        ]
        found += [
            (f"{_field('at')} {sign} ?", value)
            for sign, value in ((">=", self.since), ("<", self.until), ("<", self.before))
            if value
        ]
        sql = [condition for condition, _ in found]
        params: list[str | int] = [value for _, value in found]
        if self.part:
            sql.append(f"({_field('object')} LIKE ? ESCAPE '!' OR {_field('result')} LIKE ? ESCAPE '!')")
            params += [f"%{_escaped(self.part)}%"] * 2
        if KINDS[self.kind]:
            sql.append(KINDS[self.kind].format(phase=_field("phase"), result=_field("result")))
        if self.below:
            sql.append("no < ?")
            params.append(self.below)
        return " AND ".join(sql) or "1 = 1", params


class LogSearch:
    """Reads the log of one workspace; who may read what of it is decided by the caller."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def latest(self, wanted: Wanted) -> Iterator[Leaf]:
        """The entries wanted, the latest first."""
        where, params = wanted.where()
        for row in self._database.stream(f"SELECT data FROM leaf WHERE {where} ORDER BY no DESC", params):
            yield Leaf(**json.loads(blob(row[0])))

    def count(self, wanted: Wanted) -> int:
        """How many entries are wanted."""
        where, params = wanted.where()
        return integer(self._database.query(f"SELECT COUNT(*) FROM leaf WHERE {where}", params)[0][0])

    def about(self, things: Sequence[str], limit: int, said: bool = False) -> list[Leaf]:
        """The latest entries about any of some things or about a version of them (``THING.3``), without the
        intents of acts; found by an index of objects. With ``said`` also those that say more of the thing
        behind a stroke (``THING/due=2026-10-01``)."""
        told = " OR ".join(
            f"({_field('object')} >= ? AND {_field('object')} < ?) OR {_field('object')} = ?" for _ in things
        )
        params = [
            value for thing in things for value in (f"{thing}.", f"{thing}0" if said else f"{thing}/", thing)
        ]
        sql = f"SELECT data FROM leaf WHERE ({told}) ORDER BY no DESC"
        found: list[Leaf] = []
        for row in self._database.stream(sql, params):
            leaf = Leaf(**json.loads(blob(row[0])))
            if leaf.phase != "intent":
                found.append(leaf)
            if len(found) == limit:
                break
        return found

    def known(self, field: str) -> list[str]:
        """What ``actor``, ``act`` or ``case`` can be in this log, in order."""
        rows = self._database.query(
            f"SELECT DISTINCT {_field(field)} FROM leaf WHERE {_field(field)} <> '' ORDER BY 1"
        )
        return [text(row[0]) for row in rows]


INDEX = "CREATE INDEX IF NOT EXISTS leaf_object ON leaf (json_extract(CAST(data AS TEXT), '$.object'))"
"""What :meth:`LogSearch.about` finds entries by."""


def _field(name: str) -> str:
    return f"json_extract(CAST(data AS TEXT), '$.{name}')"


def _escaped(part: str) -> str:
    return part.replace("!", "!!").replace("%", "!%").replace("_", "!_")
