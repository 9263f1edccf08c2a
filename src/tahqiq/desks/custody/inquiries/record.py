"""What is known of a death or a complaint of torture, in a case of its own: who is no member of it reads
nothing, whatever their rank at the desk."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime

from tahqiq.desk.details import Details, made, many, stated
from tahqiq.desks.custody.name import NAME
from tahqiq.desks.custody.people.record import A_PERSON
from tahqiq.model.kind import Key, Kind

GRAVE = frozenset({"death", "torture-complaint"})
"""Incidents whose content lies in a case of its own (Nelson Mandela Rules 57 and 71); the register keeps that
it happened, where, when and whom it was told."""


class IncidentContent(Details):
    """What is known of an incident. People and staff by their numbers or logins, one in each line."""

    text: str = stated("What happened, in the order of time.", "", bounds=(5, 20_000))
    people: Annotated[list[str], A_PERSON] = many("Who was held there.", bounds=(0, 200))
    staff: list[str] = many("The staff who took part.", bounds=(0, 200))
    implicated: list[str] = many("Staff who are implicated.", bounds=(0, 200))


class IncidentStatements(Details):
    """Who deals with an incident, and the statements of who took part."""

    handled_by: list[str] = many("Who deals with it, by number or login.")
    statements: list[str] = many("The staff whose statement is here.")
    statement_texts: list[str] = many("What they state: the number, a colon, the words.")
    outcome: str = made("What was found, when it was closed.", "")


class Inquiry(IncidentStatements, IncidentContent):
    """The content of a grave incident. Its number is that of the incident."""

    number: str = made("The number of the incident.")
    facility: str = made("The facility.")
    at: AwareDatetime = made("When.")
    sort: Literal["death", "torture-complaint"] = made("What.")

    def shut(self) -> set[str]:
        """Who may neither read nor deal with it: whoever took part and whoever is implicated."""
        return {*self.staff, *self.implicated}


INQUIRY = Kind(
    "custody-inquiry",
    Inquiry,
    lambda body: body.number,
    NAME,
    Inquiry(
        number="I-1",
        facility="F01",
        at=datetime.fromisoformat("2026-05-03T10:00:00+03:00"),
        sort="death",
        text="Found dead in the morning.",
        people=["P-000001"],
        staff=["7"],
    ),
    home="case",
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("sort", "text", lambda body: body.sort),
        Key("at", "time", lambda body: body.at),
    ),
    numbered="number",
)
