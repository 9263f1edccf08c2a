"""Giving a task under an authorisation: only what it covers, so that a changed task takes a new one."""

from datetime import datetime

from pydantic import Field

from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import ActingDesktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.authorisations.lookup import by_authorisation, of_number
from tahqiq.desks.covert.authorisations.scope_change import within
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.risks.record import RISK
from tahqiq.desks.covert.risks.record import of_number as risk_of
from tahqiq.desks.covert.sources.record import by_source, of_code
from tahqiq.desks.covert.states import Worded
from tahqiq.desks.covert.uses.record import used
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict


class TaskRequest(Strict):
    """A task."""

    number: str = Field(
        description="The authorisation under which it is given, by its number in the register."
    )
    code: str = Field(
        default="", description="The source who gets it, by its code; without one, an officer does."
    )
    risk: str = Field(
        default="", description="A source: the assessment of the risks of this task, by its number."
    )
    subjects: list[str] = Field(
        default=[], max_length=1_000, description="Whom it is about, as the authorisation names them."
    )
    places: list[str] = Field(default=[], max_length=1_000, description="Where.")
    methods: list[str] = Field(default=[], max_length=50, description="By which methods.")
    acts: list[str] = Field(
        default=[], max_length=200, description="What is to be done, as the authorisation permits it."
    )


class TaskAnswer(Strict):
    """A task that was given."""

    number: str
    code: str
    at: str


def task(at: ActingDesktop, asked: TaskRequest, _progress: Progress | None) -> TaskAnswer:
    """Give a task; to a source only with an assessment of its risks that stands and was made for this task
    alone. Raises ``Conflict`` (``covert-not-in-force``; ``covert-step-change``: the authorisation does not
    cover it, a new one is needed; ``covert-source-unauthorised``: the source is used under another or none;
    ``covert-risk-needed``: there is no such assessment), ``NotFound``."""
    now, body = clock.now(), of_number(at, asked.number).body
    state = body.state(now)
    if state != "in-force":
        raise Conflict("covert-not-in-force", number=body.number, state=Worded(state))
    code, standing = "", ""
    if asked.code:
        source = of_code(at, asked.code).body
        code, standing = source.code, source.state
        if source.authorisation != body.number or standing != "active":
            raise Conflict("covert-source-unauthorised", source=code)
    within(at, body, asked.subjects, asked.places, asked.methods, asked.acts)
    if code:
        _assessed(at, asked.risk, code, body.number, now)
    made = used(at, "tasking", now, body.number, standing, code)
    return TaskAnswer(number=body.number, code=code, at=stamp(made.at))


def _assessed(at: ActingDesktop, risk: str, code: str, number: str, now: datetime) -> None:
    if not risk:
        raise Conflict("covert-risk-needed", source=code)
    kept = risk_of(at, risk)
    if (
        (kept.body.code, kept.body.authorisation) != (code, number)
        or not kept.body.standing(now)
        or kept.body.tasked_at is not None
    ):
        raise Conflict("covert-risk-needed", source=code)
    at.records(RISK).save(kept.body.model_copy(update={"tasked_at": now}), "", kept.id, kept.version)


OPERATIONS = (
    Operation(
        "task",
        TaskRequest,
        TaskAnswer,
        "act",
        "write-case",
        task,
        lambda at: TaskRequest(number=granted(at, subjects=["V-1"]), subjects=["V-1"]),
        needs=(
            by_authorisation(),
            by_source("handler", "controller"),
            Needs(RISK, "risk", ("handler", "controller"), "covert-not-controller", "number", needed),
        ),
    ),
)
