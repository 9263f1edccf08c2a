"""Whom a number or a name means, and who may be the same person: candidates beside one another, never a
choice."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop
from tahqiq.desk.moments import shown
from tahqiq.desk.records import every
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.kit.errors import Conflict, NotFound
from tahqiq.kit.parts import parts
from tahqiq.model.kind import day_of
from tahqiq.names.fold import tokens
from tahqiq.names.form import Form, form
from tahqiq.names.score import likeness
from tahqiq.names.threshold import is_likely
from tahqiq.store.record_where import Between, OneOf

ADULT = 18
"""Years at which somebody is no child (CRC article 1)."""


def person_of(at: Desktop, number: str) -> PersonFile:
    """The file with this number. Raises ``NotFound`` (``custody-no-person-file``)."""
    found = at.records(PERSON).find({"number": number}, limit=1).records
    if not found:
        raise NotFound("custody-no-person-file", value=number[:60])
    return found[0].body


def held_of(at: Desktop, number: str) -> RecordVersion[Booking]:
    """The open booking of a file. Raises ``NotFound`` (``custody-not-held``), ``Conflict``
    (``custody-two-held-now``: two are open, and somebody has to say which is true)."""
    found = at.records(BOOKING).find({"person": number, "held": True}, limit=2).records
    if not found:
        raise NotFound("custody-not-held", value=number)
    if len(found) > 1:
        raise Conflict(
            "custody-two-held-now", value=number, known=", ".join(one.body.number for one in found)
        )
    return found[0]


def held_when(at: Desktop, number: str, when: datetime, *, afterwards: bool = False) -> None:
    """Refuse what is said of somebody at a moment at which they were not held; ``afterwards``: it may lie
    after a release too. A booking without its moment of admission leaves it open. Raises ``Conflict``
    (``custody-not-held-then``)."""
    for kept in at.records(BOOKING).every({"person": number}, "number"):
        began, ended = kept.body.admitted, kept.body.released
        if kept.body.withdrawn:
            continue
        if (began is None or began <= when) and (afterwards or ended is None or when <= ended):
            return
    raise Conflict("custody-not-held-then", value=number, at=shown(when))


def candidates(at: Desktop, stated: PersonFile) -> Iterator[tuple[PersonFile, list[str]]]:
    """Files that may be of the same person, with why: the same document; the same day of birth and a name
    that is near or differs in one part at most; a near name and a birth in the year before, of or after; a
    near name, however it is spelt, where one of both has no day of birth. Where there is none of these, files
    of a near name with another day of birth: a day may have been told or heard wrongly. In order of their
    numbers: nothing says which is likelier. What is near is decided by ``tahqiq.names``, as everywhere in the
    program."""
    records, found = at.records(PERSON), dict[str, tuple[PersonFile, list[str]]]()

    def add(body: PersonFile, why: str) -> None:
        found.setdefault(body.number, (body, []))[1].append(why)

    if stated.document:
        for kept in records.find({"document": stated.document}, limit=50).records:
            add(kept.body, "document")
    mine = [form(name) for name in (stated.name, *stated.also) if name]
    if stated.born is not None:
        years = Between(date(stated.born.year - 1, 1, 1), date(stated.born.year + 1, 12, 31))
        for kept in records.every({"born": years}, "born"):
            same = kept.body.born == stated.born
            if (same and alike(kept.body, stated)) or _near(mine, kept.body):
                add(kept.body, "name-and-birth" if same else "name-and-year")
    for kept in records.every({"born": None}, "number"):
        if _near(mine, kept.body):
            add(kept.body, "name-only")
    if stated.born is None or not found:
        for body in _called_near(at, mine):
            if body.born is not None:
                add(body, "name-only" if stated.born is None else "name-other-birth")
    yield from (found[number] for number in sorted(found) if number != stated.number)


def _called_near(at: Desktop, mine: Sequence[Form]) -> Iterator[PersonFile]:
    """The files whose name is near one of these: the names of the register are compared, and only files of
    near ones read."""
    called = [str(name) for name in at.records(PERSON).count({}, by="name") if name]
    near = sorted(name for name in called if _likely(mine, form(name)))
    for some in parts(near, 200):
        yield from (kept.body for kept in every(at, PERSON, {"name": OneOf(tuple(some))}))


def _near(mine: Sequence[Form], body: PersonFile) -> bool:
    """Whether one of the names is likely one of the file's."""
    return any(_likely(mine, form(name)) for name in (body.name, *body.also))


def _likely(mine: Sequence[Form], other: Form) -> bool:
    return any(is_likely(one, other, likeness(one, other)) for one in mine)


def alike(one: PersonFile, other: PersonFile) -> bool:
    """Whether some name of one shares all but one part with some name of the other, in their folded
    spelling."""
    mine = [set(tokens(name)) for name in (one.name, *one.also)]
    theirs = [set(tokens(name)) for name in (other.name, *other.also)]
    return any(len(left & right) >= max(len(left), len(right)) - 1 for left in mine for right in theirs)


def age(person: PersonFile, when: datetime) -> int:
    """Whole years on the day of ``when`` in Baghdad; 0 where no day of birth is known."""
    if person.born is None:
        return 0
    day = day_of(when)
    return day.year - person.born.year - ((day.month, day.day) < (person.born.month, person.born.day))


def age_of(person: PersonFile | None, when: datetime) -> int | None:
    """Whole years on the day of ``when`` in Baghdad; None where no file, or no day of birth, is known."""
    return age(person, when) if person is not None and person.born is not None else None


def example_person(at: ActingDesktop) -> str:
    """The number of the example's file, kept once."""
    if not at.records(PERSON).count({"number": PERSON.example.number})[None]:
        at.records(PERSON).save(PERSON.example)
    return PERSON.example.number
