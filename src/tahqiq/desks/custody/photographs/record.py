"""A photograph of somebody in custody."""

from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime

from tahqiq.desk.details import Details, made, stated
from tahqiq.desk.moments import Happened
from tahqiq.desks.custody.name import NAME
from tahqiq.model.kind import Key, Kind


class PhotographDetails(Details):
    """What people state of a photograph."""

    picture: str = stated(
        "The sealed picture (PNG, JPEG, WebP, GIF), by the id of its source.",
        data_class="identity",
        bounds=(16, 16),
    )
    taken: Annotated[AwareDatetime, Happened()] = stated("When it was taken.")
    by: str = stated("Who took it.", "", bounds=(0, 200))


class Photograph(PhotographDetails):
    """A photograph as a record. The latest that is not withdrawn is shown with the person's file."""

    number: str = made("The number.")
    person: str = made("The person: the number of the file.")
    sha256: str = made("The SHA-256 of the sealed picture.", data_class="identity")
    withdrawn: str = made("Why it is not shown any more; empty: it is shown.", "")


PHOTOGRAPH = Kind(
    "custody-photograph",
    Photograph,
    lambda body: f"{body.number} {body.person}",
    NAME,
    Photograph(
        number="PH-000001",
        person="P-000001",
        picture="00000000000000aa",
        sha256="0" * 64,
        taken=datetime.fromisoformat("2026-05-01T14:30:00+03:00"),
        by="Officer 7",
    ),
    home="desk",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("person", "text", lambda body: body.person),
        Key("shown", "flag", lambda body: not body.withdrawn),
        Key("taken", "time", lambda body: body.taken),
    ),
    numbered="number",
)
