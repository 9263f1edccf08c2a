"""A roll check: how many people were expected in a place, and how many were there."""

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated

from tahqiq.desk.details import Details, made, many, stated
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import A_PERSON
from tahqiq.model.kind import Key, Kind


class RollDetails(Details):
    """What people state of a roll check."""

    place: str = stated("The wing or facility that was counted, by its code.")
    at: Annotated[datetime, Happened()] = stated("When it was counted.")
    counted: int | None = stated("How many were there; empty: not counted.", None)
    missing: Annotated[list[str], A_PERSON] = many("Who was not there, by number.")
    extra: Annotated[list[str], A_PERSON] = many("Who was there and not expected, by number.")
    by: str = stated("Who counted.", "")


class Roll(RollDetails):
    """A roll check as a record. The last three come from the table of a lock-up."""

    number: str = made("The number of the roll check.")
    facility: str = made("The facility.")
    expected: int = made("How many should be there by the moves.")
    capacity: int | None = made("For how many the place is made.", None)
    incident: str = made("The number of the incident that the difference became.", "")
    keys_out: int | None = made("Keys that were not back at lock-up.", None)
    tools_out: int | None = made("Tools that were not back at lock-up.", None)
    night_watch: bool | None = made("Whether the night watch was entered.", None)


def differs(roll: Roll) -> bool:
    """Whether a count is not what the moves say: another number, or other people."""
    return roll.counted is not None and (roll.counted != roll.expected or bool(roll.missing or roll.extra))


def agreeing(roll: Roll, rolls: Iterable[Roll]) -> Roll | None:
    """The first later count of the place, or of one around it, that agreed; None: there is none yet."""
    later = (
        one
        for one in rolls
        if one.at > roll.at
        and one.counted is not None
        and not differs(one)
        and (roll.place == one.place or roll.place.startswith(f"{one.place}/"))
    )
    return min(later, key=lambda one: one.at, default=None)


ROLL = Kind(
    "custody-roll",
    Roll,
    lambda body: f"{body.number} {body.place}",
    NAME,
    Roll(
        number="R-1",
        place="F01/A",
        facility="F01",
        at=datetime.fromisoformat("2026-05-01T19:00:00+03:00"),
        expected=3,
        counted=3,
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("place", "text", lambda body: body.place),
        Key("facility", "text", lambda body: body.facility),
        Key("at", "time", lambda body: body.at),
        Key("differs", "flag", lambda body: body.counted != body.expected),
        Key("incident", "text", lambda body: body.incident),
    ),
    together=(("facility", "at"),),
    numbered="number",
)
