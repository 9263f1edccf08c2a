"""A workspace from a backup and those it rests on, into an empty folder: whole, or said to be unfinished
(docs/decisions/0026)."""

import json
import os
import re
import secrets
import shutil
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from tahqiq.access.audit import AuditLog
from tahqiq.access.door import Door
from tahqiq.access.erasure_list import Erased, list_of, remembered
from tahqiq.access.keys import (
    accept_former,
    fingerprint,
    formerly,
    install,
    install_vault,
    pinned,
    set_heads_aside,
)
from tahqiq.access.people import RESTORER
from tahqiq.access.policy import Policies
from tahqiq.casework.erasure_run import replay
from tahqiq.casework.upgrade import migrated
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Damaged, NotFound, Refused
from tahqiq.store.backup.backup_reader import Backup, Place, chain, sources_of
from tahqiq.store.backup.backup_writer import room_for
from tahqiq.store.backup.difference import apply_changes, check_plain, check_rows
from tahqiq.store.backup.manifest import CHANGES, DATABASE, KEY, LOG, VAULT, Entry, is_file
from tahqiq.store.backup.recovery_key import PrivateHalf
from tahqiq.store.backup.row_compression import unpack
from tahqiq.store.database import EngineName
from tahqiq.store.sqlite import SqliteDatabase
from tahqiq.store.tables import VERSION
from tahqiq.store.workspace import (
    FOLDERS,
    MARKER,
    UNFINISHED,
    Description,
    Workspace,
    connect,
    upgrade,
    write_marker,
)

_PARTS = "restoring"


