"""What is true of whole sources, by number, for reads that have passed a Scope."""

from collections.abc import Iterable

from tahqiq.model.place import PART_KINDS, Part
from tahqiq.store.database import Database, Row, integer, numbers, text


def source_rows(database: Database, wanted: Iterable[int]) -> dict[int, Row]:
    """Sources by number, each read once by a request: number, id, class, grade, SHA-256, name, who deposited
    it, format, version of its reader, mapping, when it was published, and when a later reading took its
    place. Ask only for sources that passed a Scope."""
    known, asked = database.units.rows("source"), set(wanted)
    missing = asked - known.keys()
    if missing:
        rows = database.query(f"{_HEADS} WHERE o.no IN ({numbers(missing)})")
        known.update((integer(row[0]), row) for row in rows)
    return {no: known[no] for no in asked if no in known}


_HEADS = (
    "SELECT o.no, o.id, o.class, o.grade, o.sha256, o.name, o.deposited_by, o.format, "
    "o.reader_version, o.mapping_name, o.published_at,"
    " (SELECT MAX(n.published_at) FROM reading r JOIN source n ON n.no = r.source WHERE r.follows = "
    "o.no AND o.state='superseded') FROM source o"
)


def parts_of(database: Database, sources: Iterable[int]) -> dict[int, dict[int, Part]]:
    """The parts of each of some sources by number. Names of sheets are data: ask only for sources that passed
    a Scope."""
    found: dict[int, dict[int, Part]] = {}
    for source, no, kind, name in database.query(
        f"SELECT source, no, kind, name FROM part WHERE source IN ({numbers(sources)})"
    ):
        found.setdefault(integer(source), {})[integer(no)] = Part(
            integer(no), PART_KINDS[text(kind)], text(name)
        )
    return found
