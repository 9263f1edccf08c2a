"""Shifts as data: what is read, and where a mistake stands."""

import pytest

from tahqiq.desks.cargo.selection_lists.shift import Lot, read
from tahqiq.kit.yaml_nodes import Mistake

SHIFT = """shift: trebil-morning
seed: 7
hands: {scanner: 420, team: 900}
examinations:
  scan: {minutes: {scanner: 6}, shows: 0.5}
  full: {minutes: {team: 180}, shows: {narcotics: 0.9, revenue: 1}}
threats:
  narcotics: {harm: 5, least: 4}
  revenue: {harm: 1}
random: {share: 0.05, examination: full}
most_per_declarant: 3
"""


def test_a_whole_shift() -> None:
    shift = read(SHIFT)
    assert (shift.name, shift.seed, shift.hands, shift.most_per_declarant) == (
        "trebil-morning",
        7,
        {"scanner": 420, "team": 900},
        3,
    )
    assert [dict(one.shows) for one in shift.examinations] == [
        {"narcotics": 0.5, "revenue": 0.5},
        {"narcotics": 0.9, "revenue": 1.0},
    ]
    assert [(one.name, one.harm, one.least) for one in shift.threats] == [
        ("narcotics", 5.0, 4),
        ("revenue", 1.0, 0),
    ]
    assert shift.lot == Lot(0.05, "full")


@pytest.mark.parametrize(
    ("old", "new", "code", "line", "key"),
    [
        ("team: 900", "team: -1", "declared-not-number", 3, "hands.team"),
        ("{scanner: 6}", "{robot: 6}", "declared-unknown-key", 5, "examinations.scan.minutes.robot"),
        ("{scanner: 6}", "{scanner: 0}", "declared-empty", 5, "examinations.scan.minutes"),
        ("shows: 0.5", "shows: 1.5", "declared-not-number", 5, "examinations.scan.shows"),
        ("shows: 0.5", "shows: true", "declared-not-number", 5, "examinations.scan.shows"),
        (
            "{narcotics: 0.9, revenue: 1}",
            "{narcotics: 0.9}",
            "declared-missing",
            6,
            "examinations.full.shows",
        ),
        ("examination: full", "examination: deep", "declared-not-one-of", 10, "random.examination"),
        ("seed: 7\n", "", "declared-missing", 1, ""),
        ("share: 0.05", "share: many", "declared-not-number", 10, "random.share"),
    ],
)
def test_a_mistake_says_where_it_stands(old: str, new: str, code: str, line: int, key: str) -> None:
    with pytest.raises(Mistake) as caught:
        read(SHIFT.replace(old, new, 1))
    assert (caught.value.code, caught.value.line, caught.value.key) == (code, line, key)
