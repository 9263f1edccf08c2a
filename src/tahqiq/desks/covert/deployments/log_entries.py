"""Writing the log of a deployment, buys among it."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import mint
from tahqiq.desk import ActingDesktop, Desktop, Operation
from tahqiq.desk.custody import WEIGHT, step_of
from tahqiq.desk.details import Details, record_of
from tahqiq.desk.lines import appended
from tahqiq.desks.covert.deployments.examples import running_example
from tahqiq.desks.covert.deployments.log import (
    LOG_LINE,
    DeploymentLogEntry,
    LogEntryDetails,
    What,
    corrections,
    log_of,
)
from tahqiq.desks.covert.deployments.record import BY_PART, LONG, Deployment, of_number, part
from tahqiq.desks.covert.deployments.requests import DeploymentMomentRequest
from tahqiq.desks.covert.deployments.view import DeploymentView, deployment_view
from tahqiq.desks.covert.exhibits.record import take
from tahqiq.desks.covert.officers.record import of_code
from tahqiq.desks.covert.remarks import late_entry
from tahqiq.desks.covert.uses.record import used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused, WrongUse


class DeploymentLogEntryRequest(LogEntryDetails, DeploymentMomentRequest):
    """A line of the log."""

    what: What = Field(
        default="note",
        description=(
            "note, words (verbatim), contact (a sign of life), debrief; a buy has a command of its own."
        ),
    )
    corrects: int = Field(
        default=0, ge=0, description="The number of the line whose text this one replaces; that line stays."
    )


class BuyRequest(Details, DeploymentMomentRequest):
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


def enter(at: ActingDesktop, asked: DeploymentLogEntryRequest, _progress: Progress | None) -> DeploymentView:
    """Write a line of the log; for the officer and the cover officer. Both times are kept. Raises ``Refused``
    (``covert-not-deployed``), ``Conflict`` (``covert-deployment-state``), ``WrongUse``
    (``covert-outside-deployment``, ``covert-words-speaker``, ``covert-buy-needs``,
    ``covert-no-line``)."""
    if asked.what == "buy":
        raise WrongUse("covert-buy-needs")
    if (asked.what == "words") != bool(asked.speaker.strip()) or (asked.settles and asked.what != "words"):
        raise WrongUse("covert-words-speaker")
    kept = of_number(at, asked.deployment)
    return _written(at, kept, _entry(at, kept, author_of(at, kept.body), asked))


def buy(at: ActingDesktop, asked: BuyRequest, _progress: Progress | None) -> DeploymentView:
    """Write down a buy: the notes that were paid, and what was bought, which comes into the officer's
    custody. Raises as :func:`enter`, ``Conflict`` (``custody-taken-twice``, ``custody-amount``)."""
    kept = of_number(at, asked.deployment)
    author = author_of(at, kept.body)
    line = _entry(
        at,
        kept,
        author,
        asked,
        what="buy",
        exhibit=asked.exhibit.strip(),
    )
    name = asked.exhibit.strip()
    take(at, name, kept.body.number, step_of("taken", name, asked.at, kept.body.officer, amount=asked.grams))
    used(at, "buy", asked.at, kept.body.authorisation, of=kept.body.number)
    return _written(at, kept, line)


def _written(at: ActingDesktop, kept: RecordVersion[Deployment], line: DeploymentLogEntry) -> DeploymentView:
    appended(at, LOG_LINE, kept.id, kept.body.number, entry=line)
    return deployment_view(at, kept, line.written_at, late_entry(line.observed_at, line.written_at))


def author_of(at: Desktop, body: Deployment) -> Literal["officer", "cover"]:
    """In which part the person writes. Raises ``Refused`` (``covert-not-deployed``, in the log)."""
    own = part(at, body, of_code(at, body.officer).body.involved)
    if not own:
        at.bench.door.audit.refused(
            at.actor, "covert.deploy-log", body.number, "covert-not-deployed", at.home
        )
        raise Refused("covert-not-deployed")
    return own


def _entry(
    at: Desktop,
    kept: RecordVersion[Deployment],
    author: Literal["officer", "cover"],
    asked: DeploymentLogEntryRequest | BuyRequest,
    **more: object,
) -> DeploymentLogEntry:
    within_deployment(kept.body, asked.at)
    line = record_of(
        DeploymentLogEntry,
        asked,
        observed_at=asked.at,
        written_at=clock.now(),
        author=author,
        speaker=asked.speaker.strip(),
        **more,
    )
    lines = log_of(at, kept)
    if line.corrects and (line.corrects > lines.count() or corrections(lines, [line.corrects])):
        raise WrongUse("covert-no-line", line=line.corrects)
    return line


def within_deployment(body: Deployment, moment: datetime) -> None:
    """Raises ``WrongUse`` (``covert-outside-deployment``), ``Conflict`` (``covert-deployment-state``) for a
    moment at which the officer was not out."""
    if body.started_at is None:
        raise Conflict("covert-deployment-state", number=body.number)
    if moment < body.started_at or (body.ended_at is not None and moment > body.ended_at):
        raise WrongUse("covert-outside-deployment")


OPERATIONS = (
    Operation(
        "deploy-log",
        DeploymentLogEntryRequest,
        DeploymentView,
        "act",
        "write-case",
        enter,
        lambda at: DeploymentLogEntryRequest(
            deployment=running_example(at),
            at=clock.now(),
            what="words",
            text="بكم الكيلو",
            speaker="V-1",
            settles="starts",
        ),
        group="deploy",
        needs=(BY_PART,),
    ),
    Operation(
        "deploy-buy",
        BuyRequest,
        DeploymentView,
        "act",
        "write-case",
        buy,
        lambda at: BuyRequest(
            deployment=running_example(at),
            at=clock.now(),
            text="اشترى كيساً واحداً",
            speaker="V-1",
            serials=["A1234567"],
            exhibit=f"E-{mint()}",
            grams="10.2",
        ),
        group="deploy",
        needs=(BY_PART,),
    ),
)
