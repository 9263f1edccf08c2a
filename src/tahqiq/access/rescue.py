"""What the owner of a workspace's folder may do at the machine without a token: the first token of an
administrator, and an administrator where none is left."""

import os
from datetime import timedelta

from tahqiq.access.door import Door
from tahqiq.access.people import Person
from tahqiq.kit.errors import NotFound, NotSignedIn, WrongUse
from tahqiq.model.scope import Actor

MACHINE = Actor("machine", "machine", frozenset())
"""Who the log says acted: whoever may write to the folder, who has no account."""
ADMINISTRATOR = frozenset({"administrator"})


class Rescue:
    """For the account of the operating system that owns the folder: whoever has it can change every file of
    the workspace, and is better off in the log. It concerns administrators alone, who read no case. Raises
    :class:`NotSignedIn` (``folder-of-another``) for every other account."""

    def __init__(self, door: Door) -> None:
        if door.workspace.root.stat().st_uid != os.getuid():
            raise NotSignedIn("folder-of-another")
        self._door = door

    def token(self, login: str, life: timedelta) -> str:
        """A token for an administrator. Raises ``NotFound``, ``WrongUse`` (``rescue-administrators``)."""
        person = self._administrator(login)
        with self._door.audit.act(MACHINE, "issue-token", person.id):
            return self._door.people.issue(person.id, "token", life)

    def administrator(self, login: str, name: str, password: str) -> Person:
        """Make an administrator, or open an administrator's account again, with a new password. Raises
        ``WrongUse`` (``rescue-administrators``) where the account is somebody else's."""
        people = self._door.people
        try:
            person = self._administrator(login, closed=True)
        except NotFound:
            with self._door.audit.act(MACHINE, "rescue-administrator") as outcome:
                person = people.add(login, name or login, ADMINISTRATOR, password, MACHINE.id)
                outcome["person"] = person.id
            return person
        with self._door.audit.act(MACHINE, "rescue-administrator", person.id):
            people.reopen(person.id)
            people.set_password(person.id, password)
        return people.get(person.id)

    def _administrator(self, login: str, closed: bool = False) -> Person:
        person = self._door.people.get(login)
        if person.roles != ADMINISTRATOR:
            raise WrongUse("rescue-administrators", login=login)
        if person.state != "active" and not closed:
            raise NotFound("no-such-person", login=login)
        return person


def signed_in(door: Door) -> bool:
    """Whether somebody with an account acts on this machine: the holder of a token, or the owner of a
    personal workspace."""
    try:
        return bool(door.here().id)
    except NotSignedIn:
        if os.environ.get("TAHQIQ_TOKEN"):  # one that is no good is said, not passed over
            raise
        return False
