"""The days and moments of a question: what is declared of them is checked where the question comes in."""

from datetime import UTC, date, datetime, timedelta
from typing import Annotated

import pytest
from pydantic import AwareDatetime, Field

from tahqiq.desk import Desk
from tahqiq.desk.answers import Strict
from tahqiq.desk.moment_fields import check_moments, moment_fields
from tahqiq.desk.moments import MARGIN, MAY_LIE_AHEAD, Happened, happened
from tahqiq.kit import clock
from tahqiq.kit.errors import WrongUse

NOW = datetime(2026, 3, 1, 21, 30, tzinfo=UTC)
"""Half past midnight of the second of March where the law counts days."""
DESK = Desk("gatehouse", ())


class Stop(Strict):
    """A part of a question."""

    at: Annotated[datetime, Happened()]


class Journey(Strict):
    """A question with a day, moments, an order between them and things in it."""

    ordered: Annotated[date | None, Happened()] = None
    left: Annotated[AwareDatetime | None, Happened(after=("ordered", "absent"))] = None
    arrived: Annotated[AwareDatetime | None, Happened(after=("left",))] = None
    next: Annotated[date | None, MAY_LIE_AHEAD] = None
    unmarked: date | None = None
    note: str = ""
    stops: list[Stop] = Field(default=[])


@pytest.fixture(autouse=True)
def at_midnight(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "_now", lambda: NOW)


def refused(journey: Journey) -> WrongUse:
    with pytest.raises(WrongUse) as caught:
        check_moments(DESK, "travel", journey)
    return caught.value


def test_each_field_says_what_it_declares() -> None:
    assert [(one.path, one.declared) for one in moment_fields(Journey)] == [
        ("ordered", Happened()),
        ("left", Happened(("ordered", "absent"))),
        ("arrived", Happened(("left",))),
        ("next", MAY_LIE_AHEAD),
        ("unmarked", None),
        ("stops.at", Happened()),
    ]


def test_the_margin_of_two_clocks_is_left_and_no_more() -> None:
    check_moments(DESK, "travel", Journey(left=NOW + MARGIN))
    assert refused(Journey(left=NOW + MARGIN + timedelta(seconds=1))).code == "moment-field-ahead"


def test_a_day_is_one_where_the_law_counts_days() -> None:
    check_moments(DESK, "travel", Journey(ordered=date(2026, 3, 2), next=date(2027, 1, 1)))
    found = refused(Journey(ordered=date(2026, 3, 3)))
    assert found.say("en").sentence == "ordered: 2026-03-03 has not come yet."


def test_a_moment_in_a_list_of_things_is_checked_too() -> None:
    check_moments(DESK, "travel", Journey(stops=[Stop(at=NOW)]))
    found = refused(Journey(stops=[Stop(at=NOW), Stop(at=NOW + timedelta(days=2))]))
    assert found.say("en").sentence == "When: 4 March 2026, 00:30 (Baghdad time) has not come yet."
    assert refused(Journey(stops=[Stop(at=NOW.replace(tzinfo=None))])).code == "clock-zone"


def test_what_follows_is_not_earlier_and_a_day_is_compared_by_days() -> None:
    morning = NOW - timedelta(hours=20)
    found = refused(Journey(left=NOW, arrived=morning))
    assert (found.code, found.params["later"], found.params["earlier"]) == (
        "moment-field-order",
        "arrived",
        "left",
    )
    check_moments(DESK, "travel", Journey(ordered=date(2026, 3, 1), left=morning, arrived=morning))
    assert refused(Journey(ordered=date(2026, 3, 2), left=morning)).code == "moment-field-order"


def test_moments_that_no_question_states_are_in_their_order() -> None:
    happened(NOW - timedelta(hours=1), None, NOW)
    for moments, code in (
        ((NOW, NOW - timedelta(seconds=1)), "moment-order"),
        ((NOW, NOW - timedelta(minutes=1)), "moment-order"),
        ((NOW + timedelta(hours=1),), "moment-ahead"),
        ((NOW.replace(tzinfo=None),), "clock-zone"),
    ):
        with pytest.raises(WrongUse) as caught:
            happened(*moments)
        assert caught.value.code == code


def test_a_moment_given_to_the_minute_is_compared_to_the_minute() -> None:
    recorded = NOW - timedelta(seconds=20)
    given = recorded.replace(second=0)
    happened(recorded, given)
    check_moments(DESK, "travel", Journey(left=recorded, arrived=given))
    with pytest.raises(WrongUse):
        happened(recorded, given - timedelta(minutes=1))
    assert (
        refused(Journey(left=recorded, arrived=recorded - timedelta(seconds=5))).code == "moment-field-order"
    )
