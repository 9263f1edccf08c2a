"""What follows from moves beside one another: when a place was left again, for whom it is, who came near."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime, time

from tahqiq.casework.clocks import ZONE
from tahqiq.casework.records import RecordVersion
from tahqiq.desks.custody.bookings.record import Booking
from tahqiq.desks.custody.moves.record import Move
from tahqiq.desks.custody.non_associations.record import Apart
from tahqiq.desks.custody.people.lookup import ADULT, age
from tahqiq.desks.custody.people.record import PersonFile
from tahqiq.desks.custody.places.record import Place
from tahqiq.model.types.zones import zone


def write_ends(moves: Iterable[Move]) -> None:
    """When each move's place was left again: when the next one of the same person began. A release ends as it
    begins."""
    of = defaultdict[str, list[Move]](list)
    for move in moves:
        of[move.person].append(move)
    for own in of.values():
        own.sort(key=lambda move: (move.arrived, move.left or move.arrived))
        for move, after in zip(own, [*own[1:], None], strict=True):
            if move.sort == "release" or not move.place:
                move.ended = move.arrived
            elif after is not None:
                move.ended = max(move.arrived, min(after.left or after.arrived, after.arrived))


def latest_first(moves: Iterable[RecordVersion[Move]]) -> list[RecordVersion[Move]]:
    """Moves of one person, the latest first: of two in one minute the one in which they stand, and then the
    one that ended later."""
    return sorted(
        moves,
        key=lambda kept: (
            kept.body.arrived,
            kept.body.ended is None,
            kept.body.ended or kept.body.arrived,
            kept.body.left or kept.body.arrived,
        ),
        reverse=True,
    )


def write_conditions(
    moves: Iterable[Move],
    people: Mapping[str, PersonFile],
    places: Mapping[str, Place],
    bookings: Mapping[str, Booking],
) -> None:
    """What person and place were for one another at each move, where the row does not say it."""
    for move in moves:
        person, place, booking = people.get(move.person), places.get(move.place), bookings.get(move.booking)
        if person is not None:
            move.sex = move.sex or person.sex or ""
            if not move.ages and person.born is not None:
                move.ages = "child" if age(person, move.arrived) < ADULT else "adult"
        if place is not None:
            move.place_sex = move.place_sex or inherited(place, places, "sex")
            move.place_ages = move.place_ages or inherited(place, places, "ages")
            move.place_status = move.place_status or inherited(place, places, "status")
        if booking is not None:
            move.status = move.status or booking.status or ""


def inherited(place: Place, places: Mapping[str, Place], name: str) -> str:
    """What a place is for, or else the place it is in; "" where nothing says it."""
    at: Place | None = place
    for _ in range(12):
        if at is None:
            return ""
        found = getattr(at, name)
        if found:
            return str(found)
        at = places.get(at.within)
    return ""


def kept_apart(moves: Iterable[Move], decisions: Iterable[Apart]) -> None:
    """Which decisions to keep two people apart each move goes against: the later of two stays that are nearer
    than the decision allows, on days on which it stands."""
    of = defaultdict[str, list[Move]](list)
    for move in moves:
        move.apart_broken = []
        if move.sort in ("admission", "cell"):
            of[move.person].append(move)
    for decision in decisions:
        for mine in of.get(decision.person, []):
            for theirs in of.get(decision.other, []):
                begun = max(
                    mine.arrived, theirs.arrived, datetime.combine(decision.begins, time.min, zone(ZONE))
                )
                last = datetime.combine(decision.ends, time.max, zone(ZONE)) if decision.ends else None
                over = [one for one in (mine.ended, theirs.ended, last) if one is not None]
                if all(one > begun for one in over) and near(mine.place, theirs.place, decision.reach):
                    later = mine if mine.arrived >= theirs.arrived else theirs
                    later.apart_broken = [*later.apart_broken, decision.number]


def near(one: str, other: str, reach: str) -> bool:
    """Whether two places are nearer than a decision allows: one cell, one landing (the part above the cell),
    one wing (the first three parts)."""
    if reach == "cell":
        return one == other
    if reach == "landing":
        return one.rpartition("/")[0] == other.rpartition("/")[0]
    return one.split("/")[:3] == other.split("/")[:3]
