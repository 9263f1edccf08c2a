"""The readings of one original: which there are, and whether a person said the zone of one."""

from tahqiq.model.source import Source
from tahqiq.store.database import Database, Transaction, integer, text


def readings(database: Database | Transaction, no: int) -> list[int]:
    """The numbers of all readings of the original of a source, oldest first; itself alone when it was read
    once."""
    pairs = [
        (integer(new), integer(old))
        for new, old in database.query("SELECT source, follows FROM reading ORDER BY source")
    ]
    found = {no}
    while more := {one for pair in pairs if found.intersection(pair) for one in pair} - found:
        found |= more
    return sorted(found)


def zone_said(database: Database | Transaction, source: Source) -> bool:
    """Whether a person said the zone of a source: who deposited it, or who had it read again."""
    by = {
        source.deposited_by,
        *(text(row[0]) for row in database.query("SELECT actor FROM reading WHERE source=?", (source.no,))),
    }
    return source.zone_by in by
