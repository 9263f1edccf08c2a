"""What the screens ask for: today at a facility, one person's file, and the places with how many are in
them."""

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import Field

from tahqiq.desk import ARGUMENT, Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every
from tahqiq.desks.custody.admissions.open_questions import open_questions
from tahqiq.desks.custody.alerts.record import ALERT
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.court_days.record import COURT_DAY
from tahqiq.desks.custody.due_times.clock_view import CountedStepView
from tahqiq.desks.custody.levels.level_on_day import stands
from tahqiq.desks.custody.levels.record import ASSESSMENT
from tahqiq.desks.custody.moves.derivations import latest_first
from tahqiq.desks.custody.moves.record import MOVE, NO_STAY
from tahqiq.desks.custody.non_associations.record import APART
from tahqiq.desks.custody.orders.holding_time import count
from tahqiq.desks.custody.orders.record import ORDER
from tahqiq.desks.custody.people.lookup import age_of, example_person, person_of
from tahqiq.desks.custody.people.record import A_PERSON, PersonFile
from tahqiq.desks.custody.people.record import PERSON as PERSON_FILE
from tahqiq.desks.custody.person_file.views import (
    BookingView,
    FileEntryView,
    FileMoveView,
    FileVisitView,
    LevelView,
    PersonFileView,
    PlannedCourtDayView,
    PlanView,
    ShownPhotographView,
    WithdrawalView,
)
from tahqiq.desks.custody.photographs.latest import shown_of
from tahqiq.desks.custody.plans.record import PLAN
from tahqiq.desks.custody.roll_call.no_cell import without_cell
from tahqiq.desks.custody.roll_call.operations import names_of
from tahqiq.desks.custody.separations.record import SPELL
from tahqiq.desks.custody.visits.record import VISIT
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.model.kind import day_of


class PersonFileRequest(Strict):
    """Whose file."""

    person: Annotated[str, ARGUMENT, A_PERSON] = Field(
        min_length=1, description="The number of the file, or the whole name."
    )


def person(at: Desktop, asked: PersonFileRequest, _progress: Progress | None) -> PersonFileView:
    """The file. Raises ``NotFound`` (``custody-nobody-called``), ``WrongUse``
    (``custody-several-called``)."""
    who = person_of(at, asked.person)
    [record] = at.records(PERSON_FILE).find({"number": who.number}, limit=1).records
    at.records(PERSON_FILE).get(record.id)  # who looks at a file opens it: the person's extract says so
    moves = latest_first(
        at.records(MOVE).find({"person": who.number}, order="arrived", descending=True, limit=20).records
    )
    here = next((one.body for one in moves if one.body.ended is None and one.body.sort not in NO_STAY), None)
    alerts = [one for one in every(at, ALERT, {"person": who.number}) if one.body.closed is None]
    apart = [*every(at, APART, {"person": who.number}), *every(at, APART, {"other": who.number})]
    others = names_of(at, [number for one in apart for number in (one.body.person, one.body.other)])
    plans = sorted(every(at, PLAN, {"person": who.number}), key=lambda one: one.body.made)
    bookings = list(every(at, BOOKING, {"person": who.number}))
    open_ = {one.body.number for one in bookings if one.body.held}
    return PersonFileView(
        plan=PlanView(record=plans[-1].id, **plans[-1].body.__dict__) if plans else None,
        record=record.id,
        number=who.number,
        name=who.name,
        also=who.also,
        born=who.born.isoformat() if who.born else None,
        age=age_of(who, clock.now()),
        sex=who.sex,
        mother=who.mother,
        document=who.document,
        fingerprints=who.fingerprints,
        children=who.children,
        next_of_kin=who.next_of_kin,
        place=here.place if here else "",
        since=here.arrived.isoformat() if here else "",
        no_cell=any(True for _ in without_cell(at, clock.now(), [], person=who.number)),
        bookings=[_held(at, kept, who) for kept in bookings],
        alerts=[
            FileEntryView(
                kind=ALERT.name,
                record=one.id,
                when=one.body.review.isoformat(),
                what=one.body.what,
                text=one.body.reason,
            )
            for one in alerts
        ],
        apart=[
            FileEntryView(
                kind=APART.name,
                record=one.id,
                when=one.body.begins.isoformat(),
                what=one.body.reach,
                text=_with_number(
                    others, one.body.other if one.body.person == who.number else one.body.person
                ),
            )
            for one in apart
        ],
        levels=[_level(one) for one in every(at, ASSESSMENT, {"person": who.number})],
        separations=[
            FileEntryView(
                kind=SPELL.name,
                record=one.id,
                when=one.body.begins.isoformat(),
                what=one.body.called,
                text=one.body.basis,
            )
            for one in every(at, SPELL, {"person": who.number})
        ],
        moves=[
            FileMoveView(
                record=one.id,
                sort=one.body.sort,
                origin=one.body.origin,
                left=_iso(one.body.left),
                under_way=one.body.under_way and one.body.ended is None,
                here=one.body.ended is None,
                reason=one.body.reason,
                authority=one.body.authority,
                escort=one.body.escort,
                person=who.number,
                name=who.name,
                booking=one.body.booking,
                facility=one.body.facility,
                place=one.body.place,
                since=one.body.arrived.isoformat(),
                out=one.body.outside,
            )
            for one in moves
        ],
        visits=_visits(at, who.number),
        withheld=sum(one.body.withheld for one in alerts),
        photograph=_photograph(at, who.number),
        court_days=[
            PlannedCourtDayView(
                number=one.body.number,
                court=one.body.court,
                at=one.body.at.isoformat(),
                purpose=one.body.purpose,
            )
            for one in every(at, COURT_DAY, {"person": who.number, "state": "planned"})
            if one.body.booking in open_
        ],
    )


