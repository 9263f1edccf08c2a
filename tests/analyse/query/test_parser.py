"""What is wrong in a question is named with its place; what is right is read, filled in and told in four
languages."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.analyse.query.parser import query_of, read_query
from tahqiq.analyse.query.values import filled, window
from tahqiq.analyse.query.words import part, sentence
from tahqiq.kit.errors import WrongUse
from tahqiq.kit.messages import LOCALES
from tahqiq.model.vocabulary import vocabulary

GOOD: dict[str, object] = {
    "version": 1,
    "things": [
        {
            "id": "a",
            "type": "Person",
            "conditions": [{"property": "name", "is": "like", "value": {"ask": "who"}, "alike": 0.8}],
        },
        {"id": "b", "type": "PhoneNumber"},
        {
            "id": "c",
            "type": "PhoneNumber",
            "conditions": [{"property": "number", "is": "in", "value": {"ask": "numbers"}}],
        },
    ],
    "links": [
        {"from": "a", "to": "b", "kinds": ["phone"], "at_least": 2},
        {
            "from": "b",
            "to": "c",
            "kinds": ["Call"],
            "direction": "out",
            "mode": "absent",
            "since": {"ask": "from"},
            "until": "2026-03-31",
        },
    ],
    "parameters": [
        {"name": "who", "label": "Called"},
        {"name": "numbers", "kind": "texts", "label": "Numbers"},
        {"name": "from", "kind": "time", "label": "From", "default": "2026-03-01"},
    ],
}


def changed(path: str, value: object) -> dict[str, object]:
    document = json.loads(json.dumps(GOOD))
    here = document
    *steps, last = [int(one) if one.isdigit() else one for one in path.split("/")]
    for step in steps:
        here = here[step]
    here[last] = value
    made: dict[str, object] = document
    return made


@pytest.mark.parametrize(
    ("path", "value", "where", "code"),
    [
        ("version", 2, "version", "query-version"),
        ("things", [], "things", "query-no-thing"),
        ("things", "x", "things", "query-not-list"),
        ("things/0/type", "Persn", "things/0/type", "unknown-schema"),
        ("things/0/type", "", "things/0/type", "query-type-missing"),
        ("things/1/id", "a", "things", "query-thing-twice"),
        ("things/1/id", "B b", "things/1/id", "query-thing-name"),
        ("things/0/conditions/0/property", "naem", "things/0/conditions/0/property", "unknown-property"),
        (
            "things/0/conditions/0/property",
            "ethnicity",
            "things/0/conditions/0/property",
            "query-property-forbidden",
        ),
        (
            "things/0/conditions/0/property",
            "religion",
            "things/0/conditions/0/property",
            "query-property-forbidden",
        ),
        ("things/0/conditions/0/property", "birthDate", "things/0/conditions/0/is", "query-like-needs-name"),
        ("things/0/conditions/0/is", "near", "things/0/conditions/0/is", "query-not-one-of"),
        ("things/0/conditions/0/value", "", "things/0/conditions/0/value", "query-value-missing"),
        ("things/0/conditions/0/value", {"ask": "whom"}, "things/0/conditions/0/value", "query-no-parameter"),
        (
            "things/0/conditions/0/value",
            {"ask": "numbers"},
            "things/0/conditions/0/value",
            "query-parameter-list",
        ),
        ("things/0/conditions/0/alike", 2, "things/0/conditions/0/alike", "query-alike"),
        ("links/0/kinds", ["fone"], "links/0/kinds", "unknown-label"),
        ("links/0/at_least", 0, "links/0/at_least", "query-at-least"),
        ("links/0/direction", "up", "links/0/direction", "query-not-one-of"),
        ("links/1/mode", "maybe", "links/1/mode", "query-not-one-of"),
        ("links/1/to", "b", "links/1/to", "query-not-tree"),
        ("links/1/from", "x", "links/1/from", "query-no-thing-called"),
        ("links", [], "things/1", "query-thing-loose"),
        ("parameters/0/name", "Who!", "parameters/0/name", "query-parameter-name"),
        ("parameters/0/kind", "word", "parameters/0/kind", "query-not-one-of"),
        ("zone", "Mars/Base", "zone", "no-such-zone"),
    ],
)
def test_a_fault_is_named_with_its_place(path: str, value: object, where: str, code: str) -> None:
    made, faults = read_query(changed(path, value), vocabulary())
    assert made is None
    assert (where, code) in {(fault.where, fault.code) for fault in faults}
    with pytest.raises(WrongUse, match=faults[0].where):
        query_of(changed(path, value), vocabulary())


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 3) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
)
PATHS = st.sampled_from(
    [
        f"{one}"
        for one in (
            "version",
            "things",
            "links",
            "parameters",
            "zone",
            "things/0",
            "things/0/conditions",
            "things/0/conditions/0/value",
            "links/0",
            "links/0/kinds",
            "links/1/since",
            "parameters/1/default",
        )
    ]
)


@given(path=PATHS, value=JSON)
def test_any_document_is_read_or_refused(path: str, value: object) -> None:
    made, faults = read_query(changed(path, value), vocabulary())
    assert (made is None) == bool(faults)


@pytest.mark.parametrize(
    ("given_values", "where", "code"),
    [
        ({"numbers": "1"}, "parameters/who", "query-parameter-missing"),
        ({"who": "Ali"}, "parameters/numbers", "query-parameter-missing"),
        ({"who": "Ali", "numbers": "1", "from": "spring"}, "links/1/since", "query-not-time"),
        ({"who": "Ali", "numbers": "1", "from": "2026-04-01"}, "links/1/until", "period-empty"),
        ({"who": "Ali", "numbers": "1", "else": "x"}, "parameters/else", "query-no-parameter"),
    ],
)
def test_values_that_do_not_fit_are_named(given_values: dict[str, object], where: str, code: str) -> None:
    made, faults = filled(query_of(GOOD, vocabulary()), given_values)
    assert made is None
    assert (where, code) in {(fault.where, fault.code) for fault in faults}


def test_days_are_meant_whole_in_the_zone_of_the_question() -> None:
    made, _ = filled(query_of(GOOD, vocabulary()), {"who": "علي", "numbers": "0790، 0791,0792"})
    assert made is not None
    found = window(made, made.lines[1])
    assert found.since is not None
    assert found.until is not None
    assert found.until - found.since == 31 * 86_400
    assert found.since % 86_400 == 21 * 3_600
    assert made.things[2].conditions[0].values == ("0790", "0791", "0792")


@pytest.mark.parametrize("locale", LOCALES)
def test_a_question_is_said_in_every_language(locale: str) -> None:
    query = query_of(GOOD, vocabulary())
    told = sentence(query, locale)
    assert "[Called]" in told
    assert "[From]" in told
    assert "2026-03-31" in told
    assert "2" in told
    assert "{" not in told
    assert vocabulary().get("Person").label(locale) in told
    parts = [
        part(query, where, locale)
        for where in ("things/0/type", "things/0/conditions/0", "links/0", "links/1")
    ]
    assert all(parts)
    assert not any("{" in one for one in parts)
