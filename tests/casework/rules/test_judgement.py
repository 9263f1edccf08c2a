"""Three answers with their evidence: what holds, what is broken, and what nobody knows, which is never
compliant."""

from datetime import date, datetime

import pytest

from tahqiq.casework.clocks import BEGINNING_WITH, Period
from tahqiq.casework.conditions import Compare, Gap, Operand
from tahqiq.casework.rules import Record, Rule, Source, Tally, Verdict, World, judge, tally
from tahqiq.casework.rules.declaration import Until
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.messages import LOCALES
from tests.casework.rules.told import (
    HEAD,
    NOW,
    PRISONER,
    SEEN,
    START,
    ask,
    moment,
    one,
    record,
    rules,
    solitary,
    stay,
)


def test_a_visit_in_the_register_holds_and_is_cited() -> None:
    found = one(SEEN, PRISONER, record("HealthVisit", "v1", person="1001", at=moment(1, 20)))
    assert found.verdict is Verdict.HOLDS
    assert [(cited.kind, cited.key, cited.field) for cited in found.cited] == [("HealthVisit", "v1", "at")]
    assert found.lacking == ()


def test_none_in_a_complete_register_is_broken_and_says_how_many_were_looked_at() -> None:
    found = one(SEEN, PRISONER, record("HealthVisit", "v1", person="2002", at=moment(1, 20)))
    assert found.verdict is Verdict.BROKEN
    assert {(cited.kind, cited.key, cited.field, cited.value) for cited in found.cited} == {
        ("HealthVisit", "", "visits", 0),
        ("Prisoner", "p1", "admitted", moment(1, 9)),
    }


def test_none_in_a_register_that_may_hold_more_is_unknown() -> None:
    found = one(SEEN, PRISONER, complete=())
    assert found.verdict is Verdict.UNKNOWN
    assert ("HealthVisit", "", "visits", "not-complete") in {
        (gap.kind, gap.key, gap.field, gap.why) for gap in found.lacking
    }


def test_within_the_time_nothing_is_broken_yet() -> None:
    assert one(SEEN, PRISONER, now=moment(2, 9)).verdict is Verdict.HOLDS
    assert one(SEEN, PRISONER, now=moment(2, 9, 1)).verdict is Verdict.BROKEN


@pytest.mark.parametrize(
    ("admitted", "why"),
    [(Gap("refused"), "refused"), (None, "empty"), ("2026-03-01", "unclear"), ("2026", "unclear")],
)
def test_a_beginning_that_is_not_known_makes_the_answer_unknown_and_says_why(
    admitted: object, why: str
) -> None:
    found = one(SEEN, record("Prisoner", "p1", number="1001", admitted=admitted))
    assert found.verdict is Verdict.UNKNOWN
    assert [(gap.key, gap.field, gap.why) for gap in found.lacking] == [("p1", "admitted", why)]


def test_without_the_number_nothing_can_be_found() -> None:
    found = one(SEEN, record("Prisoner", "p1", number=None, admitted=moment(1, 9)))
    assert found.verdict is Verdict.UNKNOWN
    assert ("p1", "number", "empty") in {(gap.key, gap.field, gap.why) for gap in found.lacking}


def test_records_that_belong_to_nobody_are_counted() -> None:
    answer = ask(SEEN, PRISONER, record("HealthVisit", "v1", person=Gap(), at=moment(1, 20)))
    assert answer.unlinked == {("HealthVisit", "person"): 1}


