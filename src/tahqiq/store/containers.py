"""Which originals hold which: by the register, and by what is known of copies that came inside several
archives."""

from collections.abc import Callable

from tahqiq.store.database import Database, marks, text

INSIDE = "inside"
"""The act of the line of custody that says in what else a known original stood: its detail is the id of that
source."""


Step = Callable[[Database, list[str]], set[str]]


def connected(database: Database, sha256: str) -> set[str]:
    """The hashes of an original, of all in which it stands and of all that stand in it, however deep, in
    every case. What merely lies beside it in an archive is not among them."""
    return _walked(database, sha256, _around) | _walked(database, sha256, _within)


def _walked(database: Database, sha256: str, step: Step) -> set[str]:
    found, frontier = {sha256}, {sha256}
    while frontier:
        frontier = step(database, sorted(frontier)) - found
        found |= frontier
    return found


def _around(database: Database, hashes: list[str]) -> set[str]:
    """The originals in which some directly stand."""
    return _met(database, "p.sha256", "s.sha256", hashes)


def _within(database: Database, hashes: list[str]) -> set[str]:
    """The originals that directly stand in some."""
    return _met(database, "s.sha256", "p.sha256", hashes)


def _met(database: Database, wanted: str, known: str, hashes: list[str]) -> set[str]:
    """One side of where an original ``s`` stands in another, ``p``, by the other side."""
    where = f"{known} IN ({marks(len(hashes))})"
    rows = database.query(
        f"SELECT {wanted} FROM source s JOIN source p ON p.no = s.parent WHERE {where} UNION SELECT "
        f"{wanted} FROM custody c"
        f" JOIN source s ON s.no = c.source JOIN source p ON p.id = c.detail WHERE c.act='{INSIDE}' "
        f"AND {where}",
        [*hashes, *hashes],
    )
    return {text(row[0]) for row in rows}
