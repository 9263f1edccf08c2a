"""Indicators as data: refused where they ask about people, judged by the past alone, approved by a second
person, measured by what they opened; and the list they lead to."""

from datetime import datetime, timedelta

import pytest

from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.rule_book.book import NamedRule, NewRule
from tahqiq.desks.cargo.arrivals.record import ARRIVAL, Arrival, ArrivalEvent, ArrivalStatement
from tahqiq.desks.cargo.indicators.features import of_arrival
from tahqiq.desks.cargo.indicators.operations import BOOK, active
from tahqiq.desks.cargo.indicators.past import CargoPast
from tahqiq.desks.cargo.indicators.record import EXAMPLE, RULE
from tahqiq.desks.cargo.indicators.rule import read_rule, vocabulary
from tahqiq.desks.cargo.indicators.trial import in_order
from tahqiq.desks.cargo.outcomes.record import OUTCOME
from tahqiq.desks.cargo.selection_lists.from_arrivals import SHIFT, ShiftListRequest, make
from tahqiq.desks.cargo.selection_lists.record import LIST
from tahqiq.kit.errors import TahqiqError, WrongUse
from tahqiq.kit.yaml_nodes import Mistake
from tests.desks.conftest import person
from tests.seat import Seat

AT = datetime.fromisoformat("2026-03-01T08:00:00+03:00")


def lorry(no: int, day: int, **more: object) -> Arrival:
    told = {
        "key": f"K{no}",
        "number": f"K{no}",
        "post": "trebil",
        "mode": "road",
        "day": f"2026-03-{day:02d}",
        "tractor": f"T{no}",
        "trailer": f"R{no}",
        "hs": ["080810"],
        "consignee": "شركة المخازن",
        "recorded": AT,
        **more,
    }
    return Arrival.model_validate(told)


