"""What a start does first: sweep what a crash left, never touching what is under way in this or another
process.

Whoever writes files of a source holds a job under a lease, the lock for merging, or the writers' turn of the
database (a unit of work has it from its first row to its commit). So whether nobody does, and what is swept
then, are one unit that has the turn itself.
"""

import shutil
import time
from collections.abc import Callable, Sequence
from contextlib import suppress

from tahqiq.formats.confined.pool import SCRATCH
from tahqiq.jobs.named_lock import NamedLock
from tahqiq.jobs.register import Jobs
from tahqiq.kit.errors import Busy
from tahqiq.store.backup.base import SCRATCH as BACKUP
from tahqiq.store.backup.base import Bases
from tahqiq.store.fact_catalogue import SqlCatalogue
from tahqiq.store.facts.catalogue import FactFile
from tahqiq.store.facts.merge import MOST_FILES, merge, sweep
from tahqiq.store.orphans import orphans
from tahqiq.store.workspace import UNPACKED, Workspace

EXPORT_SECONDS = 86_400
"""How old a folder of an export on its way out must be to be swept."""
MERGING = "merge facts"
"""The lock under which event files are written anew: by merging, by a new reading, by an erasure."""


def recover(workspace: Workspace) -> list[int]:
    """Sweep sources in staging and files that no row names when nobody reads or merges; the numbers of the
    sources that go back to sealed."""
    _sweep_scratch(workspace)
    workspace.originals.sweep()
    jobs = Jobs(workspace.database)
    jobs.recover()
    staged = [source.no for source in workspace.sources.for_recovery(("staging",))]
    swept = [no for no in staged if _swept(workspace, jobs, no)]
    with suppress(Busy), workspace.database.units.unit(at_once=True), NamedLock(workspace.database, MERGING):
        if not jobs.live():
            workspace.sources.forget_unread()
            _sweep_files(workspace)
    return swept


def _swept(workspace: Workspace, jobs: Jobs, no: int) -> bool:
    """Sweep one source, some rows in a turn, as long as no job is live and it is still in staging; whether
    all of it is swept."""
    while True:
        with workspace.database.units.unit(at_once=True):
            staged = {source.no for source in workspace.sources.for_recovery(("staging",))}
            if jobs.live() or no not in staged:
                return False
            if not workspace.publication.sweep_some(no):
                return True


def _sweep_files(workspace: Workspace) -> None:
    staged = [file for file in workspace.catalogue.listed() if file.state == "staging"]
    workspace.catalogue.forget(staged)
    sweep(workspace.root / "facts", workspace.catalogue)
    for path in orphans(workspace):
        path.unlink(missing_ok=True)


def _sweep_scratch(workspace: Workspace) -> None:
    """Remove what exports and readers left behind that a crash cut off: nobody downloads for a day."""
    if left := list(workspace.scratch.glob(f"{BACKUP}*")):
        with suppress(Busy), Bases(workspace.root).held():  # whoever holds it is making one
            for path in left:
                shutil.rmtree(path, ignore_errors=True)
    for kind in (".export-*", f"{SCRATCH}*", f"{UNPACKED}*"):
        for path in workspace.scratch.glob(kind):
            if time.time() - path.stat().st_mtime > EXPORT_SECONDS:
                shutil.rmtree(path, ignore_errors=True)


def merge_facts(workspace: Workspace, announce: Callable[[Sequence[FactFile]], None]) -> int:
    """Merge fact files of each kind where there are too many; how many new files. Does nothing when another
    process is at it.

    ``announce`` is told of each new file before it becomes visible, for the audit log.
    """
    counts: dict[tuple[str, str], int] = {}
    for file in workspace.catalogue.published_all():
        counts[file.kind, file.layout] = counts.get((file.kind, file.layout), 0) + 1
    kinds = sorted({kind for (kind, _), count in counts.items() if count > MOST_FILES})
    if not kinds:
        return 0
    try:
        with NamedLock(workspace.database, MERGING):
            catalogue = SqlCatalogue(workspace.database, announce)
            return sum(len(merge(workspace.root / "facts", catalogue, kind)) for kind in kinds)
    except Busy:
        return 0
