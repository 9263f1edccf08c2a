"""The library's front door: one person at work in one workspace. The command line and the API are this, said
again.

>>> from tahqiq.workbench import Workbench
>>> hasattr(Workbench, "search")
True
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.casework.erasure_run import start
from tahqiq.kit.exercise_mark import within
from tahqiq.store.workspace import MARKER
from tahqiq.workbench.administration import Administration
from tahqiq.workbench.backups import Backups
from tahqiq.workbench.collection import Collection
from tahqiq.workbench.collection_jobs import COLLECT, READ, collect_job, deposit_from, read_job
from tahqiq.workbench.correspondence import Correspondence
from tahqiq.workbench.dissemination import Dissemination
from tahqiq.workbench.holdings import Holdings
from tahqiq.workbench.link_analysis import Around, Happenings, LinkAnalysis, Neighbour, Way
from tahqiq.workbench.maps import Maps
from tahqiq.workbench.questions import Questions


class Workbench(
    Collection,
    Correspondence,
    Holdings,
    LinkAnalysis,
    Maps,
    Questions,
    Administration,
    Dissemination,
    Backups,
):
    """What one person can do. Every read passes a Scope made for the person; every act and look is in the
    audit log."""

    @staticmethod
    def stands(root: Path) -> bool:
        """Whether there is a workspace in ``root``."""
        return (root / MARKER).exists()

    @classmethod
    @contextmanager
    def opened(cls, root: Path) -> Iterator["Workbench"]:
        """The workspace in ``root`` as the person of this machine (or of ``TAHQIQ_TOKEN``)."""
        door = Door.opened(root)
        start(door)
        try:
            with within(door.workspace.description.id):
                yield cls(door, door.here())
        finally:
            door.close()


__all__ = [
    "COLLECT",
    "READ",
    "Around",
    "Happenings",
    "Neighbour",
    "Way",
    "Workbench",
    "collect_job",
    "deposit_from",
    "read_job",
]
