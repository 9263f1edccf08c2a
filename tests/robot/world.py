"""The workspace that is walked: the sample case with every desk's part, and an account for each role. Each
walk has a copy of its own, so that it may destroy what it likes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tahqiq.access.cases import INBOX
from tahqiq.access.door import Door
from tahqiq.cli.serve import SAMPLE_ZONE, at_desks
from tahqiq.desk import desks
from tahqiq.desk.sample import add_files
from tahqiq.samples.generate import generate
from tahqiq.workbench import Workbench
from tests.browser.conftest import Served, serving

from .roles import DEMO, NAMES, roles

SCALE = 0.05
FEW = ("10_analyst", "07_registers")
"""The folders of evidence of a short walk: what is seen of the others is seen of these."""


def found(folder: Path, evidence: tuple[str, ...] = ()) -> Path:
    """Make the workspace in a folder; of the case's evidence only some folders, or all of it."""
    place = folder / "workspace"
    door = Door.found(place)
    owner = Workbench(door, door.here())
    people = [
        door.people.add(role.login, NAMES[no], role.roles, None, "test") for no, role in enumerate(roles())
    ]
    inbox = door.cases.find(owner.actor.id, INBOX).id
    readers = [person for role, person in zip(roles(), people, strict=True) if role.reads_cases]
    for person in readers:
        door.cases.add_member(inbox, person.id, "test")
    maker = Workbench(door, door.people.get(DEMO.login))
    with TemporaryDirectory(prefix="robot-") as made:
        truth = generate(Path(made) / "case", 1, SCALE)
        add_files(truth, desks().values())
        given = [truth.evidence / name for name in evidence] if evidence else [truth.evidence]
        maker.collect(given, maker.deposit(INBOX, zone=SAMPLE_ZONE, received_from="العينة"))
    owner.refresh_search()
    at_desks(owner, maker, truth.data, [one for one in readers if one.id != maker.actor.id])
    door.close()
    return place


@contextmanager
def copied(place: Path, folder: Path) -> Iterator[Served]:
    """A server over a copy of the workspace in a folder."""
    copy = folder / "walked"
    shutil.copytree(place, copy)
    with serving(Door.opened(copy)) as served:
        yield served
