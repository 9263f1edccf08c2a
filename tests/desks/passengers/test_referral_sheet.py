"""The paper for the border post: only of a hit that two persons referred, with who decided, in the language
of who reads it."""

import pytest

from tahqiq.casework.forms.page import page
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.record_print import printed
from tahqiq.desk.whole import whole
from tahqiq.desks.passengers.duty.operations import enter
from tahqiq.desks.passengers.duty.record import DutyTelephone
from tahqiq.desks.passengers.hit_answers.operations import HitAnswerRequest, answer_hit
from tahqiq.desks.passengers.hit_queue.operations import QueueRequest, queue
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.travels.record import TRAVEL
from tahqiq.kit.errors import Conflict, NotFound, Refused, WrongUse
from tests.desks.conftest import Turn, person
from tests.desks.passengers.conftest import listed, taken, with_duty_telephone
from tests.desks.passengers.test_screening import used
from tests.seat import Seat


def step(at: Seat, hit: str, transition: str) -> None:
    lives = Lives(at, HIT)
    reason = "" if transition == "take" else "A reason of the unit"
    lives.act(hit, transition, lives.of(at.records(HIT).get(hit)).sha256, reason)


def referred(at: Seat, turn: Turn) -> str:
    turn("2026-04-01T00:10")
    listed(at)
    taken(at)
    (hit,) = at.records(HIT).find().records
    officer, chief = person(at, "officer", "analyst"), person(at, "chief", "supervisor")
    for transition in ("take", "confirm", "refer"):
        step(officer, hit.id, transition)
        with pytest.raises(Conflict):
            printed(at, "referral", hit.id, "en")
    assert whole(at, HIT.name, hit.id, "en").prints == ()
    with pytest.raises(Conflict) as again:
        step(officer, hit.id, "refer")
    assert again.value.code == "flow-asked-already"
    step(chief, hit.id, "agree")
    return hit.id


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ("Referral to the border post", "You may not", "Confirm", "Ask for referral")),
        ("ar", ("إحالة إلى المنفذ الحدودي", "لا يجوز لك", "تأكيد", "طلب الإحالة")),
    ],
)
def test_the_sheet_says_what_was_decided_by_whom_and_what_may_be_done(
    at: Seat, turn: Turn, language: str, words: tuple[str, ...]
) -> None:
    hit = referred(at, turn)
    assert [one.name for one in whole(at, HIT.name, hit, language).prints] == ["referral"]
    sheet = printed(at, "referral", hit, language)
    text = page(sheet)
    for wanted in (*words, "Officer", "Chief", "ALSAMPLE", "ZZ410", "National"):
        assert wanted in text, wanted
    assert text.count("A reason of the unit") == 3  # confirmed, asked for, referred: each with its reason


def test_the_sheet_says_when_and_where_the_flight_goes_and_whom_to_call(at: Seat, turn: Turn) -> None:
    hit = referred(at, turn)
    enter(at, DutyTelephone(telephone="0780 000 0000"), None)
    enter(at, DutyTelephone(telephone="0780 000 0001"), None)
    text = page(printed(at, "referral", hit, "en"))
    flown = ("Istanbul (IST) → Baghdad (BGW)", "1 April 2026, 09:30", "14 February 1988")
    for wanted in (*flown, "Sex", "male", "0780 000 0001"):
        assert wanted in text, wanted
    assert "0780 000 0000" not in text
    assert "1988-02-14" not in text
    assert "ذكر" in page(printed(at, "referral", hit, "ar"))


def test_the_sheet_says_nationality_and_the_seat_of_this_flight(at: Seat, turn: Turn) -> None:
    hit = referred(at, turn)
    assert "Seat" in page(printed(at, "referral", hit, "en"))
    body = at.records(HIT).get(hit).body
    travels = at.records(TRAVEL, at.leaving())
    kept = travels.get(str(body.travel))
    (person,) = kept.body.rows["person"]
    other = {"person": "someone else", "seat": "1A", "flight": body.flight}
    seats = [
        {"person": person["person"], "seat": seat, "flight": flight}
        for seat, flight in (("12C", body.flight), ("14D", body.flight), ("30F", "ZZ999/2026-04-02/BGW"))
    ]
    rows = {**kept.body.rows, "seat": [*seats, other], "person": [{**person, "nationality": "IRQ"}]}
    travels.save(kept.body.model_copy(update={"rows": rows}), "", kept.id, kept.version)
    text = page(printed(at, "referral", hit, "en"))
    assert ("14D" in text, "Iraq (IRQ)" in text) == (True, True)
    assert not [seat for seat in ("12C", "30F", "1A<") if seat in text]


