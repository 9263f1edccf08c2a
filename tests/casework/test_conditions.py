"""Conditions: three values, evidence, dates of less precision, and nothing that a record holds makes them
raise."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.casework.condition_result import decide
from tahqiq.casework.conditions import (
    All,
    Compare,
    Condition,
    Exists,
    Gap,
    Not,
    Operand,
    Some,
    Truth,
    fields,
    read,
    to_data,
)
from tahqiq.kit import yaml_nodes
from tahqiq.kit.yaml_nodes import Mistake, Node

NOW = datetime(2026, 3, 28, 20, 30, tzinfo=UTC)


def condition(text: str) -> Condition:
    return read(yaml_nodes.read(text, "c.yaml"))


@pytest.mark.parametrize(
    ("text", "record", "truth"),
    [
        ("eq: [sex, female]", {"sex": "Female "}, "yes"),
        ("eq: [sex, female]", {"sex": "male"}, "no"),
        ("eq: [sex, female]", {}, "unknown"),
        ("eq: [sex, female]", {"sex": ""}, "unknown"),
        ("ne: [sex, female]", {"sex": Gap("refused")}, "unknown"),
        ("eq: [code, '0123']", {"code": "123"}, "no"),
        ("eq: [n, 3]", {"n": "3.0"}, "yes"),
        ("gt: [n, 3]", {"n": "4"}, "yes"),
        ("gt: [n, 3]", {"n": "many"}, "unknown"),
        ("eq: [done, true]", {"done": True}, "yes"),
        ("eq: [done, true]", {"done": 1}, "unknown"),
        ("in: [kind, [a, b]]", {"kind": "B"}, "yes"),
        ("in: [kind, [a, b]]", {"kind": ["x", "b"]}, "yes"),
        ("in: [kind, [a, b]]", {"kind": "c"}, "no"),
        ("in: [kind, [a, b]]", {"kind": Gap()}, "unknown"),
        ("in: [kind, [a]]", {"kind": ["x", Gap()]}, "unknown"),
        ("exists: a", {"a": "x"}, "yes"),
        ("exists: a", {"a": None}, "no"),
        ("exists: a", {"a": []}, "no"),
        ("exists: a", {}, "unknown"),
        ("exists: a.b", {"a": {"b": 0}}, "yes"),
        ("exists: a.b", {"a": "x"}, "unknown"),
        ("lt: [born, 2010-01-01]", {"born": "2009"}, "yes"),
        ("lt: [born, 2010-06-01]", {"born": "2010"}, "unknown"),
        ("lt: [born, 2010-01-01]", {"born": "2010"}, "no"),
        ("lt: [born, 2010-01-01]", {"born": "2010-01"}, "no"),
        ("eq: [day, 2010-01-01]", {"day": "2010-01-01"}, "yes"),
        ("lt: [day, 2010-01-01]", {"day": "2010-01-01"}, "no"),
        ("le: [day, 2010-01-01]", {"day": "2010-01-01"}, "yes"),
        ("le: [a, {field: b}]", {"a": "2010", "b": "2010"}, "yes"),
        ("lt: [at, {now: true}]", {"at": "2026-03-28T23:29:59+03:00"}, "yes"),
        ("ge: [at, {now: true}]", {"at": "2026-03-28T20:30:00Z"}, "yes"),
        ("le: [{now: true}, {field: at, plus: {hours: 72}}]", {"at": "2026-03-25T20:30:00Z"}, "yes"),
        ("le: [{now: true}, {field: at, plus: {hours: 72}}]", {"at": "2026-03-25T20:29:59Z"}, "no"),
        ("le: [{now: true}, {field: at, plus: {days: 5}}]", {"at": "no date"}, "unknown"),
        ("lt: [at, {now: true}]", {"at": "2026-03-28"}, "unknown"),
        ("lt: [at, {now: true}]", {"at": "2026-03-29"}, "no"),
        ("count: {of: visits, ge: 2}", {"visits": [1, 2]}, "yes"),
        (
            "count: {of: visits, where: {eq: [by, doctor]}, ge: 1}",
            {"visits": [{"by": "nurse"}, {"by": Gap()}]},
            "unknown",
        ),
        (
            "count: {of: visits, where: {eq: [by, doctor]}, ge: 1}",
            {"visits": [{"by": "doctor"}, {"by": Gap()}]},
            "yes",
        ),
        (
            "count: {of: visits, where: {eq: [by, doctor]}, ge: 3}",
            {"visits": [{"by": "doctor"}, {"by": Gap()}]},
            "no",
        ),
        ("count: {of: visits, eq: 0}", {}, "unknown"),
        ("every: {of: visits, where: {eq: [item, x]}}", {"visits": ["x", "x"]}, "yes"),
        ("every: {of: visits, where: {eq: [item, x]}}", {"visits": ["x", "y", Gap()]}, "no"),
        ("some: {of: visits, where: {eq: [item, x]}}", {"visits": ["y", Gap()]}, "unknown"),
        ("all: []", {}, "yes"),
        ("any: []", {}, "no"),
        ("not: {exists: a}", {"a": None}, "yes"),
        ("lt: [a, {field: b}]", {"a": "b", "b": "x"}, "unknown"),
    ],
)
def test_the_truth(text: str, record: dict[str, object], truth: str) -> None:
    assert decide(condition(text), record, NOW).truth.value == truth


def test_the_evidence_names_what_decided_and_what_is_missing() -> None:
    both = condition("all: [{eq: [a, 1]}, {eq: [b, 1]}, {eq: [c, 1]}]")
    assert decide(both, {"a": 1, "b": 2}).decided == {"b"}
    assert decide(both, {"a": 1, "b": 2}).missing == frozenset()
    assert decide(both, {"a": 1, "b": 1}).missing == {"c"}
    assert decide(both, {"a": 1, "b": 1, "c": 1}).decided == {"a", "b", "c"}
    assert fields(both) == {"a", "b", "c"}
    counted = condition("count: {of: visits, where: {eq: [by, doctor]}, ge: 1}")
    assert decide(counted, {"visits": [{}]}).missing == {"visits.by"}


@pytest.mark.parametrize(
    "text",
    [
        "{eq: [a, 1], ne: [a, 2]}",
        "eq: [a]",
        "eq: [1, a]",
        "between: [a, 1]",
        "count: {of: a}",
        "count: {of: a, ge: 1, le: 2}",
        "exists: [a]",
        "eq: [{field: a, value: 1}, 2]",
        "eq: [{now: false}, 2]",
        "eq: [{field: a, plus: {months: 1}}, 2]",
        "some: {of: a}",
        "in: [a, b]",
        "lt: [begins, ends]",
    ],
)
def test_a_wrong_condition_is_located(text: str) -> None:
    with pytest.raises(Mistake) as caught:
        condition("not:\n  " + text)
    assert caught.value.file == "c.yaml"
    assert caught.value.line >= 1
    assert caught.value.key


scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 3),
    st.floats(),
    st.sampled_from(["a", "A", "2010", "2010-05", "2010-05-01", "1", ""]),
    st.builds(Gap),
)
records = st.dictionaries(
    st.sampled_from("abc"),
    st.one_of(scalars, st.lists(scalars, max_size=3), st.datetimes(), st.dates()),
    max_size=3,
)
operands = st.one_of(
    st.builds(Operand, st.just("field"), st.sampled_from("abc")),
    st.builds(Operand, st.just("value"), st.sampled_from(["a", 1, "2010", True])),
)
ordered = st.one_of(
    st.builds(Operand, st.just("field"), st.sampled_from("abc")),
    st.builds(Operand, st.just("value"), st.sampled_from([1, "2010", "2010-05"])),
)
leaves: st.SearchStrategy[Any] = st.one_of(
    st.builds(Compare, st.sampled_from(["eq", "ne"]), operands, operands),
    st.builds(Compare, st.sampled_from(["lt", "le", "gt", "ge"]), ordered, ordered),
    st.builds(Exists, st.sampled_from("abc")),
)
conditions = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Not, inner),
        st.builds(All, st.lists(inner, max_size=3).map(tuple)),
        st.builds(Some, st.lists(inner, max_size=3).map(tuple)),
    ),
    max_leaves=6,
)


@given(conditions, records)
def test_nothing_raises_and_de_morgan_holds(made: Condition, record: dict[str, object]) -> None:
    outcome = decide(made, record, NOW)
    assert (outcome.truth is Truth.UNKNOWN) or not outcome.missing
    assert outcome.decided | outcome.missing <= fields(made)
    if isinstance(made, All):
        assert decide(Not(Some(tuple(Not(part) for part in made.parts))), record, NOW).truth is outcome.truth


@given(conditions, records, st.sampled_from("abc"))
def test_knowing_more_never_turns_a_known_truth(
    made: Condition, record: dict[str, object], name: str
) -> None:
    less = {key: value for key, value in record.items() if key != name} | {name: Gap()}
    before = decide(made, less, NOW).truth
    assert before is Truth.UNKNOWN or decide(made, record if name in record else less, NOW).truth is before


def node(value: object) -> Node:
    """Plain data as a declaration."""
    if isinstance(value, dict):
        return Node("x", 1, "", {key: node(item) for key, item in value.items()})
    if isinstance(value, list):
        return Node("x", 1, "", tuple(map(node, value)))
    assert value is None or isinstance(value, str | int | bool)
    return Node("x", 1, "", value)


@given(conditions)
def test_it_is_written_and_read_again(made: Condition) -> None:
    assert read(node(to_data(made))) == made
