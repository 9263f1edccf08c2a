"""The protocol that makes a source visible at once, or not at all (docs/decisions/0004)."""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from tahqiq.kit import clock
from tahqiq.kit.ids import SIZE
from tahqiq.model.account import Account
from tahqiq.model.source import Source
from tahqiq.store.accounts import committed, forget, keep
from tahqiq.store.database import Database, Transaction, blob, integer
from tahqiq.store.originals import sync_directory
from tahqiq.store.statements import CHECK

ENTRY = np.dtype([("id", f"V{SIZE}"), ("check", f"V{CHECK}")])
_SWEEP_ROWS = 5_000


@dataclass(frozen=True, slots=True)
class Counts:
    """What came of a source: ``records`` = ``mapped`` + records lost to problems; ``problems`` counts all
    problems."""

    records: int = 0
    mapped: int = 0
    problems: int = 0
    statements: int = 0
    facts: int = 0
    account: Account = field(default_factory=Account)
    """What became of each field."""

    def committed(self) -> dict[str, str | int]:
        """The counts as the publication commits to them."""
        counts: dict[str, str | int] = {
            name: getattr(self, name) for name in ("records", "mapped", "problems", "statements", "facts")
        }
        return {**counts, **committed(self.account.fields(), self.account.asides())}


class Publication:
    """Manifests and the state of sources of one workspace. ``root`` is the workspace directory."""

    def __init__(self, database: Database, root: Path) -> None:
        self._database = database
        self._manifests = root / "manifests"
        self._staging = root / "staging"

    def spool(self, no: int) -> Path:
        """The file that collects (id, check) pairs of a source in staging."""
        self._staging.mkdir(parents=True, exist_ok=True)
        return self._staging / f"{no}.spool"

    def manifest_path(self, no: int) -> Path:
        """Where the manifest of a published source is."""
        return self._manifests / f"{no}.bin"

    def write_manifest(self, no: int) -> tuple[str, int]:
        """Sort the spool into the manifest, durable; returns its SHA-256 and the number of distinct
        statements."""
        self._manifests.mkdir(parents=True, exist_ok=True)
        spool = self.spool(no)
        entries: npt.NDArray[np.void] = (
            np.fromfile(spool, dtype=ENTRY) if spool.exists() else np.empty(0, ENTRY)
        )
        distinct = _distinct(entries)
        data = distinct.tobytes()
        temporary = self.manifest_path(no).with_suffix(".tmp")
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.rename(self.manifest_path(no))
        sync_directory(self._manifests)
        return hashlib.sha256(data).hexdigest(), len(distinct)

    def manifest(self, no: int) -> dict[bytes, bytes]:
        """The check of each statement id of a published source."""
        entries = np.fromfile(self.manifest_path(no), dtype=ENTRY)
        return {bytes(entry["id"]): bytes(entry["check"]) for entry in entries}

    def publish(
        self,
        source: Source,
        counts: Counts,
        manifest: str,
        files: list[int],
        at: str = "",
        also: Callable[[Transaction], None] | None = None,
    ) -> None:
        """The one small transaction that makes a source and its fact files visible. ``at`` keeps the time at
        which a referenced source was recorded elsewhere; ``also`` is done in the same transaction (closing
        the reading before)."""
        with self._database.transaction(durable=True) as transaction:
            transaction.execute(
                (
                    "UPDATE source SET state='published', records=?, mapped=?, problems=?, statements=?, "
                    "facts=?, manifest=?, published_at=? WHERE no=?"
                ),
                (
                    counts.records,
                    counts.mapped,
                    counts.problems,
                    counts.statements,
                    counts.facts,
                    manifest,
                    at or clock.stamp(),
                    source.no,
                ),
            )
            keep(transaction, source.no, counts.account)
            for number in files:
                transaction.execute("UPDATE fact_file SET state='published' WHERE no=?", (number,))
            if also is not None:
                also(transaction)
        spooled, unit = self.spool(source.no), self._database.units.here
        if unit is None:
            spooled.unlink(missing_ok=True)
        else:
            unit.afterwards.append(partial(spooled.unlink, missing_ok=True))

    def sweep(self, no: int) -> int:
        """Remove the statements, problems and parts of a source that was never published; state back to
        ``sealed``. Returns rows removed. One that is published by now stays as it is, whatever failed after
        that.

        Deletes in small batches so that another writer never waits long. Fact files are swept by the fact
        store.
        """
        if self._database.query(
            "SELECT 1 FROM source WHERE no=? AND state NOT IN ('sealed', 'staging', 'failed')", (no,)
        ):
            return 0
        removed = 0
        while some := self.sweep_some(no):
            removed += some
        return removed

    def sweep_some(self, no: int) -> int:
        """Some of what :meth:`sweep` removes, which the caller has made sure of; how many statements that
        were, 0 when all is done."""
        rows = self._database.query(
            "SELECT entity, id FROM statement WHERE source=? LIMIT ?", (no, _SWEEP_ROWS)
        )
        if rows:
            with self._database.transaction() as transaction:
                for entity, identity in rows:
                    transaction.execute(
                        "DELETE FROM statement WHERE entity=? AND id=? AND source=?",
                        (integer(entity), blob(identity), no),
                    )
            return len(rows)
        with self._database.transaction() as transaction:
            for table in ("problem", "part", "fact_key"):
                transaction.execute(f"DELETE FROM {table} WHERE source=?", (no,))
            forget(transaction, no)
            transaction.execute("UPDATE source SET state='sealed' WHERE no=? AND state='staging'", (no,))
        self.spool(no).unlink(missing_ok=True)
        (self._manifests / f"{no}.idle").unlink(missing_ok=True)
        return 0


def _distinct(entries: npt.NDArray[np.void]) -> npt.NDArray[np.void]:
    """Entries sorted by their bytes, each once."""
    if not len(entries):
        return entries
    words = entries.view(">u8").reshape(len(entries), ENTRY.itemsize // 8)
    first = words[:, 0].astype(np.uint64)
    order = np.argsort(first, kind="stable")
    if (np.diff(first[order]) == 0).any():
        order = np.lexsort(tuple(words[:, column] for column in reversed(range(words.shape[1]))))
    sorted_words = words[order]
    keep = np.ones(len(entries), dtype=bool)
    keep[1:] = (sorted_words[1:] != sorted_words[:-1]).any(axis=1)
    kept: npt.NDArray[np.void] = entries[order][keep]
    return kept
