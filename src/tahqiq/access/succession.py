"""Who follows a supervisor: nothing is left without one, and nobody is put into a case that they have not
accepted (decision 0091)."""

from tahqiq.access.cases import Cases
from tahqiq.access.people import People, Person
from tahqiq.kit.errors import Conflict, WrongUse


class Succession:
    """What people lead, and who could take it over."""

    def __init__(self, people: People, cases: Cases) -> None:
        self._people, self._cases = people, cases

    def alone(self, person: str, asked: bool = True) -> tuple[list[str], list[str]]:
        """Ids of cases (desks' files among them) and names of compartments to which no other active
        supervisor than the person belongs; with ``asked`` who was asked to join counts."""
        cases = [
            case.id
            for case in self._cases.of(person)
            if not self._led(
                [*self._cases.members(case.id), *(self._cases.invited(case.id) if asked else [])], person
            )
        ]
        compartments = [
            name
            for name in self._cases.compartments(person)
            if not self._led(
                [*self._cases.admitted(name), *(self._cases.asked_in(name) if asked else [])], person
            )
        ]
        return cases, compartments

    def unled(self) -> dict[str, int]:
        """How many cases and compartments each closed account leaves without a supervisor, where nobody who
        could lead them was asked, by the id of the person."""
        gone = (one for one in self._people.all() if one.state != "active" and not one.program)
        found = {one.id: sum(map(len, self.alone(one.id))) for one in gone if "supervisor" in one.roles}
        return {person: count for person, count in found.items() if count}

    def _led(self, people: list[str], but: str) -> bool:
        return any(self._leads(self._people.get(one)) for one in people if one != but)

    @staticmethod
    def _leads(person: Person) -> bool:
        return "supervisor" in person.roles and person.state == "active"

    def may_go(self, person: Person) -> None:
        """Raises ``Conflict`` (``only-supervisor``) where something would be left without a supervisor if the
        person were none, or gone."""
        cases, compartments = self.alone(person.id) if self._leads(person) else ([], [])
        if cases or compartments:
            raise Conflict("only-supervisor", login=person.login, count=len(cases) + len(compartments))

    def hand_over(self, person: Person, to: Person, by: str) -> tuple[list[str], list[str]]:
        """Ask ``to`` to join what has no other supervisor than ``person``, whose account may be closed by
        now; what they were asked. Raises ``WrongUse`` (``hand-over-supervisor``)."""
        if not self._leads(to) or to.id == person.id:
            raise WrongUse("hand-over-supervisor", login=to.login)
        cases, compartments = self.alone(person.id, asked=False)
        for case in cases:
            self._cases.invite(case, to.id, by)
        for name in compartments:
            self._cases.ask_in(name, to.id, by)
        return cases, compartments

    def may_administer(self, person: Person) -> None:
        """Raises ``Conflict`` (``administrator-in-cases``) for somebody who belongs to cases or compartments:
        an administrator reads none."""
        count = len(self._cases.of(person.id)) + len(self._cases.compartments(person.id))
        if count:
            raise Conflict("administrator-in-cases", login=person.login, count=count)
