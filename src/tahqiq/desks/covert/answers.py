"""Authorisations as answers."""

from datetime import datetime

from pydantic import AliasChoices, ConfigDict, Field

from tahqiq.casework.shelves import Kept
from tahqiq.desk.told import Strict
from tahqiq.desks.covert.authorisation import WRITE_UP, Authorisation
from tahqiq.desks.covert.clock_tool import stamp
from tahqiq.desks.covert.repeated_reasons import Reasons
from tahqiq.kit.messages import message, wanted


class Remark(Strict):
    """Something that is said of a record: a code and a sentence."""

    code: str
    sentence: str


class Copied(Strict):
    """An earlier application with the same reasons: both texts, side by side. ``likeness`` from 0 to 1, by
    words in common and in order."""

    number: str
    likeness: float
    these: str
    those: str


class AuthorisationView(Strict):
    """One authorisation at a moment; times in UTC, null where there is none. ``verified`` false: counsel has
    not verified the basis, it counts as received only."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True, serialize_by_alias=True)

    id: str
    version: int
    number: str
    technique: str
    jurisdiction: str
    basis: list[str]
    verified: bool
    state: str
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
    subjects: list[str]
    places: list[str]
    methods: list[str]
    permitted: list[str]
    prohibited: list[str]
    liids: list[str]
    data_from: str | None
    data_until: str | None
    matter: str
    remarks: list[Remark]
    copied: list[Copied]


def said(code: str, **given: str | int) -> Remark:
    """A remark in the language asked for."""
    return Remark(code=code, sentence=message(code, wanted(), given).sentence)


def told(
    kept: Kept[Authorisation],
    now: datetime,
    remarks: list[Remark] | None = None,
    copies: list[Copied] | None = None,
) -> AuthorisationView:
    """An authorisation as it stands at ``now``."""
    body, decision = kept.body, kept.body.decision
    notes = list(remarks or [])
    if not body.verified:
        notes.append(said("covert-unverified"))
    if decision is not None and decision.oral and _late(body, now):
        notes.append(said("covert-write-up-late"))
    due = body.review_due()
    return AuthorisationView(
        id=kept.id,
        version=kept.version,
        number=body.number,
        technique=body.technique,
        jurisdiction=body.jurisdiction,
        basis=body.basis,
        verified=body.verified,
        state=body.state(now),
        begins=_stamp(body.begins),
        until=_stamp(body.until),
        applied=stamp(body.applied_at),
        decided=_stamp(decision.at if decision else None),
        entered=_stamp(decision.entered_at if decision else None),
        received=bool(decision and decision.received),
        urgent=bool(body.urgent),
        oral=bool(decision and decision.oral),
        write_up_due=_stamp(write_up_due(body)),
        review_due=_stamp(due),
        renewals=len(body.renewals),
        subjects=body.subjects,
        places=body.places,
        methods=body.methods,
        permitted=body.permitted,
        prohibited=body.prohibited,
        liids=body.liids,
        data_from=_stamp(body.data_from),
        data_until=_stamp(body.data_until),
        matter=body.matter,
        remarks=notes,
        copied=copies or [],
    )


def told_copies(own: Reasons, found: list[tuple[Reasons, float]]) -> list[Copied]:
    """The earlier reasons beside these."""
    return [
        Copied(number=other.number, likeness=round(how, 3), these=own.text, those=other.text)
        for other, how in found
    ]


def write_up_due(body: Authorisation) -> datetime | None:
    """Until when an urgent oral decision has to be written up; None: it is none, or it is written."""
    if body.decision is None or not body.decision.oral or body.written_up_at is not None:
        return None
    return body.decision.at + WRITE_UP


def _late(body: Authorisation, now: datetime) -> bool:
    return body.decision is not None and (body.written_up_at or now) > body.decision.at + WRITE_UP


def _stamp(moment: datetime | None) -> str | None:
    return stamp(moment) if moment is not None else None
