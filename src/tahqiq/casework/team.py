"""Who belongs to a case or a compartment, and the rules in force, for those whom the policies let ask."""

from collections.abc import Sequence

from tahqiq.access.cases import Admission, Case, Compartment, Invitation
from tahqiq.access.door import Door
from tahqiq.access.people import Person
from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.model.scope import Actor


class Team:
    """Members and compartments, as one person may see and change them; every change is in the log."""

    def __init__(self, door: Door, actor: Actor) -> None:
        self._door, self._actor = door, actor

    def members(self, case: str) -> tuple[Case, list[Person]]:
        """The people of one of the person's cases, by login. Raises ``NotFound`` for hidden and absent cases
        alike."""
        found = self._door.cases.find(self._actor.id, case)
        self._door.require(self._actor, "read-case", found)
        self._door.audit.glance(self._actor, "members", found.id, found.id)
        people = [self._door.people.get(person) for person in self._door.cases.members(found.id)]
        return found, sorted(people, key=lambda person: person.login)

    def invited(self, case: str) -> list[Person]:
        """Who was asked to join one of the person's cases and has not answered, by login."""
        found = self._door.cases.find(self._actor.id, case)
        self._door.require(self._actor, "read-case", found)
        self._door.audit.glance(self._actor, "members", found.id, found.id)
        return sorted(
            (self._door.people.get(person) for person in self._door.cases.invited(found.id)),
            key=lambda person: person.login,
        )

    def invitations(self) -> list[Invitation]:
        """The cases that the person is asked to join, newest first."""
        self._door.audit.glance(self._actor, "invitations")
        return self._door.cases.invitations(self._actor.id)

    def answer(self, case: str, join: bool) -> None:
        """Join a case (by id) that the person is asked to, or decline. Raises ``NotFound`` (``no-such-case``)
        where they are not asked."""
        asked = [
            item.case.id for item in self._door.cases.invitations(self._actor.id) if item.case.id == case
        ]
        if not asked:
            raise NotFound("no-such-case", case=case)
        with self._door.audit.act(
            self._actor, "join-case" if join else "decline-case", asked[0], asked[0] if join else ""
        ):
            self._door.cases.answer(asked[0], self._actor.id, join)

    def remove(self, case: str, login: str) -> None:
        """Take somebody out of a case, or an invitation back; for its supervisors. Raises ``Conflict``
        (``last-supervisor``) where nobody could let people in afterwards."""
        found = self._door.cases.find(self._actor.id, case)
        self._door.require(self._actor, "add-member", found)
        person = self._door.people.get(login)
        rest = [
            self._door.people.get(item) for item in self._door.cases.members(found.id) if item != person.id
        ]
        if not any("supervisor" in item.roles and item.state == "active" for item in rest):
            raise Conflict("last-supervisor", case=found.title)
        with self._door.audit.act(self._actor, "remove-member", f"{found.id} {person.id}", found.id):
            self._door.cases.remove_member(found.id, person.id)

    def compartments(self) -> Sequence[Compartment]:
        """The compartments the person is admitted to; those he opened are among them."""
        self._door.audit.glance(self._actor, "compartments")
        return self._door.cases.compartments_of(self._actor.id)

    def open_compartment(self, name: str, title: str) -> Compartment:
        """Open a compartment and be admitted to it; for supervisors. Raises ``Conflict``
        (``compartment-taken``) and, where the name is taken by one that the person is not inside,
        ``NotFound`` (``no-such-compartment``)."""
        self._door.require(self._actor, "open-compartment")
        with self._door.audit.act(self._actor, "open-compartment", name):
            self._door.cases.open_compartment(name, title, self._actor.id)
            self._door.cases.admit(name, self._actor.id, self._actor.id)
        return self._door.cases.compartment(self._actor.id, name)

    def inside(self, compartment: str) -> tuple[Compartment, list[Person]]:
        """Who is admitted to a compartment, for those who are. Raises ``NotFound`` for all others."""
        found = self._door.cases.compartment(self._actor.id, compartment)
        self._door.audit.glance(self._actor, "inside", found.name)
        people = [self._door.people.get(person) for person in self._door.cases.admitted(found.name)]
        return found, sorted(people, key=lambda person: person.login)

    def asked_in(self, compartment: str) -> list[Person]:
        """Who was asked into a compartment and has not answered, by login, for those inside. Raises
        ``NotFound`` for all others."""
        found = self._door.cases.compartment(self._actor.id, compartment)
        self._door.audit.glance(self._actor, "inside", found.name)
        return sorted(
            (self._door.people.get(person) for person in self._door.cases.asked_in(found.name)),
            key=lambda person: person.login,
        )

    def ask_in(self, compartment: str, login: str) -> None:
        """Ask somebody to enter; for supervisors who are inside. They see nothing of the compartment but its
        title until they do."""
        found = self._door.cases.compartment(self._actor.id, compartment)
        self._door.require(self._actor, "open-compartment")
        person = self._door.people.get(login)
        person.may_join()
        with self._door.audit.act(self._actor, "ask-in", f"{found.name} {person.id}"):
            self._door.cases.ask_in(found.name, person.id, self._actor.id)

    def admissions(self) -> list[Admission]:
        """The compartments that the person is asked to enter, newest first."""
        self._door.audit.glance(self._actor, "invitations")
        return self._door.cases.admissions(self._actor.id)

    def answer_admission(self, compartment: str, enter: bool) -> None:
        """Enter a compartment that the person is asked into, or decline. Raises ``NotFound``
        (``no-such-compartment``) where they are not asked."""
        if compartment not in [item.compartment.name for item in self._door.cases.admissions(self._actor.id)]:
            raise NotFound("no-such-compartment", compartment=compartment)
        with self._door.audit.act(
            self._actor, "enter-compartment" if enter else "decline-compartment", compartment
        ):
            self._door.cases.answer_admission(compartment, self._actor.id, enter)

    def dismiss(self, compartment: str, login: str) -> None:
        """Take somebody out of a compartment, or back what they were asked; for supervisors who are inside.
        Raises ``Conflict`` (``last-supervisor``) for the last one."""
        found = self._door.cases.compartment(self._actor.id, compartment)
        self._door.require(self._actor, "open-compartment")
        person = self._door.people.get(login)
        rest = [
            self._door.people.get(item) for item in self._door.cases.admitted(found.name) if item != person.id
        ]
        if not any("supervisor" in item.roles and item.state == "active" for item in rest):
            raise Conflict("last-supervisor", case=found.title)
        with self._door.audit.act(self._actor, "dismiss", f"{found.name} {person.id}"):
            self._door.cases.dismiss(found.name, person.id)

    def rules(self) -> str:
        """The Cedar policies in force, as text; everybody who signs in may read the rules he is under."""
        return self._door.rules
