"""A purpose is one of four words; rows outside an order are seen under those that the policies name, and
under no other word."""

from typing import Any, cast

import cedarpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.access.policy import Policies, Resource, Subject
from tahqiq.kit.errors import WrongUse
from tahqiq.model.scope import PURPOSES, Actor, Purpose, Scope, purpose_of

MEMBER = Subject("p", ("analyst",), ("c",), ())
HELD = Resource(
    "DataClass",
    (("case", "c"), ("compartment", ""), ("handling", "open"), ("held", True), ("released", False)),
)
RELEASED = Resource(
    "DataClass",
    (("case", "c"), ("compartment", ""), ("handling", "open"), ("held", True), ("released", True)),
)
NEAR = ("screening", "analyse", "Analysis", "analysis ", "products", "", "work\n", "WORK")


def seen(purpose: str) -> list[bool]:
    return Policies.built_in().allowed(MEMBER, "view", [HELD, RELEASED], {"purpose": purpose})


def test_held_rows_are_seen_where_they_are_worked_on_or_decided_about() -> None:
    assert {purpose: seen(purpose)[0] for purpose in PURPOSES} == {
        "work": True,
        "analysis": False,
        "product": False,
        "review": True,
    }
    assert all(seen(purpose)[1] for purpose in PURPOSES)


@pytest.mark.parametrize("word", NEAR)
def test_held_rows_are_hidden_under_a_purpose_that_nobody_named(word: str) -> None:
    assert seen(word)[0] is False


@given(st.text() | st.sampled_from(NEAR))
def test_another_word_is_refused_and_makes_no_scope(word: str) -> None:
    if word in PURPOSES:
        assert purpose_of(word) == word
        return
    for attempt in (
        lambda: purpose_of(word),
        lambda: Scope(Actor("p", "P", frozenset()), cast(Purpose, word), frozenset({1})),
    ):
        with pytest.raises(WrongUse) as told:
            attempt()
        assert told.value.code == "unknown-purpose"


def test_a_question_is_evaluated_once_and_another_text_answers_for_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: list[int] = []
    evaluate = cedarpy.is_authorized_batch

    def counted(requests: list[dict[str, object]], *rest: Any) -> Any:  # noqa: ANN401
        asked.append(len(requests))
        return evaluate(requests, *rest)

    monkeypatch.setattr(cedarpy, "is_authorized_batch", counted)
    rules = Policies(Policies.built_in().text)
    first = rules.allowed(MEMBER, "view", [HELD, RELEASED, HELD], {"purpose": "work"})
    assert rules.allowed(MEMBER, "view", [RELEASED, HELD], {"purpose": "work"}) == [first[1], first[0]]
    assert asked == [2]
    assert (
        rules.allowed(MEMBER, "view", [HELD], {"purpose": "product"}) == [False] != first[:1]
    )  # another context is another question
    outsider = Subject("p", ("analyst",), (), ())
    assert rules.allowed(outsider, "view", [HELD], {"purpose": "work"}) == [
        False
    ]  # as is the same person with other cases
    assert Policies(rules.text + '\nforbid (principal, action == Action::"view", resource);').allowed(
        MEMBER, "view", [HELD], {"purpose": "work"}
    ) == [False]
