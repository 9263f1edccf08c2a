"""Mapping documents in YAML: strict, and the same after a round trip."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tahqiq.collect.mapping.builtin import builtins
from tahqiq.collect.mapping.codec import dumps, loads
from tahqiq.collect.mapping.document import (
    Condition,
    Direction,
    Duration,
    EntitySpec,
    FactSpec,
    LayoutSpec,
    Mapping,
    Moment,
    Outside,
    Unpivot,
    Value,
)
from tahqiq.kit.errors import WrongUse

_text = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=12)
_source = st.one_of(
    _text,
    st.builds(
        Value, column=_text, words=st.dictionaries(_text, _text, max_size=2), split=st.none() | st.just(";")
    ),
)
_sources = st.one_of(_source, st.lists(_source, min_size=1, max_size=3).map(tuple))
_condition = st.builds(
    Condition, column=_text, in_=st.lists(_text, max_size=2).map(tuple), filled=st.none() | st.booleans()
)
_entity = st.builds(
    EntitySpec,
    schema=_text,
    key=st.lists(_source, max_size=2).map(tuple),
    properties=st.dictionaries(_text, _sources, max_size=3),
)
_fact = st.builds(
    FactSpec,
    schema=_text,
    a=_source,
    when=st.lists(_condition, max_size=2).map(tuple),
    start=st.none() | st.builds(Moment, columns=st.lists(_text, min_size=1, max_size=2).map(tuple)),
    seconds=st.none() | st.builds(Duration, column=_text, unit=st.sampled_from(["s", "min"])),
    direction=st.none() | st.builds(Direction, column=_text, in_=st.lists(_text, max_size=2).map(tuple)),
)
_mapping = st.builds(
    Mapping,
    name=_text,
    title=_text,
    version=st.integers(0, 9),
    layout=st.builds(
        LayoutSpec,
        header_row=st.none() | st.integers(0, 50),
        header=st.lists(_text, max_size=3).map(tuple),
        unpivot=st.none() | st.builds(Unpivot),
    ),
    outside=st.dictionaries(
        _text,
        st.builds(
            Outside, from_=st.sampled_from(["file_name", "above", "constant"]), value=st.none() | _text
        ),
        max_size=2,
    ),
    entities=st.dictionaries(_text, _entity, max_size=2),
    facts=st.dictionaries(_text, _fact, max_size=2),
    zone=st.none() | st.just("Asia/Baghdad"),
    unused=st.lists(_text, max_size=3).map(tuple),
)


@settings(max_examples=60, deadline=None)
@given(_mapping)
def test_a_document_is_the_same_after_a_round_trip(mapping: Mapping) -> None:
    assert loads(dumps(mapping)) == mapping


@pytest.mark.parametrize("name", ["text", "mail", "extraction", "ftm"])
def test_built_in_documents_survive_a_round_trip(name: str) -> None:
    assert loads(dumps(builtins()[name])) == builtins()[name]


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("{name: x, title: y, facts: {a: {schema: Call, colour: red}}}", "facts.a.colour"),
        ("{name: x}", "title"),
        ("{name: x, title: y, version: two}", "version"),
        ("{name: x, title: y, date_order: ydm}", "date_order"),
        ("name: x\nname: z\ntitle: y", "-"),
        ("[", "-"),
        ("- a", "-"),
        ("{name: &a x, title: *a}", "-"),
        ("!!python/object/apply:os.system [ls]", "-"),
    ],
)
def test_a_mistake_is_told_with_its_place(text: str, where: str) -> None:
    with pytest.raises(WrongUse) as caught:
        loads(text)
    assert caught.value.code == "mapping-not-understood"
    assert caught.value.params["where"] == where


def test_words_that_other_yaml_takes_for_truth_or_dates_stay_words() -> None:
    mapping = loads("{name: on, title: 2024-01-02, country: NO, unused: [yes, off]}")
    assert (mapping.name, mapping.title, mapping.country, mapping.unused) == (
        "on",
        "2024-01-02",
        "NO",
        ("yes", "off"),
    )
    assert loads(dumps(replace(mapping, name="0770"))).name == "0770"
