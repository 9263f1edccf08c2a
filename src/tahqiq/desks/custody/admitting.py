"""Admission: candidates first, a person decides whether the file is known, then the booking with what is known and what is not."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.admission_gaps import gaps
from tahqiq.desks.custody.book import every, one
from tahqiq.desks.custody.people import candidates
from tahqiq.desks.custody.records.holding import BOOKING, Booking
from tahqiq.desks.custody.records.people import PERSON, PersonFile
from tahqiq.desks.custody.records.places import MOVE, Move
from tahqiq.jobs.register import Progress
from tahqiq.kit.errors import Conflict, WrongUse


class AskedMatch(Strict):
    """Whom to look for."""

    name: str = Field(min_length=2, max_length=200, description="The name as it was told.")
    born: str = Field(default="", description="The day of birth, such as 1990-05-01; empty: not known.")
    document: str = Field(default="", description="The number of the document; empty: none.")


class ToldCandidate(Strict):
    """A file that may be of the same person, with why (document, name-and-birth). In order of their numbers: nothing says which is likelier."""

    number: str
    name: str
    also: list[str]
    mother: str
    born: str
    document: str
    held: bool
    why: list[str]


class ToldMatch(Strict):
    """The candidates."""

    candidates: list[ToldCandidate]


def match(at: Desktop, asked: AskedMatch, _progress: Progress | None) -> ToldMatch:
    """Look for files that may be of the same person."""
    told = PersonFile.model_validate({"number": "", "name": asked.name, "born": asked.born or None, "document": asked.document})
    found = [
        ToldCandidate(
            number=body.number, name=body.name, also=body.also, mother=body.mother, born=body.born.isoformat() if body.born else "", document=body.document, why=why,
            held=bool(at.shelf(BOOKING).count({"person": body.number, "held": True})[None]),
        )
        for body, why in candidates(at, told)
    ]  # fmt: skip
    return ToldMatch(candidates=found)


class AskedAdmission(Strict):
    """An admission. ``decided`` says what a person decided about the candidates: a new file, or that the person is known under ``known``."""

    decided: Literal["new-file", "known"] = Field(
        description="Whether a new file is opened or the person is known: decided by a person who saw the candidates."
    )
    known: str = Field(default="", description="The number of the file that the person is known under.")
    seen: list[str] = Field(default=[], description="The numbers of the candidates that were seen.")
    person: PersonFile = Field(description="The file, for a new person; for a known one only the name as it was told now counts.")
    booking: Booking = Field(description="The booking, with what is known; what is not stays empty and becomes due.")
    place: str = Field(default="", description="Where the person is placed, by the code of the place; empty: not placed yet.")


class ToldAdmission(Strict):
    """What was kept, and every step that nobody has answered yet."""

    person: str
    booking: str
    record: str
    due: list[str]


def admit(at: Desktop, asked: AskedAdmission, _progress: Progress | None) -> ToldAdmission:
    """Admit somebody. Raises ``WrongUse`` (``custody-candidates-unseen``, ``custody-admitted-when``), ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-already-held``, ``custody-number-taken``)."""
    if asked.booking.admitted is None:
        raise WrongUse("custody-admitted-when")
    if asked.decided == "known":
        file = one(at, PERSON, number=asked.known)
        names = [name for name in (asked.person.name, *asked.person.also) if name not in (file.body.name, *file.body.also)]
        if names:
            at.shelf(PERSON).save(file.body.model_copy(update={"also": [*file.body.also, *names]}), identity=file.id, version=file.version)
        number = file.body.number
    else:
        unseen = sorted({body.number for body, _ in candidates(at, asked.person)} - set(asked.seen))
        if unseen:
            raise WrongUse("custody-candidates-unseen", known=", ".join(unseen))
        number = asked.person.number
        if at.shelf(PERSON).count({"number": number})[None]:
            raise Conflict("custody-number-taken", value=number)
    if at.shelf(BOOKING).count({"person": number, "held": True})[None]:
        raise Conflict("custody-already-held", value=number)
    if at.shelf(BOOKING).count({"number": asked.booking.number})[None]:
        raise Conflict("custody-number-taken", value=asked.booking.number)
    if asked.decided == "new-file":
        at.shelf(PERSON).save(asked.person)
    kept = at.shelf(BOOKING).save(asked.booking.model_copy(update={"person": number}))
    if asked.place:
        _place(at, kept.body, asked.place, asked.booking.admitted)
    return ToldAdmission(person=number, booking=kept.body.number, record=kept.id, due=gaps(kept.body))


def _place(at: Desktop, booking: Booking, place: str, when: datetime) -> None:
    at.shelf(MOVE).save(
        Move(
            person=booking.person,
            booking=booking.number,
            facility=booking.facility,
            sort="admission",
            place=place,
            arrived=when,
            reason="admission",
            authority=booking.order_authority,
        )
    )


def example(at: Desktop) -> AskedAdmission:
    """An invented admission with numbers that are free."""
    free = f"{sum(1 for _ in every(at, PERSON)):06}"
    person = PersonFile(number=f"P-9{free}", name="هيوا كريم رشيد", sex="male")
    return AskedAdmission(
        decided="new-file", person=person, booking=BOOKING.example.model_copy(update={"number": f"B-9{free}", "person": person.number})
    )


MATCH = Operation("match", AskedMatch, ToldMatch, "look", "read-case", match, lambda _at: AskedMatch(name="سلام جاسم", born="1990-05-01"))
ADMIT = Operation("admit", AskedAdmission, ToldAdmission, "act", "write-case", admit, example)
