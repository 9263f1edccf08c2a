"""Announce people, and list who is expected."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import added, every
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.arrivals.record import ARRIVAL, ArrivalDetails
from tahqiq.desks.custody.places.lookup import example_facility
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.jobs.progress import Progress
from tahqiq.store.record_where import Where


class ArrivalRequest(ArrivalDetails, needs=("sent_by",)):
    """Somebody who is announced."""


def expect(at: ActingDesktop, asked: ArrivalRequest, _progress: Progress | None) -> RecordAnswer:
    """Write down that somebody is expected."""
    return answer_of(added(at, ARRIVAL, "A", asked))


class ArrivalsRequest(Strict):
    """Where."""

    facility: Annotated[str, FACILITY] = Field(
        default="", description="The facility, by its code; empty: all."
    )


class ExpectedPersonView(Strict):
    """Somebody who is expected and has not come yet; ``born`` and ``sex`` are empty where they were not
    announced."""

    number: str
    facility: str
    due: str
    name: str
    mother: str
    born: str
    sex: str
    document: str
    sent_by: str
    transport: str
    order: str


class ArrivalsView(Strict):
    """Everybody who is expected, in the order of their hour."""

    people: list[ExpectedPersonView]


def expected_people(at: Desktop, asked: ArrivalsRequest, _progress: Progress | None) -> ArrivalsView:
    """Who is expected and has not come."""
    where: Where = {"open": True, **({"facility": asked.facility} if asked.facility else {})}
    found = sorted(
        (kept_.body for kept_ in every(at, ARRIVAL, where)), key=lambda body: (body.due, body.number)
    )
    people = [
        ExpectedPersonView(
            **body.model_dump(exclude={"due", "born", "sex", "booking"}),
            due=body.due.isoformat(),
            born=body.born.isoformat() if body.born else "",
            sex=body.sex or "",
        )
        for body in found
    ]
    return ArrivalsView(people=people)


_AT = datetime.fromisoformat("2026-05-01T14:00:00+03:00")


OPERATIONS = (
    Operation(
        "expect",
        ArrivalRequest,
        RecordAnswer,
        "act",
        "write-case",
        expect,
        lambda at: ArrivalRequest(
            facility=example_facility(at),
            due=_AT,
            name="هيوا كريم رشيد",
            sent_by="Court police",
            transport="Bus 3",
        ),
    ),
    Operation(
        "arrivals",
        ArrivalsRequest,
        ArrivalsView,
        "look",
        "read-case",
        expected_people,
        lambda at: ArrivalsRequest(facility=example_facility(at)),
    ),
)
