"""Cases with members, and compartments: what need-to-know is counted in."""

import json
import re
import secrets
from collections.abc import Iterable
from dataclasses import dataclass

from tahqiq.access.desk_file import desk_file
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tahqiq.store.database import Database, text
from tahqiq.store.workspace import noted

INBOX = "Inbox"
SAMPLE_CASE = "Sample case"
"""The case of the sample workspace: what it holds is invented, and the inbox stays free for real files."""
"""The case of a personal workspace that takes what no case is named for."""
_ID = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Case:
    """A case file. ``state`` is open or closed."""

    id: str
    title: str
    state: str
    opened_at: str
    opened_by: str


@dataclass(frozen=True, slots=True)
class Compartment:
    """What only those admitted see, whatever case it stands in."""

    name: str
    title: str


@dataclass(frozen=True, slots=True)
class Invitation:
    """A case that somebody is asked to join; ``by`` is the id of who asks."""

    case: Case
    at: str
    by: str


@dataclass(frozen=True, slots=True)
class Admission:
    """A compartment that somebody is asked to enter; ``by`` is the id of who asks."""

    compartment: Compartment
    at: str
    by: str


class Cases:
    """Cases, compartments and who belongs to them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def open(self, title: str, by: str, members: tuple[str, ...] = ()) -> Case:
        """Open a case; who opens it and ``members`` (person ids) belong to it. Raises ``WrongUse``
        (``case-title-id``) for a title that looks like the id of a case."""
        if _ID.fullmatch(title.strip().lower()):
            raise WrongUse("case-title-id", title=title)
        case = Case(secrets.token_hex(6), title, "open", clock.stamp(), by)
        with self._database.transaction(durable=True) as transaction:
            transaction.insert_many(
                "case_file",
                ("id", "title", "state", "opened_at", "opened_by"),
                [(case.id, title, "open", case.opened_at, by)],
            )
            rows = [(case.id, person, case.opened_at, by) for person in dict.fromkeys((by, *members))]
            transaction.insert_many("case_member", ("case_id", "person", "added_at", "added_by"), rows)
        return case

    def open_desk(self, desk: str, by: str) -> Case:
        """Open the file of a desk, to which who opens it belongs. Raises ``Conflict`` (``desk-open``) when it
        is open already."""
        case = Case(desk_file(desk), desk, "open", clock.stamp(), by)
        with self._database.transaction(durable=True) as transaction:
            row = (case.id, case.title, case.state, case.opened_at, by)
            if not transaction.insert_many(
                "case_file", ("id", "title", "state", "opened_at", "opened_by"), [row]
            ):
                raise Conflict("desk-open", desk=desk)
            transaction.insert_many(
                "case_member",
                ("case_id", "person", "added_at", "added_by"),
                [(case.id, by, case.opened_at, by)],
            )
        return case

    def opened(self, case: str) -> str | None:
        """When a case or a desk's file was opened (ISO 8601 UTC); None where there is none."""
        found = self._database.query("SELECT opened_at FROM case_file WHERE id=?", (case,))
        return text(found[0][0]) if found else None

    def bar(self, case: str, logins: Iterable[str]) -> None:
        """Shut people out of a case for good, by login, also such as have no account yet: whoever is in
        leaves, an invitation ends, and nobody lets them in again."""
        every = self._barred(case) | {_folded(one) for one in logins}
        with self._database.transaction(durable=True) as transaction:
            transaction.execute("DELETE FROM meta WHERE key=?", (f"barred-{case}",))
            transaction.insert_many(
                "meta", ("key", "value"), [(f"barred-{case}", json.dumps(sorted(every), ensure_ascii=False))]
            )
            for person, login in transaction.query("SELECT id, login FROM person"):
                if _folded(text(login)) in every:
                    for table in ("case_member", "invitation"):
                        transaction.execute(
                            f"DELETE FROM {table} WHERE case_id=? AND person=?", (case, text(person))
                        )

    def _barred(self, case: str) -> set[str]:
        return set(json.loads(noted(self._database, f"barred-{case}") or "[]"))

    def _admits(self, case: str, person: str) -> None:
        barred = self._barred(case)
        if barred and any(
            _folded(text(row[0])) in barred
            for row in self._database.query("SELECT login FROM person WHERE id=?", (person,))
        ):
            raise Refused("case-barred")

    def add_member(self, case: str, person: str, by: str) -> None:
        """Let a person into a case without asking: the members that a case begins with. Raises ``Refused``
        (``case-barred``)."""
        self._admits(case, person)
        with self._database.transaction(durable=True) as transaction:
            transaction.insert_many(
                "case_member",
                ("case_id", "person", "added_at", "added_by"),
                [(case, person, clock.stamp(), by)],
            )

    def invite(self, case: str, person: str, by: str) -> None:
        """Ask a person to join a case; until they do they see nothing of it, and no title of it stands among
        their cases. Nothing happens where the person belongs to it. Raises ``Refused`` (``case-barred``)."""
        if person in self.members(case):
            return
        self._admits(case, person)
        with self._database.transaction(durable=True) as transaction:
            transaction.insert_many(
                "invitation",
                ("case_id", "person", "invited_at", "invited_by"),
                [(case, person, clock.stamp(), by)],
            )

    def invited(self, case: str) -> list[str]:
        """Ids of the people who were asked and have not answered."""
        return [
            text(row[0])
            for row in self._database.query(
                "SELECT person FROM invitation WHERE case_id=? ORDER BY person", (case,)
            )
        ]

    def invitations(self, person: str) -> list[Invitation]:
        """What a person is asked to join, newest first."""
        rows = self._database.query(
            "SELECT c.id, c.title, c.state, c.opened_at, c.opened_by, i.invited_at, i.invited_by "
            "FROM case_file c JOIN invitation i ON i.case_id = c.id"
            " WHERE i.person=? ORDER BY i.invited_at DESC, c.id",
            (person,),
        )
        return [
            Invitation(Case(*(text(value) for value in row[:5])), text(row[5]), text(row[6])) for row in rows
        ]

    def answer(self, case: str, person: str, join: bool) -> None:
        """Join a case one was asked to, or decline. Raises ``NotFound`` (``no-such-case``) where one was not
        asked."""
        with self._database.transaction(durable=True) as transaction:
            asked = transaction.query(
                "SELECT invited_by FROM invitation WHERE case_id=? AND person=?", (case, person)
            )
            if not asked:
                raise NotFound("no-such-case", case=case)
            transaction.execute("DELETE FROM invitation WHERE case_id=? AND person=?", (case, person))
            if join:
                row = (case, person, clock.stamp(), text(asked[0][0]))
                transaction.insert_many("case_member", ("case_id", "person", "added_at", "added_by"), [row])

    def remove_member(self, case: str, person: str) -> None:
        """Take a person out of a case, or an invitation back."""
        with self._database.transaction(durable=True) as transaction:
            for table in ("case_member", "invitation"):
                transaction.execute(f"DELETE FROM {table} WHERE case_id=? AND person=?", (case, person))

    def members(self, case: str) -> list[str]:
        """Person ids of a case."""
        return [
            text(row[0])
            for row in self._database.query(
                "SELECT person FROM case_member WHERE case_id=? ORDER BY person", (case,)
            )
        ]

    def of(self, person: str) -> list[Case]:
        """The cases a person belongs to, newest first."""
        rows = self._database.query(
            "SELECT c.id, c.title, c.state, c.opened_at, c.opened_by FROM case_file c JOIN "
            "case_member m ON m.case_id = c.id"
            " WHERE m.person=? ORDER BY c.opened_at DESC, c.id",
            (person,),
        )
        return [Case(*(text(value) for value in row)) for row in rows]

    def find(self, person: str, name: str) -> Case:
        """A case of the person by id or, where none of theirs has it, by title; raises ``NotFound``
        (``no-such-case``) for hidden and absent alike, ``Conflict`` when two have the title."""
        cases = self.of(person)
        found = [case for case in cases if name == case.id] or [case for case in cases if name == case.title]
        if not found:
            raise NotFound("no-such-case", case=name)
        if len(found) > 1:
            raise Conflict("case-title-twice", case=name)
        return found[0]

    def inbox(self, person: str) -> Case:
        """The first case called :data:`INBOX` that the person opened: one that somebody else calls so takes
        nothing in. Raises ``WrongUse`` (``case-needed``) when there is none."""
        own = [case for case in self.of(person) if case.title == INBOX and case.opened_by == person]
        if not own:
            raise WrongUse("case-needed")
        return min(own, key=lambda case: (case.opened_at, case.id))

    def open_compartment(self, name: str, title: str, by: str) -> None:
        """Open a compartment; nobody is inside yet. Raises ``Conflict`` (``compartment-taken``) where the
        person is inside one of that name; to everybody else it answers as every other question about it
        (``NotFound``, ``no-such-compartment``)."""
        if self._database.query("SELECT 1 FROM compartment WHERE name=?", (name,)):
            self.compartment(by, name)
            raise Conflict("compartment-taken", compartment=name)
        with self._database.transaction(durable=True) as transaction:
            transaction.insert_many(
                "compartment", ("name", "title", "opened_at", "opened_by"), [(name, title, clock.stamp(), by)]
            )

    def admit(self, compartment: str, person: str, by: str) -> None:
        """Admit a person to a compartment without asking: who opens it; raises ``NotFound`` when there is
        none of the name."""
        if not self._database.query("SELECT 1 FROM compartment WHERE name=?", (compartment,)):
            raise NotFound("no-such-compartment", compartment=compartment)
        with self._database.transaction(durable=True) as transaction:
            transaction.insert_many(
                "compartment_member",
                ("compartment", "person", "added_at", "added_by"),
                [(compartment, person, clock.stamp(), by)],
            )

    def ask_in(self, compartment: str, person: str, by: str) -> None:
        """Ask a person to enter a compartment; until they do they see nothing of it but its title. Nothing
        happens where the person is inside. Raises ``NotFound`` when there is none of the name."""
        if not self._database.query("SELECT 1 FROM compartment WHERE name=?", (compartment,)):
            raise NotFound("no-such-compartment", compartment=compartment)
        if person in self.admitted(compartment):
            return
        with self._database.transaction(durable=True) as transaction:
            transaction.insert_many(
                "admission",
                ("compartment", "person", "asked_at", "asked_by"),
                [(compartment, person, clock.stamp(), by)],
            )

    def asked_in(self, compartment: str) -> list[str]:
        """Ids of the people who were asked into a compartment and have not answered."""
        rows = self._database.query(
            "SELECT person FROM admission WHERE compartment=? ORDER BY person", (compartment,)
        )
        return [text(row[0]) for row in rows]

    def admissions(self, person: str) -> list[Admission]:
        """The compartments a person is asked to enter, newest first."""
        rows = self._database.query(
            "SELECT c.name, c.title, a.asked_at, a.asked_by FROM compartment c JOIN admission a ON "
            "a.compartment = c.name"
            " WHERE a.person=? ORDER BY a.asked_at DESC, c.name",
            (person,),
        )
        return [
            Admission(Compartment(text(row[0]), text(row[1])), text(row[2]), text(row[3])) for row in rows
        ]

    def answer_admission(self, compartment: str, person: str, enter: bool) -> None:
        """Enter a compartment one was asked into, or decline. Raises ``NotFound`` (``no-such-compartment``)
        where one was not asked."""
        with self._database.transaction(durable=True) as transaction:
            asked = transaction.query(
                "SELECT asked_by FROM admission WHERE compartment=? AND person=?", (compartment, person)
            )
            if not asked:
                raise NotFound("no-such-compartment", compartment=compartment)
            transaction.execute(
                "DELETE FROM admission WHERE compartment=? AND person=?", (compartment, person)
            )
            if enter:
                row = (compartment, person, clock.stamp(), text(asked[0][0]))
                transaction.insert_many(
                    "compartment_member", ("compartment", "person", "added_at", "added_by"), [row]
                )

    def compartments_of(self, person: str) -> list[Compartment]:
        """The compartments a person is admitted to, by name, with their titles."""
        rows = self._database.query(
            (
                "SELECT c.name, c.title FROM compartment c JOIN compartment_member m ON m.compartment = "
                "c.name WHERE m.person=? ORDER BY c.name"
            ),
            (person,),
        )
        return [Compartment(text(name), text(title)) for name, title in rows]

    def compartment(self, person: str, name: str) -> Compartment:
        """One of them; raises ``NotFound`` (``no-such-compartment``) for hidden and absent alike."""
        for found in self.compartments_of(person):
            if found.name == name:
                return found
        raise NotFound("no-such-compartment", compartment=name)

    def admitted(self, compartment: str) -> list[str]:
        """Ids of the people who are inside."""
        rows = self._database.query(
            "SELECT person FROM compartment_member WHERE compartment=? ORDER BY person", (compartment,)
        )
        return [text(row[0]) for row in rows]

    def dismiss(self, compartment: str, person: str) -> None:
        """Take a person out of a compartment, or back what they were asked."""
        with self._database.transaction(durable=True) as transaction:
            for table in ("compartment_member", "admission"):
                transaction.execute(
                    f"DELETE FROM {table} WHERE compartment=? AND person=?", (compartment, person)
                )

    def memberships(self, person: str) -> tuple[list[str], list[str]]:
        """The ids of the cases a person belongs to, and the compartments they are admitted to."""
        rows = self._database.query(
            "SELECT 'case', m.case_id FROM case_member m JOIN case_file c ON c.id = m.case_id WHERE "
            "m.person=?"
            " UNION ALL SELECT 'compartment', compartment FROM compartment_member WHERE person=?",
            (person, person),
        )
        within = {
            name: sorted(text(row[1]) for row in rows if row[0] == name) for name in ("case", "compartment")
        }
        return within["case"], within["compartment"]

    def compartments(self, person: str) -> list[str]:
        """The compartments a person is admitted to."""
        rows = self._database.query(
            "SELECT compartment FROM compartment_member WHERE person=? ORDER BY compartment", (person,)
        )
        return [text(row[0]) for row in rows]


def _folded(login: str) -> str:
    return login.strip().casefold()
