"""People, passwords, sessions and tokens. Passwords with Argon2id (RFC 9106); whoever guesses is slowed
down."""

import hashlib
import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from tahqiq.access.devices import Devices
from tahqiq.access.throttle import Slowing
from tahqiq.kit import clock
from tahqiq.kit.errors import Busy, Conflict, NotFound, NotSignedIn, Refused, WrongUse
from tahqiq.model.policy_part import policy_parts
from tahqiq.model.scope import Actor
from tahqiq.store.database import Database, Row, text

ROLES = frozenset({"analyst", "supervisor", "administrator", "auditor", "backup"})
"""Those that the program knows by itself; see :func:`known_roles`."""
SESSION_HOURS = 12
IDLE_MINUTES = 30
TOKEN_DAYS = 90
MIN_PASSWORD = 10
_HASHER = PasswordHasher()
_hashing = BoundedSemaphore(2)
_waiting = BoundedSemaphore(16)
"""How many passwords are looked at at once, and how many may wait for it."""
_hashing_known = BoundedSemaphore(1)
_waiting_known = BoundedSemaphore(16)
"""The same for known browsers: a flood of guesses takes no place of theirs."""
_NOBODY = "$argon2id$v=19$m=65536,t=3,p=4$kXGl1Qre6o4xuLvfvrkENQ$sCQSNn5uMhKZqRl5LsH+9HauQnRtb1PmDHnMwSie60o"
"""A hash that nobody's password has, made with the parameters of :data:`_HASHER` (a test holds both
together): making it at each start would take 0.1 s."""


PROGRAM = "desk"
"""Who is said to have added the account of a program: no person has such an id."""
CARRIER = Actor("carry-over", "carry-over", frozenset())
"""Who the log says carried over what an older program kept otherwise: the program itself."""
RESTORER = Actor("restore", "restore", frozenset())
"""Who the log says restored a workspace: nobody who can sign in, but whoever holds the recovery key and the
machine."""


def known_roles() -> frozenset[str]:
    """Every role that a person can have here: the program's own and those that installed packages declare."""
    return ROLES | {name for part in policy_parts() for name in part.roles}


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who may sign in. ``state`` is active or closed; nobody is ever deleted, since the log names
    them. ``program``: no person but the account as which a desk's clocks run; nobody signs in with it."""

    id: str
    login: str
    name: str
    roles: frozenset[str]
    locale: str
    state: str
    program: bool = False

    def may_join(self) -> None:
        """Raises ``Conflict`` (``reads-no-case``) for an account whose role reads no case: it belongs to no
        case and no compartment."""
        if self.roles & {"administrator", "backup"}:
            raise Conflict("reads-no-case", login=self.login)

    def actor(self) -> Actor:
        """The person as the one who acts."""
        return Actor(self.id, self.name, self.roles)