def test_the_answer_of_the_post_closes_the_hit_and_stands_in_its_history(at: Seat, turn: Turn) -> None:
    hit = referred(at, turn)
    officer = person(at, "other-officer", "analyst")
    given = {"id": hit, "answer": "another-person", "who": "Captain Sample", "means": "telephone"}
    early = HitAnswerRequest.model_validate({**given, "answered": "2026-03-31T20:00:00Z"})
    with pytest.raises(WrongUse) as order:
        answer_hit(officer, early, None)
    assert order.value.code == "moment-order"
    turn("2026-04-01T08:00")
    asked = HitAnswerRequest.model_validate(
        {**given, "answered": "2026-04-01T06:30:00Z", "note": "Other face."}
    )
    assert queue(at, QueueRequest(), None).referred == 1
    assert answer_hit(officer, asked, None).state == "rejected"
    last = Lives(at, HIT).of(at.records(HIT).get(hit)).history.steps[-1]
    assert last.by == officer.actor.id
    for wanted in ("Captain Sample", "telephone", "1 April 2026", "Other face."):
        assert wanted in last.reason, last.reason
    with pytest.raises(Conflict) as twice:
        answer_hit(officer, asked, None)
    assert twice.value.code == "passengers-not-referred"
    found = queue(at, QueueRequest(), None)
    assert (found.referred, found.waiting, found.older) == (0, 0, 0)


def test_a_hit_that_was_closed_is_reopened_by_another_person_with_a_reason(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T00:10")
    listed(at)
    taken(at)
    (hit,) = at.records(HIT).find().records
    officer, other = person(at, "officer", "analyst"), person(at, "other", "analyst")
    step(officer, hit.id, "doubt")
    step(other, hit.id, "agree-doubt")
    with pytest.raises(Refused) as own:
        step(other, hit.id, "reopen")
    assert own.value.code == "flow-not-last"
    with pytest.raises(WrongUse):
        Lives(officer, HIT).act(hit.id, "reopen", Lives(officer, HIT).of(hit).sha256, " ")
    step(officer, hit.id, "reopen")
    assert queue(at, QueueRequest(), None).waiting == 1


def test_nobody_prints_it_who_may_not_read_the_hit_or_take_it_out(at: Seat, turn: Turn) -> None:
    hit = referred(at, turn)
    outside = at.bench.door.people.add("outside", "Outside", frozenset({"analyst"}), None, "test")
    stranger = Seat(type(at.bench)(at.bench.door, outside), at.desk, at.home, "work")
    with pytest.raises((Refused, NotFound)):
        printed(stranger, "referral", hit, "en")
    with pytest.raises(Refused):
        printed(person(at, "guardian", "data-protection"), "referral", hit, "en")
    with pytest.raises(NotFound):
        printed(at, "referral", "00000000000000aa", "en")


def test_the_sheet_carries_the_document_of_the_traveller_though_the_list_has_none(
    at: Seat, turn: Turn
) -> None:
    turn("2026-04-01T00:10")
    with_duty_telephone(at)
    used(at, text="name;birth date;reason\nكريم جاسم السامبل;1988;Order 12\n")
    taken(at)
    (kept,) = at.records(HIT).find().records
    assert kept.body.documents == []
    officer, chief = person(at, "officer", "analyst"), person(at, "chief", "supervisor")
    for transition in ("take", "confirm", "refer"):
        step(officer, kept.id, transition)
    step(chief, kept.id, "agree")
    text = page(printed(at, "referral", kept.id, "en"))
    for wanted in ("valid until", "X9000001 · passport · Iraq · –"):
        assert wanted in text, wanted


def test_values_in_the_facts_of_a_sheet_do_not_mix_directions(at: Seat, turn: Turn) -> None:
    text = page(printed(at, "referral", referred(at, turn), "ar"))
    assert "<bdi>Chief</bdi> · <bdi>1 نيسان 2026، " in text


def test_nobody_is_referred_while_the_sheet_has_no_telephone(at: Seat, turn: Turn) -> None:
    turn("2026-04-01T00:10")
    used(at)
    taken(at)
    (hit,) = at.records(HIT).find().records
    officer = person(at, "officer", "analyst")
    for transition in ("take", "confirm"):
        step(officer, hit.id, transition)
    with pytest.raises(Conflict) as none:
        step(officer, hit.id, "refer")
    assert none.value.code == "passengers-duty-none"
    with_duty_telephone(at)
    step(officer, hit.id, "refer")
