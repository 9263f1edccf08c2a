"""Which originals hold which: by the register, and by what is known of copies that came inside several archives."""

from collections.abc import Callable, Iterable

from tahqiq.store.database import Database, marks, numbers, text

INSIDE = "inside"
"""The act of the line of custody that says in what else a known original stood: its detail is the id of that source."""


Step = Callable[[Database, list[str]], set[str]]


def connected(database: Database, sha256: str) -> set[str]:
    """The hashes of an original, of all in which it stands and of all that stand in it, however deep, in every case. What merely lies beside it in an archive is not among them."""
    return _walked(database, sha256, _around) | _walked(database, sha256, _within)


def _walked(database: Database, sha256: str, step: Step) -> set[str]:
    found, frontier = {sha256}, {sha256}
    while frontier:
        frontier = step(database, sorted(frontier)) - found
        found |= frontier
    return found


def _around(database: Database, hashes: list[str]) -> set[str]:
    """The originals in which some directly stand."""
    inside = marks(len(hashes))
    parents = database.query(f"SELECT p.sha256 FROM source s JOIN source p ON p.no = s.parent WHERE s.sha256 IN ({inside})", hashes)
    also = f"SELECT p.sha256 FROM custody c JOIN source s ON s.no = c.source JOIN source p ON p.id = c.detail WHERE c.act='{INSIDE}' AND s.sha256 IN ({inside})"
    return _texts(parents) | _texts(database.query(also, hashes))


def _within(database: Database, hashes: list[str]) -> set[str]:
    """The originals that directly stand in some."""
    inside = marks(len(hashes))
    known = database.query(f"SELECT no, id FROM source WHERE sha256 IN ({inside})", hashes)
    children = database.query(f"SELECT sha256 FROM source WHERE parent IN ({numbers(int(str(no)) for no, _ in known)})")
    also = f"SELECT s.sha256 FROM custody c JOIN source s ON s.no = c.source WHERE c.act='{INSIDE}' AND c.detail IN ({marks(len(known))})"
    return _texts(children) | (_texts(database.query(also, [text(public) for _, public in known])) if known else set())


def _texts(rows: Iterable[tuple[object, ...]]) -> set[str]:
    return {str(row[0]) for row in rows}
