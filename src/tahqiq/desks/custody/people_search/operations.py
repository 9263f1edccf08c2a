"""Find people as somebody types a name or a number: those who are held first, then files whose name begins
so. Nothing says who is likelier."""

from collections.abc import Callable
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ARGUMENT, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.desks.custody.roll_call.operations import names_of
from tahqiq.jobs.progress import Progress
from tahqiq.kit.text import fold_digits
from tahqiq.names.typed import typed
from tahqiq.store.record_where import OneOf, Where, begins_with

MOST = 12


class PeopleSearchRequest(Strict):
    """What was typed."""

    text: Annotated[str, ARGUMENT] = Field(
        min_length=1, max_length=200, description="The beginning of any part of a name, or of a number."
    )
    facility: Annotated[str, FACILITY] = Field(
        default="", description="Only who is held in this facility, by its code."
    )
    held: bool = Field(default=False, description="Only who is held now.")


class FoundPersonView(Strict):
    """Somebody who was found. ``facility`` is where they are held; empty: not held now."""

    person: str
    name: str
    born: str
    facility: str


class FoundPeopleView(Strict):
    """The first twelve, those held first, by name; ``more`` says that there are others."""

    people: list[FoundPersonView]
    more: bool


def find_people(at: Desktop, asked: PeopleSearchRequest, _progress: Progress | None) -> FoundPeopleView:
    """Find people."""
    fits = typed(asked.text)
    starts = _numbers(asked.text)
    where: Where = {"held": True, **({"facility": asked.facility} if asked.facility else {})}
    held = {kept.body.person: kept.body.facility for kept in every(at, BOOKING, where)}
    names = names_of(at, list(held))
    found = sorted(
        (number for number, name in names.items() if number.casefold().startswith(starts) or fits(name)),
        key=lambda number: (names[number], number),
    )
    if not asked.held and not asked.facility and len(found) <= MOST:
        others = _files(at, asked.text.strip())
        if len(found) + len(others) <= MOST:
            others += _spelled(at, fits)
        found += list(dict.fromkeys(body.number for body in others if body.number not in held))
    bodies = {
        kept.body.number: kept.body
        for kept in at.records(PERSON).find({"number": OneOf(tuple(found[:MOST]))}, limit=MOST).records
    }
    people = [
        FoundPersonView(
            person=number,
            name=bodies[number].name,
            born=born.isoformat() if (born := bodies[number].born) else "",
            facility=held.get(number, ""),
        )
        for number in found[:MOST]
    ]
    return FoundPeopleView(people=people, more=len(found) > MOST)


def _numbers(text: str) -> tuple[str, ...]:
    """What the number of a file may begin with, in small letters: what was typed, and with the letter of the
    series before it where only digits were.

    >>> _numbers("٠٠٠٠٠٤"), _numbers("4"), _numbers("P-4")
    (('000004', 'p-000004'), ('4', 'p-4', 'p-000004'), ('p-4',))
    """
    plain = fold_digits(text).strip().casefold()
    if not plain.isdecimal():
        return (plain,)
    return tuple(dict.fromkeys((plain, f"{_SERIES}-{plain}", f"{_SERIES}-{int(plain):06}")))


_SERIES = "p"
"""The letter before the number of a file."""


def _files(at: Desktop, text: str) -> list[PersonFile]:
    """Files whose name or number begins with the text, by their name."""
    found: dict[str, PersonFile] = {}
    starts = [("number", text), ("name", text), *(("number", one.upper()) for one in _numbers(text))]
    for key, start in starts:
        some = at.records(PERSON).find({key: begins_with(start)}, order=key, limit=MOST + 1).records
        found.update((kept.body.number, kept.body) for kept in some)
    return sorted(found.values(), key=lambda body: (body.name, body.number))


def _spelled(at: Desktop, fits: Callable[[str], bool]) -> list[PersonFile]:
    """Files of which one of the names is spelled otherwise than it was typed, by their name."""
    found = [
        kept.body
        for kept in every(at, PERSON)
        if any(fits(name) for name in (kept.body.name, *kept.body.also))
    ]
    return sorted(found, key=lambda body: (body.name, body.number))[: MOST + 1]


FIND_PEOPLE = Operation(
    "find-people",
    PeopleSearchRequest,
    FoundPeopleView,
    "look",
    "read-case",
    find_people,
    lambda _at: PeopleSearchRequest(text="سلام"),
)
