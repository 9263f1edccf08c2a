"""Bringing the workspace of an older program to the present tables: copied, migrated, verified, attested;
taken up again where it was broken off."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from tahqiq.access.audit import FACT_FILE, FACT_KEYS, FACT_ROWS, AuditLog
from tahqiq.access.door import Door
from tahqiq.access.entries import Entries
from tahqiq.access.keys import vault_files
from tahqiq.access.outbox import Payload
from tahqiq.access.policy import Policies
from tahqiq.access.upgrade_entries import TABLES, UPGRADE, UPGRADER
from tahqiq.access.vault_keys import UPGRADED_FROM, pin
from tahqiq.access.verdict import Verdict
from tahqiq.access.verify import Verifier
from tahqiq.access.verify_custody import CUSTODY, custody_payload
from tahqiq.access.verify_vault import SIGNS
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, Damaged
from tahqiq.kit.parts import parts
from tahqiq.store.backup.base import COPIES
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.row_counts import rows_of_sources
from tahqiq.store.originals import sync_directory
from tahqiq.store.source_facts import event_keys
from tahqiq.store.tables import VERSION
from tahqiq.store.vault import VaultRows
from tahqiq.store.workspace import MARKER, Workspace, job_at_work, note, upgrade, version_of, write_marker

AT_ONCE = 2_000
"""How much is attested in one step."""


@dataclass(frozen=True, slots=True)
class Upgraded:
    """What an upgrade did: from which version to which, where the copy of before lies, and whether all of it
    holds."""

    before: int
    after: int
    copy: Path
    verdict: Verdict


def version_here(root: Path) -> tuple[int, int]:
    """The version of the workspace in ``root`` and that of this program. An upgrade that was broken off still
    has the version it began with. Raises what opening raises, but nothing for an older one."""
    opened = Workspace.for_upgrade(root)
    try:
        return min(opened.description.version, version_of(opened.database)), VERSION
    finally:
        opened.close()


def upgrade_workspace(root: Path) -> Upgraded:
    """Upgrade the workspace in ``root``. Nothing opens it before the last step, in which its marker says the
    new version; broken off at any moment it is taken up again by the next call. Database, log and marker are
    put aside first.

    The log keeps every entry and head it had. Entries that commit to less than those of today are completed
    by new ones, where what they speak of holds. Raises ``Busy`` (``upgrade-busy``, ``upgrade-job-runs``),
    ``Damaged`` (``vault-key-missing``).
    """
    with _alone(root):
        opened = Workspace.for_upgrade(root)
        try:
            before = min(opened.description.version, version_of(opened.database))
            _idle(opened)
            log = AuditLog(root / "audit" / "log.db", opened.description.id)
            try:
                aside = _copied(opened, log, before)
            finally:
                log.close()
            verdict = migrated(opened)
            write_marker(root, replace(opened.description, version=VERSION))
        finally:
            opened.close()
        return Upgraded(before, VERSION, aside, verdict)


def migrated(opened: Workspace) -> Verdict:
    """Bring an older workspace, which nobody else has open, to the present tables, and attest what holds. Its
    marker is for the caller."""
    log = AuditLog(opened.root / "audit" / "log.db", opened.description.id)
    before = min(opened.description.version, version_of(opened.database))
    try:
        with log.process(UPGRADER, UPGRADE, TABLES, payload={"from": before, "to": VERSION}):
            upgrade(opened.database, version_of(opened.database))
            note(opened.database, UPGRADED_FROM, str(before))
            pin(opened.database, vault_files(opened.description.id))
            return _attested(Door(opened, Policies.built_in()))
    finally:
        log.close()


def _attested(door: Door) -> Verdict:
    """Verify, and enter anew what older entries commit to in part: of each file of events its whole line, of
    each source its rows by kind and layout and the ids of its events, of each identity of the vault its
    digests."""
    try:
        verdict = Verifier(door).verify()
        doubted = {str(value) for finding in verdict.findings for value in finding.params.values()}
        entries = Entries.of(door.audit.rows())
        files = SqlCatalogue(door.workspace.database).published_all()
        committed = {leaf.object for leaf in entries.leaves(FACT_FILE) if leaf.commitment}
        door.audit.fact_files(
            UPGRADER, [item for item in files if item.sha256 not in committed and item.path not in doubted]
        )
        rows = rows_of_sources(door.workspace.root / "facts", files)
        counted, keyed = list[tuple[str, Payload | None]](), list[tuple[str, Payload | None]]()
        for source in door.workspace.sources.for_recovery(("published",)):
            if source.no in rows and source.id not in doubted:
                counted.append((source.id, rows[source.no]))
                keyed.append((source.id, event_keys(door.workspace.database, source.no)))
        standing = door.workspace.sources.for_recovery(("sealed", "published", "failed", "superseded"))
        custody = [(source.id, custody_payload(door.workspace.database, source.no)) for source in standing]
        signed = [
            (name, payload)
            for name, payload in VaultRows(door.workspace.database).signed().items()
            if name not in doubted
        ]
        for act, things in ((FACT_ROWS, counted), (FACT_KEYS, keyed), (CUSTODY, custody), (SIGNS, signed)):
            for some in parts(things, AT_ONCE):
                with door.audit.acts(UPGRADER, act, some):
                    pass
        return verdict
    finally:
        door.audit.close()


def _copied(opened: Workspace, log: AuditLog, before: int) -> Path:
    """Database, log and marker as they are, in a folder of the workspace that an erasure by order takes away.
    One that is whole is not made again."""
    target = opened.root / COPIES / f"v{before}"
    if target.is_dir():
        return target
    made = target.with_name(f"{target.name}.unfinished")
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(mode=0o700, parents=True)
    with opened.database.view() as tables, log.view() as entries:
        tables.save(made / "tahqiq.db")
        entries.save(made / "log.db")
    shutil.copyfile(opened.root / MARKER, made / MARKER)
    (made / "when").write_text(clock.stamp() + "\n", "ascii")
    for path in made.iterdir():
        with path.open("rb") as stream:
            os.fsync(stream.fileno())
    sync_directory(made)
    made.rename(target)
    sync_directory(target.parent)
    return target


def _idle(opened: Workspace) -> None:
    """Raises ``Busy`` (``upgrade-job-runs``) while an older program does a job in it."""
    number = job_at_work(opened.database, clock.stamp())
    if number:
        raise Busy("upgrade-job-runs", number=number)


@contextmanager
def _alone(root: Path) -> Iterator[None]:
    """One upgrade at a time; the system gives the lock back when its holder dies. Raises ``Busy``
    (``upgrade-busy``), ``Damaged`` (``workspace-damaged``) where the folder cannot be written."""
    try:
        handle = os.open(root / f"{COPIES}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise Damaged("workspace-damaged", path=str(root), detail=str(error)[:200]) from error
    with os.fdopen(handle, "a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy("upgrade-busy") from error
        yield
