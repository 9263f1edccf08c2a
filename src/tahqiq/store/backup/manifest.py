"""What a backup says it holds: signed, and read before a byte of its content is written anywhere."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from tahqiq.kit.errors import Damaged

DATABASE, LOG, KEY = "database", "log", "signing-key"
VAULT = "vault-keys"
"""The keys of the vault, in JSON by the name of their file."""
CHANGES = ".changes"
"""Added to :data:`DATABASE` and :data:`LOG`: only the rows that changed since the backup before, compressed
(zstd)."""
_HASH = r"[0-9a-f]{64}"
_NAMES = re.compile(
    rf"({DATABASE}|{LOG})({re.escape(CHANGES)})?|{KEY}|{VAULT}|policies\.cedar"
    rf"|originals/(?P<a>[0-9a-f]{{2}})/(?P<b>[0-9a-f]{{2}})/(?P=a)(?P=b)[0-9a-f]{{60}}"
    r"|facts/[A-Za-z][A-Za-z0-9_]{0,63}/[a-z_]{1,20}-(s\d{1,18}|m)-[0-9a-f]{1,64}\.parquet"
    r"|manifests/\d{1,18}\.(bin|nodes|idle)"
)
"""Every name that a backup may hold. Whatever else is named is refused before anything is written, so no name
leads out of the folder."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of content: its name (for files their place in the workspace), its size in bytes, and its
    SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The head of the log at the cut: after ``size`` entries the root was ``root`` (hex)."""

    size: int
    root: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """``entries`` are in the order of the content; ``gone`` names of the parent's files that are no longer;
    ``files`` is the digest over all files there are after this backup (:func:`digest_of`), here and in the
    backups it rests on.

    ``description`` is the workspace's marker; ``rows`` say of database and log how many rows each table has;
    ``indexed`` how many sources the search index held (it is made again); ``missing`` files that were not
    there to be taken; ``parent`` the SHA-256 of the parent's manifest (hex, empty: whole), so that a chain
    cannot be mixed. ``expires_at`` is a stamp after which it is not to be there any more (empty: never).
    """

    id: str
    made_at: str
    description: Mapping[str, str | int]
    head: Mark
    rows: Mapping[str, Mapping[str, int]]
    indexed: int
    entries: tuple[Entry, ...]
    files: str
    gone: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    parent: str = ""
    expires_at: str = ""

    def packed(self) -> bytes:
        """The manifest as it is signed."""
        return json.dumps(asdict(self), sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()


def unpacked(data: bytes, path: Path) -> Manifest:
    """The manifest in bytes that were authenticated. Raises ``Damaged``: ``backup-altered`` for what is none,
    ``backup-name-refused`` when it names something that no backup holds."""
    try:
        loaded = json.loads(data)
        entries = tuple(
            Entry(str(item["name"]), int(item["size"]), str(item["sha256"])) for item in loaded.pop("entries")
        )
        head = loaded.pop("head")
        gone, missing = (tuple(str(name) for name in loaded.pop(key)) for key in ("gone", "missing"))
        found = Manifest(
            entries=entries,
            head=Mark(int(head["size"]), str(head["root"])),
            gone=gone,
            missing=missing,
            **loaded,
        )
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Damaged("backup-altered", path=str(path)) from error
    sane = all(item.size >= 0 and re.fullmatch(_HASH, item.sha256) for item in entries)
    if not sane or not _described(found) or len({item.name for item in entries}) != len(entries):
        raise Damaged("backup-altered", path=str(path))
    for name in (*(item.name for item in entries), *found.gone):
        if not _NAMES.fullmatch(name):
            raise Damaged("backup-name-refused", path=str(path), name=name[:200])
    return found


def _described(found: Manifest) -> bool:
    """Whether what stands beside the entries has the form that it must have."""
    about, rows = found.description, found.rows
    return (
        isinstance(about, dict)
        and isinstance(about.get("version"), int)
        and all(isinstance(about.get(key), str) for key in ("id", "created_at"))
        and isinstance(rows, dict)
        and all(isinstance(rows.get(key), dict) for key in (DATABASE, LOG))
        and all(
            isinstance(item, str)
            for item in (found.id, found.made_at, found.files, found.parent, found.expires_at)
        )
        and isinstance(found.indexed, int)
        and re.fullmatch(_HASH, found.head.root) is not None
    )


def digest_of(entries: Iterable[Entry]) -> str:
    """One digest over files by name, size and hash, in whatever order they are given.

    >>> one, two = Entry("a", 1, "x"), Entry("b", 2, "y")
    >>> digest_of([one, two]) == digest_of([two, one])
    True
    """
    state = sha256()
    for item in sorted(entries, key=lambda one: one.name):
        state.update(f"{item.name}\t{item.size}\t{item.sha256}\n".encode())
    return state.hexdigest()


def is_file(name: str) -> bool:
    """Whether content of that name is a file of its own that a later backup can leave where it is (database,
    log and keys are not).

    >>> is_file("manifests/3.bin"), is_file("database.changes")
    (True, False)
    """
    return name.removesuffix(CHANGES) not in (DATABASE, LOG, KEY, VAULT)


def signed_part(header: bytes, manifest: bytes) -> bytes:
    """The bytes that the workspace's key signs."""
    return b"tahqiq-backup-manifest\n" + sha256(header).digest() + sha256(manifest).digest()
