"""A rule of any desk on cases: what it names and on which grounds, and what a trial counts."""

from datetime import date

import pytest

from tahqiq.casework.conditions import Truth, read
from tahqiq.desk.rule_book.trial import Case, Match, Trial, WrittenRule, judge
from tahqiq.desk.rule_book.vocabulary import Feature, Vocabulary
from tahqiq.kit import yaml_nodes
from tahqiq.kit.yaml_nodes import Mistake

RULE = WrittenRule(
    name="late",
    basis="law",
    until=date(2099, 1, 1),
    when=read(yaml_nodes.read("lt: [lead, 3]", "x")),
    unless=read(yaml_nodes.read("eq: [known, true]", "x")),
)
WORDS = {"en": "Days before", "ar": "أيام", "ckb": "ڕۆژ", "kmr-Arab": "رۆژ"}
ASKED = Vocabulary(
    "cargo",
    {"lead": Feature("lead", "time", WORDS), "driver-days": Feature("driver-days", "time", WORDS)},
    {"driver": "a person"},
    {},
)


@pytest.mark.parametrize(
    ("features", "verdict"),
    [
        ({"lead": 1}, Match(RULE, {"lead": "1"})),
        ({"lead": 1, "known": True}, Truth.NO),
        ({"lead": 9}, None),
        ({}, Truth.UNKNOWN),
    ],
)
def test_a_rule_names_a_case_with_its_grounds(features: dict[str, object], verdict: object) -> None:
    assert judge(RULE, features) == verdict


def test_a_trial_counts_every_case_once() -> None:
    trial = Trial[str]()
    days = ("2026-03-01", "2026-03-01", "2026-03-02", "2026-03-02")
    told: tuple[dict[str, object], ...] = ({"lead": 1}, {"lead": 1, "known": True}, {"lead": 9}, {})
    trial.run(RULE, (Case(name, day, one) for name, day, one in zip("abcd", days, told, strict=True)))
    assert (trial.judged, trial.named, trial.let_go, trial.unknown, trial.for_a_day) == (4, ["a"], 1, 1, 0.5)
    assert Trial[str]().for_a_day == 0.0


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("driver", "cargo-rule-forbidden"),
        ("Driver.home", "cargo-rule-forbidden"),
        ("shoe-size", "cargo-rule-feature"),
    ],
)
def test_what_is_forbidden_is_refused_before_what_is_unknown(name: str, code: str) -> None:
    node = yaml_nodes.read(f"eq: [{name}, 1]", "rule")
    with pytest.raises(Mistake) as refused:
        ASKED.condition(node)
    assert refused.value.code == code


def test_a_feature_may_have_a_forbidden_word_in_its_name() -> None:
    assert ASKED.condition(yaml_nodes.read("lt: [driver-days, 3]", "rule")) is not None
