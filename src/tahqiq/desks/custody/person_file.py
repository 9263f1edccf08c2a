"""What the screens ask for: today at a facility, one person's file, and the places with how many are in
them."""

from collections import Counter
from typing import Annotated, Any

from pydantic import Field

from tahqiq.desk import ARGUMENT, Desktop, Operation
from tahqiq.desk.ruling import moment
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.admission_gaps import gaps
from tahqiq.desks.custody.book import every
from tahqiq.desks.custody.holding_time import count
from tahqiq.desks.custody.levels import stands
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.people import example_person, person_of
from tahqiq.desks.custody.records.holding import BOOKING, ORDER
from tahqiq.desks.custody.records.people import ALERT, APART, ASSESSMENT, PLAN, Plan
from tahqiq.desks.custody.records.people import PERSON as PERSON_FILE
from tahqiq.desks.custody.records.places import DRAWING, PLACE, Drawing
from tahqiq.desks.custody.records.rights import SPELL
from tahqiq.desks.custody.roll_call import OUT, RollEntryView, present
from tahqiq.desks.custody.timing import CountedStep
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock


class PlacesRequest(Strict):
    """Which places, and when."""

    facility: str = Field(default="", description="The facility, by its code; empty: the first.")
    at: str = Field(
        default="", description="How many were there at this moment, ISO 8601 with zone; empty: now."
    )


class PlaceView(Strict):
    """A place with how many are in it; ``capacity`` null: not known. The drawing is null where nothing is
    drawn."""

    record: str
    code: str
    name: str
    sort: str
    within: str
    capacity: int | None
    inside: int
    sex: str | None
    ages: str | None
    status: str | None
    closed: str
    x: int | None
    y: int | None
    width: int | None
    height: int | None


class PlacesView(Strict):
    """The places of one facility in the order of their codes; ``facilities`` are all there are, ``drawings``
    the plan pictures over which rooms are laid."""

    facility: str
    facilities: list[str]
    at: str
    inside: int
    out: int
    places: list[PlaceView]
    drawings: list[Drawing]


def places(at: Desktop, asked: PlacesRequest, _progress: Progress | None) -> PlacesView:
    """The places, and how many are in each of them with all that lie in it. Raises ``WrongUse``
    (``clock-zone``)."""
    when = moment(asked.at)
    facilities = sorted(str(code) for code in at.shelf(PLACE).count({}, by="facility"))
    facility = asked.facility or "".join(facilities[:1])
    moves = list(present(at, when, facility)) if facility else []
    inside = Counter[str]()
    for one in moves:
        parts = one.place.split("/") if one.sort not in OUT else []
        inside.update("/".join(parts[: depth + 1]) for depth in range(len(parts)))
    told = [
        PlaceView(record=kept.id, inside=inside[kept.body.code], **kept.body.model_dump(include=_SHOWN))
        for kept in (every(at, PLACE, {"facility": facility}) if facility else ())
    ]
    drawings = [kept.body for kept in every(at, DRAWING, {"facility": facility})] if facility else []
    out = sum(one.sort in OUT for one in moves)
    return PlacesView(
        facility=facility,
        facilities=facilities,
        at=when.isoformat(),
        inside=len(moves) - out,
        out=out,
        places=told,
        drawings=drawings,
    )


_SHOWN = {
    "code",
    "name",
    "sort",
    "within",
    "capacity",
    "sex",
    "ages",
    "status",
    "closed",
    "x",
    "y",
    "width",
    "height",
}


class PersonFileRequest(Strict):
    """Whose file."""

    person: Annotated[str, ARGUMENT] = Field(
        min_length=1, description="The number of the file, or the whole name."
    )


class HeldBooking(Strict):
    """A booking: until when the orders hold the person, every step of it, and what of the admission nobody
    has answered."""

    record: str
    number: str
    facility: str
    status: str | None
    admitted: str | None
    released: str | None
    court: str | None
    expected: str | None
    steps: list[CountedStep]
    due: list[str]


class FileEntry(Strict):
    """A record of the file: of which kind, its id, what it is in one word of the desk (``harm-by-others``),
    and what it says in short."""

    kind: str
    record: str
    when: str
    what: str
    text: str


class HeldLevel(Strict):
    """A level: what was chosen, and what it is worth now: insufficient information where its evidence has
    aged out (``why``: expired, evidence-old, no-evidence, not-agreed)."""

    record: str
    number: str
    sort: str
    chosen: str
    now: str
    why: str
    until: str
    told: str | None
    challenged: str | None
    answered: str | None


class HeldPlan(Plan):
    """The plan of the open booking with the id of its record."""

    record: str


