"""Judgements about identity: same, different, unsure; and the undoing of each (docs/decisions/0013).
Append-only: a row is never changed.

A row keeps the pair that was judged, what it rests on (statements and data classes), who judged and why.
``undo`` is a row of its own that names the one it takes back; undoing an undoing brings the first one back.
What the rows mean together is worked out by :mod:`tahqiq.resolve.clusters`. Of one that rested on a source
erased by order a row is left with its digest only.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.kit.ids import digest
from tahqiq.kit.parts import parts
from tahqiq.store.database import Database, Row, Transaction, blob, integer, marks, text
from tahqiq.store.documents import read_classes

Verdict = Literal["same", "different", "unsure", "undo"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_COLUMNS = (
    "no",
    "id",
    "run",
    "left_node",
    "right_node",
    "verdict",
    "score",
    "model",
    "evidence",
    "classes",
    "reason",
    "machine",
    "actor",
    "at",
    "supersedes",
    "digest",
)
_SELECT = (
    "SELECT j.no, j.id, j.run, j.left_node, j.right_node, a.id, b.id, j.verdict, j.score, j.model, "
    "j.classes, j.reason, j.machine, j.actor, j.at,"
    " j.supersedes, {evidence} FROM judgement j LEFT JOIN node a ON a.no = j.left_node LEFT JOIN "
    "node b ON b.no = j.right_node"
)
_BATCH = 5_000
_CHUNK = 500
_GONE = (
    "UPDATE judgement SET verdict='erased', left_node=0, right_node=0, score=NULL, model='', classes='', "
    "reason='', machine='', supersedes='', evidence=?"
)


@dataclass(frozen=True, slots=True)
class Judgement:
    """One judgement about the nodes numbered ``left`` < ``right`` (``left_id``, ``right_id`` their ids).

    ``score`` is the probability of the pair when it was judged, None without a model; ``model`` the model's
    id, empty without one; ``evidence`` the statements it rests on, each (statement id, source id) in
    hexadecimal, empty where only the head was asked for; ``classes`` every data class it rests on: who may
    not see one of them does not see the judgement. ``machine`` names the program that proposed and carried it
    out, empty for a person's own; ``actor`` is the person who judged or ran it; ``supersedes`` ids of
    judgements that this one replaces (or, for ``undo``, takes back). ``run`` groups those that were made in
    one act. ``at`` is ISO 8601 UTC.
    """

    no: int
    id: str
    run: str
    left: int
    right: int
    left_id: bytes
    right_id: bytes
    verdict: Verdict
    score: float | None
    model: str
    classes: frozenset[int]
    reason: str
    machine: str
    actor: str
    at: str
    supersedes: tuple[str, ...] = ()
    evidence: tuple[tuple[str, str], ...] = ()

    @property
    def pair(self) -> tuple[int, int]:
        """The node numbers, the smaller first."""
        return self.left, self.right

    def check(self) -> bytes:
        """The 16-byte digest of everything the row says; its audit entry commits to it."""
        said: list[str | bytes] = [
            self.id,
            self.run,
            self.left_id,
            self.right_id,
            self.verdict,
            repr(self.score),
            self.model,
            self.reason,
        ]
        said += [
            self.machine,
            self.actor,
            self.at,
            ",".join(self.supersedes),
            _written(self.classes),
            json.dumps(self.evidence),
        ]
        return digest("judgement", *said)


@dataclass(frozen=True, slots=True)
class Kept:
    """A row with the digest kept beside it; ``erased``: only that, its run and the id of the erased source
    (as its evidence) are left of it."""

    judgement: Judgement
    digest: bytes
    erased: bool


class Judgements:
    """The judgements of one workspace. Whoever shows one goes through a Scope:
    :mod:`tahqiq.resolve.visible`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, made: Sequence[Judgement]) -> None:
        """Keep judgements in their order, numbers given here. Raises ``Conflict`` (``judgement-known``) when
        an id is there already, and nothing is kept."""
        with self._database.transaction(durable=True) as transaction:
            first = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM judgement")[0][0])
            for start in range(0, len(made), _BATCH):
                rows = [
                    _values(item, first + start + offset)
                    for offset, item in enumerate(made[start : start + _BATCH])
                ]
                if transaction.insert_many("judgement", _COLUMNS, rows) != len(rows):
                    raise Conflict("judgement-known")

    def after(self, no: int = 0) -> Iterator[Judgement]:
        """The heads of all judgements with a higher number, in the order they were kept."""
        for row in self._database.stream(
            f"{_SELECT.format(evidence='NULL')} WHERE j.no > ? AND j.verdict <> 'erased' ORDER BY j.no", (no,)
        ):
            yield _judgement(row)

    def every(self) -> Iterator[Kept]:
        """Every row as it is kept, for verification only."""
        for row in self._database.stream(f"{_SELECT.format(evidence='j.evidence, j.digest')} ORDER BY j.no"):
            yield Kept(_judgement(row), blob(row[-1]), row[7] == "erased")

    def get(self, identity: str) -> Judgement:
        """One judgement with its evidence; raises ``NotFound`` (``no-such-judgement``). Callers show it only
        through a Scope."""
        rows = self._database.query(
            f"{_SELECT.format(evidence='j.evidence')} WHERE j.id=? AND j.verdict <> 'erased'", (identity,)
        )
        if not rows:
            raise NotFound("no-such-judgement", id=identity)
        return _judgement(rows[0])

    def known(self, ids: Iterable[str]) -> set[str]:
        """Those of some ids that are kept already."""
        wanted = sorted(set(ids))
        found: set[str] = set()
        for part in parts(wanted, _CHUNK):
            found.update(
                text(row[0])
                for row in self._database.query(
                    f"SELECT id FROM judgement WHERE id IN ({marks(len(part))})", part
                )
            )
        return found

    def watermark(self) -> tuple[int, tuple[int, ...]]:
        """The highest number, and what else decides which judgements are seen: counts of retractions and of
        sources by state (an erasure changes those)."""
        rows = self._database.query(
            "SELECT 'judgement', COALESCE(MAX(no), 0) FROM judgement UNION ALL SELECT 'retraction', "
            "COUNT(*) FROM retraction UNION ALL"
            " SELECT state, COUNT(*) FROM source WHERE state IN ('published', 'due', 'erasing', "
            "'erased') GROUP BY state"
        )
        counts = {text(row[0]): integer(row[1]) for row in rows}
        return counts["judgement"], tuple(
            counts.get(name, 0) for name in ("retraction", "due", "erased", "erasing", "published")
        )

    def forget(self, transaction: Transaction, source: str) -> None:
        """Blank the judgements that rest on a source (its id) that is erased by order, or on things that are
        there no more."""
        stub = json.dumps([["", source]])
        transaction.execute(f"{_GONE} WHERE evidence LIKE ? AND verdict <> 'erased'", (stub, f'%"{source}"%'))
        absent = "(left_node NOT IN (SELECT no FROM node) OR right_node NOT IN (SELECT no FROM node))"
        transaction.execute(f"{_GONE} WHERE verdict <> 'erased' AND {absent}", (stub,))


