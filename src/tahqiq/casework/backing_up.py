"""A backup while people work: one moment of database, log and files, sealed to a recovery key
(docs/decisions/0026)."""

import json
import secrets
import shutil
import time
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from hashlib import file_digest, sha256
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.access.keys import exported, public_bytes, vault_files
from tahqiq.access.rules import FILE as POLICIES
from tahqiq.access.vault_keys import absent_keys
from tahqiq.casework.backup_settings import Settings, sealed_to
from tahqiq.collect.recovery import MERGING
from tahqiq.jobs.named_lock import NamedLock
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, Conflict
from tahqiq.model.scope import Actor
from tahqiq.store.backup.backup_writer import Piece, Signer, check_target, room_for, stream_length, written
from tahqiq.store.backup.base import FOLDER, SCRATCH, Base, Bases
from tahqiq.store.backup.cut import Cut, taken
from tahqiq.store.backup.difference import keep_only, rows_of, write_changes
from tahqiq.store.backup.header import Header, header_of
from tahqiq.store.backup.kept import Listed, destroy_expired, enlist
from tahqiq.store.backup.manifest import CHANGES, DATABASE, KEY, LOG, VAULT, Entry, Manifest, Mark, digest_of
from tahqiq.store.backup.recovery_key import PublicHalf
from tahqiq.store.backup.row_compression import pack
from tahqiq.store.tables import FORGET, table_names

BACK_UP = "back-up"
"""What the policies call it."""
WAIT_SECONDS = 600.0
"""How long a backup waits for event files that are being merged."""

