"""A question about a person or thing: what is kept of it is a keyed digest."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk.details import Details
from tahqiq.desks.covert.relations import involvement
from tahqiq.model.kind import ACTED_DIGEST, Key, Kind

Capacity = Literal["source", "officer", "operation", "accused", "victim", "child", "detainee", "staff"]


class DeconflictionDetails(Details):
    """What a unit states of its part in a matter."""

    capacity: Capacity = Field(
        description=(
            "In which part your unit works on it: source, officer, operation, accused, victim, child, "
            "detainee, staff; nobody is told."
        )
    )
    controller: str = Field(
        min_length=2, max_length=100, description="Who is to be called when somebody else asks, by code."
    )


class DeconflictionQuery(DeconflictionDetails):
    """One question: the digest of what was asked about, who is to be called about it, in which part the unit
    works on it, and a digest of who asked."""

    digest: str
    at: AwareDatetime
    asked_by: Annotated[str, ACTED_DIGEST]


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
QUERY = Kind(
    "covert-deconfliction",
    DeconflictionQuery,
    lambda body: body.controller,
    "covert",
    DeconflictionQuery(digest="0" * 64, controller="C-7", capacity="source", at=_WHEN, asked_by="0" * 64),
    home="desk",
    hides_actor=True,
    relations={"asker": lambda at, body: body.asked_by == involvement(at, "deconfliction", at.actor.id)},
    opened_by=("asker",),
    keys=(
        Key("digest", "text", lambda body: body.digest),
        Key("asked_by", "text", lambda body: body.asked_by),
        Key("asked", "time", lambda body: body.at),
    ),
    together=(("asked_by", "asked"),),
)
