"""Whom a number or a name means, and who may be the same person: candidates beside one another, never a choice."""

from collections.abc import Iterator

from tahqiq.desk import Desktop
from tahqiq.desks.custody.reading.doubts import alike
from tahqiq.desks.custody.records.people import PERSON, PersonFile
from tahqiq.kit.errors import NotFound, WrongUse


def person_of(at: Desktop, told: str) -> PersonFile:
    """The file with this number, or the only one with this whole name. Raises ``NotFound`` (``custody-nobody-called``), ``WrongUse`` (``custody-several-called``, with their
    numbers)."""
    shelf = at.shelf(PERSON)
    for key in ("number", "name"):
        found = shelf.find({key: told}, limit=20).records
        if len(found) == 1:
            return found[0].body
        if found:
            raise WrongUse("custody-several-called", value=told[:60], known=", ".join(one.body.number for one in found))
    raise NotFound("custody-nobody-called", value=told[:60])


def candidates(at: Desktop, told: PersonFile) -> Iterator[tuple[PersonFile, list[str]]]:
    """Files that may be of the same person, with why: the same document; the same day of birth and a name that differs in one part at most. In order of their numbers."""
    shelf, found = at.shelf(PERSON), dict[str, tuple[PersonFile, list[str]]]()
    if told.document:
        for kept in shelf.find({"document": told.document}, limit=50).records:
            found.setdefault(kept.body.number, (kept.body, []))[1].append("document")
    for kept in shelf.every({"born": told.born}, "number") if told.born is not None else ():
        if alike(kept.body, told):
            found.setdefault(kept.body.number, (kept.body, []))[1].append("name-and-birth")
    yield from (found[number] for number in sorted(found) if number != told.number)