def _values(item: Judgement, no: int) -> tuple[str | int | float | bytes | None, ...]:
    return (
        no,
        item.id,
        item.run,
        item.left,
        item.right,
        item.verdict,
        item.score,
        item.model,
        json.dumps(item.evidence),
        _written(item.classes),
        item.reason,
        item.machine,
        item.actor,
        item.at,
        ",".join(item.supersedes),
        item.check(),
    )


def _written(classes: frozenset[int]) -> str:
    return ",".join(str(number) for number in sorted(classes))


_VERDICTS: dict[str, Verdict] = {verdict: verdict for verdict in VERDICTS}


def _judgement(row: Row) -> Judgement:
    (
        no,
        identity,
        run,
        left,
        right,
        left_id,
        right_id,
        verdict,
        score,
        model,
        classes,
        reason,
        machine,
        actor,
        at,
        supersedes,
        evidence,
    ) = row[:17]
    return Judgement(
        integer(no),
        text(identity),
        text(run),
        integer(left),
        integer(right),
        blob(left_id),
        blob(right_id),
        _VERDICTS.get(text(verdict), "unsure"),
        None if score is None else float(str(score)),
        text(model),
        read_classes(text(classes)),
        text(reason),
        text(machine),
        text(actor),
        text(at),
        tuple(part for part in text(supersedes).split(",") if part),
        tuple((str(statement), str(source)) for statement, source in json.loads(text(evidence) or "[]")),
    )