LATER = "0" * 64
"""Stands for a hash while it is made: as long as one."""


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that was made. ``bytes`` is the size of its file, ``moved`` and ``kept`` how many files of the
    workspace it holds and how many it leaves to those it rests on; ``head`` that of the log at the cut;
    ``missing`` files and keys that were not there to be taken; ``expired`` backups that were destroyed
    because their time was over, ``away`` those that are to be destroyed where somebody carried them."""

    id: str
    path: Path
    bytes: int
    parent: str
    moved: int
    kept: int
    head: Mark
    made_at: str
    missing: tuple[str, ...]
    expired: tuple[str, ...] = ()
    away: tuple[str, ...] = ()


def back_up(
    door: Door,
    actor: Actor,
    target: Path,
    key: PublicHalf | None = None,
    onto: Path | None = None,
    with_key: bool = False,
) -> Made:
    """Make a backup of the whole workspace in ``target``, with the keys of its vault, sealed to the office's
    recovery key (``key``, if given, must be that one); with ``onto`` (the backup before) only of what changed
    since. ``with_key`` takes the key that signs the log along, in the sealed part.

    Raises ``Refused`` (``refused-by-policy``, ``backup-no-room``), ``Conflict`` (``backup-file-exists``;
    ``backup-base-unknown`` when ``onto`` is not the last backup made here or an erasure came in between;
    ``backup-overtaken`` when an erasure was carried out meanwhile; ``recovery-key-needed``,
    ``recovery-key-other``), ``Damaged`` (``recovery-key-altered``), ``Busy`` (``backup-busy``,
    ``lock-held``).
    """
    door.require(actor, BACK_UP)
    check_target(target)
    office = sealed_to(door, actor, key)
    bases = Bases(door.workspace.root)
    with bases.held():
        bases.sweep()
        base = None if onto is None else bases.find(header_of(onto).id)
        identity = secrets.token_hex(16)
        said: dict[str, str | int] = {
            "key": office.public.name,
            "onto": base.id if base else "",
            "with_key": int(with_key),
        }
        with (
            door.audit.process(actor, "backup", identity, payload=said) as outcome,
            _scratch(door, identity) as scratch,
        ):
            made = _Making(door, scratch, identity, base, office).make(target, onto, with_key)
            outcome.update(bytes=made.bytes, entries=made.head.size, root=made.head.root)
        return _without_expired(door, actor, made)


def _without_expired(door: Door, actor: Actor, made: Made) -> Made:
    """Destroy the backups whose time is over, now that there is a newer one."""
    gone, away = destroy_expired(door.workspace.root / FOLDER, clock.stamp())
    for path in (*gone, *away):
        with door.audit.act(
            actor, "backup-expired", made.id, payload={"path": path, "gone": int(path in gone)}
        ):
            pass
    return replace(made, expired=tuple(gone), away=tuple(away))


class _Making:
    def __init__(self, door: Door, scratch: Path, identity: str, base: Base | None, office: Settings) -> None:
        self._door, self._scratch, self._identity, self._base, self._office = (
            door,
            scratch,
            identity,
            base,
            office,
        )

    def make(self, target: Path, onto: Path | None, with_key: bool) -> Made:
        with ThreadPoolExecutor(2) as beside:  # neither holds the interpreter's lock
            with room_for(self._scratch):
                cut, head = self._cut()
                hashing = {name: beside.submit(_hash, self._tables(name)) for name in (DATABASE, LOG)}
                rows = {name: beside.submit(rows_of, self._tables(name)).result() for name in (DATABASE, LOG)}
                pieces = self._pieces(cut, with_key)
            manifest = self._manifest(cut, head, pieces, rows)
            return self._sealed(target, onto, manifest, pieces, hashing, cut)

    def _sealed(
        self,
        target: Path,
        onto: Path | None,
        manifest: Manifest,
        pieces: list[Piece],
        hashing: Mapping[str, Future[str]],
        cut: Cut,
    ) -> Made:
        """Seal the content while the tables are still being hashed: the manifest stands first in the file and
        is written last."""

        def completed() -> Manifest:
            return replace(
                manifest,
                entries=tuple(
                    replace(item, sha256=hashing[item.name].result()) if item.sha256 == LATER else item
                    for item in manifest.entries
                ),
            )

        signing, key = self._door.audit.signer(), self._office.public
        sent, secret = key.agreed()
        parent = (self._base.id, onto.name) if self._base and onto else ("", "")
        header = Header(
            self._identity,
            self._door.workspace.description.id,
            manifest.made_at,
            key.raw.hex(),
            sent.hex(),
            stream_length(manifest),
            *parent,
        )
        try:
            with (
                written(
                    target,
                    header,
                    secret,
                    manifest,
                    pieces,
                    Signer(public_bytes(signing), signing.sign),
                    completed,
                ) as place,
                _merging(self._door),
            ):
                if not self._tables(DATABASE).exists():
                    raise Conflict("backup-overtaken")
                place()
                digest = sha256(completed().packed()).hexdigest()
                hashes = {name: hashed.result() for name, hashed in hashing.items()}
                with room_for(self._scratch):
                    beside = self._base is None and any(piece.entry.name == KEY for piece in pieces)
                    Bases(self._door.workspace.root).keep(
                        self._scratch, self._identity, digest, hashes, cut.files, beside
                    )
                    made = Listed(self._identity, parent[0], str(target.resolve()), manifest.expires_at)
                    enlist(self._door.workspace.root / FOLDER, made)
        except FileNotFoundError as error:
            if self._scratch.exists():
                raise
            raise Conflict("backup-overtaken") from error
        moved = sum(piece.entry.name in cut.places for piece in pieces)
        size = target.stat().st_size
        return Made(
            self._identity,
            target,
            size,
            parent[0],
            moved,
            len(cut.files) - moved,
            manifest.head,
            manifest.made_at,
            manifest.missing,
        )

    def _cut(self) -> tuple[Cut, Mark]:
        """One moment: nobody writes into database or log while both are looked at; what event files and
        originals it names stays under second names."""
        workspace, audit = self._door.workspace, self._door.audit
        with ExitStack() as views:
            with _merging(self._door):
                with workspace.database.transaction(), audit.still():
                    tables = views.enter_context(workspace.database.view())
                    log = views.enter_context(audit.view())
                cut = taken(
                    workspace, tables, self._scratch, POLICIES, self._base.files if self._base else {}
                )
            tables.save(self._tables(DATABASE))
            keep_only(self._tables(DATABASE), table_names(), FORGET)
            log.save(self._tables(LOG))
            size, root = audit.mark(log)
        return cut, Mark(size, root.hex())

    def _pieces(self, cut: Cut, with_key: bool) -> list[Piece]:
        pieces = [self._rows(name) for name in (DATABASE, LOG)]
        if with_key:
            pem = exported(self._door.workspace.description.id)
            pieces.append(Piece(Entry(KEY, len(pem), sha256(pem).hexdigest()), pem))
        keys = vault_files(self._door.workspace.description.id)
        if keys:
            packed = json.dumps({name: one.hex() for name, one in keys.items()}).encode()
            pieces.append(Piece(Entry(VAULT, len(packed), sha256(packed).hexdigest()), packed))
        known = self._base.files if self._base else {}
        return [
            *pieces,
            *(Piece(item, cut.places[item.name]) for item in cut.files if known.get(item.name) != item),
        ]

    def _rows(self, name: str) -> Piece:
        """Database or log: whole (its hash is told later), or what changed since the backup before."""
        path = self._tables(name)
        if self._base is None:
            return Piece(Entry(name, path.stat().st_size, LATER), path)
        changes, packed = self._scratch / f"{name}.changes", self._scratch / f"{name}.changes.zst"
        write_changes(self._base.path(name), path, changes)
        pack(changes, packed)
        changes.unlink()
        return Piece(Entry(name + CHANGES, packed.stat().st_size, _hash(packed)), packed)

    def _manifest(
        self, cut: Cut, head: Mark, pieces: list[Piece], rows: dict[str, dict[str, int]]
    ) -> Manifest:
        base = self._base
        present = {item.name for item in cut.files}
        return Manifest(
            id=self._identity,
            made_at=clock.stamp(),
            description=asdict(self._door.workspace.description),
            head=head,
            rows=rows,
            indexed=cut.indexed,
            entries=tuple(piece.entry for piece in pieces),
            files=digest_of(cut.files),
            gone=tuple(sorted(base.files.keys() - present)) if base else (),
            missing=(*cut.missing, *(f"vault-keys/{name}" for name in absent_keys(self._door.workspace))),
            expires_at=self._expiry(),
            parent=base.manifest if base else "",
        )

    def _expiry(self) -> str:
        days = self._office.days
        return clock.stamp(clock.now() + timedelta(days=days)) if days else ""

    def _tables(self, name: str) -> Path:
        return self._scratch / f"{name}.db"


@contextmanager
def _scratch(door: Door, identity: str) -> Iterator[Path]:
    for left in door.workspace.scratch.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = door.workspace.scratch / f"{SCRATCH}{identity}"
    folder.mkdir(mode=0o700, parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _merging(door: Door) -> Iterator[None]:
    """Hold the lock for rewriting event files, waiting for whoever has it. Raises ``Busy``
    (``lock-held``)."""
    until = time.monotonic() + WAIT_SECONDS
    lock = NamedLock(door.workspace.database, MERGING)
    while True:
        try:
            lock.__enter__()
            break
        except Busy:
            if time.monotonic() > until:
                raise
            time.sleep(0.2)
    try:
        yield
    finally:
        lock.__exit__()


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
