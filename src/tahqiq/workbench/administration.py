"""The workspace itself: verification, the log, cases, people and jobs."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import islice

from tahqiq.access.case_zone import own_zones, set_zone
from tahqiq.access.cases import Case
from tahqiq.access.desk_file import desk_file, desk_of
from tahqiq.access.hidden_actor import HIDDEN
from tahqiq.access.keys import accept_former, fingerprint, public_bytes
from tahqiq.access.leaf import Leaf
from tahqiq.access.log_head import Head
from tahqiq.access.log_search import Wanted
from tahqiq.access.people import Person, usable_roles
from tahqiq.access.preferences import Chosen, Preferences
from tahqiq.access.seen_log import seen_by
from tahqiq.access.succession import Succession
from tahqiq.access.verdict import Verdict
from tahqiq.access.verify import Verifier
from tahqiq.jobs.job import Job
from tahqiq.kit.errors import NotFound
from tahqiq.workbench.bench import Bench


class Administration(Bench):
    """What keeps the workspace in order."""

    def verify(self, since: tuple[int, bytes] | None = None) -> Verdict:
        """Recompute the workspace and name what differs: all of it for auditors (and the owner of a personal
        one), else what the person may see."""
        self.door.require(self.actor, "verify")
        with self.door.audit.process(self.actor, "verify", self.workspace.description.id):
            whole = self.door.may(self.actor, "read-audit")
            return Verifier(self.door, None if whole else self.scope()).verify(since)

    def head(self) -> Head:
        """The signed head of the audit log; for auditors (and the owner of a personal workspace), because its
        size tells how much is done."""
        self.door.require(self.actor, "read-audit")
        self.door.audit.glance(self.actor, "audit-head")
        return self.door.audit.head()

    def new_signing_key(self) -> str:
        """Make a new key that signs the log, where the old one is lost: its fingerprint. Heads of before stay
        good under theirs. For administrators and the owner of a personal workspace. Raises ``Refused``,
        ``Conflict`` (``signing-key-there``)."""
        self.door.require(self.actor, "manage-people")
        with self.door.audit.act(
            self.actor, "new-signing-key", self.door.workspace.description.id
        ) as outcome:
            for public, size in {head.public: head.size for head in self.door.audit.heads()}.items():
                accept_former(self.door.workspace.description.id, size, public)
            made = fingerprint(public_bytes(self.door.audit.new_signer()))
            outcome["key"] = made
        return made

    def log(self, last: int = 50) -> list[Leaf]:
        """The latest entries of the audit log, for auditors (and the owner of a personal workspace)."""
        self.door.require(self.actor, "read-audit")
        self.door.audit.read(self.actor, "audit")
        size = self.door.audit.size()
        return list(seen_by(self.door, self.actor, self.door.audit.leaves(max(1, size - last + 1))))

    def log_page(self, wanted: Wanted, limit: int = 100) -> tuple[list[Leaf], int]:
        """The latest entries that are wanted, and how many there are in all; for auditors (and the owner of a
        personal workspace)."""
        self.door.require(self.actor, "read-audit")
        self.door.audit.read(self.actor, "audit")
        found = self.door.audit.search
        return list(seen_by(self.door, self.actor, islice(found.latest(wanted), limit))), found.count(
            replace(wanted, below=0)
        )

    def log_csv(self, wanted: Wanted) -> Iterator[Leaf]:
        """All entries that are wanted, the latest first, to leave the program; for auditors, and itself in
        the log."""
        self.door.require(self.actor, "read-audit")
        with self.door.audit.process(self.actor, "export-audit") as outcome:
            outcome["entries"] = self.door.audit.search.count(wanted)
        return seen_by(self.door, self.actor, self.door.audit.search.latest(wanted))

    def log_choices(self) -> dict[str, list[str]]:
        """What entries can be filtered by: ids of persons and cases, names of acts; for auditors."""
        self.door.require(self.actor, "read-audit")
        self.door.audit.glance(self.actor, "audit")
        known = {name: self.door.audit.search.known(name) for name in ("actor", "act", "case")}
        return {**known, "actor": [one for one in known["actor"] if not one.startswith(HIDDEN)]}

    def cases(self) -> list[Case]:
        """The person's cases, newest first; files of desks are not among them."""
        self.door.audit.glance(self.actor, "cases")
        return [case for case in self.door.cases.of(self.actor.id) if not desk_of(case.id)]

    def open_desk(self, desk: str) -> Case:
        """Open the file of a desk, which switches it on in the workspace; the person belongs to it. For
        supervisors. Raises ``Conflict`` (``desk-open``)."""
        self.door.require(self.actor, "open-case")
        with self.door.audit.act(self.actor, "open-desk", desk_file(desk), desk_file(desk)):
            return self.door.cases.open_desk(desk, self.actor.id)

    def open_case(self, title: str) -> Case:
        """Open a case; the person belongs to it."""
        self.door.require(self.actor, "open-case")
        with self.door.audit.act(self.actor, "open-case") as outcome:
            case = self.door.cases.open(title, self.actor.id)
            outcome["case"] = case.id
        return case

    def invite(self, case: str, login: str) -> None:
        """Ask somebody to join one of the person's cases; they belong to it, and see it, once they accept
        (:meth:`Team.answer`)."""
        found = self.door.cases.find(self.actor.id, case)
        self.door.require(self.actor, "add-member", found)
        member = self.door.people.get(login)
        member.may_join()
        with self.door.audit.act(self.actor, "invite", member.id, found.id):
            self.door.cases.invite(found.id, member.id, self.actor.id)

    def case_zones(self) -> dict[str, str]:
        """The zones (IANA names) that were set for the person's cases; in the others the office's counts."""
        cases = (case.id for case in self.door.cases.of(self.actor.id))
        return own_zones(self.door.workspace.database, cases)

    def set_case_zone(self, case: str, zone: str) -> None:
        """Set the zone in which days of a case begin on screens and papers; "" is that of the office. For its
        supervisors. Raises ``WrongUse`` (``unknown-zone``)."""
        found = self.door.cases.find(self.actor.id, case)
        self.door.require(self.actor, "add-member", found)
        with self.door.audit.act(self.actor, "set-zone", found.id, found.id):
            set_zone(self.door.workspace.database, found.id, zone)

    def people(self) -> list[Person]:
        """Everybody who may sign in; for administrators. Accounts of programs are not among them."""
        self.door.require(self.actor, "manage-people")
        self.door.audit.glance(self.actor, "people")
        return [person for person in self.door.people.all() if not person.program]

    def unled(self) -> dict[str, int]:
        """How many cases, desks and compartments each closed account leaves without a supervisor, by the id
        of the person; for administrators."""
        self.door.require(self.actor, "manage-people")
        return self._succession.unled()

    def add_person(
        self, login: str, name: str, roles: frozenset[str], password: str, locale: str = "en"
    ) -> Person:
        """Add somebody who may sign in; for administrators."""
        self.door.require(self.actor, "manage-people")
        with self.door.audit.act(self.actor, "add-person") as outcome:
            person = self.door.people.add(login, name, roles, password, self.actor.id, locale)
            outcome["person"] = person.id
        return person

    def set_password(self, login: str, password: str, old: str = "") -> None:
        """Set one's own password, for which the ``old`` one is needed where there is one, or anybody's as an
        administrator. Raises ``Refused`` (``password-wrong``)."""
        person = self.door.people.get(login)
        if person.id != self.person.id:
            self.door.require(self.actor, "manage-people")
        elif self.door.people.has_password(person.id):
            self.door.people.confirm(person.id, old)
        with self.door.audit.act(self.actor, "set-password", person.id):
            self.door.people.set_password(person.id, password)

    def asks_password(self, login: str) -> bool:
        """Whether :meth:`set_password` needs the present password: it is one's own, and there is one."""
        return self.person_of(login) == self.person.id and self.door.people.has_password(self.person.id)

    def close_person(self, login: str) -> None:
        """Close an account; for administrators. Raises ``Conflict`` (``last-administrator``,
        ``only-supervisor``)."""
        self.door.require(self.actor, "manage-people")
        person = self.door.people.get(login)
        self._succession.may_go(person)
        with self.door.audit.act(self.actor, "close-person", person.id):
            self.door.people.close(person.id)
            self.jobs.stop_of(person.actor())

    def reopen_person(self, login: str) -> Person:
        """Open a closed account again, with the password and the cases that it had; for administrators."""
        self.door.require(self.actor, "manage-people")
        person = self.door.people.get(login)
        with self.door.audit.act(self.actor, "reopen-person", person.id):
            self.door.people.reopen(person.id)
        return self.door.people.get(person.id)

    def set_roles(self, login: str, roles: frozenset[str]) -> Person:
        """Give somebody other roles; for administrators. Raises ``WrongUse`` (``unknown-role``,
        ``administrator-alone``), ``Conflict`` (``last-administrator``, ``only-supervisor``,
        ``administrator-in-cases``)."""
        self.door.require(self.actor, "manage-people")
        usable_roles(roles)
        person = self.door.people.get(login)
        if "supervisor" not in roles:
            self._succession.may_go(person)
        if "administrator" in roles:
            self._succession.may_administer(person)
        with self.door.audit.act(self.actor, "set-roles", person.id) as outcome:
            self.door.people.set_roles(person.id, roles)
            outcome["roles"] = ",".join(sorted(roles))
        return self.door.people.get(person.id)

    def hand_over(self, login: str, to: str) -> int:
        """Ask the supervisor ``to`` to take over every case, desk and compartment that has no other
        supervisor than ``login``; for administrators, who see none of them. How many there are. They see
        nothing of it until they accept. Raises ``WrongUse`` (``hand-over-supervisor``)."""
        self.door.require(self.actor, "manage-people")
        person, successor = self.door.people.get(login), self.door.people.get(to)
        with self.door.audit.act(self.actor, "hand-over", f"{person.id} {successor.id}") as outcome:
            cases, compartments = self._succession.hand_over(person, successor, self.actor.id)
            outcome["cases"], outcome["compartments"] = " ".join(cases), " ".join(compartments)
        return len(cases) + len(compartments)

    @property
    def _succession(self) -> Succession:
        return Succession(self.door.people, self.door.cases)

    def preferences(self) -> Chosen:
        """How the person likes the page; empty when nothing was ever chosen."""
        return Preferences(self.workspace.database).of(self.person.id)

    def keep_preferences(self, chosen: Chosen) -> None:
        """Keep how the person likes the page."""
        with self.door.audit.act(self.actor, "keep-preferences", self.person.id):
            Preferences(self.workspace.database).keep(self.person.id, chosen)

    def issue_token(self, life: timedelta, login: str | None = None) -> str:
        """A token for the person's own use on the command line; as an administrator for anybody whose account
        is open. It is shown once."""
        person = self.person
        if login is not None and login != person.login:
            self.door.require(self.actor, "manage-people")
            person = self.door.people.get(login)
            if person.state != "active":
                raise NotFound("no-such-person", login=login)
        with self.door.audit.act(self.actor, "issue-token", person.id):
            return self.door.people.issue(person.id, "token", life)

    def own_jobs(self) -> list[Job]:
        """The person's jobs, newest first."""
        self.door.audit.glance(self.actor, "jobs")
        return self.jobs.of(self.actor)

    def signed_out(self, token: str) -> None:
        """End the session or token with which the person came."""
        with self.door.audit.act(self.actor, "sign-out", self.person.id):
            self.door.people.sign_out(token)

    def job(self, number: int) -> Job:
        """One of the person's jobs, by the number it has among them."""
        self.door.audit.glance(self.actor, "jobs")
        return self.jobs.own(number, self.actor)

    def cancel(self, number: int) -> Job:
        """Ask one of the person's jobs to stop."""
        self.jobs.cancel(self.job(number).no, self.actor)
        return self.job(number)

    def requeue(self, number: int) -> Job:
        """Queue one of the person's stopped or failed jobs again, for the worker."""
        self.jobs.resume(self.job(number).no, self.actor)
        return self.job(number)