@pytest.mark.parametrize(
    "name",
    [
        "driver-nationality",
        "sex",
        "age",
        "tribe",
        "plate_governorate",
        "consignee.nationality",
        "passport-country",
        "driver-religion",
    ],
)
def test_what_asks_about_people_is_refused(name: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_rule(EXAMPLE.replace("pair-unseen", name))
    assert refused.value.code == "cargo-rule-forbidden"
    assert refused.value.line == 8


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (("pair-unseen", "colour-of-hair"), "cargo-rule-feature"),
        (("2099-01-01", "soon"), "cargo-rule-day"),
        (("weight: 0.2", "weight: 7"), "cargo-rule-weight"),
        (("owner: Border police\n", ""), "declared-missing"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_at_its_line(change: tuple[str, str], code: str) -> None:
    with pytest.raises(Mistake) as wrong:
        read_rule(EXAMPLE.replace(*change))
    assert wrong.value.code == code


def test_every_feature_is_made_of_something() -> None:
    """Over consignments that say everything there is nothing in the list of features that nothing makes."""
    events = [
        ("entry", 0, "trebil", ""),
        ("weighed", 1, "scale 1", "30000"),
        ("weighed", 5, "scale 2", "29000"),
        ("seal", 2, "", "locked"),
        ("seal", 4, "", "opened"),
        ("exit", 6, "trebil", "terminated"),
    ]
    said = [
        ArrivalStatement(
            source="0" * 16,
            file=name,
            kind="AWMDS",
            row=1,
            box="CSQU3054383",
            weight=weight,
            seals=[name],
            loaded="full",
        )
        for name, weight in (("a", 9000.0), ("b", 29000.0))
    ]
    past, seen = CargoPast(), set[str]()
    for no in range(90):
        body = lorry(
            no,
            1,
            containers=["CSQU3054383"],
            gross=20000,
            packages=100,
            value=5000,
            freight=100,
            shipper="A",
            consignee="B",
            notify="C",
            declarant="D",
            phones=["1"],
            goods="parts",
            load="JOAMM",
            discharge="IQTRB",
            origin="SY",
            nature="24",
            driver="P1",
            tractor="T1",
            said=said,
            events=[
                ArrivalEvent(
                    what=what,  # type: ignore[arg-type]
                    at=AT + timedelta(days=no, hours=hours),
                    place=place,
                    value=value,
                    lat=33.0,
                    lon=39.0 + hours / 10,
                    source="0" * 16,
                    row=1,
                )
                for what, hours, place, value in events
            ],
        )
        body = body.model_copy(update={"day": (AT + timedelta(days=no)).date().isoformat()})
        seen |= set(of_arrival(body, past, "2026-07-20"))
        past.add(body)
    assert vocabulary().features.keys() - seen == set()
    assert seen <= vocabulary().features.keys()


def test_a_consignment_is_judged_by_those_before_it_alone() -> None:
    """The first of a pair is unseen whatever comes later; the same pair again is known."""
    bodies = [lorry(1, 5), lorry(2, 3, tractor="T1", trailer="R1"), lorry(3, 9, tractor="T1", trailer="R9")]
    past, told = CargoPast(), {}
    for body in in_order(bodies):
        told[body.key] = of_arrival(body, past)
        past.add(body)
    assert [told[key]["pair-unseen"] for key in ("K2", "K1", "K3")] == [True, False, True]
    assert [told[key]["consignee-days"] for key in ("K2", "K1", "K3")] == [0, 2, 6]


def test_a_rule_is_tried_approved_by_a_second_person_and_leads_the_list(at: Seat) -> None:
    records = at.records(ARRIVAL)
    for no in range(30):
        records.save(lorry(no, 1 + no % 3, tractor=f"T{no % 10}", trailer=f"R{no % 10}", hs=["851712"]))
    records.save(
        lorry(
            90,
            4,
            said=[
                ArrivalStatement(source="0" * 16, file=name, kind=kind, row=3, weight=weight)
                for name, kind, weight in (("a.xml", "AWMDS", 9000.0), ("b.csv", "table", 19000.0))
            ],
        )
    )
    for no in range(91, 96):
        records.save(lorry(no, 4, tractor=f"T{no % 10}", trailer=f"R{no % 10}", hs=["851712"]))
    with pytest.raises(WrongUse, match="arrived at"):
        make(at, ShiftListRequest(shift=SHIFT, post="nowhere", day="2026-03-04"), None)
    rule, second = BOOK.add(at, NewRule(text=EXAMPLE), None), person(at, "second", "supervisor")
    lives = Lives(at, RULE)

    def seen() -> str:
        return lives.of(at.records(RULE).get(rule.id)).sha256

    with pytest.raises(TahqiqError):
        lives.act(rule.id, "propose", seen(), "Not tried yet")
    told = BOOK.test(at, NamedRule(rule=rule.name), None).tested
    assert told is not None
    assert (told.judged, told.days, told.hits) == (36, 4, 1)
    lives.act(rule.id, "propose", seen(), "Two seizures")
    with pytest.raises(TahqiqError):
        lives.act(rule.id, "approve", seen(), "I agree with myself")
    assert active(at) == []
    Lives(second, RULE).act(rule.id, "approve", seen(), "Its trial was seen")
    assert [one.name for one in active(at)] == [rule.name]
    made = make(at, ShiftListRequest(shift=SHIFT, post="trebil", day="2026-03-04"), None)
    first = max((one.line for one in made.lines), key=lambda line: line.expected)
    assert first.id == "K90"
    assert len(first.reasons) == 2  # the rule, and the weight that papers differ on
    assert at.records(LIST).get(made.shift_list).body.signed_by == ""
    rest = [one.line for one in made.lines if one.line.id != "K90" and one.line.why not in ("random", "cell")]
    assert rest
    assert {(one.why, one.sentence.partition(" ")[0]) for one in rest} == {
        ("spare", "No")
    }  # no ground: no harm
    assert first.why == "harm"


def test_openings_measure_a_rule_and_advise_to_retire_it(at: Seat) -> None:
    """Sixty clean openings for a rule, while the lot finds something in every second: the rule finds less
    than drawing lots does."""
    rule = BOOK.add(at, NewRule(text=EXAMPLE), None)
    example = OUTCOME.example
    for no in range(60):
        at.records(OUTCOME).save(
            example.model_copy(
                update={"consignment": f"K{no}", "rules": [rule.name], "finds": [], "why": "harm"}
            )
        )
    for no in range(20):
        at.records(OUTCOME).save(
            example.model_copy(
                update={
                    "consignment": f"L{no}",
                    "rules": [],
                    "why": "random",
                    "probability": 0.05,
                    "finds": example.finds if no % 2 else [],
                }
            )
        )
    at.records(ARRIVAL).save(lorry(0, 1))
    told = BOOK.test(at, NamedRule(rule=rule.name), None).tested
    assert told is not None
    assert (told.opened, told.found, told.base, told.retire) == (60, 0, 0.5, True)
    assert 0 <= told.low < told.high < 0.1