def _visits(at: Desktop, person: str) -> list[FileVisitView]:
    """The last visits, the latest first."""
    found = sorted(every(at, VISIT, {"person": person}), key=lambda kept: kept.body.at, reverse=True)
    return [
        FileVisitView(
            record=kept.id,
            number=kept.body.number,
            sort=kept.body.sort,
            visitor=kept.body.visitor,
            at=kept.body.at.isoformat(),
            ends=_iso(kept.body.ends),
            refused=kept.body.refused,
        )
        for kept in found[:20]
    ]


def _with_number(names: Mapping[str, str], number: str) -> str:
    """Somebody by name with the number beside it."""
    return f"{names[number]} ({number})" if names.get(number) else number


def _photograph(at: Desktop, person: str) -> ShownPhotographView | None:
    shown = shown_of(at, person)
    if shown is None:
        return None
    body = shown.body
    return ShownPhotographView(
        number=body.number, picture=body.picture, taken=body.taken.isoformat(), by=body.by
    )


def _level(kept: Any) -> LevelView:  # noqa: ANN401 (an assessment)
    body = kept.body
    now, why = stands(body, day_of(clock.now()))
    return LevelView(
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


def _held(at: Desktop, kept: Any, who: PersonFile) -> BookingView:  # noqa: ANN401 (a booking)
    body = kept.body
    counted = count([one.body for one in every(at, ORDER, {"booking": body.number})])
    steps = [
        CountedStepView(
            what=one.what, amount=one.amount, day=one.day.isoformat() if one.day else None, order=one.order
        )
        for one in counted.steps
    ]
    answers: dict[str, Any] = {name: _iso(getattr(body, name)) for name in _WHEN}
    answers |= {name: getattr(body, name) for name in _ANSWERS}
    return BookingView(
        record=kept.id,
        number=body.number,
        facility=body.facility,
        status=body.status,
        admitted=_iso(body.admitted),
        released=_iso(body.released),
        **answers,
        court=_iso(body.court),
        expected=_iso(counted.until),
        steps=steps,
        due=open_questions(body, who) if body.held else [],
        withdrawal=_withdrawal(at, body) if body.withdrawal_asked else None,
        withdrawn=bool(body.withdrawn),
    )


def _withdrawal(at: Desktop, body: Booking) -> WithdrawalView:
    accounts = at.bench.door.people.names((body.withdrawal_by, body.withdrawn))
    return WithdrawalView(
        reason=body.withdrawal_asked,
        by=accounts.get(body.withdrawal_by, ""),
        mine=body.withdrawal_by == at.actor.id,
        instead=body.withdrawal_instead,
        instead_name=names_of(at, [body.withdrawal_instead]).get(body.withdrawal_instead, ""),
        second=accounts.get(body.withdrawn, ""),
    )


_WHEN = (
    "order_issued",
    "arrested",
    "referred",
    "screening_asked",
    "screened",
    "family_told",
    "informed",
)
"""The days and moments of an admission that stand in the file."""
_ANSWERS = (
    "release_order",
    "order",
    "order_authority",
    "order_article",
    "lawyer",
    "arrested_where",
    "arrested_by",
    "injuries",
    "injuries_noted",
    "ill_treatment",
    "family_declined",
    "informed_how",
    "informed_language",
    "property_items",
    "order_original",
    "injuries_chart",
    "property_listed",
    "property_signed",
    "children_asked",
    "kin_asked",
    "reads",
    "self_harm_noted",
)
"""What of an admission stands in the file as it was answered."""


def _iso(value: Any) -> str | None:  # noqa: ANN401 (a day or a moment)
    return value.isoformat() if value is not None else None


PERSON = Operation(
    "person",
    PersonFileRequest,
    PersonFileView,
    "look",
    "read-case",
    person,
    lambda at: PersonFileRequest(person=example_person(at)),
)