class PersonFileView(Strict):
    """The file. ``withheld`` counts alerts that are not to be shared with the person, which an extract leaves
    out."""

    record: str
    number: str
    name: str
    also: list[str]
    born: str | None
    sex: str | None
    place: str
    since: str
    bookings: list[HeldBooking]
    alerts: list[FileEntry]
    apart: list[FileEntry]
    levels: list[HeldLevel]
    separations: list[FileEntry]
    moves: list[RollEntryView]
    withheld: int
    plan: HeldPlan | None


def person(at: Desktop, asked: PersonFileRequest, _progress: Progress | None) -> PersonFileView:
    """The file. Raises ``NotFound`` (``custody-nobody-called``), ``WrongUse``
    (``custody-several-called``)."""
    who = person_of(at, asked.person)
    [record] = at.shelf(PERSON_FILE).find({"number": who.number}, limit=1).records
    at.shelf(PERSON_FILE).get(record.id)  # who looks at a file opens it: the person's extract says so
    moves = at.shelf(MOVE).find({"person": who.number}, order="arrived", descending=True, limit=20).records
    here = next((one.body for one in moves if one.body.ended is None and one.body.sort != "release"), None)
    alerts = [one for one in every(at, ALERT, {"person": who.number}) if one.body.closed is None]
    apart = [*every(at, APART, {"person": who.number}), *every(at, APART, {"other": who.number})]
    plans = sorted(every(at, PLAN, {"person": who.number}), key=lambda one: one.body.made)
    return PersonFileView(
        plan=HeldPlan(record=plans[-1].id, **plans[-1].body.__dict__) if plans else None,
        record=record.id,
        number=who.number,
        name=who.name,
        also=who.also,
        born=who.born.isoformat() if who.born else None,
        sex=who.sex,
        place=here.place if here else "",
        since=here.arrived.isoformat() if here else "",
        bookings=[_held(at, kept) for kept in every(at, BOOKING, {"person": who.number})],
        alerts=[
            FileEntry(
                kind=ALERT.name,
                record=one.id,
                when=one.body.review.isoformat(),
                what=one.body.what,
                text=one.body.reason,
            )
            for one in alerts
        ],
        apart=[
            FileEntry(
                kind=APART.name,
                record=one.id,
                when=one.body.begins.isoformat(),
                what=one.body.reach,
                text=f"{one.body.person} / {one.body.other}",
            )
            for one in apart
        ],
        levels=[_level(one) for one in every(at, ASSESSMENT, {"person": who.number})],
        separations=[
            FileEntry(
                kind=SPELL.name,
                record=one.id,
                when=one.body.begins.isoformat(),
                what=one.body.called,
                text=one.body.number,
            )
            for one in every(at, SPELL, {"person": who.number})
        ],
        moves=[
            RollEntryView(
                person=who.number,
                name=who.name,
                booking=one.body.booking,
                facility=one.body.facility,
                place=one.body.place,
                since=one.body.arrived.isoformat(),
                out=one.body.sort in OUT,
            )
            for one in moves
        ],
        withheld=sum(one.body.withheld for one in alerts),
    )


def _level(kept: Any) -> HeldLevel:  # noqa: ANN401 (an assessment)
    body = kept.body
    now, why = stands(body, clock.now().date())
    return HeldLevel(
        record=kept.id,
        number=body.number,
        sort=body.sort,
        chosen=body.chosen,
        now=now,
        why=why,
        until=body.expires.isoformat(),
        told=_iso(body.told),
        challenged=_iso(body.challenged),
        answered=_iso(body.answered),
    )


def _held(at: Desktop, kept: Any) -> HeldBooking:  # noqa: ANN401 (a booking)
    body = kept.body
    counted = count([one.body for one in every(at, ORDER, {"booking": body.number})])
    steps = [
        CountedStep(
            what=one.what, amount=one.amount, day=one.day.isoformat() if one.day else None, order=one.order
        )
        for one in counted.steps
    ]
    return HeldBooking(
        record=kept.id,
        number=body.number,
        facility=body.facility,
        status=body.status,
        admitted=_iso(body.admitted),
        released=_iso(body.released),
        court=_iso(body.court),
        expected=_iso(counted.until),
        steps=steps,
        due=gaps(body),
    )


def _iso(value: Any) -> str | None:  # noqa: ANN401 (a day or a moment)
    return value.isoformat() if value is not None else None


PLACES = Operation(
    "places",
    PlacesRequest,
    PlacesView,
    "look",
    "read-case",
    places,
    lambda _at: PlacesRequest(at="2026-05-01T19:00:00+03:00"),
)
PERSON = Operation(
    "person",
    PersonFileRequest,
    PersonFileView,
    "look",
    "read-case",
    person,
    lambda at: PersonFileRequest(person=example_person(at)),
)
