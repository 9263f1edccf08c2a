"""Kept and read again: a history that is whole comes back, one that was touched comes back damaged, and
nothing is mended."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tahqiq.casework.flows.history import begin
from tahqiq.casework.flows.kept import dump, load
from tahqiq.casework.flows.steps import apply
from tahqiq.kit.errors import Damaged
from tahqiq.kit.messages import message

from .people import CHIEF, FLOW, JUDGE, OFFICER, WHOLE, act, matter
from .test_steps import CONFIRMED, gone

TEXT = dump(gone(*CONFIRMED))


def test_it_comes_back_equal_with_and_without_its_records() -> None:
    assert load(FLOW, TEXT) == gone(*CONFIRMED)
    assert load(FLOW, TEXT, lambda _: WHOLE, "r1") == gone(*CONFIRMED)
    assert dump(load(FLOW, TEXT)) == TEXT


@pytest.mark.parametrize(
    ("step", "key", "value", "code"),
    [
        (1, "by", "officer", "flow-not-author"),
        (1, "roles", ["officer"], "flow-role-needed"),
        (1, "certificate", None, "flow-certificate-needed"),
        (
            1,
            "certificate",
            ["authoriser", "2020-01-01T00:00:00+00:00", "2020-02-01T00:00:00+00:00"],
            "flow-certificate-needed",
        ),
        (1, "sha256", "0" * 64, "flow-content-changed"),
        (1, "at", "2020-01-01T00:00:00+00:00", "flow-time"),
        (1, "reason", " ", "reason-needed"),
        (1, "subjects", ["chief"], "flow-not-subject"),
        (1, "to", "confirmed", "flow-step-differs"),
        (1, "transition", "fly", "flow-no-such-act"),
        (2, "by", "chief", "flow-not-approver"),
        (2, "origin", "draft", "flow-step-differs"),
        (0, "by", "stranger", "flow-only-them"),
    ],
)
def test_a_touched_step_is_named(step: int, key: str, value: object, code: str) -> None:
    told: dict[str, Any] = json.loads(TEXT)
    told["steps"][step][key] = value
    history = load(FLOW, json.dumps(told))
    assert history.damaged
    assert (history.findings[0].step, history.findings[0].code) == (step + 1, code)
    assert "{" not in message(code, "ckb", history.findings[0].params).sentence
    with pytest.raises(Damaged):
        apply(FLOW, history, act("cancel", OFFICER, hours=9))


def test_a_step_that_is_gone_or_doubled_is_found() -> None:
    told: dict[str, Any] = json.loads(TEXT)
    for steps in (
        told["steps"][1:],
        told["steps"][:1] + told["steps"][2:],
        told["steps"][:2] + told["steps"][1:],
    ):
        assert load(FLOW, json.dumps({**told, "steps": steps})).damaged


def test_a_guard_is_judged_again_where_the_record_is_kept() -> None:
    assert load(FLOW, TEXT, lambda _: {}).findings[0].code == "flow-guard-unknown"
    assert load(FLOW, TEXT, lambda _: None).findings[0].code == "flow-content-gone"
    assert load(FLOW, TEXT, None, "another").findings[0].code == "flow-other"


@given(
    st.one_of(
        st.text(max_size=40),
        st.recursive(
            st.one_of(st.none(), st.integers(), st.text(max_size=5)),
            lambda inner: (
                st.lists(inner, max_size=3)
                | st.dictionaries(
                    st.sampled_from(["flow", "version", "record", "steps", "by"]), inner, max_size=4
                )
            ),
            max_leaves=8,
        ).map(json.dumps),
    )
)
def test_anything_loads_and_only_what_holds_is_whole(text: str) -> None:
    history = load(FLOW, text)
    assert history.damaged or not history.steps


@given(st.data())
def test_any_one_change_of_a_step_is_found_or_changes_nothing_that_matters(data: st.DataObject) -> None:
    told: dict[str, Any] = json.loads(TEXT)
    step = data.draw(st.sampled_from(told["steps"]))
    key = data.draw(st.sampled_from(["by", "transition", "origin", "to", "sha256"]))
    step[key] = data.draw(
        st.sampled_from(
            ["officer", "chief", "judge", "subject", "draft", "granted", "grant", "submit", "0" * 64]
        )
    )
    history = load(FLOW, json.dumps(told))
    if history.damaged:
        return
    people = {item.transition: item.by for item in history.steps}
    assert len({people["submit"], people["grant"], people["confirm"]}) == 3
    assert len({item.sha256 for item in history.steps}) == 1


def test_a_beginning_is_kept_too() -> None:
    assert load(FLOW, dump(begin(FLOW, "r")), None, "r") == begin(FLOW, "r")
    assert JUDGE.id != CHIEF.id != matter().sha256
