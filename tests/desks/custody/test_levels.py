"""A level: chosen on evidence of the person's own, agreed to by a second person, told, challenged, answered;
and worth nothing once its evidence is old."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from tahqiq.desk import perform
from tahqiq.desk.records import one
from tahqiq.desks.custody.due_times.operations import ClocksRequest, clocks
from tahqiq.desks.custody.levels.grounds import write_grounds
from tahqiq.desks.custody.levels.level_on_day import stands
from tahqiq.desks.custody.levels.operations import (
    ChallengeReplyRequest,
    ChallengeRequest,
    LevelRequest,
    NotificationRequest,
    OneLevelRequest,
    agree,
    assess,
    challenge,
    reply,
    tell,
)
from tahqiq.desks.custody.levels.record import ASSESSMENT, Assessment, LevelEvidence
from tahqiq.desks.custody.person_file.operations import PersonFileRequest
from tahqiq.desks.custody.person_file.operations import person as file_of
from tahqiq.kit.errors import TahqiqError
from tests.desks.conftest import Turn, person
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

DAY = date(2026, 5, 4)
FOR = {"day": "2026-04-02", "text": "هدد حارساً", "grade": "document", "side": "for"}
AGAINST = {"day": "2026-04-09", "text": "ساعد في فض شجار", "grade": "seen", "side": "against"}


def level(**more: object) -> LevelRequest:
    told = {
        "person": "P-1",
        "sort": "classification",
        "chosen": "moderate",
        "by": "ضابط 9",
        "certificate": "ش-12",
        "decided": DAY,
        "expires": "2026-11-01",
        "evidence": [FOR, AGAINST],
        "view": "كنت غاضباً",
    }
    return LevelRequest.model_validate(told | more)


REFUSED: tuple[tuple[str, dict[str, object]], ...] = (
    ("custody-level-evidence", {"evidence": []}),
    (
        "custody-level-own-ground",
        {
            "evidence": [
                FOR | {"ground": "association"},
                FOR | {"ground": "offence"},
                AGAINST | {"ground": "kinship"},
            ]
        },
    ),
    ("custody-level-own-ground", {"evidence": [FOR | {"ground": "origin"}], "nothing_against": "yes"}),
    ("custody-level-against", {"evidence": [FOR]}),
    ("custody-level-old", {"evidence": [FOR | {"day": "2025-05-03"}], "nothing_against": "yes"}),
    ("custody-level-days", {"expires": "2027-05-06"}),
    ("custody-level-days", {"evidence": [FOR | {"day": "2026-05-05"}, AGAINST]}),
    ("custody-level-not-held", {"person": "P-3"}),
)


def test_a_level_that_rests_on_nothing_of_the_persons_own_is_not_kept(at: Seat) -> None:
    imported(at, HOUSE | {"people2.csv": "number,name,sex\nP-3,نوزاد احمد صالح,male\n"})
    for code, more in REFUSED:
        with pytest.raises(TahqiqError) as error:
            assess(at, level(**more), None)
        assert error.value.code == code


def test_insufficient_information_needs_no_evidence(at: Seat) -> None:
    imported(at, HOUSE)
    kept = assess(at, level(chosen="insufficient-information", evidence=[]), None)
    assert one(at, ASSESSMENT, number=kept.number).body.booking == "B-1"


def refused(code: str, act: object) -> None:
    with pytest.raises(TahqiqError) as error:
        act()  # type: ignore[operator]
    assert error.value.code == code


def done(at: Seat, operation: str, asked: BaseModel) -> object:
    """What somebody has the desk do, with what the ground asks before."""
    return perform(at.bench, at.desk, at.desk.operation(operation), asked)


def test_an_override_waits_for_a_second_person_and_a_challenge_for_somebody_else(
    at: Seat, turn: Turn
) -> None:
    turn("2026-05-06T08:00")
    imported(at, HOUSE)
    other = person(at, "second", "analyst")
    number = assess(at, level(overrides="yes"), None).number
    shown = file_of(at, PersonFileRequest(person="P-1"), None).levels[0]
    assert (shown.chosen, shown.now, shown.why) == ("moderate", "insufficient-information", "not-agreed")
    refused("custody-level-waits", lambda: tell(at, NotificationRequest(number=number, told=DAY), None))
    refused("custody-level-own", lambda: done(at, "agree", OneLevelRequest(number=number)))
    agree(other, OneLevelRequest(number=number), None)
    refused("custody-level-agreed", lambda: agree(other, OneLevelRequest(number=number), None))
    assert file_of(at, PersonFileRequest(person="P-1"), None).levels[0].now == "moderate"
    against = ChallengeRequest(number=number, challenged=DAY, challenge="التقرير عن غيري")
    refused("custody-level-untold", lambda: challenge(at, against, None))
    tell(at, NotificationRequest(number=number, told=DAY), None)
    challenge(at, against, None)
    [clock] = [
        one_
        for one_ in clocks(at, ClocksRequest(as_of="2026-05-19T12:00+03:00"), None).clocks
        if one_.clock == "challenge"
    ]
    assert (clock.record, clock.standing) == (number, "overdue")
    answered = ChallengeReplyRequest(number=number, answered=date(2026, 5, 7), answer="أُعيد النظر")
    refused("custody-level-own", lambda: done(at, "reply", answered))
    reply(other, answered, None)
    refused("custody-level-unchallenged", lambda: reply(other, answered, None))
    assert [
        one_
        for one_ in clocks(at, ClocksRequest(as_of="2026-05-19T12:00+03:00"), None).clocks
        if one_.clock == "challenge"
    ] == []


def test_nobody_agrees_to_what_does_not_differ(at: Seat) -> None:
    imported(at, HOUSE)
    number = assess(at, level(), None).number
    refused(
        "custody-level-no-override",
        lambda: agree(person(at, "second", "analyst"), OneLevelRequest(number=number), None),
    )


@given(
    st.sampled_from(["low", "moderate", "high", "insufficient-information"]),
    st.lists(
        st.tuples(
            st.dates(date(2024, 1, 1), date(2026, 5, 1)),
            st.sampled_from(["conduct", "need", "offence", "kinship", "association", "origin"]),
        ),
        max_size=4,
    ),
    st.dates(date(2026, 5, 4), date(2027, 5, 4)),
    st.booleans(),
    st.sampled_from(["", "ضابط 2"]),
)
def test_a_level_is_worth_what_was_chosen_or_nothing(
    chosen: str, seen: list[tuple[date, str]], day: date, overrides: bool, second: str
) -> None:
    evidence = [
        LevelEvidence.model_validate(
            {"day": when, "text": "x", "grade": "seen", "side": "for", "ground": ground}
        )
        for when, ground in seen
    ]
    body = Assessment.model_validate(
        {
            "number": "C-1",
            "person": "P-1",
            "booking": "B-1",
            "sort": "review",
            "chosen": chosen,
            "by": "x",
            "decided": "2026-05-04",
            "expires": "2026-11-01",
            "overrides": overrides,
            "second": second,
            "evidence": evidence,
        }
    )
    write_grounds(body)
    now, why = stands(body, day)
    own = [when for when, ground in seen if ground in ("conduct", "need")]
    holds = (
        day <= date(2026, 11, 1)
        and bool(own)
        and (day - max(own)).days <= 365
        and (not overrides or bool(second))
    )
    assert now == (chosen if holds else "insufficient-information")
    assert bool(why) == (chosen != "insufficient-information" and not holds)
