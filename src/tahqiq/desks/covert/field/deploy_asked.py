"""What is asked about deployments, and what a list of them answers."""

from pydantic import AwareDatetime, Field

from tahqiq.desk.custody import WEIGHT
from tahqiq.desk.lines import PageOfLog
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.field.deployment import LONG, Settles, Sheet, SuspicionFact, What


class BriefingRequest(Strict):
    """Instructions of a deployment."""

    number: str = Field(description="The authorisation, by its number in the register.")
    code: str = Field(description="The officer, by code.")
    cover: str = Field(
        description="The cover officer who waits for the signs of life, by login; kept as a digest."
    )
    hours: int = Field(ge=1, le=168, description="A sign of life is due at least every so many hours.")
    objectives: str = Field(min_length=3, max_length=LONG, description="What is to be reached.")
    exit_plan: str = Field(min_length=3, max_length=LONG, description="How the officer gets out.")
    subjects: list[str] = Field(
        default=[], max_length=1_000, description="Whom it is about, as the authorisation names them."
    )
    places: list[str] = Field(default=[], max_length=1_000, description="Where.")
    permitted: list[str] = Field(
        default=[], max_length=200, description="What is permitted, as the authorisation permits it."
    )
    prohibited: list[str] = Field(
        default=[], max_length=200, description="What is prohibited besides what is so always."
    )


class OneDeployment(Strict):
    """A deployment."""

    deployment: str = Field(description="The deployment, by its number.")


class DeploymentLogRequest(PageOfLog, OneDeployment):
    """A deployment with a page of its log."""


class DeploymentMomentRequest(OneDeployment):
    """When a deployment began or ended."""

    at: AwareDatetime = Field(description="When, with its zone.")


class DeploymentLogEntryRequest(DeploymentMomentRequest):
    """A line of the log."""

    what: What = Field(
        default="note",
        description=(
            "note, words (verbatim), contact (a sign of life), debrief; a buy has a command of its own."
        ),
    )
    text: str = Field(
        min_length=1, max_length=LONG, description="What was seen or heard; words stand as they were said."
    )
    speaker: str = Field(
        default="", max_length=200, description="Words: who said them, by the code of a subject, or officer."
    )
    settles: Settles = Field(default="", description="Words: whether they start or settle an offence.")
    corrects: int = Field(
        default=0, ge=0, description="The number of the line whose text this one replaces; that line stays."
    )


class BuyRequest(DeploymentMomentRequest):
    """A buy."""

    text: str = Field(min_length=1, max_length=LONG, description="What happened.")
    speaker: str = Field(default="", max_length=200, description="Who sold, by the code of a subject.")
    serials: list[str] = Field(
        min_length=1, max_length=5_000, description="The serial numbers of the notes that were paid."
    )
    exhibit: str = Field(
        min_length=1, max_length=60, description="What was bought, by the name of the exhibit."
    )
    grams: str = Field(default="", pattern=WEIGHT, description="Its weight in grams, where it was weighed.")


class IncitementSheetRequest(Sheet, OneDeployment):
    """The sheet about incitement."""


class SuspicionRequest(SuspicionFact, OneDeployment):
    """Something that was known against somebody."""


class DeploymentsRequest(Strict):
    """Which deployments."""

    out: bool = Field(default=False, description="Only officers who are out.")
    limit: int = Field(default=100, ge=1, le=500, description="How many at most, the latest first.")


class DeploymentLine(Strict):
    """One deployment of a list."""

    number: str
    authorisation: str
    officer: str
    signed: str | None
    started: str | None
    ended: str | None
    contact_due: str | None
    overdue: bool
    entries: int


class DeploymentsView(Strict):
    """Deployments, the latest first."""

    deployments: list[DeploymentLine]
