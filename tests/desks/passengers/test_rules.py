"""Rules as data: refused where the law forbids, tried on the past, approved by a second person, suspended
where officers say they are wrong."""

from importlib.resources import files
from pathlib import Path

import pytest

from tahqiq.desk import NoQuestion
from tahqiq.desk.lifecycles import Lives
from tahqiq.desk.rule_book.book import NamedRule, NewRule
from tahqiq.desks.passengers.hits.record import HIT
from tahqiq.desks.passengers.risk_rules import operations as risk_rules
from tahqiq.desks.passengers.risk_rules.builder import RuleBuilderRequest, builder, form_of
from tahqiq.desks.passengers.risk_rules.language import read_rule, vocabulary
from tahqiq.desks.passengers.risk_rules.operations import BOOK, EXAMPLE, RULE
from tahqiq.desks.passengers.screening.file_screening import ScreeningRequest, compare_file
from tahqiq.desks.passengers.screening.operations import screen_file, screen_flight
from tahqiq.desks.passengers.screening.requests import AirlineFileRequest, FlightScreeningRequest
from tahqiq.kit.errors import NotFound, Refused, TahqiqError, WrongUse
from tahqiq.kit.yaml_nodes import Mistake
from tests.desks.conftest import Turn, person
from tests.desks.passengers.conftest import collected
from tests.seat import Seat

WHEN = "when: {all: [{le: [lead-days, 3]}, {eq: [paid-cash, true]}, {le: [agency-days, 30]}]}"


def pnr(no: int, locator: str, surname: str, made: str, cash: bool, number: str, flyer: bool = False) -> str:
    pay = "FOP+CA:3:450'" if cash else "FOP+CC:3:450:VI:XXXXXXXXXXXX1111:1228'"
    loyal = f"FTI+ZZ:{number}'" if flyer else ""
    return (
        f"UNB+IATA:1+ZZ+PIU+260401:0810+{no}'UNH+1+PNRGOV:13:1:IA'MSG+:22'ORG+ZZ:IST'TVL+030426:0930:030426:1215+IST+BGW+ZZ+410'EQN+1'SRC'RCI+ZZ:{locator}::{made}:1010'"
        f"ORG+ZZ:IST+9{no}:IST+++A+TR:TRY+A'TIF+{surname}+KAREEM{no}:A:1'{loyal}SSR+DOCS:HK::ZZ:::::P/IRQ/{number}/IRQ/14FEB88/M/01JAN30/{surname}/KAREEM{no}'"
        f"TKT+17612{no}:T:1'{pay}TVL+030426:0930:030426:1215+IST+BGW+ZZ+410:Y'RPI+1:HK'UNT+14+1'UNZ+1+{no}'"
    )


def taken(at: Seat) -> None:
    people = [
        pnr(1, "COUR01", "ALSAMPLE", "010426", True, "X9000001"),
        pnr(2, "FLYR02", "ALTEST", "010426", True, "X9000002", True),
    ]
    people += [pnr(no, f"BOOK{no:02}", f"NAME{no}", "010126", False, f"X90000{no:02}") for no in range(3, 13)]
    for no, message in enumerate(people):
        screen_file(at, AirlineFileRequest(source=collected(at, message, f"{no}.edi")), None)


def in_use(at: Seat, text: str = EXAMPLE) -> str:
    rule = BOOK.add(at, NewRule(text=text), None)
    BOOK.test(at, NamedRule(rule=rule.name), None)
    second = person(at, "second", "supervisor")
    lives = Lives(at, RULE)
    lives.act(rule.id, "propose", lives.of(at.records(RULE).get(rule.id)).sha256, "Two seizures in March")
    Lives(second, RULE).act(
        rule.id, "approve", lives.of(at.records(RULE).get(rule.id)).sha256, "Its trial was seen"
    )
    return rule.id


@pytest.mark.parametrize(
    ("when", "code"),
    [
        ("when: {eq: [nationality, IRQ]}", "passengers-rule-alone"),
        ("when: {any: [{eq: [sex, M]}, {eq: [paid-cash, true]}]}", "passengers-rule-alone"),
        ("when: {all: [{eq: [sex, M]}, {lt: [age, 30]}]}", "passengers-rule-alone"),
        ("when: {all: [{not: {eq: [nationality, DEU]}}, {ge: [age, 18]}]}", "passengers-rule-alone"),
        ("when: {all: []}", "passengers-rule-alone"),
        ("when: {all: [{eq: [religion, x]}, {eq: [paid-cash, true]}]}", "passengers-rule-forbidden"),
        ("when: {all: [{eq: [birth_place, Basra]}, {eq: [paid-cash, true]}]}", "passengers-rule-forbidden"),
        ("when: {all: [{eq: [shoe-size, 44]}, {eq: [paid-cash, true]}]}", "passengers-rule-feature"),
    ],
)
def test_what_the_law_forbids_is_refused_with_its_place(when: str, code: str) -> None:
    with pytest.raises(Mistake) as refused:
        read_rule(EXAMPLE.replace(WHEN, when))
    assert (refused.value.code, refused.value.line) == (code, 6)


