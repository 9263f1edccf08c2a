"""Who is announced, and the gate: who comes in and goes out."""

from datetime import date, datetime
from typing import Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.acts.told import CustodyKept, kept
from tahqiq.desks.custody.book import changed, every, one
from tahqiq.desks.custody.records.coming import ARRIVAL, GATE, Arrival, Gate
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.store.shelf_where import Where


class AnnouncedPerson(Strict):
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


def expect(at: ActingDesktop, asked: AnnouncedPerson, _progress: Progress | None) -> CustodyKept:
    """Write down that somebody is expected."""
    return kept(
        at.shelf(ARRIVAL).save(Arrival(number=at.shelf(ARRIVAL).next_number("A"), **asked.model_dump()))
    )


class ArrivalsRequest(Strict):
    """Where."""

    facility: str = Field(default="", description="The facility, by its code; empty: all.")


class AwaitedPerson(Strict):
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


class AwaitedPeople(Strict):
    """Everybody who is expected, in the order of their hour."""

    people: list[AwaitedPerson]


def awaited(at: Desktop, asked: ArrivalsRequest, _progress: Progress | None) -> AwaitedPeople:
    """Who is expected and has not come."""
    where: Where = {"open": True, **({"facility": asked.facility} if asked.facility else {})}
    found = sorted(
        (kept_.body for kept_ in every(at, ARRIVAL, where)), key=lambda body: (body.due, body.number)
    )
    told = [
        AwaitedPerson(
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
    return AwaitedPeople(people=told)


class GateEntryRequest(Strict):
    """Somebody or something that comes in."""

    facility: str = Field(min_length=1, max_length=40, description="The facility.")
    at: AwareDatetime = Field(description="When they came in.")
    sort: Literal["visitor", "lawyer", "staff", "official", "vehicle", "delivery"] = Field(
        description="Who or what."
    )
    who: str = Field(min_length=2, max_length=200, description="The name; of a vehicle its driver.")
    document: str = Field(default="", max_length=100, description="The document shown.")
    plate: str = Field(default="", max_length=40, description="Of a vehicle: its plate.")
    purpose: str = Field(min_length=2, max_length=300, description="What for.")
    person: str = Field(default="", max_length=40, description="To whom, by the number of the file.")
    let_in_by: str = Field(min_length=2, max_length=200, description="Who let them in.")
    searched: str = Field(default="", max_length=40, description="The number of the search at the gate.")


def come_in(at: ActingDesktop, asked: GateEntryRequest, _progress: Progress | None) -> CustodyKept:
    """Write down who came in."""
    return kept(at.shelf(GATE).save(Gate(number=at.shelf(GATE).next_number("G"), **asked.model_dump())))


class GateExitRequest(Strict):
    """Who goes out, and when."""

    number: str = Field(min_length=1, description="The number in the register of the gate.")
    left: AwareDatetime = Field(description="When they went out.")


def go_out(at: ActingDesktop, asked: GateExitRequest, _progress: Progress | None) -> CustodyKept:
    """Write down that somebody went out again. Raises ``NotFound`` (``custody-nothing-called``), ``Conflict``
    (``custody-gate-left``), ``WrongUse`` (``custody-arrives-first``)."""
    found = one(at, GATE, number=asked.number)
    if found.body.left is not None:
        raise Conflict("custody-gate-left", value=asked.number)
    if asked.left < found.body.at:
        raise WrongUse("custody-arrives-first")
    return kept(changed(at, GATE, found, left=asked.left))


_AT = datetime.fromisoformat("2026-05-01T14:00:00+03:00")


def _example(at: ActingDesktop) -> GateExitRequest:
    number = at.shelf(GATE).next_number("G")
    at.shelf(GATE).save(GATE.example.model_copy(update={"number": number}))
    return GateExitRequest(number=number, left=_AT.replace(hour=15))


OPERATIONS = (
    Operation(
        "expect",
        AnnouncedPerson,
        CustodyKept,
        "act",
        "write-case",
        expect,
        lambda _at: AnnouncedPerson(
            facility="F01", due=_AT, name="هيوا كريم رشيد", sent_by="Court police", transport="Bus 3"
        ),
    ),
    Operation(
        "arrivals",
        ArrivalsRequest,
        AwaitedPeople,
        "look",
        "read-case",
        awaited,
        lambda _at: ArrivalsRequest(facility="F01"),
    ),
    Operation(
        "gate",
        GateEntryRequest,
        CustodyKept,
        "act",
        "write-case",
        come_in,
        lambda _at: GateEntryRequest(
            facility="F01",
            at=_AT,
            sort="vehicle",
            who="نوزاد احمد",
            plate="22 A 12345",
            purpose="Bread",
            let_in_by="Officer 3",
        ),
    ),
    Operation("gate-out", GateExitRequest, CustodyKept, "act", "write-case", go_out, _example),
)
