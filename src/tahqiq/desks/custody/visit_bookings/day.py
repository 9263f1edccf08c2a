"""The visits of one day: those that are booked, those that are going on and those that are over."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.casework.clocks import first_moment
from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desk.records import every
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.desks.custody.roll_call.operations import names_of
from tahqiq.desks.custody.visit_bookings.record import VISIT_BOOKING
from tahqiq.desks.custody.visits.record import VISIT
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.model.kind import day_of
from tahqiq.store.record_where import Between, Where


class VisitsRequest(Strict):
    """Where, and on which day."""

    facility: Annotated[str, FACILITY] = Field(default="", description="The facility; empty: all.")
    day: Annotated[date | None, MAY_LIE_AHEAD] = Field(default=None, description="The day; empty: today.")


class VisitLineView(Strict):
    """A visit or a booking. ``booking`` and ``visit`` are their numbers, empty where there is none.
    ``state``: booked, begun, ended, refused, cancelled, not-come."""

    booking: str
    visit: str
    person: str
    name: str
    sort: str
    visitor: str
    at: str
    ends: str | None
    within_hearing: bool | None
    state: str
    why: str


class VisitsView(Strict):
    """The visits of the day in the order of their hours."""

    facility: str
    day: str
    visits: list[VisitLineView]


def visits(at: Desktop, asked: VisitsRequest, _progress: Progress | None) -> VisitsView:
    """The visits of a day."""
    day = asked.day or day_of(clock.now())
    begins = first_moment(day)
    where: Where = {"at": Between(begins, begins + timedelta(days=1))}
    if asked.facility:
        where = {**where, "facility": asked.facility}
    lines = [
        VisitLineView(
            booking=one.body.number,
            visit="",
            person=one.body.person,
            name="",
            sort=one.body.sort,
            visitor=one.body.visitor,
            at=one.body.at.isoformat(),
            ends=None,
            within_hearing=None,
            state=one.body.state,
            why=one.body.why,
        )
        for one in every(at, VISIT_BOOKING, where)
        if one.body.state != "begun"
    ]
    lines += [
        VisitLineView(
            booking="",
            visit=one.body.number,
            person=one.body.person,
            name="",
            sort=one.body.sort,
            visitor=one.body.visitor,
            at=one.body.at.isoformat(),
            ends=one.body.ends.isoformat() if one.body.ends else None,
            within_hearing=one.body.within_hearing,
            state="refused" if one.body.refused else "ended" if one.body.ends else "begun",
            why="",
        )
        for one in every(at, VISIT, where)
    ]
    names = names_of(at, [one.person for one in lines])
    for one in lines:
        one.name = names.get(one.person, "")
    return VisitsView(
        facility=asked.facility,
        day=day.isoformat(),
        visits=sorted(lines, key=lambda one: (one.at, one.person)),
    )


VISITS = Operation(
    "visits", VisitsRequest, VisitsView, "look", "read-case", visits, lambda _at: VisitsRequest()
)