@pytest.mark.parametrize(
    ("stays", "verdict"),
    [
        ([], "holds"),
        ([stay("a", moment(1), moment(15))], "holds"),
        ([stay("a", moment(1), moment(16))], "holds"),  # fifteen days are not more than fifteen
        ([stay("a", moment(1), moment(16, 1))], "broken"),
        ([stay("a", moment(1), None)], "broken"),  # still there
        (
            [stay("a", moment(1), moment(9)), stay("b", moment(9, 2), moment(17), called="protection")],
            "broken",
        ),  # a nominal pause, another label
        (
            [stay("a", moment(1), moment(9)), stay("b", moment(9, 3), moment(17))],
            "broken",
        ),  # a pause of exactly what is bridged
        ([stay("a", moment(1), moment(9)), stay("b", moment(9, 3, 1), moment(17))], "holds"),
        (
            [stay("a", moment(1), moment(19), "21.98")],
            "holds",
        ),  # 21 hours 59 minutes are for a rule of their own
        ([stay("a", moment(1), moment(19), Gap())], "unknown"),
        ([stay("a", moment(1), Gap("not-asked"))], "unknown"),
        ([stay("a", Gap(), moment(19))], "unknown"),
        ([stay("a", moment(1), moment(9)), stay("b", moment(9), moment(17), Gap())], "unknown"),
        (
            [stay("a", moment(1), moment(17, 1)), stay("b", Gap(), Gap(), Gap())],
            "broken",
        ),  # what is sure is enough
    ],
)
def test_solitary_is_counted_by_condition(stays: list[Record], verdict: str) -> None:
    assert solitary(*stays).verdict == verdict


def test_the_stretch_is_cited_and_the_gaps_are_named() -> None:
    found = solitary(
        stay("a", moment(1), moment(9)), stay("b", moment(9), moment(17)), stay("z", moment(18), moment(19))
    )
    assert [cited.key for cited in found.cited] == ["a", "b"]
    found = solitary(stay("a", moment(1), moment(9)), stay("b", moment(9), moment(17), Gap("unknown")))
    assert [(gap.key, gap.field, gap.why) for gap in found.lacking] == [("b", "hours_alone", "unknown")]
    assert solitary(stay("a", moment(1), moment(9)), complete=()).verdict is Verdict.UNKNOWN


WHEN = f"""
rules:
  - id: ASKED{HEAD}
    aim: duty
    about: Prisoner
    when: {{lt: [admitted, 2026-03-05]}}
    must: {{eq: [injuries_asked, true]}}
"""


@pytest.mark.parametrize(
    ("admitted", "asked", "verdict"),
    [
        (moment(1), True, "holds"),
        (moment(1), False, "broken"),
        (moment(1), Gap(), "unknown"),
        (moment(9), False, None),
        (Gap(), True, "unknown"),
        (Gap(), False, "unknown"),
    ],
)
def test_a_rule_that_may_not_apply_never_holds(admitted: object, asked: object, verdict: str | None) -> None:
    answer = ask(WHEN, record("Prisoner", "p1", admitted=admitted, injuries_asked=asked))
    assert [found.verdict for found in answer.findings] == ([verdict] if verdict else [])
    assert answer.outside == ({} if verdict else {"ASKED@2015-12-17": 1})


def test_the_tally_counts_each_kind_of_answer_apart_and_has_no_percentage() -> None:
    loaded = rules(WHEN)
    records = [
        record("Prisoner", f"p{n}", admitted=moment(1), injuries_asked=asked)
        for n, asked in enumerate((True, False, Gap(), True))
    ]
    answer = judge(loaded, World([*records, record("Prisoner", "q", admitted=moment(9))]), NOW, "federal")
    [line] = tally(answer, loaded)
    assert (line.holds, line.broken, line.unknown, line.outside) == (2, 1, 1, 1)
    assert (line.broken_rows, line.unknown_rows, line.compliant) == (("p1",), ("p2",), False)
    assert {
        name for name in Tally.__dataclass_fields__ if "percent" in name or "rate" in name or "score" in name
    } == set()
    [nothing] = tally(judge(loaded, World([]), NOW, "federal"), loaded)
    assert not nothing.compliant


TWO = """
rules:
  - id: ASKED
    text: [Old, قديم, کۆن, کەڤن]
    source: {law: Prison rules, article: "7"}
    jurisdiction: federal
    verified: true
    valid: {from: 2015-01-01, to: 2026-03-09}
    aim: duty
    about: Prisoner
    must: {exists: injuries_asked}
  - id: ASKED
    text: [New, جديد, نوێ, نوو]
    source: {law: Prison rules, article: "7"}
    jurisdiction: federal
    verified: false
    valid: {from: 2026-03-10}
    aim: duty
    about: Prisoner
    must: {eq: [injuries_asked, true]}
"""


