"""A deployment of an undercover officer: instructions that were signed before, when it began and ended."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import Desktop, Needs
from tahqiq.desk.details import Details
from tahqiq.desk.moments import Happened
from tahqiq.desks.covert.authorisations.lookup import leads
from tahqiq.desks.covert.authorisations.references import UnderAuthorisation
from tahqiq.desks.covert.officers.record import OFFICER
from tahqiq.desks.covert.relations import NOT_RELATED, involvement, supervises
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import ACTED_DIGEST, Json, Key, Kind

ALWAYS = ("incitement", "sexual-relationship", "violence")
"""What is prohibited in every deployment, whatever its instructions say."""
LONG = 20_000


class InstructionDetails(Details):
    """What people state of the instructions of a deployment."""

    hours: int = Field(ge=1, le=168, description="A sign of life is due at least every so many hours.")
    objectives: str = Field(min_length=3, max_length=LONG, description="What is to be reached.")
    exit_plan: str = Field(min_length=3, max_length=LONG, description="How the officer gets out.")
    permitted: list[str] = Field(
        default=[], max_length=200, description="What is permitted, as the authorisation permits it."
    )
    prohibited: list[str] = Field(
        default=[], max_length=200, description="What is prohibited besides what is so always."
    )


class Instructions(InstructionDetails):
    """What the officer is told before. ``cover`` is the digest of the officer who waits for the signs of
    life."""

    cover: Annotated[str, ACTED_DIGEST]
    given_at: AwareDatetime
    signed_at: AwareDatetime | None = None


class SuspicionFact(Details):
    """Something that was known against somebody, since when, and by which record or paper."""

    since: Annotated[AwareDatetime, Happened()] = Field(description="Since when it was known, with its zone.")
    fact: str = Field(min_length=3, max_length=LONG, description="What was known.")
    rests_on: str = Field(min_length=1, max_length=300, description="The record or paper that shows it.")


class IncitementSheet(Details):
    """What a court will ask about incitement. There is no field for a verdict."""

    first_contact: Annotated[AwareDatetime | None, Happened()] = Field(
        default=None,
        description="The first contact with whom it is about, where it lies before the deployment.",
    )
    proposed_by: Literal["subject", "officer", "third", "unknown"] = Field(
        description="Who proposed the offence first."
    )
    insistence: str = Field(
        default="", max_length=LONG, description="How often and how insistently it was proposed."
    )
    unusual: str = Field(default="", max_length=LONG, description="What was unusual in the opportunity.")
    vulnerability: str = Field(default="", max_length=LONG, description="What made the person vulnerable.")
    supervision: str = Field(
        default="", max_length=LONG, description="Who watched over the deployment, and how."
    )


DeploymentState = Literal["briefed", "signed", "out", "back"]


class Deployment(UnderAuthorisation):
    """One deployment, by its random number. The lines of its log are records beside it."""

    officer: str
    instructions: Instructions
    started_at: AwareDatetime | None = None
    start_entered: AwareDatetime | None = None
    ended_at: AwareDatetime | None = None
    end_entered: AwareDatetime | None = None
    suspicion: list[SuspicionFact] = Field(default=[], max_length=200)
    sheet: IncitementSheet | None = None

    @property
    def state(self) -> DeploymentState:
        """The state it is in."""
        if self.started_at is None:
            return "briefed" if self.instructions.signed_at is None else "signed"
        return "out" if self.ended_at is None else "back"

    @property
    def under_way(self) -> bool:
        """Whether the officer is out."""
        return self.started_at is not None and self.ended_at is None


def _without_lines(body: Json) -> dict[str, object]:
    """A deployment as it was before its lines were records: they stood in it."""
    return {name: value for name, value in body.items() if name != "log"}


_WHEN = datetime.fromisoformat("2026-03-01T08:00:00+00:00")
DEPLOYMENT = Kind(
    "covert-deployment",
    Deployment,
    lambda body: body.number,
    "covert",
    Deployment(
        number="ACDE-FGHL",
        authorisation="ACDE-FGHL",
        officer="ACDE-FGHL",
        instructions=Instructions(
            objectives="شراء واحد",
            exit_plan="الخروج من الباب الخلفي",
            hours=6,
            cover="0" * 64,
            given_at=_WHEN,
        ),
    ),
    home="desk",
    hides_actor=True,
    relations={
        "officer": lambda at, body: _part(at, body) == "officer",
        "cover": lambda at, body: _part(at, body) == "cover",
        "lead": lambda at, body: leads(at, body.authorisation),
        "supervisor": supervises,
    },
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("authorisation", "text", lambda body: body.authorisation),
        Key("officer", "text", lambda body: body.officer),
        Key("given", "time", lambda body: body.instructions.given_at),
        Key("started", "time", lambda body: body.started_at),
        Key("ended", "time", lambda body: body.ended_at),
        Key("out", "flag", lambda body: body.under_way),
    ),
    numbered="number",
    shape=2,
    migrations={1: _without_lines},
)


def of_number(at: Desktop, number: str) -> RecordVersion[Deployment]:
    """The deployment of a number. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound``
    (``covert-no-deployment``)."""
    page = at.records(DEPLOYMENT).find({"number": needed(number)}, limit=1).records
    if not page:
        raise NotFound("covert-no-deployment", number=needed(number))
    return page[0]


def part(at: Desktop, body: Deployment, officer: str) -> Literal["officer", "cover", ""]:
    """In which part the person at the desk stands to a deployment: its officer (whose digest is ``officer``),
    its cover officer, or none."""
    if involvement(at, body.officer, at.actor.id) == officer:
        return "officer"
    return "cover" if involvement(at, body.number, at.actor.id) == body.instructions.cover else ""


def _part(at: Desktop, body: Deployment) -> str:
    found = at.records(OFFICER).find({"code": body.officer}, limit=1).records
    return part(at, body, found[0].body.involved if found else "")


BY_PART = Needs(
    DEPLOYMENT, "deployment", ("officer", "cover", "lead", "supervisor"), NOT_RELATED, "number", needed
)
"""What somebody has to be to a deployment that is written on."""