class People:
    """The register of people of one workspace."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._slowing = Slowing(database)
        self.devices = Devices(database)

    def add(
        self, login: str, name: str, roles: frozenset[str], password: str | None, by: str, locale: str = "en"
    ) -> Person:
        """Add a person; ``password`` None = cannot sign in on the page (the operating-system user of a
        personal workspace).

        An administrator has no other role (he reads no case), nor has an account that backs up. Raises
        ``WrongUse`` (``unknown-role``, ``administrator-alone``, ``backup-alone``, ``password-short``)
        ``WrongUse`` (``login-unusable``) and ``Conflict`` (``login-taken``).
        """
        _usable(login)
        usable_roles(roles)
        self._free(login)
        person = Person(secrets.token_hex(8), login, name, roles, locale, "active", by == PROGRAM)
        row = (
            person.id,
            login,
            name,
            ",".join(sorted(roles)),
            _hashed(password),
            locale,
            "active",
            0,
            "",
            clock.stamp(),
            by,
        )
        columns = (
            "id",
            "login",
            "name",
            "roles",
            "password",
            "locale",
            "state",
            "failures",
            "locked_until",
            "created_at",
            "created_by",
        )
        with self._database.transaction(durable=True) as transaction:
            transaction.insert_many("person", columns, [row])
        return person

    def get(self, person: str) -> Person:
        """By id or login; raises ``NotFound``."""
        found = self._find("id=? OR login=?", person, person)
        if not found:
            raise NotFound("no-such-person", login=person)
        return _person(found[0])

    def _somebody(self, person: str) -> Person:
        """As :meth:`get`, for what only the account of a person has. Raises ``Conflict``
        (``account-of-program``)."""
        found = self.get(person)
        if found.program:
            raise Conflict("account-of-program", login=found.login)
        return found

    def _free(self, login: str, but: str = "") -> None:
        """Raises ``Conflict`` (``login-taken``) where somebody else than ``but`` (an id) has the sign-in name,
        in small or capital letters: two names that look alike sign in as two people."""
        if any(one.login.casefold() == login.casefold() and one.id != but for one in self.all()):
            raise Conflict("login-taken", login=login)

    def called(self, login: str) -> Actor:
        """Who a sign-in name belongs to, as the one who acts; nobody (an empty id) where it is nobody's: what
        was typed is never kept, it may be a password."""
        found = self._find("login=?", login)
        return _person(found[0]).actor() if found else Actor("", "", frozenset())

    def names(self, ids: Iterable[str]) -> dict[str, str]:
        """Names by person id, for what the caller may see anyway; an id that is nobody's (a program, a closed
        workspace) is left out."""
        wanted = set(ids)
        return {person.id: person.name for person in self.all() if person.id in wanted} if wanted else {}

    def all(self) -> list[Person]:
        """Everybody, by login."""
        return [_person(row) for row in self._database.query(f"{_SELECT} ORDER BY login")]

    def somebody_signs_in(self) -> bool:
        """Whether anybody can sign in on the page: an active person with a password."""
        return bool(
            self._database.query("SELECT 1 FROM person WHERE password<>'' AND state='active' LIMIT 1")
        )

    def administered(self) -> bool:
        """Whether there is an active administrator."""
        rows = self._database.query(
            "SELECT 1 FROM person WHERE roles='administrator' AND state='active' LIMIT 1"
        )
        return bool(rows)

    def rename(self, person: str, login: str, name: str, locale: str) -> None:
        """Change how a person is called and signs in; raises ``WrongUse`` (``login-unusable``) and
        ``Conflict`` (``login-taken``)."""
        found = self._somebody(person)
        if login != found.login:
            _usable(login)
        self._free(login, found.id)
        with self._database.transaction(durable=True) as transaction:
            transaction.execute(
                "UPDATE person SET login=?, name=?, locale=? WHERE id=?", (login, name, locale, found.id)
            )

    def set_password(self, person: str, password: str) -> None:
        """Set a new password, and end the person's sessions, tokens and known browsers. Raises ``Conflict``
        (``account-of-program``)."""
        found = self._somebody(person)
        with self._database.transaction(durable=True) as transaction:
            transaction.execute("UPDATE person SET password=? WHERE id=?", (_hashed(password), found.id))
            transaction.execute("DELETE FROM session WHERE person=?", (found.id,))
        self._slowing.cleared(found.login)

    def has_password(self, person: str) -> bool:
        """Whether a person signs in with a password (the owner of a personal workspace need not)."""
        return bool(self._database.query("SELECT 1 FROM person WHERE id=? AND password<>''", (person,)))

    def confirm(self, person: str, password: str) -> None:
        """Whether it is the person's password; whoever guesses is slowed down as at signing in. Raises
        ``Refused`` (``password-wrong``), ``NotSignedIn`` (``sign-in-slowed``) and ``Busy``
        (``sign-in-busy``)."""
        self._try(f"{person} confirms", "", None)
        rows = self._database.query("SELECT password FROM person WHERE id=?", (person,))
        good = bool(rows) and _verify(text(rows[0][0]), password)
        self._try(f"{person} confirms", "", good)
        if not good:
            raise Refused("password-wrong")

    def _try(self, login: str, address: str, good: bool | None, device: str = "") -> None:
        """Count a try, or ask whether one would count (None), which spares looking at the password; raises
        ``NotSignedIn`` (``sign-in-slowed``) where it comes too soon, whatever the password is."""
        seconds = self._slowing.tried(login, address, good, device)
        if seconds:
            raise NotSignedIn("sign-in-slowed", seconds=seconds)

    def reopen(self, person: str) -> None:
        """Open a closed account again; its password is as it was."""
        found = self.get(person)
        with self._database.transaction(durable=True) as transaction:
            transaction.execute("UPDATE person SET state='active' WHERE id=?", (found.id,))

    def set_roles(self, person: str, roles: frozenset[str]) -> None:
        """Give a person other roles, from the next request on. Raises ``WrongUse`` (``unknown-role``,
        ``administrator-alone``) and ``Conflict`` (``last-administrator``, ``account-of-program``)."""
        found = self._somebody(person)
        usable_roles(roles)
        if "administrator" not in roles:
            self._keep_administrator(found)
        with self._database.transaction(durable=True) as transaction:
            transaction.execute("UPDATE person SET roles=? WHERE id=?", (",".join(sorted(roles)), found.id))

    def _keep_administrator(self, person: Person) -> None:
        """Raises ``Conflict`` (``last-administrator``) where nobody could make accounts without the
        person."""
        others = [
            one
            for one in self.all()
            if "administrator" in one.roles and one.state == "active" and one.id != person.id
        ]
        if "administrator" in person.roles and person.state == "active" and not others:
            raise Conflict("last-administrator")

    def close(self, person: str) -> None:
        """Close an account and end its sessions, tokens and known browsers. Raises ``Conflict``
        (``last-administrator``) where nobody could make accounts then, and ``account-of-program``: a desk's
        clocks would stop."""
        found = self._somebody(person)
        self._keep_administrator(found)
        with self._database.transaction(durable=True) as transaction:
            transaction.execute("UPDATE person SET state='closed' WHERE id=?", (found.id,))
            transaction.execute("DELETE FROM session WHERE person=?", (found.id,))

    def sign_in(self, login: str, password: str, address: str = "", browser: str = "") -> Person:
        """Check a password that comes from a network ``address``; the person, who may have a session
        (:meth:`issue`). An unknown login takes as long as a wrong password, and is slowed down as others are.
        ``browser`` is the token of a browser that may have signed in before (:mod:`tahqiq.access.devices`).

        Raises ``NotSignedIn`` (``sign-in-failed``, ``sign-in-slowed``) and ``Busy`` (``sign-in-busy``).
        """
        rows = self._database.query(
            "SELECT id, login, name, roles, locale, state, created_by, password FROM person WHERE login=?",
            (login,),
        )
        row = rows[0] if rows else None
        device = self.devices.known(text(row[0]) if row else "", browser)
        self._try(login, address, None, device)
        good = _verify(text(row[7]) if row else _NOBODY, password, known=bool(device))
        welcome = row is not None and good and text(row[5]) == "active" and not _person(row).program
        self._try(login, address, welcome, device)
        if row is None or not welcome:
            raise NotSignedIn("sign-in-failed")
        return _person(row)

    def issue(self, person: str, kind: str, life: timedelta) -> str:
        """A new token of kind ``session`` or ``token``; only its hash is kept. That of a session has two
        halves with a point between them: one for the cookie, which a browser sends to every port of a host,
        and one as proof, which the page keeps for its own origin (decision 0031). Raises ``Conflict``
        (``account-of-program``)."""
        self._somebody(person)
        token = ".".join(secrets.token_urlsafe(32) for _ in range(2 if kind == "session" else 1))
        until = clock.stamp(clock.now() + life)
        columns = ("token", "person", "kind", "created_at", "expires_at", "seen_at")
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM session WHERE expires_at<?", (clock.stamp(),))
            transaction.insert_many(
                "session", columns, [(key_of(token), person, kind, clock.stamp(), until, clock.stamp())]
            )
        return token

    def signed_in(self, token: str) -> Person:
        """The person behind a session or API token; raises ``NotSignedIn`` (``not-signed-in``) when it is
        unknown, ended or idle too long."""
        rows = self._database.query(
            "SELECT s.kind, s.expires_at, s.seen_at, p.id, p.login, p.name, p.roles, p.locale, p.state,"
            " p.created_by FROM session s JOIN person p ON p.id = s.person WHERE s.token=?"
            " AND s.kind IN ('session', 'token')",
            (key_of(token),),
        )
        if not rows:
            raise NotSignedIn("not-signed-in")
        kind, expires, seen = (text(value) for value in rows[0][:3])
        now = clock.now()
        idle = clock.stamp(now - timedelta(minutes=IDLE_MINUTES))
        if expires < clock.stamp() or (kind == "session" and seen < idle):
            self.sign_out(token)
            raise NotSignedIn("not-signed-in")
        if seen < clock.stamp(now - timedelta(minutes=1)):
            with self._database.transaction() as transaction:
                transaction.execute(
                    "UPDATE session SET seen_at=? WHERE token=?", (clock.stamp(), key_of(token))
                )
        found = _person(rows[0][3:])
        if found.state != "active" or found.program:
            raise NotSignedIn("not-signed-in")
        return found

    def sign_out(self, token: str) -> None:
        """End one session or token."""
        with self._database.transaction() as transaction:
            transaction.execute("DELETE FROM session WHERE token=?", (key_of(token),))

    def _find(self, where: str, *params: str) -> list[Row]:
        return self._database.query(f"{_SELECT} WHERE {where}", params)


_SELECT = "SELECT id, login, name, roles, locale, state, created_by FROM person"


def _person(row: Row) -> Person:
    return Person(
        text(row[0]),
        text(row[1]),
        text(row[2]),
        frozenset(text(row[3]).split(",")),
        text(row[4]),
        text(row[5]),
        text(row[6]) == PROGRAM,
    )


def key_of(token: str) -> bytes:
    """What is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).digest()


