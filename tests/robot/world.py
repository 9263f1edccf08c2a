"""The workspace that is walked: the sample case with every desk's part, and an account for each role. Each
walk has a copy of its own, so that it may destroy what it likes."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from tahqiq.access.cases import INBOX
from tahqiq.access.door import Door
from tahqiq.access.people import Person
from tahqiq.cli.serve import SAMPLE_ZONE, at_desks
from tahqiq.desk import desks
from tahqiq.desk.sample import add_files
from tahqiq.kit import clock
from tahqiq.model.kind import day_of
from tahqiq.samples.generate import generate
from tahqiq.workbench import Workbench
from tests.browser.conftest import Served, serving

from .roles import DEMO, NAMES, roles

SCALE = 0.05


def bare(folder: Path) -> Path:
    """Make a workspace in a folder that has the accounts, and no document and no desk in use: what a short
    walk needs, in two seconds."""
    place = folder / "workspace"
    door = Door.found(place)
    _accounts(door)
    door.close()
    return place


def _accounts(door: Door) -> list[Person]:
    """Add the accounts; those that read cases."""
    owner = Workbench(door, door.here())
    people = [
        door.people.add(role.login, NAMES[no], role.roles, None, "test") for no, role in enumerate(roles())
    ]
    inbox = door.cases.find(owner.actor.id, INBOX).id
    readers = [person for role, person in zip(roles(), people, strict=True) if role.reads_cases]
    for person in readers:
        door.cases.add_member(inbox, person.id, "test")
    return readers


def found(folder: Path) -> Path:
    """Make the workspace with the sample case and every desk's part of it in a folder."""
    place = folder / "workspace"
    door = Door.found(place)
    owner = Workbench(door, door.here())
    readers = _accounts(door)
    maker = Workbench(door, door.people.get(DEMO.login))
    with TemporaryDirectory(prefix="robot-") as made:
        truth = generate(Path(made) / "case", 1, SCALE, day_of(clock.now()))
        add_files(truth, desks().values())
        maker.collect([truth.evidence], maker.deposit(INBOX, zone=SAMPLE_ZONE, received_from="العينة"))
    owner.refresh_search()
    others = [one for one in readers if one.id != maker.actor.id]
    at_desks(owner, maker, truth.data, others, case=INBOX)
    door.close()
    return place


@contextmanager
def copied(place: Path, folder: Path) -> Iterator[Served]:
    """A server over a copy of the workspace in a folder."""
    copy = folder / "walked"
    shutil.copytree(place, copy)
    with serving(Door.opened(copy)) as served:
        yield served
