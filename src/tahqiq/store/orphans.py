"""Files beside the database that no row of it names: what a process left that ended between writing them and
its commit."""

import re
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from tahqiq.kit import clock
from tahqiq.store.database import integer, text
from tahqiq.store.facts.files import source_of
from tahqiq.store.workspace import Workspace

SECONDS = 3_600
"""How old a file must be to belong to nothing that is under way."""
_OF_SOURCE = re.compile(r"(\d+)\.[a-z.]+", re.ASCII)


def orphans(workspace: Workspace) -> list[Path]:
    """Files of events that are on no list, and what was written beside them (manifest, touched nodes, texts
    that were not used, spool) for a source that is not in the register or was never read; in order. Of work
    under way too, unless the caller keeps everybody from it."""
    found = [*_of_events(workspace), *_of_sources(workspace)]
    return sorted(path for path in found if path.is_file())


def forgotten(workspace: Workspace) -> list[Path]:
    """Those of :func:`orphans` that are older than an hour, and than every job under way."""
    begun = workspace.database.query(
        "SELECT MIN(created_at) FROM job WHERE state='running' AND lease_until>=?", (clock.stamp(),)
    )[0][0]
    until = time.time() - SECONDS
    if begun:
        until = min(until, datetime.fromisoformat(text(begun)).astimezone(UTC).timestamp())
    return [path for path in orphans(workspace) if _changed(path) < until]


def _of_events(workspace: Workspace) -> Iterator[Path]:
    root = workspace.root / "facts"
    there = list(root.glob("*/*.parquet*"))
    listed = {file.path for file in workspace.catalogue.listed()}
    for path in there:
        name = path.relative_to(root).as_posix()
        if name not in listed and source_of(name) is not None:
            yield path


def _of_sources(workspace: Workspace) -> Iterator[Path]:
    there = [*(workspace.root / "manifests").iterdir(), *workspace.scratch.glob("*.spool")]
    read = {
        integer(row[0]) for row in workspace.database.query("SELECT no FROM source WHERE state<>'sealed'")
    }
    for path in there:
        found = _OF_SOURCE.fullmatch(path.name)
        if found and int(found[1]) not in read:
            yield path


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # it was swept meanwhile
        return time.time()
