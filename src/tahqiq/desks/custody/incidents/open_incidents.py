"""The incidents that nobody has closed yet, for whoever works on them: none is found by typing its number."""

from typing import Annotated

from pydantic import Field

from tahqiq.desk import Desktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.records import every
from tahqiq.desks.custody.incidents.record import INCIDENT
from tahqiq.desks.custody.places.record import FACILITY
from tahqiq.jobs.progress import Progress


class OpenIncidentsRequest(Strict):
    """Of which facility."""

    facility: Annotated[str, FACILITY] = Field(default="", description="Only of this facility, by its code.")


class OpenIncidentView(Strict):
    """One incident: its number, when it happened (ISO), its kind, its facility, and how many statements are
    still owed."""

    number: str
    at: str
    sort: str
    facility: str
    statements_missing: int


class OpenIncidentsView(Strict):
    """All that are open, the latest first."""

    incidents: list[OpenIncidentView]


def open_incidents(at: Desktop, asked: OpenIncidentsRequest, _progress: Progress | None) -> OpenIncidentsView:
    """The incidents that are open. Nobody is named: of a death or a complaint of torture only that it
    happened is told."""
    found = [one.body for one in every(at, INCIDENT, {"open": True})]
    return OpenIncidentsView(
        incidents=[
            OpenIncidentView(
                number=one.number,
                at=one.at.isoformat(),
                sort=one.sort,
                facility=one.facility,
                statements_missing=one.statements_missing or 0,
            )
            for one in sorted(found, key=lambda body: body.at, reverse=True)
            if asked.facility in ("", one.facility)
        ]
    )


OPERATIONS = (
    Operation(
        "incidents-open",
        OpenIncidentsRequest,
        OpenIncidentsView,
        "look",
        "read-case",
        open_incidents,
        lambda _at: OpenIncidentsRequest(),
    ),
)
