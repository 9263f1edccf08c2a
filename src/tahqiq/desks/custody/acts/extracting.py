"""The person's own extract of the file, for them or who acts for them, with who opened it (Mandela Rules 8
and 9)."""

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any, Literal

from pydantic import Field

from tahqiq.casework.clocks import ZONE
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desk.whole import opened_by
from tahqiq.desks.custody.acts.told import CustodyKept, kept
from tahqiq.desks.custody.book import every
from tahqiq.desks.custody.levels import stands
from tahqiq.desks.custody.moves.record import MOVE
from tahqiq.desks.custody.people import example_person, person_of
from tahqiq.desks.custody.records.holding import BOOKING, ORDER
from tahqiq.desks.custody.records.papers import EXTRACT, Extract, ExtractLine, ExtractOpening, Holder
from tahqiq.desks.custody.records.people import ALERT, ASSESSMENT, PERSON, PLAN, PersonFile
from tahqiq.desks.custody.records.rights import SEARCH, VISIT
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.text import onward
from tahqiq.model.kind import Kind
from tahqiq.model.types.zones import zone

MOST = 200
"""How many openings stand in an extract."""
_ACTS: dict[str, Literal["looked", "wrote", "printed"]] = {"save-record": "wrote", "export": "printed"}


class ExtractRequest(Strict):
    """Whose extract, and for whom."""

    person: str = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    given_to: str = Field(min_length=2, max_length=200, description="Who gets it.")
    holder: Holder = Field(description="What they are to the person.")
    authority: str = Field(
        min_length=1, max_length=200, description="The power of attorney or the request, by its number."
    )


def extract(at: ActingDesktop, asked: ExtractRequest, _progress: Progress | None) -> CustodyKept:
    """Make the extract and keep it, as it was given. What is not to be shared with the person, the other
    person of a decision to keep two apart, health, intelligence and complaints are not in it. Needs
    "see-openings". Raises ``NotFound`` (``custody-nobody-called``), ``Refused``."""
    who = person_of(at, asked.person)
    withheld = any(one.body.withheld for one in every(at, ALERT, {"person": who.number}))
    told, more = _opened(at, who)
    lines = sorted(
        _lines(at, who),
        key=lambda line: (line.when or datetime.min.replace(tzinfo=UTC), line.what, line.text),
    )
    body = Extract(
        number=at.shelf(EXTRACT).next_number("X"),
        person=who.number,
        name=who.name,
        made=clock.now(),
        given_to=asked.given_to,
        holder=asked.holder,
        authority=asked.authority,
        lines=lines,
        openings=told,
        more=more,
        left_out=withheld,
    )
    return kept(at.shelf(EXTRACT).save(body))


def _lines(at: Desktop, who: PersonFile) -> Iterator[ExtractLine]:
    mine = {"person": who.number}
    born = who.born.isoformat() if who.born else ""
    yield ExtractLine(
        what="name",
        when=None,
        text=" · ".join(part for part in (who.name, *who.also, who.mother, born, who.document) if part),
    )
    for booking in (one.body for one in every(at, BOOKING, mine)):
        yield ExtractLine(
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
            yield ExtractLine(
                what="order",
                when=_noon(order.issued or order.begins),
                text=_joined(order.number, order.authority, order.article, order.begins, order.until),
            )
    for move in (one.body for one in every(at, MOVE, mine)):
        yield ExtractLine(
            what="move",
            when=move.arrived,
            text=_joined(onward((move.origin, move.place)), move.reason, move.authority),
        )
    for alert in (one.body for one in every(at, ALERT, mine) if not one.body.withheld):
        yield ExtractLine(what="alert", when=_noon(alert.raised), text=_joined(alert.reason, alert.review))
    for level in (one.body for one in every(at, ASSESSMENT, mine)):
        now, _ = stands(level, clock.now().date())
        evidence = "; ".join(f"{one.day.isoformat()} {one.text}" for one in level.evidence)
        yield ExtractLine(
            what="level",
            when=_noon(level.decided),
            text=_joined(level.number, now, level.by, evidence, level.view, level.challenge, level.answer),
        )
    for plan in (one.body for one in every(at, PLAN, mine)):
        yield ExtractLine(what="plan", when=_noon(plan.made), text=_joined(*plan.goals, plan.review))
    for visit in (one.body for one in every(at, VISIT, mine)):
        yield ExtractLine(what="visit", when=visit.at, text=_joined(visit.number, visit.visitor))
    for search in (one.body for one in every(at, SEARCH, mine)):
        yield ExtractLine(
            what="search", when=search.at, text=_joined(search.number, search.reason, search.authority)
        )


def _joined(*parts: Any) -> str:  # noqa: ANN401 (texts and days)
    return " · ".join(str(part) for part in parts if part)


def _noon(day: date | None) -> datetime | None:
    return datetime.combine(day, time(12), zone(ZONE)) if day else None


def _opened(at: Desktop, who: PersonFile) -> tuple[list[ExtractOpening], bool]:
    """Who opened the file and its bookings, the latest day first, and whether there are more than stand
    here."""
    counts, more = Counter[tuple[date, str, Literal["looked", "wrote", "printed"]]](), False
    records: list[tuple[Kind[Any], str]] = [
        (PERSON, at.shelf(PERSON).find({"number": who.number}, limit=1).records[0].id),
        *((BOOKING, one.id) for one in every(at, BOOKING, {"person": who.number})),
    ]
    for kind, record in records:
        found = opened_by(at, kind, record)
        more |= found.more
        counts.update(
            (
                datetime.fromisoformat(one.at).astimezone(zone(ZONE)).date(),
                one.name,
                _ACTS.get(one.act, "looked"),
            )
            for one in found.entries
            if not one.failed
        )
    told = [
        ExtractOpening(day=day, who=name, what=what, times=times)
        for (day, name, what), times in sorted(counts.items(), key=lambda item: item[0], reverse=True)
    ]
    return told[:MOST], more or len(told) > MOST


OPERATIONS = (
    Operation(
        "extract",
        ExtractRequest,
        CustodyKept,
        "act",
        "write-case",
        extract,
        lambda at: ExtractRequest(
            person=example_person(at), given_to="هيوا كريم", holder="lawyer", authority="77/2026"
        ),
    ),
)
