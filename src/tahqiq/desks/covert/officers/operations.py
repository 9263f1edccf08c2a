"""Registering undercover officers."""

from datetime import date

from pydantic import Field

from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desks.covert.officers.record import OFFICER, Officer, OfficerDetails, of_code, officer_example
from tahqiq.desks.covert.relations import involvement
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Refused


class OfficerReference(Strict):
    """A new officer, or one by code."""

    code: str = Field(
        default="",
        description="The officer, by code, where new days are written down; without one, a new officer.",
    )
    officer: str = Field(default="", description="A new officer: the login; kept as a digest.")


class OfficerRequest(OfficerDetails, OfficerReference):
    """An officer who may be deployed."""


class OfficerView(Strict):
    """An officer, by code, with the last days of training and check."""

    code: str
    trained: str
    checked: str
    legend: str


def register(at: ActingDesktop, asked: OfficerRequest, _progress: Progress | None) -> OfficerView:
    """Enter an officer under a random code, or the new days of one. Raises ``NotFound``
    (``covert-no-officer``, ``no-such-person``), ``Refused`` (``covert-officer-self``)."""
    if asked.code:
        kept = of_code(at, asked.code)
        if kept.body.involved == involvement(at, kept.body.code, at.actor.id):
            raise Refused("covert-officer-self")
        changed = record_of(Officer, asked, code=kept.body.code, involved=kept.body.involved)
        return _view(at.records(OFFICER).save(changed, "", kept.id, kept.version).body)
    person = at.bench.door.people.get(asked.officer)
    if person.id == at.actor.id:
        raise Refused("covert-officer-self")
    code = mint()
    made = record_of(Officer, asked, code=code, involved=involvement(at, code, person.id))
    return _view(at.records(OFFICER).save(made).body)


def _view(body: Officer) -> OfficerView:
    return OfficerView(
        code=body.code, trained=body.trained.isoformat(), checked=body.checked.isoformat(), legend=body.legend
    )


def _example(at: ActingDesktop) -> OfficerRequest:
    return OfficerRequest(
        code=officer_example(at, "another"), trained=date(2027, 1, 1), checked=date(2026, 9, 1)
    )


OPERATIONS = (
    Operation(
        "deploy-officer", OfficerRequest, OfficerView, "act", "release", register, _example, group="deploy"
    ),
)
