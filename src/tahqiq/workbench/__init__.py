"""The library's front door: one person at work in one workspace. The command line and the API are this, said again.

>>> from tahqiq.workbench import Workbench
>>> hasattr(Workbench, "search")
True
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.casework.erasing import start
from tahqiq.workbench.asking import Asking
from tahqiq.workbench.collecting import COLLECT, READ, Collecting, collect_job, deposit_from, read_job
from tahqiq.workbench.issuing import Issuing
from tahqiq.workbench.keeping import Keeping
from tahqiq.workbench.linked import Around, Connecting, Happenings, Neighbour, Way
from tahqiq.workbench.looking import Looking
from tahqiq.workbench.placing import Placing
from tahqiq.workbench.safekeeping import Safekeeping
from tahqiq.workbench.talking import Talking


class Workbench(Collecting, Talking, Looking, Connecting, Placing, Asking, Keeping, Issuing, Safekeeping):
    """What one person can do. Every read passes a Scope made for the person; every act and look is in the audit log."""

    @classmethod
    @contextmanager
    def opened(cls, root: Path) -> Iterator["Workbench"]:
        """The workspace in ``root`` as the person of this machine (or of ``TAHQIQ_TOKEN``)."""
        door = Door.opened(root)
        start(door)
        try:
            yield cls(door, door.here())
        finally:
            door.close()


__all__ = ["COLLECT", "READ", "Around", "Happenings", "Neighbour", "Way", "Workbench", "collect_job", "deposit_from", "read_job"]
