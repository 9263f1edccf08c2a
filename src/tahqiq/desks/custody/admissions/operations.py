"""Admission: candidates first, a person decides whether the file is known, then the booking with what is
known and what is not."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import changed, every, one
from tahqiq.desks.custody.admissions.open_questions import open_questions
from tahqiq.desks.custody.admissions.order_end import OrderEnd, order_of, write_order
from tahqiq.desks.custody.arrivals.record import ARRIVAL
from tahqiq.desks.custody.bookings.gaps import before_admission, described, listed
from tahqiq.desks.custody.bookings.record import BOOKING, NOT_ASKED, Booking
from tahqiq.desks.custody.moves.allocation import house_with_fitting_cell, places_of
from tahqiq.desks.custody.moves.derivations import write_conditions
from tahqiq.desks.custody.moves.record import MOVE, Move
from tahqiq.desks.custody.people.lookup import candidates
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.photographs.latest import keep_photograph
from tahqiq.desks.custody.places.record import PLACE
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.messages import message, wanted
from tahqiq.store.record_where import Where


class CandidatesRequest(Strict):
    """Whom to look for."""

    name: str = Field(min_length=2, max_length=200, description="The name as it was told.")
    born: str = Field(default="", description="The day of birth, such as 1990-05-01; empty: not known.")
    document: str = Field(default="", description="The number of the document; empty: none.")


class CandidateView(Strict):
    """A file that may be of the same person, with why (document, name-and-birth, name-and-year, name-only,
    name-other-birth).
    In order of their numbers: nothing says which is likelier."""

    number: str
    name: str
    also: list[str]
    mother: str
    born: str
    document: str
    held: bool
    why: list[str]


class CandidatesView(Strict):
    """The candidates."""

    candidates: list[CandidateView]


def match(at: Desktop, asked: CandidatesRequest, _progress: Progress | None) -> CandidatesView:
    """Look for files that may be of the same person."""
    stated = PersonFile.model_validate(
        {"number": "", "name": asked.name, "born": asked.born or None, "document": asked.document}
    )
    found = [
        CandidateView(
            number=body.number,
            name=body.name,
            also=body.also,
            mother=body.mother,
            born=body.born.isoformat() if body.born else "",
            document=body.document,
            why=why,
            held=bool(at.records(BOOKING).count({"person": body.number, "held": True})[None]),
        )
        for body, why in candidates(at, stated)
    ]
    return CandidatesView(candidates=found)


class AdmissionRequest(OrderEnd):
    """An admission. ``decided`` says what a person decided about the candidates: a new file, or that the
    person is known under ``known``."""

    decided: Literal["new-file", "known"] = Field(
        description=(
            "Whether a new file is opened or the person is known: decided by a person who saw the candidates."
        )
    )
    known: str = Field(default="", description="The number of the file that the person is known under.")
    seen: list[str] = Field(default=[], description="The numbers of the candidates that were seen.")
    person: PersonFile = Field(
        description=(
            "The file, for a new person; of a known one the name as it was told now, and what was asked "
            "anew (next of kin, children, photograph, fingerprints, gender)."
        )
    )
    booking: Booking = Field(
        description="The booking, with what is known; what is not stays empty and becomes due."
    )
    place: str = Field(
        default="", description="Where the person is placed, by the code of the place; empty: not placed yet."
    )
    arrival: str = Field(
        default="",
        description="The number of the announcement that this answers; empty: nobody announced them.",
    )
    picture: str = Field(
        default="",
        pattern="^([0-9a-f]{16})?$",
        description="The photograph: a sealed picture, by the id of its source; empty: not taken yet.",
    )


class AdmissionView(Strict):
    """What was kept, and every step that nobody has answered yet. ``again``: the same form was sent
    before, and nothing was saved a second time."""

    person: str
    booking: str
    record: str
    due: list[str]
    again: bool = False


def admit(at: ActingDesktop, asked: AdmissionRequest, _progress: Progress | None) -> AdmissionView:
    """Admit somebody. Numbers that are left empty are given out. A cell that breaks a hard check is refused,
    in words, before anything is kept. Raises ``WrongUse`` (``custody-candidates-unseen``,
    ``custody-admitted-when``, ``custody-court-before-admission``, ``custody-injuries-words``,
    ``custody-property-empty``,
    ``custody-order-number-blank``, ``custody-order-days``, ``custody-order-length``,
    ``custody-photograph-broken``, ``custody-photograph-large``), ``NotFound``
    (``custody-no-facility``, ``custody-nothing-called``, ``no-picture-there``),
    ``Conflict`` (``custody-already-held``, ``custody-number-taken``, ``custody-cell-refused``,
    ``custody-arrived-already``)."""
    if asked.booking.admitted is None:
        raise WrongUse("custody-admitted-when")
    before_admission(asked.booking.court, asked.booking.admitted)
    described(asked.booking.injuries, asked.booking.injuries_noted)
    listed(asked.booking.property_signed, asked.booking.property_items)
    order = order_of(asked, asked.booking)
    sent = _sent_before(at, asked, asked.booking.facility)
    if sent is not None:
        return sent
    arrival = one(at, ARRIVAL, number=asked.arrival) if asked.arrival else None
    if arrival is not None and arrival.body.booking:
        raise Conflict("custody-arrived-already", value=asked.arrival, booking=arrival.body.booking)
    person = asked.person.model_copy(
        update={"number": asked.person.number or at.records(PERSON).next_number("P")}
    )
    booking = asked.booking.model_copy(
        update={
            "number": asked.booking.number or at.records(BOOKING).next_number("B"),
            **NOT_WITHDRAWN,
        }
    )
    known: RecordVersion[PersonFile] | None = None
    if asked.decided == "known":
        known = one(at, PERSON, number=asked.known)
        number = known.body.number
    else:
        unseen = sorted({body.number for body, _ in candidates(at, person)} - set(asked.seen))
        if unseen:
            raise WrongUse("custody-candidates-unseen", known=", ".join(unseen))
        number = person.number
        if at.records(PERSON).count({"number": number})[None]:
            raise Conflict("custody-number-taken", value=number)
    if at.records(BOOKING).count({"person": number, "held": True})[None]:
        raise Conflict("custody-already-held", value=number)
    if at.records(BOOKING).count({"number": booking.number})[None]:
        raise Conflict("custody-number-taken", value=booking.number)
    booking = booking.model_copy(update={"person": number})
    if asked.place:
        house_with_fitting_cell(
            at, asked.place, known.body if known else person, booking, asked.booking.admitted
        )
    if known is None:
        at.records(PERSON).save(person)
    else:
        _also(at, known, asked.person)
    made = at.records(BOOKING).save(booking)
    write_order(at, made, order)
    if asked.place:
        _place(at, made.body, asked.place, asked.booking.admitted)
    if asked.picture:
        keep_photograph(at, number, asked.picture, asked.booking.admitted, "")
    if arrival is not None:
        changed(at, ARRIVAL, arrival, booking=made.body.number)
    file = one(at, PERSON, number=number).body
    return AdmissionView(
        person=number, booking=made.body.number, record=made.id, due=open_questions(made.body, file)
    )


def _sent_before(at: ActingDesktop, asked: AdmissionRequest, facility: str) -> AdmissionView | None:
    """What came of the same form when it was sent before: an open booking of that very moment with the same
    answers, of a person with the same name, birth, mother and document. Not where the file of that person was
    among the candidates that were seen and a new file was decided on."""
    stated = asked.booking.model_dump(exclude={"number", "person", "facility", *COUNTED})
    when: Where = {"facility": facility, "admitted": asked.booking.admitted, "held": True}
    for kept in every(at, BOOKING, when):
        first: Where = {"booking": kept.body.number, "sort": "admission"}
        placed = "".join(one_.body.place for one_ in every(at, MOVE, first))
        if kept.body.model_dump(include=set(stated)) != stated or placed != asked.place:
            continue
        file = one(at, PERSON, number=kept.body.person).body
        known = asked.decided == "known" and asked.known == file.number
        new = asked.decided == "new-file" and file.number not in asked.seen
        if known or (new and all(getattr(file, name) == getattr(asked.person, name) for name in WHO)):
            return AdmissionView(
                person=file.number,
                booking=kept.body.number,
                record=kept.id,
                due=open_questions(kept.body, file),
                again=True,
            )
    return None


NOT_WITHDRAWN = {**NOT_ASKED, "withdrawn": ""}
COUNTED = ("expected", "days", "uncovered", "screened", "corrected")
"""Of a booking what is counted or taken from elsewhere."""
WHO = ("name", "born", "mother", "document", "sex")
"""What tells people apart in a form that is sent twice."""
ANEW = ("gender", "photograph", "fingerprints", "next_of_kin", "children")
"""What is asked at every admission: of a known person it is a new version of the file, the one before stays
in its history."""


def _also(at: ActingDesktop, known: RecordVersion[PersonFile], stated: PersonFile) -> None:
    """The name as it was told now stands beside those that the file has, and what was asked anew takes the
    place of what was."""
    names = [name for name in (stated.name, *stated.also) if name not in (known.body.name, *known.body.also)]
    anew = {
        name: getattr(stated, name)
        for name in ANEW
        if getattr(stated, name) not in ("", getattr(known.body, name))
    }
    if names or anew:
        changed(at, PERSON, known, also=[*known.body.also, *names], **anew)


def _place(at: ActingDesktop, booking: Booking, place: str, when: datetime) -> None:
    move = Move(
        person=booking.person,
        booking=booking.number,
        facility=booking.facility,
        sort="admission",
        place=place,
        arrived=when,
        reason=message("desk-custody-move-value-admission", wanted(), {}).sentence,
        authority=booking.order_authority,
    )
    write_conditions(
        [move],
        {booking.person: one(at, PERSON, number=booking.person).body},
        places_of(at, booking.facility),
        {booking.number: booking},
    )
    at.records(MOVE).save(move)


def example(at: ActingDesktop) -> AdmissionRequest:
    """An invented admission with numbers that are free, into a facility that is there."""
    if not at.records(PLACE).count({"code": PLACE.example.code})[None]:
        at.records(PLACE).save(PLACE.example)
    free = f"{sum(1 for _ in every(at, PERSON)):06}"
    person = PersonFile(number=f"P-9{free}", name="هيوا كريم رشيد", sex="male")
    return AdmissionRequest(
        decided="new-file",
        person=person,
        booking=BOOKING.example.model_copy(update={"number": f"B-9{free}", "person": person.number}),
    )


MATCH = Operation(
    "match",
    CandidatesRequest,
    CandidatesView,
    "look",
    "read-case",
    match,
    lambda _at: CandidatesRequest(name="سلام جاسم", born="1990-05-01"),
)
ADMIT = Operation("admit", AdmissionRequest, AdmissionView, "act", "write-case", admit, example)
