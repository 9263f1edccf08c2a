"""What doors and keys show: each planted row beside its clean look-alike."""

from datetime import date

from tahqiq.desks.custody.contradictions.operations import ContradictionsRequest, list_contradictions
from tahqiq.desks.custody.non_associations.record import APART, Apart
from tests.desks.custody.conftest import HOUSE, MOVES, imported
from tests.seat import Seat

RELEASED = MOVES + "P-2,B-2,F01,release,F01/A/1/02,2026-05-06 09:00,,2026-05-06 10:00,قرار,محكمة,none\n"
LOG = """at,badge,door,way
2026-05-02 10:00,P-1,F01/A/1,in
2026-05-02 10:05,P-1,F01/B/1,in
2026-05-02 11:05,P-1,F01/B/1,out
2026-05-02 11:30,P-1,F01/A,in
2026-05-04 08:30,P-1,F01/B/1,in
2026-05-06 08:00,P-2,F01/A/1,out
2026-05-06 12:00,P-2,F01/A/1,in
2026-05-06 12:01,S-7,F01/B/1,in
"""
KEYS = """time,card,cabinet,key,event
2026-05-02 08:00,S-3,F01/K,K-9,taken
2026-05-02 17:00,S-4,F01/K,K-9,returned
2026-05-03 08:00,S-3,F01/K,K-9,taken
2026-05-04 07:00,S-3,F01/K,K-9,returned
2026-05-04 08:00,S-3,F01/K,K-2,taken
2026-05-05 08:00,S-5,F01/K,K-3,taken
2026-05-06 08:00,S-5,F01/K,K-3,returned
"""
ROLLS = (
    "number,place,facility,at,expected,counted,keys_out\nR-1,F01/A/1,F01,2026-05-03 19:00,2,2,0\nR-2,"
    "F01/A/1,F01,2026-05-05 19:00,2,2,1\n"
)


def seen(at: Seat) -> list[tuple[str, str, str, str]]:
    told = list_contradictions(
        at, ContradictionsRequest(facility="F01", as_of="2026-05-07T12:00+03:00"), None
    )
    assert told.logs
    assert told.count == len(told.contradictions)
    return [(one.what, one.person, one.one, one.other) for one in told.contradictions]


def test_doors_outside_a_movement_and_after_release(at: Seat) -> None:
    imported(at, HOUSE | {"moves.csv": RELEASED, "doors.csv": LOG})
    assert seen(at) == [
        ("door-unmoved", "P-1", "F01/B/1 ×2", "F01/A/1/01"),
        ("door-released", "P-2", "F01/A/1", "F01 · 2026-05-06T10:00+03:00"),
    ]


def test_keys_that_were_not_back_at_lock_up_and_which_the_count_did_not_say(at: Seat) -> None:
    told = imported(at, HOUSE | {"keys.csv": KEYS, "rolls.csv": ROLLS})
    assert [one.new for one in told.files if one.kind == "passes"] == [7]
    assert seen(at) == [
        ("key-out", "S-3", "F01/K/K-9", "R-1 · 2026-05-03T19:00+03:00"),
        ("key-out", "S-3", "F01/K/K-2", "2026-05-04T22:00+03:00"),
    ]


def test_two_who_are_kept_apart_behind_one_door(at: Seat) -> None:
    log = (
        "at,badge,door,way\n2026-05-02 10:00,P-1,F01/A/1,in\n2026-05-02 10:30,P-2,F01/A/1,in\n2026-05-02 "
        "11:00,P-1,F01/A/1,out\n2026-05-03 10:00,P-1,F01/A/1,in\n2026-05-03 10:30,P-1,F01/A/1,out\n"
        "2026-05-03 10:31,P-2,F01/A/1,out\n2026-05-05 09:00,P-1,F01/A,in\n2026-05-05 09:05,P-2,F01/A,in\n"
    )
    imported(at, HOUSE | {"doors.csv": log})
    assert seen(at) == []
    at.records(APART).save(
        Apart(
            number="NA-1",
            person="P-1",
            other="P-2",
            reason="threat",
            reach="wing",
            by="مدير",
            begins=date(2026, 5, 2),
        )
    )
    at.records(APART).save(
        Apart(
            number="NA-2",
            person="P-2",
            other="P-1",
            reason="threat",
            reach="cell",
            by="مدير",
            begins=date(2026, 5, 2),
        )
    )
    assert seen(at) == [("apart-together", "P-1", "F01/A/1", "P-2 · F01/A/1 · NA-1")]


def test_where_no_log_reaches_nothing_seen_says_nothing(at: Seat) -> None:
    imported(at, HOUSE | {"doors.csv": LOG})
    told = list_contradictions(
        at, ContradictionsRequest(facility="F01", as_of="2026-09-07T12:00+03:00"), None
    )
    assert (told.contradictions, told.count, told.logs) == ([], 0, False)


def test_a_column_of_a_log_that_nobody_knows_is_told(at: Seat) -> None:
    told = imported(at, {"doors.csv": "at,badge,door,way,firmware\n2026-05-02 10:00,P-1,F01/A/1,in,7.1\n"})
    assert [(one.code, one.value) for one in told.problems] == [("custody-column-unknown", "firmware")]