def test_every_forbidden_field_is_refused_and_none_of_them_is_a_feature() -> None:
    known, forbidden = vocabulary().features, vocabulary().forbidden
    assert not forbidden.keys() & known.keys()
    for name in forbidden:
        with pytest.raises(Mistake, match=name):
            read_rule(
                EXAMPLE.replace(WHEN, f"when: {{all: [{{eq: [{name}, x]}}, {{eq: [paid-cash, true]}}]}}")
            )


def test_what_exonerates_is_needed_and_is_never_who_somebody_is() -> None:
    for unless in ("unless: {eq: [nationality, DEU]}", "unless: {any: []}"):
        with pytest.raises(Mistake) as refused:
            read_rule(EXAMPLE.replace(EXAMPLE.splitlines()[-1], unless))
        assert refused.value.code == "passengers-rule-weak"


def test_a_rule_that_leaves_something_out_is_told_what() -> None:
    with pytest.raises(Mistake) as refused:
        read_rule("\n".join(EXAMPLE.splitlines()[:-1]))
    assert refused.value.say("en").sentence == "rule, line 1: the rule says nothing under “unless”."
    assert "unless" in refused.value.say("ckb").sentence


def test_nationality_beside_what_was_done_is_a_rule() -> None:
    assert (
        read_rule(
            EXAMPLE.replace(WHEN, "when: {all: [{eq: [nationality, IRQ]}, {eq: [paid-cash, true]}]}")
        ).name
        == "cash-and-fresh-agency"
    )


def test_a_rule_is_tried_on_the_past_and_approved_by_a_second_person_only(at: Seat, turn: Turn) -> None:
    turn("2026-04-02T09:00")
    taken(at)
    rule = BOOK.add(at, NewRule(text=EXAMPLE), None)
    assert (rule.state, rule.tested) == ("draft", None)
    lives = Lives(at, RULE)
    with pytest.raises(TahqiqError):
        lives.act(rule.id, "propose", lives.of(at.records(RULE).get(rule.id)).sha256, "Not tried yet")
    trial = BOOK.test(at, NamedRule(rule=rule.name), None).tested
    assert trial is not None
    assert (trial.travellers, trial.days, trial.hits, trial.for_a_day, trial.exonerated, trial.precision) == (
        12,
        1,
        1,
        1.0,
        1,
        None,
    )
    assert set(trial.disparity) == {"sex", "nationality", "age"}
    seen = lives.of(at.records(RULE).get(rule.id)).sha256
    lives.act(rule.id, "propose", seen, "Two seizures")
    with pytest.raises(Refused):
        lives.act(rule.id, "approve", seen, "I agree with myself")
    second = person(at, "second", "supervisor")
    assert Lives(second, RULE).act(rule.id, "approve", seen, "Seen").standing.state == "active"
    assert BOOK.test(at, NamedRule(rule=rule.id), None).in_use
    with pytest.raises(NotFound):
        BOOK.test(at, NamedRule(rule="no-such"), None)


def test_a_rule_in_use_finds_the_courier_and_shows_its_grounds_and_what_would_exonerate(
    at: Seat, turn: Turn
) -> None:
    turn("2026-04-02T09:00")
    taken(at)
    rule = in_use(at)
    told = screen_flight(at, FlightScreeningRequest(flight="zz410/2026-04-03/IST"), None)
    assert (told.travellers, told.rules, told.fresh, len(told.hits)) == (12, 1, 1, 1)
    (hit,) = at.records(HIT).find().records
    assert (hit.body.why, hit.body.list_id, hit.body.score, hit.body.locator) == ("rule", rule, 0.0, "COUR01")
    assert hit.body.grounds == {"agency-days": "2", "lead-days": "2", "paid-cash": "true"}
    assert hit.body.exonerating == {"earlier-travels": "0", "frequent-flyer": "false"}
    again = screen_flight(at, FlightScreeningRequest(flight="ZZ410/2026-04-03/IST"), None)
    assert (again.fresh, again.known) == (0, 1)
    with pytest.raises(NotFound):
        screen_flight(at, FlightScreeningRequest(flight="ZZ999/2026-04-03/IST"), None)


