"""Results of analyses, kept with the recipe they were made by: rows that are never changed, seen only with
all classes they rest on."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from tahqiq.kit.errors import NotFound
from tahqiq.kit.ids import digest, sha256
from tahqiq.model.scope import Scope
from tahqiq.store.database import Database, Row, Transaction, blob, integer, numbers, text
from tahqiq.store.documents import read_classes

_HEAD = ("id", "analysis", "case_id", "recipe", "sha256", "row_count", "classes", "at", "actor")


@dataclass(frozen=True, slots=True)
class StoredResult:
    """What an analysis found at one time. ``recipe`` (JSON) is everything needed to make it again, ``body``
    the canonical bytes of the rows as text (empty where only the head was asked for), ``sha256`` their hash.
    ``case`` is empty when it was made over everything its person may see.
    """

    id: str
    analysis: str
    case: str
    recipe: str
    sha256: str
    row_count: int
    classes: frozenset[int]
    at: str
    actor: str
    body: str = ""

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        return {
            "id": self.id,
            "analysis": self.analysis,
            "case": self.case,
            "recipe": sha256(self.recipe.encode()),
            "sha256": self.sha256,
            "rows": self.row_count,
            "classes": _written(self.classes),
            "at": self.at,
            "actor": self.actor,
        }


class Results:
    """The results of one workspace. A Scope says which classes may be seen; whether somebody belongs to the
    case is the caller's to ask."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def named(self, made: StoredResult) -> StoredResult:
        """The result with its id: a hash over recipe, person and how often that person made the same before;
        it tells nothing of others' work."""
        rows = self._database.query(
            "SELECT COUNT(*) FROM analysis_result WHERE actor=? AND recipe=?", (made.actor, made.recipe)
        )
        return replace(
            made, id=digest("result", made.actor, made.recipe, str(integer(rows[0][0])), size=8).hex()
        )

    def add(self, made: StoredResult, sources: Sequence[int]) -> None:
        """Keep a result and which sources it rests on."""
        with self._database.transaction(durable=True) as transaction:
            no = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM analysis_result")[0][0])
            row = (
                no,
                made.id,
                made.analysis,
                made.case,
                made.recipe,
                made.sha256,
                made.row_count,
                _written(made.classes),
                made.at,
                made.actor,
                made.body,
            )
            transaction.insert_many("analysis_result", ("no", *_HEAD, "body"), [row])
            transaction.insert_many(
                "analysis_input", ("source", "result"), [(source, no) for source in sources]
            )

    def get(self, scope: Scope, cases: Sequence[str], identity: str) -> StoredResult:
        """A result of the person's own or of one of ``cases``, by id or a unique beginning of at least 4;
        raises ``NotFound`` (``no-such-result``)."""
        rows = self._database.query(
            f"SELECT {', '.join(_HEAD)}, body FROM analysis_result WHERE id >= ? AND id < ? ORDER BY no",
            (identity, identity + "g"),
        )
        found = (
            [item for item in map(_result, rows) if _seen(scope, cases, item)] if len(identity) >= 4 else []
        )
        if len(found) != 1:
            raise NotFound("no-such-result", id=identity)
        return found[0]

    def all(
        self, scope: Scope, cases: Sequence[str], limit: int, case: str = "", analysis: str = ""
    ) -> list[StoredResult]:
        """The heads of the results of the person's own and of ``cases``, newest first; only those of ``case``
        and ``analysis`` where given."""
        marks = ",".join("?" * len(cases)) or "NULL"
        rows = self._database.stream(
            (
                f"SELECT {', '.join(_HEAD)} FROM analysis_result WHERE actor=? OR case_id IN ({marks}) "
                "ORDER BY no DESC"
            ),
            (scope.actor.id, *cases),
        )
        found: list[StoredResult] = []
        for row in rows:
            item = _result(row)
            if _seen(scope, cases, item) and case in ("", item.case) and analysis in ("", item.analysis):
                found.append(item)
            if len(found) == limit:
                break
        return found

    def every(self) -> Iterator[StoredResult]:
        """Every result with its body, for verification only."""
        for row in self._database.stream(f"SELECT {', '.join(_HEAD)}, body FROM analysis_result ORDER BY no"):
            yield _result(row)

    def decided(self, sources: Sequence[int]) -> str:
        """A digest of the retractions and reinstatements of values of some sources (numbers that have passed
        a Scope)."""
        rows = self._database.query(
            "SELECT n.id, r.id, o.id, r.seq, r.kind FROM retraction r JOIN node n ON n.no = r.entity "
            "JOIN source o ON o.no = r.source"
            f" WHERE r.source IN ({numbers(sources)})"
        )
        lines = sorted(
            (text(source), blob(value).hex(), blob(node).hex(), integer(seq), text(kind))
            for node, value, source, seq, kind in rows
        )
        return digest("decisions", json.dumps(lines)).hex() if lines else ""

    @staticmethod
    def forget(transaction: Transaction, source: int) -> None:
        """Remove the results that rest on a source which is erased by order."""
        inside = f"SELECT result FROM analysis_input WHERE source={int(source)}"
        transaction.execute(f"DELETE FROM analysis_result WHERE no IN ({inside})")
        transaction.execute("DELETE FROM analysis_input WHERE result NOT IN (SELECT no FROM analysis_result)")


def recipe_of(stored: StoredResult) -> Mapping[str, object]:
    """The recipe as read from JSON."""
    loaded = json.loads(stored.recipe)
    return loaded if isinstance(loaded, dict) else {}


def _seen(scope: Scope, cases: Sequence[str], item: StoredResult) -> bool:
    return item.classes <= scope.classes and (item.actor == scope.actor.id or item.case in cases)


def _written(classes: frozenset[int]) -> str:
    return ",".join(str(number) for number in sorted(classes))


def _result(row: Row) -> StoredResult:
    classes = read_classes(text(row[6]))
    return StoredResult(
        text(row[0]),
        text(row[1]),
        text(row[2]),
        text(row[3]),
        text(row[4]),
        integer(row[5]),
        classes,
        text(row[7]),
        text(row[8]),
        text(row[9]) if len(row) > 9 else "",
    )
