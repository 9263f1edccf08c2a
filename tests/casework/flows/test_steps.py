"""One step at a time: guards, reasons, relations, certificates, and an approval that holds for certain bytes
only."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tahqiq.casework.flows.history import Act, History, Person, begin, running, standing
from tahqiq.casework.flows.steps import NotNow, NotYours, apply, possible
from tahqiq.kit.errors import TahqiqError, WrongUse
from tahqiq.kit.messages import LOCALES

from .people import ALL_RANKS, CHIEF, FLOW, JUDGE, OFFICER, START, TRAINED, WHOLE, act, matter


def gone(*acts: Act) -> History:
    history = begin(FLOW, "r1")
    for one in acts:
        history = apply(FLOW, history, one)
    return history


SUBMITTED = (act("submit", OFFICER),)
GRANTED = (*SUBMITTED, act("grant", CHIEF, hours=1))
CONFIRMED = (*GRANTED, act("confirm", JUDGE, hours=2))


def refusal(history: History, one: Act) -> TahqiqError:
    with pytest.raises(TahqiqError) as caught:
        apply(FLOW, history, one)
    told = {caught.value.say(locale).sentence for locale in LOCALES}
    assert len(told) == 4
    assert not any("{" in text for text in told)
    return caught.value


def test_the_way_through() -> None:
    history = gone(*CONFIRMED)
    assert [item.to for item in history.steps] == ["submitted", "granted", "confirmed"]
    assert standing(FLOW, history, matter().sha256).state == "confirmed"
    assert history.steps[1].certificate == TRAINED
    assert [item.term.name for item in running(FLOW, gone(*SUBMITTED))] == ["answer"]
    assert [item.term.name for item in running(FLOW, gone(*GRANTED))] == ["confirmation"]
    assert running(FLOW, history) == ()
    assert running(FLOW, gone(*SUBMITTED, act("cancel", OFFICER, hours=1))) == ()


@pytest.mark.parametrize(
    ("before", "one", "code"),
    [
        ((), act("grant", CHIEF), "flow-not-from-here"),
        ((), act("fly", CHIEF), "flow-no-such-act"),
        ((), act("submit", JUDGE), "flow-role-needed"),
        ((), act("submit", CHIEF), "flow-only-them"),
        ((), act("submit", OFFICER, matter(record={})), "flow-guard-unknown"),
        ((), act("submit", OFFICER, matter(record=WHOLE | {"ends": "2026-01-01"})), "flow-guard-broken"),
        ((), act("cancel", OFFICER, reason="  "), "reason-needed"),
        (SUBMITTED, act("submit", OFFICER, hours=1), "flow-asked-already"),
        (SUBMITTED, act("grant", replace(CHIEF, certificates=())), "flow-certificate-needed"),
        (SUBMITTED, act("grant", CHIEF, hours=24 * 31), "flow-certificate-needed"),
        (SUBMITTED, act("grant", CHIEF, matter(authors="officer chief")), "flow-not-author"),
        (SUBMITTED, act("grant", CHIEF, matter(subjects="chief")), "flow-not-subject"),
        (
            SUBMITTED,
            act("grant", Person("officer", ALL_RANKS, (TRAINED,)), matter(authors="other")),
            "flow-not-author",
        ),
        (SUBMITTED, act("grant", CHIEF, matter("two")), "flow-content-changed"),
        (SUBMITTED, act("grant", CHIEF, hours=-1), "flow-time"),
        (GRANTED, act("confirm", Person("chief", ALL_RANKS, (TRAINED,)), hours=2), "flow-not-approver"),
        (CONFIRMED, act("refuse", CHIEF, hours=3), "flow-not-from-here"),
    ],
)
def test_a_refusal_says_why(before: tuple[Act, ...], one: Act, code: str) -> None:
    assert refusal(gone(*before), one).code == code


def test_a_refusal_speaks_the_words_of_the_flow() -> None:
    told = refusal(begin(FLOW, "r"), act("submit", JUDGE))
    assert isinstance(told, NotYours)
    assert "رئيس" in told.say("ar").sentence
    assert isinstance(refusal(begin(FLOW, "r"), act("grant", CHIEF)), NotNow)


def test_a_changed_content_lapses_the_approval_and_the_same_bytes_keep_it() -> None:
    history = gone(*GRANTED)
    assert standing(FLOW, history, matter().sha256).state == "granted"
    changed = standing(FLOW, history, matter("two").sha256)
    assert (changed.state, changed.lapsed) == ("draft", True)
    assert refusal(history, act("confirm", JUDGE, matter("two"), hours=2)).code == "flow-not-from-here"
    again = apply(FLOW, history, act("submit", OFFICER, matter("two"), hours=2))
    assert again.steps[-1].origin == "draft"
    assert standing(FLOW, again, matter("two").sha256).state == "submitted"
    assert refusal(again, act("grant", CHIEF, matter("one"), hours=3)).code == "flow-content-changed"
    assert apply(FLOW, again, act("grant", CHIEF, matter("two"), hours=3)).steps[-1].to == "granted"


def test_an_end_is_an_end_whatever_is_changed() -> None:
    history = gone(*GRANTED, act("cancel", OFFICER, hours=2))
    assert standing(FLOW, history, matter("two").sha256).state == "cancelled"


def test_one_request_is_granted_once() -> None:
    history = gone(*GRANTED)
    lapsed = apply(FLOW, history, act("submit", OFFICER, matter("two"), hours=2))
    assert lapsed.steps[-1].transition == "submit"
    assert (
        refusal(gone(*CONFIRMED), act("confirm", Person("judge2", ALL_RANKS), hours=4)).code
        == "flow-not-from-here"
    )


def test_what_is_possible_comes_with_its_refusals() -> None:
    found = possible(FLOW, gone(*SUBMITTED), OFFICER, matter(), act("", OFFICER, hours=1, reason=""))
    assert set(found) == {"submit", "grant", "refuse", "cancel"}
    assert found["cancel"] is None
    refused = found["grant"]
    assert refused is not None
    assert refused.code == "flow-role-needed"


def test_nobody_else_makes_a_history() -> None:
    history = gone(*SUBMITTED)
    with pytest.raises(TypeError):
        History("order", 1, "r", (), ())
    with pytest.raises((TypeError, ValueError)):
        replace(history, steps=())
    with pytest.raises(WrongUse):
        apply(FLOW, begin(replace(FLOW, version=2), "r"), act("submit", OFFICER))
    assert START + timedelta(0) == history.steps[0].at
