"""A level as a trained person chooses it, a second one agrees to an override, the person is told, challenges
it and is answered. Nothing is computed and nothing preselected."""

import secrets
from datetime import date, timedelta
from typing import Literal

from pydantic import Field

from tahqiq.desk import ActingDesktop, Operation
from tahqiq.desk.told import Strict
from tahqiq.desks.custody.acts.told import CustodyKept, YesNo, kept
from tahqiq.desks.custody.book import changed, every, one
from tahqiq.desks.custody.derivations import grounded
from tahqiq.desks.custody.levels import OLD
from tahqiq.desks.custody.people import person_of
from tahqiq.desks.custody.records.holding import BOOKING
from tahqiq.desks.custody.records.people import ASSESSMENT, PERSON, Assessment, LevelEvidence
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse

LONGEST = timedelta(days=366)
"""For how long a level may stand before it is reviewed (house rule)."""


class LevelRequest(Strict):
    """A level with what it rests on. ``evidence`` has items for and against; ``overrides`` says that it
    differs from what the assessment came to."""

    person: str = Field(
        min_length=1, max_length=200, description="The number of the file, or the whole name."
    )
    sort: Literal["initial-placement", "needs", "classification", "review"] = Field(
        description="What was done."
    )
    chosen: Literal["low", "moderate", "high", "insufficient-information"] = Field(
        description="What the trained person chose."
    )
    by: str = Field(min_length=2, max_length=200, description="Who chose it.")
    certificate: str = Field(
        min_length=1, max_length=100, description="The certificate of training of who chose it."
    )
    decided: date = Field(description="The day of the decision.")
    expires: date = Field(description="The last day on which it stands.")
    evidence: list[LevelEvidence] = Field(
        default=[],
        max_length=100,
        description="What speaks for and against, each with its day, grade and ground.",
    )
    nothing_against: YesNo = Field(
        default="unknown", description="Whether it was looked for what speaks against, and nothing was found."
    )
    strengths: list[str] = Field(
        default=[], max_length=50, description="Strengths that the person named, one for each domain."
    )
    view: str = Field(
        min_length=2, max_length=20_000, description="The person's own view; 'declined' where they gave none."
    )
    overrides: YesNo = Field(default="no", description="Whether it differs from what the assessment came to.")
    intelligence: YesNo = Field(
        default="no", description="Whether anything of the intelligence compartment was used."
    )


def assess(at: ActingDesktop, asked: LevelRequest, _progress: Progress | None) -> CustodyKept:
    """Keep a level. Raises ``NotFound`` (``custody-nobody-called``, ``custody-not-held``), ``WrongUse``
    (``custody-level-days``, ``custody-level-evidence``, ``custody-level-own-ground``,
    ``custody-level-against``, ``custody-level-old``)."""
    who = person_of(at, asked.person).number
    held = [kept_.body for kept_ in every(at, BOOKING, {"person": who}) if kept_.body.released is None]
    if not held:
        raise WrongUse("custody-level-not-held", value=who)
    if not asked.decided <= asked.expires <= asked.decided + LONGEST or any(
        one_.day > asked.decided for one_ in asked.evidence
    ):
        raise WrongUse("custody-level-days")
    given = asked.model_dump(exclude={"nothing_against"}) | {
        "person": who,
        "booking": held[-1].number,
        "overrides": asked.overrides == "yes",
        "intelligence": asked.intelligence == "yes",
        "evidence": asked.evidence,
    }
    body = Assessment(number=at.shelf(ASSESSMENT).next_number("C"), **given)
    grounded(body)
    if asked.chosen != "insufficient-information":
        _carried(asked, body)
    return kept(at.shelf(ASSESSMENT).save(body))


def _carried(asked: LevelRequest, body: Assessment) -> None:
    """Whether the evidence carries a level at all."""
    if not asked.evidence:
        raise WrongUse("custody-level-evidence")
    if not body.own_ground or body.newest is None:
        raise WrongUse("custody-level-own-ground")
    if (asked.decided - body.newest).days > OLD:
        raise WrongUse("custody-level-old", day=body.newest.isoformat())
    if asked.nothing_against != "yes" and not any(one_.side == "against" for one_ in asked.evidence):
        raise WrongUse("custody-level-against")


class OneLevelRequest(Strict):
    """Which level."""

    number: str = Field(min_length=1, description="The number of the decision.")


def agree(at: ActingDesktop, asked: OneLevelRequest, _progress: Progress | None) -> CustodyKept:
    """Agree to an override as the second person: never who chose or wrote it. Raises ``NotFound``
    (``custody-nothing-called``), ``Conflict`` (``custody-level-no-override``, ``custody-level-agreed``,
    ``custody-level-own``)."""
    found = one(at, ASSESSMENT, number=asked.number)
    body = found.body
    if not body.overrides:
        raise Conflict("custody-level-no-override", value=body.number)
    if body.second:
        raise Conflict("custody-level-agreed", value=body.number)
    wrote = {version.by for version in at.shelf(ASSESSMENT).history(found.id)}
    if at.actor.id in wrote or body.by in (at.bench.person.name, at.bench.person.login):
        raise Conflict("custody-level-own", value=body.number)
    return kept(changed(at, ASSESSMENT, found, second=at.bench.person.name))


class NotificationRequest(OneLevelRequest):
    """When the person was told."""

    told: date = Field(description="The day on which the person was told, with reasons.")


