"""Tokens at the machine, and administrators restored there: what needs no workbench of a person, because
nobody has one yet."""

import os
from contextlib import closing
from datetime import timedelta
from pathlib import Path

from tahqiq.access.door import Door
from tahqiq.access.people import Person
from tahqiq.access.rescue import ADMINISTRATOR, Rescue, signed_in
from tahqiq.workbench import Workbench


def issue_token(root: Path, login: str, life: timedelta) -> str:
    """A token for ``login`` (empty: whoever acts): issued by who acts on this machine or, without a token, by
    the owner of the folder to an administrator."""
    with closing(Door.opened(root)) as door:
        if login and (not signed_in(door) or _by_the_folder(door, login)):
            return Rescue(door).token(login, life)
        return Workbench(door, door.here()).issue_token(life, login or None)


def _by_the_folder(door: Door, login: str) -> bool:
    """Whether the owner of a personal workspace, who acts there without a token, names an administrator."""
    return not os.environ.get("TAHQIQ_TOKEN") and door.people.get(login).roles == ADMINISTRATOR


def restore_administrator(root: Path, login: str, name: str, password: str) -> Person:
    """Make or restore an administrator as the owner of the folder. Raises as
    :meth:`tahqiq.access.rescue.Rescue.administrator`."""
    with closing(Door.opened(root)) as door:
        return Rescue(door).administrator(login, name, password)
