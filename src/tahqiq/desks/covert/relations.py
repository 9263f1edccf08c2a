"""What a person is to a record of the desk: who handles, leads, supervises it, known by keyed digests and
roles. Kinds declare these as their relations."""

from collections.abc import Callable
from typing import Any

from tahqiq.access.field_encryption import derived
from tahqiq.access.people import Person
from tahqiq.access.vault_keys import vault_key
from tahqiq.casework.vault.identity_keys import sign
from tahqiq.desk import Desktop

SOURCE_ID = "SOURCE-ID"
"""The compartment of what is known of sources."""
NOT_RELATED = "covert-not-related"
"""The refusal for who neither leads a matter nor works on it nor supervises."""


def involvement(at: Desktop, number: str, person: str) -> str:
    """The keyed digest by which a person is known to handle what an authorisation is about, without anybody
    reading who it is."""
    key = vault_key(at.bench.workspace, SOURCE_ID)
    return sign(derived(key, "involved"), "involved", ("number", "person"), (number, person)).hex()


def supervises(at: Desktop, _body: object = None) -> bool:
    """Whether the person is a supervisor."""
    return "supervisor" in at.actor.roles


def admitted_to(compartment: str) -> Callable[[Any, Any], bool]:
    """The relation of those admitted to a compartment."""
    return lambda at, _body: compartment in at.bench.door.cases.compartments(at.actor.id)


def controls(at: Desktop, _body: object = None) -> bool:
    """Whether the person is a controller of sources: a supervisor who is admitted to their identities."""
    return supervises(at) and admitted_to(SOURCE_ID)(at, None)


def may_at_desk(at: Desktop, action: str) -> bool:
    """Whether the policies let the person at the desk do ``action`` in its file."""
    return at.bench.door.may(at.actor, action, at.bench.door.cases.find(at.actor.id, at.desk.file))


def admitted_people(at: Desktop, action: str) -> list[Person]:
    """Those who are admitted to what is known of sources and may do ``action`` at the desk, by name; none
    where the person at the desk is not admitted."""
    door = at.bench.door
    if not admitted_to(SOURCE_ID)(at, None):
        return []
    home, admitted = door.cases.find(at.actor.id, at.desk.file), door.cases.admitted(SOURCE_ID)
    found = [
        one
        for one in door.people.all()
        if one.id in admitted
        and one.state == "active"
        and not one.program
        and door.may(one.actor(), action, home)
    ]
    return sorted(found, key=lambda one: one.name or one.login)
