"""Erasure by lawful order: what is removed, in which order, so that a crash at any moment is carried forward
(DESIGN, Erasure by order).

An erasure is a row: pending → approved → done, or withdrawn. From the approval on the source and everything
that stood in it (its members, the sources that came by reference with it) are in state ``erasing`` and
visible to nobody. Every step can be done again; the last one leaves tombstones. The bytes are unlinked, not
overwritten: what a disk keeps of deleted files is the disk's (encrypt it).
"""

import json
import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused
from tahqiq.kit.parts import parts
from tahqiq.model.scope import Scope
from tahqiq.model.source import Source
from tahqiq.store.accounts import forget as forget_account
from tahqiq.store.backup.base import forget as forget_backup
from tahqiq.store.database import Database, Row, Transaction, blob, integer, numbers, text
from tahqiq.store.derivations import forget_derivations
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.catalogue import FactFile
from tahqiq.store.facts.merge import sweep
from tahqiq.store.facts.removal import mark_nodes, remove
from tahqiq.store.idle import idle_path
from tahqiq.store.job_erasure import forget_in_jobs
from tahqiq.store.pairs import forget_pairs
from tahqiq.store.search.folder import Folder
from tahqiq.store.shelf_erasure import forget_things
from tahqiq.store.sources import readings
from tahqiq.store.striking import Announce, propose, unannounced
from tahqiq.store.touched import TouchedFiles
from tahqiq.store.vanishing import Vanishing, vanishing
from tahqiq.store.vault import forget_identities
from tahqiq.store.workspace import GRAPH, LINKAGE, UNPACKED, Workspace

ErasureState = Literal["pending", "approved", "done", "withdrawn"]
_BATCH = 5_000
_COLUMNS = (
    "e.no, e.source, o.id, o.sha256, o.name, o.case_id, e.order_ref, e.state, e.requested_by, "
    "e.requested_at, e.approved_by, e.approved_at, e.counts"
)
_SELECT = f"SELECT {_COLUMNS} FROM erasure e JOIN source o ON o.no = e.source"
Counts = Mapping[str, Mapping[str, int]]


