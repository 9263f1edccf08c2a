"""Authorisations as answers."""

from datetime import datetime

from pydantic import AliasChoices, ConfigDict, Field

from tahqiq.casework.records import RecordVersion
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import record_of
from tahqiq.desks.covert.authorisations.record import WRITE_UP, Authorisation, ScopeDetails, State
from tahqiq.desks.covert.authorisations.repeated_reasons import Reasons
from tahqiq.desks.covert.moments import stamp, stamp_or_none
from tahqiq.desks.covert.remarks import Remark, remark


class RepeatedReasons(Strict):
    """An earlier application with the same reasons: both texts, side by side. ``likeness`` from 0 to 1, by
    words in common and in order."""

    number: str
    likeness: float
    these: str
    those: str


class AuthorisationStanding(Strict):
    """Which authorisation, and how it stands at a moment; times in UTC, null where there is none."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)

    id: str
    version: int
    number: str
    technique: str
    jurisdiction: str
    basis: list[str]
    verified: bool
    state: State
    begins: str | None = Field(validation_alias=AliasChoices("from", "begins"), serialization_alias="from")
    until: str | None
    applied: str
    decided: str | None
    entered: str | None
    received: bool
    urgent: bool
    oral: bool
    write_up_due: str | None
    review_due: str | None
    renewals: int


class AuthorisationView(ScopeDetails, AuthorisationStanding):
    """One authorisation at a moment; times in UTC, null where there is none. ``verified`` false: counsel has
    not verified the basis, it counts as received only."""

    liids: list[str]
    data_from: str | None
    data_until: str | None
    remarks: list[Remark]
    copied: list[RepeatedReasons]


def authorisation_view(
    kept: RecordVersion[Authorisation],
    now: datetime,
    remarks: list[Remark] | None = None,
    copies: list[RepeatedReasons] | None = None,
) -> AuthorisationView:
    """An authorisation as it stands at ``now``."""
    body, decision = kept.body, kept.body.decision
    notes = list(remarks or [])
    if not body.verified:
        notes.append(remark("covert-unverified"))
    if decision is not None and decision.oral and _late(body, now):
        notes.append(remark("covert-write-up-late"))
    due = body.review_due()
    return record_of(
        AuthorisationView,
        body,
        id=kept.id,
        version=kept.version,
        state=body.state(now),
        begins=stamp_or_none(body.begins),
        until=stamp_or_none(body.until),
        applied=stamp(body.applied_at),
        decided=stamp_or_none(decision.at if decision else None),
        entered=stamp_or_none(decision.entered_at if decision else None),
        received=bool(decision and decision.received),
        urgent=bool(body.urgent),
        oral=bool(decision and decision.oral),
        write_up_due=stamp_or_none(write_up_due(body)),
        review_due=stamp_or_none(due),
        renewals=len(body.renewals),
        data_from=stamp_or_none(body.data_from),
        data_until=stamp_or_none(body.data_until),
        remarks=notes,
        copied=copies or [],
    )


def repeated_views(own: Reasons, found: list[tuple[Reasons, float]]) -> list[RepeatedReasons]:
    """The earlier reasons beside these."""
    return [
        RepeatedReasons(number=other.number, likeness=round(how, 3), these=own.text, those=other.text)
        for other, how in found
    ]


def write_up_due(body: Authorisation) -> datetime | None:
    """Until when an urgent oral decision has to be written up; None: it is none, or it is written."""
    if body.decision is None or not body.decision.oral or body.written_up_at is not None:
        return None
    return body.decision.at + WRITE_UP


def _late(body: Authorisation, now: datetime) -> bool:
    return body.decision is not None and (body.written_up_at or now) > body.decision.at + WRITE_UP
