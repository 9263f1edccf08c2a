"""Candidate pairs and the models that scored them. Computed, not decided: a new run replaces what an older
one said of the same pair."""

import json
from collections.abc import Iterable, Iterator, Sequence

from tahqiq.kit import clock
from tahqiq.kit.parts import parts
from tahqiq.model.pair import BANDS, Pair, Reason
from tahqiq.model.scope import Scope
from tahqiq.store.database import Database, Row, Transaction, integer, numbers, text

_COLUMNS = ("left_node", "right_node", "classes", "weight", "probability", "band", "model", "reasons", "at")
_SELECT = "SELECT left_node, right_node, classes, weight, probability, band, model, reasons FROM pair"
_BATCH = 5_000
_NODES = 500


class Pairs:
    """Pairs of one workspace. A pair rests on data classes and is seen only by who may see all of them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, scope: Scope, nodes: Sequence[int] | None = None) -> Iterable[Pair]:
        """The visible pairs, or those of which a node is an end; of a pair that rests on different classes
        for different runs, the one that knows most."""
        best: dict[tuple[int, int], Pair] = {}
        for row in self._rows(nodes):
            pair = _pair(row)
            known = best.get((pair.left, pair.right))
            if pair.classes <= scope.classes and (known is None or len(pair.classes) > len(known.classes)):
                best[pair.left, pair.right] = pair
        return best.values()

    def mark(self) -> str:
        """A text that differs whenever the pairs do: how many, of which things, and when the last were
        kept."""
        sql = (
            "SELECT COUNT(*), COALESCE(SUM(left_node), 0), COALESCE(SUM(right_node), 0), "
            "COALESCE(MAX(at), '') FROM pair"
        )
        return "/".join(str(part) for part in self._database.query(sql)[0])

    def _rows(self, nodes: Sequence[int] | None) -> Iterator[Row]:
        if nodes is None:
            yield from self._database.stream(_SELECT)
            return
        for part in parts(nodes, _NODES):
            inside = numbers(part)
            yield from self._database.query(
                f"{_SELECT} WHERE left_node IN ({inside}) OR right_node IN ({inside})"
            )

    def replace(self, scope: Scope, made: Sequence[Pair], touched: Sequence[int] | None, kind: str) -> None:
        """Keep pairs of a kind in place of the visible ones (or, with ``touched``, of those that have one of
        these nodes at an end)."""
        gone = [pair for pair in self.of(scope, touched) if pair.model.partition("-")[0] == kind]
        at = clock.stamp()
        with self._database.transaction() as transaction:
            for pair in gone:
                key = (pair.left, pair.right, numbers(pair.classes))
                transaction.execute("DELETE FROM pair WHERE left_node=? AND right_node=? AND classes=?", key)
        for part in parts(made, _BATCH):
            with self._database.transaction() as transaction:
                transaction.insert_many("pair", _COLUMNS, [_values(pair, at) for pair in part])

    def keep_model(self, identity: str, parameters: str, records: int, actor: str) -> None:
        """Keep the parameters of a model; the same again changes nothing."""
        row = (identity, identity.partition("-")[0], parameters, records, clock.stamp(), actor)
        with self._database.transaction() as transaction:
            transaction.insert_many(
                "linkage_model", ("id", "kind", "parameters", "records", "at", "actor"), [row]
            )

    def model(self, identity: str) -> str | None:
        """The parameters of a model by its id."""
        rows = self._database.query("SELECT parameters FROM linkage_model WHERE id=?", (identity,))
        return text(rows[0][0]) if rows else None

    def latest_model(self, kind: str, actor: str) -> str | None:
        """The parameters that a person's last run froze for a kind; None before the first. Another person's
        scope may hold other frequencies."""
        rows = self._database.query(
            "SELECT parameters FROM linkage_model WHERE kind=? AND actor=? ORDER BY at DESC, id LIMIT 1",
            (kind, actor),
        )
        return text(rows[0][0]) if rows else None


def forget_pairs(transaction: Transaction, source: int) -> None:
    """Remove the pairs that may rest on what a source says, which is being erased by order, and the models,
    whose frequencies it was part of.

    Must come before the statements go: they tell which things the source speaks of.
    """
    spoken = (
        "SELECT entity FROM statement WHERE source=? UNION SELECT target FROM statement WHERE source=? "
        "AND target IS NOT NULL"
    )
    transaction.execute(
        f"DELETE FROM pair WHERE left_node IN ({spoken}) OR right_node IN ({spoken})", (source,) * 4
    )
    transaction.execute("DELETE FROM linkage_model")


def _values(pair: Pair, at: str) -> tuple[int, int, str, float, float, str, str, str, str]:
    reasons = json.dumps([[one.field, one.level, one.weight] for one in pair.reasons], ensure_ascii=False)
    return (
        pair.left,
        pair.right,
        numbers(pair.classes),
        pair.weight,
        pair.probability,
        pair.band,
        pair.model,
        reasons,
        at,
    )


def _pair(row: Row) -> Pair:
    band = next(one for one in BANDS if one == row[5])
    reasons = tuple(Reason(*one) for one in json.loads(text(row[7])))
    return Pair(
        integer(row[0]),
        integer(row[1]),
        _float(row[3]),
        _float(row[4]),
        band,
        text(row[6]),
        reasons,
        _classes(text(row[2])),
    )


def _float(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _classes(kept: str) -> frozenset[int]:
    return frozenset(int(one) for one in kept.split(",") if one and one != "-1")


__all__ = ["Pairs", "forget_pairs"]
