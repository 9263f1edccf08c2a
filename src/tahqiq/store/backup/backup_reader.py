"""Reading the file of a backup, and the chain of those it rests on."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from tahqiq.kit.errors import Damaged, NotFound, Refused, TahqiqError
from tahqiq.store.backup.backup_writer import SIGNED
from tahqiq.store.backup.header import Header, header_of, read_header
from tahqiq.store.backup.manifest import Entry, Manifest, digest_of, is_file, signed_part, unpacked
from tahqiq.store.backup.recovery_key import PrivateHalf, PublicHalf
from tahqiq.store.backup.stream import Opener, stream_key

_MOST = 1 << 31
Place = Callable[[Entry], Path | None]
"""Where a piece of content is to go; None where it is not wanted."""


@dataclass(frozen=True, slots=True)
class Backup:
    """One backup that could be opened: its file, what it says it holds, and the public key that signed that
    (32 bytes)."""

    path: Path
    header: Header
    manifest: Manifest
    digest: str
    signed_by: bytes
    key: PrivateHalf

    def extract(self, place: Place) -> list[str]:
        """Write the wanted pieces where they are to go and read all others, to the very end. Returns the
        names of files that have not the hash they are said to have: the stream is whole, so they were damaged
        in the workspace already. Raises ``Damaged``: ``backup-altered``, ``backup-content-differs`` for
        tables or a key that differ."""
        differing: list[str] = []
        with self.path.open("rb") as stream:
            opener, _ = _begun(stream, self.path, self.key)
            _preface(opener, self.path)
            for entry in self.manifest.entries:
                target, state = place(entry), sha256()
                if target is None:
                    for _ in opener.blocks(entry.size):
                        pass
                    continue
                private_folder(target.parent)
                with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb", 0) as out:
                    for block in opener.blocks(entry.size):
                        state.update(block)
                        out.write(block)
                if entry.name.startswith("originals/"):
                    target.chmod(0o400)
                if state.hexdigest() != entry.sha256 and is_file(entry.name):
                    differing.append(entry.name)
                elif state.hexdigest() != entry.sha256:
                    raise Damaged("backup-content-differs", name=entry.name)
            opener.end()
        return differing


def private_folder(path: Path) -> None:
    """Make a folder and those above it that are not there, for the owner alone."""
    if not path.is_dir():
        private_folder(path.parent)
        path.mkdir(mode=0o700, exist_ok=True)


def opened(path: Path, key: PrivateHalf) -> Backup:
    """Open a backup and read what it says it holds. Raises ``WrongUse`` (``backup-not-one``), ``Refused``
    (``backup-wrong-key``), ``Damaged`` (``backup-altered``, ``backup-cut-short``, ``backup-name-refused``,
    ``backup-signature-wrong``)."""
    header = header_of(path)
    if bytes.fromhex(header.key) != key.public.raw:
        raise Refused(
            "backup-wrong-key",
            path=str(path),
            key=PublicHalf(bytes.fromhex(header.key)).name,
            given=key.public.name,
        )
    with path.open("rb") as stream:
        opener, packed = _begun(stream, path, key)
        data, public, signature = _preface(opener, path)
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, signed_part(packed, data))
    except (InvalidSignature, ValueError) as error:
        raise Damaged("backup-signature-wrong", path=str(path)) from error
    manifest = unpacked(data, path)
    said = (manifest.id, manifest.made_at, bool(manifest.parent), manifest.description["id"])
    if said != (header.id, header.made_at, bool(header.parent), header.workspace):
        raise Damaged("backup-altered", path=str(path))
    return Backup(path, header, manifest, sha256(data).hexdigest(), public, key)


def chain(path: Path, key: PrivateHalf, others: Sequence[Path] = ()) -> list[Backup]:
    """The backup in ``path`` and all it rests on, the whole one first. A parent is looked for by its id among
    ``others``, then by its name beside its child.

    Raises what :func:`opened` raises, and ``NotFound`` (``backup-parent-missing``), ``Damaged``
    (``backup-chain-broken``) when a parent is not the one that the child rests on, or was signed by another
    key.
    """
    found = [opened(path, key)]
    while found[-1].header.parent:
        child = found[-1]
        parent = opened(_parent(child, others), key)
        if parent.digest != child.manifest.parent or parent.signed_by != child.signed_by:
            raise Damaged("backup-chain-broken", path=str(parent.path), child=str(child.path))
        found.append(parent)
    found.reverse()
    return found


def sources_of(backups: Sequence[Backup]) -> dict[str, int]:
    """For every file there is after the last of a chain, in which of them (by position) its bytes are. Raises
    ``Damaged`` (``backup-chain-broken``) when that is not what the last one says there is."""
    where: dict[str, int] = {}
    entries: dict[str, Entry] = {}
    for number, backup in enumerate(backups):
        for name in backup.manifest.gone:
            where.pop(name, None)
            entries.pop(name, None)
        for entry in backup.manifest.entries:
            if is_file(entry.name):
                where[entry.name], entries[entry.name] = number, entry
        if digest_of(entries.values()) != backup.manifest.files:
            raise Damaged("backup-chain-broken", path=str(backup.path), child=str(backups[-1].path))
    return where


def _parent(child: Backup, others: Sequence[Path]) -> Path:
    wanted = child.header.parent
    for path in (*others, child.path.parent / child.header.parent_name):
        try:
            if path.is_file() and header_of(path).id == wanted:
                return path
        except TahqiqError:
            if path not in others:
                raise
    raise NotFound(
        "backup-parent-missing", path=str(child.path), name=child.header.parent_name, id=wanted[:8]
    )


def _begun(stream: BinaryIO, path: Path, key: PrivateHalf) -> tuple[Opener, bytes]:
    header, packed = read_header(stream, path)
    sent = bytes.fromhex(header.sent)
    try:
        secret = key.agreed(sent)
    except ValueError as error:
        raise Damaged("backup-altered", path=str(path)) from error
    return Opener(stream, stream_key(secret, sent, bytes.fromhex(header.key), packed), path), packed


def _preface(opener: Opener, path: Path) -> tuple[bytes, bytes, bytes]:
    size = int.from_bytes(opener.read(8), "big")
    if size > _MOST:
        raise Damaged("backup-altered", path=str(path))
    data = opener.read(size)
    signed = opener.read(SIGNED)
    return data, signed[:32], signed[32:]
