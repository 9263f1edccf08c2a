"""The execution of an order to erase: what is removed, in which order, so that a crash at any moment is
carried forward (DESIGN, Erasure by order).

Every step can be done again; the last one leaves tombstones. The bytes are unlinked, not overwritten: what a
disk keeps of deleted files is the disk's (encrypt it).
"""

import shutil
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from tahqiq.kit.parts import parts
from tahqiq.store.accounts import forget as forget_account
from tahqiq.store.backup.base import forget as forget_backup
from tahqiq.store.database import Database, blob, integer, numbers, text
from tahqiq.store.derivations import forget_derivations
from tahqiq.store.erased_words import Vanishing, vanishing
from tahqiq.store.erasure import Erasure, Erasures, family_of
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.catalogue import FactFile
from tahqiq.store.facts.merge import sweep
from tahqiq.store.facts.removal import mark_nodes, remove
from tahqiq.store.idle import idle_path
from tahqiq.store.job_erasure import forget_in_jobs
from tahqiq.store.pairs import forget_pairs
from tahqiq.store.record_erasure import forget_things
from tahqiq.store.search.folder import Folder
from tahqiq.store.text_strikes import Announce, propose, unannounced
from tahqiq.store.touched_nodes import TouchedFiles
from tahqiq.store.vault import forget_identities
from tahqiq.store.workspace import GRAPH, LINKAGE, UNPACKED, Workspace

_BATCH = 5_000


class Execution:
    """Carries out orders to erase in one workspace. For the audit log, ``announce`` is told of fact files
    before they become visible, ``striking`` of each kept row whose words are changed."""

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
        made = Erasures(self._workspace).tombstones(erasure)
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
