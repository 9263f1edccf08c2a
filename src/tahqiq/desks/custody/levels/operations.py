"""A level as a trained person chooses it, a second one agrees to an override, the person is told, challenges
it and is answered. Nothing is computed and nothing preselected."""

import secrets
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from tahqiq.desk import AUTHOR, ActingDesktop, Needs, Operation
from tahqiq.desk.answers import Strict
from tahqiq.desk.details import Details, YesNo, record_of
from tahqiq.desk.moments import Happened
from tahqiq.desk.records import changed, every, example_entry, one
from tahqiq.desks.custody.answers import RecordAnswer, answer_of
from tahqiq.desks.custody.bookings.record import BOOKING
from tahqiq.desks.custody.levels.grounds import write_grounds
from tahqiq.desks.custody.levels.level_on_day import OLD
from tahqiq.desks.custody.levels.record import (
    ASSESSMENT,
    Assessment,
    LevelEvidence,
    LevelGrounds,
    LevelOwnView,
)
from tahqiq.desks.custody.people.record import PERSON
from tahqiq.jobs.progress import Progress
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.reasons import Day

LONGEST = timedelta(days=366)
"""For how long a level may stand before it is reviewed (house rule)."""


class NothingAgainst(Details):
    """Whether it was looked for what speaks against a level."""

    nothing_against: YesNo = Field(
        default="unknown", description="Whether it was looked for what speaks against, and nothing was found."
    )


class LevelRequest(LevelOwnView, NothingAgainst, LevelGrounds, needs=("certificate", "view")):
    """A level with what it rests on. ``evidence`` has items for and against; ``overrides`` says that it
    differs from what the assessment came to."""


def assess(at: ActingDesktop, asked: LevelRequest, _progress: Progress | None) -> RecordAnswer:
    """Keep a level. Raises ``NotFound`` (``custody-nobody-called``, ``custody-not-held``), ``WrongUse``
    (``custody-level-days``, ``custody-level-evidence``, ``custody-level-own-ground``,
    ``custody-level-against``, ``custody-level-old``)."""
    who = asked.person
    held = [kept_.body for kept_ in every(at, BOOKING, {"person": who}) if kept_.body.held]
    if not held:
        raise WrongUse("custody-level-not-held", value=who)
    if not asked.decided <= asked.expires <= asked.decided + LONGEST or any(
        one_.day > asked.decided for one_ in asked.evidence
    ):
        raise WrongUse("custody-level-days")
    number = at.records(ASSESSMENT).next_number("C")
    body = record_of(Assessment, asked, number=number, person=who, booking=held[-1].number)
    write_grounds(body)
    if asked.chosen != "insufficient-information":
        _check_evidence(asked, body)
    return answer_of(at.records(ASSESSMENT).save(body))


def _check_evidence(asked: LevelRequest, body: Assessment) -> None:
    """Whether the evidence carries a level at all."""
    if not asked.evidence:
        raise WrongUse("custody-level-evidence")
    if not body.own_ground or body.newest is None:
        raise WrongUse("custody-level-own-ground")
    if (asked.decided - body.newest).days > OLD:
        raise WrongUse("custody-level-old", day=Day.of(body.newest))
    if asked.nothing_against != "yes" and not any(one_.side == "against" for one_ in asked.evidence):
        raise WrongUse("custody-level-against")


class OneLevelRequest(Strict):
    """Which level."""

    number: str = Field(min_length=1, description="The number of the decision.")


def agree(at: ActingDesktop, asked: OneLevelRequest, _progress: Progress | None) -> RecordAnswer:
    """Agree to an override as the second person: never who chose or wrote it. Raises ``NotFound``
    (``custody-nothing-called``), ``Conflict`` (``custody-level-no-override``, ``custody-level-agreed``)."""
    found = one(at, ASSESSMENT, number=asked.number)
    body = found.body
    if not body.overrides:
        raise Conflict("custody-level-no-override", value=body.number)
    if body.second:
        raise Conflict("custody-level-agreed", value=body.number)
    return answer_of(changed(at, ASSESSMENT, found, second=at.bench.person.name))


class NotificationRequest(OneLevelRequest):
    """When the person was told."""

    told: Annotated[date, Happened()] = Field(
        description="The day on which the person was told, with reasons."
    )


