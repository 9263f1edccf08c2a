"""Which source repeats another, and which does not: declared by a person, append-only; the latest row of a
pair counts (docs/decisions/0017)."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from tahqiq.model.scope import Scope
from tahqiq.store.database import Database, Row, Transaction, integer, numbers, text
from tahqiq.store.decisions import must_alternate
from tahqiq.store.source_table import HERE

DerivationKind = Literal["derive", "independent"]
OWN_EXPORT = "own-export"
"""The act of the line of custody that says that a source is a file which this program exported: its detail is
the id of the export, "" where only the form of the file says so."""
_MADE = re.compile(
    r"(?:.*/)?(?:(?:values|events|lines|translations)\.csv|(?:cover|report|verify)\.html|chart\.svg"
    r"|(?:manifest|signature)\.json|exhibits/E\d+-extract\.csv)"
)
"""What a bundle holds that was made for it; the rest are originals."""
_SELECT = (
    "SELECT s.id, o.id, d.seq, d.kind, d.at, d.actor, d.reason, d.source, d.origin FROM derivation d"
    " JOIN source s ON s.no = d.source JOIN source o ON o.no = d.origin"
)
_LATEST = (
    "NOT EXISTS (SELECT 1 FROM derivation u WHERE u.source = d.source AND u.origin = d.origin AND u.seq "
    "> d.seq)"
)
_SEEN = ("published", "superseded")


@dataclass(frozen=True, slots=True)
class Derivation:
    """The declaration that ``source`` repeats what ``origin`` says (ids of sources), or that it is
    independent of it; where both are the same source, that what looks like an export is one, or is a document
    of its own. ``at`` is ISO 8601 UTC."""

    source: str
    origin: str
    seq: int
    kind: DerivationKind
    at: str
    actor: str
    reason: str

    @property
    def thing(self) -> str:
        """What the audit log calls it."""
        return f"{self.origin}.{self.source}.{self.seq}"

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


class Derivations:
    """The declarations of one workspace. A declaration is seen by who sees both sources."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def next(self, source: int, origin: int) -> int:
        """The ``seq`` of the next declaration about two source numbers."""
        sql = "SELECT COALESCE(MAX(seq), 0) FROM derivation WHERE source=? AND origin=?"
        return integer(self._database.query(sql, (source, origin))[0][0]) + 1

    def keep(self, source: int, origin: int, made: Derivation) -> None:
        """Keep a declaration; raises ``Conflict`` (``decision-not-next``) when that is the state already."""
        with self._database.transaction(durable=True) as transaction:
            last = transaction.query(
                "SELECT seq, kind FROM derivation WHERE source=? AND origin=? ORDER BY seq DESC LIMIT 1",
                (source, origin),
            )
            must_alternate(last, made.seq, made.kind, made.kind)
            row = (source, origin, made.seq, made.kind, made.at, made.actor, made.reason)
            transaction.insert_many(
                "derivation", ("source", "origin", "seq", "kind", "at", "actor", "reason"), [row]
            )

    def standing(self, scope: Scope) -> list[tuple[int, int]]:
        """Numbers of the sources (which repeats, which is repeated) of the visible declarations that
        stand."""
        rows = self._database.query(
            f"{_SELECT} WHERE d.kind = 'derive' AND {_LATEST} AND {_visible(scope)} ORDER BY "
            "d.source, d.origin"
        )
        return [(integer(row[7]), integer(row[8])) for row in rows]

    def alone(self, scope: Scope) -> set[int]:
        """Numbers of the sources that look like exports, of which a visible decision says that they are
        documents of their own."""
        rows = self._database.query(
            f"{_SELECT} WHERE d.kind = 'independent' AND d.source = d.origin AND {_LATEST} AND "
            f"{_visible(scope)}"
        )
        return {integer(row[7]) for row in rows}

    def about(self, scope: Scope, sources: Iterable[int]) -> list[Derivation]:
        """Every visible declaration with one of the source numbers at an end, oldest first."""
        inside = numbers(sources)
        rows = self._database.query(
            f"{_SELECT} WHERE (d.source IN ({inside}) OR d.origin IN ({inside})) AND "
            f"{_visible(scope)} ORDER BY d.at, d.source, d.origin, d.seq"
        )
        return [_derivation(row) for row in rows]

    def every(self) -> Iterator[Derivation]:
        """Every row, for verification only."""
        for row in self._database.stream(f"{_SELECT} ORDER BY d.source, d.origin, d.seq"):
            yield _derivation(row)


def forget_derivations(transaction: Transaction, source: int) -> None:
    """Remove the declarations about a source that is erased by order."""
    transaction.execute("DELETE FROM derivation WHERE source=? OR origin=?", (source, source))


def exported(database: Database) -> dict[int, str]:
    """The sources that are exports of this program, by number, each with the id of its export: by their line
    of custody, and what a bundle holds that was made for it."""
    marked = {
        integer(no): text(detail)
        for no, detail in database.query("SELECT source, detail FROM custody WHERE act=?", (OWN_EXPORT,))
    }
    if not marked:
        return {}
    inside = database.query(
        f"SELECT no, parent, path FROM source WHERE original='{HERE}' AND parent IN ({numbers(marked)})"
    )
    held = {integer(no): marked[integer(of)] for no, of, path in inside if _MADE.fullmatch(text(path))}
    return held | marked


def origins(database: Database, scope: Scope) -> dict[int, int]:
    """The origin of every source, as the number of the oldest source that has it; 0 for an export of this
    program, which is no witness: it repeats what others say.

    One origin have: what came in one original (an archive, a message), two deposits of one original, and
    sources of which a visible standing declaration says that one repeats the other, through however many
    steps. Sources that came by reference in an exchange file have their own, and so have the originals in a
    bundle. A file that looks like an export has one as soon as a visible decision says that it is a document
    of its own.
    """
    rows = database.query(
        "SELECT no, sha256, CASE original WHEN 'elsewhere' THEN 0 ELSE COALESCE(parent, 0) END FROM "
        "source ORDER BY no"
    )
    declarations = Derivations(database)
    none = exported(database).keys() - declarations.alone(scope)
    root = {integer(no): integer(no) for no, _, _ in rows}

    def top(no: int) -> int:
        while root[no] != no:
            root[no] = root[root[no]]
            no = root[no]
        return no

    def join(one: int, other: int) -> None:
        if one not in none and other not in none:
            low, high = sorted((top(one), top(other)))
            root[high] = low

    first: dict[str, int] = {}
    for no, sha256, parent in rows:
        if integer(no) not in none:
            join(integer(no), first.setdefault(text(sha256), integer(no)))
        if integer(parent):
            join(integer(no), integer(parent))
    for source, origin in declarations.standing(scope):
        join(source, origin)
    return {no: 0 if no in none else top(no) for no in root}


def _visible(scope: Scope) -> str:
    inside, states = numbers(scope.classes), ",".join(f"'{state}'" for state in _SEEN)
    return (
        f"s.class IN ({inside}) AND o.class IN ({inside}) AND s.state IN ({states}) AND o.state IN ({states})"
    )


def _derivation(row: Row) -> Derivation:
    kind: DerivationKind = "derive" if row[3] == "derive" else "independent"
    return Derivation(
        text(row[0]), text(row[1]), integer(row[2]), kind, text(row[4]), text(row[5]), text(row[6])
    )


__all__ = [
    "OWN_EXPORT",
    "Derivation",
    "DerivationKind",
    "Derivations",
    "exported",
    "forget_derivations",
    "origins",
]
