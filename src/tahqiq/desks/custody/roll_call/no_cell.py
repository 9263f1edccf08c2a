"""Who is in custody and has no cell yet: on the roll from admission on, or from the arrival from another
facility, in no place of the house."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta
from typing import NamedTuple

from tahqiq.desk import Desktop
from tahqiq.desk.records import every
from tahqiq.desks.custody.bookings.record import BOOKING, Booking
from tahqiq.desks.custody.moves.derivations import latest_first
from tahqiq.desks.custody.moves.record import MOVE, Move
from tahqiq.kit import clock
from tahqiq.kit.parts import parts
from tahqiq.store.record_where import Between, OneOf, Where

TOGETHER = 200
"""How many bookings are looked for among the moves at once."""


class Waiting(NamedTuple):
    """Somebody without a cell; ``since`` is the admission, or the arrival from another facility. None: not
    written down."""

    person: str
    booking: str
    facility: str
    since: datetime | None


def without_cell(
    at: Desktop, when: datetime, standing: Iterable[Move], facility: str = "", person: str = ""
) -> Iterator[Waiting]:
    """Who was held at ``when`` and stood in no place, in order of people: of a facility, of a person, or of
    all. ``standing`` are moves that are known already; whoever stands in one of them has a place."""
    placed = {one.booking for one in standing}
    then = _before_transfers(at, when, person) if when < clock.now() else {}
    found = [one for one in _open(at, when, facility, person, then) if one.number not in placed]
    house = {one.number: then.get(one.number, one.facility) for one in found}
    left = sorted(
        (one for one in found if facility in ("", house[one.number])),
        key=lambda one: (one.person, one.number),
    )
    for some in parts(left, TOGETHER):
        moved: Where = {"booking": OneOf(tuple(one.number for one in some)), "arrived": Between(None, when)}
        last: dict[str, Move] = {}
        for kept in latest_first(every(at, MOVE, moved)):
            last.setdefault(kept.body.booking, kept.body)
        for one in some:
            move = last.get(one.number)
            if move is None:
                yield Waiting(one.person, one.number, house[one.number], one.admitted)
            elif move.unplaced and (move.ended is None or move.ended > when):
                yield Waiting(one.person, one.number, house[one.number], move.arrived)


def _before_transfers(at: Desktop, when: datetime, person: str) -> dict[str, str]:
    """The facility in which bookings were at a moment that have been transferred since, by their numbers."""
    asked: Where = {
        "sort": "transfer",
        "arrived": Between(when + timedelta(microseconds=1), None),
        **({"person": person} if person else {}),
    }
    later = [kept.body for kept in every(at, MOVE, asked) if not kept.body.under_way]
    later.sort(key=lambda one: one.arrived, reverse=True)
    return {one.booking: one.origin.split("/")[0] for one in later}


def _open(
    at: Desktop, when: datetime, facility: str, person: str, then: Mapping[str, str]
) -> Iterator[Booking]:
    """The bookings open at a moment: those of the facility now, and those that were there then."""
    asked: Where = {"admitted": Between(None, when), **({"person": person} if person else {})}
    here: Where = {**asked, **({"facility": facility} if facility else {})}
    gone = sorted(number for number, house in then.items() if facility and house == facility)
    wanted = [here, *({**asked, "number": OneOf(tuple(some))} for some in parts(gone, TOGETHER))]
    found = [kept.body for one in wanted for kept in every(at, BOOKING, {**one, "held": True})]
    if when < clock.now():
        closed = (kept.body for one in wanted for kept in every(at, BOOKING, {**one, "held": False}))
        found += [one for one in closed if one.released and one.released > when]
    yield from {one.number: one for one in found}.values()
