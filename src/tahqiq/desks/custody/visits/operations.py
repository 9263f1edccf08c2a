"""Visits and calls, and whom a person does not want, or may not, see."""

from datetime import datetime

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.details import YesNo
from tahqiq.desk.records import added, changed, every, example_entry, one
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_when, person_of
from tahqiq.desks.custody.people.record import PERSON, OfPerson
from tahqiq.desks.custody.places.lookup import example_facility
from tahqiq.desks.custody.visits.record import VISIT, VisitDetails
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.names.fold import tokens


class VisitRequest(VisitDetails, needs=()):
    """A visit, or a day's contact in another way."""


def record_visit(at: ActingDesktop, asked: VisitRequest, _progress: Progress | None) -> RecordAnswer:
    """Enter a visit. Raises ``NotFound`` (``custody-nobody-called``), ``WrongUse``
    (``custody-lawyer-heard``), ``Conflict`` (``custody-visitor-excluded``,
    ``custody-not-held-then``, ``custody-visit-there``: the same visit is entered already)."""
    who = person_of(at, asked.person)
    held_when(at, who.number, asked.at)
    if asked.sort == "lawyer" and asked.within_hearing:
        raise WrongUse("custody-lawyer-heard")
    visitor = set(tokens(asked.visitor))
    if any(set(tokens(name)) == visitor for name in who.excluded):
        raise Conflict("custody-visitor-excluded", value=asked.visitor, person=who.number)
    for kept in every(at, VISIT, {"person": who.number, "at": asked.at}):
        if kept.body.sort == asked.sort and set(tokens(kept.body.visitor)) == visitor:
            raise Conflict("custody-visit-there", value=kept.body.number, visitor=asked.visitor)
    return answer_of(added(at, VISIT, "V", asked, person=who.number, excluded=False))


class ExclusionRequest(OfPerson, needs=()):
    """Who is not let in to somebody, or is again."""

    visitor: str = Field(min_length=2, max_length=200, description="The visitor's name.")
    excluded: YesNo = Field(
        default="yes", description="Whether they are excluded; no takes them off the list."
    )


def exclude(at: ActingDesktop, asked: ExclusionRequest, _progress: Progress | None) -> RecordAnswer:
    """Put a visitor on a person's list of those who are not let in, or take them off. Raises ``NotFound``
    (``custody-nobody-called``)."""
    found = one(at, PERSON, number=asked.person)
    others = [name for name in found.body.excluded if set(tokens(name)) != set(tokens(asked.visitor))]
    names = [*others, asked.visitor] if asked.excluded == "yes" else others
    return answer_of(changed(at, PERSON, found, excluded=names))


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


OPERATIONS = (
    Operation(
        "visit",
        VisitRequest,
        RecordAnswer,
        "act",
        "write-case",
        record_visit,
        lambda at: VisitRequest(
            facility=example_facility(at),
            person=example_held(at),
            sort="lawyer",
            visitor="هيوا كريم",
            at=_AT,
            within_hearing=False,
        ),
    ),
    Operation(
        "exclude",
        ExclusionRequest,
        RecordAnswer,
        "act",
        "write-case",
        exclude,
        lambda at: ExclusionRequest(person=example_entry(at, PERSON, "P-7"), visitor="نوزاد احمد"),
    ),
)