@dataclass(frozen=True, slots=True)
class Erasure:
    """An order to erase a source. ``source`` is its number, ``source_id`` its id; ``counts`` (once approved)
    what is removed, by source id."""

    no: int
    source: int
    source_id: str
    sha256: str
    name: str
    case: str
    order: str
    state: ErasureState
    requested_by: str
    requested_at: str
    approved_by: str
    approved_at: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of an erased source: the hash, the order, who asked, who approved, when, and how much was
    removed."""

    source: str
    sha256: str
    order: str
    requested_by: str
    approved_by: str
    at: str
    counts: Mapping[str, int]
    erasure: int
    """The number of the erasure it comes of."""

    def payload(self) -> dict[str, str | int]:
        """What its audit entry commits to."""
        counts = json.dumps(dict(self.counts), sort_keys=True)
        return {
            "source": self.source,
            "sha256": self.sha256,
            "order": self.order,
            "requested_by": self.requested_by,
            "approved_by": self.approved_by,
            "at": self.at,
            "counts": counts,
        }


class Erasures:
    """Orders to erase in one workspace. For the audit log, ``announce`` is told of fact files before they
    become visible, ``striking`` of each kept row whose words are changed."""

    def __init__(
        self,
        workspace: Workspace,
        announce: Callable[[Sequence[FactFile]], None] = lambda _files: None,
        striking: Announce = unannounced,
    ) -> None:
        self._workspace = workspace
        self._database: Database = workspace.database
        self._catalogue = SqlCatalogue(workspace.database, announce)
        self._striking = striking

    def request(self, source: Source, order: str, by: str, at: str) -> Erasure:
        """Keep the wish to erase, made by a person at a time (a stamp). Raises ``Conflict``:
        ``erasure-of-part`` for what stood inside another source (the original cannot be changed, so the
        outermost one is erased), ``erasure-asked`` when it is asked for already, ``erasure-too-early`` while
        it is being read."""
        if source.parent is not None:
            raise Conflict("erasure-of-part", name=source.name)
        if source.state in ("staging", "erasing", "erased"):
            raise Conflict("erasure-too-early", name=source.name)
        with self._database.transaction(durable=True) as transaction:
            if transaction.query(
                "SELECT 1 FROM erasure WHERE source=? AND state IN ('pending', 'approved')", (source.no,)
            ):
                raise Conflict("erasure-asked", name=source.name)
            no = integer(transaction.query("SELECT COALESCE(MAX(no), 0) + 1 FROM erasure")[0][0])
            row = (no, source.no, order, "pending", by, at, "", "", "{}")
            columns = (
                "no",
                "source",
                "order_ref",
                "state",
                "requested_by",
                "requested_at",
                "approved_by",
                "approved_at",
                "counts",
            )
            transaction.insert_many("erasure", columns, [row])
        return self._get(no)

    def all(self, scope: Scope) -> list[Erasure]:
        """Erasures of visible sources, oldest first."""
        rows = self._database.query(f"{_SELECT} WHERE o.class IN ({numbers(scope.classes)}) ORDER BY e.no")
        return [_erasure(row) for row in rows]

    def pending(self, scope: Scope, source: int) -> Erasure:
        """The pending erasure of a visible source; raises ``NotFound`` (``no-erasure-asked``)."""
        for item in self.all(scope):
            if item.source == source and item.state == "pending":
                return item
        raise NotFound("no-erasure-asked")

    def unfinished(self) -> list[Erasure]:
        """Approved ones that a crash or a busy workspace left unfinished; for the start only."""
        return [item for item in self.ordered() if item.state == "approved"]

    def ordered(self) -> list[Erasure]:
        """Those that two persons ordered, whether carried out or not; for the start and for verification
        only."""
        return [
            _erasure(row)
            for row in self._database.query(f"{_SELECT} WHERE e.state IN ('approved', 'done') ORDER BY e.no")
        ]

    def waiting(self, source: int) -> list[Erasure]:
        """Those of a source that wait for a second person; for a restoring only."""
        return [
            _erasure(row)
            for row in self._database.query(
                f"{_SELECT} WHERE e.source=? AND e.state='pending' ORDER BY e.no", (source,)
            )
        ]

    def withdraw(self, erasure: Erasure) -> None:
        """Give up a pending one."""
        with self._database.transaction(durable=True) as transaction:
            if (
                transaction.execute(
                    "UPDATE erasure SET state='withdrawn' WHERE no=? AND state='pending'", (erasure.no,)
                )
                != 1
            ):
                raise Conflict("no-erasure-asked")

    def approval(self, erasure: Erasure, by: str) -> Erasure:
        """What a second person would approve now, with the counts of what goes; nothing is changed. Raises
        ``Refused`` (``erasure-needs-two``) for who asked for it, ``Conflict`` (``erasure-too-early``) while
        something of it is being read."""
        if by == erasure.requested_by:
            raise Refused("erasure-needs-two")
        with self._database.transaction() as transaction:
            return replace(
                erasure,
                state="approved",
                approved_by=by,
                approved_at=clock.stamp(),
                counts=_approvable(transaction, erasure),
            )

    def approve(self, approval: Erasure) -> Erasure:
        """The second person's word, as :meth:`approval` put it: from now on nobody sees the source. Raises
        ``Conflict``: ``no-erasure-asked`` when it is not pending any more, ``erasure-too-early`` when what
        would go is being read or has changed since."""
        with self._database.transaction(durable=True) as transaction:
            if _approvable(transaction, approval) != approval.counts:
                raise Conflict("erasure-too-early", name=approval.name)
            counts = json.dumps(approval.counts, sort_keys=True)
            sql = (
                "UPDATE erasure SET state='approved', approved_by=?, approved_at=?, counts=? WHERE no=? "
                "AND state='pending'"
            )
            if (
                transaction.execute(sql, (approval.approved_by, approval.approved_at, counts, approval.no))
                != 1
            ):
                raise Conflict("no-erasure-asked")
            transaction.execute(
                "UPDATE source SET state='erasing' WHERE no IN "
                f"({numbers(family_of(transaction, approval.source))})"
            )
        return self._get(approval.no)

    def tombstones(self, erasure: Erasure) -> list[Tombstone]:
        """The tombstones that an approved erasure leaves."""
        rows = self._database.query("SELECT id, sha256 FROM source ORDER BY no")
        return [
            Tombstone(
                text(public),
                text(sha256),
                erasure.order,
                erasure.requested_by,
                erasure.approved_by,
                erasure.approved_at,
                erasure.counts[text(public)],
                erasure.no,
            )
            for public, sha256 in rows
            if text(public) in erasure.counts
        ]

    def carry_out(self, erasure: Erasure, done: Callable[[str], None] = lambda _step: None) -> None:
        """Do every step of an approved erasure; ``done`` hears the name of each step that is finished.

        The caller holds the lock for merging facts and has made sure that no job is under way. Raises
        ``Busy`` when somebody reads for so long that the database cannot be rewritten; the erasure is then
        taken up again at the next start.
        """
        with self._database.transaction() as transaction:
            family = family_of(transaction, erasure.source)
        gone: list[Vanishing] = []

        def dictionary(family: list[int]) -> None:
            self._dictionary(family)
            for one in gone:  # records whose kind took something out of them stand otherwise now
                propose(self._database, one, erasure.no)

        steps: dict[str, Callable[[list[int]], None]] = {
            "facts": self._facts,
            "words": lambda family: gone.append(self._words(family, erasure)),
            "rows": self._rows,
            "dictionary": dictionary,
            "mentions": self._mentions,
            "files": self._files,
            "scrub": lambda _family: self._database.scrub(),
        }
        for name, step in steps.items():
            step(family)
            done(name)
        self._bury(erasure, family)
        done("tombstone")

    def _get(self, no: int) -> Erasure:
        return _erasure(self._database.query(f"{_SELECT} WHERE e.no=?", (no,))[0])

    def _facts(self, family: list[int]) -> None:
        root = self._workspace.root / "facts"
        self._workspace.facts.close(remove(root, self._catalogue, frozenset(family)))
        sweep(root, self._catalogue)

    def _words(self, family: list[int], erasure: Erasure) -> Vanishing:
        """Names in what people wrote: found while the statements are still there to say what is a name, and
        proposed to the owner of each case."""
        gone = vanishing(self._database, family, self._unused(f"source NOT IN ({numbers(family)})"))
        propose(self._database, gone, erasure.no)
        return gone

    def _rows(self, family: list[int]) -> None:
        for source in family:
            with self._database.transaction() as transaction:
                forget_pairs(transaction, source)
            self._statements(source)
            with self._database.transaction() as transaction:
                self._workspace.decisions.forget(transaction, source)
                forget_derivations(transaction, source)
                self._workspace.results.forget(transaction, source)
                for table in ("problem", "part", "fact_key"):
                    transaction.execute(f"DELETE FROM {table} WHERE source=?", (source,))
                forget_account(transaction, source)
                forget_identities(transaction, source)
                transaction.execute("UPDATE reading SET reason='' WHERE source=?", (source,))

    def _statements(self, source: int) -> None:
        entity = 0
        while True:
            sql = "SELECT entity, id FROM statement WHERE source=? AND entity>=? ORDER BY entity, id LIMIT ?"
            rows = self._database.query(sql, (source, entity, _BATCH))
            if not rows:
                return
            entity = integer(rows[-1][0])
            with self._database.transaction() as transaction:
                for node, identity in rows:
                    row = (integer(node), blob(identity), source)
                    transaction.execute("DELETE FROM statement WHERE entity=? AND id=? AND source=?", row)

    def _dictionary(self, family: list[int]) -> None:
        """Values and nodes that nothing refers to any more: the text of what was erased lives there."""
        values = self._database.query(
            "SELECT no FROM value WHERE no NOT IN (SELECT value FROM statement) AND no NOT IN "
            "(SELECT original FROM statement WHERE original IS NOT NULL)"
        )
        self._delete("value", (integer(row[0]) for row in values))
        self._delete("node", self._unused("1 = 1"))
        forget_things(self._database, self._striking)
        ids = [
            text(row[0])
            for row in self._database.query(f"SELECT id FROM source WHERE no IN ({numbers(family)})")
        ]
        with self._database.transaction() as transaction:
            for public in ids:
                self._workspace.judgements.forget(transaction, public)

    def _unused(self, where: str) -> list[int]:
        """Nodes that no event names and no statement that is ``where``."""
        used = np.zeros(
            integer(self._database.query("SELECT COALESCE(MAX(no), 0) FROM node")[0][0]) + 1, dtype=np.bool_
        )
        for column in ("entity", "target"):
            for row in self._database.stream(
                f"SELECT DISTINCT {column} FROM statement WHERE {column} IS NOT NULL AND {where}"
            ):
                used[integer(row[0])] = True
        mark_nodes(self._workspace.root / "facts", self._catalogue, used)
        return [no for row in self._database.stream("SELECT no FROM node") if not used[no := integer(row[0])]]

    def _delete(self, table: str, rows: Iterable[int]) -> None:
        waiting = list(rows)
        for part in parts(waiting, _BATCH):
            with self._database.transaction() as transaction:
                transaction.execute(f"DELETE FROM {table} WHERE no IN ({numbers(part)})")

    def _mentions(self, family: list[int]) -> None:
        """Names in the register, in custody lines and in jobs."""
        inside = numbers(family)
        with self._database.transaction(durable=True) as transaction:
            forget_in_jobs(transaction, family)
            transaction.execute(f"UPDATE custody SET detail='' WHERE source IN ({inside})")
            transaction.execute(
                "UPDATE source SET name='', size=0, format='', reader_version=0, mapping_name='', "
                "mapping='', grade=NULL, zone='', zone_by='', path='',"
                " received_from='', received_how='', authority='', records=0, mapped=0, problems=0, "
                "statements=0, facts=0, manifest='', published_at='',"
                f" note='' WHERE no IN ({inside})"
            )

    def _files(self, family: list[int]) -> None:
        """Manifests, the search index, the graph and the features of linkage (made again from the store),
        database copies of earlier migrations, exports on their way out, and the originals themselves."""
        for source in family:
            self._workspace.publication.manifest_path(source).unlink(missing_ok=True)
            TouchedFiles(self._workspace.root / "manifests").drop(source)
            self._workspace.root.joinpath("manifests", f"{source}.rows").unlink(missing_ok=True)
            idle_path(self._workspace.root, source).unlink(missing_ok=True)
            self._workspace.publication.spool(source).unlink(missing_ok=True)
        index = Folder(self._workspace.root / "index")
        with index.writing(60):
            for path in index.root.iterdir():
                if path.is_dir():
                    shutil.rmtree(path)
                elif path.suffix == ".json":
                    path.unlink()
        for path in self._workspace.root.glob("tahqiq-v*.db*"):
            path.unlink()
        forget_backup(self._workspace.root)
        root, scratch = self._workspace.root, self._workspace.scratch
        for path in (
            root / GRAPH,
            root / LINKAGE,
            *scratch.glob(".export-*"),
            *scratch.glob(".read-*"),
            *scratch.glob(f"{UNPACKED}*"),
        ):
            shutil.rmtree(path, ignore_errors=True)
        rows = self._database.query(
            f"SELECT DISTINCT sha256 FROM source WHERE no IN ({numbers(family)}) AND original='here'"
        )
        for sha256 in (text(row[0]) for row in rows):
            needed = (
                "SELECT 1 FROM source WHERE sha256=? AND original='here' AND state NOT IN ('erasing', "
                "'erased')"
            )
            if not self._database.query(needed, (sha256,)):
                self._workspace.originals.remove(sha256)

    def _bury(self, erasure: Erasure, family: list[int]) -> None:
        made = self.tombstones(erasure)
        numbers_of = {
            text(public): integer(no) for no, public in self._database.query("SELECT no, id FROM source")
        }
        columns = ("source", "sha256", "erasure", "order_ref", "requested_by", "approved_by", "at", "counts")
        rows = [
            (
                numbers_of[item.source],
                item.sha256,
                erasure.no,
                item.order,
                item.requested_by,
                item.approved_by,
                item.at,
                item.payload()["counts"],
            )
            for item in made
        ]
        with self._database.transaction(durable=True) as transaction:
            transaction.insert_many("tombstone", columns, rows)
            transaction.execute(f"UPDATE source SET state='erased' WHERE no IN ({numbers(family)})")
            transaction.execute("UPDATE erasure SET state='done' WHERE no=?", (erasure.no,))


def tombstones(database: Database) -> list[Tombstone]:
    """Every tombstone, for verification; names of nobody and nothing."""
    rows = database.query(
        "SELECT o.id, t.sha256, t.order_ref, t.requested_by, t.approved_by, t.at, t.counts, "
        "t.erasure FROM tombstone t JOIN source o ON o.no = t.source ORDER BY o.no"
    )
    return [
        Tombstone(
            text(row[0]),
            text(row[1]),
            text(row[2]),
            text(row[3]),
            text(row[4]),
            text(row[5]),
            json.loads(text(row[6])),
            integer(row[7]),
        )
        for row in rows
    ]


def _approvable(transaction: Transaction, erasure: Erasure) -> Counts:
    """What there is of everything that an erasure removes, by source id."""
    family = family_of(transaction, erasure.source)
    if transaction.query(f"SELECT 1 FROM source WHERE no IN ({numbers(family)}) AND state='staging'"):
        raise Conflict("erasure-too-early", name=erasure.name)
    return dict(_counted(transaction, no, family) for no in family)


def family_of(transaction: Transaction, source: int) -> list[int]:
    """A source in all its readings, and everything that stood in it, however deep."""
    found = readings(transaction, source)
    frontier = found
    while frontier:
        rows = transaction.query(
            f"SELECT no FROM source WHERE parent IN ({numbers(frontier)}) AND state<>'erased'"
        )
        inside = {one for row in rows for one in readings(transaction, integer(row[0]))}
        frontier = sorted(inside.difference(found))
        found = [*found, *frontier]
    return found


def _counted(transaction: Transaction, source: int, family: Sequence[int]) -> tuple[str, dict[str, int]]:
    """The id of a source and what is there of it now, before anything is removed; an original is counted with
    the first of its readings."""
    row = transaction.query("SELECT id, size, facts, sha256, original FROM source WHERE no=?", (source,))[0]
    public, size, facts, sha256, original = row
    made = {"bytes": integer(size), "events": integer(facts)}
    for name, table in (
        ("statements", "statement"),
        ("problems", "problem"),
        ("retractions", "retraction"),
        ("custody", "custody"),
    ):
        made[name] = integer(
            transaction.query(f"SELECT COUNT(*) FROM {table} WHERE source=?", (source,))[0][0]
        )
    later = numbers(no for no in family if no > source)
    others = (
        "SELECT COUNT(*) FROM source WHERE sha256=? AND original='here' AND no<>? AND state NOT IN "
        f"('erasing', 'erased') AND no NOT IN ({later})"
    )
    shared = integer(transaction.query(others, (text(sha256), source))[0][0])
    made["originals"] = 1 if text(original) == "here" and not shared else 0
    return text(public), made


_STATES: dict[str, ErasureState] = {
    "pending": "pending",
    "approved": "approved",
    "done": "done",
    "withdrawn": "withdrawn",
}


def _erasure(row: Row) -> Erasure:
    return Erasure(
        integer(row[0]),
        integer(row[1]),
        text(row[2]),
        text(row[3]),
        text(row[4]),
        text(row[5]),
        text(row[6]),
        _STATES[text(row[7])],
        text(row[8]),
        text(row[9]),
        text(row[10]),
        text(row[11]),
        json.loads(text(row[12])),
    )
