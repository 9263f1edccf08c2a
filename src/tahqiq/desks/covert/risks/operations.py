"""Assessing the risks of a tasking, adding to them, looking at them again with a conclusion."""

import json
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import ActingDesktop, Desktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.moments import MAY_LIE_AHEAD
from tahqiq.desks.covert.authorisations.decisions import granted
from tahqiq.desks.covert.authorisations.lookup import in_force
from tahqiq.desks.covert.compartments import vault_example
from tahqiq.desks.covert.relations import SOURCE_ID, involvement
from tahqiq.desks.covert.risks.record import (
    RISK,
    TOWARDS,
    Risk,
    RiskAssessment,
    RiskReview,
    Towards,
    of_number,
)
from tahqiq.desks.covert.risks.view import RiskAssessmentView, risk_view, vault
from tahqiq.desks.covert.sources.record import (
    SOURCE,
    SourceRef,
    Stage,
    by_source,
    handled,
    handles,
    tasked,
)
from tahqiq.desks.covert.sources.record import of_code as source_of
from tahqiq.jobs.progress import Progress
from tahqiq.kit import clock
from tahqiq.kit.errors import Conflict, Refused, WrongUse
from tahqiq.model.kind import day_of

LONG = 5_000
LONGEST = timedelta(days=366)
"""No assessment stands for longer without a look."""


class RiskRequest(Strict):
    """One risk."""

    towards: Towards = Field(description="To whom: source, public, handler, third, agency.")
    cause: str = Field(min_length=3, max_length=LONG, description="From what; it lies in the vault.")
    mitigation: str = Field(min_length=3, max_length=LONG, description="What is done about it.")
    owner: str = Field(min_length=1, max_length=100, description="Who answers for it, by code or office.")


class RiskAssessmentRequest(RiskRequest):
    """The first risk of a tasking; further ones are added."""

    code: str = Field(description="The source, by its code.")
    number: str = Field(description="The authorisation, by its number in the register.")
    task: str = Field(
        min_length=3, max_length=LONG, description="What the source is to do; it lies in the vault."
    )
    review_on: Annotated[date, MAY_LIE_AHEAD] = Field(
        description="The last day on which it stands without another look."
    )


class RiskAdditionRequest(RiskRequest):
    """One risk more."""

    risk: str = Field(description="The assessment, by its number.")


class RiskAssessmentReference(Strict):
    """An assessment."""

    risk: str = Field(description="The assessment, by its number.")


class RiskReviewRequest(RiskAssessmentReference):
    """A look at an assessment."""

    stands: bool = Field(description="It stands as it is; otherwise the task takes a new one.")
    conclusion: str = Field(
        min_length=10,
        max_length=LONG,
        description="What was found, in words of this source; it lies in the vault.",
    )
    review_on: Annotated[date | None, MAY_LIE_AHEAD] = Field(
        default=None, description="The next last day, where it stands."
    )


def assess(at: ActingDesktop, asked: RiskAssessmentRequest, _progress: Progress | None) -> RiskAssessmentView:
    """Write down the risks of a tasking; for who handles the source. Raises ``Refused``
    (``covert-not-handler``), ``Conflict`` (``covert-not-in-force``, ``covert-other-technique``,
    ``covert-source-unauthorised``, ``covert-source-not-tasked``), ``WrongUse`` (``covert-review-past``),
    ``NotFound``."""
    now, source = clock.now(), handled(at, asked.code, "risk-assess")
    tasked(source)
    order = in_force(at, asked.number, "source", now).body
    if source.authorisation != order.number:
        raise Conflict("covert-source-unauthorised", source=source.code)
    _day(asked.review_on)
    number = vault(at).register(
        {
            "code": source.code,
            "task": asked.task.strip(),
            "risks": json.dumps([_risk(asked)], ensure_ascii=False),
        }
    )
    made = RiskAssessment(
        number=number,
        code=source.code,
        authorisation=order.number,
        towards=[asked.towards],
        by=involvement(at, source.code, at.actor.id),
        at=now,
        review_on=asked.review_on,
    )
    return risk_view(at, at.records(RISK).save(made).body, now)


def add(at: ActingDesktop, asked: RiskAdditionRequest, _progress: Progress | None) -> RiskAssessmentView:
    """Add a risk; what was written before stays. Raises ``Refused`` (``covert-not-handler``), ``Conflict``
    (``covert-risk-over``: the task was given, or it stands no longer)."""
    kept, now = of_number(at, asked.risk), clock.now()
    handled(at, kept.body.code, "risk-add")
    if kept.body.tasked_at is not None or not kept.body.standing(now):
        raise Conflict("covert-risk-over", number=kept.body.number)
    before = json.loads(vault(at).read(kept.body.number)["risks"])
    vault(at).amend(kept.body.number, {"risks": json.dumps([*before, _risk(asked)], ensure_ascii=False)})
    whom = [one for one in TOWARDS if one in (*kept.body.towards, asked.towards)]
    return risk_view(
        at,
        at.records(RISK).save(kept.body.model_copy(update={"towards": whom}), "", kept.id, kept.version).body,
        now,
    )