def tell(at: ActingDesktop, asked: NotificationRequest, _progress: Progress | None) -> CustodyKept:
    """Write down that the person was told. An override is not told before the second person agreed. Raises
    ``NotFound`` (``custody-nothing-called``), ``Conflict`` (``custody-level-waits``), ``WrongUse``
    (``custody-level-days``)."""
    found = one(at, ASSESSMENT, number=asked.number)
    if found.body.overrides and not found.body.second:
        raise Conflict("custody-level-waits", value=asked.number)
    if asked.told < found.body.decided:
        raise WrongUse("custody-level-days")
    return kept(changed(at, ASSESSMENT, found, told=asked.told))


class ChallengeRequest(OneLevelRequest):
    """What the person says against it."""

    challenged: date = Field(description="The day of the challenge.")
    challenge: str = Field(min_length=2, max_length=20_000, description="What the person says against it.")


def challenge(at: ActingDesktop, asked: ChallengeRequest, _progress: Progress | None) -> CustodyKept:
    """Write down a challenge; fourteen days run from its day. Raises ``NotFound``
    (``custody-nothing-called``), ``Conflict`` (``custody-level-untold``), ``WrongUse``
    (``custody-level-days``)."""
    found = one(at, ASSESSMENT, number=asked.number)
    if found.body.told is None:
        raise Conflict("custody-level-untold", value=asked.number)
    if asked.challenged < found.body.told:
        raise WrongUse("custody-level-days")
    return kept(
        changed(
            at,
            ASSESSMENT,
            found,
            challenged=asked.challenged,
            challenge=asked.challenge,
            answered=None,
            answer="",
        )
    )


class ChallengeReplyRequest(OneLevelRequest):
    """The answer to a challenge."""

    answered: date = Field(description="The day of the answer.")
    answer: str = Field(min_length=2, max_length=20_000, description="The answer, with reasons.")


def reply(at: ActingDesktop, asked: ChallengeReplyRequest, _progress: Progress | None) -> CustodyKept:
    """Answer a challenge: never who chose the level. Raises ``NotFound`` (``custody-nothing-called``),
    ``Conflict`` (``custody-level-unchallenged``, ``custody-level-own``), ``WrongUse``
    (``custody-level-days``)."""
    found = one(at, ASSESSMENT, number=asked.number)
    body = found.body
    if body.challenged is None or body.answered is not None:
        raise Conflict("custody-level-unchallenged", value=asked.number)
    if asked.answered < body.challenged:
        raise WrongUse("custody-level-days")
    if at.actor.id == at.shelf(ASSESSMENT).history(found.id)[-1].by or body.by in (
        at.bench.person.name,
        at.bench.person.login,
    ):
        raise Conflict("custody-level-own", value=body.number)
    return kept(changed(at, ASSESSMENT, found, answered=asked.answered, answer=asked.answer))


def _level(at: ActingDesktop, **more: object) -> str:
    """A level that somebody else entered, for the examples."""
    number, door = at.shelf(ASSESSMENT).next_number("C"), at.bench.door
    made = door.people.add(
        f"assessor-{secrets.token_hex(4)}", "Assessor", frozenset({"analyst"}), None, at.actor.id
    )
    door.cases.add_member(at.desk.file, made.id, at.actor.id)
    theirs = ActingDesktop(type(at.bench)(door, made), at.desk, at.home, at.purpose, at.unit)
    theirs.shelf(ASSESSMENT).save(ASSESSMENT.example.model_copy(update={"number": number, **more}))
    return number


def _assessed(at: ActingDesktop) -> LevelRequest:
    person = at.shelf(PERSON).next_number("P-6")
    at.shelf(PERSON).save(PERSON.example.model_copy(update={"number": person}))
    at.shelf(BOOKING).save(
        BOOKING.example.model_copy(update={"number": at.shelf(BOOKING).next_number("B-6"), "person": person})
    )
    told = [
        LevelEvidence(day=date(2026, 4, 2), text="Helped to end a quarrel", grade="seen", side="against"),
        LevelEvidence(day=date(2026, 4, 9), text="Threatened an officer", grade="document", side="for"),
    ]
    return LevelRequest(
        person=person,
        sort="classification",
        chosen="moderate",
        by="Officer 9",
        certificate="C-12",
        decided=date(2026, 5, 2),
        expires=date(2026, 11, 1),
        evidence=told,
        view="I was provoked.",
    )


_DAY = date(2026, 5, 4)
OPERATIONS = (
    Operation("assess", LevelRequest, CustodyKept, "act", "write-case", assess, _assessed),
    Operation(
        "tell",
        NotificationRequest,
        CustodyKept,
        "act",
        "write-case",
        tell,
        lambda at: NotificationRequest(number=_level(at), told=_DAY),
    ),
    Operation(
        "agree",
        OneLevelRequest,
        CustodyKept,
        "act",
        "write-case",
        agree,
        lambda at: OneLevelRequest(number=_level(at, overrides=True)),
    ),
    Operation(
        "challenge",
        ChallengeRequest,
        CustodyKept,
        "act",
        "write-case",
        challenge,
        lambda at: ChallengeRequest(
            number=_level(at, told=_DAY), challenged=_DAY, challenge="The report is of somebody else."
        ),
    ),
    Operation(
        "reply",
        ChallengeReplyRequest,
        CustodyKept,
        "act",
        "write-case",
        reply,
        lambda at: ChallengeReplyRequest(
            number=_level(at, told=_DAY, challenged=_DAY),
            answered=_DAY + timedelta(days=3),
            answer="It was looked at again.",
        ),
    ),
)
