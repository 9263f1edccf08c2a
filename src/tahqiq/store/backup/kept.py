"""The list of backups that a workspace made, so that those whose time is over are destroyed where they were
written."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from tahqiq.kit.errors import TahqiqError
from tahqiq.store.backup.header import header_of

_NAME = "made.jsonl"


@dataclass(frozen=True, slots=True)
class Listed:
    """One backup: its id, that of the one it rests on, where it was written, and when it expires (a stamp;
    empty: never)."""

    id: str
    parent: str
    path: str
    expires_at: str


def listed(folder: Path) -> list[Listed]:
    """Every backup on the list in ``folder``, oldest first; lines that are none are left out."""
    found = list[Listed]()
    path = folder / _NAME
    for line in path.read_text("utf-8", "replace").splitlines() if path.is_file() else ():
        try:
            found.append(Listed(**json.loads(line)))
        except (ValueError, TypeError):
            continue
    return found


def enlist(folder: Path, made: Listed, name: str = _NAME) -> None:
    """Add a backup to the list."""
    with os.fdopen(
        os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600), "a", encoding="utf-8"
    ) as out:
        out.write(json.dumps(asdict(made)) + "\n")
        out.flush()
        os.fsync(out.fileno())


def destroy_expired(folder: Path, now: str) -> tuple[list[str], list[str]]:
    """Remove the files whose time is over, but none that a backup rests on whose time is not: paths that are
    gone now, and paths of expired ones that are no longer where they were written (somebody carried them
    away: they are to be destroyed there)."""
    every = listed(folder)
    parents, needed = {item.id: item.parent for item in every}, set[str]()
    for item in every:
        if not item.expires_at or item.expires_at > now:
            at = item.id
            while at and at not in needed:
                needed.add(at)
                at = parents.get(at, "")
    gone, away, stay = list[str](), list[str](), list[Listed]()
    for item in every:
        if item.id in needed:
            stay.append(item)
            continue
        path = Path(item.path)
        try:
            here = path.is_file() and header_of(path).id == item.id
        except (TahqiqError, OSError):
            here = False
        if here:
            path.unlink()
        (gone if here else away).append(item.path)
    if len(stay) != len(every):
        fresh = folder / f"{_NAME}.new"
        fresh.unlink(missing_ok=True)
        fresh.touch(mode=0o600)
        for item in stay:
            enlist(folder, item, fresh.name)
        fresh.rename(folder / _NAME)
    return gone, away