def review(at: ActingDesktop, asked: RiskReviewRequest, _progress: Progress | None) -> RiskAssessmentView:
    """Look at an assessment again, with a conclusion; not by who handles the source. Raises ``Refused``
    (``covert-decider-involved``), ``WrongUse`` (``covert-review-day``: one that stands has a next day, one
    that does not has none; ``covert-review-past``), ``Conflict`` (``covert-risk-over``), ``NotFound``."""
    kept, now = of_number(at, asked.risk), clock.now()
    at.bench.door.cases.compartment(at.actor.id, SOURCE_ID)
    if handles(at, source_of(at, kept.body.code).body, at.actor.id):
        at.bench.door.audit.refused(
            at.actor, "covert.risk-look", kept.body.number, "covert-decider-involved", at.home
        )
        raise Refused("covert-decider-involved")
    if kept.body.until is None:
        raise Conflict("covert-risk-over", number=kept.body.number)
    if asked.stands != (asked.review_on is not None):
        raise WrongUse("covert-review-day")
    if asked.review_on is not None:
        _day(asked.review_on)
    conclusions = json.loads(vault(at).read(kept.body.number).get("conclusions", "[]"))
    vault(at).amend(
        kept.body.number,
        {"conclusions": json.dumps([*conclusions, asked.conclusion.strip()], ensure_ascii=False)},
    )
    made = RiskReview(
        at=now,
        by=involvement(at, kept.body.code, at.actor.id),
        stands=asked.stands,
        review_on=asked.review_on,
    )
    return risk_view(
        at,
        at.records(RISK)
        .save(kept.body.model_copy(update={"looks": [*kept.body.looks, made]}), "", kept.id, kept.version)
        .body,
        now,
    )


def read(at: Desktop, asked: RiskAssessmentReference, _progress: Progress | None) -> RiskAssessmentView:
    """An assessment with its words; every reading is in the log. Raises ``NotFound``
    (``no-such-compartment``, ``covert-no-risk``)."""
    return risk_view(at, of_number(at, asked.risk).body, clock.now())


def _day(day: date) -> None:
    today = day_of(clock.now())
    if not today <= day <= today + LONGEST:
        raise WrongUse("covert-review-past")


def _risk(asked: RiskRequest) -> dict[str, str]:
    return Risk(
        towards=asked.towards,
        cause=asked.cause.strip(),
        mitigation=asked.mitigation.strip(),
        owner=asked.owner.strip(),
    ).model_dump()


def _example(at: ActingDesktop, *people: str) -> RiskAssessmentRequest:
    vault_example(at)
    number, now = granted(at, "source"), clock.now()
    code = granted(at, "source")
    involved = [involvement(at, code, one) for one in people]
    at.records(SOURCE).save(
        SourceRef(
            code=code,
            stages=[Stage(state="active", at=now, entered_at=now)],
            authorisation=number,
            involved=involved,
        )
    )
    return RiskAssessmentRequest(
        code=code,
        number=number,
        task="قراءة دفتر الحركة",
        towards="source",
        cause="يُعرف أنه يرى الدفتر",
        mitigation="لا يُطلب منه غير ما يراه في عمله",
        owner="C-7",
        review_on=day_of(now) + timedelta(days=30),
    )


def assessment_example(at: ActingDesktop, *people: str) -> str:
    """The number of an assessment of the examples, of a source whom these people handle."""
    asked = _example(at, *people)
    words = {"code": asked.code, "task": asked.task, "risks": json.dumps([_risk(asked)], ensure_ascii=False)}
    made = RiskAssessment(
        number=vault(at).register(words),
        code=asked.code,
        authorisation=asked.number,
        towards=[asked.towards],
        by="0" * 64,
        at=clock.now(),
        review_on=asked.review_on,
    )
    return at.records(RISK).save(made).body.number


OPERATIONS = (
    Operation(
        "risk-assess",
        RiskAssessmentRequest,
        RiskAssessmentView,
        "act",
        "write-case",
        assess,
        lambda at: _example(at, at.actor.id),
        group="risk",
        needs=(by_source("handler"),),
    ),
    Operation(
        "risk-add",
        RiskAdditionRequest,
        RiskAssessmentView,
        "act",
        "write-case",
        add,
        lambda at: RiskAdditionRequest(
            risk=assessment_example(at, at.actor.id),
            towards="public",
            cause="قد يُظن أنه يبيع",
            mitigation="لا يحمل شيئاً",
            owner="C-7",
        ),
        group="risk",
        needs=(Needs(RISK, "risk", ("handler",), "covert-not-handler", "number", needed),),
    ),
    Operation(
        "risk-review",
        RiskReviewRequest,
        RiskAssessmentView,
        "act",
        "release",
        review,
        lambda at: RiskReviewRequest(
            risk=assessment_example(at), stands=False, conclusion="تغيرت المهمة فيلزم تقييم جديد"
        ),
        group="risk",
    ),
    Operation(
        "risk-read",
        RiskAssessmentReference,
        RiskAssessmentView,
        "look",
        "read-case",
        read,
        lambda at: RiskAssessmentReference(risk=assessment_example(at)),
        group="risk",
    ),
)
