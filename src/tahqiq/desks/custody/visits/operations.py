"""Visits and calls, and whom a person does not want, or may not, see."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import YesNo
from tahqiq.desk.moments import Happened, happened
from tahqiq.desk.records import added, changed, every, example_entry, one
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.people.examples import example_held
from tahqiq.desks.custody.people.lookup import held_when, person_of
from tahqiq.desks.custody.people.record import PERSON, OfPerson, PersonFile
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
    _unheard(asked)
    may_enter(who, asked.visitor)
    _once(at, who.number, asked)
    return answer_of(added(at, VISIT, "V", asked, person=who.number, excluded=False))


def same_visitor(one_name: str, other: str) -> bool:
    """Whether two names are of the same visitor, in their folded spelling and in any order."""
    return set(tokens(one_name)) == set(tokens(other))


def may_enter(who: PersonFile, visitor: str) -> None:
    """Raise ``Conflict`` (``custody-visitor-excluded``) for who is not let in to somebody."""
    if any(same_visitor(name, visitor) for name in who.excluded):
        raise Conflict("custody-visitor-excluded", value=visitor, person=who.number)


def _unheard(asked: VisitDetails) -> None:
    if asked.sort == "lawyer" and asked.within_hearing:
        raise WrongUse("custody-lawyer-heard")


def _once(at: ActingDesktop, person: str, asked: VisitDetails, but: str = "") -> None:
    for kept in every(at, VISIT, {"person": person, "at": asked.at}):
        body = kept.body
        if body.number != but and body.sort == asked.sort and same_visitor(body.visitor, asked.visitor):
            raise Conflict("custody-visit-there", value=body.number, visitor=asked.visitor)


class VisitEndRequest(Strict):
    """When a visit ended."""

    number: str = Field(min_length=1, max_length=80, description="The number of the visit.")
    ends: Annotated[AwareDatetime, Happened()] = Field(description="When it ended.")


def end(at: ActingDesktop, asked: VisitEndRequest, _progress: Progress | None) -> RecordAnswer:
    """End a visit that goes on. Raises ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-visit-over``), ``WrongUse`` (``moment-order``)."""
    found = one(at, VISIT, number=asked.number)
    if found.body.ends is not None or found.body.refused:
        raise Conflict("custody-visit-over", value=asked.number)
    happened(found.body.at, asked.ends)
    return answer_of(changed(at, VISIT, found, ends=asked.ends))


class VisitCorrectionRequest(VisitDetails, needs=()):
    """What a visit really was."""

    number: str = Field(min_length=1, max_length=80, description="The number of the visit.")
    reason: str = Field(min_length=3, max_length=1_000, description="What was wrong.")


def correct(at: ActingDesktop, asked: VisitCorrectionRequest, _progress: Progress | None) -> RecordAnswer:
    """Correct a visit; the version before stays in its history. Raises ``NotFound``
    (``custody-nothing-called``) and otherwise as a new visit."""
    found = one(at, VISIT, number=asked.number)
    who = person_of(at, asked.person)
    held_when(at, who.number, asked.at)
    _unheard(asked)
    if not found.body.refused:
        may_enter(who, asked.visitor)
    _once(at, who.number, asked, but=asked.number)
    given = {name: getattr(asked, name) for name in VisitDetails.model_fields}
    return answer_of(changed(at, VISIT, found, **{**given, "person": who.number, "corrected": asked.reason}))


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


def _visit(at: ActingDesktop) -> str:
    return example_entry(at, VISIT, "V")


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
        "visit-end",
        VisitEndRequest,
        RecordAnswer,
        "act",
        "write-case",
        end,
        lambda at: VisitEndRequest(number=_visit(at), ends=_AT.replace(hour=11)),
    ),
    Operation(
        "visit-correct",
        VisitCorrectionRequest,
        RecordAnswer,
        "act",
        "write-case",
        correct,
        lambda at: VisitCorrectionRequest(
            number=_visit(at),
            facility=example_facility(at),
            person=example_held(at),
            sort="lawyer",
            visitor="هيوا كريم رشيد",
            at=_AT,
            within_hearing=False,
            reason="The name was not whole",
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
