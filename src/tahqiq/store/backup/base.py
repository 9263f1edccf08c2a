"""What a workspace remembers of its last backup, so that the next one holds only what changed: its tables and
the list of its files.

``backup/last`` in the workspace, for the owner alone like everything there. An erasure by order takes it
away: the next backup is then a whole one.
"""

import fcntl
import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from tahqiq.kit.errors import Busy, Conflict
from tahqiq.store.backup.manifest import DATABASE, LOG, Entry
from tahqiq.store.originals import sync_directory

FOLDER, _LAST, _BESIDE, _LOCK = "backup", "last", "beside", "lock"
"""``beside`` is a whole backup that took the signing key along: it breaks no chain, and one can begin with
it."""
COPIES = "upgrade"
"""The folder of copies that an upgrade made of what was before."""
SCRATCH = ".backup-"
"""How the folder of a backup on its way begins, below the workspace's scratch."""


@dataclass(frozen=True, slots=True)
class Base:
    """The last backup: its id, the SHA-256 of its manifest, where its tables lie, and every file there
    was."""

    id: str
    manifest: str
    folder: Path
    files: dict[str, Entry]

    def path(self, name: str) -> Path:
        """Where the tables of database or log of then are."""
        return self.folder / f"{name}.db"


class Bases:
    """The memory of one workspace; ``root`` is its folder."""

    def __init__(self, root: Path) -> None:
        self._root = root / FOLDER

    @contextmanager
    def held(self) -> Iterator[None]:
        """One backup at a time; the system gives the lock back when its holder dies. Raises ``Busy``
        (``backup-busy``)."""
        self._root.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(os.open(self._root / _LOCK, os.O_RDWR | os.O_CREAT, 0o600), "a") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError as error:
                raise Busy("backup-busy") from error
            yield

    def find(self, backup: str) -> Base:
        """What is remembered of the backup with that id. Raises ``Conflict`` (``backup-base-unknown``) when
        it is not the last one, or when what is remembered is not as it was written."""
        return self._found(_BESIDE if self._is(_BESIDE, backup) else _LAST, backup)

    def _is(self, slot: str, backup: str) -> bool:
        try:
            return bool(json.loads((self._root / slot / "about.json").read_text("utf-8"))["id"] == backup)
        except (OSError, ValueError, KeyError, TypeError):
            return False

    def _found(self, slot: str, backup: str) -> Base:
        folder = self._root / slot
        try:
            about = json.loads((folder / "about.json").read_text("utf-8"))
            lines = (folder / "files.txt").read_text("utf-8").splitlines()
            files = {
                name: Entry(name, int(size), sha256)
                for name, size, sha256 in (line.split("\t") for line in lines)
            }
            whole = all(_hash(folder / f"{name}.db") == about[name] for name in (DATABASE, LOG))
            found = Base(str(about["id"]), str(about["manifest"]), folder, files)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise Conflict("backup-base-unknown") from error
        if found.id != backup or not whole:
            raise Conflict("backup-base-unknown")
        return found

    def keep(
        self,
        folder: Path,
        backup: str,
        manifest: str,
        hashes: dict[str, str],
        files: Iterable[Entry],
        beside: bool = False,
    ) -> None:
        """Remember a backup: ``folder`` (which goes) holds ``database.db`` and ``log.db``, ``hashes`` their
        SHA-256. One made ``beside`` a chain leaves the last of that chain to be built upon."""
        fresh = self._root / backup
        fresh.mkdir(mode=0o700)
        for name in (DATABASE, LOG):
            (folder / f"{name}.db").rename(fresh / f"{name}.db")
        text = "".join(f"{item.name}\t{item.size}\t{item.sha256}\n" for item in files)
        for name, data in (
            ("files.txt", text),
            ("about.json", json.dumps({"id": backup, "manifest": manifest, **hashes})),
        ):
            with os.fdopen(
                os.open(fresh / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
            ) as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
        sync_directory(fresh)
        slot = _BESIDE if beside and (self._root / _LAST).is_dir() else _LAST
        for old in {slot, _BESIDE}:
            shutil.rmtree(self._root / old, ignore_errors=True)
        fresh.rename(self._root / slot)
        sync_directory(self._root)

    def sweep(self) -> None:
        """Remove what a backup that was killed while it remembered left behind; only while the lock is
        held."""
        for path in self._root.iterdir():
            if path.is_dir() and path.name not in (_LAST, _BESIDE):
                shutil.rmtree(path, ignore_errors=True)


def forget(root: Path) -> None:
    """Forget the last backup of the workspace in ``root`` and what an upgrade put aside, and throw a backup
    away that is on its way: nothing of what is erased stays in them."""
    shutil.rmtree(root / FOLDER / _LAST, ignore_errors=True)
    shutil.rmtree(root / COPIES, ignore_errors=True)
    for copy in root.glob("tahqiq-v*.db"):  # how older programs called it
        copy.unlink(missing_ok=True)
    for path in (*root.glob(f"{FOLDER}/*/"), *(root / "staging").glob(f"{SCRATCH}*")):
        shutil.rmtree(path, ignore_errors=True)


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
