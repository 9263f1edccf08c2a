"""Risks of a tasking: to whom, from what, what is done about it, who answers for it, until when they are
looked at again. Words lie in the vault; there is no sum and no score."""

from datetime import date, datetime
from typing import Annotated, Literal, get_args

from pydantic import AwareDatetime, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.casework.vault.pseudonym import needed
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.relations import SOURCE_ID, admitted_to, controls
from tahqiq.desks.covert.sources.record import SOURCE, handles
from tahqiq.kit.errors import NotFound
from tahqiq.model.kind import ACTED_DIGEST, Key, Kind, day_of

Towards = Literal["source", "public", "handler", "third", "agency"]
TOWARDS: tuple[Towards, ...] = get_args(Towards)


class Risk(Strict):
    """One risk. ``owner`` answers for it, by code or office."""

    towards: Towards
    cause: str
    mitigation: str
    owner: str


class RiskReview(Strict):
    """A look at an assessment: when, by whom (a keyed digest), whether it stands, and until which day without
    another look (null: it stands no longer)."""

    at: AwareDatetime
    by: Annotated[str, ACTED_DIGEST]
    stands: bool
    review_on: date | None = None


class RiskAssessment(Strict):
    """That the risks of tasking a source under an authorisation were assessed. ``number`` is that of the
    words in the vault, ``towards`` to whom a risk was seen, ``by`` a keyed digest, ``review_on`` the last day
    on which it stands without a look, ``tasked_at`` when the task was given."""

    number: str
    code: str
    authorisation: str
    towards: list[Towards] = Field(min_length=1, max_length=5)
    by: Annotated[str, ACTED_DIGEST]
    at: AwareDatetime
    review_on: date
    looks: list[RiskReview] = Field(default=[], max_length=500)
    tasked_at: AwareDatetime | None = None

    @property
    def until(self) -> date | None:
        """The last day on which it stands without another look; None where it stands no longer."""
        return self.looks[-1].review_on if self.looks else self.review_on

    def standing(self, moment: datetime) -> bool:
        """Whether it stood at a moment."""
        before = [one for one in self.looks if one.at <= moment]
        last = before[-1].review_on if before else self.review_on
        return self.at <= moment and last is not None and day_of(moment) <= last


def _handles(at: Desktop, body: RiskAssessment) -> bool:
    return any(
        handles(at, one.body, at.actor.id)
        for one in at.records(SOURCE).find({"code": body.code}, limit=1).records
    )


RISK = Kind(
    "covert-risk",
    RiskAssessment,
    lambda body: body.number,
    "covert",
    RiskAssessment(
        number="ACDE-FGHL",
        code="ACDE-FGHL",
        authorisation="ACDE-FGHL",
        towards=["source"],
        by="0" * 64,
        at=datetime.fromisoformat("2026-03-01T08:00:00+00:00"),
        review_on=date(2026, 4, 1),
    ),
    home="desk",
    hides_actor=True,
    relations={"handler": _handles, "controller": controls, "admitted": admitted_to(SOURCE_ID)},
    compartment=SOURCE_ID,
    keys=(
        Key("number", "text", lambda body: body.number),
        Key("code", "text", lambda body: body.code),
        Key("authorisation", "text", lambda body: body.authorisation),
        Key("review", "day", lambda body: body.until),
        Key("assessed", "time", lambda body: body.at),
    ),
    numbered="number",
)


def of_number(at: Desktop, number: str) -> RecordVersion[RiskAssessment]:
    """The assessment of a number. Raises ``WrongUse`` (``pseudonym-wrong``), ``NotFound``
    (``covert-no-risk``)."""
    page = at.records(RISK).find({"number": needed(number)}, limit=1).records
    if not page:
        raise NotFound("covert-no-risk", number=needed(number))
    return page[0]
