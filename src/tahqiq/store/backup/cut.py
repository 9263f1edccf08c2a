"""The files that belong to one moment of a workspace, kept under second names so that nothing of it goes away
while it is being backed up."""

import os
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path

from tahqiq.store.backup.backup_reader import private_folder
from tahqiq.store.backup.manifest import Entry
from tahqiq.store.database import View, integer, text
from tahqiq.store.search.folder import Folder
from tahqiq.store.workspace import Workspace

_GOING = ("erasing", "erased")
_READ = ("published", "superseded", "due")


@dataclass(frozen=True, slots=True)
class Cut:
    """``files`` in order of name; ``places`` where each lies as long as the backup is made; ``missing`` names
    of files that should be there and are not; ``indexed`` how many sources the search index held."""

    files: tuple[Entry, ...]
    places: Mapping[str, Path]
    missing: tuple[str, ...]
    indexed: int


def taken(workspace: Workspace, view: View, scratch: Path, policies: str, known: Mapping[str, Entry]) -> Cut:
    """Give every file that the database names in ``view`` a second name below ``scratch``. The caller holds
    the lock under which event files and originals go.

    ``policies`` is the name of the file of an office's own rules, ``known`` the files of the backup before
    (they are not hashed again). What is being erased is left out: originals and manifests of sources that an
    order named are not taken.
    """
    entries: list[Entry] = []
    places: dict[str, Path] = {}
    missing: list[str] = []
    for name, sha256, needed in _named(view, policies):
        place = scratch / name
        private_folder(place.parent)
        try:
            (shutil.copyfile if name == policies else _second_name)(workspace.root / name, place)
        except FileNotFoundError:
            if needed:
                missing.append(name)
            continue
        size = place.stat().st_size
        before = known.get(name)
        hashed = sha256 or (
            before.sha256 if before and before.size == size and name != policies else _hash(place)
        )
        entries.append(Entry(name, size, hashed))
        places[name] = place
    entries.sort(key=lambda item: item.name)
    return Cut(tuple(entries), places, tuple(missing), len(Folder(workspace.root / "index").state().sources))


def _named(view: View, policies: str) -> Iterator[tuple[str, str, bool]]:
    """Name, SHA-256 where it is known, and whether it has to be there."""
    originals: set[str] = set()
    for row in view.query("SELECT no, sha256, state, original, manifest FROM source ORDER BY no"):
        no, sha256, state, original, manifest = (
            integer(row[0]),
            text(row[1]),
            text(row[2]),
            text(row[3]),
            text(row[4]),
        )
        if original == "here" and state not in _GOING:
            originals.add(sha256)
        if state in _READ:
            yield f"manifests/{no}.bin", manifest, True
            yield f"manifests/{no}.nodes", "", False
            yield f"manifests/{no}.idle", "", False
    for sha256 in sorted(originals):
        yield f"originals/{sha256[:2]}/{sha256[2:4]}/{sha256}", sha256, True
    for row in view.query("SELECT path, sha256 FROM fact_file WHERE state='published' ORDER BY no"):
        yield f"facts/{text(row[0])}", text(row[1]), True
    yield policies, "", False


def _second_name(path: Path, place: Path) -> None:
    """A hard link, or a copy on a disk that has none."""
    try:
        os.link(path, place)
    except FileNotFoundError:
        raise
    except OSError:
        shutil.copyfile(path, place)


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return file_digest(stream, "sha256").hexdigest()
