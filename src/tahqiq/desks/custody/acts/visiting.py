"""Visits and calls, and whom a person does not want, or may not, see."""

from datetime import datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.acts.told import CustodyKept, YesNo, kept, known
from tahqiq.desks.custody.book import one
from tahqiq.desks.custody.people import person_of
from tahqiq.desks.custody.records.people import PERSON
from tahqiq.desks.custody.records.rights import VISIT, Visit
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.names.fold import tokens


class VisitRequest(Strict):
    """A visit, or a day's contact in another way."""

    facility: str = Field(min_length=1, max_length=40, description="The facility.")
    person: str = Field(
        min_length=1,
        max_length=200,
        description="Who was visited: the number of the file, or the whole name.",
    )
    sort: Literal["family", "lawyer", "consular", "clergy", "official", "call"] = Field(
        description="Who came."
    )
    visitor: str = Field(min_length=2, max_length=200, description="The visitor's name.")
    at: AwareDatetime = Field(description="When.")
    ends: AwareDatetime | None = Field(default=None, description="Until when.")
    within_hearing: YesNo = Field(
        default="unknown", description="Whether staff could hear it; of a lawyer's never."
    )


def visited(at: ActingDesktop, asked: VisitRequest, _progress: Progress | None) -> CustodyKept:
    """Enter a visit. Raises ``NotFound`` (``custody-nobody-called``), ``WrongUse``
    (``custody-arrives-first``, ``custody-lawyer-heard``), ``Conflict`` (``custody-visitor-excluded``)."""
    who = person_of(at, asked.person)
    if asked.ends is not None and asked.ends < asked.at:
        raise WrongUse("custody-arrives-first")
    if asked.sort == "lawyer" and asked.within_hearing == "yes":
        raise WrongUse("custody-lawyer-heard")
    visitor = set(tokens(asked.visitor))
    if any(set(tokens(name)) == visitor for name in who.excluded):
        raise Conflict("custody-visitor-excluded", value=asked.visitor, person=who.number)
    given = asked.model_dump() | {
        "person": who.number,
        "within_hearing": known(asked.within_hearing),
        "excluded": False,
    }
    return kept(at.shelf(VISIT).save(Visit(number=at.shelf(VISIT).next_number("V"), **given)))


class ExclusionRequest(Strict):
    """Who is not let in to somebody, or is again."""

    person: str = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    visitor: str = Field(min_length=2, max_length=200, description="The visitor's name.")
    excluded: YesNo = Field(
        default="yes", description="Whether they are excluded; no takes them off the list."
    )


def exclude(at: ActingDesktop, asked: ExclusionRequest, _progress: Progress | None) -> CustodyKept:
    """Put a visitor on a person's list of those who are not let in, or take them off. Raises ``NotFound``
    (``custody-nobody-called``)."""
    found = one(at, PERSON, number=person_of(at, asked.person).number)
    others = [name for name in found.body.excluded if set(tokens(name)) != set(tokens(asked.visitor))]
    names = [*others, asked.visitor] if asked.excluded == "yes" else others
    return kept(
        at.shelf(PERSON).save(
            found.body.model_copy(update={"excluded": names}), identity=found.id, version=found.version
        )
    )


_AT = datetime.fromisoformat("2026-05-03T10:00:00+03:00")


def _person(at: ActingDesktop) -> str:
    number = at.shelf(PERSON).next_number("P-7")
    at.shelf(PERSON).save(PERSON.example.model_copy(update={"number": number}))
    return number


OPERATIONS = (
    Operation(
        "visit",
        VisitRequest,
        CustodyKept,
        "act",
        "write-case",
        visited,
        lambda at: VisitRequest(
            facility="F01",
            person=_person(at),
            sort="lawyer",
            visitor="هيوا كريم",
            at=_AT,
            within_hearing="no",
        ),
    ),
    Operation(
        "exclude",
        ExclusionRequest,
        CustodyKept,
        "act",
        "write-case",
        exclude,
        lambda at: ExclusionRequest(person=_person(at), visitor="نوزاد احمد"),
    ),
)