def _hashed(password: str | None) -> str:
    if password is None:
        return ""
    if len(password) < MIN_PASSWORD:
        raise WrongUse("password-short", length=MIN_PASSWORD)
    return _HASHER.hash(password)


def usable_roles(roles: frozenset[str]) -> None:
    """Raises ``WrongUse`` (``unknown-role``, ``administrator-alone``, ``backup-alone``) for roles that nobody
    can have together."""
    if not roles or roles - known_roles():
        raise WrongUse("unknown-role", roles=", ".join(sorted(known_roles())))
    if "administrator" in roles and len(roles) > 1:
        raise WrongUse("administrator-alone")
    if "backup" in roles and len(roles) > 1:
        raise WrongUse("backup-alone")


def _usable(login: str) -> None:
    """Raises ``WrongUse`` for a login that an address cannot hold or nobody can type again: empty, with
    ``/``, with control or surrounding blank characters."""
    if not login or login != login.strip() or "/" in login or login in (".", "..") or not login.isprintable():
        raise WrongUse("login-unusable", login=login[:80])


def _verify(stored: str, password: str, known: bool = False) -> bool:
    """Whether a password fits; a few at a time, so that a flood of sign-ins leaves the machine to those who
    work, and those from ``known`` browsers apart from it. Raises ``Busy`` (``sign-in-busy``)."""
    waiting, hashing = (_waiting_known, _hashing_known) if known else (_waiting, _hashing)
    if not waiting.acquire(blocking=False):
        raise Busy("sign-in-busy")
    try:
        with hashing:
            return _HASHER.verify(stored or _NOBODY, password) and bool(stored)
    except (VerificationError, InvalidHashError):
        return False
    finally:
        waiting.release()
