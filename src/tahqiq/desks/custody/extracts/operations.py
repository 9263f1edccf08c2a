"""The person's own extract of the file, for them or who acts for them, with who opened it (Mandela Rules 8
and 9)."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from tahqiq.casework.clocks import ZONE
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.records import added, every
from tahqiq.desk.whole import opened_by
from tahqiq.desks.custody.alerts.record import ALERT
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.extracts.record import (
    EXTRACT,
    ExtractDetails,
    ExtractEntry,
    ExtractOpening,
)
from tahqiq.desks.custody.levels.level_on_day import stands
from tahqiq.desks.custody.levels.record import ASSESSMENT
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.orders.record import ORDER
from tahqiq.desks.custody.people.lookup import example_person, person_of
from tahqiq.desks.custody.people.record import PERSON, PersonFile
from tahqiq.desks.custody.plans.record import PLAN
from tahqiq.desks.custody.searches.record import SEARCH
from tahqiq.desks.custody.visits.record import VISIT
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.text import onward
from tahqiq.model.kind import Kind, day_of
from tahqiq.model.types.zones import zone

MOST = 200
"""How many openings stand in an extract."""
_ACTS: dict[str, Literal["looked", "wrote", "printed"]] = {"save-record": "wrote", "export": "printed"}


class ExtractRequest(ExtractDetails, needs=("authority",)):
    """Whose extract, and for whom."""


def extract(at: ActingDesktop, asked: ExtractRequest, _progress: Progress | None) -> RecordAnswer:
    """Make the extract and keep it, as it was given. What is not to be shared with the person, the other
    person of a decision to keep two apart, health, intelligence and complaints are not in it. Needs
    "see-openings". Raises ``NotFound`` (``custody-nobody-called``), ``Refused``."""
    who = person_of(at, asked.person)
    withheld = any(one.body.withheld for one in every(at, ALERT, {"person": who.number}))
    openings, more = _openings(at, who)
    lines = sorted(
        _lines(at, who),
        key=lambda line: (line.when or datetime.min.replace(tzinfo=UTC), line.what, line.text),
    )
    extracted = added(
        at,
        EXTRACT,
        "X",
        asked,
        person=who.number,
        name=who.name,
        made=clock.now(),
        lines=lines,
        openings=openings,
        more=more,
        left_out=withheld,
    )
    return answer_of(extracted)


def _lines(at: Desktop, who: PersonFile) -> Iterator[ExtractEntry]:
    mine = {"person": who.number}
    born = who.born.isoformat() if who.born else ""
    yield ExtractEntry(
        what="name",
        when=None,
        text=" · ".join(part for part in (who.name, *who.also, who.mother, born, who.document) if part),
    )
    for booking in (one.body for one in every(at, BOOKING, mine)):
        yield ExtractEntry(
            what="booking",
            when=booking.admitted,
            text=_joined(
                booking.number,
                booking.facility,
                booking.order,
                booking.order_authority,
                booking.order_article,
                booking.lawyer,
            ),
        )
        for order in (one.body for one in every(at, ORDER, {"booking": booking.number})):
            yield ExtractEntry(
                what="order",
                when=_noon(order.issued or order.begins),
                text=_joined(order.number, order.authority, order.article, order.begins, order.until),
            )
    for move in (one.body for one in every(at, MOVE, mine)):
        yield ExtractEntry(
            what="move",
            when=move.arrived,
            text=_joined(onward((move.origin, move.place)), move.reason, move.authority),
        )
    for alert in (one.body for one in every(at, ALERT, mine) if not one.body.withheld):
        yield ExtractEntry(what="alert", when=_noon(alert.raised), text=_joined(alert.reason, alert.review))
    for level in (one.body for one in every(at, ASSESSMENT, mine)):
        now, _ = stands(level, day_of(clock.now()))
        evidence = "; ".join(f"{one.day.isoformat()} {one.text}" for one in level.evidence)
        yield ExtractEntry(
            what="level",
            when=_noon(level.decided),
            text=_joined(level.number, now, level.by, evidence, level.view, level.challenge, level.answer),
        )
    for plan in (one.body for one in every(at, PLAN, mine)):
        yield ExtractEntry(what="plan", when=_noon(plan.made), text=_joined(*plan.goals, plan.review))
    for visit in (one.body for one in every(at, VISIT, mine)):
        yield ExtractEntry(what="visit", when=visit.at, text=_joined(visit.number, visit.visitor))
    for search in (one.body for one in every(at, SEARCH, mine)):
        yield ExtractEntry(
            what="search", when=search.at, text=_joined(search.number, search.reason, search.authority)
        )


def _joined(*parts: Any) -> str:  # noqa: ANN401 (texts and days)
    return " · ".join(str(part) for part in parts if part)


def _noon(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), zone(ZONE)) if day else None


def _openings(at: Desktop, who: PersonFile) -> tuple[list[ExtractOpening], bool]:
    """Who opened the file and its bookings, the latest day first, and whether there are more than stand
    here."""
    counts, more = Counter[tuple[date, str, Literal["looked", "wrote", "printed"]]](), False
    records: list[tuple[Kind[Any], str]] = [
        (PERSON, at.records(PERSON).find({"number": who.number}, limit=1).records[0].id),
        *((BOOKING, one.id) for one in every(at, BOOKING, {"person": who.number})),
    ]
    for kind, record in records:
        found = opened_by(at, kind, record)
        more |= found.more
        counts.update(
            (
                day_of(datetime.fromisoformat(one.at)),
                one.name,
                _ACTS.get(one.act, "looked"),
            )
            for one in found.entries
            if not one.failed
        )
    openings = [
        ExtractOpening(day=day, who=name, what=what, times=times)
        for (day, name, what), times in sorted(counts.items(), key=lambda item: item[0], reverse=True)
    ]
    return openings[:MOST], more or len(openings) > MOST


OPERATIONS = (
    Operation(
        "extract",
        ExtractRequest,
        RecordAnswer,
        "act",
        "write-case",
        extract,
        lambda at: ExtractRequest(
            person=example_person(at), given_to="هيوا كريم", holder="lawyer", authority="77/2026"
        ),
    ),
)