@dataclass(frozen=True, slots=True)
class Terms:
    """How to restore. ``database_url`` is an empty PostgreSQL database or schema (empty: SQLite); ``others``
    where parents lie that are not beside their child; ``since`` a head (size, root) kept outside that the log
    must continue; ``signed_by`` the fingerprint that the workspace's key must have; ``with_key`` puts the
    signing key that the backup carries beside the others of this account; ``erasures`` is a copy of the list
    of erasures from elsewhere, in addition to this account's; ``expired`` restores a backup whose time is
    over."""

    database_url: str = ""
    others: Sequence[Path] = ()
    since: tuple[int, bytes] | None = None
    signed_by: str = ""
    with_key: bool = False
    erasures: Path | None = None
    expired: bool = False


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored: the files it came from, the whole one first; when the last was made; the log's head
    then (size, root in hex); who signed; whether this account knew that key before; how many sessions and
    tokens were ended; files that were damaged or missing already in the workspace; the size of the latest
    head known here of a log that stood in the folder and went on longer (0: none); ``again`` how many later
    erasures were carried out again, and whether a list of erasures was there to tell (``listed``); ``texts``
    in which words stand again that only erased documents stated: their cases decide again."""

    chain: tuple[Path, ...]
    id: str
    made_at: str
    size: int
    root: str
    signed_by: str
    known: bool
    sessions: int
    damaged: tuple[str, ...]
    missing: tuple[str, ...]
    indexed: int
    later: int
    again: int = 0
    listed: bool = True
    texts: int = 0


def restore(file: Path, folder: Path, key: PrivateHalf, terms: Terms | None = None) -> Restored:
    """Put the workspace of a backup into ``folder``, which is absent, empty, or left by a restoring that was
    broken off (which begins again).

    Nothing opens the folder until all of it is there; the log then holds the restoring. Raises ``Conflict``
    (``folder-not-empty``, ``workspace-newer``, ``restore-database-not-empty``, ``restore-key-differs``),
    ``Refused`` (``backup-wrong-key``, ``backup-key-foreign``, ``backup-no-room``), ``Damaged``
    (``backup-behind-head`` and what reading a backup raises), ``NotFound`` (``backup-parent-missing``).
    """
    given = terms or Terms()
    _check_folder(folder)
    backups = chain(file, key, given.others)
    last = backups[-1]
    workspace = last.header.workspace
    told = last.manifest.description
    description = Description(workspace, int(told["version"]), "sqlite", "", str(told["created_at"]))
    if description.version > VERSION:
        raise Conflict("workspace-newer", version=description.version, known=VERSION)
    _check_time(last, given)
    held = pinned(workspace)
    signer = fingerprint(last.signed_by)
    wanted = given.signed_by or (fingerprint(held) if held is not None else "")
    before = {public for _, public in formerly(workspace)}
    if wanted not in ("", signer) and (given.signed_by or last.signed_by not in before):
        raise Refused("backup-key-foreign", path=str(last.path), key=signer, known=wanted)
    listed = _erasures(last, given, held)
    where = sources_of(backups)
    with room_for(folder):
        run = _begin(folder, last.header.id)
        damaged = [
            name
            for number, backup in enumerate(backups)
            for name in backup.extract(_places(folder, number, where, given))
        ]
        _tables(folder, backups)
        _log(folder, last, given, description.id)
        sessions = _database(folder, last, description, given.database_url, run)
        _keys(folder, last, description.id, given.with_key)
        entry: dict[str, str | int] = {
            "made_at": last.manifest.made_at,
            "entries": last.manifest.head.size,
            "root": last.manifest.head.root,
        }
        log = AuditLog(folder / "audit" / "log.db", description.id)
        try:
            with log.process(RESTORER, "restore", last.header.id, payload=entry):
                pass
            _signer(log, workspace)
        finally:
            log.close()
        shutil.rmtree(folder / _PARTS)
        engine: EngineName = "postgres" if given.database_url else "sqlite"
        description = replace(description, engine=engine, database=given.database_url)
        again = _brought_up(folder, description, listed or [])
        write_marker(folder, replace(description, version=VERSION))
        os.sync()
        later = set_heads_aside(description.id, folder / "audit" / "log.db", last.manifest.head.size)
        (folder / UNFINISHED).unlink()
    return Restored(
        tuple(backup.path for backup in backups),
        last.header.id,
        last.manifest.made_at,
        last.manifest.head.size,
        last.manifest.head.root,
        signer,
        held is not None,
        sessions,
        tuple(damaged),
        last.manifest.missing,
        last.manifest.indexed,
        later,
        again,
        listed is not None,
    )


def _check_time(last: Backup, terms: Terms) -> None:
    until = last.manifest.expires_at
    if until and until < clock.stamp() and not terms.expired:
        raise Refused("backup-expired", path=str(last.path), at=until)


def _erasures(last: Backup, terms: Terms, held: bytes | None) -> list[Erased] | None:
    """What was erased by the lists that are here; None where there is none. Raises ``Damaged``
    (``erasure-list-altered``), ``NotFound`` (``no-such-file``)."""
    workspace = last.header.workspace
    if terms.erasures is not None and not terms.erasures.is_file():
        raise NotFound("no-such-file", path=str(terms.erasures))
    keys = {last.signed_by, *([held] if held else []), *(public for _, public in formerly(workspace))}
    lists = [path for path in (list_of(workspace), terms.erasures) if path is not None and path.is_file()]
    return [item for path in lists for item in remembered(path, workspace, keys)] if lists else None


def _brought_up(folder: Path, description: Description, listed: Sequence[Erased]) -> int:
    """While nobody can open the folder yet: upgrade what an older program backed up, and carry out again what
    was erased later; how many that were."""
    opened = Workspace(folder, description, connect(folder, description))
    try:
        if description.version < VERSION:
            migrated(opened)
        door = Door(opened, Policies.built_in())
        try:
            return replay(door, listed)
        finally:
            door.audit.close()
    finally:
        opened.close()


def _signer(log: AuditLog, workspace: str) -> None:
    """The restored log goes on under the key that this account holds; where it holds none, a new one is made,
    and heads of before stay good under theirs."""
    held = pinned(workspace)
    if held is None:
        log.new_signer()
    else:
        log.signed_by(held)


def _check_folder(folder: Path) -> None:
    if (
        folder.exists()
        and not (folder / UNFINISHED).exists()
        and (not folder.is_dir() or any(folder.iterdir()))
    ):
        raise Conflict("folder-not-empty", path=str(folder))


@dataclass(frozen=True, slots=True)
class _Run:
    """This try and those that were broken off before it: what each calls a database that it fills. The last
    of them may not have come so far."""

    name: str
    before: tuple[str, ...]


def _begin(folder: Path, identity: str) -> _Run:
    """Make the folder with the sign that it is unfinished; what an earlier try left is taken away."""
    run = _Run(secrets.token_hex(16), _earlier(folder))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    with os.fdopen(
        os.open(folder / UNFINISHED, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8"
    ) as out:
        json.dump({"backup": identity, "runs": [*run.before, run.name]}, out)
        out.flush()
        os.fsync(out.fileno())
    for name in (*FOLDERS, "backup", _PARTS):
        shutil.rmtree(folder / name, ignore_errors=True)
        if name != "backup":
            (folder / name).mkdir(mode=0o700)
    for path in (folder / MARKER, folder / "policies.cedar", *folder.glob("tahqiq*.db*")):
        path.unlink(missing_ok=True)
    return run


def _earlier(folder: Path) -> tuple[str, ...]:
    try:
        return tuple(str(name) for name in json.loads((folder / UNFINISHED).read_text("utf-8"))["runs"])
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def _places(folder: Path, number: int, where: dict[str, int], terms: Terms) -> Place:
    """Where a backup's pieces go: files into the workspace if this is the backup that has the last of them,
    tables and key aside."""

    def place(entry: Entry) -> Path | None:
        if is_file(entry.name):
            return folder / entry.name if where.get(entry.name) == number else None
        if entry.name == KEY and not terms.with_key:
            return None
        return _aside(folder, number, entry.name)

    return place


def _aside(folder: Path, number: int, name: str) -> Path:
    return folder / _PARTS / f"{number}-{name}"


def _tables(folder: Path, backups: Sequence[Backup]) -> None:
    """Database and log as they were at the last cut: the whole ones, with what changed from backup to
    backup."""
    for name in (DATABASE, LOG):
        path = folder / _PARTS / f"{name}.db"
        if not _aside(folder, 0, name).is_file():
            raise Damaged("backup-content-differs", name=name)
        _aside(folder, 0, name).rename(path)
        check_plain(path, name)
        for number, backup in enumerate(backups[1:], 1):
            packed, changes = _aside(folder, number, name + CHANGES), folder / _PARTS / "changes.db"
            if not packed.is_file():
                raise Damaged("backup-content-differs", name=name + CHANGES)
            unpack(packed, changes, name)
            check_plain(changes, name)
            try:
                apply_changes(path, changes)
            except sqlite3.Error as error:
                raise Damaged("backup-content-differs", name=name) from error
            changes.unlink()
            check_rows(path, name, backup.manifest.rows[name])


def _log(folder: Path, last: Backup, terms: Terms, workspace: str) -> None:
    """Put the log in its place and hold it against the head of the cut and the one kept outside."""
    place = folder / "audit" / "log.db"
    (folder / _PARTS / f"{LOG}.db").rename(place)
    place.chmod(0o600)
    log = AuditLog(place, workspace)
    try:
        head = last.manifest.head
        if log.size() != head.size or log.root_at(head.size) != bytes.fromhex(head.root):
            raise Damaged("backup-content-differs", name=LOG)
        if terms.since is not None and log.root_at(terms.since[0]) != terms.since[1]:
            raise Damaged("backup-behind-head", size=terms.since[0], path=str(last.path), entries=head.size)
    finally:
        log.close()


def _database(folder: Path, last: Backup, description: Description, url: str, run: _Run) -> int:
    """Put the database in its place, or fill one on PostgreSQL. Who was signed in is no longer, and no lock
    is held: how many sessions were ended."""
    path = folder / _PARTS / f"{DATABASE}.db"
    check_rows(path, DATABASE, last.manifest.rows[DATABASE])
    with closing(sqlite3.connect(path)) as connection, connection:
        sessions = connection.execute("DELETE FROM session").rowcount
        connection.execute("DELETE FROM named_lock")
        connection.execute("UPDATE job SET holder='', lease_until='' WHERE state='running'")
    place = folder / "tahqiq.db"
    path.rename(place)
    place.chmod(0o600)
    if url:
        from tahqiq.store.postgres import PostgresDatabase

        database = SqliteDatabase(place)
        upgrade(database, description.version)
        database.close()
        filled = PostgresDatabase(url)
        try:
            filled.fill(place, run.name, run.before)
        finally:
            filled.close()
        for left in folder.glob("tahqiq.db*"):
            left.unlink()
    return sessions


def _keys(folder: Path, last: Backup, workspace: str, with_key: bool) -> None:
    """The keys of the vault; the signing key from the backup, where it is asked for and there; otherwise
    heads up to now remain good under the key that signed the backup."""
    _vault_keys(folder, workspace)
    carried = [path for path in (folder / _PARTS).glob(f"*-{KEY}") if path.is_file()]
    if with_key and not carried:
        raise Conflict("backup-without-key", path=str(last.path))
    if with_key:
        try:
            install(workspace, max(carried).read_bytes())
        except ValueError as error:
            raise Damaged("backup-content-differs", name=KEY) from error
    elif pinned(workspace) != last.signed_by:
        accept_former(workspace, last.manifest.head.size, last.signed_by)


def _vault_keys(folder: Path, workspace: str) -> None:
    """The keys of the vault as the last backup of the chain that carries some has them, each beside those of
    this account."""
    carried = sorted((folder / _PARTS).glob(f"*-{VAULT}"), key=lambda path: int(path.name.partition("-")[0]))
    if not carried:
        return
    try:
        told = json.loads(carried[-1].read_text("utf-8"))
        keys = {name: bytes.fromhex(one) for name, one in told.items()}
        if not all(re.fullmatch("[0-9a-f]{16}", name) and len(key) == 32 for name, key in keys.items()):
            raise ValueError("no keys of a vault")
    except (ValueError, TypeError, AttributeError) as error:
        raise Damaged("backup-content-differs", name=VAULT) from error
    install_vault(workspace, keys)
