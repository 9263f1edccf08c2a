"""A meeting or task that is planned with a source. It has no words: what is to be talked about lies in the
vault with the contact report, and a plan that somebody reads tells nothing but a code and a time."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.desk import Desktop
from tahqiq.desk.details import Details
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.covert.relations import SOURCE_ID, admitted_to, controls
from tahqiq.desks.covert.sources.record import SOURCE, handles
from tahqiq.model.kind import Key, Kind

What = Literal["meeting", "call", "task", "payment"]
Outcome = Literal["planned", "done", "missed", "cancelled"]


class MeetingDetails(Details):
    """What people state of a plan."""

    code: str = Field(description="The source, by its code.")
    what: What = Field(description="What is planned: meeting, call, task, payment.")
    at: Annotated[AwareDatetime, MAY_LIE_AHEAD] = Field(description="When, with its zone.")


class Meeting(MeetingDetails):
    """A plan and what came of it, with when that was entered."""

    outcome: Outcome = "planned"
    entered_at: AwareDatetime
    closed_at: AwareDatetime | None = None


def _handles(at: Desktop, body: Meeting) -> bool:
    found = at.records(SOURCE).find({"code": body.code}, limit=1).records
    return any(handles(at, one.body, at.actor.id) for one in found)


MEETING = Kind(
    "covert-meeting",
    Meeting,
    lambda body: body.code,
    "covert",
    Meeting(
        code="ACDE-FGHL",
        what="meeting",
        at=datetime.fromisoformat("2026-03-02T15:00:00+00:00"),
        entered_at=datetime.fromisoformat("2026-03-01T08:00:00+00:00"),
    ),
    home="desk",
    hides_actor=True,
    relations={"handler": _handles, "controller": controls, "admitted": admitted_to(SOURCE_ID)},
    compartment=SOURCE_ID,
    keys=(
        Key("code", "text", lambda body: body.code),
        Key("at", "time", lambda body: body.at),
        Key("outcome", "text", lambda body: body.outcome),
    ),
)
