"""A request to open what was masked, for a purpose that the law names."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from tahqiq.desk import ARGUMENT, PERSON, Listed, OfKind
from tahqiq.desk.details import Details, made, stated
from tahqiq.desks.passengers.law import law
from tahqiq.model.kind import Key, Kind

MaskedKind = Literal["passenger-travel", "passenger-hit"]


class UnmaskingDetails(Details):
    """What people state of a request to open a masked record."""

    record: Annotated[str, ARGUMENT, OfKind("kind")] = Field(
        pattern="^[0-9a-f]{16}$", description="The masked booking, traveller or hit, by the id of its record."
    )
    kind: MaskedKind = stated("What it is: passenger-travel or passenger-hit.", "passenger-travel")
    purpose: Annotated[str, Listed(lambda: law().purposes)] = stated(
        "Why, as the law names it: terrorism, trafficking-persons, trafficking-drugs, serious-crime, redress."
    )
    matter: str = stated("The case it is for, by its number.", bounds=(1, 200))


class UnmaskingRequest(UnmaskingDetails, needs=("record", "purpose", "matter")):
    """Which record is to be opened, and why."""

    reason: str = Field(min_length=3, max_length=2_000, description="What makes it necessary, in your words.")
    hours: int = Field(default=24, ge=1, le=720, description="For how many hours from now.")


class Unmasking(UnmaskingDetails):
    """A request to open a masked record; ``until`` ends it."""

    until: datetime = made("When it ends.")
    by: Annotated[str, PERSON] = made("Who asked.")


_EXAMPLE = Unmasking(
    record="00000000000000aa",
    kind="passenger-travel",
    purpose="terrorism",
    matter="Sample case 3",
    until=datetime.fromisoformat("2026-11-01T08:00:00+00:00"),
    by="somebody",
)


UNMASKING = Kind(
    "passenger-unmasking",
    Unmasking,
    lambda body: body.matter,
    "passengers",
    _EXAMPLE,
    home="desk",
    keys=(
        Key("record", "text", lambda body: body.record),
        Key("purpose", "text", lambda body: body.purpose),
        Key("ends", "time", lambda body: body.until),
    ),
    until=lambda body: law().last_day(body.until),
)