def test_a_rule_of_which_officers_say_that_it_is_wrong_suspends_itself(
    at: Seat, turn: Turn, monkeypatch: pytest.MonkeyPatch
) -> None:
    turn("2026-04-02T09:00")
    rule = in_use(at)
    for verdicts, suspended in (((3, 196), 0), ((4, 196), 0), ((3, 197), 1)):
        monkeypatch.setattr(risk_rules, "verdicts", lambda _at, _rule, told=verdicts: told)
        assert risk_rules.suspend(at) == suspended
    assert Lives(at, RULE).of(at.records(RULE).get(rule)).standing.state == "suspended"
    assert BOOK.active(at) == []


def test_a_file_needs_a_list(tmp_path: Path) -> None:
    path = tmp_path / "a.edi"
    path.write_text(pnr(1, "COUR01", "ALSAMPLE", "010426", True, "X9000001"), "ascii")
    with pytest.raises(WrongUse):
        compare_file(ScreeningRequest(flight=path))


def test_a_rule_is_called_in_each_language(at: Seat) -> None:
    words = "title: {en: Late, ar: حجز متأخر, ckb: درەنگ, kmr-Arab: درەنگە}"
    text = EXAMPLE.replace(next(line for line in EXAMPLE.splitlines() if line.startswith("title:")), words)
    rule = BOOK.add(at, NewRule(text=text), None)
    assert (rule.title, rule.titles["ar"], sorted(rule.titles)) == (
        "Late",
        "حجز متأخر",
        ["ar", "ckb", "en", "kmr-Arab"],
    )
    with pytest.raises(Mistake) as wrong:
        read_rule(text.replace(", ckb: درەنگ", ""))
    assert wrong.value.code == "declared-language-missing"
    for name in ("courier", "minor"):
        shipped = read_rule(
            files("tahqiq.desks.passengers.risk_rules.examples").joinpath(f"{name}.yaml").read_text("utf-8")
        )
        assert sorted(shipped.titles) == ["ar", "ckb", "en", "kmr-Arab"]


def test_the_form_offers_what_a_rule_may_ask_and_nothing_that_is_forbidden(at: Seat) -> None:
    BOOK.add(
        at,
        NewRule(
            text=files("tahqiq.desks.passengers.risk_rules.examples")
            .joinpath("courier.yaml")
            .read_text("utf-8")
        ),
        None,
    )
    made = builder(at, RuleBuilderRequest(rule="courier"), None)
    offered = {one.name: one for one in made.fields}
    assert not set(offered) & set(vocabulary().forbidden)
    assert offered["paid-cash"].type == "yes-no"
    assert offered["sex"].weak
    assert offered["lead-days"].label
    assert "redress" not in made.offences
    assert made.when is not None
    assert made.when.join == "all"
    assert [[(line.field, line.op, line.values) for line in part.lines] for part in made.when.parts][:2] == [
        [("lead-days", "le", ["3"])],
        [("paid-cash", "eq", ["true"]), ("payer-travels-not", "eq", ["true"])],
    ]
    assert builder(at, RuleBuilderRequest(), None).when is None
    with pytest.raises(NotFound):
        builder(at, RuleBuilderRequest(rule="no-such"), None)


def test_a_condition_too_deep_for_the_form_is_not_shown_as_lines() -> None:
    for when in (
        "{all: [{not: {eq: [paid-cash, true]}}]}",
        "{all: [{le: [lead-days, {field: legs}]}]}",
        "{all: [{any: [{all: [{le: [legs, 2]}, {eq: [paid-cash, true]}]}]}]}",
    ):
        assert form_of(read_rule(EXAMPLE.replace(WHEN, f"when: {when}")).when) is None, when


def test_a_rule_names_nobody_before_its_first_day(at: Seat) -> None:
    identity = in_use(at, EXAMPLE.replace("until:", "from: 2098-01-01\nuntil:"))
    assert BOOK.active(at) == []
    assert not next(one for one in BOOK.show(at, NoQuestion(), None).rules if one.id == identity).in_use
    with pytest.raises(Mistake) as found:
        read_rule(EXAMPLE.replace("until:", "from: 2099-02-01\nuntil:"))
    assert found.value.code == "passengers-rule-days"
