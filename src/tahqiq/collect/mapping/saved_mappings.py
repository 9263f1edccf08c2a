"""Mappings that people keep in a case: every version stays, the latest one counts."""

from collections.abc import Collection
from dataclasses import dataclass, replace

from tahqiq.collect.mapping.builtin import builtins
from tahqiq.collect.mapping.codec import dumps, loads
from tahqiq.collect.mapping.document import Mapping
from tahqiq.kit import clock
from tahqiq.kit.errors import NotFound, WrongUse
from tahqiq.store.database import Database, Row, integer, text

_SELECT = "SELECT name, version, text, saved_at, saved_by, compartment FROM saved_mapping"


@dataclass(frozen=True, slots=True)
class SavedMapping:
    """One version of a mapping of a case; ``saved_by`` is a person's id, ``saved_at`` ISO 8601 UTC.
    ``compartment`` is that of the document it was made for: its headers stand in it, so it is seen by those
    admitted only; "" for all of the case."""

    name: str
    version: int
    mapping: Mapping
    saved_at: str
    saved_by: str
    compartment: str = ""


class SavedMappings:
    """The mappings of the cases of a workspace. Headers stand in them, so callers have made sure that the
    person belongs to the case, and say which compartments they are admitted to."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(self, case: str, mapping: Mapping, by: str, compartment: str = "") -> SavedMapping:
        """Keep a mapping as the next version of its name. Raises ``WrongUse`` (``mapping-name-taken``) for
        the name of a built-in one."""
        if mapping.name in builtins():
            raise WrongUse("mapping-name-taken", name=mapping.name)
        with self._database.transaction(durable=True) as transaction:
            last = transaction.query(
                "SELECT COALESCE(MAX(version), 0) FROM saved_mapping WHERE case_id=? AND name=?",
                (case, mapping.name),
            )
            made = SavedMapping(
                mapping.name, integer(last[0][0]) + 1, mapping, clock.stamp(), by, compartment
            )
            made = replace(made, mapping=replace(mapping, version=made.version))
            columns = ("case_id", "name", "version", "text", "saved_at", "saved_by", "compartment")
            row = (
                case,
                made.name,
                made.version,
                dumps(made.mapping),
                made.saved_at,
                made.saved_by,
                made.compartment,
            )
            transaction.insert_many("saved_mapping", columns, [row])
        return made

    def of(self, case: str, admitted: Collection[str]) -> list[SavedMapping]:
        """The latest version of each that somebody admitted to these compartments may see, by name."""
        rows = self._database.query(
            f"{_SELECT} WHERE case_id=? AND {_seen(admitted)} ORDER BY name, version",
            (case, *sorted(admitted)),
        )
        return list({text(row[0]): _saved(row) for row in rows}.values())

    def versions(self, case: str, name: str, admitted: Collection[str]) -> list[SavedMapping]:
        """All versions of one that may be seen, oldest first. Raises ``NotFound`` (``no-such-mapping``)."""
        rows = self._database.query(
            f"{_SELECT} WHERE case_id=? AND name=? AND {_seen(admitted)} ORDER BY version",
            (case, name, *sorted(admitted)),
        )
        if not rows:
            raise NotFound("no-such-mapping", name=name)
        return [_saved(row) for row in rows]


def _seen(admitted: Collection[str]) -> str:
    return f"compartment IN ({','.join(['?'] * len(admitted) + [chr(39) * 2])})"


def _saved(row: Row) -> SavedMapping:
    name, version, document, at, by, compartment = row
    return SavedMapping(
        text(name), integer(version), loads(text(document)), text(at), text(by), text(compartment)
    )