def tell(at: ActingDesktop, asked: NotificationRequest, _progress: Progress | None) -> RecordAnswer:
    """Write down that the person was told. An override is not told before the second person agreed. Raises
    ``NotFound`` (``custody-nothing-called``), ``Conflict`` (``custody-level-waits``), ``WrongUse``
    (``custody-level-days``)."""
    found = one(at, ASSESSMENT, number=asked.number)
    if found.body.overrides and not found.body.second:
        raise Conflict("custody-level-waits", value=asked.number)
    if asked.told < found.body.decided:
        raise WrongUse("custody-level-days")
    return answer_of(changed(at, ASSESSMENT, found, told=asked.told))


class ChallengeRequest(OneLevelRequest):
    """What the person says against it."""

    challenged: Annotated[date, Happened()] = Field(description="The day of the challenge.")
    challenge: str = Field(min_length=2, max_length=20_000, description="What the person says against it.")


def challenge(at: ActingDesktop, asked: ChallengeRequest, _progress: Progress | None) -> RecordAnswer:
    """Write down a challenge; fourteen days run from its day. Raises ``NotFound``
    (``custody-nothing-called``), ``Conflict`` (``custody-level-untold``), ``WrongUse``
    (``custody-level-days``)."""
    found = one(at, ASSESSMENT, number=asked.number)
    if found.body.told is None:
        raise Conflict("custody-level-untold", value=asked.number)
    if asked.challenged < found.body.told:
        raise WrongUse("custody-level-days")
    return answer_of(
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

    answered: Annotated[date, Happened()] = Field(description="The day of the answer.")
    answer: str = Field(min_length=2, max_length=20_000, description="The answer, with reasons.")


def reply(at: ActingDesktop, asked: ChallengeReplyRequest, _progress: Progress | None) -> RecordAnswer:
    """Answer a challenge: never who chose the level. Raises ``NotFound`` (``custody-nothing-called``),
    ``Conflict`` (``custody-level-unchallenged``), ``WrongUse`` (``custody-level-days``)."""
    found = one(at, ASSESSMENT, number=asked.number)
    body = found.body
    if body.challenged is None or body.answered is not None:
        raise Conflict("custody-level-unchallenged", value=asked.number)
    if asked.answered < body.challenged:
        raise WrongUse("custody-level-days")
    return answer_of(changed(at, ASSESSMENT, found, answered=asked.answered, answer=asked.answer))


def _by_another(*none_of: str) -> tuple[Needs, ...]:
    return (Needs(ASSESSMENT, "number", (), "custody-level-own", "number", none_of=none_of),)


def _level(at: ActingDesktop, **more: object) -> str:
    """A level that somebody else entered, for the examples."""
    number, door = at.records(ASSESSMENT).next_number("C"), at.bench.door
    made = door.people.add(
        f"assessor-{secrets.token_hex(4)}", "Assessor", frozenset({"analyst"}), None, at.actor.id
    )
    door.cases.add_member(at.desk.file, made.id, at.actor.id)
    theirs = ActingDesktop(type(at.bench)(door, made), at.desk, at.home, at.purpose, at.unit)
    theirs.records(ASSESSMENT).save(ASSESSMENT.example.model_copy(update={"number": number, **more}))
    return number


def _example(at: ActingDesktop) -> LevelRequest:
    person = example_entry(at, PERSON, "P-6")
    example_entry(at, BOOKING, "B-6", person=person)
    evidence = [
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
        evidence=evidence,
        view="I was provoked.",
    )


_DAY = date(2026, 5, 4)
OPERATIONS = (
    Operation("assess", LevelRequest, RecordAnswer, "act", "write-case", assess, _example),
    Operation(
        "tell",
        NotificationRequest,
        RecordAnswer,
        "act",
        "write-case",
        tell,
        lambda at: NotificationRequest(number=_level(at), told=_DAY),
    ),
    Operation(
        "agree",
        OneLevelRequest,
        RecordAnswer,
        "act",
        "write-case",
        agree,
        lambda at: OneLevelRequest(number=_level(at, overrides=True)),
        needs=_by_another("chooser", AUTHOR),
    ),
    Operation(
        "challenge",
        ChallengeRequest,
        RecordAnswer,
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
        RecordAnswer,
        "act",
        "write-case",
        reply,
        lambda at: ChallengeReplyRequest(
            number=_level(at, told=_DAY, challenged=_DAY),
            answered=_DAY + timedelta(days=3),
            answer="It was looked at again.",
        ),
        needs=_by_another("chooser", "enterer"),
    ),
)
