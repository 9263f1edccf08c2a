"""What is learned from openings, on openings drawn from a population that is known."""

import random
from datetime import date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tahqiq.desks.cargo.outcomes import statistics
from tahqiq.desks.cargo.outcomes.record import OUTCOME, Find, Laboratory, Outcome, Why

BEGAN = datetime.fromisoformat("2026-01-01T08:00:00+03:00")
FOUND = [Find(what="drugs", goods="x")]


def opening(number: int, why: Why = "harm", found: bool = False, **more: object) -> Outcome:
    given = {
        "consignment": f"C{number}",
        "why": why,
        "began": BEGAN + timedelta(hours=number),
        "ended": BEGAN + timedelta(hours=number + 1),
        "finds": FOUND if found else [],
        "rules": [],
        "declarant": "",
    }
    return OUTCOME.example.model_copy(update={**given, **more})


def test_the_estimate_of_what_was_missed_hits_what_is_there() -> None:
    """10,000 consignments of which 300 hold something; 40 % of these are opened for a reason, and a twentieth
    of everything is drawn."""
    dice = random.Random(5)
    truth = [dice.random() < 0.03 for _ in range(10_000)]
    told = []
    for number, holds in enumerate(truth):
        if dice.random() < 0.05:
            told.append(opening(number, "random", holds, probability=0.05))
        elif holds and dice.random() < 0.4:
            told.append(opening(number, "harm", True))
    said = statistics.missed(told)
    assert said is not None
    assert abs(said.among - 10_000) < 700
    assert said.low < sum(truth) < said.high
    assert abs(said.missed - (sum(truth) - said.known)) < 100


def test_a_laboratory_changes_a_find_from_its_day_on_and_the_latest_report_counts() -> None:
    said = [
        Laboratory(find=1, confirmed=False, report="L1", effective=date(2026, 2, 1), recorded=BEGAN),
        Laboratory(find=1, confirmed=True, report="L2", effective=date(2026, 3, 1), recorded=BEGAN),
    ]
    one = opening(1, found=True, laboratory=said)
    assert [
        bool(one.found(day)) for day in (date(2026, 1, 31), date(2026, 2, 1), date(2026, 3, 1), None)
    ] == [True, False, True, True]


def test_a_rule_that_finds_less_than_the_lot_is_named_and_one_that_is_merely_rare_is_not() -> None:
    lot = [opening(number, "random", number % 4 == 0, probability=0.1) for number in range(200)]
    poor = [opening(500 + number, "harm", False, rules=["poor"]) for number in range(60)]
    rare = [opening(700 + number, "harm", False, rules=["rare"]) for number in range(3)]
    rules = statistics.rates_by([*lot, *poor, *rare], lambda one: one.rules, None)
    assert statistics.retired(rules, statistics.rate(lot)) == ["poor"]


def test_without_a_lot_nothing_is_estimated() -> None:
    assert statistics.missed([opening(1, found=True)]) is None
    assert statistics.retired({"x": statistics.rate([opening(1)])}, statistics.rate([])) == []


def test_a_tiny_chance_does_not_carry_the_figure() -> None:
    said = statistics.missed([opening(1, "random", True, probability=0.000001)])
    assert said is not None
    assert said.among == 1 / statistics.FLOOR


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["harm", "hold", "random"]), st.booleans(), st.sampled_from(["", "A", "B"])
        ),
        max_size=40,
    )
)
def test_groups_add_up(rows: list[tuple[Why, bool, str]]) -> None:
    told = [opening(number, why, found, declarant=who) for number, (why, found, who) in enumerate(rows)]
    whole = statistics.rate(told)
    for groups in (
        statistics.rates_by(told, lambda one: (one.why,), None),
        {name: statistics.rate(part) for name, part in statistics.by_earlier_declarant(told).items()},
    ):
        assert sum(one.opened for one in groups.values()) == whole.opened
        assert sum(one.found for one in groups.values()) == whole.found
    assert whole.low <= (whole.rate or 0) <= whole.high


def test_an_outcome_that_was_stored_before_officers_said_so_is_not_released() -> None:
    """Records of earlier versions have no word about a release; what they hold reads as before."""
    stored = OUTCOME.example.model_dump(mode="json", exclude={"released"})
    assert Outcome.model_validate({**stored, "finds": []}).result == "open"
    assert Outcome.model_validate(stored) == OUTCOME.example
    assert Outcome.model_validate(stored).result == "find"
