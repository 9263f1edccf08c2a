"""Colleagues as a form names them: chosen by name, held by login."""

from collections.abc import Sequence

from tahqiq.access.people import Person
from tahqiq.desk import Desktop
from tahqiq.desk.lookups import Candidate, Lookup
from tahqiq.model.body_fields import Names
from tahqiq.names.fold import tokens
from tahqiq.names.typed import typed

COLLEAGUE = Names("colleague")
"""Marks a text that names a colleague by login."""


def _active(at: Desktop) -> list[Person]:
    return [one for one in at.bench.door.people.all() if one.state == "active" and not one.program]


def _like(at: Desktop, words: str) -> Sequence[Candidate]:
    """Those who may read at the desk and whose name or login begins so, by name; all before anything was
    typed."""
    door, start = at.bench.door, words.strip().casefold()
    home, fits = door.cases.find(at.actor.id, at.desk.file), typed(words)
    found = [
        _candidate(one)
        for one in _active(at)
        if (one.login.casefold().startswith(start) or fits(one.name))
        and door.may(one.actor(), "read-case", home)
    ]
    return sorted(found, key=lambda one: one.name or one.value)


def _called(at: Desktop, words: str) -> Sequence[Candidate]:
    """Who has this login, else those with this whole name, however it is spelt."""
    people, whole = _active(at), "".join(tokens(words))
    by_login = [one for one in people if one.login.casefold() == words.strip().casefold()]
    return [
        _candidate(one)
        for one in by_login or (one for one in people if whole and "".join(tokens(one.name)) == whole)
    ]


def _candidate(one: Person) -> Candidate:
    return Candidate(one.login, one.name)


COLLEAGUES = Lookup(COLLEAGUE.lookup, _like, _called, "covert-nobody-called", "covert-several-called")
