"""The paper for the border post: only of a hit that two persons referred, with who decided, in the language
of who reads it."""

import pytest

from tahqiq.casework.forms.page import page
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.record_print import printed
from tahqiq.desk.whole import whole
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.kit.errors import Conflict, NotFound, Refused
from tests.desks.conftest import Turn, person
from tests.desks.passengers.conftest import listed, taken
from tests.desks.passengers.test_screening import used
from tests.seat import Seat


def step(at: Seat, hit: str, transition: str) -> None:
    lives = Lives(at, HIT)
    reason = "" if transition == "take" else "A reason that stays in the unit"
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
    assert again.value.code == "passengers-asked-already"
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
    assert "stays in the unit" not in text  # reasons are for the unit


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
    used(at, text="name;birth date;reason\nكريم جاسم السامبل;1988;Order 12\n")
    taken(at)
    (kept,) = at.records(HIT).find().records
    assert kept.body.documents == []
    officer, chief = person(at, "officer", "analyst"), person(at, "chief", "supervisor")
    for transition in ("take", "confirm", "refer"):
        step(officer, kept.id, transition)
    step(chief, kept.id, "agree")
    text = page(printed(at, "referral", kept.id, "en"))
    for wanted in ("valid until", "X9000001 · P · IRQ · –"):
        assert wanted in text, wanted


def test_values_in_the_facts_of_a_sheet_do_not_mix_directions(at: Seat, turn: Turn) -> None:
    text = page(printed(at, "referral", referred(at, turn), "ar"))
    assert "<bdi>Chief</bdi> · <bdi>1 نيسان 2026، " in text
