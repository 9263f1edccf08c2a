"""Patterns of finds: rates beside how often was searched, and searches that do not fall evenly."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from tahqiq.desks.custody.contraband.operations import (
    PatternsRequest,
    PatternsView,
    beyond,
    patterns,
)
from tahqiq.desks.custody.finds.case_link import ConnectionRequest, connect
from tahqiq.desks.custody.finds.record import FIND
from tahqiq.desks.custody.searches.record import SEARCH
from tahqiq.desks.custody.visits.record import VISIT
from tahqiq.desks.custody.years.figures import OccupancyRequest, report
from tahqiq.kit.errors import WrongUse
from tests.desks.custody.conftest import HOUSE, imported
from tests.seat import Seat

FIRST = datetime.fromisoformat("2026-05-04T02:00:00+03:00")
"""A Monday at night."""


def searched(at: Seat, number: str, *, when: datetime = FIRST, **more: object) -> None:
    told = {
        "place": "F01/A/1/01",
        "sort": "cell",
        "result": "nothing",
        "facility": "F01",
        "authority": "المدير",
    } | more
    at.records(SEARCH).save(SEARCH.example.model_copy(update={"number": number, "at": when} | told))


def found(at: Seat, number: str, search: str = "", **more: object) -> None:
    at.records(FIND).save(
        FIND.example.model_copy(
            update={"number": number, "search": search, "at": FIRST, "facility": "F01"} | more
        )
    )


def asked(at: Seat) -> PatternsView:
    return patterns(
        at, PatternsRequest(facility="F01", since=date(2026, 5, 1), until=date(2026, 5, 30)), None
    )


def test_a_place_searched_more_is_not_a_place_with_more(at: Seat) -> None:
    imported(at, HOUSE)
    for number in range(20):
        searched(at, f"Q-A{number}", result="find" if number < 2 else "nothing")
    for number in range(4):
        searched(at, f"Q-B{number}", place="F01/B/1/01", result="find" if number < 2 else "nothing")
    told = {one.value: one for one in asked(at).patterns if one.grouped == "place"}
    assert (told["F01/A/1"].searches, told["F01/A/1"].finds) == (20, 2)
    assert (told["F01/B/1"].searches, told["F01/B/1"].finds) == (4, 2)
    assert (told["F01/A/1"].low or 0) < 0.1 < (told["F01/B/1"].low or 0) < 0.5 < (told["F01/B/1"].high or 0)
    assert told["F01/B/1"].behind == [f"Q-B{number}" for number in range(4)]


def test_hours_and_days_are_those_of_the_house_and_each_figure_adds_up(at: Seat) -> None:
    searched(at, "Q-1")
    searched(at, "Q-2", when=FIRST + timedelta(hours=20), place="")
    found(at, "E-1", "Q-2", method="drone")
    found(at, "E-2", method="drone")
    told = asked(at)
    assert (told.searches, told.finds, told.loose) == (2, 2, 1)
    for by in ("place", "sort", "hours", "weekday", "ordered-by"):
        assert sum(one.searches for one in told.patterns if one.grouped == by) == 2
        assert sum(one.finds for one in told.patterns if one.grouped == by) == 1
    assert {one.value: one.finds for one in told.patterns if one.grouped == "hours"} == {
        "00:00-05:59": 0,
        "18:00-23:59": 1,
    }
    assert {one.value for one in told.patterns if one.grouped == "weekday"} == {"1"}
    assert {one.value for one in told.patterns if one.grouped == "place"} == {"", "F01/A/1"}
    assert [(one.method, one.sort, one.finds, one.searched, one.behind) for one in told.routes] == [
        ("drone", "phone", 2, 1, ["E-1", "E-2"])
    ]


def test_patterns_and_the_report_count_finds_alike(at: Seat) -> None:
    searched(at, "Q-1", when=datetime.fromisoformat("2026-05-01T00:30:00+03:00"), result="find")
    searched(at, "Q-2", result=None)
    searched(at, "Q-3", sort="frisk", result="nothing")
    found(at, "E-1", "Q-2")
    told = {
        one.value: (one.searches, one.finds, one.low, one.high)
        for one in asked(at).patterns
        if one.grouped == "sort"
    }
    reported = report(
        at, OccupancyRequest(as_of="2026-05-30T23:59:59+03:00", since=date(2026, 5, 1)), None
    ).searches
    assert told == {one.sort: (one.searches, one.finds, one.low, one.high) for one in reported}
    assert {sort: counts[:2] for sort, counts in told.items()} == {"cell": (2, 2), "frisk": (1, 0)}


def test_what_lies_outside_the_days_or_the_house_is_not_counted(at: Seat) -> None:
    searched(at, "Q-1", when=datetime.fromisoformat("2026-04-30T23:59:59+03:00"))
    searched(at, "Q-2", when=datetime.fromisoformat("2026-05-30T23:59:59+03:00"))
    searched(at, "Q-3", facility="F02")
    told = asked(at)
    assert told.searches == 1
    assert [one.behind for one in told.patterns if one.grouped == "sort"] == [["Q-2"]]


def test_a_man_who_is_searched_all_the_time_is_a_question_to_who_orders_it(at: Seat) -> None:
    imported(at, HOUSE)
    for number in range(15):
        searched(
            at,
            f"Q-{number:02}",
            sort="frisk",
            person="P-2",
            reason="بلاغ",
            when=FIRST + timedelta(days=number),
        )
    searched(at, "Q-90", sort="frisk", person="P-1")
    searched(at, "Q-91", sort="cell")
    told = asked(at)
    assert told.people == 2
    (one,) = told.uneven
    assert (one.person, one.name, one.searches, one.finds) == ("P-2", "هيوا كريم رشيد", 15, 0)
    assert one.even_share == pytest.approx(8.0, abs=0.1)
    assert one.reasons == ["15 × بلاغ"]
    assert one.ordered_by == ["15 × المدير"]
    assert len(one.behind) == 15


def test_even_searches_name_nobody(at: Seat) -> None:
    imported(at, HOUSE)
    for number in range(16):
        searched(at, f"Q-{number}", sort="frisk", person=f"P-{number % 2 + 1}")
    assert asked(at).uneven == []


def test_days_the_wrong_way_round_are_refused(at: Seat) -> None:
    with pytest.raises(WrongUse) as refused:
        patterns(at, PatternsRequest(since=date(2026, 5, 2), until=date(2026, 5, 1)), None)
    assert refused.value.code == "custody-days-reversed"


def test_nothing_searched_is_told_as_nothing(at: Seat) -> None:
    told = asked(at)
    assert (told.searches, told.patterns, told.routes, told.uneven) == (0, [], [], [])


@given(st.integers(0, 60), st.integers(0, 60), st.floats(0.001, 0.999))
def test_the_chance_falls_as_searches_grow_and_is_that_of_the_law(
    count: int, more: int, share: float
) -> None:
    made = count + more
    told = beyond(count, made, share)
    assert told == pytest.approx(float(binom.sf(count - 1, made, share)), abs=1e-9)
    assert beyond(min(count + 1, made), made, share) <= told


def test_a_find_comes_onto_the_chart_with_the_visits_before_it_and_no_lawyer(at: Seat) -> None:
    imported(at, HOUSE)
    found(at, "E-1", person="P-1", sealed="س-1")
    found(at, "E-2")
    for number, (sort, visitor, days, refused) in enumerate(
        (
            ("family", "نوزاد احمد", 2, False),
            ("family", "نوزاد احمد", 5, False),
            ("lawyer", "هيوا كريم", 1, False),
            ("family", "سارة علي", 40, False),
            ("family", "كمال حسن", 3, True),
            ("family", "دانا عمر", -1, False),
        )
    ):
        told = {
            "number": f"V-{number}",
            "person": "P-1",
            "sort": sort,
            "visitor": visitor,
            "at": FIRST - timedelta(days=days),
            "refused": refused,
        }
        at.records(VISIT).save(VISIT.example.model_copy(update=told))
    case = at.bench.open_case("استخبارات السجن").id
    there = Seat(at.bench, at.desk, case, "work")
    told_ = connect(there, ConnectionRequest(case=case, find="E-1", reason="من أدخل الهاتف؟"), None)
    assert (told_.visits, told_.left_out) == (2, 1)
    assert at.bench.search("E-1", schema="Exhibit").hits
    assert len(at.bench.search("نوزاد احمد", schema="Person").hits) == 1
    for nobody in ("هيوا كريم", "سارة علي", "كمال حسن", "دانا عمر"):
        assert not at.bench.search(nobody, schema="Person").hits
    assert (
        connect(there, ConnectionRequest(case=case, find="E-1", days=0, reason="بلا زيارات"), None).visits
        == 0
    )
    with pytest.raises(WrongUse) as refused_:
        connect(there, ConnectionRequest(case=case, find="E-2", reason="من أدخل الهاتف؟"), None)
    assert refused_.value.code == "custody-find-of-nobody"
