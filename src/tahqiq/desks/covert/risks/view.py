"""An assessment of risks as an answer, with its words from the vault."""

import json
from datetime import datetime

from tahqiq.casework.vault.declaration import VaultKind
from tahqiq.casework.vault.vault import Vault
from tahqiq.desk import Desktop
from tahqiq.desk.answers import Strict
from tahqiq.desks.covert.identities import IDENTITY
from tahqiq.desks.covert.moments import stamp
from tahqiq.desks.covert.relations import SOURCE_ID
from tahqiq.desks.covert.risks.record import Risk, RiskAssessment

WORDS = VaultKind("source-risk", SOURCE_ID, ("code", "task", "risks", "conclusions"), (), IDENTITY.purposes)
"""What a source is to do, and what may come of it."""


class RiskReviewView(Strict):
    """A look at an assessment; ``conclusion`` "" where it is closed to the person."""

    at: str
    stands: bool
    review_on: str | None
    conclusion: str


class RiskAssessmentView(Strict):
    """An assessment. ``task``, ``risks`` and conclusions as they lie in the vault; nothing is added up.
    ``standing`` whether it stands now; days in Baghdad, times in UTC."""

    risk: str
    code: str
    authorisation: str
    task: str
    risks: list[Risk]
    at: str
    review_on: str | None
    standing: bool
    looks: list[RiskReviewView]
    tasked: str | None


def vault(at: Desktop) -> Vault:
    """Where the words lie. Raises ``NotFound`` (``no-such-compartment``) for who is not admitted."""
    return Vault(at.bench.door, at.actor, WORDS)


def risk_view(at: Desktop, body: RiskAssessment, now: datetime) -> RiskAssessmentView:
    """An assessment as an answer, with its words; the reading is in the log. Raises ``NotFound``
    (``no-such-compartment``)."""
    held = vault(at).read(body.number)
    conclusions: list[str] = json.loads(held.get("conclusions", "[]"))
    return RiskAssessmentView(
        risk=body.number,
        code=body.code,
        authorisation=body.authorisation,
        task=held["task"],
        risks=[Risk.model_validate(one) for one in json.loads(held["risks"])],
        at=stamp(body.at),
        review_on=body.until.isoformat() if body.until else None,
        standing=body.standing(now),
        looks=[
            RiskReviewView(
                at=stamp(one.at),
                stands=one.stands,
                review_on=one.review_on.isoformat() if one.review_on else None,
                conclusion=words,
            )
            for one, words in zip(body.looks, conclusions, strict=True)
        ],
        tasked=stamp(body.tasked_at) if body.tasked_at else None,
    )
