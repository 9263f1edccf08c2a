"""The first start of a served workspace: whoever sits at the server's terminal makes the first account; there
is no default password."""

import secrets
from hmac import compare_digest
from typing import Literal

from tahqiq.access.door import Door
from tahqiq.access.people import Person
from tahqiq.kit.errors import Conflict, Refused
from tahqiq.store.database import text

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 10
MAX_WRONG = 10
Kind = Literal["none", "own", "team"]


class FirstStart:
    """Lives as long as one server. ``code`` is printed on its terminal; after ten wrong ones it is worth
    nothing and the server must be started again."""

    def __init__(self, door: Door) -> None:
        self._door = door
        self._wrong = 0
        self.code = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))

    def kind(self) -> Kind:
        """What is waited for: nothing (somebody can sign in), a password for the owner of a personal
        workspace (``own``), or the first administrator of one that has nobody (``team``)."""
        if self._door.people.somebody_signs_in():
            return "none"
        return "own" if self._owner() else "team"

    def make(self, code: str, login: str, name: str, password: str, locale: str = "en") -> Person:
        """Make the first administrator, or give the owner of a personal workspace ``login``, ``name`` and
        ``password``.

        Raises :class:`Refused` (``first-start-code``) for a wrong code, :class:`Conflict`
        (``first-start-over``) when somebody can sign in already, and ``WrongUse`` (``password-short``).
        """
        kind = self.kind()
        if kind == "none":
            raise Conflict("first-start-over")
        if self._wrong >= MAX_WRONG or not compare_digest(
            code.strip().upper().encode("utf-8", "replace"), self.code.encode()
        ):
            self._wrong += 1
            raise Refused("first-start-code")
        people = self._door.people
        if kind == "own":
            owner = people.get(self._owner())
            with self._door.audit.act(owner.actor(), "first-start", owner.id):
                people.rename(owner.id, login, name, locale)
                people.set_password(owner.id, password)
            return people.get(owner.id)
        with self._door.audit.unit():
            person = people.add(login, name, frozenset({"administrator"}), password, "first-start", locale)
            with self._door.audit.act(person.actor(), "first-start", person.id):
                return person

    def _owner(self) -> str:
        rows = self._door.workspace.database.query("SELECT value FROM meta WHERE key='owner'")
        return text(rows[0][0]) if rows else ""