def test_the_version_and_the_records_of_the_day_are_asked() -> None:
    first = record("Prisoner", "p1", moment(1), moment(12), injuries_asked=False)
    second = record("Prisoner", "p1", moment(12), injuries_asked=True)
    told = [
        (
            one(TWO, first, second, now=moment(day)).rule.text["en"],
            one(TWO, first, second, now=moment(day)).verdict,
        )
        for day in (5, 11, 15)
    ]
    assert told == [("Old", "holds"), ("New", "broken"), ("New", "holds")]
    assert ask(TWO, first, second, now=START).findings == ()


def test_the_last_day_of_a_version_is_a_day_of_the_zone() -> None:
    # 21:30 UTC on 9 March is 10 March in Baghdad.
    record_ = record("Prisoner", "p1", injuries_asked=False)
    assert one(TWO, record_, now=moment(9, 20, 30)).rule.text["en"] == "Old"
    assert one(TWO, record_, now=moment(9, 21, 30)).rule.text["en"] == "New"


def test_a_dated_rule_asks_in_the_version_of_the_records_own_day() -> None:
    dated = TWO.replace("    about: Prisoner", "    about: Prisoner\n    dated: admitted")

    def asked(admitted: object) -> list[tuple[str, str]]:
        found = ask(dated, record("Prisoner", "p1", admitted=admitted, injuries_asked=False)).findings
        return [(finding.rule.text["en"], finding.verdict.value) for finding in found]

    assert asked(moment(5)) == [("Old", "holds")]
    assert asked("2026-03-11") == [("New", "broken")]
    assert asked("2026-03") == [("Old", "unknown")]
    assert asked(Gap()) == [("Old", "unknown")]
    assert asked("2001-01-01") == []


def test_a_rule_of_the_other_jurisdiction_is_not_asked() -> None:
    assert (
        judge(
            rules(TWO), World([record("Prisoner", "p1", injuries_asked=True)]), NOW, "kurdistan-region"
        ).findings
        == ()
    )


@pytest.mark.parametrize("locale", LOCALES)
def test_unverified_law_is_said_wherever_it_is_shown(locale: str) -> None:
    old, new = (
        one(TWO, record("Prisoner", "p1", injuries_asked=True), now=moment(day)).say(locale)
        for day in (5, 15)
    )
    words = {
        "en": "not verified by counsel",
        "ar": "لم يتحقق",
        "ckb": "پشتڕاستی نەکردووەتەوە",
        "kmr-Arab": "پشتراست نەکریە",
    }
    assert words[locale] not in old
    assert words[locale] in new


def test_doubts_of_a_deadline_stand_in_the_finding() -> None:
    rule = Rule(
        id="R",
        text=dict.fromkeys(LOCALES, "x"),
        source=Source("l", "1"),
        jurisdictions=frozenset({"federal"}),
        verified=False,
        valid_from=date(2020, 1, 1),
        valid_to=None,
        aim="duty",
        about="Prisoner",
        must=Compare("le", Operand("now"), Operand("field", "limit")),
        derived={"limit": Until("admitted", Period.parse("3 working days"), BEGINNING_WITH)},
    )
    [found] = judge([rule], World([record("Prisoner", "p1", admitted=moment(18))]), NOW, "federal").findings
    assert {caveat.code for caveat in found.caveats} == {"clock-caveat-unverified", "clock-caveat-awaited"}


def test_two_versions_at_once_and_a_time_without_zone_are_refused() -> None:
    with pytest.raises(Conflict):
        World([PRISONER, PRISONER]).at(NOW)
    with pytest.raises(WrongUse):
        World([]).at(datetime(2026, 1, 1))


# Nothing that becomes unknown can make a verdict better or worse: it stays or becomes unknown.
