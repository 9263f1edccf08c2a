"""Announce people, and list who is expected."""

from datetime import date, datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.records import every
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.answers import RecordAnswer, kept
from tahqiq.desks.custody.arrivals.record import ARRIVAL, Arrival
from tahqiq.jobs.progress import Progress
from tahqiq.store.shelf_where import Where


class ArrivalRequest(Strict):
    """Somebody who is announced."""

    facility: str = Field(min_length=1, max_length=40, description="The facility they are sent to.")
    due: AwareDatetime = Field(description="When they are expected.")
    name: str = Field(min_length=2, max_length=200, description="The name as it was announced.")
    mother: str = Field(default="", max_length=200, description="The mother's name.")
    born: date | None = Field(default=None, description="The day of birth.")
    sex: Literal["female", "male"] | None = Field(default=None, description="Female or male.")
    document: str = Field(default="", max_length=100, description="The number of the document.")
    sent_by: str = Field(min_length=2, max_length=200, description="Who sends them.")
    transport: str = Field(default="", max_length=100, description="The bus or car they come with.")
    order: str = Field(default="", max_length=100, description="The number of the commitment order.")


def expect(at: ActingDesktop, asked: ArrivalRequest, _progress: Progress | None) -> RecordAnswer:
    """Write down that somebody is expected."""
    return kept(
        at.shelf(ARRIVAL).save(Arrival(number=at.shelf(ARRIVAL).next_number("A"), **asked.model_dump()))
    )


class ArrivalsRequest(Strict):
    """Where."""

    facility: str = Field(default="", description="The facility, by its code; empty: all.")


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


def awaited(at: Desktop, asked: ArrivalsRequest, _progress: Progress | None) -> ArrivalsView:
    """Who is expected and has not come."""
    where: Where = {"open": True, **({"facility": asked.facility} if asked.facility else {})}
    found = sorted(
        (kept_.body for kept_ in every(at, ARRIVAL, where)), key=lambda body: (body.due, body.number)
    )
    told = [
        ExpectedPersonView(
            number=body.number,
            facility=body.facility,
            due=body.due.isoformat(),
            name=body.name,
            mother=body.mother,
            born=body.born.isoformat() if body.born else "",
            sex=body.sex or "",
            document=body.document,
            sent_by=body.sent_by,
            transport=body.transport,
            order=body.order,
        )
        for body in found
    ]
    return ArrivalsView(people=told)


_AT = datetime.fromisoformat("2026-05-01T14:00:00+03:00")


OPERATIONS = (
    Operation(
        "expect",
        ArrivalRequest,
        RecordAnswer,
        "act",
        "write-case",
        expect,
        lambda _at: ArrivalRequest(
            facility="F01", due=_AT, name="هيوا كريم رشيد", sent_by="Court police", transport="Bus 3"
        ),
    ),
    Operation(
        "arrivals",
        ArrivalsRequest,
        ArrivalsView,
        "look",
        "read-case",
        awaited,
        lambda _at: ArrivalsRequest(facility="F01"),
    ),
)
