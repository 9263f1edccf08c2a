"""Controlled delivery: legs that join, holders and clocks, a loss that somebody accepts, a mass that closes
to 0.1 g (T14)."""

from datetime import timedelta

import pytest

from tahqiq.desk.inbox import inbox
from tahqiq.desks.covert.field.delivering import arrive, close, decide, leg, look, part, plan, route
from tahqiq.desks.covert.field.delivery_requests import (
    DeliveryClosingRequest,
    DeliveryRequest,
    DeliveryWordRequest,
    LegArrivalRequest,
    LegMomentRequest,
    OneDelivery,
    PartRemovalRequest,
    RouteLegRequest,
)
from tests.desks.conftest import Turn, person
from tests.desks.covert.conftest import granted, moment, now
from tests.desks.covert.test_authorisations import refusal
from tests.seat import Seat


@pytest.fixture
def asked(at: Seat) -> DeliveryRequest:
    number = granted(person(at, "applicant", "analyst"), at, technique="controlled-delivery")
    return DeliveryRequest(
        number=number, exhibit="D-1", grams="1000.0", at=now(), holder="C1", abort=["انقطاع الاتصال"]
    )


def stretch(delivery: str, holder: str, taker: str, hours: int = 6) -> RouteLegRequest:
    due = moment("2026-03-01T08:00") + timedelta(hours=hours)
    return RouteLegRequest(
        delivery=delivery,
        holder=holder,
        taker=taker,
        territory="XA",
        authority="نيابة",
        reference="1/2026",
        due=due,
    )


def planned(at: Seat, asked: DeliveryRequest) -> str:
    number = plan(at, asked, None).number
    route(at, stretch(number, "C1", "C2"), None)
    route(at, stretch(number, "C2", "C3", 12), None)
    return number


def on_its_way(at: Seat, asked: DeliveryRequest) -> str:
    number = planned(at, asked)
    decide(at, DeliveryWordRequest(delivery=number, word="go", at=now(), reason="جاهز"), None)
    leg(at, LegMomentRequest(delivery=number, at=now()), None)
    return number


def test_legs_join_and_nothing_begins_without_go(at: Seat, asked: DeliveryRequest, turn: Turn) -> None:
    number = planned(at, asked)
    refusal("covert-legs-do-not-join", route, at, stretch(number, "C9", "C4"), None)
    refusal("covert-legs-do-not-join", route, at, stretch(number, "C3", "C3"), None)
    refusal("custody-taken-twice", plan, at, asked, None)
    turn("2026-03-01T09:00")
    refusal("covert-no-go", leg, at, LegMomentRequest(delivery=number, at=now()), None)
    decide(at, DeliveryWordRequest(delivery=number, word="go", at=now(), reason="جاهز"), None)
    refusal("covert-no-go", leg, at, LegMomentRequest(delivery=number, at=now() - timedelta(minutes=1)), None)
    decide(at, DeliveryWordRequest(delivery=number, word="abort", at=now(), reason="انقطاع الاتصال"), None)
    refusal("covert-no-go", leg, at, LegMomentRequest(delivery=number, at=now()), None)
    told = look(at, OneDelivery(delivery=number), None)
    assert ([one.word for one in told.words], [one.authority for one in told.legs]) == (
        ["go", "abort"],
        ["نيابة", "نيابة"],
    )


def test_a_leg_that_is_late_is_said_and_stands_in_the_inbox(
    at: Seat, asked: DeliveryRequest, turn: Turn
) -> None:
    number = on_its_way(at, asked)
    turn("2026-03-01T14:00:30")
    told = look(at, OneDelivery(delivery=number), None)
    assert ([one.code for one in told.remarks], told.legs[0].overdue, told.legs[1].overdue) == (
        ["covert-leg-overdue"],
        True,
        False,
    )
    assert [one.standing for one in inbox(at, now(), "en").items if one.kind == "covert-delivery"] == [
        "overdue"
    ]
    told = arrive(
        at, LegArrivalRequest(delivery=number, at=moment("2026-03-01T13:00"), grams="1000.05"), None
    )
    assert (told.legs[0].overdue, told.exhibit.holder, told.mass.lost) == (False, "C2", "0")


def test_the_mass_closes_to_a_tenth_of_a_gram_and_a_loss_is_accepted_by_somebody(
    at: Seat, asked: DeliveryRequest, turn: Turn
) -> None:
    number = on_its_way(at, asked)
    part(
        at,
        PartRemovalRequest(
            delivery=number, at=now(), part="D-1-a", why="sampled", grams="2.5", reason="عينة"
        ),
        None,
    )
    part(
        at,
        PartRemovalRequest(
            delivery=number, at=now(), part="D-1-b", why="removed", grams="900", reason="استبدال"
        ),
        None,
    )
    turn("2026-03-01T10:00")
    arrival = LegArrivalRequest(delivery=number, at=now(), grams="97.3")
    refusal("custody-weight-differs", arrive, at, arrival, None)
    refusal(
        "custody-weight-differs",
        arrive,
        at,
        arrival.model_copy(update={"accepted": "C2", "reason": "رطوبة"}),
        None,
    )
    refusal(
        "covert-delivery-state",
        close,
        at,
        DeliveryClosingRequest(delivery=number, at=now(), result="أُوقف", witness="W"),
        None,
    )
    told = arrive(at, arrival.model_copy(update={"accepted": "القاضي", "reason": "رطوبة"}), None)
    mass = told.mass
    assert (
        mass.came_in,
        mass.sampled,
        mass.removed,
        mass.lost,
        mass.in_hand,
        mass.difference,
        mass.closes,
    ) == (
        "1000.0",
        "2.5",
        "900",
        "0.2",
        "97.3",
        "0.0",
        True,
    )
    assert mass.accepted == ["القاضي: رطوبة"]
    leg(at, LegMomentRequest(delivery=number, at=now()), None)
    refusal("covert-delivery-state", leg, at, LegMomentRequest(delivery=number, at=now()), None)
    turn("2026-03-01T12:00")
    arrive(at, LegArrivalRequest(delivery=number, at=now(), grams="97.2"), None)
    ended = close(
        at, DeliveryClosingRequest(delivery=number, at=now(), result="أُوقف المستلم", witness="W"), None
    )
    assert (ended.mass.delivered, ended.mass.in_hand, ended.mass.closes, ended.exhibit.holder) == (
        "97.3",
        "0",
        True,
        "",
    )
    refusal(
        "covert-delivery-state",
        decide,
        at,
        DeliveryWordRequest(delivery=number, word="go", at=now(), reason="بعد ذلك"),
        None,
    )


@pytest.mark.parametrize(
    ("grams", "done"), [("999.9", True), ("999.8", False), ("1000.1", True), ("1000.2", False)]
)
def test_a_tenth_of_a_gram_is_within_and_two_are_not(
    at: Seat, asked: DeliveryRequest, grams: str, done: bool
) -> None:
    number = on_its_way(at, asked)
    arrival = LegArrivalRequest(delivery=number, at=now(), grams=grams)
    if done:
        assert arrive(at, arrival, None).mass.closes
    else:
        refusal("custody-weight-differs", arrive, at, arrival, None)
        assert look(at, OneDelivery(delivery=number), None).legs[0].ended is None
