"""Three answers with their evidence: what holds, what is broken, and what nobody knows, which is never
compliant."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.casework.clocks import BEGINNING_WITH, Period
from tahqiq.casework.conditions import All, Compare, Condition, Count, Exists, Gap, Not, Operand, Some
from tahqiq.casework.rules import (
    Answer,
    Finding,
    Record,
    Rule,
    Source,
    Tally,
    Verdict,
    World,
    judge,
    read_all,
    tally,
)
from tahqiq.casework.rules.declaration import Beside, Until
from tahqiq.kit.errors import Conflict, WrongUse
from tahqiq.kit.messages import LOCALES
from tests.casework.rules.told import ALONE, HEAD, KINDS, SEEN, START, moment, record

NOW = moment(20)
COMPLETE = ("Prisoner", "HealthVisit", "Stay")


def rules(text: str) -> tuple[Rule, ...]:
    found = read_all([(text, "rules.yaml")], KINDS)
    assert not found.mistakes, [str(one) for one in found.mistakes]
    return found.rules


def ask(text: str, *records: Record, complete: tuple[str, ...] = COMPLETE, now: datetime = NOW) -> Answer:
    return judge(rules(text), World(records, complete), now, "federal")


def one(text: str, *records: Record, complete: tuple[str, ...] = COMPLETE, now: datetime = NOW) -> Finding:
    [finding] = ask(text, *records, complete=complete, now=now).findings
    return finding


PRISONER = record("Prisoner", "p1", number="1001", admitted=moment(1, 9))


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


def stay(key: str, since: object, until: object, hours: object = 23, called: str = "separation") -> Record:
    return record("Stay", key, person="1001", since=since, until=until, hours_alone=hours, called=called)


def solitary(*stays: Record, complete: tuple[str, ...] = COMPLETE, now: datetime = NOW) -> Finding:
    return one(ALONE, PRISONER, *stays, complete=complete, now=now)


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

FIELDS = ("a", "b", "c")
operands = st.sampled_from([Operand("field", name) for name in FIELDS])
numbers = st.integers(0, 3).map(lambda number: Operand("value", number))
compares = st.builds(
    Compare, st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]), operands, st.one_of(operands, numbers)
)
leaves: st.SearchStrategy[Condition] = st.one_of(
    compares,
    st.builds(Exists, st.sampled_from(FIELDS)),
    st.builds(
        Count,
        st.just("others"),
        st.one_of(st.none(), compares),
        st.sampled_from(["eq", "lt", "le", "gt", "ge"]),
        st.integers(0, 3),
    ),
)
conditions: st.SearchStrategy[Condition] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Some, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)
cells = st.one_of(st.integers(0, 3), st.none())
bodies = st.fixed_dictionaries(dict.fromkeys(FIELDS, cells))


def verdict(
    must: Condition,
    when: Condition | None,
    own: dict[str, object],
    others: list[dict[str, object]],
    complete: bool,
) -> Verdict | None:
    rule = Rule(
        id="R",
        text=dict.fromkeys(LOCALES, "x"),
        source=Source("l", "1"),
        jurisdictions=frozenset({"federal"}),
        verified=False,
        valid_from=date(2020, 1, 1),
        valid_to=None,
        aim="duty",
        about="Own",
        must=must,
        when=when,
        beside={"others": Beside("Other", (("of", "id"),))},
    )
    records = [
        Record("Own", "o", {"id": 1, **own}, START),
        *(Record("Other", str(n), {"of": 1, **body}, START) for n, body in enumerate(others)),
    ]
    found = judge([rule], World(records, ("Other",) if complete else ()), NOW, "federal").findings
    return found[0].verdict if found else None


@given(conditions, st.one_of(st.none(), conditions), bodies, st.lists(bodies, max_size=4), st.data())
def test_what_becomes_unknown_never_decides(
    must: Condition,
    when: Condition | None,
    own: dict[str, object],
    others: list[dict[str, object]],
    data: st.DataObject,
) -> None:
    before = verdict(must, when, own, others, True)
    bodies_ = [own, *others]
    place, name = data.draw(st.integers(0, len(bodies_) - 1)), data.draw(st.sampled_from(FIELDS))
    cut = [{**body, name: Gap()} if number == place else body for number, body in enumerate(bodies_)]
    assert verdict(must, when, cut[0], cut[1:], True) in (before, Verdict.UNKNOWN)
    assert verdict(must, when, own, others, False) in (before, Verdict.UNKNOWN)


@given(conditions, bodies, st.lists(bodies, max_size=4), st.lists(bodies, max_size=5))
def test_a_register_that_is_not_complete_is_right_whatever_it_lacks(
    must: Condition, own: dict[str, object], seen: list[dict[str, object]], unseen: list[dict[str, object]]
) -> None:
    cut, whole = verdict(must, None, own, seen, False), verdict(must, None, own, [*seen, *unseen], True)
    assert cut in (whole, Verdict.UNKNOWN)


counted = st.builds(
    Count,
    st.just("others"),
    st.one_of(st.none(), compares),
    st.sampled_from(["eq", "ne", "lt", "le", "gt", "ge"]),
    st.integers(0, 3),
)


@given(counted, st.lists(bodies, max_size=3), st.lists(bodies, max_size=5))
def test_a_count_over_a_register_that_is_not_complete_is_right(
    must: Count, seen: list[dict[str, object]], unseen: list[dict[str, object]]
) -> None:
    own: dict[str, object] = dict.fromkeys(FIELDS, 1)
    assert verdict(must, None, own, seen, False) in (
        verdict(must, None, own, [*seen, *unseen], True),
        Verdict.UNKNOWN,
    )


spells = st.lists(
    st.tuples(st.integers(0, 18 * 24), st.integers(1, 18 * 24), st.sampled_from(["23", "23", "10"])),
    max_size=6,
)


@given(spells, st.data())
def test_a_stretch_is_as_long_as_hours_counted_one_by_one(
    pieces: list[tuple[int, int, str]], data: st.DataObject
) -> None:
    begin = moment(1)
    stays = [
        stay(str(n), begin + timedelta(hours=start), min(begin + timedelta(hours=start + length), NOW), hours)
        for n, (start, length, hours) in enumerate(pieces)
    ]
    held = [
        any(s <= hour < s + length and hours == "23" for s, length, hours in pieces)
        for hour in range(19 * 24)
    ]
    longest, run, pause = 0, 0, 0
    for hour in held:  # pauses up to three hours are no break
        if hour:
            run += 1 + (pause if run else 0)
            pause = 0
        else:
            pause += 1
            if pause > 3:
                run = 0
        longest = max(longest, run)
    assert solitary(*stays).verdict is (Verdict.BROKEN if longest > 15 * 24 else Verdict.HOLDS)
